"""Quality safety (质量安全): hazards, accidents, warnings, plans, notices, risks, accountability.

Clauses 3.1.3, 3.4.3.
"""

from __future__ import annotations

from qualitygov.equipment import EQUIPMENT
from qualitygov.inspection import RECALLS, SAMPLES
from qualitygov.safety.accidents import (
    AccidentClass,
    AccidentReport,
    AccidentState,
    Correction,
    Reporting,
    accident_problems,
    accident_states,
    classify,
    reporting,
)
from qualitygov.safety.entities import (
    Accountability,
    AccountableCase,
    AccountableRole,
    Drill,
    EmergencyPlan,
    NoticeRecipient,
    RiskAssessment,
    RiskNotice,
)
from qualitygov.safety.entities_accident import (
    Accident,
    AccidentField,
    CasualtyChange,
    Liability,
)
from qualitygov.safety.entities_hazard import Hazard, HazardRound
from qualitygov.safety.entities_screening import HazardScreening, ScreenedUnit, ScreeningKind
from qualitygov.safety.events import AccidentEvent, HazardEvent, accident_events, hazard_events
from qualitygov.safety.facts import (
    AccidentDutyFact,
    AccidentFact,
    HazardFact,
    HazardRemovalFact,
    accident_duty_facts,
    accident_facts,
    hazard_facts,
    hazard_removal_facts,
)
from qualitygov.safety.facts_prepared import (
    AccountabilityFact,
    NoticeFact,
    PlanFact,
    RiskFact,
    accountability_facts,
    notice_facts,
    plan_facts,
    risk_facts,
)
from qualitygov.safety.hazards import (
    HazardStage,
    HazardState,
    HazardStep,
    hazard_problems,
    hazard_state,
    hazard_states,
    hazard_steps,
)
from qualitygov.safety.mechanism import SafetyDutyFact, safety_duty_facts
from qualitygov.safety.screening import (
    DEEDS,
    ScreeningFact,
    Unregistered,
    screening_facts,
    unregistered,
)
from qualitygov.safety.states import (
    AccountabilityState,
    Acknowledgement,
    PlanState,
    accountability_state,
    acknowledgements,
    concerned,
    plan_states,
    risk_level,
)
from qualitygov.safety.tables import (
    ACCIDENTS,
    HAZARDS,
    LARGE_CASES,
    NOTICES,
    PLANS,
    RISKS,
    SCREENINGS,
)
from qualitygov.safety.warning import (
    EarlyWarning,
    Failure,
    WarningLevel,
    beyond_control_limit,
    warn,
)
from qualitygov.safety.worklist import (
    SECTIONS,
    WORKLISTS,
    accidents_judged,
    accountability_lacking,
    hazards_overdue,
    risks_by_level,
    towns_unprepared,
    unacknowledged,
)
from qualitygov.subject import EventSpec, FactSpec, Subject
from qualitygov.text import Text

__all__ = [
    "ACCIDENTS",
    "HAZARDS",
    "LARGE_CASES",
    "NOTICES",
    "PLANS",
    "RISKS",
    "SCREENINGS",
    "SUBJECT",
    "Accident",
    "AccidentClass",
    "AccidentDutyFact",
    "AccidentEvent",
    "AccidentFact",
    "AccidentField",
    "AccidentReport",
    "AccidentState",
    "Accountability",
    "AccountabilityFact",
    "AccountabilityState",
    "AccountableCase",
    "AccountableRole",
    "Acknowledgement",
    "CasualtyChange",
    "Correction",
    "Drill",
    "EarlyWarning",
    "EmergencyPlan",
    "Failure",
    "Hazard",
    "HazardEvent",
    "HazardFact",
    "HazardRemovalFact",
    "HazardRound",
    "HazardScreening",
    "HazardStage",
    "HazardState",
    "HazardStep",
    "Liability",
    "NoticeFact",
    "NoticeRecipient",
    "PlanFact",
    "PlanState",
    "Reporting",
    "RiskAssessment",
    "RiskFact",
    "RiskNotice",
    "SafetyDutyFact",
    "ScreenedUnit",
    "ScreeningFact",
    "ScreeningKind",
    "Unregistered",
    "WarningLevel",
    "accident_duty_facts",
    "accident_events",
    "accident_facts",
    "accident_problems",
    "accident_states",
    "accidents_judged",
    "accountability_facts",
    "accountability_lacking",
    "accountability_state",
    "acknowledgements",
    "beyond_control_limit",
    "classify",
    "concerned",
    "hazard_events",
    "hazard_facts",
    "hazard_problems",
    "hazard_removal_facts",
    "hazard_state",
    "hazard_states",
    "hazard_steps",
    "hazards_overdue",
    "notice_facts",
    "plan_facts",
    "plan_states",
    "reporting",
    "risk_facts",
    "risk_level",
    "risks_by_level",
    "safety_duty_facts",
    "screening_facts",
    "towns_unprepared",
    "unacknowledged",
    "unregistered",
    "warn",
]

SUBJECT = Subject(
    name="safety",
    label=Text("质量安全", "quality safety"),
    duties=DEEDS,
    tables=(HAZARDS, SCREENINGS, ACCIDENTS, PLANS, NOTICES, RISKS, LARGE_CASES),
    facts=(
        FactSpec(
            name="hazard",
            row=HazardFact,
            make=hazard_facts,
            rests_on=(HAZARDS,),
            per="hazard",
            most=4,
        ),
        FactSpec(
            name="hazard-removal",
            row=HazardRemovalFact,
            make=hazard_removal_facts,
            rests_on=(HAZARDS,),
        ),
        FactSpec(
            name="screening",
            row=ScreeningFact,
            make=screening_facts,
            rests_on=(SCREENINGS, HAZARDS),
            shown_by=(HAZARDS,),
        ),
        FactSpec(
            name="safety-duty",
            row=SafetyDutyFact,
            make=safety_duty_facts,
            rests_on=(EQUIPMENT, SAMPLES, RECALLS),
            per="of",
            most=14,
        ),
        FactSpec(name="accident", row=AccidentFact, make=accident_facts, rests_on=(ACCIDENTS,)),
        FactSpec(
            name="accident-duty",
            row=AccidentDutyFact,
            make=accident_duty_facts,
            rests_on=(ACCIDENTS,),
            per="accident",
            most=5,
        ),
        FactSpec(name="plan", row=PlanFact, make=plan_facts, rests_on=(PLANS,)),
        FactSpec(
            name="notice", row=NoticeFact, make=notice_facts, rests_on=(NOTICES,), per="notice"
        ),
        FactSpec(name="risk", row=RiskFact, make=risk_facts, rests_on=(RISKS,)),
        FactSpec(
            name="accountability",
            row=AccountabilityFact,
            make=accountability_facts,
            rests_on=(LARGE_CASES,),
        ),
    ),
    events=(
        EventSpec(name="hazard", row=HazardEvent, make=hazard_events),
        EventSpec(name="accident", row=AccidentEvent, make=accident_events),
    ),
    worklists=WORKLISTS,
    sections=SECTIONS,
    checks=((Hazard, hazard_problems), (Accident, accident_problems)),
)
