"""A unit of which a row was rejected has no grade, in rows and in frames alike."""

from __future__ import annotations

from datetime import date

import attrs
import polars as pl
import pytest

from qualitygov import CreditRecord, CreditScorer, Enterprise, load_rulebook

pytestmark = pytest.mark.clause("3.2.2.a")
UNIT, OTHER = "91330299MA2837B62L", "91330299100001836H"
DAY = date(2016, 3, 1)
SCORER = CreditScorer(load_rulebook("strong-town"), as_of="2016-12-31")


def record(code, **said):
    given = {"kind": "penalty", "severity": "general", **said}
    days = {"happened_on": DAY, "decided_on": DAY, "known_on": DAY}
    return CreditRecord(id=f"R{code[-1]}", subject=code, source_document="d", **days, **given)


@pytest.mark.parametrize("word", [{"kind": "penality"}, {"severity": "grave"}])
def test_a_rejected_record_leaves_its_unit_without_a_grade(word):
    rows = [record(UNIT, **word), record(OTHER)]
    units = pl.DataFrame({"code": [UNIT, OTHER], "listed": [False, False]})
    table = pl.DataFrame([attrs.asdict(one) for one in rows])
    answer, rejected = SCORER.checked_frame(units, table)
    grades = dict(answer.select("code", "grade").iter_rows())
    assert (grades[UNIT], rejected["row"].to_list()) == (None, ["RL"])
    by_row = {
        one.subject: SCORER.score(Enterprise(code=one.subject, name="某", town="330299101"), [one])
        for one in rows
    }
    assert grades == {code: score.grade for code, score in by_row.items()}
    assert grades[OTHER] is not None
