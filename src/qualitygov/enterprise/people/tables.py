"""Tables of persons, training, systems and excellence (人员、培训、制度与卓越绩效数据表)."""

from __future__ import annotations

from qualitygov.enterprise.people.entities import (
    Appointment,
    KeyPost,
    PostAssessment,
    QualityActivity,
    SystemRecord,
    Training,
)
from qualitygov.enterprise.people.excellence import (
    CategoryScore,
    ExcellenceAssessment,
    ResponsibilityReport,
)
from qualitygov.subject import Child, TableSpec
from qualitygov.text import Text

APPOINTMENTS = TableSpec(
    name="appointments",
    entity=Appointment,
    label=Text("任职", "appointments"),
    file="appointments.csv",
    unit="enterprise",
    town=None,
    stock=True,
)
KEY_POSTS = TableSpec(
    name="key_posts",
    entity=KeyPost,
    label=Text("关键岗位", "key posts"),
    file="key_posts.csv",
    unit="enterprise",
    town=None,
    child=Child(
        file="post_assessments.csv", field="assessments", entity=PostAssessment, key="post"
    ),
    stock=True,
)
TRAININGS = TableSpec(
    name="trainings",
    entity=Training,
    label=Text("培训", "trainings"),
    file="trainings.csv",
    unit="enterprise",
    town=None,
)
ACTIVITIES = TableSpec(
    name="activities",
    entity=QualityActivity,
    label=Text("质量活动", "quality activities"),
    file="quality_activities.csv",
    unit="enterprise",
    town=None,
)
SYSTEMS = TableSpec(
    name="systems",
    entity=SystemRecord,
    label=Text("制度材料", "records of internal systems"),
    file="system_records.csv",
    unit="enterprise",
    town=None,
)
EXCELLENCE = TableSpec(
    name="excellence",
    entity=ExcellenceAssessment,
    label=Text("卓越绩效评价", "assessments of performance excellence"),
    file="excellence_assessments.csv",
    unit="enterprise",
    town=None,
    child=Child(
        file="category_scores.csv", field="categories", entity=CategoryScore, key="assessment"
    ),
)
RESPONSIBILITY_REPORTS = TableSpec(
    name="responsibility_reports",
    entity=ResponsibilityReport,
    label=Text("社会责任报告", "reports on social responsibility"),
    file="responsibility_reports.csv",
    unit="enterprise",
    town=None,
)
