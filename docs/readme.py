"""Refresh the output shown in README.md and README.zh-CN.md from what the command really prints.

python docs/readme.py

A test holds the READMEs against the command, so run this whenever rules, example or report change.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
UNIT = "91330299100001836H"
PARTS = {
    "en": [("What was read", 8), ("  refused  enterprises.csv:2417", 3), ("Towns, ranked", 18), ("Targets missed", 9), ("Enterprises by grade", 8),
           ("Grounds for listing", 6), ("Early warnings", 7), ("Complaints overdue", 6), ("Market access and closure", 6),
           ("Enterprises' own duties", 6)],
    "zh": [("读取情况", 8), ("  拒绝  enterprises.csv:2417", 3), ("乡镇排名", 18), ("未达标的目标", 9), ("企业信用等级", 8), ("列入事由", 6),
           ("质量安全预警", 7), ("逾期投诉", 6), ("市场准入与取缔", 6), ("企业主体责任", 6)],
}  # fmt: skip
"""What is shown: how each part begins, and how many lines of it."""


def run(*arguments: str) -> list[str]:
    """Run the command and return its lines."""
    command = [sys.executable, "-m", "qualitygov.cli", *arguments]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own command
    return [line.rstrip() for line in said.splitlines()]


def excerpt(lines: list[str], parts: list[tuple[str, int]]) -> str:
    """Return the head and the beginning of each part."""
    shown = [lines[0], ""]
    for start, count in parts:
        at = next(number for number, line in enumerate(lines) if line.startswith(start))
        shown += [*lines[at : at + count], "…", ""]
    return "\n".join(shown).rstrip()


def main() -> None:
    """Write both files anew."""
    for language, name in (("en", "README.md"), ("zh", "README.zh-CN.md")):
        with tempfile.TemporaryDirectory() as folder:
            assessed = run(
                "assess",
                "examples/county",
                "--as-of",
                "2016-12-31",
                "--language",
                language,
                "--out",
                folder,
            )
            explained = run("explain", folder, UNIT, "--language", language)
        text = (ROOT / name).read_text(encoding="utf-8")
        for marker, shown in (
            ("output", excerpt(assessed, PARTS[language])),
            ("explain", "\n".join(explained)),
        ):
            block = f"<!-- {marker} -->\n```text\n{shown}\n```"
            text = re.sub(
                rf"<!-- {marker} -->\n```text\n.*?```",
                lambda _, block=block: block,
                text,
                flags=re.DOTALL,
            )
        (ROOT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
