"""Codes of units and regions (代码).

One identifier, one module, four verbs: compact, validate, is_valid, format.
"""

from __future__ import annotations

from qualitygov.codes import credit_code, organization_code, region
from qualitygov.codes.unit import UnitKey, check_unit, unit_code

__all__ = ["UnitKey", "check_unit", "credit_code", "organization_code", "region", "unit_code"]
