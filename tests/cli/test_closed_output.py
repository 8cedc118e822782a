"""A channel that is closed from the start, and options that are given empty."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qualitygov import cli

ROOT = Path(__file__).parents[2]
TOWN = ROOT / "examples" / "town-alone"


def ended(line, closed):
    command = f'"$0" -m qualitygov {line} {closed}'
    asked = ["sh", "-c", command, sys.executable]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell that closes channels")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    ("line", "code"),
    [("rulebook check strong-town", 0), ("--version", 0), ("--help", 0), ("rulebook show none", 1)],
)
def test_a_closed_channel_ends_quietly(line, code, closed):
    done = ended(line, closed)
    assert done.returncode == code
    assert "Traceback" not in done.stdout + done.stderr
    if ">&- 2>&-" in closed or (code and closed == "2>&-"):
        assert done.stdout + done.stderr == ""  # errors do not go among the answers
    elif closed == ">&-":
        assert len(done.stderr.splitlines()) == (1 if code else 0)


@pytest.mark.parametrize("option", ["--out", "--rulebook"])
@pytest.mark.parametrize("given", ["", " "])
def test_an_option_that_is_given_empty_is_wrong_usage(option, given, capsys):
    line = ["assess", str(TOWN), "--as-of", "2016-12-31", "--language", "en", option, given]
    assert cli.main(line) == 2
    assert capsys.readouterr().err == f"{option} may not be empty\n"
