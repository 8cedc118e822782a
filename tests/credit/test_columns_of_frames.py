"""A column whose name is a slip of one that decides is an error, never scored as if it were empty."""

from __future__ import annotations

from datetime import date

import duckdb
import polars as pl
import pytest
from worlds import AS_OF, BOOK, CODES, record_table

from qualitygov.blacklist import BlacklistScreener
from qualitygov.credit import CreditRecord, CreditScorer
from qualitygov.credit.taking import DECIDE
from qualitygov.errors import FieldError

DAY = date(2016, 3, 1)
SCORER = CreditScorer(BOOK, as_of=AS_OF)
SCREENER = BlacklistScreener(BOOK, as_of=AS_OF)
UNITS = pl.DataFrame({"code": CODES[:1], "listed_until": [date(2017, 1, 1)]})
FREE = UNITS.drop("listed_until")
RECORDS = record_table(
    [
        CreditRecord(
            id="R1",
            subject=CODES[0],
            kind="penalty",
            severity="serious",
            happened_on=DAY,
            decided_on=DAY,
            known_on=DAY,
            source_document="文号",
            repaired_on=date(2016, 5, 1),
        )
    ]
)


def duck(frame):
    return duckdb.connect().from_arrow(frame.to_arrow())


ENGINES = [lambda frame: frame, lambda frame: frame.lazy(), duck]
NAMES = ["polars", "lazy", "duckdb"]
FACES = [SCORER.score_frame, SCORER.checked_frame, SCREENER.screen_frame, SCREENER.checked_frame]


@pytest.mark.parametrize("engine", ENGINES, ids=NAMES)
@pytest.mark.parametrize("face", FACES)
def test_a_slip_in_a_column_of_records_is_an_error(engine, face):
    slip = RECORDS.rename({"repaired_on": "repaird_on"})
    with pytest.raises(FieldError, match=r"records .*repaird_on: did you mean repaired_on") as at:
        face(engine(FREE), engine(slip))
    assert at.value.code == "frame.column-unknown"
    assert "repaird_on（是否为 repaired_on？）" in at.value.text.zh


@pytest.mark.parametrize("engine", ENGINES, ids=NAMES)
def test_a_slip_in_a_column_of_enterprises_is_an_error(engine):
    slip = UNITS.rename({"listed_until": "listed_untill"})
    with pytest.raises(FieldError, match=r"enterprises .*listed_untill: did you mean listed_until"):
        SCORER.score_frame(engine(slip), engine(RECORDS))


@pytest.mark.parametrize("name", sorted(DECIDE["records"]))
@pytest.mark.parametrize("slip", [str.upper, lambda name: name[1:], lambda name: f"{name}s"])
def test_every_column_that_decides_is_looked_for(name, slip):
    renamed = RECORDS.rename({name: slip(name)})
    with pytest.raises(FieldError, match=f"{slip(name)}: did you mean {name}"):
        SCORER.checked_frame(FREE, renamed)


def test_all_slips_are_told_at_once():
    slip = RECORDS.rename({"repaired_on": "repaird_on", "stayed_on": "stay_on"})
    with pytest.raises(FieldError) as raised:
        SCORER.score_frame(FREE, slip, trusted=True)
    assert "repaird_on: did you mean repaired_on?" in raised.value.text.en
    assert "stay_on: did you mean stayed_on?" in raised.value.text.en


def test_a_missing_column_is_told_with_what_may_be_it():
    slip = RECORDS.rename({"subject": "subjct", "category": "Categry"})
    with pytest.raises(FieldError) as raised:
        SCORER.score_frame(FREE, slip)
    assert raised.value.text.en == (
        "the table of records lacks the columns subject, category"
        " (did you mean subject by subjct, category by Categry?)"
    )


def test_other_columns_are_let_be():
    """Columns near to nothing, near to what is there already, or of what decides nothing."""
    more = [pl.lit("x").alias(name) for name in ("remark", "备注", "entered_by", "reasons")]
    later = [pl.lit(None, pl.Date).alias(name) for name in ("created_on", "repaired_on_2")]
    kept = RECORDS.with_columns(*more, *later)
    plain = SCORER.score_frame(UNITS, RECORDS)
    assert SCORER.score_frame(UNITS.with_columns(name=pl.lit("某")), kept).equals(plain)
    dropped = kept.drop("revoked_on", "stayed_on", "appeal_ended_on", "repaired_on_2", "matter")
    assert SCORER.score_frame(UNITS, dropped).equals(plain)
    listed = FREE.with_columns(listed_on=pl.lit(date(2016, 1, 1)))
    assert SCORER.score_frame(listed, RECORDS)["grade"].to_list() == ["A"]
