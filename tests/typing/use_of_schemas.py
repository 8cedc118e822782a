"""What schemas return by how they are made and called: for type checkers, and true when it runs."""

from __future__ import annotations

import json
from typing import Any, assert_type

import marshmallow as ma

from qualitygov import Enterprise, schema_for
from qualitygov.schemas import EnterpriseSchema

PLAIN: dict[str, str] = {"code": "91330299MA2837B62L", "name": "某厂", "town": "330299101"}
TEXT = json.dumps(PLAIN)
Some = Enterprise | dict[str, Any]


class Noted(EnterpriseSchema[dict[str, Any]]):
    """A schema with a field more, which loads dicts."""

    note = ma.fields.String()


def whole() -> None:
    schema, several = EnterpriseSchema(), EnterpriseSchema(many=True, language="zh")
    assert isinstance(assert_type(schema.load(PLAIN), Enterprise), Enterprise)
    assert isinstance(assert_type(schema.loads(TEXT), Enterprise), Enterprise)
    assert isinstance(assert_type(schema.load([PLAIN], many=True), list[Enterprise])[0], Enterprise)
    assert isinstance(assert_type(several.load([PLAIN]), list[Enterprise])[0], Enterprise)
    assert isinstance(assert_type(several.load(PLAIN, many=False), Enterprise), Enterprise)
    assert isinstance(assert_type(schema_for(Enterprise)().load(PLAIN), Enterprise), Enterprise)
    assert isinstance(
        assert_type(EnterpriseSchema(unknown=ma.EXCLUDE).load(PLAIN), Enterprise), Enterprise
    )


def partly() -> None:
    named = {"name": "新厂"}
    schema = EnterpriseSchema()
    assert assert_type(schema.load(named, partial=True), dict[str, Any])["name"] == "新厂"
    assert assert_type(schema.load(named, partial=("code", "town")), dict[str, Any]) == named
    assert assert_type(EnterpriseSchema(partial=True).load(named), dict[str, Any]) == named
    several = EnterpriseSchema(partial=True, many=True)
    assert assert_type(several.load([named]), list[dict[str, Any]]) == [named]
    assert assert_type(Noted().load({**PLAIN, "note": "x"}), dict[str, Any])["note"] == "x"


def perhaps_whole() -> None:
    one = assert_type(EnterpriseSchema(only=("code",)).load({"code": PLAIN["code"]}), Some)
    more = assert_type(EnterpriseSchema(unknown=ma.INCLUDE).load({**PLAIN, "more": "1"}), Some)
    left = assert_type(EnterpriseSchema(exclude=("industry",)).load(PLAIN), Some)
    said = assert_type(EnterpriseSchema().load({**PLAIN, "more": "1"}, unknown="include"), Some)
    assert [type(value) for value in (one, more, left, said)] == [dict, dict, Enterprise, dict]


def dumped() -> None:
    unit = EnterpriseSchema().load(PLAIN)
    assert assert_type(EnterpriseSchema().dump(unit), dict[str, Any])["name"] == "某厂"
    assert len(assert_type(EnterpriseSchema().dump([unit], many=True), list[dict[str, Any]])) == 1
    several = EnterpriseSchema(many=True, only=("code", "town"))
    for row in assert_type(several.dump([unit]), list[dict[str, Any]]):
        assert dict(**row).keys() == {"code", "town"}


def main() -> None:
    whole()
    partly()
    perhaps_whole()
    dumped()
