"""Cases of listing (名单案件): each step is recorded, and only an authority lists or takes off."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
import sqlalchemy as sa
from flask import g
from flask.views import MethodView

from qualitygov import BlacklistCase, Context, InputError, Move, MoveKind, Text
from qualitygov.errors import Problem
from qualitygov.rulebook.model.blacklist import GroundRule, ListKind
from qualitygov.schemas import BlacklistCaseSchema, MoveSchema
from town_service.asking import (
    MATCH,
    ONCE,
    When,
    accepted,
    address_of,
    by_today,
    context_of,
    day_field,
    happened,
    new,
    paged,
    row_of,
    told,
    unit_row,
)
from town_service.blueprint import TownBlueprint
from town_service.described import answers
from town_service.guard import ROLES, needs
from town_service.messages import CHANGED, fails, refuse, unchanged
from town_service.tables import Case
from town_service.work import matched, tagged

blp = TownBlueprint(
    "cases", __name__, url_prefix="/cases", description="名单案件 / cases of listing"
)

DECIDES = frozenset(
    {
        MoveKind.DECIDED_TO_LIST,
        MoveKind.DECIDED_NOT_TO_LIST,
        MoveKind.REPAIR_GRANTED,
        MoveKind.REPAIR_DENIED,
        MoveKind.FRAUD_FOUND,
        MoveKind.REVOKED,
    }
)
"""The steps that only an authority takes."""


class CaseOpened(BlacklistCaseSchema):
    """A case when it is opened: it has a ground and its legal basis, and no step yet."""

    class Meta(BlacklistCaseSchema.Meta):
        """What is said at the beginning."""

        fields = ("id", "subject", "list_kind", "legal_basis", "ground", "earlier_listings")

    @ma.validates_schema
    def _ground(self, data: dict[str, Any], **_: Any) -> None:
        missing = [name for name in ("legal_basis", "ground") if not data.get(name)]
        if missing:
            raise ma.ValidationError({key: ["必填 / required"] for key in missing})


class OpenedOn(ma.Schema):
    """The day by whose rules a case is opened (立案日): today, or earlier for one of the past."""

    as_of = day_field()


def _in_force(case: BlacklistCase, context: Context) -> None:
    """Refuse a list or a ground that no rule of the day has: no step could ever be taken."""
    there = {"list_kind": ListKind, "ground": GroundRule}
    for field, entry in there.items():
        known = context.rules.entries(entry)
        if getattr(case, field) not in known:
            what = Text(
                f"{context.as_of} 未施行，当日有 {'、'.join(known)}；往日的案件请写 as_of",
                f"not in force on {context.as_of}, when there were {', '.join(known)}; "
                "for a case of the past say as_of",
            )
            raise InputError([Problem(f"case.{field}", field, getattr(case, field), what)])


@blp.route("")
class Cases(MethodView):
    """All cases."""

    @needs(blp, "reader")
    @blp.response(200, BlacklistCaseSchema(many=True))
    @blp.paginate()
    def get(self, pagination_parameters: Any) -> Any:
        """Return the cases (案件列表)."""
        found = sa.select(Case).order_by(Case.id)
        return paged(found, pagination_parameters)

    @needs(blp, "officer")
    @blp.arguments(OpenedOn, location="query")
    @blp.arguments(CaseOpened)
    @blp.response(201, BlacklistCaseSchema)
    @fails(blp, {409: "there already"})
    @blp.doc(parameters=[ONCE])
    def post(self, when: dict[str, Any], told: Any) -> Any:
        """Open a case (立案)."""
        case = told if isinstance(told, BlacklistCase) else BlacklistCase(**told)
        by_today(**when)
        unit_row(case.subject)
        where = address_of("cases.CaseById", name=case.id)
        new(Case, case.id)
        _in_force(accepted(case), context_of(when))
        row = Case.of(case)
        g.session.add(row)
        return row, {"Location": where, **tagged(row)}


@blp.route("/<path:name>")
class CaseById(MethodView):
    """One case."""

    @needs(blp, "reader")
    @blp.response(200, BlacklistCaseSchema)
    @fails(blp, {404: "not there"})
    @unchanged(blp)
    def get(self, name: str) -> Any:
        """Return a case with its steps (案件)."""
        row = row_of(Case, name)
        return row, tagged(row)


@blp.route("/<path:name>/status")
@needs(blp, "reader")
@blp.arguments(When, location="query")
@fails(blp, {404: "not there"})
@blp.doc(**answers("ListingStatusTold"))
def status(when: dict[str, Any], name: str) -> Any:
    """Say where a case stands on a day, and what may be done next (案件状态)."""
    return told(row_of(Case, name).get().status(context_of(when)))


@blp.route("/<path:name>/moves", methods=["POST"])
@needs(blp, "officer")
@blp.arguments(MoveSchema)
@blp.response(200, BlacklistCaseSchema)
@fails(blp, {404: "not there", 409: "not legal now; says what is", **CHANGED})
@blp.doc(parameters=[MATCH, ONCE])
def move(step: Move, name: str) -> Any:
    """Record a step of a case (程序步骤)."""
    if step.kind in DECIDES and g.token.role != ROLES[-1]:
        refuse(403, "此步骤由机关作出", f"only the authority takes the step {step.kind}")
    row = matched(row_of(Case, name))
    row.put(row.get().move(happened(step), context_of({"as_of": step.day})))
    return row, tagged(row)
