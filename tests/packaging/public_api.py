"""The public names of the library, one a line, with how each is called.

python tests/packaging/public_api.py   # write the list anew, after a change that is meant
"""

from __future__ import annotations

import enum
import importlib
import inspect
import pkgutil
from pathlib import Path

import qualitygov

LIST = Path(__file__).parent / "public_api.txt"
FACES = ("qualitygov", "qualitygov.schemas", "qualitygov.errors", "qualitygov.text")
KINDS = {
    inspect.Parameter.VAR_POSITIONAL: "*{}",
    inspect.Parameter.VAR_KEYWORD: "**{}",
}


def faces():
    """The modules whose names are public: packages that list them, and few modules."""
    packages = (
        info.name
        for info in pkgutil.walk_packages(qualitygov.__path__, "qualitygov.")
        if info.ispkg
    )
    listed = (name for name in packages if hasattr(importlib.import_module(name), "__all__"))
    return sorted({*FACES, *listed})


def called(made):
    """How something is called: the names of its arguments, those with a default marked by ``=``."""
    protocol = getattr(made, "_is_protocol", False)
    if inspect.isclass(made) and (protocol or issubclass(made, enum.Enum)):
        return ""
    try:
        signature = inspect.signature(made)
    except (TypeError, ValueError):
        return ""
    parts, starred = [], False
    for one in signature.parameters.values():
        if one.kind is one.KEYWORD_ONLY and not starred:
            parts.append("*")
            starred = True
        starred |= one.kind is one.VAR_POSITIONAL
        name = KINDS.get(one.kind, "{}").format(one.name)
        parts.append(name if one.default is one.empty else f"{name}=")
    return f"({', '.join(parts)})"


def methods(cls):
    """The public methods that a class defines itself, each with how it is called."""
    for name, value in sorted(vars(cls).items()):
        plain = value.__func__ if isinstance(value, (classmethod, staticmethod)) else value
        if inspect.isfunction(plain) and not name.startswith("_"):
            yield f".{name}{called(plain)}"


def lines():
    """Return one line for each public name, and for each method of a public class."""
    for face in faces():
        module = importlib.import_module(face)
        for name in sorted(module.__all__):
            value = getattr(module, name)
            home = getattr(value, "__module__", face)
            if not isinstance(home, str) or not home.startswith("qualitygov"):
                home = face
            if face != "qualitygov" and name in qualitygov.__all__:
                continue  # it stands under the library's own face
            yield f"{face}.{name}{called(value) if callable(value) else ''}"
            if inspect.isclass(value):
                yield from (f"{face}.{name}{method}" for method in methods(value))


def text():
    """Return the list."""
    return "\n".join(lines()) + "\n"


if __name__ == "__main__":
    LIST.write_text(text(), encoding="utf-8")
