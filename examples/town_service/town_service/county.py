"""The county (县域): its other tables, the assessment of a year, and the audit trail."""

from __future__ import annotations

from typing import Any, ClassVar, cast

import attrs
import marshmallow as ma
import sqlalchemy as sa
from flask import current_app, g, url_for
from flask.views import MethodView
from werkzeug.routing import IntegerConverter

from qualitygov import Context, CountyAssessment, CountyData, FieldError, assess_county
from qualitygov.core.fields import about_field
from qualitygov.county import table_specs
from qualitygov.interop import entities_by_table
from town_service.asking import (
    LONGEST,
    MATCH,
    ONCE,
    When,
    accepted,
    loaded,
    paged,
    told,
)
from town_service.blueprint import TownBlueprint
from town_service.described import answers
from town_service.guard import ROLES, needs
from town_service.messages import CHANGED, fails, refuse, unchanged
from town_service.tables import Case, Entry, Kept, Record, Unit
from town_service.work import matched, tagged

blp = TownBlueprint("county", __name__, description="县域与考核 / county and assessment")

OWN = ("enterprises", "records", "cases", "confirmations")
"""Tables with requests of their own."""

OTHERS = {spec.name: spec for spec in table_specs() if spec.name not in OWN}


class EntrySchema(ma.Schema):
    """A line of the audit trail (操作日志)."""

    at = ma.fields.DateTime(attribute="moment")
    holder = ma.fields.String()
    role = ma.fields.String()
    address = ma.fields.String()
    method = ma.fields.String()
    path = ma.fields.String()
    sent = ma.fields.Raw(
        metadata={"type": ["object", "array", "string", "number", "boolean", "null"]}
    )
    withdrawn = ma.fields.Raw(
        metadata={"type": ["object", "null"], "description": "the row that was withdrawn"}
    )
    status = ma.fields.Integer()


class KeptSchema(ma.Schema):
    """A row of another table (其他数据表的行)."""

    id = ma.fields.Integer()
    row = ma.fields.Function(
        lambda row: _shown(Kept.spec_of(row.table).entity, row.body),
        metadata={"type": "object", "description": "its fields, by name"},
    )


def _shown(entity: type, body: dict[str, Any]) -> dict[str, Any]:
    """The fields of a row; a reader sees none of a person."""
    if g.token.role != ROLES[0]:
        return body
    own = cast("Any", entity)
    hidden = {a.name for a in attrs.fields(own) if about_field(a).sensitivity == "personal"}
    return {name: value for name, value in body.items() if name not in hidden}


class Year(IntegerConverter):
    """A year in an address (年度): four digits."""

    regex = "[0-9]{4}"
    schema: ClassVar[dict[str, Any]] = {"type": "string", "pattern": "^[0-9]{4}$"}


def _spec(table: str) -> Any:
    return OTHERS.get(table) or refuse(404, f"没有数据表 {table}", f"there is no table {table}")


@blp.route("/tables/<string:table>")
class Tables(MethodView):
    """Any other table of the library: towns, samples, surveys, returns …."""

    @needs(blp, "reader")
    @blp.response(200, KeptSchema(many=True))
    @fails(blp, {404: "no such table"})
    @blp.paginate()
    def get(self, table: str, pagination_parameters: Any) -> Any:
        """Return the rows of a table (数据表)."""
        found = sa.select(Kept).where(Kept.table == _spec(table).name)
        return paged(found.order_by(Kept.id), pagination_parameters)

    @needs(blp, "officer")
    @blp.arguments(ma.Schema.from_dict({}, name="AnyRow")(unknown=ma.INCLUDE))
    @blp.response(201, KeptSchema)
    @fails(blp, {404: "no such table", 409: "there already"})
    @blp.doc(parameters=[ONCE])
    def post(self, body: dict[str, Any], table: str) -> Any:
        """Add a row to a table (新增数据); it is checked as that table's entity."""
        spec = _spec(table)
        row = Kept.of(spec, accepted(loaded(spec.entity, body)))
        if row.row_key is not None:
            _once(row)
        g.session.add(row)
        where = url_for("county.TableRow", table=table, number=_number(row))
        return row, {"Location": where, **tagged(row)}


def _number(row: Kept) -> int:
    """The number under which a row is kept from now on."""
    g.session.flush()
    return row.id


def _once(row: Kept) -> None:
    """Refuse a second row of what is named alike: a folder would not take it either."""
    key = row.row_key or ""
    if len(key) > LONGEST:
        refuse(422, f"编号至多 {LONGEST} 个字符", f"an id has at most {LONGEST} characters")
    same = sa.select(Kept.id).where(Kept.table == row.table, Kept.row_key == key)
    if g.session.scalar(same) is not None:
        refuse(409, f"{key} 已存在", f"{key} is there already")


@blp.route("/tables/<string:table>/<int:number>")
class TableRow(MethodView):
    """One row of a table."""

    @needs(blp, "reader")
    @blp.response(200, KeptSchema)
    @fails(blp, {404: "not there"})
    @unchanged(blp)
    def get(self, table: str, number: int) -> Any:
        """Return a row (数据行)."""
        row = _row(table, number)
        return row, tagged(row)

    @needs(blp, "officer")
    @blp.response(204)
    @fails(blp, {404: "not there", **CHANGED})
    @blp.doc(parameters=[MATCH])
    def delete(self, table: str, number: int) -> None:
        """Withdraw a row that was entered wrongly (撤回数据行); the audit trail keeps it."""
        row = matched(_row(table, number))
        g.withdrawn = row.body
        g.session.delete(row)


def _row(table: str, number: int) -> Kept:
    """The row of a table by its number, 404 where there is none."""
    found = sa.select(Kept).where(Kept.table == _spec(table).name, Kept.id == number)
    row = g.session.scalars(found).one_or_none()
    return row or refuse(404, f"没有第 {number} 行", f"there is no row {number}")


def year_of(year: int, when: dict[str, Any]) -> Context:
    """Return the context of a year (考核年度), 404 where there is none."""
    try:
        return Context.of_year(current_app.config["SETTINGS"].rulebook, year, **when)
    except (ValueError, OverflowError):
        refuse(404, f"没有 {year} 年度", f"there is no year {year}")


def county_data() -> CountyData:
    """Return everything that is in the database (县域数据)."""
    settings = current_app.config["SETTINGS"]
    rows = [*g.session.scalars(sa.select(Kept).order_by(Kept.id))]
    for cls in (Unit, Record, Case):
        rows += g.session.scalars(sa.select(cls))
    return CountyData(id=settings.county, name=settings.name, **entities_by_table(rows))


def assessed(year: int, when: dict[str, Any]) -> CountyAssessment:
    """Assess the county in a year (年度考核), by what is in the database."""
    context = year_of(year, when)
    return assess_county(county_data(), context)


PLACES = {
    "type": "object",
    "properties": {
        "year": {"type": "integer"},
        "as_of": {"type": "string", "format": "date"},
        "closed": {"type": "boolean"},
        "rulebook": {"type": "string"},
        "places": {"type": "array", "items": {"$ref": "#/components/schemas/Place"}},
        "text": {"type": "object"},
    },
    "required": ["year", "as_of", "closed", "rulebook", "places", "text"],
}


@blp.route("/assessments/<year:year>")
@needs(blp, "reader")
@blp.arguments(When, location="query")
@fails(blp, {404: "no such year"})
@blp.doc(**answers("Places"))
def assessment(when: dict[str, Any], year: int) -> Any:
    """Assess a year: how every town stands (年度考核)."""
    result = assessed(year, when)
    return {
        "year": result.year,
        "as_of": result.as_of.isoformat(),
        "closed": result.closed,
        "rulebook": result.rulebook,
        "places": [place.to_dict() for place in result.places.values()],
        "text": {"zh": result.say("zh"), "en": result.say("en")},
    }


@blp.route("/assessments/<year:year>/towns/<string:code>")
@needs(blp, "reader")
@blp.arguments(When, location="query")
@fails(blp, {404: "no such year or town"})
@blp.doc(**answers("TownAssessmentTold"))
def town(when: dict[str, Any], year: int, code: str) -> Any:
    """Assess a year: one town, with every target and item (乡镇考核)."""
    result = assessed(year, when)
    try:
        return told(result.town(code))
    except FieldError:
        refuse(404, f"没有乡镇 {code}", f"there is no town {code}")


@blp.route("/audit")
class Audit(MethodView):
    """The audit trail."""

    @needs(blp, "authority")
    @blp.response(200, EntrySchema(many=True))
    @blp.paginate()
    def get(self, pagination_parameters: Any) -> Any:
        """Return who changed what, the newest first (操作日志)."""
        found = sa.select(Entry).order_by(Entry.id.desc())
        return paged(found, pagination_parameters)
