"""Enterprises, and what is said of them (企业): score, outlook, screening."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import g
from flask.views import MethodView

from qualitygov import BlacklistScreener, CreditScorer, Enterprise
from qualitygov.blacklist import listed_until
from qualitygov.codes.unit import UnitKey
from qualitygov.schemas import EnterpriseSchema
from town_service.asking import (
    MATCH,
    ONCE,
    EnterpriseAnswer,
    Search,
    When,
    accepted,
    address_of,
    cases_of,
    context_of,
    key_of,
    loaded,
    new,
    paged,
    records_of,
    told,
    unit_row,
)
from town_service.blueprint import TownBlueprint
from town_service.described import answers
from town_service.guard import needs
from town_service.messages import CHANGED, fails, refuse, unchanged
from town_service.tables import Unit
from town_service.work import matched, tagged

blp = TownBlueprint(
    "enterprises", __name__, url_prefix="/enterprises", description="企业 / enterprises"
)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


@blp.route("")
class Enterprises(MethodView):
    """All enterprises."""

    @needs(blp, "reader")
    @blp.arguments(Search, location="query")
    @blp.response(200, EnterpriseAnswer(many=True))
    @blp.paginate()
    def get(self, search: dict[str, str], pagination_parameters: Any) -> Any:
        """Look for enterprises by a part of the name and by town (查询企业)."""
        found = sa.select(Unit)
        if "name" in search:
            found = found.where(Unit.name.like(f"%{_escaped(search['name'])}%", escape="\\"))
        if "town" in search:
            found = found.where(Unit.town == search["town"])
        return paged(found.order_by(Unit.code), pagination_parameters)

    @needs(blp, "officer")
    @blp.arguments(EnterpriseSchema)
    @blp.response(201, EnterpriseAnswer)
    @fails(blp, {409: "there already"})
    @blp.doc(parameters=[ONCE])
    def post(self, unit: Enterprise) -> Any:
        """Add an enterprise (新增企业)."""
        where = address_of("enterprises.EnterpriseByCode", code=unit.code)
        new(Unit, unit.code)
        if g.session.scalars(sa.select(Unit).where(Unit.unit_key == UnitKey.of(unit.code))).first():
            refuse(409, "该主体已登记", "the unit is there already under its other code")
        row = Unit.of(accepted(unit))
        g.session.add(row)
        return row, {"Location": where, **tagged(row)}


@blp.route("/<path:code>")
class EnterpriseByCode(MethodView):
    """One enterprise, by its credit code or organization code."""

    @needs(blp, "reader")
    @blp.response(200, EnterpriseAnswer)
    @fails(blp, {404: "not there"})
    @unchanged(blp)
    def get(self, code: str) -> Any:
        """Return an enterprise (企业信息)."""
        row = unit_row(code)
        return row, tagged(row)

    @needs(blp, "officer")
    @blp.arguments(EnterpriseSchema)
    @blp.response(200, EnterpriseAnswer)
    @fails(blp, {404: "not there", **CHANGED})
    @blp.doc(parameters=[MATCH])
    def put(self, unit: Enterprise, code: str) -> Any:
        """Change an enterprise as a whole (修改企业)."""
        return _changed(code, unit)

    @needs(blp, "officer")
    @blp.arguments(EnterpriseSchema(partial=True, exclude=("code",)))
    @blp.response(200, EnterpriseAnswer)
    @fails(blp, {404: "not there", **CHANGED})
    @blp.doc(parameters=[MATCH])
    def patch(self, changes: dict[str, Any], code: str) -> Any:
        """Change some fields of an enterprise (修改部分信息)."""
        unit = unit_row(code).get()
        schema = EnterpriseSchema()
        return _changed(code, loaded(Enterprise, schema.dump(unit) | schema.dump(changes)))


def _changed(code: str, unit: Enterprise) -> Any:
    row = matched(unit_row(code))
    if unit.code != row.code:
        refuse(422, "代码不可修改", "a code cannot be changed")
    row.put(accepted(unit))
    return row, tagged(row)


@blp.route("/<path:code>/score")
@needs(blp, "reader")
@blp.arguments(When, location="query")
@fails(blp, {404: "not there"})
@blp.doc(**answers("CreditScoreTold"))
def score(when: dict[str, Any], code: str) -> Any:
    """Score an enterprise, with every reason (信用评分)."""
    context, unit, key = context_of(when), unit_row(code).get(), key_of(code)
    until = listed_until(cases_of(key), code, context)
    return told(CreditScorer.of(context).score(unit, records_of(key), listed_until=until))


@blp.route("/<path:code>/outlook")
@needs(blp, "reader")
@blp.arguments(When, location="query")
@fails(blp, {404: "not there"})
@blp.doc(**answers("OutlookTold"))
def outlook(when: dict[str, Any], code: str) -> Any:
    """Say when the score changes by itself (信用展望)."""
    context, unit, key = context_of(when), unit_row(code).get(), key_of(code)
    until = listed_until(cases_of(key), code, context)
    return told(CreditScorer.of(context).outlook(unit, records_of(key), listed_until=until))


@blp.route("/<path:code>/screening")
@needs(blp, "reader")
@blp.arguments(When, location="query")
@fails(blp, {404: "not there"})
@blp.doc(**answers("ScreeningTold"))
def screening(when: dict[str, Any], code: str) -> Any:
    """Say whether there is a ground for listing (列入事由筛查); a ground lists nobody."""
    context, unit, key = context_of(when), unit_row(code).get(), key_of(code)
    return told(BlacklistScreener.of(context).screen(unit, records_of(key)))
