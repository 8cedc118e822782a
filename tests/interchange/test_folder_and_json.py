"""A county's folder, and results as JSON."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.exact import Points, Rate
from qualitygov.core.periods import Term, WorkingDays
from qualitygov.county import CountyData, table_specs
from qualitygov.enterprise import CertificationKind
from qualitygov.errors import FieldError, InputError, RulebookError
from qualitygov.interchange import read_county, read_json, to_plain, write_json
from qualitygov.rulebook import load_rulebook
from qualitygov.text import Text

CODE = "91330299MA2837B62L"
MANIFEST = '[county]\ncode = "330299"\nname = { zh = "某县", en = "A county" }\n'


def county(folder, manifest=MANIFEST, **files):
    (folder / "data").mkdir()
    (folder / "county.toml").write_text(manifest, encoding="utf-8")
    towns = "code,name.zh,name.en,parent\n330299101,甲镇,A,330299\n"
    for name, text in {"towns": towns, **files}.items():
        (folder / "data" / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_a_small_folder_is_read_whole(tmp_path):
    reading = read_county(county(tmp_path, enterprises=f"code,name,town\n{CODE},某厂,330299101\n"))
    assert (reading.data.name.zh, [unit.name for unit in reading.data.enterprises]) == (
        "某县",
        ["某厂"],
    )
    assert (reading.rulebook.id, reading.whole) == ("strong-town", True)
    state, missing = reading.told
    assert state.code == "table.state"  # it has no column of states
    assert missing.expected.zh.startswith(f"没有 {len(table_specs()) - 2} 个表")
    assert reading.tables["enterprises"].read == 1


@pytest.mark.parametrize("codes", [(CODE, CODE[8:17]), (CODE[8:17], CODE), (CODE, CODE)])
def test_a_unit_is_there_once_by_either_of_its_codes(tmp_path, codes):
    rows = "".join(f"{code},某厂,330299101\n" for code in codes)
    reading = read_county(county(tmp_path, enterprises=f"code,name,town\n{rows}"))
    (entry,) = reading.refused
    place = entry.file, entry.row, entry.field
    assert (entry.code, place, entry.found) == (
        "table.duplicate",
        ("enterprises.csv", 3, "code"),
        codes[1],
    )
    assert [unit.code for unit in reading.data.enterprises] == [codes[0]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (None, "county.toml"),
        ("[county", "county.toml"),
        ("[county]\ncode = 1\n", "county.toml"),
        ("x = 1\n", "county.toml"),
        ('[county]\ncode = "330299"\nname = "x"\n', "county.toml"),
    ],
)
def test_a_manifest_that_cannot_be_read(tmp_path, text, found):
    if text is not None:
        (tmp_path / "county.toml").write_text(text)
    with pytest.raises(InputError) as raised:
        read_county(tmp_path)
    assert found in raised.value.problems[0].path


def test_a_manifest_names_its_rulebook_and_its_folder(tmp_path):
    with pytest.raises(RulebookError):
        read_county(county(tmp_path, f'rulebook = "none.toml"\n{MANIFEST}'))
    given_book = read_county(tmp_path, rulebook=load_rulebook("strong-town"))
    assert given_book.rulebook.id == "strong-town"
    (tmp_path / "data").rename(tmp_path / "tables")
    (tmp_path / "county.toml").write_text('data = "tables"\n' + MANIFEST, encoding="utf-8")
    assert len(read_county(tmp_path).data.towns) == 1


def test_rows_of_other_counties_and_records_of_nobody(tmp_path):
    reading = read_county(
        county(
            tmp_path,
            towns="code,name.zh,name.en,parent\n330299101,甲镇,A,330299\n330288101,乙镇,B,330288\n",
            enterprises=f"code,name,town\n{CODE},某厂,330299102\n",
            credit_records="id,subject,kind,severity,happened_on,decided_on,known_on,"
            "source_document\n"
            f"R1,{CODE},penalty,general,2016-1-1,2016-1-1,2016-1-1,罚1\n",
            surprises="a\n1\n",
        )
    )
    assert [(e.file, e.row, e.field, e.found) for e in reading.refused] == [
        ("towns.csv", 3, "parent", "330288"),
    ]
    assert [(e.file, e.row, e.field, e.found) for e in reading.review] == [
        ("enterprises.csv", 2, "town", "330299102"),
    ]
    assert "county.orphan" in {entry.code for entry in reading.told}
    assert [entry.file for entry in reading.named] == ["surprises.csv"]
    assert len(reading.data.records) == 1
    assert {(one.table, one.town, one.unit) for one in reading.data.unread} == {
        ("towns", None, None),
        ("enterprises", None, CODE),
    }


def test_illegal_procedures_and_repairs_are_refused(tmp_path):
    reading = read_county(
        county(
            tmp_path,
            complaints="id,town,kind,registered_on,happened_on\n"
            "T1,330299101,food,2016-5-1,2016-5-1\n",
            complaint_moves="complaint,kind,day,authority,document\nT1,told,2016-5-2,镇所,x\n",
            enforcement_cases="id,subject,name,town,case_name,facts,legal_basis,penalty,"
            "decided_on,known_on,authority,published_on,performed_on,repaired_on\n"
            f"罚1,{CODE},某厂,330299101,案,事实,法,closed,"
            "2022-1-4,2022-1-4,县局,2022-1-5,2022-1-6,2024-1-7\n",
        )
    )
    assert {(e.file, e.row, e.field, e.code) for e in reading.refused} == {
        ("complaints.csv", 2, "moves[0]", "case.illegal"),
        ("enforcement_cases.csv", 2, "repaired_on", "publication.never-early"),
    }


def test_a_town_stands_once():
    data = read_county(Path(__file__).parents[2] / "examples" / "town-alone").data
    with pytest.raises(FieldError, match="twice"):
        data.replace(towns=data.towns.rows * 2)
    assert CountyData(id="330299", name=Text("县", "C"), towns=()).batches.rows == ()


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.dates()
    | st.integers(-9999, 9999).map(Points)
    | st.tuples(st.integers(0, 9), st.integers(1, 9)).map(lambda pair: Rate(*pair))
    | st.decimals(-100, 100, places=3)
    | st.fractions(0, 1).map(Fraction)
    | st.sampled_from([Text("甲", "A"), Term(months=3), WorkingDays(7), CertificationKind.GREEN]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
        | st.tuples(inner, inner)
    ),
    max_leaves=8,
)


@given(PLAIN)
def test_no_float_is_ever_written_and_what_is_written_is_read_back(value):
    plain = to_plain(value)
    text = json.dumps(plain)
    assert json.loads(text, parse_float=pytest.fail) == json.loads(json.dumps(to_plain(plain)))


def test_values_without_a_plain_form_are_refused():
    for value in (1.5, object()):
        with pytest.raises(TypeError, match="no plain form"):
            to_plain(value)
    assert to_plain(
        {"at": datetime.fromisoformat("2016-05-01T09:00"), "on": {date(2016, 1, 2)}}
    ) == {
        "at": "2016-05-01T09:00:00",
        "on": ["2016-01-02"],
    }


def test_json_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "x.json"
    write_json(path, {"a": Decimal("1.50")})
    assert read_json(path) == {"a": "1.50"}
    with pytest.raises(TypeError):
        write_json(path, {"a": 1.5})
    assert read_json(path) == {"a": "1.50"}
    assert [found.name for found in tmp_path.iterdir()] == ["x.json"]


def test_a_record_of_an_unknown_kind_is_refused_and_its_unit_not_assessed(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "county.toml").write_text(MANIFEST, encoding="utf-8")
    (data / "credit_records.csv").write_text(
        "id,subject,kind,severity,happened_on,decided_on,known_on,source_document\n"
        "R1,91330299MA2837B62L,penalti,general,2016-01-04,2016-01-05,2016-01-06,罚1号\n"
        "R2,91330299MA2837B62L,penalty,mild,2016-01-04,2016-01-05,2016-01-06,罚2号\n"
        "R3,91330299MA2837B62L,penalty,serious,2016-01-04,2016-01-05,2016-01-06,罚3号\n",
        encoding="utf-8",
    )
    reading = read_county(tmp_path)
    assert [record.id for record in reading.data.records] == ["R3"]
    assert {lost.unit for lost in reading.data.unread} == {"91330299MA2837B62L"}
    assert [(e.row, e.field, e.code) for e in reading.refused] == [
        (2, "kind", "field.word"),
        (3, "severity", "field.word"),
    ]
