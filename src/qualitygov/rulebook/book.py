"""The rulebook (规则手册).

Dated, cited, layered, with a digest; asked for a day, it answers with the rules in force.
"""

from __future__ import annotations

import functools
import weakref
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal, Self

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.core.given import of_type
from qualitygov.core.near import near
from qualitygov.core.periods import ONE_DAY, as_day
from qualitygov.errors import Problem, RulebookError
from qualitygov.rulebook.difference import Difference, differences
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.law import Typed
from qualitygov.rulebook.model import entry_classes
from qualitygov.rulebook.model.credit import CreditRule
from qualitygov.rulebook.rules import Rules
from qualitygov.rulebook.versions import LAST_DAY, EntryVersions, Version, place_in
from qualitygov.rulebook.words import shown
from qualitygov.text import Text


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Header:
    """The head of a rulebook document (规则手册表头).

    `reviewed_to` is the last day for which its rules were looked through; `past_end` says what
    happens after it: ``refuse`` an answer, or answer by the last rules and ``warn`` in every
    result. A book that was written with all its levels as one document names them in `levels`.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("编号", "id"))
    version: str = attrs.field(validator=check.filled(), metadata=about("版本", "version"))
    title: Text = attrs.field(metadata=about("名称", "title"))
    valid_from: date = attrs.field(metadata=about("适用起始日", "answers from"))
    reviewed_to: date = attrs.field(metadata=about("审校截止日", "reviewed to"))
    past_end: Literal["refuse", "warn"] = attrs.field(metadata=about("截止日之后", "past its end"))
    extends: str | None = attrs.field(default=None, metadata=about("上级手册", "extends"))
    levels: tuple[str, ...] = attrs.field(
        default=(), metadata=about("合并的各级手册", "levels it was made of")
    )


@attrs.frozen
class Words:
    """One id of a section (条目编号), with its label; of a kind of record, with its severities."""

    id: str
    label: Text
    severities: tuple[str, ...] = ()


_LOADED: weakref.WeakValueDictionary[tuple[str, Header], Rulebook] = weakref.WeakValueDictionary()


@attrs.frozen(eq=False, slots=False, repr=False)
class Rulebook:
    """A resolved rulebook (规则手册): its own document laid over those it extends.

    Made by `load_rulebook`; two books with the same digest are equal and decide alike. `levels`
    names the books it is made of, the root first. `source` holds the versions as they were written,
    by ``section.id``, `typed` the entries by section and id.
    """

    header: Header
    levels: tuple[str, ...]
    digest: str
    source: Mapping[str, EntryVersions]
    typed: Mapping[str, Mapping[str, tuple[Typed, ...]]]

    def known(self) -> Rulebook:
        """Return the book of this digest that is loaded already, this one where there is none.

        One that was written as one document stays apart from the levels that it was made of.
        """
        return _LOADED.setdefault((self.digest, self.header), self)

    def __eq__(self, other: object) -> bool:
        return self.digest == other.digest if isinstance(other, Rulebook) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"<Rulebook {self.id} {self.version} sha256:{self.digest[:12]}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.header, self.levels, self.digest, self.source, self.typed)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _: object) -> Self:
        return self

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

        Raises `RulebookError` for a day the book does not answer for, and `FieldError` for what is
        no day.
        """
        rules: Rules = self._rules(day if day.__class__ is date else as_day(day))
        return rules

    def of_act(self, day: date) -> Rules:
        """Return the rules by which an act of a day is judged (行为时规则): those in force on it.

        An act may be older than the book's first day, and than all its entries: then no rule of
        this book was in force, and none is here.

        >>> from qualitygov.rulebook import load_rulebook
        >>> len(load_rulebook("strong-town").of_act(date(2010, 12, 31)).entries(CreditRule))
        0
        """
        return self._as_written(day, None)

    @functools.cached_property
    def _rules(self) -> Any:
        return functools.lru_cache(maxsize=4096)(self._resolve)

    def versions(self) -> Iterator[Typed]:
        """Yield every version of every entry (全部版本)."""
        for by_id in self.typed.values():
            for versions in by_id.values():
                yield from versions

    @functools.cached_property
    def _turns(self) -> list[date]:
        """The days on which some entry begins, or has just ended.

        Between two of them nothing changes.
        """
        spans = [(first, last) for first, last, _ in self.versions()]
        ends = {last + ONE_DAY for _, last in spans if last is not None and last < LAST_DAY}
        return sorted({first for first, _ in spans} | ends)

    @functools.cached_property
    def _stretches(self) -> Any:
        return functools.lru_cache(maxsize=64)(self._in_force)

    def _resolve(self, day: date) -> Rules:
        return self._as_written(day, self._past_end(day))

    def _as_written(self, day: date, note: Text | None) -> Rules:
        turn = bisect_right(self._turns, day)
        entries, unknown = self._stretches(self._turns[turn - 1] if turn else day)
        return Rules(
            book=self.id,
            version=self.version,
            digest=self.digest,
            day=day,
            entries=entries,
            unknown=unknown,
            note=note,
        )

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
            f"the rulebook {head.id} was reviewed only to {head.reviewed_to}; "
            f"{day} is answered by its last rules",
        )

    @functools.cached_property
    def _changes(self) -> tuple[date, ...]:
        """Every day on which some rule changes, in order."""
        versions = [version for entry in self.source.values() for version in entry.versions]
        days = {version.first for version in versions}
        days |= {one.last + ONE_DAY for one in versions if one.last < LAST_DAY}
        return tuple(sorted(days))

    def changes_between(self, first: date, last: date) -> tuple[date, ...]:
        """Return the days in (first, last] on which some rule changes (规则变动日), in order."""
        days = self._changes
        return days[bisect_right(days, first) : bisect_right(days, last)]

    def place_of(self, path: str, on: date) -> str:
        """Return where what is in force on a day was written (规则出处), by ``section.id.field``."""
        return place_in(self.source, path, on) or f"{self.id}:{path}"

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it (手册表格): its sections, and on what they rest."""
        from qualitygov.core.said import title_of  # noqa: PLC0415 - for a notebook alone
        from qualitygov.core.tabled import table  # noqa: PLC0415 - as above

        weak = self.uncertain()
        doubted = Counter(entry.section for entry in weak if entry.doubted)
        default = Counter(entry.section for entry in weak if not entry.doubted)
        rows = [
            (name, title_of(entry_classes()[name]), len(by_id), doubted[name], default[name])
            for name, by_id in sorted(self.typed.items())
        ]
        heads = (
            Text("类别", "section"),
            Text("内容", "what it holds"),
            Text("条目", "entries"),
            Text("尚未核实", "not verified yet"),
            Text("本库默认", "by default of this library"),
        )
        told = Text(f"（{self.id} {self.version}）", f" ({self.id} {self.version})")
        return table(self.header.title + told, heads, rows, most=len(rows))

    def uncertain(self) -> tuple[RuleEntry, ...]:
        """Return the entries on a default, or on a rule that nobody verified (待核实与默认条目).

        Those that nobody verified come first.
        """
        entries = (entry for _, _, entry in self.versions())
        found = [entry for entry in entries if entry is not None and entry.uncertain]
        return tuple(sorted(found, key=lambda entry: (not entry.unsigned, not entry.doubted)))

    def unknown(self) -> tuple[tuple[str, Version], ...]:
        """Return the versions that are known to be unknown (规则未知的版本), each with its entry."""
        entries = self.source.values()
        return tuple(
            (e.path, version) for e in entries for version in e.versions if version.unknown
        )

    def words(self, section: str, *, on: date | None = None) -> tuple[Words, ...]:
        """Return the ids of a section with their labels, for forms and lists (条目词表).

        Of all days, or of those in force `on` a day. Kinds of record have their severities, from
        light to grave. Raises `RulebookError` for a section that no book has.

        >>> from qualitygov.rulebook import load_rulebook
        >>> words = load_rulebook("strong-town").words("credit-rule")
        >>> [(one.id, one.severities) for one in words][:2]
        [('order-on-spot', ('minor',)), ('notice', ('general',))]
        """
        if section not in entry_classes():
            hint = near(section, entry_classes().keys())
            raise RulebookError([Problem("rulebook.unknown-kind", self.id, shown(section), hint)])
        found: dict[str, Words] = {}
        for name, versions in self.typed.get(section, {}).items():
            for first, last, entry in versions:
                within = on is None or first <= on <= (last or LAST_DAY)
                if entry is not None and within:
                    scale = entry.scale if isinstance(entry, CreditRule) else ()
                    found[name] = Words(name, entry.label, scale)
        return tuple(found.values())

    def diff(self, other: Rulebook) -> tuple[Difference, ...]:
        """Return every value that `other` has otherwise than this book.

        In order of path and date (手册比较); entries added and retired are named as such.

        >>> from qualitygov.rulebook import load_rulebook
        >>> load_rulebook("strong-town").diff(load_rulebook("strong-town"))
        ()
        """
        return differences(self.source, of_type(other, Rulebook, "other").source)


def _again(*parts: Any) -> Rulebook:
    """Make a pickled book again, or return the one that is loaded already."""
    return Rulebook(*parts).known()
