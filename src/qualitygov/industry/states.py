"""What of a checklist is there on a day (清单完成情况). Clauses 2.2.2.g-h, 2.2.5.a, 3.1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.periods import within_term
from qualitygov.core.result import Result
from qualitygov.industry.facts import EvidenceFact
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.industry import Checklist, ChecklistItem
from qualitygov.text import Text

_NONE = Text("：无材料", ": no evidence")
_ENDED = Text("：已失效", ": no longer in force")


@attrs.frozen(repr=False)
class ChecklistState(Result):
    """What of a checklist is there on a day (清单完成情况).

    Each item with the evidence it rests on or the reason it is missing.
    """

    checklist: Checklist
    present: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, Text], ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def rate(self) -> Rate:
        """Items present over items asked for."""
        return Rate(len(self.present), len(self.checklist.items))


def _item(
    item: ChecklistItem, filed: Sequence[EvidenceFact], context: Context
) -> EvidenceFact | Text:
    """The evidence an item rests on, the latest of it, or why it is missing (清单项目核对)."""
    day, most = context.as_of, item.max_age
    live = [one for one in filed if one.valid_to is None or day <= one.valid_to]
    fresh = [one for one in live if most is None or within_term(one.valid_from, day, most)]
    if fresh:
        return fresh[-1]
    if not live:
        return item.label + (_ENDED if filed else _NONE)
    latest = live[-1].valid_from
    return item.label + Text(
        f"：最近为 {latest}，已超过时效", f": the latest, of {latest}, is too old"
    )


@clauses("3.1.2.b")
def checklist_state(
    checklist: Checklist, context: Context, *, evidence: Iterable[EvidenceFact]
) -> ChecklistState:
    """Hold evidence against a checklist (清单核对).

    In force on `as_of`, and no older than the item allows.
    """
    seen = (one for one in evidence if one.checklist == checklist.id)
    own = sorted(
        (one for one in seen if context.happened(one.valid_from)),
        key=lambda one: (one.valid_from, one.id),
    )
    present, missing = [], []
    for item in checklist.items:
        found = _item(item, [one for one in own if one.item == item.id], context)
        if isinstance(found, EvidenceFact):
            present.append((item.id, found.id))
        else:
            missing.append((item.id, found))
    return ChecklistState(checklist, tuple(present), tuple(missing))
