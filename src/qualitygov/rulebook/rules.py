"""The rules in force on one day (某日施行的规则)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import attrs

from qualitygov.core.exact import Points, Rate
from qualitygov.core.near import near
from qualitygov.core.periods import Span, Term
from qualitygov.errors import Problem, RulebookError
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.text import Text

E = TypeVar("E", bound=RuleEntry)


def _refuse(code: str, path: str, found: str, expected: Text) -> RulebookError:
    return RulebookError([Problem(code, path, found, expected)])


@attrs.frozen(eq=False, repr=False)
class Rules:
    """The entries of a rulebook as they are in force on `day` (某日施行的规则).

    `book`, `version` and `digest` name the rulebook they come from; `note` says when the day lies
    past the last date for which the book was reviewed.
    """

    book: str
    version: str
    digest: str
    day: date
    _entries: Mapping[str, Mapping[str, RuleEntry]] = attrs.field(alias="entries")
    _unknown: Mapping[str, date] = attrs.field(alias="unknown")
    note: Text | None = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Rules):
            return NotImplemented
        mine, theirs = (self.digest, self.day), (other.digest, other.day)
        return mine == theirs and self._entries == other._entries

    def __hash__(self) -> int:
        return hash((self.digest, self.day))

    def __repr__(self) -> str:
        return f"<Rules of {self.book} {self.version} on {self.day}>"

    def entries(self, kind: type[E]) -> Mapping[str, E]:
        """Return the entries of one kind in force, by id (某类条目)."""
        # the loader put entries of this class there
        return self._entries.get(kind.section, {})  # type: ignore[return-value]

    def entry(self, kind: type[E], name: str) -> E:
        """Return one entry.

        Raises `RulebookError` when it is missing, or known to be unknown on this day.
        """
        found = self.entries(kind).get(name)
        if found is None:
            raise self._absent(kind, name)
        return found

    def _absent(
        self, kind: type[E], name: str, known: Collection[str] | None = None
    ) -> RulebookError:
        """The error of an entry that is not there; `known` are those that would do."""
        path = f"{kind.section}.{name}"
        if path in self._unknown:
            expected = Text(
                f"自 {self._unknown[path]} 起规则未知，须由县级规则手册补充",
                f"unknown from {self._unknown[path]}; a county's book must supply it",
            )
            return _refuse("rulebook.unknown", path, str(self.day), expected)
        hint = near(name, self.entries(kind) if known is None else known)
        expected = Text(
            f"该日须有施行的条目；{hint.zh}", f"an entry in force on this day; {hint.en}"
        )
        return _refuse("rulebook.not-in-force", path, str(self.day), expected)

    def _read(self, name: str, kind: type) -> Any:
        parameters = self.entries(Parameter)
        value = parameters[name].read() if name in parameters else None
        if isinstance(value, kind):
            return value
        known = [one for one, entry in parameters.items() if isinstance(entry.read(), kind)]
        if value is None:
            raise self._absent(Parameter, name, known)
        hint = near(name, known)
        what = Text(f"应为 {kind.__name__} 类参数；{hint.zh}", f"a {kind.__name__}; {hint.en}")
        raise _refuse("rulebook.type", f"parameter.{name}", repr(value), what)

    def whole(self, name: str) -> int:
        """Return a whole number."""
        return int(self._read(name, int))

    def number(self, name: str) -> Decimal:
        """Return an exact number."""
        return Decimal(self._read(name, Decimal))

    def points(self, name: str) -> Points:
        """Return a number of points."""
        found: Points = self._read(name, Points)
        return found

    def rate(self, name: str) -> Rate:
        """Return a rate."""
        found: Rate = self._read(name, Rate)
        return found

    def span(self, name: str) -> Span:
        """Return a span of time: a term, working days or hours."""
        found: Span = self._read(name, Span)
        return found

    def term(self, name: str) -> Term:
        """Return a span of years, months and days."""
        return self.entry(Parameter, name).term()

    def choice(self, name: str) -> str:
        """Return a choice."""
        return str(self._read(name, str))
