"""Tables of facts (事实表): the flat rows from which every indicator counts, by table and town.

A row has ``town`` and ``on`` (the day that places it in a period) and plain columns; one about
something due has ``standing`` besides. Which tables there are, and with which columns, the subjects
say; the assessment knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from qualitygov.assessment.reported import Asked, Reported, Reports, in_full
from qualitygov.core.period import Period

NO_ROWS: tuple[Any, ...] = ()


def _nothing(_row: Any) -> bool:
    return False


@attrs.frozen(eq=False)
class FactTables:
    """All facts of a county, found by table and town, and what was reported (事实表集合).

    `excused` says of a row whether it need not be done (经核准免予考核). `to_come` are the period that
    is judged and its cut-off, while that is to come: until then what is missing may be done late.

    >>> FactTables.of({"sample": ()}).rows("sample", "330299101")
    ()
    """

    _rows: Mapping[tuple[str, str], tuple[Any, ...]] = attrs.field(alias="rows")
    _reports: Reports = attrs.field(default=in_full, alias="reports")
    excused: Callable[[Any], bool] = _nothing
    to_come: tuple[Period, date] | None = None

    @classmethod
    def of(
        cls,
        tables: Mapping[str, Iterable[Any]],
        reports: Reports = in_full,
        excused: Callable[[Any], bool] = _nothing,
        to_come: tuple[Period, date] | None = None,
    ) -> FactTables:
        """Sort rows by table and town (按表和乡镇归集).

        A row without a town or a day belongs to no town and no period, and is left out.
        """
        grouped: dict[tuple[str, str], list[Any]] = {}
        for name, rows in tables.items():
            for row in rows:
                if row.town is not None and row.on is not None:
                    grouped.setdefault((name, row.town), []).append(row)
        rows = {key: tuple(found) for key, found in grouped.items()}
        return cls(rows, reports, excused, to_come)

    def rows(self, table: str, town: str) -> tuple[Any, ...]:
        """Return the rows of one table and town; empty when there are none."""
        return self._rows.get((table, town), NO_ROWS)

    def closes(self, period: Period) -> date | None:
        """Return the cut-off until which what is missing in a period may be done late (截止日).

        None where it is past.
        """
        if self.to_come is None or not self.to_come[0].touches(period):
            return None
        return self.to_come[1]

    def reported(self, asked: Asked, town: str, period: Period, missing: int = 0) -> Reported:
        """Return what was reported behind some facts, for a town and a period (报送情况).

        `missing` is how many of these facts are missing already.
        """
        return self._reports(asked, town, period).beside(missing)

    def of_parts(
        self, rows: Mapping[tuple[str, str], tuple[Any, ...]], homes: Mapping[str, str]
    ) -> FactTables:
        """Return the facts of parts of towns (各部分的事实), by table and part.

        `homes` has the town of each part, whose reports stand behind its facts as well.
        """

        def reports(asked: Asked, part: str, period: Period) -> Reported:
            return self._reports(asked, homes[part], period)

        return FactTables(rows, reports, self.excused, self.to_come)

    @property
    def towns(self) -> tuple[str, ...]:
        """The towns of which anything is known, in order of their codes."""
        return tuple(sorted({town for _, town in self._rows}))
