"""Errors in the language that was asked for (错误应答), all of one shape."""

from __future__ import annotations

import http
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import marshmallow as ma
from flask import Response, jsonify, request
from flask_smorest import Api, abort

from qualitygov import QualityGovError, Text
from qualitygov.errors import IllegalMoveError, ProblemsError
from qualitygov.text import Language

View = Callable[..., Any]
MOST_SENT = 1 << 20
"""No request is longer than this, in bytes."""


class ErrorSchema(ma.Schema):
    """What every error says (错误)."""

    code = ma.fields.Integer(metadata={"description": "HTTP status", "example": 422})
    status = ma.fields.String(metadata={"description": "its name"})
    message = ma.fields.String(metadata={"description": "in words"})
    errors = ma.fields.Dict(metadata={"description": "what is wrong, by field"})
    reason = ma.fields.String(metadata={"description": "stable code of the library"})
    legal = ma.fields.List(ma.fields.String(), metadata={"description": "what may be done instead"})


def language() -> Language:
    """Return the language of the answer, by ``Accept-Language``; Chinese where none is said."""
    return "en" if request.accept_languages.best_match(["zh", "en"], "zh") == "en" else "zh"


OTHERWISE_NOW = ("decision.rulebook", "decision.calendar", "decision.data")
"""Why a decision cannot be replayed here and now."""

CHANGED = {412: "changed meanwhile", 428: "If-Match is missing"}
"""How a change is refused that does not name the version it changes."""


def fails(blp: Any, refusals: Mapping[int, str]) -> Callable[[View], View]:
    """Document with which errors a view answers (错误应答说明), beyond the usual ones."""

    def documented(view: View) -> View:
        for status, why in refusals.items():
            view = blp.alt_response(status, schema=ErrorSchema, description=why)(view)
        return view

    return documented


def refuse(status: int, zh: str, en: str, **more: Any) -> NoReturn:
    """End the request with an error (拒绝请求)."""
    abort(status, message=Text(zh, en).say(language()), **more)


def said(messages: Any) -> Any:
    """The messages of marshmallow, those of the library in the language that was asked for."""
    if isinstance(messages, Mapping):
        return {str(key): said(inner) for key, inner in messages.items()}
    if isinstance(messages, (list, tuple)):
        return [said(inner) for inner in messages]
    text = getattr(messages, "text", None)
    return text.say(language()) if isinstance(text, Text) else str(messages)


class TownApi(Api):
    """The API, whose errors say themselves in either language."""

    ERROR_SCHEMA = ErrorSchema

    def handle_http_exception(self, error: Any) -> Any:
        """Answer an error of HTTP or of the arguments."""
        if error.response is not None:
            return error.response
        payload, code, headers = super().handle_http_exception(error)
        more = getattr(error, "data", None) or {}
        payload |= {name: more[name] for name in ("reason", "legal") if name in more}
        if "errors" in payload:
            payload["errors"] = said(payload["errors"])
        return payload, code, headers


def failure(status: int, message: str, **more: Any) -> Response:
    """Return an error as an answer (错误应答)."""
    phrase = http.HTTPStatus(status).phrase
    answer = jsonify({"code": status, "status": phrase, "message": message, **more})
    answer.status_code = status
    return answer


def answer_unfit(_: Exception) -> Response:
    """Answer a value that the database cannot hold: too large a number, a character it has not."""
    text = Text("超出可存储的范围", "more than the database can hold")
    return failure(422, text.say(language()))


def answer_library(error: QualityGovError) -> Response:
    """Answer an error of the library: a move that is not legal now, or what does not fit."""
    more: dict[str, Any] = {"reason": error.code}
    if isinstance(error, IllegalMoveError):
        more["legal"] = list(error.legal)
    if isinstance(error, ProblemsError):
        more["errors"] = {one.path: [one.say(language())] for one in error.problems}
    conflict = isinstance(error, IllegalMoveError) or error.code in OTHERWISE_NOW
    status = 409 if conflict else 422
    return failure(status, error.say(language()), **more)
