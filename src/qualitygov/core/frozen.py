"""A mapping that cannot be changed (不可变映射): it hashes, compares, copies and pickles as a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Self, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(Mapping[K, V]):
    """A mapping that cannot be changed (不可变映射), for the fields of frozen entities.

    It equals any mapping with the same entries, and keeps their order. Its hash needs hashable
    values; `TypeError` is raised otherwise.

    >>> limits = FrozenDict({"cod": 50, "ammonia": 5})
    >>> limits, limits["cod"], limits == {"ammonia": 5, "cod": 50}
    ({'cod': 50, 'ammonia': 5}, 50, True)
    """

    __slots__ = ("_entries",)

    _entries: dict[K, V]

    def __init__(self, entries: Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> None:
        object.__setattr__(self, "_entries", dict(entries))

    def __getitem__(self, key: K) -> V:
        return self._entries[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __delattr__(self, name: str) -> None:
        raise AttributeError(name)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, FrozenDict):
            return self._entries == other._entries
        return self._entries == dict(other) if isinstance(other, Mapping) else NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self._entries.items()))

    def __repr__(self) -> str:
        return repr(self._entries)

    def __reduce__(self) -> tuple[type[Self], tuple[dict[K, V]]]:
        return type(self), (self._entries,)


def frozen(plain: Any) -> Any:
    """Return plain data that cannot be changed (不可变数据): its mappings and lists, all the way down.

    >>> frozen({"ids": ["R1", "R2"]})
    {'ids': ('R1', 'R2')}
    """
    if isinstance(plain, Mapping):
        return FrozenDict({name: frozen(inner) for name, inner in plain.items()})
    if isinstance(plain, (list, tuple)):
        return tuple(map(frozen, plain))
    return plain
