"""Write the pages of the reference from the packages' own docstrings and fields.

python docs/reference.py            # write the pages
python docs/reference.py --check    # fail when they are out of date
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import attrs
import rule_entries
from rule_entries import cell

from qualitygov.core.described import described, meaning
from qualitygov.core.fields import about_field
from qualitygov.core.kinds import kinds_of
from qualitygov.schemas import ENTITIES

HERE = Path(__file__).parent / "reference"
MODELS = (
    "access", "assessment", "award", "blacklist", "clause", "condition", "credit", "engineering",
    "enterprise", "environment", "event", "governance", "industry", "inspection", "laboratory",
    "parameter", "publication", "safety", "service", "supervision",
)  # fmt: skip
SUBJECTS = (
    "access", "award", "blacklist", "comparison", "complaint", "credit", "engineering", "enterprise",
    "environment", "equipment", "governance", "industry", "inspection", "laboratory", "publication", "safety",
    "service", "supervision",
)  # fmt: skip
RULES = "rules"
"""The page of the fields of all rule entries."""

PAGES = {
    **{name: (name,) for name in SUBJECTS},
    "assessment": ("assessment", "assessment.frame"),
    "inspection": ("inspection", "inspection.drafts", "inspection.made", "inspection.remarks"),
    "county": ("county", "county.cases", "county.case_file"),
    "returns": ("returns",),
    "subject": ("subject", "procedure"),
    "rulebook": (
        "rulebook",
        *(f"rulebook.{name}" for name in ("context", "spellings", "typed", "words")),
        *(f"rulebook.model.{name}" for name in MODELS),
    ),
    RULES: (),
    "plan": ("plan.condition", "plan.expr", "plan.rows", "plan.columns", "plan.engines"),
    "interchange": (
        "interchange", "interchange.resolve", "interchange.runs", "schemas", "interop", "strategies",
        "strategies.procedures",
    ),
    "decisions": ("decisions",),
    "report": ("report", "report.official", "report.page", "report.workbook", "report.booklet"),
    "codes": tuple(
        f"codes.{name}"
        for name in (
            "credit_code", "organization_code", "registration_number", "region", "standard",
            "industry_code", "unit", "keys", "identity", "person",
        )
    ),
    "core": (
        *(
            f"core.{name}"
            for name in (
                "exact", "period", "periods", "calendars", "check", "fields", "kinds", "knowledge",
                "schema", "statistics", "vocabulary", "clauses", "cells", "units", "partial", "placed",
                "names", "near",
            )
        ),
        "errors",
        "text",
    ),
}  # fmt: skip
"""The modules of each page; a package is shown by the names that its face lists."""


HEAD = "| field | type | required | label | unit | meaning | example |\n|---|---|---|---|---|---|---|\n"


def entities(name: str) -> list[type]:
    """Return the entities of a package, in order of their names."""
    return [cls for _, cls in sorted(ENTITIES.items()) if cls.__module__.split(".")[1] == name]


def type_of(told: dict[str, Any]) -> str:
    """Return the type of a field in a word or two."""
    if "$ref" in told:
        return told["$ref"]
    if told.get("type") == "array":
        return f"list of {type_of(told['items'])}"
    if "enum" in told:
        return "word" if "x-enum-labels" in told else "choice"
    if isinstance(told.get("additionalProperties"), dict):
        return f"table of {type_of(told['additionalProperties'])}"
    return str(told.get("format") or told["type"])


def row(attribute: attrs.Attribute[Any], kind: Any) -> str:
    """Return the row of one field."""
    about = about_field(attribute)
    told = described(attribute, kind, lambda cls: {"$ref": cls.__name__})
    means = meaning(attribute, kind)
    required = "yes" if attribute.default is attrs.NOTHING else ""
    example = f"`{cell(told['examples'][0])}`" if "examples" in told else ""
    label = cell(f"{about.label.zh} / {about.label.en}")
    words = cell(f"{means.zh} / {means.en}")
    cells = (
        f"`{attribute.name}`",
        type_of(told),
        required,
        label,
        about.unit or "",
        words,
        example,
    )
    return "| " + " | ".join(cells) + " |\n"


def table(cls: type) -> str:
    """Return the table of the fields of an entity (字段表)."""
    first = (cls.__doc__ or "").partition("\n")[0]
    fields = [a for a in attrs.fields(cls) if a.init]
    kinds = kinds_of(cls)
    rows = "".join(row(one, kinds[one.name][0]) for one in fields)
    return f"### {cls.__name__}: fields\n\n{cell(first)}\n\n{HEAD}{rows}"


def page(name: str) -> str:
    """Return the text of one page."""
    if name == RULES:
        return rule_entries.page()
    title = name.capitalize()
    parts = [
        f"::: qualitygov.{module}\n    options:\n      show_submodules: false\n"
        for module in PAGES[name]
    ]
    tables = [table(cls) for cls in entities(name)]
    return f"# {title}\n\n" + "\n".join(parts + tables)


def main() -> int:
    """Write the pages, or check them."""
    stale = [
        name
        for name in PAGES
        if not (HERE / f"{name}.md").exists()
        or (HERE / f"{name}.md").read_text(encoding="utf-8") != page(name)
    ]
    if "--check" in sys.argv:
        print(
            "reference pages out of date: " + ", ".join(stale)
            if stale
            else "reference pages are up to date"
        )
        return bool(stale)
    HERE.mkdir(exist_ok=True)
    for name in stale:
        (HERE / f"{name}.md").write_text(page(name), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
