from __future__ import annotations

import copy
import pickle

import pytest

from qualitygov.errors import (
    CodeError,
    FieldError,
    IllegalMoveError,
    InputError,
    MissingExtraError,
    OutputError,
    Problem,
    ProblemsError,
    QualityGovError,
    RulebookError,
    UnknownCalendarError,
)
from qualitygov.text import Text

TEXT = Text("中", "en")
ONE = Problem("a.b", "x.csv:3:n", "7", Text("应为 8", "expected 8"))
TWO = Problem("a.c", "x.csv:4", "", Text("缺少", "missing"), "warning")
ERRORS = [
    QualityGovError("a.b", TEXT),
    FieldError("a.b", TEXT),
    CodeError("a.b", TEXT),
    IllegalMoveError("a.b", TEXT, ("notice", "close")),
    UnknownCalendarError("a.b", TEXT),
    MissingExtraError("rich", "cli"),
    OutputError("out", TEXT),
    ProblemsError([ONE, TWO]),
    RulebookError([ONE]),
    InputError([]),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_survives_the_way_between_processes(error):
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is type(error)
        assert vars(again) == vars(error)
        assert str(again) == str(error) == error.say("en")
        assert again.say("zh") == error.text.zh


def test_errors_are_also_what_python_calls_them():
    assert issubclass(FieldError, ValueError)
    assert issubclass(CodeError, ValueError)
    assert issubclass(MissingExtraError, ImportError)
    assert all(isinstance(error, QualityGovError) for error in ERRORS)


def test_a_problem_says_where_what_and_what_was_found():
    assert str(ONE) == ONE.say() == "x.csv:3:n: expected 8 (found 7)"
    assert ONE.say("zh") == "x.csv:3:n：应为 8（实际为 7）"
    assert (TWO.say(), TWO.say("zh")) == ("x.csv:4: missing", "x.csv:4：缺少")


def test_all_problems_come_in_one_error():
    error = InputError(iter([ONE, TWO]))
    assert error.problems == (ONE, TWO)
    assert error.code == "input.problems"
    assert str(error).splitlines() == [
        "2 problems:",
        "  x.csv:3:n: expected 8 (found 7)",
        "  x.csv:4: missing",
    ]
    assert error.say("zh").startswith("共 2 处问题")
    assert str(RulebookError([ONE])).startswith("1 problem:")


def test_a_missing_extra_says_how_to_get_it():
    assert "pip install 'qualitygov[cli]'" in MissingExtraError("rich", "cli").say("zh")


def test_texts_join_and_speak_both_languages():
    both = Text("甲", "A") + Text("乙", "B")
    assert both == Text("甲乙", "AB")
    assert (both.say("zh"), both.say("en"), both.say(), str(both)) == ("甲乙", "AB", "AB", "AB")
