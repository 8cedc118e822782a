"""Limits of energy, emission and waste in market access; conditions of safety, and closures for them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.access import (
    SUBJECT,
    Access,
    ConditionCheck,
    ProductOffer,
    ResourceUse,
    closures,
    condition_facts,
    condition_problems,
    decide,
    lacking_conditions,
    limit_facts,
    limit_states,
    resource_problems,
    to_close,
)
from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.core.schema import schema_for
from qualitygov.enterprise import Certification, CertificationKind, Enterprise
from qualitygov.errors import FieldError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.strategies import entities
from signed_book import signed_book
from small_county import view_of

pytestmark = pytest.mark.clause("3.2.2.g", "3.2.2.h")
BOOK, SIGNED, DAY = load_rulebook("strong-town"), signed_book(), timedelta(days=1)
TOWN, UNIT = "330299101", "91330299MA2837B62L"
END, CUT_OFF = date(2016, 12, 31), date(2017, 3, 1)


def at(as_of=CUT_OFF, book=BOOK, **more):
    return Context.of_year(book, 2016, as_of=as_of, calendar=WeekdayCalendar(), **more)


# limits


def offer(category="cement", activity="make"):
    return ProductOffer(
        id="P1", subject=UNIT, town=TOWN, activity=activity, product="水泥", category=category,
        since=date(2010, 1, 1),
    )  # fmt: skip


def used(amount, limit="cement-dust", year=2015, known=date(2016, 3, 31), **more):
    given_ = {"id": f"{limit}-{year}", "output": Decimal(1000), **more}
    return ResourceUse(
        subject=UNIT, town=TOWN, limit=limit, year=year, amount=Decimal(amount), known_on=known,
        document="报表", **given_,
    )  # fmt: skip


def answer(*uses, context=None, activity="make", category="cement"):
    unit = Enterprise(code=UNIT, name="水泥厂", town=TOWN)
    licence = Certification(
        id="X1", kind=CertificationKind.LICENCE, holder=UNIT, town=TOWN,
        issued_on=date(2014, 1, 1), product=category,
    )  # fmt: skip
    asked = offer(category, activity)
    return decide(
        asked, context or at(END), unit=unit, certifications=[licence], grade="A", uses=uses
    )


@pytest.mark.parametrize(
    ("amount", "access"),
    [("59.999", Access.ALLOWED), ("60", Access.ALLOWED), ("60.001", Access.REFUSED)],
)
def test_a_product_above_its_limit_is_refused(amount, access):
    found = answer(used(amount))
    assert found.access is access
    assert any("dust for each ton of cement" in reason.text.en for reason in found.reasons)


def test_without_figures_it_is_watched_and_the_seller_is_asked_nothing():
    assert answer().access is Access.CONDITIONAL
    assert "未报数据" in answer().say("zh")
    assert answer(activity="sell").access is Access.ALLOWED
    assert answer(used("60", year=2014)).access is Access.CONDITIONAL  # of another year


def test_a_limit_that_nobody_verified_bars_nobody():
    above = used("200000", limit="cement-energy"), used("1")
    assert answer(*above).access is Access.ALLOWED
    assert answer(*above, context=at(END, SIGNED)).access is Access.REFUSED


def test_the_last_known_report_counts_and_what_came_later_does_not():
    rows = used("50", id="A"), used("70", id="B", known=date(2016, 6, 1))
    assert answer(*rows).access is Access.REFUSED
    assert answer(*rows, context=at(date(2016, 5, 31))).access is Access.ALLOWED
    known = at(END, known_at="2016-05-31")
    assert answer(*rows, context=known).access is Access.ALLOWED


def facts(*uses, context=None, category="cement"):
    view = view_of(SUBJECT, offers=[offer(category)], resource_uses=uses)
    return {one.limit: one.standing for one in limit_facts(view, context or at())}


DUE = date(2016, 3, 31)


@pytest.mark.parametrize(
    ("known", "said"), [(DUE - DAY, "done"), (DUE, "done"), (DUE + DAY, "late")]
)
def test_reported_a_day_before_on_and_after_the_end_of_march(known, said):
    assert facts(used("60", known=known))["cement-dust"] == said


@pytest.mark.parametrize(
    ("as_of", "said"), [(DUE - DAY, "open"), (DUE, "open"), (DUE + DAY, "missing")]
)
def test_not_reported(as_of, said):
    assert facts(context=at(as_of))["cement-dust"] == said


def test_above_the_limit_is_failed_and_what_nobody_verified_costs_nothing():
    rows = used("60.001"), used("999999", limit="cement-energy")
    assert facts(*rows) == {"cement-dust": "failed", "cement-energy": "excused"}
    assert facts(*rows, context=at(book=SIGNED))["cement-energy"] == "failed"
    assert facts(category="toys") == {}


@given(st.decimals(0, 10, places=4), st.decimals("0.0001", 1000, places=4))
def test_a_figure_is_held_against_its_limit_exactly(amount, output):
    one = used(amount, output=output)
    (_, dust) = sorted(limit_states(offer(), at(END), uses=[one]), key=lambda s: s.use is not None)
    assert dust.within == (amount * 100 <= output * 6)


# conditions of safety


FIRST = date(2016, 5, 3)
TERM = date(2016, 6, 2)
"""Thirty days after the check."""


def check(on=FIRST, met=False, name="T1", **more):
    given_ = {"condition": "fire-exits", "subject": UNIT, **more}
    return ConditionCheck(
        id=name, town=TOWN, checked_on=on, met=met, authority="县局", document="文", **given_
    )


@pytest.mark.parametrize(
    ("again", "closed"), [(TERM - DAY, False), (TERM, False), (TERM + DAY, True)]
)
def test_closed_for_what_a_recheck_after_the_term_finds_lacking_still(again, closed):
    rows = [check(), check(again, name="T2")]
    found = closures([], at(), samples=[], licensed={UnitKey.of(UNIT)}, checks=rows)
    assert [(one.basis, one.failed, one.route) for one in found] == (
        [("T1", (again,), "licensed")] if closed else []
    )
    assert bool(to_close(rows, at())) == closed


def test_nobody_is_closed_before_a_recheck_nor_for_what_is_met_or_not_essential():
    assert to_close([check()], at(date(2017, 1, 1))) == ()
    again = TERM + DAY
    assert to_close([check(), check(again, name="T2", met=True)], at()) == ()
    minor = {"condition": "health-certificates"}
    assert to_close([check(**minor), check(again, name="T2", **minor)], at()) == ()
    passed = [check(), check(TERM, name="T2", met=True), check(again, name="T3")]
    assert to_close(passed, at()) == ()  # a new run begins with a new term
    assert len(lacking_conditions(passed, at())) == 1


def test_the_unlicensed_are_banned_and_the_checks_own_term_holds():
    rows = [check(remedy_by=FIRST + 5 * DAY), check(FIRST + 6 * DAY, name="T2")]
    (one,) = closures([], at(), samples=[], licensed=set(), checks=rows)
    assert one.route == "unlicensed"


def duties(*rows, context=None):
    view = view_of(SUBJECT, condition_checks=rows)
    return {one.id: one.standing for one in condition_facts(view, context or at())}


RECHECK = date(2016, 6, 16)
"""Ten working days after the term."""


@pytest.mark.parametrize(
    ("again", "remedied", "rechecked"),
    [
        (TERM - DAY, "done", "done"), (TERM, "done", "done"), (TERM + DAY, "late", "done"),
        (RECHECK, "late", "done"), (RECHECK + DAY, "late", "late"),
    ],
)  # fmt: skip
def test_met_and_checked_again(again, remedied, rechecked):
    found = duties(check(), check(again, name="T2", met=True))
    assert found == {"T1/remedied": remedied, "T1/rechecked": rechecked}


@pytest.mark.parametrize(
    ("as_of", "remedied", "rechecked"),
    [
        (TERM, "open", "open"), (TERM + DAY, "missing", "open"), (RECHECK, "missing", "open"),
        (RECHECK + DAY, "missing", "missing"),
    ],
)  # fmt: skip
def test_never_checked_again(as_of, remedied, rechecked):
    assert duties(check(), context=at(as_of)) == {
        "T1/remedied": remedied, "T1/rechecked": rechecked,
    }  # fmt: skip


def test_lacking_at_the_recheck_is_failed_and_begins_a_round_of_its_own():
    found = duties(check(), check(TERM + DAY, name="T2"), context=at(date(2016, 8, 1)))
    assert found == {
        "T1/remedied": "failed", "T1/rechecked": "done",
        "T2/remedied": "missing", "T2/rechecked": "missing",
    }  # fmt: skip


def test_what_was_not_known_did_not_happen():
    late = check(TERM + DAY, name="T2", known_on=date(2017, 4, 10))
    assert to_close([check(), late], at(known_at="2017-03-01")) == ()
    assert duties(attrs.evolve(check(), known_on=date(2017, 4, 10))) == {}


def test_rows_that_contradict_themselves_or_name_unknown_rules_are_refused():
    with pytest.raises(FieldError):
        used("1", output=Decimal(0))
    with pytest.raises(FieldError):
        check(met=True, remedy_by=TERM)
    with pytest.raises(FieldError):
        check(remedy_by=FIRST - DAY)
    assert [p.path for p in resource_problems(used("1", limit="cement"), at())] == ["limit"]
    assert [p.path for p in condition_problems(check(condition="fire"), at())] == ["condition"]
    assert not [*resource_problems(used("1"), at()), *condition_problems(check(), at())]


@pytest.mark.parametrize("cls", [ResourceUse, ConditionCheck])
@given(st.data())
def test_a_row_travels(cls, data):
    one = data.draw(entities(cls))
    schema = schema_for(cls)()
    assert schema.load(schema.dump(one)) == one
