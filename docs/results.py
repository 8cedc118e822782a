"""Write the table of all results on the page docs/results.md, from the classes themselves.

python docs/results.py            # write the table
python docs/results.py --check    # fail when it is out of date
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

import attrs

import qualitygov
from qualitygov.core.result import Result

PAGE = Path(__file__).parent / "results.md"
BEGIN, END = "<!-- results -->\n", "<!-- end -->\n"


def result_classes() -> list[type[Result]]:
    """Return every class of result of the library, in order of modules and names."""
    for module in pkgutil.walk_packages(qualitygov.__path__, "qualitygov."):
        if "__main__" not in module.name and ".cli" not in module.name:
            importlib.import_module(module.name)
    found, left = {}, [Result]
    while left:
        for cls in left.pop().__subclasses__():
            left.append(cls)
            stored = cls.__mro__[1].__name__ == "_Stored"
            if cls.__module__.startswith("qualitygov.") and attrs.has(cls) and not stored:
                found[cls.__module__, cls.__name__] = cls
    return [found[name] for name in sorted(found)]


def row(cls: type[Result]) -> str:
    """Return the row of one class."""
    first = (cls.__doc__ or "").partition("\n")[0]
    what = first.partition("(")[2].partition(")")[0] or first
    inner = {a.name for a in attrs.fields(cls)}
    parts = [f"`{name}`" if name in inner else f"*`{name}`*" for name in cls.shown_names()]
    module = cls.__module__.removeprefix("qualitygov.")
    return f"| `{module}.{cls.__name__}` | {what} | {', '.join(parts)} |\n"


def table() -> str:
    """Return the table."""
    head = "| result | 名称 | parts of the plain form |\n|---|---|---|\n"
    return head + "".join(map(row, result_classes()))


def main() -> int:
    """Write the table, or check it."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    written = before + BEGIN + table() + END + rest.partition(END)[2]
    if "--check" in sys.argv:
        print("the table of results is " + ("up to date" if written == text else "out of date"))
        return written != text
    PAGE.write_text(written, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
