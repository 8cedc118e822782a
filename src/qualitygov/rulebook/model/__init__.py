"""The typed entries of a rulebook (规则手册的条目类型), one module a subject."""

from __future__ import annotations

import functools
import importlib
import pkgutil

from qualitygov.rulebook.entry import RuleEntry

__all__ = ["entry_classes"]


def _subclasses(cls: type[RuleEntry]) -> list[type[RuleEntry]]:
    return [inner for sub in cls.__subclasses__() for inner in (sub, *_subclasses(sub))]


@functools.cache
def entry_classes() -> dict[str, type[RuleEntry]]:
    """Return the entry class of each section this library knows (各类别的条目类型)."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return {
        cls.section: cls
        for cls in _subclasses(RuleEntry)
        if cls.__module__.startswith(__name__) and hasattr(cls, "section")
    }
