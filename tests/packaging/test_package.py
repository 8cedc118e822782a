"""What the package promises of itself: names, light imports, true metadata."""

from __future__ import annotations

import ast
import importlib
import importlib.metadata
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from public_api import LIST, text

import qualitygov

ROOT = Path(__file__).parents[2]
EXTRAS = [
    "narwhals",
    "polars",
    "duckdb",
    "pyarrow",
    "rich",
    "typer",
    "chinese_calendar",
    "hypothesis",
    "numpy",
    "pandas",
    "cattrs",
    "pydantic",
    "pydantic_core",
    "fastapi",
    "sqlalchemy",
    "django",
]
PUBLIC = """
Context Rulebook Rules built_in_books load_rulebook OfficialCalendar WeekdayCalendar
WorkCalendar
SUBJECTS CountyAssessment CountyData assess_county check_rules run_cases CountyReading
read_county FactTables Indicator Measurement Target TargetResult TownAssessment Verdict
compile_assessment
Child Column CountyView Event EventSpec FactSpec Section Subject Table TableSpec Town Worklist
Badge CreditArchive CreditRecord CreditScore CreditScorer Excluded Outlook Reach TradeCredit
check_record records_from trade_credit trade_credits BlacklistCase BlacklistScreener Ground Move
MoveKind Screening
Certification Enterprise InspectionSample EngineeringProject
Points Rate Period Term Text schema_for json_schema Result FieldError InputError
MissingExtraError OutputError Problem QualityGovError RulebookError
"""
"""The public names of the library: a name is added here on purpose, or not at all."""


def test_the_face_has_the_names_that_programs_rely_on_and_no_others():
    names = PUBLIC.split()
    assert sorted(names) == sorted(qualitygov.__all__)
    assert set(names) <= set(dir(qualitygov))


def test_the_public_names_and_how_each_is_called_are_as_listed():
    """After a change that is meant: python tests/packaging/public_api.py; docs/stability.md."""
    assert text().splitlines() == LIST.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", qualitygov.__all__)
def test_each_name_is_found_where_type_checkers_see_it(name):
    tree = ast.parse(Path(qualitygov.__file__).read_text(encoding="utf-8"))
    homes = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module != "typing"
        for alias in node.names
    }
    home = importlib.import_module(homes[name])
    assert getattr(qualitygov, name) is getattr(home, name)
    assert home.__name__ == f"qualitygov.{qualitygov._HOME_OF[name]}"


@pytest.mark.parametrize(
    ("module", "names"),
    [
        ("qualitygov.codes.credit_code", "compact validate is_valid format"),
        ("qualitygov.codes.organization_code", "compact validate is_valid format"),
        ("qualitygov.environment", "air_quality_index"),
        ("qualitygov.inspection", "passes_needed find_plan accept_probability"),
        ("qualitygov.schemas", "EnterpriseSchema CreditRecordSchema"),
        ("qualitygov.strategies", "register"),
    ],
)
def test_modules_have_theirs(module, names):
    found = importlib.import_module(module)
    assert all(callable(getattr(found, name)) for name in names.split())


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = qualitygov.no_such_name


def imported(code):
    text = f"import sys, json; {code}; print(json.dumps(sorted(m for m in {EXTRAS!r} if m in sys.modules)))"
    return json.loads(
        subprocess.run(
            [sys.executable, "-c", text], capture_output=True, text=True, check=True
        ).stdout
    )


@pytest.mark.parametrize(
    "code",
    [
        "import qualitygov",
        "from qualitygov import *",
        "import qualitygov.schemas",
        "import qualitygov.cli",
        "import qualitygov.interchange, qualitygov.report, qualitygov.strategies",
        "import qualitygov.interop",
        "from qualitygov.interop import Plain",
    ],
)
def test_importing_brings_no_extra(code):
    assert imported(code) == []


@pytest.mark.parametrize(
    ("hidden", "code", "extra"),
    [
        ("narwhals", "import qualitygov.credit.frame", "frames"),
        (
            "chinese_calendar",
            "from datetime import date; qualitygov.OfficialCalendar().is_working_day(date(2016, 1, 4))",
            "calendar",
        ),
        ("cattrs", "from qualitygov.interop import configure_converter", "cattrs"),
        ("sqlalchemy", "from qualitygov.interop import EntityRow", "sql"),
    ],
)
def test_a_missing_extra_is_named(hidden, code, extra):
    text = f"import sys; sys.modules[{hidden!r}] = None; import qualitygov; {code}"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert f"qualitygov[{extra}]" in done.stderr


def test_the_metadata_is_true():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    metadata = importlib.metadata.metadata("qualitygov")
    assert metadata["Version"] == qualitygov.__version__
    assert qualitygov.__version__ in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    core = {line.split(">")[0] for line in project["dependencies"]}
    assert core == {"attrs", "pendulum", "marshmallow"}
    assert (ROOT / "src/qualitygov/py.typed").exists()
    points = importlib.metadata.entry_points(group="hypothesis", name="qualitygov")
    assert [point.value for point in points] == ["qualitygov.strategies:register"]


def test_every_module_and_public_name_has_a_docstring():
    import inspect
    import pkgutil

    bare = []
    for info in pkgutil.walk_packages(qualitygov.__path__, "qualitygov."):
        module = importlib.import_module(info.name)
        own = [n for n, o in vars(module).items() if getattr(o, "__module__", "") == info.name]
        names = getattr(module, "__all__", [name for name in own if not name.startswith("_")])
        found = [getattr(module, name) for name in names]
        bare += [info.name] if not module.__doc__ else []
        bare += [
            f"{info.name}.{o.__name__}"
            for o in found
            if (inspect.isclass(o) or inspect.isfunction(o)) and not o.__doc__
        ]
    assert bare == []
