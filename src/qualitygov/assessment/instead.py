"""Figures of an earlier year (替代数), told with the verdict that rests on them.

Clauses 2.2.1, 2.2.5, 3.3.3.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from qualitygov.assessment.measurement import Measurement
from qualitygov.assessment.result import TargetResult
from qualitygov.core.due import Instead
from qualitygov.text import Text


def with_stand_ins(result: TargetResult) -> TargetResult:
    """Return a result that says which of its figures are those of an earlier year (注明替代数)."""
    before = result.before or result.measured.before
    told = [*_said(result.measured), *([] if before is None else _said(before))]
    for one in dict.fromkeys(told):
        result = attrs.evolve(result, reason=result.reason + Text("；", "; ") + one)
    return result


def _said(measured: Measurement) -> Iterator[Text]:
    """Each year from which figures come, and how they stand in."""
    counted: dict[tuple[int | None, str], int] = {}
    for one in measured.stand_ins:
        counted[one.year, one.how] = counted.get((one.year, one.how), 0) + 1
    of = measured.period.last.year
    for (year, how), count in sorted(counted.items(), key=str):
        why = Instead(how).label
        if count == 1:
            zh, en = f"{of} 年按 {year} 年的计", f"for {of} that of {year} counts"
        else:
            zh = f"{of} 年按 {year} 年的计（{count} 项）"
            en = f"for {of} those of {year} count ({count})"
        yield Text(f"{zh}：{why.zh}", f"{en}: {why.en}")
