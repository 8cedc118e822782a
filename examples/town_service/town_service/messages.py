"""Errors in the language that was asked for (错误应答), all of one shape."""

from __future__ import annotations

import http
import re
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import marshmallow as ma
from flask import Response, jsonify, request
from flask_smorest import Api, abort
from sqlalchemy.orm.exc import StaleDataError

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


KNOWN = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "schema": {"type": "string"},
    "description": "ETag that was read before; 304 where nothing has changed since",
}


def unchanged(blp: Any) -> Callable[[View], View]:
    """Document that a view answers 304 to one who has read the same version (未修改)."""

    def documented(view: View) -> View:
        told: View = blp.alt_response(304, description="not changed since", success=True)(view)
        described: View = blp.doc(parameters=[KNOWN])(told)
        return described

    return documented


def refuse(status: int, zh: str, en: str, **more: Any) -> NoReturn:
    """End the request with an error (拒绝请求)."""
    abort(status, message=Text(zh, en).say(language()), **more)


IN_WORDS: Mapping[int, Text] = {
    400: Text("请求无法读取", "the request cannot be read"),
    404: Text("没有此地址", "there is no such address"),
    405: Text("此地址不支持该方法", "this address does not take that method"),
    413: Text("请求体过大", "the body is too large"),
    422: Text("数据有误", "the data are not right"),
    500: Text("服务出错，未作任何改动", "the service failed; nothing was changed"),
}
"""What an error says where nothing more is known of it."""

OF_MARSHMALLOW = (
    (r"Missing data for required field\.", "缺少必填项"),
    (r"Field may not be null\.", "不能为空"),
    (r"Unknown field\.", "未定义的字段"),
    (r"Invalid input type\.", "应为对象"),
    (r"Not a valid integer\.", "应为整数"),
    (r"Not a valid string\.", "应为文本"),
    (r"String does not match expected pattern\.", "格式不符"),
    (r"Must be one of: (.*)\.", r"应为以下之一：\1"),
    (r"Length must be between (\d+) and (\d+)\.", r"长度应在 \1 至 \2 之间"),
    (r"Must be greater than or equal to (\d+)\.", r"不得小于 \1"),
    (
        r"Must be greater than or equal to (\d+) and less than or equal to (\d+)\.",
        r"应在 \1 至 \2 之间",
    ),
)
"""What marshmallow itself says of what this service asks, in Chinese."""


def _in_chinese(message: str) -> str:
    for pattern, chinese in OF_MARSHMALLOW:
        found = re.fullmatch(pattern, message)
        if found is not None:
            return found.expand(chinese)
    return message


def said(messages: Any) -> Any:
    """The messages of marshmallow and of the library, in the language that was asked for."""
    if isinstance(messages, Mapping):
        return {str(key): said(inner) for key, inner in messages.items()}
    if isinstance(messages, (list, tuple)):
        return [said(inner) for inner in messages]
    text = getattr(messages, "text", None)
    if isinstance(text, Text):
        return text.say(language())
    return str(messages) if language() == "en" else _in_chinese(str(messages))


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
        if "message" not in payload and code in IN_WORDS:
            payload["message"] = IN_WORDS[code].say(language())
        allowed = getattr(error, "valid_methods", None)
        return (
            payload,
            code,
            {**(headers or {}), **({"Allow": ", ".join(allowed)} if allowed else {})},
        )


def failure(status: int, message: str, **more: Any) -> Response:
    """Return an error as an answer (错误应答)."""
    phrase = http.HTTPStatus(status).phrase
    answer = jsonify({"code": status, "status": phrase, "message": message, **more})
    answer.status_code = status
    return answer


def answer_conflict(error: Exception) -> Response:
    """Answer what somebody else changed, or brought in, since this request read it (冲突)."""
    if isinstance(error, StaleDataError):
        text = Text("数据已被他人修改，请重新读取", "somebody else has changed it; read it again")
        return failure(412, text.say(language()))
    text = Text("与已有数据冲突", "it conflicts with what is there already")
    return failure(409, text.say(language()))


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
