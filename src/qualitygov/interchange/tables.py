"""Reading tables (读取数据表): drafts of every file in, good rows and what was told out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, Generic, Protocol, TypeVar

import attrs

from qualitygov.core.form import to_plain
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.interchange.book_words import translate
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.drafts import Draft, DraftRows
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.making import Made, RowCheck, also_wrong, entity_of, key_of
from qualitygov.interchange.plainly import PlainRows
from qualitygov.interchange.possible import (
    is_of_nobody,
    named_units,
    possible_units,
    unread_parties,
)
from qualitygov.interchange.quotes import rows_of
from qualitygov.interchange.resolving import Resolved, Resolver
from qualitygov.interchange.sheets import Sheet, SheetRow
from qualitygov.rulebook.context import Context
from qualitygov.text import Text

T = TypeVar("T")


class Children(Protocol):
    """What gives rows their children (子表行), where a row may have some."""

    def claim(self, key: str | None) -> None:
        """Say that there is a row of this key (认领子行)."""

    def completes(self, plain: PlainRows, values: list[Any]) -> bool:
        """Whether the children of a plainly good row stand among its values then (并入子行)."""


@attrs.frozen(eq=False)
class Origin:
    """Where a row that was plainly good was read (直读行出处), and the key of the row it belongs to."""

    rows: DraftRows
    row: SheetRow
    parent: str | None

    @property
    def sheet(self) -> Sheet:
        """The sheet that has the row."""
        return self.rows.match.sheet

    def entry(
        self, code: str, expected: Text, *, name: str | None = None, found: str | None = None
    ) -> Entry:
        """Say something of this row, or of one of its columns (记录一处)."""
        return self.rows.draft(self.row).entry(code, expected, name=name, found=found)


@attrs.frozen
class Lost:
    """A row that was not taken (未收行): its place, and its cells in their plain form.

    A row of `nobody` does not say of which unit it is; `among` are units that it may be of. A row
    of a child table names the row of its `parent`, or stands `beside` one without a key.
    """

    file: str
    sheet: str | None
    row: int | None
    plain: Mapping[str, Any]
    nobody: bool = False
    among: tuple[str, ...] = ()
    parent: str | None = None
    beside: int | None = None


@attrs.frozen
class Place:
    """Where a row was read (行的出处), and the key of the row that it belongs to."""

    file: str
    sheet: str | None
    row: int
    parent: str | None = None


@attrs.frozen(kw_only=True)
class TableReading(Generic[T]):
    """What was read of one table (读取结果).

    `rows` are the good rows, in the order of their files, `places` where each was read; `read` is
    the number of all rows of data. `refused`, `review`, `ignored` and `told` say of rows that were
    refused, kept aside for a person, no data, or kept with a remark. `lost` are the rows that were
    not taken. A table that is not `usable` could not be read in some file at all; where one table
    is read by itself, `file_errors` say why, and `unknown_columns` which columns nobody reads.
    """

    name: str
    rows: tuple[T, ...] = ()
    places: tuple[Place, ...] = ()
    files: tuple[str, ...] = ()
    read: int = 0
    refused: tuple[Entry, ...] = ()
    review: tuple[Entry, ...] = ()
    ignored: tuple[Entry, ...] = ()
    told: tuple[Entry, ...] = ()
    lost: tuple[Lost, ...] = ()
    usable: bool = True
    file_errors: tuple[Entry, ...] = ()
    unknown_columns: tuple[Entry, ...] = ()

    @property
    def refused_rows(self) -> int:
        """How many rows were refused (拒收行数)."""
        return rows_of(self.refused)


def place_of(draft: Draft | Origin) -> Place:
    """Return where a row was read (行的出处)."""
    return Place(draft.sheet.file, draft.sheet.name, draft.row.number, draft.parent)


def lost_of(draft: Draft, resolver: Resolver | None = None) -> Lost:
    """Return a draft that was not taken (未收草稿), without the name of a person."""
    persons = {wrong.name for wrong in draft.wrong if wrong.code == "code.person"}
    names = {name for of, name in draft.table.named.items() if of in persons}
    if persons & {"code"}:
        names |= {"name"}
    plain = {field: value for field, value in draft.plain.items() if field not in names}
    nobody, among = False, draft.among
    if resolver is not None and is_of_nobody(draft, resolver):
        nobody, among = True, among or possible_units(draft, resolver)
    elif resolver is not None and draft.table.child is not None:
        among = named_units(draft, resolver)
    if resolver is not None:
        among = tuple(dict.fromkeys((*among, *unread_parties(draft, resolver))))
    return Lost(
        draft.sheet.file,
        draft.sheet.name,
        draft.row.number,
        plain,
        nobody=nobody,
        among=among,
        parent=draft.parent,
        beside=draft.beside,
    )


def same_row(place: Place) -> tuple[str, str, str]:
    """Return how a place is named in Chinese and English, and how it is found (行的位置)."""
    sheet = f"“{place.sheet}”" if place.sheet is not None else ""
    zh = f"{place.file}{sheet} 第 {place.row} 行"
    en = f"{place.file}{f' [{place.sheet}]' if place.sheet is not None else ''} row {place.row}"
    return zh, en, place.file


def _resolved(draft: Draft, resolver: Resolver) -> Resolved:
    """Bring names to codes in a draft; the units that may be meant stay with it."""
    resolved = resolver(draft)
    units = (one.candidates for one in resolved.review if one.code == "unit.unresolved")
    draft.among = tuple(dict.fromkeys(chain.from_iterable(units)))
    return resolved


class TableReader(Generic[T]):
    """Reads the rows of one table (读取一张表): its drafts, of all files that carry it."""

    def __init__(
        self,
        table: TableAbout,
        *,
        strict: bool = False,
        check: RowCheck | None = None,
        context: Context | None = None,
        resolve: Resolver | None = None,
    ) -> None:
        self.table, self.strict, self.check = table, strict, check
        self.context, self.resolve = context, resolve
        self.kept: list[tuple[Draft | Origin, T]] = []
        self.refused: list[Entry] = []
        self.review: list[Entry] = []
        self.told: list[Entry] = []
        self.lost: list[Draft] = []
        self.seen: dict[Any, int] = {}
        self.read = 0

    def take(self, draft: Draft, nested: Mapping[str, tuple[Any, ...]] | None = None) -> None:
        """Take one row (收一行): make an entity of it, or say why not."""
        self.read += 1
        if self.context is not None:
            self._by_the_book(draft, self.context)
        if self.resolve is not None:
            resolved = _resolved(draft, self.resolve)
            self.told += resolved.told
            if resolved.dropped:
                return
            if resolved.review and not draft.wrong:
                self.review += resolved.review
                self.refuse(draft, also_wrong(draft, nested or {}, resolved.open))
                return
        made: Made = entity_of(draft, nested or {}, self.check, strict=self.strict)
        self.told += made.told
        if made.entity is None:
            self.refuse(draft, made.refused)
        elif self._first(draft, made.entity):
            self.kept.append((draft, made.entity))

    def take_plain(self, plain: PlainRows, row: SheetRow, joined: Children | None = None) -> bool:
        """Take a row that is plainly good (收直读行); False for one of which a draft must be made."""
        values = plain.values(row)
        if values is None:
            return False
        if joined is not None and not joined.completes(plain, values):
            return False
        parent = None if self.table.child is None else plain.parent(row)
        if parent is None and self.table.child is not None:
            return False
        entity = plain.entity(values)
        if entity is None or (self.check is not None and any(True for _ in self.check(entity))):
            return False
        key = key_of(self.table, entity)
        if key is not None:
            if key in self.seen:
                return False
            self.seen[key] = len(self.kept)
        if joined is not None:
            joined.claim(plain.key(values))
        self.read += 1
        self.kept.append((Origin(plain.rows, row, parent), entity))
        return True

    def _by_the_book(self, draft: Draft, context: Context) -> None:
        """Read the words that the rulebook lists, and what it gives where a row does not say it."""
        self.told += translate(draft, context.rulebook)
        complete = self.table.spec.complete
        if complete is not None and self.table.child is None and not draft.wrong:
            complete(draft.plain, context)

    def refuse(self, draft: Draft, entries: Iterable[Entry]) -> None:
        """Refuse one row (拒收一行)."""
        self.refused += entries
        self.lost.append(draft)

    def lose(self, draft: Draft, entries: Iterable[Entry]) -> None:
        """Refuse a row that something else made unreadable (因他处差错拒收); it says whose it is."""
        self.read += 1
        if self.resolve is not None:
            _resolved(draft, self.resolve)
        self.refuse(draft, entries)

    def draft_of(self, kept: Draft | Origin) -> Draft:
        """Return the draft of a row that was kept (已收行的草稿), as it was taken."""
        if isinstance(kept, Draft):
            return kept
        draft = kept.rows.draft(kept.row)
        if self.context is not None:
            self._by_the_book(draft, self.context)
        if self.resolve is not None:
            self.resolve(draft)
        return draft

    def _first(self, draft: Draft, entity: T) -> bool:
        """Whether a row is the first of its key; the same row of another file is only told."""
        key = key_of(self.table, entity)
        if key is None:
            return True
        if key not in self.seen:
            self.seen[key] = len(self.kept)
            return True
        there, other = self.kept[self.seen[key]]
        zh, en, file = same_row(place_of(there))
        name = self.table.key[-1] if self.table.key else None
        if file == draft.sheet.file:
            expected = Text(f"与 {zh} 重复", f"there already, in {en}")
            self.refuse(draft, [draft.entry("table.duplicate", expected, name=name)])
        elif entity == other:
            expected = Text(f"与 {zh} 相同，只计一次", f"the same as {en}; it counts once")
            self.told.append(draft.entry("table.repeat", expected, name=name))
        else:
            self._differs(draft, entity, other, (zh, en))
        return False

    def _differs(self, draft: Draft, entity: T, other: T, at: tuple[str, str]) -> None:
        """Two files say different things of one: the first counts, until a person decides."""
        zh, en = at
        for name in self.table.fields:
            here, there = getattr(entity, name), getattr(other, name)
            if here != there:
                said = _spoken(there)
                expected = Text(
                    f"{zh} 为 {said.zh}；先按该行计，请核对",
                    f"{en} says {said.en}, which counts until somebody decides",
                )
                found = None if draft.knows(name) else _spoken(here).zh
                entry = draft.entry("table.differs", expected, name=name, found=found)
                self.told.append(entry)
                self.review.append(entry)

    def reading(self, *, ignored: Sequence[Entry], usable: bool, files: Sequence[str]) -> Any:
        """Return what was read (读取结果)."""
        return TableReading(
            name=self.table.name,
            rows=tuple(entity for _, entity in self.kept),
            places=tuple(place_of(draft) for draft, _ in self.kept),
            files=tuple(files),
            read=self.read,
            refused=tuple(self.refused),
            review=tuple(self.review),
            ignored=tuple(ignored),
            told=tuple(self.told),
            lost=tuple(lost_of(draft, self.resolve) for draft in self.lost),
            usable=usable,
        )


def _spoken(value: Any) -> Text:
    """A value as people say it: nothing, a word of a list, or as files have it."""
    if value is None:
        return Text("空", "nothing")
    if isinstance(value, Vocabulary):
        return Text(value.label.zh, value.value)
    said = str(to_plain(value))
    return Text(said, said)
