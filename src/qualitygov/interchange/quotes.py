"""Rows that a quotation mark swallowed (引号吞行): a cell with lines that are rows themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from qualitygov.codes.identity import identify
from qualitygov.core.cells import is_null
from qualitygov.core.escaped import escaped
from qualitygov.core.kinds import kinds_of
from qualitygov.errors import CodeError, QualityGovError
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.drafts import Draft, Wrong, cell_at, read_cell
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.forms.match import Fed, Match
from qualitygov.interchange.hygiene import tidy
from qualitygov.interchange.sheet_drafts import drafts_of
from qualitygov.interchange.sheets import SheetRow
from qualitygov.interchange.sheets.delimited import cells_of, strictly
from qualitygov.text import Text

CODE = "table.quotes"
ASTRAY = Text(
    "引号与分隔符不相配，无法分清各行；引号内的引号应写两个",
    "quotation marks that do not fit the cells: which lines are rows cannot be told; "
    "a quotation mark within a quoted cell is written twice",
)
PROBE = "甲乙"
"""What only a column of free text takes."""

ENOUGH = 2
"""So many cells that only their columns take make a row of a line of any length."""

PERSON = "code.person"
SHOWN = 5
"""So many swallowed rows are named with the row that holds them."""

LONGEST = 60
_CLOSING = re.compile(r'((?:[^"]|"")*)"(?!")')
Reading = tuple[Sequence[str], range]
"""The cells of a line, and which of them say whether it is a row."""


def unclosed_text(lost: int) -> Text:
    """Say that a quotation mark opens and never closes (引号未闭), and how many lines that costs."""
    count = Text(f"（共 {lost} 行）", f" ({lost} lines)") if lost else Text("", "")
    return Text(
        f"引号只开不闭，此行及以后各行{count.zh}未读入；请补上引号后重新导出",
        "a quotation mark opens and never closes; this row and all after it were not read"
        + count.en,
    )


@attrs.frozen
class Swallowing:
    """A record that swallowed rows (吞行记录): the row, the column of the cell, the swallowed rows.

    `inner` is empty where the quotation marks do not fit the cells and no line is a row by itself.
    `own` is the row that its first line is, without the quotation mark that opens there.
    """

    row: SheetRow
    at: int
    inner: tuple[SheetRow, ...]
    own: SheetRow


def _accepted(table: TableAbout, field: str, value: Any) -> bool:
    """Whether a field takes a value."""
    attribute = table.fields.get(field.partition(".")[0])
    if attribute is None or "." in field:
        return True
    entity: type = table.entity
    try:
        held = kinds_of(entity)[attribute.name][0].parse(value)
        if attribute.validator is not None:
            attribute.validator(None, attribute, held)
    except (QualityGovError, ValueError, TypeError, ArithmeticError, KeyError):
        return False
    return True


def _takes(table: TableAbout, fed: Fed, raw: str) -> bool:
    """Whether a column can be read with this in its cell."""
    said = read_cell(fed, raw)
    if isinstance(said, Wrong):
        return False
    return all(value is None or _accepted(table, field, value) for field, value in said.items())


class _Lines:
    """Tells which lines are rows of a table (行的辨认), by the cells that only their columns take.

    These are days, numbers, codes, words of a list; and what stands in the same column elsewhere.
    """

    def __init__(self, match: Match) -> None:
        self.match = match
        self.delimiter = match.sheet.delimiter or ","
        self.width = len(match.place.headers)
        self.fed = {f.at: (t.table, f) for t in match.tables for f in t.fed}
        self.telling = {at for at, (table, f) in self.fed.items() if not _takes(table, f, PROBE)}
        body = match.body
        self.seen: dict[int, set[str]] = {at: set() for at in range(self.width)}
        self.always = set(range(self.width))
        for row in body:
            if row.lines or row.blank:
                continue
            filled = {
                at: cell for at, raw in enumerate(row.cells) if not is_null(cell := tidy(raw))
            }
            self.always &= filled.keys()
            for at in filled.keys() & self.seen.keys():
                self.seen[at].add(filled[at])

    def rows_of(self, row: SheetRow, *, strict: bool) -> Iterator[SheetRow]:
        """The rows that stand in the lines of a record after its first."""
        opened = strict and self._is_row(*self._first(row.lines[0]))
        for line in row.lines[1:]:
            readings = self._within(line) if strict else self._anyhow(line)
            for cells, looked_at in readings:
                whole = opened and len(cells) == self.width
                if whole or self._is_row(cells, looked_at):
                    yield SheetRow(row.number, (*cells, *[""] * (self.width - len(cells))))
                    break

    def own(self, row: SheetRow) -> SheetRow:
        """The row that the first line of a record is: an open cell ends where its column does."""
        cells, _ = self._first(row.lines[0])
        if len(cells) > self.width or len(cells) <= _broken_cell(row) + 1:
            return row
        return SheetRow(row.number, (*map(str.strip, cells), *[""] * (self.width - len(cells))))

    def _first(self, line: str) -> Reading:
        """The first line of a record: what stands behind its open mark is the evidence."""
        cells = cells_of(line.rstrip("\r\n"), self.delimiter) or [""]
        split = [*cells[:-1], *cells[-1].split(self.delimiter)]
        return split, range(len(cells), len(split))

    def _within(self, line: str) -> Iterator[Reading]:
        """A line that begins within quotation marks: what stands before they close is evidence.

        What follows is of the record that holds the line.
        """
        found = _CLOSING.match(line)
        if found is None:
            yield from self._anyhow(line)
            return
        before = found[1].split(self.delimiter)
        rest = line[found.end() :].rstrip("\r\n").removeprefix(self.delimiter)
        after = cells_of(rest, self.delimiter) if line[found.end() :].strip("\r\n") else []
        yield [*before, *after], range(len(before) - 1)

    def _anyhow(self, line: str) -> Iterator[Reading]:
        """A line as it stands, and with its quotation marks as mere text."""
        plain = line.rstrip("\r\n")
        cells = cells_of(plain, self.delimiter)
        yield cells, range(len(cells))
        if '"' in plain:
            cells = [cell.strip().strip('"') for cell in plain.split(self.delimiter)]
            yield cells, range(len(cells))

    def _is_row(self, cells: Sequence[str], looked_at: range) -> bool:
        """Whether the cells of a line are those of a row, by those that are looked at."""
        if len(cells) < ENOUGH:
            return False
        typed = bad = seen = 0
        for at in looked_at:
            cell = tidy(cells[at])
            if at >= self.width or is_null(cell):
                continue
            table, fed = self.fed.get(at, (None, None))
            if table is not None and fed is not None and at in self.telling:
                taken = _takes(table, fed, cell) or cell in self.seen[at]
                typed, bad = typed + taken, bad + (not taken)
            else:
                seen += cell in self.seen[at]
        filled = {at for at, cell in enumerate(cells) if not is_null(tidy(cell))}
        good = typed + (seen if self.always <= filled else 0)
        if not typed and good <= bad:
            return False
        return good >= bad and (len(cells) == self.width or good >= ENOUGH)


def _broken_cell(row: SheetRow) -> int:
    """The column of the cell in which the lines of a record stand."""
    return next((at for at, cell in enumerate(row.cells) if "\n" in cell or "\r" in cell), 0)


def _first_line(one: Swallowing) -> str:
    """What the first line has of the cell in which the others stand."""
    return next(iter(cell_at(one.own, one.at).splitlines()), "")


def swallowings(match: Match) -> list[Swallowing]:
    """Return the records of a text file that swallowed rows (吞行记录), the header's among them."""
    if match.sheet.delimiter is None or not any(row.lines for row in match.sheet.rows):
        return []
    lines = _Lines(match)
    found = []
    for row in match.sheet.rows:
        if len(row.lines) < 2:  # noqa: PLR2004 - more than one line
            continue
        strict = strictly(row.lines, lines.delimiter)
        inner = tuple(lines.rows_of(row, strict=strict))
        if inner or not strict:
            found.append(Swallowing(row, _broken_cell(row), inner, lines.own(row)))
    return found


def swallowed_header(rows: Sequence[SheetRow], known: Any, delimiter: str) -> SheetRow | None:
    """Return the record with a line that is a header (被吞的表头), where there is one."""
    for row in rows:
        for line in row.lines[1:]:
            cells = [cell for cell in cells_of(line.rstrip("\r\n"), delimiter) if cell.strip()]
            hits = sum(known(cell.strip().strip('"')) for cell in cells)
            if hits >= ENOUGH and hits * 2 > len(cells):
                return row
    return None


# What is said of them


def _draft(match: Match, row: SheetRow) -> Draft | None:
    """A row by itself, as a draft of the sheet's main table."""
    head = match.head
    alone = attrs.evolve(match.sheet, rows=(*head, attrs.evolve(row, lines=())))
    drafts = drafts_of(attrs.evolve(match, sheet=alone)).drafts[match.main.table.name]
    return drafts[0] if drafts else None


def _is_person(raw: str) -> bool:
    try:
        identify(tidy(raw) or None)
    except CodeError as error:
        return error.code == PERSON
    return False


def _named_by(draft: Draft) -> str | None:
    """The field by which a row is named: its key, else its unit, else what comes first.

    None for that of a person, of whom nothing is repeated.
    """
    table = draft.table
    if any(_is_person(draft.written(code)) for code in table.codes):
        return None
    names = [*table.key, table.spec.unit, *draft.feeds]
    bad = {wrong.name for wrong in draft.wrong}
    usable = [one for one in names if one and one not in bad and draft.written(one).strip()]
    return next(iter(usable), None)


def in_head(match: Match, one: Swallowing) -> bool:
    """Whether a header, or a row above it, swallowed rows (是否表头吞行)."""
    return one.row in match.head


def _inner(match: Match, one: Swallowing) -> list[Draft]:
    return [draft for row in one.inner if (draft := _draft(match, row)) is not None]


def drafts_swallowed(match: Match, one: Swallowing) -> list[tuple[Draft, Entry]]:
    """Return what a record and the rows that it swallowed are (吞行草稿), each with its entry."""
    own = None if in_head(match, one) else _draft(match, one.own)
    inner = _inner(match, one)
    found = [] if own is None else [(own, _holder(match, one, own, inner))]
    within = Text(
        f"被第 {one.row.number} 行未闭合的引号吞掉，未读入；请补上引号，或去掉多余的引号",
        f"swallowed by a quotation mark in row {one.row.number} that does not close, and not read; "
        "close it, or take it away",
    )
    return found + [(draft, draft.entry(CODE, within, name=_named_by(draft))) for draft in inner]


def _holder(match: Match, one: Swallowing, own: Draft, inner: Sequence[Draft]) -> Entry:
    at, headers = one.at, match.place.headers
    fed = next((f for f in match.main.fed if f.at == at), None)
    name = None if fed is None else fed.form.field
    found = None if name is None else _first_line(one)
    entry = own.entry(CODE, said_of(inner), name=name, found=found)
    return attrs.evolve(entry, column=headers[at].raw if at < len(headers) else None)


def said_of(inner: Sequence[Draft]) -> Text:
    """Return what a record is told that swallowed these rows (吞行说明)."""
    if not inner:
        return ASTRAY
    names = [
        escaped(draft.entry(CODE, ASTRAY, name=_named_by(draft)).found[:LONGEST]) for draft in inner
    ]
    shown = [name for name in names if name][:SHOWN]
    more = len(inner) > len(shown)
    zh, en = "、".join(shown) + ("等" if more else ""), ", ".join(shown) + (", …" if more else "")
    return Text(
        f"引号未闭合，吞掉了其后 {len(inner)} 行（{zh}）；请补上引号，或去掉多余的引号",
        f"a quotation mark that does not close swallowed {len(inner)} rows after it ({en}); "
        "close it, or take it away",
    )


def rows_of(entries: Iterable[Entry]) -> int:
    """Return of how many rows entries speak (所涉行数): each that was swallowed is one of its own."""
    given = list(entries)
    swallowed = [entry for entry in given if entry.code == CODE]
    held = {(entry.file, entry.sheet, entry.row) for entry in swallowed}
    places = {(entry.file, entry.sheet, entry.row) for entry in given}
    return len(swallowed) + len(places - held)


def header_entry(match: Match, one: Swallowing) -> Entry:
    """Return the error of a file whose header, or a row above it, swallowed rows (表头吞行)."""
    first = escaped(_first_line(one))
    return Entry(
        code=CODE,
        file=match.sheet.file,
        sheet=match.sheet.name,
        row=one.row.number,
        column=first,
        found=first,
        expected=said_of(_inner(match, one)),
    )
