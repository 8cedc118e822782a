"""What laboratories can do against what towns need: gaps, overlap, and what sharing saved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.laboratory import (
    SUBJECT,
    Laboratory,
    RequestedItem,
    ScopeEntry,
    TestRequest,
    capability_facts,
    capability_gaps,
)
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from small_county import view_of

pytestmark = pytest.mark.clause("3.4.1.d")
BOOK, DAY = load_rulebook("strong-town"), timedelta(days=1)
TOWN, OTHER, END = "330299101", "330299102", date(2016, 12, 31)
ITEMS = ("铅", "汞", "镉")


def at(as_of=date(2017, 3, 1), **more):
    return Context.of_year(BOOK, 2016, as_of=as_of, **more).settled


def lab(name="L1", items=("铅",), town=OTHER, **more):
    lines = tuple(
        ScopeEntry(category="food", item=item, method="GB", valid_from=date(2014, 1, 1), rapid=more.get("rapid", False))
        for item in items
    )  # fmt: skip
    given_ = {"accredited_to": END, **more}
    return Laboratory(
        id=name, town=town, name="检测所", accredited_from=date(2014, 1, 1), turnaround=5, scope=lines,
        **given_,
    )  # fmt: skip


def request(name="R1", items=("铅",), on=date(2016, 5, 3), town=TOWN, **more):
    return TestRequest(
        id=name, town=town, category="food", requested_on=on,
        items=tuple(RequestedItem(item=item) for item in items), **more,
    )  # fmt: skip


def needs(*rows, context=None):
    laboratories = [row for row in rows if isinstance(row, Laboratory)]
    requests = [row for row in rows if isinstance(row, TestRequest)]
    view = view_of(SUBJECT, laboratories=laboratories, test_requests=requests)
    return {one.item: one for one in capability_facts(view, context or at())}


def test_a_need_that_nobody_offers_is_a_gap():
    found = needs(lab(), request(items=("铅", "汞")))
    assert [(found[item].gap, found[item].able) for item in ("铅", "汞")] == [(False, 1), (True, 0)]
    assert found["铅"].on == END


@pytest.mark.parametrize(
    ("more", "able"),
    [
        ({}, 1), ({"shared": False}, 0), ({"shared": False, "town": TOWN}, 1),
        ({"accredited_to": END - DAY}, 0), ({"rapid": True}, 0),
    ],
)  # fmt: skip
def test_who_is_able(more, able):
    assert needs(lab(**more), request())["铅"].able == able


def test_a_rapid_test_will_do_where_every_request_allows_it():
    quick = lab(rapid=True)
    assert needs(quick, request(rapid=True))["铅"].able == 1
    assert needs(quick, request(rapid=True), request("R2"))["铅"].able == 0


@pytest.mark.parametrize(("number", "overlap"), [(3, False), (4, True), (5, True)])
def test_overlap_begins_at_the_books_number(number, overlap):
    found = needs(*(lab(f"L{n}") for n in range(number)), request())["铅"]
    assert (found.overlap, found.able) == (overlap, number)


def test_sharing_saved_what_the_town_could_not_do_itself():
    taken = {"laboratory": "L1", "assigned_on": date(2016, 5, 4)}
    rows = request(**taken), request("R2", **taken), request("R3")
    assert needs(lab(), *rows)["铅"].saved == 2
    assert needs(lab(), lab("L2", town=TOWN), *rows)["铅"].saved == 0


@pytest.mark.parametrize(
    ("on", "there"),
    [(date(2014, 12, 31), False), (date(2015, 1, 1), True), (END, True), (END + DAY, False)],
)
def test_the_needs_are_those_of_the_year_and_the_one_before(on, there):
    assert bool(needs(request(on=on))) == there


def test_what_was_not_known_is_not_there():
    late = date(2017, 4, 10)
    assert needs(request(known_on=late)) == {}
    assert needs(lab(known_on=late), request())["铅"].gap


def test_the_gaps_of_all_towns_the_most_asked_first():
    rows = [request("R1", ("汞",)), request("R2", ("铅", "汞"), town=OTHER), request("R3", ("汞",))]
    gaps = capability_gaps(view_of(SUBJECT, laboratories=[], test_requests=rows), at())
    assert [one.say("zh") for one in gaps] == [
        "food 汞：2 镇需要，3 次委托",
        "food 铅：1 镇需要，1 次委托",
    ]


@given(st.sets(st.sampled_from(ITEMS), min_size=1), st.sets(st.sampled_from(ITEMS)))
def test_a_scope_more_never_makes_a_gap(asked, offered):
    few = needs(lab(items=tuple(offered)), request(items=tuple(asked)))
    more = needs(lab(items=tuple(offered | {"铅"})), request(items=tuple(asked)))
    assert all(few[item].gap or not more[item].gap for item in asked)
    assert {item for item in asked if few[item].gap} == asked - offered
