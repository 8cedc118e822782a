"""Rows in memory are read like those of files: no cell of another type, none too many, any header."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from qualitygov import Enterprise
from qualitygov.errors import FieldError
from qualitygov.interchange import frame_sheet, read_table, sheet_of, sql_sheet

HEAD = ["统一社会信用代码", "企业名称", "所属乡镇代码", "登记状态", "成立日期"]
CODE, OTHER = "91330299MA2837B62L", "913302981851822254"
DAY = dt.date(2014, 3, 5)


def read(*rows, head=HEAD):
    return read_table(sheet_of("u", head, rows), Enterprise)


def refused(reading):
    return [(entry.row, entry.field, entry.code) for entry in reading.refused]


def row(name="甲", *, code=CODE, town="330299101", status="存续", day=DAY):
    return [code, name, town, status, day]


@pytest.mark.parametrize("nothing", [pd.NaT, pd.NA, float("nan"), None, "NaT"])
def test_no_day_in_a_frame_is_no_day(nothing):
    days = [pd.Timestamp("2014-3-5"), nothing]
    frame = pd.DataFrame([row(day=days[0]), row("乙", code=OTHER, day=days[1])], columns=HEAD)
    found = read_table(frame_sheet(frame, "u"), Enterprise)
    assert [unit.registered_on for unit in found.rows] == [DAY, None]


def test_days_of_pandas_with_none_among_them():
    frame = pd.DataFrame([row(), row("乙", code=OTHER)], columns=HEAD)
    frame["成立日期"] = pd.to_datetime(pd.Series(["2014-03-05", None]))
    found = read_table(frame_sheet(frame, "u"), Enterprise)
    assert [unit.registered_on for unit in found.rows] == [DAY, None]


@pytest.mark.parametrize("header", [None, float("nan"), 0, pd.NaT])
def test_a_header_need_not_be_a_text(header):
    frame = pd.DataFrame([[*row(), "x"]], columns=[*HEAD, header])
    for sheet in (frame_sheet(frame, "u"), sheet_of("u", [*HEAD, header], [[*row(), "x"]])):
        assert [unit.name for unit in read_table(sheet, Enterprise).rows] == ["甲"]


def test_two_columns_of_one_name_are_told():
    frame = pd.DataFrame([[*row(), "注销"]], columns=[*HEAD, "登记状态"])
    table = pa.Table.from_arrays([pa.array([str(one)]) for one in [*row(), "注销"]], frame.columns)
    for given in (frame, table):
        (error,) = read_table(frame_sheet(given, "u"), Enterprise).file_errors
        assert (error.code, error.column) == ("table.column", "登记状态")


def test_headers_of_several_levels_are_joined():
    frame = pd.DataFrame([row()], columns=pd.MultiIndex.from_tuples([("", one) for one in HEAD]))
    assert [unit.name for unit in read_table(frame_sheet(frame, "u"), Enterprise).rows] == ["甲"]


@pytest.mark.parametrize(
    "cell", ["甲厂".encode("gbk"), bytearray(b"x"), memoryview(b"x"), ["甲"], {"a": 1}, object()]
)
def test_what_is_no_cell_is_refused_where_it_is_read(cell):
    assert refused(read(row(cell))) == [(2, "name", "cell.type")]
    unread = read([*row(), cell], head=[*HEAD, "照片"])
    assert not unread.refused
    assert len(unread.rows) == 1


def test_bytes_of_frames_and_databases_become_no_name():
    frame = pl.DataFrame([row("甲厂".encode("gbk"))], schema=HEAD, orient="row")
    assert refused(read_table(frame_sheet(frame, "u"), Enterprise)) == [(2, "name", "cell.type")]
    query = (
        f"select '{CODE}' as code, x'bcd7b3a7' as name, '330299101' as town, '存续' as status,"
        " '2014-03-05' as registered_on"
    )
    found = read_table(sql_sheet("sqlite://", query, "u"), Enterprise)
    assert refused(found) == [(2, "name", "cell.type")]


def test_a_row_with_too_many_or_too_few_cells_is_refused():
    found = read([*row(), "注销"], row("乙", code=OTHER)[:4], [*row("丙", code=OTHER), None])
    assert refused(found) == [(2, None, "table.cells"), (3, None, "table.cells")]
    assert [unit.name for unit in found.rows] == ["丙"]


@pytest.mark.parametrize("wrong", ["abcd", {"code": CODE}, b"abcd", 5])
def test_a_row_is_a_list_of_cells(wrong):
    with pytest.raises(FieldError, match=r"u row 3: .* not (str|dict|bytes|int)"):
        sheet_of("u", HEAD, [row(), wrong])


def test_what_is_no_frame_is_named():
    with pytest.raises(FieldError, match="expected a frame, not list"):
        frame_sheet([1, 2], "u")


def test_a_whole_number_in_memory_is_a_whole_code():
    assert [unit.code for unit in read(row(code=int(OTHER))).rows] == [OTHER]
    frame = pd.DataFrame([row(code=int(OTHER))], columns=HEAD)
    assert [u.code for u in read_table(frame_sheet(frame, "u"), Enterprise).rows] == [OTHER]


@pytest.mark.parametrize("code", [9.13302981851822254e17, "9.13302E+17"])
def test_a_number_that_lost_its_digits_says_how_to_mend_it(code):
    (entry,) = read(row(code=code)).refused
    assert entry.code == "code.destroyed"
    assert "设为“文本”格式" in entry.expected.zh
