"""``qualitygov draw`` (抽取): whom to visit, by a list published before and a seed of a later day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualitygov.cli._console import DONE, command, day_of, say_json, say_line, spoken, wrong_usage
from qualitygov.cli._options import JsonOption, LanguageOption
from qualitygov.text import Language, Text

if TYPE_CHECKING:
    from qualitygov.supervision import PublicDraw


def _lines(drawn: PublicDraw, language: Language) -> Iterator[str]:
    committed = drawn.committed
    head = Text(
        f"名单 {committed.id} 于 {committed.published_on} 公布，种子 {drawn.seed}"
        f"（{committed.seed_event}，{committed.seed_on}）",
        f"list {committed.id}, published on {committed.published_on}, seed {drawn.seed}"
        f" ({committed.seed_event}, {committed.seed_on})",
    )
    yield head.say(language)
    for name, draw in drawn.draws.items():
        many = {"zh": f"抽取 {len(draw.drawn)} 家", "en": f"{len(draw.drawn)} drawn"}[language]
        yield f"  {name}: {many}"
        yield from (f"    {code}" for code in draw.drawn)


@command
def draw(
    folder: Annotated[Path, typer.Argument(help="with county.toml and data/ (县域文件夹)")],
    *,
    seed: Annotated[
        str, typer.Option(help="the public event, as announced after the list (公开种子)")
    ],
    as_of: Annotated[str, typer.Option(help="the day of the draw, YYYY-MM-DD (抽取日)")],
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> int:
    """Draw whom to visit from the list that was published (公开抽取检查对象)."""
    from qualitygov.cli import _run  # noqa: PLC0415 - start-up stays quick
    from qualitygov.rulebook.context import Context  # noqa: PLC0415 - as above
    from qualitygov.subject import CountyView  # noqa: PLC0415 - as above
    from qualitygov.supervision import public_draw  # noqa: PLC0415 - as above

    day = day_of(as_of, "--as-of")
    if day is None:
        raise wrong_usage("请给出抽取日 --as-of", "give the day of the draw with --as-of")
    reading = _run.read(_run.Question(folder=folder, as_of=day), lambda *_: None).reading
    context = Context(reading.rulebook, as_of=day, calendar=_run.CALENDAR)
    drawn = public_draw(CountyView(reading.data), context, seed=seed)
    if as_json:
        say_json(drawn.to_dict())
    else:
        for line in _lines(drawn, spoken(language)):
            say_line(line)
    return DONE
