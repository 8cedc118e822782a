"""Worklist and report section of publication (公示待办清单与报告分节). Clause 3.2.2.f."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qualitygov.blacklist import CASES
from qualitygov.core.clauses import clauses
from qualitygov.publication.facts import case_views
from qualitygov.publication.states import Publication, PublicationState, listing_view
from qualitygov.rulebook.context import Context
from qualitygov.subject import Cell, Column, CountyView, Section, Worklist
from qualitygov.text import Text

TO_PUBLISH = (PublicationState.DUE, PublicationState.LATE)


@clauses("3.2.2.f")
def publications(view: CountyView, context: Context) -> tuple[Publication, ...]:
    """Return what is published, due or withheld of each case and listing (公示清单).

    Cases in order of their days, then listings in order of their ids.
    """
    decided = sorted(
        view.once(case_views, context), key=lambda pair: (pair[0].decided_on, pair[0].id)
    )
    begun = (
        case
        for case in view.known(CASES, context)
        if context.happened(case.listed_on)
        or any(context.happened(move.day) for move in case.moves)
    )
    listed = sorted(begun, key=lambda case: case.id)
    return (*(shown for _, shown in decided), *(listing_view(case, context) for case in listed))


WORKLISTS = (Worklist(name="publications", label=Text("公示", "publications"), make=publications),)


def _section(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    """Yield how many publications stand where, then those that are due or late."""
    found = view.once(publications, context)
    counts = Counter(one.state for one in found)
    for state, count in sorted(counts.items()):
        yield state.label, count
    for one in found:
        if one.state in TO_PUBLISH:
            yield one.id, one.state.label


SECTION = Section(
    name="publication",
    title=Text("依法公示", "Publication"),
    clauses="3.2.2.f",
    columns=(Column(Text("状态", "state")), Column(Text("数量", "number"), "right")),
    rows=_section,
    order=90,
    most=10,
)
