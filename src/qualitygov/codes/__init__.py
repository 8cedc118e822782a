"""Codes of units and regions (代码).

One identifier, one module, four verbs: compact, validate, is_valid, format. `keys` has the keys of
units without a code, `identity` reads any identifier cell.
"""

from __future__ import annotations

from qualitygov.codes import credit_code, keys, organization_code, region, registration_number
from qualitygov.codes.identity import Identity, IdentityKind, identify
from qualitygov.codes.unit import UnitKey, check_unit, unit_code

__all__ = [
    "Identity",
    "IdentityKind",
    "UnitKey",
    "check_unit",
    "credit_code",
    "identify",
    "keys",
    "organization_code",
    "region",
    "registration_number",
    "unit_code",
]
