"""The entity classes that were declared so far (已声明的实体类), for those who add to each of them.

Hypothesis imports us before any entity exists. So who wants every entity class asks to be told of
each: of those that exist, at once, and of the others when their modules are imported.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Watcher = Callable[[type], None]
_CLASSES: list[type] = []
_WATCHERS: list[Watcher] = []


class Mark:
    """What stands in the body of a declared class (声明标记), and tells of it when Python has made it.

    attrs makes a slotted class anew from the body; only `__set_name__` sees the finished one. A
    class that attrs does not make has it as ``__declared__`` in its body.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        _CLASSES.append(owner)
        for watcher in _WATCHERS:
            watcher(owner)


def declare(cls: type) -> None:
    """Mark a class that attrs is about to make (声明实体类)."""
    cls.__declared__ = Mark()  # type: ignore[attr-defined]  # read by type.__new__ alone


def declaring(cls: type, fields: list[Any]) -> list[Any]:
    """Declare a class whose fields stay as they are (声明类); a ``field_transformer`` of attrs."""
    declare(cls)
    return fields


def watch(watcher: Watcher) -> None:
    """Call `watcher` with each entity class, those of the past and those to come (告知实体类)."""
    _WATCHERS.append(watcher)
    for cls in tuple(_CLASSES):
        watcher(cls)
