"""Emission of main pollutants against a base (主要污染物排放总量). Clause 2.2.5.b."""

from __future__ import annotations

from decimal import Decimal

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate, as_decimal, relative_change
from qualitygov.errors import bilingual


@clauses("2.2.5.b")
def emission_change(base: Decimal | int | str, now: Decimal | int | str) -> Rate:
    """Return the change of an emission against its base (排放量变化率), exact: negative for a fall.

    Clause 2.2.5.b.

    Undefined where the base is 0. Both in the same unit. Raises `FieldError` for a negative amount
    or a float.

    >>> emission_change("1250.5", 1125), emission_change(1250, 1125).percent(1)
    (Rate(-251, 2501), '-10.0%')
    """
    before, after = as_decimal(base), as_decimal(now)
    if before < 0 or after < 0:
        raise bilingual("emission.negative", "排放量不能为负", "an emission may not be negative")
    return relative_change(before, after)
