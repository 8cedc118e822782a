"""Rule entries of publication (公示规则).

What of a case may be published, within which time, and for how long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar, Self

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.core.periods import Span, Term
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.text import Text


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class PublicationRule(RuleEntry):
    """What of a kind of penalty, or of a listing, may be published (公示规则).

    The entry's id is the penalty, or ``listing``.

    `fields` are the only ones shown. Publication ends after `term`; on repair it may end after
    `shortest`, unless `never_early`. Of several penalties of one decision the rule of the gravest
    holds, which has the greatest `gravity`.
    """

    section: ClassVar[str] = "publication-rule"

    published: bool = attrs.field(metadata=about("是否公示", "published"))
    within: Span = attrs.field(metadata=about("公示时限", "published within"))
    withdraw_within: Span = attrs.field(metadata=about("撤下时限", "withdrawn within"))
    term: Term = attrs.field(metadata=about("公示期", "publication term"))
    shortest: Term = attrs.field(metadata=about("最短公示期", "shortest term"))
    never_early: bool = attrs.field(
        default=False, metadata=about("不得提前停止", "never ended early")
    )
    fields: tuple[str, ...] = attrs.field(metadata=about("公示内容", "fields shown"))
    gravity: int = attrs.field(
        default=0, validator=check.at_least(0), metadata=about("轻重次序", "order of gravity")
    )

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """The shortest term is no longer than the term, and no two penalties are as grave."""
        yield from _alike(entries)
        for name, rule in entries.items():
            if rule.shortest.total_months > rule.term.total_months:
                expected = Text(f"不长于 {rule.term}", f"no longer than {rule.term}")
                yield Problem(
                    "rulebook.publication", f"{name}.shortest", str(rule.shortest), expected
                )


def _alike(entries: Mapping[str, PublicationRule]) -> Iterator[Problem]:
    seen: dict[int, str] = {}
    for name, rule in entries.items():
        if rule.gravity and seen.setdefault(rule.gravity, name) != name:
            expected = Text(
                f"与 {seen[rule.gravity]} 不同的次序", f"another than {seen[rule.gravity]}"
            )
            path = f"{name}.gravity"
            yield Problem("rulebook.publication", path, str(rule.gravity), expected)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class HearingRight(RuleEntry):
    """A kind of penalty before which a hearing may be asked for (可以要求听证的处罚).

    The entry's id is the penalty. `above` is the amount in yuan from which a fine or a confiscation
    is a large one; where the book has none, a hearing may be asked for before any amount.
    """

    section: ClassVar[str] = "hearing-right"

    above: Decimal | None = attrs.field(
        default=None,
        validator=check.optional(check.at_least(0)),
        metadata=about("较大数额起点", "large from", unit="yuan"),
    )

    def heard(self, amount: Decimal | None) -> bool:
        """Whether a hearing may be asked for before a penalty of this amount (可否要求听证)."""
        known = self.above is not None and self.vouched("above")
        return not known or amount is None or self.above is None or amount >= self.above
