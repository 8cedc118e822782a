"""Whether the subjects of a county can do what a rulebook asks of them (手册与业务主题的核对).

Loading a book makes sure that its entries fit together. What they count and of which events they
make records is known here alone: by the subjects.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date

import attrs

from qualitygov.core.given import of_type
from qualitygov.county.facts import check_columns
from qualitygov.county.subjects import SUBJECTS, event_classes, fact_classes
from qualitygov.county.words import CODE as WORDS
from qualitygov.county.words import Counting, event_words, indicator_words
from qualitygov.credit.derive import check_event_rules
from qualitygov.errors import Problem
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.model.assessment import IndicatorRule, VetoRule
from qualitygov.rulebook.model.event import EventRule
from qualitygov.rulebook.rules import Rules
from qualitygov.subject import Subject, check_subject_rules
from qualitygov.text import Text

ANY_OF = ".any_of"


def _fresh(rules: Rules, seen: set[int]) -> Iterator[Counting | EventRule]:
    """The rules of a day that say words, those that were not `seen` before."""
    found: list[Counting | EventRule] = [*rules.entries(IndicatorRule).values()]
    found += rules.entries(VetoRule).values()
    found += rules.entries(EventRule).values()
    for rule in found:
        if id(rule) not in seen:
            seen.add(id(rule))
            yield rule


def _words(
    rule: Counting | EventRule, book: Rulebook, subjects: tuple[Subject, ...]
) -> Iterator[Problem]:
    """Words in a rule that no row can hold."""
    if isinstance(rule, EventRule):
        return event_words(rule, event_classes(subjects), book)
    return indicator_words(rule, fact_classes(subjects), book)


def _same_ids(rules: Rules, subjects: tuple[Subject, ...]) -> Iterator[Problem]:
    """Rules without a suffix about events that have the ids of rows, of more than one table."""
    named = {spec.name for one in subjects for spec in one.events if spec.named}
    bare = [
        (name, rule)
        for name, rule in rules.entries(EventRule).items()
        if not rule.suffix and rule.event not in named
    ]
    for name, rule in bare:
        other = next((one for one, first in bare if first.event != rule.event), None)
        if other is not None:
            expected = Text(
                f"与 {other}（另一类事件）均无后缀，两表编号相同时记录编号会重复；请写 suffix",
                f"a suffix: {other}, which is about other events, has none either, and rows of two "
                "tables may have the same id",
            )
            yield Problem("rulebook.event-rule", f"event-rule.{name}.suffix", "", expected)


def _problems(book: Rulebook, subjects: tuple[Subject, ...]) -> Iterator[Problem]:
    first = book.header.valid_from
    last = book.header.reviewed_to if book.header.past_end == "refuse" else date.max
    tables, events = fact_classes(subjects), event_classes(subjects)
    seen: set[int] = set()
    for day in (first, *book.changes_between(first, last)):
        rules = book.at(day)
        for problem in (
            *check_columns(rules, tables),
            *check_event_rules(rules, events),
            *_same_ids(rules, subjects),
            *check_subject_rules(rules, subjects),
            *(one for rule in _fresh(rules, seen) for one in _words(rule, book, subjects)),
        ):
            yield attrs.evolve(problem, path=book.place_of(problem.path, day))


@functools.lru_cache(maxsize=64)
def check_rules(book: Rulebook, subjects: tuple[Subject, ...] = SUBJECTS) -> tuple[Problem, ...]:
    """Return rules on what no subject has (手册核对): a table, column, word, event or deed; each once.

    Of all days on which the book answers, each with the file and the step in which it is written. A
    book without such a rule can be assessed.
    """
    own = of_type(book, Rulebook, "book")
    found = {(p.code, p.path, p.found): p for p in _problems(own, subjects)}
    return tuple(found.values())


def check_draft(draft: Rulebook, subjects: tuple[Subject, ...] = SUBJECTS) -> tuple[Problem, ...]:
    """Return the same of a book that cannot be used yet (手册草稿核对).

    Words that entries have of one another are left out: some of them may be what cannot be read.
    """
    found = {(p.code, p.path, p.found): p for p in _problems(draft, subjects)}
    return tuple(p for p in found.values() if p.code != WORDS or ANY_OF in p.path)
