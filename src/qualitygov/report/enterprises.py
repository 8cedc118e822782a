"""Each enterprise as programs read it (企业信用明细): its score line by line, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from qualitygov.blacklist.screen import Screening
from qualitygov.codes.unit import UnitKey
from qualitygov.core.form import to_plain
from qualitygov.credit.outlook import Change, Outlook
from qualitygov.credit.result import CreditScore
from qualitygov.enterprise import Enterprise
from qualitygov.report.documents import Answer
from qualitygov.report.places import Document, said
from qualitygov.text import Text


def _score(score: CreditScore, *, assessed: bool) -> Document:
    """A score of its own day as programs read it.

    A unit of which a row could not be read has no grade.
    """
    return {
        "as_of": to_plain(score.as_of),
        "score": to_plain(score.score),
        "grade": score.grade if assessed else None,
        "rated": score.rated,
        "assessed": assessed,
        "listed": score.listed,
        "forced_by": list(score.forced_by),
        "lines": [{**to_plain(line), "record_ids": list(line.record_ids)} for line in score.lines],
        "excluded": [{"record_id": e.record_id, "reason": e.reason.value} for e in score.excluded],
        "proposals": [to_plain(one) for one in score.proposals],
    }


NOT_ASSESSED = Text(
    "有数据无法读取，不予评价。以下仅据已读入的数据：",
    "Not assessed, since some of its data cannot be read. By what was read: ",
)


def _explained(score: CreditScore, *, assessed: bool) -> Text:
    return said(score) if assessed else NOT_ASSESSED + said(score)


RECORD_FIELDS = (
    "id", "kind", "severity", "category", "happened_on", "decided_on", "source_document",
    "authority",
)  # fmt: skip


def _moment(one: CreditScore | Change) -> Document:
    """The score and the grade of a day."""
    day = one.as_of if isinstance(one, CreditScore) else one.day
    return {"day": to_plain(day), "score": to_plain(one.score), "grade": one.grade}


def _outlook(outlook: Outlook | None) -> list[Document]:
    """What changes by itself, each day with its score, grade and reasons."""
    changes = () if outlook is None else outlook.changes
    return [
        {**_moment(one), "reasons": to_plain(one.reasons), **to_plain(said(one))} for one in changes
    ]


def _enterprise(
    unit: Enterprise, score: CreditScore, answer: Answer, own: Screening | None
) -> Document:
    ask = answer.outlook_of
    outlook = None if ask is None else ask(unit.code)
    told = bool(own or answer.cases.get(UnitKey.of(unit.code)))  # a document needs its facts
    weighed = {name for line in score.lines for name in line.record_ids}
    weighed |= {one.record_id for one in score.proposals}
    cases = answer.cases.get(UnitKey.of(unit.code), ())
    return {
        "code": unit.code,
        "name": unit.name,
        "town": unit.town,
        "industry": unit.industry,
        **_score(score, assessed=answer.assessment.assessed(unit.code)),
        "outlook": None if ask is None else _outlook(outlook),
        "outlook_from": None if outlook is None else _moment(outlook.now),
        "grounds": [to_plain(said(ground)) for ground in own.grounds] if own else [],
        "cases": [{"id": case, "status": to_plain(status)} for case, status in cases],
        "records": [
            {name: to_plain(getattr(record, name)) for name in RECORD_FIELDS}
            for record in score.records
            if told or record.id in weighed
        ],
        "explanation": to_plain(_explained(score, assessed=answer.assessment.assessed(unit.code))),
    }


def enterprise_documents(answer: Answer) -> Iterator[Document]:
    """Each enterprise with its score, line by line (企业信用明细), in the order of their codes.

    With what comes by itself, grounds and listings.
    """
    grounds = {screening.code: screening for screening in answer.assessment.grounds}
    units = {unit.code: unit for unit in answer.enterprises}
    for score in sorted(answer.assessment.credit, key=lambda score: score.code):
        yield _enterprise(units[score.code], score, answer, grounds.get(score.code))
