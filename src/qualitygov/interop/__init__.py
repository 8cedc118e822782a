"""Other ecosystems (与其他框架互通): hooks for cattrs, types for pydantic, rows for SQLAlchemy.

Each name is loaded when it is first used, and needs its own library alone. What is read and written
is what the schemas of `qualitygov.schemas` and `Result.to_dict` read and write, with the same
checks.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qualitygov.interop.cattrs_hooks import configure_converter, format_exception
    from qualitygov.interop.pydantic_types import AsPlain, Plain
    from qualitygov.interop.sqlalchemy_rows import (
        EntityRow,
        KeptRow,
        columns_of,
        entities_by_table,
    )

__all__ = [
    "AsPlain",
    "EntityRow",
    "KeptRow",
    "Plain",
    "columns_of",
    "configure_converter",
    "entities_by_table",
    "format_exception",
]

_HOMES = {
    "cattrs_hooks": "configure_converter format_exception",
    "pydantic_types": "AsPlain Plain",
    "sqlalchemy_rows": "EntityRow KeptRow columns_of entities_by_table",
}
"""Where each name is at home."""

_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(importlib.import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
