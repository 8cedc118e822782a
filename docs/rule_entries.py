"""The tables of fields of every rule entry, for `docs/reference.py`: one for each section.

What a field is comes from its class, the example from the built-in book as it is written there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from qualitygov.core.compounds import EntityKind, Kind, ListKind, TableKind
from qualitygov.core.described import described, meaning
from qualitygov.core.fields import about_field
from qualitygov.core.kinds import kinds_of
from qualitygov.rulebook import Rulebook, load_rulebook
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.model import entry_classes
from qualitygov.text import Text

HEAD = "| field | type | required | default | label | meaning | example |\n|---|---|---|---|---|---|---|\n"
COMMON = frozenset(attribute.name for attribute in attrs.fields(RuleEntry))
BILINGUAL = Text("中文和英文文本", "a text in Chinese and English")
WITHIN = Text("见下表", "see the table below")
BARE = re.compile("[A-Za-z0-9_-]+")
LONGEST = 90
"""As many characters of an example are shown."""

INTRODUCTION = """\
# Rule entries

Every section of a rulebook, with the fields of its entries: type, whether it is required, default,
label, meaning, and an example as the built-in book `strong-town` writes it (none where it leaves
the field out). An entry stands under `[section.id]`; [how to write one](../overlay.md).
`qualitygov rulebook schema` has the same for an editor.

Numbers of points and rates are written as TOML writes them (`-5`, `0.85`, `"85%"`, `"2/3"`), terms
as text (`"1 year 6 months"`, `"7 working days"`), days without quotes (`2016-01-01`).

"""
TERMS = ("a term", "a span", "hours such")
"""How the forms of lengths of time begin."""


def toml(value: Any) -> str:
    """Return a plain value as TOML writes it on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        pairs = (
            (key if BARE.fullmatch(key) else toml(key), toml(one)) for key, one in value.items()
        )
        return "{ " + ", ".join(f"{key} = {one}" for key, one in pairs) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(toml, value)) + "]"
    return value.isoformat() if isinstance(value, date) else str(value)


def type_of(kind: Kind) -> str:
    """Return the type of a field in a word or two; a class within it has its own table."""
    if isinstance(kind, ListKind):
        return f"list of {type_of(kind.item)}"
    if isinstance(kind, TableKind):
        return f"table of {type_of(kind.item)}"
    if isinstance(kind, EntityKind):
        return "text zh, en" if kind.entity is Text else kind.entity.__name__
    if kind.form.en.startswith(TERMS):
        return "term"
    told = kind.json(lambda cls: {"$ref": cls.__name__})
    return "choice" if "enum" in told else kind.column or str(told.get("type"))


def inner(kind: Kind) -> Iterator[type]:
    """Yield the classes within a type."""
    while isinstance(kind, (ListKind, TableKind)):
        kind = kind.item
    if isinstance(kind, EntityKind) and kind.entity is not Text:
        yield kind.entity


def classes_of(cls: type) -> list[type]:
    """Return a class and those within it, each once."""
    found = [cls]
    for at in found:
        for kind, _ in kinds_of(at).values():
            found += [one for one in inner(kind) if one not in found]
    return found


def written(book: Rulebook, section: str) -> list[Mapping[str, Any]]:
    """Return the entries of a section as the book writes them, those in force last first."""
    return [
        version.values
        for at in (slice(-1, None), slice(-1))
        for entry in book.source.values()
        for version in entry.versions[at]
        if entry.section == section and not version.unknown
    ]


def found_in(values: Any, cls: type, wanted: type) -> Iterator[Mapping[str, Any]]:
    """Yield the tables of a class that stand within the values of another."""
    if cls is wanted:
        yield values
        return
    for name, (kind, _) in kinds_of(cls).items():
        for part in parts(values.get(name), kind):
            yield from found_in(part, next(inner(kind)), wanted)


def parts(value: Any, kind: Kind) -> Iterator[Any]:
    """Yield the tables of entities within the value of a field."""
    if value is None:
        return
    if isinstance(kind, ListKind):
        for one in value:
            yield from parts(one, kind.item)
    elif isinstance(kind, TableKind):
        for one in value.values():
            yield from parts(one, kind.item)
    elif isinstance(kind, EntityKind) and kind.entity is not Text:
        yield value


def example(values: list[Mapping[str, Any]], name: str) -> str:
    """Return the first example that is short enough to be shown whole, else the first one cut.

    What the book never sets has none.
    """
    shown = [toml(one[name]) for one in values if one.get(name) not in (None, (), [], {})]
    short = next((one for one in shown if len(one) <= LONGEST), None)
    return short or (f"{shown[0][: LONGEST - 1]}…" if shown else "")


def default_of(attribute: attrs.Attribute[Any], kind: Kind) -> str:
    """Return the default as TOML writes it, nothing for what is left out."""
    told = described(attribute, kind, lambda cls: {"$ref": cls.__name__})
    default = told.get("default")
    return "" if default in (None, [], {}) else f"`{cell(toml(default))}`"


def cell(text: object) -> str:
    """Return a text for a cell of a table."""
    return str(text).replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


def said_of(attribute: attrs.Attribute[Any], kind: Kind) -> Text:
    """Return what a field holds, in words."""
    if isinstance(kind, EntityKind):
        return BILINGUAL if kind.entity is Text else WITHIN
    return meaning(attribute, kind)


def row(attribute: attrs.Attribute[Any], kind: Kind, values: list[Mapping[str, Any]]) -> str:
    """Return the row of one field."""
    label, means = about_field(attribute).label, said_of(attribute, kind)
    shown = example(values, attribute.name)
    cells = (
        f"`{attribute.name}`",
        type_of(kind),
        "yes" if attribute.default is attrs.NOTHING else "",
        default_of(attribute, kind),
        cell(f"{label.zh} / {label.en}"),
        cell(f"{means.zh} / {means.en}"),
        f"`{cell(shown)}`" if shown else "",
    )
    return "| " + " | ".join(cells) + " |\n"


def table(cls: type, values: list[Mapping[str, Any]], without: frozenset[str]) -> str:
    """Return the table of the fields of a class, but for some."""
    kinds = kinds_of(cls)
    fields = [a for a in attrs.fields(cls) if a.init and a.name not in without]
    if not fields:
        return "It has no fields but those of [every entry](#every-entry).\n"
    return HEAD + "".join(row(one, kinds[one.name][0], values) for one in fields)


def said(cls: type) -> str:
    """Return what a class says of itself, in Markdown."""
    lines = [line.strip() for line in (cls.__doc__ or "").strip().splitlines()]
    return "\n".join(lines).partition("\n>>>")[0].replace("``", "`").strip()


def section_of(book: Rulebook, section: str, cls: type[RuleEntry]) -> str:
    """Return the part of one section: its class, and the classes within it."""
    entries = written(book, section)
    made = f"## {section}\n\n{said(cls)}\n\n{table(cls, entries, COMMON)}"
    for part in classes_of(cls)[1:]:
        values = [one for entry in entries for one in found_in(entry, cls, part)]
        made += f"\n### {section}: {part.__name__}\n\n{said(part)}\n\n"
        made += table(part, values, frozenset())
    return made


def page() -> str:
    """Return the page of all sections (规则条目字段表)."""
    book = load_rulebook("strong-town")
    common = [one for section in entry_classes() for one in written(book, section)]
    every = f"## Every entry\n\n{said(RuleEntry)}\n\n{table(RuleEntry, common, frozenset({'id'}))}"
    every += (
        "\nThe id is the key under which the entry stands. Besides, an entry may have `in_force`\n"
        "(a list of dated versions, each with the fields that differ), `locked` (`true`, or the\n"
        "fields that nobody below may change), `ends` (`true`: after its last version no rule is\n"
        "in force), and a version may be `unknown = true`.\n"
    )
    parts = [section_of(book, name, cls) for name, cls in sorted(entry_classes().items())]
    return INTRODUCTION + "\n".join([every, *parts])
