"""A subject declared in one value, in a folder of its own, is read, scored, assessed and reported.

Nothing outside `lamps/` names it: it is one more entry in the tuple of subjects.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import lamps
import pytest

from qualitygov import Context, assess_county, load_rulebook, read_county
from qualitygov.core.schema import schema_for
from qualitygov.county import SUBJECTS
from qualitygov.interchange.results import to_plain

HERE = Path(__file__).parent
OVERLAY = HERE / "lamps" / "overlay.toml"
KEEPER = "91330299MA2837B62L"
LAMPS = """id,town,维护单位,known_on
L1,330299101,91330299MA2837B62L,2016-01-04
L2,330299101,91330299MA2837B62L,2016-01-04
L3,330299102,91330299MA2837B62L,2016-01-04
L4,330299102,91330299MA2837B62L,2016-01-04
L5,330299103,91330299MA2837B62L,2016-01-04
"""
MOVES = """lamp,kind,day
L1,dark,2016-03-01
L1,lit,2016-03-09
L3,报修,2016-04-01
L3,lit,2017-02-01
L5,lit,2016-04-01
"""


@pytest.fixture
def folder(tmp_path):
    shutil.copy(OVERLAY, tmp_path / "overlay.toml")
    (tmp_path / "county.toml").write_text(
        'rulebook = "overlay.toml"\n[county]\ncode = "330299"\n'
        'name = { zh = "灯县", en = "Lamp County" }\n',
        encoding="utf-8",
    )
    data = tmp_path / "data"
    data.mkdir()
    (data / "towns.csv").write_text(
        "code,name.zh,name.en,parent\n330299101,甲镇,Town A,330299\n330299102,乙镇,Town B,330299\n"
        "330299103,丙镇,Town C,330299\n",
        encoding="utf-8",
    )
    (data / "enterprises.csv").write_text(
        f"code,name,town,registered_on\n{KEEPER},灯具厂,330299101,2010-01-04\n", encoding="utf-8"
    )
    (data / "surveys.csv").write_text(
        "id,town,trade,held_on,very_satisfied,satisfied,fair,dissatisfied,very_dissatisfied\n"
        + "".join(f"V{n},33029910{n},H,2016-09-01,50,40,5,5,0\n" for n in (1, 2, 3)),
        encoding="utf-8",
    )
    (data / "lamps.csv").write_text(LAMPS, encoding="utf-8")
    (data / "lamp_moves.csv").write_text(MOVES, encoding="utf-8")
    return tmp_path


@pytest.fixture
def reading(folder):
    return read_county(folder, subjects=(*SUBJECTS, lamps.SUBJECT))


def at(reading, day, known_at=None):
    return assess_county(reading.data, Context(reading.rulebook, as_of=day, known_at=known_at))


def test_it_is_read_with_its_child_rows_and_its_own_check(reading):
    assert [(lamp.id, len(lamp.moves)) for lamp in reading.data.lamps] == [
        ("L1", 2),
        ("L2", 0),
        ("L3", 2),
        ("L4", 0),
    ]
    refused = [(e.file, e.row, e.field, e.code) for e in reading.refused]
    assert refused == [("lamps.csv", 6, "moves[0]", "case.illegal")]
    assert len(reading.data[lamps.LAMPS].of_unit(KEEPER)) == 4


def test_its_event_lowers_the_credit_of_a_unit_by_the_countys_own_rule(reading):
    result = at(reading, date(2016, 12, 31))
    (score,) = result.credit
    assert [(line.rule, str(line.points), line.record_ids) for line in score.lines[1:]] == [
        ("lamps.dark", "-40", ("L3/1/dark",))
    ]
    assert (str(score.score), score.grade) == ("60", "C")
    assert str(at(reading, date(2017, 3, 1)).credit[0].score) == "100"


def test_its_indicator_changes_the_rank_of_a_town(reading):
    result = at(reading, date(2016, 12, 31))
    lit = result.target("lamps.lit")
    assert {town: one.measured.say() for town, one in lit.items() if one.measured.defined} == {
        "330299101": "100.00% (2/2)",
        "330299102": "50.00% (1/2)",
    }
    items = {
        town.town: next(one.points for one in town.items if one.item.id == "lamps.lit")
        for town in result.towns
    }
    assert (str(items["330299101"]), str(items["330299102"])) == ("5", "0")
    earned = {town.town: town.earned.thousandths for town in result.towns}
    assert earned["330299101"] > earned["330299102"]
    rates = [(town.rate.fraction, town.town) for town in result.towns if town.rate.defined]
    assert max(rates)[1] in ("330299101", "330299103")
    assert min(rates)[1] == "330299102"


def test_what_was_not_known_does_not_exist_for_it_either(reading):
    known = at(reading, date(2016, 12, 31), known_at=date(2016, 3, 5))
    assert known.target("lamps.lit")["330299101"].measured.say() == "50.00% (1/2)"
    assert known.target("lamps.lit")["330299102"].measured.say() == "100.00% (2/2)"
    none = at(reading, date(2016, 12, 31), known_at=date(2016, 1, 3))
    assert not none.target("lamps.lit")["330299101"].measured.defined


def test_it_stands_in_the_worklists_the_report_and_the_schemas(reading):
    result = at(reading, date(2016, 12, 31))
    assert [lamp.id for lamp in result.worklists()["lamps"]] == ["L3"]
    assert to_plain(result.worklists()["lamps"])[0]["moves"][0]["kind"] == "dark"
    section, rows = result.sections()[-1]
    assert section.title.zh == "未亮路灯"
    assert [(town.en, lamp) for town, lamp in rows] == [("Town B", "L3")]
    schema = schema_for(lamps.Lamp)()
    lamp = reading.data.lamps.rows[0]
    assert schema.load(schema.dump(lamp)) == lamp


def test_a_book_that_counts_what_no_subject_has_is_refused(folder):
    reading = read_county(folder)
    with pytest.raises(Exception, match="lamp"):
        at(reading, date(2016, 12, 31))


def test_its_rules_are_a_book_like_any_other():
    book = load_rulebook(OVERLAY)
    assert book.levels[-1] == "lamps 1"
