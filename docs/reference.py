"""Write the pages of the reference from the packages' own docstrings.

python docs/reference.py            # write the pages
python docs/reference.py --check    # fail when they are out of date
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent / "reference"
PAGES = {
    "credit": ["credit", "credit.frame", "credit.merits_enterprise"],
    "blacklist": ["blacklist", "blacklist.procedure"],
    "access": ["access"],
    "publication": ["publication"],
    "supervision": ["supervision"],
    "complaint": ["complaint"],
    "safety": ["safety"],
    "governance": ["governance"],
    "laboratory": ["laboratory"],
    "comparison": ["comparison"],
    "award": ["award"],
    "inspection": ["inspection"],
    "engineering": ["engineering"],
    "service": ["service"],
    "environment": ["environment"],
    "industry": ["industry"],
    "enterprise": ["enterprise"],
    "assessment": ["assessment", "assessment.cases", "assessment.frame"],
    "rulebook": [
        "rulebook",
        "rulebook.procedure",
        "rulebook.model.credit",
        "rulebook.model.blacklist",
        "rulebook.model.assessment",
        "rulebook.model.parameter",
        "rulebook.model.access",
        "rulebook.model.award",
        "rulebook.model.enterprise",
        "rulebook.model.governance",
        "rulebook.model.laboratory",
        "rulebook.model.publication",
        "rulebook.model.safety",
        "rulebook.model.supervision",
    ],
    "interchange": ["interchange", "schemas", "strategies"],
    "codes": [
        "codes.credit_code",
        "codes.organization_code",
        "codes.region",
        "codes.standard",
        "codes.unit",
    ],
    "core": [
        "core.exact",
        "core.periods",
        "core.calendars",
        "core.fields",
        "core.schema",
        "core.clauses",
        "errors",
        "text",
    ],
}


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
