"""In and out (数据交换): schemas, tables, a county's folder, JSON Schema and results."""

from __future__ import annotations

from qualitygov.core.form import to_plain
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.folder import CountyReading, read_county
from qualitygov.interchange.jsonschema import json_schema
from qualitygov.interchange.results import read_json, write_json
from qualitygov.interchange.sheets import Sheet, frame_sheet, sheet_of, sql_sheet
from qualitygov.interchange.single import Children, read_table
from qualitygov.interchange.tables import Place, TableReading

__all__ = [
    "Children",
    "CountyReading",
    "Entry",
    "Place",
    "Sheet",
    "TableReading",
    "frame_sheet",
    "json_schema",
    "read_county",
    "read_json",
    "read_table",
    "sheet_of",
    "sql_sheet",
    "to_plain",
    "write_json",
]
