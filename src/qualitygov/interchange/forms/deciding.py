"""Columns that may decide and that nobody knows (未识别的关键列): an error until a mapping says more.

A column that no field knows is only named. But where its words are those of a list, or its name is
nearly that of a column, of which nothing was read, it may be the very column that decides: then no
default may stand for it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping

import attrs

from qualitygov.core.cells import is_null
from qualitygov.core.fields import about_field
from qualitygov.core.kinds import field_types, without_none
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.forms.headers import Header, header_key
from qualitygov.interchange.forms.match import Match
from qualitygov.interchange.hygiene import tidy

LIKE = 0.78
"""So much a header is like the name of a column that it may mean it (difflib's ratio)."""

LIKE_FIELD = 0.85
"""So much a header is like the name of a field itself: repaird_on."""

SHARE = 0.6
"""The share of the different words of a column that a list knows where it may be of that list."""

STARTS = 6
"""So many characters more than a word of a list a word of the office may have."""

STATE = "状态"
"""How the label of a field ends that says in which state something is."""

STATES = re.compile(
    r"(?:企业|市场主体|主体|单位|机构|公司|登记|注册|经营|营业|存续|工商|生产|运营|许可|证书|证照|执照"
    r"|目前|当前|现)*(?:状态|状况|现状)"
)
"""Headers that name a state outright (状态列名)."""

LOOKED_AT = 500


@attrs.frozen
class Suspect:
    """A column that may decide (疑似关键列): where it is, its header, what it may feed.

    `header` is empty where the column has none.
    """

    at: int
    header: Header
    field: str
    label: str
    words: tuple[str, ...]


def _words_of(kind: type[Vocabulary]) -> frozenset[str]:
    return frozenset(spelling for member in kind for spelling in member.spellings)


def cells_of(match: Match, at: int) -> list[str]:
    """Return the different words of a column (列内词语), as far as they are looked at."""
    body = match.body[:LOOKED_AT]
    cells = (tidy(row.cells[at]) for row in body if at < len(row.cells))
    return list(dict.fromkeys(cell for cell in cells if not is_null(cell)))


def _unfed(match: Match) -> dict[str, str]:
    """The fields of the main table that nothing feeds, with their labels."""
    table, form = match.main.table, match.main.form
    fed = {fed.form.field for fed in match.main.fed} | {
        fed.column.field for fed in match.main.fed if fed.column is not None
    }
    fed |= {*form.constants, *form.made_of, *form.stands_in}
    return {
        name: about_field(attribute).label.zh
        for name, attribute in table.fields.items()
        if name not in fed
    }


def _lists(match: Match, unfed: Mapping[str, str]) -> Iterator[tuple[str, frozenset[str]]]:
    """The fields that hold words of a list, and nothing feeds."""
    entity: type = match.main.table.entity
    for name, hint in field_types(entity).items():
        if name in unfed:
            inner = inner_type(hint)
            if isinstance(inner, type) and issubclass(inner, Vocabulary):
                yield name, _words_of(inner)


def inner_type(hint: object) -> object:
    """Return the type of a field without None (字段类型)."""
    try:
        return without_none(hint)[0]
    except TypeError:
        return hint


Known = Callable[[str], bool]


def suspects(match: Match) -> Iterator[Suspect]:
    """Yield the columns of a sheet that may decide, and that nothing reads (疑似关键列)."""
    unfed = _unfed(match)
    lists = list(_lists(match, unfed))
    taken = {name: known for name, known in lists if name in states(match.main.table)}
    spare = set(match.spare)
    for at, header in (*enumerate(match.place.headers), *nameless(match)):
        if header not in spare and header.key:
            continue
        words = cells_of(match, at) if at not in match.used else []
        if not words:
            continue
        field = _by_words(words, lists) or _by_near_words(words, taken)
        if field is None and header.key:
            field = _by_name(header, unfed) or _by_state(header, taken)
        if field is not None:
            yield Suspect(at, header, field, unfed[field], tuple(words[:5]))


def nameless(match: Match) -> Iterator[tuple[int, Header]]:
    """Yield the columns behind the last header, which have none (无表头的列)."""
    width = max((len(row.cells) for row in match.sheet.rows), default=0)
    return ((at, Header.of("")) for at in range(len(match.place.headers), width))


def untitled(match: Match) -> Iterator[int]:
    """Yield the columns that have cells and no header, and feed nothing (有内容而无表头的列)."""
    for at, header in (*enumerate(match.place.headers), *nameless(match)):
        if not header.key and at not in match.used and cells_of(match, at):
            yield at


def states(table: TableAbout) -> dict[str, str]:
    """Return the fields that say in which state something is, with a state that is assumed.

    Each with its label (有默认值的状态字段).
    """
    found = {}
    entity: type = table.entity
    for name, hint in field_types(entity).items():
        inner = inner_type(hint)
        if name in table.fields and isinstance(inner, type) and issubclass(inner, Vocabulary):
            attribute = table.fields[name]
            label = about_field(attribute).label.zh
            if label.endswith(STATE) and attribute.default not in (None, attrs.NOTHING):
                found[name] = label
    return found


def _by_words(words: list[str], lists: list[tuple[str, frozenset[str]]]) -> str | None:
    shares = {name: sum(w in known for w in words) / len(words) for name, known in lists}
    return _most(shares)


def _most(shares: Mapping[str, float]) -> str | None:
    best = max(shares, key=lambda name: shares[name], default=None)
    return best if best is not None and shares[best] >= SHARE else None


def _by_near_words(words: list[str], taken: Mapping[str, frozenset[str]]) -> str | None:
    """The state that words of the office mean: 已吊销营业执照, 正常经营."""
    return _most(
        {
            name: sum(is_near(word, known) for word in words) / len(words)
            for name, known in taken.items()
        }
    )


def is_near(word: str, known: frozenset[str]) -> bool:
    """Whether a word of the office is one of a list with something before or behind it (近似词)."""
    return word in known or any(
        len(one) > 1
        and len(word) <= len(one) + STARTS
        and (word.startswith((one, "已" + one)) or word.endswith(one))
        for one in known
    )


def _by_state(header: Header, taken: Mapping[str, object]) -> str | None:
    return next(iter(taken), None) if STATES.fullmatch(header.bare) else None


def _by_name(header: Header, unfed: Mapping[str, str]) -> str | None:
    for names, enough in ((unfed, LIKE), ({name: name for name in unfed}, LIKE_FIELD)):
        likeness = {
            name: difflib.SequenceMatcher(None, header.bare, header_key(said)).ratio()
            for name, said in names.items()
        }
        best = max(likeness, key=lambda name: likeness[name], default=None)
        if best is not None and likeness[best] >= enough:
            return best
    return None
