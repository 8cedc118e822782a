"""Laying one value over another (叠加取值): tables value by value, versions cut at a change's dates."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from qualitygov.core.periods import ONE_DAY
from qualitygov.rulebook.document import Step
from qualitygov.rulebook.entry import Basis
from qualitygov.rulebook.versions import EntryVersions, Retired, Version
from qualitygov.text import Text

Span = tuple[date, date]
Path = tuple[str, ...]


def merged(old: Any, new: Any) -> Any:
    """Lay a table over a table, value by value (叠加); anything else takes the other's place."""
    if not isinstance(new, Mapping) or not isinstance(old, Mapping):
        return new
    return {**old, **{key: merged(old.get(key), value) for key, value in new.items()}}


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of each value in nested tables (取值路径)."""
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from leaves(inner, (*path, str(key)))
    else:
        yield path


def keys_of(path: str) -> Path:
    """Return the keys of a path as TOML writes one (路径各级键): one with a dot stands in quotes.

    >>> keys_of("points.general"), keys_of('parts."my-county.noise"')
    (('points', 'general'), ('parts', 'my-county.noise'))
    """
    try:
        inner: Any = tomllib.loads(f"{path} = 0") if "\n" not in path else {}
    except tomllib.TOMLDecodeError:
        inner = {}
    keys: Path = ()
    while isinstance(inner, dict) and len(inner) == 1:
        ((key, inner),) = inner.items()
        keys += (key,)
    return keys or tuple(path.split("."))


def without(values: dict[str, Any], path: Sequence[str]) -> bool:
    """Take a value out of nested tables (取消); False when it is not there."""
    key, *rest = path
    if key not in values:
        return False
    if not rest:
        del values[key]
        return True
    if not isinstance(values[key], Mapping):
        return False
    values[key] = dict(values[key])
    return without(values[key], rest)


def siblings(values: Mapping[str, Any], path: Sequence[str]) -> list[str]:
    """Return the keys beside the last step of a path (同级键), as far as the path leads."""
    found = values
    for key in path[:-1]:
        inner = found.get(key)
        if not isinstance(inner, Mapping):
            return []
        found = inner
    return [key for key in found if key not in ("id", "valid_from", "valid_to")]


def lists_first(steps: Iterable[Step]) -> list[Step]:
    """Return steps in the order in which they are laid (叠加次序): lists before all else.

    What may be a ground of a list hangs on whether the law made the list.
    """
    return sorted(steps, key=lambda one: one.values["section"] != "list-kind")


def pieces(version: Version, span: Span) -> Iterator[tuple[Version, bool]]:
    """Cut a version at a change's dates (分段); the flag says which piece is changed."""
    start, end = max(version.first, span[0]), min(version.last, span[1])
    if start > end:
        yield version, False
        return
    if version.first < start:
        yield version.within(version.first, start - ONE_DAY), False
    yield version.within(start, end), True
    if end < version.last:
        yield version.within(end + ONE_DAY, version.last), False


def contradicting(written: Sequence[Path], unset: Sequence[Path]) -> list[Path]:
    """Return the paths that one change takes away twice, or sets as well (自相矛盾的路径).

    To take away a table and to set some of its values is no contradiction: it is written anew.
    """
    both = [path for path in unset if any(path[: len(leaf)] == leaf for leaf in written)]
    return both + [path for at, path in enumerate(unset) if path in unset[:at]]


def set_or_taken(wanted: Mapping[str, Any], unset: Iterable[str]) -> set[str]:
    """Return the fields that a change sets or takes away (所涉字段)."""
    return {*wanted, *(keys_of(path)[0] for path in unset)}


def ended(entry: EntryVersions, from_day: date, book: str, source: Text) -> EntryVersions:
    """Return an entry that holds no longer from a day on (废止)."""
    kept = tuple(
        version if version.last < from_day else version.within(version.first, from_day - ONE_DAY)
        for version in entry.versions
        if version.first < from_day
    )
    retired = Retired(from_day, book, source)
    return attrs.evolve(entry, versions=kept, ends=True, retired=retired)


def resting(values: dict[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values, of which what a change sets is not unverified any more (已改内容)."""
    names = values.get("unverified")
    if not isinstance(names, (list, tuple)):
        return values
    kept = [name for name in names if str(name).partition(".")[0] not in wanted]
    return {**values, "unverified": kept}


def to_sign(version: Version) -> bool:
    """Say whether nobody has verified a version yet (待核实); one unknown has nothing to sign."""
    weak = version.values.get("basis") in (Basis.UNVERIFIED.value, Basis.DEFAULT.value)
    weak = weak or bool(version.values.get("unverified"))
    return weak and not version.unknown and "verified_by" not in version.values
