"""Training, key posts, activities, systems, excellence, standards, research and patents."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.exact import Points, Rate
from qualitygov.core.period import whole_year
from qualitygov.core.schema import schema_for
from qualitygov.enterprise import (
    ActivityKind,
    Assessor,
    CategoryScore,
    Enterprise,
    ExcellenceAssessment,
    KeyPost,
    Patent,
    PatentKind,
    PostAssessment,
    PostResult,
    QualityActivity,
    QualityMethod,
    ResearchSpending,
    ResponsibilityReport,
    ResponsibilityStandard,
    StandardLevel,
    StandardPart,
    StandardRole,
    SystemRecord,
    SystemRecordKind,
    Training,
    activities_of_year,
    emergency_file,
    excellence_on,
    level_of,
    patents_by_year,
    patents_in_force,
    post_gaps,
    post_year,
    reports_of_year,
    research_growth,
    research_year,
    standards_by_year,
    system_checklist,
    training_year,
)
from qualitygov.errors import FieldError, RulebookError
from qualitygov.rulebook import Rulebook, load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.enterprise import EnterpriseRole, EnterpriseSystem

pytestmark = pytest.mark.clause(
    "3.3.1.a", "3.3.1.c", "3.3.1.d", "3.3.1.f", "3.3.2.a", "3.3.3.a", "3.3.3.b"
)
BOOK = load_rulebook("strong-town")
UNIT, OTHER = "91330299MA2837B62L", "91110000600037341L"
END = date(2016, 12, 31)
RULES = BOOK.at(END)
CONTEXT = Context(BOOK, as_of=END)


def at(day, known=None):
    return Context(BOOK, as_of=day, known_at=known)


def overlay(tmp_path, section, name, **values):
    path = tmp_path / "county.toml"
    head = (
        '[rulebook]\nid = "c"\nversion = "1"\ntitle = { zh = "县", en = "county" }\n'
        'extends = "strong-town"\n'
    )
    inner = ", ".join(f'{key} = "{value}"' for key, value in values.items())
    change = (
        f'[[change]]\nsection = "{section}"\nid = "{name}"\nset = {{ {inner} }}\n'
        'source = "某县规定"\n'
    )
    path.write_text(head + change, encoding="utf-8")
    return load_rulebook(path)


def lesson(hours, on, headcount=10, unit=UNIT):
    return Training(
        id=f"T{on}",
        enterprise=unit,
        held_on=on,
        topic="标准",
        hours=Decimal(hours),
        headcount=headcount,
        document="签到表",
    )


def test_training_is_met_once_the_hours_are_there_and_missed_only_when_the_year_has_ended():
    rows = [
        lesson("4.5", date(2016, 3, 1)),
        lesson("3.5", date(2016, 11, 1)),
        lesson(99, date(2016, 5, 1), unit=OTHER),
    ]
    early = training_year(rows, at(date(2016, 10, 31)), unit=UNIT, year=2016)
    assert (early.hours, early.met, early.reason.en) == (
        Decimal("4.5"),
        None,
        "the year has not ended",
    )
    full = training_year(rows, at(date(2016, 11, 1)), unit=UNIT, year=2016)
    assert (full.hours, full.person_hours, full.required, full.met) == (8, 80, 8, True)
    assert training_year(rows[:1], CONTEXT, unit=UNIT, year=2016).met is False
    assert training_year([lesson(9, END, headcount=0)], CONTEXT, unit=UNIT, year=2016).sessions == 0


def test_a_county_may_ask_for_more_hours(tmp_path):
    book = overlay(tmp_path, "parameter", "enterprise.training-hours", value="8.5")
    local = Context(book, as_of=END)
    assert training_year([lesson(8, END)], local, unit=UNIT, year=2016).met is False


def test_an_unknown_minimum_leaves_it_open():
    def without(**unknown):
        rules = attrs.evolve(RULES, entries={}, unknown=unknown)

        class Unknown(Rulebook):
            """A book whose rules are the same on all days."""

            def __init__(self):
                pass

            def at(self, day):
                return rules

        book = Unknown()
        return Context(book, as_of=END, period=whole_year(2016, "calendar"))

    unknown = without(**{"parameter.enterprise.training-hours": date(2016, 1, 1)})
    found = training_year([lesson(8, END)], unknown, unit=UNIT, year=2016)
    assert (found.required, found.met) == (None, None)
    assert "2016-01-01" in found.reason.zh
    with pytest.raises(RulebookError):
        training_year([], without(), unit=UNIT, year=2016)


def test_the_minimum_of_the_years_last_day_decides(tmp_path):
    path = tmp_path / "county.toml"
    path.write_text(
        '[rulebook]\nid = "c"\nversion = "1"\ntitle = { zh = "县", en = "county" }\n'
        'extends = "strong-town"\n[[change]]\nsection = "parameter"\n'
        'id = "enterprise.training-hours"\nset = { value = "20" }\nvalid_from = 2017-01-01\n'
        'source = "某县规定"\n',
        encoding="utf-8",
    )
    local = Context(load_rulebook(path), as_of=date(2017, 3, 1))
    assert training_year([lesson(8, END)], local, unit=UNIT, year=2016).met is True
    assert training_year([lesson(8, END)], local, unit=UNIT, year=2017).required == 20


def assessed(year, on, result=PostResult.PASS):
    return PostAssessment(person="乙", year=year, assessed_on=on, result=result, document="考核表")


def key_post(*held, since=date(2010, 1, 1), until=None, name="K1"):
    return KeyPost(
        id=name, enterprise=UNIT, post="焊接", valid_from=since, valid_to=until, assessments=held
    )


def test_a_key_post_is_assessed_each_year():
    one = key_post(
        assessed(2015, date(2016, 1, 20)), assessed(2016, date(2016, 6, 1), PostResult.FAIL)
    )
    assert post_year(one, CONTEXT, year=2015).gap is None
    assert post_year(one, at(date(2016, 1, 19)), year=2015).gap.en == "1 due, 0 held"
    failed = post_year(one, at(date(2016, 6, 1)), year=2016)
    assert (failed.passed, failed.gap.zh) == (False, "最近一次考核不合格")
    mended = attrs.evolve(one, assessments=(*one.assessments, assessed(2016, date(2016, 9, 1))))
    assert post_year(mended, CONTEXT, year=2016).gap is None
    assert [row.post for row in post_gaps([one, mended], CONTEXT, unit=UNIT, year=2014)] == [
        "K1",
        "K1",
    ]
    assert post_gaps([one], CONTEXT, unit=OTHER, year=2014) == ()


def test_a_new_or_abolished_post_is_not_due_and_nothing_is_wanting_before_the_years_end():
    assert not post_year(key_post(since=date(2016, 7, 1)), CONTEXT, year=2016).due
    assert post_year(key_post(since=date(2016, 6, 30)), CONTEXT, year=2016).due
    assert not post_year(key_post(until=date(2016, 12, 30)), CONTEXT, year=2016).due
    assert post_year(key_post(), at(date(2016, 12, 30)), year=2016).gap is None
    with pytest.raises(FieldError, match="before the year"):
        assessed(2016, date(2015, 12, 31))


def test_activities_count_in_the_year_they_end():
    def activity(name, ended, kind=ActivityKind.QC_CIRCLE, method=None):
        return QualityActivity(
            id=name,
            enterprise=UNIT,
            kind=kind,
            method=method,
            topic="减少虚焊",
            begun_on=date(2015, 5, 1),
            ended_on=ended,
            document="成果报告",
        )

    rows = [
        activity("A2", date(2016, 4, 1)),
        activity("A1", date(2016, 4, 1)),
        activity("A3", None),
    ]
    assert [one.id for one in activities_of_year(rows, CONTEXT, unit=UNIT, year=2016)] == [
        "A1",
        "A2",
    ]
    assert activities_of_year(rows, at(date(2016, 3, 31)), unit=UNIT, year=2016) == ()
    with pytest.raises(FieldError, match="names which one"):
        activity("A4", None, ActivityKind.METHOD)
    assert (
        activity("A5", None, ActivityKind.METHOD, QualityMethod.LEAN).method is QualityMethod.LEAN
    )


def firm(**more):
    return Enterprise(code=UNIT, name="甲厂", town="330299101", **more)


def record(system, on, kind=SystemRecordKind.ADOPTED, until=None):
    return SystemRecord(
        id=f"{system}/{kind}",
        enterprise=UNIT,
        system=system,
        kind=kind,
        on=on,
        valid_to=until,
        document=f"{system}.pdf",
    )


def test_a_system_is_adopted_and_carried_out():
    rows = [
        record("responsibility", date(2010, 1, 1)),
        record("training", date(2010, 1, 1)),
        record("training", date(2015, 12, 31), SystemRecordKind.CARRIED_OUT),
        record("incoming-inspection", date(2010, 1, 1), until=date(2016, 6, 30)),
        record("own-custom", date(2010, 1, 1)),
    ]
    found = system_checklist(firm(), CONTEXT, records=rows)
    missing = {line.system: [text.en for text in line.missing] for line in found.lines}
    assert missing == {
        "responsibility": [],
        "training": [],
        "incoming-inspection": ["no document in force", "not carried out within 3 months"],
    }
    assert (found.rate, found.complete, found.foreign) == (Rate(2, 3), False, ("own-custom",))
    stale = system_checklist(firm(), at(date(2017, 1, 1)), records=rows)
    assert [
        text.zh for line in stale.lines if line.system == "training" for text in line.missing
    ] == ["12 months 内无执行记录"]


def test_what_is_owed_depends_on_the_enterprise_and_the_day():
    later = date(2023, 5, 5)
    names = {
        line.system for line in system_checklist(firm(), at(later), records=[], licensed=True).lines
    }
    assert {"daily-control", "weekly-check", "monthly-meeting"} <= names
    assert "daily-control" not in {
        line.system for line in system_checklist(firm(), CONTEXT, records=[], licensed=True).lines
    }
    assert len(system_checklist(firm(key_enterprise=True), CONTEXT, records=[]).lines) == 8


def test_the_emergency_file_is_reporting_plan_contacts_and_drill():
    one = firm(key_enterprise=True)
    rows = [record(name, date(2012, 1, 1)) for name in ("accident-report", "emergency-plan")]
    rows.append(record("emergency-contacts", date(2016, 2, 1), SystemRecordKind.CARRIED_OUT))
    found = emergency_file(one, CONTEXT, records=rows)
    assert [line.system for line in found.lines if line.missing] == ["emergency-drill"]
    assert emergency_file(firm(), CONTEXT, records=rows).complete
    assert not emergency_file(
        one, CONTEXT, records=[*rows, record("emergency-drill", date(2016, 3, 1))]
    ).complete
    drill = record("emergency-drill", date(2016, 3, 1), SystemRecordKind.CARRIED_OUT)
    assert emergency_file(one, CONTEXT, records=[*rows, drill]).complete
    with pytest.raises(FieldError, match="no last day"):
        record("emergency-drill", END, SystemRecordKind.CARRIED_OUT, END)


@given(
    st.lists(
        st.tuples(st.integers(0, 11), st.sampled_from(SystemRecordKind), st.integers(-500, 30)),
        max_size=12,
    )
)
def test_more_papers_never_make_a_checklist_worse(rows):
    names = sorted(RULES.entries(EnterpriseSystem))
    papers = [
        record(names[at % len(names)], END + timedelta(days=days), kind) for at, kind, days in rows
    ]
    for count in range(len(papers)):
        few, more = (
            system_checklist(firm(key_enterprise=True), CONTEXT, records=p)
            for p in (papers[:count], papers[: count + 1])
        )
        assert more.rate >= few.rate
    assert (
        system_checklist(firm(), CONTEXT, records=papers).lines
        == system_checklist(firm(), CONTEXT, records=papers[::-1]).lines
    )


def excellence(score, on=date(2016, 3, 1), name="X1", **more):
    return ExcellenceAssessment(
        id=name,
        enterprise=UNIT,
        year=on.year,
        assessed_on=on,
        known_on=on,
        score=Points.of(score),
        document="自评报告",
        **more,
    )


def test_a_score_is_of_a_thousand_and_the_sum_of_its_categories():
    parts = (
        CategoryScore(category="leadership", points=Points.of("80.25")),
        CategoryScore(category="results", points=Points.of(300)),
    )
    assert excellence("380.25", categories=parts).score == Points.of("380.25")
    with pytest.raises(FieldError, match=r"add up to 380\.25, the score is 380"):
        excellence(380, categories=parts)
    with pytest.raises(FieldError, match="stands twice"):
        excellence("160.5", categories=(parts[0], parts[0]))
    for wrong in (-1, 1001):
        with pytest.raises(FieldError, match="between 0 and 1000"):
            excellence(wrong)


def test_the_last_assessment_counts_and_an_outside_one_of_the_same_day_first():
    rows = [
        excellence(500),
        excellence(450, name="X0", assessor=Assessor.EXTERNAL),
        excellence(700, END, "X9"),
    ]
    assert excellence_on(rows, at(date(2016, 12, 30)), unit=UNIT).id == "X0"
    assert excellence_on(rows, CONTEXT, unit=UNIT).id == "X9"
    assert excellence_on(rows, at(date(2016, 2, 29)), unit=UNIT) is None
    late = attrs.evolve(rows[0], known_on=END)
    assert excellence_on([late], at(date(2016, 6, 1)), unit=UNIT) is None
    assert excellence_on([late], at(date(2016, 6, 1), END), unit=UNIT) == late


def test_responsibility_reports_count_in_the_year_they_are_published():
    one = ResponsibilityReport(
        id="C1",
        enterprise=UNIT,
        year=2015,
        standard=ResponsibilityStandard.GB36000,
        published_on=date(2016, 5, 1),
        document="报告",
    )
    assert reports_of_year([one], CONTEXT, unit=UNIT, year=2016) == (one,)
    assert (
        reports_of_year([one], CONTEXT, unit=UNIT, year=2015)
        == reports_of_year([one], at(date(2016, 4, 30)), unit=UNIT, year=2016)
        == ()
    )


def part(number, level, role=StandardRole.PARTICIPANT, on=date(2016, 3, 1), name="S1"):
    return StandardPart(
        id=name, enterprise=UNIT, number=number, level=level, role=role, issued_on=on, known_on=on
    )


def test_a_standard_counts_once_by_the_greater_part():
    rows = [
        part("GB/T 1-2016", StandardLevel.NATIONAL),
        part("GB/T 1-2016", StandardLevel.NATIONAL, StandardRole.LEAD, name="S2"),
        part("JB/T 2-2016", StandardLevel.TRADE, name="S3"),
        part("GB 3-2014", StandardLevel.NATIONAL, on=date(2014, 1, 1), name="S4"),
    ]
    expected = [(2014, "national", 0, 1), (2016, "national", 1, 0), (2016, "trade", 0, 1)]
    for order in (rows, rows[::-1]):
        assert [
            attrs.astuple(row) for row in standards_by_year(order, CONTEXT, unit=UNIT)
        ] == expected
    assert [row.year for row in standards_by_year(rows, at(date(2015, 12, 31)), unit=UNIT)] == [
        2014
    ]


def test_the_number_of_a_standard_shows_its_level():
    shown = {
        "GB 7718-2011": "national",
        "GB/Z 1-2000": "national",
        "NY/T 5-2015": "trade",
        "DB33/ 1-2015": "local",
    }
    assert {number: level_of(number).value for number in shown} == shown
    assert level_of("企标 1") is None
    with pytest.raises(FieldError, match="national standard, but stated as a trade standard"):
        part("GB/T 1-2016", StandardLevel.TRADE)


def spent(year, amount, revenue, known=None, name=None, unit=UNIT):
    return ResearchSpending(
        id=name or f"R{unit}{year}",
        enterprise=unit,
        year=year,
        amount=Decimal(amount),
        main_revenue=Decimal(revenue),
        known_on=known or date(year, 12, 31),
        document="年报",
    )


def test_a_share_is_above_the_year_before_only_by_its_exact_value():
    third = spent(2015, 1, 3)
    for amount, up in (("33333333333333333333", False), ("33333333333333333334", True)):
        now = spent(2016, amount, "100000000000000000000")
        assert research_year([third, now], CONTEXT, unit=UNIT, year=2016).up is up
    assert research_year([third, spent(2016, 2, 6)], CONTEXT, unit=UNIT, year=2016).up is False


def test_a_share_is_not_judged_without_figures_or_revenue():
    assert (
        research_year([spent(2016, 1, 3)], CONTEXT, unit=UNIT, year=2016).reason.en
        == "no figures of 2015"
    )
    assert (
        research_year([spent(2015, 1, 3)], CONTEXT, unit=UNIT, year=2016).reason.zh
        == "缺 2016 年数据"
    )
    none = research_year([spent(2015, 1, 0), spent(2016, 1, 3)], CONTEXT, unit=UNIT, year=2016)
    assert (none.up, none.reason.en) == (None, "no main revenue, so no share")
    late = [spent(2015, 1, 3), spent(2016, 2, 3, known=date(2017, 3, 1))]
    assert research_year(late, CONTEXT, unit=UNIT, year=2016).up is None
    assert research_year(late, at(date(2017, 3, 1)), unit=UNIT, year=2016).up is True


def test_a_correction_takes_the_place_of_the_report():
    rows = [
        spent(2015, 10, 100),
        spent(2016, 11, 100),
        spent(2016, 9, 100, known=date(2017, 4, 1), name="R0"),
    ]
    assert research_year(rows, at(date(2017, 3, 31)), unit=UNIT, year=2016).up is True
    assert research_year(rows, at(date(2017, 4, 1)), unit=UNIT, year=2016).up is False


def test_growth_is_of_high_tech_enterprises_that_can_be_judged():
    units = [
        firm(high_tech=True),
        Enterprise(code=OTHER, name="乙", town="330299101", high_tech=True),
        Enterprise(code="91330299100000117T", name="丙", town="330299101", high_tech=True),
        Enterprise(code="91330299100000184B", name="丁", town="330299101"),
    ]
    rows = [
        spent(2015, 1, 10),
        spent(2016, 2, 10),
        spent(2015, 3, 10, unit=OTHER),
        spent(2016, 2, 10, unit=OTHER),
    ]
    found = research_growth(units, CONTEXT, spendings=rows, year=2016)
    assert (found.rate, found.fallen, found.not_assessable) == (
        Rate(1, 2),
        (OTHER,),
        ("91330299100000117T",),
    )


MONEY = st.decimals(0, 10**9, places=2)


@given(MONEY, MONEY.filter(bool), MONEY, MONEY.filter(bool))
def test_shares_compare_as_fractions_do(a, b, c, d):
    found = research_year([spent(2015, a, b), spent(2016, c, d)], CONTEXT, unit=UNIT, year=2016)
    assert found.up == (Fraction(c) / Fraction(d) > Fraction(a) / Fraction(b))
    double = [spent(2015, a * 2, b * 2), spent(2016, c * 3, d * 3)]
    assert research_year(double[::-1], CONTEXT, unit=UNIT, year=2016).up == found.up


def patent(name, granted, **more):
    fields = {"kind": PatentKind.INVENTION, **more}
    return Patent(id=name, enterprise=UNIT, title="灌装头", granted_on=granted, **fields)


def test_patents_count_in_their_year_unless_declared_invalid():
    rows = [
        patent("Z1", date(2015, 3, 1), core=True, expires_on=date(2015, 12, 31)),
        patent("Z2", date(2015, 3, 1), revoked_on=date(2016, 6, 1)),
        patent("Z3", date(2016, 3, 1), kind=PatentKind.DESIGN),
    ]
    assert [attrs.astuple(row) for row in patents_by_year(rows, CONTEXT, unit=UNIT)] == [
        (2015, "invention", 1, 1),
        (2016, "design", 1, 0),
    ]
    assert patents_by_year(rows, at(date(2016, 5, 31)), unit=UNIT)[0].granted == 2
    assert [
        [one.id for one in patents_in_force(rows, at(day), unit=UNIT)]
        for day in (date(2015, 12, 31), date(2016, 6, 1))
    ] == [
        ["Z1", "Z2"],
        ["Z3"],
    ]


ENTITIES = [
    lesson("4.5", END),
    key_post(assessed(2016, END)),
    record("training", END),
    excellence("380.25", categories=(CategoryScore(category="4.1", points=Points.of("380.25")),)),
    part("GB/T 1-2016", StandardLevel.NATIONAL),
    spent(2016, "1.50", 3),
    patent("Z1", END),
]


@pytest.mark.parametrize("one", ENTITIES, ids=lambda one: type(one).__name__)
def test_entities_go_out_and_come_back_through_their_schemas(one):
    schema = schema_for(type(one))()
    assert schema.load(schema.dump(one)) == one


def test_a_rulebook_asks_for_known_roles_and_for_something_of_each_system():
    role = next(iter(RULES.entries(EnterpriseRole).values()))
    assert [
        problem.path for problem in EnterpriseRole.check_set({"cook": role, role.id: role})
    ] == ["cook"]
    system = RULES.entries(EnterpriseSystem)["responsibility"]
    assert list(EnterpriseSystem.check_set({"a": system})) == []
    empty = attrs.evolve(system, document=False)
    assert [problem.path for problem in EnterpriseSystem.check_set({"a": empty})] == ["a.document"]


def test_every_rule_of_enterprises_names_its_clause():
    entries = [*RULES.entries(EnterpriseRole).values(), *RULES.entries(EnterpriseSystem).values()]
    assert all(entry.clauses and entry.clauses[0].startswith("3.3.") for entry in entries)


def test_categories_may_be_given_by_items_and_both_ways_agree():
    def part(category, points, item=None):
        return CategoryScore(category=category, item=item, points=Points.of(points))

    items = (part("4.1", 40, "4.1.2"), part("4.1", "20.5", "4.1.3"), part("4.2", 60))
    one = excellence("120.5", categories=items)
    assert {name: str(points) for name, points in one.by_category.items()} == {
        "4.1": "60.5",
        "4.2": "60",
    }
    assert (
        excellence("120.5", categories=(*items, part("4.1", "60.5"))).by_category == one.by_category
    )
    with pytest.raises(FieldError, match=r"the items of 4\.1 add up to 60\.5"):
        excellence("120.5", categories=(*items, part("4.1", 61)))
    with pytest.raises(FieldError, match=r"stands twice: 4\.1 4\.1\.2"):
        excellence("160.5", categories=(*items, part("4.1", 40, "4.1.2")))
