"""A prepared archive says of each unit what the scorer says of its records, one by one."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import AS_OF, BOOK, CODES, UNITS, record_table, unit_table

from qualitygov.credit import CreditRecord, CreditScorer, prepare_archive

FIRST, DAY = date(2015, 1, 1), timedelta(days=1)
TWO = UNITS[:2]


def failure(at, unit, day, category, severity, stay=None):
    on = FIRST + day * DAY
    later = {}
    if stay is not None:
        appealed, stayed, ended = sorted(stay)
        later = {
            "appealed_on": on + appealed * DAY,
            "stayed_on": on + stayed * DAY,
            "appeal_ended_on": on + ended * DAY,
        }
    return CreditRecord(
        id=f"R{at}", subject=CODES[unit], kind="sampling-fail", severity=severity,
        category=category, happened_on=on, decided_on=on, known_on=on, source_document="文号",
        **later,
    )  # fmt: skip


ROWS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.integers(0, 700),
        st.sampled_from([None, "rice", "oil", "茶"]),
        st.sampled_from(["general", "serious"]),
        st.none() | st.tuples(*[st.integers(0, 300)] * 3),
    ),
    max_size=6,
)


def by_entity(found, day):
    scorer = CreditScorer(BOOK, as_of=day)
    scores = (scorer.score(one, [r for r in found if r.subject == one.code]) for one in TWO)
    return sorted((one.code, one.score.thousandths, one.grade) for one in scores)


def by_archive(found, days):
    """The scores on each day, by one archive."""
    with tempfile.TemporaryDirectory() as folder:
        table, path = record_table(found), Path(folder) / "a.parquet"
        archive, _ = prepare_archive(unit_table(TWO), table, BOOK, path)
        for day in days:
            scored = CreditScorer(BOOK, as_of=day).score_prepared(archive).collect()
            yield sorted(scored.select("code", "score", "grade").rows())


@settings(max_examples=25)
@given(ROWS, st.lists(st.integers(0, 1100), min_size=1, max_size=3))
def test_it_does_on_any_day(rows, after):
    found = [failure(at, *row) for at, row in enumerate(rows)]
    days = [FIRST + days * DAY for days in after]
    assert list(by_archive(found, days)) == [by_entity(found, day) for day in days]


def test_a_record_counts_but_while_it_is_stayed():
    stayed = failure(1, 0, 0, "rice", "general", (10, 20, 30))
    days = [FIRST + days * DAY for days in (0, 10, 19, 20, 29, 30)]
    found = list(by_archive([stayed], days))
    assert found == [by_entity([stayed], day) for day in days]
    assert [rows[0][1] for rows in found] == [95_000, 95_000, 95_000, 100_000, 100_000, 95_000]


@pytest.mark.parametrize(
    ("categories", "score"),
    [
        (("rice", "rice"), 75_000),
        (("rice", "oil"), 90_000),
        (("rice", None), 90_000),
        ((None, None), 90_000),
    ],
)
def test_only_a_second_failure_of_the_same_category_repeats_the_first(categories, score):
    """Others of the other unit stand between them, so that the numbers of categories matter."""
    own = [failure(at, 0, 400 + at, name, "general") for at, name in enumerate(categories)]
    others = [failure(f"-{name}", 1, 100, name, "general") for name in ("nuts", "rice", "salt")]
    found = [*own, *others]
    day = AS_OF
    (scores,) = by_archive(found, [day])
    assert scores == by_entity(found, day)
    assert dict(row[:2] for row in scores)[CODES[0]] == score
    again = [attrs.evolve(one, id=f"Z{one.id}") for one in found]
    assert next(by_archive(again, [day])) == scores
