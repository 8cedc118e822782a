"""Write what the README and the pages of examples show, from what is really printed.

    python docs/readme.py

`docs/example.md` and `docs/example.zh-CN.md` are written anew; in both READMEs the text that the
first block of Python prints. Tests hold all of it against the command, so run this whenever rules,
example or report change.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[1]
UNIT = "91330299100001836H"


@attrs.frozen
class Page:
    """One language: its files, its words, and how each part of the output begins, with its lines."""

    language: str
    readme: str
    page: str
    title: str
    assessed: str
    explained: str
    parts: tuple[tuple[str, int], ...]


PAGES = (
    Page(
        language="en",
        readme="README.md",
        page="docs/example.md",
        title="Example output",
        assessed=(
            "The example county has twelve invented towns with the real air of twelve stations. The year\n"
            "2016 is assessed as known on 1 March 2017, when its data are cut off. `…` marks where lines\n"
            "are left out. `docs/readme.py` makes this page."
        ),
        explained="One enterprise, line by line:",
        parts=(
            ("Towns, ranked", 15),
            ("vetoed", 1),
            ("What cost most", 8),
            ("Open, told apart", 9),
            ("Targets missed", 9),
            ("Returns missing", 7),
            ("Enterprises by grade", 9),
            ("Grounds for listing", 6),
            ("Early warnings", 7),
            ("Complaints overdue", 6),
            ("Market access and closure", 6),
            ("Enterprises' own duties", 6),
            ("of no table", 8),
        ),
    ),
    Page(
        language="zh",
        readme="README.zh-CN.md",
        page="docs/example.zh-CN.md",
        title="输出示例",
        assessed=(
            "示例县含十二个虚构乡镇，空气质量数据取自十二个真实监测点。2016 年度按数据截止日"
            "（2017 年 3 月 1 日）所知情况考核。“…”表示有省略。\n本页由 `docs/readme.py` 生成。"
        ),
        explained="逐行说明一家企业的评分：",
        parts=(
            ("乡镇排名", 15),
            ("一票否决", 1),
            ("失分最多", 8),
            ("待定事项", 9),
            ("未达标的目标", 9),
            ("报表未报", 7),
            ("企业信用等级", 9),
            ("列入事由", 6),
            ("质量安全预警", 7),
            ("逾期投诉", 6),
            ("市场准入与取缔", 6),
            ("企业主体责任", 6),
            ("不属于数据表", 8),
        ),
    ),
)


def run(*command: str) -> str:
    """Run Python with these arguments and return what it prints."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return "\n".join(line.rstrip() for line in done.stdout.splitlines())


def excerpt(printed: str, parts: tuple[tuple[str, int], ...]) -> str:
    """Return the head and the beginning of each part."""
    lines = printed.splitlines()
    shown = [*lines[:2], ""]
    for start, count in parts:
        at = next(number for number, line in enumerate(lines) if line.startswith(start))
        shown += [*lines[at : at + count], "…", ""]
    return "\n".join(shown).rstrip()


def commands(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is shown as typed: assessing the county, and explaining one enterprise."""
    asked = () if language == "en" else ("--language", language)
    assess = ("assess", "examples/county", "--year", "2016", *asked, "--details", "--out", "out")
    return assess, ("explain", "out", UNIT, *asked)


def text_of(page: Page) -> str:
    """Return the page of one language, from a run of its commands."""
    assess, explain = commands(page.language)
    with tempfile.TemporaryDirectory() as out:
        printed = [
            run("-m", "qualitygov", *(out if word == "out" else word for word in command))
            for command in (assess, explain)
        ]
    shown = (excerpt(printed[0], page.parts), printed[1])
    parts = [f"# {page.title}\n\n{page.assessed}\n"]
    for before, command, output in zip(
        ("", f"{page.explained}\n\n"), (assess, explain), shown, strict=True
    ):
        parts.append(f"{before}```sh\nqualitygov {' '.join(command)}\n```\n")
        parts.append(f"```text\n{output}\n```\n")
    return "\n".join(parts)


def readme_of(page: Page) -> str:
    """Return the README with what its first block of Python prints."""
    text = (ROOT / page.readme).read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert code is not None
    block = f"<!-- printed -->\n```text\n{run('-c', code[1])}\n```"
    return re.sub(r"<!-- printed -->\n```text\n.*?```", lambda _: block, text, flags=re.DOTALL)


def main() -> None:
    """Write all four files anew."""
    for page in PAGES:
        (ROOT / page.page).write_text(text_of(page), encoding="utf-8")
        (ROOT / page.readme).write_text(readme_of(page), encoding="utf-8")


if __name__ == "__main__":
    main()
