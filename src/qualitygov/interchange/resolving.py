"""Units and towns that a row names (主体与乡镇归户): from names and other codes to the county's own.

What the county's lists do not resolve goes to a person: the row is kept aside, and no score is
touched. A party outside the county is kept by its name and address. A natural person is told, and
not kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from qualitygov.codes import credit_code
from qualitygov.codes.identity import identify
from qualitygov.codes.industry_code import read_industry
from qualitygov.codes.person import masked
from qualitygov.codes.unit import UnitKey
from qualitygov.core.cells import is_null
from qualitygov.core.escaped import escaped
from qualitygov.enterprise import Enterprise, UnitAlias
from qualitygov.enterprise.unit.company_types import read_company_type
from qualitygov.errors import CodeError, FieldError
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.drafts import LONGEST, Draft, Wrong
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.hygiene import tidy
from qualitygov.interchange.persons import PERSON
from qualitygov.interchange.resolve import (
    County,
    Found,
    TownIndex,
    UnitIndex,
    Unresolved,
    ought_to_be_ours,
)
from qualitygov.interchange.resolve.answers import FoundBy
from qualitygov.subject import Town
from qualitygov.text import Text

OUTSIDE = Text(
    "与本县主体同名，但地址在县外，按县外主体保留",
    "named like a unit of the county, with an address outside: kept as a party outside",
)
ELSEWHERE = Text(
    "与本县主体同名，但地址在县外，请核对是否同一主体",
    "named like a unit of the county, with an address outside: is it the same?",
)
BY_ALIAS = Text("按别名表归户", "found by the county's table of other names")
TOWN, ADDRESS, KIND = "town", "address", "kind"


@attrs.define
class Resolved:
    """What became of the names in a draft (归户结果): what a person must decide, what is told.

    A draft that is `dropped` is neither refused nor kept; `open` are the fields that a person must
    decide.
    """

    review: list[Entry] = attrs.field(factory=list)
    told: list[Entry] = attrs.field(factory=list)
    open: set[str] = attrs.field(factory=set)
    dropped: bool = False


Answer = Found | Unresolved


class Resolver:
    """Resolves the units and towns of drafts (归户): by the county's towns, and its units."""

    def __init__(
        self,
        county: County,
        towns: Iterable[Town],
        units: Iterable[Enterprise] = (),
        aliases: Iterable[UnitAlias] = (),
    ) -> None:
        self.county, self.rows = county, tuple(towns)
        self.towns = TownIndex(county, self.rows)
        self.register = register = tuple(units)
        self.units = UnitIndex(register, aliases)
        self.town_of = {UnitKey.of(unit.code): unit.town for unit in register}
        own = (unit.code for unit in register if len(unit.code) == credit_code.LENGTH)
        self.codes: dict[str, str | CodeError] = {c: c for c in own if c.isalnum() and c.isascii()}

    @cached_property
    def in_order(self) -> list[str]:
        """The codes of the register, in order (名录代码)."""
        return sorted(unit.code for unit in self.register)

    @cached_property
    def in_town(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of the units of each town (各镇主体)."""
        found: dict[str, list[str]] = {}
        for unit in self.register:
            found.setdefault(unit.town, []).append(unit.code)
        return {town: tuple(codes) for town, codes in found.items()}

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

    def one(self, draft: Draft, name: str) -> Resolved:
        """Bring one field of a draft to its code (归户一列), where only its own column decides it."""
        found = Resolved()
        if draft.table.by_unit and name == "code":
            self._identify(draft, found)
        if draft.table.by_unit and name == KIND:
            _company(draft, found)
        if name in draft.table.industries:
            _industries(draft, found)
        if name in _references(draft.table):
            self._refer(draft, name, found)
            by_name = _is_name(tidy(draft.written(name)))
            found.dropped |= by_name and any(map(draft.knows, filter(None, _address_fields(name))))
        if name == TOWN and draft.table.child is None and not is_null(tidy(draft.written(TOWN))):
            self._place(draft, found)
        return found

    # Who a row of the register is

    def _identify(self, draft: Draft, found: Resolved) -> None:
        if draft.failed("code"):
            return
        raw = tidy(draft.written("code"))
        plain = draft.plain
        try:
            who = identify(raw or None, name=plain.get("name"), address=plain.get(ADDRESS))
        except CodeError as error:
            _company(draft, found)
            if not found.dropped:
                _refuse(draft, "code", error)
            return
        plain["code"] = who.code
        for name in ("registration_number", "masked_code", "foreign_id"):
            if name in draft.table.fields and plain.get(name) is None:
                plain[name] = getattr(who, name)
        _company(draft, found)

    # Whom a row speaks of

    def _refer(self, draft: Draft, name: str, found: Resolved) -> None:
        if draft.failed(name):
            return
        raw = tidy(draft.written(name))
        said, address = _named(draft, name)
        if not is_null(raw) and not _is_name(raw):
            self._code(draft, name, raw)
            return
        if is_null(raw) and draft.party is not None and name == draft.table.spec.unit:
            self._by_party(draft, name, *draft.party, found)
            return
        unit = raw if not is_null(raw) else said
        if unit is None or is_null(unit) or (is_null(raw) and draft.plain.get(name) is not None):
            return
        answer = self.units.find(None, name=unit, address=address)
        shown = name if not is_null(raw) else draft.table.named.get(name)
        if isinstance(answer, Found) and self.units.elsewhere(answer.code, address, self.county):
            self._elsewhere(draft, name, unit, found, (shown or name, answer.code))
        elif isinstance(answer, Found):
            draft.plain[name] = answer.code
            if answer.by is FoundBy.ALIAS:
                found.told.append(draft.entry("unit.alias", BY_ALIAS, name=shown))
        elif self._outside(draft, name, unit, answer):
            draft.plain[name] = None
        else:
            found.open.add(name)
            found.review.append(_unresolved(draft, shown or name, answer, "unit.unresolved"))

    def _elsewhere(
        self, draft: Draft, name: str, unit: str, found: Resolved, at: tuple[str, str]
    ) -> None:
        """A unit of ours by its name, outside the county by its address: told, or for a person.

        A party that may be outside is one unless its name begins with the county's.
        """
        shown, code = at
        kept = draft.table.named.get(name)
        may_be = kept is not None and draft.table.fields[name].default is not attrs.NOTHING
        if may_be and not ought_to_be_ours(unit, None, self.county, self.rows, unsaid=False):
            draft.plain[name] = None
            draft.plain.setdefault(str(kept), unit)
            found.told.append(draft.entry("unit.elsewhere", OUTSIDE, name=shown))
            return
        found.open.add(name)
        found.review.append(
            draft.entry("unit.elsewhere", ELSEWHERE, name=shown, candidates=(code,))
        )

    def _by_party(self, draft: Draft, name: str, header: str, cell: str, found: Resolved) -> None:
        """The unit that a column beside the empty code names (按相对人名称归户)."""
        unit = tidy(cell)
        if is_null(unit):
            return
        answer = self.units.find(None, name=unit, address=draft.plain.get(ADDRESS))
        if isinstance(answer, Found):
            draft.plain[name] = answer.code
            if draft.form is not None:
                draft.form.give(draft.plain)
            if answer.by is FoundBy.ALIAS:
                told = draft.entry("unit.alias", BY_ALIAS, name=name)
                found.told.append(_at(told, header, unit))
        else:
            found.open |= {name, *draft.joined}
            entry = _unresolved(draft, name, answer, "unit.unresolved")
            found.review.append(_at(entry, header, unit))

    def _code(self, draft: Draft, name: str, raw: str) -> None:
        """The code that the register has for a unit, where a row has another of its identifiers."""
        known = self.codes.get(raw)
        if known is None:
            known = self.codes[raw] = self._identified(raw)
        if isinstance(known, CodeError):
            _refuse(draft, name, known)
        else:
            draft.plain[name] = known

    def _identified(self, raw: str) -> str | CodeError:
        try:
            own = identify(raw).code
        except CodeError as error:
            return error
        registered = self.units.code_of(own)
        return own if UnitKey.of(registered) == UnitKey.of(own) else registered

    def _outside(self, draft: Draft, name: str, unit: str, answer: Unresolved) -> bool:
        """Whether a party is none of the county's: it is kept by name and address."""
        kept = draft.table.named.get(name)
        if kept is None or draft.table.fields[name].default is attrs.NOTHING or answer.candidates:
            return False
        _, address = _named(draft, name)
        if ought_to_be_ours(unit, address, self.county, self.rows):
            return False
        draft.plain.setdefault(kept, unit)
        return True

    # Where a row belongs

    def _place(self, draft: Draft, found: Resolved) -> None:
        fields = draft.table.fields
        if draft.table.spec.town != TOWN or TOWN not in fields:
            return
        if draft.failed(TOWN):
            return
        said = tidy(draft.written(TOWN))
        address = next((a for one in _addresses(draft) if (a := draft.plain.get(one))), None)
        given = draft.plain.get(TOWN)
        if is_null(said) and given is None:
            self._by_unit_or_address(draft, address, found)
            return
        answer = self.towns.find(said if not is_null(said) else str(given), address=address)
        if isinstance(answer, Found):
            draft.plain[TOWN] = answer.code
        elif draft.wrong:  # it is refused: all that is wrong is said at once
            draft.wrong.append(Wrong("town.unresolved", TOWN, answer.reason))
        else:
            found.open.add(TOWN)
            found.review.append(_unresolved(draft, TOWN, answer, "town.unresolved"))

    def town_by(self, code: str) -> str | None:
        """Return the town in which the register has a unit (主体所在乡镇), None where it has none."""
        key = UnitKey.find(code)
        return None if key is None else self.town_of.get(key)

    def _by_unit_or_address(self, draft: Draft, address: str | None, found: Resolved) -> None:
        codes = (draft.plain.get(unit) for unit in draft.table.spec.units if unit != "code")
        own = next((town for code in codes if code and (town := self.town_by(code))), None)
        if own is not None:
            draft.plain[TOWN] = own
            return
        if not any(draft.knows(one) for one in _addresses(draft)):
            return  # the field says itself whether it may be empty
        answer = self.towns.find("", address=address)
        if isinstance(answer, Found):
            draft.plain[TOWN] = answer.code
        else:
            found.open.add(TOWN)
            found.review.append(_unresolved(draft, TOWN, answer, "town.unresolved"))


def _refuse(draft: Draft, name: str, error: CodeError) -> None:
    """Refuse the cell of a code; a person's number is not even kept among what is lost."""
    found = None
    if error.code == "code.person":
        found = draft.plain[name] = masked(tidy(draft.written(name)))
    draft.wrong.append(Wrong(error.code, name, error.text, found))


SAMPLED = {"subject": "sampled_address"}
"""Where the address of a unit stands whose code is the row's own."""


def _address_fields(name: str) -> tuple[str, ...]:
    return (SAMPLED.get(name, ""), f"{name}_address", ADDRESS)


def _named(draft: Draft, name: str) -> tuple[str | None, str | None]:
    """The name and the address of a unit, as the row has them."""
    field = draft.table.named.get(name)
    said = None if field is None else draft.plain.get(field)
    address = next((a for one in _address_fields(name) if (a := draft.plain.get(one))), None)
    return said, address


def _addresses(draft: Draft) -> tuple[str, ...]:
    """The fields with an address by which a row's town may be found."""
    return tuple(one for one in (ADDRESS, "sampled_address") if one in draft.table.fields)


def _at(entry: Entry, header: str, cell: str) -> Entry:
    """An entry of the column that names a unit, in place of that of its code."""
    return attrs.evolve(entry, column=header, found=escaped(cell[:LONGEST]))


def _unresolved(draft: Draft, name: str, answer: Unresolved, code: str) -> Entry:
    entry = draft.entry(code, answer.reason, name=name, candidates=answer.candidates)
    return attrs.evolve(entry, choices=answer.choices)


def _is_name(cell: str) -> bool:
    """Whether a cell names a unit in words, and is no code of any kind."""
    return any("\u3400" <= one <= "\u9fff" for one in cell) and not _labelled(cell)


def _labelled(cell: str) -> bool:
    try:
        identify(cell)
    except CodeError as error:
        return error.code == "code.destroyed"
    return True


def _references(table: TableAbout) -> Iterator[str]:
    """The fields that name a unit, other than the one that a row of the register is known by."""
    for name in table.codes:
        if not (table.by_unit and name == "code"):
            yield name


def _company(draft: Draft, found: Resolved) -> None:
    """What the type of a company says besides its kind: a branch, or a person who is no unit."""
    raw = tidy(draft.written(KIND))
    if is_null(raw):
        return
    try:
        said = read_company_type(raw)
    except FieldError:
        return  # its field refuses it, with the near words
    if said.person:
        found.told.append(draft.entry("unit.person", PERSON, name=KIND, found=""))
        found.dropped = True
    elif said.branch and draft.plain.get("branch") is None:
        draft.plain["branch"] = True


def _industries(draft: Draft, found: Resolved) -> None:
    """The letter of an industry's section, or why it is not known."""
    for name in draft.table.industries:
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
