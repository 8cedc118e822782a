"""Cells of laboratories' tables (检验结果单元格): from what is written to the fields of an item or sample.

Published lists write a result as ``<0.01mg/kg``, 未检出 or five numbers in a row, a limit as
``≤0.25g/100g``, 6.5～8.5, 不得检出 or ``n=5,c=2,m=10^4,M=10^5``, and several items in one cell. Each
function returns plain text by field name, as a table of the library's own would hold it. What it
cannot read it returns as it is, and the field refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from qualitygov.core import cells, units
from qualitygov.core.cells.numbers import read, show
from qualitygov.errors import bilingual
from qualitygov.inspection.words import Conclusion, Detection, LimitKind, Sign

Draft = dict[str, str]

_BARS = re.compile(r"\|\||‖|∥|║|┃|│|¦|｜|\|")
_BETWEEN_RESULTS = re.compile(r"[；;、\n，]|,(?=\s)")
_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3},\d{3}(?!\d)", re.ASCII)
_PER = re.compile(r"/[\d.]+ ", re.ASCII)
_BETWEEN_ITEMS = re.compile(r"[；;\n]")
_TILDE = re.compile(r"~|～|〜|至|—+|–|-")
_SIGNS: Mapping[str, Sign] = {
    spelling: sign for sign in Sign for spelling in (sign.value, *sign.words)
}
_WORDS: Mapping[str, LimitKind] = {
    **dict.fromkeys(("≤", "<=", "≦", "⩽", "不大于", "不高于", "不超过", "不得超过"), LimitKind.MAX),
    **dict.fromkeys(("不应大于", "不应超过", "不得大于", "最大", "最高", "至多"), LimitKind.MAX),
    **dict.fromkeys(("≥", ">=", "≧", "⩾", "不小于", "不低于", "不少于", "不得低于"), LimitKind.MIN),
    **dict.fromkeys(("不应小于", "不应低于", "不得小于", "最小", "最低", "至少"), LimitKind.MIN),
    **dict.fromkeys(("<", "小于", "低于", "少于"), LimitKind.BELOW),
    **dict.fromkeys((">", "大于", "高于", "多于"), LimitKind.ABOVE),
}
_BINDING = frozenset("≤≥<>=≦≧⩽⩾±")
_FORBIDDEN = re.compile(
    r"(?:不得|不应|不可|不能|禁止|严禁)(?:检出|使用|含有|添加|有)(.*)|阴性|未检出|ND|0(/\d+(?:g|mL))"
)
_STANDARD = r"[A-Z]{1,5}\d{0,2}(?:/ ?[A-Z]{1,5})? ?\d{2,6}[A-Z]?(?:\.\d+)?(?: ?- ?\d{4})?"
REFERS = re.compile(
    rf"(?:应当?|须)?(?:符合|按照?|见|参照|满足|依据|执行|遵照)|{_STANDARD}", re.ASCII
)
_REFERENCE = re.compile(_STANDARD, re.ASCII)
_MEASURE = re.compile(r"\d[\d.]* ?(?:[mμuk]?g|%|CFU|MPN|m?L|IU|kPa|℃)")
_OUGHT = re.compile(r"(?:应当?|须|限值|限量)[为:]?(?=[≤≥<>不最])")
_ENDS: Mapping[str, LimitKind] = {"以下": LimitKind.MAX, "以上": LimitKind.MIN}
_PLAN = re.compile(
    r"n=(?P<n>\d+)[,;，；、 ]*c=(?P<c>\d+)[,;，；、 ]*m=(?P<m>[^,;，；、M]+)"
    r"(?:[,;，；、 ]*M=(?P<M>.+))?"
)
_LIMIT_OF_DETECTION = re.compile(r"(.+?)\s*\((?:检出限|定量限|LOD|LOQ|方法检出限)?[:：]?\s*(.+)\)")
_NOTE = re.compile(r"(.+?)\s*\(([^()]*)\)")

_conclusion, _detection = cells.labels(Conclusion), cells.labels(Detection)
_CONCLUSIONS = frozenset(word.value for word in Conclusion)
_DETECTIONS = frozenset(word.value for word in Detection)


def _signed(text: str) -> tuple[Sign | None, str]:
    """The sign before a number, and the rest."""
    for spelling in sorted(_SIGNS, key=len, reverse=True):
        if text.startswith(spelling):
            return _SIGNS[spelling], text[len(spelling) :].strip()
    return None, text


def _number(text: str) -> tuple[str, str, str] | None:
    """Sign, number and unit of ``<0.01mg/kg``; None for anything else."""
    sign, rest = _signed(text)
    found = measure(rest)
    return None if found is None else (sign.value if sign else "", show(found[0]), found[1])


def measure(text: str) -> tuple[Decimal, str] | None:
    """Return a number and its unit (数值与计量单位); None where more stands behind it.

    The unit may stand in brackets.
    """
    found = read(text.strip())
    if found is None or not found[1]:
        return found
    unit = found[1]
    if unit.startswith("(") and unit.endswith(")"):
        unit = unit[1:-1].strip()
    return (found[0], unit) if units.plausible(unit) and not _PER.match(unit) else None


def result(cell: str, unit: str | None = None) -> Draft:
    """Return the fields of what was measured (检验结果); `unit` is that of another column.

    The unit in the cell goes before that of the column. A conclusion in the place of a result is a
    stated conclusion, and a result in words is kept as a note.

    >>> result("<0.01", "mg/kg"), result("ND"), result("500±15mg/kg")["uncertainty"]
    ({'sign': '<', 'value': '0.01', 'unit': 'mg/kg'}, {'detection': 'not-detected'}, '15')
    >>> result("2.0×10⁵CFU/g；<10CFU/g"), result("0.1, 0.2 mg/kg")["results"]
    ({'results': '200000;<10', 'unit': 'CFU/g'}, '0.1;0.2')
    """
    if cells.is_null(cell):
        return {} if unit is None else {"unit": unit}
    text = cells.plain(cell)
    several = _parts(cell)
    numbers = any(_number(part) or _detection(part) in _DETECTIONS for part in several)
    found = _several(several, unit) if len(several) > 1 and numbers else _one(text)
    if "unit" not in found and unit is not None:
        found["unit"] = unit
    return found


def _parts(cell: str) -> list[str]:
    """The results in a cell; a comma without space between digits may be one of thousands."""
    found: list[str] = []
    for part in map(cells.plain, _BETWEEN_RESULTS.split(cell)):
        inner = [one.strip() for one in part.split(",")]
        whole = _number(part) is not None or _THOUSANDS.search(part) or not _apart(inner)
        found += [part] if whole else inner
    return [part for part in found if part]


def _apart(parts: list[str]) -> bool:
    """Whether commas stand between results, and in none: 0.1,0.2 and <10,20, but not 10,20."""
    numbers = [_number(part) for part in parts]
    words = [_detection(part) in _DETECTIONS for part in parts]
    if len(parts) == 1 or not all(n or w for n, w in zip(numbers, words, strict=True)):
        return False
    signed = any(n is None or n[0] or "." in n[1] for n in numbers)
    return signed or any(n is not None and n[2] for n in numbers[:-1])


def _one(text: str) -> Draft:
    around = cells.uncertain(text)
    if around is not None:
        value, uncertainty, unit = around
        return given(value=value, uncertainty=uncertainty, unit=unit)
    number = _number(text)
    if number is not None:
        sign, value, unit = number
        return given(sign=sign, value=value, unit=unit)
    if _conclusion(text) in _CONCLUSIONS:
        return {"stated": _conclusion(text)}
    if _detection(text) in _DETECTIONS:
        return {"detection": _detection(text)}
    return _undetected(text) or _in_words(text)


def given(**values: str) -> Draft:
    """Return the values that are not empty (非空值)."""
    return {name: value for name, value in values.items() if value}


def _undetected(text: str) -> Draft | None:
    """未检出（<0.01mg/kg）, or 未检出(检出限：0.01): what was not detected, with the limit of detection."""
    found = _LIMIT_OF_DETECTION.fullmatch(text)
    if found is None or _detection(found[1]) != Detection.NOT_DETECTED.value:
        return None
    number = _number(found[2])
    if number is None or number[0] not in ("", Sign.BELOW.value):
        return None
    word = Detection.NOT_DETECTED.value
    return given(detection=word, sign=Sign.BELOW.value, value=number[1], unit=number[2])


def _in_words(text: str) -> Draft:
    """A result in words is a note; one with a number in it that nobody can read is refused."""
    digits = any(map(str.isdigit, text)) and REFERS.match(text) is None
    return {"value" if digits else "result_note": text}


def _several(parts: list[str], unit: str | None) -> Draft:
    """Several results; all in one unit, which may stand at the last of them only."""
    found, named = [], []
    for part in parts:
        number = _number(part)
        if number is None and _detection(part) not in _DETECTIONS:
            return {"results": "；".join(parts)}
        found.append(_detection(part) if number is None else f"{number[0]}{number[1]}")
        named += [number[2]] if number is not None and number[2] else []
    if any(not units.same(named[0], other) for other in named):
        return {"results": "；".join(parts)}
    return {"results": ";".join(found), **given(unit=named[0] if named else unit or "")}


def limit(cell: str, unit: str | None = None) -> Draft:
    """Return the fields of a limit (标准值、限值); `unit` is that of another column.

    A requirement in words is kept as a note, and no limit is read from it. A bare number does not
    say which way it binds, and is refused.

    >>> limit("≤0.25g/100g"), limit("不得检出")
    ({'limit_kind': 'max', 'limit': '0.25', 'limit_unit': 'g/100g'}, {'limit_kind': 'absent'})
    >>> limit("10.0%vol～12.0%vol")["limit_most"], limit("n=5,c=2,m=10^4CFU/g,M=10^5CFU/g")["plan"]
    ('12.0', 'n=5,c=2,m=10000,M=100000')
    >>> limit("应符合GB 2762的要求"), limit("0.5")
    ({'limit_note': '应符合GB 2762的要求'}, {'limit_kind': '0.5'})
    """
    if cells.is_null(cell):
        return {}
    text = cells.plain(cell)
    found = _plan(text) or _limit(text) or _noted(text, cell)
    if unit is not None and "limit_kind" in found:
        found.setdefault("limit_unit", unit)
    return found


def _limit(text: str) -> Draft | None:
    """A limit without anything around it."""
    forbidden = _FORBIDDEN.fullmatch(text)
    if forbidden is not None:
        per = (forbidden[1] or forbidden[2] or "").strip(" ()")
        if not per or per.startswith("/"):
            return {"limit_kind": LimitKind.ABSENT.value, **given(limit_unit=per)}
    return _one_sided(text) or _range(text)


def _one_sided(text: str) -> Draft | None:
    text = _OUGHT.sub("", text, count=1)
    for end, side in _ENDS.items():
        found = measure(text.removesuffix(end)) if text.endswith(end) else None
        if found is not None:
            return _side(side, found)
    for word in sorted(_WORDS, key=len, reverse=True):
        if text.startswith(word):
            found = measure(text[len(word) :])
            return None if found is None else _side(_WORDS[word], found)
    return None


def _side(kind: LimitKind, found: tuple[Decimal, str]) -> Draft:
    return {"limit_kind": kind.value, "limit": show(found[0]), **given(limit_unit=found[1])}


def _range(text: str) -> Draft | None:
    """6.5～8.5, 10.0%vol～12.0%vol, ≥6.5且≤8.5 or 11.0±1.0%vol; None for anything else."""
    around = cells.uncertain(text)
    if around is not None:
        middle, width, unit = read(around[0]), read(around[1]), around[2]
        assert middle is not None  # both are numbers in plain form
        assert width is not None
        return _between(show(middle[0] - width[0]), show(middle[0] + width[0]), unit)
    pair = re.split(r"且|并且|,|，", text)
    if len(pair) == len(("least", "most")):
        sides = [_one_sided(part.strip()) for part in pair]
        by_kind = {side["limit_kind"]: side for side in sides if side is not None}
        if by_kind.keys() == {LimitKind.MIN.value, LimitKind.MAX.value}:
            least, most = by_kind[LimitKind.MIN.value], by_kind[LimitKind.MAX.value]
            return _ends((least["limit"], least.get("limit_unit", "")), most)
    for at in _TILDE.finditer(text):
        low, high = measure(text[: at.start()]), measure(text[at.end() :])
        if low is not None and high is not None:
            most = {"limit": show(high[0]), **given(limit_unit=high[1])}
            return _ends((show(low[0]), low[1]), most)
    return None


def _ends(low: tuple[str, str], most: Draft) -> Draft | None:
    """A range from both its ends, in one unit."""
    unit = most.get("limit_unit", "")
    if low[1] and unit and not units.same(low[1], unit):
        return None
    return _between(low[0], most["limit"], unit or low[1])


def _between(least: str, most: str, unit: str) -> Draft:
    kind = {"limit_kind": LimitKind.RANGE.value, "limit_least": least, "limit_most": most}
    return kind | given(limit_unit=unit)


def _plan(text: str) -> Draft | None:
    found = _PLAN.fullmatch(text.replace(" ", ""))
    if found is None:
        return None
    low = measure(found["m"])
    high = None if cells.is_null(found["M"] or "") else measure(found["M"])
    if low is None or (high is None and not cells.is_null(found["M"] or "")):
        return {"limit_kind": LimitKind.PLAN.value, "plan": text}
    named = [unit for unit in (low[1], high[1] if high else "") if unit]
    if any(not units.same(named[0], other) for other in named):
        return {"limit_kind": LimitKind.PLAN.value, "plan": text}
    most = "" if high is None else f",M={show(high[0])}"
    plan = f"n={found['n']},c={found['c']},m={show(low[0])}{most}"
    kind = {"limit_kind": LimitKind.PLAN.value, "plan": plan}
    return kind | given(limit_unit=named[0] if named else "")


def _noted(text: str, cell: str) -> Draft:
    """A limit with a note in brackets, or words alone; anything else is refused by its kind.

    A standard that is named is a note, and what is said besides is the limit: 符合 GB 2760（≤0.1g/kg）.
    """
    if REFERS.match(text):
        return _referring(text, cell)
    found = _NOTE.fullmatch(text)
    inner = None if found is None else _limit(found[1])
    if found is not None and inner is not None:
        return {**inner, "limit_note": found[2].strip()}
    if not any(sign.isdigit() or sign in _BINDING for sign in text):
        return {"limit_note": cell.strip()}
    return {"limit_kind": text}


def _referring(text: str, cell: str) -> Draft:
    """A requirement that names a standard; refused where it says a number that nobody can read."""
    at = next((at for at, sign in enumerate(text) if sign in _BINDING), None)
    if at is not None:
        tail = text[at:].rstrip("的规定要求 ")
        found = _limit(tail) or _limit(tail.removesuffix(")"))
        note = text[:at].rstrip(" (,:;。")
        return {"limit_kind": text} if found is None else {**found, "limit_note": note}
    if _MEASURE.search(_REFERENCE.sub("", text)):
        return {"limit_kind": text}
    return {"limit_note": cell.strip()}


def item(
    name: str,
    result_cell: str,
    limit_cell: str,
    *,
    unit: str | None = None,
    stated: str | None = None,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Draft:
    """Return the fields of one item from the cells of its row (检验项目).

    A column of units says the unit of what does not say its own, and a limit that of a result which
    says none; before that goes the unit that the header of the result or limit says (`headers`, by
    ``value`` and ``limit``). A result that is itself a conclusion may not say otherwise than the column of
    conclusions: both are kept, and refused.

    >>> item("克百威", "0.05 mg/kg", "≤0.02mg/kg", unit="mg/kg", stated="不合格")["stated"]
    'fail'
    """
    column = None if unit is None or cells.is_null(unit) else cells.plain(unit)
    measured = result(result_cell, headers.get("value", column))
    allowed = limit(limit_cell, headers.get("limit", column))
    found = {"name": name.strip(), **measured, **allowed}
    if "limit_unit" in found:
        found.setdefault("unit", found["limit_unit"])
    if stated is not None and not cells.is_null(stated):
        word = _conclusion(stated)
        said = measured.get("stated")
        found["stated"] = word if said in (None, word) else f"{word}/{said}"
    return found


def items(cell: str, *, stated: str | None = None) -> tuple[Draft, ...]:
    """Return the items of a cell that holds several (项目║检验结果║标准值), each with its fields.

    A semicolon stands between items, between several results of one, and within a limit: what
    follows the last semicolon before a bar is the name of the next item. `stated` is what the list
    says of all of them. Raises `FieldError` for a cell of another form.

    >>> found = items("苯甲酸║0.85g/kg║≤0.5g/kg；脱氢乙酸║0.6g/kg║≤0.5g/kg")
    >>> [(one["name"], one["value"], one["limit"]) for one in found]
    [('苯甲酸', '0.85', '0.5'), ('脱氢乙酸', '0.6', '0.5')]
    """
    parts = [part.strip() for part in _BARS.split(cell.strip().rstrip("；;"))]
    if len(parts) < len(("name", "result", "limit")) or len(parts) % 2 == 0:
        raise _no_items(cell)
    triples, name = [], parts[0]
    for at in range(1, len(parts), 2):
        last = at + 2 >= len(parts)
        limit_cell, following = (parts[at + 1], "") if last else _cut(parts[at + 1], cell)
        triples.append((name, parts[at], limit_cell))
        name = following
    if not all(name for name, _, _ in triples):
        raise _no_items(cell)
    return tuple(item(*triple, stated=stated) for triple in triples)


def _cut(text: str, cell: str) -> tuple[str, str]:
    """The limit of an item, and the name of the next one behind the last semicolon."""
    ends = list(_BETWEEN_ITEMS.finditer(text))
    if not ends:
        raise _no_items(cell)
    return text[: ends[-1].start()].strip(), text[ends[-1].end() :].strip()


def _no_items(cell: str) -> Exception:
    return bilingual(
        "cell.items",
        f"应为“项目║检验结果║标准值”，多项以分号分隔，实际为 {cell!r}",
        f"expected name║result║limit for each item, with semicolons between them, not {cell!r}",
    )
