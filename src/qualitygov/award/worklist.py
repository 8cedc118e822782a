"""What is to be done about the award (质量奖待办): who is proposed, which awards to withdraw.

Clause 3.1.3.a.
"""

from __future__ import annotations

from collections.abc import Iterator

from qualitygov.award.selection import Selection, entrants, selections
from qualitygov.award.states import WithdrawalProposal, withdrawal_grounds
from qualitygov.award.tables import APPLICATIONS
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import round_gbt8170
from qualitygov.credit.archive import archive_of
from qualitygov.rulebook.context import Context
from qualitygov.subject import Cell, Column, CountyView, Section, Worklist
from qualitygov.text import Text


def selections_due(view: CountyView, context: Context) -> tuple[Selection, ...]:
    """Return the selection of each town for the award of the year (各镇评选结果)."""
    return selections(view.once(entrants, context), context)


@clauses("3.1.3.a")
def withdrawals_due(view: CountyView, context: Context) -> tuple[WithdrawalProposal, ...]:
    """Return the awards in validity that are to be withdrawn (撤销建议), by the application's id."""
    archive = archive_of(view, context)
    return tuple(
        proposal
        for application in sorted(view.known(APPLICATIONS, context), key=lambda one: one.id)
        for proposal in withdrawal_grounds(
            application, context, records=archive.of_unit(application.subject)
        )
    )


def _award_rows(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    """The award of the year: places, winners, ties, refusals; then the withdrawals proposed."""
    for selection in view.once(selections_due, context):
        winners = ", ".join(
            f"{winner.id} {round_gbt8170(winner.total, 2)}" for winner in selection.winners
        )
        yield (
            view.town_name(selection.town),
            selection.year,
            selection.places,
            winners or None,
            len(selection.tied),
            len(selection.pending),
            len(selection.refused),
        )
    for proposal in view.once(withdrawals_due, context):
        yield (
            view.town_name(proposal.town),
            proposal.unit,
            Text("建议撤销", "withdrawal"),
            proposal.reason,
            "",
            "",
            "",
        )


WORKLISTS = (
    Worklist(name="entrants", label=Text("参评单位", "entrants for the award"), make=entrants),
    Worklist(
        name="selections", label=Text("质量奖评选", "selections for the award"), make=selections_due
    ),
    Worklist(
        name="withdrawals",
        label=Text("质量奖撤销建议", "awards to be withdrawn"),
        make=withdrawals_due,
    ),
)
SECTION = Section(
    name="award",
    title=Text("镇质量奖", "Town quality award"),
    clauses="3.1.3.a",
    columns=(
        Column(Text("乡镇", "town")),
        Column(Text("年份", "year"), "right"),
        Column(Text("名额", "places"), "right"),
        Column(Text("获奖", "winners and scores")),
        Column(Text("并列", "tied"), "right"),
        Column(Text("待定", "pending"), "right"),
        Column(Text("不符条件", "refused"), "right"),
    ),
    rows=_award_rows,
    order=130,
    most=12,
)
