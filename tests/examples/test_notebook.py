"""The notebook runs from the first cell to the last, and shows tables whose values are escaped."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "examples" / "notebook" / "county.ipynb"


@pytest.fixture(scope="module")
def ran():
    book = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(book)
    where = {"metadata": {"path": str(NOTEBOOK.parent)}}
    return NotebookClient(book, timeout=600, resources=where).execute()


def shown(ran):
    """The pages that the cells show."""
    outputs = (out for cell in ran.cells for out in cell.get("outputs", ()))
    return [out.data["text/html"] for out in outputs if "text/html" in out.get("data", {})]


def test_the_notebook_is_kept_without_what_it_shows():
    book = nbformat.read(NOTEBOOK, as_version=4)
    assert not any(cell.get("outputs") for cell in book.cells)


def test_results_rulebook_and_measurement_show_as_tables(ran):
    pages = shown(ran)
    titles = [re.search("<caption>(.*?)</caption>", page)[1] for page in pages]
    assert titles[0].startswith("临河县 2016 年度")
    for part in (
        "乡镇考核结果",
        "目标判定结果",
        "指标测量值",
        "信用评分结果",
        "临河县质量强镇规则",
    ):
        assert any(part in title for title in titles), part
    assert all(page.count("<table>") == page.count("</table>") for page in pages)


def test_the_last_cell_gives_plain_data(ran):
    last = ran.cells[-1].outputs[0].data["text/plain"]
    assert "410299001" in last
