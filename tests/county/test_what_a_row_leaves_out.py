"""What a row does not say is not so: the defaults of every entity, of all subjects."""

from __future__ import annotations

import attrs
import pytest

from qualitygov.county import entity_classes

pytestmark = pytest.mark.clause("4.5.c")

SAID_OTHERWISE = {
    ("Instrument", "mandatory"): True,  # most instruments are under mandatory verification
    ("Verification", "passed"): True,
    ("Laboratory", "shared"): True,
    ("NoiseReading", "valid"): True,
    ("ReviewMark", "round"): 1,
}
"""The only defaults that claim something."""


def test_a_flag_is_off_and_a_number_is_zero_unless_a_row_says_so():
    claimed = {
        (cls.__name__, attribute.name): attribute.default
        for cls in entity_classes()
        for attribute in attrs.fields(cls)
        if isinstance(attribute.default, (bool, int)) and attribute.default
    }
    assert claimed == SAID_OTHERWISE
