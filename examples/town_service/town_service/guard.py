"""Who may do what (权限): tokens with roles, kept as digests, and a limit on wrong ones."""

from __future__ import annotations

import functools
import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import current_app, g, request
from sqlalchemy.orm import Session

from town_service.messages import View, fails, refuse
from town_service.tables import Failure, Token
from town_service.work import given_before

ROLES = ("reader", "officer", "authority")
"""Each may do what those before it may."""

SCHEME = "token"
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="town service"'}


def digest(token: str) -> str:
    """Return what is kept of a token (令牌摘要): it is random, so its SHA-256 tells nothing of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def issue(session: Session, holder: str, role: str) -> str:
    """Make a token (发放令牌); it is shown this once."""
    if role not in ROLES:
        msg = f"no role {role!r}; there are {', '.join(ROLES)}"
        raise ValueError(msg)
    token = secrets.token_urlsafe(32)
    session.add(Token(digest=digest(token), holder=holder, role=role))
    return token


def _now() -> datetime:
    moment: datetime = current_app.config["SETTINGS"].moment()
    return moment


def _wait(session: Session, address: str) -> int:
    """The seconds that an address has to wait, 0 when it may go on."""
    settings = current_app.config["SETTINGS"]
    span = timedelta(minutes=settings.minutes)
    since = _now() - span
    session.execute(sa.delete(Failure).where(Failure.at <= since))
    found = session.scalars(
        sa.select(Failure.at).where(Failure.address == address).order_by(Failure.at)
    ).all()
    return (
        0 if len(found) < settings.failures else int((found[0] + span - _now()).total_seconds()) + 1
    )


def _holder(sent: str) -> Token:
    """The holder of a token; a wrong one is counted, apart from what the request does."""
    address = request.remote_addr or ""
    with Session(g.session.get_bind()) as session, session.begin():
        wait = _wait(session, address)
        found = None if wait else session.get(Token, digest(sent))
        good = found is not None and found.revoked_at is None
        if not good and not wait:
            session.add(Failure(address=address, at=_now()))
        if found is not None:
            session.expunge(found)
    if wait:
        g.retry_after = wait
        refuse(429, "令牌错误次数过多，请稍后再试", "too many wrong tokens from this address; wait")
    if not good or found is None:
        refuse(401, "令牌无效", "this token is not valid", headers=CHALLENGE)
    return found


def needs(blp: Any, role: str) -> Callable[[View], View]:
    """Let only holders of a role, or of a higher one, call a view (角色要求)."""

    def guard(view: View) -> View:
        @functools.wraps(view)
        def checked(*args: Any, **kwargs: Any) -> Any:
            kind, _, sent = request.headers.get("Authorization", "").partition(" ")
            if kind.lower() != "bearer" or not sent:
                zh, en = "须有令牌（Authorization: Bearer）", "send Authorization: Bearer TOKEN"
                refuse(401, zh, en, headers=CHALLENGE)
            g.token = _holder(sent.strip())
            if ROLES.index(g.token.role) < ROLES.index(role):
                refuse(403, f"须有 {role} 角色", f"this needs the role {role}")
            given_before()
            return view(*args, **kwargs)

        usual = {401: "no valid token", 403: f"not a {role}", 429: "wait"}
        documented: View = blp.doc(security=[{SCHEME: []}], **{"x-role": role})(checked)
        return fails(blp, usual)(documented)

    return guard
