"""The OpenAPI description of all entities, one property a line, so that a change is easy to see.

python tests/interchange/openapi_lines.py   # write the snapshot anew
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin

from qualitygov.schemas import SCHEMAS

SNAPSHOT = Path(__file__).parent / "openapi.txt"


def openapi():
    """Return the OpenAPI 3.1 document of all entities, as a user's own program makes it."""
    plugin = MarshmallowPlugin()
    spec = APISpec("qualitygov", "1", "3.1.0", plugins=[plugin])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name, schema in sorted(SCHEMAS.items()):
            if not any(key[0] is schema for key in plugin.converter.refs):
                spec.components.schema(name.removesuffix("Schema"), schema=schema)
    return spec.to_dict()


def lines():
    """Return one line for each property."""
    found = openapi()["components"]["schemas"]
    for name in sorted(found):
        needed = set(found[name].get("required", ()))
        for field, told in found[name]["properties"].items():
            mark = "!" if field in needed else ""
            yield f"{name}.{field}{mark} {json.dumps(told, ensure_ascii=False, sort_keys=True)}"


def text():
    """Return the snapshot."""
    return "\n".join(lines()) + "\n"


if __name__ == "__main__":
    SNAPSHOT.write_text(text(), encoding="utf-8")
