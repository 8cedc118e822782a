"""A condition as two days says on every day what the condition says."""

from __future__ import annotations

from datetime import date, timedelta

import narwhals as nw
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.plan.columns import holds
from qualitygov.plan.expr import TRUE, Expr, Given, all_of, day, word
from qualitygov.plan.spans import first_day, first_day_after, spans_of, within

FIRST = date(2016, 2, 27)
DAYS = [FIRST + timedelta(days=n) for n in range(5)]
LAST = date.max
NAMES = ("a", "b", "c")
GIVEN = [Given("as_of"), Given("known_at"), Given("horizon")]


@st.composite
def parts(draw) -> Expr:
    """A comparison with the day of asking, now and then under another condition."""
    column, asked = day(draw(st.sampled_from(NAMES))), draw(st.sampled_from(GIVEN))
    compared = draw(st.sampled_from([column.until, column.before]))(asked)
    part = draw(st.sampled_from([compared, ~compared]))
    others = [word("w").one_of(["x"]), word("w").there(), day("b").until(Given("as_of"))]
    if draw(st.booleans()):
        part = part & draw(st.sampled_from(others))
    return draw(st.sampled_from([part, ~part]))


ROWS = st.lists(
    st.fixed_dictionaries(
        {**dict.fromkeys(NAMES, st.none() | st.sampled_from([*DAYS, LAST]))}
        | {"w": st.sampled_from([None, "x", "y"])}
    ),
    min_size=1,
    max_size=8,
)
SCHEMA = {**dict.fromkeys(NAMES, pl.Date), "w": pl.String}


@given(st.lists(parts(), min_size=1, max_size=3), ROWS, st.sets(st.sampled_from(NAMES)))
def test_two_days_and_the_rest_say_what_the_condition_says(drawn, rows, missing):
    condition = all_of(drawn)
    lacking = [name for name in missing if name != "b"]
    table = nw.from_native(pl.LazyFrame(rows, schema=SCHEMA).drop(lacking))
    spans = spans_of(condition, lacking)
    laid = table.with_columns(
        first_day(spans).alias("_first"), first_day_after(spans).alias("_after")
    )
    for on in (*DAYS, date.min, LAST):
        days = {"as_of": on, "known_at": on, "horizon": on}
        answers = laid.select(
            (within("_first", "_after", on) & holds(spans.rest, days))
            .fill_null(value=False)
            .alias("laid"),
            holds(condition, days, lacking).alias("asked"),
        )
        found = answers.collect().to_native()
        assert found["laid"].to_list() == found["asked"].to_list()


def test_what_begins_ends_or_does_neither():
    as_of = Given("as_of")
    stay = ~(day("a").until(as_of) & ~day("b").until(as_of))
    spans = spans_of(day("a").until(as_of) & ~day("b").before(as_of) & stay & word("w").there())
    assert [edge.column for edge in spans.starts] == ["a"]
    assert [(edge.column, edge.later, edge.when) for edge in spans.ends] == [("b", 1, TRUE)]
    assert spans.rest == stay & word("w").there()
