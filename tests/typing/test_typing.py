"""The public names type-check as a user would use them."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import mypy.api
import pytest

HERE = Path(__file__).parent
USE = (HERE / "use_of_the_library.py", HERE / "use_of_schemas.py")


def test_a_users_programs_pass_mypy_strict(tmp_path):
    out, errors, code = mypy.api.run(
        ["--strict", "--no-error-summary", "--cache-dir", str(tmp_path), *map(str, USE)]
    )
    assert (out, errors, code) == ("", "", 0)


def test_a_users_programs_pass_pyright():
    pytest.importorskip("pyright")
    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, *map(str, USE)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
    )
    assert done.stdout.splitlines()[-1:] == ["0 errors, 0 warnings, 0 informations"], done.stdout


WRONG = """
from qualitygov.schemas import EnterpriseSchema, TownSchema, NoSuchSchema
town: int = EnterpriseSchema().load({}).town
EnterpriseSchema().load({}).no_such_field
EnterpriseSchema().load(3)
EnterpriseSchema(language="fr")
name: str = TownSchema(many=True).load([{}])
"""
CODES = [
    "attr-defined",
    "assignment",
    "attr-defined",
    "call-overload",
    "call-overload",
    "assignment",
]


def test_type_checkers_see_the_schemas_and_what_they_load(tmp_path):
    """Each line but the first of a program that is wrong is an error."""
    path = tmp_path / "wrong.py"
    path.write_text(WRONG, encoding="utf-8")
    out, _, _ = mypy.api.run(["--strict", "--cache-dir", str(tmp_path), str(path)])
    found = [line for line in out.splitlines() if ": error: " in line]
    assert [line.rpartition("[")[2].rstrip("]") for line in found] == CODES
    assert [line.split(":")[1] for line in found] == ["2", "3", "4", "5", "6", "7"]


def test_and_they_run():
    import runpy

    library, schemas = (runpy.run_path(str(path)) for path in USE)
    assert library["main"](date(2016, 12, 31)) == "A"
    schemas["main"]()
