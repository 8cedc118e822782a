"""The search of the site finds Chinese words: the index has them apart, and the page finds them."""

from __future__ import annotations

import http.server
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("mkdocs")
pytest.importorskip("material")
if importlib.util.find_spec("jieba") is None:  # importing it warns
    pytest.skip("needs jieba (extra docs)", allow_module_level=True)

ROOT = Path(__file__).parents[2]
PAGES = ("index.zh-CN.md", "tutorial.zh-CN.md", "overlay.zh-CN.md", "glossary.md")
MARK = "\u200b"


def separator():
    """As `mkdocs.yml` has it; its other tags are no plain YAML."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    return re.search(r"separator: '(.*)'", text)[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A small site with the search of `mkdocs.yml`, of the pages that say 黑名单."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "docs").mkdir()
    for name in PAGES:
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    config = f"site_name: x\ntheme: {{name: material, font: false}}\nplugins:\n  - search:\n      separator: '{separator()}'\n"
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder / "site"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "site"


def test_the_index_has_chinese_words_apart(site):
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert index["config"]["separator"] == separator()
    cut = re.compile(separator())
    words = {
        entry["location"]: {word for word in cut.split(entry["text"]) if word}
        for entry in index["docs"]
    }
    found = {location for location, said in words.items() if "黑名单" in said}
    assert any(location.startswith("index.zh-CN") for location in found)
    assert any(location.startswith("glossary") for location in found)
    every = set().union(*words.values())
    assert {"信用", "修复", "监督", "抽查", "整改"} <= every
    assert "trimmer" not in index["config"]["pipeline"]  # it takes Chinese away


@pytest.fixture
def address(site):
    """The site, served; the search asks for its index."""
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(quiet, directory=site)
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.browser
def test_a_person_who_types_the_word_finds_the_pages(address):
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path is not None, "Chromium is needed: see .ci/packages.txt"
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        page.locator("input.md-search__input").press_sequentially("黑名单")
        page.keyboard.press("Shift")  # the page looks at what was written when a key goes up
        found = page.locator(".md-search-result__item")
        found.first.wait_for()
        shown = " ".join(found.all_inner_texts())
        browser.close()
    assert "黑名单" in shown.replace(MARK, "")
