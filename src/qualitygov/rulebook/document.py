"""Reading rulebook documents (读取规则手册文件).

TOML with exact decimals, one file or a folder of files.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from qualitygov.errors import Problem
from qualitygov.text import Text

__all__ = ["BOOKS", "Raw", "canonical", "digest", "read_document"]

BOOKS = Path(__file__).parent / "books"
"""Where the built-in books stand."""

CASES = ".cases.toml"
Entry = dict[str, Any]


@attrs.frozen
class Raw:
    """A rulebook document as it was written (规则手册原文)."""

    where: str
    header: Mapping[str, Any]
    sections: Mapping[str, Mapping[str, Entry]]
    changes: tuple[Mapping[str, Any], ...]
    folder: Path


def _parts(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(p for p in path.glob("*.toml") if not p.name.endswith(CASES))
    else:
        yield path


def _merge(
    sections: dict[str, dict[str, Entry]],
    part: Mapping[str, Any],
    where: str,
    problems: list[Problem],
) -> None:
    for section, entries in part.items():
        if not isinstance(entries, dict) or not all(isinstance(e, dict) for e in entries.values()):
            expected = Text(
                "应为 [类别.编号] 形式的条目表", "expected a table of entries [section.id]"
            )
            problems.append(
                Problem("rulebook.shape", f"{where}:{section}", type(entries).__name__, expected)
            )
            continue
        for name, entry in entries.items():
            known = sections.setdefault(section, {})
            if name in known:
                expected = Text("同一条目只能出现一次", "an entry may stand only once")
                problems.append(
                    Problem("rulebook.duplicate", f"{where}:{section}.{name}", "", expected)
                )
            known[name] = entry


def read_document(path: Path, problems: list[Problem]) -> Raw | None:
    """Read one document, a file or a folder of files; what is wrong goes to `problems` (读取规则手册).

    Returns None when nothing can be made of it.
    """
    header: dict[str, Any] = {}
    changes: list[Mapping[str, Any]] = []
    sections: dict[str, dict[str, Entry]] = {}
    if not path.exists():
        problems.append(
            Problem("rulebook.missing", str(path), "", Text("找不到规则手册", "no rulebook there"))
        )
        return None
    for part in _parts(path):
        try:
            document = tomllib.loads(part.read_text(encoding="utf-8"), parse_float=Decimal)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(
                Problem(
                    "rulebook.toml",
                    part.name,
                    str(error),
                    Text("应为 UTF-8 的 TOML", "expected TOML in UTF-8"),
                )
            )
            continue
        header |= document.pop("rulebook", {})
        changes += document.pop("change", [])
        _merge(sections, document, part.name, problems)
    if not header:
        problems.append(
            Problem(
                "rulebook.header",
                path.name,
                "",
                Text("缺少 [rulebook] 表头", "the [rulebook] header is missing"),
            )
        )
        return None
    return Raw(path.name, header, sections, tuple(changes), path if path.is_dir() else path.parent)


def canonical(value: Any) -> Any:
    """Bring a parsed value to its one canonical form (规范形式).

    Dates as text, numbers without idle zeros, keys sorted.
    """
    if isinstance(value, Mapping):
        return {str(key): canonical(value[key]) for key in sorted(value)}
    if isinstance(value, (list, tuple)):
        return [canonical(inner) for inner in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, Decimal)):
        return f"{Decimal(value).normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def digest(value: Any) -> str:
    """Return the SHA-256 over the canonical form (规范形式的摘要), in hexadecimal."""
    text = json.dumps(canonical(value), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
