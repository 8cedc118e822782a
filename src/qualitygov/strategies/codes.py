"""Strategies of codes (代码策略): units and regions, valid or wrong on purpose."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from qualitygov.codes import credit_code, organization_code

HEADS = ("91", "92", "93", "N1", "N2", "N3", "51", "12", "Y1", "A1")
FIRST_COUNTY, LAST_COUNTY = 110101, 659004
LAST_TOWN = 599
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


def unit_codes() -> SearchStrategy[str]:
    """Codes of units (主体代码), of either sort."""
    return credit_codes() | organization_codes()
