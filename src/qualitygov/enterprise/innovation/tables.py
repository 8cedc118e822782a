"""Tables of standards, research spending and patents (标准、研发投入与专利数据表)."""

from __future__ import annotations

from qualitygov.enterprise.innovation.entities import Patent, ResearchSpending, StandardPart
from qualitygov.subject import TableSpec
from qualitygov.text import Text

STANDARDS = TableSpec(
    name="standards",
    entity=StandardPart,
    label=Text("参与标准", "parts in standards"),
    file="standard_parts.csv",
    unit="enterprise",
    town=None,
)
SPENDINGS = TableSpec(
    name="spendings",
    entity=ResearchSpending,
    label=Text("研发投入", "research spending"),
    file="research_spendings.csv",
    day="year",
    unit="enterprise",
    town=None,
)
PATENTS = TableSpec(
    name="patents",
    entity=Patent,
    label=Text("专利", "patents"),
    file="patents.csv",
    unit="enterprise",
    town=None,
    stock=True,
)
