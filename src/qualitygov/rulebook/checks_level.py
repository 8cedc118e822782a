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
    HIGH_RANKS,
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

    A local one never does more; one by a departmental rule could until 2020-12-06. It has no other
    effect and lowers no grade, since from the grade of a listed unit the way leads to the market
    and to the award.
    """
    late = rules.day >= PUNITIVE_NEEDS_RANK_FROM
    for name, kind in rules.of(ListKind).items():
        path = f"list-kind.{name}"
        if kind.statutory:
            yield from _by_law(kind, path, late=late)
        elif kind.rank is SourceRank.LOCAL or late:
            told = () if kind.rank in HIGH_RANKS else (Effect.MARKET_BAN,)  # by the class itself
            found = ", ".join(effect.value for effect in kind.punitive if effect not in told)
            if found:
                yield wrong("list-rank", f"{path}.effects", found, *SUPERVISION_ONLY)
            if kind.lowers_grade or kind.brings_grade:
                yield _through_grades(rules, path)


SUPERVISION_ONLY = (
    "地方名单只能加强监管（其他本级名单自 2020-12-07 起亦然）",
    "a local list brings more supervision and nothing else; since 2020-12-07 all but statutory do",
)


def _by_law(kind: ListKind, path: str, *, late: bool) -> Iterator[Problem]:
    """A statutory list rests on a law above it; since 2020-12-07 on one that may punish."""
    if kind.rank is SourceRank.LOCAL:
        zh, en = (
            "法定名单须依据上位规定，rank 不得为 local",
            "a rank above local: the list is statutory",
        )
        yield wrong("list-rank", f"{path}.rank", kind.rank.value, zh, en)
    elif kind.basis is Basis.LOCAL:
        zh = "法定名单须依据上位规定，不得由地方规定修改；如有上位依据，请写明 source 与 basis"
        en = "a local rule does not change a statutory list; where a law does, name it in source"
        en += " and basis"
        yield wrong("list-rank", f"{path}.basis", kind.basis.value, zh, en)
    elif late and kind.rank not in HIGH_RANKS:
        zh = "2020-12-07 起法定名单须依据法律、法规或党中央、国务院政策文件"
        en = "since 2020-12-07 a statutory list rests on a law, a regulation or a central policy"
        yield wrong("list-rank", f"{path}.rank", kind.rank.value, zh, en)


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


def _through_grades(rules: InForce, path: str) -> Problem:
    """That a list lowers the grade, with what the grade bars from."""
    grade = rules.value("credit.listed-grade")
    barred = [f"product-class.{p.id}" for p in rules.of(ProductClass).values()
              if grade in p.barred_grades]  # fmt: skip
    barred += [f"award-bar.{b.id}" for b in rules.of(AwardBar).values() if grade in b.grades]
    chain = " → ".join([path, str(grade), *([", ".join(barred[:3])] if barred else [])])
    zh = f"地方名单不得降低信用等级，亦不得经等级禁入市场或奖项（{chain}）；应写 lowers_grade = false"
    en = (
        f"a local list lowers no grade, nor does it bar from the market or the award through one "
        f"({chain}); say lowers_grade = false"
    )
    return wrong("list-rank", f"{path}.lowers_grade", "true", zh, en)


LEVEL_CHECKS: Checks = (
    (_own_lists, (ListKind, ProductClass, AwardBar, Parameter)),
    (_own_grounds, (GroundRule, ListKind)),
)
