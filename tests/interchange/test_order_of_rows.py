"""The order in which an office lists its rows decides nothing."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from qualitygov import Context, assess_county, read_county
from qualitygov.interchange.folder import CountyReading

ALONE = Path(__file__).parents[2] / "examples" / "town-alone"


def read(folder: Path, change) -> CountyReading:
    shutil.copytree(ALONE, folder)
    for path in (folder / "data").glob("*.csv"):
        header, *rows = path.read_text("utf-8").splitlines()
        path.write_text("\n".join([header, *change(rows)]) + "\n", encoding="utf-8")
    return read_county(folder)


def newest_first(rows):
    return rows[::-1]


def shuffled(seed):
    def change(rows):
        # steps of one day keep their order: nothing else says it
        steps = [row for row in rows if ",accepted," in row or ",investigated," in row]
        others = [row for row in rows if row not in steps]
        random.Random(seed).shuffle(others)
        return [*others, *steps]

    return change


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return read(tmp_path_factory.mktemp("plain") / "c", list)


@pytest.mark.parametrize("change", [newest_first, *(shuffled(seed) for seed in range(4))])
def test_a_county_is_the_same_in_whatever_order_its_rows_are_listed(tmp_path, plain, change):
    found = read(tmp_path / "c", change)
    assert found.whole
    assert plain.whole
    for name, table in plain.data.tables.items():
        key = repr
        assert sorted(found.data.tables[name].rows, key=key) == sorted(table.rows, key=key), name
    answers = [
        assess_county(one.data, Context.of_year(one.rulebook, 2016)) for one in (found, plain)
    ]
    scores = [[town.to_dict() for town in one.towns] for one in answers]
    assert scores[0] == scores[1]


def test_steps_of_one_day_are_turned_round_with_a_list_from_the_newest(tmp_path, plain):
    def same_day(rows):
        return [row.replace("2016-10-13", "2016-10-12") for row in rows]

    once = read(tmp_path / "a", same_day)
    again = read(tmp_path / "b", lambda rows: same_day(rows)[::-1])
    assert once.whole
    by_id = {one.id: one for one in again.data.complaints.rows}
    for one in once.data.complaints.rows:
        assert by_id[one.id] == one
    assert once.data.complaints.rows != plain.data.complaints.rows
