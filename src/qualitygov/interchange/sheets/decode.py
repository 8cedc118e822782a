"""From the bytes of a text file to its text (文本解码), or why not.

UTF-8 with or without a mark, UTF-16 with one, GB18030. What looks like Big5, like half a file or
like text that was decoded wrongly and saved again is said to be so, and nothing is guessed.
"""

from __future__ import annotations

import codecs
import re

import attrs

from qualitygov.text import Text

_UTF8 = "utf-8-sig"
_MARKS = (
    (codecs.BOM_UTF8, _UTF8),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_SEEN_OFTEN = frozenset(
    "的一是在不了有人我他这中大来上个国和地到以时要就出会可也对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实"
    "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文"
    "体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东"
    "统一社会信用代码企业名称所属乡镇县市区街道有限责任公司登记状态日期编号类型行政处罚机关产品检验结果单位"
    "號碼統稱屬鄉鎮縣區號產業檢驗結單類處罰機關登記狀態臺灣資訊與會國學體對時來過發後種經當動點業"
)
"""Characters that tables of towns are full of, simplified and traditional."""

OFTEN = 0.15
"""The share of them that a text in the right encoding has at least."""

HALF_OFTEN = 0.5
MOST_NULS = 20
"""One in so many characters of a text may be a NUL."""

EMPTY = Text("文件为空（0 字节）", "the file has 0 bytes")
HALF = Text(
    "文件不完整（在一个字符中间断开），未读入；请重新导出",
    "cut off inside a character: half a file, not read; export it again",
)
BIG5 = Text(
    "编码既非 UTF-8 也非 GB18030，疑为 Big5（繁体），未读入；请另存为 UTF-8",
    "neither UTF-8 nor GB18030: looks like Big5; not read, save it as UTF-8",
)
GARBLED = Text(
    "乱码：UTF-8 文本曾按 GB18030 打开后另存，未读入；请用原文件",
    "mojibake: UTF-8 read as GB18030 and saved again; not read, hand in the original file",
)
MISMARKED = Text(
    "文件开头标记为 UTF-8，内容却是其他编码，未读入；请另存为 CSV UTF-8",
    "marked as UTF-8, and in another encoding; not read, save it as CSV UTF-8",
)
UNKNOWN = Text(
    "编码无法识别，应为 UTF-8 或 GB18030；未读入",
    "the encoding is not known, expected UTF-8 or GB18030; not read",
)


@attrs.frozen
class Undecoded:
    """Why a text file cannot be read (无法解码): a code, and the reason in words."""

    code: str
    reason: Text


def _often(text: str) -> float:
    """The share of often seen characters among the Chinese ones; 1 where there are none."""
    han = _HAN.findall(text)
    return sum(one in _SEEN_OFTEN for one in han) / len(han) if han else 1


def _garbled(text: str) -> bool:
    """Whether a text was UTF-8 that somebody read as GB18030: undone, it is better Chinese."""
    undone = text.replace("\ufffd", "").encode("gb18030", "ignore").decode("utf-8", "ignore")
    return len(_HAN.findall(undone)) > 1 and _often(undone) > _often(text) + OFTEN


def _as_utf16(raw: bytes) -> bool:
    """Whether a file without a mark is UTF-16: every other byte of plain characters is 0."""
    return len(raw) % 2 == 0 and raw[:400].count(0) * 4 > len(raw[:400])


def _marked(raw: bytes) -> str | None:
    found = next((name for mark, name in _MARKS if raw.startswith(mark)), None)
    if found is None and _as_utf16(raw):
        odd = raw[1:400:2].count(0) >= raw[0:400:2].count(0)
        return "utf-16-le" if odd else "utf-16-be"
    return found


def _cut(raw: bytes, encoding: str) -> bool:
    """Whether only the last character is broken."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        decoder.decode(raw, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _chinese(raw: bytes) -> str | Undecoded:
    """Read what is neither UTF-8 nor marked: GB18030, unless Big5 gives much better Chinese."""
    if (plain := _decoded(raw, "gb2312")) is not None:  # Big5 never looks like that
        return plain
    text = _decoded(raw, "gb18030")
    other = _decoded(raw, "big5") or _decoded(raw, "cp950")
    if other is not None and _often(other) > (_often(text) if text is not None else 0) + OFTEN:
        return Undecoded("file.big5", BIG5)
    if text is None:
        return (
            Undecoded("file.half", HALF)
            if _cut(raw, "gb18030")
            else Undecoded("file.encoding", UNKNOWN)
        )
    return text


def _rather_chinese(raw: bytes, text: str) -> str | None:
    """The text in GB18030, where bytes are UTF-8 by chance: only the Chinese makes sense.

    Two bytes of GB18030 may be a letter of some other alphabet in UTF-8, as those of 联通 are.
    """
    others = [one for one in text if one > "\x7f"]
    if not others or any(one >= "\u0800" for one in others):
        return None
    chinese = _decoded(raw, "gb18030")
    if chinese is None or not all("\u4e00" <= c <= "\u9fff" for c in chinese if c > "\x7f"):
        return None
    latin = all(one <= "\xff" for one in others)
    return chinese if not latin or _often(chinese) >= HALF_OFTEN else None


def decoded(raw: bytes) -> str | Undecoded:
    """Return the text of a file, or why it cannot be read (文本解码).

    >>> decoded("企业名称,登记状态".encode("gb18030"))
    '企业名称,登记状态'
    >>> decoded("企業名稱,登記狀態".encode("big5")).code
    'file.big5'
    """
    if not raw:
        return Undecoded("file.empty", EMPTY)
    marked = _marked(raw)
    text = _decoded(raw, marked or "utf-8")
    if text is not None and marked is None:
        text = _rather_chinese(raw, text) or text
    if text is None and marked is None:
        if (
            raw[:2000].isascii() is False
            and _cut(raw, "utf-8")
            and _decoded(raw, "gb18030") is None
        ):
            return Undecoded("file.half", HALF)
        found = _chinese(raw)
        if isinstance(found, Undecoded):
            return found
        text = found
    if text is None:
        if marked == _UTF8 and not _cut(raw, _UTF8):
            return Undecoded("file.encoding", MISMARKED)
        return Undecoded("file.half", HALF)
    if text.count("\0") * MOST_NULS > len(text):  # a few stand in cells, which are refused
        return Undecoded("file.encoding", UNKNOWN)
    if _garbled(text):
        return Undecoded("file.mojibake", GARBLED)
    return text.removeprefix("\ufeff")
