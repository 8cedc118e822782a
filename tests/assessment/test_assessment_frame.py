"""Indicators measured in columns: entities, Polars eager, Polars lazy and DuckDB agree."""

from __future__ import annotations

from datetime import date

import attrs
import duckdb
import polars as pl
import pytest
from assessment_worlds import PLAN, A, B
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov.assessment import FactTables, Period
from qualitygov.assessment.frame import IN_COLUMNS, rate_frame
from qualitygov.assessment.sliced import Sliced
from qualitygov.errors import FieldError

DAYS = st.none() | st.dates(date(2015, 12, 25), date(2017, 1, 5))
FLAG = st.none() | st.booleans()
WHOLE = st.none() | st.integers(0, 300)
STANDING = st.sampled_from([None, "done", "late", "failed", "open", "missing", "excused"])
SHAPES = {
    "sample": {
        "domain": st.sampled_from([None, "food", "farm", "industrial", "aquatic"]),
        "stage": st.sampled_from([None, "production", "circulation"]),
        "standing": STANDING,
    },
    "mandatory": {"standing": STANDING},
    "project": {
        "general_work": FLAG,
        "standing": STANDING,
        "structural_award": FLAG,
        "accepted_first_time": FLAG,
    },
    "works": {
        "duty": st.sampled_from([None, "works-handover", "dwellings-accepted", "works-bidding"]),
        "standing": STANDING,
        "household_done": WHOLE,
        "dwellings": WHOLE,
    },
    "accident-duty": {
        "duty": st.sampled_from([None, "accident-reported", "accident-liability"]),
        "standing": STANDING,
        "accident": st.sampled_from([None, "A1", "A2"]),
    },
    "survey": {
        "weakest": FLAG,
        "standing": STANDING,
        "satisfied": WHOLE,
        "valid": WHOLE,
        "index_sum": WHOLE,
    },
    "air-day": {"standing": STANDING, "valid": FLAG, "good": FLAG},
    "noise": {"standing": STANDING},
    "water": {"standing": STANDING, "volume": WHOLE, "compliant_volume": WHOLE},
    "certificate": {
        "kind": st.sampled_from([None, "green", "organic", "famous-brand", "iso9001"]),
        "holder": st.sampled_from([None, "H1", "H2"]),
        "service": FLAG,
        "valid_from": DAYS,
        "valid_to": DAYS,
    },
}
TEXTS = ("holder", "kind", "domain", "stage", "standing", "duty", "accident")
TYPES = dict.fromkeys(TEXTS, pl.String)
TYPES |= {"valid_from": pl.Date, "valid_to": pl.Date}
WHOLES = {
    "household_done",
    "dwellings",
    "satisfied",
    "valid",
    "index_sum",
    "volume",
    "compliant_volume",
}
MEASURED = sorted(
    n for n, i in PLAN.indicators.items() if i.kind in IN_COLUMNS and i.facts in SHAPES
)
ROWS = {
    name: attrs.make_class(f"Row{at}", ["town", "on", *shape])
    for at, (name, shape) in enumerate(SHAPES.items())
}


def schema(table):
    kinds = {"town": pl.String, "on": pl.Date}
    for name in SHAPES[table]:
        number = name in WHOLES and not (name == "valid" and table != "survey")
        kinds[name] = TYPES.get(name, pl.Int64 if number else pl.Boolean)
    return kinds


@st.composite
def tables(draw):
    indicator = PLAN.indicators[draw(st.sampled_from(MEASURED))]
    shape = SHAPES[indicator.facts]
    row = st.builds(ROWS[indicator.facts], town=st.sampled_from([None, A, B]), on=DAYS, **shape)
    return indicator, draw(st.lists(row, max_size=20))


def by_entity(indicator, rows, period):
    facts = FactTables.of({indicator.facts: rows})
    found = []
    for town in facts.towns:
        measured = indicator.measure(facts, town, period)
        looked_at = indicator.kind != "count" or any(
            Sliced(indicator, facts, town, period).sorted.final
        )
        if measured.defined and looked_at:
            found.append((town, measured.numerator, measured.denominator))
    return sorted(found)


@settings(max_examples=60, deadline=None)
@given(tables())
def test_entities_and_every_engine_agree(world):
    indicator, rows = world
    period = PLAN.period
    frame = pl.DataFrame([attrs.asdict(row) for row in rows], schema=schema(indicator.facts))
    expected = by_entity(indicator, rows, period)
    eager = rate_frame(indicator, frame, period)
    assert sorted(eager.rows()) == expected
    assert eager.schema == {"town": pl.String, "numerator": pl.Int64, "denominator": pl.Int64}
    assert sorted(rate_frame(indicator, frame.lazy(), period).collect().rows()) == expected
    connection = duckdb.connect()
    connection.register("f", frame.to_arrow())
    relation = rate_frame(indicator, connection.table("f"), period)
    assert sorted(relation.fetchall()) == expected
    assert [str(kind) for kind in relation.types[1:]] == ["BIGINT", "BIGINT"]


@pytest.mark.parametrize("name", ["farm-products", "green-number", "household-acceptance"])
def test_empty_table(name):
    indicator = PLAN.indicators[name]
    frame = pl.DataFrame([], schema=schema(indicator.facts))
    assert indicator.measure_frame(frame, PLAN.period).rows() == []


def test_what_is_not_measured_in_columns_is_refused():
    frame = pl.DataFrame([], schema=schema("sample"))
    with pytest.raises(FieldError, match="increase"):
        rate_frame(PLAN.indicators["green-increase"], frame, PLAN.period)
    wrong = pl.DataFrame([], schema={**schema("survey"), "valid": pl.Float64})
    with pytest.raises(FieldError, match="whole numbers"):
        rate_frame(PLAN.indicators["satisfaction"], wrong, PLAN.period)


def test_a_window_counts_both_its_ends():
    indicator = PLAN.indicators["air-good-days"]
    row = ROWS["air-day"]
    rows = [
        row(A, date(2016, 1, 1), "done", True, True),
        row(A, date(2016, 3, 31), "failed", True, False),
        row(A, date(2016, 4, 1), "done", True, True),
    ]
    period = Period(date(2016, 1, 1), date(2016, 3, 31))
    frame = pl.DataFrame([attrs.asdict(r) for r in rows], schema=schema("air-day"))
    assert (
        rate_frame(indicator, frame, period).rows()
        == [(A, 1, 2)]
        == by_entity(indicator, rows, period)
    )
