"""What a check of a folder leaves (核对结果): what was read, as plain tables, and what goes back.

``reading.json``; ``read/TABLE.csv`` for each table with rows; ``returned/`` with a copy of each
file in which a row was refused or kept for review, marked. ``.written.json`` has the digests of
these, so that the next check takes away what this one wrote, and nothing that is somebody's own.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import attrs

from qualitygov.errors import OutputError, reason_of
from qualitygov.interchange.canonical import canonical_csv
from qualitygov.interchange.catalogue import catalogue
from qualitygov.interchange.folder import CountyReading
from qualitygov.interchange.office.marked import Marked, marked_copies
from qualitygov.interchange.results import json_text
from qualitygov.interchange.runs import sha256_of, write_anew
from qualitygov.text import Text

READ, RETURNED, READING = "read", "returned", "reading.json"
RECORD, PART = ".written.json", ".check.part"
_LINK = Text("是链接", "it is a link")
_THEIRS = Text(
    "已有同名文件，不是本程序写的，或写出后有改动；请先移走再核对",
    "a file of that name is there that is not ours, or was changed since; move it away first",
)


@attrs.frozen
class Checked:
    """What was written (核对输出): the tables, and the files that go back to their offices."""

    tables: tuple[Path, ...]
    returned: tuple[Marked, ...]


def try_check(out: Path) -> None:
    """Make the folder and try to write there (试写); raises `OutputError` with what is in the way."""
    try:
        for name in (READ, RETURNED, PART):
            if (out / name).is_symlink():
                raise OutputError(str(out / name), _LINK)
        out.mkdir(parents=True, exist_ok=True)
        _begun(out).rmdir()
    except OSError as error:
        raise OutputError(str(out), reason_of(error)) from None


def _recorded(out: Path) -> Mapping[str, str]:
    """The files that the check before wrote, with their digests; none where nobody can say."""
    try:
        found = json.loads((out / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    good = isinstance(found, dict) and all(isinstance(one, str) for one in found.values())
    inside = good and not any(
        Path(name).is_absolute() or ".." in Path(name).parts for name in found
    )
    return found if inside else {}


def _begun(out: Path) -> Path:
    """A new folder in which everything is written before it is put in its place."""
    part = out / PART
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    return part


def write_check(reading: CountyReading, data: Path, out: Path) -> Checked:
    """Write what a check found (写出核对结果) to `out`; `data` holds the files that were read.

    What an earlier check wrote goes. What somebody else put there, or changed since, is his and
    stays; where a new file would have its name, nothing is written. Raises `OutputError`.
    """
    try:
        try_check(out)
        part = _begun(out)
        try:
            found = _written(reading, data, part)
            _placed(part, out)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise OutputError(str(out), reason_of(error)) from None
    return Checked(
        tuple(out / path.relative_to(part) for path in found.tables),
        tuple(attrs.evolve(one, path=out / one.path.relative_to(part)) for one in found.returned),
    )


def _placed(part: Path, out: Path) -> None:
    """Put what is new in the place of what the check before wrote."""
    ours = {
        name
        for name, digest in _recorded(out).items()
        if (out / name).is_file() and sha256_of(out / name) == digest
    }
    new = {path.relative_to(part).as_posix(): path for path in part.rglob("*") if path.is_file()}
    for name in new:
        if name not in ours and (out / name).exists():
            raise OutputError(str(out / name), _THEIRS)
    digests = {name: sha256_of(path) for name, path in sorted(new.items())}
    for name in ours:
        (out / name).unlink()
    for name, path in new.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        path.replace(out / name)
    back = out / RETURNED
    for folder in (*sorted(back.rglob("*"), reverse=True), back):  # the innermost first
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    write_anew(out / RECORD, json.dumps(digests, ensure_ascii=False, indent=1))


def _written(reading: CountyReading, data: Path, out: Path) -> Checked:
    tables = []
    (out / READ).mkdir()
    about = catalogue(reading.data.subjects)
    for name, table in reading.tables.items():
        if table.files:
            path = out / READ / f"{name}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                file.writelines(canonical_csv(about[name], table))
            tables.append(path)
    back = out / RETURNED
    returned = tuple(marked_copies(data, back, reading.refused, reading.review, reading.headers))
    (out / READING).write_text(json_text(reading.to_dict()), encoding="utf-8")
    return Checked(tuple(tables), returned)
