"""Second columns of a state (状态的第二列): columns that nobody reads, beside one that is read.

Such a column decides nothing as long as it says the same. Where it says that a unit is gone of
which the column that is read says that it is in operation, nobody knows which of them is true.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator

import attrs

from qualitygov.core.cells import is_null, labels
from qualitygov.core.fields import about_field
from qualitygov.core.kinds import field_types
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.interchange.forms.deciding import (
    LIKE,
    SHARE,
    STATES,
    cells_of,
    inner_type,
    is_near,
    states,
)
from qualitygov.interchange.forms.headers import Header, header_key
from qualitygov.interchange.forms.match import Match
from qualitygov.interchange.hygiene import tidy

_NEGATED = re.compile(r"[未无非不没]")
ENDED = re.compile(
    r"(?<![未无非不没])(?:倒闭|关闭|关停|停产|停业|歇业|注销|吊销|撤销|撤回|迁出|外迁|失联|解散|破产|清算"
    r"|暂停|中止|暂扣|失效|过期|到期|终止|取缔|异常)"
)
"""Words of the end of something, in states that no list has."""


@attrs.frozen(kw_only=True)
class Rival:
    """A column that may say otherwise than the one that is read (状态的第二列).

    `kind` is the list of the field, `assumed` its value where nothing is said; `state` says whether
    its header names a state outright.
    """

    at: int
    header: Header
    field: str
    kind: type[Vocabulary]
    assumed: Vocabulary | None
    state: bool
    clean: Callable[[str], str]

    def otherwise(self, raw: str, said: object) -> bool:
        """Whether a cell says otherwise than the value that was read (是否不一致)."""
        word = tidy(raw)
        if is_null(word) or said is None:
            return False
        meant = self._meant(word)
        value = str(said)
        if not self.state and (value != self.assumed or self.assumed in meant):
            return False
        if meant:
            return value not in meant
        return self.state and value == self.assumed and ENDED.search(word) is not None

    def _meant(self, word: str) -> frozenset[str]:
        """The members of the list that a word may mean: by its spelling, else by being near."""
        known = {member.value for member in self.kind}
        if (exact := self.clean(word)) in known:
            return frozenset({exact})
        if not self.state or _NEGATED.match(word):
            return frozenset()
        near = (one for one in self.kind if is_near(word, frozenset(one.spellings)))
        return frozenset(one.value for one in near)


def rivals(match: Match) -> Iterator[Rival]:
    """Yield the columns of a sheet that nobody reads and that may say otherwise (状态的第二列)."""
    table, spare = match.main.table, set(match.spare)
    entity: type = table.entity
    types, own = field_types(entity), states(table)
    fed = {one.form.field for one in match.main.fed}
    for field in table.fields:
        kind = inner_type(types[field])
        if field not in fed or not (isinstance(kind, type) and issubclass(kind, Vocabulary)):
            continue
        attribute = table.fields[field]
        default = attribute.default if isinstance(attribute.default, kind) else None
        label = about_field(attribute).label.zh
        for at, header in enumerate(match.place.headers):
            if header not in spare or not header.key:
                continue
            state = field in own and STATES.fullmatch(header.bare) is not None
            if state or _is_of(match, at, header, kind, label=label, by_words=field in own):
                named = state or field not in own
                yield Rival(
                    at=at,
                    header=header,
                    field=field,
                    kind=kind,
                    assumed=default,
                    state=named,
                    clean=labels(kind),
                )


def _is_of(
    match: Match, at: int, header: Header, kind: type[Vocabulary], *, label: str, by_words: bool
) -> bool:
    """Whether the words of a column are those of a list: of a state's, or under a like name."""
    words = cells_of(match, at)
    known = {spelling for member in kind for spelling in member.spellings}
    if not words or sum(word in known for word in words) / len(words) < SHARE:
        return False
    likeness = difflib.SequenceMatcher(None, header.bare, header_key(label)).ratio()
    return by_words or likeness >= LIKE
