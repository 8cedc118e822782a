"""Charts of results (结果图表), as the page of a run has them. Needs the extra ``charts`` (Altair)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qualitygov.core.exact import Points, Rate
from qualitygov.errors import MissingExtraError
from qualitygov.text import Language, Text

COLORS = {"A": "#11633f", "B": "#1d5fa8", "C": "#7d4f0c", "D": "#a3271a"}
"""The grades in the colors of the page."""
OTHER = "#9aa5b1"
WIDTH, ROW = 480, 24
SCORE, SHARE, COUNT = (
    Text("得分", "score"),
    Text("得分占比", "share"),
    Text("企业数", "enterprises"),
)
GRADE, THEN, NOW = Text("等级", "grade"), Text("上年", "last year"), Text("本年", "this year")


def _altair() -> Any:
    try:
        import altair as alt  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("altair", "charts") from None
    return alt


def _number(value: Points | Rate | None) -> float | None:
    """A number for drawing alone; what is decided stays exact."""
    if value is None or (isinstance(value, Rate) and not value.defined):
        return None
    return float(value.fraction if isinstance(value, Rate) else value.thousandths / 1000)


def _base(rows: Sequence[Mapping[str, Any]], title: Text, language: Language) -> Any:
    """A chart over rows, one beneath the other, in their order."""
    altair = _altair()
    data = altair.Data(values=rows)
    names = [row["name"] for row in rows]
    side = altair.Y("name:N", sort=names, title=None)
    size = {"width": WIDTH, "height": altair.Step(ROW), "title": title.say(language)}
    return altair.Chart(data).encode(y=side).properties(**size)


def _colored(altair: Any, field: str) -> Any:
    scale = altair.Scale(domain=[*COLORS, "–"], range=[*COLORS.values(), OTHER])
    return altair.Color(f"{field}:N", scale=scale, title=None)


def scores(
    title: Text,
    rows: Iterable[tuple[Text, Points | None, Points | None, Points | None, str | None]],
    language: Language,
) -> Any:
    """Return scores as bars between their bounds (得分与上下限图): name, score, bounds, grade."""
    altair = _altair()
    made = [
        {
            "name": name.say(language),
            "score": _number(score),
            "lowest": _number(low),
            "highest": _number(high),
            "grade": grade or "–",
        }
        for name, score, low, high, grade in rows
    ]
    chart = _base(made, title, language)
    scale = altair.Scale(domain=[0, max([100, *(row["highest"] or 0 for row in made)])])
    bar = chart.mark_bar().encode(
        x=altair.X("score:Q", scale=scale, title=SCORE.say(language)),
        color=_colored(altair, "grade"),
    )
    between = chart.mark_rule(strokeWidth=3).encode(x="lowest:Q", x2="highest:Q")
    return altair.layer(bar, between)


def shares(title: Text, rows: Iterable[tuple[Text, Rate]], language: Language) -> Any:
    """Return shares as bars (占比图): name and share."""
    altair = _altair()
    made = [{"name": name.say(language), "share": _number(share)} for name, share in rows]
    axis = altair.X(
        "share:Q",
        scale=altair.Scale(domain=[0, 1]),
        axis=altair.Axis(format="%"),
        title=SHARE.say(language),
    )
    return _base(made, title, language).mark_bar(color=COLORS["A"]).encode(x=axis)


def distribution(
    title: Text, rows: Iterable[tuple[Text, str | None, int]], language: Language
) -> Any:
    """Return how many have which grade as stacked bars (等级分布图): name, grade, count."""
    altair = _altair()
    made = [
        {"name": name.say(language), "grade": grade or "–", "count": count}
        for name, grade, count in rows
    ]
    axis = altair.X("count:Q", title=COUNT.say(language))
    chart = _base(made, title, language).mark_bar()
    return chart.encode(x=axis, color=_colored(altair, "grade"), order="grade:N")


def changes(title: Text, rows: Iterable[tuple[Text, Rate, Rate]], language: Language) -> Any:
    """Return what was and what is as dots joined by a line (变化图): name, last year, this year."""
    altair = _altair()
    made = [
        {"name": name.say(language), "then": _number(then), "now": _number(now)}
        for name, then, now in rows
    ]
    chart = _base(made, title, language)
    percent = altair.Axis(format="%")
    words = f"{THEN.say(language)} → {NOW.say(language)}"
    line = chart.mark_rule(color=COLORS["B"]).encode(
        x=altair.X("then:Q", axis=percent, title=words), x2="now:Q"
    )
    was = chart.mark_point(color=COLORS["B"], filled=False).encode(x="then:Q")
    stands = chart.mark_point(color=COLORS["B"], filled=True).encode(x="now:Q")
    return altair.layer(line, was, stands)
