"""A result in words (结果的文字说明): what it is, and each of its parts by its label.

The sentence of every result that does not say itself better.
"""

from __future__ import annotations

import functools
import itertools
import re
import typing
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.exact import Rate
from qualitygov.core.fields import About, about_field
from qualitygov.core.form import public_fields, shown_types
from qualitygov.core.kinds import kind_of_value
from qualitygov.core.part_words import COMMON, LITERALS, OWN
from qualitygov.core.period import Period
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.text import Language, Text, known_language

MOST = 5
"""So many of a list are named; of more it is said how many there are."""

NAMES = ("id", "code", "name", "number")
"""How a row is named inside a result."""

COLON, BETWEEN = Text("：", ": "), Text("；", "; ")
AND, WITHIN = Text("、", ", "), Text("，", ", ")
BRACKETS = Text("（{}）", "({})")
YES, NO, NOTHING = Text("是", "yes"), Text("否", "no"), Text("无", "nothing")


def title_of(cls: type) -> Text:
    """Return what a class of results is called (结果名称): by its docstring, and its name.

    >>> class HazardState:
    ...     '''A hazard as it stands on a day (隐患状态), in the last of its rounds.'''
    >>> title_of(HazardState)
    Text(zh='隐患状态', en='hazard state')
    """
    first = (cls.__doc__ or "").partition("\n")[0]
    zh = first.partition("(")[2].partition(")")[0]
    en = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()
    return Text(zh or cls.__name__, en)


def label_of(cls: Any, name: str) -> Text:
    """Return what a part of a class is called (项目名称), its plain name where nobody said."""
    own = getattr(cls, "labels", {}).get(name) or OWN.get(f"{cls.__name__}.{name}")
    if own is not None:
        return own
    found = {a.name: about_field(a) for a in attrs.fields(cls)}.get(name)
    if isinstance(found, About) and found.label.zh != name:
        return found.label
    return COMMON.get(name, Text(name, name.replace("_", " ")))


def _checked(say: Callable[..., str]) -> Callable[..., str]:
    @functools.wraps(say)
    def said(self: Any, *given: Any, **named: Any) -> str:
        known_language(given[0] if given else named.get("language", "en"))
        return say(self, *given, **named)

    return said


class Said:
    """What says itself by its parts (可说明的结果), where its class does not say it better."""

    __slots__ = ()

    labels: ClassVar[Mapping[str, Text]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Let no way of saying a result take a language that there is not."""
        super().__init_subclass__(**kwargs)
        own = cls.__dict__.get("say")
        if own is not None and not hasattr(own, "__wrapped__"):
            cls.say = _checked(own)  # type: ignore[method-assign]

    @classmethod
    def told_as(cls) -> Any:
        """Return the class whose parts are told (所述类别)."""
        return cls

    def say(self, language: Language = "en") -> str:
        """Return it as one sentence (文字说明): its title, and each part that is there by its label.

        No field of a person is in it.
        """
        cls = self.told_as()
        told = parts_of(self, cls, language) or NOTHING.say(language)
        return title_of(cls).say(language) + COLON.say(language) + told


def parts_of(row: Any, cls: Any, language: Language, between: Text = BETWEEN) -> str:
    """Return the parts of a result, or of a row in it, each with its label (各项)."""
    kinds = shown_types(cls)
    each = ((name, word_of(getattr(row, name), kinds[name], language)) for name in kinds)
    told = [f"{label_of(cls, name).say(language)} {word}" for name, word in each if word]
    return between.say(language).join(told)


def word_of(value: Any, kind: Any, language: Language) -> str:
    """Return a value in words (取值的文字), empty for what is not there; `kind` is its type."""
    if value is None or (isinstance(value, (tuple, frozenset, Mapping)) and not value):
        return ""
    if isinstance(value, bool):
        return (YES if value else NO).say(language)
    if isinstance(value, str) and not isinstance(value, Vocabulary):
        return LITERALS.get(value, Text(value, value)).say(language) if _fixed(kind) else value
    if isinstance(value, Mapping):
        return _listed(value.items(), len(value), language)
    if isinstance(value, (tuple, frozenset)):
        return _listed(value, len(value), language)
    return _single(value, language)


def _fixed(kind: Any) -> bool:
    """Whether a part holds one of a few plain words."""
    return typing.get_origin(kind) is typing.Literal


def _listed(values: Iterable[Any], count: int, language: Language) -> str:
    """The first of a list, and how many there are of a long one."""
    told = [_one(value, language) for value in itertools.islice(values, MOST)]
    joined = AND.say(language).join(word for word in told if word)
    more = Text(f" 等 {count} 项", f" and {count - MOST} more")
    return joined + (more.say(language) if count > MOST else "")


def _one(value: Any, language: Language) -> str:
    """One of a list; a pair is two words side by side."""
    if isinstance(value, tuple):
        return " ".join(word_of(part, None, language) for part in value)
    return word_of(value, None, language)


def _single(value: Any, language: Language) -> str:
    """A value that is no list: a number, a day, a text, or another result or row."""
    if isinstance(value, Rate):
        return value.percent() if value.defined else ""
    if isinstance(value, Due):
        unknown = Text("未知", "unknown")
        why = unknown if value.reason is None else unknown + _in_brackets(value.reason)
        return why.say(language) if value.day is None else str(value.day)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, Period):
        return value.name
    scalar = kind_of_value(value)
    if scalar is not None and not isinstance(value, Vocabulary):
        return str(scalar.write(value))
    return _told(value, language)


def _told(value: Any, language: Language) -> str:
    """Another result, shortly; or a row by its name, by its parts where it has none."""
    if isinstance(value, Said) and type(value).say is Said.say:
        inside = parts_of(value, value.told_as(), language, WITHIN)
        return BRACKETS.say(language).format(inside)
    if hasattr(value, "say"):
        first: str = value.say(language).partition("\n")[0].strip()
        return first
    cls = type(value)
    name = next((name for name in NAMES if name in public_fields(cls)), None)
    if name is not None:
        return str(getattr(value, name))
    return BRACKETS.say(language).format(parts_of(value, cls, language, WITHIN))


def _in_brackets(text: Text) -> Text:
    return Text(BRACKETS.zh.format(text.zh), " " + BRACKETS.en.format(text.en))
