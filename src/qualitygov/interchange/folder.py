"""Reading a county's folder (读取县域数据文件夹).

A manifest and tables in, a `CountyData` and everything that was refused out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import WorkCalendar
from qualitygov.county.data import CountyData
from qualitygov.county.subjects import SUBJECTS
from qualitygov.errors import Problem
from qualitygov.interchange.manifest import read_manifest
from qualitygov.interchange.tables import Children, RowCheck, TableReading, read_table
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.load import load_rulebook
from qualitygov.rulebook.model.duty import Profile
from qualitygov.subject import Subject, TableSpec, Town, Unread, row_problems
from qualitygov.text import Text

Progress = Callable[[Text, int, int], None]


@attrs.frozen
class FileCount:
    """How many rows of a file were read, refused and warned of (读取统计)."""

    file: str
    read: int
    refused: int
    warned: int


@attrs.frozen
class CountyReading:
    """What was read of a county's folder (县域读取结果).

    Data, rulebook, and all problems, none of which lost a good row. `profile` is the one that the
    county's manifest names, if it does.
    """

    data: CountyData
    rulebook: Rulebook
    files: tuple[FileCount, ...]
    problems: tuple[Problem, ...]
    profile: Profile | None = None

    @property
    def refusals(self) -> tuple[Problem, ...]:
        """The problems that refused a row."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that kept the row."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")


def _read(
    folder: Path, spec: TableSpec[Any], check: RowCheck, *, strict: bool
) -> TableReading[Any]:
    path = folder / spec.file
    if not path.exists():
        return TableReading(spec.file, (), (), 0)
    children = tuple(
        Children(child.field, folder / child.file, child.entity, child.key)
        for child in spec.children
        if (folder / child.file).exists()
    )
    return read_table(path, spec.entity, strict=strict, children=children, check=check)


def _unread(spec: TableSpec[Any], reading: TableReading[Any], towns: set[str]) -> Iterator[Unread]:
    """What of a table could not be read, and whose it is, as far as its cells say it."""
    if not reading.usable:
        yield Unread(table=spec.name)
    for row in reading.lost:
        town = row.plain.get(spec.town) if spec.town is not None else None
        unit = row.plain.get(spec.unit) if spec.unit is not None else None
        yield Unread(
            table=spec.name,
            town=str(town) if town in towns else None,
            unit=str(unit) if unit is not None else None,
            row=row.line,
            cells={name: str(value) for name, value in row.plain.items() if value is not None},
        )


def _missing_files(folder: Path, specs: Sequence[TableSpec[Any]]) -> Iterator[Problem]:
    """One warning for all tables that are not there: a town alone has few of them."""
    missing = [spec.file for spec in specs if not (folder / spec.file).exists()]
    if missing:
        expected = Text(
            f"{len(missing)} 个表不存在，按空表处理",
            f"{len(missing)} tables are not there, and taken as empty",
        )
        yield Problem("county.file", folder.name, ", ".join(missing), expected, "warning")


def _unknown_files(folder: Path, specs: Sequence[TableSpec[Any]]) -> Iterator[Problem]:
    known = {spec.file for spec in specs}
    known |= {child.file for spec in specs for child in spec.children}
    expected = Text("未识别的文件，未读入", "an unknown file, not read")
    for path in sorted(folder.glob("*.csv")):
        if path.name not in known:
            yield Problem("county.file", path.name, "", expected, "warning")


def _checks(
    county: str, towns: set[str], subjects: Sequence[Subject], context: Context
) -> RowCheck:
    """What a row must be besides well-formed: of this county, and what its subject asks."""
    expected = Text("不是本县的乡镇", "not a town of this county")

    def of_county(row: Any) -> Iterator[Problem]:
        if isinstance(row, Town):
            if row.parent != county:
                yield Problem("county.town", "parent", row.parent, expected)
        elif getattr(row, "town", None) not in (None, *towns):
            yield Problem("county.town", "town", row.town, expected)
        yield from row_problems(row, context, subjects)

    return of_county


def _orphans(data: CountyData) -> Iterator[Problem]:
    """Records of units that are not among the enterprises: kept, and named."""
    known = {UnitKey.of(enterprise.code) for enterprise in data.enterprises}
    missing = Counter(
        record.subject for record in data.records if UnitKey.of(record.subject) not in known
    )
    for code, count in sorted(missing.items()):
        expected = Text(
            f"{count} 条记录的主体不在企业名录中，已保留",
            f"{count} records of a unit that is not among the enterprises, kept",
        )
        yield Problem("county.orphan", "credit_records.csv:subject", code, expected, "warning")


def _rulebook(root: Path, name: str) -> Rulebook:
    return load_rulebook(root / name if name.endswith(".toml") else name)


def read_county(
    folder: str | Path,
    *,
    rulebook: Rulebook | None = None,
    calendar: WorkCalendar | None = None,
    strict: bool = False,
    subjects: Sequence[Subject] = SUBJECTS,
    progress: Progress | None = None,
) -> CountyReading:
    """Read a county's folder (读取县域数据): ``county.toml``, its rulebook and its tables.

    `rulebook` is used instead of the county's own, `subjects` say which tables there are. Every
    table is read to its end; rows that cannot be read are refused by file, line, field and reason,
    all others are kept. Raises `InputError` when the manifest cannot be read and `RulebookError`
    when the rulebook cannot be used.
    """
    root = Path(folder)
    manifest = read_manifest(root)
    book = rulebook or _rulebook(root, manifest.rulebook)
    context = Context.of_reading(book, calendar=calendar)
    data = manifest.data
    specs = [spec for subject in subjects for spec in subject.tables]
    problems: list[Problem] = []
    readings: dict[str, TableReading[Any]] = {}
    towns: set[str] = set()
    for at, spec in enumerate(specs):
        if progress is not None:
            progress(Text(f"读取 {spec.file}", f"reading {spec.file}"), at, len(specs))
        check = _checks(manifest.code, towns, subjects, context)
        reading = readings[spec.name] = _read(data, spec, check, strict=strict)
        problems += reading.problems
        if spec.entity is Town:
            towns = {town.code for town in reading.rows}
    problems += _missing_files(data, specs)
    problems += _unknown_files(data, specs)
    rows = {name: reading.rows for name, reading in readings.items()}
    unread = [one for spec in specs for one in _unread(spec, readings[spec.name], towns)]
    county = CountyData(
        id=manifest.code, name=manifest.name, subjects=subjects, unread=unread, **rows
    )
    problems += _orphans(county)
    files = tuple(
        FileCount(spec.file, one.read, one.refused, len(one.warnings))
        for spec, one in zip(specs, readings.values(), strict=True)
    )
    return CountyReading(county, book, files, tuple(problems), manifest.profile)
