"""Reading a county's folder (读取县域数据文件夹).

A manifest and files of offices in any form in, a `CountyData` and everything that was told out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import WorkCalendar
from qualitygov.core.given import of_type, path_of, rows_of
from qualitygov.county.data import CountyData
from qualitygov.county.subjects import SUBJECTS
from qualitygov.errors import FieldError
from qualitygov.interchange.assigning import Assigner
from qualitygov.interchange.catalogue import catalogue
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.forms.fields import form_problems
from qualitygov.interchange.forms.read import FILE as MAPPING
from qualitygov.interchange.forms.read import Query, mapping_of, shipped
from qualitygov.interchange.joined import ORPHANED
from qualitygov.interchange.manifest import Manifest, read_manifest, rulebook_of
from qualitygov.interchange.rows import row_check
from qualitygov.interchange.sheets import Failure, Sheet, readable, sheets_of, sql_sheet
from qualitygov.interchange.tables import Lost, Place, TableReading
from qualitygov.interchange.told import ReadingTold, TableTold
from qualitygov.interchange.whole import Reading, read_all
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.context import Context
from qualitygov.subject import Subject, TableSpec, Unread
from qualitygov.text import Text

Progress = Callable[[Text, int, int], None]


@attrs.frozen(kw_only=True)
class CountyReading:
    """What was read of a county's folder (县域读取结果).

    Data, rulebook, and everything that was told, none of which lost a good row. `tables` has each
    table by the name of its file. `file_errors` are files, or columns of some, that could not be
    read; `named` files and sheets of no table; `unknown_columns` columns that nobody reads; `told`
    what changes nothing. `headers` has the row of the header of each sheet that was read, by file
    and sheet. `manifest` says of which county the folder is.
    """

    manifest: Manifest
    data: CountyData
    rulebook: Rulebook
    tables: Mapping[str, TableReading[Any]]
    file_errors: tuple[Entry, ...] = ()
    named: tuple[Entry, ...] = ()
    unknown_columns: tuple[Entry, ...] = ()
    told: tuple[Entry, ...] = ()
    headers: Mapping[tuple[str, str | None], int] = attrs.field(factory=dict, repr=False)

    @property
    def refused(self) -> tuple[Entry, ...]:
        """What refused a row, of all tables (拒收)."""
        return tuple(entry for table in self.tables.values() for entry in table.refused)

    @property
    def review(self) -> tuple[Entry, ...]:
        """What a person must decide, of all tables (待核)."""
        return tuple(entry for table in self.tables.values() for entry in table.review)

    @property
    def whole(self) -> bool:
        """Whether everything could be read (是否全部读入): nothing refused, kept aside or unread."""
        return not (self.refused or self.review or self.file_errors)

    @property
    def what_it_told(self) -> ReadingTold:
        """What the reading told, without the data (读取情况); it reads back from its plain form."""
        tables = {
            name: TableTold(
                files=table.files,
                read=table.read,
                refused=table.refused,
                review=table.review,
                ignored=table.ignored,
            )
            for name, table in self.tables.items()
        }
        return ReadingTold(
            tables=tables,
            file_errors=self.file_errors,
            named=self.named,
            unknown_columns=self.unknown_columns,
            told=self.told,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return what it told as plain data, as ``reading.json`` has it (读取情况).

        `ReadingTold.from_dict` reads it back; the data and the rulebook are not in it.
        """
        return self.what_it_told.to_dict()


# Which files there are


A_FOLDER = Text("是文件夹，不是文件", "a folder, and no file")
_COPY = re.compile(r"(.*?)\s*[(（](\d+)[)）]|(.*?)\s*-\s*副本.*")


def _order(path: Path) -> tuple[str, int, str]:
    """Copies of a file come after it: what it says counts first."""
    found = _COPY.fullmatch(path.stem)
    if found is None:
        return path.with_suffix("").as_posix(), 0, path.suffix
    stem = found[1] if found[1] is not None else found[3]
    return path.with_name(stem).as_posix(), int(found[2] or 1), path.suffix


def _paths(folder: Path) -> list[Path]:
    """All files but a mapping; and folders with the name of a file, which are none."""
    found = (path for path in folder.rglob("*") if path.is_file() or readable(path))
    return sorted((path for path in found if path != folder / MAPPING), key=_order)


def _assign(
    assigner: Assigner, folder: Path, sheets: Sequence[Sheet], progress: Progress | None
) -> None:
    """Find the table of every file in a folder, and of sheets that are in memory already."""
    paths = _paths(folder)
    for at, path in enumerate(paths):
        file = path.relative_to(folder).as_posix()
        if progress is not None:
            progress(Text(f"读取 {file}", f"reading {file}"), at, len(paths))
        if not readable(path):
            assigner.of_another_format(file)
            continue
        if path.is_dir():
            assigner.unreadable(file, "file.folder", A_FOLDER)
            continue
        found = sheets_of(path, file, assigner.is_name)
        if isinstance(found, Failure):
            assigner.unreadable(file, found.code, found.reason)
            continue
        assigner.take_file(file, found)
    for sheet in sheets:
        assigner.take_file(sheet.file, [sheet])


def _asked(assigner: Assigner, queries: Sequence[Query]) -> Iterator[Sheet]:
    """The answers of the queries; one that fails is an error like a file that cannot be read."""
    for query in queries:
        try:
            yield sql_sheet(query.url, query.query, query.name)
        except FieldError as error:
            assigner.unreadable(query.name, error.code, error.text)


# What it makes


SEVERAL = 3
"""So many rows at least tell that a column, and not one cell of it, is wrong."""


def _unread(specs: Sequence[TableSpec[Any]], reading: Reading, towns: set[str]) -> Iterator[Unread]:
    """What could not be read, and whose it is, as far as its cells say it."""
    for spec in specs:
        names = [spec.file, *(child.file for child in spec.children)]
        own = [reading.tables[name.removesuffix(".csv")] for name in names]
        if any(not table.usable or _column_lost(table) for table in own):
            yield Unread(table=spec.name)
        kept = {_key_of(row) for row in own[0].rows} if own[0].lost else set()
        for row in own[0].lost:
            key = row.plain.get("id", row.plain.get("code"))
            name = None if key is None or str(key) in kept else str(key)
            there = _children_of(name, row, spec, own[1:])
            yield _lost(spec, row, towns, there)
        for table in own[1:]:
            yield from _orphaned(spec, table)


def _orphaned(spec: TableSpec[Any], table: TableReading[Any]) -> Iterator[Unread]:
    """Child rows without their own row: all that name one key may belong to one row."""
    among = {(row.file, row.sheet, row.row): row.among for row in table.lost}
    orphans: dict[Any, list[Entry]] = {}
    for entry in table.refused:
        if entry.code == ORPHANED and entry.row is not None:
            place = entry.file, entry.sheet, entry.row
            orphans.setdefault(entry.found or place, []).append(entry)
    for own in sorted(orphans.values(), key=lambda some: (some[0].row, some[0].file)):
        units = (among.get((one.file, one.sheet, one.row), ()) for one in own)
        yield Unread(
            table=spec.name,
            file=own[0].file,
            sheet=own[0].sheet,
            row=own[0].row,
            parent=False,
            among=tuple(dict.fromkeys(chain.from_iterable(units))),
        )


def _column_lost(table: TableReading[Any]) -> bool:
    """Whether a sheet lost all its rows by one column: the column could not be read, not a row."""
    there = {(place.file, place.sheet) for place in table.places}
    lost: dict[tuple[str, str | None], set[int | None]] = {}
    for row in table.lost:
        if (row.file, row.sheet) not in there:
            lost.setdefault((row.file, row.sheet), set()).add(row.row)
    by_column: dict[tuple[Any, ...], set[int | None]] = {}
    for one in table.refused:
        if one.column or one.field:
            key = one.file, one.sheet, one.column, one.field, one.code
            by_column.setdefault(key, set()).add(one.row)
    return any(
        len(rows := lost.get(key[:2], set())) >= SEVERAL and rows <= by_column[key]
        for key in by_column
    )


def _key_of(row: Any) -> str:
    return str(getattr(row, "id", getattr(row, "code", "")))


def _children_of(
    key: str | None, own: Lost, spec: TableSpec[Any], children: Sequence[TableReading[Any]]
) -> Mapping[str, int]:
    """How many rows of each child table belong to a row that was refused, and went with it.

    They name its `key`, None where that is another's, or stand beside it.
    """

    def is_of(row: Lost) -> bool:
        if row.beside is not None:
            return (row.file, row.sheet, row.beside) == (own.file, own.sheet, own.row)
        return key is not None and row.parent == key

    named = {
        child.name: sum(key is not None and place.parent == key for place in read.places)
        + sum(map(is_of, read.lost))
        for child, read in zip(spec.children, children, strict=True)
    }
    return {name: count for name, count in named.items() if count}


def _lost(spec: TableSpec[Any], row: Lost, towns: set[str], children: Mapping[str, int]) -> Unread:
    plain = row.plain
    town = plain.get(spec.town) if spec.town is not None else None
    unit = plain.get(spec.unit) if spec.unit is not None else None
    others = [str(plain[party]) for party in spec.parties if plain.get(party) is not None]
    return Unread(
        table=spec.name,
        town=str(town) if town in towns else None,
        unit=str(unit) if unit is not None and not row.nobody else None,
        among=tuple(dict.fromkeys((*row.among, *others))),
        file=row.file,
        sheet=row.sheet,
        row=row.row,
        children=children,
        cells={name: str(value) for name, value in plain.items() if value is not None},
    )


def _orphans(data: CountyData, reading: Reading) -> Iterator[Entry]:
    """Records of units that are not among the enterprises: kept, and named, each unit once."""
    known = {UnitKey.of(enterprise.code) for enterprise in data.enterprises}
    missing = Counter(
        record.subject for record in data.records if UnitKey.of(record.subject) not in known
    )
    table = reading.tables["credit_records"]
    first: dict[str, Place] = {}
    for record, place in zip(table.rows, table.places, strict=True):
        first.setdefault(record.subject, place)
    for code, count in sorted(missing.items()):
        at = first[code]
        expected = Text(
            f"{count} 条记录的主体不在企业名录中，已保留",
            f"{count} records of a unit that is not among the enterprises, kept",
        )
        yield Entry(
            code="county.orphan",
            file=at.file,
            sheet=at.sheet,
            row=at.row,
            field="subject",
            label=Text("主体代码", "unit code"),
            found=code,
            expected=expected,
        )


SOME = 6
"""So many tables that are not there are named; ``check`` names them all, with what they decide."""


def _absent(specs: Sequence[TableSpec[Any]], reading: Reading) -> Iterator[Entry]:
    """One entry for all tables that are not there: a town alone has few of them."""
    missing = [spec for spec in specs if not reading.tables[spec.file.removesuffix(".csv")].files]
    if missing:
        zh = "、".join(spec.label.zh for spec in missing[:SOME])
        en = ", ".join(spec.file for spec in missing[:SOME])
        more = Text("等", ", …") if len(missing) > SOME else Text("", "")
        expected = Text(
            f"没有 {len(missing)} 个表（{zh}{more.zh}），所涉事项按未报送处理",
            f"{len(missing)} tables are not there: what rests on them is not reported "
            f"({en}{more.en})",
        )
        yield Entry(code="county.absent", file="data", expected=expected)


def _basis(
    root: Path, manifest: Manifest | None, rulebook: Rulebook | None
) -> tuple[Manifest, Rulebook]:
    """The manifest and the rulebook that are given, or the county's own."""
    if rulebook is not None:
        of_type(rulebook, Rulebook, "rulebook")
    own = read_manifest(root) if manifest is None else of_type(manifest, Manifest, "manifest")
    return own, rulebook or rulebook_of(root, own)


def read_county(
    folder: str | Path,
    *,
    manifest: Manifest | None = None,
    rulebook: Rulebook | None = None,
    calendar: WorkCalendar | None = None,
    strict: bool = False,
    subjects: Sequence[Subject] = SUBJECTS,
    sheets: Sequence[Sheet] = (),
    progress: Progress | None = None,
) -> CountyReading:
    """Read a county's folder (读取县域数据): ``county.toml``, its rulebook, and the files of its data.

    Files may be of any form that offices hand over: see the page on office files. `sheets` are
    tables in memory that are read like files of their names; `rulebook` is used instead of the
    county's own, `subjects` say which tables there are. A folder of files alone, without a
    ``county.toml``, needs the `manifest` of its county: see `read_manifest`. Every file is read to
    its end; rows that cannot be read are refused by file, row, column and reason, all others are
    kept. Raises `InputError` when the manifest or the mapping cannot be read and `RulebookError`
    when the rulebook cannot be used.
    """
    root, subjects = path_of(folder, "folder"), tuple(rows_of(subjects, Subject, "subjects"))
    manifest, book = _basis(root, manifest, rulebook)
    context = Context.of_reading(book, calendar=calendar)
    tables = catalogue(subjects)
    mapped = mapping_of(root / MAPPING, lambda forms: form_problems(forms, tables))
    assigner = Assigner(tables, (*mapped.forms, *shipped()))
    asked = list(_asked(assigner, mapped.queries))
    _assign(assigner, manifest.data, (*sheets, *asked), progress)
    check = row_check(manifest.code, subjects, context)
    headers = {
        (match.sheet.file, match.sheet.name): match.sheet.rows[match.place.at].number
        for match in reversed(assigner.found.matches)  # the first of several in one sheet
    }
    reading = read_all(assigner.found, tables, context, check=check, strict=strict, county=manifest)
    specs = [spec for subject in subjects for spec in subject.tables]
    rows = {spec.name: reading.tables[spec.file.removesuffix(".csv")].rows for spec in specs}
    towns = {town.code for town in rows.get("towns", ())}
    data = CountyData(
        id=manifest.code,
        name=manifest.name,
        subjects=subjects,
        unread=list(_unread(specs, reading, towns)),
        **rows,
    )
    found = assigner.found
    own = tuple(entry for table in reading.tables.values() for entry in table.told)
    return CountyReading(
        manifest=manifest,
        data=data,
        rulebook=book,
        tables=reading.tables,
        file_errors=tuple(found.file_errors),
        named=tuple(found.named),
        unknown_columns=tuple(found.unknown_columns),
        told=(*found.told, *own, *_absent(specs, reading), *_orphans(data, reading)),
        headers=headers,
    )
