"""Further names of columns (列的别名): headers of offices, by the label of the column they mean."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources


@functools.cache
def _names() -> Mapping[str, tuple[str, ...]]:
    text = (resources.files("qualitygov.interchange.forms") / "names.toml").read_text("utf-8")
    return {label: tuple(names) for label, names in tomllib.loads(text)["names"].items()}


def further_names(label: str) -> tuple[str, ...]:
    """Return the headers that offices use for a column (列的别名), by its Chinese label.

    >>> "经营地址" in further_names("地址")
    True
    """
    return _names().get(label, ())
