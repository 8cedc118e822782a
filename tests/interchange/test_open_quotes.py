"""Quotation marks that open and do not close: no row that they swallow is lost without a word."""

from __future__ import annotations

import pytest
from nanping import begun

from qualitygov import OfficialCalendar, read_county
from qualitygov.cli import main

CODES = ("91330298MA783RK55W", "91330298MAM8LN9E3U", "91330298MADR68384F")
HEAD = "统一社会信用代码,企业名称,所属乡镇,登记状态,成立日期,地址"
UNITS = [
    f"{code},{name}厂,青石镇,存续,2014-03-05" for code, name in zip(CODES, "甲乙丙", strict=True)
]
RECORDS = "id,subject,kind,severity,happened_on,decided_on,known_on,source_document"


@pytest.fixture
def county(tmp_path):
    begun(tmp_path)
    towns = "code,name.zh,name.en,parent\n330298101,青石镇,Qingshi,330298\n"
    (tmp_path / "data" / "towns.csv").write_text(towns, encoding="utf-8")
    return tmp_path


def read(county, name, *lines, encoding="utf-8"):
    (county / "data" / name).write_bytes("\r\n".join(lines).encode(encoding))
    return read_county(county, calendar=OfficialCalendar())


def record(id_, code, document="d"):
    return f"{id_},{code},penalty,serious,2023-02-01,2023-03-01,2023-03-20,{document}"


def quotes(reading):
    return [entry for entry in reading.refused if entry.code == "table.quotes"]


def units(reading):
    return [unit.name for unit in reading.data.enterprises]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_row_that_closes_the_mark_was_swallowed_by_it(county, encoding):
    lines = (RECORDS, record("R1", CODES[0], '"d1'), record("R2", CODES[1], 'd2"'))
    reading = read(county, "credit_records.csv", *lines, record("R3", CODES[2]), encoding=encoding)
    assert [(one.row, one.column, one.found) for one in quotes(reading)] == [
        (2, "source_document", "d1"),
        (2, "id", "R2"),
    ]
    assert "R2" in quotes(reading)[0].expected.zh
    assert [one.id for one in reading.data.records] == ["R3"]
    assert {one.unit for one in reading.data.unread} == set(CODES[:2])
    assert reading.tables["credit_records"].read == 3


def test_every_swallowed_row_is_counted(county):
    lines = [record("R1", CODES[0], '"d1'), record("R2", CODES[1]), record("R3", CODES[2], 'd3"')]
    reading = read(county, "credit_records.csv", RECORDS, *lines)
    assert [one.found for one in quotes(reading)] == ["d1", "R2", "R3"]
    assert {one.unit for one in reading.data.unread} == set(CODES)


def test_towns_by_name_hide_no_row_nor_does_a_column_that_nobody_reads(county):
    head = "留言编号,类别,所属乡镇,留言主题,留言时间,答复时间"
    subjects = ('"反映', "反映", '反映"', "反映")
    rows = [
        f"{at},服务质量,青石镇,{subject},2019-04-24,2019-05-09"
        for at, subject in enumerate(subjects, 1)
    ]
    reading = read(county, "群众留言.csv", head, *rows)
    assert [(one.column, one.found) for one in quotes(reading)] == [
        ("留言主题", ""),
        ("留言编号", "2"),
        ("留言编号", "3"),
    ]
    assert [one.id for one in reading.data.complaints.rows] == ["4"]


def test_a_later_row_with_marks_of_its_own(county):
    rows = (UNITS[0] + ',"1号', UNITS[1] + ',"2号"', UNITS[2] + ",3号")
    reading = read(county, "企业名录.csv", HEAD, *rows)
    assert [one.found for one in quotes(reading)] == ["1号", CODES[1]]
    assert units(reading) == ["丙厂"]


def test_a_mark_in_a_column_amid_the_row(county):
    rows = [UNITS[0].replace("甲厂", '"甲厂'), UNITS[1].replace("乙厂", '乙厂"'), UNITS[2]]
    reading = read(county, "企业名录.csv", HEAD.removesuffix(",地址"), *rows)
    assert units(reading) == ["丙厂"]
    assert {one.unit for one in reading.data.unread} == set(CODES[:2])


def test_a_well_quoted_cell_that_holds_a_row(county):
    reading = read(county, "企业名录.csv", HEAD, f'{UNITS[0]},"1号\r\n{UNITS[1]},2号"')
    assert [one.found for one in quotes(reading)] == ["1号", CODES[1]]


def test_rows_of_units_without_codes_are_known_by_what_stands_in_their_columns(county):
    rows = (",甲厂,青石镇,1号", ',乙厂,青石镇,"2号', ',丙厂,青石镇,3号"', ",丁厂,青石镇,4号")
    reading = read(county, "企业名录.csv", "统一社会信用代码,企业名称,所属乡镇,地址", *rows)
    assert [one.found for one in quotes(reading)] == ["2号", "丙厂"]


@pytest.mark.parametrize("closes", ["", '"'])
def test_a_mark_in_the_header(county, closes):
    rows = (UNITS[0] + ",1号", UNITS[1] + ",2号" + closes, UNITS[2] + ",3号")
    reading = read(county, "企业名录.csv", HEAD.replace("地址", '"地址'), *rows)
    (error,) = reading.file_errors
    assert (error.code, error.row) == ("table.quotes", 1)
    assert not reading.tables["enterprises"].usable
    assert [one.found for one in quotes(reading)] == (list(CODES[:2]) if closes else [])


def test_a_title_whose_mark_swallows_the_header(county):
    reading = read(county, "台账.csv", '"名录', HEAD, UNITS[0] + ',1号"', UNITS[1] + ",2号")
    assert [(one.code, one.row) for one in reading.file_errors] == [("table.quotes", 1)]
    assert not reading.tables["enterprises"].usable


def test_marks_that_do_not_fit_the_cells_of_several_lines(county):
    reading = read(county, "企业名录.csv", HEAD, f'{UNITS[0]},"在\r\n东街"1号', UNITS[1] + ",2号")
    assert [one.column for one in quotes(reading)] == ["地址"]
    assert units(reading) == ["乙厂"]


@pytest.mark.parametrize(
    "text", ["1号\r\n二楼", "1号\n二楼,三楼", "甲,乙,丙,丁,戊,己\r\n庚", "a\r\n\r\nb,,,,,"]
)
def test_genuine_line_breaks_stay_right(county, text):
    (county / "data").mkdir(exist_ok=True)
    reading = read(county, "企业名录.csv", HEAD, f'{UNITS[0]},"{text}"', UNITS[1] + ",2号")
    assert (units(reading), quotes(reading)) == (["甲厂", "乙厂"], [])


def test_of_a_swallowed_person_nothing_is_repeated(county):
    person = "330298198001011211"
    rows = (UNITS[0] + ',"1号', UNITS[1].replace(CODES[1], person) + ',2号"', UNITS[2] + ",3号")
    reading = read(county, "企业名录.csv", HEAD, *rows)
    assert len(quotes(reading)) == 2
    assert not any(person in str(one) or "乙厂" in str(one) for one in quotes(reading))


@pytest.mark.parametrize("first", [0, 1])
def test_the_lines_behind_an_open_mark_are_counted(county, first):
    whole = [record("R1", CODES[0])][:first]
    lines = [*whole, record("R2", CODES[1], '"d2'), record("R3", CODES[2]), "", record("R4", "x")]
    reading = read(county, "credit_records.csv", RECORDS, *lines)
    (error,) = reading.file_errors
    assert (error.code, error.row) == ("table.quotes", 2 + first)
    assert "（共 3 行）" in error.expected.zh
    assert "(3 lines)" in error.expected.en
    table = reading.tables["credit_records"]
    assert (table.read, len(table.rows), table.usable) == (3 + first, first, False)
    assert "table.empty" not in [one.code for one in reading.told]


@pytest.mark.parametrize("closes", ['"R4', 'R4"'])
def test_the_row_that_opens_a_mark_in_its_first_cell_is_a_row_too(county, closes):
    (county / "data").mkdir(exist_ok=True)
    rows = [record('"R2', CODES[0]), record("R3", CODES[1]), record(closes, CODES[2])]
    reading = read(county, "credit_records.csv", RECORDS, *rows, record("R5", CODES[2]))
    assert [(one.column, one.found) for one in quotes(reading)] == [
        ("id", "R2"),
        ("id", "R3"),
        ("id", "R4"),
    ]
    assert [one.unit for one in reading.data.unread] == list(CODES)
    assert [one.id for one in reading.data.records] == ["R5"]


def test_a_mark_before_the_code_leaves_its_unit_known(county):
    rows = [record("R2", '"' + CODES[0]), record("R3", CODES[1]), record("R4", CODES[2] + '"')]
    reading = read(county, "credit_records.csv", RECORDS, *rows)
    assert next((one.column, one.found) for one in quotes(reading)) == ("subject", CODES[0])
    assert [one.unit for one in reading.data.unread] == list(CODES)


def test_each_row_that_was_lost_is_counted(county, capsys):
    (county / "data" / "企业.csv").write_text("\n".join([HEAD, *(f"{one},x" for one in UNITS)]))
    rows = [record("R1", CODES[0], '"d1'), record("R2", CODES[1]), record("R3", CODES[2], 'd3"')]
    reading = read(county, "credit_records.csv", RECORDS, *rows)
    assert reading.tables["credit_records"].refused_rows == 3
    out = str(county / "out")
    assert main(["check", str(county), "--out", out, "--language", "zh"]) == 3
    assert "拒收 3 行" in capsys.readouterr().out
    assert main(["assess", str(county), "--year", "2023", "--out", out, "--language", "zh"]) == 3
    assert "有 3 行未能读入或待核，所涉 3 个单位不予评价" in capsys.readouterr().out
