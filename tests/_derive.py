"""A plain evaluator of event rules, until the tests can import the real one."""

from __future__ import annotations

from qualitygov.core.periods import term_end
from qualitygov.credit.entities import CreditRecord
from qualitygov.plan.condition import compile_checks, fulfills
from qualitygov.rulebook.model.event import EventRule


def _word(event, word, column):
    return word if word is not None else getattr(event, column)


def _record(event, rule):
    kind = _word(event, rule.kind, rule.kind_from)
    severity = _word(event, rule.severity, rule.severity_from)
    if rule.severities:
        severity = rule.severities.get(severity)
    if severity is None or kind is None:
        return None
    decided = getattr(event, rule.decided)
    until = event.valid_until
    if until is None and rule.valid_for is not None:
        until = term_end(decided, rule.valid_for)
    return CreditRecord(
        id=event.id + (f"/{rule.suffix}" if rule.suffix else ""),
        subject=event.unit,
        kind=kind,
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


def records_from(events, context):
    """Make the records that the rulebook makes of these pairs of kind and event."""
    made = []
    for kind, event in events:
        for rule in context.rules_on(event.on).entries(EventRule).values():
            if rule.event == kind and fulfills(event, compile_checks(rule.where)):
                record = _record(event, rule)
                made += [] if record is None else [record]
    return tuple(made)
