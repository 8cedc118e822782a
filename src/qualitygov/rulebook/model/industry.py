"""Rule entries of industry and evidence (产业与证据规则): sectors, checklists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.core.periods import Term
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.text import Text


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Sector(RuleEntry):
    """One of the three sectors (三次产业): divisions of GB/T 4754; ``rest`` takes what no other has."""

    section: ClassVar[str] = "sector"

    divisions: tuple[str, ...] = attrs.field(default=(), metadata=about("大类", "divisions"))
    rest: bool = attrs.field(default=False, metadata=about("其余", "the rest"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """No division stands in two sectors, and one sector takes the rest."""
        seen: dict[str, str] = {}
        for name, sector in sorted(entries.items()):
            for division in sector.divisions:
                if division in seen:
                    yield Problem(
                        "rulebook.sector",
                        f"{name}.divisions",
                        division,
                        Text(f"已属 {seen[division]}", f"stands in {seen[division]} already"),
                    )
                seen[division] = name
        if sum(sector.rest for sector in entries.values()) != 1:
            yield Problem(
                "rulebook.sector",
                "rest",
                "",
                Text("应恰有一个产业取其余", "exactly one sector takes the rest"),
            )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ChecklistItem:
    """One piece of evidence that a checklist asks for (清单项目).

    At most `max_age` old on the day of assessment.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("编号", "id"))
    label: Text = attrs.field(metadata=about("名称", "label"))
    max_age: Term | None = attrs.field(default=None, metadata=about("最长时效", "greatest age"))


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Checklist(RuleEntry):
    """A list of evidence that shows a mechanism is there (证据清单)."""

    section: ClassVar[str] = "checklist"

    items: tuple[ChecklistItem, ...] = attrs.field(metadata=about("项目", "items"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Each checklist has items, each once."""
        for name, checklist in entries.items():
            ids = [item.id for item in checklist.items]
            if not ids or len(set(ids)) != len(ids):
                yield Problem(
                    "rulebook.checklist",
                    f"{name}.items",
                    ", ".join(ids),
                    Text("应有项目且不重复", "items, each once"),
                )
