"""Workbooks that other programs write: their errors are told, and their days are the days meant."""

from __future__ import annotations

import struct
import zipfile
from datetime import date

import openpyxl
import pytest
from nanping import begun
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from qualitygov import read_county

ONE, TWO, THREE = "91330298MACKE5RRXX", "91330298MALXQYCP0M", "91330298MAW84R0M8L"
HEADERS = ["统一社会信用代码", "企业名称", "所属乡镇", "登记状态", "成立日期"]
ERRORS = {"#N/A": 0x2A, "#REF!": 0x17, "#DIV/0!": 0x07, "#NAME?": 0x1D, "#VALUE!": 0x0F}


def firm(code, status="存续", day="2014-03-05"):
    return [code, "甲厂", "青石镇", status, day]


@pytest.fixture
def county(tmp_path):
    begun(tmp_path)
    (tmp_path / "data" / "towns.csv").write_text(
        "code,name.zh,name.en,parent\n330298101,青石镇,Qingshi,330298\n", encoding="utf-8"
    )
    return tmp_path


# Writers: the least that a reader asks for


def ods_cell(value):
    """A cell as LibreOffice writes it: an error has its text, and the value nothing or 0."""
    if value in ERRORS or value.startswith("Err:"):
        kind = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
        return f'<table:table-cell table:formula="of:=X()" {kind}><text:p>{value}</text:p>'
    if value == "=":
        return '<table:table-cell table:formula="of:=X()">'
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p>'


def ods(path, rows, *, head=""):
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    names = "".join(f' xmlns:{n}="{space}{n}:1.0"' for n in ("office", "table", "text"))
    lines = "".join(
        "<table:table-row>"
        + "".join(ods_cell(cell) + "</table:table-cell>" for cell in row)
        + '<table:table-cell table:number-columns-repeated="1000"/></table:table-row>'
        for row in rows
    )
    content = (
        f'<office:document-content{names} xmlns:calcext="urn:org:documentfoundation:names:'
        f'experimental:calc:xmlns:calcext:1.0"><office:body><office:spreadsheet>{head}'
        f'<table:table table:name="Sheet1">{lines}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", kind)
        packed.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{space}manifest:1.0"><manifest:file-entry '
            f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        )
        packed.writestr("content.xml", content)


def record(number, body=b""):
    head = bytes([number]) if number < 0x80 else struct.pack("<H", number)
    size = len(body)
    length = bytes([size]) if size < 0x80 else bytes([size & 0x7F | 0x80, size >> 7])
    return head + length + body


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_cell(column, value):
    place = struct.pack("<II", column, 0)
    if value in ERRORS:
        return record(0x03, place + bytes([ERRORS[value]]))
    if isinstance(value, int):
        return record(0x05, place + struct.pack("<d", value))
    return record(0x06, place + wide(value))


def xlsb(path, rows, *, since_1904=False):
    """A binary workbook: records of a number, a length and a body (MS-XLSB)."""
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    flags = struct.pack("<II", int(since_1904), 0) + wide("")
    sheet = struct.pack("<II", 0, 1) + wide("rId1") + wide("Sheet1")
    parts = ((0x0183, b""), (0x0199, flags), (0x018F, b""), (0x019C, sheet))
    workbook = b"".join(record(*one) for one in (*parts, (0x0190, b""), (0x0184, b"")))
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    lines = [record(0x0181), record(0x0194, size), record(0x0191)]
    for at, row in enumerate(rows):
        lines.append(record(0x00, struct.pack("<IIHHBI", at, 0, 300, 0, 0, 0)))
        lines += [binary_cell(column, value) for column, value in enumerate(row)]
    lines += [record(0x0192), record(0x0182)]
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{kinds}"><Default Extension="bin" ContentType="application/vnd.'
            'ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        )
        packed.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{rels}"><Relationship Id="rId1" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
        )
        packed.writestr("xl/workbook.bin", workbook)
        packed.writestr("xl/worksheets/sheet1.bin", b"".join(lines))


def refused(reading):
    return [(e.row, e.column, e.code, e.found) for e in reading.refused]


# Errors


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize(("write", "ending"), [(ods, "ods"), (xlsb, "xlsb")])
def test_an_error_in_a_cell_is_told_as_in_any_workbook(county, error, write, ending):
    rows = [HEADERS, firm(ONE, status=error), firm(TWO, day=error), firm(THREE, "注销")]
    write(county / "data" / f"企业名录.{ending}", rows)
    reading = read_county(county)
    assert refused(reading) == [
        (2, "登记状态", "cell.formula", error),
        (3, "成立日期", "cell.formula", error),
    ]
    assert [one.code for one in reading.data.enterprises] == [THREE]
    assert {one.unit for one in reading.data.unread} == {ONE, TWO}


def test_a_formula_without_a_value_and_an_error_with_a_number_are_told(county):
    ods(county / "data" / "企业名录.ods", [HEADERS, firm(ONE, day="Err:502"), firm(TWO, day="=")])
    reading = read_county(county)
    assert [(e.row, e.column, e.found) for e in reading.refused] == [
        (2, "成立日期", "Err:502"),
        (3, "成立日期", "=X()"),
    ]


# Day numbers


def since_1904_xlsx(path, rows):
    made = openpyxl.Workbook()
    made.epoch = CALENDAR_MAC_1904
    for row in rows:
        made.active.append(row)
    made.save(path)


def since_1904_ods(path, rows):
    null = '<table:null-date table:date-value="1904-01-01"/>'
    head = f"<table:calculation-settings>{null}</table:calculation-settings>"
    ods(path, [[str(cell) for cell in row] for row in rows], head=head)


def since_1904_xlsb(path, rows):
    xlsb(path, rows, since_1904=True)


@pytest.mark.parametrize("as_text", [True, False])
@pytest.mark.parametrize(
    ("write", "ending"),
    [(since_1904_xlsx, "xlsx"), (since_1904_ods, "ods"), (since_1904_xlsb, "xlsb")],
)
def test_a_day_number_counts_as_its_workbook_counts(county, write, ending, as_text):
    number = (date(2014, 3, 5) - date(1904, 1, 1)).days
    day = str(number) if as_text else number
    write(county / "data" / f"企业名录.{ending}", [HEADERS, firm(ONE, day=day), firm(TWO)])
    reading = read_county(county)
    assert [one.registered_on for one in reading.data.enterprises] == [date(2014, 3, 5)] * 2


def test_a_day_number_of_any_other_workbook_counts_from_1900(county):
    xlsb(county / "data" / "企业名录.xlsb", [HEADERS, firm(ONE, day=41703), firm(TWO, day="41703")])
    reading = read_county(county)
    assert [one.registered_on for one in reading.data.enterprises] == [date(2014, 3, 5)] * 2
