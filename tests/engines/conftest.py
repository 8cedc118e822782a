"""Engines for the tests: a local Spark, a PostgreSQL server of their own, and ways to hold tables."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from servers import missing, programs, run

sys.path.insert(0, str(Path(__file__).parents[1] / "assessment"))


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
