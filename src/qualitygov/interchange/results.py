"""Results as JSON files (结果导出): nothing rounded, both languages, whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from qualitygov.core.form import to_plain


def json_text(value: Any) -> str:
    """Return a value as the text of a JSON document (JSON 文本)."""
    return json.dumps(to_plain(value), ensure_ascii=False, indent=1) + "\n"


CHUNKS = 4096
"""So many parts of a document are joined to one piece of its text."""


def json_pieces(value: Any) -> Iterator[str]:
    """Yield the text of a JSON document piece by piece (JSON 文本分段), the same as `json_text`.

    >>> "".join(json_pieces({"a": [1]})) == json_text({"a": [1]})
    True
    """
    parts = json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(to_plain(value))
    while piece := "".join(islice(parts, CHUNKS)):
        yield piece
    yield "\n"


def json_line(value: Any) -> str:
    """Return a value as one line of JSON (单行 JSON)."""
    return json.dumps(to_plain(value), ensure_ascii=False) + "\n"


def write_json(path: Path, value: Any) -> None:
    """Write a value as JSON (写出 JSON), whole or not at all."""
    text = json_text(value)
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)  # noqa: PTH105 - the one call that replaces at once on every system


def read_json(path: Path) -> Any:
    """Read JSON with exact numbers (读入 JSON)."""
    return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
