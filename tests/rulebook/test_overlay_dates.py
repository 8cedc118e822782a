"""The dates of an overlay's changes, to the day: the first and the last count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qualitygov.errors import RulebookError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.model.credit import CreditWindow

pytestmark = pytest.mark.clause("2.2.a")

ONE_DAY = timedelta(days=1)
HEAD = """
[rulebook]
id = "my-county"
version = "1"
title = { zh = "某县", en = "My county" }
extends = "strong-town"
"""


def change(length, first=None, last=None):
    dates = "".join(
        f"{name} = {day}\n" for name, day in (("valid_from", first), ("valid_to", last)) if day
    )
    return (
        '[[change]]\nsection = "credit-window"\nid = "general"\nsource = "县"\n'
        f'{dates}set = {{ length = "{length}" }}\n'
    )


def lengths(book, days):
    """How long a general record weighs by the rules of each day, as written and as decided."""
    written = [book.source["credit-window.general"].on(day).values["length"] for day in days]
    assert [str(book.at(day).entry(CreditWindow, "general").length) for day in days] == written
    return written


FIRST, LAST = date(2016, 3, 1), date(2016, 3, 31)


def test_a_change_is_in_force_from_its_first_day_to_its_last():
    book = load_rulebook(text=HEAD + change("18 months", FIRST, LAST))
    days = (FIRST - ONE_DAY, FIRST, LAST, LAST + ONE_DAY)
    assert lengths(book, days) == ["24 months", "18 months", "18 months", "24 months"]


def test_two_changes_may_follow_each_other_from_one_day_to_the_next():
    both = change("18 months", FIRST, LAST) + change("20 months", LAST + ONE_DAY)
    assert lengths(load_rulebook(text=HEAD + both), (LAST, LAST + ONE_DAY)) == [
        "18 months",
        "20 months",
    ]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ((FIRST, LAST), (LAST, None)),
        ((LAST, None), (FIRST, LAST)),
        ((FIRST, FIRST), (FIRST, FIRST)),
        ((None, FIRST), (FIRST, LAST)),
    ],
)
def test_one_day_that_both_have_is_changed_twice(one, two):
    with pytest.raises(RulebookError, match="changed once for the same days"):
        load_rulebook(text=HEAD + change("18 months", *one) + change("20 months", *two))


def test_a_version_is_in_force_on_both_its_days_and_on_no_other():
    entry = load_rulebook("strong-town").source["credit-window.general"]
    for version in entry.versions:
        assert entry.on(version.first) is version
        assert entry.on(version.last) is version
    assert entry.on(entry.versions[0].first - ONE_DAY) is None


@pytest.mark.parametrize(("last", "good"), [(FIRST, True), (FIRST - ONE_DAY, False)])
def test_a_change_for_one_day_holds_and_one_that_ends_before_it_begins_does_not(last, good):
    text = HEAD + change("18 months", FIRST, last)
    if good:
        assert lengths(load_rulebook(text=text), (FIRST, FIRST + ONE_DAY)) == [
            "18 months",
            "24 months",
        ]
        return
    with pytest.raises(RulebookError, match="not before 2016-03-01"):
        load_rulebook(text=text)
