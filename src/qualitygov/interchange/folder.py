"""Reading a county's folder (读取县域数据文件夹).

A manifest and tables in, a `CountyData` and everything that was refused out.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from qualitygov.award.entities import AwardApplication
from qualitygov.award.score import assessment_problems
from qualitygov.award.status import award_problems
from qualitygov.blacklist.case import BlacklistCase
from qualitygov.codes.unit import UnitKey
from qualitygov.complaint.case import Complaint
from qualitygov.core.calendars import WorkCalendar
from qualitygov.county.data import CountyData, Table, Town, tables
from qualitygov.credit.entities import CreditRecord
from qualitygov.enterprise.entities import Enterprise
from qualitygov.enterprise.excellence import ExcellenceAssessment
from qualitygov.errors import InputError, Problem
from qualitygov.interchange.tables import Children, RowCheck, TableReading, read_table
from qualitygov.publication.entities import EnforcementCase
from qualitygov.publication.view import publication_problems
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.load import load_rulebook
from qualitygov.text import Text

__all__ = ["CountyReading", "FileCount", "read_county"]

Progress = Callable[[Text, int, int], None]
TABLES = tables()


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

    Data, rulebook, and all problems, none of which lost a good row.
    """

    data: CountyData
    rulebook: Rulebook
    files: tuple[FileCount, ...]
    problems: tuple[Problem, ...]

    @property
    def refusals(self) -> tuple[Problem, ...]:
        """The problems that refused a row."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that kept the row."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")


def _manifest(folder: Path) -> Mapping[str, Any]:
    path = folder / "county.toml"
    if not path.exists():
        expected = Text("县域文件夹应有 county.toml", "a county's folder has a county.toml")
        raise InputError([Problem("county.manifest", str(path), "", expected)])
    try:
        manifest = tomllib.loads(path.read_text(encoding="utf-8"))
        county = manifest["county"]
        found = {
            "code": str(county["code"]),
            "name": Text(county["name"]["zh"], county["name"]["en"]),
        }
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        expected = Text(
            "应有 [county]，含 code、name.zh、name.en",
            "expected [county] with code, name.zh and name.en",
        )
        raise InputError([Problem("county.manifest", path.name, str(error), expected)]) from None
    return {
        **found,
        "rulebook": manifest.get("rulebook", "strong-town"),
        "folder": manifest.get("data", "data"),
    }


def _read(folder: Path, table: Table, check: RowCheck, *, strict: bool) -> TableReading[Any]:
    path = folder / table.file
    if not path.exists():
        return TableReading(table.file, (), (), 0)
    children: tuple[Children, ...] = ()
    if table.child is not None and (folder / table.child[0]).exists():
        name, field, entity, key = table.child
        children = (Children(field, folder / name, entity, key),)
    return read_table(path, table.entity, strict=strict, children=children, check=check)


def _missing_files(folder: Path) -> list[Problem]:
    """One warning for all tables that are not there: a town alone has few of them."""
    missing = [table.file for table in TABLES if not (folder / table.file).exists()]
    expected = Text(
        f"{len(missing)} 个表不存在，按空表处理",
        f"{len(missing)} tables are not there, and taken as empty",
    )
    return (
        [Problem("county.file", folder.name, ", ".join(missing), expected, "warning")]
        if missing
        else []
    )


def _unknown_files(folder: Path) -> list[Problem]:
    known = {table.file for table in TABLES} | {
        table.child[0] for table in TABLES if table.child is not None
    }
    expected = Text("未识别的文件，未读入", "an unknown file, not read")
    return [
        Problem("county.file", path.name, "", expected, "warning")
        for path in sorted(folder.glob("*.csv"))
        if path.name not in known
    ]


def _checks(
    county: str, towns: set[str], rulebook: Rulebook, calendar: WorkCalendar | None
) -> RowCheck:
    """What a row must be besides well-formed: of this county, and a case's moves legal."""
    expected = Text("不是本县的乡镇", "not a town of this county")

    def of_county(row: Any) -> Iterator[Problem]:
        if isinstance(row, Town):
            if row.parent != county:
                yield Problem("county.town", "parent", row.parent, expected)
        elif getattr(row, "town", None) not in (None, *towns):
            yield Problem("county.town", "town", row.town, expected)
        if isinstance(row, (BlacklistCase, Complaint)):
            yield from row.problems(rulebook, calendar)
        if isinstance(row, AwardApplication):
            yield from award_problems(row, rulebook, calendar)
        if isinstance(row, ExcellenceAssessment):
            yield from assessment_problems(row, rulebook.at(row.assessed_on))
        if isinstance(row, EnforcementCase):
            yield from publication_problems(row, rulebook)

    return of_county


def _orphans(
    records: tuple[CreditRecord, ...], enterprises: tuple[Enterprise, ...], problems: list[Problem]
) -> None:
    known = {UnitKey.of(enterprise.code) for enterprise in enterprises}
    missing = Counter(
        record.subject for record in records if UnitKey.of(record.subject) not in known
    )
    for code, count in sorted(missing.items()):
        expected = Text(
            f"{count} 条记录的主体不在企业名录中，已保留",
            f"{count} records of a unit that is not among the enterprises, kept",
        )
        problems.append(
            Problem("county.orphan", "credit_records.csv:subject", code, expected, "warning")
        )


def read_county(
    folder: str | Path,
    *,
    rulebook: Rulebook | None = None,
    calendar: WorkCalendar | None = None,
    strict: bool = False,
    progress: Progress | None = None,
) -> CountyReading:
    """Read a county's folder (读取县域数据).

    ``county.toml``, its rulebook (unless another is given), and the tables in ``data/``.

    Every table is read to its end; rows that cannot be read are refused by file, line, field and
    reason, all others are kept. Raises `InputError` when the manifest cannot be read and
    `RulebookError` when the rulebook cannot be used.
    """
    root = Path(folder)
    manifest = _manifest(root)
    if rulebook is None:
        book = str(manifest["rulebook"])
        rulebook = load_rulebook(root / book if book.endswith(".toml") else book)
    data = root / manifest["folder"]
    problems: list[Problem] = []
    readings: dict[str, TableReading[Any]] = {}
    towns: set[str] = set()
    for at, table in enumerate(TABLES):
        if progress is not None:
            progress(Text(f"读取 {table.file}", f"reading {table.file}"), at, len(TABLES))
        check = _checks(manifest["code"], towns, rulebook, calendar)
        reading = readings[table.field] = _read(data, table, check, strict=strict)
        problems += reading.problems
        if table.entity is Town:
            towns = {town.code for town in reading.rows}
    problems += _missing_files(data)
    problems += _unknown_files(data)
    kept = {field: reading.rows for field, reading in readings.items()}
    _orphans(kept["records"], kept["enterprises"], problems)
    files = tuple(
        FileCount(t.file, r.read, r.refused, len(r.warnings))
        for t, r in zip(TABLES, readings.values(), strict=True)
    )
    return CountyReading(
        CountyData(id=manifest["code"], name=manifest["name"], **kept),
        rulebook,
        files,
        tuple(problems),
    )
