"""Tracing batches: up and down, round in circles, and how much is known."""

from __future__ import annotations

import copy
import pickle
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.exact import Rate
from qualitygov.core.period import Period
from qualitygov.enterprise import (
    Batch,
    BatchGraph,
    BatchLink,
    Direction,
    GapKind,
    completeness,
    trace,
)
from qualitygov.errors import FieldError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context

pytestmark = pytest.mark.clause("3.3.1.b")
BOOK = load_rulebook("strong-town")
UNIT, OTHER = "91330299MA2837B62L", "91110000600037341L"
UP, DOWN = Direction.UP, Direction.DOWN
MADE, AS_OF = date(2016, 3, 1), date(2016, 12, 31)
CONTEXT = Context(BOOK, as_of=AS_OF)


def on(day):
    return Context(BOOK, as_of=day)


def up(batch=None, unit=None, day=MADE):
    return BatchLink(direction=UP, batch=batch, unit=unit, recorded_on=day)


def down(batch=None, unit=None, day=MADE):
    return BatchLink(direction=DOWN, batch=batch, unit=unit, recorded_on=day)


def batch(name, *links, unit=UNIT, **more):
    return Batch(id=name, enterprise=unit, product="果酱", made_on=MADE, links=links, **more)


CHAIN = [
    batch("farm", origin=True, shipped_on=MADE),
    batch("sugar", up("S-9", OTHER)),
    batch("jam", up("farm"), up("sugar"), down("shop"), shipped_on=MADE),
    batch("shop", unit=OTHER, shipped_on=MADE, end_use=True),
]


def test_a_batch_is_traced_up_to_its_origins_and_down_to_its_receivers():
    found = trace(CHAIN, CONTEXT, start="shop", direction=UP)
    assert [(step.depth, step.batch, step.via) for step in found.steps] == [
        (1, "jam", "shop"),
        (2, "farm", "jam"),
        (2, "sugar", "jam"),
    ]
    assert [(end.at, end.unit, end.batch) for end in found.outside] == [
        ("sugar", "600037341", "S-9")
    ]
    assert found.complete
    assert trace(CHAIN, CONTEXT, start="farm", direction=DOWN).batches == {"jam", "shop"}
    assert completeness(CHAIN, CONTEXT, unit=UNIT).rate == Rate(1, 1)


def test_a_link_counts_in_whichever_batch_it_was_recorded():
    one = [batch("a", down("b"), origin=True), batch("b")]
    two = [batch("a", origin=True), batch("b", up("a"))]
    for rows in (one, two):
        assert trace(rows, CONTEXT, start="b", direction=UP).batches == {"a"}
        assert completeness(rows, CONTEXT, unit=UNIT).rate == Rate(2, 2)


def test_a_graph_is_a_value_copied_and_pickled_as_well():
    graph = BatchGraph.of(CHAIN, CONTEXT)
    for other in (
        pickle.loads(pickle.dumps(graph)),
        copy.deepcopy(graph),
        BatchGraph.of(reversed(CHAIN), CONTEXT),
    ):
        assert (other, hash(other)) == (graph, hash(graph))
    assert graph != BatchGraph.of(CHAIN[1:], CONTEXT)


def test_every_break_of_a_trail_is_named():
    rows = [
        batch("a", shipped_on=MADE),
        batch("b", up("nobody-knows")),
        batch("c", up(unit=OTHER)),
    ]
    found = completeness(rows, CONTEXT, unit=UNIT)
    assert [(gap.batch, gap.kind, gap.named) for gap in found.gaps] == [
        ("a", GapKind.NO_RECEIVER, ""),
        ("a", GapKind.NO_SOURCE, ""),
        ("b", GapKind.UNKNOWN_BATCH, "nobody-knows"),
        ("c", GapKind.NO_BATCH, "600037341"),
    ]
    assert (found.rate.numerator, found.rate.denominator, found.batches) == (0, 4, 3)


def test_a_county_may_take_the_unit_alone_for_a_link(tmp_path):
    path = tmp_path / "county.toml"
    path.write_text(
        """[rulebook]
id = "c"
version = "1"
title = { zh = "县", en = "county" }
extends = "strong-town"
[[change]]
section = "parameter"
id = "traceability.step"
set = { value = "unit" }
source = "某县规定"
""",
        encoding="utf-8",
    )
    local = Context(load_rulebook(path), as_of=AS_OF)
    rows = [batch("c", up(unit=OTHER))]
    assert completeness(rows, local, unit=UNIT).rate == Rate(1, 1)
    assert completeness(rows, CONTEXT, unit=UNIT).rate == Rate(0, 1)


def test_what_was_not_recorded_by_the_day_is_not_known_then():
    rows = [batch("a", origin=True), batch("b", up("a", day=date(2016, 9, 1)))]
    assert (
        trace(rows, on(date(2016, 8, 31)), start="b", direction=UP).gaps[0].kind
        is GapKind.NO_SOURCE
    )
    assert trace(rows, on(date(2016, 9, 1)), start="b", direction=UP).complete
    stock = [batch("a", origin=True, shipped_on=date(2016, 9, 1))]
    assert completeness(stock, on(date(2016, 8, 31)), unit=UNIT).rate.defined is False
    assert completeness(stock, on(date(2016, 9, 1)), unit=UNIT).gaps[0].kind is GapKind.NO_RECEIVER


def test_a_link_counts_once_it_has_happened_and_is_known():
    rows = [batch("a", origin=True), batch("b", up("a", day=date(2016, 9, 1)))]

    def complete(as_of, known_at):
        context = Context(BOOK, as_of=as_of, known_at=known_at)
        return trace(rows, context, start="b", direction=UP).complete

    before, then = date(2016, 8, 31), date(2016, 9, 1)
    assert [complete(*days) for days in ((AS_OF, before), (before, AS_OF))] == [False, False]
    assert [complete(*days) for days in ((AS_OF, then), (then, AS_OF))] == [True, True]


def test_a_circle_is_a_gap_and_the_listing_ends():
    rows = [batch("a", up("c")), batch("b", up("a")), batch("c", up("b"))]
    found = trace(rows, CONTEXT, start="a", direction=UP)
    assert [step.batch for step in found.steps] == ["c", "b"]
    assert [(gap.batch, gap.kind, gap.named) for gap in found.gaps] == [
        ("a", GapKind.CIRCULAR, "b")
    ]


def test_what_contradicts_itself_is_refused():
    with pytest.raises(FieldError, match="no batch z"):
        trace(CHAIN, CONTEXT, start="z", direction=UP)
    with pytest.raises(FieldError, match="twice"):
        trace([*CHAIN, CHAIN[0]], CONTEXT, start="jam", direction=UP)
    with pytest.raises(FieldError, match="itself"):
        batch("a", up("a"))
    with pytest.raises(FieldError, match="nothing upstream"):
        batch("a", up("b"), origin=True)
    with pytest.raises(FieldError, match="a batch or a unit"):
        up()


NAMES = "abcdefg"
LINK = st.tuples(
    st.sampled_from(Direction),
    st.none() | st.sampled_from([*NAMES, "x", "y"]),
    st.none() | st.sampled_from([UNIT, OTHER]),
)


@st.composite
def worlds(draw):
    rows = []
    for name in draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1)):
        origin = draw(st.booleans())
        links = [
            BatchLink(direction=way, batch=other, unit=unit, recorded_on=MADE)
            for way, other, unit in draw(st.lists(LINK, max_size=4))
            if other != name and (other or unit) and not (origin and way is UP)
        ]
        shipped = draw(st.none() | st.just(MADE))
        unit = draw(st.sampled_from([UNIT, OTHER]))
        rows.append(
            batch(
                name,
                *links,
                unit=unit,
                origin=origin,
                shipped_on=shipped,
                end_use=draw(st.booleans()),
            )
        )
    return rows


@given(worlds())
def test_tracing_ends_and_up_is_the_inverse_of_down(rows):
    names = [row.id for row in rows]
    above = {name: trace(rows, CONTEXT, start=name, direction=UP) for name in names}
    below = {name: trace(rows, CONTEXT, start=name, direction=DOWN) for name in names}
    for name, found in (*above.items(), *below.items()):
        listed = [step.batch for step in found.steps]
        assert name not in listed
        assert len(listed) == len(set(listed)) < len(names)
        assert [step.depth for step in found.steps] == sorted(step.depth for step in found.steps)
    assert all((a in above[b].batches) == (b in below[a].batches) for a in names for b in names)


@given(worlds())
def test_a_batch_is_in_a_circle_upstream_just_when_it_is_downstream(rows):
    def circular(name, way):
        return any(
            gap.kind is GapKind.CIRCULAR
            for gap in trace(rows, CONTEXT, start=name, direction=way).gaps
        )

    assert all(circular(row.id, UP) == circular(row.id, DOWN) for row in rows)


@given(worlds(), st.data())
def test_adding_a_link_never_lowers_what_is_known(rows, data):
    at = data.draw(st.integers(0, len(rows) - 1))
    one = rows[at]
    way, other, unit = data.draw(
        LINK.filter(lambda link: link[1] != one.id and (link[1] or link[2]))
    )
    if one.origin:
        way = DOWN
    link = BatchLink(direction=way, batch=other, unit=unit, recorded_on=MADE)
    more = [*rows[:at], attrs.evolve(one, links=(*one.links, link)), *rows[at + 1 :]]
    resolving = other in {row.id for row in rows} or (other is not None and unit is not None)
    for subject in (UNIT, OTHER):
        before, after = (completeness(world, CONTEXT, unit=subject).rate for world in (rows, more))
        assert after.numerator >= before.numerator
        if resolving and before.defined:
            assert after >= before
    for name in (row.id for row in rows):
        for direction in Direction:
            old, new = (
                trace(world, CONTEXT, start=name, direction=direction) for world in (rows, more)
            )
            assert old.batches <= new.batches
            assert set(old.outside) <= set(new.outside)


@given(worlds(), st.randoms(use_true_random=False))
def test_order_never_matters(rows, random):
    mixed = [
        attrs.evolve(row, links=tuple(random.sample(row.links, len(row.links)))) for row in rows
    ]
    random.shuffle(mixed)
    for row in rows:
        assert trace(mixed, CONTEXT, start=row.id, direction=UP) == trace(
            rows, CONTEXT, start=row.id, direction=UP
        )
    assert completeness(mixed, CONTEXT, unit=UNIT) == completeness(rows, CONTEXT, unit=UNIT)


@given(worlds())
def test_completeness_is_whole_just_without_gaps_and_parts_add_up(rows):
    for subject in (UNIT, OTHER):
        found = completeness(rows, CONTEXT, unit=subject)
        assert found.rate.denominator - found.rate.numerator == len(found.gaps)
        assert not found.rate.defined or (found.rate == Rate(1, 1)) == (not found.gaps)


def test_a_long_chain_is_no_burden():
    rows = [batch("b0", origin=True)] + [batch(f"b{n}", up(f"b{n - 1}")) for n in range(1, 3000)]
    found = trace(rows, CONTEXT, start="b2999", direction=UP)
    assert (len(found.steps), found.steps[-1].depth) == (2999, 2999)


def test_only_batches_made_in_the_stretch_are_judged():
    rows = [batch("a"), attrs.evolve(batch("b", origin=True), made_on=MADE + timedelta(days=40))]
    assert (
        completeness(rows, CONTEXT, unit=UNIT, period=Period(date(2016, 4, 1), AS_OF)).batches == 1
    )
    assert completeness(
        rows, CONTEXT, unit=UNIT, period=Period(date(2016, 1, 1), date(2016, 3, 31))
    ).rate == Rate(0, 1)
