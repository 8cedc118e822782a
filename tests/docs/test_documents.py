"""The code of README and docs runs, and what they show and claim is what is there."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import re
import sys
import tomllib
import types
from datetime import date
from pathlib import Path

import pytest

from qualitygov import load_rulebook, read_county
from qualitygov.cli import main
from qualitygov.county import table_specs
from qualitygov.county.case_file import read_cases
from qualitygov.county.cases import run_cases
from qualitygov.errors import RulebookError

ROOT = Path(__file__).parents[2]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
PAGES = [
    *READMES,
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    ROOT / "RULEBOOKS.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
MADE = {"coverage.md", "errors.md", "errors.zh-CN.md", "example.md", "example.zh-CN.md"}
"""Pages that a script writes; their lines are as wide as what they show."""

WIDEST = 100


def tool(name):
    spec = importlib.util.spec_from_file_location(f"docs_{name}", ROOT / "docs" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # attrs looks it up
    spec.loader.exec_module(module)
    return module


def text_of(page):
    return page.read_text(encoding="utf-8")


def blocks(page, language):
    return re.findall(rf"```{language}\n(.*?)```", text_of(page), re.DOTALL)


def code_of(page):
    """Each block of Python, with as many empty lines before it as there are on the page."""
    for found in re.finditer(r"```python\n(.*?)```", text_of(page), re.DOTALL):
        yield "\n" * text_of(page)[: found.start(1)].count("\n") + found[1]


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "python")], ids=lambda p: p.name)
def test_the_code_on_the_page_runs(page, monkeypatch):
    monkeypatch.chdir(ROOT)
    module = types.ModuleType(f"code_of_{page.stem}")  # classes of a page are found in it
    monkeypatch.setitem(sys.modules, module.__name__, module)
    before = len(vars(module))
    for block in code_of(page):
        exec(compile(block, str(page), "exec"), vars(module))
    assert len(vars(module)) > before


@pytest.mark.parametrize("page", READMES, ids=lambda p: p.name)
def test_the_first_block_prints_what_the_readme_shows_in_ten_lines(page, capsys):
    first = blocks(page, "python")[0]
    exec(compile(first, str(page), "exec"), {})
    shown = re.search(r"<!-- printed -->\n```text\n(.*?)```", text_of(page), re.DOTALL)
    assert capsys.readouterr().out == shown[1]
    assert len([line for line in first.splitlines() if line.strip()]) <= 10


@pytest.fixture(scope="session")
def outputs(example_run):
    """What the commands of the pages really print."""
    found = {"en": [example_run.printed], "zh": [example_run.said("zh")]}
    for language, printed in found.items():
        assess, explain = tool("readme").commands(language)
        assert assess[:4] == ("assess", "examples/county", "--year", "2016")
        assert "--details" in assess
        command = [str(example_run.folder) if word == "out" else word for word in explain]
        with contextlib.redirect_stdout(io.StringIO()) as said:
            assert main(command) == 0
        printed.append(said.getvalue())
    return found


@pytest.mark.parametrize("at", [0, 1], ids=["en", "zh"])
def test_the_examples_show_real_output(at, outputs):
    page = tool("readme").PAGES[at]
    printed = outputs[page.language]
    shown = blocks(ROOT / page.page, "text")
    assert len(shown) == len(printed) == 2
    for part, real in zip(shown, printed, strict=True):
        lines = [line for line in part.splitlines() if line.strip() not in ("", "…")]
        there = {line.rstrip() for line in real.splitlines()}
        assert len(lines) > 10
        assert [line for line in lines if line not in there] == []


def claims():
    """Each number of the README's features, with what there is."""
    clauses = len(load_rulebook("strong-town").typed["clause"])
    header = load_rulebook("strong-town").header
    rules = sum(map(len, load_rulebook("strong-town").typed.values())) - clauses
    return {
        "answered": clauses,
        "tables": len(table_specs()),
        "days": (header.reviewed_to - header.valid_from).days + 1,
        "rules": rules,
        "first": header.valid_from,
        "last": header.reviewed_to,
    }


def test_the_numbers_of_the_features_hold(example_run):
    claimed, texts = claims(), [text_of(page) for page in READMES]
    clauses = claimed["answered"]
    folder = example_run.folder
    run = Path(folder, "runs", Path(folder, "latest").read_text(encoding="utf-8").strip())
    reading = json.loads((run / "reading.json").read_text(encoding="utf-8"))
    read = sum(table["read"] for table in reading["tables"].values())
    bad = read_county(ROOT / "examples" / "county-with-errors")
    refused = len({(entry.file, entry.row) for entry in bad.refused})
    assert not any(table["refused"] for table in reading["tables"].values())
    for text in texts:
        features = text[: text.index("\n| ")]
        assert re.search(rf"{clauses} of {clauses}|{clauses} 项要求已实现 {clauses} 项", features)
        assert re.search(rf"{claimed['tables']} (tables|张数据表)", features)
        assert f"{read:,}" in features
        assert re.search(rf"\b{refused}\b", features)
        assert f"{claimed['days']:,}" in features
        assert str(claimed["first"]) in features
        assert str(claimed["last"]) in features
    assert claimed["rules"] > 600


def test_the_page_of_the_example_county_says_what_its_run_does(example_run):
    """Nothing is refused, nine rows are told of, and the command ends with 0."""
    page = text_of(ROOT / "examples" / "county" / "README.md")
    folder = example_run.folder
    run = Path(folder, "runs", Path(folder, "latest").read_text(encoding="utf-8").strip())
    reading = json.loads((run / "reading.json").read_text(encoding="utf-8"))
    rows = [one for one in reading["named"] + reading["told"] if one.get("row") is not None]
    refused = [one for table in reading["tables"].values() for one in table["refused"]]
    assert (len(rows), refused) == (9, [])
    assert "Nine rows are told of on purpose" in page
    assert "exit code 0: every row can be used" in page


def test_the_days_of_the_features_are_those_for_which_the_book_answers():
    book = load_rulebook("strong-town")
    assert book.at(book.header.valid_from).entries
    with pytest.raises(RulebookError):
        book.at(date.fromordinal(book.header.valid_from.toordinal() - 1))


def test_both_readmes_have_the_same_commands_and_code():
    one, two = (blocks(page, "sh") for page in READMES)
    assert one == two
    marks = [re.findall(r"<!-- (\w+) -->", text_of(page)) for page in READMES]
    assert marks[0] == marks[1] == ["printed", "main", "tests"]


def test_the_chapters_of_both_readmes_correspond():
    one, two = (re.findall(r"^## ", text_of(page), re.MULTILINE) for page in READMES)
    assert len(one) == len(two)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page):
    text = re.sub(r"```.*?```", "", text_of(page), flags=re.DOTALL)
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize(
    "page", [p for p in PAGES if p.name not in MADE and ".zh-" not in p.name], ids=lambda p: p.name
)
def test_lines_of_pages_are_short(page):
    wide = re.compile(r"^(\||python3 -m venv|  -40 |  objections go )")
    lines = [line for line in text_of(page).splitlines() if not wide.match(line)]
    assert [line for line in lines if len(line) > WIDEST] == []


def test_every_page_is_in_the_navigation():
    listed = set(re.findall(r": ([\w/.-]+\.md)$", text_of(ROOT / "mkdocs.yml"), re.MULTILINE))
    there = {str(page.relative_to(ROOT / "docs")) for page in (ROOT / "docs").rglob("*.md")}
    assert listed == there


@pytest.mark.parametrize("page", ["overlay.md", "overlay.zh-CN.md"])
def test_the_overlay_of_the_page_is_a_book_and_its_cases_pass(page):
    parts = blocks(ROOT / "docs" / page, "toml")
    book = load_rulebook(text="\n".join(part for part in parts if "[[case]]" not in part))
    assert book.levels[-1] == "my-county 2016.1"
    cases = read_cases("\n".join(part for part in parts if "[[case]]" in part))
    assert [result.differences for result in run_cases(book, cases)] == [(), ()]


def test_the_architecture_names_every_package():
    source = ROOT / "src" / "qualitygov"
    packages = {f"{path.parent.name}/" for path in source.glob("*/__init__.py")}
    modules = {path.stem for path in source.glob("*.py") if not path.stem.startswith("__")}
    text = text_of(ROOT / "docs" / "architecture.md")
    table = text[text.index("## Packages") : text.index("The files of a subject")]
    assert set(re.findall(r"`([\w/]+)`", table)) >= packages | modules
    layers = tomllib.loads(text_of(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    named = {name for layer in layers[0]["layers"] for name in layer.split(" | ")}
    assert named == {name.rstrip("/") for name in packages | modules} - {"strategies"}
