"""The remedies against a decision (救济途径): what every explanation ends with.

Enterprises may ask for reconsideration (行政复议) and file a suit (行政诉讼); towns, units and areas have
review and appeal inside the administration, and no suit.
"""

from __future__ import annotations

from qualitygov.core.periods import Hours, Span, Term, WorkingDays
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.text import Text

RECONSIDERATION, SUIT = "remedy.reconsideration", "remedy.suit"
OBJECTION = "assessment.objection"


def _term(context: Context, name: str) -> Text:
    """A term as text; without a verified one in the book, the term that the law sets."""
    found = context.rules.entries(Parameter).get(name)
    if found is None or found.unsigned:
        return Text("法定期限", "the term that the law sets")
    span = found.read()
    return said_span(span) if isinstance(span, Span) else Text(str(span), str(span))


def remedies_of(context: Context) -> Text:
    """Return how an enterprise may object, and by when (企业的救济途径), by the rules of `as_of`."""
    ask, sue = _term(context, RECONSIDERATION), _term(context, SUIT)
    return Text(
        f"如有异议，可向作出机关申请复核；对行政决定不服的，可自知道之日起{ask.zh}内申请行政复议，"
        f"或者{sue.zh}内提起行政诉讼",
        f"objections go to the authority that decided; against an administrative decision: "
        f"reconsideration within {ask.en} of knowing of it, suit within {sue.en}",
    )


def review_of(context: Context) -> Text:
    """Return how a town, a unit or an area may object (复核、申诉途径), by the rules of `settled`.

    Inside the administration, for no citizen's right is decided: no suit. Clause 4.5.c.
    """
    ask = _term(context.settled, OBJECTION)
    return Text(
        f"如有异议，可自考核结果公示之日起{ask.zh}内向考核机关申请复核，对复核结果不服的，可向其上一级机关"
        "申诉；考核属于行政机关内部事务，不适用行政复议和行政诉讼",
        f"objections: review by the office that assessed, within {ask.en} of the announcement, then"
        " appeal to the level above it; inside the administration, no suit",
    )


def said_span(span: Span) -> Text:
    """Return a span in words, as official texts write it (期限文字).

    >>> said_span(WorkingDays(5)).zh, said_span(Term(months=36)).zh
    ('5 个工作日', '36个月')
    """
    if isinstance(span, WorkingDays):
        return Text(f"{span.count} 个工作日", str(span))
    if isinstance(span, Hours):
        return Text(f"{span.count}小时", str(span))
    if not isinstance(span, Term):
        return Text(str(span), str(span))
    parts = ((span.years, "年"), (span.months, "个月"), (span.days, "日"))
    told = "".join(f"{count}{unit}" for count, unit in parts if count)
    return Text(told or "0日", str(span))
