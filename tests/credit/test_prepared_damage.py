"""A prepared file that is damaged, cut off or another one is one clear error that names it."""

from __future__ import annotations

import duckdb
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import AS_OF, BOOK, CODES, UNITS, record_table, unit_table

from qualitygov.credit import CreditScorer, PreparedArchive, prepare_archive
from qualitygov.credit.prepared import MARK
from qualitygov.errors import FieldError

SCORER = CreditScorer(BOOK, as_of=AS_OF)
CODE = UNITS[0].code


def prepared(path, found=()):
    sourced = record_table(found).with_columns(source_document=pl.lit("文号"))
    return prepare_archive(unit_table(UNITS), sourced, BOOK, path)[0]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """An archive, and the bytes of its file."""
    path = tmp_path_factory.mktemp("whole") / "credit.parquet"
    return prepared(path), path.read_bytes()


WAYS = {
    "read": lambda archive: PreparedArchive.read(archive.path),
    "polars": SCORER.score_prepared,
    "duckdb": lambda archive: SCORER.score_prepared(archive, duckdb.connect()),
    "unit": lambda archive: archive.of_unit(CODE),
}


def refused(archive, way):
    with pytest.raises(FieldError) as error:
        WAYS[way](archive)
    assert str(archive.path) in error.value.text.en
    assert "\n" not in str(error.value)
    return error.value.code


@settings(max_examples=25)
@given(data=st.data(), way=st.sampled_from(sorted(WAYS)))
def test_no_byte_of_the_file_can_be_flipped_or_cut_off(whole, data, way):
    archive, content = whole
    at = data.draw(st.integers(0, len(content) - 1))
    changed = content[at] ^ data.draw(st.integers(1, 255))
    rest = bytes([changed]) + content[at + 1 :] if data.draw(st.booleans()) else b""
    archive.path.write_bytes(content[:at] + rest)
    assert refused(archive, way) in ("prepared.damaged", "prepared.file", "prepared.format")


@pytest.mark.parametrize("way", WAYS)
def test_pages_that_were_flipped_are_named_with_what_to_do(tmp_path, way):
    path = tmp_path / "credit.parquet"
    archive, content = prepared(path), bytearray(path.read_bytes())
    content[40] ^= 1
    path.write_bytes(content)
    assert refused(archive, way) == "prepared.damaged"
    with pytest.raises(FieldError, match=r"its content has sha256:\w+, not \w+; prepare the arch"):
        WAYS[way](archive)


@pytest.mark.parametrize("way", WAYS)
def test_other_columns_are_another_content(tmp_path, way):
    path = tmp_path / "credit.parquet"
    archive, table = prepared(path), pq.read_table(path)
    told = pq.read_metadata(path).metadata[MARK.encode()]
    pq.write_table(table.drop_columns(["_unit"]).replace_schema_metadata({MARK: told}), path)
    assert refused(archive, way) == "prepared.damaged"


@pytest.mark.parametrize("way", [way for way in WAYS if way != "read"])
def test_an_archive_that_was_prepared_again_has_to_be_opened_again(tmp_path, record, way):
    path = tmp_path / "credit.parquet"
    before, after = prepared(path), prepared(path, [record(subject=CODES[0], id="R1")])
    assert refused(before, way) == "prepared.replaced"
    WAYS[way](after)
    WAYS[way](PreparedArchive.read(path))


@pytest.mark.parametrize("way", WAYS)
def test_a_file_that_is_gone_cannot_be_read(tmp_path, way):
    archive = prepared(tmp_path / "credit.parquet")
    archive.path.unlink()
    assert refused(archive, way) == "prepared.unreadable"


def test_a_file_is_not_read_again_while_it_stays_as_it_is(tmp_path, monkeypatch):
    archive = prepared(tmp_path / "credit.parquet")
    SCORER.score_prepared(archive)
    monkeypatch.setattr("qualitygov.credit.seal._digest", None)
    assert SCORER.score_prepared(archive).collect().height == len(UNITS)


NO_TABLES = ([], {}, "a.parquet", 5, None, BOOK)
UNIT, RECORDS = unit_table(UNITS[:1]), record_table([])


@pytest.mark.parametrize("wrong", NO_TABLES)
def test_what_is_no_table_is_refused_with_what_to_pass(tmp_path, wrong):
    path = tmp_path / "credit.parquet"
    for tables in ((wrong, RECORDS), (UNIT, wrong)):
        for ask in (SCORER.score_frame, lambda *both: prepare_archive(*both, BOOK, path)):
            with pytest.raises(FieldError, match=r"a \w+ is no table; pass one of Polars"):
                ask(*tables)


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (lambda at: prepare_archive(UNIT, RECORDS, BOOK.at(AS_OF), at), "book should be a Ruleb"),
        (lambda at: prepare_archive(UNIT, RECORDS, "strong-town", at), "pass load_rulebook"),
        (lambda _: prepare_archive(UNIT, RECORDS, BOOK, 5), "path should be a Path, not int"),
        (lambda _: prepare_archive(UNIT, RECORDS, BOOK, None), "pass a path as text"),
        (lambda _: PreparedArchive.read(5), "path should be a Path, not int"),
        (SCORER.score_prepared, r"not \w*Path; pass PreparedArchive.read"),
        (lambda _: SCORER.score_prepared([]), "archive should be a PreparedArchive, not list"),
        (lambda _: SCORER.score_prepared({}), "archive should be a PreparedArchive, not dict"),
        (lambda _: SCORER.score_prepared(pl.DataFrame()), "not DataFrame; pass PreparedArchive"),
        (lambda at: SCORER.score_prepared(prepared(at), "x"), r"not str; pass duckdb.connect\(\)"),
        (lambda at: prepared(at).check_book(None), "book should be a Rulebook, not None"),
        (lambda _: SCORER.plan_at("soon"), "expected a day"),
        (lambda _: CreditScorer(BOOK.at(AS_OF), as_of=AS_OF), "rulebook should be a Rulebook"),
        (lambda _: CreditScorer.of(BOOK.at(AS_OF)), "context should be a Context, not Rules; pass"),
        (lambda _: CreditScorer(BOOK, as_of=5), "expected a day"),
    ],
)
def test_wrong_arguments_are_errors_that_say_what_to_pass(tmp_path, way, said):
    with pytest.raises(FieldError, match=said):
        way(tmp_path / "credit.parquet")
