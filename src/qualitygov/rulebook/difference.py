"""What differs between two books (手册比较), value by value and stretch by stretch of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal

import attrs

from qualitygov.core.periods import ONE_DAY
from qualitygov.rulebook.document import canonical
from qualitygov.rulebook.source import source_of
from qualitygov.rulebook.versions import LAST_DAY, EntryVersions, Version
from qualitygov.text import Language, Text

NOT_COMPARED = (".valid_from", ".valid_to", ".source", ".basis", ".id")
Flat = Mapping[str, Any]
SAID = {
    "added": Text("新增", "added"),
    "retired": Text("废止", "retired"),
}


@attrs.frozen
class Difference:
    """One value that differs between two books (规则差异); None where the value is absent.

    `what` says whether a value differs, or a whole entry was added or retired; `valid_to` is the
    last day on which it differs, None when there is none.
    """

    path: str
    valid_from: date
    before: Any
    after: Any
    source: Text
    what: Literal["value", "added", "retired"] = "value"
    valid_to: date | None = None

    def say(self, language: Language = "en") -> str:
        """Return the difference as one line."""
        absent = Text("无", "nothing")
        until = "" if self.valid_to is None else f" – {self.valid_to}"
        when = Text(f"自 {self.valid_from}{until or ' 起'}", f"from {self.valid_from}{until}")
        head = f"{self.path} {when.say(language)}" + Text("：", ": ").say(language)
        source = Text(f"（{self.source.zh}）", f" ({self.source.en})").say(language)
        if self.what != "value":
            return head + SAID[self.what].say(language) + source
        before, after = (
            absent.say(language) if value is None else str(canonical(value))
            for value in (self.before, self.after)
        )
        return head + f"{before} → {after}{source}"


def _flat(values: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        at = f"{path}.{key}"
        if at in NOT_COMPARED:
            continue
        if isinstance(value, Mapping) and value:
            yield from _flat(value, at)
        else:
            yield at, value


def _turns(one: EntryVersions | None, two: EntryVersions | None) -> list[date]:
    versions = [version for entry in (one, two) if entry for version in entry.versions]
    ends = {version.last + ONE_DAY for version in versions if version.last < LAST_DAY}
    return sorted({version.first for version in versions} | ends)


@attrs.frozen
class _Found:
    """What differs of one path in one stretch: (before, after, source, what)."""

    before: Any
    after: Any
    what: Literal["value", "added", "retired"]


def _source(version: Version | None) -> Text:
    return source_of(None) if version is None else version.source


def _compared(old: Version | None, new: Version | None) -> dict[str, _Found]:
    if old is None and new is None:
        return {}
    if new is None:
        return {"": _Found(None, None, "retired")}
    before: Flat = {} if old is None else dict(_flat(old.values))
    after: Flat = dict(_flat(new.values))
    found = {} if old is not None else {"": _Found(None, None, "added")}
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            found[key] = _Found(before.get(key), after.get(key), "value")
    return found


def _differences(
    path: str, one: EntryVersions | None, two: EntryVersions | None
) -> Iterator[Difference]:
    turns = _turns(one, two)
    running: dict[str, tuple[date, _Found, Text]] = {}
    made: list[Difference] = []

    def close(key: str, last: date | None) -> None:
        first, found, source = running.pop(key)
        made.append(
            Difference(
                path=path + key,
                valid_from=first,
                before=found.before,
                after=found.after,
                source=source,
                what=found.what,
                valid_to=last,
            )
        )

    for day in turns:
        old, new = (None if entry is None else entry.on(day) for entry in (one, two))
        found = _compared(old, new)
        retired = two.retired if two is not None and new is None else None
        source = retired.source if retired is not None else _source(new or old)
        for key in [k for k, (_, before, _) in running.items() if found.get(k) != before]:
            close(key, day - ONE_DAY)
        for key, what in found.items():
            running.setdefault(key, (day, what, source))
    for key in list(running):
        close(key, None)
    yield from sorted(made, key=lambda one: (one.path, one.valid_from))


def differences(
    one: Mapping[str, EntryVersions], two: Mapping[str, EntryVersions]
) -> tuple[Difference, ...]:
    """Return every value that differs between the entries of two books, by path and day (比较)."""
    paths = sorted(one.keys() | two.keys())
    return tuple(d for path in paths for d in _differences(path, one.get(path), two.get(path)))
