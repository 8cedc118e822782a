"""The page on where the example shows what: each line of it is looked up."""

from __future__ import annotations

import functools
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from example_county import assessed as assessment
from example_county import reading
from qualitygov import Context, OfficialCalendar, assess_county, read_county
from qualitygov.assessment import Verdict
from qualitygov.assessment.judge import judge_all
from qualitygov.core.knowledge import known_rows, own_day
from qualitygov.core.period import part_of_year
from qualitygov.county import facts_of
from qualitygov.errors import FieldError
from qualitygov.returns import FINDINGS, closings_of, excused_of, returns_of
from qualitygov.subject import CountyView, Standing
from qualitygov.supervision import public_draw

ROOT = Path(__file__).parents[2]
COUNTY = ROOT / "examples" / "county"
PAGE = (ROOT / "docs" / "example-where.md").read_text(encoding="utf-8")
BEFORE, AFTER = date(2017, 2, 14), date(2017, 4, 10)
WITHOUT = {"towns", "unit_aliases"}
"""Tables of which nothing can become known late: the map, and other names of units."""
CANNOT = {
    "figures", "resource_uses",  # their coming is the deed: after the cut-off it never counts for the year
    "licences",  # of the example, those known late are no licences to produce
    "inspectors", "draw_lists",  # who is sent, and whom a draw takes: no facts rest on them
}  # fmt: skip
"""Tables of which a row that became known late cannot change the facts of the year."""
DECIDED = {"returns", "excuses", "closed_results", "later_findings"}
"""Tables of the target office, from which no facts are made: what they decide is looked at."""


def rows(title):
    """The rows of the table under a heading."""
    part = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)[1]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [
        tuple(cell.strip().strip("`") for cell in line.strip("|").split("|")) for line in lines[1:]
    ]


@functools.cache
def standings():
    """Every standing of every duty of the year, by duty and id."""
    view, context, found = assessment().view, assessment().context.settled, {}
    for subject in view.data.subjects:
        for spec in subject.facts:
            for row in view.once(spec.make, context):
                if hasattr(row, "standing") and hasattr(row, "duty"):
                    found.setdefault((row.duty, row.id), set()).add((row.standing, row.town))
    return found


@functools.cache
def code_of(name):
    return next(town.code for town in reading().data.towns if town.name.en == name)


def text_of(file):
    return (COUNTY / "data" / file).read_text(encoding="utf-8")


def test_each_standing_and_each_verdict_is_on_the_page():
    assert {row[0] for row in rows("Standings")} == {one.value for one in Standing}
    elsewhere = {Verdict.NOT_IN_FORCE, Verdict.NOT_ASSESSED}
    assert {row[0] for row in rows("Verdicts")} == {one.value for one in Verdict} - {
        one.value for one in elsewhere
    }


@pytest.mark.parametrize("row", rows("Standings"), ids=lambda row: f"{row[1]}-{row[0]}")
def test_the_standing_is_there(row):
    standing, duty, town, name, file = row
    assert (standing, code_of(town)) in standings()[duty, name]
    assert (COUNTY / "data" / file).exists()


@pytest.mark.parametrize("row", rows("Verdicts"), ids=lambda row: f"{row[1]}-{row[0]}-{row[2]}")
def test_the_verdict_is_there(row):
    verdict, target, town, _, file = row
    assert assessment().town(code_of(town)).targets[target].verdict == verdict
    assert (COUNTY / "data" / file).exists()


@pytest.mark.parametrize("title", ["Returns, excuses, results", "Edges of the law"])
def test_what_stands_in_a_file_is_in_it(title):
    assert len(rows(title)) > 10
    for _, town, name, file in rows(title):
        lines = [line for line in text_of(file).splitlines() if name in line]
        assert lines, (name, file)
        if town != "–":
            code = code_of(town)
            assert any(code in line for line in lines) or name in ("S80000/fail,confirmed", "L5")


def test_what_is_not_in_force_and_not_assessed_is_shown_elsewhere():
    facts = facts_of(assessment().view, assessment().context)
    target, period = assessment().plan.targets["satisfaction"], part_of_year(date(2013, 1, 1), 12)
    judged = judge_all(target, facts, [town.town for town in assessment().towns], period)
    assert {one.verdict for one in judged.values()} == {Verdict.NOT_IN_FORCE}
    bad = read_county(ROOT / "examples" / "county-with-errors", calendar=OfficialCalendar())
    context = Context.of_year(bad.rulebook, 2016, calendar=OfficialCalendar())
    found = assess_county(bad.data, context, profile=bad.manifest.profile)
    assert not found.whole
    assert {town.targets["hazard-inspection"].verdict for town in found.towns} == {
        Verdict.NOT_ASSESSED
    }


def late_rows(name):
    """The days on which rows of a table became known after the year."""
    found = set()
    for row in reading().data.tables[name]:
        parts = [row, *(one for value in vars_of(row) for one in value)]
        found |= {getattr(part, "known_on", None) for part in parts}
    return {day for day in found if day is not None}


def vars_of(row):
    """The children of a row."""
    names = (attribute.name for attribute in row.__attrs_attrs__)
    return [value for name in names if isinstance(value := getattr(row, name), tuple)]


@pytest.mark.parametrize("name", sorted(set(reading().data.tables) - WITHOUT))
def test_each_table_has_a_row_that_became_known_after_the_cut_off(name):
    assert AFTER in late_rows(name)


@functools.cache
def known_later():
    """The year as it is told when everything on file is known."""
    return Context.of_year(
        reading().rulebook,
        2016,
        as_of="2018-01-01",
        known_at="2018-01-01",
        calendar=OfficialCalendar(),
    )


@functools.cache
def timely(name):
    """The county without what became known of a table after the cut-off, parts of rows too."""
    data = reading().data
    kept = known_rows(data.tables[name].rows, AFTER - timedelta(days=1))
    return data.replace(**{name: kept})


def resting_on(name):
    """The tables of facts that are made of a table, duties that come round among them."""
    subjects = reading().data.subjects
    found = {
        spec.name
        for subject in subjects
        for spec in subject.facts
        if name in {table.name for table in spec.rests_on}
    }
    rounds = (spec for subject in subjects for spec in (*subject.duties, *subject.owers))
    if any(name in {table.name for table in spec.rests_on} for spec in rounds):
        found.add("duty")
    return sorted(found)


@functools.cache
def all_facts():
    return CountyView(reading().data)


def of_the_year(view, fact):
    context = known_later().settled
    return {repr(row) for row in view.facts(fact, context) if row.on <= context.period.last}


@pytest.mark.parametrize("name", sorted(set(reading().data.tables) - WITHOUT - CANNOT - DECIDED))
def test_what_became_known_late_changes_the_facts_of_the_year(name):
    facts, without = resting_on(name), CountyView(timely(name))
    assert facts
    assert any(of_the_year(all_facts(), fact) != of_the_year(without, fact) for fact in facts)


@pytest.mark.parametrize("name", sorted(CANNOT))
def test_what_cannot_change_them_does_not(name):
    without = CountyView(timely(name))
    for fact in resting_on(name):
        assert of_the_year(all_facts(), fact) == of_the_year(without, fact)


def decided(data, context):
    """What the target office decided of the year, as far as it is known."""
    view = CountyView(data)
    found = (row.id for row in view.known(FINDINGS, context))
    spec = data.tables["activities"].spec
    reported = returns_of(view, context.settled)
    before = Context.of_year(reading().rulebook, 2015, known_at=context.known_at)
    return {
        "returns": reported.report(spec, "330299108", context.period).silent,
        "excuses": excused_of(view, context.settled),
        "closed_results": {
            town: one.standing.score for town, one in closings_of(view, before).items()
        },
        "later_findings": sorted(found),
    }


@pytest.mark.parametrize("name", sorted(DECIDED))
def test_what_became_known_late_changes_what_was_decided(name):
    whole, without = (decided(data, known_later()) for data in (reading().data, timely(name)))
    assert whole[name] != without[name]
    assert {k: v for k, v in whole.items() if k != name} == {
        k: v for k, v in without.items() if k != name
    }


def test_rows_of_a_table_stand_for_the_day_of_their_event():
    late = [row for row in reading().data.tables["meetings"] if row.known_on == AFTER]
    assert [own_day(row).year for row in late] == [2016]


def test_the_list_that_was_published_can_be_drawn_and_only_after_its_seed():
    view, book = CountyView(reading().data), reading().rulebook
    seed = "双色球 03 07 11 19 22 31 08"
    drawn = public_draw(
        view, Context(book, as_of="2016-03-15", calendar=OfficialCalendar()), seed=seed
    )
    assert drawn.committed.id == "CC2016-1"
    assert sum(len(one.drawn) for one in drawn.draws.values()) > 100
    with pytest.raises(FieldError):
        public_draw(view, Context(book, as_of="2016-03-14", calendar=OfficialCalendar()), seed=seed)


def test_days_of_which_only_hours_are_on_file_are_days_of_the_air():
    day = date(2016, 10, 11)
    assert not any(row.day == day and row.town == "330299101" for row in reading().data.air_days)
    facts = {row.id: row for row in assessment().facts.rows("air-day", "330299101")}
    assert facts[f"330299101/{day}"].valid
    late = facts.get("330299101/2016-10-13")
    assert late is None or not late.valid
