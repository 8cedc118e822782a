"""The help in Chinese has no English word, and the language may stand before the command or behind."""

from __future__ import annotations

import re

import pytest
import typer

from qualitygov.cli import main
from qualitygov.cli._app import app

ALLOWED = frozenset({"zh", "en", "JSON", "html", "docx", "xlsx", "toml", "brief", "standard",
                     "full", "county", "strong", "town", "LANG"})  # fmt: skip


def commands(one, path=()):
    yield path
    for name, below in getattr(one, "commands", {}).items():
        yield from commands(below, (*path, name))


ALL = tuple(commands(typer.main.get_command(app)))


@pytest.fixture(autouse=True)
def _wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("LANG", "C")
    monkeypatch.delenv("LC_ALL", raising=False)


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_the_help_in_chinese_has_no_english_word(capsys, path):
    assert main([*path, "--help", "--language", "zh"]) == 0
    shown = capsys.readouterr().out.partition("用法示例")[0]
    names = {word for one in ALL for word in one} | {"qualitygov"}
    bare = re.sub(r"--[a-z-]+", " ", shown)
    words = set(re.findall(r"[A-Za-z]{2,}", bare))
    assert words - names - ALLOWED == set()


def test_the_help_in_english_keeps_its_words(capsys):
    assert main(["explain", "--help", "--language", "zh"]) == 0
    assert "选项" in capsys.readouterr().out
    assert main(["explain", "--help"]) == 0
    shown = capsys.readouterr().out
    assert "Options" in shown
    assert "what a town lost, item by item" in shown
    assert "乡镇的扣分明细表" not in shown


@pytest.mark.parametrize(
    "given",
    [
        ["--language", "zh", "rulebook", "check", "strong-town"],
        ["rulebook", "--language", "zh", "check", "strong-town"],
        ["rulebook", "check", "strong-town", "--language=zh"],
    ],
    ids=" ".join,
)
def test_the_language_stands_anywhere(capsys, given):
    assert main(given) == 0
    assert "不符 0 个" in capsys.readouterr().out
    assert main(["rulebook", "check", "strong-town"]) == 0
    assert "0 failed" in capsys.readouterr().out
