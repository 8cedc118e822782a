"""What the entries of a book ask of one another (条目之间的检查).

A book that passes can be compiled and evaluated: what one entry names exists in the section it
names, in every stretch of time in which nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from qualitygov.core.periods import ONE_DAY
from qualitygov.errors import Problem
from qualitygov.rulebook.checks_assessment import ASSESSMENT_CHECKS
from qualitygov.rulebook.checks_credit import CREDIT_CHECKS
from qualitygov.rulebook.checks_level import LEVEL_CHECKS
from qualitygov.rulebook.checks_quality import QUALITY_CHECKS
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.inforce import Check, InForce
from qualitygov.rulebook.law import Typed
from qualitygov.rulebook.model import entry_classes
from qualitygov.rulebook.model.blacklist import PUNITIVE_NEEDS_RANK_FROM
from qualitygov.rulebook.model.clause import ClauseRule
from qualitygov.rulebook.told import Found
from qualitygov.rulebook.versions import LAST_DAY
from qualitygov.rulebook.words import unknown
from qualitygov.text import Text

CHECKS = (*CREDIT_CHECKS, *LEVEL_CHECKS, *ASSESSMENT_CHECKS, *QUALITY_CHECKS)


def _own(kind: type[RuleEntry]) -> Check | None:
    """The check that a class makes of the entries of its own section, with full paths."""
    check = getattr(kind, "check_set", None)
    if check is None:
        return None

    def run(rules: InForce) -> Iterator[Problem]:
        entries = rules.of(kind)
        if entries:
            for problem in check(entries):
                yield attrs.evolve(problem, path=f"{kind.section}.{problem.path}")

    return run


def _turns(
    typed: Mapping[str, Mapping[str, tuple[Typed, ...]]], sections: Iterable[str], start: date
) -> list[date]:
    """The days from `start` on, on which something changes in some sections."""
    days = {start, max(start, PUNITIVE_NEEDS_RANK_FROM)}
    for section in sections:
        for versions in typed.get(section, {}).values():
            for first, last, _ in versions:
                days.add(first)
                if last is not None and last < LAST_DAY:
                    days.add(last + ONE_DAY)
    return sorted(day for day in days if day >= start)


def _in_force(
    typed: Mapping[str, Mapping[str, tuple[Typed, ...]]], section: str, day: date
) -> dict[str, RuleEntry]:
    return {
        name: entry
        for name, versions in typed.get(section, {}).items()
        for first, last, entry in versions
        if entry is not None and first <= day and (last is None or day <= last)
    }


def _clauses(
    typed: Mapping[str, Mapping[str, tuple[Typed, ...]]],
) -> Iterator[Found]:
    """Entries name clauses that the book has, where it has any."""
    known = typed.get(ClauseRule.section)
    what = Text("没有此条款", "no such clause")
    for section, by_id in typed.items() if known else ():
        for name, versions in by_id.items():
            for first, _, entry in versions:
                for clause in () if entry is None else entry.clauses:
                    if known is not None and clause not in known:
                        path = f"{section}.{name}.clauses"
                        wrong = unknown("rulebook.clause", path, clause, known, what)
                        yield first, (section, ClauseRule.section), wrong


def _parts(
    typed: Mapping[str, Mapping[str, tuple[Typed, ...]]],
) -> Iterator[Found]:
    """What an entry calls unverified is a field of it, or a part of one."""
    for section, by_id in typed.items():
        known = [one.name for one in attrs.fields(entry_classes()[section])]
        for name, versions in by_id.items():
            for first, _, entry in versions:
                for part in () if entry is None else entry.unverified:
                    if part.partition(".")[0] not in known:
                        path = f"{section}.{name}.unverified"
                        what = Text("没有此字段", "no such field")
                        wrong = unknown("rulebook.unverified", path, part, known, what)
                        yield first, (section,), wrong


def check_book(
    typed: Mapping[str, Mapping[str, tuple[Typed, ...]]], start: date
) -> Iterator[Found]:
    """Yield what does not fit together in a book, with the first day on which it does not (检查手册).

    Each check runs once for every stretch of time, from `start` on, in which nothing changes.
    """
    yield from _clauses(typed)
    yield from _parts(typed)
    own = [(run, (kind,)) for kind in entry_classes().values() if (run := _own(kind)) is not None]
    seen: set[tuple[str, str, str]] = set()
    cache: dict[tuple[str, date], dict[str, RuleEntry]] = {}
    for run, kinds in (*own, *CHECKS):
        sections = [kind.section for kind in kinds]
        if not any(section in typed for section in sections):
            continue
        for day in _turns(typed, sections, start):
            entries = {}
            for section in sections:
                if (section, day) not in cache:
                    cache[section, day] = _in_force(typed, section, day)
                entries[section] = cache[section, day]
            rules = InForce(day, entries)
            for problem in run(rules):
                key = (problem.code, problem.path, problem.found)
                if key not in seen:
                    seen.add(key)
                    yield day, rules.looked_at, problem
