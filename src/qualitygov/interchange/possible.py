"""Of which units a row may be whose own unit cannot be read (可能所属主体).

The other cells of a row may leave only some units possible: a name, a registration number, else the
town. Those cannot be assessed until somebody writes the row anew. Nothing is counted for them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from qualitygov.blacklist.unread import CREDIT_TABLES
from qualitygov.codes import keys
from qualitygov.codes.unit import UnitKey
from qualitygov.errors import CodeError
from qualitygov.interchange.drafts import Draft
from qualitygov.interchange.hygiene import legible, tidy
from qualitygov.interchange.resolve import Found
from qualitygov.interchange.resolving import Resolver

_REGISTRATION = re.compile(r"[0-9]{15}")
_CUT_OFF = re.compile(r"[0-9A-Z]{12,18}")
"""A credit code, or what may be left of one that was cut off."""


def is_of_nobody(draft: Draft, resolver: Resolver) -> bool:
    """Whether a row that was not taken does not say of which unit it is (是否无法归户)."""
    spec = draft.table.spec
    if spec.unit is None or draft.table.child is not None:
        return False
    code = draft.plain.get(spec.unit)
    key = UnitKey.find(None if code is None else str(code))
    failed = any(wrong.name == spec.unit for wrong in draft.wrong)
    return key is None or (failed and key not in resolver.town_of)


def possible_units(draft: Draft, resolver: Resolver) -> tuple[str, ...]:
    """Return the county's units of which a row may be that does not say it (可能所属主体)."""
    if draft.table.by_unit:
        return ()
    by_name = dict.fromkeys((*_meant(draft, resolver), *_written(draft, resolver)))
    if by_name or draft.table.spec.name not in CREDIT_TABLES:
        return tuple(by_name)
    return tuple(_in_town(draft, resolver)) if not _name(draft) else ()


def named_units(draft: Draft, resolver: Resolver) -> tuple[str, ...]:
    """Return the county's units that some cell of a row names (行中写明的主体)."""
    return tuple(dict.fromkeys(_written(draft, resolver)))


def unread_parties(draft: Draft, resolver: Resolver) -> tuple[str, ...]:
    """Return the units of refused cells of a row's parties (可辨的当事人), as far as they can be read."""
    named = draft.table.named
    fields = (
        name
        for party in draft.table.spec.parties
        if draft.plain.get(party) is None
        for name in (party, named.get(party))
        if name is not None and draft.failed(name)
    )
    cells = (legible(draft.written(name)) for name in fields)
    return tuple(dict.fromkeys(unit for cell in cells for unit in _units_of(cell, resolver)))


def _name(draft: Draft) -> str | None:
    field = draft.table.named.get(draft.table.spec.unit or "")
    return None if field is None else draft.plain.get(field)


def _meant(draft: Draft, resolver: Resolver) -> tuple[str, ...]:
    """The units that the name in the row means, or may mean."""
    name = _name(draft)
    if name is None:
        return ()
    answer = resolver.units.find(None, name=name)
    return (answer.code,) if isinstance(answer, Found) else answer.candidates


def _written(draft: Draft, resolver: Resolver) -> Iterator[str]:
    """The units of which a cell, under whatever header, is the name, the number, or most of it."""
    for cell in map(legible, draft.row.cells):
        yield from _units_of(cell, resolver)


def _units_of(cell: str, resolver: Resolver) -> Iterator[str]:
    yield from resolver.units.called(cell)
    yield from _begun(cell, resolver)
    if _REGISTRATION.fullmatch(cell):
        code = _of_number(cell, resolver)
        if code is not None:
            yield code


def _begun(cell: str, resolver: Resolver) -> Iterator[str]:
    """The unit whose code a cell is, or those whose code it begins."""
    if _CUT_OFF.fullmatch(cell):
        codes = resolver.in_order
        for code in codes[bisect_left(codes, cell) :]:
            if not code.startswith(cell):
                break
            yield code


def _of_number(cell: str, resolver: Resolver) -> str | None:
    try:
        own = keys.of_registration(cell)
    except CodeError:
        return None
    code = resolver.units.code_of(own)
    return None if UnitKey.find(code) == own and own not in resolver.town_of else code


def _in_town(draft: Draft, resolver: Resolver) -> Iterator[str]:
    """The units of the town that the row names."""
    cells = [tidy(cell) for cell in draft.row.cells]
    found = {draft.plain.get(draft.table.spec.town or "")}
    found |= {
        answer.code for cell in cells if isinstance(answer := resolver.towns.find(cell), Found)
    }
    towns = found & resolver.towns.codes
    if len(towns) == 1:
        yield from resolver.in_town.get(next(iter(towns)) or "", ())
