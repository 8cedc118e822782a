"""Words about what was due (应办事项用词): why something is not asked, what stands in for it.

Subjects write them on their facts, and the assessment reads them there.
"""

from __future__ import annotations

from qualitygov.core.vocabulary import Vocabulary


class Excusal(Vocabulary):
    """Why something that was due counts neither way (不计入原因), where its verdict says so."""

    UNSIGNED = "unsigned", "所依规则尚未核实", "its rule is not verified yet"
    TOO_FEW = "too-few", "数据不足，不予评价", "too little to judge by"


class Instead(Vocabulary):
    """What stands in for a year's own figure (替代情形): that of an earlier year, and why."""

    CARRIED = "carried", "沿用最近一次清查结果", "carried forward from the last inventory"
    NOT_FILED = "not-filed", "截止日前未报，以上年数替代", "none was filed by the cut-off"
    DUE_LATER = "due-later", "当年的在截止日后到期", "the year's own is due after the cut-off"
