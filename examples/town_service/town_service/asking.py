"""What requests ask and answers say (请求与应答), beyond the schemas of the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from urllib.parse import unquote

import attrs
import marshmallow as ma
import sqlalchemy as sa
from flask import current_app, g, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from qualitygov import Context, InputError, Text
from qualitygov.codes.unit import UnitKey
from qualitygov.core.fields import about_field
from qualitygov.core.kinds import kind_of
from qualitygov.core.schema import EntitySchema, schema_for
from qualitygov.credit import CreditArchive
from qualitygov.errors import CodeError, Problem
from qualitygov.interchange import check_row
from qualitygov.schemas import CreditRecordSchema, EnterpriseSchema
from town_service.messages import refuse
from town_service.tables import Case, Record, Unit

T = TypeVar("T")

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


def day_field(**options: Any) -> Any:
    """Return a field for a day, which reads and says what the library does (日期字段)."""
    return kind_of(date).field(schema_for, **options)


def text_field(longest: int = LONGEST, **options: Any) -> Any:
    """Return a field for a text that is not empty (文本字段)."""
    checks = [ma.validate.Length(1, longest), *options.pop("validate", ())]
    return kind_of(str).field(schema_for, validate=checks, **options)


def flag_field(**options: Any) -> Any:
    """Return a field for yes or no (是否字段)."""
    return kind_of(bool).field(schema_for, **options)


class When(ma.Schema):
    """The day that is asked about, and the day whose knowledge is used (时点)."""

    as_of = day_field()
    known_at = day_field()


class Search(ma.Schema):
    """What enterprises are looked for (查询条件)."""

    name = text_field()
    town = text_field(validate=[ma.validate.Regexp("^[0-9]{9}$")])


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


def loaded(cls: type[T], body: Mapping[str, Any]) -> T:
    """Return the entity of plain data (读取实体), 422 with all that is wrong with it."""
    try:
        return schema_for(cls)().load(body)
    except ma.ValidationError as error:
        refuse(422, "数据有误", "the data are not right", errors={"json": error.messages})


PAST = ("own", "known")
HAPPENED = ("happened_on", "decided_on", "found_on")
OF_DEEDS = ("_on", "_at")


def _is_past(attribute: attrs.Attribute[Any]) -> bool:
    """Whether a day of an entity cannot come after today; one may last until such a day."""
    role, name = about_field(attribute).role, attribute.name
    return role in PAST or name in HAPPENED or (role == "later" and name.endswith(OF_DEEDS))


def _late(path: str, day: date, today: date) -> Problem:
    what = Text(f"晚于今天（{today}）", f"after today, {today}")
    return Problem("day.to-come", path, str(day), what)


def _to_come(entity: Any, today: date, place: str = "") -> Iterator[Problem]:
    """The days of an entity, and of its child rows, that have not come yet."""
    for a in attrs.fields(type(entity)):
        value, path = getattr(entity, a.name), f"{place}{a.name}"
        if isinstance(value, tuple):
            for at, child in enumerate(value):
                if attrs.has(type(child)):
                    yield from _to_come(child, today, f"{path}[{at}].")
        elif _is_past(a):
            day = value.date() if isinstance(value, datetime) else value
            if isinstance(day, date) and day > today:
                yield _late(path, day, today)


def happened(entity: T) -> T:
    """Return what has happened, 422 for a day after today in China (不得晚于今天)."""
    problems = tuple(_to_come(entity, current_app.config["SETTINGS"].day()))
    if problems:
        raise InputError(problems)
    return entity


def by_today(**days: date | None) -> None:
    """Refuse days that have not come yet (不得晚于今天), with 422."""
    today = current_app.config["SETTINGS"].day()
    late = [_late(name, day, today) for name, day in days.items() if day and day > today]
    if late:
        raise InputError(late)


def accepted(row: T) -> T:
    """Return a row that a folder would be read with (可入库的数据行), 422 for any other.

    With a word that the rulebook does not know, or one of another county, no year could be assessed
    any more.
    """
    settings = current_app.config["SETTINGS"]
    context = Context.of_reading(settings.rulebook)
    found = tuple(check_row(row, context, county=settings.county))
    if any(problem.severity == "error" for problem in found):
        raise InputError(found)
    return happened(row)


def new(cls: Any, name: str) -> None:
    """Refuse an id that is there already."""
    if g.session.get(cls, name) is not None:
        refuse(409, f"{name} 已存在", f"{name} is there already")


def address_of(endpoint: str, **given: str) -> str:
    """Return the address of what has an id (地址), 422 for an id that leads somewhere else.

    As one that ends like the address of a part, or has a step back in it.
    """
    adapter = current_app.url_map.bind("localhost")
    path = unquote(adapter.build(endpoint, given))
    try:
        found = adapter.match(path, method="GET")
    except (HTTPException, RequestRedirect):
        found = None
    (name,) = given.values()
    astray = found != (endpoint, given) or {"", ".", ".."} & set(name.split("/"))
    if astray or len(name) > LONGEST:
        refuse(422, f"编号不能用作地址：{name}", f"this id cannot be an address: {name}")
    return url_for(endpoint, **given)


def told(result: Any) -> dict[str, Any]:
    """Return a result with its reasons in both languages (结果与理由)."""
    return {"result": result.to_dict(), "text": {"zh": result.say("zh"), "en": result.say("en")}}
