"""Tables of standards, research spending and patents (标准、研发投入与专利数据表)."""

from __future__ import annotations

from qualitygov.enterprise.innovation.entities import Patent, ResearchSpending, StandardPart
from qualitygov.enterprise.innovation.entities_support import (
    HeadSpending,
    Incentive,
    KeyTechnology,
)
from qualitygov.subject import TableSpec
from qualitygov.text import Text

STANDARDS = TableSpec(
    name="standards",
    entity=StandardPart,
    label=Text("参与标准", "parts in standards"),
    file="standard_parts.csv",
    unit="enterprise",
    town=None,
    stock=True,
)
SPENDINGS = TableSpec(
    name="spendings",
    entity=ResearchSpending,
    label=Text("研发投入", "research spending"),
    file="research_spendings.csv",
    day="year",
    unit="enterprise",
    town=None,
    lasts=2,
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
HEAD_SPENDINGS = TableSpec(
    name="head_spendings",
    entity=HeadSpending,
    label=Text("企业分类投入", "enterprises' spending by heads"),
    file="head_spendings.csv",
    day="year",
    unit="enterprise",
    town=None,
    lasts=1,
)
INCENTIVES = TableSpec(
    name="incentives",
    entity=Incentive,
    label=Text("财税激励", "incentives"),
    file="incentives.csv",
    owner="bureau",
    unit="enterprise",
    town=None,
    lasts=1,
)
TECHNOLOGIES = TableSpec(
    name="technologies",
    entity=KeyTechnology,
    label=Text("关键核心技术", "key technologies"),
    file="key_technologies.csv",
    unit="enterprise",
    town=None,
    stock=True,
)
