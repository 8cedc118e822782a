"""A small county whose rows are bad on purpose (错例县): each says what is wrong with it.

``examples/county-with-errors/generate.py`` writes it. A good row stands beside the bad ones, so that
one sees that nothing else is lost.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from qualitygov.codes import credit_code, organization_code

COUNTY = "330298"
TOWNS = (
    ("330298101", "一都镇", "Yidu"),
    ("330298102", "二都镇", "Erdu"),
    ("330298103", "三都镇", "Sandu"),
)
A, B, C = (code for code, *_ in TOWNS)
Rows = list[list[Any]]
Tables = dict[str, tuple[str, Rows]]


def _code(number: int) -> str:
    body = f"{number:08d}"
    inner = f"91{COUNTY}{body}{organization_code.calc_check_digit(body)}"
    return inner + credit_code.calc_check_digit(inner)


FIRMS = [_code(20_000_001 + 7 * number) for number in range(6)]


def _units() -> Tables:
    """Towns and enterprises."""
    names = ("食品厂", "电线厂", "水泥厂", "粮油店", "建筑公司", "检测设备厂")
    trades = ("C1310", "C3831", "C3011", "F5211", "E4710", "C4011")
    rows: Rows = [
        [
            FIRMS[n],
            f"一都{name}" if n < 4 else f"二都{name}",
            A if n < 4 else B,
            trades[n],
            "2012-03-01",
            "是",
        ]
        for n, name in enumerate(names)
    ]
    rows[1][4] = "20120301"  # read: a date as eight digits
    rows[2][0] = rows[2][0].lower()  # read: a code in lower case
    rows += [
        ["91330298MA28", "短码公司", A, "C1310", "2013-05-06", "否"],  # refused: too short
        [
            FIRMS[0],
            "重复公司",
            A,
            "C1310",
            "2013-05-06",
            "否",
        ],  # refused: the code is there already
        [
            _code(50_000_001),
            "外县公司",
            "330281101",
            "C1310",
            "2013-05-06",
            "否",
        ],  # refused: a town of another county
        [_code(50_000_002), "错日公司", B, "C1310", "2013-13-40", "否"],  # refused: no such day
        [_code(50_000_003), "", B, "X99", "2013-01-04", "也许"],  # refused: three fields at once
    ]
    return {
        "towns.csv": ("code,name.zh,name.en,parent", [[*town, COUNTY] for town in TOWNS]),
        "enterprises.csv": ("code,name,town,industry,registered_on,骨干企业", rows),
    }


def _of_firms() -> Tables:
    """What enterprises answer for."""
    first = FIRMS[0]
    return {
        "key_posts.csv": ("id,enterprise,post,valid_from", [["K1", first, "检验员", "2013-06-01"]]),
        "post_assessments.csv": (
            "post,person,year,assessed_on,result,document",
            [["K1", "赵某", 2016, "2015-12-01", "pass", "考核〔2016〕1号"]],  # refused, with its post: before its year began
        ),
        "excellence_assessments.csv": (
            "id,enterprise,year,assessor,assessed_on,known_on,score,document",
            [["X1", first, 2016, "self", "2016-05-04", "2016-05-05", 679, "评价报告1号"]],  # refused: the categories add up to 669
        ),
        "category_scores.csv": (
            "assessment,category,points",
            [["X1", "4.1", 80], ["X1", "4.2", 60], ["X1", "4.3", 60], ["X1", "4.4", 90], ["X1", "4.5", 70],
             ["X1", "4.6", 59], ["X1", "4.7", 250]],
        ),
        "standard_parts.csv": (
            "id,enterprise,number,level,role,issued_on,known_on",
            [["S1", first, "GB/T 1234-2016", "trade", "lead", "2016-03-01", "2016-03-08"]],  # refused: its number is a national one
        ),
        "batches.csv": (
            "id,enterprise,domain,product,made_on,shipped_on,origin,end_use",
            [["B1", first, "product", "糕点", "2016-03-01", "2016-03-05", "否", "否"]],
        ),
        "batch_links.csv": (
            "of,direction,batch,unit,recorded_on",
            [["B1", "down", "", "", "2016-03-05"]],  # refused, with its batch: names neither batch nor unit
        ),
        "adopted_standards.csv": (
            "id,enterprise,town,number,kind,adopted_on",
            [["A1", first, A, "GB 2760-2014", "national", "2015-06-01"],
             ["A2", first, A, "Q/HX 002-2015", "national", "2015-06-01"]],  # refused: its number is an enterprise's
        ),
        "award_applications.csv": (
            "id,town,subject,year,applied_on,document,published_on,granted_on,withdrawn_on,withdrawal_ground",
            [["Q1", A, first, 2016, "2016-04-05", "申报书", "", "", "2016-09-01", "other"]],  # refused: withdrawn, never granted
        ),
    }  # fmt: skip


def _credit() -> Tables:
    """Credit records and cases of listing."""
    header = "id,subject,kind,severity,happened_on,decided_on,known_on,source_document,authority"
    same = ["县局"]
    rows: Rows = [
        [
            "R1",
            FIRMS[0],
            "penalty",
            "general",
            "2016-05-01",
            "2016-05-03",
            "2016-05-04",
            "文号〇",
            *same,
        ],
        [
            "R2",
            FIRMS[0],
            "penalty",
            "general",
            "2016-05-01",
            "2016-04-01",
            "2016-05-02",
            "文号一",
            *same,
        ],  # refused: runs backward
        [
            "R3",
            FIRMS[0],
            "penalty",
            "",
            "2016-05-01",
            "2016-05-03",
            "2016-05-04",
            "文号二",
            *same,
        ],  # refused: no severity
        [
            "R1",
            FIRMS[1],
            "penalty",
            "general",
            "2016-05-01",
            "2016-05-03",
            "2016-05-04",
            "文号三",
            *same,
        ],  # refused: id twice
        [
            "R4",
            _code(77_000_001),
            "penalty",
            "general",
            "2016-05-01",
            "2016-05-03",
            "2016-05-04",
            "文号四",
            *same,
        ],  # named: nobody's
        [
            "R5",
            FIRMS[1],
            "scandal",
            "general",
            "2016-05-01",
            "2016-05-03",
            "2016-05-04",
            "文号五",
            *same,
        ],  # refused: unknown kind
        ["R6", FIRMS[1], "penalty", "general", "2016-05-01"],  # refused: cells are missing
    ]
    moves: Rows = [
        ["L1", "ground-found", "2016-05-03", "县局", "L1-1"],
        [
            "L1",
            "decided-to-list",
            "2016-05-06",
            "县局",
            "L1-2",
        ],  # refused, with its case: decided without notice
    ]
    return {
        "credit_records.csv": (header, rows),
        "cases.csv": ("id,subject,list_kind,legal_basis,ground", [["L1", FIRMS[0], "quality", "第四条", "failures-3"]]),
        "case_moves.csv": ("case,kind,day,authority,document", moves),
        "confirmations.csv": (
            "record,decision,decided_on,authority,document,reason",
            [["S1/fail", "dropped", "2016-04-08", "县局", "确认1号", ""]],  # refused: dropped without a reason
        ),
    }  # fmt: skip


def _quality() -> Tables:
    """Samples, works, surveys, water and figures."""
    header = "id,subject,town,domain,stage,product,category,sampled_on,reported_on,known_on,document,stated,severity"
    food = ["food", "production", "大米", "大米", "2016-03-01"]
    rows: Rows = [
        ["S1", FIRMS[0], A, *food, "2016-03-12", "2016-03-12", "检1", "不合格", "general"],
        [
            "S2",
            FIRMS[0],
            A,
            *food,
            "",
            "2016-03-12",
            "检2",
            "合格",
            "",
        ],  # refused: no day of delivery
        [
            "S3",
            FIRMS[0],
            A,
            *food,
            "2016-03-12",
            "2016-03-12",
            "检3",
            "合格",
            "",
        ],  # refused: the items say otherwise
        [
            "S4",
            FIRMS[0],
            A,
            "toys",
            *food[1:],
            "2016-03-12",
            "2016-03-12",
            "检4",
            "合格",
            "",
        ],  # refused: no such domain
    ]
    items: Rows = [
        ["S3", "铅", "0.5", "0.2", "mg/kg", "是"],
        ["S9", "铅", "0.1", "0.2", "mg/kg", "是"],  # refused: belongs to no sample
    ]
    works = "id,name,town,subject,completed_on,accepted_on,known_on,document,stated,affordable,dwellings,dwellings_accepted"
    return {
        "samples.csv": (header, rows),
        "sample_items.csv": ("sample,name,value,limit,unit,mandatory", items),
        "projects.csv": (
            works,
            [["P1", "户数有误工程", B, FIRMS[4], "2016-05-04", "2016-05-09", "2016-05-09", "验1", "合格", "是", 10, 12]],  # refused: 12 of 10
        ),
        "surveys.csv": (
            "id,town,trade,held_on,very_satisfied,satisfied,fair,dissatisfied,very_dissatisfied,remark",
            [["Q1", A, "F52", "2016-10-11", "-5", 60, 20, 5, 1, ""],  # refused: a negative count
             ["Q2", A, "H62", "2016-10-11", 40, 60, 20, 5, 1, ""]],  # the last column is unknown, and named
        ),
        "figures.csv": (
            "town,item,year,value,unit,source_document",
            [[A, "output-secondary", 2016, "12", "亿元", "年报"],
             [B, "output-secondary", 2016, "12", "箱", "年报"]],  # refused: no unit of money
        ),
        "water.csv": (
            "id,town,source,kind,measured_on,volume,items.ph,items.amonia",
            [["W1", A, "一都水库", "lake", "2016-05-08", "8万", "7.2", "0.3"]],  # refused: no such item of water
        ),
    }  # fmt: skip


def _authorities() -> Tables:
    """Complaints, hazards, laboratories, improvements and the tables of the year."""
    return {
        "complaints.csv": (
            "id,town,kind,registered_on,happened_on,subject,category,severity",
            [["T1", A, "food", "2016-05-01", "2016-04-28", FIRMS[0], "食品", "minor"]],
        ),
        "complaint_moves.csv": (
            "complaint,kind,day,authority,document",
            [["T1", "upheld", "2016-05-04", "市场监管所", "T1-1"]],  # refused, with its complaint: upheld before it was accepted
        ),
        "hazards.csv": (
            "id,subject,town,matter,level,found_on,ordered_on,rectified_on,document",
            [["Y1", FIRMS[2], A, "通道堵塞", "general", "2016-05-04", "2016-05-05", "2016-05-12", "隐患1号"]],
        ),  # refused: a column that decides, the grade, stands under an unknown name
        "laboratories.csv": (
            "id,town,name,accredited_from,accredited_to,turnaround",
            [["L1", C, "食品快检室", "2015-01-01", "2018-01-01", 1]],
        ),
        "laboratory_scope.csv": (
            "laboratory,category,item,method,valid_from,valid_to",
            [["L1", "food", "铅", "国家标准方法", "2016-01-01", "2015-01-01"]],  # refused, with its laboratory: ends first
        ),
        "test_requests.csv": (
            "id,town,category,requested_on,laboratory,reported_on",
            [["T8", C, "food", "2016-05-04", "", "2016-05-09"],  # refused: reported by nobody
             ["T9", C, "food", "2016-05-04", "L1", ""]],  # refused: asks for nothing
        ),
        "test_request_items.csv": ("request,item", [["T8", "铅"]]),
        "improvement_measures.csv": (
            "id,town,quality,matter,taken_on,measured_on,good_before,all_before,good_after,all_after,document",
            [["I1", C, "product", "包装", "2016-01-04", "2016-06-01", 9, 8, 8, 8, "改进评价1号"]],  # refused: 9 of 8
        ),
        "excuses.csv": (
            "for,kind,ref,period,reason,approved_by,approved_on,document",
            [[A, "target", "campaigns", "2016", "人员不足", A, "2016-12-20", "批1号"]],  # refused: excused by itself
        ),
        "returns.csv": (
            "owner,table,town,period,rows,filed_on,filed_by",
            [["330298101", "meetings", A, "2016-Q5", 2, "2017-01-06", "报表员"]],  # refused: no such quarter
        ),
    }  # fmt: skip


def write_all(folder: Path) -> None:
    """Write all tables."""
    folder.mkdir(parents=True, exist_ok=True)
    for tables in (_units(), _of_firms(), _credit(), _quality(), _authorities()):
        for name, (header, rows) in tables.items():
            with (folder / name).open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(header.split(","))
                writer.writerows(rows)
