"""Start the service: ``python examples/town_service``.

On an empty database it makes a token for each role and prints them, once, and fills in the small
example county; ``--empty`` leaves that out. ``--token ROLE NAME`` makes a further token and ends.
"""

from __future__ import annotations

import argparse

import sqlalchemy as sa
from sqlalchemy.orm import Session
from town_service.guard import ROLES, issue
from town_service.sample import fill
from town_service.tables import Token

from town_service import Settings, create_app


def first_start(engine: sa.Engine, *, empty: bool) -> None:
    """Make tokens, and the example, in a database that has none (首次启动)."""
    with Session(engine) as session, session.begin():
        if session.scalars(sa.select(Token)).first() is not None:
            return
        for role in ROLES:
            print(f"{role}: {issue(session, role, role)}")
        if not empty:
            fill(session)


def main() -> None:
    """Start the service, or make a token."""
    parser = argparse.ArgumentParser(
        description="qualitygov: a service for a county's quality office"
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5000)
    parser.add_argument("--empty", action="store_true", help="without the example county")
    parser.add_argument("--token", nargs=2, metavar=("ROLE", "NAME"), help="make a token, and end")
    given = parser.parse_args()
    app = create_app(Settings.from_environment())
    engine = app.extensions["engine"]
    if given.token:
        with Session(engine) as session, session.begin():
            print(issue(session, given.token[1], given.token[0]))
        return
    first_start(engine, empty=given.empty)
    app.run(host=given.host, port=given.port)


if __name__ == "__main__":
    main()
