"""Tables of quality safety (质量安全数据表)."""

from __future__ import annotations

from qualitygov.safety.entities import (
    Accountability,
    AccountableCase,
    Drill,
    EmergencyPlan,
    NoticeRecipient,
    RiskAssessment,
    RiskNotice,
)
from qualitygov.safety.entities_accident import Accident, CasualtyChange
from qualitygov.safety.entities_hazard import Hazard, HazardRound
from qualitygov.safety.entities_screening import HazardScreening, ScreenedUnit
from qualitygov.subject import Child, TableSpec
from qualitygov.text import Text

HAZARDS = TableSpec(
    name="hazards",
    entity=Hazard,
    label=Text("隐患", "hazards"),
    file="hazards.csv",
    unit="subject",
    child=Child(file="hazard_rounds.csv", field="further", entity=HazardRound, key="hazard"),
)

SCREENINGS = TableSpec(
    name="screenings",
    entity=HazardScreening,
    label=Text("风险隐患排查", "screening for hazards"),
    file="screenings.csv",
    day="covers_to",
    child=Child(file="screened_units.csv", field="visited", entity=ScreenedUnit, key="screening"),
)

ACCIDENTS = TableSpec(
    name="accidents",
    entity=Accident,
    label=Text("事故", "accidents"),
    file="accidents.csv",
    unit="subject",
    child=Child(
        file="accident_changes.csv", field="changes", entity=CasualtyChange, key="accident"
    ),
)

PLANS = TableSpec(
    name="plans",
    entity=EmergencyPlan,
    label=Text("应急预案", "emergency plans"),
    file="emergency_plans.csv",
    child=Child(file="drills.csv", field="drills", entity=Drill, key="plan"),
    stock=True,
)

NOTICES = TableSpec(
    name="notices",
    entity=RiskNotice,
    label=Text("风险通报", "risk notices"),
    file="risk_notices.csv",
    owner="bureau",
    child=Child(
        file="notice_recipients.csv",
        field="recipients",
        entity=NoticeRecipient,
        key="notice",
    ),
)

RISKS = TableSpec(
    name="risks",
    entity=RiskAssessment,
    label=Text("风险评估", "assessed risks"),
    file="risk_assessments.csv",
)

LARGE_CASES = TableSpec(
    name="large_cases",
    entity=AccountableCase,
    label=Text("大案要案", "large cases"),
    file="accountable_cases.csv",
    owner="bureau",
    unit="subject",
    child=Child(file="accountabilities.csv", field="persons", entity=Accountability, key="case"),
)
