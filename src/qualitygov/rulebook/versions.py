"""Dated versions of entries (条目的施行版本).

Expanding, checking their dates, laying an overlay's change over them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import attrs

from qualitygov.errors import Problem
from qualitygov.text import Text

__all__ = ["EntryVersions", "change_entry", "check_dates", "expand"]

ENTRY_KEYS = frozenset({"in_force", "locked", "ends"})
ONE_DAY = timedelta(days=1)
LAST_DAY = date.max
Version = Mapping[str, Any]


@attrs.frozen
class EntryVersions:
    """All versions of one entry, in order of time (条目的各版本).

    `locked` is True, or names the locked fields.
    """

    section: str
    id: str
    versions: tuple[Version, ...]
    locked: bool | frozenset[str] = False
    ends: bool = False

    @property
    def path(self) -> str:
        """Where the entry stands in the document."""
        return f"{self.section}.{self.id}"


def _last(version: Version) -> date:
    return version.get("valid_to") or LAST_DAY


def expand(section: str, name: str, entry: Mapping[str, Any], start: date) -> EntryVersions:
    """Spread an entry's common fields over its versions (展开版本).

    Without ``in_force`` the entry is its one version.
    """
    common = {key: value for key, value in entry.items() if key not in ENTRY_KEYS}
    written = entry.get("in_force", [{}])
    versions = [{"valid_from": start, **common, **version, "id": name} for version in written]
    versions.sort(key=lambda version: version["valid_from"])
    locked = entry.get("locked", False)
    return EntryVersions(
        section,
        name,
        tuple(versions),
        locked if isinstance(locked, bool) else frozenset(locked),
        bool(entry.get("ends", False)),
    )


def check_dates(entry: EntryVersions) -> Iterator[Problem]:
    """Yield overlaps, holes and silent ends in an entry's dates (日期检查)."""
    for at, version in enumerate(entry.versions):
        if _last(version) < version["valid_from"]:
            expected = Text(
                f"不早于 {version['valid_from']}", f"not before {version['valid_from']}"
            )
            yield Problem(
                "rulebook.dates", f"{entry.path}[{at}].valid_to", str(_last(version)), expected
            )
    for at, (one, two) in enumerate(pairwise(entry.versions)):
        wanted = None if _last(one) == LAST_DAY else _last(one) + ONE_DAY
        if wanted is None or two["valid_from"] < wanted:
            expected = Text("与前一版本的日期重叠", "overlaps with the version before it")
            yield Problem(
                "rulebook.dates-overlap",
                f"{entry.path}[{at + 1}].valid_from",
                str(two["valid_from"]),
                expected,
            )
        elif two["valid_from"] > wanted:
            expected = Text(
                f"应自 {wanted} 起，不留空缺",
                f"leaves a hole; the next version should begin on {wanted}",
            )
            yield Problem(
                "rulebook.dates-hole",
                f"{entry.path}[{at + 1}].valid_from",
                str(two["valid_from"]),
                expected,
            )
    if entry.versions and _last(entry.versions[-1]) != LAST_DAY and not entry.ends:
        expected = Text(
            "其后无版本；若确已终止，请写明 ends = true；若不可知，请写 unknown = true 的版本",
            "nothing follows; say ends = true if the rule has ended, or add a version with unknown = true",
        )
        yield Problem(
            "rulebook.dates-end",
            f"{entry.path}[{len(entry.versions) - 1}].valid_to",
            str(_last(entry.versions[-1])),
            expected,
        )


def _laid_over(old: Any, new: Any, path: str, problems: list[Problem]) -> Any:
    if not isinstance(new, Mapping) or not isinstance(old, Mapping):
        return new
    merged = dict(old)
    for key, value in new.items():
        if key not in merged:
            there = "、".join(sorted(map(str, merged)))
            expected = Text(
                f"只能修改已有的值：{there}", f"only a value that exists may be changed: {there}"
            )
            problems.append(Problem("rulebook.overlay-missing", f"{path}.{key}", "", expected))
        else:
            merged[key] = _laid_over(merged[key], value, f"{path}.{key}", problems)
    return merged


def _split(version: Version, first: date, last: date) -> Iterator[tuple[Version, bool]]:
    """Cut a version at a change's dates; the flag says which piece is changed."""
    start, end = max(version["valid_from"], first), min(_last(version), last)
    if start > end:
        yield version, False
        return
    if version["valid_from"] < start:
        yield {**version, "valid_to": start - ONE_DAY}, False
    yield {**version, "valid_from": start, "valid_to": None if end == LAST_DAY else end}, True
    if end < _last(version):
        yield {**version, "valid_from": end + ONE_DAY}, False


def change_entry(
    entry: EntryVersions, change: Mapping[str, Any], path: str, start: date, problems: list[Problem]
) -> EntryVersions:
    """Lay one overlay change over an entry (叠加修改), refusing what is locked or missing."""
    wanted = change.get("set", {})
    for key in wanted:
        if entry.locked is True or (isinstance(entry.locked, frozenset) and key in entry.locked):
            expected = Text(
                "上级已锁定，不得修改", "locked by the level above, it may not be changed"
            )
            problems.append(
                Problem(
                    "rulebook.overlay-locked", f"{path}.set.{key}", f"{entry.path}.{key}", expected
                )
            )
            return entry
    marks = {"source": change.get("source", ""), "basis": change.get("basis", "local")}
    first, last = change.get("valid_from", start), change.get("valid_to") or LAST_DAY
    changed: list[Version] = []
    touched = False
    for version in entry.versions:
        for piece, inside in _split(version, first, last):
            touched = touched or inside
            if inside and piece.get("unknown"):
                known = {key: value for key, value in piece.items() if key != "unknown"}
                changed.append({**known, **wanted, **marks})
            else:
                changed.append(
                    {**_laid_over(piece, wanted, f"{path}.set", problems), **marks}
                    if inside
                    else piece
                )
    if not touched:
        expected = Text("此期间该条目无施行版本", "the entry is not in force in these dates")
        problems.append(
            Problem("rulebook.overlay-missing", f"{path}.valid_from", str(first), expected)
        )
    return attrs.evolve(
        entry, versions=tuple(changed), locked=_locked(entry.locked, change.get("lock", False))
    )


def _locked(already: bool | frozenset[str], more: bool | list[str]) -> bool | frozenset[str]:
    if already is True or more is True:
        return True
    return (already or frozenset()) | frozenset(more or ())
