"""The shape of the code: how rules and time travel, how wide things are, and that nothing circles."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "qualitygov"
FILES = sorted(SOURCE.rglob("*.py"))
LOOSE = {
    "as_of",
    "book",
    "calendar",
    "known",
    "known_at",
    "rulebook",
    "rules",
    "rules_on",
}
FACES = {
    # What users call first; each makes a context of them.
    "rulebook/context.py": {"__init__", "of_year", "of_reading", "_year_at"},
    "credit/scorer.py": {"__init__"},
    "blacklist/screen.py": {"__init__"},
    "interchange/folder.py": {"read_county"},
    "county/cases.py": {"run_cases"},
    "decisions/record.py": {"context"},
}
WIDEST, LONGEST_MODULE, LONGEST_FUNCTION, MOST_POSITIONAL = 100, 400, 60, 5


def name_of(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_rules_and_time_travel_in_a_context_and_in_no_other_way(path):
    allowed = FACES.get(name_of(path), set())
    if path.parts[-2] == "cli":
        return
    found = []
    for node in functions(path):
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        loose = {argument.arg for argument in arguments} & LOOSE
        both = "context" in {argument.arg for argument in arguments}
        if node.name not in allowed and (len(loose) > 1 or (loose and both)):
            found.append(f"{node.name}({', '.join(sorted(loose))}) in line {node.lineno}")
    assert found == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_lines_modules_and_functions_are_short(path):
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    assert [f"{at}: {line}" for at, line in enumerate(lines, 1) if len(line) > WIDEST] == []
    assert len(lines) <= LONGEST_MODULE
    long = [
        node.name
        for node in functions(path)
        if (node.end_lineno or 0) - node.lineno > LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_wide_rows_are_made_by_keyword(path):
    found = [
        f"{ast.unparse(node.func)} in line {node.lineno}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and len(node.args) > MOST_POSITIONAL
    ]
    assert found == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_faces_list_their_names(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    listed = any(
        isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        for node in tree.body
    )
    face = path.name == "__init__.py" or path.parent == SOURCE
    assert listed <= face


def _module(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(path: Path, known: set[str]) -> set[str]:
    """Every module that a module imports, wherever in it the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                found.add(inner if inner in known else node.module)
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return (found & known) - {_module(path)}


def test_no_module_imports_itself_through_others():
    known = {_module(path): path for path in FILES}
    arrows = {name: _imports(path, set(known)) for name, path in known.items()}
    lazy = "qualitygov"  # the face loads names when they are asked for
    arrows.pop(lazy)
    order: dict[str, int] = {}

    def visit(name: str, way: tuple[str, ...]) -> list[str]:
        if name in way:
            return [" > ".join((*way[way.index(name) :], name))]
        if name in order or name == lazy:
            return []
        found = [circle for inner in sorted(arrows[name]) for circle in visit(inner, (*way, name))]
        order[name] = len(order)
        return found

    assert [circle for name in sorted(arrows) for circle in visit(name, ())] == []


def test_no_two_test_files_have_one_name():
    names = [path.name for path in Path(__file__).parents[1].rglob("test_*.py")]
    assert {name for name in names if names.count(name) > 1} == set()
