"""The page of rule entries has every field of every section, with examples as the book has them."""

from __future__ import annotations

import html
import re
import sys
import tomllib
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import attrs
import pytest

from qualitygov.rulebook.model import entry_classes

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reference" / "rules.md").read_text(encoding="utf-8")
BOOK = DOCS.parent / "src" / "qualitygov" / "rulebook" / "books" / "strong-town"
SECTIONS = dict(re.findall(r"^## ([a-z-]+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
ROW = re.compile(r"^\| `(\w+)` \| (.*) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def tool():
    sys.path.insert(0, str(DOCS))
    try:
        import rule_entries
    finally:
        sys.path.remove(str(DOCS))
    return rule_entries


@pytest.mark.parametrize("section", sorted(entry_classes()))
def test_each_field_of_a_section_and_of_what_is_within_it_has_a_row(section, tool):
    classes = tool.classes_of(entry_classes()[section])
    own = [a.name for a in attrs.fields(classes[0]) if a.name not in tool.COMMON]
    within = [a.name for cls in classes[1:] for a in attrs.fields(cls)]
    assert [name for name, _ in ROW.findall(SECTIONS[section])] == own + within
    for cls in classes[1:]:
        assert f"### {section}: {cls.__name__}\n" in SECTIONS[section]


def test_the_examples_are_values_of_the_book():
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(BOOK.glob("[!.]*.toml")))
    rows = ROW.findall(PAGE)
    shown = [one[1] for _, told in rows if (one := re.search(r"\| `([^`]*)`$", told))]
    assert len(shown) > 0.95 * len(rows)
    for one in shown:
        if not one.endswith("…"):
            value = tomllib.loads(f"x = {html.unescape(one)}")["x"]
            assert str(value) in text or not isinstance(value, str)


def test_values_are_written_as_toml_has_them(tool):
    value = {"a": [1, Decimal("0.50"), 'x"y'], "b": True, "c": date(2016, 1, 2)}
    read = tomllib.loads(f"x = {tool.toml(value)}", parse_float=Decimal)["x"]
    assert read == value
    assert not isinstance(read["c"], datetime)
