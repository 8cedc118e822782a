"""The county as its subjects see it: tables, rows as known, what was worked out once."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from qualitygov.errors import FieldError
from qualitygov.rulebook import Context, load_rulebook
from qualitygov.service import SUBJECT as SERVICE
from qualitygov.service import SURVEYS, SatisfactionSurvey
from qualitygov.subject import TOWNS, CountyData, CountyView, Section, Subject, Table, Town
from qualitygov.text import Text
from small_county import TOWNS_ONLY

pytestmark = pytest.mark.clause("2.1.a", "4.5.c")

BOOK = load_rulebook("strong-town")
CONTEXT = Context(BOOK, as_of="2016-12-31")
SAME = Context(BOOK, as_of="2016-12-31")
OTHER = Context(BOOK, as_of="2016-12-31", known_at="2016-06-30")
NAME = Text("某县", "A county")
A, B = (
    Town(code=f"33029910{n}", name=Text(f"{n}镇", f"Town {n}"), parent="330299") for n in (1, 2)
)


def survey(number, held=date(2016, 9, 1)):
    return SatisfactionSurvey(
        id=f"V{number}",
        town=A.code,
        trade="H",
        held_on=held,
        very_satisfied=1,
        satisfied=0,
        fair=0,
        dissatisfied=0,
        very_dissatisfied=0,
    )


def county(*surveys, towns=(A, B), **more):
    given = {"id": "330299", "name": NAME, **more}
    return CountyData(subjects=(TOWNS_ONLY, SERVICE), towns=towns, surveys=surveys, **given)


def test_two_counties_are_equal_by_what_they_hold():
    one = county(survey(1))
    assert one == county(survey(1))
    assert hash(one) == hash(county(survey(1)))
    assert one != county(survey(2))
    assert one != county(survey(1), id="330298")
    assert one != county(survey(1), name=Text("乙县", "B"))
    assert one.__eq__("330299") is NotImplemented
    assert repr(one) == "CountyData('330299', towns: 2, surveys: 1)"
    assert repr(CountyData(id="330299", name=NAME, subjects=())) == "CountyData('330299', no rows)"


def test_two_tables_are_equal_by_what_they_hold_and_where():
    one = Table.of(SURVEYS, [survey(1)])
    assert one == Table.of(SURVEYS, [survey(1)])
    assert hash(one) == hash(Table.of(SURVEYS, [survey(1)]))
    assert one != Table.of(SURVEYS, [survey(2)])
    assert Table.of(SURVEYS, ()) != Table.of(TOWNS, ())
    assert one.__eq__([survey(1)]) is NotImplemented
    assert repr(one) == "Table('surveys', 1 rows)"
    assert one.of_unit("91330299MA2837B62L") == ()
    assert county().replace(surveys=[survey(3)]).surveys.rows == (survey(3),)
    assert county(survey(1)).replace(towns=[B]).surveys.rows == (survey(1),)


def test_a_table_that_the_county_does_not_have_is_empty_for_whoever_asks_by_declaration():
    bare = CountyData(id="330299", name=NAME, subjects=(TOWNS_ONLY,), towns=[A])
    assert bare[SURVEYS].rows == ()
    assert bare[TOWNS].rows == (A,)


@pytest.mark.parametrize("twice", [(A, A), (A, B, A)])
def test_a_town_that_is_there_twice_is_named(twice):
    with pytest.raises(FieldError, match="a town stands twice: 330299101"):
        county(towns=twice)


def test_what_was_worked_out_is_worked_out_once_for_each_context():
    view, asked = CountyView(county()), []

    def make(_, context):
        asked.append(context)
        return len(asked)

    assert [view.once(make, when) for when in (CONTEXT, SAME, OTHER, CONTEXT, OTHER)] == [
        1,
        1,
        2,
        1,
        2,
    ]
    assert asked == [CONTEXT, OTHER]


def test_what_is_yielded_one_by_one_is_there_whenever_it_is_asked():
    def numbers(view, context):
        yield from view.known(SURVEYS, context)

    view = CountyView(county(survey(1), survey(2)))
    assert [one.id for one in view.once(numbers, CONTEXT)] == ["V1", "V2"]
    assert [one.id for one in view.once(numbers, CONTEXT)] == ["V1", "V2"]


def test_rows_are_those_that_were_known_in_the_context():
    view = CountyView(county(survey(1, date(2016, 3, 1)), survey(2)))
    assert [row.id for row in view.known(SURVEYS, CONTEXT)] == ["V1", "V2"]
    assert [row.id for row in view.known(SURVEYS, OTHER)] == ["V1"]
    assert view.known(SURVEYS, CONTEXT) is view.known(SURVEYS, SAME)


def test_facts_and_worklists_of_nobody_are_empty_and_those_of_a_subject_are_its_own():
    view = CountyView(county(survey(1)))
    assert {row.town for row in view.facts("survey", CONTEXT)} == {A.code, B.code}
    assert view.facts("surveys", CONTEXT) == ()
    assert view.worklist("surveys", CONTEXT) == ()
    assert view.events(CONTEXT) == ()


def test_towns_come_in_the_order_of_their_codes_and_have_names():
    view = CountyView(county(towns=(B, A)))
    assert view.towns(CONTEXT) == (A, B)
    assert view.town_name(A.code) == A.name
    assert view.town_name("330299109") == Text("330299109", "330299109")
    assert view.town_name(None) == Text("–", "–")
    nobody = CountyView(CountyData(id="330299", name=NAME, subjects=()))
    assert nobody.town_name(A.code) == Text(A.code, A.code)
    assert nobody.towns(CONTEXT) == ()


def test_a_section_shows_six_rows_unless_it_says_otherwise():
    one = Section(name="x", title=NAME, clauses="1", columns=(), rows=lambda *_: (), order=1)
    assert (one.most, attrs.evolve(one, most=9).most) == (6, 9)
    assert Subject(name="x", label=NAME).sections == ()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"id": None}, "id should be a str, not None"),
        ({"name": "某县"}, "name should be a Text, not str"),
        ({"towns": [A, None]}, "towns should be a Town, not None"),
        ({"towns": 5}, "towns should be a list, not int"),
        ({"towns": "330299101"}, "towns should be a list, not str"),
        ({"surveys": [A]}, "surveys should be a SatisfactionSurvey, not Town"),
    ],
)
def test_what_is_no_county_is_refused_in_words(given, words):
    rows = {"id": "330299", "name": NAME, "towns": [A], **given}
    with pytest.raises(FieldError, match=words):
        CountyData(subjects=(TOWNS_ONLY, SERVICE), **rows)


def test_two_subjects_that_declare_one_name_are_refused():
    with pytest.raises(TypeError, match=r"two subjects declare .* of one name: .*surveys"):
        CountyData(id="330299", name=NAME, subjects=(SERVICE, attrs.evolve(SERVICE, name="again")))
