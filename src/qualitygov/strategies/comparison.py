"""What hangs together in entities of comparison (对比实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.comparison.entities import ImprovementMeasure
from qualitygov.strategies.derived import Mend, Values


def measure(values: Values) -> Values:
    """As many are good as there are, at most (改进措施)."""
    pairs = (("good_before", "all_before"), ("good_after", "all_after"))
    ordered = {
        name: number
        for pair in pairs
        for name, number in zip(pair, sorted(values[one] for one in pair), strict=True)
    }
    return {**values, **ordered}


MENDS: Mapping[type, Mend] = {ImprovementMeasure: measure}
