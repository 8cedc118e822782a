"""The service under test: its database, its tokens, and who asks."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from datetime import date
from pathlib import Path

import attrs
import pytest
from sqlalchemy.orm import Session

ROOT = Path(__file__).parents[3]
SERVICE = ROOT / "examples" / "town_service"
sys.path.insert(0, str(SERVICE))
TODAY = date(2016, 12, 31)


def postgres_bin():
    """The folder of PostgreSQL's programs, None where there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    return next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


@contextlib.contextmanager
def postgres_server():
    """A server of its own, on a socket in a folder of its own; the URL of its database."""
    programs = postgres_bin()
    assert programs, "PostgreSQL is not installed"
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    who = {"user": "postgres"} if os.geteuid() == 0 else {}
    if who:
        shutil.chown(folder, "postgres")
    made = ["-D", str(folder / "data"), "-U", "town", "-A", "trust", "-E", "UTF8", "--no-locale"]
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    control = [str(programs / "pg_ctl"), "-D", str(folder / "data"), "-w"]

    def run(*command):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, **who)

    run(str(programs / "initdb"), *made)
    run(*control, "-o", options, "-l", str(folder / "log"), "start")
    try:
        yield f"postgresql+psycopg://town@/postgres?host={folder}"
    finally:
        run(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres():
    with postgres_server() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.engines)])
def database(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/town.db"
    import sqlalchemy as sa
    from town_service.tables import Base

    url = request.getfixturevalue("postgres")
    engine = sa.create_engine(url)
    Base.metadata.drop_all(engine)
    engine.dispose()
    return url


@attrs.define
class Asked:
    """A person or program with a token, who asks over HTTP."""

    client: object
    token: str
    language: str = "en"

    def __call__(self, method, path, body=None, *, match=None, once=None, language=None):
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Accept-Language": language or self.language,
        }
        if match is not None:
            headers["If-Match"] = match
        if once is not None:
            headers["Idempotency-Key"] = once
        return self.client.open(path, method=method, json=body, headers=headers)


@pytest.fixture
def app(database):
    from town_service import Settings, create_app

    app = create_app(Settings(database=database, today=TODAY))
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def tokens(app):
    from town_service.guard import ROLES, issue
    from town_service.sample import fill

    with Session(app.extensions["engine"]) as session, session.begin():
        found = {role: issue(session, f"{role}-1", role) for role in ROLES}
        fill(session)
    return found


@pytest.fixture
def ask(app, tokens):
    """Ask as somebody of a role: ``ask["officer"]("GET", "/cases")``."""
    return {role: Asked(app.test_client(), token) for role, token in tokens.items()}


@pytest.fixture
def codes():
    from town_service.sample import CODES

    return CODES


@pytest.fixture
def served(app):
    """The address of the service, served over a real socket."""
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
