"""Tables of service quality (服务质量数据表)."""

from __future__ import annotations

from qualitygov.service.entities import PublicSurvey, SatisfactionSurvey
from qualitygov.subject import TableSpec
from qualitygov.text import Text

SURVEYS = TableSpec(
    name="surveys",
    entity=SatisfactionSurvey,
    label=Text("满意度调查", "surveys"),
    file="surveys.csv",
)
PUBLIC_SURVEYS = TableSpec(
    name="public_surveys",
    entity=PublicSurvey,
    label=Text("群众质量调查", "surveys of the public"),
    file="public_surveys.csv",
)
