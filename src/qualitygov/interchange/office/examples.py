"""Examples for columns to fill (填写示例): what a cell of each column may look like.

They stand in notes and never among data. Each is a value that its column takes.
"""

from __future__ import annotations

from collections.abc import Mapping

COUNTY = "330299"
"""A county that does not exist, whose code examples use where none is given."""

UNIT_CODE = "91330299MA2837B62L"
"""The credit code of a firm that does not exist; its check characters are right."""

OF_KIND: Mapping[str, str] = {
    "day": "2024-03-05",
    "moment": "2024-03-05 09:30",
    "flag": "是",
    "points": "1.5",
    "month": "2024-03",
    "term": "5年",
}
"""Examples by the kind of value."""

OF_LABEL: Mapping[str, str] = {
    "名称": "清溪镇",
    "名称（英文）": "Qingxi",
    "企业名称": "清溪示范食品有限公司",
    "单位名称": "清溪镇市场监管所",
    "单位": "清溪镇市场监管所",
    "地址": "清溪镇人民路 1 号",
    "行业代码": "C1411",
    "年度": "2024",
    "所属年度": "2024",
    "所属期": "2024-Q1",
    "产品名称": "饼干",
    "姓名": "张某",
    "报送人": "张某",
    "认定机关": "示范县市场监督管理局",
    "批准单位": "示范县质量强镇工作领导小组办公室",
    "数据责任单位": "示范县市场监督管理局",
    "数据表": "samples",
}
"""Examples by the label of the column."""

OF_ENDING: Mapping[str, str] = {
    "编号": "2024-001",
    "文号": "示范县质强办〔2024〕3号",
    "文书": "示范县质强办〔2024〕3号",
    "文件": "示范县质强办〔2024〕3号",
    "机关": "示范县市场监督管理局",
    "机构": "示范县检验检测中心",
    "人": "张某",
}
"""Examples by how the label of the column ends."""


def example_text(label: str) -> str:
    """Return an example of a free text by the label of its column (文本示例); empty without one.

    >>> example_text("批准文件"), example_text("备注")
    ('示范县质强办〔2024〕3号', '')
    """
    if label in OF_LABEL:
        return OF_LABEL[label]
    return next((text for end, text in OF_ENDING.items() if label.endswith(end)), "")


def example_number(low: int | None, high: int | None) -> str:
    """Return an example of a number between bounds (数值示例).

    >>> example_number(1949, 2100), example_number(0, None), example_number(1, 5)
    ('2024', '12', '3')
    """
    first, last = low or 0, 24 if high is None else high
    year = 2024
    return str(year if first <= year <= last else (first + last) // 2)
