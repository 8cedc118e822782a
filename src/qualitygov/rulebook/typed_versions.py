"""From the versions of an entry as they are written to typed entries (类型化版本)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from qualitygov.core.plain import show_decimal
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.law import Typed
from qualitygov.rulebook.model import entry_classes
from qualitygov.rulebook.typed import Unreadable, reader
from qualitygov.rulebook.versions import EntryVersions, Version


def _plain(section: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as their class reads them: numbers as text, sources in both languages."""
    plain = {key: value for key, value in values.items() if key != "unknown"}
    if isinstance(source := plain.get("source"), str):
        plain["source"] = {"zh": source, "en": source}
    number = plain.get("value")
    if section == "parameter" and not isinstance(number, (str, bool, date, Mapping, list)):
        written = show_decimal(number) if isinstance(number, Decimal) else str(number)
        plain["value"] = None if number is None else written
    return plain


def _read(section: str, version: Version, problems: list[Problem]) -> RuleEntry | None:
    if version.unknown:
        return None
    try:
        entry: RuleEntry = reader(entry_classes()[section])(_plain(section, version.values))
    except Unreadable as error:
        problems += [flaw.at(version.place) for flaw in error.flaws]
        return None
    return entry


def read_versions(entry: EntryVersions, problems: list[Problem]) -> tuple[Typed, ...]:
    """Return the versions of an entry as typed entries (类型化版本), None for an unknown one."""
    return tuple(
        (v.first, v.values.get("valid_to"), _read(entry.section, v, problems))
        for v in entry.versions
    )
