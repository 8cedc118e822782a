"""The entries in force on a day (某日施行的条目), as checks across entries look at them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

import attrs

from qualitygov.core.exact import Rate
from qualitygov.core.near import near
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.rulebook.words import shown
from qualitygov.text import Text

E = TypeVar("E", bound=RuleEntry)


@attrs.frozen
class InForce:
    """All entries in force on a day, by section and id (某日施行的条目).

    `read` collects the names of the parameters that a check asks for.
    """

    day: date
    entries: Mapping[str, Mapping[str, RuleEntry]]
    read: set[str] = attrs.field(factory=set, eq=False)

    @property
    def looked_at(self) -> tuple[str, ...]:
        """What a check looked at: sections, and of parameters those that it asked for."""
        named = [f"{Parameter.section}.{name}" for name in sorted(self.read)]
        whole = [one for one in self.entries if one != Parameter.section or not named]
        return (*whole, *named)

    def of(self, kind: type[E]) -> Mapping[str, E]:
        """Return the entries of one class."""
        # entries of this class stand there
        return self.entries.get(kind.section, {})  # type: ignore[return-value]

    def value(self, name: str) -> Any:
        """Return a parameter's value, None where there is none."""
        self.read.add(name)
        found = self.of(Parameter).get(name)
        return None if found is None else found.read()


def wrong(code: str, path: str, found: object, zh: str, en: str) -> Problem:
    """Return the problem of a value that does not fit the others (不相容的值)."""
    return Problem(f"rulebook.{code}", path, shown(found), Text(zh, en))


def unknown_word(
    code: str, path: str, word: str, known: Iterable[str], what: tuple[str, str]
) -> Problem:
    """Return the problem of a word that names nothing (未知的词), with the words near to it."""
    hint = near(word, list(known))
    return Problem(
        f"rulebook.{code}",
        path,
        shown(word),
        Text(f"没有此{what[0]}；{hint.zh}", f"no such {what[1]}; {hint.en}"),
    )


KIND, SEVERITY, GRADE = ("记录类别", "kind of record"), ("程度", "severity"), ("等级", "grade")


def all_known(
    code: str, path: str, words: Iterable[str], known: Iterable[str], what: tuple[str, str]
) -> Iterator[Problem]:
    """Yield the words that name nothing (未知的词)."""
    there = list(known)
    for word in words:
        if word not in there:
            yield unknown_word(code, path, word, there, what)


def needed(rules: InForce, names: Iterable[str]) -> Iterator[Problem]:
    """Yield the parameters that are not there (缺少的参数)."""
    known = rules.of(Parameter)
    for name in names:
        if name not in known:
            zh = f"{rules.day} 起缺少参数 {name}"
            en = f"the parameter {name} is missing on {rules.day}"
            yield wrong("parameter", f"parameter.{name}", "", zh, en)


def share(path: str, rate: Rate | None) -> Iterator[Problem]:
    """Yield a rate that is no share: below nothing, or above the whole (比例越界)."""
    if rate is not None and not Rate(0, 1) <= rate <= Rate(1, 1):
        zh, en = "比例应在 0% 与 100% 之间", "a share lies between 0% and 100%"
        yield Problem("rulebook.share", path, rate.percent(2), Text(zh, en))


Check = Callable[[InForce], Iterator[Problem]]
Checks = tuple[tuple[Check, tuple[type[RuleEntry], ...]], ...]
"""Checks, each with the classes of entries that it reads."""
