"""The log of what was tried (日志): one line of JSON for each stretch, so that a run can go on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any


def _lines(log: Path) -> Iterator[dict[str, Any]]:
    if log.exists():
        yield from (json.loads(line) for line in log.read_text(encoding="utf-8").splitlines())


def begun(log: Path, target: str, seed: int) -> int:
    """Return the first case that was not tried yet (续跑起点)."""
    found = (
        one["last"]
        for one in _lines(log)
        if (one.get("target"), one.get("seed")) == (target, seed) and "last" in one
    )
    return max(found, default=0)


def write(log: Path, line: Mapping[str, Any]) -> None:
    """Add a line (记录一段)."""
    with log.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
