"""Files as offices hand them over: every case of the collection comes out as it says."""

from __future__ import annotations

import csv
import io
import json
import shutil
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

from qualitygov import OfficialCalendar, read_county
from qualitygov.county.subjects import SUBJECTS
from qualitygov.interchange.canonical import canonical_csv
from qualitygov.interchange.catalogue import catalogue

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "office"
NAMES = sorted(path.parent.name for path in CASES.glob("*/expect.json"))
pytestmark = pytest.mark.skipif(not NAMES, reason="the collection of office files is not here")


def read_case(name, folder):
    shutil.copytree(CASES / "county", folder, copy_function=shutil.copyfile)
    (folder / "data").chmod(0o755)
    for path in (CASES / name).iterdir():
        if path.name != "expect.json":
            shutil.copyfile(path, folder / "data" / path.name)
    reading = read_county(folder, calendar=OfficialCalendar())
    return reading, reading.to_dict()


def of_sheet(entry, wanted):
    return (wanted.get("file") in (None, entry["file"])) and (
        wanted.get("sheet") in (None, entry["sheet"])
    )


def at(rows, wanted, given=()):
    found = [
        row
        for row in rows
        if row["file"] not in given and row["row"] == wanted["row"] and of_sheet(row, wanted)
    ]
    return found


def canonical(reading, name):
    table = catalogue(SUBJECTS)[name]
    text = "".join(canonical_csv(table, reading.tables[name]))
    return list(csv.DictReader(io.StringIO(text)))


def same(found, wanted):
    if wanted is None:
        return found == ""
    try:
        return Decimal(found) == Decimal(wanted)
    except InvalidOperation:
        return found == wanted


def row_of(wanted):
    return wanted if isinstance(wanted, dict) else {"row": wanted}


@pytest.mark.parametrize("name", NAMES)
def test_a_case_of_the_collection(name, tmp_path):
    expect = json.loads((CASES / name / "expect.json").read_text(encoding="utf-8"))
    reading, told = read_case(name, tmp_path / "county")
    given = {*expect.get("given", ()), "towns.csv"}
    wrong = []
    for table, wanted in expect["tables"].items():
        wrong += table_differences(reading, told["tables"][table], table, wanted, given)
    for one in expect["file_errors"]:
        if not any(
            error["file"] == one["file"] and one.get("column") in (None, error["column"])
            for error in told["file_errors"]
        ):
            wrong.append(("file error", one))
    if len({e["file"] for e in told["file_errors"]}) != len({e["file"] for e in expect["file_errors"]}):
        wrong.append(("more file errors", told["file_errors"]))
    for one in expect.get("named", ()):
        if not any(of_sheet(entry, one) for entry in told["named"]):
            wrong.append(("named", one))
    for column in expect.get("unknown_columns", ()):
        if [e["column"] for e in told["unknown_columns"]].count(column) != 1:
            wrong.append(("unknown column", column))
    for one in expect.get("told", ()):
        if not any(
            e["file"] == one["file"] and e["row"] == one["row"] and e["field"] == one["field"]
            for e in told["told"]
        ):
            wrong.append(("told", one))
    for one in expect.get("kept_once", ()):
        rows = canonical(reading, one["table"])
        if [row.get("code") for row in rows].count(one["key"]) != one["times"]:
            wrong.append(("kept", one))
    whole = json.dumps(told, ensure_ascii=False) + str(reading.data.tables)
    for column in expect.get("never_kept", ()):
        if column in whole:
            wrong.append(("kept", column))
    if "exit" in expect and (0 if reading.whole else 3) != expect["exit"]:
        wrong.append(("exit", expect["exit"]))
    assert wrong == []


def table_differences(reading, told, name, wanted, given):
    wrong = []
    claimed = [entry for entry in told["refused"] if entry["file"] not in given]
    loose = [row_of(one) for one in wanted.get("not_claimed", ())]
    rows = canonical(reading, name)
    read = told["read"] - sum(
        1 for row in rows if row["_file"] in given
    ) - len({(e["file"], e["row"]) for e in told["refused"] if e["file"] in given})
    if read != wanted["read"]:
        wrong.append((name, "read", read, wanted["read"]))
    for one in wanted["refused"]:
        found = at(claimed, one, given)
        if not found:
            wrong.append((name, "not refused", one))
        elif one["column"] not in {e["column"] for e in found} | {e["field"] for e in found}:
            wrong.append((name, "other column", one, [(e["column"], e["field"]) for e in found]))
    expected = [row_of(one) for one in wanted["refused"]] + loose
    for entry in claimed:
        if not any(entry["row"] == one["row"] and of_sheet(entry, one) for one in expected):
            wrong.append((name, "refused", entry))
    for one in wanted["review"]:
        found = at(told["review"], one)
        if not found:
            wrong.append((name, "not reviewed", one))
        elif "candidates" in one and set(found[0].get("candidates", ())) != set(one["candidates"]):
            wrong.append((name, "candidates", one, found[0].get("candidates")))
    expected = [row_of(one) for one in wanted["review"]] + loose
    for entry in told["review"]:
        if not any(entry["row"] == one["row"] and of_sheet(entry, one) for one in expected):
            wrong.append((name, "reviewed", entry))
    ignored = {(e["row"], e["sheet"]) for e in told["ignored"] if e["file"] not in given}
    for one in map(row_of, wanted["ignored_rows"]):
        if not any(row == one["row"] and one.get("sheet") in (None, s) for row, s in ignored):
            wrong.append((name, "not ignored", one))
    if len(ignored) != len(wanted["ignored_rows"]):
        wrong.append((name, "ignored", sorted(ignored, key=str)))
    used = []
    for one in wanted["values"]:
        wrong += value_differences(name, rows, one, used)
    return wrong


def value_differences(name, rows, wanted, used):
    plain = {k: v for k, v in wanted.items() if k not in ("row", "file", "sheet", "new")}
    places = [
        row
        for row in rows
        if row["_row"] == str(wanted["row"])
        and wanted.get("file") in (None, row["_file"])
        and wanted.get("sheet") in (None, row["_sheet"])
        and id(row) not in used
    ]
    best = None
    for row in places:
        differs = {
            k: (row.get(k), v) for k, v in plain.items() if k not in row or not same(row[k], v)
        }
        if best is None or len(differs) < len(best[1]):
            best = row, differs
    if best is None:
        return [(name, "no row", wanted["row"])]
    used.append(id(best[0]))
    return [(name, wanted["row"], best[1])] if best[1] else []
