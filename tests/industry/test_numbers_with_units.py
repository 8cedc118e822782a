"""Figures with units: brought to one unit or refused; shares whole; carried and stood in for."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.errors import FieldError, RulebookError
from qualitygov.industry import (
    SUBJECT,
    Figure,
    converted,
    figure_facts,
    figure_problems,
    filing_facts,
    refused_figures,
    unit_named,
)
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.industry import FigureItem, MeasuringUnit
from qualitygov.subject import TOWNS, CountyData, CountyView, Subject, Town, row_problems
from qualitygov.text import Text

pytestmark = pytest.mark.clause("2.2.1.a", "2.2.1.b", "2.2.5.b", "2.2.5.f")

BOOK = load_rulebook("strong-town")
END = Context(BOOK, as_of="2016-12-31")
YEAR = Context.of_year(BOOK, 2016)
ITEMS, UNITS = END.rules.entries(FigureItem), END.rules.entries(MeasuringUnit)
TOWN, OTHER = "330299101", "330299102"
HEAD = (
    '[rulebook]\nid = "t"\nversion = "1"\ntitle = { zh = "书", en = "Book" }\n'
    'extends = "strong-town"\n'
)
DUE, CUTOFF, DAY = date(2017, 2, 20), date(2017, 3, 1), timedelta(days=1)


def figure(item="output-energy", year=2016, value="12.5", unit="百万元", **more):
    given_value = Decimal(value)
    return Figure(
        town=more.pop("town", TOWN), item=item, year=year, value=given_value, unit=unit,
        source_document="年报", **more,
    )  # fmt: skip


def county_of(figures):
    towns = Subject(name="towns", label=Text("乡镇", "towns"), tables=(TOWNS,))
    town = Town(code=TOWN, name=Text("甲镇", "Town A"), parent="330299")
    name = Text("试县", "Test County")
    return CountyView(
        CountyData(id="330299", name=name, subjects=(towns, SUBJECT), towns=[town], figures=figures)
    )


def rows(figures, context=YEAR, make=figure_facts):
    return {fact.id: fact for fact in make(county_of(figures), context.settled)}


def row(figures, item="output-energy", year=2016, context=YEAR, make=figure_facts):
    return rows(figures, context, make)[f"{TOWN}/{item}/{year}"]


def problems(one):
    return [(p.code, p.expected.en) for p in row_problems(one, END, (SUBJECT,))]


# Units


def test_twelve_yi_and_ninety_thousand_wan_are_one_scale():
    figures = [
        figure(year=2015, value="12", unit="亿"), figure(year=2016, value="90000", unit="万元"),
    ]  # fmt: skip
    found = rows(figures)
    before, now = (found[f"{TOWN}/output-energy/{year}"].value for year in (2015, 2016))
    assert (before, now) == (1200, 900)
    assert now < before  # no growth


def test_a_fraction_and_a_percentage_are_one_scale_or_an_error():
    figures = [
        figure("land-green-cover", 2015, "55", "%"),
        figure("land-green-cover", 2016, "0.60", "比例"),
    ]
    found = rows(figures)
    assert [found[f"{TOWN}/land-green-cover/{year}"].value for year in (2015, 2016)] == [55, 60]
    wrong = figure("land-green-cover", 2016, "0.60", "%")
    [(code, words)] = problems(wrong)
    assert (code, words) == (
        "figure.bounds",
        "green cover of land of 0.6 (percent) should lie between 1 and 100; is the unit right?",
    )
    assert row([wrong], "land-green-cover").standing == "missing"
    assert problems(figure("land-green-cover", 2016, "100", "％")) == []
    assert problems(figure("land-green-cover", 2016, "100.1", "％")) != []


@pytest.mark.parametrize(
    ("one", "code", "words"),
    [
        (figure(unit="吨"), "figure.unit", "is counted in million yuan or a unit like it"),
        (figure(unit="美元"), "figure.unit", "no such unit: 美元"),
        (figure(item="output-enrgy"), "figure.item", "did you mean output-energy"),
        (figure(value="-1"), "figure.bounds", "should lie between 0 and –"),
        (figure("sector-structure", value="0.9", unit="1"), "figure.derived", "is not filed"),
    ],
)
def test_a_figure_that_cannot_be_used_is_refused_with_its_reason(one, code, words):
    [(found, text)] = problems(one)
    assert found == code
    assert words in text
    assert row([one], "output-energy").standing == "missing"


def test_checks_of_figures_yield_problems_and_never_raise():
    wrong = {
        "吨": figure(unit="吨"), "美元": figure(unit="美元"), "-1": figure(value="-1"),
        "share": figure("sector-structure", value="0.9", unit="1"),
    }  # fmt: skip
    found = {name: list(figure_problems(one, END)) for name, one in wrong.items()}
    assert {name: [(p.code, p.path) for p in problems] for name, problems in found.items()} == {
        "吨": [("figure.unit", "unit")],
        "美元": [("figure.unit", "unit")],
        "-1": [("figure.bounds", "value")],
        "share": [("figure.derived", "item")],
    }


def named(figures, context=YEAR):
    return {one.id: one.reason.en for one in refused_figures(county_of(figures), context)}


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (figure(unit="美元"), "no such unit: 美元"),
        (figure(unit="吨"), "is counted in million yuan or a unit like it"),
        (figure(value="-1"), "should lie between 0 and –"),
        (figure(item="output-enrgy"), "did you mean output-energy"),
        (figure("sector-structure", value="0.9", unit="1"), "is not filed"),
    ],
)
def test_a_figure_of_a_program_that_counts_for_nothing_is_named(one, words):
    (told,) = named([one]).items()
    assert told[0] == one.id
    assert words in told[1]
    assert named([figure()]) == {}
    if one.item == "output-energy":
        for make in (figure_facts, filing_facts):
            found = row([one], make=make)
            assert found.standing == "missing"
            assert words in found.because.en
        before = [figure(year=2015), one]
        stood_in = row(before, context=Context.of_year(BOOK, 2016))
        assert words in stood_in.because.en


def test_two_figures_of_one_day_that_differ_are_named():
    differ = [figure(value="10"), figure(value="11")]
    assert named(differ) == {f"{TOWN}/output-energy/2016": "filed on one day and differ: 10, 11"}
    assert row(differ).because.zh == "同日报送的数不一致：10, 11"
    assert named([figure(value="10"), figure(value="10")]) == {}
    later = [*differ, figure(value="12", known_on=date(2017, 2, 1))]
    assert named(later) == {}
    assert row(later).because is None
    early = Context.of_year(BOOK, 2016, known_at=date(2017, 1, 31))
    assert list(named(later, early)) == [f"{TOWN}/output-energy/2016"]  # as known then


def test_a_share_says_which_of_its_parts_was_refused():
    parts = [figure("output-primary", value="10", unit="美元"), *SECTORS[1:]]
    assert "no such unit" in row(parts, "sector-structure").because.en
    assert row(SECTORS, "sector-structure").because is None


def test_a_good_figure_has_no_problem():
    assert problems(figure()) == []
    assert list(figure_problems(figure(unit="亿 元"), END)) == []
    assert unit_named("公斤", END).id == "kilogram"


MONEY = sorted(name for name, unit in UNITS.items() if unit.quantity == "money")


@given(st.decimals(0, 10**12, places=3), st.sampled_from(MONEY))
def test_a_conversion_is_exact_and_goes_back(value, name):
    unit, item = UNITS[name], ITEMS["output-energy"]
    found = converted(value, unit.names[0], item, END)
    assert Fraction(found) * 10**6 == Fraction(value) * Fraction(unit.factor)


@given(st.decimals(0, 10**6, places=2), st.sampled_from(MONEY), st.sampled_from(MONEY))
def test_the_unit_in_which_a_figure_is_written_changes_nothing(value, one, other):
    there = converted(value, UNITS[one].names[0], ITEMS["output-energy"], END)
    again = Fraction(value) * Fraction(UNITS[one].factor) / Fraction(UNITS[other].factor)
    scaled = Decimal(again.numerator) / Decimal(again.denominator)
    assert converted(scaled, UNITS[other].names[0], ITEMS["output-energy"], END) == there


def test_what_has_no_end_is_refused(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(
        '[rulebook]\nid = "t"\nversion = "1"\ntitle = { zh = "书", en = "Book" }\n'
        'extends = "strong-town"\n[[change]]\nsection = "measuring-unit"\n'
        'id = "million-yuan"\nset = { factor = 3 }\nsource = "x"\n',
        encoding="utf-8",
    )
    context = Context(load_rulebook(path), as_of=date(2016, 12, 31))
    item = context.rules.entry(FigureItem, "output-energy")
    with pytest.raises(FieldError, match="cannot be brought to million yuan exactly"):
        converted(1, "元", item, context)
    assert converted(3, "元", item, context) == 1


# What was due, and which figure counts


def test_a_figure_is_open_until_its_day_then_missing():
    for as_of, standing in ((DUE, "open"), (DUE + DAY, "missing")):
        found = row([], context=Context.of_year(BOOK, 2016, as_of=as_of))
        assert (found.standing, found.value, found.by) == (standing, None, DUE)
        assert found.settles_on == (DUE if standing == "open" else None)


@pytest.mark.parametrize(
    ("known_on", "standing"),
    [(None, "done"), (DUE, "done"), (DUE + DAY, "late"), (CUTOFF, "late")],
)
def test_a_figure_in_time_and_late(known_on, standing):
    one = figure(known_on=known_on)
    assert (row([one]).standing, row([one]).value) == (standing, Decimal("12.5"))
    assert row([one], make=filing_facts).standing == standing


def test_a_figure_is_seen_when_its_year_has_ended():
    early = Context.of_year(BOOK, 2016, as_of=date(2016, 12, 30))
    assert row([figure()], context=early).standing == "open"
    assert row([figure()], context=END).standing == "done"


def test_the_year_befores_stands_in_for_a_figure_after_the_cut_off():
    after = CUTOFF + DAY
    figures = [
        figure("emission-so2", 2015, "800", "吨"),
        figure("emission-so2", 2016, "700", "吨", known_on=after),
    ]
    later = Context.of_year(BOOK, 2016, as_of=date(2018, 1, 1))
    found = row(figures, "emission-so2", context=later)
    assert (found.standing, found.value, found.figure_year) == ("done", 800, 2015)
    filed = row(figures, "emission-so2", context=later, make=filing_facts)
    assert filed.standing == "missing"
    on_the_day = [figures[0], figure("emission-so2", 2016, "700", "吨", known_on=CUTOFF)]
    assert row(on_the_day, "emission-so2", context=later).value == 700
    before = Context.of_year(BOOK, 2016, as_of=CUTOFF - DAY)
    assert row(figures, "emission-so2", context=before).standing == "missing"


def test_a_year_from_july_to_june_is_judged_by_the_figures_of_the_year_that_ends_in_it(tmp_path):
    path = tmp_path / "book.toml"
    change = '[[change]]\nsection = "parameter"\nid = "assessment.year"\n'
    path.write_text(
        f'{HEAD}{change}set = {{ value = "july-june" }}\nsource = "x"\n', encoding="utf-8"
    )
    context = Context.of_year(load_rulebook(path), 2016)
    assert str(context.period) == "2015-07-01–2016-06-30"
    found = rows([figure("emission-so2", 2014, "800", "吨")], context)
    one = found[f"{TOWN}/emission-so2/2015"]
    assert (one.value, one.figure_year, one.on in context.period) == (800, 2014, True)
    assert f"{TOWN}/emission-so2/2016" not in found


def test_the_last_known_growth_stands_in_for_a_late_output():
    values = {2013: "100", 2014: "110", 2015: "132"}
    figures = [figure(year=year, value=value) for year, value in values.items()]
    found = rows(figures)
    stood = {year: found[f"{TOWN}/output-energy/{year}"] for year in range(2013, 2017)}
    assert {year: fact.value for year, fact in stood.items()} == {
        2013: 100, 2014: 110, 2015: 110, 2016: 132,
    }  # fmt: skip
    assert (stood[2016].figure_year, stood[2015].figure_year) == (2015, 2014)


def test_forest_cover_is_carried_forward_and_says_so():
    one = [figure("forest-cover", 2009, "46", "%")]
    found = row(one, "forest-cover")
    assert (found.standing, found.value, found.figure_year) == ("done", 46, 2009)
    old = [figure("forest-cover", 2005, "46", "%")]
    assert row(old, "forest-cover").standing == "missing"
    [section] = SUBJECT.sections
    [(_, label, year, why)] = section.rows(county_of(one), YEAR)
    assert (label.en, year, why.en) == (
        "forest cover", "2009", "carried forward from the last inventory",
    )  # fmt: skip


def test_a_figure_filed_again_counts_as_it_was_last_known():
    figures = [figure(value="10"), figure(value="11", known_on=date(2017, 6, 1))]
    known = Context.of_year(BOOK, 2016, as_of=date(2018, 1, 1), known_at=date(2017, 5, 31))
    assert row(figures, context=known).value == 10
    assert row(figures, context=Context.of_year(BOOK, 2016, known_at=date(2017, 6, 1))).value == 11
    contradiction = [figure(value="10"), figure(value="11")]
    assert row(contradiction).value is None


# Shares


SECTORS = [figure(f"output-{name}", value=value) for name, value in
           (("primary", "10"), ("secondary", "60"), ("tertiary", "30"))]  # fmt: skip


def test_a_share_needs_all_its_parts():
    found = row(SECTORS, "sector-structure")
    assert (found.above, found.under, found.value) == (90, 100, None)
    for at in range(3):
        lacking = row(SECTORS[:at] + SECTORS[at + 1 :], "sector-structure")
        assert (lacking.above, lacking.under, lacking.standing) == (None, None, "missing")


@given(st.lists(st.integers(0, 10**6), min_size=3, max_size=3), st.permutations(range(3)))
def test_the_parts_of_a_share_are_added_in_one_unit_in_any_order(values, order):
    names = ("primary", "secondary", "tertiary")
    parts = [
        figure(f"output-{name}", value=str(value * scale), unit=unit)
        for name, value, (unit, scale) in zip(
            names, values, (("百万元", 1), ("万元", 100), ("元", 10**6)), strict=True
        )
    ]
    found = row([parts[at] for at in order], "sector-structure")
    if sum(values) == 0:
        assert found.under is None
    else:
        assert (found.above, found.under) == (values[1] + values[2], sum(values))


# Every town, every item, every year; silence


@given(st.sets(st.sampled_from(sorted(n for n, i in ITEMS.items() if not i.derived))))
def test_each_figure_of_each_town_is_a_row_whoever_filed(named):
    figures = [figure(name, value="50", unit=UNITS[ITEMS[name].unit].names[0]) for name in named]
    figures.append(figure("output-energy", value="50", town=OTHER))
    found = rows(figures)
    for town in (TOWN, OTHER):
        for name in ITEMS:
            assert f"{town}/{name}/2016" in found
    filed = {fact.item for fact in found.values() if fact.town == TOWN and fact.on.year == 2016
             and fact.standing == "done" and not ITEMS[fact.item].derived}  # fmt: skip
    assert filed == named


def test_towns_have_no_national_accounts_and_the_book_says_what_is_counted():
    for name in ("output-primary", "output-secondary", "output-tertiary", "output-energy"):
        assert ITEMS[name].definition is not None
    assert "above scale" in ITEMS["output-energy"].definition.en
    assert list(FigureItem.check_set(ITEMS)) == []


@pytest.mark.parametrize(
    ("section", "name", "set_", "path", "words"),
    [
        ("indicator", "industry-energy", 'where = { item = { any_of = ["output-enrgy"] } }',
         "indicator.industry-energy.where.item", "did you mean output-energy"),
        ("indicator", "industry-energy", 'where = { item = { any_of = ["sector-structure"] } }',
         "indicator.industry-energy.where.item", "only a share is taken of a share"),
        ("indicator", "sector-structure", 'sum = "value"',
         "indicator.sector-structure.sum", "a share sums above"),
        ("figure-item", "output-energy", 'unit = "dollar"',
         "figure-item.output-energy.unit", "no such unit"),
        ("figure-item", "sector-structure", 'above = ["output-fourth"]',
         "figure-item.sector-structure.above", "a figure that exists and is no share"),
        ("figure-item", "sector-structure", "above = []",
         "figure-item.sector-structure.under", "both above and under, or neither"),
        ("figure-item", "output-primary", 'unit = "ton"',
         "figure-item.sector-structure.under", "parts in one unit"),
        ("measuring-unit", "ton", 'names = ["元"]', "measuring-unit.yuan.names", "names ton already"),
        ("measuring-unit", "ton", "factor = 0", "measuring-unit.ton.factor", "above 0"),
    ],
)  # fmt: skip
def test_a_book_whose_figures_do_not_fit_is_refused(tmp_path, section, name, set_, path, words):
    file = tmp_path / "book.toml"
    change = f'[[change]]\nsection = "{section}"\nid = "{name}"\nset = {{ {set_} }}\nsource = "x"\n'
    file.write_text(HEAD + change, encoding="utf-8")
    with pytest.raises(RulebookError) as raised:
        load_rulebook(file)
    found = [p for p in raised.value.problems if path in f"{p.path} {p.expected.en}"]
    assert any(words in p.expected.en for p in found), raised.value.problems
