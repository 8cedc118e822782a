"""Rows that are plainly good (直读行): read column by column, each different cell one time.

The rows of a table repeat themselves: days, words, towns, units. So each different cell of a column
is read one time, by the very steps that read a row (`drafts`, `book_words`, `resolving`, the kinds
and validators of the class), and what an entity holds of it is remembered. A row of which every
cell is plainly good needs only what a row alone can answer. Any other goes to the row reader, which
says what is wrong, or does what takes a whole row. So nothing is judged here that is not judged
there, and the answer is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from qualitygov.codes.unit import check_unit
from qualitygov.core import check
from qualitygov.core.cells import is_null
from qualitygov.core.cells.forms import FIRSTS
from qualitygov.core.kinds import SCALARS, kinds_of
from qualitygov.core.maker import REQUIRED, Maker, maker_of
from qualitygov.core.placed import months_of, terms_of
from qualitygov.errors import QualityGovError
from qualitygov.interchange.book_words import translate
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.drafts import MOST_KNOWN, Draft, DraftRows, Wrong, read_cell
from qualitygov.interchange.forms.match import Fed
from qualitygov.interchange.hygiene import LONGEST, garbled, tidy
from qualitygov.interchange.readers import by_row
from qualitygov.interchange.resolving import KIND, TOWN, Resolver
from qualitygov.interchange.sheets import SheetRow
from qualitygov.rulebook.columns import WordsOf, lists_of
from qualitygov.rulebook.context import Context

TEXTS = SCALARS[str]
SLOW, ABSENT = object(), object()
"""What stands for a cell that is not plainly good, and for one that says nothing."""

ERRORS = (QualityGovError, ValueError, TypeError, ArithmeticError, KeyError)


_TEXT = re.compile(r"[0-9A-Za-z\u4e00-\u9fef〔〕（）()-]+")
_NUMBER = re.compile(r"[0-9]{12}")


def is_text(cell: str) -> bool:
    """Whether a cell is a text that stands as it is (是否原样文本): nothing in it is ever changed.

    >>> is_text("镇质〔2016〕8号"), is_text("S0001"), is_text("无"), is_text(" S1"), is_text("?")
    (True, True, False, False, False)
    """
    if not cell or cell[0] in FIRSTS or not cell[0].isalnum() or len(cell) > LONGEST:
        return False
    if cell.isascii() and cell.isalnum():
        return True
    if _TEXT.fullmatch(cell) is None or _NUMBER.search(cell) is not None:
        return False
    return not garbled(cell)


class _Known(dict[Any, Any]):
    """What cells come to, each read when it is first met; of `most` only so many are remembered."""

    def __init__(self, read: Callable[[Any], Any], most: int | None) -> None:
        self.read, self.most = read, most

    def __missing__(self, cell: Any) -> Any:
        if self.most is not None and len(self) >= self.most:
            self.clear()
        found = self[cell] = self.read(cell)
        return found


_Single = tuple[int, int, _Known]
_Several = tuple[int, tuple[int, ...], _Known]
"""Where a field's value goes, the columns that say it, and what their cells come to."""


def _is_plain(rows: DraftRows, context: Context | None) -> bool:
    """Whether the cells of a sheet feed the fields of a table one by one."""
    table, form = rows.table.table, rows.table.form
    made = form.constants or form.stands_in or form.made_of or form.continues
    if made or rows.lists or rows.parts or rows.match.sheet.since_1904:
        return False
    if rows.rivals or rows.endings or rows.failing:  # another column may say otherwise
        return False
    if by_row(table.entity):
        return False
    if table.child is None and context is not None and table.spec.complete is not None:
        return False
    key = None if table.child is None else table.child.key
    if key in table.fields:
        return False
    return all(
        (fed.column is not None or fed.form.field == key) and fed.form.reads is None
        for fed in rows.table.fed
    ) and len({fed.form.field for fed in rows.table.fed}) == len(rows.table.fed)


@attrs.define
class By:
    """By what rows are read (读取依据): rules, what resolves names, the codes found right so far."""

    context: Context | None
    resolver: Resolver | None = None
    right: set[str] = attrs.field(factory=set)


class PlainRows:
    """Makes entities of the rows of a sheet that are plainly good (直读器); see `plainly`."""

    def __init__(self, rows: DraftRows, maker: Maker[Any], about: By) -> None:
        self.rows, self.maker, self.right = rows, maker, about.right
        self.table: TableAbout = rows.table.table
        self.context, self.resolver = about.context, about.resolver
        self.fed = {fed.form.field: fed for fed in rows.table.fed}
        entity: type = self.table.entity
        self.kinds = kinds_of(entity)
        self.beside = {one.name for one in months_of(entity)}
        self.beside |= {one.name for one in terms_of(entity)}
        self.least = 1 + max((fed.at for fed in rows.table.fed), default=0)
        self.base = list(maker.defaults)
        self.placed_by = self._placed_by()
        self.asked = self._asked()
        self.texts = self._texts()
        self.single, self.several = self._steps()
        self.parents = self._parents()
        self.names = tuple(
            (maker.at[code], self.fed[name].at)
            for code, name in self.table.named.items()
            if name in self.fed
        )
        self.towns = _Known(lambda town: self._held(TOWN, town), None)

    # What a column comes to

    def _steps(self) -> tuple[list[_Single], list[_Several]]:
        """The fields that one column says, and those that others of the row have a say in."""
        listed = self._listed()
        single: list[_Single] = []
        several: list[_Several] = []
        for field, fed in self.fed.items():
            if fed.column is None:
                continue
            others = [self.fed[one] for one in listed.get(field, ()) if one in self.fed]
            if self.resolver is not None and field in self.table.industries:
                others += [self.fed["known_on"]] if "known_on" in self.fed else []
            to, most = self.maker.at[field], None if field in self.table.codes else MOST_KNOWN
            if others:
                every = (fed, *others)
                known = _Known(self._together(field, every), most)
                several.append((to, tuple(one.at for one in every), known))
            else:
                single.append((to, fed.at, _Known(self._alone(field, fed), most)))
        return single, several

    def _alone(self, field: str, fed: Fed) -> Callable[[str], Any]:
        return lambda cell: self._read(field, ((fed, cell),))

    def _together(self, field: str, every: Sequence[Fed]) -> Callable[[Any], Any]:
        return lambda cells: self._read(field, tuple(zip(every, cells, strict=True)))

    def _parents(self) -> tuple[int, _Known] | None:
        """The column with the key of the row to which a row belongs."""
        if self.table.child is None or self.table.child.key not in self.fed:
            return None
        key = self.table.child.key
        fed = self.fed[key]

        def read(cell: str) -> Any:
            said = read_cell(fed, cell)
            value = None if isinstance(said, Wrong) else said.get(key)
            return SLOW if value is None else str(value)

        return fed.at, _Known(read, MOST_KNOWN)

    def _listed(self) -> dict[str, tuple[str, ...]]:
        """The fields with words that the book lists, each with those on which its list depends."""
        if self.context is None:
            return {}
        found = {}
        entity: type = self.table.entity
        for field, listed in lists_of(entity).items():
            by = [one.by for one in listed if isinstance(one, WordsOf)]
            found[field] = tuple(one for one in by if one is not None and one != field)
        return found

    def _read(self, field: str, cells: Sequence[tuple[Fed, str]]) -> Any:
        """What an entity holds of a cell, read as a row with nothing else in it would be."""
        if field in self.texts and is_text(cells[0][1]):
            return cells[0][1]
        if field in self.asked:
            draft = self._draft(cells)
            if draft is None or not self._by_book(draft) or not self._resolved(draft, field):
                return SLOW
            plain: Mapping[str, Any] = draft.plain
        else:
            said = read_cell(*cells[0])
            if isinstance(said, Wrong) or said.keys() - {field}:
                return SLOW
            plain = said
        value = plain.get(field)
        if value is None and field == TOWN and self.placed_by is not None:
            return ABSENT
        if field in (self.rows.states if value is None else self.beside):
            return SLOW
        if field not in plain:
            return SLOW if self.base[self.maker.at[field]] is REQUIRED else ABSENT
        return self._held(field, value)

    def _texts(self) -> frozenset[str]:
        """The fields whose cells are texts that stand as they are, if they are plain ones."""
        return frozenset(
            field
            for field, fed in self.fed.items()
            if fed.column is not None
            and fed.column.clean is str.strip
            and not fed.form.words
            and self.kinds[field][0] is TEXTS
            and field not in self.asked | self.beside
            and set(map(type, check.parts(self.maker.fields[self.maker.at[field]].validator)))
            <= {check.filled}
        )

    def _asked(self) -> frozenset[str]:
        """The fields of which the book or the county's lists have a say."""
        found = set(self._listed())
        if self.resolver is not None:
            found |= {TOWN, *self.table.codes, *self.table.industries}
            found |= {KIND} if self.table.by_unit else set()
        return frozenset(found)

    def _draft(self, cells: Sequence[tuple[Fed, str]]) -> Draft | None:
        """A draft of these cells alone; None where one of them cannot be read."""
        own = [""] * self.least
        plain: dict[str, Any] = {}
        for fed, cell in cells:
            own[fed.at] = cell
            said = read_cell(fed, cell)
            if isinstance(said, Wrong) or said.keys() - {fed.form.field}:
                return None
            plain.update(said)
        row = SheetRow(0, tuple(own))
        sheet, feeds = self.rows.match.sheet, self.rows.feeds
        return Draft(table=self.table, sheet=sheet, row=row, feeds=feeds, plain=plain, wrong=[])

    def _by_book(self, draft: Draft) -> bool:
        """Whether the book's words are all known, and stand in a draft by their ids then."""
        if self.context is None:
            return True
        return not translate(draft, self.context.rulebook) and not draft.wrong

    def _resolved(self, draft: Draft, field: str) -> bool:
        """Whether what a field names is the county's own, which then stands in the draft."""
        if self.resolver is None:
            return True
        before = draft.plain.keys() | {field}
        found = self.resolver.one(draft, field)
        more = (value for name, value in draft.plain.items() if name not in before)
        return not (found.review or found.told or found.dropped or draft.wrong or any(more))

    def _held(self, field: str, value: Any) -> Any:
        """What an entity holds of a plain value; of the code of a unit only one that is right."""
        try:
            held = self.maker.hold(
                field, None if value is None else self.kinds[field][0].parse(value)
            )
            if held is not None and field in self.table.codes and held not in self.right:
                if check_unit(held):
                    return SLOW
                self.right.add(held)
        except ERRORS:
            return SLOW
        return held

    # What a row comes to

    def _placed_by(self) -> tuple[int, ...] | None:
        """The units by which a row without a town is placed; None where it is not."""
        table = self.table
        if self.resolver is None or table.child is not None or table.spec.town != TOWN:
            return None
        if TOWN not in table.fields:
            return None
        return tuple(self.maker.at[unit] for unit in table.spec.units if unit != "code")

    def values(self, row: SheetRow) -> list[Any] | None:
        """Return what an entity holds of a row (整行取值), one value for each field of its class.

        None for a row that is not plainly good.
        """
        cells = row.cells
        if len(cells) != self.rows.width and (
            self.rows.width is not None or len(cells) < self.least
        ):
            return None
        if row.uncounted:
            return None
        values = self.base.copy()
        for to, at, known in self.single:
            found = known[cells[at]]
            if found is SLOW:
                return None
            if found is not ABSENT:
                values[to] = found
        for to, columns, known in self.several:
            found = known[tuple([cells[at] for at in columns])]
            if found is SLOW:
                return None
            if found is not ABSENT:
                values[to] = found
        for code, name in self.names:
            if values[code] is None and not is_null(tidy(cells[name])):
                return None  # a unit with a name and no code: the register is asked
        if self.placed_by is not None and not self._place(values):
            return None
        return values

    def _place(self, values: list[Any]) -> bool:
        """Whether a row has a town, or gets that of its unit."""
        at = self.maker.at[TOWN]
        if TOWN in self.fed and values[at] is not None and values[at] is not REQUIRED:
            return True
        assert self.resolver is not None
        assert self.placed_by is not None
        codes = (code for unit in self.placed_by if (code := values[unit]) and code is not REQUIRED)
        town = next((town for code in codes if (town := self.resolver.town_by(code))), None)
        values[at] = SLOW if town is None else self.towns[town]
        return values[at] is not SLOW

    def parent(self, row: SheetRow) -> str | None:
        """Return the key of the row to which a row belongs (所属主表行), None where it is not plain."""
        if self.parents is None:
            return None
        at, known = self.parents
        found = known[row.cells[at]]
        return None if found is SLOW else found

    def key(self, values: Sequence[Any]) -> str | None:
        """Return the key by which rows that belong to a row name it (行的键)."""
        name = next((one for one in ("id", "code") if one in self.fed), None)
        given = None if name is None else values[self.maker.at[name]]
        return None if given is None else str(given)

    def entity(self, values: Sequence[Any]) -> Any | None:
        """Return the entity of a row's values (成行); None where the row is not good as a whole."""
        try:
            return self.maker.make(values)
        except ERRORS:
            return None

    def with_rows(self, values: list[Any], nested: dict[str, tuple[Any, ...]]) -> bool:
        """Whether the rows that belong to a row stand among its values then (并入子行)."""
        try:
            for field, rows in nested.items():
                values[self.maker.at[field]] = self.maker.hold(field, rows)
        except ERRORS:
            return False
        return True


def plainly(rows: DraftRows, about: By) -> PlainRows | None:
    """Return what reads the plainly good rows of a sheet (直读器); None where each takes a draft."""
    entity: type = rows.table.table.entity
    maker: Maker[Any] | None = maker_of(entity)
    if maker is None or not _is_plain(rows, about.context):
        return None
    fed = {one.form.field for one in rows.table.fed}
    asked = {
        one.name
        for one, default in zip(maker.fields, maker.defaults, strict=True)
        if default is REQUIRED
    }
    found = PlainRows(rows, maker, about)
    return found if asked - fed <= ({TOWN} if found.placed_by is not None else set()) else None
