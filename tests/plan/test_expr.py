"""Conditions written once: a row and a column say the same of every table."""

from __future__ import annotations

import pickle
from datetime import date
from types import SimpleNamespace

import duckdb
import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov.plan import columns, rows
from qualitygov.plan.condition import compile_checks, condition_of, fulfills
from qualitygov.plan.expr import (
    FALSE,
    TRUE,
    Given,
    all_of,
    any_of,
    columns_of,
    day,
    flag,
    needed_column,
    whole,
    without,
    word,
)
from qualitygov.rulebook.model.condition import Condition

DAYS = [date(2016, 1, 1), date(2016, 1, 2), date(2016, 1, 3)]
GIVEN = {"as_of": DAYS[1], "known_at": DAYS[2], "horizon": DAYS[1]}
SCHEMA = {"d": pl.Date, "n": pl.Int64, "w": pl.String, "f": pl.Boolean}
SIGNS = st.sampled_from(["<", "<=", "==", ">=", ">"])

leaves = st.one_of(
    st.builds(
        lambda sign, value: day("d").compared(sign, value),
        SIGNS,
        st.sampled_from([*DAYS, Given("as_of"), Given("known_at")]),
    ),
    st.builds(lambda sign, n: whole("n").compared(sign, n), SIGNS, st.integers(0, 2)),
    st.builds(lambda words: word("w").one_of(words), st.sets(st.sampled_from("ab"))),
    st.builds(lambda value: flag("f").compared("==", value), st.booleans()),
    st.sampled_from([day("d"), whole("n"), word("w"), flag("f")]).map(lambda c: c.absent()),
    st.just(word("w").there()),
)
conditions = st.recursive(
    leaves,
    lambda parts: st.one_of(
        parts.map(lambda one: ~one),
        st.lists(parts, max_size=3).map(all_of),
        st.lists(parts, max_size=3).map(any_of),
    ),
    max_leaves=8,
)
values = st.fixed_dictionaries(
    {
        "d": st.none() | st.sampled_from(DAYS),
        "n": st.none() | st.integers(0, 2),
        "w": st.none() | st.sampled_from("abc"),
        "f": st.none() | st.booleans(),
    }
)
tables = st.lists(values, min_size=1, max_size=6)


@given(conditions, tables)
def test_rows_and_columns_agree(condition, table):
    holds = rows.holds(condition, GIVEN)
    expected = [holds(SimpleNamespace(**row)) for row in table]
    frame = nw.from_native(pl.DataFrame(table, schema=SCHEMA).lazy())
    answer = frame.with_columns(columns.holds(condition, GIVEN).alias("x")).collect()
    assert answer["x"].to_list() == expected


@settings(max_examples=15)
@given(conditions, tables)
def test_duckdb_agrees_too(condition, table):
    holds = rows.holds(condition, GIVEN)
    connection = duckdb.connect()
    connection.register("t", pl.DataFrame(table, schema=SCHEMA).with_row_index("i").to_arrow())
    frame = nw.from_native(connection.table("t"))
    answer = frame.with_columns(columns.holds(condition, GIVEN).alias("x")).select("i", "x")
    assert [x for _, x in sorted(answer.to_native().fetchall())] == [
        holds(SimpleNamespace(**row)) for row in table
    ]


@given(conditions, values, st.sets(st.sampled_from(list(SCHEMA))))
def test_missing_columns_are_empty_ones(condition, row, missing):
    left = without(condition, frozenset(missing))
    assert not columns_of(left) & missing
    emptied = SimpleNamespace(**{k: None if k in missing else v for k, v in row.items()})
    assert rows.holds(left, GIVEN)(emptied) == rows.holds(condition, GIVEN)(emptied)


@given(conditions, values)
def test_a_condition_is_false_without_its_needed_column(condition, row):
    name = needed_column(condition)
    if name is not None:
        assert not rows.holds(condition, GIVEN)(SimpleNamespace(**{**row, name: None}))


@given(st.lists(conditions, max_size=5), values)
def test_the_first_reason_is_the_first_that_holds(listed, row):
    named = list(enumerate(listed))
    one = SimpleNamespace(**row)
    expected = next((at for at, c in named if rows.holds(c, GIVEN)(one)), None)
    assert rows.first_reason(named, GIVEN)(one) == expected


def test_a_column_is_compared_with_values_of_its_kind_alone():
    with pytest.raises(TypeError, match="the column d holds a day"):
        day("d").compared("<=", "2016-01-01")
    with pytest.raises(TypeError, match="holds a whole"):
        whole("n").compared("==", True)
    with pytest.raises(TypeError, match="holds a whole"):
        whole("n").compared("<", Given("as_of"))
    with pytest.raises(TypeError, match="not a word"):
        day("d").one_of(["a"])


def test_true_and_false_fold_away():
    one = word("w").one_of("a")
    assert (one & TRUE, one | FALSE, one & FALSE, one | TRUE) == (one, one, FALSE, TRUE)
    assert (~~one, ~TRUE, ~FALSE) == (one, FALSE, TRUE)


def test_a_rules_conditions_are_one_expression():
    checks = compile_checks({"n": Condition(at_least=1, at_most=2), "w": Condition(any_of=("a",))})
    row = SimpleNamespace(n=2, w="a")
    assert fulfills(row, checks)
    assert rows.holds(condition_of(checks))(row)
    assert not fulfills(SimpleNamespace(n=3, w="a"), checks)
    assert pickle.loads(pickle.dumps(checks)) == checks
