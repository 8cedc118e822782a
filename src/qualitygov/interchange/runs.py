"""Runs (运行结果): what one assessment wrote, whole and never changed afterward.

``OUT/runs/ID/`` is one run; ``OUT/latest`` names the newest. A run is written beside, in a folder
whose name begins with a dot, and renamed when it is whole. Its ``manifest.json`` says by which
library, rules, calendar, time and input it was made, and has the SHA-256 of every other file.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import attrs

from qualitygov.core.version import __version__
from qualitygov.errors import InputError, OutputError, Problem, reason_of
from qualitygov.text import Text

FORMAT = 1
_ID = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{12}(-\d+)?")
MISSING = "run.missing"
MANIFEST, LATEST, RUNS = "manifest.json", "latest", "runs"
Pieces = Mapping[str, Callable[[], Iterable[str]]]
"""The files of a run: for each name, what gives its text, piece by piece."""


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file (文件摘要), in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def output(out: Path) -> Iterator[None]:
    """Try to write to a folder for results before the work begins (试写).

    The folder is made where it is not there; where the work then fails, nothing is left behind that
    was not there before. Raises `OutputError` that says what is in the way.
    """
    runs = out / RUNS
    made = [path for path in (runs, out, *out.parents) if not path.exists()]
    try:
        _try(out, runs)
        yield
    except BaseException:
        for path in made:  # the innermost first, and only what is empty
            with contextlib.suppress(OSError):
                path.rmdir()
        raise


def _check_latest(latest: Path) -> None:
    """Make sure that ``latest`` is ours, if it is there: nobody's own file is written over."""
    if latest.is_dir():
        raise OutputError(str(latest), Text("已有同名文件夹", "a folder of that name is there"))
    with contextlib.suppress(FileNotFoundError):
        if _ID.fullmatch(latest.read_text(encoding="utf-8", errors="replace").strip()) is None:
            raise OutputError(
                str(latest),
                Text(
                    "已有同名文件，且不是本程序写的", "a file of that name is there, and not ours"
                ),
            )


def _try(out: Path, runs: Path) -> None:
    try:
        runs.mkdir(parents=True, exist_ok=True)
        if runs.is_symlink():
            raise OutputError(
                str(runs), Text("是链接，结果不写到别处", "a link: results go nowhere else")
            )
        _check_latest(out / LATEST)
        for folder in (out, runs):
            probe = folder / f".{os.getpid()}.part"
            try:
                write_anew(probe, "")
            finally:
                probe.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(str(out), reason_of(error)) from None


def write_anew(path: Path, text: str) -> None:
    """Write a file in place of what is there (重新写出): no link that somebody planted is followed."""
    path.unlink(missing_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(text)


def _write(path: Path, pieces: Iterable[str]) -> str:
    """Write a file piece by piece; returns its SHA-256."""
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for piece in pieces:
            raw = piece.encode()
            digest.update(raw)
            file.write(raw)
    return digest.hexdigest()


def _settled(part: Path, runs: Path, name: str) -> str:
    """Rename a whole run to its own name, or find the same run there already."""
    manifest = Run(part).manifest()
    for at in count(1):
        run = name if at == 1 else f"{name}-{at}"
        try:
            part.rename(runs / run)
        except OSError:
            if not (runs / run).exists():
                raise
            if Run(runs / run).same_as(manifest):
                return run
        else:
            return run
    raise AssertionError


def write_run(out: Path, about: Mapping[str, Any], pieces: Pieces) -> Path:
    """Write one run and make it the newest (写出运行结果); returns its folder.

    `about` is what the manifest says of library, rules, time and input. The run's id is the day of
    evaluation with the beginning of the digest over `about`: the same question about the same
    input has the same id. A run that is there already with the same content is left as it is; with
    other content, the new one gets a number behind its id. Raises `OutputError`.
    """
    described = {"format": FORMAT, "library": __version__, **about}
    told = json.dumps(described, ensure_ascii=False, sort_keys=True)
    name = f"{about['as_of']}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"
    runs, mark = out / RUNS, f"{name}.{os.getpid()}.part"
    part = runs / f".{mark}"
    try:
        runs.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        try:
            files = {file: _write(part / file, make()) for file, make in pieces.items()}
            manifest = json.dumps({**described, "files": files}, ensure_ascii=False, indent=1)
            _write(part / MANIFEST, [manifest, "\n"])
            run = _settled(part, runs, name)
        finally:
            shutil.rmtree(part, ignore_errors=True)
        newest = out / f".{mark}"
        write_anew(newest, run + "\n")
        newest.replace(out / LATEST)
    except OSError as error:
        raise OutputError(str(out), reason_of(error)) from None
    return runs / run


def _damaged(path: Path, expected: Text, code: str = "run.damaged") -> InputError:
    return InputError([Problem(code, str(path), "", expected)])


@attrs.frozen(slots=False)
class Run:
    """One run that was written (运行结果), read as it is needed."""

    folder: Path

    @property
    def id(self) -> str:
        """The run's id."""
        return self.folder.name

    def manifest(self) -> Mapping[str, Any]:
        """Return what the manifest says (清单); raises `InputError` for one that cannot be used."""
        path = self.folder / MANIFEST
        try:
            found = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
            form, files = found["format"], found["files"]
        except (OSError, ValueError, KeyError, TypeError):
            expected = Text("不是完整的运行结果", "no manifest of a run that can be read")
            raise _damaged(path, expected) from None
        if form != FORMAT:
            expected = Text(
                f"结果格式为 {form}，本版本只能读取 {FORMAT}，请重新运行 qualitygov assess",
                f"results in format {form}, and this version reads {FORMAT};"
                " run qualitygov assess again",
            )
            raise _damaged(path, expected, "run.version")
        if not isinstance(files, dict):
            raise _damaged(path, Text("缺少文件清单", "the list of files is missing"))
        return dict(found)

    def path(self, name: str) -> Path:
        """Return where a file of the run is, checked against its digest (核对后的文件路径).

        Raises `InputError` for a file that is missing, or that was changed since.
        """
        path = self.folder / name
        try:
            same = sha256_of(path) == self.manifest()["files"].get(name)
        except OSError as error:
            raise _damaged(path, reason_of(error)) from None
        if not same:
            expected = Text(
                "与清单中的摘要不符，文件已被改动",
                "its digest is not the one in the manifest; the file was changed",
            )
            raise _damaged(path, expected)
        return path

    def document(self, name: str) -> Any:
        """Return a JSON document of the run with exact numbers (读取结果文档)."""
        return json.loads(self.path(name).read_text(encoding="utf-8"), parse_float=Decimal)

    def lines(self, name: str) -> Iterator[str]:
        """Yield the lines of a file of the run (逐行读取); nothing else is held in memory."""
        with self.path(name).open(encoding="utf-8") as file:
            yield from file

    def same_as(self, manifest: Mapping[str, Any]) -> bool:
        """Whether the run is whole and has this manifest (是否同一结果)."""
        try:
            return self.manifest() == manifest and self.whole()
        except InputError:
            return False

    def whole(self) -> bool:
        """Whether every file is there as it was written (结果是否完整)."""
        try:
            for name in self.manifest()["files"]:
                self.path(name)
        except InputError:
            return False
        return True


def open_run(where: Path) -> Run:
    """Return the run in a folder (打开运行结果): a run's own folder, or OUT, whose latest is meant.

    Raises `InputError` where there is none, of the code ``run.missing``.
    """
    if (where / MANIFEST).is_file():
        return Run(where)
    latest = where / LATEST
    try:
        name = latest.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        expected = Text(
            "此处没有结果，请先运行 qualitygov assess … --out",
            "no results here; run qualitygov assess … --out first",
        )
        raise _damaged(where, expected, MISSING) from None
    if not name or Path(name).name != name or not (where / RUNS / name / MANIFEST).is_file():
        expected = Text(
            f"所指的运行结果 {name} 不存在", f"it names the run {name}, which is not there"
        )
        raise _damaged(latest, expected, MISSING)
    return Run(where / RUNS / name)
