"""Drafts of rows (行草稿): what the cells of a row say for each table, before it is an entity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from qualitygov.core.cells import days, is_null, since_1900
from qualitygov.core.escaped import escaped
from qualitygov.core.fields import about_field
from qualitygov.core.kinds import kinds_of
from qualitygov.core.near import nearest, words_text
from qualitygov.core.placed import placed
from qualitygov.errors import QualityGovError
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.ended import Ending, endings
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.failing import contradictions, failing
from qualitygov.interchange.forms.deciding import states
from qualitygov.interchange.forms.match import Fed, Match, TableMatch
from qualitygov.interchange.forms.model import TableForm
from qualitygov.interchange.forms.remarks import Gone, gone
from qualitygov.interchange.forms.rivals import Rival, rivals
from qualitygov.interchange.hygiene import refusal, tidy, uncounted
from qualitygov.interchange.persons import without_numbers
from qualitygov.interchange.readers import (
    NOTHING_KEPT,
    Cell,
    composed,
    gives,
    own_gives,
    read,
    worded,
)
from qualitygov.interchange.sheets import Sheet, SheetRow
from qualitygov.text import Text

MOST_KNOWN = 4096
"""So many different cells of a column are remembered with what they say."""

UNREAD = frozenset(
    {"cell.formula", "cell.garbled", "cell.control", "cell.long", "cell.turning", "cell.type"}
)
"""Codes of cells of which nothing is read."""

UNKNOWN = Text("没有此词；", "no such word; ")
NO_STATE = Text("此列为空，状态不明，不作推定；请填写", "blank: the state is not known; write it")

LONGEST = 200
"""So many characters of a cell an entry shows."""


@attrs.frozen
class Wrong:
    """What is wrong with a cell (单元格问题): code, the column's name, and what is expected."""

    code: str
    name: str | None
    expected: Text
    found: str | None = None


@attrs.define(eq=False)
class Draft:
    """A row on its way to an entity (行草稿).

    `plain` has the values by field, `wrong` what could not be read; `parent` is the key of the row
    that it belongs to. `feeds` says which column feeds what, `form` which fields are made of
    others. `party` is the header and the cell that name the row's unit, where no field does.
    `among` are the units of which somebody must choose one. `beside` is the row of its sheet to
    which a row of a child table belongs, where that has no key of its own.
    """

    table: TableAbout
    sheet: Sheet
    row: SheetRow
    feeds: Mapping[str, Fed]
    plain: dict[str, Any]
    wrong: list[Wrong]
    parent: str | None = None
    form: TableForm | None = None
    party: tuple[str, str] | None = None
    among: tuple[str, ...] = ()
    beside: int | None = None

    @property
    def joined(self) -> frozenset[str]:
        """The fields that are made of others, or taken from them (由其他字段构成的字段)."""
        form = self.form
        return frozenset() if form is None else frozenset((*form.made_of, *form.stands_in))

    def entry(
        self,
        code: str,
        expected: Text,
        *,
        name: str | None = None,
        found: str | None = None,
        candidates: tuple[str, ...] = (),
    ) -> Entry:
        """Say something of this row, or of one of its columns (记录一处)."""
        header, cell = self._cell(name)
        shown = cell if found is None else found
        field = None if name is None else name.partition(".")[0].partition("[")[0]
        return Entry(
            code=code,
            file=self.sheet.file,
            sheet=self.sheet.name,
            row=self.row.number,
            column=header,
            field=name,
            found="" if self._personal(field) else escaped(shown[:LONGEST]),
            expected=expected,
            candidates=candidates,
            label=self.table.label_of(field),
        )

    def failed(self, name: str) -> bool:
        """Whether the cell that feeds a field could not be read (单元格是否有误)."""
        return any(wrong.name == name and wrong.code in UNREAD for wrong in self.wrong)

    def knows(self, name: str) -> bool:
        """Whether a column of the sheet feeds this (是否有对应列)."""
        return self._fed(name) is not None

    def written(self, name: str) -> str:
        """Return the cell that feeds a field, as it is written; empty where there is none."""
        return self._cell(name)[1]

    def meant(self, name: str) -> Text | None:
        """Return what an unknown word may mean by the form's own words (表样词语中的相近词).

        None where none is near: then the list of the field says what there is.
        """
        fed = self._fed(name)
        words = {} if fed is None else fed.form.words
        kept = (one.strip("*") for one, means in words.items() if means != NOTHING_KEPT)
        found = nearest(tidy(self.written(name)), filter(None, kept))
        return UNKNOWN + words_text([(one, one) for one in found], meant=True) if found else None

    def _fed(self, name: str) -> Fed | None:
        plain = name.partition("[")[0]
        for one in (name, plain, plain.partition(".")[0]):
            if one in self.feeds:
                return self.feeds[one]
        return None

    def _cell(self, name: str | None) -> tuple[str | None, str]:
        fed = None if name is None else self._fed(name)
        return (None, "") if fed is None else (fed.header.raw, cell_at(self.row, fed.at))

    def _personal(self, field: str | None) -> bool:
        attribute = self.table.fields.get(field or "")
        return attribute is not None and about_field(attribute).sensitivity == "personal"


def name_of(fed: Fed) -> str:
    """Return the name of the column that a header feeds (对应列名)."""
    return fed.form.field if fed.column is None else fed.column.name


def cell_at(row: SheetRow, at: int) -> str:
    """Return the cell of a row at a place (某列单元格); empty beyond its end."""
    return row.cells[at] if at < len(row.cells) else ""


def read_cell(fed: Fed, raw: str) -> Mapping[str, Any] | Wrong:
    """Return what a cell says, or what is wrong with it (读一格)."""
    refused = refusal(raw) if raw else None
    if refused is not None:
        return Wrong(refused[0], name_of(fed), refused[1])
    try:
        return read(Cell(without_numbers(tidy(raw)), fed.header, fed.form, fed.column))
    except QualityGovError as error:
        return Wrong(error.code, name_of(fed), error.text)


def of_days(fed: Fed) -> bool:
    """Whether the cells of a column say days, or parts of them (是否日期列)."""
    column = fed.column
    if column is None or fed.form.reads is not None:
        return fed.form.reads == "made"
    return column.kind == "day" or column.clean is days


def _uncounted(fed: Fed, raw: str) -> Wrong:
    code, expected = uncounted(raw)
    return Wrong(code, name_of(fed), expected)


def _width(match: Match) -> int | None:
    """How many cells a row of a text file or of rows in memory has: as many as its header."""
    if match.sheet.delimiter is None and match.sheet.header is None:
        return None
    place = match.place
    return max(len(row.cells) for row in match.sheet.rows[place.at : place.at + place.height])


def _misshapen(row: SheetRow, width: int) -> bool:
    """Whether a row was cut off, or has something in cells without a header."""
    return len(row.cells) < width or any(cell.strip() for cell in row.cells[width:])


class DraftRows:
    """Makes drafts of the rows of one sheet for one of its tables (行草稿器)."""

    def __init__(self, match: Match, table: TableMatch) -> None:
        self.match, self.table = match, table
        self.parts = {f.column.field for f in table.fed if f.column and f.column.part is not None}
        entity: type = table.table.entity
        kinds = kinds_of(entity)
        self.texts = {f for f in self.parts if getattr(kinds[f][0], "entity", None) is Text}
        self.needed = {f.column.field for f in table.fed if f.column and f.column.required}
        counts: dict[str, int] = {}
        for fed in table.fed:
            counts[fed.form.field] = counts.get(fed.form.field, 0) + 1
        self.lists = {field for field, n in counts.items() if n > 1 and field not in self.parts}
        fed_names = {name_of(fed) for fed in table.fed}
        self.states = [one for one in states(table.table) if one in fed_names]
        self.rivals = list(rivals(match)) if table is match.main else []
        self.party = match.party if table is match.main else None
        self.endings: list[Ending | Gone] = []
        if table is match.main:
            self.endings += [*endings(match), *gone(match)]
        self.failing = list(failing(match)) if table is match.main else []
        self.width = _width(match)
        self.units = {f.form.field: f.unit for f in table.fed if f.unit is not None}
        self.known: dict[int, dict[str, Mapping[str, Any] | Wrong]] = {f.at: {} for f in table.fed}
        self.feeds: dict[str, Fed] = {}
        for fed in table.fed:
            for name in (name_of(fed), *gives(fed.form)):
                self.feeds.setdefault(name, fed)
        for ending in self.endings:
            for name, fed in ending.fed():
                self.feeds.setdefault(name, fed)
        for fed in table.fed:
            for name in own_gives(entity, fed.form.field):
                self.feeds.setdefault(name, fed)

    def empty(self, row: SheetRow) -> bool:
        """Whether no column of this table has anything in a row (是否全空)."""
        return all(is_null(tidy(cell_at(row, fed.at))) for fed in self.table.fed)

    def draft(self, row: SheetRow) -> Draft:
        """Return the draft of a row (一行草稿)."""
        table = self.table.table
        draft = Draft(
            table=table,
            sheet=self.match.sheet,
            row=row,
            feeds=self.feeds,
            plain={},
            wrong=[],
            form=self.table.form,
        )
        if self.party is not None:
            header = self.match.place.headers[self.party].raw
            draft.party = (header, cell_at(row, self.party))
        if self.width is not None and _misshapen(row, self.width):
            expected = Text(f"应有 {self.width} 格", f"expected {self.width} cells")
            draft.wrong.append(Wrong("table.cells", None, expected, str(len(row.cells))))
        for fed in self.table.fed:
            self._take(draft, fed, cell_at(row, fed.at))
        self._settle(draft)
        for field in self.states:
            self._blank(draft, field)
        for text in contradictions(self.failing, row.cells, draft.plain):
            draft.wrong.append(Wrong("sample.conclusion", "stated", text))
        for rival in self.rivals:
            self._compare(draft, rival)
        for ending in self.endings:
            said = cell_at(row, ending.at)
            if (wrong := ending.wrong(said, draft.plain)) is not None:
                draft.wrong.append(Wrong(ending.code, *wrong, said))
        if table.child is not None:
            key = draft.plain.pop(table.child.key, None)
            draft.parent = None if key is None else str(key)
        return draft

    def _take(self, draft: Draft, fed: Fed, raw: str) -> None:
        if fed.at in draft.row.uncounted:
            draft.wrong.append(_uncounted(fed, raw))
            return
        known = self.known[fed.at]
        if raw not in known:
            if len(known) >= MOST_KNOWN:
                known.clear()
            early = self.match.sheet.since_1904 and of_days(fed)
            known[raw] = read_cell(fed, since_1900(raw) if early else raw)
        found = known[raw]
        if isinstance(found, Wrong):
            draft.wrong.append(found)
            return
        for field, value in found.items():
            self._put(draft, field, value)

    def _put(self, draft: Draft, field: str, value: Any) -> None:
        whole, _, part = field.partition(".")
        if part and whole in self.parts:
            inner = draft.plain.setdefault(whole, {})
            if value is not None:
                inner[part] = value
        elif field in self.lists:
            kept = draft.plain.setdefault(field, [])
            if value is not None:
                kept.append(value)
        elif draft.plain.get(field) is None:
            draft.plain[field] = value

    def _blank(self, draft: Draft, field: str) -> None:
        """A state that a column should say, and does not: none is assumed."""
        if draft.plain.get(field) is None and all(
            wrong.name not in (None, field) for wrong in draft.wrong
        ):
            draft.wrong.append(Wrong("cell.state", field, NO_STATE))

    def _compare(self, draft: Draft, rival: Rival) -> None:
        """A second column that nobody reads: nobody knows which is true where they differ."""
        cell = cell_at(draft.row, rival.at)
        fed = self.feeds[rival.field]
        word = worded(tidy(cell), fed.form.words) if fed.form.words else cell
        if rival.otherwise(word, draft.plain.get(rival.field)):
            header, said = " ".join(rival.header.raw.split()), tidy(cell)
            expected = Text(
                f"另一列“{header}”为“{said}”，与此列不一致，未读入；"
                "请改正，或在 mapping.toml 中将该列列入 ignore",
                f"another column, “{header}”, says “{said}”, not the same: "
                "not read; correct it, or ignore that column in mapping.toml",
            )
            draft.wrong.append(Wrong("cell.rival", rival.field, expected))

    def _settle(self, draft: Draft) -> None:
        plain = draft.plain
        clash = composed(plain, self.table.table.entity, self.units)
        if clash is not None:
            draft.wrong.append(Wrong("unit.two", "unit", clash))
        for field in self.parts - self.needed:
            if plain.get(field) == {}:
                del plain[field]
        for field in self.texts:
            named = plain.get(field) or {}
            if named.keys() == {"zh"}:  # a Chinese name alone is the name in both languages
                plain[field] = Text(named["zh"], named["zh"])
        self.table.form.give(plain)
        draft.plain = placed(self.table.table.entity, plain)
