"""What the reader says of one place of what it reads (读取记录): where, what was found, what is due."""

from __future__ import annotations

from typing import Any

import attrs

from qualitygov.codes.person import discreet
from qualitygov.core.escaped import escaped
from qualitygov.text import Language, Text


def _discreet(text: Text) -> Text:
    return Text(discreet(text.zh), discreet(text.en))


@attrs.frozen(kw_only=True)
class Entry:
    """One thing that the reader says of one place (读取记录).

    `file` is the path within the folder, or the name of another source; `row` counts as a person
    does in a spreadsheet, `column` is the header as it is written, `field` the field that it
    feeds. `found` is the cell as it was written, empty where nothing stood there. `candidates`
    are what a person may choose from, `choices` the same with their names, and `label` is what
    people call the field. A `personal` cell is never repeated.
    """

    code: str
    file: str
    expected: Text = attrs.field(converter=_discreet)
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    field: str | None = None
    found: str = attrs.field(default="", converter=discreet)
    candidates: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    label: Text | None = None

    def place(self, language: Language = "en") -> str:
        """Return where it is, in words (位置).

        >>> Entry(code="cell", file="a.xlsx", sheet="一", row=3, expected=Text("", "")).place("zh")
        'a.xlsx“一”第 3 行'
        """
        zh = language == "zh"
        place = self.file
        if self.sheet is not None:
            place += f"“{self.sheet}”" if zh else f" [{self.sheet}]"
        if self.row is not None:
            gap = "" if zh and self.sheet is not None else " "
            place += gap + (f"第 {self.row} 行" if zh else f"row {self.row}")
        return place

    def say(self, language: Language = "en") -> str:
        """Return it as one sentence (说明) that can be shown anywhere."""
        return escaped(self._said(language))

    def _said(self, language: Language) -> str:
        zh = language == "zh"  # the name of a field is no word of an official
        field = None if zh and self.field and self.field.isascii() else self.field
        column = self.column or (self.label.say(language) if self.label else field)
        where = self.place(language)
        flat = " ".join(column.split()) if column else ""
        if zh:
            where += f"“{flat}”" if flat else ""
            found = f"（实际为 {self.found}）" if self.found and not self._quoted else ""
            return f"{where}：{self.expected.zh}{found}"
        where += f", {flat}" if flat else ""
        found = f" (found {self.found})" if self.found and not self._quoted else ""
        return f"{where}: {self.expected.en}{found}"

    @property
    def _quoted(self) -> bool:
        """Whether what is expected quotes the cell itself: 石桥镇：不是本县的乡镇."""
        return any(part in self.expected.zh for part in (f"{self.found}：", f"：{self.found}"))

    def __str__(self) -> str:
        return self.say("en")

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data, as ``reading.json`` has it (读取情况条目)."""
        told: dict[str, Any] = {
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "field": self.field,
            "code": self.code,
            "found": self.found or None,
            "expected": {"zh": self.expected.zh, "en": self.expected.en},
        }
        if self.candidates:
            told["candidates"] = list(self.candidates)
            told["choices"] = list(self.choices or self.candidates)
        return told
