"""What could not be read is said, and is never taken for nothing or for a unit in operation."""

from __future__ import annotations

import json
import zipfile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from nanping import begun, put_rows

from qualitygov import read_county
from qualitygov.cli import main
from qualitygov.codes.person import hidden, is_likely, left_out
from qualitygov.interchange.hygiene import garbled, refusal

ONE, TWO, THREE = "91330298MACKE5RRXX", "91330298MALXQYCP0M", "91330298MAW84R0M8L"
HEADERS = ["统一社会信用代码", "企业名称", "所属乡镇", "登记状态", "成立日期"]
STRANGE = [["编号", "单位", "类型", "轻重"], ["R1", ONE, "行政处罚", "严重"]]
PERSON, MISWRITTEN = "330298198001011211", "33029819800101121X"
PENALTIES = [
    "行政相对人名称", "行政相对人类别", "行政相对人代码_1(统一社会信用代码)", "行政处罚决定书文号", "违法事实",
    "处罚依据", "处罚类别", "罚款金额（万元）", "处罚决定日期", "处罚机关",
]  # fmt: skip


def firm(code, name="甲厂", status="存续", day="2014-03-05"):
    return [code, name, "青石镇", status, day]


def penalty(name, kind, code, number, facts="x"):
    return [name, kind, code, number, facts, "法", "罚款", "0.1", "2023-3-5", "局"]


@pytest.fixture
def county(tmp_path):
    begun(tmp_path)
    put_rows(
        tmp_path,
        "towns.csv",
        [["code", "name.zh", "name.en", "parent"], ["330298101", "青石镇", "Qingshi", "330298"]],
    )
    return tmp_path


def book(county, name, rows, *, title="Sheet1", more=()):
    made = openpyxl.Workbook()
    made.active.title = title
    for sheet, own in ((made.active, rows), *((made.create_sheet(t), r) for t, r in more)):
        for row in own:
            sheet.append(row)
    made.save(county / "data" / name)


def refused(reading):
    return [(e.row, e.column, e.code, e.found) for e in reading.refused]


def errors(reading):
    return [(e.file, e.sheet, e.code) for e in reading.file_errors]


# Cells without a value


def test_an_error_of_a_formula_is_refused_with_its_text(county):
    made = xlsxwriter.Workbook(county / "data" / "企业名录.xlsx")
    sheet = made.add_worksheet()
    for at, row in enumerate((HEADERS, firm(ONE), firm(TWO), firm(THREE))):
        sheet.write_row(at, 0, row)
    sheet.write_formula(1, 3, "=VLOOKUP(A2,Z:Z,1,0)", None, "#N/A")
    sheet.write_formula(2, 4, "=1/0", None, "#DIV/0!")
    sheet.write_formula(3, 3, '="注"&"销"', None, "注销")
    made.close()
    reading = read_county(county)
    assert refused(reading) == [
        (2, "登记状态", "cell.formula", "#N/A"),
        (3, "成立日期", "cell.formula", "#DIV/0!"),
    ]
    assert [one.status.value for one in reading.data.enterprises] == ["deregistered"]
    assert not reading.whole


def test_a_formula_that_nobody_computed_is_refused_with_its_text(county):
    book(county, "企业名录.xlsx", [HEADERS, firm(ONE, status='="注"&"销"'), firm(TWO)])
    reading = read_county(county)
    assert refused(reading) == [(2, "登记状态", "cell.formula", '="注"&"销"')]
    assert [one.code for one in reading.data.enterprises] == [TWO]


def test_a_formula_whose_value_is_an_empty_text_says_nothing(county):
    made = xlsxwriter.Workbook(county / "data" / "企业名录.xlsx")
    sheet = made.add_worksheet()
    for at, row in enumerate((HEADERS, firm(ONE))):
        sheet.write_row(at, 0, row)
    sheet.write_formula(1, 4, '=IF(A2="","","")', None, "x")
    made.close()
    path = county / "data" / "企业名录.xlsx"
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = "xl/worksheets/sheet1.xml"
    assert b"<v>x</v>" in parts[name]
    parts[name] = parts[name].replace(b"<v>x</v>", b"<v></v>")
    with zipfile.ZipFile(path, "w") as packed:
        for one, content in parts.items():
            packed.writestr(one, content)
    reading = read_county(county)
    assert refused(reading) == []
    assert [one.registered_on for one in reading.data.enterprises] == [None]


# Files and sheets named after a table


@pytest.mark.parametrize("name", ["信用记录2023.xlsx", "credit_recrods.xlsx", "信用记录2023.csv"])
def test_a_file_named_after_a_table_is_an_error_where_it_is_none(county, name):
    (book if name.endswith("x") else put_rows)(county, name, STRANGE)
    reading = read_county(county)
    assert [(e.file, e.code) for e in reading.file_errors] == [(name, "file.unassigned")]
    assert not reading.named
    assert not reading.tables["credit_records"].usable


def test_a_sheet_named_after_a_table_is_an_error_beside_a_known_one(county):
    book(county, "总表.xlsx", [HEADERS, firm(ONE)], more=[("信用记录", STRANGE)])
    reading = read_county(county)
    assert errors(reading) == [("总表.xlsx", "信用记录", "file.unassigned")]
    assert len(reading.data.enterprises) == 1


def test_a_file_of_another_format_named_after_a_table_is_an_error(county):
    bad = [
        "credit_records.csv.bak",
        "credit_records.parquet",
        "信用记录.wps",
        "投诉.docx",
        "投诉台账2023.pdf",
    ]
    told = [
        "AIR-SOURCE.md",
        "~$信用记录.xlsx",
        "信用记录填报说明.docx",
        "会议纪要.docx",
        "照片.jpg",
    ]
    for name in (*bad, *told):
        (county / "data" / name).write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    reading = read_county(county)
    assert sorted(errors(reading)) == sorted((name, None, "file.format") for name in bad)
    assert sorted(one.file for one in reading.named) == sorted(told)


def test_a_workbook_of_no_table_is_only_told(county):
    book(county, "值班表.xlsx", [["日期", "值班人"], ["2023-1-1", "王某"]])
    reading = read_county(county)
    assert (reading.whole, len(reading.named)) == (True, 1)


def test_a_header_far_below_is_an_error(county):
    notes = [[f"说明第{at}段"] for at in range(44)]
    book(county, "报送.xlsx", [*notes, HEADERS, firm(ONE)])
    reading = read_county(county)
    assert [(e.code, e.row) for e in reading.file_errors] == [("table.header", 45)]


# A state that nobody said


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("", ("注销", "吊销")),
        ("企业状况", ("已吊销营业执照", "正常经营")),
        ("经营状况", ("倒闭", "良好")),
    ],
)
def test_a_state_under_another_header_or_none_is_an_error(county, header, words):
    headers = [*HEADERS[:3], header, HEADERS[4]]
    rows = [firm(code, status=word) for code, word in zip((ONE, TWO), words, strict=True)]
    put_rows(county, "企业名录.csv", [headers, *rows])
    reading = read_county(county)
    assert [e.code for e in reading.file_errors] == ["table.deciding"]
    assert not reading.data.enterprises


def test_a_state_that_the_mapping_does_not_need_is_no_error(county):
    (county / "mapping.toml").write_text(
        '[form.register]\nignore = ["企业状况"]\n[[form.register.table]]\nto = "enterprises"\n',
        encoding="utf-8",
    )
    headers = [*HEADERS[:3], "企业状况", HEADERS[4]]
    put_rows(county, "企业名录.csv", [headers, firm(ONE, status="正常经营")])
    assert read_county(county).whole


# A second state beside the one that is read


@pytest.mark.parametrize(
    ("header", "said", "other"),
    [
        ("经营状态", "存续", "注销"),
        ("企业状况", "存续", "已吊销营业执照"),
        ("经营状况", "在业", "已倒闭多年"),
        ("企业现状", "注销", "正常经营"),
        ("备查", "存续", "已注销"),
    ],
)
def test_a_second_state_that_says_otherwise_leaves_the_unit_not_assessed(
    county, header, said, other
):
    same = "正常" if header != "备查" else "已迁出"
    rows = [
        [*firm(ONE, status=said), other],
        [*firm(TWO), "正常"],
        [*firm(THREE, status="迁出"), same],
    ]
    rows = rows if header == "备查" else rows[:2]
    put_rows(county, "企业名录.csv", [[*HEADERS, header], *rows])
    reading = read_county(county)
    assert refused(reading) == [(2, "登记状态", "cell.rival", said)]
    assert header in reading.refused[0].expected.zh
    assert other in reading.refused[0].expected.zh
    assert {one.unit for one in reading.data.unread} == {ONE}
    assert [one.column for one in reading.unknown_columns] == [header]


@pytest.mark.parametrize(
    ("header", "said", "other"),
    [
        ("经营状态", "存续", "正常营业"),
        ("企业状况", "存续", "正常经营"),
        ("经营状况", "存续", "良好"),
        ("经营状况", "存续", "未注销"),
        ("企业现状", "吊销，未注销", "已吊销"),
        ("企业现状", "注销", ""),
        ("检查结果", "注销", "正常"),
        ("年报", "存续", "异常"),
    ],
)
def test_a_second_state_that_says_the_same_is_only_told(county, header, said, other):
    rows = [[*firm(ONE, status=said), other], [*firm(TWO), "正常"]]
    put_rows(county, "企业名录.csv", [[*HEADERS, header], *rows])
    reading = read_county(county)
    assert (reading.whole, len(reading.data.enterprises)) == (True, 2)
    assert [one.column for one in reading.unknown_columns] == [header]


def test_a_second_state_counts_as_the_words_of_the_mapping_say(county):
    (county / "mapping.toml").write_text(
        '[form.a]\nfiles = ["企业名录"]\n[[form.a.table]]\nto = "enterprises"\n'
        '[form.a.table.columns]\nstatus = { headers = ["登记状态"], words = { "关张" = "注销" } }\n',
        encoding="utf-8",
    )
    rows = [[*firm(ONE, status="关张"), "注销"], [*firm(TWO), "关张"]]
    put_rows(county, "企业名录.csv", [[*HEADERS, "经营状态"], *rows])
    assert [one[:2] for one in refused(read_county(county))] == [(3, "登记状态")]


def test_a_second_column_under_a_like_name_that_says_otherwise_is_refused(county):
    headers = [*HEADERS, "主体类型", "主体类型别"]
    rows = [[*firm(ONE), "企业", "企业"], [*firm(TWO), "企业", "个体工商户"]]
    put_rows(county, "企业名录.csv", [headers, *rows])
    reading = read_county(county)
    assert refused(reading) == [(3, "主体类型", "cell.rival", "企业")]
    assert [one.code for one in reading.data.enterprises] == [ONE]


def test_a_blank_state_is_refused(county):
    rows = [firm(code, status=word) for code, word in ((ONE, ""), (TWO, "无"), (THREE, "-"))]
    put_rows(county, "企业名录.csv", [HEADERS, *rows])
    reading = read_county(county)
    assert [(row, code) for row, _, code, _ in refused(reading)] == [
        (row, "cell.state") for row in (2, 3, 4)
    ]
    assert not reading.data.enterprises


def test_a_column_without_header_is_told_once(county):
    book(county, "企业名录.xlsx", [[*HEADERS, None], [*firm(ONE), "重要备注"]])
    reading = read_county(county)
    assert ["第 6 列没有表头" in one.expected.zh for one in reading.unknown_columns] == [True]
    assert reading.whole


# Persons


def test_a_natural_person_is_told_and_not_kept(county):
    rows = [
        penalty("王某某", "自然人", MISWRITTEN, "罚1号"),
        penalty("李某某", "自然人", PERSON, "罚2号"),
        penalty("甲厂", "法人及非法人组织", ONE, "罚3号", f"王某（身份证号{PERSON}）"),
        penalty("赵某某", "", MISWRITTEN, "罚4号"),
    ]
    put_rows(county, "双公示行政处罚.csv", [PENALTIES, *rows])
    reading = read_county(county)
    assert [one.row for one in reading.told if one.code == "unit.person"] == [2, 3]
    assert reading.tables["enforcement_cases"].read == len(rows)
    assert refused(reading) == [(5, PENALTIES[2], "code.person", "330298************")]
    assert [one.facts for one in reading.tables["enforcement_cases"].rows] == [
        "王某（身份证号330298************）"
    ]
    whole = json.dumps(reading.to_dict(), ensure_ascii=False)
    whole += str(reading.data.tables) + str(reading.data.unread)
    for never in (PERSON, MISWRITTEN, "王某某", "李某某", "赵某某"):
        assert never not in whole


def test_the_number_of_a_person_is_known_though_its_check_fails():
    assert is_likely(PERSON)
    assert is_likely(MISWRITTEN)
    assert not is_likely(ONE)
    assert hidden(f"证件{PERSON}，{ONE}") == f"证件330298************，{ONE}"


# Mojibake


@pytest.mark.parametrize("name", ["报送.csv", "企业名录.csv"])
def test_chinese_read_as_latin_and_saved_again_is_said_to_be_so(county, name):
    good = "\r\n".join(",".join(row) for row in (HEADERS, firm(ONE, status="注销")))
    garbage = good.encode("gb18030").decode("latin-1")
    (county / "data" / name).write_text(garbage, encoding="utf-8")
    reading = read_county(county)
    assert errors(reading) == [(name, None, "file.mojibake")]
    assert not reading.data.enterprises


@pytest.mark.parametrize("name", ["南屏县\ufffd\ufffd厂", "ÄÏÆÁÏØ¼×³§", "????"])
def test_a_garbled_name_is_refused(county, name):
    put_rows(county, "企业名录.csv", [HEADERS, firm(ONE, name), firm(TWO)])
    reading = read_county(county)
    assert [(row, code) for row, _, code, _ in refused(reading)] == [(2, "cell.garbled")]


@pytest.mark.parametrize(
    "name", ["××××食品厂", "Société Générale", "某····厂", "Ünïcödé", "甲——乙"]
)
def test_an_odd_name_is_no_mojibake(name):
    assert refusal(name) is None
    assert not garbled(name)


@pytest.mark.parametrize("capital", ["100万元人民币", "100.00万人民币", "100 万元（认缴）"])
def test_an_amount_with_its_currency_behind_it_is_read(county, capital):
    put_rows(county, "企业名录.csv", [[*HEADERS, "注册资本"], [*firm(ONE), capital]])
    assert [one.registered_capital for one in read_county(county).data.enterprises] == [1_000_000]


# Databases


def test_one_failing_query_leaves_the_others(county):
    (county / "mapping.toml").write_text(
        '[sql.samples]\nurl = "sqlite://"\nquery = "select * from nosuch"\n'
        '[sql.complaints]\nurl = "env:NO_SUCH_VARIABLE"\nquery = "select 1"\n',
        encoding="utf-8",
    )
    put_rows(county, "企业名录.csv", [HEADERS, firm(ONE)])
    reading = read_county(county)
    assert errors(reading) == [("samples", None, "sql.query"), ("complaints", None, "sql.url")]
    assert len(reading.data.enterprises) == 1
    assert not reading.tables["samples"].usable


# Numbers of persons in what goes back


PHONE = "13800138000"


def cells_of(path):
    sheets = openpyxl.load_workbook(path).worksheets
    return [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row]


@pytest.mark.parametrize("name", ["企业名录.xlsx", "企业名录.csv"])
def test_nobodys_number_goes_back_in_full_and_the_mended_copy_is_read(county, tmp_path, name):
    headers = [*HEADERS, "注册资本（元）", "地址", "联系电话", "备注"]
    row = [*firm(ONE, status="怪"), PHONE, f"青石镇1号 王某{PHONE}", PHONE, f"{PERSON} 0.5"]
    more = [*firm(PERSON), "5000元", "青石镇2号", "0912-8123456", ""]
    (book if name.endswith("x") else put_rows)(county, name, [headers, row, more])
    out = tmp_path / "out"
    assert main(["check", str(county), "--out", str(out)]) == 3
    (back,) = (out / "returned").iterdir()
    said = " ".join([*cells_of(back), (out / "reading.json").read_text(encoding="utf-8")])
    assert PERSON not in said
    assert said.count(PHONE) == 1  # the capital, which is no telephone
    assert "138****8000" in said
    assert "8123456" not in said
    mended = openpyxl.load_workbook(back)
    for cells in mended.active.iter_rows(min_row=2):
        for cell in cells:
            cell.value = {"怪": "存续", left_out(PERSON): TWO}.get(cell.value, cell.value)
    (county / "data" / name).unlink()
    mended.save(county / "data" / "企业名录.xlsx")
    reading = read_county(county)
    assert reading.whole
    one, two = reading.data.enterprises
    assert (one.code, two.code, two.registered_capital) == (ONE, TWO, 5000)
    assert one.registered_capital == int(PHONE)
    assert one.address == "青石镇1号 王某138****8000"


def test_a_message_repeats_no_telephone_number(county):
    put_rows(county, "企业名录.csv", [HEADERS, firm(ONE, day=f"请电话{PHONE}")])
    (entry,) = read_county(county).refused
    assert (PHONE in entry.say("zh"), "138****8000" in entry.found) == (False, True)


def test_a_sheet_that_nobody_reads_goes_back_without_telephone_numbers(county, tmp_path):
    notes = [["通讯录", ""], ["王某", PHONE]]
    book(county, "企业名录.xlsx", [HEADERS, firm(ONE, status="怪")], more=[("通讯录", notes)])
    assert main(["check", str(county), "--out", str(tmp_path / "out")]) == 3
    assert PHONE not in cells_of(tmp_path / "out" / "returned" / "企业名录.xlsx")


# Mojibake within a cell

FIRST_LIST = [
    bytes((row, at)).decode("gb2312")
    for row in range(0xB0, 0xD8)
    for at in range(0xA1, 0xFF)
    if (row, at) < (0xD7, 0xFA)
]
names = st.text(st.sampled_from(FIRST_LIST), min_size=3, max_size=20)


@given(names)
def test_utf8_read_as_gb18030_is_mojibake_and_the_name_itself_is_none(name):
    assert not garbled(name)
    assert refusal(name.encode().decode("gb18030", "replace"))[0] == "cell.garbled"


@pytest.mark.parametrize(
    "name", ["锟斤拷锟斤拷", "甲\ue5e4厂", "烫烫烫烫", "ï¿½ï¿½", "厂\U000f0001", "南屏锟斤拷厂"]
)
def test_signs_of_a_lost_character_are_mojibake(name):
    assert refusal(name)[0] == "cell.garbled"


@pytest.mark.parametrize(
    "text", ["鑫淼焱垚商行", "饕餮酒楼", "违法事实：\uf0b7 无照经营", "烫烫火锅"]
)
def test_rare_characters_and_bullets_are_none(text):
    assert refusal(text) is None


def test_a_garbled_name_is_no_name(county):
    rows = [HEADERS, firm(ONE), firm(TWO, "南屏县食品厂".encode().decode("gb18030", "replace"))]
    put_rows(county, "enterprises.csv", [*rows, firm(THREE, "锟斤拷锟斤拷")])
    reading = read_county(county)
    assert [unit.code for unit in reading.data.enterprises] == [ONE]
    assert [(e.code, e.row, e.field) for e in reading.refused] == [
        ("cell.garbled", 3, "name"),
        ("cell.garbled", 4, "name"),
    ]


@pytest.mark.parametrize("sign", ["\t", "\u2028", "\u2029"])
def test_a_tab_or_separator_of_lines_in_a_name_is_a_space_and_told(county, sign):
    book(county, "enterprises.xlsx", [HEADERS, firm(ONE, f"甲{sign}厂")])
    reading = read_county(county)
    assert [unit.name for unit in reading.data.enterprises] == ["甲 厂"]
    assert [(e.code, e.field) for e in reading.told if e.code == "cell.unseen"] == [
        ("cell.unseen", "name")
    ]
