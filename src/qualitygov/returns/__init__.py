"""Returns (报送): who reported which table, what is excused, what was closed and found later.

Clauses 3.1.2.b, 4.5.
"""

from __future__ import annotations

from qualitygov.returns.closing import (
    Closing,
    DecisionFlaw,
    closing_flaws,
    closings_of,
    finding_flaws,
)
from qualitygov.returns.entities import (
    ClosedResult,
    Excuse,
    ExcuseKind,
    LaterFinding,
    Return,
    period_of,
)
from qualitygov.returns.excused import (
    Excused,
    ExcuseState,
    excuse_flaws,
    excuse_states,
    excused_of,
)
from qualitygov.returns.facts import ReturnFact, return_facts
from qualitygov.returns.owners import OWNERS, OwnerReturns, TableReturns, owners_of
from qualitygov.returns.prefill import prefilled
from qualitygov.returns.published import EXCUSED
from qualitygov.returns.states import Returns, TableReport, quarters, returns_of
from qualitygov.returns.tables import CLOSED, EXCUSES, FINDINGS, RETURNS
from qualitygov.returns.worklist import SECTIONS, WORKLISTS, ReturnState, returns_to_chase
from qualitygov.subject import FactSpec, Subject
from qualitygov.text import Text

__all__ = [
    "CLOSED",
    "EXCUSES",
    "FINDINGS",
    "RETURNS",
    "SUBJECT",
    "ClosedResult",
    "Closing",
    "DecisionFlaw",
    "Excuse",
    "ExcuseKind",
    "ExcuseState",
    "Excused",
    "LaterFinding",
    "OwnerReturns",
    "Return",
    "ReturnFact",
    "ReturnState",
    "Returns",
    "TableReport",
    "TableReturns",
    "closing_flaws",
    "closings_of",
    "excuse_flaws",
    "excuse_states",
    "excused_of",
    "finding_flaws",
    "owners_of",
    "period_of",
    "prefilled",
    "quarters",
    "return_facts",
    "returns_of",
    "returns_to_chase",
]

SUBJECT = Subject(
    name="returns",
    label=Text("报送", "returns"),
    tables=(RETURNS, EXCUSES, CLOSED, FINDINGS),
    facts=(FactSpec(name="return", row=ReturnFact, make=return_facts),),
    worklists=WORKLISTS,
    sections=(*SECTIONS, OWNERS, EXCUSED),
)
