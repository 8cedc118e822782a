"""Sources in official Chinese (依据的中文写法): what the book cites, as a Chinese document cites it.

The book writes its sources in English, once, as ``Product Quality Law, art. 17``. What is not such
a citation, as a remark of the book's authors, is left over as it is written and told as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

DIGITS = "零一二三四五六七八九"
LAWS = {
    "Administrative Penalty Law": "行政处罚法",
    "Administrative Procedure Law": "行政诉讼法",
    "Administrative Reconsideration Law": "行政复议法",
    "Farm Products Quality and Safety Law": "农产品质量安全法",
    "Food Safety Law": "食品安全法",
    "Metrology Law": "计量法",
    "Product Quality Law": "产品质量法",
    "Special Equipment Safety Law": "特种设备安全法",
    "Work Safety Law": "安全生产法",
}
TITLES = {
    "Regulation on the quality of construction works": "建设工程质量管理条例",
    "Implementing Regulation of the Food Safety Law": "中华人民共和国食品安全法实施条例",
    "Food Recall Measures": "食品召回管理办法",
    "建设工程质量管理条例": "建设工程质量管理条例",
    "特种设备安全监督检查办法": "特种设备安全监督检查办法",
    "三次产业划分规定": "三次产业划分规定",
}
BODIES = {
    "AQSIQ": "国家质量监督检验检疫总局",
    "CFDA": "国家食品药品监督管理总局",
    "MEM": "应急管理部",
    "Ministry of Construction": "建设部",
    "NDRC": "国家发展和改革委员会",
    "SAIC": "国家工商行政管理总局",
    "SAMR": "国家市场监督管理总局",
    "State Administration of Work Safety": "国家安全生产监督管理总局",
    "State Council": "国务院",
    "State Planning Commission": "国家发展计划委员会",
}
_LEVEL = r"(?:(?: of|\()? ?\(?(?P<year>\d{4})(?: revision)?\)?)?"
_DATED = r"(?: \(as of (?P<since>\d{4}-\d\d-\d\d)\))?"
_ONE = r"\d{1,3}(?:\(\d\))?(?:-\d{1,3})?(?!\d)"
_EACH = rf"{_ONE}(?:(?:, | and ){_ONE})*"
_ARTICLES = rf"(?:,? (?:with )?(?P<unit>art|section|sec|item)s?\.? (?P<articles>{_EACH}))?"
UNITS = {"art": "条", "section": "部分", "sec": "部分", "item": "项"}
_CLAUSE = r"\d(?:\.\d)*(?:\.[a-z](?:-[a-z])?)?"


def _any(names: dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_FORMS = (
    re.compile(rf"(?P<law>{_any(LAWS)}){_LEVEL}{_DATED}{_ARTICLES}"),
    re.compile(rf"(?P<title>{_any(TITLES)}){_LEVEL}{_ARTICLES}"),
    re.compile(rf"(?P<body>{_any(BODIES)}) Order (?P<order>\d+){_LEVEL}{_ARTICLES}"),
    re.compile(rf"Order (?P<council>\d+) of the State Council{_LEVEL}{_ARTICLES}"),
    re.compile(rf"(?:Xiamen )?(?P<paper>[一-龥]+〔\d{{4}}〕\d+号){_ARTICLES}"),
    re.compile(r"(?P<standard>(?:GB|HJ|JJG|DB\d+)(?:/[TZ])? ?[\d.]+(?:-\d{2,4})?)(?![\d/])"),
    re.compile(rf"opinions? (?P<opinion>{_CLAUSE}(?:(?:, | and ){_CLAUSE})*)"),
)
_DEFAULT = re.compile(r"\bby default\b|\bdefault\b")
_MEMORY = re.compile(r"from memory|not verified yet|unverified|was not found|were not found|verify")


@attrs.frozen(kw_only=True)
class Citation:
    """A source as a Chinese document cites it (依据): what is cited, and what is left over.

    `default` says that a part of the rule is this library's own default, `unverified` that the
    source itself says so of a part.
    """

    cited: tuple[str, ...]
    left: tuple[str, ...] = ()
    default: bool = False
    unverified: bool = False

    @property
    def zh(self) -> str:
        """The sources that are cited, joined."""
        return "、".join(self.cited)

    @property
    def full(self) -> str:
        """The sources with what the book says of them (依据及说明)."""
        told = [self.zh] if self.cited else []
        told += ["部分内容为参考手册缺省值"] if self.default else []
        told += ["部分内容尚未核实"] if self.unverified else []
        told += ["其余说明见英文"] if self.left else []
        return "；".join(told)


def numeral(number: int) -> str:
    """Return a number below 1000 in Chinese (中文数字).

    >>> numeral(17), numeral(40), numeral(205)
    ('十七', '四十', '二百零五')
    """
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones or not number else "")


def articles(text: str, unit: str = "条") -> str:
    """Return articles as Chinese texts name them (条文号).

    >>> articles("17"), articles("46-48"), articles("4(2)"), articles("3, 9 and 13")
    ('第十七条', '第四十六条至第四十八条', '第四条第（二）项', '第三条、第九条、第十三条')
    """
    return "、".join(
        "至".join(_article(end, unit) for end in one.split("-") if end)
        for one in re.split(r",? and |, ", text.strip(", "))
        if one
    )


def _article(text: str, unit: str) -> str:
    number, _, point = text.strip(" )").partition("(")
    told = f"第{numeral(int(number))}{unit}"
    return told + (f"第（{numeral(int(point))}）项" if point else "")


def _named(found: re.Match[str]) -> str:
    """What is cited, without its articles."""
    part = found.groupdict()
    if part.get("law"):
        since = f"（{part['since']}起施行）" if part.get("since") else ""
        return f"《中华人民共和国{LAWS[part['law']]}》{since}"
    if part.get("title"):
        return f"《{TITLES[part['title']]}》"
    if part.get("body"):
        return f"{BODIES[part['body']]}令第{part['order']}号"
    if part.get("council"):
        return f"国务院令第{part['council']}号"
    if part.get("opinion"):
        return "《意见》" + part["opinion"].replace(" and ", "、").replace(", ", "、") + "项"
    return part.get("paper") or part.get("standard") or ""


def _cited(found: re.Match[str]) -> str:
    part = found.groupdict()
    year = f"（{part['year']}年）" if part.get("year") else ""
    points = part.get("articles")
    return _named(found) + year + (articles(points, UNITS[part["unit"]]) if points else "")


def citation(source: str) -> Citation:
    """Return a source of the book as a Chinese document cites it (依据的中文写法).

    >>> citation("Product Quality Law, art. 17; SAMR Order 18 (2019), arts. 46-48").cited
    ('《中华人民共和国产品质量法》第十七条', '国家市场监督管理总局令第18号（2019年）第四十六条至第四十八条')
    >>> citation("opinion 3.1.4.b; points by default").full
    '《意见》3.1.4.b项；部分内容为参考手册缺省值'
    """
    cited: list[str] = []
    left: list[str] = []
    for part in source.split("; "):
        rest = part
        for form in _FORMS:
            for found in form.finditer(part):
                cited.append(_cited(found))
                rest = rest.replace(found[0], "", 1)
        left += _remark(rest)
    return Citation(
        cited=tuple(dict.fromkeys(cited)),
        left=tuple(left),
        default=_DEFAULT.search(source) is not None,
        unverified=_MEMORY.search(source) is not None,
    )


_PLAIN = re.compile(
    r"^(?:by|as|after|the|their|its|of|a|an|and|in|on|number|numbers|points?|terms?|lengths?|days?|"
    r"kinds?|names?|list|mapping|severity|class|shares?|parts?|figures?|level|trend|cap|order|bar|"
    r"deadlines|procedure|effects|default|from|memory|verified|not|yet|\d+|%|[ ,:;().])*$"
)


def _remark(text: str) -> Iterator[str]:
    """What a part says beside its citation; words of default or memory are told otherwise."""
    rest = text.strip(" ,:;()")
    if rest and not _PLAIN.match(rest):
        yield rest
