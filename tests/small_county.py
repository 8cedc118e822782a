"""A small county for tests: views of a few rows, and the credit records that event rules make."""

from __future__ import annotations

from types import SimpleNamespace

from qualitygov.codes.unit import UnitKey
from qualitygov.credit.derive import records_from
from qualitygov.subject import TOWNS, CountyData, CountyView, Subject
from qualitygov.text import Text

NAME = Text("某县", "A county")
TOWNS_ONLY = Subject(name="towns", label=Text("乡镇", "towns"), tables=(TOWNS,))


def view_of(*subjects, seed=None, **rows):
    """A view of a county that has these subjects and rows."""
    data = CountyData(id="330299", name=NAME, subjects=(TOWNS_ONLY, *subjects), **rows)
    return CountyView(data, seed=seed)


def others(*tables):
    """A subject that only brings tables, for subjects that are not under test."""
    return Subject(name="others", label=Text("其他", "others"), tables=tables)


def standing_as(monkeypatch, grades):
    """Let units stand as given, by code a grade and effects, whatever is on file about them."""
    found = {
        UnitKey.of(code): SimpleNamespace(
            code=code, grade=grade, treated_as=grade or "B", effects=effects, assessed=True
        )
        for code, (grade, effects) in grades.items()
    }
    for name in ("access.decision.standings_of", "supervision.plan.scores_of"):
        monkeypatch.setattr(f"qualitygov.{name}", lambda *_: found)


def records_of(view, context):
    """The credit records that the rulebook makes of the view's events."""
    return records_from(view.events(context), context)
