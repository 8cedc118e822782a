"""Points that the target office excused, by target or by what was due: above a share no rank."""

from __future__ import annotations

import attrs
import pytest
from test_bounds import GOOD, PLAN, YEAR, A, facts, indicator, rows, target

from qualitygov.assessment import FactTables, Verdict, assess_town, judge
from qualitygov.assessment.left import Left
from qualitygov.assessment.ranking import ranked
from qualitygov.core.exact import Rate
from qualitygov.rulebook.model.duty import Control, Profile


def of(name, **more):
    """A target on the facts of a duty of its own."""
    where = attrs.evolve(GOOD[0], column="duty", words=frozenset({name}))
    values = {"kind": "rate", "where": (where,), **more}
    own = indicator(**values)
    return attrs.evolve(target(own), id=name, value=Rate(1, 1), op="at-least")


def made(relieved, **counts):
    """Facts of each duty; those of `relieved` duties are excused by decision."""
    found = [
        attrs.evolve(row, duty=duty, id=f"{duty}/{row.id}")
        for duty, standings in counts.items()
        for row in rows(**standings)
    ]
    return FactTables.of({"t": found}, excused=lambda row: row.duty in relieved)


def town(tables, *targets, excused=()):
    """A town judged on targets of equal points."""
    items = tuple(attrs.evolve(PLAN.items[0], id=one.id, target=one) for one in targets)
    plan = attrs.evolve(PLAN, items=items, vetoes=(), least_assessable=Rate(0, 1))
    judged = {one.id: judge(one, tables, A, YEAR) for one in targets}
    return assess_town(plan, tables, A, judged, excused=frozenset(excused))


FIVE = [of(f"d{n}") for n in range(5)]
ALL_DONE = {one.id: {"done": 2} for one in FIVE}


@pytest.mark.parametrize("count", [1, 2])
def test_excused_duties_weigh_as_excused_targets_do(count):
    """20 % of the points is the limit: one of five items is not above it, two are."""
    names = [one.id for one in FIVE[:count]]
    by_target = town(made((), **ALL_DONE), *FIVE, excused=names)
    by_duty = town(made(names, **ALL_DONE), *FIVE)
    for found in (by_target, by_duty):
        assert [one.why for one in found.items[:count]] == [Left.EXCUSED] * count
        assert (ranked([found])[0].rank is None) == (count > 1)
        assert found.score.thousandths == 100_000
    assert by_duty.targets["d0"].measured.relieved == 2


def test_what_no_rule_asks_for_is_not_excused_by_anybody():
    nothing = {**ALL_DONE, "d0": {"excused": 2}, "d1": {"excused": 2}}
    found = town(made((), **nothing), *FIVE)
    assert {one.why for one in found.items[:2]} == {Left.NOT_APPLICABLE}
    assert ranked([found])[0].rank == 1


def test_an_item_of_which_something_is_left_is_judged():
    two = of("d0", where=())  # of all duties
    found = town(made(["d0"], d0={"missing": 3}, d1={"done": 1}), two)
    assert found.items[0].points == found.items[0].full


def test_samples_too_few_by_an_excuse_are_excused():
    sampled = of("d0", where=(), sampled=True, minimum=3)
    few = made(["d0"], d0={"failed": 2}, d1={"done": 1})
    assert town(few, sampled).items[0].why is Left.EXCUSED
    fewer = made(["d0"], d0={"failed": 1}, d1={"done": 1})
    assert town(fewer, sampled).items[0].why is Left.TOO_FEW


def test_a_count_of_which_all_is_excused_is_not_none():
    violations = attrs.evolve(
        of("d0", kind="count", counts=(attrs.evolve(GOOD[0], words=frozenset({"failed"})),)),
        op="at-most", value=Rate(0, 1),
    )  # fmt: skip
    assert judge(violations, made((), d0={"failed": 2}), A, YEAR).verdict is Verdict.MISSED
    found = judge(violations, made(["d0"], d0={"failed": 2}), A, YEAR)
    assert found.verdict is Verdict.NOT_APPLICABLE
    assert len(found.measured.ids.excused) == 2
    assert judge(violations, facts([]), A, YEAR).verdict is Verdict.MET


def test_what_is_not_scored_needs_no_excuse():
    """Excused targets outside the profile, or not in the town's hands, are no excused points."""
    beyond = [
        attrs.evolve(one, indicator=attrs.evolve(one.indicator, **more))
        for one, more in zip(
            FIVE[:2], ({"profile": Profile.FULL}, {"controllable": Control.NONE}), strict=True
        )
    ]
    tables, names = made((), **ALL_DONE), ["d0", "d1"]
    targets = [*beyond, *FIVE[2:]]
    items = tuple(attrs.evolve(PLAN.items[0], id=one.id, target=one) for one in targets)
    plan = attrs.evolve(PLAN, items=items, vetoes=(), profile=Profile.BRIEF)
    judged = {one.id: judge(one, tables, A, YEAR) for one in targets}
    found = assess_town(plan, tables, A, judged, excused=frozenset(names))
    assert [one.why for one in found.items[:2]] == [Left.PROFILE, Left.NOT_IN_HAND]
    assert ranked([found])[0].rank == 1
