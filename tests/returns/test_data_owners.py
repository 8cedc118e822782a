"""Owners of the data: a bureau's silence is told of the bureau, and costs no town."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from test_returns import CLOSE, A, B, county, excuse

from qualitygov.core.period import Period
from qualitygov.county import assess_county
from qualitygov.county.facts import facts_of
from qualitygov.returns import (
    ExcuseKind,
    OwnerReturns,
    owners_of,
    prefilled,
    quarters,
    return_facts,
)
from qualitygov.subject import CountyView

pytestmark = pytest.mark.clause("4.5.a", "4.5.d")

QUARTERS = quarters(Period(date(2016, 1, 1), date(2016, 12, 31)))
BUREAU = "县市场监督管理局"


def reported(skip=(), *, late=(), by=BUREAU, **rows):
    """A county whose owners reported each quarter in time, but for some tables of bureaus."""
    data = county(**rows)
    specs = CountyView(data).specs
    sheets = []
    for part in QUARTERS:
        for one in prefilled(data, CLOSE, part):
            if one.table in skip:
                continue
            own = by if specs[one.table].owner == "bureau" else one.owner
            day = date(2017, 2, 1) if one.table in late else one.filed_on
            sheets.append(attrs.evolve(one, owner=own, filed_by="某人", filed_on=day))
    return data.replace(returns=sheets)


def owners(data):
    return {one.owner: one for one in owners_of(CountyView(data), CLOSE)}


def of_table(owner, table):
    return next(one for one in owner.tables if one.table == table)


def test_a_bureaus_returns_are_due_of_it_for_each_town_and_quarter():
    found = owners(reported())
    assert set(found) == {A, B, BUREAU}
    samples = of_table(found[BUREAU], "samples")
    assert (samples.due, samples.done) == (2 * 4, 2 * 4)
    assert of_table(found[BUREAU], "confirmations").due == 4  # of the whole county
    assert found[BUREAU].kind == "bureau"
    assert all(one.done == one.due and not one.behind for one in found.values())


def test_what_it_leaves_out_is_missing_of_it_and_what_came_late_is_late():
    found = owners(reported(["samples"], late=["penalties"]))
    silent, bureau = found[None], found[BUREAU]  # who owes the samples nobody has signed
    assert [one.table for one in silent.behind] == ["samples"]
    assert (silent.missing, silent.due) == (8, 8)
    assert silent.name.zh == "未署名的县级部门"
    assert "未报 8" in silent.say("zh")
    assert [one.table for one in bureau.behind] == ["penalties"]
    assert (bureau.late, bureau.missing) == (8, 0)
    assert OwnerReturns.from_dict(bureau.to_dict()) == bureau


def test_who_signed_a_table_once_owes_it_later_as_well():
    whole = reported()
    first = QUARTERS[0].name
    kept = [
        one
        for one in whole.returns.rows
        if one.table not in ("samples", "sample_items") or one.span.name == first
    ]
    found = owners(whole.replace(returns=kept))
    assert None not in found
    assert (of_table(found[BUREAU], "samples").missing, found[BUREAU].missing) == (6, 12)
    late = owners(reported(["sample_items"]))  # of a child table who signed the other
    assert of_table(late[BUREAU], "sample_items").missing == 8


def test_a_bureaus_silence_is_no_fact_of_any_town():
    """It stands in the same table of facts, of the county, and no town's count has it."""
    view = CountyView(reported(["samples"]))
    rows = [row for row in return_facts(view, CLOSE.settled) if row.table == "samples"]
    assert {(row.town, row.of_town, row.standing) for row in rows} == {
        ("330299", A, "missing"),
        ("330299", B, "missing"),
    }
    assert len({row.id for row in return_facts(view, CLOSE.settled)}) == len(
        return_facts(view, CLOSE.settled)
    )
    tables = facts_of(view, CLOSE)
    for town in (A, B):
        assert {row.owner for row in tables.rows("return", town)} == {town}


def test_a_bureau_that_is_excused_does_not_owe():
    data = reported(["penalties"])
    kept = [
        *data.returns.rows,
        *(
            one
            for one in reported().returns.rows
            if one.table == "penalties" and one.span.name == QUARTERS[0].name
        ),
    ]
    data = data.replace(returns=kept)
    assert owners(data)[BUREAU].missing == 6
    free = excuse(kind=ExcuseKind.DUTY, ref="return", period="2016-Q3", beneficiary=BUREAU)
    assert owners(data.replace(excuses=[free]))[BUREAU].missing == 4


def test_the_result_tells_the_owners_and_the_towns_are_as_they_were():
    found = assess_county(reported(["samples"]), CLOSE, profile="full")
    assert [one.owner for one in found.data_owners if one.missing] == [None]
    (section,) = [rows for one, rows in found.sections() if one.name == "data-owners"]
    assert section[0][0].en == "a county bureau that signed nothing"
    assert section[0][4] == 8
    named = {one.name for one, rows in found.sections() if rows}
    assert "data-owners" in named
