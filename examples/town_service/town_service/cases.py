"""Cases of listing (名单案件): each step is recorded, and only an authority lists or takes off."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
import sqlalchemy as sa
from flask import g, url_for
from flask.views import MethodView
from flask_smorest import Blueprint

from qualitygov import BlacklistCase, InputError, Move, MoveKind
from qualitygov.schemas import BlacklistCaseSchema, MoveSchema
from town_service.asking import MATCH, ONCE, When, context_of, new, paged, row_of, told, unit_row
from town_service.described import answers
from town_service.guard import ROLES, needs
from town_service.messages import CHANGED, fails, refuse
from town_service.tables import Case
from town_service.work import matched, tagged

blp = Blueprint("cases", __name__, url_prefix="/cases", description="名单案件 / cases of listing")

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
    @blp.arguments(CaseOpened)
    @blp.response(201, BlacklistCaseSchema)
    @fails(blp, {409: "there already"})
    @blp.doc(parameters=[ONCE])
    def post(self, told: Any) -> Any:
        """Open a case (立案)."""
        case = told if isinstance(told, BlacklistCase) else BlacklistCase(**told)
        unit_row(case.subject)
        new(Case, case.id)
        problems = case.problems(context_of({}))
        if problems:
            raise InputError(problems)
        row = Case.of(case)
        g.session.add(row)
        where = url_for("cases.CaseById", name=case.id)
        return row, {"Location": where, **tagged(row)}


@blp.route("/<path:name>")
class CaseById(MethodView):
    """One case."""

    @needs(blp, "reader")
    @blp.response(200, BlacklistCaseSchema)
    @fails(blp, {404: "not there"})
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
    row.put(row.get().move(step, context_of({"as_of": step.day})))
    return row, tagged(row)
