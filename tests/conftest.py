"""What all tests share: the worlds of credit, and Hypothesis' settings."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

import hypothesis.core
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent / "credit"))

settings.register_profile(
    "ci", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile("random", settings.get_profile("ci"), derandomize=False, print_blob=True)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci")
settings.load_profile(PROFILE)


def pytest_configure(config):
    """With HYPOTHESIS_PROFILE=random, draw other examples each time, from a seed that is printed."""
    if PROFILE == "random" and config.getoption("--hypothesis-seed", None) is None:
        hypothesis.core.global_force_seed = secrets.randbelow(2**32)


def pytest_report_header(config):
    seed = config.getoption("--hypothesis-seed", None) or hypothesis.core.global_force_seed
    return f"hypothesis profile {PROFILE}" + (f", --hypothesis-seed={seed}" if seed else "")
