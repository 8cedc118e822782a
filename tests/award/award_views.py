"""Small counties with applications for the award, and credit as a test sets it."""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.award import SUBJECT as AWARD
from qualitygov.blacklist import SUBJECT as BLACKLIST
from qualitygov.codes.unit import UnitKey
from qualitygov.credit import SUBJECT as CREDIT
from qualitygov.enterprise import SUBJECTS as ENTERPRISES
from qualitygov.subject import TOWNS, CountyData, CountyView, Subject, Town
from qualitygov.text import Text

PLACES = Subject(name="places", label=Text("乡镇", "towns"), tables=(TOWNS,))
TOWN, OTHER = "330299101", "330299102"
NAMES = {TOWN: Text("甲镇", "Town A"), OTHER: Text("乙镇", "Town B")}


def view_of(**rows):
    towns = [Town(code=code, name=name, parent="330299") for code, name in NAMES.items()]
    data = CountyData(
        id="330299",
        name=Text("某县", "A county"),
        subjects=(PLACES, *ENTERPRISES, CREDIT, BLACKLIST, AWARD),
        towns=towns,
        **rows,
    )
    return CountyView(data)


@attrs.frozen
class Standing:
    """As much of a unit's standing as the award looks at."""

    grade: str
    listed_until: date | None = None
    assessed: bool = True

    @property
    def treated_as(self):
        return self.grade


class Archive:
    """An archive that counts who asked for what, and cannot be walked through."""

    def __init__(self, records=()):
        self.records, self.asked = tuple(records), []

    def of_unit(self, code):
        key = UnitKey.of(code)
        self.asked.append(key)
        return tuple(one for one in self.records if UnitKey.of(one.subject) == key)
