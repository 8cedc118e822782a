"""In and out (数据交换): schemas, tables, a county's folder, JSON Schema and results."""

from __future__ import annotations

from qualitygov.core.form import to_plain
from qualitygov.interchange.folder import CountyReading, FileCount, read_county
from qualitygov.interchange.jsonschema import json_schema
from qualitygov.interchange.results import read_json, write_json
from qualitygov.interchange.tables import Children, TableReading, read_table

__all__ = [
    "Children",
    "CountyReading",
    "FileCount",
    "TableReading",
    "json_schema",
    "read_county",
    "read_json",
    "read_table",
    "to_plain",
    "write_json",
]
