"""Closed lists of columns are complete: no row of the example holds a word that they lack."""

from __future__ import annotations

from datetime import date

import pytest
from county_samples import example

from qualitygov import Context, OfficialCalendar
from qualitygov.county import SUBJECTS, event_classes
from qualitygov.county.words import row_words
from qualitygov.rulebook.columns import lists_of
from qualitygov.subject import CountyView

UNKNOWN = {"'scandal'"}
"""A kind of record that no book knows: the example shows that it is named and never counted."""

FACTS = {spec.name: spec for subject in SUBJECTS for spec in subject.facts}


@pytest.fixture(scope="module")
def world():
    """The example's view, and the context of the end of its year."""
    reading = example()
    day = date(2016, 12, 31)
    context = Context(reading.rulebook, as_of=day, calendar=OfficialCalendar())
    return CountyView(reading.data), context


@pytest.mark.parametrize("name", sorted(name for name, spec in FACTS.items() if lists_of(spec.row)))
def test_every_fact_of_the_example_holds_words_of_its_lists(name, world):
    view, context = world
    for row in view.once(FACTS[name].make, context):
        found = [p for p in row_words(row, context.rulebook) if p.found not in UNKNOWN]
        assert [problem.say("en") for problem in found] == []


def test_every_event_of_the_example_holds_words_of_its_lists(world):
    view, context = world
    seen = set()
    for kind, event in view.events(context):
        seen.add(kind)
        assert [problem.say("en") for problem in row_words(event, context.rulebook)] == [], kind
    assert len(seen) > len(event_classes()) // 2
