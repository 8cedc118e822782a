"""Engines for the tests: a local Spark, a PostgreSQL server of their own, and ways to hold tables."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "assessment"))

REQUIRED = os.environ.get("QUALITYGOV_ENGINES") == "required"
"""Where it is set, an engine that is missing fails the tests instead of leaving them out."""
PLACES = ("/usr/lib/postgresql/*/bin/postgres", "/usr/local/bin/postgres", "/usr/bin/postgres")


def missing(what):
    """Leave a test out for an engine that is not there, or fail."""
    if REQUIRED:
        pytest.fail(f"{what} is missing")
    pytest.skip(f"{what} is missing")


def programs():
    """The folder of PostgreSQL's programs."""
    found = [at for place in PLACES for at in sorted(Path("/").glob(place[1:]))]
    beside = shutil.which("postgres")
    found += [Path(beside)] if beside else []
    for at in found:
        folder = at.resolve().parent
        if (folder / "initdb").exists():
            return folder
    return missing("PostgreSQL")


def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more)


@pytest.fixture(scope="session")
def postgres():
    """A connection to a server that only these tests use; it listens on a socket alone."""
    try:
        import ibis
        import psycopg  # noqa: F401 - ibis needs it
    except ImportError:
        missing("ibis with PostgreSQL")
    at, folder = programs(), Path(tempfile.mkdtemp(prefix="qg-pg-"))
    who = {"user": "postgres"} if os.geteuid() == 0 else {}  # the server refuses to run as root
    if who:
        shutil.chown(folder, "postgres")
    data, env = folder / "data", {**os.environ, "LC_ALL": "C.UTF-8"}
    options = ["-A", "trust", "-U", "tester", "-E", "UTF8", "--no-sync"]
    run(at / "initdb", "-D", data, *options, cwd=folder, env=env, **who)
    asked = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    log = folder / "log"
    run(at / "pg_ctl", "-D", data, "-l", log, "-w", "-o", asked, "start", cwd=folder, **who)
    try:
        connection = ibis.postgres.connect(host=str(folder), user="tester", database="postgres")
        yield connection
        connection.disconnect()
    finally:
        run(at / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop", cwd=folder, **who)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def spark():
    """A local Spark session with two workers."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        missing("PySpark")
    if shutil.which("java") is None:
        missing("Java")
    made = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "Asia/Shanghai")
        .config("spark.sql.codegen.wholeStage", "false")  # small tables: compiling costs more
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    yield made
    made.stop()
