"""The rulebook (规则手册).

Dated, cited, layered, with a digest; asked for a day, it answers with the rules in force.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Literal

import attrs

from qualitygov.core import check
from qualitygov.core.fields import about
from qualitygov.errors import Problem, RulebookError
from qualitygov.rulebook.document import canonical
from qualitygov.rulebook.entry import Basis, RuleEntry
from qualitygov.rulebook.rules import Rules
from qualitygov.rulebook.versions import EntryVersions
from qualitygov.text import Text

__all__ = ["Difference", "Header", "Rulebook"]

ONE_DAY = timedelta(days=1)


@attrs.frozen(kw_only=True)
class Header:
    """The head of a rulebook document (规则手册表头).

    `reviewed_to` is the last day for which its rules were looked through; `past_end` says what
    happens after it: ``refuse`` an answer, or answer by the last rules and ``warn`` in every
    result.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("编号", "id"))
    version: str = attrs.field(validator=check.filled(), metadata=about("版本", "version"))
    title: Text = attrs.field(metadata=about("名称", "title"))
    valid_from: date = attrs.field(metadata=about("适用起始日", "answers from"))
    reviewed_to: date = attrs.field(metadata=about("审校截止日", "reviewed to"))
    past_end: Literal["refuse", "warn"] = attrs.field(metadata=about("截止日之后", "past its end"))
    extends: str | None = attrs.field(default=None, metadata=about("上级手册", "extends"))


@attrs.frozen
class Difference:
    """One value that differs between two books (规则差异); None where the value is absent."""

    path: str
    valid_from: date
    before: Any
    after: Any
    source: str

    def say(self, language: Literal["zh", "en"] = "en") -> str:
        """Return the difference as one line."""
        mark = {"zh": ("自", "起", "无"), "en": ("from", "", "nothing")}[language]
        before, after = (
            mark[2] if value is None else canonical(value) for value in (self.before, self.after)
        )
        return (
            f"{self.path} {mark[0]} {self.valid_from}{mark[1]}: {before} → {after} ({self.source})"
        )


Typed = tuple[date, date | None, RuleEntry | None]


@attrs.frozen(eq=False, slots=False)
class Rulebook:
    """A resolved rulebook (规则手册): its own document laid over those it extends.

    Made by `load_rulebook`; two books with the same digest decide alike. `levels` names the books
    it is made of, the root first.
    """

    header: Header
    levels: tuple[str, ...]
    digest: str
    source: Mapping[str, EntryVersions] = attrs.field(repr=False)
    typed: Mapping[str, Mapping[str, tuple[Typed, ...]]] = attrs.field(repr=False)

    @property
    def id(self) -> str:
        """The book's id."""
        return self.header.id

    @property
    def version(self) -> str:
        """The book's version."""
        return self.header.version

    def at(self, day: date) -> Rules:
        """Return the rules in force on `day`.

        Raises `RulebookError` for a day the book does not answer for.
        """
        rules: Rules = self._rules(date(day.year, day.month, day.day))
        return rules

    @functools.cached_property
    def _rules(self) -> Any:
        return functools.lru_cache(maxsize=4096)(self._resolve)

    @functools.cached_property
    def _turns(self) -> list[date]:
        """The days on which some entry begins, or has just ended.

        Between two of them nothing changes.
        """
        found = {
            first
            for by_id in self.typed.values()
            for versions in by_id.values()
            for first, _, _ in versions
        }
        ends = (
            last
            for by_id in self.typed.values()
            for versions in by_id.values()
            for _, last, _ in versions
        )
        return sorted(
            found | {last + ONE_DAY for last in ends if last is not None and last < date.max}
        )

    @functools.cached_property
    def _stretches(self) -> Any:
        return functools.lru_cache(maxsize=64)(self._in_force)

    def _resolve(self, day: date) -> Rules:
        note = self._past_end(day)
        turn = bisect_right(self._turns, day)
        entries, unknown = self._stretches(self._turns[turn - 1] if turn else day)
        return Rules(self.id, self.version, self.digest, day, entries, unknown, note)

    def _in_force(self, day: date) -> tuple[dict[str, dict[str, RuleEntry]], dict[str, date]]:
        """The entries in force on a day, by section and id, and those known to be unknown."""
        entries: dict[str, dict[str, RuleEntry]] = {}
        unknown: dict[str, date] = {}
        for section, by_id in self.typed.items():
            for name, versions in by_id.items():
                for first, last, entry in versions:
                    if first <= day and (last is None or day <= last):
                        if entry is None:
                            unknown[f"{section}.{name}"] = first
                        else:
                            entries.setdefault(section, {})[name] = entry
        return entries, unknown

    def _past_end(self, day: date) -> Text | None:
        head = self.header
        if day < head.valid_from:
            expected = Text(
                f"手册自 {head.valid_from} 起适用", f"the book answers from {head.valid_from}"
            )
            raise RulebookError([Problem("rulebook.before-start", head.id, str(day), expected)])
        if day <= head.reviewed_to:
            return None
        if head.past_end == "refuse":
            expected = Text(
                f"手册仅适用至 {head.reviewed_to}", f"the book answers only to {head.reviewed_to}"
            )
            raise RulebookError([Problem("rulebook.past-end", head.id, str(day), expected)])
        return Text(
            f"规则手册 {head.id} 仅审校至 {head.reviewed_to}；{day} 按其最后规则计算",
            f"the rulebook {head.id} was reviewed only to {head.reviewed_to}; {day} is answered by its last rules",
        )

    def changes_between(self, first: date, last: date) -> tuple[date, ...]:
        """Return the days in (first, last] on which some rule changes (规则变动日), in order."""
        days = {
            version["valid_from"] for entry in self.source.values() for version in entry.versions
        }
        return tuple(sorted(day for day in days if first < day <= last))

    def uncertain(self) -> tuple[RuleEntry, ...]:
        """Return the entries that stand on an unverified rule or on a default of this library (待核实与默认条目)."""
        weak = (Basis.UNVERIFIED, Basis.DEFAULT)
        found = (
            entry
            for by_id in self.typed.values()
            for versions in by_id.values()
            for _, _, entry in versions
        )
        return tuple(entry for entry in found if entry is not None and entry.basis in weak)

    def diff(self, other: Rulebook) -> tuple[Difference, ...]:
        """Return every value that `other` has otherwise than this book.

        In order of path and date (手册比较).

        >>> from qualitygov.rulebook import load_rulebook
        >>> load_rulebook("strong-town").diff(load_rulebook("strong-town"))
        ()
        """
        paths = sorted(self.source.keys() | other.source.keys())
        return tuple(
            d
            for path in paths
            for d in _differences(path, self.source.get(path), other.source.get(path))
        )


def _flat(version: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in version.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}.{key}")
        elif f"{path}.{key}" not in (".valid_from", ".valid_to", ".source", ".basis", ".id"):
            yield f"{path}.{key}", value


def _in_force(entry: EntryVersions | None, day: date) -> Mapping[str, Any]:
    versions = entry.versions if entry else ()
    return next(
        (v for v in versions if v["valid_from"] <= day <= (v.get("valid_to") or date.max)), {}
    )


def _differences(
    path: str, one: EntryVersions | None, two: EntryVersions | None
) -> Iterator[Difference]:
    days = sorted({v["valid_from"] for entry in (one, two) if entry for v in entry.versions})
    last: dict[str, tuple[Any, Any]] = {}
    for day in days:
        old, new = _in_force(one, day), _in_force(two, day)
        before, after = dict(_flat(old)), dict(_flat(new))
        for key in sorted(before.keys() | after.keys()):
            pair = (before.get(key), after.get(key))
            if pair[0] != pair[1] and last.get(key) != pair:
                yield Difference(
                    path + key, day, *pair, str(new.get("source", old.get("source", "")))
                )
            last[key] = pair
