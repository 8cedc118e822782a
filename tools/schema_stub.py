"""Write the stub of `qualitygov.schemas` from the classes, so that type checkers see each schema.

python tools/schema_stub.py            # write src/qualitygov/schemas.pyi
python tools/schema_stub.py --check    # fail when it is out of date
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from qualitygov.schemas import ENTITIES

STUB = Path(__file__).parents[1] / "src" / "qualitygov" / "schemas.pyi"
HEAD = """\
# Written by tools/schema_stub.py from the classes; not to be edited.

from collections.abc import Mapping
from typing import Any, overload

from typing_extensions import TypeVar, Unpack

{imports}

__all__ = ["ENTITIES", "SCHEMAS", "EntitySchema", "json_schema", "problems_of", "schema_for"]

ENTITIES: Mapping[str, type]
SCHEMAS: Mapping[str, type[EntitySchema[Any]]]

_Many = TypeVar("_Many", bound=bool, default=Single)

def json_schema(what: type | str) -> dict[str, Any]: ...
"""
OPTIONS = (("{name}", "MadeWhole"), ("Plain", "MadePartly"), ("{name} | Plain", "MadeOfSome"))
LISTS = (("Single", "Single | None = None"), ("Listed", "Listed"))
TYPES = ("Listed", "MadeAnyhow", "MadeOfSome", "MadePartly", "MadeWhole", "Plain", "Single")
CLASS = """
_{name} = TypeVar("_{name}", default={name})

class {name}Schema(EntitySchema[{name}, _{name}, _Many]):
{made}
"""
MADE = """\
    @overload
    def __init__(
        self: {name}Schema[{one}, {many}],
        *,
        many: {said},
        **made: Unpack[{options}],
    ) -> None: ..."""


def schema(name: str) -> str:
    """Return the stub of one schema: what it loads and dumps, by how it is made."""
    ways = [
        (one.format(name=name), many, said, options)
        for one, options in OPTIONS
        for many, said in LISTS
    ]
    ways.append(("Any", "Any", "bool | None = None", "MadeAnyhow"))
    made = (
        MADE.format(name=name, one=one, many=many, said=said, options=options)
        for one, many, said, options in ways
    )
    return CLASS.format(name=name, made="\n".join(made))


def text(entities: Mapping[str, type]) -> str:
    """Return the text of the stub."""
    ours = {
        ("qualitygov.core.schema", name) for name in ("EntitySchema", "problems_of", "schema_for")
    }
    types = {("qualitygov.core.typed_schema", name) for name in TYPES}
    homes = sorted(ours | types | {(cls.__module__, cls.__name__) for cls in entities.values()})
    imports = "\n".join(f"from {home} import {name} as {name}" for home, name in homes)
    return HEAD.format(imports=imports) + "".join(map(schema, sorted(entities)))


def main() -> int:
    """Write the stub, or check it."""
    made = text(ENTITIES)
    if "--check" in sys.argv:
        stale = not STUB.exists() or STUB.read_text(encoding="utf-8") != made
        print("the stub of the schemas is " + ("out of date" if stale else "up to date"))
        return stale
    STUB.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
