"""Rule entries of sampling inspection (监督抽查规则): objection windows, sampling schemes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar, Self

import attrs

from qualitygov.core import kinds
from qualitygov.core.fields import about
from qualitygov.core.periods import Span
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.text import Text

PAIR = 2
UP_OR_DOWN = Text("应为 up 或 down", "up or down")


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ObjectionWindow(RuleEntry):
    """How long a unit may object to a result (异议期限); the entry's id is the sample's domain.

    `reinspected_within` is the time from the objection to the report of the re-inspection, where a
    law sets one; else the parameter ``inspection.reinspected-within`` does.
    """

    section: ClassVar[str] = "objection-window"

    length: Span = attrs.field(metadata=about("期限", "length"))
    reinspected_within: Span | None = attrs.field(
        default=None, metadata=about("复检期限", "re-inspected within")
    )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class OrderBasis(RuleEntry):
    """The law on which an order to put something right rests (责令整改依据): its source.

    For an order after a failed sample by the sample's domain, for any other order by its matter.
    """

    section: ClassVar[str] = "order-basis"

    domains: tuple[str, ...] = attrs.field(
        default=(), metadata=about("产品领域", "domains of samples")
    )
    matters: tuple[str, ...] = attrs.field(
        default=(), metadata=about("整改事项", "matters of orders")
    )

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Each entry says of which orders it is."""
        for name, basis in entries.items():
            if not basis.domains and not basis.matters:
                expected = Text(
                    "应有产品领域或整改事项", "domains of samples, or matters of orders"
                )
                yield Problem("rulebook.order-basis", name, "", expected)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ClosureRoute(RuleEntry):
    """To whom a closure is recommended (建议关闭的对象机关).

    The entry's id says for whom: the unlicensed, the licensed, and the licensed whose product
    failed; the label is what is recommended, `authority` whom the law empowers.
    """

    section: ClassVar[str] = "closure-route"

    authority: Text = attrs.field(metadata=about("有权机关", "authority that decides"))


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class RecallLevel(RuleEntry):
    """A level of recall (召回级别): begun within `begin` of the order, carried out within `finish`.

    `finish` runs from the beginning, and again from a judgement that it was not effective.
    """

    section: ClassVar[str] = "recall-level"

    begin: Span = attrs.field(metadata=about("启动期限", "to be begun within"))
    finish: Span = attrs.field(metadata=about("完成期限", "to be carried out within"))


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SchemeTable:
    """The master table of one severity of inspection as a diagonal rule (主表的对角线规则).

    For letter i and AQL j (both from 1), s = i + j: `accept` gives the acceptance number; a sum in
    `down`, or below the lowest, points to the next letter; one in `up`, or above the highest, to
    the letter before. `arrows` and `plans` are the exceptions, keyed ``letter:AQL``.
    """

    accept: Mapping[str, int] = attrs.field(metadata=about("接收数", "acceptance number by sum"))
    down: tuple[int, ...] = attrs.field(default=(), metadata=about("向下箭头", "arrows down"))
    up: tuple[int, ...] = attrs.field(default=(), metadata=about("向上箭头", "arrows up"))
    arrows: Mapping[str, str] = attrs.field(
        factory=dict, metadata=about("箭头例外", "exceptional arrows")
    )
    plans: Mapping[str, tuple[int, ...]] = attrs.field(
        factory=dict, metadata=about("方案例外", "exceptional plans (n, Ac)")
    )


def _check_table(path: str, table: SchemeTable) -> Iterator[Problem]:
    """Each sum between the lowest and the highest has a number or an arrow."""
    wrong = [key for key in table.accept if not (key.isascii() and key.isdigit())]
    if wrong or not table.accept:
        found = ", ".join(wrong)
        yield Problem("rulebook.sampling", f"{path}.accept", found, Text("应为整数", "whole sums"))
        return
    sums = {int(key) for key in table.accept}
    missing = set(range(min(sums), max(sums))) - sums - set(table.down) - set(table.up)
    if missing or any(str(int(key)) != key for key in table.accept):
        found = ", ".join(map(str, sorted(missing)[:9]))
        expected = Text("每个和应有接收数或箭头", "a number or an arrow for each sum")
        yield Problem("rulebook.sampling", f"{path}.accept", found, expected)
    for key, plan in table.plans.items():
        if len(plan) != PAIR:
            expected = Text("应为（样本量，接收数）", "a pair (n, Ac)")
            yield Problem("rulebook.sampling", f"{path}.plans.{key}", str(plan), expected)
    for key, arrow in table.arrows.items():
        if arrow not in ("up", "down"):
            yield Problem("rulebook.sampling", f"{path}.arrows.{key}", arrow, UP_OR_DOWN)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SamplingScheme(RuleEntry):
    """A scheme of single sampling by lot, level and AQL (抽样体系). GB/T 2828.1.

    `lots` are the upper ends of the lot ranges, the last range is open; `levels` the code letter of
    each range by level.
    """

    section: ClassVar[str] = "sampling-scheme"

    letters: tuple[str, ...] = attrs.field(metadata=about("样本量字码", "code letters"))
    sizes: tuple[int, ...] = attrs.field(metadata=about("样本量", "sample sizes"))
    aqls: tuple[Decimal, ...] = attrs.field(metadata=about("接收质量限", "AQLs, percent"))
    lots: tuple[int, ...] = attrs.field(metadata=about("批量上限", "upper ends of lot ranges"))
    levels: Mapping[str, tuple[str, ...]] = attrs.field(
        metadata=about("检验水平", "letters by level")
    )
    normal: SchemeTable = attrs.field(metadata=about("正常检验", "normal inspection"))
    tightened: SchemeTable = attrs.field(metadata=about("加严检验", "tightened inspection"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Letters and sizes pair up; each level has a letter for each range of lots."""
        for name, scheme in entries.items():
            for severity in ("normal", "tightened"):
                yield from _check_table(f"{name}.{severity}", getattr(scheme, severity))
            if len(scheme.letters) != len(scheme.sizes):
                yield Problem(
                    "rulebook.sampling",
                    f"{name}.sizes",
                    str(len(scheme.sizes)),
                    Text("应与字码一一对应", "one for each letter"),
                )
            for level, letters in scheme.levels.items():
                if len(letters) != len(scheme.lots) + 1 or not set(letters) <= set(scheme.letters):
                    expected = Text(
                        f"应有 {len(scheme.lots) + 1} 个字码",
                        f"{len(scheme.lots) + 1} code letters",
                    )
                    yield Problem(
                        "rulebook.sampling", f"{name}.levels.{level}", " ".join(letters), expected
                    )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class DeclaredQuality(RuleEntry):
    """The check of a declared quality level (声称质量水平核查).

    GB/T 2828.4: for each level and DQL the pair (n, limit).
    """

    section: ClassVar[str] = "declared-quality"

    dqls: tuple[Decimal, ...] = attrs.field(
        metadata=about("声称质量水平", "declared quality levels, percent")
    )
    levels: Mapping[str, tuple[tuple[int, ...], ...]] = attrs.field(
        metadata=about("核查水平", "(n, L) by level; empty where none")
    )

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Each level has a pair, or nothing, for each declared quality level."""
        for name, table in entries.items():
            for level, pairs in table.levels.items():
                if len(pairs) != len(table.dqls) or any(
                    len(pair) not in (0, PAIR) for pair in pairs
                ):
                    count = len(table.dqls)
                    expected = Text(
                        f"应有 {count} 对（n, L），可为空", f"{count} pairs (n, L), or empty"
                    )
                    path = f"{name}.levels.{level}"
                    yield Problem("rulebook.sampling", path, str(len(pairs)), expected)
