"""Dated versions of entries (条目的施行版本): expanding them, and checking their dates."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import attrs

from qualitygov.core.periods import ONE_DAY
from qualitygov.errors import Problem
from qualitygov.rulebook.document import digest
from qualitygov.rulebook.model import entry_classes
from qualitygov.rulebook.source import source_of, with_source
from qualitygov.rulebook.typed import Unreadable, day
from qualitygov.rulebook.words import shown, step, unknown, usable_id, wrong_shape
from qualitygov.text import Text

ENTRY_KEYS = frozenset({"in_force", "locked", "ends"})
LAST_DAY = date.max


@attrs.frozen
class Version:
    """One version of an entry as it was written (条目版本).

    `by` names the books that made and changed it, the first first, `place` where it was last
    written.
    """

    values: Mapping[str, Any]
    by: tuple[str, ...]
    place: str

    @property
    def first(self) -> date:
        """The first day in force."""
        found: date = self.values["valid_from"]
        return found

    @property
    def last(self) -> date:
        """The last day in force, the last possible one for a version without end."""
        return self.values.get("valid_to") or LAST_DAY

    @property
    def unknown(self) -> bool:
        """Whether the rule is known to be unknown."""
        return bool(self.values.get("unknown"))

    @property
    def source(self) -> Text:
        """Where the rule stands."""
        return source_of(self.values.get("source"))

    def sourced(self, source: Any, book: str) -> Any:
        """Return the document of a change by a book, beside those of changes before it (出处).

        Each of them set some of the values.
        """
        changed = len(self.by) > 1 or book in self.by
        return with_source(self.source if changed else None, source)

    def within(self, first: date, last: date) -> Version:
        """Return the same version with other dates."""
        values = {key: value for key, value in self.values.items() if key != "valid_to"}
        end = {} if last == LAST_DAY else {"valid_to": last}
        return attrs.evolve(self, values={**values, "valid_from": first, **end})


@attrs.frozen
class Retired:
    """That an overlay ended an entry (废止): from which day, by which book, by what source."""

    day: date
    by: str
    source: Text


@attrs.frozen(slots=False)
class EntryVersions:
    """All versions of one entry, in order of time (条目的各版本).

    `locked` is True, or names the locked fields. `ends` says that nothing follows the last version.
    """

    section: str
    id: str
    versions: tuple[Version, ...]
    locked: bool | frozenset[str] = False
    ends: bool = False
    retired: Retired | None = None

    @property
    def path(self) -> str:
        """Where the entry stands in the document."""
        return f"{self.section}.{self.id}"

    @functools.cached_property
    def digest(self) -> str:
        """The SHA-256 of the entry, with its dates and locks."""
        locked = self.locked if isinstance(self.locked, bool) else sorted(self.locked)
        return digest([self.path, [v.values for v in self.versions], locked, self.ends])

    def on(self, when: date) -> Version | None:
        """Return the version in force on a day."""
        return next((v for v in self.versions if v.first <= when <= v.last), None)


def entry_at(
    entries: Mapping[str, EntryVersions], path: str
) -> tuple[EntryVersions, list[str]] | None:
    """Return the entry that a path begins with, ``section.id``, and the rest of it (条目定位)."""
    parts = path.split(".")
    for at in range(len(parts), 1, -1):
        entry = entries.get(".".join(parts[:at]))
        if entry is not None and entry.versions:
            return entry, parts[at:]
    return None


def place_in(entries: Mapping[str, EntryVersions], path: str, on: date) -> str | None:
    """Return where a value of an entry was written (规则出处): the file, the step, and the field.

    None where no entry has this path.
    """
    found = entry_at(entries, path)
    if found is None:
        return None
    entry, rest = found
    version = entry.on(on) or entry.versions[-1]
    return ".".join((version.place, *rest))


def dates_usable(values: Mapping[str, Any], place: str, problems: list[Problem]) -> bool:
    """Whether the dates of a version are dates (日期可用); what is wrong goes to `problems`."""
    usable = True
    for key in ("valid_from", "valid_to"):
        if key in values:
            try:
                day(values[key])
            except Unreadable as error:
                problems += [flaw.under(key).at(place) for flaw in error.flaws]
                usable = False
    return usable


def read_lock(
    section: str, value: Any, place: str, problems: list[Problem]
) -> bool | frozenset[str]:
    """Read what a lock says (锁定): true, false, or the names of fields of the entry's class."""
    if isinstance(value, bool):
        return value
    if not isinstance(value, (list, tuple)) or not all(isinstance(name, str) for name in value):
        zh, en = "应为 true 或字段名列表", "expected true or a list of fields"
        problems.append(wrong_shape(place, value, zh, en))
        return False
    if not value:
        zh, en = "至少一个字段", "at least one field"
        problems.append(wrong_shape(place, value, zh, en))
    known = [a.name for a in attrs.fields(entry_classes()[section]) if a.init]
    problems += [_no_lock(name, known, place) for name in value if name not in known]
    return frozenset(value)


def _no_lock(name: str, known: list[str], place: str) -> Problem:
    whole = name.partition(".")[0]
    if whole in known:
        what = Text(f"只能锁定整个字段 {whole}", f"a whole field is locked; lock {whole}")
        return Problem("rulebook.lock", place, shown(name), what)
    return unknown("rulebook.lock", place, name, known, Text("没有此字段", "no such field"))


def _written(entry: Mapping[str, Any], place: str, problems: list[Problem]) -> list[Any] | None:
    written = entry.get("in_force", [{}])
    if not isinstance(written, list) or not all(isinstance(v, Mapping) for v in written):
        zh, en = "应写作 [[….in_force]]（双方括号）", "write [[….in_force]], with two brackets"
        problems.append(wrong_shape(f"{place}.in_force", written, zh, en))
        return None
    if not written:
        problems.append(
            wrong_shape(f"{place}.in_force", "", "至少一个版本", "at least one version")
        )
        return None
    return written


def expand(
    section: str,
    name: str,
    entry: Mapping[str, Any],
    start: date,
    *,
    file: str,
    by: str,
    problems: list[Problem],
) -> EntryVersions | None:
    """Spread an entry's common fields over its versions (展开版本).

    Without ``in_force`` the entry is its one version. Returns None when its dates or its shape
    cannot be used; what is wrong goes to `problems`.
    """
    place = f"{file}:{section}.{step(name)}"
    written = _written(entry, place, problems)
    locked = read_lock(section, entry.get("locked", False), f"{place}.locked", problems)
    ends = entry.get("ends", False)
    if not isinstance(ends, bool):
        problems.append(wrong_shape(f"{place}.ends", ends, "应为 true 或 false", "true or false"))
    if not usable_id(name):
        text = Text("编号不得含空格", "an id without spaces")
        problems.append(Problem("rulebook.id", place, shown(name), text))
    if written is None:
        return None
    common = {key: value for key, value in entry.items() if key not in ENTRY_KEYS}
    many = len(written) > 1
    versions = []
    for at, own in enumerate(written):
        values = {"valid_from": start, **common, **own, "id": name}
        at_place = f"{place}[{at}]" if many else place
        if not isinstance(values.get("unknown", False), bool):
            zh, en = "应为 true 或 false", "true or false"
            problems.append(wrong_shape(f"{at_place}.unknown", values["unknown"], zh, en))
            return None
        if not dates_usable(values, at_place, problems):
            return None
        versions.append(Version(values, (by,), at_place))
    versions.sort(key=lambda version: version.first)
    return EntryVersions(section, name, tuple(versions), locked, bool(ends))


def check_dates(entry: EntryVersions) -> Iterator[Problem]:
    """Yield overlaps, holes and silent ends in an entry's dates (日期检查)."""
    for version in entry.versions:
        if version.last < version.first:
            expected = Text(f"不早于 {version.first}", f"not before {version.first}")
            yield Problem(
                "rulebook.dates", f"{version.place}.valid_to", str(version.last), expected
            )
    for one, two in pairwise(entry.versions):
        wanted = None if one.last == LAST_DAY else one.last + ONE_DAY
        place, found = f"{two.place}.valid_from", str(two.first)
        if wanted is None or two.first < wanted:
            expected = Text("与前一版本的日期重叠", "overlaps with the version before it")
            yield Problem("rulebook.dates-overlap", place, found, expected)
        elif two.first > wanted:
            expected = Text(
                f"应自 {wanted} 起，不留空缺",
                f"leaves a hole; the next version should begin on {wanted}",
            )
            yield Problem("rulebook.dates-hole", place, found, expected)
    if entry.versions and entry.versions[-1].last != LAST_DAY and not entry.ends:
        last = entry.versions[-1]
        expected = Text(
            "其后无版本；若确已终止，请写明 ends = true；若不可知，请写 unknown = true 的版本",
            "nothing follows; say ends = true if the rule has ended, "
            "or add a version with unknown = true",
        )
        yield Problem("rulebook.dates-end", f"{last.place}.valid_to", str(last.last), expected)
