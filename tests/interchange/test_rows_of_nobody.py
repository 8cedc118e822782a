"""A row whose unit nobody knows never leaves the units that it may be of with a grade."""

from __future__ import annotations

import pytest
from nanping import begun

from qualitygov import Context, assess_county, read_county
from qualitygov.cli import main

ONE, TWO, THREE = "91330298MACKE5RRXX", "91330298MALXQYCP0M", "91330298MAW84R0M8L"
REGISTER = ["统一社会信用代码", "企业名称", "所属乡镇", "地址", "登记状态", "成立日期"]
RECORDS = [
    "记录编号", "主体代码", "记录类别", "程度", "发生日期", "认定日期", "获知日期", "来源文书",
]  # fmt: skip
PENALTIES = [
    "行政相对人名称", "行政相对人代码_1(统一社会信用代码)", "行政处罚决定书文号", "违法事实", "处罚依据", "处罚类别",
    "罚款金额（万元）", "处罚决定日期", "处罚机关",
]  # fmt: skip


@pytest.fixture
def county(tmp_path):
    begun(tmp_path)
    towns = [["330298101", "青石镇", "Qingshi"], ["330298102", "大河镇", "Dahe"]]
    table(
        tmp_path,
        "towns.csv",
        [["code", "name.zh", "name.en", "parent"], *([*one, "330298"] for one in towns)],
    )
    units = [
        [ONE, "便民商店", "青石镇", "青石镇1号", "存续", "2014-3-5"],
        [TWO, "便民商店", "大河镇", "大河镇2号", "存续", "2014-3-5"],
        [THREE, "清溪食品厂", "大河镇", "大河镇3号", "存续", "2014-3-5"],
    ]
    table(tmp_path, "企业.csv", [REGISTER, *units])
    return tmp_path


def table(county, name, rows):
    lines = "\r\n".join(",".join(row) for row in rows)
    (county / "data" / name).write_text(lines, encoding="utf-8-sig")


def record(number, unit, *, kind="行政处罚", severity="一般", day="2023-3-1"):
    return [f"J{number}", unit, kind, severity, day, day, day, f"南市监〔2023〕{number}号"]


def penalty(number, name, code="", day="2023-4-1"):
    return [name, code, f"南{number}号", "x", "法", "吊销许可证件", "", day, "局"]


def open_units(county, year=2023):
    """The units that are not assessed, and whether nothing is left open."""
    reading = read_county(county)
    assessment = assess_county(reading.data, Context.of_year(reading.rulebook, year))
    found = {one.code for one in assessment.credit if not assessment.assessed(one.code)}
    return found, assessment.whole


# Rows kept for review


def test_every_candidate_of_a_row_for_review_is_open(county):
    table(county, "双公示行政处罚.csv", [PENALTIES, penalty(1, "便民商店")])
    assert open_units(county) == ({ONE, TWO}, False)


def test_the_only_candidate_of_an_abbreviation_is_open(county):
    table(county, "双公示行政处罚.csv", [PENALTIES, penalty(1, "清溪食品")])
    assert open_units(county) == ({THREE}, False)


def test_a_row_for_review_that_is_wrong_besides_leaves_its_candidates_open(county):
    table(county, "双公示行政处罚.csv", [PENALTIES, penalty(1, "便民商店", day="2023-13-1")])
    assert open_units(county) == ({ONE, TWO}, False)


def test_a_row_for_review_of_a_later_year_leaves_its_candidates_assessed(county):
    table(county, "双公示行政处罚.csv", [PENALTIES, penalty(1, "便民商店", day="2024-4-1")])
    assert open_units(county)[0] == set()


def test_a_row_that_somebody_decided_leaves_the_other_unit_assessed(county):
    table(county, "双公示行政处罚.csv", [PENALTIES, penalty(1, "便民商店", ONE)])
    assert open_units(county) == (set(), True)


# Rows whose unit cannot be read

GRAVE = {"severity": "严重"}
LOST = "9.13303E+17"


@pytest.mark.parametrize("unit", [LOST, "", ONE[:9], ONE.replace("K", "O")])
def test_a_record_of_nobody_stands_in_the_first_lines(county, capsys, unit):
    table(county, "credit_records.csv", [RECORDS, record(1, ONE), record(2, unit, **GRAVE)])
    assert open_units(county) == (set(), False)
    for command in (["check", str(county)], ["assess", str(county), "--year", "2023"]):
        assert main([*command, "--language", "zh"]) == 3
        lines = [line for line in capsys.readouterr().out.splitlines() if line]
        at = lines.index("信用记录有 1 行不知属于哪个单位，未计入任何单位：")
        assert at < 3
        assert lines[at + 1].startswith("  credit_records.csv 第 3 行“主体代码”：")
    main(["check", str(county), "--language", "en"])
    first = capsys.readouterr().out.splitlines()[0]
    assert first == "1 row(s) of credit records belong to nobody, and count for no unit:"


@pytest.mark.parametrize(
    ("header", "cell", "units"),
    [
        ("企业名称", "清溪食品厂", {THREE}),
        ("企业名称", "便民商店", {ONE, TWO}),
        ("企业名称", "别处的厂", set()),
        ("所属乡镇", "大河镇", {TWO, THREE}),
        ("注册号", "330298344947287", {ONE}),
        ("注册号", "330298344947288", set()),
        ("备注", THREE[:17], {THREE}),
    ],
)
def test_the_units_that_the_other_cells_leave_possible_are_not_assessed(
    county, header, cell, units
):
    register = [
        [*REGISTER, "注册号"],
        [ONE, "便民商店", "青石镇", "青石镇1号", "存续", "2014-3-5", "330298344947287"],
        [TWO, "便民商店", "大河镇", "大河镇2号", "存续", "2014-3-5", ""],
        [THREE, "清溪食品厂", "大河镇", "大河镇3号", "存续", "2014-3-5", ""],
    ]
    table(county, "企业.csv", register)
    rows = [[*RECORDS, header], [*record(1, LOST, **GRAVE), cell]]
    table(county, "credit_records.csv", rows)
    assert open_units(county) == (units, False)


def test_a_record_of_nobody_of_a_unit_that_is_named_leaves_that_unit_open(county):
    rows = [penalty(1, "清溪食品厂", LOST), penalty(2, "别处的厂", LOST)]
    table(county, "双公示行政处罚.csv", [PENALTIES, *rows])
    assert open_units(county) == ({THREE}, False)


def test_a_record_of_nobody_is_of_no_town_so_that_it_widens_every_bound(county):
    table(county, "credit_records.csv", [RECORDS, record(1, LOST, **GRAVE)])
    reading = read_county(county)
    (lost,) = reading.data.unread
    assert (lost.town, lost.unit, lost.key, lost.row) == (None, None, None, 2)


# The first lines


def test_an_unknown_word_that_leaves_a_unit_open_stands_in_the_first_lines(county, capsys):
    table(county, "credit_records.csv", [RECORDS, record(1, ONE, kind="行政处分"), record(2, TWO)])
    assert open_units(county) == ({ONE}, False)
    assert main(["assess", str(county), "--year", "2023", "--language", "zh"]) == 3
    lines = [line for line in capsys.readouterr().out.splitlines() if line and "sha256" not in line]
    assert lines[1] == "有 1 行未能读入或待核，所涉 1 个单位不予评价："
    assert lines[2].startswith("  credit_records.csv 第 2 行“记录类别”：")
    assert "行政处分" in "".join(line.strip() for line in lines[2:4])


def test_nothing_stands_before_the_towns_where_everything_was_read(county, capsys):
    table(county, "credit_records.csv", [RECORDS, record(1, ONE)])
    assert main(["assess", str(county), "--year", "2023", "--language", "zh"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line and "sha256" not in line]
    assert lines[1].startswith("乡镇排名")
