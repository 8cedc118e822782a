"""Rows read column by column: the same rows, and the same messages, as row by row."""

from __future__ import annotations

import csv
import functools
import importlib.util
import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import qualitygov.interchange.folder as folder_reader
from qualitygov import cli, load_rulebook
from qualitygov.core.kinds import kinds_of
from qualitygov.core.maker import maker_of, makes
from qualitygov.county.subjects import SUBJECTS
from qualitygov.credit import CreditRecord
from qualitygov.errors import QualityGovError
from qualitygov.interchange.assigning import Assigner
from qualitygov.interchange.canonical import PLACES, canonical_csv
from qualitygov.interchange.catalogue import catalogue
from qualitygov.interchange.drafts import read_cell
from qualitygov.interchange.folder import read_county
from qualitygov.interchange.forms.headers import Header
from qualitygov.interchange.forms.match import Fed
from qualitygov.interchange.forms.model import ColumnForm
from qualitygov.interchange.forms.read import shipped
from qualitygov.interchange.plainly import is_text
from qualitygov.interchange.sheets import sheet_of
from qualitygov.interchange.tables import Place, TableReader, TableReading
from qualitygov.interchange.whole import read_all
from qualitygov.rulebook.context import Context
from qualitygov.strategies import entities
from qualitygov.subject import Town, row_problems
from qualitygov.text import Text

CONTEXT = Context.of_reading(load_rulebook("strong-town"))
TABLES = catalogue(SUBJECTS)
COUNTY = SimpleNamespace(code="330299", name=Text("示范县", "Example County"), data=Path())
ODD = (
    "", " ", "无", "-", "?", "??", "2016-5-4", "2016年5月4日", "2014-13-05", "2016-05", "长期", "是",
    "no", "-1", "1,200", "１２", "3.5", "general", "一般", "某\u200b厂", "\x1b[31m", "#N/A",
    "91330299MA2837B62L", "91330299MA2837B62A", "91330299MA*****62L", "110105194912310021",
    "清溪镇", "330299101", "330299999", "C1310", "1310", "自然人", "分公司", "企业", "R1",
)  # fmt: skip
"""Cells that are wrong, or right in another spelling, or right in some columns alone."""


def sheet_cells(name, rows):
    """The cells of rows of a table under its own headers."""
    reading = TableReading(
        name=name, rows=tuple(rows), places=tuple(Place("", None, 0, "P1") for _ in rows)
    )
    text = "".join(canonical_csv(TABLES[name], reading))
    header, *body = csv.reader(io.StringIO(text))
    own = [at for at, one in enumerate(header) if one not in PLACES]
    return [header[at] for at in own], [[row[at] for at in own] for row in body]


EXAMPLE = Path(__file__).parents[2] / "examples" / "county"


@functools.cache
def examples():
    return read_county(EXAMPLE).tables


UNDRAWN = ("excuses",)
"""Tables whose rows fit the rulebook only by chance: theirs are those of the example."""


def rows_of(name):
    own = examples()[name].rows
    drawn = entities(TABLES[name].entity)
    if name in UNDRAWN:
        return st.sampled_from(own)
    return drawn | st.sampled_from(own) if own else drawn


@st.composite
def sheets(draw, name):
    """A sheet with rows of one table, some of them twice, and some of its cells changed."""
    header, rows = sheet_cells(name, draw(st.lists(rows_of(name), min_size=1, max_size=4)))
    rows += [list(row) for row in draw(st.lists(st.sampled_from(rows), max_size=2))]
    cells = [cell for row in rows for cell in row]
    for _ in range(draw(st.integers(0, 4))):
        row = draw(st.sampled_from(rows))
        at = draw(st.integers(0, len(row) - 1))
        row[at] = draw(st.sampled_from(ODD) | st.sampled_from(cells))
    return sheet_of(f"{name}.csv", header, rows)


TOWNS = [Town(code=f"330299{n}", name=Text(f"{n}镇", f"Town {n}")) for n in (101, 102, 103)]


def read(given_sheets, *, by_column, context=CONTEXT, county=COUNTY, strict=False):
    assigner = Assigner(TABLES, shipped())
    for sheet in given_sheets:
        assigner.take_file(sheet.file, [sheet])

    def check(row):
        return () if context is None else row_problems(row, context, SUBJECTS)

    reading = read_all(
        assigner.found,
        TABLES,
        context,
        check=check,
        strict=strict,
        county=county,
        by_column=by_column,
    )
    return reading.tables, assigner.found.told


@pytest.mark.parametrize("name", sorted(TABLES))
@settings(max_examples=8, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_column_by_column_is_row_by_row(name, data):
    towns = sheet_of("towns.csv", *sheet_cells("towns", TOWNS))
    own = data.draw(sheets(name))
    every = [own] if name == "towns" else [towns, own]
    table = TABLES[name]
    children = table.spec.children if table.child is None else ()
    every += [data.draw(sheets(child.file.removesuffix(".csv"))) for child in children]
    strict = data.draw(st.booleans())
    for context, county in ((CONTEXT, COUNTY), (None, None)):
        asked = {"context": context, "county": county, "strict": strict}
        assert read(every, by_column=True, **asked) == read(every, by_column=False, **asked)


@pytest.mark.parametrize("folder", ["county", "county-with-errors", "river-county"])
def test_an_example_is_read_alike_and_mostly_by_column(folder, monkeypatch):
    taken = []
    real = TableReader.take_plain

    def counted(self, *given):
        taken.append(real(self, *given))
        return taken[-1]

    monkeypatch.setattr(TableReader, "take_plain", counted)
    path = Path(__file__).parents[2] / "examples" / folder
    found = read_county(path)
    if folder == "county":
        assert sum(taken) > len(taken) * 0.98 > 50_000
    monkeypatch.setattr(
        folder_reader, "read_all", lambda *args, **more: read_all(*args, **more, by_column=False)
    )
    before = len(taken)
    again = read_county(path)
    assert len(taken) == before
    assert found.data == again.data
    assert found.tables == again.tables
    assert found.to_dict() == again.to_dict()


def _generator():
    path = Path(__file__).parents[2] / "benchmarks" / "county.py"
    spec = importlib.util.spec_from_file_location("benchmark_county", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", [1, 2])
def test_a_generated_county_comes_out_alike_byte_for_byte(seed, tmp_path, monkeypatch):
    _generator().write(tmp_path / "county", 120, seed)
    runs = []
    for by_column in (True, False):
        monkeypatch.setattr(
            folder_reader,
            "read_all",
            lambda *args, by=by_column, **more: read_all(*args, **more, by_column=by),
        )
        out = tmp_path / str(by_column)
        cli.main(["assess", str(tmp_path / "county"), "--year", "2016", "--out", str(out)])
        (run,) = (out / "runs").iterdir()
        runs.append({path.name: path.read_bytes() for path in run.iterdir()})
    assert runs[0] == runs[1]
    assert len(runs[0]["enterprises.ndjson"].splitlines()) == 120


TEXT_FED = Fed(0, Header.of("x"), ColumnForm(field="x"), None)


@given(
    st.text(st.characters(codec="utf-8"), max_size=24)
    | st.from_regex(r"[0-9A-Za-z一-十〔〕()-]{1,20}", fullmatch=True)
)
def test_a_plain_text_is_read_as_it_stands(cell):
    if is_text(cell):
        assert read_cell(TEXT_FED, cell) == {"x": cell}


CLASSES = sorted({table.entity for table in TABLES.values() if makes(table.entity)}, key=repr)


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_a_maker_makes_what_the_class_makes_and_refuses_what_it_refuses(data):
    cls = data.draw(st.sampled_from(CLASSES))
    maker, kinds = maker_of(cls), kinds_of(cls)
    entity = data.draw(entities(cls))
    other = data.draw(entities(cls))
    values = {a.name: getattr(entity, a.name) for a in maker.fields}
    for name in data.draw(st.lists(st.sampled_from(sorted(values)), max_size=2)):
        odd = st.none() | st.sampled_from(["", " x", 1, 2.5])
        values[name] = data.draw(odd | st.just(getattr(other, name)))

    def by_maker():
        return maker.make([maker.hold(name, value) for name, value in values.items()])

    def outcome(make):
        try:
            return make()
        except (QualityGovError, TypeError, ValueError, ArithmeticError, KeyError, AttributeError):
            return None  # the row reader says why

    assert kinds.keys() == values.keys()
    assert outcome(by_maker) == outcome(lambda: cls(**values))


def test_no_maker_for_a_class_whose_defaults_look_at_the_row():
    assert maker_of(Town) is None
    assert maker_of(CreditRecord) is not None


def test_a_row_that_stands_twice_is_told_with_its_first_place():
    header, (cells,) = sheet_cells("towns", TOWNS[:1])
    towns = sheet_of("towns.csv", header, [cells])
    head = ["code", "name", "town"]
    own = ["91330299MA2837B62L", "清溪食品厂", "330299101"]
    units = sheet_of("enterprises.csv", head, [own, own])
    found, _ = read([towns, units], by_column=True)
    (entry,) = found["enterprises"].refused
    assert (entry.code, entry.row, len(found["enterprises"].rows)) == ("table.duplicate", 3, 1)
    assert entry.expected.en == "there already, in enterprises.csv row 2"


def test_an_orphan_that_was_read_by_column_says_whose_it_is():
    moves = sheet_of(
        "complaint_moves.csv",
        ["complaint", "kind", "day", "authority", "document"],
        [["T9", "accepted", "2016-05-04", "所", "文1"]],
    )
    both = [read([moves], by_column=one)[0]["complaint_moves"] for one in (True, False)]
    assert both[0] == both[1]
    assert [entry.code for entry in both[0].refused] == ["table.orphan"]
