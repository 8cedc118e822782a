"""Mutation testing (变异测试): change one thing in a module, and see whether its tests notice.

    python tools/mutate.py --seed 7 --sample 6                 # six mutants of each room below
    python tools/mutate.py src/qualitygov/safety/states.py --sample 0   # every mutant of one module

A mutant is a copy of the library in which one comparison, number, ``and``, ``not``, ``min``,
truth value, result or statement is another. The tests of the module's own folder run on it, and
stop at the first that fails. A mutant with which all of them pass survives: a hole in the tests,
or a change that changes nothing. Survivors are printed as a diff. The same seed draws the same
mutants; ``--sample 0`` takes all. Two run at a time (``--jobs``), each in a folder of its own, so
nothing in the repository is touched. Ends with 1 where any survived.

Notes, labels and annotations are not mutated, nor is what only names a thing for the report.
"""

from __future__ import annotations

import argparse
import ast
import concurrent.futures
import difflib
import os
import queue
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "qualitygov"
TOO_LONG = 180  # seconds; a mutant that runs for ever was noticed

ROOMS: dict[str, tuple[str, ...]] = {
    "assessment": ("tests/assessment",),
    "county": ("tests/county",),
    "subject": ("tests/subject",),
    "core/knowledge.py": ("tests/core",),
    "core/period.py": ("tests/core",),
    "rulebook/context.py": ("tests/rulebook",),
    "complaint": ("tests/complaint",),
    "safety": ("tests/safety",),
    "supervision": ("tests/supervision",),
    "access": ("tests/access",),
    "engineering": ("tests/engineering",),
    "inspection/states.py": ("tests/inspection",),
    "award": ("tests/award",),
}
"""What is mutated, and the tests that have to notice."""

SWAPS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ENDS = {"min": "max", "max": "min", "any": "all", "all": "any"}
FOR_SHOW = frozenset({"order", "most", "eq", "repr", "slots", "kw_only", "frozen", "stacklevel"})
"""Keywords that place a thing in the report, or that attrs takes."""


Route = tuple[tuple[str, int | None], ...]
"""The way from a module to a place in it: fields, and positions in lists."""


@dataclass(frozen=True)
class Mutant:
    """One change of one module (变异体)."""

    module: Path
    plain: str
    tests: tuple[str, ...]
    path: Route
    line: int
    what: str
    change: Callable[[ast.AST], ast.AST]

    @property
    def source(self) -> str:
        """The module with the change."""
        return _changed(ast.parse(self.plain), self.path, self.change)

    def diff(self) -> str:
        """The change, as the lines that differ."""
        plain = ast.unparse(ast.parse(self.plain))
        lines = difflib.unified_diff(plain.splitlines(), self.source.splitlines(), n=1, lineterm="")
        return "\n".join("    " + line for line in list(lines)[3:])


Change = tuple[str, Callable[[ast.AST], ast.AST]]


def _compared(node: ast.AST, at: int) -> ast.AST:
    assert isinstance(node, ast.Compare)
    node.ops[at] = SWAPS[type(node.ops[at])]()
    return node


def _plus(node: ast.AST, number: int) -> ast.AST:
    assert isinstance(node, ast.Constant)
    node.value += number
    return node


def _other_way(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.BoolOp)
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    return node


def _renamed(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Call)
    assert isinstance(node.func, ast.Name)
    node.func.id = ENDS[node.func.id]
    return node


def _negated(node: ast.AST) -> ast.AST:
    assert isinstance(node, (ast.If, ast.IfExp))
    node.test = ast.UnaryOp(op=ast.Not(), operand=node.test)
    return node


def _of_expression(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Compare():
            for at, op in enumerate(node.ops):
                name = f"{type(op).__name__} → {SWAPS[type(op)].__name__}"
                yield name, lambda new, at=at: _compared(new, at)  # type: ignore[misc]
        case ast.Constant(value=bool()):
            yield f"{node.value} → {not node.value}", lambda _: ast.Constant(not node.value)
        case ast.Constant(value=int()):
            yield f"{node.value} + 1", lambda new: _plus(new, 1)
            yield f"{node.value} - 1", lambda new: _plus(new, -1)
        case ast.BoolOp():
            yield "and ↔ or", _other_way
        case ast.UnaryOp(op=ast.Not()):
            yield "not x → x", lambda new: new.operand  # type: ignore[attr-defined]
        case ast.Call(func=ast.Name(id=name)) if name in ENDS:
            yield f"{name} → {ENDS[name]}", _renamed
        case ast.IfExp(test=ast.Name() | ast.Attribute() | ast.Call()):
            yield "if x → if not x", _negated


def _of_statement(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield "return None", lambda _: ast.Return(ast.Constant(None))
        case ast.If(test=ast.Name() | ast.Attribute() | ast.Call()):
            yield "if x → if not x", _negated
    match node:
        case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Raise() | ast.Continue():
            yield "dropped", lambda _: ast.Pass()
        case ast.If(orelse=[]):
            yield "dropped", lambda _: ast.Pass()


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _children(node: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    """What of a node may be mutated, with where it stands in it."""
    if isinstance(node, (ast.Assert, ast.JoinedStr)):
        return
    skipped = {"decorator_list", "annotation", "returns", "args", "keywords"}
    if isinstance(node, ast.Call):
        skipped = set()
    for name, value in ast.iter_fields(node):
        if name in skipped:
            continue
        for at, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            named = isinstance(child, ast.keyword) and child.arg in FOR_SHOW
            if isinstance(child, ast.AST) and not named:
                yield name, at, child


def _places(node: ast.AST, path: Route = ()) -> Iterator[tuple[Route, ast.AST]]:
    for name, at, child in _children(node):
        here = (*path, (name, at))
        yield here, child
        yield from _places(child, here)


def _changed(tree: ast.Module, path: Route, change: Callable[[ast.AST], ast.AST]) -> str:
    parent: ast.AST = tree
    for name, at in path[:-1]:
        held = getattr(parent, name)
        parent = held if at is None else held[at]
    name, at = path[-1]
    held = getattr(parent, name)
    if at is None:
        setattr(parent, name, change(held))
    else:
        held[at] = change(held[at])
    return ast.unparse(ast.fix_missing_locations(tree))


def mutants_of(module: Path, tests: tuple[str, ...]) -> Iterator[Mutant]:
    """Yield every mutant of a module (全部变异体), in the order of its lines."""
    plain = module.read_text(encoding="utf-8")
    for path, node in _places(ast.parse(plain)):
        line = getattr(node, "lineno", 0)
        for what, change in (*_of_expression(node), *_of_statement(node)):
            yield Mutant(module, plain, tests, path, line, what, change)


def survives(mutant: Mutant, folder: Path) -> bool:
    """Whether all tests of the mutant's folder pass with it (是否存活)."""
    target = folder / "qualitygov" / mutant.module.relative_to(PACKAGE)
    plain = target.read_bytes()
    for stale in target.parent.glob(f"__pycache__/{target.stem}.*.pyc"):
        stale.unlink()
    target.write_text(mutant.source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    command += ["--basetemp", str(folder / "tmp")]
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [*command, *mutant.tests],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            timeout=TOO_LONG,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    finally:
        target.write_bytes(plain)
    return done.returncode == 0


def _drawn(arguments: argparse.Namespace) -> list[Mutant]:
    """The mutants to run: of each room or module as many as asked for, drawn by the seed."""
    rooms = dict(ROOMS)
    if arguments.modules:
        rooms = {
            str(Path(name).resolve().relative_to(PACKAGE)): tuple(arguments.tests)
            for name in arguments.modules
        }
    found: list[Mutant] = []
    for name, tests in rooms.items():
        path = PACKAGE / name
        files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        beside = tests or (f"tests/{Path(name).parts[0]}",)
        own = [mutant for file in files for mutant in mutants_of(file, beside)]
        if arguments.sample and arguments.sample < len(own):
            own = random.Random(f"{arguments.seed}/{name}").sample(own, arguments.sample)  # noqa: S311
        found += own
    return found


def _run(mutants: list[Mutant], jobs: int) -> list[Mutant]:
    """Run mutants, some at a time; returns the survivors."""
    survivors = []
    with tempfile.TemporaryDirectory() as scratch:
        folders: queue.Queue[Path] = queue.Queue()
        for number in range(jobs):
            folder = Path(scratch) / str(number)
            shutil.copytree(PACKAGE, folder / "qualitygov")
            folders.put(folder)

        def one(mutant: Mutant) -> bool:
            folder = folders.get()
            try:
                return survives(mutant, folder)
            finally:
                folders.put(folder)

        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            for mutant, alive in zip(mutants, pool.map(one, mutants), strict=True):
                place = f"{mutant.module.relative_to(PACKAGE)}:{mutant.line}"
                print(f"{'SURVIVED' if alive else 'noticed '}  {place}  {mutant.what}", flush=True)
                if alive:
                    print(mutant.diff(), flush=True)
                    survivors.append(mutant)
    return survivors


def main() -> int:
    """Draw mutants, run them, say which survived."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("modules", nargs="*", help="modules to mutate instead of the rooms")
    parser.add_argument("--tests", nargs="*", default=(), help="tests to run instead")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--sample", type=int, default=10, help="mutants of each room; 0 for all")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    begun = time.monotonic()
    mutants = _drawn(arguments)
    survivors = _run(mutants, arguments.jobs)
    took = round(time.monotonic() - begun)
    print(f"{len(mutants)} mutants, {len(survivors)} survived, seed {arguments.seed}, {took} s")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
