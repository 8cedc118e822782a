"""Tables of testing and metrology (检测与计量数据表)."""

from __future__ import annotations

from qualitygov.laboratory.entities import (
    AdoptedStandard,
    Instrument,
    Laboratory,
    RequestedItem,
    ScopeEntry,
    TestRequest,
    Verification,
)
from qualitygov.subject import Child, Suspension, TableSpec
from qualitygov.text import Text

LABORATORIES = TableSpec(
    name="laboratories",
    entity=Laboratory,
    label=Text("检测机构", "laboratories"),
    file="laboratories.csv",
    owner="bureau",
    child=Child(file="laboratory_scope.csv", field="scope", entity=ScopeEntry, key="laboratory"),
    more=(
        Child(
            file="laboratory_suspensions.csv",
            field="suspensions",
            entity=Suspension,
            key="laboratory",
        ),
    ),
    stock=True,
)
TEST_REQUESTS = TableSpec(
    name="test_requests",
    entity=TestRequest,
    label=Text("检测委托", "test requests"),
    file="test_requests.csv",
    owner="bureau",
    unit="subject",
    child=Child(file="test_request_items.csv", field="items", entity=RequestedItem, key="request"),
)
INSTRUMENTS = TableSpec(
    name="instruments",
    entity=Instrument,
    label=Text("计量器具", "instruments"),
    file="instruments.csv",
    owner="bureau",
    unit="holder",
    child=Child(
        file="instrument_verifications.csv",
        field="verifications",
        entity=Verification,
        key="instrument",
    ),
    stock=True,
)
ADOPTED = TableSpec(
    name="adopted",
    entity=AdoptedStandard,
    label=Text("执行标准", "adopted standards"),
    file="adopted_standards.csv",
    owner="bureau",
    unit="enterprise",
    stock=True,
)
