"""Two counties, one package: what their books decide otherwise, and why.

    python examples/river-county/compare.py

Prints the differences between the two books, one enterprise scored by both, and how each county's towns come out.
"""

from __future__ import annotations

from pathlib import Path

from qualitygov import (
    Context,
    CreditScorer,
    OfficialCalendar,
    assess_county,
    load_rulebook,
    read_county,
)
from qualitygov.credit import archive_of
from qualitygov.subject import CountyView

HERE = Path(__file__).parent
YEAR, AS_OF = 2016, "2016-12-31"


def main() -> None:
    """Compare the two counties."""
    first, second = (
        load_rulebook(HERE.parent / name / "rulebook.toml") for name in ("county", "river-county")
    )
    print("What River County's book has otherwise:")
    for difference in first.diff(second):
        print("  " + difference.say())
    calendar = OfficialCalendar()
    reading = read_county(HERE, calendar=calendar)
    context = Context.of_year(reading.rulebook, YEAR, calendar=calendar)
    archive = archive_of(CountyView(reading.data), context)
    pairs = [
        [CreditScorer(book, as_of=AS_OF).score(unit, archive) for book in (first, second)]
        for unit in reading.data.enterprises
    ]
    widest = max(
        pairs,
        key=lambda pair: (pair[0].score.thousandths - pair[1].score.thousandths, pair[0].code),
    )
    print("\nOne enterprise, the same records, two books:")
    for score in widest:
        print(score.say())
    changed = sum(one.grade != two.grade for one, two in pairs)
    print(f"\nOf {len(pairs)} enterprises {changed} have another grade under River County's book.")
    result = assess_county(reading.data, context)
    print("\n" + result.say())


if __name__ == "__main__":
    main()
