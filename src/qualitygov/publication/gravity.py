"""Which of several penalties is the gravest (最重处罚种类), by the rulebook. Clause 3.2.2.f."""

from __future__ import annotations

from collections.abc import Iterable

from qualitygov.core.clauses import clauses
from qualitygov.publication.entities import Penalty
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.publication import PublicationRule


@clauses("3.2.2.f")
def gravest(penalties: Iterable[Penalty], context: Context) -> Penalty:
    """Return the gravest of several penalties (最重处罚种类), by the rules in force on ``as_of``.

    Of penalties that the rules do not tell apart the first.

    >>> from qualitygov.rulebook import load_rulebook
    >>> context = Context(load_rulebook("strong-town"), as_of="2023-05-09")
    >>> gravest([Penalty.WARNING, Penalty.FINE], context).value
    'fine'
    """
    rules = context.rules.entries(PublicationRule)

    def gravity(penalty: Penalty) -> int:
        rule = rules.get(penalty.value)
        return 0 if rule is None else rule.gravity

    return max(penalties, key=gravity)
