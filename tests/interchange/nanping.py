"""A county of tests (南屏县): its folder, with what a test puts into it."""

from __future__ import annotations

MANIFEST = 'data = "data"\n[county]\ncode = "330298"\nname = { zh = "南屏县", en = "Nanping" }\n'


def begun(folder):
    """The folder of the county with its manifest, and no data yet."""
    (folder / "data").mkdir(parents=True)
    (folder / "county.toml").write_text(MANIFEST, encoding="utf-8")
    return folder


def put_rows(county, name, rows):
    """Write rows as Excel writes CSV in UTF-8."""
    lines = "\r\n".join(",".join(row) for row in rows)
    (county / "data" / name).write_text(lines, encoding="utf-8-sig")


def put_lines(county, name, *lines):
    """Write lines of text."""
    (county / "data" / name).write_text("\n".join(lines), encoding="utf-8")
