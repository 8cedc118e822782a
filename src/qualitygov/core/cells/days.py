"""Days in cells (日期单元格): in every spelling that can mean one day only; months, spans and terms.

Each function brings a cell to plain text: a day to ``2014-03-05``, a month to ``2014-03``, a span
to ``2023-06-01/2023-06-05``, a term to ``5 years``; no end to None.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from qualitygov.core.cells import capitals
from qualitygov.core.signs import plain

NO_END = frozenset(
    {"长期", "长期有效", "永久", "永久有效", "永久性", "无固定期限", "无期限", "无限期", "长久"}
)
"""Words for no end (长期); a day of the year 9999 means it too."""

NO_END_YEAR = 9999
_EXCEL_EPOCH = date(1899, 12, 30)
_BETWEEN_EPOCHS = 1462
_HOUR, _SIXTY = r"(?:[01]?\d|2[0-3])", r"[0-5]?\d"
_TIME = rf"(?:{_HOUR}:[0-5]\d(?::[0-5]\d(?:\.\d+)?)?|{_HOUR}[时点](?:{_SIXTY}分(?:{_SIXTY}秒)?)?)"
_AFTER = rf"(?:[ T]*(?:上午|下午)? ?{_TIME}(?: ?[AP]M)?)?"
_DAY = re.compile(rf"(\d{{4}})([-/.年])(\d{{1,2}})[-/.月](\d{{1,2}})[日号]?{_AFTER}", re.ASCII)
_SHORT = re.compile(rf"(\d{{2}})([-/.年])(\d{{1,2}})[-/.月](\d{{1,2}})[日号]?{_AFTER}", re.ASCII)
_COMPACT = re.compile(
    r"((?:19|20)\d{2})(\d{2})(\d{2})(?:\.0+|(?:[01]\d|2[0-3])(?:[0-5]\d){1,2})?", re.ASCII
)
_SERIAL = re.compile(r"([345]\d{4})(?:\.\d+)?", re.ASCII)
_ANY_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_MONTH = re.compile(r"(\d{4})(?:[-/](\d{1,2})|年(\d{1,2})月份?|\.(\d{2}|[2-9]))", re.ASCII)
_YEAR = re.compile(r"((?:19|20)\d{2})年?", re.ASCII)
_PLAIN_SPAN = re.compile(r"^(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)$", re.ASCII)
_BETWEEN = re.compile("至|到|~|～|—+|–|-")
_MOMENT = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?[ T]*"
    r"(\d{1,2})(?::(\d{2})(?::(\d{2}))?|[时点](\d{1,2})分(?:(\d{1,2})秒)?)",
    re.ASCII,
)
_COUNT = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_TERM = re.compile(
    rf"(?:({_COUNT})年)?(?:(\d{{1,3}}|[一二三四五六七八九十]{{1,3}})个月)?(?:(\d{{1,4}})天)?",
    re.ASCII,
)
_CHINESE_DAY = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})日)?"
)
_LABELLED = re.compile(r"([^\d:\s]{2,8}?(?:日期|时间)?):(.+)", re.ASCII | re.DOTALL)
_SECOND = re.compile(
    r"(?:(\d{1,2})[-/.月])?(\d{1,2})[日号]?|(\d{1,2})月", re.ASCII
)  # of a span: a month and a day, or a day alone, or a month alone
_SPACE = re.compile(r"\s*([-/.年月日号时分秒])\s*")


def _written(cell: str) -> str:
    """A cell in half width, without space about the signs between numbers, in Arabic digits."""
    text = _SPACE.sub(r"\1", plain(cell))
    found = _CHINESE_DAY.fullmatch(text)
    if found is None:
        return text
    year = "".join(str(capitals.whole(sign)) for sign in found[1])
    parts = (capitals.whole(part) for part in found.groups()[1:] if part)
    return "".join(
        f"{number}{sign}" for number, sign in zip((year, *parts), "年月日", strict=False)
    )


def _iso(year: int, month: int, number: int) -> str:
    return f"{year:04d}-{month:02d}-{number:02d}"


def _exists(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


BEFORE_THIRTY, FROM_SIXTY_NINE = 30, 69


def _century(year: int) -> int | None:
    """The year that two digits mean; None where spreadsheets and POSIX do not agree."""
    if year < BEFORE_THIRTY:
        return 2000 + year
    return 1900 + year if year >= FROM_SIXTY_NINE else None


def _short(text: str) -> str | None:
    """A day with a year of two digits, None where it could be another day or none."""
    found = _SHORT.fullmatch(text)
    year = None if found is None else _century(int(found[1]))
    if found is None or year is None:
        return None
    month, number = int(found[3]), int(found[4])
    if found[2] != "年" and len(found[4]) == len("14"):
        # The last two digits may be the year: month/day/year, and with slashes day/month/year too.
        last, first = 2000 + number, int(found[1])
        others = [(last, first, month)] + ([(last, month, first)] if found[2] == "/" else [])
        if any(_exists(*other) for other in others):
            return None
    return _iso(year, month, number)


def _one_day(text: str) -> str | None:
    found = _DAY.fullmatch(text)
    if found:
        return _iso(int(found[1]), int(found[3]), int(found[4]))
    found = _COMPACT.fullmatch(text)
    if found:
        return "-".join(found.groups()[:3])
    found = _SERIAL.fullmatch(text)
    if found:
        return (_EXCEL_EPOCH + timedelta(days=int(found[1]))).isoformat()
    return _short(text)


def day(cell: str) -> str | None:
    """Return the day of a cell (日期), a month or a term where only that is said; None for no end.

    With a time, as eight digits, or as an Excel serial between 1982 and 2064. A year of two digits
    is one of the 2000s to 29 and of the 1900s from 69 on: there spreadsheets, which change the
    century at 30, and POSIX, which does so at 69, agree. Between them nothing is guessed, nor where
    the last two digits may be the year. The year comes first: ``3/5/2014`` could be two days.

    >>> day("2014 年 3 月 5 日"), day("14-3-5"), day("41703.0"), day("2014-3-5 11:34:43")
    ('2014-03-05', '2014-03-05', '2014-03-05', '2014-03-05')
    >>> day("2019年2月"), day("5年"), day("长期"), day("3/5/2014"), day("45-3-5")
    ('2019-02', '5 years', None, '3/5/2014', '45-3-5')
    """
    text = _written(cell)
    if text in NO_END or text == "99991231":
        return None
    found = _one_day(text)
    if found is not None:
        return None if found.startswith(f"{NO_END_YEAR}-") else found
    return month(text) or term(text) or plain(cell)


def since_1900(cell: str) -> str:
    """Return a day number that counts from 1904 as one that counts from 1900 (1904 日期系统换算).

    Any other cell stays as it is.

    >>> since_1900("41703"), day(since_1900("40241")), since_1900("2014-03-05")
    ('43165', '2014-03-05', '2014-03-05')
    """
    found = _ANY_SERIAL.fullmatch(_written(cell))
    return cell if found is None else f"{int(found[1]) + _BETWEEN_EPOCHS}"


def happened(cell: str) -> str:
    """Return the day of something that happened (发生日期): without an end it is no such day.

    >>> happened("2014.3.5"), happened("永久"), happened("9999-12-31")
    ('2014-03-05', '永久', '长期')
    """
    found = day(cell)
    if found is not None:
        return found
    text = _written(cell)
    return text if text in NO_END else "长期"


def month(cell: str) -> str | None:
    """Return the month of a cell (月份), None where it is none.

    ``2014.1`` may be October that lost its zero as a number, and is no month.

    >>> month("2014年3月"), month("2014/3"), month("2014.10"), month("2014.1"), month("2014-13")
    ('2014-03', '2014-03', '2014-10', None, None)
    """
    found = _MONTH.fullmatch(_written(cell))
    if found is None:
        return None
    number = int(found[2] or found[3] or found[4])
    return f"{found[1]}-{number:02d}" if _exists(int(found[1]), number, 1) else None


def term(cell: str) -> str | None:
    """Return the term of a cell (期限) as rules write it, None where it is none.

    >>> term("5年"), term("十八个月"), term("1年6个月"), term("2014年"), term("5")
    ('5 years', '18 months', '1 year 6 months', None, None)
    """
    text = _SPACE.sub(r"\1", plain(cell)).replace(" ", "")
    found = _TERM.fullmatch(text)
    if found is None or not text:
        return None
    counts = [int(part) if part.isdigit() else capitals.whole(part) for part in found.groups("0")]
    if None in counts:
        return None
    units = zip(counts, ("year", "month", "day"), strict=True)
    return " ".join(f"{n} {unit}" + ("" if n == 1 else "s") for n, unit in units if n) or None


def written_term(cell: str) -> str:
    """Return a term as rules write it (期限单元格); what is none stays as it is.

    >>> written_term("三年"), written_term("3 years"), written_term("长期")
    ('3 years', '3 years', '长期')
    """
    return term(cell) or plain(cell)


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def bounds(text: str) -> tuple[date, date] | None:
    """Return the first and the last day of a day, a month or a year in plain form (起止日期).

    >>> bounds("2024-02"), bounds("2024-13")
    ((datetime.date(2024, 2, 1), datetime.date(2024, 2, 29)), None)
    """
    try:
        if len(text) == len("2024"):
            return date.fromisoformat(f"{text}-01-01"), date.fromisoformat(f"{text}-12-31")
        if len(text) == len("2024-02"):
            first = date.fromisoformat(f"{text}-01")
            return first, _month_end(first)
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found, found


def _second_of(text: str, first: date) -> tuple[date, date] | None:
    """The end of a span: a day or month of its own, or in the year or month of its first day."""
    own = _one_day(text) or month(text)
    if own is not None:
        return bounds(own)
    found = _SECOND.fullmatch(text)
    if found is None:
        return None
    if found[3] is not None:
        return bounds(f"{first.year:04d}-{int(found[3]):02d}")
    return bounds(_iso(first.year, int(found[1] or first.month), int(found[2])))


def _span(text: str) -> str | None:
    """A span of days; None where it is none, could be two, or runs backward."""
    found = set()
    for at in (*_BETWEEN.finditer(text), *_PLAIN_SPAN.finditer(text)):
        before, after = at.groups() or (text[: at.start()], text[at.end() :])
        said = _one_day(before) or month(before)
        first = None if said is None else bounds(said)
        last = None if first is None else _second_of(after, first[0])
        if first is not None and last is not None:
            found.add((first[0], last[1]))
    if len(found) != 1:
        return None
    first_day, last_day = found.pop()
    return f"{first_day}/{last_day}" if first_day < last_day else None


def days(cell: str) -> str:
    """Return the day, month, year or span of days of a cell (日期、月份或起止日期).

    >>> days("2023-6-1至6-5"), days("2014年3月5日～2014年4月1日"), days("2024-03"), days("2023年")
    ('2023-06-01/2023-06-05', '2014-03-05/2014-04-01', '2024-03', '2023')
    >>> days("2023年6月1日至5日"), days("2023-12-28至1-3")
    ('2023-06-01/2023-06-05', '2023-12-28至1-3')
    """
    text = _written(cell)
    found = _one_day(text) or month(text) or _span(text)
    if found is not None:
        return found
    year = _YEAR.fullmatch(text)
    return year[1] if year else plain(cell)


def labelled(cell: str) -> tuple[str, str] | None:
    """Return the label before a value and the value (带名称的单元格), None where there is no label.

    >>> labelled("购进日期：2025/4/12"), labelled("2025-04-12 10:00")
    (('购进日期', '2025/4/12'), None)
    """
    found = _LABELLED.fullmatch(plain(cell))
    return None if found is None else (found[1].strip(), found[2].strip())


def moment(cell: str) -> str:
    """A moment with or without padding (时间); without a time it is left as it is, and refused."""
    found = _MOMENT.fullmatch(_written(cell))
    if not found:
        return plain(cell)
    year, month_, number, hour = (int(part) for part in found.groups()[:4])
    minute, second = int(found[5] or found[7] or 0), int(found[6] or found[8] or 0)
    return f"{_iso(year, month_, number)}T{hour:02d}:{minute:02d}:{second:02d}"
