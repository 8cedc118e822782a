"""Laws of the assessment over drawn rules: bounds hold, silence and failures never help.

Items, targets and indicators are drawn: kinds of targets, lines, ways of counting, partial points.
"""

from __future__ import annotations

from datetime import date

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov.assessment import FactTables, Reported, Verdict, compile_assessment
from qualitygov.core.exact import Rate
from qualitygov.county.run import assess_facts
from qualitygov.plan.condition import Check
from qualitygov.rulebook import Context, load_rulebook
from qualitygov.subject import Duty
from qualitygov.text import Text

PLAN = compile_assessment(Context.of_year(load_rulebook("strong-town"), 2016))
CODES = ("330299101", "330299102", "330299103")
YEARS = (2015, 2016)
FINAL = ("done", "late", "failed", "missing")
STANDINGS = (*FINAL, "open", "excused")
BETTER_FIRST = ("done", "late", "failed", "missing")
FOOD = PLAN.targets["food-production"]
LAWS = settings(max_examples=60, deadline=None)

SHARES = st.fractions(0, 1, max_denominator=20).map(Rate.of)
ABOVE = st.sampled_from([("done",), ("done", "late")])


@st.composite
def items(draw, at, kinds):
    """An item with its target and indicator, over a table of its own."""
    kind = draw(st.sampled_from(kinds))
    name = f"t{at}"
    indicator = attrs.evolve(
        FOOD.indicator,
        id=name,
        facts=name,
        where=(),
        counts=(Check(column="standing", words=frozenset(draw(ABOVE))),),
        minimum=draw(st.integers(1, 4)),
        sampled=draw(st.booleans()),
    )
    target = attrs.evolve(
        FOOD,
        id=name,
        indicator=indicator,
        kind=kind,
        value=draw(SHARES),
        op="at-least",
        divisor=draw(st.integers(1, 3)),
        direction=draw(st.sampled_from(["rising", "not-falling"])),
        every="quarter" if kind == "every-period" else None,
    )
    item = attrs.evolve(
        PLAN.items[0],
        id=name,
        target=target,
        points=100_000 // 3,
        bonus=False,
        partial=draw(st.sampled_from(["nothing", "proportional", "per-point"])),
        floor=Rate(0, 1),
        deduct=draw(st.integers(1, 5000)),
    )
    return attrs.evolve(item, partial="nothing") if kind in ("rank", "trend") else item


@st.composite
def plans(draw, kinds=("threshold", "rank", "trend", "every-period")):
    """A plan of three drawn items, without vetoes."""
    drawn = tuple(draw(items(at, kinds)) for at in range(3))
    targets = {item.target.id: item.target for item in drawn}
    return attrs.evolve(PLAN, items=drawn, targets=targets, vetoes=(), least_assessable=Rate(0, 1))


@st.composite
def worlds(draw, standings=STANDINGS):
    """Facts of three towns in three tables, over two years."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["t0", "t1", "t2"]),
                st.sampled_from(CODES),
                st.sampled_from(YEARS),
                st.integers(1, 12),
                st.sampled_from(standings),
            ),
            max_size=60,
        )
    )
    return [
        (
            table,
            Duty(
                id=f"d{at}", town=town, on=date(year, month, 9), duty="d", standing=standing,
            ),
        )
        for at, (table, town, year, month, standing) in enumerate(rows)
    ]  # fmt: skip


def assessed(plan, world, reports=None):
    tables = {f"t{at}": [row for name, row in world if name == f"t{at}"] for at in range(3)}
    facts = FactTables.of(tables) if reports is None else FactTables.of(tables, reports)
    return {town.town: town for town in assess_facts(plan, facts, CODES)}


def never_better(before, after):
    """Nothing of a town stands better than before: lowest, score, highest, verdicts, rank."""
    for name in ("lowest", "score", "highest"):
        old, new = getattr(before, name), getattr(after, name)
        assert old is None or new is None or new <= old, name
    for name, result in after.targets.items():
        assert result.verdict is not Verdict.MET or before.targets[name].verdict is Verdict.MET
    assert before.rank is None or after.rank is None or after.rank >= before.rank


@LAWS
@given(plans(("threshold", "rank")), worlds(), st.sets(st.integers(0, 59)))
def test_however_the_open_ones_turn_out_everything_stays_in_its_bounds(plan, world, well):
    """Law: verdicts that are met or missed stay, and scores and ranks stay in their bounds."""
    before = assessed(plan, world)
    settled = [
        (name, attrs.evolve(row, standing="done" if at in well else "failed"))
        if row.standing == "open"
        else (name, row)
        for at, (name, row) in enumerate(world)
    ]
    after = assessed(plan, settled)
    unsure = any(
        one.verdict is Verdict.TOO_FEW for town in after.values() for one in town.targets.values()
    )
    for code in CODES:
        then, now = before[code], after[code]
        for name, result in then.targets.items():
            if result.verdict in (Verdict.MET, Verdict.MISSED):
                assert now.targets[name].verdict is result.verdict
        if then.lowest is not None and now.score is not None and not unsure:
            assert then.lowest <= now.score <= then.highest
        if then.rank_between is not None and now.rank is not None and not unsure:
            ranked = [one for one in before.values() if one.rank is not None]
            if len(ranked) == len(CODES):
                assert then.rank_between[0] <= now.rank <= then.rank_between[1]


@LAWS
@given(plans(), worlds(FINAL), st.integers(0, 59), st.integers(0, 3))
def test_a_worse_fact_never_helps_its_town(plan, world, which, steps):
    """Law: what stands worse in this year never raises its town."""
    before = assessed(plan, world)
    mine = [n for n, (_, row) in enumerate(world) if row.town == CODES[0] and row.on.year == 2016]
    if not mine:
        return
    at = mine[which % len(mine)]
    name, row = world[at]
    worse = BETTER_FIRST[BETTER_FIRST.index(row.standing) :]
    changed = attrs.evolve(row, standing=worse[min(steps, len(worse) - 1)])
    never_better(
        before[CODES[0]],
        assessed(plan, [*world[:at], (name, changed), *world[at + 1 :]])[CODES[0]],
    )


@LAWS
@given(plans(), worlds(), st.sampled_from(["t0", "t1", "t2"]))
def test_a_table_without_a_return_never_helps_its_town(plan, world, table):
    """Law of silence: a table of its own that is not reported never raises a town."""
    silent = Reported(silent=(Text("表", "a table"),))

    def reports(asked, town, _period):
        return silent if (asked.facts, town) == (table, CODES[0]) else Reported()

    before = assessed(plan, world)[CODES[0]]
    after = assessed(plan, world, reports)[CODES[0]]
    never_better(before, after)
    assert after.targets[table].verdict is Verdict.NOT_REPORTED


OWN = st.lists(st.tuples(st.sampled_from(STANDINGS), st.booleans()), max_size=12)


@LAWS
@given(plans(("threshold",)), worlds(), OWN)
def test_rows_taken_away_never_help_their_town(plan, world, own):
    """Law of silence: whichever rows of its own are not there, its return says that they are due."""
    others = [pair for pair in world if (pair[0], pair[1].town) != ("t0", CODES[0])]
    mine = [
        (gone, Duty(id=f"o{at}", town=CODES[0], on=date(2016, 5, 9), duty="d", standing=standing))
        for at, (standing, gone) in enumerate(own)
    ]
    left = [("t0", row) for gone, row in mine if not gone]

    def reports(asked, town, _period):
        own_table = (asked.facts, town) == ("t0", CODES[0])
        return Reported(short=len(mine) - len(left) if own_table else 0)

    whole = assessed(plan, [*others, *(("t0", row) for _, row in mine)])
    never_better(whole[CODES[0]], assessed(plan, [*others, *left], reports)[CODES[0]])
