"""Rows of natural persons (自然人的行): told, never kept; and their numbers within texts."""

from __future__ import annotations

import re
from functools import cached_property

import attrs

from qualitygov.codes.person import hidden
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.forms.match import Match
from qualitygov.interchange.hygiene import tidy
from qualitygov.interchange.resolve.parties import is_person
from qualitygov.interchange.sheets import SheetRow
from qualitygov.text import Text

PERSON = Text("自然人，不予保存", "a natural person, who is not kept")

_PARTY = re.compile(
    r"(?:(?:行政)?相对人|(?:被)?(?:行政)?(?:处罚|许可|检查|监管)(?:对象|人)|当事人|(?:市场)?主体|企业|单位"
    r"|持证人|对象)(?:类别|类型|性质)"
)
"""Headers of columns that say of what kind the party of a row is (相对人类别)."""


@attrs.define(slots=False)
class Persons:
    """Finds the rows of natural persons in a sheet (自然人行识别), and tells of each."""

    match: Match
    told: list[Entry] = attrs.field(factory=list)

    @cached_property
    def columns(self) -> list[int]:
        """The columns that say of what kind the party of a row is (相对人类别列)."""
        headers = self.match.place.headers
        return [at for at, one in enumerate(headers) if _PARTY.fullmatch(one.bare)]

    def has(self, row: SheetRow) -> bool:
        """Whether a row is of a natural person (是否自然人); it is told, without its cells."""
        sheet = self.match.sheet
        for at in self.columns:
            if at < len(row.cells) and is_person(tidy(row.cells[at])):
                self.told.append(
                    Entry(
                        code="unit.person",
                        file=sheet.file,
                        sheet=sheet.name,
                        row=row.number,
                        column=self.match.place.headers[at].raw,
                        field=next((f.form.field for f in self.match.main.fed if f.at == at), None),
                        expected=PERSON,
                    )
                )
                return True
        return False


def without_numbers(cell: str) -> str:
    """Return a cell without the numbers of persons that stand in its text (隐去文内身份号码).

    A cell that is nothing but a number stays: of a unit's code its reader refuses it, of a document
    or a sample it is the number.
    """
    return cell if cell.isalnum() and cell.isascii() else hidden(cell)
