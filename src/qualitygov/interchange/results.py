"""Results as JSON files (结果导出): nothing rounded, both languages, whole or not at all."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

from qualitygov.core.form import to_plain


def json_text(value: Any) -> str:
    """Return a value as the text of a JSON document (JSON 文本)."""
    return json.dumps(to_plain(value), ensure_ascii=False, indent=1) + "\n"


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
