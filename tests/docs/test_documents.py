"""The code of README and docs runs, and the README shows what the command really prints."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(page, language):
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "python")], ids=lambda p: p.name)
def test_the_code_on_the_page_runs(page, monkeypatch):
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for block in blocks(page, "python"):
        exec(compile(block, str(page), "exec"), names)
    assert names


@pytest.fixture(scope="session")
def outputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    command = [sys.executable, "-m", "qualitygov.cli"]
    found = {}
    for language in ("en", "zh"):
        assess = [
            *command,
            "assess",
            "examples/county",
            "--as-of",
            "2016-12-31",
            "--language",
            language,
            "--out",
            str(folder),
        ]
        explain = [*command, "explain", str(folder), "91330299100001836H", "--language", language]
        found[language] = [
            subprocess.run(c, cwd=ROOT, capture_output=True, text=True, check=True).stdout
            for c in (assess, explain)
        ]
    return found


@pytest.mark.parametrize(("name", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_readme_shows_real_output(name, language, outputs):
    text = (ROOT / name).read_text(encoding="utf-8")
    assessed, explained = outputs[language]
    for marker, real in (("output", assessed), ("explain", explained)):
        shown = re.search(rf"<!-- {marker} -->\n```text\n(.*?)```", text, re.DOTALL)
        assert shown is not None
        lines = [line for line in shown[1].splitlines() if line.strip() not in ("", "…")]
        there = {line.rstrip() for line in real.splitlines()}
        assert [line for line in lines if line not in there] == []


def test_both_readmes_have_the_same_commands():
    one, two = (blocks(ROOT / name, "sh") for name in ("README.md", "README.zh-CN.md"))
    assert [b.replace(" --language zh", "") for b in one] == [
        b.replace(" --language zh", "") for b in two
    ]


def test_the_chapters_of_both_readmes_correspond():
    one, two = (
        re.findall(r"^## ", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        for name in ("README.md", "README.zh-CN.md")
    )
    assert len(one) == len(two)
