"""Towns, units and parties: what is exact is found, what is near is proposed, nothing is guessed."""

from __future__ import annotations

from types import SimpleNamespace

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.codes import UnitKey
from qualitygov.core.names import plain_name
from qualitygov.enterprise import Enterprise, UnitAlias
from qualitygov.errors import CodeError
from qualitygov.interchange.resolve import (
    Found,
    TownIndex,
    UnitIndex,
    Unresolved,
    is_person,
    ought_to_be_ours,
)
from qualitygov.interchange.resolve.places import PROVINCES, head_of
from qualitygov.subject import Town
from qualitygov.text import Text

pytestmark = pytest.mark.clause("3.2.2.a")
COUNTY = SimpleNamespace(code="330298", name=Text("南屏县", "Nanping"))


def town(number, name, *former):
    return Town(
        code=f"330298{number}", name=Text(name, f"T{number}"), parent="330298", former_names=former
    )


TOWNS = [
    town("001", "新桥街道", "城关镇"),
    town("101", "青石镇"),
    town("102", "大河镇", "大河乡"),
    town("103", "柳林镇"),
    town("201", "石坪乡"),
]
INDEX = TownIndex(COUNTY, TOWNS)


@pytest.mark.parametrize(
    ("cell", "address", "code", "by"),
    [
        ("330298101", None, "330298101", "code"),
        (330298101.0, None, "330298101", "code"),
        ("330298101.0", None, "330298101", "code"),
        ("330298101000", None, "330298101", "code"),
        ("３３０２９８１０１", None, "330298101", "code"),
        ("青石镇", "大河镇正街3号", "330298101", "name"),
        (" 石坪乡 ", None, "330298201", "name"),
        ("南屏县柳林镇", None, "330298103", "name"),
        ("甬东市南屏县柳林镇", None, "330298103", "name"),
        ("浙江省甬东市南屏县柳林镇", None, "330298103", "name"),
        ("城关镇", None, "330298001", "former-name"),
        ("大河乡", None, "330298102", "former-name"),
        ("南屏县大河乡", None, "330298102", "former-name"),
        (None, "浙江省南屏县柳林镇东街12号", "330298103", "address"),
        ("", "青石镇东路1号", "330298101", "address"),
        ("无", "工业园区（青石镇）9号", "330298101", "address"),
        ("/", "新桥街道青石镇路5号", "330298001", "address"),
        ("-", "南屏县城关镇老街4号", "330298001", "address"),
    ],
)
def test_a_town_is_found_by_what_names_it_exactly(cell, address, code, by):
    found = INDEX.find(cell, address)
    assert isinstance(found, Found)
    assert (found.code, found.by) == (code, by)


@pytest.mark.parametrize(
    ("cell", "address", "candidates", "words"),
    [
        ("清石镇", "东路8号", ("330298101",), "not a town"),
        ("青石", None, ("330298101",), "not a town"),
        ("青石镇人民政府", None, ("330298101",), "not a town"),
        ("东山县青石镇", None, (), "another county"),
        ("甬东市青石镇", None, ("330298101",), "without a county"),
        ("江苏省青石镇", None, (), "another county"),
        ("330299101", None, (), "not a town"),
        ("330298", None, (), "of a county"),
        ("33029810", None, (), "no code"),
        (None, "工业园区9号", (), "neither"),
        (None, None, (), "neither"),
        ("无", "/", (), "neither"),
        (None, "东山县柳林镇东街12号", (), "another county"),
        (None, "杭州市西湖区柳林镇1号", (), "another county"),
        (None, "甬东市柳林镇东街12号", ("330298103",), "without a county"),
        (None, "青石镇与大河镇交界处", ("330298101", "330298102"), "several"),
        (None, "青石镇路5号", (), "neither"),
    ],
)
def test_what_is_only_near_is_proposed(cell, address, candidates, words):
    found = INDEX.find(cell, address)
    assert isinstance(found, Unresolved)
    assert found.candidates == candidates
    assert words in found.reason.en
    assert found.reason.zh


def test_a_name_of_two_towns_finds_neither():
    index = TownIndex(COUNTY, [*TOWNS, town("202", "城关镇")])
    assert index.find("城关镇").candidates == ("330298001", "330298202")


def test_of_names_within_one_another_the_longest_counts():
    index = TownIndex(COUNTY, [*TOWNS, town("104", "石镇")])
    assert index.find(None, "青石镇东路1号").code == "330298101"
    assert index.find(None, "石镇东路1号").code == "330298104"


def test_a_county_that_is_a_city_or_a_district_is_known_by_its_name():
    for name in ("义乌市", "东港区"):
        county = SimpleNamespace(code="330298", name=Text(name, "x"))
        index = TownIndex(county, TOWNS)
        assert index.find(f"{name}青石镇").code == "330298101"
        assert index.find(None, f"浙江省甬东市{name}青石镇1号").code == "330298101"
        assert isinstance(index.find("南屏县青石镇"), Unresolved)


CELLS = (
    st.none()
    | st.text(max_size=12)
    | st.text("浙江省甬东市南屏县青石柳林大河镇乡街道路0123456789. ", max_size=14)
    | st.integers()
    | st.floats()
)


@given(CELLS, st.none() | st.text("南屏县青石柳林镇大河乡新桥街道路号市区", max_size=14))
def test_no_cell_breaks_it_and_no_town_is_made_up(cell, address):
    found = INDEX.find(cell, address)
    codes = (found.code,) if isinstance(found, Found) else found.candidates
    assert set(codes) <= INDEX.codes
    if isinstance(found, Found) and found.by == "name":
        names = {plain_name(n) for one in TOWNS for n in (one.name.zh, one.name.en)}
        assert any(plain_name(str(cell)).endswith(name) for name in names)


def unit(code, name, **more):
    return Enterprise(code=code, name=name, town="330298101", **more)


RUIHE = unit("91330298MAMLUA8K1K", "南屏县瑞禾（集团）食品有限公司", former_names=("瑞禾食品厂",))
SHUNFENG = unit("91330298MA8WQ4MJ9N", "南屏县顺风电动车有限公司")
DATONG = unit("91330298MA8G1B028D", "南屏县大通电缆有限公司", registration_number="330298344947287")
FIRST = unit("92330298MAPGFJDH2W", "便民五金商店", address="青石镇中街1号")
SECOND = unit("92330298MAG3576W50", "便民五金商店", address="石坪乡正街2号")
STALL = unit("name:豆腐摊@农贸市场12号", "豆腐摊", address="农贸市场12号")
MASKED = unit("masked:9233**********0L41@大河早餐店", "大河早餐店")
FOREIGN = unit("foreign:99999999-000", "屏港贸易有限公司", foreign_id="99999999-000")
OLD = unit("321668482", "南屏县化肥厂")
UNITS = UnitIndex(
    [RUIHE, SHUNFENG, DATONG, FIRST, SECOND, STALL, MASKED, FOREIGN, OLD],
    [
        UnitAlias(alias="南屏县电缆总厂", unit="MA8G1B028"),
        UnitAlias(alias="外地厂", unit="91110000600037341L"),
    ],
)


@pytest.mark.parametrize(
    ("name", "code", "by"),
    [
        ("南屏县瑞禾(集团)食品有限公司", RUIHE.code, "name"),
        ("南屏县顺风电动车 有限公司", SHUNFENG.code, "name"),
        ("瑞禾食品厂", RUIHE.code, "former-name"),
        ("南屏县电缆总厂", DATONG.code, "alias"),
        ("豆腐摊", STALL.code, "name"),
    ],
)
def test_a_unit_is_found_by_its_exact_name_a_former_one_or_an_alias(name, code, by):
    assert UNITS.find(None, name=name) == Found(code, by)
    assert UNITS.find("/", name=f" {name}　") == Found(code, by)


def test_an_alias_of_a_unit_that_the_register_lacks_finds_its_code():
    assert UNITS.find(None, name="外地厂") == Found("91110000600037341L", "alias", known=False)


@pytest.mark.parametrize(
    ("cell", "name", "code"),
    [
        (DATONG.code, "别的名字", DATONG.code),
        ("MA8G1B02-8", None, DATONG.code),
        ("330298344947287", None, DATONG.code),
        (330298344947287.0, None, DATONG.code),
        ("reg:330298344947287", None, DATONG.code),
        ("32166848-2", None, OLD.code),
        ("9133**********MJ9N", "南屏县顺风电动车有限公司", SHUNFENG.code),
        ("9233**********0L41", "大河早餐店", MASKED.code),
        ("香港商业登记号 99999999-000", None, FOREIGN.code),
        ("name:便民五金商店@青石镇中街1号", None, FIRST.code),
    ],
)
def test_any_identifier_finds_the_unit(cell, name, code):
    found = UNITS.find(cell, name=name)
    assert (found.code, found.known) == (code, True)


def test_a_whole_code_that_the_register_lacks_is_kept_and_said():
    found = UNITS.find("91110000600037341L", name="南屏县大通电缆有限公司")
    assert (found.code, found.known) == ("91110000600037341L", False)
    assert len(UNITS.find("91330298MALP5UJE2A").warnings) == 1
    assert UNITS.find("9133**********MJ9N", name="生人").code.startswith("masked:")


def test_a_destroyed_code_is_refused_though_the_name_is_known():
    with pytest.raises(CodeError, match="destroyed"):
        UNITS.find("9.13303E+17", name="南屏县大通电缆有限公司")


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("南屏顺风电动车公司", (SHUNFENG.code,)),
        ("顺风电动车公司", (SHUNFENG.code,)),
        ("南屏县顺凤电动车有限公司", (SHUNFENG.code,)),
        ("便民五金商店", (FIRST.code, SECOND.code)),
        ("张某五金摊（青石镇农贸市场12号）", ()),
        ("有限公司", ()),
        (None, ()),
        ("无", ()),
    ],
)
def test_what_is_no_exact_name_is_only_proposed(name, candidates):
    found = UNITS.find(None, name=name)
    assert isinstance(found, Unresolved)
    assert found.candidates == candidates


def test_an_address_tells_two_units_of_one_name_apart():
    assert UNITS.find(None, name="便民五金商店", address="石坪乡 正街２号").code == SECOND.code
    both = UNITS.find(None, name="便民五金商店", address="大河镇9号")
    assert both.candidates == (FIRST.code, SECOND.code)
    assert UNITS.find(None, name="豆腐摊", address="农贸市场１２号").code == STALL.code
    other = UNITS.find(None, name="豆腐摊", address="农贸市场31号")
    assert isinstance(other, Unresolved)
    assert other.candidates == (STALL.code,)
    assert UNITS.find(None, name="豆腐摊", address="无").code == STALL.code


def test_an_alias_of_two_units_finds_neither():
    twice = [UnitAlias(alias="总厂", unit=one.code) for one in (RUIHE, SHUNFENG)]
    found = UnitIndex([RUIHE, SHUNFENG], twice).find(None, name="总厂")
    assert found.candidates == (RUIHE.code, SHUNFENG.code)


NAMES = st.text("甲乙丙厂店公司()（） A", min_size=1, max_size=6).map(str.strip).filter(bool)
REGISTERS = st.lists(
    st.tuples(st.from_type(Enterprise), NAMES),
    max_size=6,
    unique_by=lambda one: UnitKey.of(one[0].code),
).map(
    lambda rows: [attrs.evolve(row, name=name, former_names=(), address=None) for row, name in rows]
)


@given(REGISTERS, NAMES)
def test_a_name_is_found_exactly_where_one_unit_has_it(units, name):
    index = UnitIndex(units)
    named = [one.code for one in units if plain_name(one.name) == plain_name(name)]
    found = index.find(None, name=name)
    if len(named) == 1:
        assert found.code == named[0]
    else:
        assert isinstance(found, Unresolved)
        assert len(named) < 2 or sorted(found.candidates) == sorted(named)
    for one in units:
        assert index.find(one.code).code == one.code


@pytest.mark.parametrize(
    ("name", "address", "ours"),
    [
        ("甲公司", "浙江省南屏县柳林镇东街12号", True),
        ("甲公司", "柳林镇东街12号", True),
        ("甲公司", "浙江省东山县柳林镇东街12号", False),
        ("甲公司", "江苏省苏州市吴中区木渎镇1号", False),
        ("甲公司", "杭州市西湖区文一路1号", False),
        ("甲公司", "白云镇东路1号", False),
        ("甲公司", "清石镇东路1号", True),
        ("南屏县甲公司", "江苏省苏州市吴中区木渎镇1号", False),
        ("上海甲有限公司", None, False),
        ("上海甲有限公司", "/", False),
        ("南屏甲有限公司", None, True),
        ("东山县甲厂", None, False),
        ("红旗饭店", None, True),
        ("东区便民店", None, True),
        ("上海时装店", None, True),
        ("甲店", "居民区3号楼", True),
        ("甲店", "上海路5号", True),
        ("甲店", "县城东路5号", True),
        ("甲店", "菜市场12号", True),
        ("张某五金摊（青石镇农贸市场12号）", None, True),
        (None, None, True),
    ],
)
def test_only_a_unit_that_ought_to_be_ours_is_looked_at(name, address, ours):
    assert ought_to_be_ours(name, address, COUNTY, TOWNS) is ours


def test_a_natural_person_is_told_apart():
    assert [is_person(one) for one in ("自然人", " 个人 ", "公民", "natural person")] == [True] * 4
    others = ("法人及非法人组织", "个体工商户", "", None, "企业", "x")
    assert not any(map(is_person, others))


@given(st.text(max_size=20), st.sampled_from(sorted(PROVINCES.values())))
def test_another_province_is_never_ours(text, province):
    head = head_of(province + text, COUNTY)
    if province != "浙江省":
        assert head.ours is False
    assert head_of(f"浙江省南屏县{text}", COUNTY).ours is True
