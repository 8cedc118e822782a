"""Rule entries of the blacklist (黑名单规则): grounds, kinds of list, deadlines of the procedure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar, Literal, Self

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.core.periods import Span, Term
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.sizes import longer_than_nothing
from qualitygov.text import Text

PUNITIVE_NEEDS_RANK_FROM = date(2020, 12, 7)
"""国办发〔2020〕49号: since this day a list with punitive effects needs a law.

A regulation or a central policy.
"""


class SourceRank(Vocabulary):
    """Rank of the source a list rests on (依据位阶)."""

    LAW = "law", "法律", "law"
    REGULATION = "regulation", "法规", "regulation"
    CENTRAL = "central-policy", "党中央、国务院政策文件", "central policy"
    DEPARTMENT = "department-rule", "部门规章", "departmental rule"
    LOCAL = "local", "地方文件", "local document"


HIGH_RANKS = (SourceRank.LAW, SourceRank.REGULATION, SourceRank.CENTRAL)


class Effect(Vocabulary):
    """What a listing brings (惩戒与监管措施)."""

    MORE_SUPERVISION = "more-supervision", "列为重点监管对象", "more supervision"
    PUBLICATION = "publication", "公示", "publication"
    NO_HONORS = "no-honors", "不予评优评奖", "no honors"
    NO_PROMISE = "no-promise", "不适用告知承诺制", "no approval on a promise"
    PROCUREMENT = "procurement", "采购、招投标审慎考量", "weighed in procurement and bidding"
    MARKET_BAN = "market-ban", "市场禁入", "market ban"


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class GroundRule(RuleEntry):
    """A ground for listing (列入事由): so many records of these kinds, within a term.

    A record that has to stand for a term (`standing_for`) counts as long as it stands, so such a
    ground has no `within`; every other has one.

    `severities` narrows the kinds, empty for all. `same_category` asks for one category;
    `consecutive` for that many in a row among the records of `sequence`; `standing_for` for a
    record that has stood so long. `heavier_penalty` and `judged_grave` ask for the recorded facts,
    the second being a person's judgement.
    """

    section: ClassVar[str] = "blacklist-ground"

    list_kind: str = attrs.field(validator=check.filled(), metadata=about("名单类型", "list"))
    kinds: tuple[str, ...] = attrs.field(metadata=about("记录类别", "kinds of record"))
    severities: tuple[str, ...] = attrs.field(default=(), metadata=about("程度", "severities"))
    at_least: int = attrs.field(
        default=1, validator=check.at_least(1), metadata=about("最少记录数", "fewest records")
    )
    within: Term | None = attrs.field(default=None, metadata=about("回溯期限", "within"))
    same_category: bool = attrs.field(
        default=False, metadata=about("限同类", "of the same category")
    )
    sequence: tuple[str, ...] = attrs.field(
        default=(), metadata=about("连续序列", "in a row among")
    )
    standing_for: Term | None = attrs.field(default=None, metadata=about("已持续", "standing for"))
    heavier_penalty: bool = attrs.field(
        default=False, metadata=about("较重行政处罚", "with a heavier penalty")
    )
    judged_grave: bool = attrs.field(default=False, metadata=about("情节严重", "judged grave"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """A sequence holds the kinds it counts.

        A record counts once it stands, not many at once.
        """
        for name, ground in entries.items():
            for field in ("within", "standing_for"):
                yield from longer_than_nothing("ground", f"{name}.{field}", getattr(ground, field))
            if (ground.within is None) == (ground.standing_for is None):
                yield Problem(
                    "rulebook.ground",
                    f"{name}.within",
                    "" if ground.within is None else str(ground.within),
                    Text("within 与 standing_for 应恰有一个", "one of within and standing_for"),
                )
            if not ground.kinds:
                yield Problem(
                    "rulebook.ground", f"{name}.kinds", "", Text("应有记录类别", "kinds of record")
                )
            if ground.sequence and not set(ground.kinds) <= set(ground.sequence):
                found = ", ".join(ground.sequence)
                yield Problem(
                    "rulebook.ground",
                    f"{name}.sequence",
                    found,
                    Text("应包含所计的记录类别", "the kinds that are counted, among others"),
                )
            special = sum(
                (bool(ground.sequence), ground.same_category, ground.standing_for is not None)
            )
            if special > 1 or (ground.standing_for is not None and ground.at_least > 1):
                expected = Text(
                    "连续、同类、持续三种条件只能用一种",
                    "only one of sequence, same_category and standing_for",
                )
                yield Problem("rulebook.ground", name, "", expected)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ListKind(RuleEntry):
    """A kind of list (名单类型): how long a listing runs and what it brings.

    `statutory` lists mirror one made by law; a local key-supervision list brings more supervision
    and nothing else. `lowers_grade` says whether a listing also brings the credit grade
    ``credit.listed-grade``; unsaid, a local list does not, and any other does. Before a listing the
    unit may state its case within `statement_within` of the notice, and ask for a hearing within
    `hearing_within`, where this list has one. A repair may be applied for once `repair_after` has
    passed since the decision or the publication, as `repair_from` says.
    """

    section: ClassVar[str] = "list-kind"

    statutory: bool = attrs.field(metadata=about("法定名单", "statutory"))
    rank: SourceRank = attrs.field(metadata=about("依据位阶", "rank of its source"))
    term: Term = attrs.field(metadata=about("列入期限", "term"))
    second_term: Term | None = attrs.field(
        default=None, metadata=about("再次列入期限", "term of a second listing")
    )
    repair_after: Term = attrs.field(metadata=about("可申请修复", "repair from"))
    needs_consent: bool = attrs.field(
        default=False, metadata=about("须上级同意", "needs the next level's consent")
    )
    repair_from: Literal["decided", "published"] = attrs.field(
        default="decided", metadata=about("修复期限起算", "repair counted from")
    )
    statement_within: Span | None = attrs.field(
        default=None, metadata=about("陈述申辩期限", "statement made within")
    )
    hearing_within: Span | None = attrs.field(
        default=None, metadata=about("申请听证期限", "hearing asked for within")
    )
    publish_within: Span = attrs.field(metadata=about("公示期限", "published within"))
    accept_within: Span = attrs.field(metadata=about("修复受理期限", "repair accepted within"))
    decide_within: Span = attrs.field(metadata=about("修复决定期限", "repair decided within"))
    effects: tuple[Effect, ...] = attrs.field(metadata=about("措施", "effects"))
    lowers_grade: bool | None = attrs.field(
        default=None, metadata=about("直接定级", "brings the grade of a listed unit")
    )

    @property
    def local(self) -> bool:
        """Whether it is a local key-supervision list (重点监管名单): more supervision, nothing else."""
        return not self.statutory and self.rank is SourceRank.LOCAL

    @property
    def brought(self) -> tuple[Effect, ...]:
        """What a listing brings."""
        if not self.local:
            return self.effects
        return tuple(effect for effect in self.effects if effect is Effect.MORE_SUPERVISION)

    @property
    def brings_grade(self) -> bool:
        """Whether a listing brings the grade of a listed unit."""
        return self.lowers_grade is not False and not self.local

    @property
    def punitive(self) -> tuple[Effect, ...]:
        """What the book says that a listing brings besides more supervision."""
        return tuple(effect for effect in self.effects if effect is not Effect.MORE_SUPERVISION)

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """There is a term, and one for a statement, and no market ban without the rank."""
        for name, kind in entries.items():
            for field in ("term", "second_term"):
                yield from longer_than_nothing("list-kind", f"{name}.{field}", getattr(kind, field))
            if kind.statement_within is None and kind.hearing_within is None:
                expected = Text("须有陈述申辩期限", "a term for a statement is needed")
                yield Problem("rulebook.list-kind", f"{name}.statement_within", "", expected)
            if Effect.MARKET_BAN in kind.effects and kind.rank not in HIGH_RANKS:
                expected = Text(
                    "市场禁入须有法律、法规或中央政策依据",
                    "a market ban needs a law, a regulation or a central policy",
                )
                yield Problem(
                    "rulebook.list-rank",
                    f"{name}.effects",
                    f"market-ban on {kind.rank.value}",
                    expected,
                )
