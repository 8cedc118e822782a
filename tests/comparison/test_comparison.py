"""Comparisons: exact p values, verdicts, many towns, periods, the regular analysis.

The p values are held against known tables and brute force.
"""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from fractions import Fraction
from math import comb

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.comparison import (
    SUBJECT,
    Every,
    ImprovementMeasure,
    Observation,
    PeerVerdict,
    Verdict,
    analyses_of,
    analyze,
    compare,
    compare_peers,
    comparison_facts,
    fisher_exact,
    holm,
    level_of,
    measure_facts,
    period_table,
    pooled,
)
from qualitygov.comparison.change import judged
from qualitygov.core.exact import Rate
from qualitygov.core.period import Period
from qualitygov.errors import FieldError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.subject import CountyData, CountyView, FactSpec, Subject
from qualitygov.text import Text

pytestmark = pytest.mark.clause("3.4.2.a", "3.1.3.c")
END = date(2016, 12, 31)
BOOK = load_rulebook("strong-town")
CONTEXT = Context(BOOK, as_of=END)
TOWN, OTHER = "330299101", "330299102"
COUNTS = st.integers(0, 40).flatmap(lambda n: st.integers(0, n).map(lambda good: Rate(good, n)))


@pytest.mark.parametrize(
    ("first", "second", "p"),
    [
        (Rate(3, 4), Rate(1, 4), Fraction(17, 35)),  # the lady tasting tea, one pair wrong
        (Rate(4, 4), Rate(0, 4), Fraction(1, 35)),  # all eight cups right
        (Rate(2, 17), Rate(10, 13), None),  # Fisher's twins of criminals, by brute force below
        (Rate(1, 10), Rate(11, 12), None),
        (Rate(0, 5), Rate(0, 7), Fraction(1)),
        (Rate(0, 0), Rate(3, 7), Fraction(1)),
    ],
)
def test_known_tables(first, second, p):
    assert fisher_exact(first, second) == (brute(first, second) if p is None else p)


def test_a_table_from_the_literature():
    assert (
        round(fisher_exact(Rate(2, 17), Rate(10, 13)) * 10**6) == 537
    )  # 0.000537, two-sided, as statistical programs print it


def brute(first, second):
    """By counting every choice of who is good whose table is not more likely than this one."""
    n, size, good = (
        first.denominator + second.denominator,
        first.denominator,
        first.numerator + second.numerator,
    )
    if n > 14:
        weights = {
            x: comb(size, x) * comb(n - size, good - x)
            for x in range(max(0, good - n + size), min(size, good) + 1)
        }
    else:
        weights = dict.fromkeys(range(size + 1), 0)
        for chosen in itertools.combinations(range(n), good):
            weights[sum(one < size for one in chosen)] += 1
    observed = weights[first.numerator]
    return Fraction(sum(w for w in weights.values() if 0 < w <= observed), sum(weights.values()))


def small(limit):
    return st.integers(0, limit).flatmap(
        lambda n: st.integers(0, n).map(lambda good: Rate(good, n))
    )


@given(small(6), small(6))
def test_p_is_what_counting_every_case_gives(first, second):
    assert fisher_exact(first, second) == brute(first, second)


@given(COUNTS, COUNTS)
def test_p_is_symmetrical_and_between_0_and_1(first, second):
    p = fisher_exact(first, second)
    assert 0 < p <= 1
    assert p == fisher_exact(second, first)
    flipped = [
        Rate(rate.denominator - rate.numerator, rate.denominator) for rate in (first, second)
    ]
    assert p == fisher_exact(*flipped)


@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 6))
def test_equal_rates_give_one(good, bad, times):
    assert fisher_exact(Rate(good, good + bad), Rate(times * good, times * (good + bad))) == 1


@given(st.lists(st.fractions(Fraction(1, 1000), 1), max_size=12), st.randoms())
def test_holm_corrects_upward_and_whatever_the_order(ps, shuffler):
    corrected = holm(ps)
    assert all(p <= c <= min(1, len(ps) * p) for p, c in zip(ps, corrected, strict=True))
    order = list(range(len(ps)))
    shuffler.shuffle(order)
    assert [corrected[at] for at in order] == list(holm([ps[at] for at in order]))
    assert all((ps[a] < ps[b]) <= (corrected[a] <= corrected[b]) for a in order for b in order)


def test_holm_by_hand():
    ps = [Fraction(4, 100), Fraction(1, 100), Fraction(3, 100)]
    assert holm(ps) == (Fraction(6, 100), Fraction(3, 100), Fraction(6, 100))
    assert holm([]) == ()


def test_what_counts_nothing_is_refused():
    for wrong in (Rate(5, 4), Rate(-1, 4)):
        with pytest.raises(FieldError, match="expected counts"):
            fisher_exact(wrong, Rate(1, 2))
        with pytest.raises(FieldError, match="expected counts"):
            compare(wrong, CONTEXT, before=Rate(1, 2))


def test_verdicts():
    found = {
        Verdict.IMPROVED: compare(Rate(57, 60), CONTEXT, before=Rate(45, 60)),
        Verdict.WORSE: compare(Rate(45, 60), CONTEXT, before=Rate(57, 60)),
        Verdict.NO_PROVEN_CHANGE: compare(Rate(10, 10), CONTEXT, before=Rate(9, 10)),
        Verdict.INSUFFICIENT: compare(Rate(600, 600), CONTEXT, before=Rate(0, 9)),
    }
    assert all(change.verdict is verdict for verdict, change in found.items())
    assert found[Verdict.INSUFFICIENT].p is None
    assert found[Verdict.IMPROVED].difference == Fraction(1, 5)
    assert compare(Rate(0, 0), CONTEXT, before=Rate(0, 0)).difference is None
    assert "fewer than 10" in found[Verdict.INSUFFICIENT].say()
    assert found[Verdict.WORSE].say("zh").endswith("有所下降")
    assert (
        compare(Rate(57, 60), CONTEXT, before=Rate(45, 60), higher_is_better=False).verdict
        is Verdict.WORSE
    )


def test_a_p_value_of_just_the_level_is_proof():
    level = level_of(CONTEXT)
    at, above = (
        judged(Rate(40, 60), Rate(50, 60), p, level) for p in (Fraction(1, 20), Fraction(51, 1000))
    )
    assert (at.verdict, above.verdict) == (Verdict.IMPROVED, Verdict.NO_PROVEN_CHANGE)
    with pytest.raises(FieldError, match="a p value is needed"):
        judged(Rate(40, 60), Rate(50, 60), None, level)


def test_the_number_of_observations_decides_from_the_minimum_up():
    assert compare(Rate(10, 10), CONTEXT, before=Rate(0, 10)).verdict is Verdict.IMPROVED
    assert compare(Rate(9, 9), CONTEXT, before=Rate(0, 10)).verdict is Verdict.INSUFFICIENT


@given(COUNTS, COUNTS, st.booleans())
def test_before_and_after_swapped_turn_the_verdict(before, after, up):
    turned = {Verdict.IMPROVED: Verdict.WORSE, Verdict.WORSE: Verdict.IMPROVED}
    there, back = (
        compare(two, CONTEXT, before=one, higher_is_better=up)
        for one, two in ((before, after), (after, before))
    )
    assert back.verdict is turned.get(there.verdict, there.verdict)
    assert compare(after, CONTEXT, before=before, higher_is_better=not up).verdict is back.verdict
    if there.verdict in turned:
        assert there.p is not None
        assert there.p <= level_of(CONTEXT).doubt


@given(st.dictionaries(st.sampled_from("abcdefgh"), COUNTS, max_size=8))
def test_peers_are_corrected_and_complete(rates):
    found = compare_peers(rates, CONTEXT)
    assert [one.town for one in found] == sorted(rates)
    total = pooled(rates)
    for one in found:
        assert one.own.denominator + one.rest.denominator == total.denominator
        enough = min(one.own.denominator, one.rest.denominator) >= 10
        assert (one.verdict is PeerVerdict.INSUFFICIENT) == (not enough)
        if one.corrected is not None:
            assert one.p is not None
            assert one.p <= one.corrected
            proven = one.verdict in (PeerVerdict.BETTER, PeerVerdict.WORSE)
            assert proven == (one.corrected <= Fraction(1, 20))
            if proven:
                assert (one.own > one.rest) == (one.verdict is PeerVerdict.BETTER)


def test_the_correction_keeps_a_chance_finding_from_being_called_proven():
    rates = {f"t{at:02d}": Rate(54, 60) for at in range(11)} | {"odd": Rate(48, 60)}
    odd = next(one for one in compare_peers(rates, CONTEXT) if one.town == "odd")
    assert odd.p is not None
    assert odd.p < Fraction(1, 20) < odd.corrected
    assert odd.verdict is PeerVerdict.NO_PROVEN_DIFFERENCE
    assert "no proven difference" in odd.say()
    alone = compare(odd.own, CONTEXT, before=odd.rest)
    assert (alone.p, alone.verdict) == (odd.p, Verdict.WORSE)
    down = compare_peers({"a": Rate(30, 60), "b": Rate(55, 60)}, CONTEXT, higher_is_better=False)
    assert [one.verdict.value for one in down] == ["better", "worse"]


@pytest.mark.parametrize("every", list(Every))
@given(day=st.dates(date(2011, 1, 1), date(2016, 12, 31)))
def test_periods_cover_each_day_once(every, day):
    period = every.of(day)
    assert period.first <= day <= period.last
    assert every.of(period.first) == every.of(period.last) == period
    assert every.of(period.last + timedelta(days=1)).first == period.last + timedelta(days=1)
    names = {"year": 4, "half": 6, "quarter": 6, "month": 7}
    assert len(period.name) == names[every.value]


def test_a_period_that_is_no_part_of_a_year_is_called_by_its_days():
    period = Period(date(2015, 7, 1), date(2016, 6, 30))
    assert period.name == str(period) == "2015-07-01–2016-06-30"
    assert Period(date(2016, 1, 1), date(2016, 12, 31)).name == "2016"
    assert Every.YEAR.of(date.max).last == date.max


def test_a_table_of_periods():
    rates = [Rate(30, 60), Rate(50, 60), Rate(51, 60), Rate(4, 4), Rate(30, 60)]
    table = period_table(
        {Every.YEAR.of(date(2012 + at, 1, 1)): rate for at, rate in enumerate(rates)}, CONTEXT
    )
    verdicts = [None if row.change is None else row.change.verdict.value for row in table.rows]
    assert verdicts == [None, "improved", "no-proven-change", "insufficient", "insufficient"]
    assert table.overall.verdict is Verdict.NO_PROVEN_CHANGE
    assert table.last.rate == Rate(30, 60)
    assert table.say().splitlines()[1] == "2013\t50/60\t83.33%\timproved"
    changes = [
        row.change for row in table.rows if row.change is not None and row.change.p is not None
    ]
    assert all(change.p <= change.corrected for change in changes)
    empty = period_table({}, CONTEXT)
    assert (empty.rows, empty.overall, empty.last) == ((), None, None)


def seen(town, year, good, bad, quality="product"):
    days = [date(year, 1 + at % 12, 1 + at % 28) for at in range(good + bad)]
    return [
        Observation(town=town, on=day, quality=quality, good=at < good)
        for at, day in enumerate(days)
    ]


def test_the_regular_analysis():
    observations = [
        *seen(TOWN, 2015, 45, 15),
        *seen(TOWN, 2016, 58, 2),
        *seen(OTHER, 2015, 55, 5),
        *seen(OTHER, 2016, 40, 20),
        *seen(OTHER, 2016, 3, 0, "service"),
        *seen(TOWN, 2017, 0, 90),
    ]
    product, service = analyze(observations, CONTEXT)
    assert [product.quality, service.quality] == ["product", "service"]
    assert [row.period.name for row in product.table.rows] == ["2015", "2016"]
    assert {town: change.verdict.value for town, change in product.changes.items()} == {
        TOWN: "improved",
        OTHER: "worse",
    }
    assert [peer.verdict.value for peer in product.peers] == ["better", "worse"]
    quarter = analyze(observations, Context(BOOK, as_of=date(2016, 6, 30)), every=Every.QUARTER)
    assert (quarter[0].last.name, quarter[0].before.name) == ("2016Q2", "2015Q2")


@pytest.mark.parametrize("every", list(Every))
@given(day=st.dates(date(2012, 1, 1), date(2016, 12, 31)))
def test_a_part_of_a_year_is_held_against_the_same_part_of_the_year_before(every, day):
    inside = [one for at in range(800) if (one := day - timedelta(days=at)).year >= day.year - 1]
    observations = [Observation(town=TOWN, on=one, quality="product", good=True) for one in inside]
    [found] = analyze(observations, Context(BOOK, as_of=day), every=every)
    assert found.last.last == day
    assert found.before == found.last.years_before(1)
    change = found.changes[TOWN]
    assert change.before.denominator == sum(one in found.before for one in inside)
    assert change.after.denominator == (found.last.last - found.last.first).days + 1
    leap = found.before.last - found.before.first != found.last.last - found.last.first
    assert abs(change.before.denominator - change.after.denominator) == leap


def test_the_winter_of_a_year_is_not_held_against_its_autumn():
    days = [
        date(year, month, day) for year in (2015, 2016) for month in (1, 4) for day in range(1, 21)
    ]
    observations = [
        Observation(town=TOWN, on=day, quality="product", good=day.month == 1) for day in days
    ]
    table = analyze(observations, Context(BOOK, as_of="2016-06-30"), every=Every.QUARTER)[0].table
    assert [row.period.name for row in table.rows] == ["2015Q1", "2015Q2", "2016Q1", "2016Q2"]
    assert [row.change and row.change.verdict.value for row in table.rows] == [
        None, None, "no-proven-change", "no-proven-change",
    ]  # fmt: skip
    assert table.overall.before == Rate(0, 20)


def test_three_quarters_are_not_held_against_a_whole_year():
    failures = [date(2015, 11, 1) + timedelta(days=at) for at in range(40)]
    good = [date(year, 3, 1) + timedelta(days=at) for year in (2015, 2016) for at in range(40)]
    observations = [
        *(Observation(town=TOWN, on=on, quality="product", good=False) for on in failures),
        *(Observation(town=TOWN, on=on, quality="product", good=True) for on in good),
    ]
    [found] = analyze(observations, Context(BOOK, as_of="2016-09-30"))
    assert found.changes[TOWN].before == Rate(40, 40)
    assert found.changes[TOWN].verdict is Verdict.NO_PROVEN_CHANGE


def test_a_year_asked_for_later_is_still_that_year():
    observations = [*seen(TOWN, 2015, 45, 15), *seen(TOWN, 2016, 58, 2), *seen(TOWN, 2017, 0, 90)]
    [found] = analyze(observations, Context.of_year(BOOK, 2016))
    assert (found.last.name, found.changes[TOWN].verdict) == ("2016", Verdict.IMPROVED)
    assert [found] == list(analyze(observations, CONTEXT))


@attrs.frozen(kw_only=True)
class SeenFact:
    """A fact as another subject makes it, with the columns that observations need."""

    town: str | None
    on: date | None
    conclusion: str = "pass"
    accepted_first_time: bool = True
    standing: str = "done"


def county(**facts):
    """A county in which another subject makes these facts, by the name of their table."""
    tables = {name.replace("_", "-"): rows for name, rows in facts.items()}
    made: list[str] = []

    def maker(name):
        def make(_view, _context):
            made.append(name)
            return tables[name]

        return make

    other = Subject(
        name="other",
        label=Text("其他", "other"),
        facts=tuple(FactSpec(name=name, row=SeenFact, make=maker(name)) for name in tables),
    )
    data = CountyData(id="330299", name=Text("试县", "Test"), subjects=(other, SUBJECT))
    return CountyView(data), made


def facts_of(town, year, good, bad, column):
    values = {"conclusion": ("pass", "fail"), "standing": ("done", "failed")}
    yes, no = values.get(column, (True, False))
    return [
        SeenFact(town=town, on=date(year, 1 + at % 12, 1), **{column: yes if at < good else no})
        for at in range(good + bad)
    ]


def test_the_facts_of_other_subjects_are_observed():
    unclear = SeenFact(town=TOWN, on=END, conclusion="pending")
    nowhere = SeenFact(town=None, on=END, conclusion="fail")
    undated = SeenFact(town=TOWN, on=None, conclusion="fail")
    view, made = county(
        sample=[*facts_of(TOWN, 2016, 20, 5, "conclusion"), unclear, nowhere, undated],
        project=facts_of(TOWN, 2016, 11, 2, "accepted_first_time"),
        air_day=[
            *facts_of(TOWN, 2016, 30, 10, "standing"),
            *(SeenFact(town=TOWN, on=END, standing=name) for name in ("excused", "open")),
        ],
    )
    found = analyses_of(view, CONTEXT)
    assert {one.quality: one.table.last.rate for one in found} == {
        "engineering": Rate(11, 13),
        "environment": Rate(30, 40),
        "product": Rate(20, 25),
    }
    assert analyses_of(view, CONTEXT) is found
    comparison_facts(view, CONTEXT)
    assert sorted(made) == ["air-day", "project", "sample"]


def test_rows_of_comparison():
    view, _ = county(
        sample=[
            *facts_of(TOWN, 2015, 45, 15, "conclusion"),
            *facts_of(TOWN, 2016, 58, 2, "conclusion"),
            *facts_of(OTHER, 2015, 55, 5, "conclusion"),
            *facts_of(OTHER, 2016, 40, 20, "conclusion"),
        ],
        project=facts_of(OTHER, 2016, 3, 0, "accepted_first_time"),
    )
    for context in (CONTEXT, Context.of_year(BOOK, 2016)):
        rows = comparison_facts(view, context)
        assert [(row.id, row.on, row.town, row.change, row.among_peers) for row in rows] == [
            (f"engineering/{OTHER}/2016", END, OTHER, "insufficient", "insufficient"),
            (f"product/{TOWN}/2016", END, TOWN, "improved", "better"),
            (f"product/{OTHER}/2016", END, OTHER, "worse", "worse"),
        ]
    [section] = SUBJECT.sections
    assert list(section.rows(view, CONTEXT))[1] == (
        Text(
            "产品质量：同比有所改善、变差的乡镇",
            "product: towns improved, and worse, on the year before",
        ),
        2,
        Text("1、1", "1, 1"),
    )
    assert (section.order, section.most, len(section.columns)) == (125, 10, 3)


def test_a_town_that_has_nothing_now_stands_as_insufficient():
    view, _ = county(
        sample=[
            *facts_of(TOWN, 2015, 20, 0, "conclusion"),
            *facts_of(OTHER, 2016, 20, 0, "conclusion"),
        ]
    )
    assert {row.town: row.among_peers for row in comparison_facts(view, CONTEXT)} == {
        TOWN: "insufficient",
        OTHER: "insufficient",
    }


def measure(**more):
    fields = {
        "good_before": 45,
        "all_before": 60,
        "good_after": 57,
        "all_after": 60,
        "measured_on": date(2016, 6, 1),
        **more,
    }
    return ImprovementMeasure(
        id="I1",
        town=TOWN,
        quality=Quality.PRODUCT,
        matter="灌装封口",
        taken_on=date(2016, 1, 4),
        document="评价",
        **fields,
    )


def test_measures_are_judged_by_their_counts():
    measures = [measure(), measure(good_after=46), measure(measured_on=date(2017, 1, 5))]
    data = CountyData(
        id="330299", name=Text("试县", "Test"), subjects=(SUBJECT,), improvements=measures
    )
    rows = measure_facts(CountyView(data), Context(BOOK, as_of=END, known_at=date(2017, 2, 1)))
    assert [(row.verdict, row.improved) for row in rows] == [
        ("improved", True),
        ("no-proven-change", False),
    ]
    assert (rows[0].on, rows[0].quality) == (date(2016, 6, 1), "product")
    with pytest.raises(FieldError, match="more good ones"):
        measure(good_after=61)
    with pytest.raises(FieldError, match="lies before"):
        measure(measured_on=date(2015, 6, 1))
