"""Printing on a terminal (终端排印): lines and tables that fit it, and names beside codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from qualitygov.core.escaped import escaped
from qualitygov.core.width import columns_of, padded, wrapped
from qualitygov.report.headings import Headings
from qualitygov.text import Language, Text

_CODE = re.compile("[0-9A-Z]{4,}")
BETWEEN = "  "


class Printer:
    """Prints lines and tables in one language (终端排印), of at most `width` columns.

    `write` takes each line. `names` are what units and places are called, by code: a code is shown
    with its name.
    """

    def __init__(
        self,
        write: Callable[[str], None],
        width: int,
        language: Language,
        names: Mapping[str, str] | None = None,
    ) -> None:
        self.write, self.width, self.language = write, width, language
        self.names = names or {}

    def say(self, zh: str, en: str) -> str:
        """Return one of two wordings (文字)."""
        return Text(zh, en).say(self.language)

    def named(self, text: str) -> str:
        """Return a text with the names of the units and places whose codes it has (代码旁加名称)."""

        def name(found: re.Match[str]) -> str:
            known = self.names.get(found[0])
            if known is None or known in text:
                return found[0]
            return self.say(f"{known}（{found[0]}）", f"{known} ({found[0]})")

        return _CODE.sub(name, text)

    def cell(self, value: Any) -> str:
        """Return a value as a cell shows it (单元格文字)."""
        if value is None:
            return "–"
        said = value.say(self.language) if isinstance(value, Text) else str(value)
        return self.named(escaped(said.replace("\n", " ")))

    def line(self, text: str = "") -> None:
        """Print a text, its lines broken where the terminal ends (输出一行)."""
        for given in text.split("\n"):
            for one in wrapped(given, self.width):
                self.write(one)

    def block(self, lines: Iterable[str]) -> None:
        """Print lines, and an empty one behind them if there were any (输出一段)."""
        told = [*lines]
        for one in told:
            self.line(one)
        if told:
            self.line()

    def table(
        self,
        title: tuple[str, str],
        columns: Headings,
        rows: Iterable[Sequence[Any]],
        *,
        note: int | None = None,
    ) -> None:
        """Print a table under its title, and nothing where it has no row (输出表格).

        A row has the cells of the columns, and where `note` names one of them a further cell, which
        stands in a line below, set in to that column.
        """
        made = [[*map(self.cell, row)] for row in rows]
        if not made:
            return
        self.line(self.say(*title))
        heads = [self.say(zh, en) for zh, en, _ in columns]
        right = [justify == "right" for _, _, justify in columns]
        widths = columns_of([heads, *(row[: len(heads)] for row in made)], self.width - 1)
        self._row(heads, widths, right)
        self.write(" " + "─" * (sum(widths) + len(BETWEEN) * (len(widths) - 1)))
        for row in made:
            self._row(row[: len(heads)], widths, right)
            if note is not None and row[-1]:
                indent = " " * (1 + sum(widths[:note]) + len(BETWEEN) * (note or 1))
                self.line(indent + row[-1])
        self.line()

    def _row(self, cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> None:
        """Print a row, its cells broken within their columns."""
        broken = [
            wrapped(cell, width, further=0) for cell, width in zip(cells, widths, strict=True)
        ]
        for at in range(max(map(len, broken))):
            parts = [
                padded(lines[at] if at < len(lines) else "", width, right=to_right)
                for lines, width, to_right in zip(broken, widths, right, strict=True)
            ]
            self.write(" " + BETWEEN.join(parts).rstrip())
