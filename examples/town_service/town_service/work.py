"""One request, one unit of work (事务): the change, its line in the audit trail and its answer.

All three are written together, or none of them is.
"""

from __future__ import annotations

import hashlib
import http
import json
from typing import Any

import sqlalchemy as sa
from flask import Flask, Response, abort, current_app, g, request
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from town_service.messages import answer_conflict, answer_unfit, refuse
from town_service.tables import Answered, Entry

KEY = "Idempotency-Key"
KEPT_HEADERS = ("ETag", "Location", "Content-Type")
LONGEST_KEY = 200
CHANGES = ("POST", "PUT", "PATCH", "DELETE")
SERVER_ERRORS = http.HTTPStatus.INTERNAL_SERVER_ERROR
CONFLICTS = (StaleDataError, IntegrityError)
"""What the database says when somebody else was faster."""


def bind(app: Flask, engine: sa.Engine) -> None:
    """Give each request its session, and end its work with it (绑定事务)."""

    @app.before_request
    def begin() -> None:
        g.session = Session(engine)

    @app.after_request
    def end(response: Response) -> Response:
        if "retry_after" in g:
            response.headers["Retry-After"] = str(g.retry_after)
        if request.method in CHANGES and response.status_code < http.HTTPStatus.BAD_REQUEST:
            response = _committed(response)
        if request.method == "GET" and "ETag" in response.headers:
            response.make_conditional(request)
        refused = http.HTTPStatus.BAD_REQUEST <= response.status_code < SERVER_ERRORS
        return _given_meanwhile(response) if refused else response

    @app.teardown_request
    def close(_: BaseException | None) -> None:
        session = g.pop("session", None)
        if session is not None:
            session.close()


def _committed(response: Response) -> Response:
    if "replayed" in g or "token" not in g:
        return response
    try:
        g.session.flush()
        g.session.add(_entry(response.status_code))
        if request.method == "POST" and request.headers.get(KEY):
            g.session.add(_answer(response))
        g.session.commit()
    except CONFLICTS as error:
        g.session.rollback()
        return answer_conflict(error)
    except (OverflowError, DataError) as error:
        g.session.rollback()
        return answer_unfit(error)
    return response


def _entry(status: int) -> Entry:
    return Entry(
        at=current_app.config["SETTINGS"].moment(),
        holder=g.token.holder,
        role=g.token.role,
        address=request.remote_addr or "",
        method=request.method,
        path=request.path,
        sent=g.get("sent"),
        withdrawn=g.get("withdrawn"),
        status=status,
    )


# Idempotent posts


def _fingerprint() -> str:
    told = json.dumps([request.method, request.full_path, request.get_data(as_text=True)])
    return hashlib.sha256(told.encode()).hexdigest()


def _answer(response: Response) -> Answered:
    return Answered(
        holder=g.token.digest,
        key=request.headers[KEY],
        request=_fingerprint(),
        status=response.status_code,
        headers={name: response.headers[name] for name in KEPT_HEADERS if name in response.headers},
        body=response.get_data(as_text=True),
        on=current_app.config["SETTINGS"].day(),
    )


def _key() -> str | None:
    return request.headers.get(KEY) if request.method == "POST" else None


def _again(found: Answered) -> Response:
    g.replayed = True
    answer = Response(found.body, found.status, found.headers)
    answer.headers["Idempotent-Replayed"] = "true"
    return answer


def given_before() -> None:
    """Give the same answer to the same request again (幂等应答)."""
    key = _key()
    if not key:
        return
    if len(key) > LONGEST_KEY:
        refuse(
            400, f"{KEY} 至多 {LONGEST_KEY} 个字符", f"{KEY} has at most {LONGEST_KEY} characters"
        )
    found = g.session.get(Answered, (g.token.digest, key))
    if found is None:
        return
    if found.request != _fingerprint():
        refuse(422, f"{KEY} 已用于另一请求", f"this {KEY} was used for another request")
    abort(_again(found))


def _given_meanwhile(response: Response) -> Response:
    """The answer that the same request got meanwhile, where this one was refused because of it."""
    key = _key()
    if not key or "token" not in g:
        return response
    g.session.rollback()
    found = g.session.get(Answered, (g.token.digest, key))
    return response if found is None or found.request != _fingerprint() else _again(found)


# Optimistic locking


def etag_of(row: Any) -> str:
    """Return the entity tag of a row (版本标签)."""
    return f"{row.__tablename__}-{row.version}"


def tagged(row: Any) -> dict[str, str]:
    """Return the header with the tag of a row, after it was written."""
    g.session.flush()
    return {"ETag": f'"{etag_of(row)}"'}


def matched(row: Any) -> Any:
    """Return a row that is to be changed (乐观锁), where the request names its version.

    Without If-Match 428, with another version 412.
    """
    if not request.if_match:
        refuse(
            428,
            "修改须带 If-Match（先读取，取其 ETag）",
            "send If-Match with the ETag that you read",
        )
    if etag_of(row) not in request.if_match:
        refuse(412, "数据已被他人修改，请重新读取", "somebody else has changed it; read it again")
    return row
