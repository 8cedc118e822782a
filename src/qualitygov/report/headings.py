"""The columns of the tables of a report (表头), in Chinese and English."""

from __future__ import annotations

from typing import Literal

Justify = Literal["left", "right"]
Headings = tuple[tuple[str, str, Justify], ...]
"""The columns of a table: in Chinese, in English, and on which side their cells begin."""

TOWN: Headings = (
    ("名次", "rank", "right"),
    ("乡镇", "town", "left"),
    ("得分（上下限）", "score [bounds]", "right"),
    ("等级", "grade", "left"),
    ("比上年", "since last year", "left"),
)
LOST: Headings = (
    ("乡镇", "town", "left"),
    ("失分最多（责任主体）", "lost most (who answers)", "left"),
)
OPEN: Headings = (
    ("目标", "target", "left"),
    ("条款", "clause", "left"),
    ("乡镇", "towns", "right"),
    ("待定", "open", "right"),
    ("最迟确定", "settled by", "left"),
)
TARGETS: Headings = (
    ("目标", "target", "left"),
    ("责任主体", "who answers", "left"),
    ("未达标", "missed", "right"),
    ("未能判定", "not judged", "right"),
)
GRADES: Headings = (
    ("等级", "grade", "left"),
    ("企业", "enterprises", "right"),
    ("占比", "share", "right"),
)
TRADES: Headings = (
    ("行业（GB/T 4754）", "trade (GB/T 4754)", "left"),
    ("企业", "enterprises", "right"),
    ("指数", "index", "right"),
    ("等级", "grade", "left"),
)
SECTIONS: Headings = (
    ("清单", "list", "left"),
    ("条款", "clauses", "left"),
    ("项数", "entries", "right"),
)
GROUNDS: Headings = (("事由", "ground", "left"), ("企业", "enterprises", "right"))
DEDUCTIONS: Headings = (
    ("序号", "no.", "right"),
    ("考核指标", "item", "left"),
    ("分值", "of", "right"),
    ("得分", "got", "right"),
    ("扣分", "lost", "right"),
    ("责任单位", "who answers", "left"),
)
BY_TOWN: Headings = (("乡镇", "town", "left"), ("结果", "result", "left"))
