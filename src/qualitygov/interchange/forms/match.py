"""Which form a sheet has (表样识别): the header row, and which column feeds which field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatch

import attrs

from qualitygov.core.cells import unit_in_header
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.columns import Column
from qualitygov.interchange.forms.headers import Header, header_key
from qualitygov.interchange.forms.layout import Place, places
from qualitygov.interchange.forms.model import ColumnForm, Form, TableForm
from qualitygov.interchange.forms.party import is_party, unnamed_unit
from qualitygov.interchange.forms.title_units import title_unit, unit_for
from qualitygov.interchange.forms.wanted import (
    Wanted,
    feeds_by_name,
    field_of,
    free_feed,
    names_to_columns,
    wanted_columns,
)
from qualitygov.interchange.sheets import Sheet, SheetRow

NUMBERING = frozenset(map(header_key, ("序号", "编号序号", "行号", "No.", "No", "#", "")))
"""Headers of columns that only number the rows."""

MARKS = ("【核对】结果", "【核对】问题说明", "【核对】可选项")
"""The columns that a file has in addition when it went back to its office."""

NEARLY = 2
"""So many of its columns a sheet has at least that is nearly of a form."""


@attrs.frozen
class Fed:
    """One column of a sheet that feeds a field (对应列): its index, header, and how it is read.

    `column` is None where the reader of the form alone knows the fields. `unit` is what the
    header, the form or a title row says.
    """

    at: int
    header: Header
    form: ColumnForm
    column: Column | None
    unit: str | None = None


@attrs.frozen
class TableMatch:
    """How a sheet feeds one table (对一张表的匹配).

    `missing` are the required columns that nothing feeds, `twice` headers of which another feeds
    the same column.
    """

    table: TableAbout
    form: TableForm
    fed: tuple[Fed, ...]
    missing: tuple[str, ...]
    twice: tuple[tuple[Header, str], ...]

    @property
    def whole(self) -> bool:
        """Whether the table can be read."""
        return not self.missing and not self.twice

    def header_of(self, name: str) -> Header | None:
        """The header of the column that feeds a field, or a part of one."""
        return next(
            (f.header for f in self.fed if name in (f.form.field, f.column and f.column.name)), None
        )


@attrs.frozen
class Match:
    """A sheet with the form that it has (表样匹配结果)."""

    sheet: Sheet
    form: Form
    place: Place
    tables: tuple[TableMatch, ...]

    @property
    def main(self) -> TableMatch:
        """How it feeds its main table."""
        return self.tables[0]

    @property
    def whole(self) -> bool:
        """Whether all its tables can be read."""
        return all(table.whole for table in self.tables)

    @property
    def head(self) -> tuple[SheetRow, ...]:
        """The rows down to the header, the header among them."""
        return self.sheet.rows[: self.place.at + self.place.height]

    @property
    def body(self) -> tuple[SheetRow, ...]:
        """The rows below the header."""
        return self.sheet.rows[self.place.at + self.place.height :]

    @property
    def used(self) -> frozenset[int]:
        """The columns that feed something."""
        return frozenset(fed.at for table in self.tables for fed in table.fed)

    @property
    def party(self) -> int | None:
        """The column with the name of the unit whose code another one has (相对人名称列)."""
        unit = unnamed_unit(self.main.table)
        if unit is None or self.main.header_of(unit) is None:
            return None
        used = self.used
        unread = self.form.ignore if self.form.given else ()
        ignored = frozenset(map(header_key, unread))
        return next(
            (
                at
                for at, header in enumerate(self.place.headers)
                if at not in used and is_party(header) and not header.is_one_of(ignored)
            ),
            None,
        )

    @property
    def spare(self) -> tuple[Header, ...]:
        """The headers that feed nothing, nor number the rows, nor are said to decide nothing."""
        ignored = NUMBERING | frozenset(map(header_key, (*self.form.ignore, *MARKS)))
        used = self.used if self.party is None else self.used | {self.party}
        return tuple(
            header
            for at, header in enumerate(self.place.headers)
            if at not in used and not header.is_one_of(ignored)
        )

    @property
    def rank(self) -> tuple[int, int, int, int, int]:
        """How well it fits: a county's own form first, then a whole one, then by columns."""
        return (
            int(self.whole),
            int(self.form.given),
            len(self.used),
            len(self.form.needs),
            -self.place.height,
        )

    @property
    def covered(self) -> float:
        """The share of the columns it needs that are there."""
        needed = len(self.main.missing) + len({fed.form.field for fed in self.main.fed})
        return len({fed.form.field for fed in self.main.fed}) / needed if needed else 0.0


def own_form(table: TableAbout) -> Form:
    """Return the form of a table's own columns (表的自有表样)."""
    return Form(id=table.name, name=table.label, tables=(TableForm(to=table.name),))


def _fed(
    headers: Sequence[Header], wanted: Wanted, lists: frozenset[str]
) -> tuple[list[Fed], list[tuple[Header, str]]]:
    """Which header feeds what: by its whole text first, then without its brackets."""
    index = feeds_by_name(wanted)
    fed: dict[int, Fed] = {}
    taken: set[str] = set()
    twice: list[tuple[Header, str]] = []
    for whole in (True, False):
        before = frozenset(taken)
        for at, header in enumerate(headers):
            name = header.key if whole else header.bare
            if at in fed or not name:
                continue
            if name not in index:
                continue
            column, form = free_feed(index[name], taken, lists)
            field = field_of(column, form)
            if field not in taken or field in lists:
                unit = form.unit or unit_in_header(header.raw)
                own = None if column is None else column.written_in(unit)
                fed[at] = Fed(at, header, form, own, unit)
                taken.add(field)
            elif whole or field not in before:
                twice.append((header, field))
    return [fed[at] for at in sorted(fed)], twice


def _needed(table: TableAbout, form: TableForm, main: TableForm) -> set[str]:
    """The fields that some column must feed, or the form must give."""
    given = {*form.constants, *form.made_of, *form.stands_in}
    needed = {
        name for name, a in table.fields.items() if a.default is attrs.NOTHING and name not in given
    }
    spec = table.spec
    if table.child is None:
        needed -= set(spec.derived)
    if table.child is None and spec.unit is not None and not table.by_unit:
        needed.discard(spec.town or "")  # the unit says in which town it is
    if table.child is not None and form is main:
        needed.add(table.child.key)
    return needed


def match_table(
    table: TableAbout, form: TableForm, main: TableForm, headers: Sequence[Header]
) -> TableMatch:
    """Return how headers feed a table by a form (表头与字段匹配)."""
    from qualitygov.interchange.readers import gives  # noqa: PLC0415 - which knows the forms

    lists = frozenset(
        one.field for one in form.columns if one.field in table.fields and _many(table, one.field)
    )
    fed, twice = _fed(headers, wanted_columns(table, form, headers, main=form is main), lists)
    there = {one.form.field for one in fed} | {g for one in fed for g in gives(one.form)}
    there |= {one.column.field for one in fed if one.column is not None}
    missing = sorted(_needed(table, form, main) - there - _by_address(table, there))
    return TableMatch(table, form, tuple(fed), tuple(missing), tuple(twice))


def _many(table: TableAbout, field: str) -> bool:
    return str(table.fields[field].type).startswith("tuple[")


def _by_address(table: TableAbout, there: set[str]) -> set[str]:
    """A unit's town may be found by its address."""
    return {"town"} if "address" in table.fields and "address" in there else set()


def _matches(
    sheet: Sheet, form: Form, tables: Mapping[str, TableAbout], where: Sequence[Place]
) -> Iterator[Match]:
    needs = [frozenset(map(header_key, one.split("|"))) for one in form.needs]
    for place in where:
        keys = {name for header in place.headers for name in (header.key, header.bare)}
        if not all(one & keys for one in needs):
            continue
        unit = title_unit(sheet.rows[: place.at]) or sheet.unit
        made = tuple(
            _in_unit(match_table(tables[one.to], one, form.main, place.headers), unit)
            for one in form.tables
            if one.to in tables
        )
        if made:
            yield Match(sheet, form, place, made)


def _in_unit(table: TableMatch, statement: str | None) -> TableMatch:
    """A table whose numbers are in the units of a title where no header names one."""
    if statement is None:
        return table
    names = {fed.at: _names_of(table.table, fed) for fed in table.fed}
    all_names = frozenset(name for some in names.values() for name in some)
    fed = []
    for one in table.fed:
        own = (
            None if one.column is None or not one.column.about.unit else str(one.column.about.unit)
        )
        unit = one.unit or unit_for(statement, own, names[one.at], all_names)
        column = one.column
        if column is not None and own is not None and one.unit is None:
            column = column.written_in(unit)
        fed.append(attrs.evolve(one, column=column, unit=unit))
    return attrs.evolve(table, fed=tuple(fed))


def _names_of(table: TableAbout, fed: Fed) -> frozenset[str]:
    """Every name that the column of a field may have."""
    own = names_to_columns(table, [] if fed.column is None else [fed.column])
    return fed.form.keys.union((fed.header.key, fed.header.bare), *(keys for keys, _, _ in own))


def named_by(form: Form, sheet: Sheet) -> bool:
    """Whether the name of a file or sheet is one of a form's (文件名相符)."""
    names = (sheet.stem, sheet.file.rsplit("/", 1)[-1], sheet.name or "")
    return any(fnmatch(name, pattern) for name in names for pattern in form.files)


def likely_places(sheet: Sheet, known: frozenset[str]) -> list[Place]:
    """Return where the header may be: the rows of which most cells are known names (可能的表头)."""
    hits = [
        (sum(header.is_one_of(known) for header in place.headers), place)
        for place in places(sheet, known)
    ]
    most = max((count for count, _ in hits), default=0)
    return [place for count, place in hits if count * 2 >= most and count]


def _preference(match: Match) -> tuple[bool, bool, bool, tuple[int, ...]]:
    """The form whose name the sheet has goes first; of these a county's own, then the template's.

    A sheet of a table's name with nothing but its own columns is what a template was made for.
    """
    table, sheet = match.main.table, match.sheet
    own = match.form.id == table.name and not match.spare
    filled = own and table.sheet_name in (sheet.name, sheet.stem)
    named = match.whole and (filled or named_by(match.form, sheet))
    return named, named and match.form.given, named and filled, match.rank


def matches(
    sheet: Sheet,
    forms: Iterable[Form],
    tables: Mapping[str, TableAbout],
    where: Sequence[Place],
) -> list[Match]:
    """Return how a sheet may be read, the best first (候选表样): each form at its best header row.

    A county's own form with patterns of file names is for such files alone, and so is a shipped one
    that asks for no header of its own.
    """
    found = []
    for form in forms:
        if (form.given or not form.needs) and form.files and not named_by(form, sheet):
            continue
        best = max(_matches(sheet, form, tables, where), key=lambda m: m.rank, default=None)
        if best is not None and best.used:
            found.append(best)
    return sorted(found, key=_preference, reverse=True)
