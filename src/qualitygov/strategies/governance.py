"""What hangs together in entities of governance (治理实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.governance import BudgetLine, TaskProgress, TaskStep
from qualitygov.strategies.derived import Mend, Values


def progress(values: Values) -> Values:
    """Progress has a percentage, any other step a document (任务进展与材料)."""
    if values["step"] is TaskStep.PROGRESS:
        return {**values, "percent": values["percent"] or 0}
    return {**values, "document": values["document"] or "文"}


def budget(values: Values) -> Values:
    """One-off equipment is a part of the budget (经费预算)."""
    return {**values, "one_off": min(values["one_off"], values["amount"])}


MENDS: Mapping[type, Mend] = {TaskProgress: progress, BudgetLine: budget}
