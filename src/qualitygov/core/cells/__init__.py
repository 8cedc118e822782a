"""Cells as offices write them (单元格规整): nulls, days, numbers and words, each to one plain form.

A cell is only ever brought to another spelling of the same value. What could mean two things is
left as it is, and the field refuses it with its own message.
"""

from __future__ import annotations

from qualitygov.core.cells.days import (
    bounds,
    day,
    days,
    happened,
    labelled,
    moment,
    month,
    since_1900,
    term,
    written_term,
)
from qualitygov.core.cells.forms import is_null
from qualitygov.core.cells.numbers import (
    measurement,
    number,
    number_in,
    uncertain,
    unit_in_header,
    whole,
)
from qualitygov.core.cells.shown import shown
from qualitygov.core.cells.words import Cleaner, flag, labels, several, several_labels
from qualitygov.core.signs import plain

__all__ = [
    "Cleaner",
    "bounds",
    "day",
    "days",
    "flag",
    "happened",
    "is_null",
    "labelled",
    "labels",
    "measurement",
    "moment",
    "month",
    "number",
    "number_in",
    "plain",
    "several",
    "several_labels",
    "shown",
    "since_1900",
    "term",
    "uncertain",
    "unit_in_header",
    "whole",
    "written_term",
]
