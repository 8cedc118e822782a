"""What all tests share: the worlds of credit, and Hypothesis' settings."""

from __future__ import annotations

import gc
import os
import secrets
import sys
from pathlib import Path

import hypothesis.core
import pytest
from hypothesis import HealthCheck, settings

import example_county

sys.path.insert(0, str(Path(__file__).parent / "credit"))

settings.register_profile(
    "ci", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile("random", settings.get_profile("ci"), derandomize=False, print_blob=True)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci")
settings.load_profile(PROFILE)


@pytest.fixture(scope="session")
def example_run(tmp_path_factory):
    """A run of the command on the example county; nobody may write into its folder."""
    return example_county.run_into(tmp_path_factory.mktemp("example") / "out")


def pytest_configure(config):
    """With HYPOTHESIS_PROFILE=random, draw other examples each time, from a seed that is printed."""
    if PROFILE == "random" and config.getoption("--hypothesis-seed", None) is None:
        hypothesis.core.global_force_seed = secrets.randbelow(2**32)


def pytest_collection_finish():
    """Look for garbage seldom, and never among what was imported: that is a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_unconfigure():
    """Let Python end as it would: some libraries complain of what is then still there."""
    gc.unfreeze()


def pytest_report_header(config):
    seed = config.getoption("--hypothesis-seed", None) or hypothesis.core.global_force_seed
    return f"hypothesis profile {PROFILE}" + (f", --hypothesis-seed={seed}" if seed else "")
