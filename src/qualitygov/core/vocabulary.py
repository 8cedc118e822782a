"""Vocabularies (词表): closed lists of values, each with a Chinese and an English label."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from qualitygov.text import Language, Text


class Vocabulary(StrEnum):
    """Base of closed lists with labels (词表).

    The value is what files hold, the label what people read; further words are those by which
    tables of offices mean the same.

    >>> class Stage(Vocabulary):
    ...     PRODUCTION = "production", "生产环节", "production", "生产领域"
    >>> Stage("production").label.zh, Stage.PRODUCTION.spellings
    ('生产环节', ('生产领域',))
    """

    label: Text
    spellings: tuple[str, ...]

    def __new__(cls, value: str, zh: str = "", en: str = "", *spellings: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Text(zh, en)
        member.spellings = spellings
        return member

    def say(self, language: Language = "en") -> str:
        """Return the label in `language`."""
        return self.label.say(language)

    def __str__(self) -> str:
        return str(self.value)
