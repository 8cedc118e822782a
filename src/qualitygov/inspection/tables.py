"""Tables of sampling inspection (监督抽查数据表)."""

from __future__ import annotations

from qualitygov.inspection.entities import InspectionSample
from qualitygov.inspection.entities_recall import Recall, RecallMove
from qualitygov.inspection.items import SampleItem
from qualitygov.inspection.rechecks import Recheck, Reinspection
from qualitygov.subject import Child, TableSpec
from qualitygov.text import Text

SAMPLES = TableSpec(
    name="samples",
    entity=InspectionSample,
    label=Text("抽查样品", "samples"),
    file="samples.csv",
    owner="bureau",
    unit="subject",
    parties=("maker", "importer", "commissioner"),
    child=Child(file="sample_items.csv", field="items", entity=SampleItem, key="sample"),
    more=(
        Child(
            file="sample_reinspections.csv",
            field="reinspections",
            entity=Reinspection,
            key="sample",
        ),
        Child(file="sample_rechecks.csv", field="rechecks", entity=Recheck, key="sample"),
    ),
)
"""Samples taken, with the items tested on each and the rounds of testing and re-checking (抽查样品)."""

RECALLS = TableSpec(
    name="recalls",
    entity=Recall,
    label=Text("召回", "recalls"),
    file="recalls.csv",
    owner="bureau",
    unit="subject",
    child=Child(file="recall_moves.csv", field="moves", entity=RecallMove, key="recall"),
)
"""Recalls of failed batches, each with its steps (召回)."""
