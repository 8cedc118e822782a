"""Reading rulebook documents (读取规则手册文件).

TOML with exact decimals, one file or a folder of files, a text, or a plain mapping.
"""

from __future__ import annotations

import functools
import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import attrs

from qualitygov.errors import Problem
from qualitygov.rulebook.words import shown, step, unknown, wrong_shape
from qualitygov.text import Text

BOOKS = Path(__file__).parent / "books"
"""Where the built-in books stand."""

CASES = ".cases.toml"
Entry = Mapping[str, Any]

STEP_KEYS: Mapping[str, frozenset[str] | None] = {
    "change": frozenset(
        {
            "section", "id", "set", "unset", "source", "basis", "valid_from", "valid_to", "lock",
            "verified_by",
        }
    ),
    "add": None,
    "retire": frozenset({"section", "id", "from", "source", "basis"}),
}  # fmt: skip
"""What a step of an overlay may say; None for an added entry, which has the fields of its class."""


@attrs.frozen
class Step:
    """One step of an overlay (叠加步骤): a ``[[change]]``, ``[[add]]`` or ``[[retire]]`` table."""

    place: str
    values: Mapping[str, Any]

    @property
    def file(self) -> str:
        """The file in which it stands."""
        return self.place.partition(":")[0]

    @property
    def entry(self) -> str:
        """The path of the entry that it is about."""
        return f"{step(self.values['section'])}.{step(self.values['id'])}"


@attrs.frozen
class Raw:
    """A rulebook document as it was written (规则手册原文)."""

    where: str
    header: Mapping[str, Any]
    sections: Mapping[str, Mapping[str, Entry]]
    files: Mapping[str, str]
    steps: Mapping[str, tuple[Step, ...]]
    folder: Path


@attrs.define
class _Gathered:
    header: dict[str, Any] = attrs.field(factory=dict)
    sections: dict[str, dict[str, Entry]] = attrs.field(factory=dict)
    files: dict[str, str] = attrs.field(factory=dict)
    steps: dict[str, list[Step]] = attrs.field(
        factory=lambda: {name: list[Step]() for name in STEP_KEYS}
    )


def read_toml(content: bytes, where: str, problems: list[Problem]) -> dict[str, Any] | None:
    """Read TOML with exact decimals (读取 TOML); what is wrong goes to `problems`, with its place."""
    try:
        return tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except (ValueError, RecursionError, ArithmeticError) as error:
        # tomllib lets a plain ValueError through for an integer of too many digits
        expected = Text("应为 UTF-8 的 TOML", "expected TOML in UTF-8")
        problems.append(Problem("rulebook.toml", where, step(error), expected))
        return None


def parts_of(path: Path) -> tuple[Path, ...]:
    """Return the files of a document (文件): the one, or all of a folder but its cases."""
    if path.is_dir():
        return tuple(sorted(p for p in path.glob("*.toml") if not p.name.endswith(CASES)))
    return (path,)


def files_of(where: str | Path) -> tuple[Path, ...]:
    """Return the files of a book and of those that it extends (手册文件), its own first.

    Built-in books have none: they come with the library.
    """
    found: dict[Path, None] = {}
    named, path = str(where), Path(where)
    while not (BOOKS / named / "book.toml").exists() and path.exists():
        parts = parts_of(path)
        if any(part in found for part in parts):
            break
        found.update(dict.fromkeys(parts))
        heads = (read_toml(part.read_bytes(), part.name, []) or {} for part in parts)
        tables = (table for head in heads if isinstance(table := head.get("rulebook"), Mapping))
        named = next((str(one["extends"]) for one in tables if one.get("extends")), "")
        if not named:
            break
        path = (path if path.is_dir() else path.parent) / named
    return tuple(found)


def _take_header(found: Any, where: str, gathered: _Gathered, problems: list[Problem]) -> None:
    if not isinstance(found, Mapping):
        zh, en = "应为 [rulebook] 表", "expected the table [rulebook]"
        problems.append(wrong_shape(f"{where}:rulebook", found, zh, en))
        return
    if gathered.header:
        expected = Text("一册只有一个 [rulebook] 表头", "a book has one [rulebook] header")
        problems.append(Problem("rulebook.header", f"{where}:rulebook", "", expected))
        return
    gathered.header |= found


def _take_steps(
    name: str, found: Any, where: str, gathered: _Gathered, problems: list[Problem]
) -> None:
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        zh, en = f"应写作 [[{name}]]（双方括号）", f"write [[{name}]], with two brackets"
        problems.append(wrong_shape(f"{where}:{name}", found, zh, en))
        return
    for values in found:
        at = len(gathered.steps[name])
        gathered.steps[name].append(Step(f"{where}:{name}[{at}]", values))


def _take_section(
    section: str, found: Any, where: str, gathered: _Gathered, problems: list[Problem]
) -> None:
    place = f"{where}:{step(section)}"
    if not isinstance(found, Mapping) or not all(isinstance(e, Mapping) for e in found.values()):
        zh, en = "应为 [类别.编号] 形式的条目表", "expected a table of entries [section.id]"
        for meant in get_close_matches(section, list(STEP_KEYS), n=1):
            zh, en = f"{zh}；是否为 [[{meant}]]", f"{en}; did you mean [[{meant}]]?"
        problems.append(wrong_shape(place, found, zh, en))
        return
    known = gathered.sections.setdefault(section, {})
    for name, entry in found.items():
        if name in known:
            expected = Text("同一条目只能出现一次", "an entry may stand only once")
            problems.append(Problem("rulebook.duplicate", f"{place}.{step(name)}", "", expected))
        known[name] = entry
        gathered.files[f"{section}.{name}"] = where


def _take(
    document: Mapping[str, Any], where: str, gathered: _Gathered, problems: list[Problem]
) -> None:
    for key, found in document.items():
        if key == "rulebook":
            _take_header(found, where, gathered, problems)
        elif key in STEP_KEYS:
            _take_steps(key, found, where, gathered, problems)
        else:
            _take_section(key, found, where, gathered, problems)


def _finished(gathered: _Gathered, where: str, folder: Path, problems: list[Problem]) -> Raw | None:
    if not gathered.header:
        expected = Text("缺少 [rulebook] 表头", "the [rulebook] header is missing")
        problems.append(Problem("rulebook.header", where, "", expected))
        return None
    _check_steps(gathered, problems)
    steps = {name: tuple(found) for name, found in gathered.steps.items()}
    return Raw(
        where=where,
        header=gathered.header,
        sections=gathered.sections,
        files=gathered.files,
        steps=steps,
        folder=folder,
    )


def _check_steps(gathered: _Gathered, problems: list[Problem]) -> None:
    """Keep the steps that name an entry; a key that is not known is a problem of its own."""
    for name, known in STEP_KEYS.items():
        usable = []
        for one in gathered.steps[name]:
            wrong = list(_flaws_of(one, known))
            problems += wrong
            if all(isinstance(one.values.get(key), str) for key in ("section", "id")):
                usable.append(one)
        gathered.steps[name] = usable


def _flaws_of(one: Step, known: frozenset[str] | None) -> Iterator[Problem]:
    for key in ("section", "id"):
        if not isinstance(one.values.get(key), str):
            expected = Text("应为文本，指明条目", "expected a text that names the entry")
            found = shown(one.values.get(key))
            yield Problem("rulebook.step", f"{one.place}.{key}", found, expected)
    if known is not None:
        for key in one.values.keys() - known:
            what = Text("未定义的字段", "an unknown field")
            yield unknown("field.shape", f"{one.place}.{step(key)}", key, known, what)


def read_document(
    contents: Mapping[str, bytes], where: str, folder: Path, problems: list[Problem]
) -> Raw | None:
    """Read one document from the contents of its files (读取规则手册).

    What is wrong goes to `problems`. Returns None when nothing can be made of it.
    """
    gathered = _Gathered()
    read = {name: read_toml(content, name, problems) for name, content in contents.items()}
    for name, document in read.items():
        if document is not None:
            _take(document, name, gathered, problems)
    if None in read.values():
        return None
    return _finished(gathered, where, folder, problems)


def document_of(mapping: Mapping[str, Any], where: str, problems: list[Problem]) -> Raw | None:
    """Make a document of a plain mapping (由映射得到手册); what is wrong goes to `problems`."""
    before = len(problems)
    gathered = _Gathered()
    plain = _plain(mapping, where + ":", problems)
    if len(problems) > before:
        return None
    _take(plain, where, gathered, problems)
    return _finished(gathered, where, Path(), problems)


_PLAIN = (str, bool, int, Decimal, date, time)


def _plain(value: Any, place: str, problems: list[Problem]) -> Any:
    """The same value made of dicts, lists and what TOML can write; the rest is a problem."""
    if isinstance(value, Mapping):
        wrong = [key for key in value if not isinstance(key, str)]
        problems += [
            Problem("rulebook.value", place, shown(key), Text("键应为文本", "a key is a text"))
            for key in wrong
        ]
        glue = "" if place.endswith(":") else "."
        return {
            key: _plain(inner, f"{place}{glue}{step(key)}", problems)
            for key, inner in value.items()
            if isinstance(key, str)
        }
    if value is None:
        expected = Text(
            "不得为 None：不写即为无，修改中请用 unset 取消",
            "no None: what is not there is left out, and a change takes it away with unset",
        )
        problems.append(Problem("rulebook.value", place, "None", expected))
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(inner, f"{place}[{at}]", problems) for at, inner in enumerate(value)]
    if not isinstance(value, _PLAIN):
        expected = Text(
            "应为文本、整数、Decimal、日期、列表或映射，小数不得用 float",
            "a text, int, Decimal, date, list or mapping; never a float",
        )
        problems.append(Problem("rulebook.value", place, shown(value), expected))
    return value


def canonical(value: Any) -> Any:
    """Bring a parsed value to its one canonical form (规范形式).

    Dates as text, numbers without idle zeros, keys sorted.
    """
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, Mapping):
        return {str(key): canonical(value[key]) for key in sorted(value)}
    if isinstance(value, (list, tuple)):
        return [canonical(inner) for inner in value]
    if isinstance(value, int):
        return _number(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


@functools.lru_cache(maxsize=4096)
def _number(value: int) -> str:
    return f"{Decimal(value).normalize():f}"


def digest(value: Any) -> str:
    """Return the SHA-256 over the canonical form (规范形式的摘要), in hexadecimal."""
    text = json.dumps(canonical(value), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
