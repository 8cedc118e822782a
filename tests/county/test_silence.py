"""The law of silence: what an owner of data takes away never helps it.

A county of three towns of the example, with a return for everything that is there. For each table
of the towns' own: all rows of a town are taken away, some of them, those that speak against it, its
returns, and both rows and returns. No lowest score, score, highest score, rank or verdict of the
town may rise, and none of its units and areas either. The same for the rows of child tables.
"""

from __future__ import annotations

import functools
from datetime import date

import attrs
import pytest

import example_county
from qualitygov import CountyData
from qualitygov.assessment import Verdict
from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import OfficialCalendar
from qualitygov.core.exact import Points
from qualitygov.core.period import Period
from qualitygov.county import assess_county
from qualitygov.errors import FieldError
from qualitygov.returns import prefilled, quarters
from qualitygov.rulebook import Context

TOWNS = ("330299101", "330299102", "330299104")
MINE = TOWNS[0]
CALENDAR = OfficialCalendar()
YEARS = range(2013, 2017)
LEFT_OUT = ("returns", "excuses", "closed_results", "air_days", "air_hours")
"""Tables that are made anew, and those of other owners that take long."""


def _mine(row, spec, homes):
    town = getattr(row, spec.town) if spec.town is not None else None
    unit = getattr(row, spec.unit) if spec.unit is not None else None
    return homes.get(UnitKey.of(unit)) if town is None and unit is not None else town


def _of_few(row, spec, few):
    unit = getattr(row, spec.unit)
    return unit is None or UnitKey.of(unit) in few


@functools.cache
def county():
    """Three towns of the example, with returns of everything."""
    reading = example_county.reading()
    homes = {UnitKey.of(unit.code): unit.town for unit in reading.data.enterprises}
    few = {UnitKey.of(one.code) for one in reading.data.enterprises.rows[::18]}
    few |= {
        UnitKey.of(one.code)
        for one in reading.data.enterprises
        if one.key_enterprise or one.high_tech
    }
    rows = {}
    for name, table in reading.data.tables.items():
        kept = [row for row in table if _mine(row, table.spec, homes) in (None, *TOWNS)]
        if table.spec.unit is not None:
            kept = [row for row in kept if _of_few(row, table.spec, few)]
        rows[name] = () if name in LEFT_OUT else kept
    data = CountyData(id=reading.data.id, name=reading.data.name, **rows)
    context = Context.of_year(reading.rulebook, 2016, calendar=CALENDAR)
    sheets = [
        one
        for year in YEARS
        for part in quarters(Period(date(year, 1, 1), date(year, 12, 31)))
        for one in prefilled(data, context, part)
    ]
    return data.replace(returns=sheets), context, homes


@functools.cache
def before():
    data, context, _ = county()
    return assess_county(data, context, profile="full")


OWN = sorted(
    name for name, table in county()[0].tables.items() if table.spec.owner == "town" and len(table)
)
CHILDREN = {
    child.name: (table.spec, child.field)
    for table in county()[0].tables.values()
    for child in table.spec.children
    if table.spec.name in OWN and any(getattr(row, child.field) for row in table)
}
FLAWS = ("all", "half", "against", "returns", "all and returns", "half and returns")


def _against(found):
    """The ids of the facts that speak against the town, with the rows that they were made of."""
    return {
        part
        for result in found.town(MINE).targets.values()
        for name in result.measured.ids.against
        for part in (name, *name.split("/"))
    }


def _children_taken(name, flaw):
    """The county without some child rows, or without the returns of their table."""
    data, _, homes = county()
    spec, field = CHILDREN[name]
    if flaw == "returns":
        kept = [one for one in data.returns if (one.table, one.town) != (name, MINE)]
        return data.replace(returns=kept), False
    left, gone = [], 0
    for row in data.tables[spec.name]:
        rows = getattr(row, field) if _mine(row, spec, homes) == MINE else ()
        kept = rows[:-1] if flaw == "last" else rows[1::2] if flaw == "half" else ()
        gone += len(rows) - len(kept)
        left.append(_without_rows(row, field, kept) if rows else row)
    return (data.replace(**{spec.name: left}), True) if gone else (None, False)


def _without_rows(row, field, kept):
    """A row with fewer child rows; as it was, where it cannot be without them."""
    try:
        return attrs.evolve(row, **{field: kept})
    except FieldError:
        return row


def _taken(name, flaw):
    if name in CHILDREN:
        return _children_taken(name, flaw)
    data, _, homes = county()
    table = data.tables[name]
    own = [row for row in table if _mine(row, table.spec, homes) == MINE]
    if "all" in flaw:
        gone = own
    elif "half" in flaw:
        gone = own[::2]
    elif flaw == "against":
        ids = _against(before())
        gone = [row for row in own if str(getattr(row, "id", "")) in ids]
    else:
        gone = []
    kept = {id(row) for row in gone}
    changed = {name: [row for row in table if id(row) not in kept]}
    if "returns" in flaw:
        changed["returns"] = [r for r in data.returns if (r.table, r.town) != (name, MINE)]
    return (data.replace(**changed), bool(gone)) if gone or "returns" in flaw else (None, False)


ORDER = {Verdict.MISSED: 0, Verdict.NOT_REPORTED: 0, Verdict.OPEN: 1, Verdict.MET: 2}


def _no_better(after, then, what, *, ranked=True):
    """No bound of a score rises, and no rank; units of one silent town fall together."""
    for name in ("lowest", "score", "highest"):
        now, was = getattr(after, name), getattr(then, name)
        assert (now or Points(0)) <= (was or Points(0)), (what, name, was, now)
    if ranked and after.rank is not None and then.rank is not None:
        assert after.rank >= then.rank, (what, "rank", then.rank, after.rank)


def _flaws(name):
    """Moves are left away from the last on: a hole among them no reader would let pass."""
    if name not in CHILDREN:
        return FLAWS
    in_order = "moves" in name
    return ("all", "last", "returns") if in_order else ("all", "half", "last", "returns")


@pytest.mark.parametrize("name", [*OWN, *CHILDREN])
def test_silence_never_helps_the_silent(name):
    _, context, _ = county()
    then = before()
    was = then.town(MINE)
    for flaw in _flaws(name):
        changed, _ = _taken(name, flaw)
        if changed is None:
            continue
        found = assess_county(changed, context, profile="full")
        now = found.town(MINE)
        for target, result in now.targets.items():
            earlier = was.targets[target]
            if result.verdict in ORDER and earlier.verdict in ORDER:
                assert ORDER[result.verdict] <= ORDER[earlier.verdict], (
                    flaw,
                    target,
                    earlier.say(),
                    result.say(),
                )
        for item, earlier in zip(now.items, was.items, strict=True):
            if earlier.highest is not None:
                assert item.highest is not None, (flaw, item.item.id, "left the scale")
                assert item.highest <= earlier.highest, (flaw, item.item.id, item.say())
        _no_better(now, was, (name, flaw))
        if "returns" in flaw:
            silent = [r for r in now.targets.values() if r.verdict is Verdict.NOT_REPORTED]
            assert len(silent) >= len(
                [r for r in was.targets.values() if r.verdict is Verdict.NOT_REPORTED]
            )
        units = {one.id: one for one in found.units if one.unit.town == MINE}
        mine = {one.id: one for one in then.units if one.unit.town == MINE}
        assert mine.keys() <= units.keys(), (flaw, "a unit vanished")
        for unit, known in mine.items():
            _no_better(units[unit], known, (name, flaw, unit), ranked=False)


def test_the_rank_at_closing_does_not_rise_with_another_towns_silence_alone():
    """A silent rival stays a peer: the front group does not shrink."""
    data, context, _ = county()
    kept = [r for r in data.returns if r.town != TOWNS[1]]
    found = assess_county(data.replace(returns=kept), context, profile="full")
    for name, result in found.town(MINE).targets.items():
        earlier = before().town(MINE).targets[name]
        if earlier.peers is not None and result.peers is not None:
            assert result.peers == earlier.peers, name
