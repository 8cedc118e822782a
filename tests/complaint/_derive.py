"""A plain evaluator of event rules, for tests until the real one is merged."""

from collections.abc import Iterable
from typing import Any

from qualitygov.core.periods import term_end
from qualitygov.credit.entities import CreditRecord
from qualitygov.plan.condition import compile_checks, fulfills
from qualitygov.rulebook.model.event import EventRule


def records_from(events: Iterable[tuple[str, Any]], context: Any) -> tuple[CreditRecord, ...]:
    made = []
    for kind, event in events:
        for rule in context.rules_on(event.on).entries(EventRule).values():
            if rule.event != kind or not fulfills(event, compile_checks(rule.where)):
                continue
            record_kind = rule.kind if rule.kind is not None else getattr(event, rule.kind_from)
            severity = (
                rule.severity if rule.severity is not None else getattr(event, rule.severity_from)
            )
            if rule.severities:
                severity = rule.severities.get(severity)
            if severity is None or record_kind is None:
                continue
            decided = getattr(event, rule.decided)
            until = event.valid_until
            if until is None and rule.valid_for is not None:
                until = term_end(decided, rule.valid_for)
            made.append(
                CreditRecord(
                    id=event.id + (f"/{rule.suffix}" if rule.suffix else ""),
                    subject=event.unit,
                    kind=record_kind,
                    severity=severity,
                    happened_on=min(event.happened_on, decided),
                    decided_on=decided,
                    known_on=max(decided, event.known_on),
                    source_document=event.document,
                    authority=event.authority,
                    category=event.category,
                    measure=event.measure,
                    heavier_penalty=event.heavier_penalty,
                    valid_until=until,
                    repaired_on=event.repaired_on,
                    revoked_on=event.revoked_on,
                )
            )
    return tuple(made)
