"""Small counties with nothing in them but rows of enterprises."""

from __future__ import annotations

from qualitygov.enterprise import SUBJECTS
from qualitygov.subject import CountyData, CountyView
from qualitygov.text import Text


def view_of(**rows):
    name = Text("某县", "A county")
    return CountyView(CountyData(id="330299", name=name, subjects=SUBJECTS, **rows))
