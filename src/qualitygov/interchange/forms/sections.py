"""Tables below each other in one sheet (同表分段): each with a header of its own, none of them lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import attrs

from qualitygov.interchange.forms.layout import DEEPEST, HIGHEST, is_title, row_keys
from qualitygov.interchange.forms.title_units import title_unit
from qualitygov.interchange.sheets import Merge, Sheet, SheetRow

FEWEST = 3
"""A row is a header that has so many names of columns, or two and nothing else."""

Known = Callable[[str], bool]


def _is_head(row: SheetRow, known: Known, *, deep: bool) -> bool:
    """Whether most cells of a row are names of columns; far down its first cells say it."""
    filled = [cell for cell in row.cells if cell.strip()]
    if len(filled) < 2 or (deep and not any(map(known, filled[:2]))):  # noqa: PLR2004
        return False
    hits = sum(map(known, filled))
    return hits * 2 > len(filled) and (hits >= FEWEST or hits == len(filled))


def _top(sheet: Sheet, at: int) -> int:
    """The first row of a header of which this is one: cells are merged above or into it."""
    above = range(max(at - HIGHEST + 1, 0), at)
    return min(
        (
            m.top
            for m in sheet.merges
            if m.top in above and (m.bottom >= at or (m.right > m.left and m.bottom == at - 1))
        ),
        default=at,
    )


def _heads(sheet: Sheet, known: Known) -> Iterator[tuple[int, int]]:
    """Each header that differs from the one before it, as its first and last row."""
    last: tuple[int, int] | None = None
    for at, row in enumerate(sheet.rows):
        if not _is_head(row, known, deep=at >= DEEPEST):
            continue
        if last is not None and at - last[1] == 1 and at - last[0] < HIGHEST:
            last = (last[0], at)
            continue
        if last is not None:
            own = {row_keys(one) for one in sheet.rows[last[0] : last[1] + 1]}
            if row_keys(row) in own:
                continue
            yield last
        last = (at, at)
    if last is not None:
        yield last


def _begins(sheet: Sheet, first: int, floor: int) -> int:
    """Where the part of a header begins: with the titles and blank rows above it."""
    at = first if sheet.rows[first - 1].blank else _top(sheet, first)
    while at - 1 > floor and (sheet.rows[at - 1].blank or is_title(sheet.rows[at - 1])):
        at -= 1
    return max(at, floor + 1)


def _part(sheet: Sheet, begins: int, ends: int) -> Sheet:
    merges = tuple(
        Merge(m.top - begins, m.left, min(m.bottom, ends - 1) - begins, m.right)
        for m in sheet.merges
        if begins <= m.top < ends
    )
    unclosed = sheet.unclosed if ends == len(sheet.rows) else None
    return attrs.evolve(sheet, rows=sheet.rows[begins:ends], merges=merges, unclosed=unclosed)


def sections(sheet: Sheet, known: Known) -> list[Sheet]:
    """Return the tables that stand below each other in a sheet (同表各段), mostly the sheet alone.

    `known` says whether a cell is the name of a column. A header that is printed again, as it was,
    begins no new table.
    """
    if sheet.header is not None:
        return [sheet]
    heads = list(_heads(sheet, known))
    floors = [last for _, last in heads]
    starts = (
        [
            _begins(sheet, first, floor)
            for (first, _), floor in zip(heads[1:], floors[:-1], strict=True)
        ]
        if heads
        else []
    )
    bounds = [0, *starts, len(sheet.rows)]
    parts = [_part(sheet, *both) for both in pairwise(bounds)]
    unit: str | None = None
    for at, (begins, (first, _)) in enumerate(zip(bounds, heads, strict=False)):
        if begins == first:  # a page without a title goes on as the one before it
            parts[at] = attrs.evolve(parts[at], unit=unit)
        else:
            unit = title_unit(sheet.rows[begins:first])
    return parts
