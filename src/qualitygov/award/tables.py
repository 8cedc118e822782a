"""The table of award applications (质量奖申报数据表)."""

from __future__ import annotations

from qualitygov.award.entities import AwardApplication, ReviewMark
from qualitygov.subject import Child, TableSpec
from qualitygov.text import Text

APPLICATIONS = TableSpec(
    name="applications",
    entity=AwardApplication,
    label=Text("质量奖申报", "award applications"),
    file="award_applications.csv",
    unit="subject",
    child=Child(file="award_reviews.csv", field="reviews", entity=ReviewMark, key="application"),
    lasts=1,
)
