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


def row_of(wanted):
    return wanted if isinstance(wanted, dict) else {"row": wanted}


def there(entry, wanted):
    """Whether an entry is of the file, sheet and row that a case names."""
    named = (wanted.get(part) in (None, entry[part]) for part in ("file", "sheet"))
    return all(named) and wanted.get("row", entry["row"]) == entry["row"]


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


# What is said of files


def files_wrong(expect, told, reading):
    errors = told["file_errors"]
    for one in expect["file_errors"]:
        if not any(there(e, one) and one.get("column") in (None, e["column"]) for e in errors):
            yield "file error", one
    if {e["file"] for e in errors} != {e["file"] for e in expect["file_errors"]}:
        yield "file errors", errors
    for one in expect.get("named", ()):
        if not any(there(e, one) for e in told["named"]):
            yield "named", one
    columns = [e["column"] for e in told["unknown_columns"]]
    for column in expect.get("unknown_columns", ()):
        if columns.count(column) != 1:
            yield "unknown column", column
    for one in expect.get("told", ()):
        if not any(there(e, one) and e["field"] == one["field"] for e in told["told"]):
            yield "told", one
    if "exit" in expect and (0 if reading.whole else 3) != expect["exit"]:
        yield "exit", expect["exit"]


def kept_wrong(expect, told, reading):
    for one in expect.get("kept_once", ()):
        codes = [row["code"] for row in canonical(reading, one["table"])]
        if codes.count(one["key"]) != one["times"]:
            yield "kept", one
    whole = json.dumps(told, ensure_ascii=False) + str(reading.data.tables)
    for column in expect.get("never_kept", ()):
        if column in whole:
            yield "kept", column
    for one in expect.get("must_not", ()):
        for name in expect["tables"]:
            for row in canonical(reading, name):
                if row["_row"] == str(one["row"]) and row.get(one["field"]) == one["value"]:
                    yield "must not", one


# What is said of rows


def refused_wrong(table, wanted, given):
    claimed = [e for e in table["refused"] if e["file"] not in given]
    for one in wanted["refused"]:
        found = [e for e in claimed if there(e, one)]
        if not {one["column"]} & {c for e in found for c in (e["column"], e["field"])}:
            yield "not refused for", one, found
    expected = [*wanted["refused"], *map(row_of, wanted.get("not_claimed", ()))]
    yield from (("refused", e) for e in claimed if not any(there(e, one) for one in expected))


def review_wrong(table, wanted):
    for one in wanted["review"]:
        found = [e for e in table["review"] if there(e, one)]
        chosen = {c for e in found for c in e.get("candidates", ())}
        if not found or chosen != set(one.get("candidates", chosen)):
            yield "not reviewed so", one, found
    expected = [*wanted["review"], *map(row_of, wanted.get("not_claimed", ()))]
    found = table["review"]
    yield from (("reviewed", e) for e in found if not any(there(e, one) for one in expected))


def ignored_wrong(table, wanted, given):
    ignored = [e for e in table["ignored"] if e["file"] not in given]
    rows = [row_of(one) for one in wanted["ignored_rows"]]
    yield from (("not ignored", one) for one in rows if not any(there(e, one) for e in ignored))
    if len(ignored) != len(rows):
        yield "ignored", ignored


def read_wrong(reading, name, table, wanted, given):
    kept = sum(1 for row in canonical(reading, name) if row["_file"] in given)
    refused = len({(e["file"], e["row"]) for e in table["refused"] if e["file"] in given})
    if table["read"] - kept - refused != wanted["read"]:
        yield "read", table["read"], wanted["read"]


def values_wrong(reading, name, wanted):
    rows = canonical(reading, name)
    for one in wanted["values"]:
        plain = {k: v for k, v in one.items() if k not in ("row", "file", "sheet", "new")}
        place = {"_row": str(one["row"])}
        place |= {f"_{part}": one[part] for part in ("file", "sheet") if part in one}
        at = [row for row in rows if place.items() <= row.items()]
        if not any(all(k in row and same(row[k], v) for k, v in plain.items()) for row in at):
            yield "values", one, at


@pytest.mark.parametrize("name", NAMES)
def test_a_case_of_the_collection(name, tmp_path):
    expect = json.loads((CASES / name / "expect.json").read_text(encoding="utf-8"))
    reading, told = read_case(name, tmp_path / "county")
    given = {*expect.get("given", ()), "towns.csv"}
    wrong = [*files_wrong(expect, told, reading), *kept_wrong(expect, told, reading)]
    for table, wanted in expect["tables"].items():
        found = told["tables"][table]
        wrong += read_wrong(reading, table, found, wanted, given)
        wrong += refused_wrong(found, wanted, given)
        wrong += review_wrong(found, wanted)
        wrong += ignored_wrong(found, wanted, given)
        wrong += values_wrong(reading, table, wanted)
    assert wrong == []
