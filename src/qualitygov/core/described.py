"""What a field says of itself (字段的模式): the one description behind every schema.

JSON Schema, OpenAPI and the tables of fields in the documentation all show this. It is made of the
field's type, its validators and its labels, so nothing is written down a second time.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import attrs

from qualitygov.core import check
from qualitygov.core.compounds import Describe, EntityKind, Kind, ListKind, TableKind
from qualitygov.core.examples import TEXTS
from qualitygov.core.fields import About, about_field
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.text import Text

Described = dict[str, Any]
SIGN = "-?"
_ROLES: Mapping[str, Text] = {
    "own": Text("事件日期", "the day of the event"),
    "from": Text(
        "起始日期，可以事先知道", "the first day of something that lasts, known before it"
    ),
    "known": Text(
        "获知日期，此前视为未知", "the day it became known, before which it counts as not known"
    ),
    "later": Text("事后发生的日期", "the day of something that happened to it later"),
}
_KEPT: Mapping[str, Text] = {
    "internal": Text("内部信息", "internal"),
    "personal": Text("个人信息，不对外提供", "of a person, never passed on"),
}


def described(attribute: attrs.Attribute[Any], kind: Kind, describe: Describe) -> Described:
    """Return what JSON Schema can say of a field's values (字段模式), None apart.

    `describe` does so for an entity within it.
    """
    about = about_field(attribute)
    told: Described = {"title": titled(about), **kind.json(describe)}
    for part in check.parts(attribute.validator):
        told |= _demanded(told, getattr(part, "described", {}))
    told["description"] = _both(meaning(attribute, kind))
    told |= _with_default(attribute, kind)
    example = example_of(attribute, kind)
    if example is not None:
        told["examples"] = [example]
    extras = {
        "x-unit": about.unit,
        "x-sensitivity": None if about.sensitivity == "public" else about.sensitivity,
        "x-enum-labels": _labels(kind),
    }
    return told | {name: value for name, value in extras.items() if value is not None}


def titled(about: About) -> str:
    """Return a field's title (字段标题): both labels, and its unit.

    >>> titled(About(Text("大小", "size"), unit="kg"))
    '大小 / size [kg]'
    """
    return _both(about.label) + (f" [{about.unit}]" if about.unit else "")


def _both(text: Text) -> str:
    return f"{text.zh} / {text.en}"


def _demanded(told: Described, more: Mapping[str, Any]) -> Described:
    """What a validator demands; of numbers that travel as texts, its sign and bounds."""
    if told.get("type") == "string" and more.keys() & {"minimum", "maximum"}:
        unsigned = more.get("minimum", -1) >= 0 and "pattern" in told
        pattern = {"pattern": told["pattern"].replace(SIGN, "", 1)} if unsigned else {}
        return pattern | {f"x-{name}": str(bound) for name, bound in more.items()}
    return dict(more)


def meaning(attribute: attrs.Attribute[Any], kind: Kind) -> Text:
    """Return what a field holds, in words (字段含义): its form, unit, role in time and protection."""
    about = about_field(attribute)
    told = [_form(attribute, kind)]
    told += [Text(f"单位 {about.unit}", f"in {about.unit}")] if about.unit else []
    told += [_ROLES[about.role]] if about.role else []
    if about.came_with:
        names = ", ".join(about.came_with)
        told.append(Text(f"随 {names} 产生", f"came with {names}"))
    told += [_KEPT[about.sensitivity]] if about.sensitivity in _KEPT else []
    return Text.joined(told)


def _form(attribute: attrs.Attribute[Any], kind: Kind) -> Text:
    words = getattr(kind, "type", None)
    if isinstance(words, type) and issubclass(words, Vocabulary):
        each = (
            Text(f"{one.value}: {one.label.zh}", f"{one.value}: {one.label.en}") for one in words
        )
        return Text.joined(each)
    own = (getattr(part, "form", None) for part in check.parts(attribute.validator))
    return next((form for form in own if isinstance(form, Text)), kind.form)


def _labels(kind: Kind) -> Mapping[str, Mapping[str, str]] | None:
    words = getattr(getattr(kind, "item", kind), "type", None)
    if not (isinstance(words, type) and issubclass(words, Vocabulary)):
        return None
    return {word.value: {"zh": word.label.zh, "en": word.label.en} for word in words}


def _with_default(attribute: attrs.Attribute[Any], kind: Kind) -> Described:
    default: Any = attribute.default
    if default is attrs.NOTHING or getattr(default, "takes_self", False):
        return {}
    if hasattr(default, "factory"):
        default = default.factory()
    return {"default": None if default is None else kind.write(default)}


def example_of(attribute: attrs.Attribute[Any], kind: Kind) -> Any:
    """Return a value that the field takes, as plain data (示例值); None for a list of rows."""
    if isinstance(kind, EntityKind):
        kinds, fields = kind.kinds(kind.entity), attrs.fields(kind.entity)
        needed = [one for one in fields if one.default is attrs.NOTHING]
        return {one.name: example_of(one, kinds[one.name][0]) for one in needed}
    if isinstance(kind, ListKind) and isinstance(kind.item, EntityKind):
        return None
    if isinstance(kind, ListKind):
        inner = example_of(attribute.evolve(validator=None), kind.item)
        return None if inner is None else [inner]
    if isinstance(kind, TableKind):
        inner = example_of(attribute.evolve(validator=None), kind.item)
        name = example_of(attribute.evolve(validator=None), kind.key)
        return None if inner is None else {name: inner}
    parts = tuple(check.parts(attribute.validator))
    own = next((one for part in parts if (one := getattr(part, "example", None))), None)
    return _scalar(attribute, kind, parts) if own is None else own


def _scalar(attribute: attrs.Attribute[Any], kind: Any, parts: tuple[Any, ...]) -> Any:
    """The example of the type; of a text, that of its name; within the bounds of the field."""
    if kind.type is str:
        return TEXTS.get(attribute.name, about_field(attribute).label.zh)
    bounds = next((part.described for part in parts if hasattr(part, "bounded")), None)
    if bounds is None or kind.type not in (int, Decimal):
        return kind.example
    low = bounds["minimum"]
    example = kind.type(kind.example)
    return kind.write(
        example if low <= example <= bounds.get("maximum", example) else kind.type(low)
    )
