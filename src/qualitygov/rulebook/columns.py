"""Closed lists of columns (列的词表): which words a column of facts or of an event may hold.

A column says so in its type. It is a vocabulary or a choice, or a text annotated with what it may
hold: ``Annotated[str, Conclusion, "pending"]`` is a word of the vocabulary or this one word, and
``Annotated[str, KINDS]`` an id of a section of the rulebook. Every other text is free.
"""

from __future__ import annotations

import collections.abc
import functools
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal

import attrs

from qualitygov.core.vocabulary import Vocabulary
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.entry import RuleEntry


@attrs.frozen
class WordsOf:
    """Words that the rulebook itself lists (手册词表).

    The ids of a section; with `part`, what that field of its entries holds: words, or rows with an
    id or a name. `by` is the column of the same row that names the entry. Of an `open` list any
    other word may stand in a column too; it is told.
    """

    section: str
    part: str | None = None
    by: str | None = None
    open: bool = False


KINDS = WordsOf("credit-rule")
"""Kinds of credit records."""

SEVERITIES = WordsOf("credit-rule", "scale")
"""Severities of any kind of record."""

SEVERITIES_OF_KIND = WordsOf("credit-rule", "scale", by="kind")
"""Severities of the kind of record that the column `kind` names."""

LISTS = WordsOf("list-kind")
GROUNDS = WordsOf("blacklist-ground")
DUTIES = WordsOf("duty")
TARGETS = WordsOf("target")
FIGURE_ITEMS = WordsOf("figure-item")
INSTRUMENTS = WordsOf("instrument-kind")
PRODUCT_CLASSES = WordsOf("product-class", open=True)
"""Classes of products; one that the book does not have asks for nothing of its own."""

HAZARD_GRADES = WordsOf("hazard-grade")
ACCIDENT_CLASSES = WordsOf("accident-scale", "classes")
RISK_LEVELS = WordsOf("risk-matrix", "order")
WORKS_PARTS = WordsOf("works-part")
PRODUCT_LIMITS = WordsOf("product-limit")
SAFETY_CONDITIONS = WordsOf("safety-condition")
RECALL_LEVELS = WordsOf("recall-level")
NOISE_ZONES = WordsOf("noise-limit")
"""Acoustic functional areas."""

TECHNOLOGY_FIELDS = WordsOf("technology-field")
CHECKLISTS = WordsOf("checklist")
EVIDENCE_ITEMS = WordsOf("checklist", "items", by="checklist")
"""The items of the checklist that the column `checklist` names."""

WATER_ITEMS = WordsOf("water-limit")
GROUND_WATER_ITEMS = WordsOf("ground-water-limit")


@attrs.frozen
class Outcome:
    """Mark of a column that says what became of a fact (结果列): not known while it is open.

    Whether a fact is looked at may not depend on such a column, or what is open and what was never
    done would drop out.
    """


OUTCOME = Outcome()

Listed = tuple[str | WordsOf, ...]
"""What a column may hold: words, and lists of the rulebook."""


def _listed(hint: Any) -> Iterator[str | WordsOf]:
    """What a type, or one mark of a type, lists."""
    if isinstance(hint, (str, WordsOf)):
        yield hint
    elif isinstance(hint, type) and issubclass(hint, Vocabulary):
        yield from (member.value for member in hint)
    elif typing.get_origin(hint) is Literal:
        yield from (word for word in typing.get_args(hint) if isinstance(word, str))
    elif typing.get_origin(hint) is Annotated:
        for inner in (hint.__origin__, *hint.__metadata__):
            yield from _listed(inner)
    elif typing.get_origin(hint) in (typing.Union, types.UnionType):
        for inner in typing.get_args(hint):
            yield from _listed(inner)


@functools.cache
def lists_of(cls: type) -> Mapping[str, Listed]:
    """Return what each column with a closed list may hold (封闭列).

    >>> @attrs.frozen
    ... class Row:
    ...     town: str
    ...     result: Annotated[str | None, "pass", "fail"]
    >>> lists_of(Row)
    {'result': ('pass', 'fail')}
    """
    hints = typing.get_type_hints(cls, include_extras=True)
    found = {a.name: tuple(dict.fromkeys(_listed(hints[a.name]))) for a in attrs.fields(cls)}
    return {name: listed for name, listed in found.items() if listed}


@functools.cache
def keys_of(cls: type) -> Mapping[str, Listed]:
    """Return which keys each column of a table of names may have (映射列的名称).

    >>> @attrs.frozen
    ... class Row:
    ...     items: Mapping[Annotated[str, "ph", "ammonia"], int]
    >>> keys_of(Row)
    {'items': ('ph', 'ammonia')}
    """
    hints = typing.get_type_hints(cls, include_extras=True)
    tables = {
        a.name: typing.get_args(hints[a.name])[0]
        for a in attrs.fields(cls)
        if typing.get_origin(hints[a.name]) is collections.abc.Mapping
    }
    return {name: tuple(dict.fromkeys(_listed(key))) for name, key in tables.items()}


@functools.cache
def outcomes_of(cls: type) -> frozenset[str]:
    """Return the columns that say what became of a fact (结果列).

    >>> @attrs.frozen
    ... class Row:
    ...     town: str
    ...     good: Annotated[bool, OUTCOME]
    >>> sorted(outcomes_of(Row))
    ['good']
    """
    hints = typing.get_type_hints(cls, include_extras=True)
    marks = {name: getattr(hint, "__metadata__", ()) for name, hint in hints.items()}
    return frozenset(name for name, found in marks.items() if OUTCOME in found)


def _of_entry(entry: RuleEntry, part: str) -> Iterator[str]:
    for one in getattr(entry, part):
        yield one if isinstance(one, str) else getattr(one, "id", None) or one.name


@functools.lru_cache(maxsize=256)
def _parts(book: Rulebook, section: str, part: str) -> Mapping[str, frozenset[str]]:
    """The words in a field of each entry of a section, of all days."""
    return {
        name: frozenset(word for *_, one in versions if one for word in _of_entry(one, part))
        for name, versions in book.typed.get(section, {}).items()
    }


def words_of(words: WordsOf, book: Rulebook, entries: Iterable[str] | None = None) -> set[str]:
    """Return the words that a book lists (手册所列的词), those of all days.

    Of a part, only those of some `entries`, where these are given and the book has any of them.
    """
    if words.part is None:
        return set(book.typed.get(words.section, {}))
    parts = _parts(book, words.section, words.part)
    named = [name for name in (() if entries is None else entries) if name in parts]
    return {word for name in named or parts for word in parts[name]}


def held_by(listed: Listed, book: Rulebook, row: Mapping[str, Iterable[str]]) -> set[str] | None:
    """Return the words that a column may hold (列可取的词); None where any word may stand.

    `row` has the words to which other columns of the row are limited. A list of which the book has
    nothing limits nothing.
    """
    found: set[str] = set()
    for one in listed:
        if isinstance(one, str):
            found.add(one)
            continue
        own = words_of(one, book, None if one.by is None else row.get(one.by))
        if one.open or not own:
            return None
        found |= own
    return found
