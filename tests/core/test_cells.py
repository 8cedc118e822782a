"""Cells as offices write them: every spelling of one value, and nothing guessed of two."""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core import cells, units
from qualitygov.core.cells import capitals
from qualitygov.core.kinds import SCALARS
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import FieldError, MissingExtraError

DAYS = st.dates(date(1982, 1, 8), date(2064, 3, 31))
FULL_WIDTH = str.maketrans("0123456789-.,", "０１２３４５６７８９－．，")


# Nothing


@pytest.mark.parametrize(
    "cell",
    [
        "",
        " ",
        "\u3000",
        "-",
        "－",
        "—",
        "——",
        "--",
        "_",
        "__",
        "/",
        "／",
        "无",
        "NULL",
        "null",
        r"\N",
        "NaN",
        "nan",
        "NA",
        "N/A",
        "#N/A",
        "None",
    ],
)
def test_signs_for_nothing(cell):
    assert cells.is_null(cell)


@pytest.mark.parametrize("cell", ["0", "-999", "Na", "na", "无公害", "-1", "/25g", "O", "*"])
def test_what_is_something(cell):
    assert not cells.is_null(cell)


# Days


@pytest.mark.parametrize(
    "cell",
    [
        "2014/3/5",
        "20140305",
        "20140305.0",
        "2014年3月5日",
        "2014 年 3 月 5 日",
        "14-3-5",
        "41703",
        "41703.0",
        "41703.68",
        "2014.3.5",
        "２０１４－０３－０５",
        "2014-3-5 11:34:43",
        "14年3月5日",
        "2014-03-05T16:20:00",
        "2014/3/5 0:00",
        "2014年3月5日16时20分",
        "201403051120",
        "2014. 3. 5",
        "2014年3月5日 下午 4:20",
        "二〇一四年三月五日",
        "2014年03月05号",
        "14/3/5",
        "14.3.5",
    ],
)
def test_one_day_in_every_spelling(cell):
    assert cells.day(cell) == "2014-03-05" == cells.days(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "3/5/2014",
        "5-3-2014",
        "03-05-14",
        "03/05/14",
        "14/03/05",
        "8-11-25",
        "45-3-5",
        "68-3-5",
        "2014-3-5 25:00",
        "2014-3-5 9:75",
        "140305",
        "1403",
        "2014",
        "99999999",
        "2014-3-5x",
        "①②",
        "2014¹-3-5",
        "2014-3-5-6",
        "昨天",
        "2014年3月",
        "41703号",
        "2014.1",
    ],
)
def test_what_could_be_two_days_or_none_is_no_day(cell):
    with pytest.raises((FieldError, ValueError, TypeError)):
        SCALARS[date].parse(cells.day(cell))


@pytest.mark.parametrize("cell", ["2014-13-05", "2014-02-29", "20140231", "14-2-30"])
def test_a_day_that_no_calendar_has_is_refused(cell):
    with pytest.raises(ValueError, match=r"day|month"):
        SCALARS[date].parse(cells.day(cell))


def test_years_of_two_digits_where_the_conventions_agree():
    found = {year: cells.day(f"{year:02d}年3月5日") for year in (0, 29, 30, 68, 69, 99)}
    assert found == {
        0: "2000-03-05",
        29: "2029-03-05",
        30: "30年3月5日",
        68: "68年3月5日",
        69: "1969-03-05",
        99: "1999-03-05",
    }


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("14-03-05", "2014-03-05"), ("16-11-20", "2016-11-20"), ("08-3-5", "2008-03-05")],
)
def test_a_short_year_is_read_where_the_last_number_can_be_no_year(cell, expected):
    assert cells.day(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "长期",
        "长期有效",
        "永久",
        "无固定期限",
        "9999-9-9",
        "9999-12-31",
        "9999年12月31日",
        "99991231",
    ],
)
def test_no_end(cell):
    assert cells.day(cell) is None


@given(DAYS)
def test_every_day_is_the_same_day_in_every_spelling(day):
    y, m, d = day.year, day.month, day.day
    spellings = [
        f"{y}-{m}-{d}",
        f"{y}/{m:02d}/{d:02d}",
        f"{y}.{m}.{d}",
        f"{y}年{m}月{d}日",
        f"{y} 年 {m} 月 {d} 日",
        f"{y}{m:02d}{d:02d}",
        f"{y}-{m}-{d} 23:59:59",
        f"{y}-{m}-{d}".translate(FULL_WIDTH),
        str((day - date(1899, 12, 30)).days),
        f"{(day - date(1899, 12, 30)).days}.0",
        f"{day}T04:05:00",
    ]
    assert {cells.day(spelling) for spelling in spellings} == {day.isoformat()}


@given(DAYS, st.sampled_from("-/."), st.booleans())
def test_a_short_year_is_never_another_day(day, sign, padded):
    width = 2 if padded else 1
    cell = f"{day.year % 100:02d}{sign}{day.month:0{width}d}{sign}{day.day:0{width}d}"
    assert cells.day(cell) in (day.isoformat(), cell)


@given(st.text("0123456789-/.年月日:：至～ TZ长期个天一二十〇", max_size=24))
def test_cleaning_never_fails_and_twice_is_once(cell):
    for clean in (cells.days, cells.number, cells.whole, cells.moment, cells.written_term):
        once = clean(cell)
        assert clean(once) == once
    once = cells.day(cell)
    assert once is None or cells.day(once) == once


# Months, spans and terms


@pytest.mark.parametrize(
    "cell", ["2014-03", "2014-3", "2014年3月", "2014/3", "2014 年 03 月份", "2014.03"]
)
def test_one_month_in_every_spelling(cell):
    assert cells.day(cell) == "2014-03" == cells.month(cell) == cells.days(cell)


@pytest.mark.parametrize("cell", ["2014-0", "2014-13", "2014.1", "201403", "3月", "2014-3-"])
def test_what_is_no_month(cell):
    assert cells.month(cell) is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2014-3-5至3-9", "2014-03-05/2014-03-09"),
        ("2023-6-1至6-5", "2023-06-01/2023-06-05"),
        ("2023年6月1日至5日", "2023-06-01/2023-06-05"),
        ("2023.6.1-2023.6.5", "2023-06-01/2023-06-05"),
        ("2023-06-01～2023-06-05", "2023-06-01/2023-06-05"),
        ("2023年3月至5月", "2023-03-01/2023-05-31"),
        ("2022-12-30至2023-1-2", "2022-12-30/2023-01-02"),
        ("2023-06-01/2023-06-05", "2023-06-01/2023-06-05"),
        ("2023年", "2023"),
    ],
)
def test_spans(cell, expected):
    assert cells.days(cell) == expected


@pytest.mark.parametrize(
    "cell",
    ["2023-12-28至1-3", "2023-6-5至6-1", "2024-03-05-12", "2023-6-1至", "至2023-6-1", "6-1至6-5"],
)
def test_spans_that_run_backward_or_could_be_two_are_left(cell):
    assert cells.days(cell) == cell


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("5年", "5 years"),
        ("五年", "5 years"),
        ("1年", "1 year"),
        ("18个月", "18 months"),
        ("十八个月", "18 months"),
        ("1年6个月", "1 year 6 months"),
        ("90天", "90 days"),
        ("5 年", "5 years"),
        ("2014年", None),
        ("5", None),
        ("0年", None),
        ("3月", None),
        ("年", None),
        ("长期", None),
    ],
)
def test_terms(cell, expected):
    assert cells.term(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("购进日期：2025/4/12", ("购进日期", "2025/4/12")),
        ("检疫日期: 2025-4-12 10:00", ("检疫日期", "2025-4-12 10:00")),
        ("加工日期：　2025年4月12日", ("加工日期", "2025年4月12日")),
        ("2025-4-12 10:00", None),
        ("购进日期：", None),
        ("购进", None),
    ],
)
def test_labels_before_a_day(cell, expected):
    assert cells.labelled(cell) == expected


@pytest.mark.parametrize(
    ("value", "fmt", "expected"),
    [
        (date(2014, 3, 1), "yyyy-mm", "2014-03"),
        (datetime.fromisoformat("2014-03-01"), 'yyyy"年"m"月";@', "2014-03"),
        (date(2014, 3, 1), "yyyy/m/d", "2014-03-01"),
        (datetime.fromisoformat("2014-03-01T09:05"), "yyyy/m/d h:mm", "2014-03-01T09:05:00"),
        (date(2014, 3, 1), 'yyyy-mm-"d"', "2014-03"),
        (date(2014, 3, 1), "[$-804]yyyy/m/d", "2014-03-01"),
        (Decimal("0.955"), "0%", "95.5%"),
        (Decimal("1E+2"), "General", "100"),
        (3, "0.00%", "300%"),
        (3, '0"%"', "3"),
    ],
)
def test_what_a_cell_shows(value, fmt, expected):
    assert cells.shown(value, fmt) == expected


# Numbers


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1.2×10^4", "12000"),
        ("2.0×10⁵", "200000"),
        ("1.2x10^4", "12000"),
        ("1.2E+4", "12000"),
        ("5×10⁻³", "0.005"),
        ("10^4", "10000"),
        ("１，２３４．５", "1234.5"),
        ("人民币壹万贰仟元整", "12000"),
        ("叁佰零伍元肆角贰分", "305.42"),
        ("1.2万元", "12000"),
        ("3亿元", "300000000"),
        ("¥3,000.00", "3000"),
        ("3000元整", "3000"),
        ("12000元（人民币壹万贰仟元整）", "12000"),
        ("2,000.50元（大写：贰仟元伍角）", "2000.5"),
        ("1 234", "1234"),
        ("-5", "-5"),
    ],
)
def test_numbers(cell, expected):
    assert cells.number(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "1.2×104倍",
        "500±15",
        "3 4",
        "12,34",
        "1.2.3",
        "①",
        "½",
        "12000元（壹万叁仟元整）",
        "12%",
        "约5",
        "5~6",
        "壹万贰仟",
        "12美元",
        "10^",
        "^4",
        "1×10^4^2",
        "1e9999",
        "0x10",
        "万",
    ],
)
def test_what_is_no_number_stays_and_is_refused(cell):
    with pytest.raises((FieldError, ArithmeticError)):
        SCALARS[Decimal].parse(cells.number(cell))


@given(st.decimals(0, 10**9, places=2), st.booleans(), st.booleans())
def test_every_number_is_the_same_number_in_every_spelling(value, wide, grouped):
    text = f"{value:,}" if grouped else f"{value:f}"
    assert Decimal(cells.number(text.translate(FULL_WIDTH) if wide else text)) == value
    assert Decimal(cells.number(f"{text}万元")) == value * 10_000
    assert Decimal(cells.number_in("10,000 yuan")(text)) == value


CAPITALS, PLACES = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")


def in_capitals(number):
    """Write a number below 10^12 in capitals, by the rule of the banks."""
    text, gap = "", False
    for at in range(11, -1, -1):
        digit = number // 10**at % 10
        if digit:
            text += ("零" if gap and text else "") + CAPITALS[digit] + PLACES[at % 4]
        gap = gap or not digit if text else False
        gap = False if digit else gap
        if at % 4 == 0 and at and number // 10**at % 10_000:
            text += "亿" if at == 8 else "万"
    return text


@given(st.integers(1, 10**12 - 1))
def test_capitals_are_read_back(number):
    assert capitals.whole(in_capitals(number)) == number
    assert capitals.amount(f"人民币{in_capitals(number)}元整") == number


@pytest.mark.parametrize(
    ("unit", "written", "cell", "expected"),
    [
        ("yuan", "万元", "1.2", "12000"),
        ("yuan", "万元", "300元", "300"),
        ("yuan", "亿元", "2", "200000000"),
        ("10,000 yuan", None, "12", "12"),
        ("10,000 yuan", None, "5000元", "0.5"),
        ("万元", "元", "5000", "0.5"),
        ("yuan", None, "1,000.50", "1000.50"),
        ("%", None, "95%", "95"),
        ("%", None, "95", "95"),
        ("%", "%", "95.5", "95.5"),
        ("µg/m³", "μg/m3", "35", "35"),
        ("µg/m³", "mg/m3", "0.035", "35"),
        ("µg/m³", None, "0.035mg/m³", "35"),
        ("mg/m³", None, "0.8", "0.8"),
        (None, "万元", "3", "30000"),
        (None, None, "3万元", "30000"),
    ],
)
def test_numbers_in_the_unit_of_their_field(unit, written, cell, expected):
    assert cells.number_in(unit, written)(cell) == expected


@pytest.mark.parametrize(
    ("unit", "written", "cell"),
    [
        ("µg/m³", "mg/kg", "0.035"),
        ("µg/m³", None, "35元"),
        ("yuan", "mg/kg", "35"),
        ("yuan", None, "35人"),
        ("%", None, "3‰x"),
        ("h", None, "90个"),
    ],
)
def test_a_unit_that_does_not_fit_its_field_is_refused(unit, written, cell):
    with pytest.raises((FieldError, ArithmeticError)):
        SCALARS[Decimal].parse(cells.number_in(unit, written)(cell))


def test_missing_values_of_instruments_are_nothing_and_never_zero():
    assert [cells.measurement(cell) for cell in ("-999", "-999.00", "－999", "-99", "0", "35")] == [
        None,
        None,
        None,
        "-99",
        "0",
        "35",
    ]
    assert cells.number("-999") == "-999"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("500±15", ("500", "15", "")),
        ("500 ± 15 mg/kg", ("500", "15", "mg/kg")),
        ("0.5mg/kg±0.1mg/kg", ("0.5", "0.1", "mg/kg")),
        ("0.5g/kg±0.1mg/kg", None),
        ("500", None),
        ("±15", None),
        ("500±", None),
    ],
)
def test_values_with_their_uncertainty(cell, expected):
    assert cells.uncertain(cell) == expected


def test_whole_numbers_that_a_spreadsheet_wrote_as_decimals():
    assert [cells.whole(cell) for cell in ("12.0", "12.50", "1,200.00", "0.0")] == [
        "12",
        "12.50",
        "1200",
        "0",
    ]


# Units


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("0.01", "g/kg", "mg/kg", "10"),
        ("0.25", "g/100g", "g/kg", "2.5"),
        ("2.5", "%", "g/100g", "2.5"),
        ("1", "mg/kg", "ppm", "1"),
        ("30", "MPN/100g", "MPN/g", "0.3"),
        ("5", "CFU/mL", "CFU/100mL", "500"),
        ("35", "ug/kg", "mg/kg", "0.035"),
        ("1", "mg/L", "µg/m³", "1000000"),
        ("100", "kcal/100g", "kJ/100g", "418.4"),
        ("8.2", "%vol", "% vol", "8.2"),
        ("3", "/25g", "/25 g", "3"),
        ("3", "cfu/g", "CFU/g", "3"),
    ],
)
def test_units_are_converted_exactly(value, unit, to, expected):
    assert units.converted(Decimal(value), unit, to) == Decimal(expected)


@pytest.mark.parametrize(
    ("unit", "to"),
    [
        ("mg/L", "mg/kg"),
        ("CFU/g", "MPN/g"),
        ("%vol", "%"),
        ("%vol", "g/100g"),
        ("mL/100mL", "g/100g"),
        ("mL/100mL", "%"),
        ("CFU/g", "CFU/mL"),
        ("g", "g/kg"),
        ("mmol/kg", "mg/kg"),
        ("", "mg/kg"),
    ],
)
def test_units_that_measure_different_things_are_both_named(unit, to):
    with pytest.raises(FieldError, match="cannot be converted") as raised:
        units.converted(Decimal(1), unit, to)
    assert raised.value.code == "unit.unlike"
    assert unit in str(raised.value)
    assert to in str(raised.value)


@pytest.mark.parametrize(
    "unit", ["级", "Mg/kgx", "__import__('os')", "mg/kg/day/x", "g^9/kg", "(", "1e9"]
)
def test_a_unit_that_nobody_knows_is_named(unit):
    with pytest.raises(FieldError) as raised:
        units.converted(Decimal(1), unit, "mg/kg")
    assert raised.value.code in ("unit.unknown", "unit.unlike")
    assert unit in str(raised.value)


def test_a_value_that_has_no_end_is_not_rounded():
    with pytest.raises(FieldError) as raised:
        units.converted(Decimal(1), "g/30g", "g/100g")
    assert raised.value.code == "unit.inexact"


UNITS = ("g/kg", "mg/kg", "µg/kg", "g/100g", "mg/100g", "ng/g")


@given(st.decimals(0, 10**6, places=3), st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_there_and_back_is_the_same_value(value, one, two):
    assert units.converted(units.converted(value, one, two), two, one) == value


def test_pint_is_imported_where_two_units_differ_and_named_where_it_is_missing(monkeypatch):
    units._registry.cache_clear()
    monkeypatch.setitem(sys.modules, "pint", None)
    assert units.converted(Decimal(3), "mg/kg", "毫克/千克") == 3
    with pytest.raises(MissingExtraError, match=r"qualitygov\[units\]"):
        units.converted(Decimal(3), "mg/kg", "g/kg")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("罚款金额（万元）", "万元"),
        ("罚款金额(万元)*", "万元"),
        ("PM2.5（μg/m3）", "μg/m3"),
        ("单位：万元", "万元"),
        ("2016年统计表（单位：亿元）", "亿元"),
        ("合格率（%）", "%"),
        ("等效声级[dB(A)]", "dB(A)"),
        ("成立日期（年月日）", None),
        ("法定代表人(经营者姓名)", None),
        ("企业名称", None),
        ("PM2.5（mg/m³）", "mg/m^3"),
        ("PM2.5（㎎／㎥）", "mg/m3"),
        ("PM2.5（毫克/立方米）", "毫克/立方米"),
        ("PM2.5（微克每立方米）", "微克每立方米"),
        ("PM2.5（µg·m⁻³）", "μg·m^-3"),
        ("PM2.5（24小时平均）（单位：mg/m3，标态）", "mg/m3"),
        ("企业数（家）", None),
        ("企业数（个）", None),
    ],
)
def test_units_in_headers(header, expected):
    assert cells.unit_in_header(header) == expected


# Words


class Result(Vocabulary):
    GOOD = "good", "合格", "passed", "未见异常", "符合"
    BAD = "bad", "不合格", "failed", "问题样品"


def test_every_spelling_of_a_word_is_its_value():
    clean = cells.labels(Result)
    good = ("合格", "passed", "good", "未见异常", " 符 合 ", "Passed")
    assert {clean(word) for word in good} == {"good"}
    assert clean("问题样品") == "bad"
    assert clean("不合  格品") == "不合  格品"


def test_one_word_for_two_members_is_left_for_the_field_to_refuse():
    class Twice(Vocabulary):
        ONE = "one", "一", "one", "壹"
        TWO = "two", "二", "two", "壹"

    assert [cells.labels(Twice)(cell) for cell in ("壹", "一", "TWO")] == ["壹", "one", "two"]


def test_a_month_before_the_first_day_is_none():
    assert cells.bounds("0000-01") is None
    assert cells.bounds("2016-02") == (date(2016, 2, 1), date(2016, 2, 1) + timedelta(days=28))
