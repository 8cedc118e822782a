"""Tables as towns write them: every spelling read, every bad row named, no good one lost."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import attrs
import marshmallow
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualitygov.codes import credit_code
from qualitygov.core import check
from qualitygov.core.cells import is_null
from qualitygov.core.fields import about
from qualitygov.core.kinds import kind_of
from qualitygov.core.schema import schema_for
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.enterprise import Certification, Enterprise
from qualitygov.errors import Problem
from qualitygov.inspection import InspectionSample
from qualitygov.inspection.items import SampleItem
from qualitygov.interchange import Children, read_table
from qualitygov.publication import EnforcementCase
from qualitygov.text import Text

CODE = "91330299MA2837B62L"


class Size(Vocabulary):
    SMALL = "small", "小", "small one"
    LARGE = "large", "大", "large one"


@attrs.frozen(kw_only=True)
class Thing:
    """A thing with a field of every plain type."""

    id: str = attrs.field(
        validator=check.filled(), metadata=about("编号", "number", headers=("thing_no",))
    )
    on: date | None = attrs.field(default=None, metadata=about("日期", "day"))
    at: datetime | None = attrs.field(default=None, metadata=about("时间", "moment"))
    amount: Decimal | None = attrs.field(
        default=None, validator=check.optional(check.at_least(0)), metadata=about("金额", "amount")
    )
    count: int = attrs.field(default=0, metadata=about("数量", "count"))
    yes: bool = attrs.field(default=False, metadata=about("是否", "yes"))
    size: Size = attrs.field(default=Size.SMALL, metadata=about("大小", "size"))
    name: Text | None = attrs.field(default=None, metadata=about("名称", "name"))
    slug: str | None = attrs.field(
        default=None,
        validator=check.optional(check.matching("[a-z]+", Text("小写", "lower case"))),
        metadata=about("标识", "slug"),
    )


def table(folder, *rows, name="things.csv", encoding="utf-8"):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path = Path(folder) / name
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def paths(entries):
    """Where each entry is, and what code it has: ``file:row:field``."""
    return [":".join(str(p) for p in (e.file, e.row, e.field) if p is not None) for e in entries]


def one(folder, column, cell, cls=Thing):
    reading = read_table(table(folder, ["id", column], ["A1", cell]), cls)
    return reading, (getattr(reading.rows[0], column) if reading.rows else None)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2018-7-27", date(2018, 7, 27)),
        ("2018-07-27", date(2018, 7, 27)),
        ("2017-5-31 11:34:43", date(2017, 5, 31)),
        ("20180727", date(2018, 7, 27)),
        ("2018/7/27", date(2018, 7, 27)),
        ("2018年7月27日", date(2018, 7, 27)),
        ("43308", date(2018, 7, 27)),
        ("２０１８－７－２７", date(2018, 7, 27)),
        ("9999-9-9", None),
        (" 2018-7-27 ", date(2018, 7, 27)),
        ("", None),
        ("\\N", None),
        ("\\n", None),
        ("-", None),
        ("/", None),
        ("无", None),
    ],
)
def test_days_in_every_spelling(tmp_path, cell, expected):
    reading, found = one(tmp_path, "on", cell)
    assert (found, reading.refused, reading.read) == (expected, (), 1)


@attrs.frozen(kw_only=True)
class Deed:
    """A thing that happened."""

    id: str = attrs.field(validator=check.filled(), metadata=about("编号", "number"))
    on: date | None = attrs.field(default=None, metadata=about("日期", "day", role="own"))


@pytest.mark.parametrize("cell", ["长期", "永久", "9999-12-31", "99991231"])
def test_what_happened_did_so_on_a_day(tmp_path, cell):
    reading, _ = one(tmp_path, "on", cell, Deed)
    assert paths(reading.refused) == ["things.csv:2:on"]
    assert one(tmp_path, "on", cell)[1] is None  # a day of any other kind has no end


@pytest.mark.parametrize(
    "cell", ["2018-13-01", "2018-2-30", "昨天", "7-27", "123", "2018", "99999999"]
)
def test_days_that_are_none_are_refused_and_not_guessed(tmp_path, cell):
    reading, _ = one(tmp_path, "on", cell)
    (entry,) = reading.refused
    assert paths(reading.refused) == ["things.csv:2:on"]
    assert (entry.expected.en, entry.found) == ("expected a date YYYY-MM-DD", cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2016-5-1 9:05", datetime.fromisoformat("2016-05-01T09:05")),
        ("2016年5月1日 23:59:01", datetime.fromisoformat("2016-05-01T23:59:01")),
        ("2016-05-01T09:05", datetime.fromisoformat("2016-05-01T09:05")),
        ("", None),
    ],
)
def test_moments(tmp_path, cell, expected):
    assert one(tmp_path, "at", cell)[1] == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1234.50", "1234.50"),
        ("1,234.5", "1234.5"),
        ("１２３４", "1234"),
        ("12万元", "120000"),
        ("1.5万", "15000"),
        ("300元", "300"),
        ("+7", "7"),
        ("0012", "12"),
        ("1 234", "1234"),
    ],
)
def test_numbers_in_every_spelling(tmp_path, cell, expected):
    assert one(tmp_path, "amount", cell)[1] == Decimal(expected)


@pytest.mark.parametrize("cell", ["1,23", "12,34,567", "1e3x", "约100", "1.2.3", "-1", "Infinity"])
def test_numbers_that_are_none_or_too_small(tmp_path, cell):
    reading, _ = one(tmp_path, "amount", cell)
    assert paths(reading.refused) == ["things.csv:2:amount"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("是", True),
        ("否", False),
        ("Y", True),
        ("n", False),
        ("true", True),
        ("FALSE", False),
        ("1", True),
        ("0", False),
        ("有", True),
        ("", False),
    ],
)
def test_flags(tmp_path, cell, expected):
    assert one(tmp_path, "yes", cell)[1] is expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("large", Size.LARGE), ("大", Size.LARGE), ("large one", Size.LARGE), ("小", Size.SMALL)],
)
def test_words_by_value_or_label(tmp_path, cell, expected):
    assert one(tmp_path, "size", cell)[1] is expected


@pytest.mark.parametrize(
    "cell",
    [
        CODE.lower(),
        f" {CODE[:8]} {CODE[8:]} ",
        "".join(chr(ord(char) + 0xFEE0) for char in CODE),
        f"{CODE[:4]}-{CODE[4:]}",
    ],
)
def test_codes_in_every_spelling(tmp_path, cell):
    path = table(tmp_path, ["code", "name", "town"], [cell, "某厂（分厂）", "３３０２９９１０１"])
    (unit,) = read_table(path, Enterprise).rows
    assert (unit.code, unit.town) == (CODE, "330299101")


GOVERNMENT = [
    (
        ["uni_social_crd_cd", "comp_nm", "opt_strict", "indv_code", "est_dt", "legal_repre"],
        "legal_representative",
    ),
    (
        [
            "统一社会信用代码",
            "企业名称（字号名称）",
            "生产经营地所在行政区划",
            "行业代码",
            "成立日期",
            "法定代表人(经营者姓名)",
        ],
        "legal_representative",
    ),
    (
        [
            "unified social credit code",
            "name",
            "town code",
            "industry",
            "registered on",
            "legal representative",
        ],
        "legal_representative",
    ),
]


@pytest.mark.parametrize(("header", "field"), GOVERNMENT)
@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_headers_of_real_tables_in_any_order_and_encoding(tmp_path, header, field, order, encoding):
    row = [CODE, "清溪食品厂", "330299101", "C1310", "2013-5-6", "张三"]
    path = table(tmp_path, [*header[::order], "多余列"], [*row[::order], "x"], encoding=encoding)
    reading = read_table(path, Enterprise)
    (unit,) = reading.rows
    assert (unit.name, unit.registered_on, getattr(unit, field)) == (
        "清溪食品厂",
        date(2013, 5, 6),
        "张三",
    )
    (spare,) = reading.unknown_columns
    assert (spare.code, spare.column, reading.refused) == ("table.column", "多余列", ())


def test_other_tables_of_the_same_platform(tmp_path):
    certificates = table(
        tmp_path,
        ["cert_no", "证书类别", "hold_cert_cd", "town", "start_dt", "end_dt", "issure_org"],
        ["Z1", "绿色食品", CODE, "330299101", "2014-1-10", "9999-9-9", "农业部"],
    )
    (certificate,) = read_table(certificates, Certification).rows
    assert (certificate.expires_on, certificate.authority) == (None, "农业部")
    penalties = table(
        tmp_path,
        [
            "admin_punish_doc",
            "uni_social_crd_cd",
            "企业名称",
            "town",
            "案件名称",
            "illegal_fact",
            "law_basis",
            "punish_type",
            "punish_money",
            "set_time",
            "known_on",
            "authority",
            "legal_per",
        ],
        [
            "罚1号",
            CODE,
            "某厂",
            "330299101",
            "案",
            "违法",
            "法",
            "罚款",
            "1.2万元",
            "2016/3/1",
            "2016-3-2",
            "县局",
            "张三",
        ],
    )
    (penalty,) = read_table(penalties, EnforcementCase).rows
    assert (penalty.fine, penalty.decided_on, penalty.penalty.value) == (
        Decimal(12000),
        date(2016, 3, 1),
        "fine",
    )


def test_several_errors_of_a_document_are_told_in_one_pass_and_good_rows_kept(tmp_path):
    path = table(
        tmp_path,
        ["id", "on", "count", "size", "slug"],
        ["A1", "2016-1-1", "3", "大", "ok"],
        ["A2", "never", "x", "huge", "NO"],
        ["", "", "", "", ""],
        ["A1", "", "", "", ""],
        ["A3", "", "5"],
        ["A4", "", "7", "", ""],
    )
    reading = read_table(path, Thing)
    assert [thing.id for thing in reading.rows] == ["A1", "A4"]
    assert (reading.read, reading.refused_rows) == (5, 3)
    assert [(e.row, e.expected.en) for e in reading.ignored] == [(4, "a blank row")]
    assert set(zip(paths(reading.refused), [e.code for e in reading.refused], strict=True)) == {
        ("things.csv:3:on", "field.type"),
        ("things.csv:3:count", "field.type"),
        ("things.csv:3:size", "field.word"),
        ("things.csv:3:slug", "field.form"),
        ("things.csv:5:id", "table.duplicate"),
        ("things.csv:6", "table.cells"),
    }
    assert all(entry.expected.zh != entry.expected.en for entry in reading.refused)


def test_a_table_without_a_required_column_or_with_one_twice_is_not_read(tmp_path):
    without = read_table(table(tmp_path, ["on"], ["2016-1-1"]), Thing)
    assert [(e.row, e.field, e.code) for e in without.file_errors] == [(1, "id", "table.column")]
    assert (without.rows, without.usable) == ((), False)
    twice = read_table(table(tmp_path, ["id", "编号", "on"], ["A1", "A2", ""]), Thing)
    assert (twice.rows, [e.column for e in twice.file_errors]) == ((), ["编号"])
    empty = read_table(table(tmp_path), Thing)
    assert ([e.code for e in empty.file_errors], empty.usable) == (["file.empty"], False)
    odd = tmp_path / "things.csv"
    odd.write_bytes(b"\xff\xfe\x00\x81")
    reading = read_table(odd, Thing)
    assert ([e.code for e in reading.file_errors], reading.usable) == (["table.header"], False)


def test_texts_in_two_columns(tmp_path):
    (thing,) = read_table(
        table(tmp_path, ["id", "name.zh", "name.en"], ["A1", "甲", "A"]), Thing
    ).rows
    assert thing.name == Text("甲", "A")
    assert (
        read_table(table(tmp_path, ["id", "name.zh", "name.en"], ["A1", "", ""]), Thing)
        .rows[0]
        .name
        is None
    )
    (half,) = read_table(
        table(tmp_path, ["id", "name.zh", "name.en"], ["A1", "", "A"]), Thing
    ).refused
    assert (half.row, half.field) == (2, "name.zh")


def test_a_text_in_chinese_alone_is_the_same_in_both_languages(tmp_path):
    for header, row in (
        (["id", "name.zh", "name.en"], ["A1", "甲", ""]),
        (["id", "name.zh"], ["A1", "甲"]),
    ):
        (thing,) = read_table(table(tmp_path, header, row), Thing).rows
        assert thing.name == Text("甲", "甲")


def test_a_code_that_fails_a_check_is_kept_with_a_warning_and_refused_when_strict(tmp_path):
    failing = CODE[:17] + ("0" if CODE[17] != "0" else "1")
    other = "91110000600037341L"
    path = table(
        tmp_path,
        ["code", "name", "town"],
        [failing, "某厂", "330299101"],
        [other, "好厂", "330299101"],
    )
    kept, strict = read_table(path, Enterprise), read_table(path, Enterprise, strict=True)
    told = [entry for entry in kept.told if entry.code == "code.check"]
    assert ([unit.code for unit in kept.rows], len(told)) == ([failing, other], 1)
    assert ([unit.code for unit in strict.rows], len(strict.refused)) == ([other], 1)
    assert credit_code.calc_check_digit(CODE) in told[0].expected.en


def samples(folder, *items):
    header = [
        "id",
        "subject",
        "town",
        "domain",
        "stage",
        "product",
        "sampled_on",
        "reported_on",
        "known_on",
        "document",
    ]
    rows = [
        [
            f"S{n}",
            CODE,
            "330299101",
            "food",
            "production",
            "米",
            "2016-1-4",
            "2016-1-9",
            "2016-1-9",
            "检1",
        ]
        for n in (1, 2)
    ]
    main = table(folder, header, *rows, name="samples.csv")
    child = table(folder, ["sample", "name", "value", "limit", "stated"], *items, name="items.csv")
    return read_table(
        main, InspectionSample, children=(Children("items", child, SampleItem, "sample"),)
    )


def test_child_rows_join_their_parents(tmp_path):
    reading = samples(
        tmp_path,
        ["S2", "铅", "0.1", "0.2", ""],
        ["S1", "镉", "0.1", "0.2", ""],
        ["S1", "菌落", "", "", "合格"],
    )
    assert (reading.refused, reading.file_errors) == ((), ())
    assert [[item.name for item in sample.items] for sample in reading.rows] == [
        ["镉", "菌落"],
        ["铅"],
    ]


def test_a_bad_child_refuses_its_parent_and_an_orphan_is_named(tmp_path):
    reading = samples(
        tmp_path,
        ["S1", "", "0.1", "0.2", ""],
        ["S2", "铅", "0.1", "0.2", ""],
        ["S9", "铅", "0.1", "0.2", ""],
    )
    assert [sample.id for sample in reading.rows] == ["S2"]
    told = dict(zip(paths(reading.refused), reading.refused, strict=True))
    assert set(told) == {"items.csv:2:name", "samples.csv:2:items", "items.csv:4:sample"}
    assert "items.csv 第 2 行" in told["samples.csv:2:items"].expected.zh
    assert "items.csv row 2" in told["samples.csv:2:items"].expected.en
    assert told["items.csv:4:sample"].found == "S9"


def test_a_child_table_without_its_key_is_told(tmp_path):
    main = table(tmp_path, ["id"], ["A1"], name="m.csv")
    child = table(tmp_path, ["name", "stated"], ["铅", "合格"], name="c.csv")
    reading = read_table(main, Thing, children=(Children("slug", child, SampleItem, "thing"),))
    assert [(e.file, e.field) for e in reading.file_errors] == [("c.csv", "thing")]


def test_a_row_check_may_warn_or_refuse(tmp_path):
    def check(thing):
        yield Problem("x.note", "count", str(thing.count), Text("注意", "mind"), "warning")
        if thing.count > 3:
            yield Problem("x.many", "count", str(thing.count), Text("太多", "too many"))

    reading = read_table(
        table(tmp_path, ["id", "count"], ["A1", "3"], ["A2", "4"]), Thing, check=check
    )
    assert [thing.id for thing in reading.rows] == ["A1"]
    told = [entry for entry in reading.told if entry.code == "x.note"]
    assert (paths(told), paths(reading.refused)) == (
        ["things.csv:2:count", "things.csv:3:count"],
        ["things.csv:3:count"],
    )


CELLS = st.fixed_dictionaries(
    {
        "on": st.sampled_from(["", "2016-1-2", "20160102", "x", "无"]),
        "count": st.sampled_from(["1", "1,000", "1.5", "-", "二"]),
        "amount": st.sampled_from(["", "0.50", "-3", "１２", "2万元"]),
        "yes": st.sampled_from(["是", "否", "maybe", ""]),
        "size": st.sampled_from(["大", "small", "huge"]),
        "slug": st.sampled_from(["abc", "", "ABC"]),
    }
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(CELLS, min_size=1, max_size=6))
def test_the_short_way_reads_just_what_the_schema_reads(tmp_path, rows):
    header = ["id", *rows[0]]
    path = table(
        tmp_path,
        header,
        *([f"A{n}", *(row[column] for column in header[1:])] for n, row in enumerate(rows)),
    )
    reading = read_table(path, Thing)
    schema = schema_for(Thing)()
    kinds = {
        "on": date | None,
        "count": int,
        "amount": Decimal | None,
        "yes": bool,
        "size": Size,
        "slug": str | None,
    }
    expected, refused = [], set()
    for n, row in enumerate(rows):
        plain = {"id": f"A{n}"}
        for column, cell in row.items():
            kind = kinds[column]
            inner = next(
                (k for k in getattr(kind, "__args__", (kind,)) if k is not type(None)), kind
            )
            if is_null(cell):
                continue
            plain[column] = kind_of(inner).clean(cell)
        try:
            expected.append(schema.load(plain))
        except marshmallow.ValidationError as error:
            refused |= {(n + 2, problem.path) for problem in schema.problems(error)}
    assert list(reading.rows) == expected
    assert {(entry.row, entry.field) for entry in reading.refused} == refused


@given(st.dates(date(1983, 1, 1), date(2063, 12, 31)))
def test_every_spelling_of_a_day_is_the_same_day(day):
    clean = kind_of(date).clean
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    spellings = [
        day.isoformat(),
        f"{day.year}-{day.month}-{day.day}",
        f"{day:%Y%m%d}",
        str(serial),
        f"{day.year}年{day.month}月{day.day}日",
    ]
    assert {clean(spelling) for spelling in spellings} == {day.isoformat()}


@given(st.decimals(0, 10**9, places=3))
def test_thousands_separators_change_no_number(number):
    clean = kind_of(Decimal).clean
    assert Decimal(clean(f"{number:,}")) == Decimal(clean(str(number))) == number
    assert Decimal(clean(f"{number}万元")) == number * 10_000
