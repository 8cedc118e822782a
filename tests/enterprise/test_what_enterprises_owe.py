"""What key and high-tech enterprises owe in a year: from their list, judged at the year's end."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import pytest
from enterprise_views import view_of
from hypothesis import given
from hypothesis import strategies as st

from qualitygov import governance
from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.core.exact import Points
from qualitygov.enterprise import (
    SUBJECTS,
    ActivityKind,
    Appointment,
    Batch,
    BatchLink,
    Direction,
    Enterprise,
    ExcellenceAssessment,
    KeyPost,
    PostAssessment,
    PostResult,
    QualityActivity,
    ResearchSpending,
    ResponsibilityReport,
    ResponsibilityStandard,
    Role,
    SystemRecord,
    SystemRecordKind,
    Training,
    enterprise_duty_facts,
)
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.subject import (
    TOWNS,
    CountyData,
    CountyView,
    Document,
    Subject,
    Town,
    duty_facts,
)
from qualitygov.text import Text

pytestmark = pytest.mark.clause(
    "3.3.1.a", "3.3.1.b", "3.3.1.c", "3.3.1.d", "3.3.1.e", "3.3.1.f", "3.3.2.a", "3.3.2.b",
    "3.3.3.a",
)  # fmt: skip
BOOK = load_rulebook("strong-town")
TOWN, UNIT, OTHER = "330299101", "91330299MA2837B62L", "91110000600037341L"
END, START = date(2016, 12, 31), date(2014, 1, 1)
FIRM = Enterprise(code=UNIT, name="甲厂", town=TOWN, industry="C1310", key_enterprise=True)
OF = {"id": "1", "enterprise": UNIT}
PAPER = {**OF, "document": "文件"}
KEY = (
    "answerable-persons",
    "chief-quality-officer",
    "emergency-file",
    "enterprise-training",
    "excellence",
    "internal-systems",
    "key-posts",
    "quality-activity",
    "responsibility-report",
    "traceability",
)


def of_year(year=2016, **more):
    return Context.of_year(BOOK, year, calendar=WeekdayCalendar(), **more)


def standings(context=None, enterprises=(FIRM,), **files):
    """The standings of the year 2016, by enterprise and duty."""
    view = view_of(enterprises=enterprises, **files)
    return {
        (row.unit, row.duty): row.standing
        for row in enterprise_duty_facts(view, (context or of_year()).settled)
        if row.year == END.year
    }


def one(duty, context=None, **files):
    return standings(context, **files)[UNIT, duty]


def appointment(role, **more):
    fields = {"valid_from": START, "known_on": START, **more}
    return Appointment(**PAPER, role=Role(role), person="甲", **fields)


def test_a_key_enterprise_without_any_row_owes_everything():
    """A clean file is no excuse: the list of key enterprises is the denominator."""
    assert standings() == {(UNIT, duty): "missing" for duty in KEY}
    assert standings(enterprises=[attrs.evolve(FIRM, key_enterprise=False)]) == {}


def test_until_the_year_ends_what_is_not_there_is_open():
    early = standings(of_year(as_of="2016-06-30"))
    assert early == {(UNIT, duty): "open" for duty in KEY}
    july = standings(of_year(as_of="2016-07-01"))
    assert july.pop((UNIT, "responsibility-report")) == "missing"
    assert set(july.values()) == {"open"}


@pytest.mark.parametrize(
    ("more", "standing"),
    [
        ({}, "done"),
        ({"valid_to": END}, "done"),
        ({"valid_to": date(2016, 12, 30)}, "missing"),
        ({"valid_from": date(2017, 1, 1)}, "missing"),
        ({"known_on": date(2017, 3, 2)}, "missing"),
    ],
)
@pytest.mark.parametrize("as_of", ["2017-03-01", "2018-06-01"])
def test_an_officer_is_in_post_on_the_last_day_of_the_year(more, standing, as_of):
    officer = appointment("chief-quality-officer", **more)
    context = of_year(as_of=as_of, known_at="2017-03-01")
    assert one("chief-quality-officer", context, appointments=[officer]) == standing


def test_somebody_answers_first_and_somebody_directly():
    first, direct = appointment("legal-representative"), appointment("quality-manager")
    assert one("answerable-persons", appointments=[first, direct]) == "done"
    assert one("answerable-persons", appointments=[first]) == "missing"


@pytest.mark.parametrize(("hours", "standing"), [(100, "done"), (1, "failed")])
def test_training_is_enough_or_not(hours, standing):
    held = Training(
        **PAPER, held_on=date(2016, 5, 1), topic="标准", hours=Decimal(hours), headcount=3
    )
    assert one("enterprise-training", trainings=[held]) == standing
    running = of_year(as_of="2016-06-30")
    assert one("enterprise-training", running, trainings=[held]) == (
        "done" if standing == "done" else "open"
    )


def post(*results, since=START):
    return KeyPost(
        **OF,
        post="检验",
        valid_from=since,
        assessments=tuple(
            PostAssessment(
                person="乙",
                year=2016,
                assessed_on=date(2016, 11, n + 1),
                result=PostResult(result),
                document="考核表",
            )
            for n, result in enumerate(results)
        ),
    )


@pytest.mark.parametrize(
    ("found", "standing"),
    [
        (post("pass"), "done"),
        (post("fail", "pass"), "done"),
        (post("fail"), "failed"),
        (post(), "missing"),
        (post(since=date(2016, 12, 1)), "excused"),  # too new to be assessed
    ],
)
def test_key_posts_are_assessed(found, standing):
    assert one("key-posts", key_posts=[found]) == standing


def test_some_posts_without_an_assessment_are_not_all():
    posts = [post("pass"), attrs.evolve(post(), id="2")]
    assert one("key-posts", key_posts=posts) == "failed"


def test_activities_reports_and_excellence_are_those_of_the_year():
    activity = QualityActivity(
        **PAPER, kind=ActivityKind.QC_CIRCLE, topic="虚焊", begun_on=START, ended_on=END
    )
    assert one("quality-activity", activities=[activity]) == "done"
    running = attrs.evolve(activity, ended_on=None)
    assert one("quality-activity", activities=[running]) == "missing"
    for day, standing in ((date(2016, 6, 30), "done"), (date(2016, 7, 1), "late")):
        report = ResponsibilityReport(
            **PAPER, year=2015, standard=ResponsibilityStandard.GB36000, published_on=day
        )
        assert one("responsibility-report", responsibility_reports=[report]) == standing
        assert one("excellence", responsibility_reports=[report]) == "done"
    assessed = ExcellenceAssessment(
        **PAPER, year=2016, assessed_on=END, known_on=END, score=Points.of(500)
    )
    assert one("excellence", excellence=[assessed]) == "done"
    before = attrs.evolve(assessed, year=2015, assessed_on=date(2015, 5, 1))
    assert one("excellence", excellence=[before]) == "missing"


def test_internal_systems_and_the_emergency_file():
    record = SystemRecord(**PAPER, system="training", kind=SystemRecordKind.ADOPTED, on=START)
    found = standings(systems=[record])
    assert (found[UNIT, "internal-systems"], found[UNIT, "emergency-file"]) == (
        "failed",
        "missing",
    )


def batch(number, *links):
    return Batch(
        id=f"B{number}",
        enterprise=UNIT,
        product="果酱",
        made_on=date(2016, 3, number),
        shipped_on=date(2016, 3, 20),
        end_use=True,
        links=links,
    )


def test_traceability_is_owed_by_trades_that_the_law_names():
    up = BatchLink(direction=Direction.UP, batch="x", unit=OTHER, recorded_on=date(2016, 3, 9))
    good = [batch(n, up) for n in (1, 2, 3)]
    assert one("traceability", batches=good) == "done"
    assert one("traceability", batches=[*good, batch(4), batch(5), batch(6)]) == "failed"
    assert one("traceability", batches=[batch(1)]) == "failed"  # few, and not traced
    assert one("traceability", batches=[batch(1, up)]) == "done"
    machines = attrs.evolve(FIRM, industry="C3411")
    assert one("traceability", enterprises=[machines]) == "excused"
    assert one("traceability", enterprises=[machines], batches=good) == "done"


def test_a_firm_is_a_key_enterprise_from_a_day_to_a_day():
    for since, until, there in (
        (date(2016, 12, 31), None, True),
        (date(2017, 1, 1), None, False),
        (None, END, True),
        (None, date(2016, 12, 30), False),
    ):
        firm = attrs.evolve(FIRM, key_since=since, key_until=until)
        assert bool(standings(enterprises=[firm])) is there
    listed_late = attrs.evolve(FIRM, key_since=date(2016, 6, 1))
    view = view_of(enterprises=[listed_late])
    assert not enterprise_duty_facts(view, of_year(as_of="2016-12-31", known_at="2016-05-31"))


def figures(year, amount, known):
    return ResearchSpending(
        **{**PAPER, "id": f"R{year}"},
        year=year,
        amount=Decimal(amount),
        main_revenue=Decimal(1000),
        known_on=known,
    )


TECH = attrs.evolve(FIRM, key_enterprise=False, high_tech=True)


def test_the_figures_of_the_year_before_stand_in_for_the_year():
    rows = [
        figures(2014, 30, date(2015, 5, 20)),
        figures(2015, 31, date(2016, 5, 20)),
        figures(2016, 1, date(2017, 2, 1)),
    ]

    def share(spendings):
        return standings(enterprises=[TECH], spendings=spendings)[UNIT, "research-share"]

    assert share(rows) == "done"
    assert share(rows[:2]) == "done"
    assert share(rows[:1]) == "missing"
    assert share(rows[1:]) == "failed"  # nobody can say that it rose
    assert share([rows[0], figures(2015, 30, date(2016, 5, 20))]) == "failed"


COUNTY = Subject(name="county", label=Text("县域", "county"), tables=(TOWNS,))


def rounds(context, **rows):
    """The duties of firms that come round, by id."""
    town = Town(code=TOWN, name=Text("甲镇", "Town A"), parent="330299")
    data = CountyData(
        id="330299",
        name=Text("某县", "A county"),
        subjects=(COUNTY, *SUBJECTS, governance.SUBJECT),
        towns=(town,),
        **rows,
    )
    return {row.id: row for row in duty_facts(CountyView(data), context)}


def filing(day, year=2015, unit=UNIT):
    return Document(
        id=f"A{year}-{unit}",
        town=TOWN,
        kind="annual-report",
        unit=unit,
        on=day,
        covers_to=date(year, 12, 31),
        document="年报",
    )


@pytest.mark.parametrize(
    ("day", "standing"), [("2016-06-30", "done"), ("2016-07-01", "late"), (None, "missing")]
)
def test_each_firm_files_its_annual_report_by_the_end_of_june(day, standing):
    filed = [] if day is None else [filing(date.fromisoformat(day))]
    found = rounds(of_year(), enterprises=[FIRM], filings=filed)
    row = found[f"annual-report/{UNIT}/2015-12-31"]
    assert (row.standing, row.unit, row.on, row.by) == (standing, UNIT, END, date(2016, 6, 30))


def test_a_report_is_found_under_either_code_of_the_firm():
    found = rounds(
        of_year(), enterprises=[FIRM], filings=[filing(date(2016, 5, 1), unit=UNIT[8:17])]
    )
    assert found[f"annual-report/{UNIT}/2015-12-31"].standing == "done"


def test_a_firm_owes_no_report_for_a_year_in_which_it_was_not_there():
    young = attrs.evolve(FIRM, registered_on=date(2016, 1, 4))
    gone = attrs.evolve(FIRM, code=OTHER, deregistered_on=date(2015, 12, 31))
    found = rounds(of_year(), enterprises=[young, gone])
    rows = [row for row in found.values() if row.duty == "annual-report"]
    assert [(row.unit, row.first.year) for row in rows] == [(OTHER, 2014)]


def test_figures_of_research_are_due_in_may_by_a_rule_that_is_not_verified_yet():
    late = figures(2015, 31, date(2016, 6, 1))
    found = rounds(of_year(), enterprises=[TECH], spendings=[late])
    row = found[f"research-figures/{UNIT}/2015-12-31"]
    assert (row.by, row.standing) == (date(2016, 5, 31), "excused")
    done = figures(2015, 31, date(2016, 5, 31))
    found = rounds(of_year(), enterprises=[TECH], spendings=[done])
    assert found[f"research-figures/{UNIT}/2015-12-31"].standing == "done"


def test_the_town_urges_each_key_enterprise_once_a_year():
    other = attrs.evolve(FIRM, code=OTHER)
    plain = attrs.evolve(FIRM, code="91330299MA28BBBB1A", key_enterprise=False)
    letter = Document(
        id="U1", town=TOWN, kind="urging", ref=UNIT, unit="market", on=END, document="督促函"
    )
    found = rounds(of_year(), enterprises=[FIRM, other, plain], documents=[letter])
    rows = [row for row in found.values() if row.duty == "urging" and row.on == END]
    assert [(row.ref, row.unit, row.standing) for row in rows] == [
        (OTHER, None, "missing"),
        (UNIT, None, "done"),
    ]


FILES = {
    "appointments": [
        appointment("chief-quality-officer"),
        attrs.evolve(appointment("legal-representative"), id="2"),
        attrs.evolve(appointment("quality-manager"), id="3"),
    ],
    "trainings": [
        Training(**PAPER, held_on=date(2016, 5, 1), topic="标准", hours=Decimal(99), headcount=3)
    ],
    "key_posts": [post("pass"), attrs.evolve(post("fail"), id="2")],
    "batches": [batch(1), batch(2)],
}
GOOD = ("done", "late", "failed", "missing")


@given(st.data())
def test_taking_rows_away_never_adds_a_duty_done(data):
    left = {name: [row for row in rows if data.draw(st.booleans())] for name, rows in FILES.items()}
    whole, fewer = standings(**FILES), standings(**left)
    assert whole.keys() == fewer.keys()
    for name in whole:
        # Posts and batches speak for and against the firm: without any, nothing was done.
        if name[1] not in ("key-posts", "traceability"):
            assert GOOD.index(fewer[name]) >= GOOD.index(whole[name])
    without = standings(**{**FILES, "key_posts": [], "batches": []})
    assert without[UNIT, "key-posts"] == without[UNIT, "traceability"] == "missing"
