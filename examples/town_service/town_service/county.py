"""The county (县域): its other tables, the assessment of a year, and the audit trail."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
import sqlalchemy as sa
from flask import current_app, g
from flask.views import MethodView
from flask_smorest import Blueprint

from qualitygov import Context, CountyAssessment, CountyData, FieldError, assess_county
from qualitygov.core.schema import schema_for
from qualitygov.county import table_specs
from qualitygov.interop import entities_by_table
from town_service.asking import ONCE, When, paged, told
from town_service.described import answers
from town_service.guard import needs
from town_service.messages import fails, refuse
from town_service.tables import Case, Entry, Kept, Record, Unit

blp = Blueprint("county", __name__, description="县域与考核 / county and assessment")

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
    status = ma.fields.Integer()


class KeptSchema(ma.Schema):
    """A row of another table (其他数据表的行)."""

    id = ma.fields.Integer()
    row = ma.fields.Dict(attribute="body", metadata={"description": "its fields, by name"})


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
    @fails(blp, {404: "no such table"})
    @blp.doc(parameters=[ONCE])
    def post(self, body: dict[str, Any], table: str) -> Any:
        """Add a row to a table (新增数据); it is checked as that table's entity."""
        spec = _spec(table)
        try:
            row = Kept.of(spec, schema_for(spec.entity)().load(body))
        except ma.ValidationError as error:
            refuse(422, "数据有误", "the row is not right", messages={"json": error.messages})
        g.session.add(row)
        g.session.flush()
        return row


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


@blp.route("/assessments/<int:year>")
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


@blp.route("/assessments/<int:year>/towns/<string:code>")
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
