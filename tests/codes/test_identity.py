"""Identifier cells: what is whole is brought together, what was destroyed is refused, no guess."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualitygov.codes import (
    Identity,
    IdentityKind,
    UnitKey,
    check_unit,
    credit_code,
    identify,
    keys,
    registration_number,
)
from qualitygov.codes.unit import PATTERN, compact, has_shape
from qualitygov.core.cells.forms import NULLS
from qualitygov.core.names import plain_name
from qualitygov.errors import CodeError
from qualitygov.strategies import credit_codes, organization_codes, unit_codes

CODE = "91330298MAUCYRWD13"
FAILING = "91330298MALP5UJE2A"
K = IdentityKind


@pytest.mark.parametrize(
    "cell",
    [
        "91 330298 maucyrwd13",
        "９１３３０２９８ＭＡＵＣＹＲＷＤ１３",
        "91330298-MAUCYRWD-13",
        CODE + "\t",
        "'" + CODE,
        f'="{CODE}"',
        "\ufeff" + CODE + "\u200b",
        f"统一社会信用代码：{CODE}",
    ],
)
def test_spellings_of_a_credit_code_are_brought_together(cell):
    found = identify(cell)
    assert (found.code, found.kind, found.warnings) == (CODE, K.CREDIT, ())
    assert found.key == CODE[8:17]


@pytest.mark.parametrize(
    ("cell", "code", "kind", "field"),
    [
        ("93432428－7", "934324287", K.ORGANIZATION, {}),
        (321668482, "321668482", K.ORGANIZATION, {}),
        (475135005.0, "475135005", K.ORGANIZATION, {}),
        ("330298344947287", "reg:330298344947287", K.REGISTRATION, "330298344947287"),
        (330298706524708, "reg:330298706524708", K.REGISTRATION, "330298706524708"),
        (330298706524708.0, "reg:330298706524708", K.REGISTRATION, "330298706524708"),
        ("330298706524708.0", "reg:330298706524708", K.REGISTRATION, "330298706524708"),
        (Decimal(330298706524708), "reg:330298706524708", K.REGISTRATION, "330298706524708"),
        ("注册号 330298344947287", "reg:330298344947287", K.REGISTRATION, "330298344947287"),
        ("香港商业登记号 99999999-000", "foreign:99999999-000", K.FOREIGN, "99999999-000"),
        ("99999999-000", "foreign:99999999-000", K.FOREIGN, "99999999-000"),
        ("台湾统一编号：12345678", "foreign:TW/12345678", K.FOREIGN, "TW/12345678"),
        ("境外登记 HRB-12345", "foreign:ZZ/HRB-12345", K.FOREIGN, "ZZ/HRB-12345"),
        ("913302981851822254", "913302981851822254", K.CREDIT, {}),
        ("台湾 12345678-9", "foreign:TW/12345678-9", K.FOREIGN, "TW/12345678-9"),
    ],
)
def test_every_kind_of_identifier_gets_its_code_or_key(cell, code, kind, field):
    found = identify(cell)
    assert (found.code, found.kind) == (code, kind)
    told = [found.registration_number, found.masked_code, found.foreign_id]
    assert [one for one in told if one] == ([field] if field else [])


def test_a_masked_code_needs_the_name():
    found = identify("9233＊＊********0L41", name="南屏县大河早餐店")
    assert (found.kind, found.masked_code) == (K.MASKED, "9233**********0L41")
    assert found.code == "masked:9233**********0L41@南屏县大河早餐店"
    other = identify("9233**********0L41", name="南屏县大河面馆")
    assert other.key != found.key
    with pytest.raises(CodeError, match="without its name"):
        identify("9233**********0L41")


@pytest.mark.parametrize("nothing", [None, "", " ", "无", "/", "-", "NULL"])
def test_without_a_code_the_name_and_the_address_are_the_key(nothing):
    first = identify(nothing, name="青石镇菜场豆腐摊", address="青石镇农贸市场12号摊位")
    second = identify(nothing, name="青石镇菜场豆腐摊", address="青石镇农贸市场31号摊位")
    assert (first.kind, first.warnings) == (K.NAME, ())
    assert first.key != second.key
    spelled = identify(nothing, name=" 青石镇菜场 豆腐摊", address="青石镇农贸市场１２号摊位 ")
    assert spelled == first
    for name, address in ((None, "x"), ("x", None), ("x", "无"), ("/", "x")):
        with pytest.raises(CodeError) as raised:
            identify(nothing, name=name, address=address)
        assert raised.value.code == "code.missing"


REFUSED = [
    (9.13302981004577e17, "code.destroyed"),
    (913302981768487000, "code.destroyed"),
    (Decimal(913302981768487000), "code.destroyed"),
    (1e15, "code.destroyed"),
    ("9.13303E+17", "code.destroyed"),
    ("9.1330298463907E+17", "code.destroyed"),
    ("３．３０２９８ｅ＋１４", "code.destroyed"),
    ("3.30298E14", "code.destroyed"),
    ("913302981768487000", "code.destroyed"),
    ("913302981768487000.0", "code.destroyed"),
    (32166848, "code.leading-zero"),
    ("32166848", "code.leading-zero"),
    (7, "code.leading-zero"),
    ("91330298O459368636", "code.letters"),
    ("91330298I459368636", "code.letters"),
    ("91330298MAN7UM0U4", "code.length"),
    ("3302983449472", "code.length"),
    (33029834494728, "code.length"),
    ("91330298MAUCYRWD1#", "code.characters"),
    ("9133O298MAUCYRWD13", "code.letters"),
    ("91A30298MAUCYRWD13", "code.characters"),
    (True, "code.number"),
    (321668482.5, "code.number"),
    (-321668482, "code.number"),
    (float("nan"), "code.number"),
    (float("inf"), "code.number"),
    (Decimal("NaN"), "code.number"),
    ("11010519491231002X", "code.person"),
    ("11010519491231002x\t", "code.person"),
    ("110105491231003", "code.person"),
    ("南屏县化肥厂", "code.length"),
    ("name:@", "code.length"),
    (f"香港投资 {CODE}", "code.length"),  # a credit code is none of Hong Kong's
]


@pytest.mark.parametrize(("cell", "code"), REFUSED, ids=repr)
def test_what_is_not_whole_is_refused_with_its_reason(cell, code):
    with pytest.raises(CodeError) as raised:
        identify(cell, name="某厂", address="某路")
    assert raised.value.code == code
    if code == "code.person":
        assert str(cell).strip() not in raised.value.say("zh") + raised.value.say("en")


def test_a_destroyed_code_says_how_to_write_it():
    with pytest.raises(CodeError) as raised:
        identify("9.13303E+17")
    assert "电子表格" in raised.value.say("zh")
    assert "“文本”" in raised.value.say("zh")
    assert "a spreadsheet destroyed the code" in raised.value.say("en")
    assert "as text" in raised.value.say("en")


def test_any_other_failing_check_is_a_warning():
    found = identify(FAILING)
    assert (found.code, len(found.warnings)) == (FAILING, 1)
    assert len(identify("330298344947286").warnings) == 1
    assert identify("330298344947286").code == "reg:330298344947286"


@given(credit_codes(failing=True))
def test_a_failing_code_is_destroyed_only_where_it_ends_with_zeros(code):
    if code.endswith("000"):
        with pytest.raises(CodeError, match="destroyed"):
            identify(code)
    else:
        assert identify(code).code == code


@given(st.integers(10**14, 10**15 - 1))
def test_fifteen_digits_are_whole_in_a_number_cell(number):
    try:
        assert identify(number) == identify(float(number)) == identify(str(number))
    except CodeError as error:
        assert error.code == "code.person"


@given(st.integers(10**15, 10**19) | st.floats(1e15, 1e300).map(int).map(float))
def test_more_digits_never_are(number):
    with pytest.raises(CodeError, match="destroyed"):
        identify(number)


CELLS = (
    st.none()
    | st.text(max_size=24)
    | st.text("0129AXIZ.E+*:@%- \t名号", max_size=20)
    | st.integers()
    | st.floats()
    | st.sampled_from(sorted(NULLS))
    | unit_codes()
)


@given(CELLS, st.none() | st.text(max_size=6), st.none() | st.text(max_size=6))
@example("name:A@B@C", None, None)
@example("reg:330298344947287", None, None)
def test_no_cell_breaks_it_and_what_comes_out_is_read_again(cell, name, address):
    try:
        found = identify(cell, name=name, address=address)
    except CodeError as error:
        assert error.code.startswith("code.")
        return
    assert isinstance(found, Identity)
    assert has_shape(found.code)
    assert compact(found.code) == found.code
    assert UnitKey.of(found.code) == found.key
    assert identify(found.code).code == found.code
    assert UnitKey.has(found.key, found.code)


NAMES = st.text(min_size=1, max_size=12)


@given(NAMES, NAMES, NAMES, NAMES)
@example("A@B", "C", "A", "B@C")
@example("A%40B", "C", "A@B", "C")
@example("A;", "B", "A", ";B")
@example("é", "c", "e\u0301", "c")
def test_two_units_have_one_key_only_where_name_and_address_are_the_same(a, b, c, d):
    try:
        first, second = keys.of_name(a, b), keys.of_name(c, d)
    except CodeError as error:
        assert error.code == "code.name"
        return
    same = (plain_name(a), plain_name(b)) == (plain_name(c), plain_name(d))
    assert (first == second) == same
    assert keys.has_shape(first)
    assert keys.compact(first) == first


@given(unit_codes(), unit_codes())
def test_no_key_collides_with_a_code(one, other):
    assert (UnitKey.of(one) == UnitKey.of(other)) == UnitKey.has(UnitKey.of(one), other)
    if ":" in one and ":" not in other:
        assert UnitKey.of(one) != UnitKey.of(other)


@given(st.lists(st.text(max_size=20) | CELLS.map(str) | unit_codes(), max_size=8))
@example(["name:a@b", "name:é@b", "name:%C3%89@B", "reg:330298344947287\n", "name:A B@C"])
def test_columns_take_the_texts_that_entities_take(texts):
    frame = pl.DataFrame({"code": texts}, schema={"code": pl.String})
    taken = frame.select(pl.col("code").str.contains(PATTERN))["code"].to_list()
    assert taken == [has_shape(one) for one in texts]
    query = f"SELECT regexp_matches(code, '{PATTERN}') FROM frame"
    assert [row[0] for row in duckdb.sql(query).fetchall()] == taken


def test_registration_numbers_have_four_verbs():
    number = "330298344947287"
    assert registration_number.validate(" 3302 9834 4947 287") == number
    assert registration_number.format("330298-344947287") == number
    assert registration_number.is_valid("330298706524708")
    assert not registration_number.is_valid("330298344947280")
    assert registration_number.calc_check_digit(number[:14]) == "7"
    for wrong in ("", "x", number[:14], number + "1", "33029834494728X", "三" * 15):
        with pytest.raises(CodeError):
            registration_number.validate(wrong)
    with pytest.raises(CodeError):
        registration_number.calc_check_digit("33")


@given(st.integers(0, 10**14 - 1).map("{:014d}".format))
def test_a_wrong_digit_or_two_exchanged_are_seen(body):
    from stdnum.iso7064 import mod_11_10

    number = body + registration_number.calc_check_digit(body)
    assert mod_11_10.is_valid(number)
    assert check_unit(number) == ()
    wrong = f"{(int(number[3]) + 1) % 10}"
    assert check_unit(number[:3] + wrong + number[4:]) != ()


@given(credit_codes() | organization_codes())
def test_codes_stay_as_they_are(code):
    assert identify(code).code == code
    assert credit_code.has_shape(code) == (identify(code).kind is K.CREDIT)


@pytest.mark.parametrize("key", ["reg:33", "masked:9*", "foreign:a", "name:A", "name:A@", "x:1"])
def test_what_only_looks_like_a_key_is_none(key):
    with pytest.raises(CodeError):
        UnitKey.of(key)
    assert not has_shape(key)
