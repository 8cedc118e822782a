"""What no overlay may do without a law (层级权限): to statutory lists, and to what is read by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qualitygov.core.periods import Term
from qualitygov.errors import FieldError
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.model.blacklist import GroundRule, ListKind, SourceRank
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.rulebook.model.publication import HearingRight
from qualitygov.text import Text

Typed = tuple[date, date | None, RuleEntry | None]
"""A version of an entry: its first and last day in force, and the entry, None where unknown."""

AllTyped = Mapping[str, tuple[Typed, ...]]

READ_BY_NAME = frozenset(
    {
        "accident-scale", "air-index", "air-level", "assessment-grade", "assessment-section",
        "clause", "closure-route", "credit-grade", "declared-quality", "excellence-category",
        "general-items", "hazard-grade", "noise-limit", "objection-window", "publication-rule",
        "risk-matrix", "sampling-scheme", "satisfaction-scale", "sector", "water-limit",
    }
)  # fmt: skip
"""Sections whose entries are read by their names, so that none of them may be missing."""

OWN_OF_LISTS = frozenset({"label", "lowers_grade", "verified_by"})
"""What a county may say of a statutory list; all else the law says of it."""

RIGHTS = frozenset(
    {
        "closure.failed-rechecks", "closure.second-recheck", "closure.second-recheck-after",
        "credit.time-bar", "credit.time-bar-life", "inspection.rectify", "penalty.hearing",
        "remedy.reconsideration", "remedy.suit",
    }
)  # fmt: skip
"""Parameters that say what the law grants a unit: how long it may object, or put things right."""

LOCAL = SourceRank.LOCAL.value
SIGNATURE = frozenset({"verified_by"})
"""What a county's legal officer may always say of a rule."""

GROUND = Text(
    "地方规定不得增设、修改或废止法定名单的列入事由；如有上位依据，"
    '请写明 source 与 basis = "published"',
    "a local rule neither adds nor changes a ground of a statutory list, nor retires it; "
    'where a law does, name it in source and say basis = "published"',
)
LIST = Text(
    '法定名单须依据上位规定：请写明 source 与 basis = "published"',
    'a statutory list rests on a law above it: name it in source and say basis = "published"',
)
RIGHT = Text(
    '法律、法规、规章赋予单位的期限和条件，地方不得修改；如有上位依据，请写明 source 与 basis = "published"',
    "a term that the law grants a unit is not changed by a local rule; where a law changes it, "
    'name it in source and say basis = "published"',
)
RANK = Text(
    '名单依据的位阶高于地方文件的，须有该位阶的依据：请写明 source 与 basis = "published"',
    "a list whose rank is above a local document rests on a document of that rank: "
    'name it in source and say basis = "published"',
)


def _statutory(typed: AllTyped, name: object) -> bool:
    versions = typed.get(f"{ListKind.section}.{name}", ())
    return any(isinstance(one, ListKind) and one.statutory for _, _, one in versions)


def broken_law(
    section: str, typed: AllTyped, path: str, names: set[str] | None, wanted: Mapping[str, Any]
) -> Text | None:
    """Return what a change without a law would break (须有上位依据), None for what needs none.

    `names` are the fields that are changed, None for an entry that is retired.
    """
    versions = [one for _, _, one in typed.get(path, ()) if one is not None]
    if section == ListKind.section:
        name = path.partition(".")[2]
        touched = names is None or not names <= OWN_OF_LISTS
        by_law = _statutory(typed, name) or wanted.get("statutory") is True
        if touched and by_law:
            return LIST
        above = [
            one
            for one in versions
            if isinstance(one, ListKind) and one.rank is not SourceRank.LOCAL
        ]
        widened = wanted.get("rank", LOCAL) != LOCAL or (bool(above) and _widens(above, wanted))
        return RANK if widened else None
    if names is not None and names <= SIGNATURE:
        return None
    if section == Parameter.section:
        return RIGHT if path.partition(".")[2] in RIGHTS else None
    if section == HearingRight.section:
        return RIGHT
    if section != GroundRule.section:
        return None
    lists = {one.list_kind for one in versions if isinstance(one, GroundRule)}
    lists.add(str(wanted.get("list_kind")))
    return GROUND if any(_statutory(typed, name) for name in lists) else None


def _widens(lists: list[ListKind], wanted: Mapping[str, Any]) -> bool:
    """Whether a change makes a list harder than all its versions: more effects, longer terms."""
    effects = wanted.get("effects")
    brought = {effect.value for one in lists for effect in one.effects}
    if isinstance(effects, list) and not {str(effect) for effect in effects} <= brought:
        return True
    return any(
        name in wanted and all(_longer(wanted[name], getattr(one, name)) for one in lists)
        for name in ("term", "second_term", "repair_after")
    )


def _longer(wanted: object, term: Term | None) -> bool:
    """Whether a term, if it is one, is not as short as another; months and days apart."""
    try:
        own = Term.parse(str(wanted))
    except FieldError:
        return False  # said of its field
    return term is None or own.total_months > term.total_months or own.days > term.days


def added_law(rule: RuleEntry, typed: AllTyped) -> Text | None:
    """Return what an entry added without a law would break (新增须有上位依据)."""
    if isinstance(rule, ListKind):
        return LIST if rule.statutory else None if rule.rank is SourceRank.LOCAL else RANK
    if isinstance(rule, GroundRule) and _statutory(typed, rule.list_kind):
        return GROUND
    return None
