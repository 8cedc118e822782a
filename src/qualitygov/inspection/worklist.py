"""Worklists of sampling inspection (监督抽查待办清单)."""

from __future__ import annotations

from collections.abc import Iterator

from qualitygov.core.clauses import clauses
from qualitygov.errors import Problem
from qualitygov.inspection.recalls import recalls_behind
from qualitygov.inspection.states import double_sampled
from qualitygov.inspection.tables import SAMPLES
from qualitygov.rulebook.context import Context
from qualitygov.subject import Cell, Column, CountyView, Section, Worklist
from qualitygov.text import Text

NO_DAY = Text(
    "应补抽样、结果送达或公告日期之一，否则不能归入考核期",
    "the day of sampling, of the result or of its announcement, or no period can count it",
)
NO_STAGE = Text("应补抽样环节", "the stage at which it was taken")


@clauses("3.4.3.b")
def sampled_again(view: CountyView, context: Context) -> tuple[Problem, ...]:
    """Return the samples that were taken again too soon (重复抽查), by ``inspection.not-again``."""
    taken = (s for s in view.known(SAMPLES, context) if context.happened(s.sampled_on))
    return double_sampled(taken, context.rules.whole("inspection.not-again"))


SAMPLED_AGAIN = Worklist(
    name="sampled-again", label=Text("重复抽查", "sampled again too soon"), make=sampled_again
)


@clauses("2.2.2.b", "3.4.3.b")
def incomplete(view: CountyView, context: Context) -> tuple[Problem, ...]:
    """Return the samples that lack what places them (待补充信息的样品): a day, or the stage."""
    found = []
    for sample in view.known(SAMPLES, context):
        if sample.on is None:
            found.append(Problem("sample.day", sample.id, "", NO_DAY, "warning"))
        if sample.stage is None:
            found.append(Problem("sample.stage", sample.id, "", NO_STAGE, "warning"))
    return tuple(found)


INCOMPLETE = Worklist(
    name="samples-incomplete",
    label=Text("待补充信息的样品", "samples that lack a day or the stage"),
    make=incomplete,
)

BEHIND = Text("逾期召回", "recalls behind")
RECALLS_BEHIND = Worklist(name="recalls", label=BEHIND, make=recalls_behind)


def _rows(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    for one in view.once(recalls_behind, context):
        yield view.town_name(one.town), one.label, one.id, str(one.by or "")


SECTION = Section(
    name="recalls",
    title=BEHIND,
    clauses="3.1.4.b",
    columns=(
        Column(Text("乡镇", "town")),
        Column(Text("步骤", "step")),
        Column(Text("编号", "id")),
        Column(Text("应于", "due")),
    ),
    rows=_rows,
    order=75,
)
