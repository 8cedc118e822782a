"""Reading all tables of a county (全部数据表读取): towns and units first, since others name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from qualitygov.interchange.assigning import NO_ROWS, Assigned
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.drafts import Draft, SheetDrafts, drafts_of
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.forms.match import Match
from qualitygov.interchange.making import RowCheck
from qualitygov.interchange.quotes import (
    Swallowing,
    drafts_swallowed,
    header_entry,
    in_head,
    swallowings,
)
from qualitygov.interchange.resolve import County
from qualitygov.interchange.resolving import Resolver
from qualitygov.interchange.tables import Joined, TableReader, TableReading
from qualitygov.rulebook.context import Context

TOWNS, UNITS, ALIASES = FIRST = ("towns", "enterprises", "unit_aliases")
"""Tables that others name, read before these, in this order."""


@attrs.frozen
class Reading:
    """What was read of all tables (全部读取结果), by the names of their files."""

    tables: Mapping[str, TableReading[Any]]


@attrs.define
class _Gathered:
    """What the sheets of one table give."""

    drafts: list[Draft] = attrs.field(factory=list)
    files: list[str] = attrs.field(factory=list)
    ignored: list[Entry] = attrs.field(factory=list)
    stopped: int = 0
    unkept: int = 0


def _ignored(match: Match, found: SheetDrafts) -> Iterator[Entry]:
    for one in found.ignored:
        yield Entry(
            code="row.ignored",
            file=match.sheet.file,
            sheet=match.sheet.name,
            row=one.row,
            expected=one.what,
        )


def _split(match: Match) -> tuple[Match, list[Swallowing]]:
    """Take the rows out that a quotation mark swallowed, with the rows that hold them."""
    found = swallowings(match)
    bad = {one.row.number for one in found if not in_head(match, one)}
    if not bad:
        return match, found
    kept = tuple(row for row in match.sheet.rows if row.number not in bad)
    return attrs.evolve(match, sheet=attrs.evolve(match.sheet, rows=kept)), found


class _Whole:
    """Reads all tables (全表读取器)."""

    def __init__(
        self,
        found: Assigned,
        tables: Mapping[str, TableAbout],
        context: Context | None,
        check: RowCheck | None,
        *,
        strict: bool,
        county: County | None,
    ) -> None:
        self.found, self.tables, self.strict = found, tables, strict
        self.context, self.county = context, county
        self.resolver: Resolver | None = None
        self.check = check
        self.gathered = {name: _Gathered() for name in tables}
        self.readings: dict[str, TableReading[Any]] = {}
        self.swallowed: dict[str, list[tuple[Match, Swallowing]]] = {}

    def gather(self) -> None:
        for match in self.found.matches:
            whole, swallowing = _split(match)
            drafts = drafts_of(whole)
            main = match.main.table.name
            self.found.told += drafts.told
            self.gathered[main].unkept += drafts.unkept
            for name, own in drafts.drafts.items():
                gathered = self.gathered[name]
                gathered.drafts += own
                if match.sheet.file not in gathered.files:
                    gathered.files.append(match.sheet.file)
            self.gathered[main].ignored += _ignored(whole, drafts)
            self._swallowing(main, match, swallowing)
            if not any(drafts.drafts.values()) and not swallowing and not drafts.unkept:
                self.found.told.append(
                    Entry(
                        code="table.empty",
                        file=match.sheet.file,
                        sheet=match.sheet.name,
                        expected=NO_ROWS,
                    )
                )

        for match in self.found.stopped:
            drafts = drafts_of(match)
            for name, own in drafts.drafts.items():
                self.gathered[name].stopped += len(own)
                self.gathered[name].files.append(match.sheet.file)
            self.gathered[match.main.table.name].ignored += _ignored(match, drafts)

    def _swallowing(self, main: str, match: Match, found: Sequence[Swallowing]) -> None:
        for one in found:
            self.swallowed.setdefault(main, []).append((match, one))
            if in_head(match, one):
                self.found.file_errors.append(header_entry(match, one))
                self.found.unread.add(main)

    def read(self, name: str) -> None:
        """Read one subject's table with those of its children."""
        table = self.tables[name]
        spec = table.spec
        children = {
            child.field: self._children(child.file.removesuffix(".csv")) for child in spec.children
        }
        reader: TableReader[Any] = self._reader(name)
        drafts = self.gathered[name].drafts
        joined = Joined(children, drafts)
        for draft in drafts:
            nested, wrong = joined.nested(draft)
            if wrong:
                reader.read += 1
                reader.refuse(draft, wrong)
            else:
                reader.take(draft, nested)
        joined.settle()
        self._refuse_swallowed(name, reader)
        for own in (reader, *children.values()):
            self._keep(own)
        if name in FIRST:
            self.resolver = self._resolving()

    def _resolving(self) -> Resolver | None:
        """What resolves names, by the towns and units read so far; none without a county."""
        if self.county is None or TOWNS not in self.readings:
            return None
        rows = {name: self.readings[name].rows if name in self.readings else () for name in FIRST}
        return Resolver(self.county, rows[TOWNS], rows[UNITS], rows[ALIASES])

    def _reader(self, name: str) -> TableReader[Any]:
        return TableReader(
            self.tables[name],
            strict=self.strict,
            check=self.check,
            context=self.context,
            resolve=self.resolver,
        )

    def _children(self, name: str) -> TableReader[Any]:
        reader = TableReader[Any](
            self.tables[name], strict=self.strict, context=self.context, resolve=self.resolver
        )
        for draft in self.gathered[name].drafts:
            reader.take(draft)
        self._refuse_swallowed(name, reader)
        return reader

    def _refuse_swallowed(self, name: str, reader: TableReader[Any]) -> None:
        for match, one in self.swallowed.get(name, ()):
            for draft, entry in drafts_swallowed(match, one):
                reader.lose(draft, entry)

    def _keep(self, reader: TableReader[Any]) -> None:
        name = reader.table.name
        gathered, unread = self.gathered[name], self.found.unread
        usable = name not in unread and None not in unread
        reader.read += gathered.stopped + gathered.unkept
        self.readings[name] = reader.reading(
            ignored=gathered.ignored, usable=usable, files=gathered.files
        )


def read_all(
    found: Assigned,
    tables: Mapping[str, TableAbout],
    context: Context | None,
    *,
    check: RowCheck | None,
    strict: bool,
    county: County | None = None,
) -> Reading:
    """Read every table of which some sheet was found (读取全部数据表)."""
    whole = _Whole(found, tables, context, check, strict=strict, county=county)
    whole.gather()
    own = [name for name, table in tables.items() if table.child is None]
    for name in sorted(own, key=lambda n: FIRST.index(n) if n in FIRST else len(FIRST)):
        whole.read(name)
    return Reading({name: whole.readings[name] for name in tables})
