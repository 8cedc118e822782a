"""Templates: what an office fills in is what the reader reads, and notes are no data."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import attrs
import openpyxl
import pytest
from filling import BOOK, PARENTS, TABLES, blank, filled, headings, read_back, rows_of
from hypothesis import HealthCheck, given, settings

from qualitygov.core import check
from qualitygov.core.kinds import kinds_of
from qualitygov.interchange.columns import columns_of
from qualitygov.interchange.office.template import LAST, NOTES, template_file, template_workbook

FEW = settings(
    max_examples=4,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    deadline=None,
)


def names_in(name):
    """A table and its child tables, by name, in the order of their sheets."""
    return [name, *(child.file.removesuffix(".csv") for child in TABLES[name].spec.children)]


def of_child(entity, table):
    return [one for row in entity for one in getattr(row, table.child.field)]


@pytest.mark.parametrize("name", PARENTS)
def test_a_filled_template_gives_the_rows_that_were_filled_in(name):
    @FEW
    @given(rows_of(name))
    def there_and_back(rows):
        with tempfile.TemporaryDirectory() as folder:
            file = template_file(TABLES[name])
            found, reading = read_back(Path(folder), file, filled(name, rows))
        table = reading.tables[name]
        said = [*found.file_errors, *table.refused, *table.review, *found.unknown_columns]
        assert [entry.say("en") for entry in said] == []
        assert table.rows == tuple(rows)
        for child in names_in(name)[1:]:
            assert reading.tables[child].refused == ()
            assert reading.tables[child].rows == tuple(of_child(rows, TABLES[child]))

    there_and_back()


@pytest.mark.parametrize("name", PARENTS)
def test_an_empty_template_has_no_rows_and_every_column_finds_its_field(name, tmp_path):
    found, reading = read_back(tmp_path, template_file(TABLES[name]), blank(name))
    assert found.file_errors == []
    assert found.unknown_columns == []
    assert [(entry.sheet, entry.code) for entry in found.named] == [(NOTES, "file.foreign")]
    assert [match.main.table.name for match in found.matches] == names_in(name)
    for match in found.matches:
        fed = sorted(match.main.fed, key=lambda one: one.at)
        fields = [f.form.field if f.column is None else f.column.name for f in fed]
        assert fields == [heading.name for heading in headings(match.main.table.name)]
        assert len(match.tables) == 1
    assert {table.read for table in reading.tables.values()} == {0}


def test_every_column_of_a_class_is_in_its_template():
    for name, table in TABLES.items():
        there = {heading.name.partition(".")[0] for heading in headings(name)}
        asked = {column.field for column in columns_of(table.entity, ())} | table.mappings
        assert asked <= there


def test_sheets_have_names_that_a_spreadsheet_takes_and_no_two_alike():
    names = [table.sheet_name for table in TABLES.values()]
    assert len(set(names)) == len(names)
    assert NOTES not in names
    assert all(0 < len(name) <= 31 and not set(name) & set(":：/\\?*[]'") for name in names)


def test_an_example_is_a_value_that_its_column_takes():
    for name, table in TABLES.items():
        kinds = kinds_of(table.entity)
        columns = {column.name: column for column in columns_of(table.entity, ())}
        for heading in headings(name):
            column = columns.get(heading.name)
            if column is None or not heading.example or any(w.value for w in heading.words):
                continue
            plain = column.cleaned(heading.example)
            assert plain is not None, (name, heading.name)
            value = column.parse(plain)
            attribute = table.fields[column.field]
            for part in check.parts(attribute.validator):
                held = kinds[column.field][0].hold(value) if column.part is None else value
                part(None, attribute, held)


# What the workbook has


def sheet_of(name):
    return openpyxl.load_workbook(io.BytesIO(blank(name)))


def test_the_header_stays_has_notes_and_marks_what_must_be_filled():
    sheet = sheet_of("enterprises")["企业"]
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]][:4] == [
        "统一社会信用代码*",
        "企业名称*",
        "所属乡镇代码*",
        "行业代码",
    ]
    note = sheet["A1"].comment.text
    assert "必填" in note
    assert "18 位统一社会信用代码" in note
    assert "选填" in sheet["D1"].comment.text
    assert sheet.max_row == 1


def validations(sheet):
    return {str(one.sqref).partition(":")[0]: one for one in sheet.data_validations.dataValidation}


def words_at(book, formula):
    _, _, cells = formula.lstrip("=").partition("!")
    return [cell.value for (cell,) in book[NOTES][cells.replace("$", "")]]


def test_words_have_drop_downs_of_official_labels():
    book = sheet_of("credit_records")
    sheet = book["信用记录"]
    at = {cell.value: cell.column_letter for cell in sheet[1]}
    found = validations(sheet)
    kinds = words_at(book, found[f"{at['记录类别*']}2"].formula1)
    assert "行政处罚" in kinds
    assert set(words_at(book, found[f"{at['程度*']}2"].formula1)) >= {"轻微", "一般", "严重"}
    assert found[f"{at['较重行政处罚']}2"].formula1 == '"是,否"'
    assert found[f"{at['发生日期*']}2"].type == "date"
    assert (
        str(found[f"{at['发生日期*']}2"].sqref) == f"{at['发生日期*']}2:{at['发生日期*']}{LAST + 1}"
    )


def test_an_open_list_offers_its_words_and_takes_any_other():
    sheet = sheet_of("product_offers")["生产经营产品"]
    at = {cell.value: cell.column_letter for cell in sheet[1]}
    found = validations(sheet)
    assert not found[f"{at['产品类别*']}2"].showErrorMessage
    assert found[f"{at['经营活动*']}2"].showErrorMessage


def test_a_word_of_every_list_is_chinese():
    for name in TABLES:
        for heading in headings(name):
            plain = [w.label for w in heading.words if w.label.isascii() and w.label.isalpha()]
            assert [word for word in plain if len(word) > 1] == [], (name, heading.name)


def test_codes_are_text_and_numbers_keep_their_bounds():
    sheet = sheet_of("accidents")["事故"]
    at = {cell.value: cell for cell in sheet[1]}
    loss = next(cell for title, cell in at.items() if title.startswith("直接经济损失"))
    rule = validations(sheet)[f"{loss.column_letter}2"]
    assert (rule.type, rule.operator, rule.formula1) == ("decimal", "greaterThanOrEqual", "0")
    sheet = sheet_of("enterprises")["企业"]
    formats = {cell.value: sheet.column_dimensions[cell.column_letter] for cell in sheet[1]}
    assert formats["统一社会信用代码*"].number_format == "@"
    assert formats["所属乡镇代码*"].number_format == "@"
    assert formats["成立日期"].number_format == "yyyy-mm-dd"


def test_nothing_in_a_template_is_a_formula_or_a_link():
    for name in PARENTS:
        with zipfile.ZipFile(io.BytesIO(blank(name))) as packed:
            for part in packed.namelist():
                if part.startswith("xl/worksheets/sheet"):
                    text = packed.read(part).decode()
                    assert "<f>" not in text
                    assert "<hyperlink" not in text


def test_labels_of_a_rulebook_that_look_like_formulas_stay_text():
    from qualitygov import load_rulebook

    label = "=cmd|' /C calc'!A1"
    own = load_rulebook(
        text=f"""
[rulebook]
id = "evil"
version = "1"
title = {{ zh = "甲", en = "A" }}
extends = "strong-town"
[[change]]
section = "list-kind"
id = "local"
set = {{ label = {{ zh = "{label}", en = "{label}" }} }}
source = "甲"
"""
    )
    content = template_workbook(TABLES["cases"], own)
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for row in book[NOTES] for cell in row if cell.value == label]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_the_same_template_has_the_same_bytes():
    assert template_workbook(TABLES["samples"], BOOK) == blank("samples")


def test_a_child_tables_template_is_that_of_its_parent():
    assert template_file(TABLES["sample_items"]) == template_file(TABLES["samples"])
    assert template_workbook(TABLES["sample_items"], BOOK) == blank("samples")


def test_a_template_need_not_be_filled_from_its_second_row_on(tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(blank("towns")))
    sheet = book["乡镇"]
    sheet["A4"], sheet["B4"] = "330299101", "清溪镇"
    out = io.BytesIO()
    book.save(out)
    _, reading = read_back(tmp_path, "任意名称.xlsx", out.getvalue())
    (town,) = reading.tables["towns"].rows
    assert (town.name.zh, town.name.en, town.parent) == ("清溪镇", "清溪镇", "330299")


def test_fields_without_a_label_of_their_own_are_none():
    for table in TABLES.values():
        assert all(attrs.fields_dict(table.entity)[name].metadata for name in table.fields)
