"""Worklists of sampling inspection (监督抽查待办清单)."""

from __future__ import annotations

from qualitygov.core.clauses import clauses
from qualitygov.errors import Problem
from qualitygov.inspection.states import double_sampled
from qualitygov.inspection.tables import SAMPLES
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Worklist
from qualitygov.text import Text


@clauses("3.4.3.b")
def sampled_again(view: CountyView, context: Context) -> tuple[Problem, ...]:
    """Return the samples that were taken again too soon (重复抽查), by ``inspection.not-again``."""
    taken = (s for s in view.known(SAMPLES, context) if context.happened(s.sampled_on))
    return double_sampled(taken, context.rules.whole("inspection.not-again"))


SAMPLED_AGAIN = Worklist(
    name="sampled-again", label=Text("重复抽查", "sampled again too soon"), make=sampled_again
)
