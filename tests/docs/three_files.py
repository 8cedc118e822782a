"""Three Excel files as offices have them: a list of towns, a register of units, published penalties."""

from __future__ import annotations

from pathlib import Path

import openpyxl

TOWNS = (
    ("示范县乡镇（街道）名单",),
    ("序号", "乡镇名称", "行政区划代码"),
    (1, "清溪镇", 330299101),
    (2, "石桥镇", "330299102"),
    ("合计", 2, None),
    ("填报人：王某", None, "填报日期：2024年1月10日"),
)
UNITS = (
    ("示范县市场主体名录",),
    ("填报单位：示范县市场监督管理局",),
    ("序号", "统一社会信用代码*", "企业名称", "所属乡镇", "登记状态", "成立日期", "行业代码"),
    (1, "91330299MA2837B62L", "清溪示范食品有限公司", "清溪镇", "开业", "2014年3月5日", "1411"),
    (2, "91330299MA28XB6KXF", "石桥阀门有限公司", "石桥镇", "存续", "2015/12/1", "C3443"),
    (3, "91330299MA28CN4T99", "清溪家具厂", "清溪镇", "在业", "20160104", "2110"),
    ("合计", None, 3),
)
PENALTIES = (
    ("行政处罚文号", "统一社会信用代码", "处罚结果", "处罚时间"),
    ("示市监罚〔2023〕7号", "91330299MA2837B62L", "罚款", "2023-05-06"),
)
FILES = {
    "乡镇名单.xlsx": TOWNS,
    "市场主体名录.xlsx": UNITS,
    "行政处罚公示信息.xlsx": PENALTIES,
}


def three_files(folder: Path) -> None:
    """Write them into a folder."""
    for name, rows in FILES.items():
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        if len(rows[0]) == 1:
            book.active.merge_cells("A1:C1")
        book.save(folder / name)
