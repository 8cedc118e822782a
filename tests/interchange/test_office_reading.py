"""Files in the forms of offices: what they really are, where their tables begin, what they swallow."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nanping import begun

from qualitygov import OfficialCalendar, read_county
from qualitygov.cli import main
from qualitygov.core.escaped import escaped
from qualitygov.enterprise import Enterprise
from qualitygov.errors import FieldError, InputError
from qualitygov.interchange import frame_sheet, read_table, sheet_of, sql_sheet
from qualitygov.interchange.checked import write_check
from qualitygov.interchange.forms.headers import Header, header_key
from qualitygov.interchange.forms.read import mapping_from, shipped
from qualitygov.interchange.hygiene import refusal, tidy
from qualitygov.interchange.sheets import Failure, sheets_of
from qualitygov.interchange.sheets.decode import Undecoded, decoded
from qualitygov.interchange.sheets.grid import number_text

COUNTY = "330298"
CODES = ("91330298MA783RK55W", "91330298MAM8LN9E3U", "91330298MADR68384F")
HEAD = ["统一社会信用代码", "企业名称", "所属乡镇代码", "登记状态"]
ROWS = [
    [CODES[0], "南屏县青石面粉有限公司", "330298101", "存续"],
    [CODES[1], "南屏县百川阀门有限公司", "330298101", "注销"],
    [CODES[2], "南屏县青石豆制品厂", "330298101", "存续"],
]


@pytest.fixture
def county(tmp_path):
    folder = tmp_path / "county"
    begun(folder)
    towns = "code,name.zh,name.en,parent\n330298101,青石镇,Qingshi,330298\n"
    (folder / "data" / "towns.csv").write_text(towns, encoding="utf-8")
    return folder


def read(folder):
    return read_county(folder, calendar=OfficialCalendar())


def text_of(rows, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def put(folder, name, rows, encoding="utf-8", delimiter=","):
    path = folder / "data" / name
    path.write_bytes(text_of(rows, delimiter).encode(encoding))
    return path


def book(folder, name, *sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / "data" / name
    made.save(path)
    return path


def codes(reading):
    return [unit.code for unit in reading.data.enterprises]


# What a file is


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_files_of_every_encoding_and_delimiter(county, encoding, delimiter):
    put(county, "企业.txt", [HEAD, *ROWS], encoding, delimiter)
    reading = read(county)
    assert (codes(reading), reading.refused, reading.file_errors) == (list(CODES), (), ())


@given(st.text(min_size=1).filter(lambda t: "\0" not in t and not t.startswith("\ufeff")))
def test_utf8_is_read_as_it_is_or_refused_and_never_changed(text):
    found = decoded(text.encode())
    assert isinstance(found, Undecoded) or found == text


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4, max_size=60))
def test_chinese_of_gb18030_is_read_as_it_is_or_refused(text):
    found = decoded(text.encode("gb18030"))
    assert isinstance(found, Undecoded) or found == text


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "file.empty"),
        ("名稱,登記狀態\r\n臺灣電子,存續".encode("big5"), "file.big5"),
        ("企业名称,登记状态".encode().decode("gb18030", "replace").encode(), "file.mojibake"),
        ("企业名称,登记状态".encode("gb18030")[:-1], "file.half"),
        ("企业名称,登记状态".encode()[:-1], "file.half"),
        (b"a,b\xff\xfe\xfd", "file.encoding"),
    ],
)
def test_what_cannot_be_decoded_says_why(raw, code):
    found = decoded(raw)
    assert isinstance(found, Undecoded)
    assert found.code == code


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("企业.csv", b"PK\x03\x04rest", "file.renamed"),
        ("企业.xls", b"<html><table><tr><td>1</td></tr></table></html>", "file.renamed"),
        ("企业.xls", b"a,b\r\n1,2\r\n", "file.renamed"),
        ("企业.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "file.renamed"),
        ("企业.xlsx", b"PK\x03\x04half", "file.broken"),
        ("企业.csv", b"%PDF-1.4", "file.renamed"),
        ("企业.csv", b"", "file.empty"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_one_error(county, name, content, code):
    (county / "data" / name).write_bytes(content)
    found = sheets_of(county / "data" / name, name)
    assert isinstance(found, Failure)
    assert found.code == code
    reading = read(county)
    assert [entry.code for entry in reading.file_errors] == [code]
    assert not reading.whole
    assert [one.table for one in reading.data.unread] == ["enterprises"]


def test_an_unreadable_file_of_no_known_name_leaves_no_table_whole(county):
    (county / "data" / "x1.csv").write_bytes(b"\xff\xfe\x00\xd8\x00")
    reading = read(county)
    assert len(reading.file_errors) == 1
    assert {one.table for one in reading.data.unread} == set(reading.data.tables)


def test_numbers_show_what_a_person_sees():
    assert [number_text(n) for n in (5.0, 0.1 + 0.2, 330298706524708.0)] == [
        "5",
        "0.3",
        "330298706524708",
    ]
    assert "E+17" in number_text(913302981004577000.0)


# Where a table begins


def test_titles_totals_signatures_and_repeated_headers_are_no_data(county):
    rows = [
        ["南屏县市场主体一览表", "", "", ""],
        ["填报单位：青石镇", "", "", ""],
        HEAD,
        ["1", "2", "3", "4"],
        ROWS[0],
        [],
        HEAD,
        ROWS[1],
        ["合  计", "2 家", "", ""],
        ["填报人：王某", "", "审核人：李某", ""],
    ]
    book(county, "一览表.xlsx", ("一", rows))
    reading = read(county)
    table = reading.tables["enterprises"]
    assert (codes(reading), reading.refused) == (list(CODES[:2]), ())
    assert {entry.row for entry in table.ignored} == {1, 2, 4, 6, 7, 9, 10}
    assert table.read == 2


@pytest.mark.parametrize("day", ["2023年1月5日", "2023-01-05", "2023/1/5", "2023年1月"])
def test_a_signature_with_its_day_is_no_data(county, day):
    head = ["序号", "乡镇名称", "行政区划代码"]
    (county / "data" / "towns.csv").unlink()
    rows = [head, ["1", "青石镇", "330298101"], ["填表人：王某", "", day]]
    book(county, "乡镇名单.xlsx", ("一", rows))
    reading = read(county)
    assert ([town.code for town in reading.data.towns], reading.refused) == (["330298101"], ())
    assert {entry.row for entry in reading.tables["towns"].ignored} == {3}


PENALTIES = [
    "行政处罚决定书文号", "统一社会信用代码", "行政相对人名称", "违法事实", "处罚依据", "处罚类别",
    "罚款金额（万元）", "处罚机关", "处罚决定日期",
]  # fmt: skip


def test_a_party_of_a_penalty_is_found_by_its_name(county):
    """Exactly by its name, else a person looks at it; of a bad kind only the cell is named."""
    put(county, "企业.csv", [HEAD, *ROWS])
    told = ["短斤缺两", "计量法", "警告", "", "县局", "2016-05-04"]
    bad = ["短斤缺两", "计量法", "警吿吿", "", "县局", "2016-05-04"]
    rows = [
        ["1号", "", ROWS[0][1], *told],
        ["2号", "", "青石面粉公司", *told],
        ["3号", CODES[1], ROWS[1][1], *bad],
    ]
    put(county, "行政处罚公示信息.csv", [PENALTIES, *rows])
    reading = read(county)
    (case,) = reading.data.penalties.rows
    assert (case.id, case.subject, case.town) == ("1号", CODES[0], "330298101")
    (entry,) = reading.review
    assert (entry.row, entry.code, CODES[0] in str(entry.candidates)) == (
        3,
        "unit.unresolved",
        True,
    )
    assert [(entry.row, entry.column) for entry in reading.refused] == [(4, "处罚类别")]


def test_an_unknown_town_of_a_refused_row_is_told_as_such(county):
    put(county, "企业.csv", [HEAD, ["", "某店", "青石乡", "存续"]])
    told = {entry.column: entry.expected.zh for entry in read(county).refused}
    assert told.keys() == {"统一社会信用代码", "所属乡镇代码"}
    assert "青石乡" in told["所属乡镇代码"]


def test_what_else_is_wrong_with_a_row_for_review_is_said_at_once(county):
    head = [*HEAD, "成立日期"]
    rows = [[CODES[0], "甲厂", "大山乡", "存续", "2016-05"], [*ROWS[1], "2016-05-04"]]
    put(county, "企业.csv", [head, *rows, [CODES[2], "丙厂", "大山乡", "存续", "2016-05-04"]])
    reading = read(county)
    assert [(one.row, one.field) for one in reading.review] == [(2, "town"), (4, "town")]
    assert [(one.row, one.column) for one in reading.refused] == [(2, "成立日期")]
    assert codes(reading) == [CODES[1]]


def test_a_field_without_a_column_is_named_by_its_label(county):
    put(
        county,
        "企业.csv",
        [["企业名称", "所属乡镇代码", "登记状态", "地址"], ["甲", "x", "存续", ""]],
    )
    said = [entry.say("zh") for entry in (*read(county).file_errors, *read(county).refused)]
    assert said
    assert not any("“code”" in one or "“town”" in one for one in said)


def test_what_is_told_in_chinese_names_tables_in_chinese(county):
    put(county, "一览表.csv", [HEAD, *ROWS])
    said = " ".join(entry.say("zh") for entry in read(county).told)
    assert "按表头识别为“企业”" in said
    assert not {"enterprises", ".csv，", "certifications"} & set(said.replace("（", " ").split())


def test_a_row_that_only_begins_like_a_total_is_data(county):
    row = [CODES[0], "合计商行", "330298101", "存续"]
    name_first = [
        ["企业名称", "统一社会信用代码", "所属乡镇代码"],
        ["合计商行", CODES[0], "330298101"],
    ]
    put(county, "a企业.csv", [HEAD, row])
    assert codes(read(county)) == [CODES[0]]
    put(county, "a企业.csv", name_first)
    assert codes(read(county)) == [CODES[0]]


def test_a_header_in_two_rows_and_cells_merged_downward(county):
    made = openpyxl.Workbook()
    sheet = made.active
    for row in (
        ["市场主体", "", "", ""],
        ["主体", "", "所属乡镇代码", "登记状态"],
        ["统一社会信用代码", "企业名称", "", ""],
        [CODES[0], "甲厂", "330298101", "存续"],
        [CODES[1], "乙厂", "", "注销"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A2:B2")
    sheet.merge_cells("C2:C3")
    sheet.merge_cells("D2:D3")
    sheet.merge_cells("C4:C5")
    made.save(county / "data" / "企业.xlsx")
    mapping = (
        '[form.x]\nfiles = ["企业"]\n[[form.x.table]]\nto = "enterprises"\n'
        "[form.x.table.columns]\n"
        'code = "主体统一社会信用代码"\nname = "主体企业名称"\n'
    )
    (county / "mapping.toml").write_text(mapping, encoding="utf-8")
    reading = read(county)
    assert (codes(reading), reading.refused) == (list(CODES[:2]), ())


def test_headers_with_marks_units_spaces_and_full_width():
    assert header_key("企业名称\n（字号名称）*") == header_key("企业名称(字号名称)")
    header = Header.of("罚款金额（万元）")
    assert (header.bare, header.note) == ("罚款金额", "万元")


def test_sheets_of_notes_hidden_ones_and_foreign_files_are_named_and_no_error(county):
    path = book(
        county,
        "企业.xlsx",
        ("名录", [HEAD, *ROWS]),
        ("填表说明", [["一、用文本格式填写"]]),
        ("草稿", [HEAD, ["x", "y", "z", "w"]]),
    )
    made = openpyxl.load_workbook(path)
    made["草稿"].sheet_state = "hidden"
    made.save(path)
    (county / "data" / "读我.md").write_text("#", encoding="utf-8")
    reading = read(county)
    assert (codes(reading), reading.whole) == (list(CODES), True)
    assert {(e.file, e.sheet) for e in reading.named} == {
        ("企业.xlsx", "填表说明"),
        ("企业.xlsx", "草稿"),
        ("读我.md", None),
    }


def test_several_files_of_one_table(county):
    folder = county / "data" / "enterprises"
    folder.mkdir()
    for at, row in enumerate(ROWS):
        (folder / f"{at}.csv").write_text(text_of([HEAD, row]), encoding="utf-8")
    reading = read(county)
    assert codes(reading) == list(CODES)
    assert reading.tables["enterprises"].files == tuple(f"enterprises/{n}.csv" for n in range(3))


# What nobody may pass over


def test_a_table_under_a_misspelt_name_or_with_a_column_missing_is_an_error(county):
    put(county, "enterprise.csv", [["foo", "bar"], ["1", "2"]])
    reading = read(county)
    assert [entry.code for entry in reading.file_errors] == ["file.unassigned"]
    assert "enterprises" in {one.table for one in reading.data.unread}
    put(county, "enterprise.csv", [["统一社会信用代码", "企业名称", "备注"], [CODES[0], "甲", ""]])
    (entry,) = read(county).file_errors
    assert (entry.code, entry.field) == ("table.column", "town")


def test_a_column_that_may_decide_stops_the_file_until_the_mapping_says(county):
    rows = [[*HEAD[:3], "主体现况"], *ROWS]
    put(county, "名录.csv", rows)
    reading = read(county)
    (entry,) = reading.file_errors
    assert (entry.column, entry.field, codes(reading)) == ("主体现况", "status", [])
    form = '[form.x]\nfiles = ["名录"]\n%s\n[[form.x.table]]\nto = "enterprises"\n'
    said = '[form.x.table.columns]\nstatus = "主体现况"\n'
    (county / "mapping.toml").write_text(form % "" + said, encoding="utf-8")
    assert [unit.status.value for unit in read(county).data.enterprises] == [
        "in-operation",
        "deregistered",
        "in-operation",
    ]
    (county / "mapping.toml").write_text(form % 'ignore = ["主体现况"]', encoding="utf-8")
    reading = read(county)
    assert (len(codes(reading)), reading.file_errors) == (3, ())


def test_control_escape_and_direction_characters_are_refused_and_others_are_taken_out(county):
    hostile = [
        "甲\x1b[31m厂",
        "乙\u202e厂",
        "丙\x85厂",
        "丁\x9b厂",
        "戊\u200b厂 \u3000",
        "<b>己</b>厂",
    ]
    ids = ["91330298MA783RK55W", "91330298MAM8LN9E3U", "91330298MADR68384F"]
    ids += ["91330298MA41PY5E0H", "91330298MAL0CMJR27", "91330298MA2U29XY1R"]
    rows = [[code, name, "330298101", "存续"] for code, name in zip(ids, hostile, strict=True)]
    put(county, "企业.csv", [HEAD, *rows])
    reading = read(county)
    assert [unit.name for unit in reading.data.enterprises] == ["戊厂", "<b>己</b>厂"]
    assert [entry.row for entry in reading.refused] == [2, 3, 4, 5]
    assert all(entry.found.isprintable() for entry in reading.refused)
    assert [entry.code for entry in reading.told if entry.code == "cell.unseen"] == ["cell.unseen"]


@given(st.text())
def test_what_is_not_refused_controls_nothing_and_what_is_shown_never_does(text):
    shown = escaped(text)
    assert not any(ord(c) < 32 and c != "\n" for c in shown)
    assert "\u202e" not in shown
    if refusal(text) is None:
        assert not any(ord(c) < 32 and c not in "\t\n\r" for c in tidy(text))


# Quotation marks

LINES = [HEAD, *ROWS]


def swallowing(rows, at, column, *, closes):
    """The text of a table in which a quotation mark opens in a row, and closes later or never."""
    lines = []
    for n, row in enumerate(rows):
        cells = list(row)
        if n == at:
            cells[column] = '"' + cells[column]
        if n == closes:
            cells[column] = f'"{cells[column]}"'
        lines.append(",".join(cells))
    return "\r\n".join(lines) + "\r\n"


def test_a_quotation_mark_that_never_closes_swallows_nothing_silently(county):
    path = county / "data" / "企业.csv"
    path.write_text(swallowing(LINES, 2, 1, closes=None), encoding="utf-8")
    reading = read(county)
    (entry,) = reading.file_errors
    assert (entry.code, entry.row, codes(reading)) == ("table.quotes", 3, [CODES[0]])
    assert "enterprises" in {one.table for one in reading.data.unread}


def test_a_quotation_mark_that_a_later_row_closes_is_an_error_with_the_rows_it_swallowed(county):
    rows = [HEAD, *ROWS, [CODES[0][:-1] + "X", "丁厂", "330298101", "存续"]]
    path = county / "data" / "企业.csv"
    path.write_text(swallowing(rows, 1, 1, closes=3), encoding="utf-8")
    reading = read(county)
    quotes = [entry for entry in reading.refused if entry.code == "table.quotes"]
    assert len(quotes) == 3
    assert CODES[1] not in codes(reading)
    assert {one.unit for one in reading.data.unread} >= {CODES[1], CODES[2]}


def test_a_cell_of_more_characters_than_any_is_no_traceback(county):
    path = county / "data" / "企业.csv"
    path.write_text(text_of(LINES) + '"' + "x" * 140_000, encoding="utf-8")
    reading = read(county)
    assert [entry.code for entry in reading.file_errors] == ["table.quotes"]
    assert codes(reading) == list(CODES)


NAMES = st.text('甲乙丙丁，,\n"；; ', min_size=1, max_size=12).filter(lambda t: t.strip())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(NAMES, min_size=3, max_size=3))
def test_genuine_line_breaks_and_quotation_marks_in_cells_stay_right(tmp_path, names):
    rows = [[c, n, "330298101"] for c, n in zip(CODES, names, strict=True)]
    path = tmp_path / "企业.csv"
    path.write_text(text_of([HEAD[:3], *rows]), encoding="utf-8", newline="")
    reading = read_table(path, Enterprise)
    assert [unit.name for unit in reading.rows] == [name.strip() for name in names]


# Going back


def test_what_was_refused_goes_back_marked_and_is_read_when_it_is_mended(county, tmp_path):
    rows = [["南屏县企业", "", "", ""], HEAD, ROWS[0], [CODES[1], "", "330298101", "注消"], ROWS[2]]
    book(county, "企业.xlsx", ("名录", rows))
    reading = read(county)
    assert [entry.field for entry in reading.refused] == ["name", "status"]
    out = tmp_path / "out"
    written = write_check(reading, county / "data", out)
    (back,) = written.returned
    made = openpyxl.load_workbook(back.path)
    sheet = made["名录"]
    assert [cell.value for cell in sheet[4]][4] == "拒收"
    assert "是否为 注销" in sheet.cell(4, 6).value
    assert sheet.cell(4, 4).fill.fgColor.rgb == "FFF4B6B6"
    assert sheet.cell(3, 5).value is None
    sheet.cell(4, 2).value, sheet.cell(4, 4).value = "乙厂", "注销"
    made.save(county / "data" / "企业.xlsx")
    again = read(county)
    assert (codes(again), again.whole, again.unknown_columns) == (list(CODES), True, ())


def test_a_text_file_goes_back_as_a_workbook_of_text(county, tmp_path):
    rows = [HEAD, [CODES[0], "=HYPERLINK(1)", "330298101", "存续"], [CODES[1], "乙", "x", "存续"]]
    put(county, "企业.csv", rows, "gb18030")
    written = write_check(read(county), county / "data", tmp_path / "out")
    sheet = openpyxl.load_workbook(written.returned[0].path).worksheets[0]
    assert sheet.cell(2, 2).data_type == "s"
    assert sheet.cell(2, 2).value == "=HYPERLINK(1)"
    assert sheet.cell(2, 1).value == CODES[0]


def test_check_says_what_cannot_be_read_and_ends_with_3(county, tmp_path, capsys):
    put(county, "企业.csv", [HEAD, *ROWS])
    assert main(["check", str(county), "--language", "en"]) == 0
    put(county, "企业.csv", [HEAD, *ROWS, [CODES[0], "甲", "330298101", "存续"]])
    assert main(["check", str(county), "--out", str(tmp_path / "o"), "--language", "zh"]) == 3
    assert "重复" in capsys.readouterr().out
    read_back = (tmp_path / "o" / "read" / "enterprises.csv").read_text(encoding="utf-8")
    assert read_back.splitlines()[1].endswith("企业.csv,,2")


def test_one_unit_in_two_files_counts_once_and_a_difference_is_for_a_person(county):
    put(county, "企业.csv", [HEAD, *ROWS])
    changed = [CODES[1], ROWS[1][1], "330298101", "存续"]
    put(county, "企业(1).csv", [HEAD, ROWS[0], changed])
    reading = read(county)
    assert codes(reading) == list(CODES)
    assert {e.code for e in reading.told} >= {"table.repeat", "table.differs"}
    (entry,) = reading.review
    assert (entry.file, entry.row, entry.field) == ("企业(1).csv", 3, "status")
    assert {unit.status.value for unit in reading.data.enterprises} == {
        "in-operation",
        "deregistered",
    }


# Mappings


def test_a_mapping_is_judged_as_a_whole():
    bad = (
        '[form.a]\nfils = ["x"]\n[[form.a.table]]\nto = 3\n[form.a.table.columns]\n'
        'code = { reads = "nothing", headers = 5 }\n[from.b]\n[sql.c]\nurl = "sqlite://"\n'
    )
    with pytest.raises(InputError) as caught:
        mapping_from(bad)
    assert {problem.path for problem in caught.value.problems} == {
        "mapping.toml:form.a.fils",
        "mapping.toml:form.a.table[0].to",
        "mapping.toml:form.a.table[0].columns.code.reads",
        "mapping.toml:form.a.table[0].columns.code.headers",
        "mapping.toml:from",
        "mapping.toml:sql.c.query",
    }


def test_a_mapping_to_a_field_that_is_not_there_names_the_near_ones(county):
    text = '[form.a]\n[[form.a.table]]\nto = "enterprise"\n[[form.a.table]]\nto = "enterprises"\n'
    text += '[form.a.table.columns]\nstaus = "状态"\n'
    (county / "mapping.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(county)
    assert "enterprises" in str(caught.value)
    assert "status" in str(caught.value)


def test_everything_wrong_with_a_mapping_is_told_in_one_pass(county):
    text = (
        '[form.a]\nfils = ["x"]\n[[form.a.table]]\nto = "enterprise"\n[[form.a.table]]\n'
        'to = "enterprises"\nown = 3\n[form.a.table.columns]\nstaus = "状态"\n'
        'any = { reads = "mde" }\n[form.b]\n[form.c]\n[[form.c.table]]\nto = "towns"\n'
        '[form.c.table.constants]\nparnt = "330298"\n[sql.d]\nurl = "sqlite://"\n'
    )
    (county / "mapping.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(county)
    assert [problem.path.removeprefix("mapping.toml:") for problem in caught.value.problems] == [
        "form.a.fils",
        "form.a.table[1].own",
        "form.a.table[1].columns.any.reads",
        "form.b.table",
        "sql.d.query",
        "form.a.table[0].to",
        "form.a.table[1].columns.staus",
        "form.c.table[0].constants.parnt",
    ]


def test_every_shipped_form_speaks_of_fields_that_there_are():
    from qualitygov.county.subjects import SUBJECTS
    from qualitygov.interchange.catalogue import catalogue
    from qualitygov.interchange.forms.fields import form_problems

    assert not list(form_problems(shipped(), catalogue(SUBJECTS)))
    assert len(shipped()) >= 8


def test_map_knows_the_types_of_companies(county, tmp_path):
    rows = [
        [*row, word] for row, word in zip(ROWS, ["有限责任公司", "个体工商户", "怪"], strict=True)
    ]
    path = put(county, "名录.csv", [[*HEAD, "主体类型"], *rows])
    assert main(["map", str(path), "--to", str(tmp_path / "m.toml")]) == 0
    text = (tmp_path / "m.toml").read_text(encoding="utf-8")
    assert '"怪" = ' in text
    assert "有限责任公司" not in text


def test_map_proposes_what_can_be_read_and_confirmed(county, tmp_path):
    path = put(county, "名录.csv", [[*HEAD[:3], "主体现况", "网格员"], *[[*r, "王"] for r in ROWS]])
    assert main(["map", str(path), "--to", str(county / "mapping.toml")]) == 0
    text = (county / "mapping.toml").read_text(encoding="utf-8")
    assert '# status = "主体现况"' in text
    assert main(["map", str(path), "--to", str(county / "mapping.toml")]) == 5
    confirmed = text.replace("# status = ", "status = ")
    (county / "mapping.toml").write_text(confirmed, encoding="utf-8")
    assert codes(read(county)) == list(CODES)
    assert main(["map", str(tmp_path / "none.csv")]) == 4


# Rows in memory and databases


def test_frames_uploads_and_queries_are_read_with_the_same_checks(county, tmp_path, monkeypatch):
    import polars as pl
    import sqlalchemy

    frame = pl.DataFrame(dict(zip(HEAD, map(list, zip(*ROWS, strict=True)), strict=True)))
    sheet = frame_sheet(frame, "enterprises")
    assert codes(read_county(county, calendar=OfficialCalendar(), sheets=[sheet])) == list(CODES)
    wrong = sheet_of("upload", HEAD, [[CODES[0], None, 330298101, "存续"]])
    (entry,) = read_table(wrong, Enterprise).refused
    assert (entry.file, entry.row, entry.field) == ("upload", 2, "name")
    url = f"sqlite:///{tmp_path / 'county.db'}"
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("create table dw (code, name, town, status, since)"))
        for row in ROWS:
            connection.execute(
                sqlalchemy.text("insert into dw values (:a, :b, :c, :d, :e)"),
                dict(zip("abcde", [*row, str(dt.date(2014, 3, 5))], strict=True)),
            )
    monkeypatch.setenv("COUNTY_DB", url)
    query = "select code, name, town, status as 登记状态, since as 成立日期 from dw"
    (county / "mapping.toml").write_text(
        f'[sql.enterprises]\nurl = "env:COUNTY_DB"\nquery = "{query}"\n', encoding="utf-8"
    )
    reading = read(county)
    assert codes(reading) == list(CODES)
    assert {unit.registered_on for unit in reading.data.enterprises} == {dt.date(2014, 3, 5)}
    with pytest.raises(FieldError) as caught:
        sql_sheet(url, "select nothing from nowhere", "x")
    assert str(tmp_path) not in str(caught.value)
    assert Path(tmp_path / "county.db").exists()


def test_a_moment_with_a_zone_is_its_day_in_china():
    head = ["code", "name", "town", "status", "registered_on"]
    moment = dt.datetime(2014, 3, 5, 20, tzinfo=dt.UTC)
    found = read_table(
        sheet_of("u", head, [[CODES[0], "甲", "330298101", "存续", moment]]), Enterprise
    )
    assert [str(row.registered_on) for row in found.rows] == ["2014-03-06"]


def test_an_upload_as_bytes_says_what_is_read():
    with pytest.raises(FieldError, match="sheet_of"):
        read_table(b"code,name", Enterprise)
