"""What every entry of a rulebook has in common (规则条目).

An id, a label, dates in force, a source and its basis.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.rulebook.source import named
from qualitygov.text import Text


class Basis(Vocabulary):
    """How firmly a number stands (依据类别)."""

    OPINION = "opinion", "意见条款", "clause of the opinion"
    PUBLISHED = "published", "已公布的规定", "published rule"
    UNVERIFIED = "unverified", "尚未核实", "not verified yet"
    DEFAULT = "default", "本库默认", "default of this library"
    LOCAL = "local", "本地规定", "local rule"


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class RuleEntry:
    """One entry of a rulebook as it is in force on a day (规则条目).

    Subclasses name their `section` of the document and add the fields that decide. The last day in
    force is included. `verified_by` says who checked an unverified rule against its text, and
    where that stands; the rule is then no longer uncertain. `unverified` names what nobody has
    verified in a rule that otherwise holds: fields, or parts of one (``classes.general.loss``).
    """

    section: ClassVar[str]

    id: str = attrs.field(validator=check.filled(), metadata=about("编号", "id"))
    label: Text = attrs.field(metadata=about("名称", "label"))
    source: Text = attrs.field(validator=named, metadata=about("出处", "source"))
    basis: Basis = attrs.field(metadata=about("依据类别", "basis"))
    clauses: tuple[str, ...] = attrs.field(
        default=(), metadata=about("条款", "clauses of the opinion")
    )
    valid_from: date = attrs.field(metadata=about("施行日期", "in force from"))
    valid_to: date | None = attrs.field(default=None, metadata=about("失效日期", "in force to"))
    verified_by: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("核实人及文书", "verified by"),
    )
    unverified: tuple[str, ...] = attrs.field(
        default=(), metadata=about("尚未核实的内容", "fields not verified yet")
    )

    @property
    def uncertain(self) -> bool:
        """Whether the entry rests on a default, or on a rule that nobody has verified (待核实)."""
        return self.doubted or self.basis is Basis.DEFAULT

    @property
    def doubted(self) -> bool:
        """Whether nobody has verified the rule, or a part of it (全部或部分尚未核实)."""
        return self.unsigned or bool(self.unsigned_parts)

    @property
    def unsigned(self) -> bool:
        """Whether nobody has verified the rule yet (尚未核实); it then works to nobody's cost."""
        return self.basis is Basis.UNVERIFIED and self.verified_by is None

    @property
    def unsigned_parts(self) -> tuple[str, ...]:
        """What nobody has verified yet in a rule that otherwise holds (尚未核实的内容)."""
        return self.unverified if self.verified_by is None else ()

    def vouched(self, part: str) -> bool:
        """Whether the rule and a part of it may work to somebody's cost (已核实，可据以处理)."""
        return not self.unsigned and part not in self.unsigned_parts

    @property
    def clause(self) -> str:
        """The clauses as one text, empty for an entry that names none."""
        return ", ".join(self.clauses)
