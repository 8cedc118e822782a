"""Parents and children of tables (主子表): rows that belong to a row of another table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Any

from qualitygov.core.knowledge import own_day
from qualitygov.interchange.drafts import Draft
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.plainly import PlainRows
from qualitygov.interchange.tables import Origin, TableReader, place_of, same_row
from qualitygov.text import Text

ORPHAN = Text("没有对应的主表行", "there is no row to which it belongs")
PARENT = Text(
    "所属的第 {row} 行未读入，一并退回",
    "row {row}, to which it belongs, was not read, and neither is this",
)
NO_PARENT = Text("未写明所属的主表行", "it does not say to which row it belongs")
BAD_CHILD = Text("其子表行有误，整行不予读入：", "refused, as is a row that belongs to it: ")


ORPHANED, BESIDE = "table.orphan", "table.parent"
Sheets = frozenset[tuple[str, str | None]]
REPEATED = Text("与另一文件的行相同，只计一次", "the same as a row of another file; it counts once")


def _sheet_of(draft: Draft | Origin) -> tuple[str, str | None]:
    return draft.sheet.file, draft.sheet.name


def _in_order(rows: Sequence[Any]) -> tuple[Any, ...]:
    """Child rows by their days, as an office may list them in any order.

    Those of one day stay as they are listed; a list from the newest to the oldest is turned round.
    """
    dated = [(day, row) for row in rows if (day := own_day(row)) is not None]
    if not dated or len(dated) < len(rows):
        return tuple(rows)
    if dated[0][0] > dated[-1][0] and all(one >= other for (one, _), (other, _) in pairwise(dated)):
        dated.reverse()
    return tuple(row for _, row in sorted(dated, key=itemgetter(0)))


class Joined:
    """Gives parents their children (主子表合并), and names children that have no parent.

    A sheet that has both gives each of its rows its own children; children of a file of their own
    go to the row that they name, wherever it stands. They are put in order of their days.
    """

    def __init__(self, readers: Mapping[str, TableReader[Any]], parents: Sheets) -> None:
        self.readers, self.sheets = readers, parents
        self.claimed: set[str] = set()
        self.rows = {field: self._grouped(reader) for field, reader in readers.items()}
        self.refused = {
            field: {d.parent: place_of(d) for d in r.lost if d.parent}
            for field, r in readers.items()
        }

    def _grouped(self, reader: TableReader[Any]) -> dict[str, list[tuple[Draft | Origin, Any]]]:
        """The rows of a child table by the key that they name; a repeat of another file is told."""
        found: dict[str, list[tuple[Draft | Origin, Any]]] = {}
        kept = []
        for draft, entity in reader.kept:
            own = found.setdefault(draft.parent or "", [])
            apart = _sheet_of(draft) not in self.sheets
            if apart and any(e == entity and d.sheet.file != draft.sheet.file for d, e in own):
                reader.told.append(draft.entry("table.repeat", REPEATED))
                continue
            own.append((draft, entity))
            kept.append((draft, entity))
        reader.kept = kept
        return found

    def nested(self, draft: Draft) -> tuple[dict[str, tuple[Any, ...]], list[Entry]]:
        """Return the children of a row by field, and why it is refused because of them."""
        given = draft.plain.get("id", draft.plain.get("code"))
        if given is None:
            return {}, []
        key, wrong = str(given), []
        self.claim(key)
        for field in self.rows:
            if key in self.refused[field]:
                zh, en, _ = same_row(self.refused[field][key])
                expected = BAD_CHILD + Text(zh, en)
                wrong.append(draft.entry("table.children", expected, name=field, found=""))
        return self._of(key, _sheet_of(draft)), wrong

    def claim(self, key: str | None) -> None:
        """Say that there is a row of this key, to which others may belong (认领子行)."""
        if key is not None:
            self.claimed.add(key)

    def completes(self, plain: PlainRows, values: list[Any]) -> bool:
        """Whether the children of a plainly good row stand among its values then (并入子行)."""
        key = plain.key(values)
        if key is None:
            return True
        if any(key in refused for refused in self.refused.values()):
            return False
        sheet = plain.rows.match.sheet
        return plain.with_rows(values, self._of(key, (sheet.file, sheet.name)))

    def _of(self, key: str, sheet: tuple[str, str | None]) -> dict[str, tuple[Any, ...]]:
        """The children of the row of a key, by field."""
        found = {f: self._own(sheet, rows[key]) for f, rows in self.rows.items() if key in rows}
        return {field: own for field, own in found.items() if own}

    def _own(
        self, sheet: tuple[str, str | None], rows: Sequence[tuple[Draft | Origin, Any]]
    ) -> tuple[Any, ...]:
        own = [entity for child, entity in rows if _sheet_of(child) == sheet]
        return _in_order(own or [e for child, e in rows if _sheet_of(child) not in self.sheets])

    def settle(self) -> None:
        """Refuse the children that no row claimed (孤立子表行)."""
        for reader in self.readers.values():
            kept = []
            for draft, entity in reader.kept:
                if draft.parent is not None and draft.parent in self.claimed:
                    kept.append((draft, entity))
                else:
                    name = reader.table.child.key if reader.table.child else None
                    code, expected = _alone(draft)
                    entry = draft.entry(code, expected, name=name, found=draft.parent or "")
                    reader.refuse(reader.draft_of(draft), [entry])
            reader.kept = kept


def _alone(draft: Draft | Origin) -> tuple[str, Text]:
    """Why a child row is refused that no row claimed: a code and a sentence."""
    if isinstance(draft, Draft) and draft.beside is not None:
        row = draft.beside
        return BESIDE, Text(PARENT.zh.format(row=row), PARENT.en.format(row=row))
    return ORPHANED, NO_PARENT if draft.parent is None else ORPHAN
