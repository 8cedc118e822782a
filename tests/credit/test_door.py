"""Tables at the door: what entities refuse, tables refuse too, by row, column and reason."""

from __future__ import annotations

from datetime import date, datetime

import duckdb
import polars as pl
import pytest
from worlds import AS_OF, BOOK, CODES, record_table

from qualitygov.blacklist import BlacklistScreener
from qualitygov.credit import CreditRecord, CreditScorer
from qualitygov.errors import FieldError, InputError

DAY = date(2016, 6, 1)
SCORER = CreditScorer(BOOK, as_of=AS_OF)
SCREENER = BlacklistScreener(BOOK, as_of=AS_OF)
UNITS = pl.DataFrame({"code": CODES[:2]})
GOOD = CreditRecord(
    id="R1",
    subject=CODES[0],
    kind="penalty",
    severity="general",
    happened_on=DAY,
    decided_on=DAY,
    known_on=DAY,
    source_document="文号",
)


def table(**changed):
    """A good record, and one with some values changed."""
    two = pl.concat([record_table([GOOD])] * 2)
    values = {"id": "R2", **changed}
    return two.with_columns(
        pl.when(pl.int_range(pl.len()) == 1)
        .then(pl.lit(value, two.schema[name]))
        .otherwise(pl.col(name))
        .alias(name)
        for name, value in values.items()
    )


BAD = [
    ({"subject": "MA2837B6-2"}, "subject", "code"),
    ({"subject": CODES[0].lower() + " "}, "subject", "code"),
    ({"subject": CODES[0] + "\n"}, "subject", "code"),
    ({"subject": "91330299I" + CODES[0][9:]}, "subject", "code"),
    ({"subject": None}, "subject", "null"),
    ({"id": None}, "id", "null"),
    ({"id": "R1"}, "id", "duplicate"),
    ({"kind": "penalties"}, "kind", "word"),
    ({"severity": "grave"}, "severity", "word"),
    ({"kind": None}, "kind", "null"),
    ({"severity": None}, "severity", "null"),
    ({"decided_on": None}, "decided_on", "null"),
    ({"known_on": None}, "known_on", "null"),
    ({"happened_on": date(2016, 6, 2)}, "decided_on", "order"),
    ({"known_on": date(2016, 5, 31)}, "known_on", "order"),
    ({"revoked_on": date(2016, 5, 31)}, "revoked_on", "order"),
    ({"valid_until": date(2016, 5, 31)}, "valid_until", "order"),
    ({"removed_on": date(2016, 5, 31)}, "removed_on", "order"),
    ({"stayed_on": date(2016, 7, 1)}, "stayed_on", "appeal"),
    ({"subject": "reg:33029834494728"}, "subject", "code"),
    ({"subject": "name:豆腐摊@"}, "subject", "code"),
]


@pytest.mark.parametrize(("changed", "column", "reason"), BAD)
@pytest.mark.parametrize("way", [SCORER, SCREENER], ids=["score", "screen"])
def test_a_row_that_is_not_plainly_good_is_refused_and_named(way, changed, column, reason):
    frame = way.score_frame if way is SCORER else way.screen_frame
    with pytest.raises(InputError) as raised:
        frame(UNITS, table(**changed))
    problems = {(p.code, p.path.rpartition(".")[2]) for p in raised.value.problems}
    assert (f"frame.{reason}", column) in problems
    frame(UNITS, table(**changed), trusted=True)


@pytest.mark.parametrize(("changed", "column", "reason"), BAD)
def test_checked_frames_return_it_beside_the_answer(changed, column, reason):
    answer, rejected = SCORER.checked_frame(UNITS, table(**changed))
    assert rejected.columns == ["table", "row", "column", "reason", "value"]
    assert ("records", column, reason) in rejected.select("table", "column", "reason").rows()
    score = {CODES[0]: 100_000 if reason == "duplicate" else 90_000, CODES[1]: 100_000}
    assert dict(answer.select("code", "score").rows()) == score


def test_good_tables_reject_nothing_and_a_stranger_is_no_mistake():
    records = table(subject="600037341")
    answer, rejected = SCORER.checked_frame(UNITS, records)
    assert rejected.height == 0
    assert answer.sort("code").equals(SCORER.score_frame(UNITS, records).sort("code"))
    grounds, none = SCREENER.checked_frame(UNITS, records)
    assert none.height == 0
    assert grounds.equals(SCREENER.screen_frame(UNITS, records))


def test_enterprises_are_looked_at_too():
    units = pl.DataFrame({"code": [CODES[0], CODES[0][8:17], "ma2837b62", None, CODES[1]]})
    answer, rejected = SCORER.checked_frame(units, table())
    assert answer["code"].to_list() == [CODES[1]]
    assert sorted(rejected.filter(table="enterprises")["reason"]) == [
        "code",
        "duplicate",
        "duplicate",
        "null",
    ]


def test_an_error_names_the_first_ten_rows():
    many = pl.concat([table(subject="x").tail(1)] * 12).with_columns(
        id=pl.lit("B") + pl.int_range(pl.len()).cast(pl.String).str.zfill(2)
    )
    with pytest.raises(InputError) as raised:
        SCORER.score_frame(UNITS, many)
    assert [p.path for p in raised.value.problems] == [
        f"records[B{n:02}].subject" for n in range(10)
    ]
    assert raised.value.problems[0].found == "x"
    assert raised.value.more == 2
    assert "12 problems" in str(raised.value)
    assert str(raised.value).endswith("and 2 more")
    assert "另有 2 处" in raised.value.say("zh")


@pytest.mark.parametrize("name", ["id", "subject", "kind", "decided_on", "known_on", "category"])
def test_a_missing_column_is_one_sentence(name):
    with pytest.raises(FieldError, match=rf"the table of records lacks the column {name}$"):
        SCORER.score_frame(UNITS, table().drop(name), trusted=True)
    with pytest.raises(FieldError, match=r"the table of enterprises lacks the column code$"):
        SCORER.checked_frame(UNITS.rename({"code": "id"}), table())


@pytest.mark.parametrize("name", ["revoked_on", "repaired_on", "stayed_on", "valid_until"])
def test_columns_of_later_events_may_be_missing(name):
    assert SCORER.score_frame(UNITS, table().drop(name)).height == 2


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("decided_on", [datetime(2016, 12, 31, 12)] * 2),  # noqa: DTZ001 - no zone, no day
        ("known_on", ["2016-06-01"] * 2),
        ("measure", [1.5, None]),
        ("heavier_penalty", ["true", "false"]),
        ("subject", [1, 2]),
    ],
)
def test_a_column_of_another_kind_is_one_sentence(column, values):
    with pytest.raises(FieldError, match=f"the column {column} of the table of records"):
        SCORER.score_frame(UNITS, table().with_columns(pl.Series(column, values)), trusted=True)


def test_duckdb_and_lazy_frames_are_looked_at_alike():
    records = table(subject="MA2837B6-2", kind="penalties")
    expected = sorted(SCORER.checked_frame(UNITS, records)[1].rows())
    lazy = SCORER.checked_frame(UNITS.lazy(), records.lazy())[1]
    assert sorted(lazy.collect().rows()) == expected
    connection = duckdb.connect()
    connection.register("u", UNITS.to_arrow())
    connection.register("r", records.to_arrow())
    tables = connection.table("u"), connection.table("r")
    answer, rejected = SCORER.checked_frame(*tables)
    assert sorted(rejected.fetchall()) == expected
    assert min(answer.fetchall())[:2] == (CODES[0], 90_000)
    with pytest.raises(InputError, match="MA2837B6-2"):
        SCORER.score_frame(*tables)
    empty = SCORER.checked_frame(connection.table("u"), connection.table("r").limit(1))[1]
    assert (empty.columns, empty.fetchall()) == (list(rejected.columns), [])


@pytest.mark.parametrize("spelled", ["MA2837B6-2", "ma2837b62", "MA2837B62 "])
@pytest.mark.parametrize("engine", ["polars", "lazy", "duckdb"])
def test_a_unit_whose_code_is_spelled_otherwise_has_no_grade(spelled, engine):
    units = pl.DataFrame({"code": ["91330299MA2837B62L", "91330299000000019Q"]})
    records = table(subject=spelled)
    if engine == "lazy":
        units, records = units.lazy(), records.lazy()
    if engine == "duckdb":
        units, records = duckdb.from_arrow(units.to_arrow()), duckdb.from_arrow(records.to_arrow())
    answer, _ = SCORER.checked_frame(units, records)
    answer = answer.pl() if engine == "duckdb" else answer.lazy().collect()
    grades = dict(answer.select("code", "grade").iter_rows())
    assert grades == {"91330299MA2837B62L": None, "91330299000000019Q": "A"}


@pytest.mark.parametrize("lost", [None, "某厂", "91330299"])
def test_where_nobody_knows_whose_record_it_is_no_unit_has_a_grade(lost):
    units = pl.DataFrame({"code": ["91330299MA2837B62L", "91330299000000019Q"]})
    answer, rejected = SCORER.checked_frame(units, table(subject=lost))
    assert rejected.height
    assert answer["grade"].to_list() == [None, None]
