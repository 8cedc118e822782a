"""Testing and metrology (检测与计量).

Shared laboratories, requests for tests, instruments, adopted standards. Clause 3.4.1.
"""

from __future__ import annotations

from qualitygov.codes.standard import StandardLevel
from qualitygov.laboratory.entities import (
    Laboratory,
    RequestedItem,
    ScopeEntry,
    TestNeed,
    TestRequest,
)
from qualitygov.laboratory.facts import (
    AdoptedStandardFact,
    InstrumentFact,
    LaboratoryFact,
    RequestFact,
    instrument_facts,
    laboratory_facts,
    request_facts,
    standard_facts,
)
from qualitygov.laboratory.instruments import (
    Instrument,
    VerificationState,
    overdue_instruments,
    verification_list,
    verification_rate,
    verification_state,
)
from qualitygov.laboratory.matching import (
    LaboratoryOffer,
    LaboratoryRefusal,
    Match,
    failings,
    match,
)
from qualitygov.laboratory.requests import (
    RequestState,
    platform_rate,
    request_state,
    requests_behind,
    sharing_rate,
    working_days_taken,
)
from qualitygov.laboratory.standards import (
    AdoptedStandard,
    OldEdition,
    old_editions,
    standard_coverage,
    standards_on,
)

__all__ = [
    "AdoptedStandard",
    "AdoptedStandardFact",
    "Instrument",
    "InstrumentFact",
    "Laboratory",
    "LaboratoryFact",
    "LaboratoryOffer",
    "LaboratoryRefusal",
    "Match",
    "OldEdition",
    "RequestFact",
    "RequestState",
    "RequestedItem",
    "ScopeEntry",
    "StandardLevel",
    "TestNeed",
    "TestRequest",
    "VerificationState",
    "failings",
    "instrument_facts",
    "laboratory_facts",
    "match",
    "old_editions",
    "overdue_instruments",
    "platform_rate",
    "request_facts",
    "request_state",
    "requests_behind",
    "sharing_rate",
    "standard_coverage",
    "standard_facts",
    "standards_on",
    "verification_list",
    "verification_rate",
    "verification_state",
    "working_days_taken",
]
