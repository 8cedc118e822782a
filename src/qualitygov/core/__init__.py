"""Knows no subject: exact numbers, periods, calendars, vocabularies, fields and schemas (基础)."""
