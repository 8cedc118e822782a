"""What the files of enterprises give to indicators and to credit."""

from __future__ import annotations

import typing
from datetime import date
from decimal import Decimal

import attrs
import pytest
from enterprise_views import view_of
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.exact import Points
from qualitygov.core.period import whole_year
from qualitygov.credit import CreditScorer
from qualitygov.credit.derive import records_from
from qualitygov.credit.standing import excluded
from qualitygov.enterprise import (
    Appointment,
    Batch,
    BatchLink,
    Certification,
    CertificationKind,
    Direction,
    Enterprise,
    EnterpriseYearFact,
    ExcellenceAssessment,
    KeyPost,
    PostAssessment,
    PostResult,
    ResearchSpending,
    Role,
    StandardLevel,
    StandardPart,
    StandardRole,
    Training,
    enterprise_year_facts,
)
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.credit import CreditRule
from qualitygov.subject import Suspension

pytestmark = pytest.mark.clause(
    "3.3.1.b", "3.3.1.e", "3.3.1.f", "3.3.2.a", "3.3.2.b", "3.3.3.a", "3.3.3.b"
)
BOOK = load_rulebook("strong-town")
UNIT, OTHER = "91330299MA2837B62L", "91110000600037341L"
END = date(2016, 12, 31)
FIRM = Enterprise(code=UNIT, name="甲厂", town="330299101", key_enterprise=True, high_tech=True)


def appointment(role, name, unit=UNIT, until=None):
    return Appointment(
        id=name,
        enterprise=unit,
        role=role,
        person="甲",
        valid_from=date(2015, 5, 1),
        valid_to=until,
        known_on=date(2015, 5, 10),
        document="任命书",
    )


def batch(name, made, *links, unit=UNIT):
    return Batch(
        id=name,
        enterprise=unit,
        product="果酱",
        made_on=made,
        shipped_on=made,
        end_use=True,
        links=links,
    )


def link(other, on):
    return BatchLink(direction=Direction.UP, batch=other, unit=OTHER, recorded_on=on)


FILES = {
    "appointments": (
        appointment(Role.CHIEF_QUALITY_OFFICER, "P1"),
        appointment(Role.LEGAL_REPRESENTATIVE, "P2", until=date(2016, 6, 30)),
        appointment(Role.QUALITY_MANAGER, "P3", until=date(2016, 6, 30)),
    ),
    "key_posts": (
        KeyPost(
            id="K1",
            enterprise=UNIT,
            post="检验",
            valid_from=date(2014, 1, 1),
            assessments=(
                PostAssessment(
                    person="乙",
                    year=2015,
                    assessed_on=date(2015, 12, 1),
                    result=PostResult.PASS,
                    document="考核表",
                ),
            ),
        ),
    ),
    "trainings": (
        Training(
            id="T1",
            enterprise=UNIT,
            held_on=date(2015, 4, 1),
            topic="标准",
            hours=Decimal(9),
            headcount=4,
            document="签到表",
        ),
    ),
    "excellence": (
        ExcellenceAssessment(
            id="X1",
            enterprise=UNIT,
            year=2016,
            assessed_on=date(2016, 4, 1),
            known_on=date(2016, 4, 20),
            score=Points.of("612.25"),
            document="自评报告",
        ),
    ),
    "standards": (
        StandardPart(
            id="S1",
            enterprise=UNIT,
            number="JB/T 1-2016",
            level=StandardLevel.TRADE,
            role=StandardRole.LEAD,
            issued_on=date(2016, 3, 1),
            known_on=date(2016, 3, 9),
        ),
        StandardPart(
            id="S2",
            enterprise=UNIT,
            number="DB33/T 1-2016",
            level=StandardLevel.LOCAL,
            role=StandardRole.LEAD,
            issued_on=date(2016, 3, 1),
            known_on=date(2016, 3, 9),
        ),
    ),
    "spendings": tuple(
        ResearchSpending(
            id=f"R{year}",
            enterprise=UNIT,
            year=year,
            amount=Decimal(amount),
            main_revenue=Decimal(1000),
            known_on=date(year + 1, 3, 31),
            document=f"{year}年报",
        )
        for year, amount in ((2014, 30), (2015, 31), (2016, 29))
    ),
    "batches": tuple(
        batch(f"B{n}", date(2015, n, 1), link(f"L{n}", date(2015, n, 3))) for n in (1, 2, 3)
    ),
    "certifications": (
        Certification(
            id="Z1",
            kind=CertificationKind.LICENCE,
            holder=UNIT[8:17],
            town="330299101",
            issued_on=date(2016, 1, 1),
        ),
    ),
}


def at(day, known=None, year=None):
    period = None if year is None else whole_year(year, "calendar")
    return Context(BOOK, as_of=day, known_at=known, period=period)


def rows_of(files, context, enterprises=(FIRM,)):
    return enterprise_year_facts(view_of(enterprises=enterprises, **files), context)


def merits(files, context):
    made = records_from(view_of(**files).events(context), context)
    return sorted((one for one in made if excluded(one, context) is None), key=lambda one: one.id)


def test_one_row_for_each_enterprise_and_year():
    rows = {row.year: row for row in rows_of(FILES, at(END))}
    assert sorted(rows) == [2015, 2016]
    one, two = rows[2015], rows[2016]
    assert (one.id, one.town, one.on) == (f"{UNIT}/2015", "330299101", date(2015, 12, 31))
    assert (one.roles_missing, one.licensed, one.training_hours, one.batches) == (0, False, 9, 3)
    assert (one.research_amount, one.main_revenue, one.trace_gaps) == (31, 1000, 0)
    assert (two.roles_missing, two.licensed, two.posts_due, two.posts_wanting) == (2, True, 1, 1)
    assert (two.research_amount, two.batches, two.excellence) == (None, 0, Decimal("612.25"))
    assert (two.standards, two.standards_led, one.standards) == (2, 2, 0)
    first = rows_of(FILES, at(END, year=2015))[0]
    assert (first.year, first.roles_missing, first.research_amount) == (2014, 3, 30)
    later = rows_of(FILES, at(date(2017, 4, 1), year=2016))[-1]
    assert (later.year, later.on, later.research_amount) == (2016, END, 29)
    running = rows_of(FILES, at(date(2016, 6, 30)))[-1]
    assert (running.on, running.roles_missing) == (date(2016, 6, 30), 0)


def test_a_row_says_what_was_known():
    early = rows_of(FILES, at(END, date(2016, 3, 8)))
    assert [(row.year, row.standards, row.excellence) for row in early] == [
        (2015, 0, None),
        (2016, 0, None),
    ]
    assert [row.research_amount for row in early] == [None, None]
    known = rows_of(FILES, at(END, date(2017, 4, 1)))[-1]
    assert known.research_amount == 29  # the report came after the year's end


def test_each_year_has_its_own_assessment_of_excellence():
    now = FILES["excellence"][0]
    before = attrs.evolve(
        now,
        id="X0",
        year=2015,
        assessed_on=date(2015, 4, 1),
        known_on=date(2015, 4, 20),
        score=Points.of(580),
    )
    rows = rows_of({"excellence": [now, before]}, at(END))
    assert [row.excellence for row in rows] == [580, Decimal("612.25")]
    assert [row.excellence for row in rows_of({"excellence": [before]}, at(END))] == [580, None]


def test_an_enterprise_has_rows_only_while_it_exists():
    one = attrs.evolve(FIRM, registered_on=date(2015, 6, 1), deregistered_on=date(2016, 10, 1))
    for year, years in ((2016, [2015]), (2015, [2015])):
        rows = rows_of(FILES, at(END, year=year), enterprises=[one])
        assert [row.year for row in rows] == years


def test_rows_are_flat():
    hints = typing.get_type_hints(EnterpriseYearFact)
    plain = {str, bool, int, Decimal, date, type(None)}
    assert all(set(typing.get_args(kind) or (kind,)) <= plain for kind in hints.values())


def kinds(files, as_of):
    return {one.id: (one.kind, one.severity) for one in merits(files, at(as_of))}


def test_merits_follow_from_the_files():
    assert kinds(FILES, END) == {
        "P1/officer": ("chief-quality-officer", "in-post"),
        "X1/excellence": ("performance-excellence", "scored"),
        "S1/standard": ("trade-standard", "lead"),
        "MA2837B62/research/2015": ("research-share-up", "risen"),
        "MA2837B62/traceability/2015": ("traceability-complete", "complete"),
    }
    assert kinds(FILES, date(2015, 5, 9)) == {}
    assert set(kinds(FILES, date(2015, 12, 31))) == {"P1/officer", "MA2837B62/traceability/2015"}


def test_the_records_are_those_that_were_made_before_rules_made_them():
    made = {one.id: one for one in merits(FILES, at(END))}
    days = {
        name: (one.happened_on, one.decided_on, one.known_on, one.valid_until)
        for name, one in made.items()
    }
    assert days == {
        "P1/officer": (date(2015, 5, 1), date(2015, 5, 1), date(2015, 5, 10), None),
        "X1/excellence": (
            date(2016, 4, 1),
            date(2016, 4, 1),
            date(2016, 4, 20),
            date(2017, 4, 1),
        ),
        "S1/standard": (date(2016, 3, 1), date(2016, 3, 1), date(2016, 3, 9), None),
        "MA2837B62/research/2015": (
            date(2015, 12, 31),
            date(2016, 3, 31),
            date(2016, 3, 31),
            date(2017, 3, 31),
        ),
        "MA2837B62/traceability/2015": (
            date(2015, 12, 31),
            date(2015, 12, 31),
            date(2015, 12, 31),
            date(2016, 12, 31),
        ),
    }
    documents = {name: one.source_document for name, one in made.items()}
    assert documents == {
        "P1/officer": "任命书",
        "X1/excellence": "自评报告",
        "S1/standard": "JB/T 1-2016",
        "MA2837B62/research/2015": "2015年报",
        "MA2837B62/traceability/2015": "追溯台账〔2015〕",
    }
    assert {one.subject for one in made.values()} == {UNIT}
    assert made["X1/excellence"].measure == 612


def test_every_event_is_told_whether_or_not_a_rule_makes_a_record_of_it():
    told = {(kind, event.id) for kind, event in view_of(**FILES).events(at(END))}
    assert told == {
        ("certificate", "Z1"),
        ("officer", "P1"),
        ("officer", "P2"),
        ("officer", "P3"),
        ("excellence", "X1"),
        ("standard-part", "S1"),
        ("standard-part", "S2"),
        ("research-year", "MA2837B62/research/2015"),
        ("traceability-year", "MA2837B62/traceability/2015"),
    }
    after = view_of(**FILES).events(at(date(2017, 4, 1)))
    fallen = next(event for _, event in after if event.id == "MA2837B62/research/2016")
    assert fallen.up is False
    assert "MA2837B62/research/2016" not in kinds(FILES, date(2017, 4, 1))


CERTIFICATE_MERITS = {
    "iso9001": ("certificate-quality", "in-force"),
    "iso14001": ("certificate-environment", "in-force"),
    "iso45001": ("certificate-health", "in-force"),
    "quality-award-town": ("quality-award", "town"),
    "quality-award-county": ("quality-award", "county"),
    "quality-award-municipal": ("quality-award", "municipal"),
    "quality-award-provincial": ("quality-award", "municipal"),
}


@pytest.mark.parametrize("kind", list(CertificationKind))
def test_which_certificate_is_which_merit(kind):
    one = Certification(
        id="Z9",
        kind=kind,
        holder=UNIT,
        town="330299101",
        issued_on=date(2015, 3, 1),
        expires_on=END,
        authority="某认证中心",
    )
    expected = CERTIFICATE_MERITS.get(kind.value)
    found = merits({"certifications": [one]}, at(END))
    assert [(made.kind, made.severity) for made in found] == ([expected] if expected else [])
    for made in found:
        assert (made.id, made.source_document, made.authority) == ("Z9/merit", "Z9", "某认证中心")
        assert (made.decided_on, made.known_on, made.valid_until) == (
            date(2015, 3, 1),
            date(2015, 3, 1),
            END,
        )
    for over in (
        {"suspensions": (Suspension(suspended_on=END),)},
        {"withdrawn_on": END},
        {"expires_on": date(2016, 12, 30)},
    ):
        assert not merits({"certifications": [attrs.evolve(one, **over)]}, at(END))


@pytest.mark.parametrize("role", list(Role))
def test_only_a_chief_quality_officer_brings_a_merit(role):
    found = kinds({"appointments": [appointment(role, "P9", until=END)]}, END)
    assert bool(found) == (role is Role.CHIEF_QUALITY_OFFICER)


@pytest.mark.parametrize(
    ("number", "level", "kind"),
    [
        ("GB/T 1-2016", StandardLevel.NATIONAL, "national-standard"),
        ("JB/T 1-2016", StandardLevel.TRADE, "trade-standard"),
        ("DB33/T 1-2016", StandardLevel.LOCAL, None),
        ("T/ABC 1-2016", StandardLevel.GROUP, None),
    ],
)
@pytest.mark.parametrize("role", list(StandardRole))
def test_only_national_and_trade_standards_bring_a_merit(number, level, kind, role):
    part = attrs.evolve(FILES["standards"][0], number=number, level=level, role=role)
    found = kinds({"standards": [part]}, END)
    assert found == ({} if kind is None else {"S1/standard": (kind, role.value)})


def test_every_merit_is_one_the_rulebook_knows():
    rules = BOOK.at(END).entries(CreditRule)
    for record in merits(FILES, at(END)):
        assert rules[record.kind].merit
        assert record.severity in rules[record.kind].scale


@pytest.mark.parametrize(("score", "points"), [("549.999", 0), ("550", 2)])
def test_merits_weigh_as_the_credit_rules_say(score, points):
    files = {"excellence": (attrs.evolve(FILES["excellence"][0], score=Points.of(score)),)}
    records = merits(files, at(END))
    assert records[0].measure == int(Decimal(score))
    days = (END, date(2017, 4, 1), date(2017, 4, 2))
    scores = [CreditScorer(BOOK, as_of=day).score(FIRM, records).score for day in days]
    assert scores == [Points.of(100 + points), Points.of(100 + points), Points.of(100)]


def test_a_link_recorded_after_the_year_brings_no_merit_and_too_few_batches_neither():
    batches = FILES["batches"]
    late = attrs.evolve(batches[0], links=(link("L1", date(2016, 1, 2)),))
    found = kinds({**FILES, "batches": (late, *batches[1:])}, END)
    assert "traceability-complete" not in {kind for kind, _ in found.values()}
    few = kinds({**FILES, "batches": batches[:2]}, END)
    assert "traceability-complete" not in {kind for kind, _ in few.values()}


@given(st.randoms(use_true_random=False))
def test_order_never_matters(random):
    files = {name: tuple(random.sample(rows, len(rows))) for name, rows in FILES.items()}
    assert merits(files, at(END)) == merits(FILES, at(END))
    assert rows_of(files, at(END)) == rows_of(FILES, at(END))


DAYS = st.dates(date(2015, 1, 1), date(2018, 12, 31))


@given(DAYS, DAYS)
def test_no_event_was_known_before_its_day(one, two):
    early, late = sorted((one, two))
    then, now = (view_of(**FILES).events(at(day)) for day in (early, late))
    assert all(event.known_on <= early and event.on <= early for _, event in then)
    assert {event.id for _, event in then} <= {event.id for _, event in now}


@given(DAYS, DAYS)
def test_nothing_is_told_of_what_comes_after_the_day_however_much_is_known(as_of, known_at):
    events = view_of(**FILES).events(at(as_of, known_at))
    assert all(event.on <= as_of for _, event in events)
    assert all(event.known_on <= known_at for _, event in events)
