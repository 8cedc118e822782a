"""Early warning (质量安全预警).

Levels from a rate, its trend and its failures, with care for small numbers. Clause 3.1.3.d.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import ClassVar

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.result import Result
from qualitygov.core.statistics import accept_probability
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.safety import WarningRule
from qualitygov.text import Text


class WarningLevel(Vocabulary):
    """Level of a warning (预警等级), from none to the gravest."""

    INSUFFICIENT = "insufficient", "样本不足，不予预警", "too few samples for a warning"
    NONE = "none", "无预警", "no warning"
    YELLOW = "yellow", "黄色预警", "yellow"
    ORANGE = "orange", "橙色预警", "orange"
    RED = "red", "红色预警", "red"


@attrs.frozen
class Failure:
    """A failure, by unit and kind (不合格)."""

    id: str
    subject: str
    category: str | None


@attrs.frozen(repr=False)
class EarlyWarning(Result):
    """A warning with its reasons (预警); the gravest reason gives the level."""

    brief: ClassVar[tuple[str, ...]] = ("level", "reasons")

    level: WarningLevel
    reasons: tuple[tuple[WarningLevel, Text], ...]


@clauses("3.1.3.d")
def beyond_control_limit(rate: Rate, target: Rate, confidence: Rate) -> bool:
    """Whether a rate lies so far below its target that chance alone hardly explains it (超出控制限).

    Exactly.

    True when as many failures or more would be seen in at most 1 - `confidence` of all samples of
    this size, were the true rate just the target.

    >>> line = Rate(95, 100)
    >>> [beyond_control_limit(rate, line, Rate(95, 100)) for rate in (Rate(9, 10), Rate(90, 100))]
    [False, True]
    """
    failures = rate.denominator - rate.numerator
    if failures <= 0:
        return False
    tail = 1 - accept_probability(rate.denominator, failures - 1, 1 - target.fraction)
    return tail <= 1 - confidence.fraction


def _trend(rates: Sequence[Rate], falls: int) -> bool:
    """Whether the last `falls` steps were all falls."""
    last = [rate for rate in rates if rate.defined][-(falls + 1) :]
    return len(last) == falls + 1 and all(later < earlier for earlier, later in pairwise(last))


def _same_kind(failures: Iterable[Failure], fewest: int) -> list[tuple[str, int]]:
    units: dict[str, set[str]] = {}
    for failure in failures:
        if failure.category is not None:
            units.setdefault(failure.category, set()).add(failure.subject)
    return sorted((kind, len(found)) for kind, found in units.items() if len(found) >= fewest)


def _of_failures(failures: Iterable[Failure], fewest: int) -> list[tuple[WarningLevel, Text]]:
    return [
        (
            WarningLevel.ORANGE,
            Text(
                f"{count} 家企业同类不合格：{kind}",
                f"{count} units failed in the same kind: {kind}",
            ),
        )
        for kind, count in _same_kind(failures, fewest)
    ]


@clauses("3.1.3.d")
def warn(
    rates: Sequence[Rate],
    context: Context,
    *,
    target: Rate,
    rule: str = "sampled",
    failures: Iterable[Failure] = (),
) -> EarlyWarning:
    """Return the warning that a rate gives (预警判定).

    `rates` by period, the latest last, against a target from below; `rule` is the id of the warning
    rule by which it is judged.

    Red when the latest rate is below its target beyond the control limit; within the limit it is
    yellow, since so few samples do not show it. Orange for failures of the same kind in several
    units. Yellow within the margin above the target where anything failed, or after falls in a row.
    Under the minimum of samples no warning rests on the rate. A rule that is not in force is a
    `RulebookError`.
    """
    how = context.rules.entry(WarningRule, rule)
    reasons = _of_failures(failures, how.same_kind)
    latest = rates[-1] if rates else Rate(0, 0)
    if latest.defined and latest.denominator >= how.minimum:
        reasons += _of_rate(latest, rates, target, how)
    elif not reasons:
        few = Text(f"样本 {latest.denominator} 个", f"{latest.denominator} samples")
        return EarlyWarning(WarningLevel.INSUFFICIENT, ((WarningLevel.INSUFFICIENT, few),))
    level = max(
        (reason[0] for reason in reasons), key=list(WarningLevel).index, default=WarningLevel.NONE
    )
    return EarlyWarning(level, tuple(reasons))


def _below(latest: Rate, target: Rate, confidence: Rate) -> tuple[WarningLevel, Text]:
    shown, line = latest.percent(), target.percent(0)
    if beyond_control_limit(latest, target, confidence):
        return WarningLevel.RED, Text(
            f"{shown} 低于 {line}，超出控制限",
            f"{shown} below {line}, beyond the control limit",
        )
    return WarningLevel.YELLOW, Text(
        f"{shown} 低于 {line}，未超出控制限",
        f"{shown} below {line}, within the control limit",
    )


def _close(latest: Rate, target: Rate, margin: Rate) -> bool:
    """Whether a rate that is not below its target is close to it, and anything failed."""
    failed = latest.numerator < latest.denominator
    return failed and latest.fraction - target.fraction <= margin.fraction


def _of_rate(
    latest: Rate, rates: Sequence[Rate], target: Rate, how: WarningRule
) -> list[tuple[WarningLevel, Text]]:
    reasons = []
    if latest < target:
        reasons.append(_below(latest, target, how.confidence))
    elif _close(latest, target, how.margin):
        shown, line = latest.percent(), target.percent(0)
        close = Text(f"{shown} 接近 {line}", f"{shown} close to {line}")
        reasons.append((WarningLevel.YELLOW, close))
    if _trend(rates, how.falls):
        fell = Text(f"连续 {how.falls} 期下降", f"fell {how.falls} times in a row")
        reasons.append((WarningLevel.YELLOW, fell))
    return reasons
