"""The documents as LibreOffice prints them: every page is there, and what is to be read stands on it."""

from __future__ import annotations

import subprocess

import pytest
from official_cases import CASES

from qualitygov.cli import main

pytestmark = pytest.mark.office
MOST_PAGES = {"circular": 5, "credit-notice": 1, "talk-notice": 3}


@pytest.fixture(scope="module")
def printed(out, tmp_path_factory):
    """The text of each case's document, page by page, as it is printed."""
    folder = tmp_path_factory.mktemp("printed")
    files = []
    for at, case in enumerate(CASES):
        to = str(folder / str(at))
        assert main(["report", str(out), "--to", to, *case.options, "--json"]) == 0
        files += [next((folder / str(at)).iterdir())]
    for at, file in enumerate(files):
        file.rename(folder / f"{at}.docx")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    names = [str(folder / f"{at}.docx") for at in range(len(files))]
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *names],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return [_pages(folder / f"{at}.pdf") for at in range(len(files))]


def _pages(path):
    run = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, timeout=60)
    return ["".join(page.split()) for page in run.stdout.decode().split("\f")[:-1]]


@pytest.mark.parametrize("at", range(len(CASES)), ids=[case.kind for case in CASES])
def test_a_document_prints_whole(printed, at):
    case, pages = CASES[at], printed[at]
    text = "".join(pages)
    for part in case.says:
        assert part in text, part
    assert len(pages) <= MOST_PAGES.get(case.kind, 2)
    signed = next(page for page in reversed(pages) if "（盖章）" in page)
    assert not signed.startswith(("县市场监督管理局（盖章）", "＿＿＿＿（待填：机关名称）（盖章）"))
