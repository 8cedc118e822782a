"""Testing and metrology (检测与计量).

Shared laboratories, requests for tests, instruments, adopted standards. Clause 3.4.1.
"""

from __future__ import annotations

from qualitygov.codes.standard import StandardLevel
from qualitygov.laboratory.capability import (
    CapabilityFact,
    CapabilityGap,
    capability_facts,
    capability_gaps,
)
from qualitygov.laboratory.entities import (
    AdoptedStandard,
    Instrument,
    Laboratory,
    RequestedItem,
    ScopeEntry,
    TestNeed,
    TestRequest,
    Verification,
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
    overdue_instruments,
    verification_list,
    verification_rate,
)
from qualitygov.laboratory.matching import (
    LaboratoryOffer,
    LaboratoryRefusal,
    Match,
    failings,
    match,
)
from qualitygov.laboratory.requests import platform_rate, requests_behind, sharing_rate
from qualitygov.laboratory.standards import (
    OldEdition,
    old_editions,
    standard_coverage,
    standards_of,
)
from qualitygov.laboratory.states import (
    RequestState,
    VerificationState,
    lapsed,
    request_state,
    valid_until,
    verification_state,
    working_days_taken,
)
from qualitygov.laboratory.tables import ADOPTED, INSTRUMENTS, LABORATORIES, TEST_REQUESTS
from qualitygov.laboratory.worklist import BEHIND, FOUNDATIONS, GAPS, OUTDATED, OVERDUE
from qualitygov.subject import (
    FactSpec,
    Subject,
    Weight,
)
from qualitygov.text import Text

__all__ = [
    "ADOPTED",
    "INSTRUMENTS",
    "LABORATORIES",
    "SUBJECT",
    "TEST_REQUESTS",
    "AdoptedStandard",
    "AdoptedStandardFact",
    "CapabilityFact",
    "CapabilityGap",
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
    "Verification",
    "VerificationState",
    "capability_facts",
    "capability_gaps",
    "failings",
    "instrument_facts",
    "laboratory_facts",
    "lapsed",
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
    "standards_of",
    "valid_until",
    "verification_list",
    "verification_rate",
    "verification_state",
    "working_days_taken",
]

ITEMS = (Weight("test_request_items", spoils=1), Weight("laboratory_suspensions", spoils=1))
"""An item that nobody tests, or a laboratory that may not, speaks against a request."""

SUBJECT = Subject(
    name="laboratory",
    label=Text("检测与计量", "testing and metrology"),
    tables=(LABORATORIES, TEST_REQUESTS, INSTRUMENTS, ADOPTED),
    facts=(
        FactSpec(
            name="laboratory",
            row=LaboratoryFact,
            make=laboratory_facts,
            rests_on=(LABORATORIES,),
            weights=(Weight("laboratory_suspensions", spoils=1),),
        ),
        FactSpec(
            name="request",
            row=RequestFact,
            make=request_facts,
            rests_on=(TEST_REQUESTS, LABORATORIES),
            weights=ITEMS,
        ),
        FactSpec(
            name="instrument",
            row=InstrumentFact,
            make=instrument_facts,
            rests_on=(INSTRUMENTS,),
            weights=(Weight("instrument_verifications", spoils=1),),
        ),
        FactSpec(
            name="standard", row=AdoptedStandardFact, make=standard_facts, rests_on=(ADOPTED,)
        ),
        FactSpec(
            name="capability",
            row=CapabilityFact,
            make=capability_facts,
            rests_on=(TEST_REQUESTS, LABORATORIES),
            weights=ITEMS,
        ),
    ),
    worklists=(OVERDUE, BEHIND, OUTDATED, GAPS),
    sections=(FOUNDATIONS,),
)
