"""In and out (数据交换): schemas, tables, a county's folder, JSON Schema and results."""

from __future__ import annotations

from qualitygov.core.form import to_plain
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.folder import CountyReading, read_county
from qualitygov.interchange.jsonschema import entity_schema
from qualitygov.interchange.missing import MissingTable, missing_tables
from qualitygov.interchange.office.county import new_county
from qualitygov.interchange.office.dictionary import Dictionary, dictionary_of
from qualitygov.interchange.office.dictionary_views import dictionary_page, dictionary_workbook
from qualitygov.interchange.office.template import template_workbook
from qualitygov.interchange.results import read_json, write_json
from qualitygov.interchange.rows import check_row, row_key
from qualitygov.interchange.sheets import Sheet, frame_sheet, sheet_of, sql_sheet
from qualitygov.interchange.single import Children, read_table
from qualitygov.interchange.tables import Place, TableReading
from qualitygov.interchange.told import ReadingTold, TableTold

__all__ = [
    "Children",
    "CountyReading",
    "Dictionary",
    "Entry",
    "MissingTable",
    "Place",
    "ReadingTold",
    "Sheet",
    "TableReading",
    "TableTold",
    "check_row",
    "dictionary_of",
    "dictionary_page",
    "dictionary_workbook",
    "entity_schema",
    "frame_sheet",
    "missing_tables",
    "new_county",
    "read_county",
    "read_json",
    "read_table",
    "row_key",
    "sheet_of",
    "sql_sheet",
    "template_workbook",
    "to_plain",
    "write_json",
]
