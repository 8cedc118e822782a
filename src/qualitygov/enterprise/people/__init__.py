"""Persons, training, systems and excellence of enterprises (人员、培训、制度与卓越绩效).

Clauses 3.3.1.a, 3.3.1.c-f, 3.3.2.
"""

from __future__ import annotations

from qualitygov.enterprise.people.checks import assessment_problems
from qualitygov.enterprise.people.entities import (
    ActivityKind,
    Appointment,
    KeyPost,
    PostAssessment,
    PostResult,
    QualityActivity,
    QualityMethod,
    Role,
    SystemRecord,
    SystemRecordKind,
    Training,
)
from qualitygov.enterprise.people.events import (
    ExcellenceEvent,
    OfficerEvent,
    excellence_events,
    officer_events,
)
from qualitygov.enterprise.people.excellence import (
    Assessor,
    CategoryScore,
    ExcellenceAssessment,
    ResponsibilityReport,
    ResponsibilityStandard,
)
from qualitygov.enterprise.people.persons import (
    Answerable,
    AppointmentGap,
    OfficerCoverage,
    answerable,
    appointment_gaps,
    in_post,
    missing_roles,
    officer_coverage,
)
from qualitygov.enterprise.people.states import (
    PostYear,
    TrainingYear,
    activities_of_year,
    excellence_on,
    post_gaps,
    post_year,
    reports_of_year,
    training_year,
)
from qualitygov.enterprise.people.systems import (
    SystemChecklist,
    SystemLine,
    emergency_file,
    system_checklist,
)
from qualitygov.enterprise.people.tables import (
    ACTIVITIES,
    APPOINTMENTS,
    EXCELLENCE,
    KEY_POSTS,
    RESPONSIBILITY_REPORTS,
    SYSTEMS,
    TRAININGS,
)

__all__ = [
    "ACTIVITIES",
    "APPOINTMENTS",
    "EXCELLENCE",
    "KEY_POSTS",
    "RESPONSIBILITY_REPORTS",
    "SYSTEMS",
    "TRAININGS",
    "ActivityKind",
    "Answerable",
    "Appointment",
    "AppointmentGap",
    "Assessor",
    "CategoryScore",
    "ExcellenceAssessment",
    "ExcellenceEvent",
    "KeyPost",
    "OfficerCoverage",
    "OfficerEvent",
    "PostAssessment",
    "PostResult",
    "PostYear",
    "QualityActivity",
    "QualityMethod",
    "ResponsibilityReport",
    "ResponsibilityStandard",
    "Role",
    "SystemChecklist",
    "SystemLine",
    "SystemRecord",
    "SystemRecordKind",
    "Training",
    "TrainingYear",
    "activities_of_year",
    "answerable",
    "appointment_gaps",
    "assessment_problems",
    "emergency_file",
    "excellence_events",
    "excellence_on",
    "in_post",
    "missing_roles",
    "officer_coverage",
    "officer_events",
    "post_gaps",
    "post_year",
    "reports_of_year",
    "system_checklist",
    "training_year",
]
