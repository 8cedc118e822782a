"""Write the pages of the reference from the packages' own docstrings.

python docs/reference.py            # write the pages
python docs/reference.py --check    # fail when they are out of date
"""

from __future__ import annotations

import sys
from pathlib import Path

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
PAGES = {
    **{name: (name,) for name in SUBJECTS},
    "assessment": ("assessment", "assessment.frame"),
    "inspection": ("inspection", "inspection.drafts", "inspection.made", "inspection.remarks"),
    "county": ("county", "county.cases", "county.case_file"),
    "subject": ("subject", "procedure"),
    "rulebook": (
        "rulebook",
        *(f"rulebook.{name}" for name in ("context", "spellings", "typed", "words")),
        *(f"rulebook.model.{name}" for name in MODELS),
    ),
    "plan": ("plan.condition", "plan.expr", "plan.rows", "plan.columns", "plan.engines"),
    "interchange": (
        "interchange", "interchange.resolve", "interchange.runs", "schemas", "strategies"
    ),
    "report": ("report",),
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


def page(name: str) -> str:
    """Return the text of one page."""
    title = name.capitalize()
    parts = [
        f"::: qualitygov.{module}\n    options:\n      show_submodules: false\n"
        for module in PAGES[name]
    ]
    return f"# {title}\n\n" + "\n".join(parts)


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
