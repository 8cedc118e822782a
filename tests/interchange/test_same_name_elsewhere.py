"""A party named like one of our units, with an address outside, is not that unit."""

from __future__ import annotations

import openpyxl
import pytest
from nanping import begun

from qualitygov import OfficialCalendar, read_county

ONE, TWO = "91330298MA783RK55W", "91330298MAM8LN9E3U"
HEAD = [
    "抽样编号", "被抽样单位名称", "被抽样单位地址", "标称生产企业名称", "标称生产企业地址", "食品名称", "规格型号",
    "生产日期/批号", "(不合格项目║检验结果║标准值)", "分类", "公告号", "公告日期", "检验机构", "备注",
]  # fmt: skip


@pytest.fixture
def read(tmp_path):
    begun(tmp_path)
    towns = "code,name.zh,name.en,parent\n330298101,青石镇,Qingshi,330298\n"
    (tmp_path / "data" / "towns.csv").write_text(towns, encoding="utf-8")

    def reading(maker, maker_address, sampled_address="南屏县青石镇1号", own=""):
        units = ["code,name,town,status,registered_on,address"]
        units += [f"{ONE},南屏县百川阀门有限公司,青石镇,存续,2014-3-5,{own}"]
        units += [f"{TWO},永兴食品厂,青石镇,存续,2014-3-5,{own}"]
        (tmp_path / "data" / "enterprises.csv").write_text("\n".join(units), encoding="utf-8")
        row = [
            "GB1",
            "南屏县百川阀门有限公司",
            sampled_address,
            maker,
            maker_address,
            "酒",
            "500mL",
        ]
        row += ["2024-1-15", "胭脂红║0.01g/kg║不得使用", "酒", "公告1号", "2024-3-1", "院", ""]
        book = openpyxl.Workbook()
        book.active.append(HEAD)
        book.active.append(row)
        book.save(tmp_path / "data" / "食品抽检不合格.xlsx")
        return read_county(tmp_path, calendar=OfficialCalendar())

    return reading


ZHENGZHOU = "河南省郑州市金水区1号"


def test_a_maker_of_the_same_name_elsewhere_is_a_party_outside_and_told(read):
    found = read("永兴食品厂", ZHENGZHOU)
    (sample,) = found.data.samples
    assert (sample.maker, sample.maker_name, sample.maker_address) == (
        None,
        "永兴食品厂",
        ZHENGZHOU,
    )
    assert [(e.code, e.field) for e in found.told if e.code.startswith("unit.")] == [
        ("unit.elsewhere", "maker_name")
    ]


def test_one_that_is_named_after_the_county_is_for_a_person(read):
    found = read("南屏县百川阀门有限公司", ZHENGZHOU)
    assert not found.data.samples.rows
    assert [(e.code, e.field, e.candidates) for e in found.review] == [
        ("unit.elsewhere", "maker_name", (ONE,))
    ]


def test_a_sampled_unit_elsewhere_is_for_a_person(read):
    found = read("永兴食品厂", "南屏县青石镇2号", sampled_address=ZHENGZHOU)
    assert [(e.code, e.candidates) for e in found.review] == [("unit.elsewhere", (ONE,))]


@pytest.mark.parametrize("address", ["浙江省甬东市南屏县青石镇2号", "青石镇2号", "", "/"])
def test_one_with_an_address_of_ours_or_none_is_our_unit(read, address):
    (sample,) = read("永兴食品厂", address).data.samples
    assert sample.maker == TWO


def test_a_unit_that_is_registered_with_an_address_outside_is_ours(read):
    (sample,) = read("永兴食品厂", ZHENGZHOU, own=ZHENGZHOU).data.samples
    assert sample.maker == TWO
