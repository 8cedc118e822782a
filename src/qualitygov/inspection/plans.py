"""Sampling plans (抽样方案).

GB/T 2828.1 by lot, level and AQL; GB/T 2828.4; plans for two given points.
"""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Literal

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import as_decimal
from qualitygov.core.statistics import Share, accept_probability, share
from qualitygov.errors import bilingual
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.inspection import DeclaredQuality, SamplingScheme, SchemeTable

LARGEST = 100_000
SMALLEST_LOT = 2
SCHEME = "gbt-2828.1"
DECLARED = "gbt-2828.4"


@attrs.frozen
class SinglePlan:
    """A single sampling plan (一次抽样方案): take `n`, accept with at most `accept` nonconforming items.

    `letter` is the code letter the plan was found at; `full` says that the lot is inspected whole.
    """

    n: int
    accept: int
    letter: str | None = None
    full: bool = False

    @property
    def reject(self) -> int:
        """The rejection number, one more than the acceptance number."""
        return self.accept + 1


def _arrow(table: SchemeTable, scheme: SamplingScheme, at: int, aql: int, total: int) -> str:
    exception = table.arrows.get(f"{scheme.letters[at]}:{scheme.aqls[aql].normalize():f}")
    sums = [int(s) for s in table.accept]
    if exception is not None:
        return exception
    if total in table.down or total < min(sums):
        return "down"
    return "up" if total in table.up or total > max(sums) else "plan"


def _look_up(
    table: SchemeTable, scheme: SamplingScheme, letter: int, aql: int
) -> tuple[int, int, str]:
    """Follow the arrows from a letter to a plan.

    Each arrow leads one letter on and none leads back.
    """
    for _ in scheme.letters:
        special = table.plans.get(f"{scheme.letters[letter]}:{scheme.aqls[aql].normalize():f}")
        if special is not None:
            return special[0], special[1], scheme.letters[letter]
        total = letter + aql + 2
        arrow = _arrow(table, scheme, letter, aql, total)
        if arrow == "plan":
            return scheme.sizes[letter], table.accept[str(total)], scheme.letters[letter]
        letter += 1 if arrow == "down" else -1
        if not 0 <= letter < len(scheme.letters):
            break
    raise bilingual("sampling.none", "表中没有对应方案", "the table has no plan there")


def single_plan(
    lot: int,
    context: Context,
    *,
    aql: Decimal | str | int,
    level: str = "II",
    severity: Literal["normal", "tightened"] = "normal",
) -> SinglePlan:
    """Return the single sampling plan of GB/T 2828.1 (一次抽样方案检索).

    Where the sample would be as large as the lot, the lot is inspected whole. Reduced inspection is
    not held: its tables were not at hand. Raises `FieldError` for a lot under 2, a level or an AQL
    that the standard does not have.

    >>> from qualitygov.rulebook import load_rulebook
    >>> context = Context(load_rulebook("strong-town"), as_of="2016-06-01")
    >>> single_plan(100, context, aql="1.0")
    SinglePlan(n=13, accept=0, letter='E', full=False)
    """
    scheme = context.rules.entry(SamplingScheme, SCHEME)
    wanted = as_decimal(aql)
    if wanted not in scheme.aqls:
        known = "、".join(map(str, scheme.aqls))
        raise bilingual(
            "sampling.aql",
            f"接收质量限应为下列之一：{known}",
            f"the AQL should be one of {known}, not {aql}",
        )
    if level not in scheme.levels:
        known = "、".join(scheme.levels)
        raise bilingual(
            "sampling.level",
            f"检验水平应为下列之一：{known}",
            f"the level should be one of {known}, not {level}",
        )
    if lot < SMALLEST_LOT or severity not in ("normal", "tightened"):
        raise bilingual(
            "sampling.lot",
            "批量至少为 2，检验应为正常或加严",
            "a lot of at least 2, normal or tightened inspection",
        )
    letter = scheme.letters.index(scheme.levels[level][bisect_left(scheme.lots, lot)])
    n, accept, found = _look_up(
        getattr(scheme, severity), scheme, letter, scheme.aqls.index(wanted)
    )
    return SinglePlan(lot, accept, found, full=True) if n >= lot else SinglePlan(n, accept, found)


@clauses("3.4.1.b")
def check_declared(
    dql: Decimal | str | int, context: Context, *, nonconforming: int, level: str = "I"
) -> tuple[SinglePlan, bool]:
    """Check a declared quality level (声称质量水平核查): the plan, and whether it is contradicted.

    A declaration that is not contradicted is not thereby accepted: the standard supervises, it does
    not pass lots. Raises `FieldError` for a level that has no such plan, and for more nonconforming
    items than the plan takes. GB/T 2828.4.
    """
    table = context.rules.entry(DeclaredQuality, DECLARED)
    wanted = as_decimal(dql)
    found = table.levels.get(level, ())
    pair = found[table.dqls.index(wanted)] if wanted in table.dqls and found else ()
    if not pair:
        raise bilingual(
            "sampling.dql",
            f"核查水平 {level} 没有声称质量水平 {dql}",
            f"level {level} has no declared quality level {dql}",
        )
    if not 0 <= nonconforming <= pair[0]:
        raise bilingual(
            "sampling.count",
            f"不合格数应在 0 与 {pair[0]} 之间",
            f"expected between 0 and {pair[0]} nonconforming items",
        )
    return SinglePlan(pair[0], pair[1]), nonconforming > pair[1]


def operating_characteristic(
    n: int, c: int, qualities: list[Share], lot: int | None = None
) -> list[tuple[Fraction, Fraction]]:
    """Return the curve of acceptance (抽检特性曲线) as exact points (quality, chance of acceptance).

    With `lot`, a quality is taken to the nearest whole number of nonconforming items not below it.
    """
    points = []
    for quality in qualities:
        fraction = share(quality)
        p: Share = fraction if lot is None else ceil(fraction * lot)
        points.append((fraction, accept_probability(n, c, p, lot)))
    return points


def _smallest_n(
    c: int, quality: Share, most: Fraction, *, start: int, end: int, lot: int | None
) -> int | None:
    """The smallest sample from `start` to `end` that accepts `quality` with a chance up to `most`.

    The chance falls with n. None where even `end` accepts it more often.
    """
    low, high = start, start
    while accept_probability(high, c, quality, lot) > most:
        if high == end:
            return None
        low, high = high + 1, min(end, 2 * high)
    while low < high:
        middle = (low + high) // 2
        if accept_probability(middle, c, quality, lot) <= most:
            high = middle
        else:
            low = middle + 1
    return high


def find_plan(
    producer: tuple[Share, Share], consumer: tuple[Share, Share], lot: int | None = None
) -> SinglePlan:
    """Find the smallest single plan for a producer's and a consumer's point (按两点求抽样方案).

    `producer` is (good quality, least chance of accepting it), `consumer` (bad quality, greatest
    chance of accepting it), qualities as shares of nonconforming items. With `lot` the sample is
    drawn from it without replacement, the good quality rounded down and the bad one up to whole
    items. Raises `FieldError` when the points are not in order, or no plan up to 100,000 items (or
    the lot) serves.

    >>> find_plan(("0.05", "0.95"), ("0.15", "0.075"))
    SinglePlan(n=80, accept=7, letter=None, full=False)
    """
    good, least = share(producer[0]), share(producer[1])
    bad, most = share(consumer[0]), share(consumer[1])
    if not (good < bad and most < least):
        raise bilingual(
            "sampling.points",
            "生产方质量应优于使用方质量，且其接收概率应更大",
            "the producer's quality should be better than the consumer's, "
            "and its chance of acceptance greater",
        )
    p_good: Share = good if lot is None else floor(good * lot)
    p_bad: Share = bad if lot is None else ceil(bad * lot)
    largest = LARGEST if lot is None else lot
    n = 1
    for c in range(largest):
        start = max(n, c + 1)
        if start > largest:
            break
        found = _smallest_n(c, p_bad, most, start=start, end=largest, lot=lot)
        if found is None:
            break
        n = found
        if accept_probability(n, c, p_good, lot) >= least:
            return SinglePlan(n, c)
    raise bilingual(
        "sampling.none",
        f"样本量 {largest} 以内没有满足两点的方案",
        f"no plan of up to {largest} items serves both points",
    )
