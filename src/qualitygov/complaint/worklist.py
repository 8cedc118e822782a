"""What is to be worked through of complaints (投诉待办). Clause 3.1.4.a."""

from __future__ import annotations

from collections.abc import Iterator

from qualitygov.complaint.case import Complaint, ComplaintStatus
from qualitygov.complaint.states import complaint_states
from qualitygov.core.clauses import clauses
from qualitygov.rulebook.context import Context
from qualitygov.subject import Cell, Column, CountyView, Section, Worklist
from qualitygov.text import Text


@clauses("3.1.4.a")
def complaints_overdue(
    view: CountyView, context: Context
) -> tuple[tuple[Complaint, ComplaintStatus], ...]:
    """Return the complaints whose running stage has passed its deadline (逾期投诉).

    The longest overdue first.
    """
    found = [pair for pair in view.once(complaint_states, context) if pair[1].overdue]
    return tuple(
        sorted(found, key=lambda pair: (pair[1].stages[-1].by.day or context.as_of, pair[0].id))
    )


def _rows(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    for one, status in view.once(complaints_overdue, context):
        said = Text(status.say("zh"), status.say("en"))
        yield one.id, view.town_name(one.town), one.kind.label, said


WORKLISTS = (
    Worklist(
        name="complaints",
        label=Text("逾期投诉", "complaints overdue"),
        make=complaints_overdue,
    ),
)

SECTIONS = (
    Section(
        name="complaints",
        title=Text("逾期投诉", "Complaints overdue"),
        clauses="3.1.4.a",
        columns=(
            Column(Text("投诉", "complaint")),
            Column(Text("乡镇", "town")),
            Column(Text("类别", "kind")),
            Column(Text("状态", "status")),
        ),
        rows=_rows,
        order=60,
    ),
)
