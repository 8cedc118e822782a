"""Each reference rule of credit, with its number, and the words of the result."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from qualitygov.core.exact import Points, Rate
from qualitygov.credit import (
    Badge,
    CreditArchive,
    CreditScorer,
    Excluded,
    trade_credit,
    trade_credits,
)
from qualitygov.errors import FieldError, RulebookError
from qualitygov.rulebook.context import Context

pytestmark = pytest.mark.clause("3.2.2.a", "3.2.2.b")

AS_OF = date(2016, 12, 31)


@pytest.fixture
def score(book, unit):
    return lambda records, as_of=AS_OF, **more: CreditScorer(book, as_of=as_of).score(
        unit, records, **more
    )


@pytest.mark.parametrize(
    ("kind", "severity", "points"),
    [
        ("order-on-spot", "minor", -2),
        ("notice", "general", -5),
        ("sampling-fail", "general", -5),
        ("sampling-fail", "serious", -10),
        ("not-rectified", "general", -10),
        ("recheck-fail", "serious", -20),
        ("refuse", "serious", -10),
        ("penalty", "minor", -2),
        ("penalty", "general", -10),
        ("penalty", "serious", -20),
        ("accident", "general", -20),
        ("accident", "larger", -40),
        ("accident", "major", -60),
        ("accident", "extra-major", -100),
        ("accident-report", "late", -10),
        ("accident-report", "concealed", -40),
        ("complaint-upheld", "general", -5),
        ("hazard-overdue", "serious", -20),
        ("unlicensed", "serious", -20),
        ("pollution", "general", -10),
        ("project-fail", "general", -10),
        ("false-document", "serious", -20),
        ("abnormal-list", "general", -5),
        ("certificate-quality", "in-force", 1),
        ("chief-quality-officer", "in-post", 2),
        ("quality-award", "county", 3),
        ("national-standard", "lead", 3),
    ],
)
def test_points_of_each_kind(score, record, kind, severity, points):
    assert score([record(kind, severity)]).score == Points.of(100 + points)


def test_a_second_failure_of_the_same_kind_costs_twenty_instead(score, record):
    first = record("sampling-fail", "general", date(2016, 1, 10), category="rice")
    again = record("sampling-fail", "general", date(2016, 6, 10), category="rice")
    other = record("sampling-fail", "general", date(2016, 7, 10), category="oil")
    nameless = [attrs.evolve(r, category=None) for r in (first, again)]
    assert score([first, again]).score == Points.of(75)
    assert score([first, other]).score == Points.of(90)
    assert score(nameless).score == Points.of(90)


def test_complaints_repeat_within_a_calendar_year_only(score, record):
    december, january, may = (
        record("complaint-upheld", "general", day)
        for day in (date(2015, 12, 31), date(2016, 1, 1), date(2016, 5, 1))
    )
    assert score([december, january]).score == Points.of(90)
    assert score([january, may]).score == Points.of(75)


def test_windows_fade_and_end_on_their_days(score, record):
    general = record("penalty", "general", date(2015, 6, 15))
    assert score([general], date(2016, 6, 15)).score == Points.of(90)
    assert score([general], date(2016, 6, 16)).score == Points.of(95)
    assert score([general], date(2017, 6, 15)).score == Points.of(95)
    assert score([general], date(2017, 6, 16)).score == Points.of(100)


def test_the_windows_published_in_2025(score, record):
    general = record("penalty", "general", date(2025, 7, 1))
    assert score([general], date(2026, 7, 1)).score == Points.of(90)
    assert score([general], date(2026, 7, 2)).score == Points.of(100)


def test_caps_hold_and_are_said(score, record):
    many = [record("order-on-spot", "minor", date(2016, 6, n)) for n in range(1, 9)]
    result = score(many)
    assert result.score == Points.of(90)
    line = next(line for line in result.lines if line.rule == "order-on-spot")
    assert "capped" in line.say("en")
    assert "封顶" in line.say("zh")


@pytest.mark.parametrize(
    ("kind", "severity", "more", "grade"),
    [
        ("recheck-fail", "serious", {}, "D"),
        ("accident", "larger", {}, "D"),
        ("penalty", "minor", {"heavier_penalty": True}, "D"),
        ("penalty", "minor", {}, "A"),
        ("accident", "general", {}, "B"),
    ],
)
def test_grades_forced_by_a_record(score, record, kind, severity, more, grade):
    assert score([record(kind, severity, **more)]).grade == grade


def test_bonus_is_capped_and_void_while_listed(score, record):
    merits = [
        record("quality-award", "municipal"),
        record("chief-quality-officer", "in-post"),
        record("national-standard", "lead"),
        record("certificate-quality", "in-force"),
    ]
    assert score(merits).score == Points.of(110)
    listed = score(merits, listed_until=AS_OF)
    assert (listed.score, listed.grade) == (Points.of(100), "D")
    assert score(merits, listed_until=date(2016, 12, 30)).grade == "A"


def test_three_samples_passed_bring_two_points_unless_one_failed(score, record):
    passed = [record("sample-passed", "passed", date(2016, n, 1)) for n in (1, 2, 3)]
    assert score(passed[:2]).score == Points.of(100)
    assert score(passed).score == Points.of(102)
    assert score([*passed, record("sampling-fail", "minor", date(2016, 4, 1))]).score == Points.of(
        98
    )


def test_what_a_measure_must_reach(score, record):
    low, enough = (record("performance-excellence", "scored", measure=m) for m in (549, 550))
    assert score([low]).excluded[0].reason is Excluded.TOO_LOW
    assert score([enough]).score == Points.of(102)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"repaired_on": date(2016, 12, 31)}, Excluded.REPAIRED),
        ({"revoked_on": date(2016, 7, 1)}, Excluded.REVOKED),
        ({"appealed_on": date(2016, 7, 1), "stayed_on": date(2016, 7, 2)}, Excluded.STAYED),
        ({"known_on": date(2017, 1, 1)}, Excluded.NOT_KNOWN),
        ({"kind": "no-such-kind"}, Excluded.UNKNOWN_KIND),
        ({"subject": "91110000600037341L"}, Excluded.OTHER_UNIT),
    ],
)
def test_what_does_not_count_is_named(score, record, more, reason):
    result = score([record(**more)])
    assert result.score == Points.of(100)
    assert [e.reason for e in result.excluded] == [reason]
    assert reason.label.zh in result.say("zh")


def test_a_record_under_appeal_counts_and_is_marked(score, record):
    result = score([record(appealed_on=date(2016, 7, 1))])
    assert result.score == Points.of(90)
    assert result.under_appeal == ("penalty-2016-06-01",)
    assert "申诉中" in result.say("zh")


def test_the_archive_takes_either_code_and_refuses_a_second_id(book, unit, record):
    both = [record(), record("notice", "general", subject=unit.code[8:17])]
    archive = CreditArchive.of(both)
    assert CreditScorer(book, as_of=AS_OF).score(unit, archive).score == Points.of(85)
    assert len(archive) == len(list(archive)) == 2
    with pytest.raises(FieldError, match="twice"):
        CreditArchive.of([record(), record()])


def test_a_line_says_when_it_changes(score, record):
    line = score([record("penalty", "general", date(2016, 6, 15))]).lines[1]
    assert line.changes_on == date(2017, 6, 16)
    assert "opinion 3.1.4.b" in line.say()


def test_outlook_and_reach(book, unit, record):
    scorer = CreditScorer(book, as_of=AS_OF)
    records = [
        record("penalty", "serious", date(2016, 6, 15)),
        record("notice", "general", date(2016, 6, 15)),
    ]
    outlook = scorer.outlook(unit, records)
    assert [(c.day, str(c.score), c.grade) for c in outlook.changes] == [
        (date(2017, 6, 16), "77.5", "C"),
        (date(2018, 6, 16), "90", "A"),
        (date(2019, 6, 16), "100", "A"),
    ]
    reach = scorer.to_reach("B", unit, records)
    assert (reach.missing, reach.repairs, reach.by_itself_on) == (
        Points.of(5),
        ("penalty-2016-06-15",),
        date(2018, 6, 16),
    )
    assert "penalty-2016-06-15" in reach.say("zh")
    assert scorer.to_reach("C", unit, records).reached
    assert scorer.to_reach("A", unit, [], listed_until=date(2017, 5, 1)).by_itself_on == date(
        2017, 5, 2
    )


def test_badges_need_years_in_a_row(book, unit, record):
    scorer = CreditScorer(book, as_of=AS_OF)
    assert scorer.badge(unit, []) is Badge.AAA
    assert scorer.badge(attrs.evolve(unit, registered_on=date(2014, 12, 31)), []) is Badge.AA
    assert scorer.badge(attrs.evolve(unit, registered_on=None), []) is None
    assert scorer.badge(unit, [record("penalty", "serious", date(2016, 6, 1))]) is None


@pytest.mark.parametrize(
    ("as_of", "registered", "badge"),
    [
        ("2016-12-31", date(2014, 1, 1), Badge.AAA),  # every day of 2014, 2015 and 2016
        ("2016-12-31", date(2014, 1, 2), Badge.AA),
        ("2016-12-31", date(2015, 1, 1), Badge.AA),
        ("2016-12-31", date(2015, 1, 2), None),
        ("2016-06-30", date(2013, 7, 1), Badge.AAA),
        ("2016-06-30", date(2013, 7, 2), Badge.AA),
        ("2016-02-29", date(2014, 3, 1), Badge.AA),  # to the last of February
        ("2016-02-29", date(2014, 3, 2), None),
        ("2016-02-28", date(2014, 3, 1), Badge.AA),  # the day before the 29th, two years back
        ("2017-02-28", date(2015, 3, 1), Badge.AA),
    ],
)
def test_a_badge_needs_every_day_of_its_years_and_not_one_more(
    book, unit, as_of, registered, badge
):
    scorer = CreditScorer(book, as_of=as_of)
    assert scorer.badge(attrs.evolve(unit, registered_on=registered), []) is badge


def test_a_year_before_the_book_is_passed_over(book, unit):
    """The book begins on 1 January 2011: a year of which a day lies in it can be judged."""
    first = book.header.valid_from
    assert CreditScorer(book, as_of=date(2012, 12, 31)).badge(unit, []) is Badge.AA
    assert CreditScorer(book, as_of=first).badge(unit, []) is None


def test_a_trade_needs_ten_enterprises(book, unit, record):
    context = Context(book, as_of=AS_OF)
    scorer = CreditScorer(book, as_of=AS_OF)
    scores = [scorer.score(unit, []) for _ in range(9)]
    assert trade_credit("C13", scores, context).grade is None
    ten = trade_credit(
        "C13", [*scores, scorer.score(unit, [record("penalty", "serious")])], context
    )
    assert (ten.grade, ten.distribution["B"], ten.mean) == ("A", 1, Rate(980_000, 10))
    assert ten.index == Points.of(98)
    by_trade = trade_credits([unit], {unit.code: scores[0]}, context, by="division")
    assert [(t.trade, t.enterprises) for t in by_trade] == [("C13", 1)]
    assert "不评级" in by_trade[0].say("zh")


def test_past_the_reviewed_dates_the_result_says_so(score):
    assert score([], date(2026, 11, 23)).note is None
    assert "2026-11-23" in score([], date(2027, 1, 1)).say("en")
    with pytest.raises(RulebookError, match="2011-01-01"):
        score([], date(2010, 12, 31))
