"""What the commands show: within 80 columns, in Chinese without an English word, names by codes."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from qualitygov.cli import _run, main
from qualitygov.cli._app import app
from qualitygov.cli._examples import EXAMPLES
from qualitygov.core.width import width_of

ROOT = Path(__file__).parents[2]
COUNTY = ROOT / "examples" / "county"
UNIT = "91330299100001836H"
NAMES = frozenset({"Shunyi", "Dingling", "Dongsi", "Changping", "pH"})
"""What the example itself calls its air stations, and what has no other name."""

EXPLAINED = (
    "南岭镇",
    "新河镇",
    "古城镇",
    "U084",
    "白沙镇西片区",
    UNIT,
    "food-production",
    "air-good-days",
)
RULES = (
    ["show", "strong-town"],
    ["show", "strong-town", "credit-rule"],
    ["show", "strong-town", "list-kind.quality"],
    ["show", "strong-town", "parameter.complaint.accept"],
    ["show", str(COUNTY), "credit-rule.complaint-upheld"],
    ["show", str(COUNTY), "target.satisfaction"],
    ["check", "strong-town", "--uncertain"],
    ["check", str(COUNTY), "--uncertain"],
    ["diff", "strong-town", str(COUNTY)],
)


@pytest.fixture(autouse=True)
def _eighty(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("LC_ALL", raising=False)


@pytest.fixture(scope="module")
def out(example_run):
    return example_run.folder


def english(line):
    """The words of a line that are no code, and no name that somebody gave.

    A code stands in brackets or quotation marks beside its name, or cannot be taken for a word.
    """
    bare, left = line, ""
    while bare != left:
        bare, left = re.sub(r"（[^（）]*）|“[^“”]*”|--[a-z-]+", " ", bare), bare
    words = re.findall(r"[A-Za-z0-9][A-Za-z0-9._/:-]*", bare)
    return [
        word
        for word in words
        if re.search("[A-Za-z]{2}", word)
        and not (word.isupper() or re.search(r"[0-9._/:-]", word) or word in NAMES)
    ]


def judged(text, language):
    lines = text.splitlines()
    assert lines
    assert [line for line in lines if width_of(line) > 80] == []
    if language == "zh":
        whole = re.sub(r"\n +", "", text)  # a code may stand in two lines
        assert [(line, english(line)) for line in whole.splitlines() if english(line)] == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("details", [False, True])
def test_the_report_fits(example_run, capsys, language, details):
    _run.show(example_run.answer, language, details=details)
    judged(capsys.readouterr().out, language)


def test_the_ranking_comes_first_and_is_short(example_run, capsys):
    _run.show(example_run.answer, "zh", details=False)
    lines = capsys.readouterr().out.splitlines()
    assert lines[3].startswith("乡镇排名")
    assert "东山镇" in lines[6]
    assert len(lines) < 260


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("what", EXPLAINED)
def test_explanations_fit(out, capsys, language, what):
    assert main(["explain", str(out), what, "--language", language]) == 0
    judged(capsys.readouterr().out, language)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", RULES, ids=" ".join)
def test_rules_fit(capsys, language, command):
    assert main(["rulebook", *command, "--language", language]) == 0
    judged(capsys.readouterr().out, language)


def test_checking_a_folder_fits(capsys):
    assert main(["check", str(COUNTY), "--language", "zh"]) == 0
    told = capsys.readouterr()
    judged(told.out, "zh")
    assert told.err == ""  # no bar where there is no terminal


def test_a_town_is_explained_by_its_deduction_sheet(out, capsys):
    assert main(["explain", str(out), "南岭镇", "--language", "zh"]) == 0
    text = capsys.readouterr().out
    assert "南岭镇（330299105）" in text
    assert "扣分明细表" in text
    heads = next(line for line in text.splitlines() if "考核指标" in line)
    assert heads.split() == ["序号", "考核指标", "分值", "得分", "扣分", "责任单位"]
    first = next(line for line in text.splitlines() if line.startswith("    1 "))
    assert first.split() == ["1", "环境空气优良率", "4", "0", "4", "南岭镇环境保护办"]
    lost = [float(row.split()[4]) for row in text.splitlines() if re.match(r" {3,4}\d+  ", row)]
    assert lost == sorted(lost, reverse=True)


def test_a_target_goes_by_its_name_too(out, capsys):
    for what in ("food-production", "生产环节食品监督抽查合格率"):
        assert main(["explain", str(out), what, "--language", "zh"]) == 0
        assert "生产环节食品监督抽查合格率（food-production）" in capsys.readouterr().out


def test_codes_of_units_stand_with_their_names(example_run, capsys):
    _run.show(example_run.answer, "zh", details=True)
    text = capsys.readouterr().out
    assert "白沙镇西片区（U088）：无协管员" in text
    assert f"石桥东方永盛制造有限公司（{UNIT}）" in text


def _parsed(typed):
    from typer.main import get_command

    words = shlex.split(typed)[1:]
    group = get_command(app)
    if words[0] == "rulebook":
        group, words = group.commands["rulebook"], words[1:]
    command = group.commands[words[0]]
    return command.make_context(words[0], words[1:])


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_can_be_typed_and_stands_in_the_help(name, capsys):
    for typed, _ in EXAMPLES[name]:
        _parsed(typed)
    for language in ("zh", "en"):
        assert main([*name.split(), "--help", "--language", language]) == 0
        text = capsys.readouterr().out
        judged(text, "en")  # what is typed is no Chinese
        whole = "".join(text.split())
        for typed, said in EXAMPLES[name]:
            assert "".join(typed.split()) in whole
            assert "".join(said.say(language).split()) in whole


def test_every_command_has_an_example():
    from typer.main import get_command

    group = get_command(app)
    names = {name for name in group.commands if name != "rulebook"}
    names |= {f"rulebook {name}" for name in group.commands["rulebook"].commands}
    assert names == set(EXAMPLES)


def offered(*words):
    typed = shlex.join(["qualitygov", *words])
    asked = {"_QUALITYGOV_COMPLETE": "complete_bash", "COMP_WORDS": typed}
    done = subprocess.run(
        [sys.executable, "-m", "qualitygov"],
        env={**os.environ, **asked, "COMP_CWORD": str(len(words))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.split()


def test_the_shell_completes_commands_books_entries_and_names(out):
    assert offered("ass") == ["assess"]
    assert offered("rulebook", "show", "str") == ["strong-town"]
    assert offered("rulebook", "show", "strong-town", "credit-rule.pen") == ["credit-rule.penalty"]
    assert "南岭镇" in offered("explain", str(out), "南岭")
    assert offered("explain", str(out), "food-prod") == ["food-production"]
    assert "circular" in offered("report", "out", "--document", "cir")
    assert offered("explain", str(out / "nowhere"), "x") == []
    assert offered("rulebook", "show", "nowhere", "x") == []


def test_a_bar_shows_on_a_terminal_alone(tmp_path):
    """Run a command in a pseudo-terminal, and once more with its errors piped."""
    small = ROOT / "examples" / "town-alone"
    command = [sys.executable, "-m", "qualitygov", "check", str(small), "--language", "zh"]
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    with (tmp_path / "out").open("w") as answer:
        shown = {**os.environ, "TERM": "xterm"}
        with subprocess.Popen(command, stdout=answer, stderr=theirs, env=shown) as running:
            os.close(theirs)
            seen = b""
            while True:
                try:
                    part = os.read(ours, 4096)
                except OSError:  # the other end is closed
                    break
                if not part:
                    break
                seen += part
            running.wait()
    os.close(ours)
    assert "读取" in seen.decode()
    assert "\u2501" in seen.decode()
    piped = subprocess.run(command, capture_output=True, text=True, check=False)
    assert piped.stderr == ""
    assert piped.stdout == (tmp_path / "out").read_text(encoding="utf-8")
