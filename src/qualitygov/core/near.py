"""Near words (相近词): what somebody may have meant who wrote a word that is not known.

They are proposals. Nothing here takes one word for another.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Sequence

from qualitygov.core.vocabulary import Vocabulary
from qualitygov.text import Text

LONGEST, MOST = 60, 12
CLOSE, CLOSE_IF_SHORT, SHORT = 0.6, 0.5, 4  # of a word of two characters, one may be wrong


def nearest(
    word: object, known: Iterable[str], *, most: int = 3, close: float = CLOSE
) -> tuple[str, ...]:
    """Return the known words that are nearest to a word (最相近的词), the nearest first.

    `close` is how near they are at least, 1 being the same.

    >>> nearest("罚歀", ["警告", "罚款", "责令停产停业"]), nearest("清石镇", ["青石镇", "大河镇"])
    (('罚款',), ('青石镇',))
    """
    text, words = str(word)[:LONGEST], list(dict.fromkeys(known))
    found = difflib.get_close_matches(text, words, n=most, cutoff=close)
    if not found and len(text) <= SHORT and close == CLOSE:
        found = difflib.get_close_matches(text, words, n=most, cutoff=CLOSE_IF_SHORT)
    return tuple(found)


def near(word: object, known: Collection[str]) -> Text:
    """Return the known words that are nearest to a word in a sentence, or all when they are few.

    >>> print(near("penalti", ["penalty", "notice"]))
    did you mean penalty?
    """
    found = nearest(word, known)
    return words_text([(one, one) for one in found or sorted(known)], meant=bool(found))


def near_member(word: object, kind: type[Vocabulary]) -> Text:
    """Return the members of a vocabulary that a word may have meant (词表中的相近词).

    Any spelling of a member may be the near one; members are named by label and value.

    >>> from qualitygov.core.vocabulary import Vocabulary
    >>> class Penalty(Vocabulary):
    ...     WARNING = "warning", "警告", "warning"
    ...     FINE = "fine", "罚款", "fine"
    >>> near_member("罚歀", Penalty).zh, near_member("罚歀", Penalty).en
    ('是否为 罚款', 'did you mean fine (罚款)?')
    """
    by_spelling = {spelling: member for member in kind for spelling in member.spellings}
    found = list(dict.fromkeys(by_spelling[one] for one in nearest(word, by_spelling)))
    named = [(one.label.zh or one.value, one.value) for one in found or kind]
    return words_text(named, meant=bool(found))


def words_text(words: Sequence[tuple[str, str]], *, meant: bool) -> Text:
    """Return words in a sentence, each by its Chinese label and its value (列举用词).

    Those that may be `meant`, or those that there are.

    >>> words_text([("罚款", "fine")], meant=True).en
    'did you mean fine (罚款)?'
    """
    if not words:
        return Text("此处无可用的词", "there is none here")
    zh = [label for label, _ in words]
    if meant:
        en = [value if label == value else f"{value} ({label})" for label, value in words]
        return Text("是否为 " + "、".join(zh), "did you mean " + ", ".join(en) + "?")
    en = [value for _, value in words]
    more = "" if len(words) <= MOST else " …"
    return Text(
        "应为下列之一：" + "、".join(zh[:MOST]) + more, "one of: " + ", ".join(en[:MOST]) + more
    )
