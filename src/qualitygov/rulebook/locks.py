"""Locks (锁定): what a level above has fixed, and what is fixed with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import attrs

from qualitygov.rulebook.versions import EntryVersions
from qualitygov.text import Text

Lock = bool | frozenset[str]

LOCKED = Text("上级已锁定", "locked by the level above")
SAID_ONLY = frozenset({"label", "verified_by"})
"""The fields of an indicator that change no value: its name, and who signed it."""


@attrs.frozen
class Hold:
    """What holds an entry (锁定依据): its own lock, or that of the target which it measures."""

    lock: Lock
    target: str | None = None

    def held(self, names: Collection[str]) -> set[str]:
        """Return those of the fields that are held (已锁定字段)."""
        if self.target is not None:
            return set(names) - SAID_ONLY
        return set(names) if self.lock is True else set(names) & (self.lock or frozenset())

    @property
    def why(self) -> Text:
        """Say which lock it is (锁定来源)."""
        if self.target is None:
            return LOCKED
        return Text(
            f"上级已锁定目标 {self.target} 及其所测指标",
            f"measures target {self.target}, which the level above has locked",
        )


def hold_of(entry: EntryVersions, entries: Mapping[str, EntryVersions]) -> Hold | None:
    """Return what holds an entry, or None (锁定依据).

    The lock of a target, or of its field `indicator`, holds the indicator and the parts of one that
    is composed: a target whose measure may be changed is not locked.
    """
    if entry.locked:
        return Hold(entry.locked)
    if entry.section != "indicator":
        return None
    for target in entries.values():
        locked = target.section == "target" and _fixes(target.locked)
        if locked and entry.id in _measured(target, entries):
            return Hold(True, target.id)
    return None


def _fixes(lock: Lock) -> bool:
    return lock is True or "indicator" in (lock or ())


def _measured(target: EntryVersions, entries: Mapping[str, EntryVersions]) -> set[str]:
    """The ids of the indicators of a target, in all its versions, with their parts."""
    named = {str(version.values.get("indicator")) for version in target.versions}
    for name in tuple(named):
        composed = entries.get(f"indicator.{name}")
        for version in composed.versions if composed is not None else ():
            parts = version.values.get("parts")
            named |= {str(part) for part in parts} if isinstance(parts, Mapping) else set()
    return named


def both(already: Lock, more: Lock) -> Lock:
    """Return the lock of two levels together (合并锁定)."""
    if already is True or more is True:
        return True
    return (already or frozenset()) | (more or frozenset()) or False
