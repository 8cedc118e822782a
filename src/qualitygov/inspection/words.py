"""Words of sampling inspection (监督抽查词表), with the spellings that published tables use."""

from __future__ import annotations

from qualitygov.core.vocabulary import Vocabulary


class SampleDomain(Vocabulary):
    """Product domain of a sample (产品领域); it decides the objection window."""

    FOOD = "food", "食品", "food"
    INDUSTRIAL = "industrial", "工业产品", "industrial product"
    FARM = "farm", "农产品", "farm product"
    AQUATIC = "aquatic", "水产品", "aquatic product"


class Stage(Vocabulary):
    """Stage at which a sample was taken (抽样环节)."""

    PRODUCTION = "production", "生产环节", "production"
    CIRCULATION = "circulation", "流通环节", "circulation"
    USE = "use", "使用环节", "use"


class Conclusion(Vocabulary):
    """Conclusion on a sample or item (检验结论).

    Tables of results call a failed sample 不合格样品 or 问题样品, and say 未见异常 of one that passed.
    """

    PASS = "pass", "合格", "pass", "合格样品", "符合", "符合要求", "未见异常", "未发现异常"
    FAIL = "fail", "不合格", "fail", "不合格样品", "不符合", "不符合要求", "问题样品"


class LimitKind(Vocabulary):
    """How a limit binds (限值类型).

    `PLAN` is a plan of several samples of a lot, `ABSENT` what may not be there at all, `WORDS` a
    requirement without a number (应符合 GB 2760), of which the stated conclusion alone says more.
    """

    MAX = "max", "不大于", "at most", "≤"
    MIN = "min", "不小于", "at least", "≥"
    BELOW = "below", "小于", "less than", "<"
    ABOVE = "above", "大于", "more than", ">"
    RANGE = "range", "区间", "between two limits"
    ABSENT = "absent", "不得检出", "must be absent", "不得使用", "不得含有", "不得添加"
    PLAN = "plan", "采样方案", "sampling plan"
    WORDS = "words", "文字要求", "requirement in words"


class Comparison(Vocabulary):
    """How a measured value is held against its limit (极限数值判定方法). GB/T 8170-2008, clause 4.3."""

    FULL = "full", "全数值比较法", "full value"
    ROUNDED = "rounded", "修约值比较法", "rounded value"


class Sign(Vocabulary):
    """A sign before a measured value (结果符号): the value is not known, but its side is."""

    BELOW = "<", "小于", "less than"
    AT_MOST = "≤", "不大于", "at most", "<=", "≦", "⩽"
    ABOVE = ">", "大于", "more than"
    AT_LEAST = "≥", "不小于", "at least", ">=", "≧", "⩾"


class Detection(Vocabulary):
    """Whether something was found at all (检出情况)."""

    DETECTED = "detected", "检出", "detected", "阳性"
    NOT_DETECTED = "not-detected", "未检出", "not detected", "ND", "N.D.", "未检测出", "阴性"
