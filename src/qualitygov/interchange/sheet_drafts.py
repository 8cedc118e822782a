"""The drafts of a sheet (工作表草稿): for each table that it feeds, with what is told on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import overload

import attrs

from qualitygov.core.cells import is_null
from qualitygov.core.fields import about_field
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.interchange.drafts import Draft, DraftRows, cell_at, name_of
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.forms.deciding import states
from qualitygov.interchange.forms.headers import header_key
from qualitygov.interchange.forms.layout import Ignored, filled_down, sorted_rows
from qualitygov.interchange.forms.match import NUMBERING, Match
from qualitygov.interchange.hygiene import UNSEEN, tidy, unseen
from qualitygov.interchange.readers import MANY
from qualitygov.interchange.sheets import Sheet, SheetRow
from qualitygov.interchange.unkept import Dropped
from qualitygov.text import Text

REMARK = "remark"
EMPTY = Text("续行，没有内容", "a row that continues another, and has nothing in it")
NO_STATES = Text(
    "表中没有此列：未读到状态，各行暂按“{zh}”读入；请补上此列",
    "the table has no such column: no state is read, and every row counts as “{en}” until the "
    "column is added",
)


@attrs.frozen(eq=False)
class Drafts(Sequence[Draft]):
    """The drafts of a sheet that feeds one table alone (逐行草稿), each made when it is asked for."""

    maker: DraftRows
    rows: Sequence[SheetRow]

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Draft: ...

    @overload
    def __getitem__(self, at: slice) -> list[Draft]: ...

    def __getitem__(self, at: int | slice) -> Draft | list[Draft]:
        if isinstance(at, slice):
            return [self.maker.draft(row) for row in self.rows[at]]
        return self.maker.draft(self.rows[at])


@attrs.frozen
class SheetDrafts:
    """What one sheet gives (工作表草稿): drafts by table, rows that are no data, things told.

    `unkept` is the number of rows of natural persons, or that say that there is nothing to keep.
    """

    drafts: Mapping[str, Sequence[Draft]]
    ignored: tuple[Ignored, ...]
    told: tuple[Entry, ...]
    unkept: int = 0


def _key_columns(match: Match) -> tuple[int, ...]:
    table = match.main.table
    key = set(table.key) if table.child is None else {table.child.key}
    return tuple(fed.at for fed in match.main.fed if fed.form.field in key)


def _continued(match: Match) -> int | None:
    name = match.form.main.continues
    if name is None:
        return None
    wanted = header_key(name)
    headers = match.place.headers
    return next((at for at, one in enumerate(headers) if wanted in (one.key, one.bare)), None)


def _unseen(sheet: Sheet, match: Match) -> Iterator[Entry]:
    """Zero-width characters that were taken out, once a column with the row of the first."""
    columns = {fed.at: fed for table in match.tables for fed in table.fed}
    rows: dict[int, list[int]] = {at: [] for at in columns}
    for row in sheet.rows:
        if "".join(row.cells).isprintable():
            continue
        for at, numbers in rows.items():
            if unseen(cell_at(row, at)):
                numbers.append(row.number)
    for at, numbers in rows.items():
        if numbers:
            fed = columns[at]
            yield Entry(
                code="cell.unseen",
                file=sheet.file,
                sheet=sheet.name,
                row=numbers[0],
                column=fed.header.raw,
                field=fed.form.field,
                expected=UNSEEN + Text(f"（共 {len(numbers)} 行）", f" (in {len(numbers)} rows)"),
            )


def _stateless(match: Match) -> Iterator[Entry]:
    """States that no column of a sheet says (缺状态列), once a sheet: what its rows count as."""
    sheet, header = match.sheet, match.sheet.rows[match.place.at].number
    for one in match.tables:
        form = one.form
        said = {*form.constants, *form.made_of, *form.stands_in, *map(name_of, one.fed)}
        for field in states(one.table):
            if field not in said:
                attribute = one.table.fields[field]
                assumed: Vocabulary = attribute.default  # type: ignore[assignment]
                yield Entry(
                    code="table.state",
                    file=sheet.file,
                    sheet=sheet.name,
                    row=header,
                    field=field,
                    label=about_field(attribute).label,
                    expected=Text(
                        NO_STATES.zh.format(zh=assumed.label.zh),
                        NO_STATES.en.format(en=assumed.label.en),
                    ),
                )


def drafts_of(match: Match) -> SheetDrafts:
    """Return the drafts of every row of a sheet, for each table that it feeds (逐行草稿)."""
    at = _continued(match)
    sheet = match.sheet if at is not None else filled_down(match.sheet)
    data, ignored = sorted_rows(sheet, match.place, _key_columns(match))
    out = Dropped(match)
    found: Mapping[str, Sequence[Draft]]
    if at is None and len(match.tables) == 1:
        own = [row for row in data if not out.has(row)] if out.looks else data
        found = {match.main.table.name: Drafts(DraftRows(match, match.main), own)}
    else:
        rows = _Several(match, out, None if at is None else _Continuing.of(match, at))
        found = rows.drafts(data)
        ignored += rows.ignored
    told = (*_stateless(match), *_unseen(sheet, match), *out.told)
    return SheetDrafts(found, tuple(ignored), told, len(out.told))


@attrs.frozen
class _Continuing:
    """Tells which rows continue the one above (续行的辨认).

    A row begins one of its own where it has a number in the column `at`, and also where it has none
    but says something else of its own in one of the columns `own`: then its number is missing. What
    is merged with the row above, `merged` by row and column, it does not say itself.
    """

    at: int
    own: tuple[int, ...]
    merged: frozenset[tuple[int, int]]

    @classmethod
    def of(cls, match: Match, at: int) -> _Continuing:
        """Find the columns of the main table, and what is merged over several rows."""
        rows = match.sheet.rows
        fed = {one.at for one in match.main.fed if one.form.reads != REMARK}
        numbering = (i for i, one in enumerate(match.place.headers) if one.key in NUMBERING)
        own = {*fed, *(i for i in numbering if match.place.headers[i].key)}
        merged = {
            (rows[row].number, column)
            for one in match.sheet.merges
            for row in range(one.top + 1, one.bottom + 1)
            for column in range(one.left, one.right + 1)
        }
        return cls(at, tuple(sorted(own)), frozenset(merged))

    def begins(self, row: SheetRow) -> bool:
        """Whether a row begins one of its own (是否另起一行)."""
        said = (at for at in (self.at, *self.own) if (row.number, at) not in self.merged)
        return any(not is_null(tidy(cell_at(row, at))) for at in said)


class _Several:
    """The drafts of a sheet whose rows feed several tables, or continue others (一行多表的草稿)."""

    def __init__(self, match: Match, out: Dropped, continuing: _Continuing | None) -> None:
        self.main = DraftRows(match, match.main)
        self.children = [(table, DraftRows(match, table)) for table in match.tables[1:]]
        self.found: dict[str, list[Draft]] = {table.table.name: [] for table in match.tables}
        self.out, self.continuing = out, continuing
        self.ignored: list[Ignored] = []

    def drafts(self, data: Sequence[SheetRow]) -> dict[str, list[Draft]]:
        """Return the drafts by table (各表草稿)."""
        last: Draft | None = None
        first: dict[str | None, Draft] = {}
        for row in data:
            begins = self.continuing is None or self.continuing.begins(row)
            if self.out.has(row):
                last = None
                continue
            fed = [(table, rows) for table, rows in self.children if not rows.empty(row)]
            if not begins and not fed:
                self.ignored.append(Ignored(row.number, EMPTY))
                continue
            if begins or (last is None and not self.out.told):
                last = self.main.draft(row)
                self.found[self.main.table.table.name].append(last)
                first.setdefault(_key_of(last), last)
            if last is None:
                continue  # it continues a row that is not kept
            key = _key_of(last)
            known = key is not None and first[key] is last
            for table, rows in fed:
                self.found[table.table.name] += _children(rows.draft(row), last, known=known)
        return self.found


def _key_of(draft: Draft) -> str | None:
    key = draft.plain.get("id", draft.plain.get("code"))
    return None if key is None else str(key)


def _children(draft: Draft, parent: Draft, *, known: bool) -> list[Draft]:
    """The drafts of a child row: one, or as many as its cell lists.

    Where its own row has no key, or that of a row above, it is `known` by no key either.
    """
    draft.parent = _key_of(parent) if known else None
    draft.beside = None if known else parent.row.number
    several = draft.plain.pop(MANY, None)
    if several is None:
        return [draft]
    return [
        attrs.evolve(draft, plain={**draft.plain, **one}, wrong=list(draft.wrong))
        for one in several
    ]
