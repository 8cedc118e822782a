"""What hangs together in applications for the award (质量奖申报的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.award.entities import AwardApplication, WithdrawalGround
from qualitygov.strategies.derived import Mend, Values


def application(values: Values) -> Values:
    """Granted before it is withdrawn, with a ground; published before an objection (申报)."""
    published = values["published_on"]
    withdrawn = values["withdrawn_on"] if values["granted_on"] else None
    ground = values["withdrawal_ground"] or next(iter(WithdrawalGround))
    marks = {(mark.round, mark.reviewer, mark.item): mark for mark in values["reviews"]}
    return {
        **values,
        "objection_upheld_on": values["objection_upheld_on"] if published else None,
        "withdrawn_on": withdrawn,
        "withdrawal_ground": ground if withdrawn else None,
        "reviews": tuple(marks.values()),
    }


MENDS: Mapping[type, Mend] = {AwardApplication: application}
