"""What was known of each row of an enterprise, on each day, in every table."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest
from enterprise_views import view_of
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.exact import Points
from qualitygov.core.knowledge import as_known, known_day
from qualitygov.enterprise import (
    ACTIVITIES,
    APPOINTMENTS,
    BATCHES,
    CERTIFICATIONS,
    ENTERPRISES,
    EXCELLENCE,
    FILINGS,
    HEAD_SPENDINGS,
    INCENTIVES,
    KEY_POSTS,
    LICENCES,
    PATENTS,
    RESPONSIBILITY_REPORTS,
    SPENDINGS,
    STANDARDS,
    SUBJECTS,
    SYSTEMS,
    TECHNOLOGIES,
    TRAININGS,
    UNIT_ALIASES,
    ActivityKind,
    Appointment,
    Batch,
    BatchLink,
    Certification,
    CertificationKind,
    Direction,
    Enterprise,
    ExcellenceAssessment,
    HeadSpending,
    Incentive,
    KeyPost,
    KeyTechnology,
    Licence,
    LicenceStatus,
    Patent,
    PatentKind,
    PostAssessment,
    PostResult,
    QualityActivity,
    RegistrationStatus,
    ResearchSpending,
    ResponsibilityReport,
    ResponsibilityStandard,
    Role,
    SpendingHead,
    StandardLevel,
    StandardPart,
    StandardRole,
    SystemRecord,
    SystemRecordKind,
    Training,
    UnitAlias,
    enterprise_year_facts,
)
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.strategies import entities
from qualitygov.subject import Document, Suspension

pytestmark = pytest.mark.clause("3.3.1.b", "3.3.1.e", "3.3.2.b")
BOOK = load_rulebook("strong-town")
UNIT, TOWN = "91330299MA2837B62L", "330299101"
BEGAN, KNOWN, LATER = date(2016, 2, 1), date(2016, 3, 1), date(2016, 5, 1)
END, DAY = date(2016, 12, 31), timedelta(days=1)
OF = {"id": "1", "enterprise": UNIT}
PAPER = {**OF, "document": "文件"}

ROWS = {
    ENTERPRISES: Enterprise(
        code=UNIT,
        name="甲厂",
        town=TOWN,
        registered_on=KNOWN,
        deregistered_on=LATER,
        status=RegistrationStatus.DEREGISTERED,
    ),
    UNIT_ALIASES: UnitAlias(alias="老甲厂", unit=UNIT, known_on=KNOWN),
    LICENCES: Licence(
        id="1",
        holder=UNIT,
        name="食品生产许可证",
        valid_from=KNOWN,
        ended_on=LATER,
        status=LicenceStatus.CANCELLED,
    ),
    CERTIFICATIONS: Certification(
        id="1",
        kind=CertificationKind.QUALITY,
        holder=UNIT,
        town=TOWN,
        issued_on=KNOWN,
        suspensions=(Suspension(suspended_on=LATER),),
    ),
    APPOINTMENTS: Appointment(
        **PAPER,
        role=Role.QUALITY_MANAGER,
        person="甲",
        valid_from=BEGAN,
        known_on=KNOWN,
        valid_to=LATER,
    ),
    KEY_POSTS: KeyPost(
        **OF,
        post="检验",
        valid_from=KNOWN,
        assessments=(
            PostAssessment(
                person="乙",
                year=2016,
                assessed_on=LATER,
                result=PostResult.PASS,
                document="考核表",
            ),
        ),
    ),
    TRAININGS: Training(**PAPER, held_on=KNOWN, topic="标准", hours=Decimal(8), headcount=3),
    ACTIVITIES: QualityActivity(
        **PAPER, kind=ActivityKind.QC_CIRCLE, topic="虚焊", begun_on=KNOWN, ended_on=LATER
    ),
    SYSTEMS: SystemRecord(**PAPER, system="training", kind=SystemRecordKind.ADOPTED, on=KNOWN),
    EXCELLENCE: ExcellenceAssessment(
        **PAPER, year=2016, assessed_on=BEGAN, known_on=KNOWN, score=Points.of(600)
    ),
    RESPONSIBILITY_REPORTS: ResponsibilityReport(
        **PAPER, year=2016, standard=ResponsibilityStandard.GB36000, published_on=KNOWN
    ),
    STANDARDS: StandardPart(
        **OF,
        number="GB/T 1-2016",
        level=StandardLevel.NATIONAL,
        role=StandardRole.LEAD,
        issued_on=BEGAN,
        known_on=KNOWN,
    ),
    SPENDINGS: ResearchSpending(
        **PAPER, year=2015, amount=Decimal(1), main_revenue=Decimal(9), known_on=KNOWN
    ),
    FILINGS: Document(
        id="1", town=TOWN, kind="annual-report", unit=UNIT, on=BEGAN, known_on=KNOWN, document="x"
    ),
    PATENTS: Patent(
        **OF, kind=PatentKind.DESIGN, title="灌装头", granted_on=KNOWN, revoked_on=LATER
    ),
    HEAD_SPENDINGS: HeadSpending(
        **PAPER, year=2015, head=SpendingHead.BRAND, amount=Decimal(1), known_on=KNOWN
    ),
    INCENTIVES: Incentive(
        **PAPER, kind="tax", amount=Decimal(1), granted_on=KNOWN, authority="县局"
    ),
    TECHNOLOGIES: KeyTechnology(**OF, field="materials", title="涂覆", since=KNOWN),
    BATCHES: Batch(
        **OF,
        product="果酱",
        made_on=KNOWN,
        shipped_on=LATER,
        links=(BatchLink(direction=Direction.UP, batch="0", recorded_on=LATER),),
    ),
}
"""A row of each table, known on one day, to which something happened on a later one."""

LATE = {
    ENTERPRISES: {"deregistered_on": None, "status": RegistrationStatus.IN_OPERATION},
    CERTIFICATIONS: {"suspensions": ()},
    LICENCES: {"ended_on": None, "status": LicenceStatus.VALID},
    APPOINTMENTS: {"valid_to": None},
    KEY_POSTS: {"assessments": ()},
    ACTIVITIES: {"ended_on": None},
    PATENTS: {"revoked_on": None},
    BATCHES: {"shipped_on": None, "links": ()},
}
"""What is not yet known of the rows before the later day."""
TABLES = tuple(spec for subject in SUBJECTS for spec in subject.tables)


def rows(spec, known_at):
    view = view_of(**{spec.name: [ROWS[spec]]})
    return view.known(spec, Context(BOOK, as_of=END, known_at=known_at)).rows


@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)
def test_a_row_is_absent_until_it_is_known_and_what_came_later_too(spec):
    row = ROWS[spec]
    assert rows(spec, KNOWN - DAY) == ()
    assert rows(spec, KNOWN) == (attrs.evolve(row, **LATE.get(spec, {})),)
    assert rows(spec, LATER - DAY) == rows(spec, KNOWN)
    assert rows(spec, LATER) == (row,)


def test_every_table_can_say_when_a_row_became_known():
    assert set(TABLES) == set(ROWS)
    assert all(known_day(row) == KNOWN for row in ROWS.values())


ENTITIES = [
    *(spec.entity for spec in TABLES),
    *(spec.child.entity for spec in TABLES if spec.child is not None),
]
DAYS = st.dates(date(2011, 1, 1), date(2019, 12, 31))


@pytest.mark.parametrize("cls", ENTITIES, ids=lambda cls: cls.__name__)
def test_knowledge_only_grows(cls):
    @given(entities(cls), DAYS, DAYS)
    def law(row, one, two):
        early, late = sorted((one, two))
        before, after = as_known(row, early), as_known(row, late)
        assert as_known(row, date.max) == row
        if before is not None:
            assert after is not None
        if after is not None:
            assert as_known(after, early) == before
            assert as_known(after, late) == after

    law()


def test_the_rows_of_a_year_follow_what_was_known():
    files = {spec.name: [row] for spec, row in ROWS.items()}
    key = attrs.evolve(
        ROWS[ENTERPRISES],
        registered_on=None,
        deregistered_on=None,
        status=RegistrationStatus.IN_OPERATION,
    )
    files["enterprises"] = [key]
    view = view_of(**files)

    def row(known_at):
        return enterprise_year_facts(view, Context(BOOK, as_of=END, known_at=known_at))[-1]

    before, then, after = row(KNOWN - DAY), row(KNOWN), row(LATER)
    assert (before.training_hours, before.excellence, before.standards, before.batches) == (
        0,
        None,
        0,
        0,
    )
    assert (then.training_hours, then.excellence, then.standards, then.batches) == (8, 600, 1, 1)
    assert (before.patents, then.patents, after.patents) == (0, 1, 0)
    assert (before.activities, then.activities, after.activities) == (0, 0, 1)
    assert (before.posts_wanting, then.posts_wanting, after.posts_wanting) == (0, 1, 0)
    assert (before.roles_missing, then.roles_missing, after.roles_missing) == (2, 1, 2)
