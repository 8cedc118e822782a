"""The file of a prepared archive: what is in it, what comes back, what is refused."""

from __future__ import annotations

import json
from datetime import date, timedelta

import attrs
import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import AS_OF, BOOK, CODES, KEYS, UNITS, many_records, record_table, unit_table

from qualitygov import load_rulebook
from qualitygov.credit import CreditRecord, CreditScorer, PreparedArchive, prepare, prepare_archive
from qualitygov.credit.prepared import MARK
from qualitygov.errors import FieldError, OutputError

FIELDS = [field.name for field in attrs.fields(CreditRecord)]
DAY_FIELDS = {name for name in FIELDS if name.endswith("_on")} | {"valid_until"}
TYPES = {name: pl.Date if name in DAY_FIELDS else pl.String for name in FIELDS} | {
    "measure": pl.Int64,
    "heavier_penalty": pl.Boolean,
}
SCORER = CreditScorer(BOOK, as_of=AS_OF)


def whole_table(found):
    """Records with all their fields, as a county keeps them."""
    return pl.DataFrame([attrs.asdict(record) for record in found], schema=TYPES)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "credit.parquet"


@pytest.fixture
def one(record):
    return record(subject=CODES[0], id="R1")


def prepared(path, found, units=UNITS):
    archive, _ = prepare_archive(unit_table(units), whole_table(found), BOOK, path)
    return archive


def rows(scorer, archive):
    return sorted(scorer.score_prepared(archive).collect().rows())


@settings(max_examples=20)
@given(many_records(), st.sampled_from([AS_OF, date(2016, 2, 29), date(2022, 1, 1)]))
def test_a_unit_is_read_back_and_scored_with_the_same_reasons(tmp_path_factory, found, as_of):
    path = tmp_path_factory.mktemp("archive") / "credit.parquet"
    archive = prepared(path, found)
    scorer = CreditScorer(BOOK, as_of=as_of)
    for unit in UNITS:
        own = archive.of_unit(unit.code)
        expected = scorer.score(unit, [one for one in found if one.subject in names_of(unit)])
        assert scorer.score(unit, own).to_dict() == expected.to_dict()


def names_of(unit):
    return {unit.code, unit.code[8:17]} if unit.code.isalnum() else {unit.code}


def groups_with(path, number):
    """The row groups of records in which a unit may be, by their statistics."""
    file = pq.ParquetFile(path)
    at = {name: place for place, name in enumerate(file.schema_arrow.names)}
    found = []
    for group in range(file.num_row_groups):
        columns = file.metadata.row_group(group)
        unit = columns.column(at["_unit"]).statistics
        is_record = columns.column(at["_class"]).statistics.null_count == 0
        if is_record and unit.min <= number <= unit.max:
            found.append(group)
    return found


def test_the_records_of_a_unit_lie_in_one_row_group(path, record, monkeypatch):
    monkeypatch.setattr(prepare, "ROWS", 3)
    found = [
        record(subject=unit.code, id=f"{at}-{n}", on=AS_OF - timedelta(days=n))
        for at, unit in enumerate(UNITS)
        for n in range(1 + at % 3)
    ]
    archive = prepared(path, found)
    numbers = range(archive.units)
    assert all(len(groups_with(path, number)) == 1 for number in numbers)
    assert len({tuple(groups_with(path, number)) for number in numbers}) > 1
    table = pl.read_parquet(path).filter(pl.col("_class").is_not_null())
    assert table.select("_unit", "decided_on", "id").rows() == sorted(
        table.select("_unit", "decided_on", "id").rows()
    )
    assert [len(archive.of_unit(unit.code)) for unit in UNITS] == [
        1 + at % 3 for at in range(len(UNITS))
    ]


def test_rows_that_are_not_plainly_good_come_back_and_leave_no_grade(path, one):
    table = whole_table(
        [one, attrs.evolve(one, id="R2"), attrs.evolve(one, id="R3", subject=CODES[1])]
    )
    bad = table.with_columns(
        kind=pl.when(pl.col("id") == "R2").then(pl.lit("nonsense")).otherwise("kind")
    )
    units = unit_table(UNITS)
    archive, rejected = prepare_archive(units, bad, BOOK, path)
    expected, expected_rejected = SCORER.checked_frame(units, bad)
    assert rejected.rows() == expected_rejected.rows() != []
    found = SCORER.score_prepared(archive).collect()
    assert found.sort("code").rows() == expected.sort("code").rows()
    grades = dict(found.select("code", "grade").rows())
    assert grades[CODES[0]] is None
    assert grades[CODES[1]] == "A"
    assert archive.doubted == 1
    with pytest.raises(FieldError, match="were rejected") as error:
        archive.of_unit(CODES[0])
    assert error.value.code == "prepared.doubted"
    again = PreparedArchive.read(path)
    assert rows(SCORER, again) == sorted(found.rows())


def test_a_record_of_nobody_leaves_no_unit_a_grade(path, one):
    bad = whole_table([one]).with_columns(subject=pl.lit("9.13303E+17"))
    archive, _ = prepare_archive(unit_table(UNITS), bad, BOOK, path)
    found = SCORER.score_prepared(archive).collect()
    assert set(found["grade"]) == {None}
    assert found.height == len(UNITS)


def test_records_of_units_that_are_no_enterprises_are_kept_and_not_scored(path, one):
    archive = prepared(path, [one, attrs.evolve(one, id="R2", subject=CODES[1])], UNITS[:1])
    assert [code for code, *_ in rows(SCORER, archive)] == [CODES[0]]
    assert [record.id for record in archive.of_unit(CODES[1])] == ["R2"]
    assert (archive.units, archive.records, archive.unregistered) == (2, 2, 1)


def test_a_unit_without_records_and_an_archive_without_rows(path):
    archive = prepared(path, [], UNITS[:1])
    assert rows(SCORER, archive) == [(CODES[0], 100000, "A", 0, 0, 0, 0)]
    assert archive.of_unit(CODES[0]) == archive.of_unit(KEYS[0]) == ()
    nothing = prepared(path, [], [])
    assert rows(SCORER, nothing) == []


def test_units_that_are_integers(path, one):
    table = record_table([one]).with_columns(subject=pl.lit(2))
    archive, _ = prepare_archive(pl.DataFrame({"code": [1, 2]}), table, BOOK, path)
    assert [row[:2] for row in rows(SCORER, archive)] == [(1, 100000), (2, 90000)]
    with pytest.raises(FieldError, match="lacks columns") as error:
        archive.of_unit(CODES[0])
    assert error.value.code == "prepared.fields"


def test_records_without_a_source_are_scored_and_not_read_back(path, one):
    archive, _ = prepare_archive(unit_table(UNITS), record_table([one]), BOOK, path)
    assert rows(SCORER, archive) == sorted(
        SCORER.score_frame(unit_table(UNITS), record_table([one])).rows()
    )
    with pytest.raises(FieldError, match="lacks columns that a record needs: source_document"):
        archive.of_unit(CODES[0])


def test_tables_of_another_engine_and_their_rejected_rows(path, one):
    connection = duckdb.connect()
    connection.register("u", unit_table(UNITS).to_arrow())
    connection.register("r", record_table([one]).with_columns(id=pl.lit(" ")).to_arrow())
    archive, rejected = prepare_archive(connection.table("u"), connection.table("r"), BOOK, path)
    assert [row[:4] for row in rejected.fetchall()] == [("records", " ", "id", "text")]
    assert archive.records == 0


def test_a_column_that_some_version_asks_has_to_be_there(path, one):
    for name in ("happened_on", "category", "measure", "heavier_penalty"):
        with pytest.raises(FieldError, match=name):
            prepare_archive(unit_table(UNITS), record_table([one]).drop(name), BOOK, path)
    assert not path.exists()


def test_another_book_is_refused_in_one_sentence(path, one):
    archive = prepared(path, [one])
    text = """
[rulebook]
id = "town"
version = "1"
title = { zh = "镇", en = "town" }
extends = "strong-town"
valid_from = 2016-01-01
reviewed_to = 2027-12-31
past_end = "warn"
"""
    other = load_rulebook(text=text)
    with pytest.raises(FieldError, match="prepared by the rulebook strong-town") as error:
        CreditScorer(other, as_of=AS_OF).score_prepared(archive)
    assert error.value.code == "prepared.rulebook"
    assert "\n" not in str(error.value)


def rewritten(path, told):
    table = pq.read_table(path)
    pq.write_table(table.replace_schema_metadata(told), path)


def test_another_format_and_another_file_are_refused_in_one_sentence(path, one):
    archive = prepared(path, [one])
    told = {**json.loads(archive.about()), "format": 1}
    del told["seal"]
    rewritten(path, {MARK: json.dumps(told)})
    with pytest.raises(FieldError, match="has format 1, not 2; prepare the archive again") as error:
        PreparedArchive.read(path)
    assert error.value.code == "prepared.format"
    rewritten(path, {})
    for content in (None, b"no parquet"):
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(FieldError, match="is no prepared credit archive") as error:
            PreparedArchive.read(path)
        assert error.value.code == "prepared.file"
    with pytest.raises(
        FieldError, match=r"cannot read .*missing.parquet: it is not there"
    ) as error:
        PreparedArchive.read(path.with_name("missing.parquet"))
    assert error.value.code == "prepared.unreadable"


def test_an_archive_is_read_as_it_was_prepared(path, one):
    archive = prepared(path, [one])
    assert PreparedArchive.read(str(path)) == archive
    assert archive.fields == tuple(name for name in FIELDS if getattr(one, name) is not None)


@pytest.mark.parametrize("told", ["", "{", "[1]", "{}", '{"format": 2}', '{"format": 2, "x": 2}'])
def test_a_file_that_says_nonsense_of_itself_is_refused(path, one, told):
    prepared(path, [one])
    rewritten(path, {MARK: told})
    with pytest.raises(FieldError, match="is no prepared credit archive"):
        PreparedArchive.read(path)


def test_a_file_is_whole_or_not_there(path, one, monkeypatch):
    before = prepared(path, [one])
    write = pq.ParquetWriter.write_table
    written = []

    def full(self, table, **more):
        if written:
            raise OSError(28, "No space left on device")
        written.append(table)
        return write(self, table, **more)

    monkeypatch.setattr(pq.ParquetWriter, "write_table", full)
    with pytest.raises(OutputError, match="cannot write to"):
        prepared(path, [one, attrs.evolve(one, id="R2")])
    assert written
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert PreparedArchive.read(path) == before
    with pytest.raises(OutputError, match="it is not there"):
        prepared(path.parent / "missing" / "credit.parquet", [one])


def test_the_metadata_say_by_which_book(path, one):
    prepared(path, [one])
    told = json.loads(pq.read_metadata(path).metadata[MARK.encode()])
    assert told["digest"] == BOOK.digest
    assert told["format"] == 2
    assert pa.types.is_uint32(pq.read_schema(path).field("_unit").type)
