"""A town's returns of the year, prefilled from what is on file: nil returns included.

python examples/town-alone/returns.py

Writes ``data/returns.csv``. Who signs it vouches for it: a nil return says that there was nothing.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from qualitygov import Context, OfficialCalendar, read_county
from qualitygov.core.period import Period
from qualitygov.returns import prefilled

YEAR = Period(date(2016, 1, 1), date(2016, 12, 31))
HEADER = ("owner", "table", "town", "period", "rows", "filed_on", "filed_by")
TARGET = Path(__file__).parent / "data" / "returns.csv"


def main() -> None:
    """Write the returns."""
    reading = read_county(Path(__file__).parent, calendar=OfficialCalendar())
    context = Context.of_year(reading.rulebook, YEAR.last.year, calendar=OfficialCalendar())
    sheet = prefilled(reading.data, context, YEAR, filed_on=date(2017, 1, 9))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows([getattr(one, name) for name in HEADER] for one in sheet)


if __name__ == "__main__":
    main()
