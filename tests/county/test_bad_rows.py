"""A row that no rule can judge is refused by itself, with its place; it never stops the county."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import attrs
import pytest
from county_samples import BOOK, READ

from qualitygov import read_county
from qualitygov.blacklist import BlacklistCase, Move, MoveKind
from qualitygov.county import SUBJECTS
from qualitygov.environment import AirDay, DayPart, NoiseReading, WaterKind, WaterReading
from qualitygov.publication import EnforcementCase, Penalty
from qualitygov.safety import Accident, AccidentField, Hazard
from qualitygov.subject import row_problems

pytestmark = pytest.mark.clause("3.1.3.b", "3.4.3.a", "2.2.5.d", "2.2.5.e")

TOWN, UNIT = "330299101", "91330299MA2837B62L"
GOOD, OLD = date(2016, 5, 4), date(2009, 5, 4)
HAZARD = Hazard(
    id="Y1", subject=UNIT, town=TOWN, matter="x", grade="general", found_on=GOOD, document="x"
)
NOISE = NoiseReading(
    id="N1", town=TOWN, site="1", zone="2", part=DayPart.DAY, measured_on=GOOD, level=Decimal(50)
)
WATER = WaterReading(
    id="W1",
    town=TOWN,
    source="S",
    kind=WaterKind.RIVER,
    measured_on=GOOD,
    items={"ph": Decimal(7)},
)
AIR = AirDay(town=TOWN, station="S", day=GOOD, pm25=Decimal(20))
ACCIDENT = Accident(
    id="A1",
    subject=UNIT,
    town=TOWN,
    field=AccidentField.GENERAL,
    happened_at=datetime.fromisoformat("2016-05-04T09:00"),
    known_on=GOOD,
    document="x",
)
PENALTY = EnforcementCase(
    id="P1",
    subject=UNIT,
    name="某厂",
    town=TOWN,
    case_name="x",
    facts="x",
    legal_basis="x",
    penalty=Penalty.WARNING,
    decided_on=GOOD,
    known_on=GOOD,
    authority="x",
)


def case(day):
    said = dict.fromkeys(("states_facts", "states_reasons", "states_basis", "states_rights"), True)
    moves = tuple(
        Move(kind=kind, day=day, authority="x", document="x", **said)
        for kind in (MoveKind.GROUND_FOUND, MoveKind.NOTICE_GIVEN)
    )
    return BlacklistCase(
        id="B1",
        subject=UNIT,
        list_kind="quality",
        legal_basis="x",
        ground="failures-3",
        moves=moves,
    )


@pytest.mark.parametrize(
    "row",
    [HAZARD, NOISE, WATER, AIR, ACCIDENT, PENALTY, case(GOOD)],
    ids=lambda r: type(r).__name__,
)
def test_a_good_row_has_no_problem(row):
    assert [*row_problems(row, READ, SUBJECTS)] == []


NINE_YEARS_AGO = datetime.fromisoformat("2009-05-04T09:00")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (attrs.evolve(HAZARD, grade="generel"), "no such grade of hazard; did you mean general"),
        (attrs.evolve(NOISE, zone="9"), "no such functional area; one of: 0, 1"),
        (attrs.evolve(NOISE, measured_on=OLD), "answers from 2011-01-01"),
        (
            attrs.evolve(WATER, items={"gold": Decimal(1)}),
            "no such item of water; did you mean oil",
        ),
        (attrs.evolve(WATER, measured_on=OLD), "answers from 2011-01-01"),
        (attrs.evolve(AIR, day=OLD), "answers from 2011-01-01"),
        (
            attrs.evolve(ACCIDENT, happened_at=NINE_YEARS_AGO, known_on=OLD),
            "answers from 2011-01-01",
        ),
        (
            attrs.evolve(PENALTY, decided_on=OLD, known_on=OLD),
            "answers from 2011-01-01",
        ),
        (case(OLD), "answers from 2011-01-01"),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_row_that_no_rule_can_judge_is_a_problem_of_the_row(row, words):
    (problem,) = row_problems(row, READ, SUBJECTS)
    assert words in problem.say("en")
    assert problem.severity == "error"
    assert problem.expected.zh


def test_reading_refuses_it_by_file_and_row_and_keeps_the_others(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "county.toml").write_text(
        'rulebook = "strong-town"\n[county]\ncode = "330299"\nname = { zh = "某县", en = "C" }\n',
        encoding="utf-8",
    )
    files = {
        "towns.csv": "code,name.zh,name.en,parent\n330299101,甲镇,Town A,330299\n",
        "hazards.csv": "id,subject,town,matter,grade,found_on,document\n"
        f"Y1,{UNIT},{TOWN},x,general,2016-05-04,x\nY2,{UNIT},{TOWN},x,grave,2016-05-04,x\n",
        "noise.csv": "id,town,site,zone,part,measured_on,level\n"
        f"N1,{TOWN},1,2,day,2009-05-04,50\nN2,{TOWN},1,2,day,2016-05-04,50\n",
    }
    for name, text in files.items():
        (tmp_path / "data" / name).write_text(text, encoding="utf-8")
    reading = read_county(tmp_path)
    assert [row.id for row in (*reading.data.hazards, *reading.data.noise)] == ["Y1", "N2"]
    places = {(e.file, e.row, e.field): e.say("en") for e in reading.refused}
    assert set(places) == {("hazards.csv", 3, "grade"), ("noise.csv", 2, None)}
    assert f"the book answers from {BOOK.header.valid_from}" in places["noise.csv", 2, None]
