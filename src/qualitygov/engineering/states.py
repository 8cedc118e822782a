"""How a project stands on a day (工程状态): completed, accepted, refused. Clauses 2.2.3."""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.engineering.acceptance import accept
from qualitygov.engineering.entities import EngineeringProject, Outcome
from qualitygov.rulebook.context import Context


@attrs.frozen(kw_only=True)
class ProjectState(Result):
    """A project as it stands on a day (工程状态).

    `acceptance` is that of the last round, pending until the day of the first has come, and
    `accepted_on` its day; `first_outcome` is that of the first, `first_time` says that it passed
    without a remedy, `in_doubt` that only a table that nobody has verified speaks against it.
    """

    begun_on: date | None = None
    completed_on: date | None = None
    accepted_on: date | None = None
    acceptance: Outcome = Outcome.PENDING
    first_outcome: Outcome = Outcome.PENDING
    first_time: bool = False
    in_doubt: bool = False

    @property
    def passed_on(self) -> date | None:
        """The day on which it was accepted, None while it was not, or failed.

        What follows an acceptance runs from one in doubt as well.
        """
        passed = self.acceptance is Outcome.PASS or self.in_doubt
        return self.accepted_on if passed else None


@clauses("2.2.3.a", "2.2.3.b")
def project_state(project: EngineeringProject, context: Context) -> ProjectState:
    """Return how a project stands on ``context.as_of``, as it was known (工程状态).

    Raises `FieldError` for a project that was not known yet, and for one that was accepted and
    whose divisions contradict it.
    """
    project = context.seen(project)
    begun_on, accepted_on = context.past(project.begun_on), context.past(project.accepted_on)
    # what was accepted is complete, though nobody told since when
    completed_on = context.past(project.completed_on or project.accepted_on)
    if accepted_on is None:
        return ProjectState(begun_on=begun_on, completed_on=completed_on)
    acceptance = accept(project, context)
    outcome, in_doubt = acceptance.outcome, acceptance.in_doubt
    for again in project.again:
        if outcome is not Outcome.PASS and context.happened(again.held_on):
            outcome, accepted_on, in_doubt = again.outcome, again.held_on, False
    return ProjectState(
        begun_on=begun_on,
        completed_on=completed_on,
        accepted_on=accepted_on,
        acceptance=outcome,
        first_outcome=acceptance.outcome,
        first_time=acceptance.first_time,
        in_doubt=in_doubt,
    )
