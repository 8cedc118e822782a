"""The day on which a line of a score changes is the first on which it has other points."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov import CreditScorer, Enterprise, load_rulebook
from qualitygov.credit import CreditRecord

pytestmark = pytest.mark.clause("3.1.4.b")

BOOK = load_rulebook("strong-town")
UNIT = Enterprise(code="91330299100000117T", name="甲厂", town="330299101")
AS_OF = date(2017, 1, 31)
ACTS = st.dates(date(2014, 3, 1), date(2017, 1, 20))


def records(rows):
    return [
        CreditRecord(
            id=f"S{number}",
            subject=UNIT.code,
            kind=kind,
            severity="serious",
            happened_on=day,
            decided_on=day,
            known_on=day,
            source_document=f"{number}号",
        )
        for number, (kind, day) in enumerate(rows)
    ]


def lines(found, day):
    scorer = CreditScorer(BOOK, as_of=day, known_at=max(day, AS_OF))
    return {line.rule: line for line in scorer.score(UNIT, found).lines}


@given(
    st.lists(st.tuples(st.sampled_from(["sampling-fail", "notice"]), ACTS), min_size=3, max_size=9)
)
def test_a_line_has_the_same_points_until_the_day_on_which_it_changes(rows):
    found = records(rows)
    now = lines(found, AS_OF)
    for rule in ("sampling-fail", "notice"):
        line = now.get(rule)
        if line is None:
            continue
        end = line.changes_on or date(2022, 1, 1)
        before = [AS_OF + timedelta(days=1), AS_OF + (end - AS_OF) / 2, end - timedelta(days=1)]
        for day in before:
            assert lines(found, max(day, AS_OF))[rule].points == line.points
        if line.changes_on is not None:
            later = lines(found, line.changes_on).get(rule)
            assert later is None or later.points != line.points


def test_a_capped_line_changes_when_it_falls_below_its_cap():
    rows = [("sampling-fail", date(2016, month, 1)) for month in (1, 3, 5, 7, 9, 11)]
    line = lines(records(rows), AS_OF)["sampling-fail"]
    assert line.remark is not None
    first = min(part.changes_on for part in line.parts)
    assert first < line.changes_on
    assert lines(records(rows), first)["sampling-fail"].points == line.points
