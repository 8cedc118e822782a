"""A resolved rulebook as one document (规则手册导出): what all its levels together say, as TOML.

The document stands alone: `load_rulebook` reads it back as an equal book, with the same digest and
the same entries in force on every day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.versions import EntryVersions
from qualitygov.text import Text

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b"}
_CONTROL = re.compile(r'["\\\x00-\x1f\x7f]')


def toml_text(text: str) -> str:
    r"""Return a text as a TOML string (TOML 字符串).

    >>> print(toml_text('a "b" \\ c'))
    "a \"b\" \\ c"
    """
    return '"' + _CONTROL.sub(lambda m: _ESCAPES.get(m[0], f"\\u{ord(m[0]):04x}"), text) + '"'


_PLACE = re.compile(r"at line (\d+), column (\d+)")


def toml_fault(error: Exception) -> Text:
    """Return what is wrong with a document that is no TOML (TOML 语法错误), with its place.

    >>> toml_fault(ValueError("Invalid value (at line 3, column 5)")).zh
    'TOML 语法有误：第 3 行第 5 列'
    """
    found = _PLACE.search(str(error))
    where = f"第 {found[1]} 行第 {found[2]} 列" if found else "文件末尾或嵌套过深"
    return Text(f"TOML 语法有误：{where}", f"expected TOML: {error}")


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else toml_text(name)


def toml_value(value: Any) -> str:
    """Return a value as TOML, on one line (TOML 值).

    Raises `TypeError` for what a rulebook does not hold, None and floats among them.

    >>> toml_value({"from": Decimal("0.50"), "days": [1, 2], "on": date(2016, 1, 1)})
    '{ from = 0.50, days = [1, 2], on = 2016-01-01 }'
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        text = str(value)
        return text if re.search(r"[.eE]", text) else f"{text}.0"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return toml_text(value)
    if isinstance(value, Text):
        return toml_value({"zh": value.zh, "en": value.en})
    if isinstance(value, Mapping):
        there = {name: inner for name, inner in value.items() if inner is not None}
        pairs = ", ".join(f"{_key(str(n))} = {toml_value(v)}" for n, v in there.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(toml_value, value))}]"
    msg = f"{type(value)} has no place in a rulebook document"
    raise TypeError(msg)


def _pairs(table: Mapping[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        if value is not None:
            yield f"{_key(name)} = {toml_value(value)}"


def _entry(entry: EntryVersions) -> Iterator[str]:
    path = f"{_key(entry.section)}.{_key(entry.id)}"
    yield ""
    yield f"[{path}]"
    if entry.locked:
        yield f"locked = {toml_value(entry.locked is True or sorted(entry.locked))}"
    if entry.ends:
        yield "ends = true"
    for version in entry.versions:
        yield f"[[{path}.in_force]]"
        yield from _pairs({name: one for name, one in version.values.items() if name != "id"})


def rulebook_toml(book: Rulebook) -> str:
    """Return a rulebook with all it extends as one TOML document (规则手册合并文本)."""
    header = {
        a.name: getattr(book.header, a.name)
        for a in attrs.fields(type(book.header))
        if a.name != "extends"
    } | {"levels": list(book.levels)}
    lines = [f"# {' < '.join(book.levels)}", f"# sha256:{book.digest}", "", "[rulebook]"]
    lines += _pairs(header)
    for entry in filter(lambda one: one.versions, book.source.values()):
        lines += _entry(entry)
    return "\n".join(lines) + "\n"
