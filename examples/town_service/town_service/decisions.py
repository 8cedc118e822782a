"""Decisions (决定): an authority has an answer recorded, and anybody may have it worked out again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import marshmallow as ma
import sqlalchemy as sa
from flask import current_app, g
from flask.views import MethodView

from qualitygov import Context
from qualitygov.blacklist import listed_until
from qualitygov.codes.unit import UnitKey
from qualitygov.decisions import (
    CountyQuestion,
    DecisionRecord,
    ListingQuestion,
    OutlookQuestion,
    Question,
    ScoreQuestion,
    ScreeningQuestion,
    replay,
)
from town_service.asking import (
    ONCE,
    When,
    address_of,
    cases_of,
    context_of,
    key_of,
    new,
    paged,
    records_of,
    row_of,
    text_field,
    told,
    unit_row,
)
from town_service.blueprint import TownBlueprint
from town_service.county import county_data, year_of
from town_service.described import answers
from town_service.guard import needs
from town_service.messages import fails, refuse
from town_service.tables import Case, Decided, Unit

blp = TownBlueprint("decisions", __name__, url_prefix="/decisions", description="决定 / decisions")


def _own(code: str) -> dict[str, Any]:
    """A unit, and what is on record of it."""
    key = key_of(code)
    return {"unit": unit_row(code).get(), "records": tuple(records_of(key))}


def _listed(code: str, context: Context) -> dict[str, Any]:
    until = listed_until(cases_of(key_of(code)), code, context)
    return {**_own(code), "listed_until": until}


ASKS: Mapping[str, Callable[[str, Context], Question]] = {
    "credit-score": lambda about, context: ScoreQuestion(**_listed(about, context)),
    "credit-outlook": lambda about, context: OutlookQuestion(**_listed(about, context)),
    "screening": lambda about, _: ScreeningQuestion(**_own(about)),
    "listing-status": lambda about, _: ListingQuestion(case=row_of(Case, about).get()),
    "county-year": lambda _about, _context: CountyQuestion(county_data()),
}
"""What may be asked, and how the question is made from the database."""


class Asked(When):
    """What is to be decided (提请决定): `about` is a unit's code, a case's id or a year."""

    id = text_field(required=True)
    asks = text_field(required=True, validate=[ma.validate.OneOf(ASKS)])
    about = text_field(required=True)


class About(ma.Schema):
    """What decisions are looked for (查询条件)."""

    about = text_field()


class DecisionLine(ma.Schema):
    """A decision in a list (决定)."""

    id = ma.fields.String()
    about = ma.fields.String()
    asks = ma.fields.String(attribute="body.asks")
    as_of = ma.fields.String(attribute="body.as_of", metadata={"format": "date"})
    by = ma.fields.String(attribute="body.by")
    at = ma.fields.String(attribute="body.at")


def _context(given: dict[str, Any]) -> Context:
    if given["asks"] != CountyQuestion.asks:
        return context_of(given)
    if not (given["about"].isascii() and given["about"].isdigit()):
        refuse(404, f"没有 {given['about']} 年度", f"there is no year {given['about']}")
    when = {name: given[name] for name in ("as_of", "known_at") if name in given}
    return year_of(int(given["about"]), when)


OF_UNITS = ("credit-score", "credit-outlook", "screening")


def _about(given: dict[str, Any]) -> str:
    """What a decision is about, in one spelling: a unit by the code under which it is here."""
    about: str = given["about"]
    if given["asks"] in OF_UNITS:
        code: str = unit_row(about).code
        return code
    return str(int(about)) if given["asks"] == CountyQuestion.asks else about


def _spellings(about: str) -> list[str]:
    """What is meant by it: a unit is meant by either of its codes."""
    key = UnitKey.find(about)
    found = None if key is None else g.session.scalar(sa.select(Unit.code).filter_by(unit_key=key))
    return [about] if found is None else [about, found]


@blp.route("")
class Decisions(MethodView):
    """All decisions."""

    @needs(blp, "reader")
    @blp.arguments(About, location="query")
    @blp.response(200, DecisionLine(many=True))
    @blp.paginate()
    def get(self, search: dict[str, str], pagination_parameters: Any) -> Any:
        """Return the decisions, by what they are about (决定列表)."""
        found = sa.select(Decided)
        if "about" in search:
            found = found.where(Decided.about.in_(_spellings(search["about"])))
        return paged(found.order_by(Decided.id), pagination_parameters)

    @needs(blp, "authority")
    @blp.arguments(Asked)
    @fails(blp, {404: "nothing to decide about", 409: "there already"})
    @blp.doc(parameters=[ONCE], **answers("DecisionRecordTold", status=201))
    def post(self, given: dict[str, Any]) -> Any:
        """Have an answer recorded as a decision (作出决定), with all on which it rests."""
        where = address_of("decisions.DecisionById", name=given["id"])
        new(Decided, given["id"])
        context = _context(given)
        about = _about(given)
        question = ASKS[given["asks"]](about, context)
        by, at = g.token.holder, current_app.config["SETTINGS"].clock()
        record = DecisionRecord.of(question, context, id=given["id"], by=by, at=at)
        g.session.add(Decided(id=record.id, about=about, body=record.to_dict()))
        return told(record), 201, {"Location": where}


@blp.route("/<path:name>")
class DecisionById(MethodView):
    """One decision."""

    @needs(blp, "reader")
    @fails(blp, {404: "not there"})
    @blp.doc(**answers("DecisionRecordTold"))
    def get(self, name: str) -> Any:
        """Return a decision record (决定记录)."""
        return told(row_of(Decided, name).get())


@blp.route("/<path:name>/replay")
@needs(blp, "reader")
@fails(blp, {404: "not there", 409: "the rulebook or the data are others now"})
@blp.doc(**answers("ReplayTold"))
def again(name: str) -> Any:
    """Work a decision out again (复算), and say whether the answer is the same."""
    row = row_of(Decided, name)
    record = row.get()
    context = record.context(current_app.config["SETTINGS"].rulebook)
    question = None if record.asked is not None else ASKS[record.asks](row.about, context)
    return told(replay(record, context, question=question))
