"""Rule entries of governance (治理规则): the heads of the budget that the opinion names."""

from __future__ import annotations

from typing import ClassVar

import attrs

from qualitygov.core import kinds
from qualitygov.rulebook.entry import RuleEntry


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class BudgetHeadRule(RuleEntry):
    """A head for which each town has a line in its budget every year (应安排的经费科目).

    Clause 4.3.a. Its id is a word of the column `head` of the budgets.
    """

    section: ClassVar[str] = "budget-head"
