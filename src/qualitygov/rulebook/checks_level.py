"""The law of the level (层级权限检查): what a town or county may not do by its own rules."""

from __future__ import annotations

from collections.abc import Iterator

from qualitygov.errors import Problem
from qualitygov.rulebook.entry import Basis
from qualitygov.rulebook.inforce import (
    Checks,
    InForce,
    wrong,
)
from qualitygov.rulebook.model.access import ProductClass
from qualitygov.rulebook.model.award import AwardBar
from qualitygov.rulebook.model.blacklist import (
    PUNITIVE_NEEDS_RANK_FROM,
    Effect,
    GroundRule,
    ListKind,
    SourceRank,
)
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.text import Text


def _own_lists(rules: InForce) -> Iterator[Problem]:
    """A list of a town's or county's own brings more supervision and nothing else. 国办发〔2020〕49号.

    Neither by its effects nor through grades: from the list to the grade of a listed unit, and
    from there to the market or the award.
    """
    for name, kind in rules.of(ListKind).items():
        path = f"list-kind.{name}"
        if kind.statutory and (kind.rank is SourceRank.LOCAL or kind.basis is Basis.LOCAL):
            zh = "法定名单须依据上位规定：basis 不得为 local，rank 不得为 local"
            en = "a statutory list rests on a law above it: neither basis nor rank is local"
            yield wrong("list-rank", f"{path}.statutory", "true", zh, en)
        if kind.statutory or rules.day < PUNITIVE_NEEDS_RANK_FROM:
            continue
        punitive = [e.value for e in kind.effects if e is not Effect.MORE_SUPERVISION]
        if punitive:
            zh = "2020-12-07 起地方名单只能加强监管"
            en = "since 2020-12-07 a local list brings more supervision and nothing else"
            yield wrong("list-rank", f"{path}.effects", ", ".join(punitive), zh, en)
        if kind.lowers_grade:
            yield from _through_grades(rules, path)


def _own_grounds(rules: InForce) -> Iterator[Problem]:
    """Nobody is put on a list made by law for a ground of a town's or county's own."""
    lists = rules.of(ListKind)
    for name, ground in rules.of(GroundRule).items():
        kind = lists.get(ground.list_kind)
        if kind is None or not kind.statutory or rules.day < PUNITIVE_NEEDS_RANK_FROM:
            continue
        if ground.basis is Basis.LOCAL:
            zh = "地方规定不得增设或修改法定名单的列入事由；如有上位依据，请写明 source 与 basis"
            en = (
                "a local rule neither adds nor changes a ground of a statutory list; "
                "where a law does, name it in source and basis"
            )
            found = f"basis local on {ground.list_kind}"
            yield Problem("rulebook.list-rank", f"blacklist-ground.{name}", found, Text(zh, en))


def _through_grades(rules: InForce, path: str) -> Iterator[Problem]:
    grade = rules.value("credit.listed-grade")
    barred = [f"product-class.{p.id}" for p in rules.of(ProductClass).values()
              if grade in p.barred_grades]  # fmt: skip
    barred += [f"award-bar.{b.id}" for b in rules.of(AwardBar).values() if grade in b.grades]
    if barred:
        chain = f"{path} → {grade} → {', '.join(barred[:3])}"
        zh = f"地方名单不得经等级禁入市场或奖项（{chain}）；应写 lowers_grade = false"
        en = (
            f"a local list may not bar from the market or the award through a grade ({chain}); "
            "say lowers_grade = false"
        )
        yield wrong("list-rank", f"{path}.lowers_grade", "true", zh, en)


LEVEL_CHECKS: Checks = (
    (_own_lists, (ListKind, ProductClass, AwardBar, Parameter)),
    (_own_grounds, (GroundRule, ListKind)),
)
