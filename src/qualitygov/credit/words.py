"""The words of a record (记录用语): its kind and its severity, as rules know them.

A record with a word that no rule knows is never counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from qualitygov.core.given import of_type
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.versions import scales_of
from qualitygov.errors import Problem
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.spellings import spellings_of
from qualitygov.rulebook.words import shown
from qualitygov.text import Text


def check_record(record: CreditRecord, context: Context) -> Iterator[Problem]:
    """Yield what a rulebook does not know of a record (记录检查): its kind, or a severity of it.

    On no day, since a rule of any day may be the one that decides; the path is the field's name. A
    record with such a word is never counted.

    >>> from datetime import date
    >>> from qualitygov.rulebook import load_rulebook
    >>> day, context = date(2016, 6, 1), Context(load_rulebook("strong-town"), as_of="2016-12-31")
    >>> record = CreditRecord(
    ...     id="R1", subject="91330299MA2837B62L", kind="penalti", severity="general",
    ...     happened_on=day, decided_on=day, known_on=day, source_document="罚〔2016〕1号",
    ... )
    >>> [problem.say() for problem in check_record(record, context)]
    ["kind: no such kind of record; did you mean penalty (行政处罚)? (found 'penalti')"]
    """
    of_type(record, CreditRecord, "record")
    scales, book = scales_of(of_type(context, Context, "context").rulebook), context.rulebook
    if record.kind not in scales:
        what = Text("没有此记录类别；", "no such kind of record; ")
        hint = spellings_of(book, "credit-rule").near(record.kind)
        yield Problem("record.kind", "kind", shown(record.kind), what + hint)
    elif record.severity not in scales[record.kind]:
        label = spellings_of(book, "credit-rule").labels[record.kind]
        what = Text(f"{label.zh}没有此程度；", f"no such severity of {record.kind}; ")
        hint = spellings_of(book, "severity").near(record.severity, scales[record.kind])
        yield Problem("record.severity", "severity", shown(record.severity), what + hint)
