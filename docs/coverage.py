"""Write docs/coverage.md: what is reached for each clause when the main job runs on the example.

    python docs/coverage.py            # write the page
    python docs/coverage.py --check    # fail when it is out of date, or when a clause lacks something

The job is run and traced. A function counts for the clauses it is marked with
(`qualitygov.core.clauses`) only if it was called, an entity only if the example has rows of it. A
rule counts if it is in force in the year assessed, a test by its mark ``pytest.mark.clause``.
Clauses that are not built yet are listed apart and may have nothing reached.
"""

from __future__ import annotations

import ast
import contextlib
import cProfile
import importlib
import inspect
import pkgutil
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import CodeType
from typing import Any

import qualitygov
from qualitygov.core.clauses import clauses_of
from qualitygov.county import table_specs
from qualitygov.rulebook import Context, Rulebook, load_rulebook
from qualitygov.rulebook.model.clause import ClauseRule

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "coverage.md"
EXAMPLE = ROOT / "examples" / "county"
COLUMNS = ("reached", "rules", "tests", "example")
TITLES = {
    "reached": "reached",
    "rules": "rules",
    "tests": "tests",
    "example": "in the example",
}
MOST = 8
Found = Mapping[str, dict[str, list[str]]]


def run_traced() -> tuple[set[CodeType], Any]:
    """Run the main job on the example; return every code object that was called, and the data."""
    from qualitygov.cli import main  # noqa: PLC0415 - the command, imported before it is traced
    from qualitygov.interchange import read_county  # noqa: PLC0415 - as above

    watch = cProfile.Profile(subcalls=False, builtins=False)
    with tempfile.TemporaryDirectory() as out:
        arguments = ["assess", str(EXAMPLE), "--year", "2016", "--out", out]
        with (
            Path(out, "printed").open("w", encoding="utf-8") as printed,
            contextlib.redirect_stdout(printed),
        ):
            status = watch.runcall(main, arguments)
    if status:
        msg = f"the main job ended with {status}"
        raise SystemExit(msg)
    called = {entry.code for entry in watch.getstats() if isinstance(entry.code, CodeType)}
    return called, read_county(EXAMPLE).data


def modules() -> Iterator[Any]:
    """Yield every module of the package."""
    for info in pkgutil.walk_packages(qualitygov.__path__, "qualitygov."):
        if not info.name.startswith(
            ("qualitygov.__main__", "qualitygov.cli", "qualitygov.strategies")
        ):
            yield importlib.import_module(info.name)


def _codes(thing: Any) -> set[CodeType]:
    """The code objects of a function, or of the methods that a class itself defines."""
    if inspect.isclass(thing):
        made = {name for name in vars(thing) if name.startswith("__")}
        parts = [value for name, value in vars(thing).items() if name not in made]
        functions = [
            getattr(part, "fget", None) or getattr(part, "__func__", part) for part in parts
        ]
        functions += [getattr(part, "func", None) for part in parts]
    else:
        functions = [inspect.unwrap(thing)]
    return {function.__code__ for function in functions if inspect.isfunction(function)}


def marked() -> Iterator[tuple[str, Any]]:
    """Yield everything that is marked with clauses, under its own name."""
    for module in modules():
        for name, thing in vars(module).items():
            own = getattr(thing, "__module__", None) == module.__name__
            if own and not name.startswith("_") and clauses_of(thing):
                yield f"{module.__name__.removeprefix('qualitygov.')}.{name}", thing


def reached(found: Found, called: set[CodeType], data: Any) -> list[str]:
    """Note what was reached; return what is marked and was not."""
    rows = {spec.entity: len(data[spec]) for spec in table_specs()}
    for spec in table_specs():
        for child in spec.children:
            rows[child.entity] = sum(len(getattr(row, child.field)) for row in data[spec])
    bases = {base for entity in rows for base in entity.__mro__[1:]} - rows.keys()
    idle = []
    for name, thing in marked():
        if inspect.isclass(thing) and thing in bases:
            continue
        if rows.get(thing) if thing in rows else _codes(thing) & called:
            for clause in clauses_of(thing):
                found[clause]["reached"].append(name)
        else:
            idle.append(name)
    return sorted(idle)


def rules(found: Found, book: Rulebook) -> list[str]:
    """Note the rules by clause; return those that cite none."""
    bare = []
    for section, by_id in book.typed.items():
        if section == ClauseRule.section:
            continue
        for name, versions in by_id.items():
            cited = {c for _, _, entry in versions if entry is not None for c in entry.clauses}
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


def example(found: Found, book: Rulebook, data: Any) -> None:
    """Note the example's tables that carry the clause's entities, and the items of its year."""
    for spec in table_specs():
        children = (clause for child in spec.children for clause in clauses_of(child.entity))
        for clause in {*clauses_of(spec.entity), *children}:
            if len(data[spec]):
                found[clause]["example"].append(spec.file)
    entries = Context(book, as_of="2016-12-31").rules._entries  # noqa: SLF001 - all sections
    for section in ("item", "target", "veto"):
        for name, entry in entries[section].items():
            for clause in entry.clauses:
                if section == "item" or f"item {name}" not in found[clause]["example"]:
                    found[clause]["example"].append(f"{section} {name}")


def coverage() -> tuple[Found, list[str], list[str], Mapping[str, ClauseRule]]:
    """Return what answers each clause, rules that cite none, what is idle, and the clauses."""
    called, data = run_traced()
    book = load_rulebook("strong-town")
    found: Found = defaultdict(lambda: {column: [] for column in COLUMNS})
    idle = reached(found, called, data)
    bare = rules(found, book)
    tests(found)
    example(found, book, data)
    clauses = Context(book, as_of="2016-12-31").rules.entries(ClauseRule)
    return found, bare, idle, clauses


def gaps(found: Found, known: Mapping[str, ClauseRule]) -> list[str]:
    """Return what is missing, or cites a clause there is not."""
    missing = [
        f"{clause}: no {column}"
        for clause in known
        for column in COLUMNS
        if not found[clause][column]
    ]
    return missing + [f"{clause}: no such clause" for clause in found if clause not in known]


def shown_on(name: str) -> str | None:
    """Return a link to the page whose code calls this, None where there is no such page."""
    word = re.compile(rf"\b{name.rpartition('.')[2]}\(")
    for path in sorted((ROOT / "docs").glob("*.md")):
        blocks = re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
        if any(word.search(block) for block in blocks):
            return f"[{path.stem}]({path.name})"
    return None


def _cell(names: list[str], *, code_style: bool) -> str:
    unique = sorted(set(names))
    shown = [f"`{name}`" if code_style else name for name in unique[:MOST]]
    return ", ".join(shown) + (f" and {len(unique) - MOST} more" if len(unique) > MOST else "")


def page(found: Found, idle: list[str], known: Mapping[str, ClauseRule]) -> str:
    """Return the text of the page."""
    rows = [
        "# Coverage of the opinion",
        "",
        f"{len(known)} demands of the opinion are answered. `docs/coverage.py` runs the main job on",
        "the example county and notes what is reached. A test fails when a demand lacks a function, a",
        "rule, a test or a place in the example.",
    ]
    if idle:
        rows += ["", "## Not reached by the main job", ""]
        rows += [
            "These are for other programs to call. Each has its own tests and an example that runs:",
            "",
        ]
        rows += [f"- `{name}` ({shown_on(name) or 'no page'})" for name in idle]
    for clause, rule in sorted(known.items(), key=lambda pair: pair[0]):
        rows += ["", f"## {clause} {rule.label.en} ({rule.label.zh})", ""]
        for column in COLUMNS:
            cell = _cell(found[clause][column], code_style=column in ("reached", "rules"))
            rows.append(f"- {TITLES[column]}: {cell}")
    return "\n".join(rows) + "\n"


def main() -> int:
    """Write the page, or check it."""
    found, bare, idle, known = coverage()
    missing = [*gaps(found, known), *(f"{name}: cites no clause" for name in bare)]
    text = page(found, idle, known)
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
