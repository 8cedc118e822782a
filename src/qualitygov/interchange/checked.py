"""What a check of a folder leaves (核对结果): what was read, as plain tables, and what goes back.

``reading.json``; ``read/TABLE.csv`` for each table with rows; ``returned/`` with a copy of each
file in which a row was refused or kept for review, marked.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import attrs

from qualitygov.errors import OutputError
from qualitygov.interchange.canonical import canonical_csv
from qualitygov.interchange.catalogue import catalogue
from qualitygov.interchange.folder import CountyReading
from qualitygov.interchange.office.marked import Marked, marked_copies
from qualitygov.interchange.results import json_text
from qualitygov.interchange.runs import reason_of
from qualitygov.text import Text

READ, RETURNED, READING = "read", "returned", "reading.json"


@attrs.frozen
class Checked:
    """What was written (核对输出): the tables, and the files that go back to their offices."""

    tables: tuple[Path, ...]
    returned: tuple[Marked, ...]


def try_check(out: Path) -> None:
    """Make the folder and try to write there (试写); raises `OutputError` with what is in the way."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".check.part"
        probe.write_text("", encoding="utf-8")
        probe.unlink()
    except OSError as error:
        raise OutputError(str(out), reason_of(error)) from None


def _fresh(folder: Path) -> Path:
    """A folder of an earlier check made anew: nothing old stays beside what is new."""
    if folder.is_symlink():
        raise OutputError(str(folder), Text("是链接", "it is a link"))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def write_check(reading: CountyReading, data: Path, out: Path) -> Checked:
    """Write what a check found (写出核对结果) to `out`; `data` holds the files that were read.

    Raises `OutputError`.
    """
    try:
        return _written(reading, data, out)
    except OSError as error:
        raise OutputError(str(out), reason_of(error)) from None


def _written(reading: CountyReading, data: Path, out: Path) -> Checked:
    tables = []
    folder = _fresh(out / READ)
    about = catalogue(reading.data.subjects)
    for name, table in reading.tables.items():
        if table.files:
            path = folder / f"{name}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                file.writelines(canonical_csv(about[name], table))
            tables.append(path)
    back = _fresh(out / RETURNED)
    returned = tuple(marked_copies(data, back, reading.refused, reading.review, reading.headers))
    if not returned:
        back.rmdir()
    (out / READING).write_text(json_text(reading.to_dict()), encoding="utf-8")
    return Checked(tuple(tables), returned)
