"""The table of batches (批次数据表)."""

from __future__ import annotations

from qualitygov.enterprise.tracing.entities import Batch, BatchLink
from qualitygov.subject import Child, TableSpec
from qualitygov.text import Text

BATCHES = TableSpec(
    name="batches",
    entity=Batch,
    label=Text("批次", "batches"),
    file="batches.csv",
    unit="enterprise",
    town=None,
    child=Child(file="batch_links.csv", field="links", entity=BatchLink, key="of"),
)
