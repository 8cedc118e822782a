"""Tables of engineering quality (工程质量数据表)."""

from __future__ import annotations

from qualitygov.engineering.entities import AcceptanceRound, EngineeringProject
from qualitygov.engineering.entities_trace import WorksPart
from qualitygov.subject import Child, TableSpec
from qualitygov.text import Text

PROJECTS = TableSpec(
    name="projects",
    entity=EngineeringProject,
    label=Text("工程项目", "projects"),
    file="projects.csv",
    day="completed_on",
    owner="bureau",
    unit="subject",
    child=Child(
        file="project_acceptances.csv", field="again", entity=AcceptanceRound, key="project"
    ),
)
"""Projects with their acceptance (工程项目)."""

WORKS_PARTS = TableSpec(
    name="works_parts",
    entity=WorksPart,
    label=Text("工程部位责任", "who answers for parts of works"),
    file="works_parts.csv",
    owner="bureau",
)
"""Who built, supervised and supplied which part (工程部位责任)."""
