"""Reading all tables of a county (全部数据表读取): towns and units first, since others name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from qualitygov.interchange.assigned import Assigned
from qualitygov.interchange.blank_ends import blank_ends
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.drafts import Draft
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.forms.match import Match
from qualitygov.interchange.joined import Joined
from qualitygov.interchange.making import RowCheck
from qualitygov.interchange.plainly import By, plainly
from qualitygov.interchange.quotes import (
    Swallowing,
    drafts_swallowed,
    header_entry,
    in_head,
    swallowings,
)
from qualitygov.interchange.resolve import County
from qualitygov.interchange.resolving import Resolver
from qualitygov.interchange.saying import NO_ROWS, nearly
from qualitygov.interchange.sheet_drafts import Drafts, SheetDrafts, drafts_of
from qualitygov.interchange.sheets import SheetRow
from qualitygov.interchange.tables import TableReader, TableReading
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

    parts: list[Sequence[Draft]] = attrs.field(factory=list)
    files: list[str] = attrs.field(factory=list)
    ignored: list[Entry] = attrs.field(factory=list)
    stopped: int = 0
    unkept: int = 0


def _sheet_of(part: Sequence[Draft]) -> tuple[str, str | None]:
    sheet = part.maker.match.sheet if isinstance(part, Drafts) else part[0].sheet
    return sheet.file, sheet.name


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


def _rows_of(drafts: Sequence[Draft]) -> Iterable[SheetRow]:
    """The rows of a sheet that hold data."""
    return drafts.rows if isinstance(drafts, Drafts) else [draft.row for draft in drafts]


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
        by_column: bool,
    ) -> None:
        self.found, self.tables, self.strict = found, tables, strict
        self.by_column = by_column
        self.context, self.county = context, county
        self.by = By(context)
        self.resolver: Resolver | None = None
        self.check = check
        self.gathered = {name: _Gathered() for name in tables}
        self.readings: dict[str, TableReading[Any]] = {}
        self.swallowed: dict[str, list[tuple[Match, Swallowing]]] = {}

    def gather(self) -> None:
        """Take the rows of every sheet; none is held longer than its table is read."""
        matches, self.found.matches = self.found.matches, []
        while matches:
            match = matches.pop(0)
            whole, swallowing = _split(match)
            drafts = drafts_of(whole)
            main = match.main.table.name
            self.found.told += drafts.told
            self.found.told += blank_ends(whole, _rows_of(drafts.drafts[main]))
            self.gathered[main].unkept += drafts.unkept
            for name, own in drafts.drafts.items():
                gathered = self.gathered[name]
                gathered.parts.append(own)
                if match.sheet.file not in gathered.files:
                    gathered.files.append(match.sheet.file)
            self.gathered[main].ignored += _ignored(whole, drafts)
            self._swallowing(main, match, swallowing)
            unclosed = match.sheet.unclosed is not None
            self.gathered[main].stopped += match.sheet.lost if unclosed else 0
            none = not any(drafts.drafts.values()) and not swallowing and not drafts.unkept
            if none and not unclosed:
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
        parts, self.gathered[name].parts = self.gathered[name].parts, []
        joined = Joined(children, frozenset(map(_sheet_of, filter(None, parts))))
        for part in parts:
            for draft in self._not_plain(part, reader, joined if children else None):
                nested, wrong = joined.nested(draft)
                if wrong:
                    reader.lose(draft, wrong)
                else:
                    reader.take(draft, nested)
        joined.settle()
        self._refuse_swallowed(name, reader)
        for own in (reader, *children.values()):
            self._keep(own)
        if name in FIRST:
            self.resolver = self.by.resolver = self._resolving()
            if name == FIRST[-1]:
                self._doubtful()

    def _not_plain(
        self, part: Sequence[Draft], reader: TableReader[Any], joined: Joined | None = None
    ) -> Iterator[Draft]:
        """Take the plainly good rows of a sheet, in their order; yield drafts of the others."""
        rows = part if isinstance(part, Drafts) else None
        plain = plainly(rows.maker, self.by) if rows is not None and self.by_column else None
        if rows is None or plain is None:
            yield from part
            return
        for row in rows.rows:
            if not reader.take_plain(plain, row, joined):
                yield rows.maker.draft(row)

    def _resolving(self) -> Resolver | None:
        """What resolves names, by the towns and units read so far; none without a county."""
        if self.county is None or TOWNS not in self.readings:
            return None
        rows = {name: self.readings[name].rows if name in self.readings else () for name in FIRST}
        return Resolver(self.county, rows[TOWNS], rows[UNITS], rows[ALIASES])

    def _doubtful(self) -> None:
        """Sheets of no table are errors where they speak of credit and name units of the county."""
        found, self.found.doubtful = self.found.doubtful, []
        if (resolver := self.resolver) is None:
            return

        def is_ours(cell: str) -> bool:
            return cell in resolver.codes or bool(resolver.units.called(cell))

        for one in found:
            if one.entry in self.found.named and one.names(is_ours):
                self.found.named.remove(one.entry)
                labels = [self.tables[name].label for name in one.tables]
                entry = attrs.evolve(one.entry, code="file.unassigned", expected=nearly(labels))
                self.found.file_errors.append(entry)
                self.found.unread |= set(one.tables)

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
        parts, self.gathered[name].parts = self.gathered[name].parts, []
        for part in parts:
            for draft in self._not_plain(part, reader):
                reader.take(draft)
        self._refuse_swallowed(name, reader)
        return reader

    def _refuse_swallowed(self, name: str, reader: TableReader[Any]) -> None:
        for match, one in self.swallowed.get(name, ()):
            for draft, entry in drafts_swallowed(match, one):
                reader.lose(draft, [entry])

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
    by_column: bool = True,
) -> Reading:
    """Read every table of which some sheet was found (读取全部数据表).

    The matches of `found` are used up, so that no sheet is held longer than its table is read.
    Without `by_column` each row is read by itself, with the same answer.
    """
    whole = _Whole(found, tables, context, check, strict=strict, county=county, by_column=by_column)
    whole.gather()
    own = [name for name, table in tables.items() if table.child is None]
    for name in sorted(own, key=lambda n: FIRST.index(n) if n in FIRST else len(FIRST)):
        whole.read(name)
    return Reading({name: whole.readings[name] for name in tables})
