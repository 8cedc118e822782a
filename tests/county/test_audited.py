"""What an audit found: nothing of what had not happened, or was not known, is to be seen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from qualitygov import Context, CountyData, Text, Town, assess_county, load_rulebook
from qualitygov.blacklist import BlacklistCase, Move, MoveKind
from qualitygov.county import SUBJECTS
from qualitygov.enterprise import Enterprise
from qualitygov.errors import FieldError
from qualitygov.industry import Figure

BOOK = load_rulebook("strong-town")
TOWN, UNIT, OTHER = "330299101", "91330299MA2837B62L", "91110000600037341L"


def county(**rows):
    towns = [Town(code=TOWN, name=Text("甲镇", "Town A"), parent="330299")]
    return CountyData(id="330299", name=Text("县", "county"), towns=towns, **rows)


def assessed(data, as_of="2016-12-31", known_at=None):
    return assess_county(data, Context(BOOK, as_of=as_of, known_at=known_at))


def test_a_unit_registered_after_the_year_is_not_in_it():
    data = county(
        enterprises=[
            Enterprise(code=UNIT, name="老厂", town=TOWN, registered_on=date(2010, 1, 4)),
            Enterprise(code=OTHER, name="新厂", town=TOWN, registered_on=date(2017, 1, 15)),
        ]
    )
    year = assess_county(data, Context.of_year(BOOK, 2016))
    assert [score.code for score in year.credit] == [UNIT]
    later = assessed(data, "2017-06-30")
    assert {score.code for score in later.credit} == {UNIT, OTHER}


def test_a_unit_filed_under_both_codes_is_refused():
    twice = [
        Enterprise(code=code, name="某厂", town=TOWN, registered_on=date(2010, 1, 4))
        for code in (UNIT, UNIT[8:17])
    ]
    with pytest.raises(FieldError, match="stands twice"):
        assessed(county(enterprises=twice))


def test_a_figure_is_known_at_the_end_of_its_year():
    figure = Figure(
        town=TOWN, item="forest-cover", year=2016, value=Decimal(61), unit="%", source_document="报"
    )
    data = county(figures=[figure])
    for known, values in (("2016-12-30", 0), ("2016-12-31", 1)):
        rows = assessed(data, known_at=known).facts.rows("figure", TOWN)
        filed = [row for row in rows if row.item == "forest-cover" and row.value is not None]
        assert len(filed) == values


def test_a_case_that_had_not_begun_is_nowhere():
    case = BlacklistCase(
        id="B1",
        subject=UNIT,
        list_kind="quality",
        legal_basis="办法",
        ground="failures-3",
        moves=(
            Move(
                kind=MoveKind.GROUND_FOUND,
                day=date(2016, 11, 28),
                authority="局",
                document="文",
            ),
        ),
    )
    data = county(cases=[case])
    for as_of, known, shown in (
        ("2016-06-30", None, 0),
        ("2016-12-31", "2016-11-27", 0),
        ("2016-06-30", "2016-12-31", 0),
        ("2016-12-31", "2016-11-28", 1),
    ):
        result = assessed(data, as_of, known)
        assert len(result.worklists()["publications"]) == shown


def test_two_subjects_of_one_name_are_refused():
    with pytest.raises(TypeError, match="of one name"):
        county(subjects=(*SUBJECTS, SUBJECTS[1]))
