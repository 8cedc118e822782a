"""Ranks of units while rivals may still be scored: told between the bounds that are possible."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from qualitygov.core.exact import Points, Rate
from qualitygov.county.unit_ranks import ranked_units
from qualitygov.county.unit_result import UnitAssessment, UnitLine
from qualitygov.governance import GovernanceUnit, UnitRow
from qualitygov.rulebook import Context, load_rulebook
from qualitygov.rulebook.model.unit import UnitItemRule
from qualitygov.text import Text

pytestmark = pytest.mark.clause("3.1.2.b", "4.5.b")

RULES = Context(load_rulebook("strong-town"), as_of=date(2016, 12, 31)).rules
ITEM = attrs.evolve(next(iter(RULES.entries(UnitItemRule).values())), points=Points.of(100))
LEAST, NONE = Rate(1, 2), Rate(0, 0)


def unit(name, score, lowest, highest, row=UnitRow.LISTED):
    """A unit with one line of 100 points; without a score yet where `score` is None."""
    now, least, most = (None if one is None else Points.of(one) for one in (score, lowest, highest))
    line = UnitLine(
        item=ITEM, share=NONE, lowest_share=NONE, highest_share=NONE,
        points=now, lowest=least, highest=most,
    )  # fmt: skip
    known = GovernanceUnit(
        id=name, town="330299101", name=name, kind="department", role="cooperates",
        since=date(2014, 1, 1),
    )  # fmt: skip
    return UnitAssessment(
        unit=known, year=2016, lines=(line,), score=now, lowest=least, highest=most, row=row,
        grade=None, grade_between=None, remedies=Text("无", "none"),
    )  # fmt: skip


def ranks(*units):
    return {one.id: (one.rank, one.rank_between) for one in ranked_units(units, LEAST)}


def test_a_unit_that_may_still_be_scored_is_a_rival():
    own = unit("U1", 80, 70, 90)
    assert ranks(own, unit("U2", None, 0, 100)) == {"U1": (1, (1, 2)), "U2": (None, None)}
    assert ranks(own, unit("U2", None, 0, 60))["U1"] == (1, (1, 1))  # never before it
    assert ranks(own, unit("U2", None, 95, 100))["U1"] == (1, (1, 2))  # it may stay without one
    assert ranks(own, unit("U2", None, None, None))["U1"] == (1, (1, 1))  # never scored
    unread = unit("U2", None, 0, 100, row=UnitRow.UNREAD)
    assert ranks(own, unread)["U1"] == (1, (1, 2))


def test_one_of_which_too_little_can_ever_be_judged_is_none():
    little = unit("U2", None, 0, 100)
    lines = tuple(attrs.evolve(one, item=attrs.evolve(ITEM, points=Points.of(49)))
                  for one in little.lines)  # fmt: skip
    assert ranks(unit("U1", 80, 70, 90), attrs.evolve(little, lines=lines))["U1"] == (1, (1, 1))


def test_a_unit_whose_row_is_not_there_comes_after_all_that_may_be_scored():
    gone = unit("U3", 0, 0, 0, row=UnitRow.ABSENT)
    found = ranks(unit("U1", 80, 70, 90), unit("U2", None, 0, 100), gone)
    assert found["U3"] == (2, (2, 3))
