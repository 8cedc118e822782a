"""Conditions written once and evaluated for rows and for columns (条件计划)."""
