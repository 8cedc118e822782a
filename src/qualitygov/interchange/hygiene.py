"""What may not stand in a cell (单元格卫生): control, escape and direction characters.

White space at the edges is stripped, zero-width characters are taken out and told; what could
write to a terminal, or turn a line around, is refused. Mark-up is text like any other.
"""

from __future__ import annotations

import re

from qualitygov.text import Text

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile(r"[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]")
_WESTERN = re.compile(r"[\x80-\xff\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{4,}")
_BLANK = re.compile(r"[\t\u2028\u2029]+")
_PRIVATE = re.compile(r"[\ue000-\uefff\uf100-\uf8ff\U000f0000-\U0010ffff]")
"""Characters that no font has by itself; U+F000 to U+F0FF are the bullets of word processors."""

_LOST = re.compile("\ufffd|ï¿½|锟斤|斤拷|拷锟|烫烫烫|屯屯屯")
"""What programs put where a character was lost."""

_CHINESE = re.compile(r"[^\x00-\x7f]{2,}")
_COMMON = frozenset(
    sign
    for row in range(0xB0, 0xD8)
    for sign in bytes(part for at in range(0xA1, 0xFF) for part in (row, at)).decode(
        "gb2312", "ignore"
    )
)
"""The characters of the first list of GB 2312."""

_ASKED = re.compile(r"\s*\?{2,}[?\s]*")
_TYPE = re.compile(r"<\w+>")
"""What stands for a value in memory that is no cell: its type."""

_BROKEN = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)|Err:\d{3}"
)

CONTROL = Text("含有控制字符，不予读入", "control characters, not read")
TURNING = Text("含有改变文字方向的字符，不予读入", "characters that turn the text around, not read")
BROKEN = Text("公式有误，单元格没有值", "a formula went wrong, and the cell has no value")
UNCOUNTED = Text(
    "单元格是公式，文件中没有保存计算结果；请在 Excel 中打开并另存，或改填数值",
    "a formula whose value the file does not have: open and save it in Excel, or write the value",
)
GARBLED = Text(
    "乱码，原文已丢失，不予读入；请按原件重新填写或重新导出",
    "mojibake: what was written is lost, not read; write it again, or export it anew",
)
LONGEST = 32767
"""So many characters a cell of a spreadsheet has at most."""

TOO_LONG = Text(
    f"超过 {LONGEST} 个字符，不予读入；请检查引号是否错位，或删减内容",
    f"more than {LONGEST} characters, not read; is a quotation mark out of place? Or shorten it",
)
NO_CELL = Text(
    "不是单元格的值（二进制数据、列表或对象），不予读入；请在查询或程序中转换为文字、数字或日期",
    "no value of a cell (bytes, a list, an object), not read; make a text, a number or a day of it "
    "in the query or the program",
)
UNSEEN = Text(
    "含有看不见的字符：零宽字符已去除，制表符、行分隔符已改为空格",
    "characters that are not seen: zero-width ones were taken out, tabs made spaces",
)


def tidy(cell: str) -> str:
    r"""Return a cell without white space at its edges and without zero-width characters (规整).

    >>> tidy(" 某\u200b厂\t")
    '某厂'
    """
    if cell.isprintable():
        return cell.strip()
    return _BLANK.sub(" ", _UNSEEN.sub("", cell).strip())


def legible(cell: str) -> str:
    r"""Return what can be read of a cell that is refused for some character in it (可辨文字).

    >>> legible("甲厂\u202c"), legible("91\x0730")
    ('甲厂', '9130')
    """
    return tidy(_TURNING.sub("", _CONTROL.sub("", _PRIVATE.sub("", cell.replace("\ufffd", "")))))


def unseen(cell: str) -> bool:
    """Whether characters that are not seen stand in a cell (是否含不可见字符)."""
    return not cell.isprintable() and bool(_UNSEEN.search(cell) or _BLANK.search(cell.strip()))


def refusal(cell: str) -> tuple[str, Text] | None:
    r"""Return why a cell may not be read (拒收理由): a code and a sentence; None for a clean one.

    >>> refusal("\x1b[31mred")[0], refusal("plain")
    ('cell.control', None)
    """
    if len(cell) > LONGEST:
        return "cell.long", TOO_LONG
    if cell.isprintable():
        if cell.startswith(("#", "Err:")) and _BROKEN.match(cell):
            return "cell.formula", BROKEN
        return ("cell.garbled", GARBLED) if _odd(cell) and garbled(cell) else None
    if _CONTROL.search(cell):
        return "cell.control", CONTROL
    if _TURNING.search(cell):
        return "cell.turning", TURNING
    return ("cell.garbled", GARBLED) if garbled(cell) else None


def _odd(cell: str) -> bool:
    return not cell.isascii() or cell.startswith("?")


def uncounted(cell: str) -> tuple[str, Text]:
    """Return why a cell without a value is refused (无值拒收): an error, a formula, or no cell."""
    if _TYPE.fullmatch(cell):
        return "cell.type", NO_CELL
    return "cell.formula", BROKEN if _BROKEN.match(cell) else UNCOUNTED


def garbled(cell: str) -> bool:
    r"""Whether a text is mojibake (是否乱码).

    It has a sign for a lost character or one of private use, is nothing but question marks, has
    letters of the west that are Chinese ones in their bytes, or rare Chinese ones that are.

    >>> garbled("ÆóÒµÃû³Æ"), garbled("南屏县\ufffd厂"), garbled("Société Générale"), garbled("南屏县")
    (True, True, False, False)
    >>> garbled("鍗楀睆鍘块攣鍏峰巶"), garbled("锟斤拷锟斤拷"), garbled("甲\ue5e4厂")
    (True, True, True)
    """
    lost = _LOST.search(cell) or _PRIVATE.search(cell) or _ASKED.fullmatch(cell)
    return (
        lost is not None
        or any(map(_was_chinese, _WESTERN.findall(cell)))
        or any(map(_was_utf8, _CHINESE.findall(cell)))
    )


def _was_utf8(run: str) -> bool:
    """Whether Chinese characters, rare ones among them, are UTF-8 that was read as GB18030."""
    rare = sum(one not in _COMMON for one in run)
    if rare < 2 or rare * 3 < len(run):  # noqa: PLR2004 - one rare character may be a name
        return False
    read = run.encode("gb18030", "ignore").decode("utf-8", "replace")
    common = sum("\u4e00" <= one <= "\u9fff" for one in read)
    return common >= 2 and common > 2 * (len(read) - common)  # noqa: PLR2004 - one may be chance


def _was_chinese(run: str) -> bool:
    if sum(map(str.isalpha, run)) * 3 < len(run) or len(set(run)) <= 2:  # noqa: PLR2004 - ××××
        return False
    try:
        raw = b"".join(one.encode("latin-1" if one <= "\xff" else "cp1252") for one in run)
    except UnicodeEncodeError:
        return False
    for encoding in ("utf-8", "gb2312"):
        try:
            chinese = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if sum("\u4e00" <= one <= "\u9fff" for one in chinese) * 2 > len(chinese):
            return True
    return False
