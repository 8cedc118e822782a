from __future__ import annotations

import attrs
import pytest
import stdnum.cn.uscc
import stdnum.exceptions
import stdnum.iso7064.mod_37_2
from hypothesis import assume, given
from hypothesis import strategies as st

from qualitygov.codes import UnitKey, check_unit, credit_code, organization_code, region, unit_code
from qualitygov.codes.region import RegionLevel, TownKind
from qualitygov.errors import CodeError, FieldError
from qualitygov.strategies import credit_codes, organization_codes

REAL = "91110000600037341L"


@given(credit_codes())
def test_valid_codes_pass_as_python_stdnum_says(code):
    assert credit_code.validate(code) == code
    assert credit_code.check(code).passed
    if code[:8].isdigit():
        assert stdnum.cn.uscc.is_valid(code)
    else:
        with pytest.raises(stdnum.exceptions.ValidationError):
            stdnum.cn.uscc.validate(code)  # it knows no code that begins with a letter


@given(
    st.integers(10**7, 10**8 - 1),
    st.text(credit_code.ALPHABET, min_size=8, max_size=8),
    st.sampled_from("0123456789X"),
    st.sampled_from(credit_code.ALPHABET),
)
def test_any_code_is_judged_as_python_stdnum_judges_it(head, body, inner, last):
    code = f"{head}{body}{inner}{last}"
    assert credit_code.is_valid(code) == stdnum.cn.uscc.is_valid(code)


@given(credit_codes(), st.integers(0, 17), st.sampled_from(credit_code.ALPHABET))
def test_every_single_slip_is_caught(code, at, char):
    assume(code[at] != char)
    assert not credit_code.is_valid(code[:at] + char + code[at + 1 :])


@given(credit_codes(), st.integers(0, 16))
def test_every_exchange_of_neighbors_is_caught(code, at):
    assume(code[at] != code[at + 1])
    assert not credit_code.is_valid(code[:at] + code[at + 1] + code[at] + code[at + 2 :])


@given(credit_codes(failing=True))
def test_both_checks_are_reported_and_nothing_is_refused(code):
    result = credit_code.check(code)
    assert (result.credit_check, result.organization_check, result.passed) == (False, True, False)
    assert [str(text) for text in check_unit(code)] == [str(text) for text in result.failures]
    with pytest.raises(CodeError, match="check character"):
        credit_code.validate(code)


def test_an_organization_code_that_fails_inside_is_refused_only_when_strict():
    body = REAL[:16] + ("0" if REAL[16] != "0" else "1")
    code = body + credit_code.calc_check_digit(body)
    assert credit_code.is_valid(code)
    assert not credit_code.is_valid(code, strict=True)
    assert credit_code.check(code).failures[0].zh.startswith("其中组织机构代码")


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("", "code.length"),
        (REAL[:-1], "code.length"),
        (REAL.replace("6", "I", 1), "code.characters"),
        ("9" + "A" * 17, "code.characters"),
        (REAL[:-1] + "M", "code.check"),
    ],
)
def test_what_is_wrong_with_a_credit_code_is_named(code, error):
    with pytest.raises(CodeError) as raised:
        credit_code.validate(code)
    assert raised.value.code == error


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("1234", "code.length"),
        ("1000172!X", "code.characters"),
        ("10001723A", "code.characters"),
        ("100017231", "code.check"),
    ],
)
def test_what_is_wrong_with_an_organization_code_is_named(code, error):
    with pytest.raises(CodeError) as raised:
        organization_code.validate(code)
    assert raised.value.code == error
    assert not organization_code.is_valid(code)


def test_spellings_of_one_code():
    assert credit_code.compact("９１１１ 0000-600037341l") == REAL
    assert credit_code.format(" " + REAL.lower()) == REAL
    assert organization_code.format("60003734 1") == "60003734-1"


@given(organization_codes())
def test_organization_codes_have_their_own_check(code):
    assert organization_code.is_valid(code)
    assert organization_code.validate(organization_code.format(code)) == code
    assert check_unit(code) == ()
    wrong = code[:8] + ("1" if code[8] != "1" else "2")
    assert len(check_unit(wrong)) == 1


def test_check_digits_that_are_ten_and_eleven():
    assert organization_code.calc_check_digit("10001723") == "X"
    assert {organization_code.calc_check_digit(f"{n:08d}") for n in range(200)} == set(
        "0123456789X"
    )


@given(credit_codes())
def test_both_codes_are_the_key_of_one_unit(code):
    inner = credit_code.organization_code(code)
    assert (
        UnitKey.of(code)
        == UnitKey.of(inner)
        == UnitKey.of(organization_code.format(inner))
        == UnitKey.of(code.lower())
    )
    assert UnitKey.of(" " + code[:8] + " " + code[8:]) == inner


@pytest.mark.parametrize(
    "wrong", ["", "123", "#" * 18, "!" * 9, "九" * 9, "6" * 10, "60003734A", "6000-3734-1-2"]
)
def test_a_key_needs_a_code(wrong):
    with pytest.raises(CodeError):
        UnitKey.of(wrong)
    with pytest.raises(CodeError):
        check_unit(wrong)


@given(st.text(max_size=20) | st.text(alphabet="0129AXZio -－０Ａ　\u2010", max_size=20))
def test_no_text_breaks_a_code(text):
    for module in (credit_code, organization_code, region):
        assert not module.is_valid(text) or module.compact(module.compact(text)) == module.compact(
            text
        )
    for ask in (
        UnitKey.of,
        check_unit,
        credit_code.check,
        credit_code.calc_check_digit,
        organization_code.calc_check_digit,
    ):
        try:
            ask(text)
        except CodeError as error:
            assert error.code in ("code.length", "code.characters")


@given(credit_codes() | organization_codes())
def test_spelling_does_not_change_what_is_checked(code):
    wide = "".join(chr(ord(char) + 0xFEE0) for char in code)
    for spelled in (code.lower(), " ".join(code), code[:8] + "-" + code[8:], wide):
        assert check_unit(spelled) == ()
        assert UnitKey.of(spelled) == UnitKey.of(code)


@given(credit_codes(), st.sampled_from(credit_code.ALPHABET), st.sampled_from("0123456789X"))
def test_what_is_expected_mends_the_code(code, last, inner):
    result = credit_code.check(code[:16] + inner + last)
    mended = result.code[:16] + result.expected[1]
    assert credit_code.validate(mended + credit_code.calc_check_digit(mended), strict=True)
    assert credit_code.is_valid(result.code[:17] + result.expected[0])
    assert (result.reason is None) == result.passed == (result.code == code)
    if result.reason is not None:
        assert (
            len(result.reason.en.split("; "))
            == len(result.reason.zh.split("；"))
            == len(result.failures)
        )


def test_departments():
    assert credit_code.department(REAL) is credit_code.Department.MARKET
    assert credit_code.department("N2330299300000016W").label.zh.startswith("农业农村")
    with pytest.raises(CodeError, match="department"):
        credit_code.department("B" + REAL[1:])


@attrs.frozen
class Unit:
    code: str = attrs.field(validator=unit_code())


@given(credit_codes(failing=True) | organization_codes())
def test_a_field_takes_any_code_of_the_right_shape(code):
    assert Unit(code).code == code


@pytest.mark.parametrize("wrong", ["", REAL.lower(), REAL + " ", "x", 3, None, REAL[:12]])
def test_a_field_takes_nothing_else(wrong):
    with pytest.raises(FieldError):
        Unit(wrong)


def test_regions():
    assert region.level("330299") is RegionLevel.COUNTY
    assert region.level("330299101203") is RegionLevel.VILLAGE
    assert (region.parent("330299"), region.parent("330299101203")) == (None, "330299101")
    assert region.contains("330299", "330299101")
    assert not region.contains("330299101", "330299102001")
    assert [region.town_kind(f"330299{n}") for n in ("001", "101", "201", "401", "900")] == [
        TownKind.SUBDISTRICT,
        TownKind.TOWN,
        TownKind.TOWNSHIP,
        TownKind.ENTERPRISE,
        None,
    ]
    assert [region.county_of(code) for code in ("330299", "330299101", "330299101203")] == [
        "330299"
    ] * 3
    assert [region.town_of(code) for code in ("330299", "330299101", "330299101203")] == [
        None,
        "330299101",
        "330299101",
    ]
    assert region.format("330299101") == "330299 101"
    assert not region.is_valid("33029")
    assert not region.is_valid("33029A")
    with pytest.raises(CodeError):
        region.level("1")


def test_a_field_takes_regions_of_its_level():
    @attrs.frozen
    class Place:
        county: str = attrs.field(validator=region.region(RegionLevel.COUNTY))

    assert Place("330299").county == "330299"
    for wrong in ("330299101", "33029x", 330299):
        with pytest.raises(FieldError, match="6 digits"):
            Place(wrong)


DIGITS = st.integers(0, 10**12 - 1).map("{:012d}".format)


@given(DIGITS)
def test_a_region_lies_in_all_above_it(village):
    town, county = region.parent(village), region.county_of(village)
    assert (region.town_of(village), region.parent(town), region.parent(county)) == (
        town,
        county,
        None,
    )
    for outer, inner in ((county, town), (town, village), (county, village), (village, village)):
        assert region.contains(outer, inner)
        assert (outer == inner) == region.contains(inner, outer)
    assert [region.level(code) for code in (county, town, village)] == list(RegionLevel)
    assert region.town_kind(county) is None
    assert region.compact(region.format(village)) == village
