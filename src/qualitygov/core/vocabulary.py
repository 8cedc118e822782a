"""Vocabularies (词表): closed lists of values, each with a Chinese and an English label."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from qualitygov.text import Language, Text


class Vocabulary(StrEnum):
    """Base of closed lists with labels (词表).

    The value is what files hold, the label what people read. What stands behind the labels are
    further words for the same thing, as tables of offices have them.

    >>> class Stage(Vocabulary):
    ...     PRODUCTION = "production", "生产环节", "production", "生产领域"
    >>> Stage("production").label.zh, Stage.PRODUCTION.spellings
    ('生产环节', ('production', '生产环节', '生产领域'))
    """

    label: Text
    words: tuple[str, ...]

    def __new__(cls, value: str, zh: str = "", en: str = "", *words: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Text(zh, en)
        member.words = words
        return member

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling of it: its value, its labels and its further words."""
        every = (self.value, self.label.zh, self.label.en, *self.words)
        return tuple(dict.fromkeys(filter(None, every)))

    def say(self, language: Language = "en") -> str:
        """Return the label in `language`."""
        return self.label.say(language)

    def __str__(self) -> str:
        return str(self.value)
