"""Tables of engineering quality (工程质量数据表)."""

from __future__ import annotations

from qualitygov.engineering.entities import EngineeringProject
from qualitygov.subject import TableSpec
from qualitygov.text import Text

PROJECTS = TableSpec(
    name="projects",
    entity=EngineeringProject,
    label=Text("工程项目", "projects"),
    file="projects.csv",
    owner="bureau",
    unit="subject",
)
"""Projects with their acceptance (工程项目)."""
