"""The release script: what it finds in archives, and which versions are the lowest. It is quick."""

from __future__ import annotations

import importlib.util
import json
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("tools_release", ROOT / "tools" / "release.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_an_archive_has_the_package_and_nothing_else(tool):
    source = {*tool.MUST_HAVE, "qualitygov/text.py"}
    assert tool.problems({*source, "x.dist-info/METADATA"}, source, {"x.dist-info/METADATA"}) == []
    found = {
        *(source - {"qualitygov/py.typed"}),
        "tests/test_text.py",
        "qualitygov/__pycache__/text.cpython-311.pyc",
    }
    assert tool.problems(found, source, set()) == [
        "lacks qualitygov/py.typed",
        "has qualitygov/__pycache__/text.cpython-311.pyc",
        "has tests/test_text.py",
        "has qualitygov/__pycache__/text.cpython-311.pyc, of __pycache__",
        "has tests/test_text.py, of tests",
    ]


def test_the_files_that_have_to_be_there_are_files_of_the_package(tool):
    assert set(tool.MUST_HAVE) <= tool.source_files()
    assert [name for name in tool.BESIDE - {"PKG-INFO"} if not (ROOT / name).exists()] == []


def test_the_lowest_versions_are_those_of_the_requirements(tool):
    asked = ["a>=1.2", "B_b>=2,<3", "b-b>=2.1; extra == 'x'", "c<4", "d[z]==1.0"]
    assert tool.lowest(map(Requirement, asked)) == {
        "a": Version("1.2"),
        "b-b": Version("2.1"),
        "d": Version("1.0"),
    }


def test_what_a_wheel_asks_for_is_read_from_it(tool, tmp_path):
    wheel = tmp_path / "x-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        text = (
            "Metadata-Version: 2.4\nName: x\nRequires-Dist: a>=1\nRequires-Dist: b; extra == 'e'\n"
        )
        archive.writestr("x-1.dist-info/METADATA", text)
        archive.writestr("x/__init__.py", "")
    assert [one.name for one in tool.requirements(wheel)] == ["a", "b"]
    assert tool.in_wheel(wheel) == (
        {"x-1.dist-info/METADATA", "x/__init__.py"},
        {"x-1.dist-info/METADATA"},
    )


def test_every_dependency_but_known_ones_has_a_lower_bound(tool):
    groups = PROJECT["optional-dependencies"].values()
    asked = [Requirement(line) for lines in (PROJECT["dependencies"], *groups) for line in lines]
    bound = tool.lowest(asked)
    bare = {one.name for one in asked} - {
        one.name for one in asked if tool.canonicalize_name(one.name) in bound
    }
    assert bare == {"qualitygov", "sqlglot"}  # sqlglot has an upper bound only


def test_each_python_that_is_tried_is_a_supported_one(tool):
    supported = SpecifierSet(PROJECT["requires-python"])
    found = [path.name for path in tool.pythons(supported)]
    assert len(found) == len(set(found))
    assert all(name.removeprefix("python") in supported for name in found)


def test_a_program_sees_nothing_of_this_repository(tool, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    told = tool.demanded(sys.executable, "-c", "import os; print(os.environ.get('PYTHONPATH'))")
    assert told.strip() == "None"
    with pytest.raises(SystemExit, match="no such thing"):
        tool.demanded(sys.executable, "-c", "import sys; sys.exit('no such thing')")


def test_what_failed_is_said_without_warnings(tool):
    done = tool.run(sys.executable, "-c", "print('WARNING: old'); import sys; sys.exit('broken')")
    assert tool.why(done) == "broken"


def test_a_bill_of_materials_says_of_which_version_it_is(tool, tmp_path):
    bill = tmp_path / "sbom.json"
    bill.write_text('{"metadata": {"component": {"name": "x"}}, "components": []}')
    tool.versioned(bill, "1.2")
    made = json.loads(bill.read_text(encoding="utf-8"))
    assert made == {"metadata": {"component": {"name": "x", "version": "1.2"}}, "components": []}
