"""A row without a code (无代码的行) is about the unit that it names: found, or kept for a person."""

from __future__ import annotations

import pytest
from nanping import begun, put_lines

from qualitygov import Context, OfficialCalendar, assess_county, read_county
from qualitygov.interchange.forms.headers import Header
from qualitygov.interchange.forms.party import is_party

ONE, TWO = "91330298MACKE5RRXX", "91330298MALXQYCP0M"
NAMES = "示范第一食品有限公司", "示范第二食品有限公司"
HEADS = (
    "企业名称", "单位名称", "行政相对人名称", "当事人名称", "当事人", "被处罚单位", "被处罚人名称", "市场主体名称",
    "comp_nm", "企业名称（字号名称）",
)  # fmt: skip


@pytest.fixture
def county(tmp_path):
    begun(tmp_path)
    put_lines(tmp_path, "towns.csv", "乡镇代码,名称", "330298101,青石镇")
    rows = (f"{code},{name},青石镇,存续" for code, name in zip((ONE, TWO), NAMES, strict=True))
    put_lines(tmp_path, "企业名录.csv", "统一社会信用代码,企业名称,所属乡镇,登记状态", *rows)
    return tmp_path


def penalties(county, *rows, head="企业名称"):
    header = f"行政处罚文号,统一社会信用代码,{head},处罚结果,处罚时间"
    put_lines(county, "行政处罚公示信息.csv", header, *rows)
    return read_county(county, calendar=OfficialCalendar())


def penalty(name, code="", number=1):
    return f"罚{number}号,{code},{name},罚款5000元,2023-05-0{number}"


@pytest.mark.parametrize("head", HEADS)
def test_a_penalty_without_a_code_is_that_of_the_unit_it_names(county, head):
    reading = penalties(county, penalty(NAMES[0]), penalty("不相干", TWO, 2), head=head)
    assert (reading.refused, reading.review, reading.unknown_columns) == ((), (), ())
    records = reading.data.records.rows
    assert [one.subject for one in records] == [ONE, TWO]  # a code goes before a name
    assert records[0].id == f"罚1号/{ONE}"


@pytest.mark.parametrize(
    ("name", "candidates"), [("不知名饭店", ()), ("示范第一食品", (ONE,)), ("第三食品公司", ())]
)
def test_a_name_that_the_lists_do_not_resolve_is_kept_for_a_person(county, name, candidates):
    reading = penalties(county, penalty(name))
    assert reading.refused == ()
    (entry,) = reading.review
    assert (entry.row, entry.column, entry.found) == (2, "企业名称", name)
    assert entry.candidates == candidates
    assert len(reading.data.records.rows) == 0
    assert not reading.whole


def test_a_row_with_neither_is_refused_for_its_code(county):
    reading = penalties(county, penalty(""))
    assert [(one.row, one.field) for one in reading.refused] == [(2, "subject")]


@pytest.mark.parametrize("column", ["code", "name"])
def test_the_unit_that_may_be_named_has_no_clean_record(county, column):
    short = "示范第一食品"
    row = penalty("", short) if column == "code" else penalty(short)
    reading = penalties(county, row)
    (unread,) = (one for one in reading.data.unread if one.table == "records")
    assert unread.among == (ONE,)
    context = Context(reading.rulebook, as_of="2023-12-31", calendar=OfficialCalendar())
    assessment = assess_county(reading.data, context)
    assert not assessment.assessed(ONE)
    assert assessment.assessed(TWO)
    assert not assessment.whole


def test_what_names_no_unit_is_no_party():
    for name in ("处罚机构名称", "单位负责人", "产品名称", "处罚结果"):
        assert not is_party(Header.of(name))
