"""Rule entries of engineering quality (工程质量规则): sampling of general items, the four systems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar, Literal, Self

import attrs

from qualitygov.core import kinds
from qualitygov.core.fields import about
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.text import Text

PAIR = 2


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class GeneralItemTable(RuleEntry):
    """Sampling of general items (一般项目计数抽样). GB 50300-2013, appendix D and clause 3.0.9.

    `accept` gives, by sample size, the greatest number of nonconforming points; `batches` are pairs
    (batch up to, smallest sample).
    """

    section: ClassVar[str] = "general-items"

    accept: Mapping[str, int] = attrs.field(
        metadata=about("合格判定数", "acceptance number by sample size")
    )
    batches: tuple[tuple[int, ...], ...] = attrs.field(
        metadata=about("最小抽样数量", "smallest sample by batch")
    )

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Greater samples accept more, greater batches ask for more."""
        for name, table in entries.items():
            wrong = [size for size in table.accept if not (size.isascii() and size.isdigit())]
            for size in wrong:
                expected = Text("样本量应为整数", "a sample size is a whole number")
                yield Problem("rulebook.general-items", f"{name}.accept.{size}", size, expected)
            if not table.batches or any(len(pair) != PAIR for pair in table.batches):
                expected = Text("应为（批量上限，样本量）", "pairs (batch up to, smallest sample)")
                yield Problem("rulebook.general-items", f"{name}.batches", "", expected)
            if wrong:
                continue
            limits = [table.accept[size] for size in sorted(table.accept, key=int)]
            if limits != sorted(limits) or list(table.batches) != sorted(table.batches):
                yield Problem(
                    "rulebook.general-items",
                    name,
                    "",
                    Text("样本与批量应递增", "samples and batches rise"),
                )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class WorksSystem(RuleEntry):
    """One of the four systems of works (四制): who owes it, and from which size.

    The entry's id is legal-person, bidding, supervision or contract. It is required from any one of
    its thresholds, in yuan; without any, always. A supervisor's is the owner's while there is none.
    """

    section: ClassVar[str] = "works-system"

    owed_by: Literal["owner", "builder", "supervisor"] = attrs.field(
        metadata=about("责任方", "owed by")
    )
    from_investment: Decimal | None = attrs.field(
        default=None, metadata=about("总投资起点", "investment from", unit="yuan")
    )
    from_contract: Decimal | None = attrs.field(
        default=None, metadata=about("合同价起点", "contract price from", unit="yuan")
    )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class WorksPartRule(RuleEntry):
    """A part of works for which somebody answers (工程部位): it is traced when the works are done."""

    section: ClassVar[str] = "works-part"
