"""Where the programs of engines are; one that is missing leaves tests out, or fails them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

REQUIRED = os.environ.get("QUALITYGOV_ENGINES") == "required"
"""Where it is set, an engine that is missing fails the tests instead of leaving them out."""
PLACES = ("/usr/lib/postgresql/*/bin/postgres", "/usr/local/bin/postgres", "/usr/bin/postgres")


def missing(what):
    """Leave a test out for an engine that is not there, or fail."""
    if REQUIRED:
        pytest.fail(f"{what} is missing")
    pytest.skip(f"{what} is missing")


def programs():
    """The folder of PostgreSQL's programs."""
    found = [at for place in PLACES for at in sorted(Path("/").glob(place[1:]))]
    beside = shutil.which("postgres")
    found += [Path(beside)] if beside else []
    for at in found:
        folder = at.resolve().parent
        if (folder / "initdb").exists():
            return folder
    return missing("PostgreSQL")


def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more)
