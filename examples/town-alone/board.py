"""A town's notice board: who stands where in credit, which complaints are overdue, whom to visit next.

python examples/town-alone/board.py [zh]
"""

from __future__ import annotations

import sys
from pathlib import Path

from qualitygov import Context, OfficialCalendar, assess_county, read_county

AS_OF = "2016-12-31"


def main() -> None:
    """Print the board."""
    language = "zh" if "zh" in sys.argv[1:] else "en"
    calendar = OfficialCalendar()
    reading = read_county(Path(__file__).parent, calendar=calendar)
    context = Context(reading.rulebook, as_of=AS_OF, calendar=calendar)
    result = assess_county(reading.data, context)
    due = result.worklists()
    names = {unit.code: unit.name for unit in reading.data.enterprises}
    for score in sorted(result.credit, key=lambda score: (score.score.thousandths, score.code)):
        print(f"{names[score.code]}  {score.score}  {score.grade}")
        for line in score.lines[1:]:
            print(f"    {line.say(language)}")
    for complaint, status in due["complaints"]:
        print(f"{complaint.id}  {status.say(language)}")
    for visit in due["visits"][:3]:
        print(f"{names[visit.code]}  {visit.due_on}  {visit.reason.say(language)}")


if __name__ == "__main__":
    main()
