"""A draw that anyone can check, and nobody can foresee (公开抽取).

First the list is committed: its digest is published. The seed is a public event of a later day, as
the numbers of a lottery. Whoever has the list and the seed gets the same draw. Clause 3.4.3.b.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import ClassVar

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.enterprise import ENTERPRISES
from qualitygov.errors import bilingual
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView
from qualitygov.supervision.draw import Draw, Stratum, commitment, draw_strata
from qualitygov.supervision.entities import DrawList
from qualitygov.supervision.plan import (
    Dispatch,
    dispatch,
    grades_of,
    high_risk_of,
    strata_of,
)
from qualitygov.supervision.tables import DRAW_LISTS, INSPECTORS


@attrs.frozen(kw_only=True, repr=False)
class PublicDraw(Result):
    """A draw with all that is needed to check it (公开抽取结果): the list, the seed, who is sent."""

    brief: ClassVar[tuple[str, ...]] = ("committed", "seed")

    committed: DrawList
    seed: str
    draws: Mapping[str, Draw]
    sent: Dispatch


def listed(view: CountyView, context: Context) -> tuple[Stratum, ...]:
    """Return the list of a draw (抽取名单): the units in operation, by grade and risk."""
    return strata_of(
        view.known(ENTERPRISES, context),
        context,
        grades=view.once(grades_of, context),
        high_risk=view.once(high_risk_of, context),
    )


def list_digest(strata: Iterable[Stratum]) -> str:
    """Return the digest of a list with its strata and shares (名单摘要), to be published first."""
    return commitment(
        f"{one.name}/{one.share.numerator}:{one.share.denominator}/{unit}"
        for one in strata
        for unit in one.candidates
    )


def sent_to(
    view: CountyView, draws: Mapping[str, Draw], context: Context, *, seed: str
) -> Dispatch:
    """Return who is sent to the units drawn (随机选派检查人员)."""
    towns = {unit.code: unit.town for unit in view.known(ENTERPRISES, context)}
    chosen = {code: towns[code] for one in draws.values() for code in one.drawn}
    return dispatch(chosen, context, inspectors=view.known(INSPECTORS, context), seed=seed)


def _plain(seed: str) -> str:
    """The letters and digits of a seed alone, however wide or large they are written."""
    spelled = unicodedata.normalize("NFKC", seed).casefold()
    return "".join(letter for letter in spelled if letter.isalnum())


def _check_seed(view: CountyView, context: Context, seed: str) -> None:
    """Refuse a seed that anybody could have known beforehand, however it is written."""
    county, year = _plain(view.data.id), str(context.year)
    if _plain(seed) in ("", county, year, county + year, year + county):
        raise bilingual(
            "draw.seed",
            "须用名单公布之后产生的公开事件作种子，不得用默认种子",
            "the seed must be a public event after the list was published, not a default",
        )


def _committed(view: CountyView, context: Context) -> DrawList:
    """The last list that was published before ``context.as_of``."""
    lists = [one for one in view.known(DRAW_LISTS, context) if one.published_on < context.as_of]
    if not lists:
        digest = list_digest(view.once(listed, context))
        raise bilingual(
            "draw.uncommitted",
            f"抽取日之前未公布名单；请先公布名单摘要 {digest}",
            f"no list was published before the day of the draw; publish its digest first: {digest}",
        )
    last = max(lists, key=lambda one: (one.published_on, one.id))
    if last.seed_on > context.as_of:
        raise bilingual(
            "draw.early",
            f"种子产生于 {last.seed_on}（{last.seed_event}），尚不能抽取",
            f"the seed comes on {last.seed_on} ({last.seed_event}); it is too early to draw",
        )
    return last


@clauses("3.4.3.b")
def public_draw(view: CountyView, context: Context, *, seed: str) -> PublicDraw:
    """Draw the units to be visited and the inspectors who go (公开抽取), on ``context.as_of``.

    The list is that of the day on which its digest was published, as it was known then. Raises
    `FieldError` for a default seed, for a list that was not published before the day of the draw or
    whose seed is still to come, and for one whose digest is another.
    """
    _check_seed(view, context, seed)
    committed = _committed(view, context)
    day = committed.published_on
    then = context.on(day, known_at=day)
    strata = view.once(listed, then)
    digest = list_digest(strata)
    if digest != committed.digest:
        raise bilingual(
            "draw.digest",
            f"名单摘要与 {day} 公布的不符：{digest}",
            f"the list is not the one whose digest was published on {day}: {digest}",
        )
    draws = draw_strata(strata, seed)
    return PublicDraw(
        committed=committed,
        seed=seed,
        draws=draws,
        sent=sent_to(view, draws, context, seed=seed),
    )
