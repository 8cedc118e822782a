"""The public names type-check as a user would use them."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import mypy.api
import pytest

USE = Path(__file__).parent / "use_of_the_library.py"


def test_a_users_program_passes_mypy_strict(tmp_path):
    out, errors, code = mypy.api.run(
        ["--strict", "--no-error-summary", "--cache-dir", str(tmp_path), str(USE)]
    )
    assert (out, errors, code) == ("", "", 0)


def test_a_users_program_passes_pyright():
    pytest.importorskip("pyright")
    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, str(USE)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
    )
    assert done.stdout.splitlines()[-1:] == ["0 errors, 0 warnings, 0 informations"], done.stdout


def test_and_it_runs():
    import runpy

    names = runpy.run_path(str(USE))
    assert names["main"](date(2016, 12, 31)) == "A"
