"""Duties of governance that come round: meetings, reports, letters, visits, campaigns, documents."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from governance_world import END, TOWN, UNITS, duties, meeting, of_year, standings, unit, view

from qualitygov.core.period import Period
from qualitygov.errors import RulebookError
from qualitygov.governance import (
    Campaign,
    CampaignKind,
    InspectionVisit,
    MeetingKind,
    ResponsibilityLetter,
    UnitReport,
    UnitType,
    VisitKind,
)
from qualitygov.rulebook import load_rulebook
from qualitygov.subject import Document, duties_today, owed

pytestmark = pytest.mark.clause(
    "3.1.1.d", "3.1.1.e", "3.1.2.a", "3.2.1.a", "4.2.b", "4.4.b", "4.5.a", "4.5.b", "4.5.d", "4.5.e"
)
QUARTERS = (date(2016, 3, 31), date(2016, 6, 30), date(2016, 9, 30), END)
DAY = timedelta(days=1)


def book(tmp_path, text):
    path = tmp_path / "book.toml"
    path.write_text(
        '[rulebook]\nid = "x"\nversion = "1"\ntitle = { zh = "x", en = "x" }\n'
        f'extends = "strong-town"\n{text}',
        encoding="utf-8",
    )
    return load_rulebook(path)


def change(name, fields):
    return f'[[change]]\nsection = "duty"\nid = "{name}"\nset = {fields}\nsource = "x"\n'


def letter(name="market", on=date(2016, 3, 31)):
    return ResponsibilityLetter(
        id=f"L-{name}", town=TOWN, unit=name, year=2016, signed_on=on, document="责任书1号"
    )


def sent(day, name="market", end=QUARTERS[0]):
    return UnitReport(
        id=f"W-{name}-{end}", town=TOWN, unit=name, covers_to=end, submitted_on=day, document="报告"
    )


def visit(day, name="market", **more):
    return InspectionVisit(
        id=f"D-{name}-{day}", town=TOWN, unit=name, held_on=day, document="通报", **more
    )


def document(kind, day, **more):
    return Document(id=f"{kind}-{day}", town=TOWN, kind=kind, on=day, document="文", **more)


def test_a_meeting_of_the_fourth_quarter_that_was_never_held_is_seen():
    held = [
        meeting(end, kind)
        for kind in MeetingKind
        for end in QUARTERS
        if (kind, end) != (MeetingKind.JOINT, END)
    ]
    found = duties(of_year(), meetings=held)
    both = standings(found, "joint-meeting") + standings(found, "quality-analysis")
    assert both == ["done"] * 3 + ["missing"] + ["done"] * 4  # 7 of 8, not 7 of 7
    assert found[f"joint-meeting/{TOWN}/{END}"].on == END


@pytest.mark.parametrize(
    ("as_of", "standing", "settles"),
    [(END - DAY, "open", END), (END, "open", END), (END + DAY, "missing", None)],
)
def test_a_duty_is_open_until_its_day_and_missing_the_day_after(as_of, standing, settles):
    last = duties(of_year(as_of=as_of))[f"joint-meeting/{TOWN}/{END}"]
    assert (last.standing, last.settles_on, last.by) == (standing, settles, END)


@pytest.mark.parametrize(("day", "standing"), [("2016-03-31", "done"), ("2016-04-01", "missing")])
def test_a_meeting_counts_for_the_quarter_in_which_it_was_held(day, standing):
    found = duties(of_year(), meetings=[meeting(date.fromisoformat(day))])
    assert standings(found, "joint-meeting")[0] == standing


@pytest.mark.parametrize(
    ("day", "standing"),
    [("2016-04-08", "done"), ("2016-04-11", "done"), ("2016-04-12", "late"), (None, "missing")],
)
def test_a_report_is_due_ten_days_after_its_quarter(day, standing):
    """10 April 2016 is a Sunday, so the last day is the Monday after (Civil Code, art. 203)."""
    reports = [] if day is None else [sent(date.fromisoformat(day))]
    found = duties(of_year(), units=UNITS, unit_reports=reports)
    first = found["unit-report/market/2016-03-31"]
    assert (first.standing, first.by, first.unit) == (standing, date(2016, 4, 11), "market")


@pytest.mark.parametrize(
    ("as_of", "day", "standing"),
    [
        ("2016-12-31", None, "open"),
        ("2017-01-10", None, "open"),
        ("2017-01-11", None, "missing"),
        ("2017-03-01", "2017-01-10", "done"),
        ("2017-03-01", "2017-01-11", "late"),
    ],
)
def test_the_report_of_the_fourth_quarter_belongs_to_its_year(as_of, day, standing):
    reports = [] if day is None else [sent(date.fromisoformat(day), end=END)]
    found = duties(of_year(as_of=as_of), units=UNITS, unit_reports=reports)
    last = found[f"unit-report/market/{END}"]
    assert (last.on, last.by, last.standing) == (END, date(2017, 1, 10), standing)


def test_a_summary_of_the_quarter_is_due_twenty_days_after_it():
    filed = [
        document("compiled-summary", day, covers_to=end)
        for day, end in ((date(2016, 4, 20), QUARTERS[0]), (date(2016, 7, 21), QUARTERS[1]))
    ]
    found = duties(of_year(), documents=filed)
    assert standings(found, "compiled-summary") == ["done", "late", "missing", "missing"]


def test_every_unit_and_area_owes_a_letter_by_the_end_of_march():
    letters = [letter(), letter("works", date(2016, 4, 1))]
    found = duties(of_year(), units=UNITS, letters=letters)
    letters_of = [one for one in found.values() if one.duty == "letter" and one.on.year == END.year]
    assert [(one.unit, one.standing) for one in letters_of] == [
        ("east", "missing"),
        ("market", "done"),
        ("works", "late"),
    ]


def test_a_last_day_that_is_a_day_off_moves_to_the_next_working_day():
    """31 March 2018 is a Saturday."""
    signed = ResponsibilityLetter(
        id="L", town=TOWN, unit="market", year=2018, signed_on=date(2018, 4, 2), document="x"
    )
    found = duties(of_year(2018), units=UNITS, letters=[signed])
    one = found["letter/market/2018-03-31"]
    assert (one.by, one.standing) == (date(2018, 4, 2), "done")


def test_the_second_inspection_is_never_missing():
    visits = [visit(date(2016, 5, 5)), visit(date(2016, 11, 5)), visit(date(2016, 5, 6), "east")]
    for held in (visits, [visits[0], visits[2]]):
        found = duties(of_year(), units=UNITS, inspections=held)
        assert standings(found, "inspection") == ["done", "done", "missing"]  # 2 of 3, not 2 of 2


@pytest.mark.parametrize(
    ("day", "standing"), [("2016-12-20", "done"), ("2017-03-01", "done"), (None, "missing")]
)
def test_the_yearly_check_is_due_by_the_cut_off(day, standing):
    kind = {"kind": VisitKind.YEARLY, "covers_to": END}
    held = [] if day is None else [visit(date.fromisoformat(day), **kind)]
    found = duties(of_year(), units=UNITS, inspections=held)
    one = found[f"yearly-check/market/{END}"]
    assert (one.by, one.standing) == (date(2017, 3, 1), standing)
    before = duties(of_year(as_of="2017-02-28", known_at="2017-03-01"), units=UNITS)
    assert before[f"yearly-check/market/{END}"].standing == "open"


def test_campaigns_are_held_in_their_months():
    held = Campaign(
        id="C1",
        town=TOWN,
        kind=CampaignKind.QUALITY_MONTH,
        held_on=date(2016, 9, 30),
        reached=9,
        document="x",
    )
    late = Campaign(
        id="C2",
        town=TOWN,
        kind=CampaignKind.SAFETY_MONTH,
        held_on=date(2016, 7, 1),
        reached=9,
        document="x",
    )
    empty = Campaign(
        id="C3", town=TOWN, kind=CampaignKind.CONSUMER_DAY, held_on=date(2016, 3, 15), document="x"
    )
    found = duties(of_year(), campaigns=[held, late, empty])
    names = ("quality-month", "safety-month", "consumer-day")
    assert [standings(found, name) for name in names] == [["done"], ["missing"], ["failed"]]


@pytest.mark.parametrize(
    ("year", "day", "found"),
    [
        (2016, None, "missing"),
        (2016, date(2016, 2, 29), "missing"),  # not in March
        (2016, date(2016, 3, 1), "done"),
        (2016, date(2016, 3, 19), "done"),
        (2016, date(2016, 3, 20), "done"),  # the Sunday of 15 March's week
        (2016, date(2016, 3, 21), "late"),
        (2016, date(2016, 3, 31), "late"),
        (2016, date(2016, 4, 1), "missing"),
        (2015, date(2015, 3, 15), "done"),  # a Sunday itself
        (2015, date(2015, 3, 16), "late"),
    ],
)
def test_the_campaign_of_15_march_is_due_by_the_end_of_its_week(year, day, found):
    held = [
        Campaign(
            id="C",
            town=TOWN,
            kind=CampaignKind.CONSUMER_DAY,
            held_on=day,
            reached=9,
            document="x",
        )
        for day in ([] if day is None else [day])
    ]
    facts = duties(of_year(year), campaigns=held)
    assert facts[f"consumer-day/{TOWN}/{year}-03-31"].standing == found


@pytest.mark.parametrize(
    ("day", "found"), [("2016-03-20", "open"), ("2016-03-21", "missing"), ("2016-03-19", "open")]
)
def test_the_campaign_of_15_march_is_open_until_its_week_ends(day, found):
    facts = duties(of_year(as_of=day))
    assert standings(facts, "consumer-day") == [found]
    own = facts[f"consumer-day/{TOWN}/2016-03-31"]
    assert own.by == date(2016, 3, 20)
    assert own.settles_on == (date(2016, 3, 20) if found == "open" else None)


def test_a_duty_has_a_week_or_a_grace_and_not_both(tmp_path):
    book(tmp_path, change("consumer-day", "{ in_week_of = 8 }"))
    for fields in ('{ grace = "1 day" }', "{ in_week_of = 0 }", "{ in_week_of = 29 }"):
        with pytest.raises(RulebookError):
            book(tmp_path, change("consumer-day", fields))


def test_a_rule_that_nobody_has_verified_costs_nothing(tmp_path):
    """The month of the honest-business campaign is from memory."""
    assert standings(duties(of_year()), "honest-business") == ["excused"]
    held = Campaign(
        id="C",
        town=TOWN,
        kind=CampaignKind.HONEST_BUSINESS,
        held_on=QUARTERS[2],
        reached=9,
        document="x",
    )
    assert standings(duties(of_year(), campaigns=[held]), "honest-business") == ["done"]
    signed = book(tmp_path, change("honest-business", '{ verified_by = "法规科〔2016〕1号" }'))
    assert standings(duties(of_year(book=signed)), "honest-business") == ["missing"]


def test_a_unit_names_a_leader_and_an_office_and_has_quality_on_its_agenda_twice():
    filed = [
        document("unit-leader", date(2016, 2, 1), unit="market"),
        document("unit-agenda", date(2016, 2, 2), unit="market"),
        document("unit-agenda", date(2016, 3, 2), unit="market"),
        document("unit-office", date(2016, 4, 1), unit="market", covers_to=date(2016, 3, 31)),
    ]
    found = duties(of_year(), units=(unit("market"),), documents=filed)
    assert standings(found, "unit-leader") == ["done"]
    assert standings(found, "unit-office") == ["late"]
    assert standings(found, "unit-agenda") == ["done", "missing"]


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (date(2015, 12, 31), "missing"),
        (date(2016, 1, 1), "done"),
        (date(2016, 3, 31), "done"),
        (date(2016, 4, 1), "late"),
        (date(2016, 12, 31), "late"),
        (date(2017, 1, 1), "missing"),
    ],
)
def test_what_is_due_in_the_first_months_is_late_in_the_rest_of_the_year(on, standing):
    filed = [document("unit-leader", on, unit="market")]
    found = duties(of_year(), units=(unit("market"),), documents=filed)
    assert standings(found, "unit-leader") == [standing]


@pytest.mark.parametrize(
    ("on", "standing"), [(date(2016, 9, 30), "done"), (QUARTERS[3], "missing")]
)
def test_a_month_of_its_own_is_not_held_in_another(on, standing):
    held = Campaign(
        id="c", town=TOWN, kind=CampaignKind.QUALITY_MONTH, held_on=on, reached=9, document="x"
    )
    assert standings(duties(of_year(), campaigns=[held]), "quality-month") == [standing]


def test_each_medium_is_used_once_a_year():
    found = duties(of_year(), documents=[document("media-press", date(2016, 7, 1))])
    names = ("media-press", "media-screen", "media-board", "model-cases")
    assert [standings(found, name) for name in names] == [["done"]] + [["missing"]] * 3


def test_the_result_of_the_year_before_stands_in_for_that_of_the_year():
    """It is announced ten working days after the cut-off, so that of 2015 falls into 2016."""
    filed = [
        document("result-announced", date(2016, 3, 15), covers_to=date(2015, 12, 31)),
        document("result-submitted", date(2016, 3, 30), covers_to=date(2015, 12, 31)),
    ]
    found = duties(of_year(), documents=filed)
    one = found[f"result-announced/{TOWN}/2015-12-31"]
    assert (one.on, one.by, one.standing) == (END, date(2016, 3, 15), "done")
    assert standings(found, "result-submitted") == ["late"]  # due on 29 March
    assert standings(duties(of_year()), "result-announced") == ["missing"]


def test_the_self_check_for_the_acceptance_is_due_in_the_last_year_alone():
    found = duties(of_year(2017))
    days = [one.on for one in found.values() if one.duty == "acceptance-self-check"]
    assert days == [END]


def test_a_unit_owes_nothing_before_it_exists_or_after_it_ended():
    units = (
        unit("west", UnitType.AREA, since=date(2016, 7, 1)),
        unit("old", until=date(2016, 6, 30)),
    )
    found = duties(of_year(), units=units).values()
    due = [(one.unit, one.on) for one in found if one.duty == "unit-report" and one.on.year == 2016]
    assert due == [
        ("old", date(2016, 3, 31)),
        ("old", date(2016, 6, 30)),
        ("west", date(2016, 9, 30)),
        ("west", END),
    ]


def test_a_duty_runs_by_the_rule_of_its_day(tmp_path):
    text = change("joint-meeting", '{ every = "month" }').replace(
        "[[change]]", "[[change]]\nvalid_from = 2016-07-01"
    )
    found = duties(of_year(book=book(tmp_path, text))).values()
    days = [one.on for one in found if one.duty == "joint-meeting" and one.on.year == END.year]
    assert [(day.month, day.day) for day in days] == [
        (3, 31),
        (6, 30),
        (7, 31),
        (8, 31),
        (9, 30),
        (10, 31),
        (11, 30),
        (12, 31),
    ]


def test_what_was_not_known_was_not_done():
    held = visit(date(2016, 5, 5), known_on=date(2017, 1, 20))
    for known_at, standing in (("2017-01-19", "missing"), ("2017-01-20", "done")):
        context = of_year(known_at=known_at)
        found = duties(context, units=(unit("market"),), inspections=[held])
        assert standings(found, "inspection") == [standing]


def test_the_worklist_is_that_of_the_day_of_evaluation():
    context = of_year(as_of="2017-06-01")
    years = {one.on.year for one in duties_today(view(), context)}
    assert years == {2016, 2017}
    assert {one.on.year for one in duties(context).values()} == {2015, 2016}


def test_a_year_asked_later_says_the_same_of_its_duties():
    rows = {
        "units": UNITS,
        "meetings": [meeting(date(2016, 2, 1)), meeting(date(2017, 2, 1))],
        "unit_reports": [sent(date(2017, 1, 9), end=END), sent(date(2017, 4, 1), "works", end=END)],
    }
    asked = [of_year(as_of=day, known_at="2017-03-01") for day in ("2017-03-01", "2018-01-01")]
    first, second = (duties(context.settled, **rows) for context in asked)
    assert first == second
    assert first[f"unit-report/works/{END}"].standing == "missing"  # sent after the cut-off


def test_periods_of_a_duty_must_be_whole(tmp_path):
    with pytest.raises(Exception, match="whole periods"):
        book(tmp_path, change("quality-month", '{ every = "quarter" }'))


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ('{ grace = "2 months" }', False),
        ('{ grace = "2 months 1 day" }', False),
        ('{ grace = "2 months 2 days" }', True),
        ('{ grace = "5 months" }', True),
        ('{ grace = "5 months", stands_in = true }', False),
        ('{ grace = "1 day", counted_from = "cut-off" }', True),
        ('{ counted_from = "cut-off" }', False),
    ],
)
def test_a_due_day_after_the_cut_off_is_refused(tmp_path, fields, refused):
    text = change("unit-report", fields)
    if refused:
        with pytest.raises(Exception, match="after the cut-off"):
            book(tmp_path, text)
    elif "counted_from" in fields:
        with pytest.raises(Exception, match="after the cut-off"):
            book(tmp_path, text)  # its ten days of grace still run
        book(tmp_path, change("unit-report", '{ counted_from = "cut-off", grace = "0 days" }'))
    else:
        book(tmp_path, text)


@pytest.mark.parametrize(
    ("duty", "fields", "refused"),
    [
        ("figure", '{ within = "60 days" }', False),
        ("figure", '{ within = "61 days" }', True),  # 2 March after a year that is no leap year
        ("figure", '{ within = "90 days" }', True),
        ("figure", '{ within = "90 days", stands_in = true }', False),
        ("regular-analysis", '{ within = "90 days" }', True),
        ("budget-spent", '{ within = "3 months" }', True),
        ("responsibility-report", '{ within = "14 months 1 day" }', False),
        ("responsibility-report", '{ within = "14 months 2 days" }', True),
        ("task-plan", '{ within = "15 months" }', True),
        ("return", '{ grace = "2 months 1 day" }', False),
        ("return", '{ grace = "4 months" }', True),
        ("hazard-ordered", '{ within = "100 days" }', False),  # from the finding, on any day
    ],
)
def test_no_time_that_runs_from_a_period_ends_after_the_cut_off(tmp_path, duty, fields, refused):
    if refused:
        with pytest.raises(RulebookError, match="after the cut-off"):
            book(tmp_path, change(duty, fields))
    else:
        book(tmp_path, change(duty, fields))


def test_an_earlier_cut_off_is_held_against_every_duty(tmp_path):
    text = (
        '[[change]]\nsection = "parameter"\nid = "assessment.closes"\n'
        'set = {{ value = "{}" }}\nsource = "x"\n'
    )
    book(tmp_path, text.format("51 days"))
    with pytest.raises(RulebookError, match=r"duty\.figure\.within"):
        book(tmp_path, text.format("50 days"))


def test_the_book_says_from_where_the_time_of_a_duty_runs(tmp_path):
    """The analysis of a half-year is due 30 days after it, or, by another book, after its begin.

    30 July and 30 January 2016 are Saturdays.
    """
    end = date(2016, 6, 30)
    for where, day in (("part-end", date(2016, 8, 1)), ("year-begin", date(2016, 2, 1))):
        own = book(tmp_path, change("regular-analysis", f'{{ runs_from = "{where}" }}'))
        half = Period(date(2016, 1, 1), end)
        assert owed("regular-analysis", half, of_year(book=own)).day == day


@pytest.mark.parametrize(
    ("fields", "ends"),
    [
        ({"every": "month", "last_month": 4}, ["01-31", "02-29", "03-31", "04-30"]),
        ({"every": "quarter", "last_month": 12}, ["03-31", "06-30", "09-30", "12-31"]),
        ({"every": "half-year", "last_month": 12}, ["06-30", "12-31"]),
        ({"every": "year", "last_month": 2}, ["02-29"]),
        ({"every": "year", "first_month": 9, "last_month": 11}, ["11-30"]),
        ({"every": "quarter", "first_month": 4, "last_month": 9}, ["06-30", "09-30"]),
    ],
)
def test_a_period_ends_with_the_last_day_of_its_month(fields, ends, tmp_path):
    fields = {"first_month": 1, **fields}
    given = ", ".join(f"{name} = {value!r}" for name, value in fields.items()).replace("'", '"')
    context = of_year(book=book(tmp_path, change("quality-month", f"{{ {given} }}")))
    for year, leap in ((2016, "02-29"), (2015, "02-28")):
        found = [
            one
            for one in duties(context).values()
            if one.duty == "quality-month" and one.on.year == year
        ]
        wanted = [f"{year}-{end.replace('02-29', leap)}" for end in ends]
        assert [str(one.on) for one in found] == wanted
        # Each period begins on the first day of a month, the day after the one before it ended.
        assert found[0].first == date(year, fields["first_month"], 1)
        assert [one.on + DAY for one in found[:-1]] == [one.first for one in found[1:]]


def test_a_duty_that_nobody_can_fulfill_or_owe_is_named(tmp_path):
    from qualitygov.county.check import check_rules

    wrong = change("joint-meeting", '{ by = "dream", unit_kinds = ["ghost"] }')
    problems = check_rules(book(tmp_path, wrong))
    assert {p.found for p in problems} == {"'dream'", "'ghost'"}
