"""Units and towns that a row names (主体与乡镇归户): from names and other codes to the county's own.

What the county's lists do not resolve goes to a person: the row is kept aside, and no score is
touched. A party outside the county is kept by its name and address. A natural person is told, and
not kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from qualitygov.codes.identity import identify
from qualitygov.codes.industry_code import industry, read_industry
from qualitygov.core import check
from qualitygov.core.cells import is_null
from qualitygov.enterprise.unit.company_types import read_company_type
from qualitygov.errors import CodeError, FieldError
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.drafts import Draft, Wrong
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.hygiene import tidy
from qualitygov.interchange.resolve import Found, TownIndex, UnitIndex, Unresolved, ought_to_be_ours
from qualitygov.text import Text

PERSON = Text("自然人，不予保存", "a natural person, who is not kept")
TOWN, ADDRESS = "town", "address"


@attrs.define
class Resolved:
    """What became of the names in a draft (归户结果): what a person must decide, what is told.

    A draft that is `dropped` is neither refused nor kept.
    """

    review: list[Entry] = attrs.field(factory=list)
    told: list[Entry] = attrs.field(factory=list)
    dropped: bool = False


@attrs.frozen(slots=False)
class Resolver:
    """Resolves the units and towns of drafts (归户): by the county's towns, and its units once read."""

    towns: TownIndex
    units: UnitIndex

    def __call__(self, draft: Draft) -> Resolved:
        """Bring the names in a draft to codes (归户一行)."""
        found = Resolved()
        if draft.table.by_unit:
            self._identify(draft, found)
        if found.dropped:
            return found
        _industries(draft, found)
        for name in _references(draft.table):
            self._refer(draft, name, found)
        if not found.review and draft.table.child is None:
            self._place(draft, found)
        return found

    # Who a row of the register is

    def _identify(self, draft: Draft, found: Resolved) -> None:
        raw = tidy(draft.written("code"))
        plain = draft.plain
        try:
            who = identify(raw or None, name=plain.get("name"), address=plain.get(ADDRESS))
        except CodeError as error:
            draft.wrong.append(Wrong(error.code, "code", error.text))
            return
        plain["code"] = who.code
        for name in ("registration_number", "masked_code", "foreign_id"):
            if name in draft.table.fields and plain.get(name) is None:
                plain[name] = getattr(who, name)
        _company(draft, found)

    # Whom a row speaks of

    def _refer(self, draft: Draft, name: str, found: Resolved) -> None:
        raw = tidy(draft.written(name))
        if is_null(raw):
            return
        if not _is_name(raw):
            _code(draft, name, raw)
            return
        address = draft.plain.get(f"{name}_address", draft.plain.get(ADDRESS))
        answer = self.units.find(raw, address=address)
        if isinstance(answer, Found):
            draft.plain[name] = answer.code
            return
        if self._outside(draft, name, raw, address):
            draft.plain[name] = None
            return
        found.review.append(_unresolved(draft, name, answer, "unit.unresolved"))

    def _outside(self, draft: Draft, name: str, unit: str, address: str | None) -> bool:
        """Whether a party is none of the county's: it is kept by name and address."""
        fields = draft.table.fields
        kept = next((one for one in (f"{name}_name",) if one in fields), None)
        if kept is None or fields[name].default is attrs.NOTHING:
            return False
        if ought_to_be_ours(unit, address, self.towns):
            return False
        draft.plain.setdefault(kept, unit)
        return True

    # Where a row belongs

    def _place(self, draft: Draft, found: Resolved) -> None:
        fields = draft.table.fields
        if draft.table.spec.town != TOWN or TOWN not in fields:
            return
        said, address = tidy(draft.written(TOWN)), draft.plain.get(ADDRESS)
        given = draft.plain.get(TOWN)
        if is_null(said) and given is None:
            self._by_unit_or_address(draft, address, found)
            return
        answer = self.towns.find(said if not is_null(said) else str(given), address=address)
        if isinstance(answer, Found):
            draft.plain[TOWN] = answer.code
        else:
            found.review.append(_unresolved(draft, TOWN, answer, "town.unresolved"))

    def _by_unit_or_address(self, draft: Draft, address: str | None, found: Resolved) -> None:
        unit = draft.table.spec.unit
        code = draft.plain.get(unit) if unit is not None and unit != "code" else None
        own = None if code is None else self.units.town_of(code)
        if own is not None:
            draft.plain[TOWN] = own
            return
        if ADDRESS not in draft.table.fields or not draft.knows(ADDRESS):
            return  # the field says itself whether it may be empty
        answer = self.towns.find("", address=address)
        if isinstance(answer, Found):
            draft.plain[TOWN] = answer.code
        else:
            found.review.append(_unresolved(draft, TOWN, answer, "town.unresolved"))


def _unresolved(draft: Draft, name: str, answer: Unresolved, code: str) -> Entry:
    return draft.entry(code, answer.reason, name=name, candidates=answer.candidates)


def _is_name(cell: str) -> bool:
    """Whether a cell names a unit in words, and is no code of any kind."""
    return any("\u3400" <= one <= "\u9fff" for one in cell) and not _labelled(cell)


def _labelled(cell: str) -> bool:
    try:
        identify(cell)
    except CodeError as error:
        return error.code == "code.destroyed"
    return True


def _code(draft: Draft, name: str, raw: str) -> None:
    try:
        draft.plain[name] = identify(raw).code
    except CodeError as error:
        draft.wrong.append(Wrong(error.code, name, error.text))


def _references(table: TableAbout) -> Iterator[str]:
    """The fields that name a unit, other than the one that a row of the register is known by."""
    for name in table.codes:
        if not (table.by_unit and name == "code"):
            yield name


def _company(draft: Draft, found: Resolved) -> None:
    """What the type of a company says besides its kind: a branch, or a person who is no unit."""
    raw = tidy(draft.written("kind"))
    if is_null(raw):
        return
    try:
        said = read_company_type(raw)
    except FieldError:
        return  # its field refuses it, with the near words
    if said.person:
        found.told.append(draft.entry("unit.person", PERSON, name="kind", found=""))
        found.dropped = True
    elif said.branch and draft.plain.get("branch") is None:
        draft.plain["branch"] = True


def _industries(draft: Draft, found: Resolved) -> None:
    """The letter of an industry's section, or why it is not known."""
    for name, attribute in draft.table.fields.items():
        if not any(isinstance(one, industry) for one in check.parts(attribute.validator)):
            continue
        raw = tidy(draft.written(name))
        if is_null(raw):
            continue
        try:
            read = read_industry(raw, known_on=_known_on(draft))
        except CodeError as error:
            draft.wrong.append(Wrong(error.code, name, error.text))
            continue
        draft.plain[name] = read.code
        if read.told is not None:
            found.told.append(draft.entry("industry.unknown", read.told, name=name))


def _known_on(draft: Draft) -> date | None:
    value: Any = draft.plain.get("known_on")
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
