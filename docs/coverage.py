"""Write docs/coverage.md from the code: what answers each clause of the opinion.

python docs/coverage.py            # write the page
python docs/coverage.py --check    # fail when it is out of date, or when a clause lacks something

Entities and functions say themselves which clauses they answer (`qualitygov.core.clauses`), rules in the rulebook, tests by the
mark ``pytest.mark.clause``; the place in the example is read from the county's own tables and assessment.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import qualitygov
from qualitygov.core.clauses import clauses_of
from qualitygov.county.data import entity_classes, tables
from qualitygov.rulebook import Rulebook, load_rulebook
from qualitygov.rulebook.model.clause import ClauseRule

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "coverage.md"
EXAMPLE = ROOT / "examples" / "county" / "data"
COLUMNS = ("entities", "rules", "functions", "tests", "example")
TITLES = {
    "entities": "entities",
    "rules": "rules",
    "functions": "functions",
    "tests": "tests",
    "example": "in the example",
}
MOST = 8
Found = Mapping[str, dict[str, list[str]]]


def modules() -> Iterator[object]:
    """Yield every module of the package."""
    for info in pkgutil.walk_packages(qualitygov.__path__, "qualitygov."):
        if info.name not in ("qualitygov.cli", "qualitygov.strategies"):
            yield importlib.import_module(info.name)


def code(found: Found) -> None:
    """Note the entities and functions that are marked."""
    entities = set(entity_classes())
    bases = {base for entity in entities for base in entity.__mro__[1:]}
    for module in modules():
        for name, thing in vars(module).items():
            if getattr(thing, "__module__", None) == module.__name__ and not name.startswith("_"):
                kind = "entities" if thing in entities or thing in bases else "functions"
                for clause in clauses_of(thing):
                    if not (inspect.isclass(thing) and thing in bases and thing not in entities):
                        found[clause][kind].append(
                            f"{module.__name__.removeprefix('qualitygov.')}.{name}"
                        )


def rules(found: Found, book: Rulebook) -> list[str]:
    """Note the rules by clause; return those that cite none."""
    bare = []
    for section, by_id in book.typed.items():
        for name, versions in by_id.items():
            entries = [entry for _, _, entry in versions if entry is not None]
            cited = {clause for entry in entries for clause in entry.clauses}
            if section == ClauseRule.section:
                continue
            if not cited:
                bare.append(f"{section}.{name}")
            for clause in cited:
                found[clause]["rules"].append(f"{section}.{name}")
    return bare


def _marks(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.clause":
            yield from (str(ast.literal_eval(argument)) for argument in node.args)


def tests(found: Found) -> None:
    """Note the test modules that show a clause."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for clause in sorted(set(_marks(ast.parse(path.read_text(encoding="utf-8"))))):
            found[clause]["tests"].append(str(path.relative_to(ROOT / "tests")))


def example(found: Found, book: Rulebook) -> None:
    """Note the tables of the example that carry the clause's entities, and the items of its assessment."""
    for table in tables():
        path = EXAMPLE / table.file
        filled = path.exists() and len(path.read_bytes().splitlines()) > 1
        for clause in {
            *clauses_of(table.entity),
            *(clauses_of(table.child[2]) if table.child is not None else ()),
        }:
            if filled:
                found[clause]["example"].append(table.file)
    sections = book.at(date(2016, 12, 31))._entries  # noqa: SLF001 - all sections at once
    for section in ("item", "target", "veto"):
        for name, entry in sections[section].items():
            for clause in entry.clauses:
                if section == "item" or f"item {name}" not in found[clause]["example"]:
                    found[clause]["example"].append(f"{section} {name}")


def coverage() -> tuple[Found, list[str], Mapping[str, ClauseRule]]:
    """Return what answers each clause, the rules that cite none, and the clauses."""
    book = load_rulebook("strong-town")
    found: Found = defaultdict(lambda: {column: [] for column in COLUMNS})
    code(found)
    bare = rules(found, book)
    tests(found)
    example(found, book)
    return found, bare, book.at(date(2016, 12, 31)).entries(ClauseRule)


def gaps(found: Found, known: Mapping[str, ClauseRule]) -> list[str]:
    """Return what is missing: a clause without one of the columns, or something that cites a clause there is not."""
    missing = [
        f"{clause}: no {column}"
        for clause in known
        for column in COLUMNS
        if not found[clause][column]
    ]
    return missing + [f"{clause}: no such clause" for clause in found if clause not in known]


def _cell(names: list[str], *, code_style: bool) -> str:
    unique = sorted(set(names))
    shown = [f"`{name}`" if code_style else name for name in unique[:MOST]]
    return ", ".join(shown) + (f" and {len(unique) - MOST} more" if len(unique) > MOST else "")


def page(found: Found, known: Mapping[str, ClauseRule]) -> str:
    """Return the text of the page."""
    rows = [
        "# Coverage of the opinion",
        "",
        "Made by `docs/coverage.py` from the code, the rulebook, the tests and the example; a test fails when a clause lacks one of them.",
    ]
    for clause, rule in sorted(known.items(), key=lambda pair: pair[0]):
        rows += ["", f"## {clause} {rule.label.en} ({rule.label.zh})", ""]
        rows += [
            f"- {TITLES[column]}: {_cell(found[clause][column], code_style=column not in ('tests', 'example'))}"
            for column in COLUMNS
        ]
    return "\n".join(rows) + "\n"


def main() -> int:
    """Write the page, or check it."""
    found, bare, known = coverage()
    missing = [*gaps(found, known), *(f"{name}: cites no clause" for name in bare)]
    text = page(found, known)
    if "--check" in sys.argv:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
            missing.append("docs/coverage.md is out of date: run python docs/coverage.py")
        print("\n".join(missing) or "coverage is complete and up to date")
        return bool(missing)
    PAGE.write_text(text, encoding="utf-8")
    print("\n".join(missing))
    return 0


if __name__ == "__main__":
    sys.exit(main())
