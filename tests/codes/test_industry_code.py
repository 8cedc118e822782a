"""Industry codes: letters by the edition of the day, lost zeros and unknown ones told, no guess."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.codes import industry_code
from qualitygov.codes.industry_code import (
    SINCE_2017,
    Edition,
    edition_on,
    industry,
    read_industry,
    section_of,
)
from qualitygov.errors import CodeError, FieldError

OLD, NEW = date(2017, 9, 30), date(2017, 10, 1)
SECTIONS_2017 = {
    "A": (1, 5), "B": (6, 12), "C": (13, 43), "D": (44, 46), "E": (47, 50), "F": (51, 52),
    "G": (53, 60), "H": (61, 62), "I": (63, 65), "J": (66, 69), "K": (70, 70), "L": (71, 72),
    "M": (73, 75), "N": (76, 79), "O": (80, 82), "P": (83, 83), "Q": (84, 85), "R": (86, 90),
    "S": (91, 96), "T": (97, 97),
}  # fmt: skip
SECTIONS_2011 = SECTIONS_2017 | {
    "N": (76, 78), "O": (79, 81), "P": (82, 82), "Q": (83, 84), "R": (85, 89), "S": (90, 95),
    "T": (96, 96),
}  # fmt: skip


@pytest.mark.parametrize(
    ("edition", "sections"), [(Edition.OF_2011, SECTIONS_2011), (Edition.OF_2017, SECTIONS_2017)]
)
def test_every_division_has_the_section_of_the_standard(edition, sections):
    expected = {
        number: letter
        for letter, (first, last) in sections.items()
        for number in range(first, last + 1)
    }
    found = {number: section_of(f"{number:02d}", edition) for number in range(100)}
    assert found == {number: expected.get(number) for number in range(100)}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("5245", "F5245"),
        ("5245.0", "F5245"),
        (5245, "F5245"),
        (5245.0, "F5245"),
        (Decimal(5245), "F5245"),
        ("F5245", "F5245"),
        ("f 5245", "F5245"),
        ("Ｃ１３１２", "C1312"),
        (" C1312 ", "C1312"),
        ("0141", "A0141"),
        ("A0141", "A0141"),
        ("52", "F52"),
        ("未知行业", None),
        ("", None),
        ("/", None),
        (None, None),
    ],
)
def test_codes_with_and_without_their_letter(cell, code):
    for day in (None, OLD, NEW):
        found = read_industry(cell, known_on=day)
        assert (found.code, found.readings, found.told) == (code, (), None)


@pytest.mark.parametrize(
    ("cell", "readings"),
    [("141", ("A0141", "C141")), (141, ("A0141", "C141")), ("524", ("A0524", "F524"))],
)
def test_a_number_that_may_have_lost_its_leading_zero_is_unknown(cell, readings):
    found = read_industry(cell, known_on=NEW)
    assert (found.code, found.readings) == (None, readings)
    assert all(one in found.told.zh and one in found.told.en for one in readings)


def test_the_edition_is_the_mappings_or_that_of_the_day():
    assert (edition_on(OLD), edition_on(NEW)) == (Edition.OF_2011, Edition.OF_2017)
    assert NEW == SINCE_2017
    assert read_industry("7910", known_on=OLD).code == "O7910"
    assert read_industry("7910", known_on=NEW).code == "N7910"
    assert read_industry("7910", edition=Edition.OF_2011, known_on=NEW).code == "O7910"
    unknown = read_industry("7910")
    assert (unknown.code, unknown.readings) == (None, ("O7910", "N7910"))
    assert read_industry("O7910").code == "O7910"


@pytest.mark.parametrize("cell", ["C5245", "A1312", "Z5245", "F9900"])
def test_a_letter_that_does_not_fit_is_an_error(cell):
    for day in (None, OLD, NEW):
        with pytest.raises(CodeError) as raised:
            read_industry(cell, known_on=day)
        assert raised.value.code == "code.industry"


def test_a_letter_of_the_other_edition_says_so():
    with pytest.raises(CodeError, match="by GB/T 4754-2011 it fits"):
        read_industry("O7910", known_on=NEW)


@pytest.mark.parametrize(
    "cell", ["9900", "0000", "52450", "珠宝首饰零售", "5245.5", True, "F", "٥٢"]
)
def test_what_is_no_code_is_an_error(cell):
    with pytest.raises(CodeError):
        read_industry(cell, known_on=NEW)


@attrs.frozen
class Row:
    code: str = attrs.field(validator=industry())


@given(st.text(max_size=6) | st.from_regex(r"[A-T]?\d{1,5}(\.0)?", fullmatch=True), st.dates())
def test_what_is_read_is_taken_by_the_field(text, day):
    try:
        found = read_industry(text, known_on=day)
    except CodeError:
        return
    for code in filter(None, (found.code, *found.readings)):
        if len(code) > 2:
            assert Row(code).code == code
            assert code[0] == section_of(code[1:], edition_on(day))


@pytest.mark.parametrize("wrong", ["", "5245", "C5245", "F5", "F52455", "f52", None, 5245])
def test_a_field_takes_nothing_else(wrong):
    with pytest.raises(FieldError):
        Row(wrong)
    with pytest.raises(CodeError):
        industry_code.compact(5245)
