"""Words that the rulebook lists (手册词语) stand in Chinese in templates, and are read as such."""

from __future__ import annotations

import io

import openpyxl
import pytest
from filling import TABLES, blank, headings, read_back

CLOSED = [
    ("key_technologies", "field", "生物", "biology"),
    ("recalls", "level", "食品一级召回", "food-1"),
    ("works_parts", "part", "主体结构", "structure"),
    ("resource_uses", "limit", "水泥可比综合能耗", "cement-energy"),
    ("condition_checks", "condition", "消防通道畅通", "fire-exits"),
    ("noise", "zone", "2 类（商业混合区）", "2"),
    ("noise_points", "zone", "4a类", "4a"),
]


def heading(table, field):
    (found,) = (one for one in headings(table) if one.name == field)
    return found


@pytest.mark.parametrize(("table", "field", "id_"), [(a, b, d) for a, b, _, d in CLOSED])
def test_a_closed_list_offers_chinese_words(table, field, id_):
    words = heading(table, field).words
    assert id_ in {word.value for word in words}
    assert all(any("\u4e00" <= one <= "\u9fff" for one in word.label) for word in words)
    book = openpyxl.load_workbook(io.BytesIO(blank(table)))
    sheet = book[TABLES[table].sheet_name]
    title = heading(table, field).header
    (cell,) = (one for one in sheet[1] if one.value == title)
    rules = sheet.data_validations.dataValidation
    (rule,) = (one for one in rules if f"{cell.column_letter}2" in one.sqref)
    assert rule.type == "list"


@pytest.mark.parametrize(("table", "field", "label", "id_"), CLOSED)
def test_a_word_is_read_as_the_office_writes_it(table, field, label, id_, tmp_path):
    row = {one.name: one.example or "甲" for one in headings(table) if one.required}
    heads = [one.header for one in headings(table) if one.required]
    for written in (label, id_):
        row[field] = written
        folder = tmp_path / id_ / str(written == label)
        folder.mkdir(parents=True)
        book = openpyxl.Workbook()
        book.active.title = TABLES[table].sheet_name
        book.active.append(heads)
        book.active.append(list(row.values()))
        out = io.BytesIO()
        book.save(out)
        _, reading = read_back(folder, "甲.xlsx", out.getvalue())
        found = reading.tables[table]
        assert [one.say("zh") for one in found.refused] == []
        assert [getattr(one, field) for one in found.rows] == [id_]


def test_a_word_that_the_list_has_not_is_refused_with_the_near_ones(tmp_path):
    row = {one.name: one.example or "甲" for one in headings("recalls") if one.required}
    heads = [one.header for one in headings("recalls") if one.required]
    book = openpyxl.Workbook()
    book.active.title = TABLES["recalls"].sheet_name
    book.active.append(heads)
    book.active.append(list((row | {"level": "一级召回"}).values()))
    out = io.BytesIO()
    book.save(out)
    _, reading = read_back(tmp_path, "甲.xlsx", out.getvalue())
    (entry,) = reading.tables["recalls"].refused
    assert "食品一级召回" in entry.expected.zh
