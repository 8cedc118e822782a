"""Rule entries of quality credit (质量信用规则).

Kinds of record, windows, grades, badges, grades of a trade.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal, Self

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.exact import Points, Rate
from qualitygov.core.fields import about
from qualitygov.core.periods import Term
from qualitygov.errors import FieldError, Problem, bilingual
from qualitygov.rulebook.bands import Band, check_bands
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.sizes import lead, longer_than_nothing, senseless_term
from qualitygov.rulebook.words import unknown
from qualitygov.text import Text


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class CreditWindow(RuleEntry):
    """How long a record weighs (计分期限).

    In full for `full`, then by `faded` until `length` has passed.
    """

    section: ClassVar[str] = "credit-window"

    length: Term = attrs.field(metadata=about("期限", "length"))
    full: Term | None = attrs.field(default=None, metadata=about("全额计分期", "full weight for"))
    faded: Rate = attrs.field(default=Rate(1, 2), metadata=about("其后权重", "weight after"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """A window has a length, and its full part is shorter than that.

        And its faded weight lies between 0 and 1.
        """
        for name, window in entries.items():
            yield from longer_than_nothing("window", f"{name}.length", window.length)
            if window.full is not None and lead(window.full, window.length) >= 0:
                yield Problem(
                    "rulebook.window",
                    f"{name}.full",
                    str(window.full),
                    Text("应短于期限", "shorter than the length"),
                )
            if not Rate(0, 1) <= window.faded <= Rate(1, 1):
                yield Problem(
                    "rulebook.window",
                    f"{name}.faded",
                    str(window.faded),
                    Text("应在 0 与 1 之间", "between 0 and 1"),
                )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Repeat:
    """What a repetition costs instead (重复加重).

    From the second record on, within a term or a calendar year. With `more_than` the failings of
    the series within the term also have to be more than this share of all that was looked at: of
    the kind's own records and those of the kinds in `among` (of sampling, the samples that passed).
    """

    points: Points = attrs.field(metadata=about("分值", "points"))
    within: str = attrs.field(
        validator=check.filled(), metadata=about("期间", "within: a term, or calendar-year")
    )
    severity_from: str = attrs.field(
        validator=check.filled(), metadata=about("自何程度起", "from this severity up")
    )
    same_category: bool = attrs.field(
        default=False, metadata=about("限同类", "only of the same category")
    )
    more_than: Rate | None = attrs.field(
        default=None, metadata=about("不合格占比超过", "more than this share of what was looked at")
    )
    among: tuple[str, ...] = attrs.field(
        default=(), metadata=about("一并计入基数的记录类别", "kinds that count into that share")
    )

    @property
    def term(self) -> Term | None:
        """The term, or None for the calendar year."""
        return None if self.within == "calendar-year" else Term.parse(self.within)

    def __attrs_post_init__(self) -> None:
        senseless = None if self.term is None else senseless_term(self.term)
        if senseless is not None:
            raise FieldError("credit-rule.repeat", senseless)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ForcedGrade:
    """A grade that a record brings whatever the score (直接定级).

    While it weighs, from a severity up, or with a heavier penalty.
    """

    grade: str = attrs.field(validator=check.filled(), metadata=about("等级", "grade"))
    severity_from: str | None = attrs.field(
        default=None, metadata=about("自何程度起", "from this severity up")
    )
    heavier_penalty: bool = attrs.field(
        default=False, metadata=about("较重处罚时", "with a heavier penalty")
    )

    def __attrs_post_init__(self) -> None:
        if self.severity_from is None and not self.heavier_penalty:
            raise bilingual(
                "credit-rule.forces",
                "应有 severity_from 或 heavier_penalty",
                "severity_from or heavier_penalty is needed",
            )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class CreditRule(RuleEntry):
    """What one kind of record does to the score (记录类别及计分规则); the entry's id is the record's kind.

    `scale` orders the kind's severities from light to grave (for a merit, from small to great);
    `points` and `windows` give each its points and window. A merit (`merit`) adds points while it
    is valid; a window of ``until-end`` means it weighs as long as the record is valid.
    `life_and_health` says that the act endangers life and health, so that the longer time bar holds
    for it (Administrative Penalty Law, art. 36). `removal_ends` says that the record is an entry in
    a list, and counts until the unit is removed from it.
    """

    section: ClassVar[str] = "credit-rule"

    merit: bool = attrs.field(default=False, metadata=about("良好记录", "merit"))
    scale: tuple[str, ...] = attrs.field(metadata=about("程度序列", "severities, light to grave"))
    points: Mapping[str, Points] = attrs.field(metadata=about("分值", "points by severity"))
    windows: Mapping[str, str] = attrs.field(metadata=about("期限", "window by severity"))
    cap: Points | None = attrs.field(
        default=None, metadata=about("封顶", "cap over the rule's records")
    )
    combine: Literal["sum", "highest"] = attrs.field(
        default="sum", metadata=about("合计方式", "how records combine")
    )
    repeat: Repeat | None = attrs.field(default=None, metadata=about("重复加重", "repetition"))
    forces: ForcedGrade | None = attrs.field(
        default=None, metadata=about("直接定级", "forced grade")
    )
    min_count: int = attrs.field(
        default=1, validator=check.at_least(1), metadata=about("最少记录数", "fewest records")
    )
    unless_kinds: tuple[str, ...] = attrs.field(
        default=(), metadata=about("有下列记录则不计", "void with records of these kinds")
    )
    min_measure: int | None = attrs.field(
        default=None, metadata=about("最低数值", "lowest measure")
    )
    life_and_health: bool = attrs.field(
        default=False, metadata=about("涉及生命健康安全", "endangers life and health")
    )
    removal_ends: bool = attrs.field(
        default=False, metadata=about("移出即终止", "ends with the removal from the list")
    )

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Each severity has points and a window.

        Graver is never cheaper; caps and repetitions have the rule's sign.
        """
        for name, rule in entries.items():
            yield from _check_scale(name, rule)
            for kind in rule.unless_kinds:
                if kind not in entries:
                    what = Text("没有此记录类别", "no such kind of record")
                    yield unknown(CODE, f"{name}.unless_kinds", kind, entries, what)
        merits = [rule for rule in entries.values() if rule.merit and rule.unless_kinds]
        for rule in merits:
            for kind in rule.unless_kinds:
                if kind in entries and entries[kind].merit:
                    yield _wrong(
                        f"{rule.id}.unless_kinds",
                        kind,
                        "良好记录不得使他项无效",
                        "a merit may not void another",
                    )


CODE, NO_SEVERITY = "rulebook.credit-rule", Text("没有此程度", "no such severity")


def _wrong(path: str, found: object, zh: str, en: str) -> Problem:
    return Problem(CODE, path, str(found), Text(zh, en))


def _check_scale(name: str, rule: CreditRule) -> Iterator[Problem]:
    scale = "、".join(rule.scale)
    for field, table in (("points", rule.points), ("windows", rule.windows)):
        if not table.keys() >= set(rule.scale):
            found = ", ".join(sorted(table))
            yield _wrong(
                f"{name}.{field}",
                found,
                f"应含各程度：{scale}",
                f"each of the severities {', '.join(rule.scale)}",
            )
    zero = Points(0)
    sign = 1 if rule.merit else -1
    values = [rule.points[s].thousandths * sign for s in rule.scale if s in rule.points]
    if any(value < 0 for value in values):
        yield _wrong(
            f"{name}.points",
            "",
            "扣分应为负，良好记录应为正",
            "negative for a failing, positive for a merit",
        )
    if values != sorted(values):
        yield _wrong(
            f"{name}.points",
            "",
            "程度越重，分值的绝对值不得越小",
            "a graver severity may not weigh less",
        )
    if rule.cap is not None and rule.cap.thousandths * sign < 0:
        yield _wrong(
            f"{name}.cap", rule.cap, "封顶应与分值同号", "a cap has the sign of the points"
        )
    if rule.repeat is not None:
        yield from _check_repeat(name, rule, rule.repeat, zero)
    if rule.forces is not None and rule.forces.severity_from not in (None, *rule.scale):
        path, word = f"{name}.forces.severity_from", rule.forces.severity_from
        yield unknown(CODE, path, word, rule.scale, NO_SEVERITY)


def _check_repeat(name: str, rule: CreditRule, repeat: Repeat, zero: Points) -> Iterator[Problem]:
    if repeat.severity_from not in rule.scale:
        path = f"{name}.repeat.severity_from"
        yield unknown(CODE, path, repeat.severity_from, rule.scale, NO_SEVERITY)
        return
    graver = rule.scale[rule.scale.index(repeat.severity_from) :]
    if rule.merit or repeat.points > min(
        (rule.points[s] for s in graver if s in rule.points), default=zero
    ):
        yield _wrong(
            f"{name}.repeat.points",
            repeat.points,
            "重复时不得轻于初次",
            "a repetition may not cost less than a first time",
        )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SeverityWord(RuleEntry):
    """A severity as people write it (程度用语); the entry's id is the word that scales have.

    `words` are further ones, such as 重大 for 严重. Two severities of one scale are never written
    alike.
    """

    section: ClassVar[str] = "severity"

    words: tuple[str, ...] = attrs.field(default=(), metadata=about("其他写法", "further words"))


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class CreditGrade(RuleEntry):
    """A grade of credit (信用等级): scores from `low` (included) to `below` (excluded)."""

    section: ClassVar[str] = "credit-grade"

    low: Points = attrs.field(metadata=about("下限（含）", "from, included"))
    below: Points | None = attrs.field(default=None, metadata=about("上限（不含）", "to, excluded"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """The grades leave no gap and do not overlap."""
        return check_bands(Band(name, grade.low, grade.below) for name, grade in entries.items())


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class TradeGrade(RuleEntry):
    """A grade of a trade (行业信用等级).

    Reached with at least this share of A and B, and at most this share of D.
    """

    section: ClassVar[str] = "trade-grade"

    rank: int = attrs.field(
        validator=check.at_least(1), metadata=about("次序", "order, 1 the best")
    )
    good_share: Rate = attrs.field(metadata=about("A、B 级占比下限", "least share of A and B"))
    bad_share: Rate = attrs.field(metadata=about("D 级占比上限", "greatest share of D"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """The ranks are 1, 2, 3 and so on, each once."""
        ranks = sorted(grade.rank for grade in entries.values())
        if ranks != list(range(1, len(ranks) + 1)):
            name = max(entries, key=lambda one: (entries[one].rank, one))
            expected = Text(
                f"次序应为 1 至 {len(ranks)}，各一次", f"the ranks 1 to {len(ranks)}, each once"
            )
            found = ", ".join(map(str, ranks))
            yield Problem("rulebook.trade-grade", f"{name}.rank", found, expected)
            return
        last = max(entries.values(), key=lambda one: one.rank, default=None)
        if last is not None and (last.good_share > Rate(0, 1) or last.bad_share < Rate(1, 1)):
            expected = Text(
                "最低一级应人人可及：good_share 为 0，bad_share 为 100%",
                "the last grade is reached by all: good_share 0, bad_share 100%",
            )
            yield Problem("rulebook.trade-grade", last.id, last.label.en, expected)
