"""What became known late does not exist before: every table, fact, event and worklist alike.

For complaint, safety and governance together.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import attrs
import pytest
from governance_world import COUNTY, END, START, TOWN, at
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov import complaint, governance, safety
from qualitygov.core.knowledge import as_known
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.strategies import entities
from qualitygov.subject import CountyData, CountyView, Document, Town
from qualitygov.text import Text
from signed_book import signed_book

SUBJECTS = (complaint.SUBJECT, safety.SUBJECT, governance.SUBJECT)
SPECS = {spec.name: spec for subject in SUBJECTS for spec in subject.tables}
ENTITIES = [
    cls
    for spec in SPECS.values()
    for cls in (spec.entity, *(() if spec.child is None else (spec.child.entity,)))
]
UNIT, SIGNED = "91330299MA2837B62L", signed_book()
DAY = date(2016, 6, 1)
EARLY, MAY = date(2016, 3, 1), date(2016, 5, 27)


@given(st.data(), st.dates(date(2011, 1, 1), date(2018, 12, 31)), st.integers(0, 2000))
@settings(max_examples=40)
@pytest.mark.parametrize("cls", ENTITIES, ids=lambda cls: cls.__name__)
def test_what_is_known_of_a_row_only_grows(cls, data, day, more):
    row, later = data.draw(entities(cls)), day + timedelta(days=more)
    before, after = as_known(row, day), as_known(row, later)
    assert as_known(row, date.max) == row
    if before is not None:
        assert after is not None
    # Knowing more in between changes nothing of what was known before.
    assert (None if after is None else as_known(after, day)) == before


def test_every_table_says_when_its_rows_became_known():
    for spec in SPECS.values():
        roles = {a.metadata["qualitygov"].role for a in attrs.fields(spec.entity)}
        assert roles & {"own", "from", "known"}, spec.name


def complaint_of(*moves, registered=EARLY):
    return complaint.Complaint(
        id="T1",
        town=TOWN,
        kind=complaint.ComplaintKind.FOOD,
        subject=UNIT,
        severity="general",
        happened_on=EARLY,
        registered_on=registered,
        moves=tuple(
            complaint.ComplaintMove(
                kind=complaint.ComplaintMoveKind(kind), day=day, authority="所", document="文"
            )
            for kind, day in moves
        ),
    )


def screening(held=EARLY, reported=None):
    return safety.HazardScreening(
        id="P1",
        town=TOWN,
        kind="area",
        unit="A1",
        covers_to=date(2016, 6, 30),
        held_on=held,
        reported_on=reported,
        found=0 if reported is None else 2,
        document="文",
    )


def hazard(**more):
    fields = {"found_on": EARLY, "ordered_on": None, **more}
    return safety.Hazard(
        id="Y1", subject=UNIT, town=TOWN, matter="x", grade="general", document="x", **fields
    )


def accident(**more):
    fields = {"known_on": EARLY, **more}
    return safety.Accident(
        id="A1",
        subject=UNIT,
        town=TOWN,
        field=safety.AccidentField.GENERAL,
        happened_at=datetime.fromisoformat("2016-03-01T09:00"),
        deaths=1,
        document="x",
        **fields,
    )


def changed(day, corrected=None):
    return safety.CasualtyChange(changed_on=day, deaths=2, injuries=0, corrected_on=corrected)


def plan(*drills, **more):
    fields = {"valid_from": EARLY, **more}
    return safety.EmergencyPlan(
        id="P1",
        town=TOWN,
        risk="food",
        document="x",
        drills=tuple(safety.Drill(held_on=day) for day in drills),
        **fields,
    )


def notice(issued=EARLY, acknowledged=None):
    return safety.RiskNotice(
        id="N1",
        town=TOWN,
        issued_on=issued,
        matter="x",
        document="x",
        recipients=(safety.NoticeRecipient(unit="a", acknowledged_on=acknowledged),),
    )


def large_case(opened=EARLY, decided=None):
    person = safety.Accountability(
        role=safety.AccountableRole.FIRST,
        person="某",
        measure=None if decided is None else "警告",
        decided_on=decided,
    )
    return safety.AccountableCase(
        id="D1", town=TOWN, subject=UNIT, opened_on=opened, matter="x", persons=(person,)
    )


def public_request(**more):
    fields = {"received_on": EARLY, **more}
    return complaint.PublicRequest(id="Z1", town=TOWN, channel="12345", department="east", **fields)


def report(**more):
    fields = {"received_on": EARLY, "named": True, **more}
    return complaint.ViolationReport(id="J1", town=TOWN, subject=UNIT, **fields)


def unit(**more):
    fields = {"since": START, **more}
    return governance.GovernanceUnit(
        id="east",
        town=TOWN,
        name="东",
        kind=governance.UnitType.AREA,
        role=governance.ResponsibleRole.COOPERATES,
        **fields,
    )


def member(**more):
    fields = {"since": START, **more}
    return governance.GroupMember(
        id="M1", town=TOWN, unit="east", person="某", post=governance.GroupPost.CHAIR, **fields
    )


def filed(step, day):
    return governance.TaskProgress(
        noted_on=day, step=governance.TaskStep(step), percent=50, document="文"
    )


def task(*noted, **more):
    return governance.Task(
        id="K1",
        town=TOWN,
        unit="east",
        quality=Quality.PRODUCT,
        target="food-production",
        year=2016,
        due_on=date(2016, 9, 30),
        progress=noted,
        **more,
    )


def assistant(*trained, **more):
    fields = {"since": START, **more}
    return governance.QualityAssistant(
        id="X1",
        town=TOWN,
        area="east",
        person="某",
        trainings=tuple(
            governance.AssistantTraining(held_on=day, hours=Decimal(8)) for day in trained
        ),
        **fields,
    )


def lead(**more):
    fields = {"reported_on": EARLY, **more}
    return governance.AssistantReport(
        id="I1", town=TOWN, assistant="X1", matter="x", subject=UNIT, **fields
    )


def budget(year, amount, **more):
    return governance.BudgetLine(
        town=TOWN,
        head=governance.BudgetHead.AWARDS,
        year=year,
        amount=Decimal(amount),
        document="x",
        **more,
    )


LETTER = governance.ResponsibilityLetter(
    id="L1", town=TOWN, unit="east", year=2016, signed_on=DAY, document="x"
)
MEETING = governance.Meeting(
    id="H1", town=TOWN, kind=governance.MeetingKind.JOINT, held_on=DAY, minutes="x"
)
SENT = governance.UnitReport(
    id="W1", town=TOWN, unit="east", covers_to=date(2016, 6, 30), submitted_on=DAY, document="x"
)
VISIT = governance.InspectionVisit(id="V1", town=TOWN, unit="east", held_on=DAY, document="x")
CAMPAIGN = governance.Campaign(
    id="C1",
    town=TOWN,
    kind=governance.CampaignKind.SAFETY_MONTH,
    held_on=DAY,
    reached=9,
    document="x",
)
RISK = safety.RiskAssessment(
    id="F1", town=TOWN, assessed_on=DAY, matter="x", likelihood=5, severity=5
)
ACCEPTED = ("accepted", EARLY)
DOCUMENT = Document(id="B1", town=TOWN, kind="media-press", on=EARLY, known_on=DAY, document="x")


def development_plan(*goals, **more):
    return governance.DevelopmentPlan(
        id="G1",
        town=TOWN,
        valid_to=date(2016, 12, 1),
        document="x",
        goals=tuple(
            governance.PlanGoal(goal=goal, step=governance.PlanStep(step), on=day, state="x")
            for goal, step, day in goals
        ),
        **{"valid_from": EARLY, **more},
    )


def finding(found_on=EARLY, **more):
    return governance.SharedFinding(
        id="S1",
        town=TOWN,
        unit="east",
        matter="x",
        found_on=found_on,
        recipients=(governance.FindingRecipient(unit="market", **more),),
    )


def warned(*acted, sent_on=EARLY):
    kind = governance.WarningMoveKind.ACTED
    return governance.WarningSent(
        id="Q1",
        town=TOWN,
        unit="east",
        indicator="noise",
        sent_on=sent_on,
        moves=tuple(governance.WarningMove(kind=kind, on=day, document="x") for day in acted),
    )


SAME_DAY = {"received_on": MAY, "decided_on": MAY}

ROWS = {
    # table: rows of which each became known on DAY, with what was there before, None for nothing
    "complaints": [
        (complaint_of(registered=DAY), None),
        (complaint_of(("accepted", DAY)), complaint_of()),
        (
            complaint_of(ACCEPTED, ("investigated", EARLY), ("upheld", DAY)),
            complaint_of(ACCEPTED, ("investigated", EARLY)),
        ),
    ],
    "reports": [
        (report(received_on=DAY), None),
        (report(decided_on=DAY, filed=True), report()),
        (report(**SAME_DAY, told_on=DAY), report(**SAME_DAY)),
    ],
    "public_requests": [
        (public_request(received_on=DAY), None),
        (public_request(answered_on=DAY), public_request()),
    ],
    "hazards": [
        (hazard(found_on=DAY), None),
        (hazard(ordered_on=DAY), hazard()),
        (hazard(ordered_on=EARLY, rectified_on=DAY), hazard(ordered_on=EARLY)),
        (
            hazard(ordered_on=EARLY, rectified_on=EARLY, rechecked_on=DAY, passed=True),
            hazard(ordered_on=EARLY, rectified_on=EARLY),
        ),
    ],
    "accidents": [
        (accident(known_on=DAY), None),
        (accident(reported_at=datetime.fromisoformat("2016-06-01T08:00")), accident()),
        (accident(investigated_on=DAY), accident()),
        (accident(changes=(changed(DAY),)), accident()),
        (accident(changes=(changed(EARLY, DAY),)), accident(changes=(changed(EARLY),))),
    ],
    "plans": [
        (plan(valid_from=DAY), None),
        (plan(DAY), plan()),
        (plan(valid_to=DAY), plan()),
    ],
    "notices": [(notice(DAY), None), (notice(EARLY, DAY), notice())],
    "risks": [(RISK, None)],
    "large_cases": [(large_case(DAY), None), (large_case(EARLY, DAY), large_case())],
    "units": [(unit(since=DAY), None), (unit(until=DAY), unit())],
    "members": [(member(since=DAY), None), (member(until=DAY), member())],
    "tasks": [
        (task(known_on=DAY), None),
        (task(filed("effect", DAY)), task()),
        (task(filed("progress", DAY)), task()),
        (task(filed("plan", EARLY), filed("measure", DAY)), task(filed("plan", EARLY))),
    ],
    "letters": [(LETTER, None)],
    "meetings": [(MEETING, None)],
    "unit_reports": [(SENT, None)],
    "inspections": [(VISIT, None)],
    "budgets": [(budget(2016, 8, known_on=DAY), None)],
    "campaigns": [(CAMPAIGN, None)],
    "assistants": [
        (assistant(since=DAY), None),
        (assistant(until=DAY), assistant()),
        (assistant(DAY), assistant()),
    ],
    "documents": [(DOCUMENT, None)],
    "development_plans": [
        (development_plan(valid_from=DAY), None),
        (
            development_plan(("goal", "set", EARLY), ("goal", "mid-term", DAY)),
            development_plan(("goal", "set", EARLY)),
        ),
    ],
    "shared_findings": [
        (finding(found_on=DAY), None),
        (finding(sent_on=DAY), finding()),
        (finding(sent_on=EARLY, received_on=DAY), finding(sent_on=EARLY)),
    ],
    "warnings_sent": [(warned(sent_on=DAY), None), (warned(DAY), warned())],
    "screenings": [
        (screening(DAY, DAY), None),
        (screening(EARLY, DAY), screening(EARLY)),
    ],
    "leads": [(lead(reported_on=DAY), None), (lead(followed_up_on=DAY), lead())],
}


def county(**rows):
    """A town with an area, so that there is somebody to owe what the rows are about."""
    town = Town(code=TOWN, name=Text("甲镇", "Town A"), parent="330299")
    rows = {"units": [unit()], **rows}
    data = CountyData(
        id="330299",
        name=Text("某县", "A county"),
        subjects=(COUNTY, *SUBJECTS),
        towns=(town,),
        **rows,
    )
    return CountyView(data)


def told(view, context):
    """Everything that the subjects say: facts, events, worklists, sections."""
    found = {}
    for subject in SUBJECTS:
        for fact in subject.facts:
            found["fact", fact.name] = tuple(view.facts(fact.name, context))
        for worklist in subject.worklists:
            found["worklist", worklist.name] = view.once(worklist.make, context)
        for section in subject.sections:
            found["section", section.name] = tuple(section.rows(view, context))
    found["events"] = view.events(context)
    return found


CASES = [
    pytest.param(name, row, before, id=f"{name}-{n}")
    for name, cases in ROWS.items()
    for n, (row, before) in enumerate(cases)
]


@pytest.mark.parametrize(("name", "row", "before"), CASES)
def test_what_became_known_late_is_absent_before_and_there_after(name, row, before):
    earlier = [] if before is None else [before]
    whole, without = county(**{name: [row]}), county(**{name: earlier})
    unknown, known = (at(END, book=SIGNED, known_at=day) for day in (DAY - timedelta(days=1), DAY))
    assert told(whole, unknown) == told(without, unknown)
    assert told(whole, known) != told(without, known)


def test_an_extension_that_was_not_known_moves_no_deadline():
    one = report(received_on=date(2016, 5, 20), extended_on=DAY)
    known, unknown = (at(END, known_at=day) for day in (DAY, DAY - timedelta(days=1)))
    by = [complaint.report_stages(one, context)[0].by.day for context in (unknown, known)]
    assert by == [date(2016, 6, 10), date(2016, 7, 1)]


def test_every_table_is_among_them():
    assert set(ROWS) == set(SPECS)


@pytest.mark.parametrize("name", ["complaints", "reports", "hazards", "leads", "tasks"])
def test_a_deed_after_the_day_of_evaluation_never_counts(name):
    row, before = ROWS[name][1]
    context = at(DAY - timedelta(days=1), known_at=END)
    got, wanted = (told(county(**{name: [x]}), context) for x in (row, before))
    for key in got:
        if key[0] in ("fact", "section"):
            assert got[key] == wanted[key]
    assert got["events"] == wanted["events"]
