"""Overlays (叠加手册): changing, adding and retiring entries of the level above.

A change may set any field of an entry's class, an added entry stands under the overlay's own
prefix, and nothing that a level above has locked is touched. What is wrong goes to a list of
problems, each with the file, the step and the entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import attrs

from qualitygov.core.near import near
from qualitygov.errors import Problem
from qualitygov.rulebook.document import STEP_KEYS, Raw, Step
from qualitygov.rulebook.entry import Basis
from qualitygov.rulebook.laid import (
    Span,
    contradicting,
    ended,
    keys_of,
    leaves,
    lists_first,
    merged,
    pieces,
    resting,
    set_or_taken,
    siblings,
    to_sign,
    without,
)
from qualitygov.rulebook.law import READ_BY_NAME, Typed, added_law, broken_law
from qualitygov.rulebook.locks import Hold, both, hold_of
from qualitygov.rulebook.model import entry_classes
from qualitygov.rulebook.source import names_source, source_of
from qualitygov.rulebook.told import Laid
from qualitygov.rulebook.typed import A_TABLE, Unreadable, day
from qualitygov.rulebook.typed_versions import read_versions
from qualitygov.rulebook.versions import (
    LAST_DAY,
    EntryVersions,
    Version,
    check_dates,
    dates_usable,
    expand,
    read_lock,
)
from qualitygov.rulebook.words import shown, step, unknown
from qualitygov.text import Text

GRADE_PARAMETERS = ("credit.listed-grade", "credit.badge-grade")
"""The parameters whose choices are grades, which a book may add to."""

UNKNOWN = Text("此期间规则未知，请先设值", "a rule that is known; set its value first")
BESIDE = ("valid_from", "valid_to", "source", "basis")


@attrs.define
class Layer:
    """One overlay while it is laid over a book (叠加过程).

    `entries` and `typed` are those of the level above at first, and the overlay's at the end, as
    far as they can be read; `steps` says of each step whether it could be laid.
    """

    book: str
    start: date
    entries: dict[str, EntryVersions]
    typed: dict[str, tuple[Typed, ...]]
    problems: list[Problem]
    steps: list[Laid] = attrs.field(factory=list)
    _above: dict[str, EntryVersions] = attrs.field(
        init=False, default=attrs.Factory(lambda self: dict(self.entries), takes_self=True)
    )
    _changed: dict[str, list[tuple[tuple[str, ...], Span, str]]] = attrs.field(factory=dict)

    def lay(self, raw: Raw) -> None:
        """Lay all steps of an overlay over the entries (叠加)."""
        for section in raw.sections:
            what = Text(
                "叠加手册只能含 [[change]]、[[add]]、[[retire]]",
                "an overlay holds only [[change]], [[add]] and [[retire]] tables",
            )
            meant = near(section, STEP_KEYS.keys())
            expected = what if section in entry_classes() else Text.joined((what, meant))
            self._say("rulebook.overlay-missing", f"{raw.where}:{step(section)}", section, expected)
        for name, lay in (("change", self._change), ("add", self._add), ("retire", self._retire)):
            for one in lists_first(raw.steps[name]):
                self._step(one, lay, retired=name == "retire")

    def _step(self, one: Step, lay: Callable[[Step], None], *, retired: bool) -> None:
        before = len(self.problems)
        lay(one)
        failed = len(self.problems) > before
        section, name = one.values["section"], one.values["id"]
        place = f"{one.place}:{one.entry}"
        self.steps.append(Laid(section, name, place, retired=retired, failed=failed))

    def _say(self, code: str, place: str, found: Any, expected: Text) -> None:
        self.problems.append(Problem(code, place, shown(found), expected))

    def _has_source(self, one: Step) -> bool:
        found = names_source(one.values)
        if not found:
            expected = Text("每处修改须注明出处", "each change needs a source")
            said = one.values.get("source")
            self._say("rulebook.no-source", f"{one.place}.source", said, expected)
        return found

    def _known_section(self, one: Step) -> bool:
        if one.values["section"] in entry_classes():
            return True
        what, known = Text("没有此类别", "there is no such section"), entry_classes().keys()
        found, place = one.values["section"], f"{one.place}.section"
        self.problems.append(unknown("rulebook.unknown-kind", place, found, known, what))
        return False

    def _there(self, one: Step) -> EntryVersions | None:
        """The entry that a step is about; one that is not there is a problem."""
        section, name = one.values["section"], one.values["id"]
        entry = self.entries.get(f"{section}.{name}")
        if entry is None and self._known_section(one):
            ids = [e.id for e in self.entries.values() if e.section == section]
            what = Text(
                f"上级手册的 {section} 中没有此条目", f"no such {section} in the book above"
            )
            place = f"{one.place}.id"
            self.problems.append(unknown("rulebook.overlay-missing", place, name, ids, what))
        return entry

    # changes

    def _change(self, one: Step) -> None:
        entry = self._there(one)
        sourced = self._has_source(one)
        wanted = self._wanted(one)
        span = self._span(one)
        if entry is None or wanted is None or span is None or not sourced:
            return
        if self._locked(entry, one, wanted) or self._twice(entry, one, wanted, span):
            return
        if entry.section == "parameter" and self._of_another_kind(entry, one, wanted):
            return
        if self._against_the_law(
            entry, one, set_or_taken(wanted, one.values.get("unset", ())), wanted
        ):
            return
        made = self._versions(entry, one, wanted, span)
        said = one.values.get("lock", False)
        lock = read_lock(entry.section, said, f"{one.place}.lock", self.problems)
        self._put(attrs.evolve(entry, versions=made, locked=both(entry.locked, lock)))

    def _wanted(self, one: Step) -> dict[str, Any] | None:
        """What a change sets, with the signature; None when it cannot be used."""
        found = one.values.get("set", {})
        place = f"{one.place}:{one.entry}"
        if not isinstance(found, Mapping):
            self._say("rulebook.shape", f"{place}.set", found, A_TABLE)
            return None
        wrong = [key for key in ("id", "in_force", "locked", *BESIDE) if key in found]
        for key in wrong:
            beside = Text("应写在 set 之外", "stands beside set, not in it")
            fixed = Text("不得修改", "may not be changed")
            text = beside if key in BESIDE else fixed
            self._say("rulebook.step", f"{place}.{key}", found[key], text)
        unset = one.values.get("unset", [])
        if not isinstance(unset, list) or not all(isinstance(path, str) and path for path in unset):
            expected = Text("应为字段路径的列表", "expected a list of paths of fields")
            self._say("rulebook.shape", f"{one.place}.unset", unset, expected)
            return None
        signed = {key: said for key, said in one.values.items() if key == "verified_by"}
        wanted = {**found, **signed}
        if not wanted and not unset and "lock" not in one.values:
            expected = Text(
                "应有 set、unset、verified_by 或 lock", "set, unset, verified_by or lock"
            )
            self._say("rulebook.step", place, None, expected)
        return None if wrong else wanted

    def _span(self, one: Step) -> Span | None:
        if not dates_usable(one.values, one.place, self.problems):
            return None
        first = one.values.get("valid_from", self.start)
        last = one.values.get("valid_to", LAST_DAY)
        if first < self.start:
            place = f"{one.place}.valid_from"
            self._say("rulebook.before-start", place, first, _not_before(self.start))
            return None
        if last < first:
            expected = Text(f"不早于 {first}", f"not before {first}")
            self._say("rulebook.dates", f"{one.place}.valid_to", last, expected)
            return None
        return first, last

    def _hold(self, entry: EntryVersions) -> Hold | None:
        return hold_of(self._above.get(entry.path, entry), self._above)

    def _locked(self, entry: EntryVersions, one: Step, wanted: Mapping[str, Any]) -> bool:
        hold = self._hold(entry)
        if hold is None:
            return False
        if one.values.get("lock") is False:
            expected = hold.why + Text("，不得解锁", ", it stays so")
            self._say("rulebook.overlay-locked", f"{one.place}.lock", False, expected)
            return True
        held = hold.held(set_or_taken(wanted, one.values.get("unset", ())))
        for key in sorted(held):
            expected = hold.why + Text("，不得修改", ", not to be changed")
            place = f"{one.place}:{one.entry}.{step(key)}"
            self._say("rulebook.overlay-locked", place, None, expected)
        return bool(held)

    def _of_another_kind(self, entry: EntryVersions, one: Step, wanted: Mapping[str, Any]) -> bool:
        """Whether a change would give a parameter a kind or choices that no program reads."""
        known = [version.values for version in entry.versions if not version.unknown]
        fixed = ("kind",) if entry.id in GRADE_PARAMETERS else ("kind", "choices")
        wrong = [
            key
            for key in fixed
            if key in wanted and any(values.get(key) != wanted[key] for values in known)
        ]
        for key in wrong:
            expected = Text(
                "参数的类型和可选值不得修改", "a parameter keeps its kind and its choices"
            )
            self._say("rulebook.step", f"{one.place}:{one.entry}.{key}", wanted[key], expected)
        return bool(wrong)

    def _twice(
        self, entry: EntryVersions, one: Step, wanted: Mapping[str, Any], span: Span
    ) -> bool:
        before = self._changed.setdefault(entry.path, [])
        unset = [keys_of(path) for path in one.values.get("unset", ())]
        written = [*(leaves(wanted) if wanted else ())]
        both = contradicting(written, unset)
        for path in both:
            expected = Text(
                "同一修改已设或已取消此值", "the same change sets it, or unsets it twice"
            )
            name = ".".join(map(step, path))
            self._say("rulebook.changed-twice", f"{one.place}:{one.entry}.{name}", None, expected)
        paths = [*written, *unset]
        again = [
            (path, place)
            for path in paths
            for earlier, other, place in before
            if path[: len(earlier)] == earlier[: len(path)]
            and span[0] <= other[1]
            and other[0] <= span[1]
        ]
        for path, place in again:
            expected = Text(
                f"同一值在同一时期只能修改一次，已见 {place}",
                f"a value is changed once for the same days, and {place} changes it already",
            )
            name = ".".join(map(step, path))
            self._say("rulebook.changed-twice", f"{one.place}:{one.entry}.{name}", None, expected)
        before += [(path, span, one.place) for path in paths]
        return bool(again or both)

    def _versions(
        self, entry: EntryVersions, one: Step, wanted: Mapping[str, Any], span: Span
    ) -> tuple[Version, ...]:
        cut = [found for version in entry.versions for found in pieces(version, span)]
        within = [piece for piece, inside in cut if inside]
        if not within:
            expected = Text("此期间该条目无施行版本", "the entry is not in force in these dates")
            place = f"{one.place}.valid_from"
            self._say("rulebook.overlay-missing", place, span[0], expected)
        elif wanted.keys() == {"verified_by"} and not one.values.get("unset"):
            if all(piece.unknown for piece in within):
                place = f"{one.place}:{one.entry}.verified_by"
                self._say("rulebook.step", place, wanted["verified_by"], UNKNOWN)
            within = [piece for piece in within if to_sign(piece)]
        return tuple(self._set(p, one, wanted) if p in within else p for p, _ in cut)

    def _set(self, piece: Version, one: Step, wanted: Mapping[str, Any]) -> Version:
        values = {key: value for key, value in piece.values.items() if key != "unknown"}
        place = f"{one.place}:{one.entry}"
        for path in one.values.get("unset", ()):
            keys = keys_of(path)
            known = siblings(values, keys)
            if not without(values, keys):
                what = Text("没有可取消的值", "there is no such value to take away")
                at = f"{place}.{step(path)}"
                self.problems.append(unknown("rulebook.overlay-missing", at, keys[-1], known, what))
        if piece.unknown and not wanted:
            return attrs.evolve(piece, by=(*piece.by, self.book))
        if wanted.keys() - {"verified_by"} or one.values.get("unset"):
            values["source"] = piece.sourced(one.values["source"], self.book)
            values["basis"] = one.values.get("basis", "local")
        values = merged(resting(values, wanted), wanted)
        return Version(values, (*piece.by, self.book), place)

    # added and retired entries

    def _add(self, one: Step) -> None:
        section, name = one.values["section"], one.values["id"]
        good = self._known_section(one) and self._has_source(one)
        if not name.startswith(f"{self.book}.") or name == f"{self.book}.":
            expected = Text(
                f"新增条目的编号应以 {self.book}. 开头",
                f"an added entry's id begins with {self.book}.",
            )
            self._say("rulebook.add-id", f"{one.place}.id", name, expected)
            good = False
        elif f"{section}.{name}" in self.entries:
            expected = Text("已有此条目，请用 [[change]]", "it is there already; use [[change]]")
            self._say("rulebook.duplicate", f"{one.place}.id", name, expected)
            good = False
        if not good:
            return
        fields = {"basis": "local", **one.values}
        lock = fields.pop("lock", fields.pop("locked", False))
        del fields["section"], fields["id"]
        entry = expand(
            section,
            name,
            {**fields, "locked": lock},
            self.start,
            file=one.place,
            by=self.book,
            problems=self.problems,
        )
        if entry is not None:
            self._put(entry)
        if entry is not None and entry.path in self.entries:
            self._added_by_law(entry)

    def _added_by_law(self, entry: EntryVersions) -> None:
        """A list of a rank above the county, or a ground of one, is added by a published rule."""
        for version, (_, _, rule) in zip(entry.versions, self.typed[entry.path], strict=True):
            if rule is not None and rule.basis is not Basis.PUBLISHED:
                broken = added_law(rule, self.typed)
                if broken is not None:
                    self._say("rulebook.list-rank", version.place, rule.basis.value, broken)

    def _retire(self, one: Step) -> None:
        entry, sourced = self._there(one), self._has_source(one)
        try:
            last_day = day(one.values.get("from"))
        except Unreadable as error:
            self.problems += [flaw.under("from").at(one.place) for flaw in error.flaws]
            return
        if entry is None or not sourced:
            return
        place = f"{one.place}:{one.entry}"
        if (hold := self._hold(entry)) is not None:
            expected = hold.why + Text("，不得废止", ", it may not be retired")
            self._say("rulebook.overlay-locked", place, None, expected)
        elif entry.section == "parameter" and not entry.id.startswith(f"{self.book}."):
            expected = Text("参数不得废止，只能修改", "a parameter is changed, never retired")
            self._say("rulebook.retire", place, None, expected)
        elif last_day < self.start:
            self._say("rulebook.before-start", f"{place}.from", last_day, _not_before(self.start))
        elif later := [
            put for _, span, put in self._changed.get(entry.path, ()) if span[0] >= last_day
        ]:
            expected = Text(
                f"{later[0]} 修改的正是已废止的时期", f"{later[0]} changes it in the retired time"
            )
            self._say("rulebook.retire", f"{place}.from", last_day, expected)
        elif not any(version.last >= last_day for version in entry.versions):
            expected = Text("该条目此前已终止", "the entry has ended before")
            self._say("rulebook.retire", f"{place}.from", last_day, expected)
        elif entry.section in READ_BY_NAME and not entry.id.startswith(f"{self.book}."):
            expected = Text("程序按编号读取此条目，请改而不废", "change it instead of retiring it")
            self._say("rulebook.retire", place, None, expected)
        elif not self._against_the_law(entry, one, None, {}):
            self._put(ended(entry, last_day, self.book, source_of(one.values["source"])))

    def _against_the_law(
        self, entry: EntryVersions, one: Step, names: set[str] | None, wanted: Mapping[str, Any]
    ) -> bool:
        """Whether a change (of the fields `names`, or a retirement) needs a law that it lacks."""
        broken = broken_law(entry.section, self.typed, entry.path, names, wanted)
        if broken is None or one.values.get("basis") == Basis.PUBLISHED.value:
            return False
        self._say("rulebook.list-rank", f"{one.place}:{one.entry}", one.values.get("basis"), broken)
        return True

    def _put(self, entry: EntryVersions) -> None:
        """Take a changed or added entry, its dates checked, its versions typed.

        One that cannot be read is judged further as it was before.
        """
        before = len(self.problems)
        self.problems += check_dates(entry)
        typed = read_versions(entry, self.problems)
        if len(self.problems) == before:
            self.entries[entry.path] = entry
            self.typed[entry.path] = typed


def _not_before(day: date) -> Text:
    return Text(f"不早于手册首日 {day}", f"not before the book's first day, {day}")
