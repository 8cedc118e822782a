"""Values of rules in words (规则取值的文字): what a booklet says of a number, a term, a word, a condition.

A word is said by its label: that of the vocabulary that has it, or of the entry of the book that it
names. A word that has none, or several, stands as it is in quotation marks.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from qualitygov.core.exact import Points, Rate
from qualitygov.core.fields import about_field
from qualitygov.core.kinds import field_types
from qualitygov.core.periods import Span
from qualitygov.core.said import title_of
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.county.subjects import SUBJECTS
from qualitygov.errors import FieldError
from qualitygov.publication.entities import EnforcementCase
from qualitygov.report.booklet.words import COLUMNS, WORDS
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.load import built_in_books, load_rulebook
from qualitygov.rulebook.model.condition import Condition
from qualitygov.rulebook.remedies import said_span
from qualitygov.text import Text

SECTION_OF = {
    "kind": "credit-rule",
    "kinds": "credit-rule",
    "unless_kinds": "credit-rule",
    "sequence": "credit-rule",
    "among": "credit-rule",
    "list_kind": "list-kind",
    "indicator": "indicator",
    "parts": "indicator",
    "target": "target",
    "duty": "duty",
    "item": "figure-item",
    "above": "figure-item",
    "under": "figure-item",
    "unit": "measuring-unit",
    "measured_in": "measuring-unit",
    "product_class": "product-class",
    "checklist": "checklist",
    "head": "budget-head",
    "windows": "credit-window",
    "role": "enterprise-role",
    "severity": "severity",
    "severities": "severity",
    "severity_from": "severity",
    "from_severity": "severity",
    "scale": "severity",
    "points": "severity",
    "items": "water-limit",
}
"""Of which section the words of a field are, where they are entries."""

CODES = frozenset(
    {"letters", "levels", "color", "divisions", "industries", "code", "names", "measured_in"}
)
"""The fields whose words are codes, and stand as they are."""
ROWS = frozenset({"facts", "event"})
NOTHING = Text("无", "none")
VERBS = frozenset("纳计属限须需可适按公予降列要有经")
"""How the Chinese of a flag begins that is a verb."""


def _subclasses(kind: type[Vocabulary]) -> Iterator[type[Vocabulary]]:
    for one in kind.__subclasses__():
        yield one
        yield from _subclasses(one)


@functools.cache
def vocabulary() -> Mapping[str, frozenset[tuple[str, str]]]:
    """Return every word of every vocabulary, with its labels (全部用词)."""
    found: dict[str, set[tuple[str, str]]] = {}
    for kind in _subclasses(Vocabulary):
        for word in kind:
            label = word.label
            found.setdefault(word.value, set()).add((label.zh, label.en))
    return {word: frozenset(labels) for word, labels in found.items()}


@functools.cache
def rows_of() -> Mapping[str, type]:
    """The class of the rows of each table of facts and of each event (事实与事件)."""
    facts = {spec.name: spec.row for subject in SUBJECTS for spec in subject.facts}
    events = {f"event:{spec.name}": spec.row for subject in SUBJECTS for spec in subject.events}
    return {**facts, **events}


def _field_of_a_penalty(word: str) -> Text:
    """A field that is published of a penalty, by its label."""
    found = {one.name: one for one in attrs.fields(EnforcementCase)}
    if word in found:
        return about_field(found[word]).label
    return WORDS.get(("", word)) or Text(f"“{word}”", f"“{word}”")


@attrs.frozen(slots=False)
class Speaker:
    """Says the values of a book's rules (规则取值说明)."""

    book: Rulebook

    def label(self, section: str, name: str) -> Text | None:
        """Return the label of an entry, of its last version that is known (条目名称)."""
        versions = self.book.typed.get(section, {}).get(name, ())
        known = [entry for _, _, entry in versions if entry is not None]
        return known[-1].label if known else None

    def title(self, level: str) -> Text:
        """Return what a level of the book is called (手册名称): its title, or its id."""
        if level == self.book.id:
            found = self.book.header.title
        elif level in built_in_books():
            found = load_rulebook(level).header.title
        else:
            return Text(level, level)
        return Text(f"《{found.zh}》", found.en)

    def word(self, field: str, word: str) -> Text:
        """Return a word in words (用词): by its section, its vocabulary, or as it is."""
        if field in ROWS:
            row = rows_of().get(word) or rows_of().get(f"event:{word}")
            if row is not None:
                return title_of(row)
        if field == "fields":
            return _field_of_a_penalty(word)
        if field in ("sum", "of", "distinct") and word in COLUMNS:
            return COLUMNS[word]
        if word.isdecimal() or field in CODES:
            return Text(word, word)
        section = SECTION_OF.get(field)
        found = None if section is None else self.label(section, word)
        if found is not None:
            return found
        if (field, word) in WORDS or ("", word) in WORDS:
            return WORDS.get((field, word)) or WORDS["", word]
        labels = vocabulary().get(word, frozenset())
        if len(labels) == 1:
            ((zh, en),) = labels
            return Text(zh, en)
        return Text(f"“{word}”", f"“{word}”")

    def value(self, field: str, value: Any) -> Text:
        """Return a value in words (取值)."""
        if value is None:
            return NOTHING
        if isinstance(value, Text):
            return value
        if isinstance(value, Vocabulary):
            return value.label
        if isinstance(value, bool):
            return Text("是", "yes") if value else Text("否", "no")
        if isinstance(value, Span):
            return said_span(value)
        if isinstance(value, str):
            span = _span(value)
            return self.word(field, value) if span is None else said_span(span)
        plain = _plain(value)
        if plain is not None:
            return Text(plain, plain)
        return self._compound(field, value)

    def _compound(self, field: str, value: Any) -> Text:
        if isinstance(value, Mapping):
            return Text.joined(
                (self._pair(field, key, inner) for key, inner in value.items()), "、", ", "
            )
        if isinstance(value, (tuple, list, frozenset)):
            parts = sorted(value) if isinstance(value, frozenset) else value
            return (
                Text.joined((self._part(field, one) for one in parts), "、", ", ")
                if parts
                else NOTHING
            )
        if attrs.has(type(value)):
            return self._entity(value)
        return Text(str(value), str(value))

    def _part(self, field: str, value: Any) -> Text:
        """One of several values; a part of a rule stands in brackets."""
        said = self.value(field, value)
        return (
            Text(f"（{said.zh}）", f"({said.en})")
            if attrs.has(type(value)) and not isinstance(value, (Text, Points, Rate))
            else said
        )

    def _pair(self, field: str, key: Any, inner: Any) -> Text:
        name = self.value(field, key)
        said = self.value(field, inner)
        return Text(f"{name.zh}（{said.zh}）", f"{name.en} ({said.en})")

    def _entity(self, value: Any) -> Text:
        """A part of a rule: its fields that say something."""
        return Text.joined(self.fields(value, skip=frozenset({"id"})), "，", ", ")

    def fields(self, value: Any, skip: Iterable[str]) -> Iterator[Text]:
        """Yield each field that says something, with its label (各字段)."""
        left = frozenset(skip)
        for attribute in attrs.fields(type(value)):
            name, inner = attribute.name, getattr(value, attribute.name)
            if name in left or _says_nothing(inner) or inner == attribute.default:
                continue
            label = about_field(attribute).label
            said = self.conditions(value, inner) if _conditioned(inner) else self.value(name, inner)
            if isinstance(inner, bool):
                yield _flag(label, holds=inner)
            elif name == "name":
                yield said
            elif _conditioned(inner):
                yield Text(f"{label.zh}为“{said.zh}”", f"the {label.en}: {said.en}")
            else:
                yield Text(f"{label.zh}为{said.zh}", f"the {label.en} is {said.en}")

    def conditions(self, rule: Any, found: Mapping[str, Condition]) -> Text:
        """Return the conditions of a rule in words (条件)."""
        name = getattr(rule, "facts", None) or f"event:{getattr(rule, 'event', '')}"
        row = rows_of().get(name)
        labels = {} if row is None else {one.name: one for one in attrs.fields(row)}
        types = {} if row is None else field_types(row)
        said = []
        for column, one in found.items():
            label = named(labels[column]) if column in labels else Text(column, column)
            said.append(self._condition(column, label, one, types.get(column)))
        return Text.joined(said, "，且", ", and ")

    def _condition(self, column: str, label: Text, one: Condition, kind: Any) -> Text:
        if one.flag is not None:
            return label if one.flag else Text(f"非“{label.zh}”", f"not {label.en}")
        if one.any_of is not None:
            words = Text.joined(
                (self._of_kind(column, word, kind) for word in one.any_of), "或", " or "
            )
            return Text(f"{label.zh}为{words.zh}", f"{label.en} {words.en}")
        low = (
            Text("", "")
            if one.at_least is None
            else Text(f"不小于{one.at_least}", f"at least {one.at_least}")
        )
        high = (
            Text("", "")
            if one.at_most is None
            else Text(f"不大于{one.at_most}", f"at most {one.at_most}")
        )
        both = Text.joined((each for each in (low, high) if each.zh), "且", " and ")
        return Text(f"{label.zh}{both.zh}", f"{label.en} {both.en}")

    def _of_kind(self, column: str, word: str, kind: Any) -> Text:
        if isinstance(kind, type) and issubclass(kind, Vocabulary):
            return kind(word).label
        return self.word(column, word)


def _conditioned(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and bool(value)
        and all(isinstance(one, Condition) for one in value.values())
    )


def _span(text: str) -> Span | None:
    """A span of time that a rule writes as text; a bare number is none."""
    if not text or text.isdecimal():
        return None
    try:
        return Span.parse(text)
    except FieldError:
        return None


def _flag(label: Text, *, holds: bool) -> Text:
    """What holds of a rule, or does not."""
    zh = label.zh.removeprefix("是否")
    if holds:
        return Text(zh, label.en)
    lead = "不" if zh[0] in VERBS else "非"
    return Text(f"{lead}{zh}", f"not {label.en}")


def _says_nothing(value: Any) -> bool:
    """Whether a field holds nothing at all."""
    return value is None or (isinstance(value, (tuple, Mapping)) and not value)


def named(attribute: Any) -> Text:
    """Return what a column is called (列名): its label, or that of the columns of facts."""
    label = about_field(attribute).label
    return COLUMNS.get(attribute.name, label) if label.zh == attribute.name else label


def _plain(value: Any) -> str | None:
    """A number or a day as it is written in both languages."""
    if isinstance(value, Rate):
        return f"{Decimal(value.numerator * 100) / Decimal(value.denominator):f}%"
    if isinstance(value, (Points, Decimal, int, Fraction)):
        return str(value)
    return value.isoformat() if isinstance(value, date) else None
