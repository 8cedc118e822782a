"""What requests ask and answers say (请求与应答), beyond the schemas of the library."""

from __future__ import annotations

from datetime import date
from typing import Any

import marshmallow as ma
import sqlalchemy as sa
from flask import current_app, g

from qualitygov import Context, InputError, check_record
from qualitygov.codes.unit import UnitKey
from qualitygov.core.schema import EntitySchema
from qualitygov.credit import CreditArchive
from qualitygov.errors import CodeError
from qualitygov.schemas import CreditRecordSchema, EnterpriseSchema
from town_service.messages import refuse
from town_service.tables import Case, Record, Unit

FIRST, LAST = date(2011, 1, 1), date(2100, 12, 31)
LONGEST = 200
MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string"},
    "description": "ETag of the version that is changed",
}
ONCE = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    "description": "the same key with the same request gives the same answer, and changes nothing",
}
TEXT = {
    "type": "object",
    "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
    "required": ["zh", "en"],
}


class Answer(EntitySchema[Any]):
    """An answer that shows a reader no field of a person (应答)."""

    @ma.post_dump
    def _open(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        if "token" not in g or g.token.role != "reader":
            return data
        told = {name: field.metadata.get("x-sensitivity") for name, field in self.fields.items()}
        return {name: value for name, value in data.items() if told[name] != "personal"}


class EnterpriseAnswer(Answer, EnterpriseSchema):
    """An enterprise as it is shown (企业)."""


class CreditRecordAnswer(Answer, CreditRecordSchema):
    """A credit record as it is shown (信用记录)."""


class When(ma.Schema):
    """The day that is asked about, and the day whose knowledge is used (时点)."""

    as_of = ma.fields.Date(validate=ma.validate.Range(FIRST, LAST))
    known_at = ma.fields.Date(validate=ma.validate.Range(FIRST, LAST))


class Search(ma.Schema):
    """What enterprises are looked for (查询条件)."""

    name = ma.fields.String(validate=ma.validate.Length(1, LONGEST))
    town = ma.fields.String(validate=ma.validate.Regexp("^[0-9]{9}$"))


def paged(found: Any, page: Any) -> Any:
    """Return one page of what was found (分页), and say how many there are."""
    count = sa.select(sa.func.count()).select_from(found.order_by(None).subquery())
    page.item_count = g.session.scalar(count)
    return g.session.scalars(found.offset(page.first_item).limit(page.page_size)).all()


def context_of(when: dict[str, Any]) -> Context:
    """Return the context of a request (评价时点与依据): today, where it names no day."""
    settings = current_app.config["SETTINGS"]
    return Context(
        settings.rulebook, as_of=when.get("as_of") or settings.day(), known_at=when.get("known_at")
    )


def key_of(code: str) -> str:
    """Return the key of a unit by either of its codes; 404 for what is no code."""
    try:
        return UnitKey.of(code)
    except CodeError:
        refuse(404, "没有此单位", "there is no such unit")


def unit_row(code: str) -> Any:
    """Return the row of a unit, 404 where there is none."""
    found = g.session.scalars(sa.select(Unit).where(Unit.unit_key == key_of(code))).one_or_none()
    return found or refuse(404, "没有此单位", "there is no such unit")


def row_of(cls: Any, name: str) -> Any:
    """Return a row by its id, 404 where there is none."""
    return g.session.get(cls, name) or refuse(404, f"没有 {name}", f"there is no {name}")


def records_of(key: str) -> CreditArchive:
    """Return the archive of a unit (信用档案)."""
    rows = g.session.scalars(sa.select(Record).where(Record.unit_key == key))
    return CreditArchive.of(row.get() for row in rows)


def cases_of(key: str) -> list[Any]:
    """Return the cases of a unit (名单案件)."""
    rows = g.session.scalars(sa.select(Case).where(Case.unit_key == key))
    return [row.get() for row in rows]


def checked(record: Any, context: Context) -> Any:
    """Return a record of which the rulebook knows kind and severity; raises `InputError`."""
    problems = tuple(check_record(record, context))
    if problems:
        raise InputError(problems)
    return record


def new(cls: Any, name: str) -> None:
    """Refuse an id that is there already."""
    if g.session.get(cls, name) is not None:
        refuse(409, f"{name} 已存在", f"{name} is there already")


def told(result: Any) -> dict[str, Any]:
    """Return a result with its reasons in both languages (结果与理由)."""
    return {"result": result.to_dict(), "text": {"zh": result.say("zh"), "en": result.say("en")}}
