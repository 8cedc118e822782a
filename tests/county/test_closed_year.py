"""A closed result stands (核定结果): everything that tells of a year follows it, and errors are named."""

from __future__ import annotations

import functools
from datetime import date

import attrs
import pytest

from qualitygov import CountyData, OfficialCalendar, Text, Town, assess_county, load_rulebook
from qualitygov.assessment.said import said_grade, said_rank, said_score
from qualitygov.cli._run import _year_before
from qualitygov.core.exact import Points
from qualitygov.core.period import Period
from qualitygov.county import annual_report
from qualitygov.county.run import assess_towns
from qualitygov.governance import Meeting, MeetingKind
from qualitygov.report.documents import _town
from qualitygov.report.tables import Report
from qualitygov.returns import ClosedResult, prefilled, quarters
from qualitygov.rulebook import Context
from qualitygov.rulebook.model.duty import Profile

pytestmark = pytest.mark.clause("3.1.2.b", "4.5.c", "4.5.e")
CALENDAR = OfficialCalendar()
BOOK = load_rulebook(
    mapping={
        "rulebook": {"id": "k", "version": "1", "title": {"zh": "县", "en": "County"}},
        "change": [
            {
                "section": "parameter",
                "id": "assessment.least-assessable",
                "set": {"value": "0%"},
                "source": "县〔2016〕1号",
            }
        ],
    },
    base=load_rulebook("strong-town"),
)
TOWNS = ("330299101", "330299102", "330299103")
ENDS = (date(2016, 3, 31), date(2016, 6, 30), date(2016, 9, 30), date(2016, 12, 30))


def at(as_of="2018-01-01", **more):
    return Context.of_year(BOOK, 2016, as_of=as_of, calendar=CALENDAR, **more)


@functools.cache
def county():
    """Three towns, of which the first held every meeting of the year, the second half of them."""
    meetings = [
        Meeting(id=f"{town}/{kind.value}/{day}", town=town, kind=kind, held_on=day, minutes="纪要")
        for at, town in enumerate(TOWNS[:2])
        for kind in MeetingKind
        for day in ENDS[2 * at :]
    ]
    towns = [Town(code=code, name=Text(code, f"T{code[-1]}"), parent="330299") for code in TOWNS]
    data = CountyData(id="330299", name=Text("县", "County"), towns=towns, meetings=meetings)
    year = Period(date(2016, 1, 1), date(2016, 12, 31))
    sheets = [one for part in quarters(year) for one in prefilled(data, at(), part)]
    return data.replace(returns=sheets)


def result(town, rank, score, grade="B", on=date(2017, 3, 10), **more):
    return ClosedResult(
        id=more.pop("id", f"K{town[-1]}"),
        year=more.pop("year", 2016),
        town=town,
        score=Points.of(score),
        grade=grade,
        rank=rank,
        decided_on=on,
        authority="县人民政府",
        document="县发〔2017〕3号",
        **more,
    )


REVERSED = (
    result(TOWNS[2], 1, 86),
    result(TOWNS[1], 2, 84),
    result(TOWNS[0], 3, 82),
)
"""The year was closed the other way round than it is computed."""


def assessed(*results, context=None):
    data = county().replace(closed_results=results)
    return assess_county(data, context or at(), profile="full")


def shown(assessment, before=None, language="en"):
    lines = []
    Report(assessment, lines.append, 200, language, details=True).towns(before or {})
    return "\n".join(lines)


def test_front_group_and_last_towns_are_those_of_the_closed_ranks():
    computed, closed = assessed(), assessed(*REVERSED)
    assert computed.in_order[0].town == TOWNS[0]
    assert computed.places[TOWNS[0]].front_group
    assert TOWNS[0] not in computed.have_to_report
    assert list(closed.places) == [TOWNS[2], TOWNS[1], TOWNS[0]]
    assert [one.front_group for one in closed.places.values()] == [True, False, False]
    assert closed.have_to_report == (TOWNS[1], TOWNS[0])
    assert [one.closed for one in closed.places.values()] == [True] * 3
    assert closed.town(TOWNS[0]).front_group  # what is computed is told apart
    assert "to report in a month: T2, T1" in shown(closed)
    assert "核定" in shown(closed, language="zh")


def test_a_closed_veto_keeps_a_town_from_the_front_group():
    first = result(TOWNS[2], 1, 86, "D")
    found = assessed(first, *REVERSED[1:])
    assert not any(one.front_group for one in found.places.values())
    assert found.places[TOWNS[2]].grade == "D"


def test_annual_reports_tell_the_closed_result_in_its_order():
    reports = annual_report(assessed(*REVERSED))
    assert [one.town for one in reports] == [TOWNS[2], TOWNS[1], TOWNS[0]]
    assert [(str(r.place.score), r.place.grade, r.place.rank) for r in reports] == [
        ("86", "B", 1),
        ("84", "B", 2),
        ("82", "B", 3),
    ]
    assert "86 points, grade B, rank 1" in reports[0].say()
    assert "86 分，等级 B，第 1 名" in reports[0].say("zh")


def test_the_document_tells_the_closed_result_and_what_is_computed_beside_it():
    found = assessed(*REVERSED)
    last, first = (_town(found.town(code), found) for code in (TOWNS[0], TOWNS[2]))
    assert (last["rank"], last["score"], last["grade"]) == (3, "82", "B")
    assert (last["front_group"], last["has_to_report"]) == (False, True)
    assert (first["front_group"], first["has_to_report"]) == (True, False)
    assert last["computed"]["rank"] == 1
    assert last["computed"]["score"] == str(found.town(TOWNS[0]).score)
    assert (last["unsettled"], last["settles_on"]) == ([], None)
    assert last["closed_result"]["document"] == "县发〔2017〕3号"
    assert "computed" not in _town(assessed().town(TOWNS[0]), assessed())


def test_a_year_is_compared_with_the_closed_result_of_the_year_before():
    before = [
        result(town, rank, score, year=2015, on=date(2016, 4, 12), id=f"F{rank}")
        for rank, (town, score) in enumerate(zip(TOWNS, (90, 88, 85), strict=True), start=1)
    ]
    closed = assessed(*REVERSED, *before)
    found = _year_before(closed, Profile.FULL)
    assert {town: str(place.score) for town, place in found.items()} == dict(
        zip(TOWNS, ("90", "88", "85"), strict=True)
    )
    text = shown(closed, found)
    assert "rank 1, -8" in text  # closed with 82 and before with 90
    assert "rank 3, +1" in text
    early = assessed(*before, context=at("2017-03-01"))
    assert _year_before(early, Profile.FULL)[TOWNS[0]].score == Points.of(90)
    alone = assessed(before[0], context=at("2017-03-01"))
    mixed = _year_before(alone, Profile.FULL)
    computed = {
        town.town: town
        for town in assess_towns(
            county(), Context.of_year(BOOK, 2015, calendar=CALENDAR), profile="full"
        )
    }
    assert mixed[TOWNS[0]].score == Points.of(90)
    assert mixed[TOWNS[1]].score == computed[TOWNS[1]].score


CUTOFF = date(2017, 3, 1)


@pytest.mark.parametrize(
    ("day", "stands"),
    [(date(2016, 12, 31), False), (date(2017, 2, 28), False), (CUTOFF, True)],
)
def test_a_year_is_closed_at_its_cut_off_and_not_before(day, stands):
    early = result(TOWNS[0], 3, 82, on=day)
    found = assessed(*REVERSED[:2], early)
    assert (TOWNS[0] in found.closings) == stands
    named = [flaw.say() for flaw in found.flaws if flaw.id == early.id]
    assert bool(named) != stands
    if not stands:
        assert f"closed on {day}, before the year's cut-off on 2017-03-01" in named[0]
        assert "not used" in named[0]
        assert named[0] in shown(found)


def test_nothing_is_closed_for_who_asks_before_the_cut_off():
    assert not assessed(*REVERSED, context=at("2017-02-28", known_at="2018-01-01")).closings
    assert assessed(*REVERSED, context=at("2017-03-01", known_at="2018-01-01")).closings


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"grade": "Z"}, "there is no grade Z, only A, B, C, D"),
        ({"rank": 4}, "there is no rank 4 among 3 towns"),
        ({"rank": 99}, "there is no rank 99 among 3 towns"),
        ({"town": "330299199"}, "no such town"),
    ],
)
def test_a_result_that_cannot_be_is_not_used_and_named(change, words):
    wrong = attrs.evolve(REVERSED[2], **change)
    found = assessed(*REVERSED[:2], wrong)
    assert wrong.town not in found.closings
    [flaw] = [flaw for flaw in found.flaws if flaw.id == wrong.id]
    assert words in flaw.say()
    assert not flaw.counts
    assert words in shown(found)


def test_ranks_that_contradict_the_scores_are_named_until_they_are_corrected():
    """The score of the last town is corrected, and two towns have rank 1."""
    correction = result(TOWNS[0], 1, 90, "A", id="G", on=date(2017, 5, 2), reason="计算有误")
    found = assessed(*REVERSED, correction)
    assert found.places[TOWNS[0]].score == Points.of(90)  # the decision stands
    told = {flaw.town: flaw for flaw in found.flaws}
    assert set(told) == {TOWNS[2], TOWNS[1]}
    assert told[TOWNS[2]].say() == "K3: closed with rank 1, which by the closed scores is rank 2"
    assert all(flaw.counts for flaw in found.flaws)
    others = [
        result(TOWNS[2], 2, 86, id="G3", on=date(2017, 5, 2), reason="计算有误"),
        result(TOWNS[1], 3, 84, id="G2", on=date(2017, 5, 2), reason="计算有误"),
    ]
    assert assessed(*REVERSED, correction, *others).flaws == ()


def test_a_grade_above_its_score_is_named():
    found = assessed(*REVERSED[:2], attrs.evolve(REVERSED[2], grade="A"))
    assert "82 points are grade B, and it was closed with grade A" in shown(found)


def test_equal_scores_share_a_rank():
    same = [result(TOWNS[2], 1, 86), result(TOWNS[1], 1, 86), result(TOWNS[0], 3, 82)]
    assert assessed(*same).flaws == ()


def test_a_town_without_a_closed_result_beside_others_is_named():
    found = assessed(*REVERSED[:2])
    assert [flaw.say() for flaw in found.flaws] == [
        f"{TOWNS[0]}: closed for other towns, and not for this one"
    ]
    assert not found.places[TOWNS[0]].closed


# Grades that are not final


def test_a_grade_is_told_as_final_only_where_its_bounds_agree():
    assert said_grade("B", ("B", "B")).en == "B"
    assert said_grade("B", ("B", "D")).en == "between B and D"
    assert said_grade("B", ("B", "D")).zh == "B 至 D 之间"
    assert said_grade(None, None).en == "–"
    assert said_grade("D", None).en == "D"
    assert (said_score(None, "1", "2"), said_rank(3, (2, 5))) == ("– [1–2]", "3 [2–5]")


def test_the_ranking_says_what_settles_an_open_grade_and_by_when():
    """Asked in June: returns are not due yet, meetings are still to be held."""
    found = assessed(context=at("2016-06-15"))
    text, chinese = shown(found), shown(found, language="zh")
    for code, place in found.places.items():
        assert place.grade_between is not None
        best, worst = place.grade_between
        assert best != worst
        assert f"T{code[-1]}: grade between {best} and {worst}, open: " in text
        assert f"等级 {best} 至 {worst} 之间，待定：" in chinese
        assert "by 2017-03-01" in place.say()  # what has no day of its own: the cut-off
        assert place.settles_on is not None
        assert f"grade between {best} and {worst}" in found.town(code).say()
    closed = assessed(*REVERSED).places[TOWNS[0]]
    assert closed.unsettled == ()
    assert "grade B" in closed.say()
