"""The files of docs/workers.md: scorers in processes, Celery workers and Spark executors."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from servers import missing

PAGE = Path(__file__).parents[2] / "docs" / "workers.md"
FILES = """
broker_url = "filesystem://"
result_backend = "file://{folder}/results"
accept_content = ["json"]
broker_transport_options = {{
    "data_folder_in": "{folder}/queue",
    "data_folder_out": "{folder}/queue",
    "control_folder": "{folder}/control",
}}
"""
"""Settings of Celery for a queue of files instead of Redis."""


@pytest.fixture
def folder(tmp_path):
    """A folder with the files of the page."""
    text = PAGE.read_text(encoding="utf-8")
    for name, code in re.findall(r"```py\n# (\w+\.py)[^\n]*\n(.*?)```", text, re.DOTALL):
        (tmp_path / name).write_text(code, encoding="utf-8")
    for part in ("queue", "results", "control"):
        (tmp_path / part).mkdir()
    return tmp_path


def run(folder, name):
    command = [sys.executable, "-W", "error", name]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_the_page_has_the_files_that_it_names(folder):
    names = {path.name for path in folder.glob("*.py")}
    assert names == {
        "office_work.py", "by_processes.py", "office_settings.py", "office_celery.py",
        "by_celery.py", "by_spark.py",
    }  # fmt: skip
    assert PAGE.read_text(encoding="utf-8").count("```py\n") == len(names)


def test_scorers_go_to_processes_however_they_are_started(folder):
    found = run(folder, "by_processes.py")
    methods = found[::2]
    assert {"fork", "spawn"} <= set(methods)
    assert found[1::2] == ["3"] * len(methods)


@pytest.mark.engines
def test_celery_workers_score(folder):
    if find_spec("celery") is None:
        missing("Celery")
    (folder / "office_settings.py").write_text(FILES.format(folder=folder), encoding="utf-8")
    command = [sys.executable, "-m", "celery", "-A", "office_celery", "worker"]
    options = ["--concurrency", "2", "--loglevel", "ERROR", "--without-gossip", "--without-mingle"]
    worker = subprocess.Popen(
        [*command, *options], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        done = subprocess.run(
            [sys.executable, "by_celery.py"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        worker.terminate()
        told, _ = worker.communicate(timeout=60)
    assert (done.stdout.split(), done.returncode) == (["celery", "3"], 0), (done.stderr, told)


@pytest.mark.engines
def test_spark_executors_score(folder):
    if find_spec("pyspark") is None:
        missing("PySpark")
    if shutil.which("java") is None:
        missing("Java")
    env = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(
        [sys.executable, "by_spark.py"], cwd=folder, capture_output=True, text=True, env=env,
        check=False,
    )  # fmt: skip
    assert (done.stdout.split()[-2:], done.returncode) == (["spark", "3"], 0), done.stderr
