"""Archives of registered units: opened in thirty days, and missing where nobody opened one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given

from qualitygov.core.schema import schema_for
from qualitygov.credit import ARCHIVES, OpenedArchive, archive_facts, without_archive
from qualitygov.enterprise import ENTERPRISES, Enterprise, RegistrationStatus
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.strategies import entities
from small_county import others, view_of

pytestmark = pytest.mark.clause("3.2.2.a")
BOOK, DAY = load_rulebook("strong-town"), timedelta(days=1)
TOWN, UNIT, OTHER = "330299101", "91330299MA2837B62L", "913302990000000019"
REGISTERED, BY = date(2016, 6, 1), date(2016, 7, 1)


def at(as_of=date(2017, 3, 1), **more):
    return Context.of_year(BOOK, 2016, as_of=as_of, **more)


def unit(code=UNIT, registered=REGISTERED, **more):
    return Enterprise(code=code, name="某厂", town=TOWN, registered_on=registered, **more)


def archive(on, code=UNIT, name="DA1", **more):
    return OpenedArchive(id=name, subject=code, town=TOWN, opened_on=on, **more)


def view(*units, archives=()):
    return view_of(others(ENTERPRISES, ARCHIVES), enterprises=units, archives=archives)


def standing(*archives, context=None, one=None):
    (fact,) = archive_facts(view(one or unit(), archives=archives), context or at())
    return fact.standing


@pytest.mark.parametrize(("on", "said"), [(BY - DAY, "done"), (BY, "done"), (BY + DAY, "late")])
def test_opened_a_day_before_on_and_after_the_thirtieth(on, said):
    assert standing(archive(on)) == said


@pytest.mark.parametrize(
    ("as_of", "said"), [(BY - DAY, "open"), (BY, "open"), (BY + DAY, "missing")]
)
def test_not_opened(as_of, said):
    assert standing(context=at(as_of)) == said


def test_old_units_are_asked_from_when_the_book_begins():
    old = unit(registered=date(1998, 1, 1))
    assert standing(archive(date(2011, 1, 31)), one=old) == "done"
    assert standing(archive(date(2011, 2, 1)), one=old) == "late"
    assert standing(archive(date(2011, 1, 31)), one=unit(registered=None)) == "done"


def test_units_that_are_gone_at_the_years_end_are_not_asked():
    gone = unit(status=RegistrationStatus.DEREGISTERED, deregistered_on=date(2016, 12, 30))
    assert archive_facts(view(gone), at()) == ()
    there = unit(status=RegistrationStatus.DEREGISTERED, deregistered_on=date(2017, 1, 5))
    assert len(archive_facts(view(there), at())) == 1


def test_either_code_of_a_unit_and_the_first_of_two_archives():
    short = archive(BY, code="MA2837B62", name="DA2")
    assert standing(archive(BY + DAY), short) == "done"


def test_what_was_not_known_is_not_there():
    late = archive(BY, known_on=date(2017, 4, 10))
    assert [standing(late, context=at(known_at=day)) for day in ("2017-04-09", "2017-04-10")] == [
        "missing", "done",
    ]  # fmt: skip


def test_the_worklist_names_units_without_one():
    rows = view(unit(), unit(OTHER), archives=[archive(BY)])
    (lacking,) = without_archive(rows, at())
    assert (lacking.subject, lacking.by) == (OTHER, BY)


@given(entities(OpenedArchive))
def test_a_row_travels(one):
    schema = schema_for(OpenedArchive)()
    assert schema.load(schema.dump(one)) == one
