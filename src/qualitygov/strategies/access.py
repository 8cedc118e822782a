"""What hangs together in entities of market access (市场准入实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from qualitygov.access.entities_limits import ResourceUse
from qualitygov.strategies.derived import Mend, Values


def use(values: Values) -> Values:
    """Something was made of what was used (能耗、排放与浪费数据)."""
    return {**values, "output": values["output"] or Decimal(1)}


MENDS: Mapping[type, Mend] = {ResourceUse: use}
