"""Credit records (信用记录): an officer enters them, an authority confirms them or decides an objection."""

from __future__ import annotations

from typing import Any

import attrs
import marshmallow as ma
import sqlalchemy as sa
from flask import g
from flask.views import MethodView

from qualitygov import CreditRecord
from qualitygov.credit import Confirmation, Decision
from qualitygov.schemas import ConfirmationSchema, CreditRecordSchema
from town_service.asking import (
    MATCH,
    ONCE,
    CreditRecordAnswer,
    accepted,
    address_of,
    by_today,
    day_field,
    flag_field,
    happened,
    key_of,
    new,
    paged,
    row_of,
    text_field,
    unit_row,
)
from town_service.blueprint import TownBlueprint
from town_service.guard import needs
from town_service.messages import CHANGED, fails, refuse, unchanged
from town_service.tables import Kept, Record
from town_service.work import matched, tagged

blp = TownBlueprint("records", __name__, description="信用记录 / credit records")

LATER = (
    "proposed_by", "confirmed_on", "dropped_on", "appealed_on", "stayed_on", "appeal_ended_on",
    "repaired_on", "revoked_on", "removed_on", "removal_reason",
)  # fmt: skip
"""What becomes of a record has its own requests."""


class Objection(ma.Schema):
    """The unit objects to a record (异议)."""

    day = day_field(required=True, metadata={"description": "异议日期 / objected on"})
    document = text_field(required=True)
    stayed = flag_field(load_default=False, metadata={"description": "停止执行 / stayed"})


class ObjectionDecision(ma.Schema):
    """An authority decides on an objection (异议决定)."""

    day = day_field(required=True, metadata={"description": "决定日期 / decided on"})
    revoked = flag_field(required=True, metadata={"description": "撤销 / revoked"})
    document = text_field(required=True)
    reason = text_field(2000, required=True)


@blp.route("/enterprises/<path:code>/records")
class Records(MethodView):
    """The records of one enterprise."""

    @needs(blp, "reader")
    @blp.response(200, CreditRecordAnswer(many=True))
    @fails(blp, {404: "not there"})
    @blp.paginate()
    def get(self, code: str, pagination_parameters: Any) -> Any:
        """Return the records of an enterprise (信用档案)."""
        unit_row(code)
        found = sa.select(Record).where(Record.unit_key == key_of(code))
        return paged(found.order_by(Record.decided_on, Record.id), pagination_parameters)

    @needs(blp, "officer")
    @blp.arguments(CreditRecordSchema(exclude=("subject", *LATER)))
    @blp.response(201, CreditRecordAnswer)
    @fails(blp, {404: "not there", 409: "there already"})
    @blp.doc(parameters=[ONCE])
    def post(self, told: dict[str, Any], code: str) -> Any:
        """Enter a record (录入信用记录): it weighs nothing until an authority has confirmed it."""
        unit = unit_row(code).get()
        record = CreditRecord(**told, subject=unit.code, proposed_by=g.token.holder)
        where = address_of("records.RecordById", name=record.id)
        new(Record, record.id)
        row = Record.of(accepted(record))
        g.session.add(row)
        return row, {"Location": where, **tagged(row)}


@blp.route("/records/<path:name>/confirmation", methods=["POST"])
@needs(blp, "authority")
@blp.arguments(ConfirmationSchema(exclude=("record", "known_on")))
@blp.response(200, CreditRecordAnswer)
@fails(blp, {404: "not there", 409: "decided already", **CHANGED})
@blp.doc(parameters=[MATCH, ONCE])
def confirm(told: dict[str, Any], name: str) -> Any:
    """Confirm a record, or drop it with a reason (确认入档)."""
    decision = happened(Confirmation(**told, record=name))
    row = matched(row_of(Record, name))
    record = row.get()
    if record.confirmed_on or record.dropped_on:
        refuse(409, "已作出决定", "it was decided already")
    field = "confirmed_on" if decision.decision is Decision.CONFIRMED else "dropped_on"
    row.put(attrs.evolve(record, **{field: decision.decided_on}))
    g.session.add(Kept.of(Kept.spec_of("confirmations"), decision))
    return row, tagged(row)


@blp.route("/records/<path:name>")
class RecordById(MethodView):
    """One record."""

    @needs(blp, "reader")
    @blp.response(200, CreditRecordAnswer)
    @fails(blp, {404: "not there"})
    @unchanged(blp)
    def get(self, name: str) -> Any:
        """Return a record (信用记录)."""
        row = row_of(Record, name)
        return row, tagged(row)


@blp.route("/records/<path:name>/objection", methods=["POST"])
@needs(blp, "officer")
@blp.arguments(Objection)
@blp.response(200, CreditRecordAnswer)
@fails(blp, {404: "not there", 409: "objected to already", **CHANGED})
@blp.doc(parameters=[MATCH, ONCE])
def objection(told: dict[str, Any], name: str) -> Any:
    """Take in an objection to a record (受理异议): it is marked, and stayed where that was ordered."""
    by_today(day=told["day"])
    row = matched(row_of(Record, name))
    record = row.get()
    if record.appealed_on is not None:
        refuse(409, "已提出异议", "it was objected to already")
    stayed_on = told["day"] if told["stayed"] else None
    row.put(attrs.evolve(record, appealed_on=told["day"], stayed_on=stayed_on))
    return row, tagged(row)


@blp.route("/records/<path:name>/objection/decision", methods=["POST"])
@needs(blp, "authority")
@blp.arguments(ObjectionDecision)
@blp.response(200, CreditRecordAnswer)
@fails(blp, {404: "not there", 409: "nothing to decide", **CHANGED})
@blp.doc(parameters=[MATCH, ONCE])
def decide(told: dict[str, Any], name: str) -> Any:
    """Decide on an objection (异议决定): the record stands, or is revoked."""
    by_today(day=told["day"])
    row = matched(row_of(Record, name))
    record = row.get()
    if record.appealed_on is None or record.appeal_ended_on is not None:
        refuse(409, "没有待决定的异议", "there is no objection to decide on")
    revoked_on = told["day"] if told["revoked"] else None
    row.put(attrs.evolve(record, appeal_ended_on=told["day"], revoked_on=revoked_on))
    return row, tagged(row)
