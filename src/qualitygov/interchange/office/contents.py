"""What the cells of a column are (列内容识别): days, towns, codes of units, states, or anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from qualitygov.codes.identity import IdentityKind, identify
from qualitygov.core import cells
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import CodeError
from qualitygov.interchange.forms.deciding import STATES, is_near
from qualitygov.interchange.forms.headers import Header
from qualitygov.interchange.forms.rivals import ENDED

SURE = 0.6
"""The share of the different cells of a column that make it what they are."""

_TOWN = re.compile(r"[\u4e00-\u9fff]{1,7}(?:镇|乡|街道|街道办事处)")
_STATE = re.compile(
    r"(?:正常|在|已|暂)?(?:经营|营业|生产|存续|开业|在业|在册|关门|搬迁)(?:中|状态)?"
)
_CODES = (IdentityKind.CREDIT, IdentityKind.ORGANIZATION)


class Content(Vocabulary):
    """What a column holds (列内容)."""

    DAYS = "days", "日期", "days"
    TOWNS = "towns", "乡镇名称", "names of towns"
    CODES = "codes", "主体代码", "codes of units"
    STATES = "states", "状态", "states"
    OTHER = "other", "其他", "anything else"


def share(values: Collection[str], good: Callable[[str], bool]) -> float:
    """Return the share of the values that are good (占比); zero where there is none.

    >>> share(["甲", "乙"], "甲".__eq__)
    0.5
    """
    return sum(map(good, values)) / len(values) if values else 0.0


def is_day(cell: str) -> bool:
    """Whether a cell says a day (是否日期); a number alone may be anything."""
    return cells.bounds(cells.day(cell) or "") is not None and not cell.isdecimal()


def _is_code(cell: str) -> bool:
    try:
        return identify(cell).kind in _CODES
    except CodeError:
        return False


def _is_state(known: Collection[str]) -> Callable[[str], bool]:
    words = frozenset(known)
    return lambda cell: bool(is_near(cell, words) or _STATE.fullmatch(cell) or ENDED.search(cell))


def content_of(
    header: Header, values: Sequence[str], states: Sequence[type[Vocabulary]]
) -> Content:
    """Return what a column holds (列内容); `states` are the lists of states of its table.

    >>> content_of(Header.of("所在镇街"), ["清溪镇", "白沙乡"], ()).label.zh
    '乡镇名称'
    """
    known = [spelling for kind in states for member in kind for spelling in member.spellings]
    for content, good in (
        (Content.DAYS, is_day),
        (Content.TOWNS, lambda cell: _TOWN.fullmatch(cell) is not None),
        (Content.CODES, _is_code),
    ):
        if share(values, good) >= SURE:
            return content
    named = STATES.fullmatch(header.bare) is not None
    words = share(values, _is_state(known)) if named or states else 0.0
    return Content.STATES if values and (named or words >= SURE) else Content.OTHER
