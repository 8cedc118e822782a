"""What a third audit found: matters that ended, time bars in days and months, versions, badges."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from worlds import record_table, unit_table

from qualitygov import CreditRecord, CreditScorer, Enterprise, load_rulebook
from qualitygov.core.exact import Points
from qualitygov.credit.standing import Excluded

CODE = "91330299MA2837B62L"
UNIT = Enterprise(code=CODE, name="某厂", town="330299101", registered_on=date(2010, 1, 4))
BOOK = load_rulebook("strong-town")
HEAD = """
[rulebook]
id = "my"
version = "1"
title = { zh = "某", en = "my" }
extends = "strong-town"
"""


def record(kind, severity, day, **more):
    on = date.fromisoformat(day)
    fields = {"id": f"{kind}-{day}", "happened_on": on, "decided_on": on, "known_on": on, **more}
    return CreditRecord(subject=CODE, kind=kind, severity=severity, source_document="文", **fields)


def scored(records, day, book=BOOK, known_at=None):
    """The score of one unit, after columns have said the same."""
    scorer = CreditScorer(book, as_of=day, known_at=known_at)
    score = scorer.score(UNIT, records)
    (row,) = scorer.score_frame(unit_table([UNIT]), record_table(records)).to_dicts()
    assert (row["score"], row["grade"]) == (score.totals.score, score.grade)
    return score


GRAVE = record("penalty", "serious", "2016-03-01", matter="M", valid_until=date(2016, 6, 30))
LIGHT = record("complaint-upheld", "general", "2016-03-02", matter="M")


@pytest.mark.parametrize("day", ["2016-06-30", "2016-07-01"])
def test_a_graver_record_that_ended_by_time_brings_no_other_back(day):
    score = scored([GRAVE, LIGHT], day)
    assert score.totals.under == {LIGHT.id: GRAVE.id}
    counts = day <= "2016-06-30"
    assert score.score == (Points.of(80) if counts else Points.of(100))
    reasons = {one.record_id: (one.reason, one.under) for one in score.excluded}
    assert reasons[LIGHT.id] == (Excluded.SAME_MATTER, GRAVE.id)
    assert reasons.get(GRAVE.id) == (None if counts else (Excluded.ENDED, None))


@pytest.mark.parametrize("name", ["repaired_on", "revoked_on"])
def test_a_graver_record_that_was_repaired_or_revoked_brings_the_next_one_back(name):
    for last in (None, date(2016, 6, 30)):
        gone = attrs.evolve(GRAVE, valid_until=last, **{name: date(2016, 6, 15)})
        assert scored([gone, LIGHT], "2016-06-14").score == Points.of(80)
        for day in ("2016-06-15", "2016-07-01"):
            assert scored([gone, LIGHT], day).score == Points.of(95)


def test_a_lighter_record_that_ended_is_covered_by_nothing_and_forces_nothing():
    ended = attrs.evolve(LIGHT, valid_until=date(2016, 6, 30))
    grave = attrs.evolve(GRAVE, valid_until=None)
    score = scored([grave, ended], "2016-07-01")
    assert (score.score, score.totals.under) == (Points.of(80), {})
    forcing = record("crime", "serious", "2016-03-01", matter="M", valid_until=date(2016, 6, 30))
    assert scored([forcing, LIGHT], "2016-06-30").grade == "D"
    assert scored([forcing, LIGHT], "2016-07-01").grade == "A"


def test_the_outlook_and_repairs_know_that_nothing_comes_back():
    scorer = CreditScorer(BOOK, as_of="2016-06-15")
    changes = scorer.outlook(UNIT, [GRAVE, LIGHT]).changes
    assert [(one.day, one.score) for one in changes] == [(date(2016, 7, 1), Points.of(100))]
