"""Units of which not every record was read (存疑主体): what was not read is no innocence."""

from __future__ import annotations

from typing import Any

from qualitygov.codes.unit import UnitKey
from qualitygov.credit.keys import KEY, with_key
from qualitygov.plan.columns import nw
from qualitygov.plan.engines import fetched

SURE = "_sure"


def with_sure(units: nw.LazyFrame[Any], records: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Say of each unit whether none of some records is its own (是否无存疑记录).

    No unit is sure where nobody can say of which unit a record is. Adds the unit's key, too.
    """
    own = with_key(records, "subject").select(KEY).unique()
    marked = with_key(units, "code").join(
        own.with_columns(nw.lit(value=True).alias("_doubted")), on=KEY, how="left"
    )
    spelled, sure = _otherwise_spelled(records), nw.lit(value=False)
    if spelled is not None:
        sure = nw.col("_doubted").is_null() & ~nw.col(KEY).is_in(spelled)
    return marked.with_columns(sure.alias(SURE)).drop("_doubted")


def _otherwise_spelled(records: nw.LazyFrame[Any]) -> list[str] | None:
    """The keys of the subjects that are codes in another spelling; None where one is no code."""
    subjects = [subject for (subject,) in fetched(records.select("subject").unique())]
    if any(subject is None for subject in subjects):
        return None
    keys = [UnitKey.find(one) for one in subjects if isinstance(one, str)]
    known = [key for key in keys if key is not None]
    return sorted(set(known)) if len(known) == len(keys) else None


def graded_where(sure: nw.Expr) -> nw.Expr:
    """Return the grade where a unit is sure, and none elsewhere (存疑不评级)."""
    return nw.when(sure).then(nw.col("grade")).alias("grade")
