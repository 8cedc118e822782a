"""Texts of the page in both languages (双语文本): pairs of Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.report.identifiers import Identifiers
from qualitygov.text import Text

Pair = list[str]
Both = Mapping[str, str]


def pair(both: Both | Text | None) -> Pair | None:
    """Return a text as the page has it (双语文本对)."""
    if both is None:
        return None
    return [both.zh, both.en] if isinstance(both, Text) else [both["zh"], both["en"]]


def named_id(name: str, said: Identifiers) -> Pair | str:
    """Return an id of a fact (事项编号), in words where a key is in it."""
    zh = said.labels.get(name) or said.said(name)
    return name if zh == name else [zh, name]
