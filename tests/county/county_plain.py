"""What is told of a county, all of it, in the plain form in which it is written: one text a part."""

from __future__ import annotations

import json
from types import SimpleNamespace

from qualitygov.cli._run import answer_of
from qualitygov.core.form import to_plain
from qualitygov.core.knowledge import known_rows
from qualitygov.credit.archive import archive_of
from qualitygov.report.annual import annual_document
from qualitygov.report.documents import (
    assessment_document,
    worklists_document,
)
from qualitygov.report.enterprises import enterprise_documents
from qualitygov.rulebook.model.duty import Profile

TIMES = ("as_of", "known_at")


def _silent(what, done, total):
    """Tell nobody."""


def _rows(rows):
    """Rows of facts in an order of their own: that of the tables is nobody's promise."""
    return sorted(json.dumps(to_plain(row), ensure_ascii=False, sort_keys=True) for row in rows)


def everything(data, context):
    """Facts, events, records, worklists, scores, units and towns, each as one text."""
    reading = SimpleNamespace(
        data=data, rulebook=context.rulebook, manifest=SimpleNamespace(profile=Profile.FULL)
    )
    answer = answer_of(reading, context, _silent, outlooks=False)
    view, judged = answer.assessment.view, context.judged
    specs = [spec for subject in data.subjects for spec in subject.facts]
    settled = context.settled
    parts = {f"fact {spec.name}": _rows(view.facts(spec.name, settled)) for spec in specs}
    for kind, event in view.events(judged):
        parts.setdefault(f"event {kind}", []).append(event)
    parts |= {name: _rows(rows) for name, rows in parts.items() if name.startswith("event ")}
    parts["records"] = _rows(archive_of(view, judged))
    worklists = worklists_document(answer)
    parts |= {f"worklist {name}": rows for name, rows in worklists["worklists"].items()}
    parts["warnings"] = worklists["warnings"]
    parts["towns"] = {k: v for k, v in assessment_document(answer).items() if k not in TIMES}
    parts["annual"] = annual_document(answer)
    parts["enterprises"] = list(enterprise_documents(answer))
    parts["sections"] = [
        (section.name, [[str(cell) for cell in row] for row in rows])
        for section, rows in answer.assessment.sections()
    ]
    return {name: json.dumps(part, ensure_ascii=False) for name, part in parts.items()}


def differences(one, other):
    """The parts that differ, each with the place of the first difference."""
    found = {}
    for name in sorted(one.keys() | other.keys()):
        a, b = one.get(name, ""), other.get(name, "")
        if a != b:
            at = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), -1)
            found[name] = (a[max(at - 120, 0) : at + 80], b[max(at - 120, 0) : at + 80])
    return found


def as_known(data, day):
    """The county's data from which everything that was unknown on a day is cut away."""
    return data.replace(
        **{name: known_rows(table.rows, day) for name, table in data.tables.items()}
    )
