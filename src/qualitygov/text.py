"""Text in two languages (双语文本): every label, reason and error exists in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import attrs

__all__ = ["Language", "Text", "known_language"]

Language = Literal["zh", "en"]


def known_language(language: object) -> None:
    """Raise `ValueError` for a language in which nothing is said (语言核对).

    >>> known_language("fr")
    Traceback (most recent call last):
    ValueError: 没有此语言 'fr'；请用 "zh" 或 "en" / no such language: 'fr'; pass "zh" or "en"
    """
    if language not in ("zh", "en"):
        msg = f'没有此语言 {language!r}；请用 "zh" 或 "en" / no such language: {language!r}'
        msg += '; pass "zh" or "en"'
        raise ValueError(msg)


@attrs.frozen
class Text:
    """A sentence or a label in Chinese and in English (双语文本).

    >>> Text("合格率", "pass rate").say("zh")
    '合格率'
    >>> print(Text("合格率", "pass rate"))
    pass rate
    """

    zh: str
    en: str

    def say(self, language: Language = "en") -> str:
        """Return the wording in ``"zh"`` or ``"en"``; raises `ValueError` for any other."""
        known_language(language)
        return self.zh if language == "zh" else self.en

    @staticmethod
    def joined(texts: Iterable[Text], zh: str = "；", en: str = "; ") -> Text:
        """Return texts as one, with a mark between them in each language (连接文本).

        >>> Text.joined([Text("迟报", "late"), Text("漏报", "omitted")]).zh
        '迟报；漏报'
        """
        each = tuple(texts)
        return Text(zh.join(one.zh for one in each), en.join(one.en for one in each))

    def __str__(self) -> str:
        return self.en

    def __add__(self, other: Text) -> Text:
        return Text(self.zh + other.zh, self.en + other.en)
