"""The three sectors of the economy (三次产业). Clause 2.2.1.b."""

from __future__ import annotations

from qualitygov.core.clauses import clauses
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.industry import Sector


@clauses("2.2.1.b")
def sector_of(industry: str, context: Context) -> str:
    """Return the sector of an industry code (三次产业归类): primary, secondary or tertiary.

    >>> from qualitygov.rulebook import load_rulebook
    >>> context = Context(load_rulebook("strong-town"), as_of="2016-12-31")
    >>> [sector_of(code, context) for code in ("A0111", "A0511", "C1310")]
    ['primary', 'tertiary', 'secondary']
    """
    sectors = context.rules.entries(Sector)
    named = [name for name, sector in sectors.items() if industry[:3] in sector.divisions]
    return named[0] if named else next(name for name, sector in sectors.items() if sector.rest)
