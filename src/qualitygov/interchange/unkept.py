"""Rows of which a word says that there is nothing to keep (无须入表的行): told, and no record made."""

from __future__ import annotations

import attrs

from qualitygov.core.cells import is_null
from qualitygov.core.escaped import escaped
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.forms.match import Fed, Match
from qualitygov.interchange.hygiene import tidy
from qualitygov.interchange.persons import Persons
from qualitygov.interchange.readers import NOTHING_KEPT, worded
from qualitygov.interchange.sheets import SheetRow
from qualitygov.text import Text

NONE = Text(
    "不构成记录（如不予行政处罚），不入表", "says that there is none (no penalty): no record"
)
LONGEST = 80


@attrs.define
class Unkept:
    """Finds the rows of a sheet that a form's word says are nothing to keep (识别无须入表的行)."""

    match: Match
    told: list[Entry] = attrs.field(factory=list)
    columns: list[Fed] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        fed = self.match.main.fed
        self.columns = [one for one in fed if NOTHING_KEPT in one.form.words.values()]

    def has(self, row: SheetRow) -> bool:
        """Whether a row is nothing to keep (是否无须入表); it is told."""
        for one in self.columns:
            cell = tidy(row.cells[one.at]) if one.at < len(row.cells) else ""
            if is_null(cell) or worded(cell, one.form.words) != NOTHING_KEPT:
                continue
            sheet = self.match.sheet
            self.told.append(
                Entry(
                    code="row.none",
                    file=sheet.file,
                    sheet=sheet.name,
                    row=row.number,
                    column=one.header.raw,
                    field=one.form.field,
                    found=escaped(cell[:LONGEST]),
                    expected=NONE,
                )
            )
            return True
        return False


class Dropped:
    """Finds the rows of a sheet that are not kept (不保存的行): of persons, or of nothing to keep."""

    def __init__(self, match: Match) -> None:
        self.persons, self.unkept = Persons(match), Unkept(match)
        self.looks = bool(self.persons.columns or self.unkept.columns)

    @property
    def told(self) -> tuple[Entry, ...]:
        """What was told of each."""
        return (*self.persons.told, *self.unkept.told)

    def has(self, row: SheetRow) -> bool:
        """Whether a row is not kept (是否不保存); it is told."""
        return self.persons.has(row) or self.unkept.has(row)
