"""Strategies of codes (代码策略): units and regions, valid or wrong on purpose."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from qualitygov.codes import credit_code, keys, organization_code, registration_number
from qualitygov.codes.industry_code import sections_of

HEADS = ("91", "92", "93", "N1", "N2", "N3", "51", "12", "Y1", "A1")
FIRST_COUNTY, LAST_COUNTY = 110101, 659004
LAST_TOWN, LAST_CLASS = 599, 9799
NAMES = "甲乙丙丁店铺摊号AB12@%()"  # with signs that mean something in a key
OFF = 7  # how far a wrong check character stands from the right one


def organization_codes() -> SearchStrategy[str]:
    """Valid organization codes (组织机构代码)."""
    body = st.text(credit_code.ALPHABET, min_size=8, max_size=8)
    return body.map(lambda text: text + organization_code.calc_check_digit(text))


def credit_codes(*, failing: bool = False) -> SearchStrategy[str]:
    """Valid unified social credit codes (统一社会信用代码); `failing` ones end wrongly."""
    counties = st.integers(FIRST_COUNTY, LAST_COUNTY).map(str)
    bodies = st.tuples(st.sampled_from(HEADS), counties, organization_codes()).map("".join)
    return bodies.map(_wrong if failing else _right)


def _right(body: str) -> str:
    return body + credit_code.calc_check_digit(body)


def _wrong(body: str) -> str:
    letters = credit_code.ALPHABET
    right = letters.index(credit_code.calc_check_digit(body))
    return body + letters[(right + OFF) % len(letters)]


def town_codes(county: str = "330299") -> SearchStrategy[str]:
    """Codes of towns in one county (乡镇代码)."""
    return st.integers(1, LAST_TOWN).map(lambda number: f"{county}{number:03d}")


def industry_codes() -> SearchStrategy[str]:
    """Industry codes (行业代码) with the letter of their section by one edition or the other."""
    digits = st.integers(100, LAST_CLASS).map("{:04d}".format)
    spelled = st.tuples(digits, st.integers(2, 4)).map(lambda one: one[0][: one[1]])
    return spelled.flatmap(
        lambda one: st.sampled_from([f"{letter}{one}" for letter in sections_of(one)])
    )


def unit_keys() -> SearchStrategy[str]:
    """Keys of units without a code (无统一代码单位的主体键), of every sort."""
    digits = st.text("0123456789", min_size=14, max_size=14)
    numbers = digits.map(lambda body: body + registration_number.calc_check_digit(body))
    names = st.text(NAMES, min_size=1, max_size=6)
    tails = st.text(credit_code.ALPHABET, min_size=4, max_size=4)
    return st.one_of(
        numbers.map(keys.of_registration),
        st.builds(keys.of_masked, tails.map("9233**********{}".format), names),
        organization_codes().map(keys.of_foreign),
        st.builds(keys.of_name, names, names),
    )


def unit_codes() -> SearchStrategy[str]:
    """Codes of units (主体代码) of every sort, and keys of units without one."""
    return credit_codes() | organization_codes() | unit_keys()
