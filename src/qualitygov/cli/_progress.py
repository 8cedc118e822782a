"""How far a command is (进度): a bar on a terminal, and nothing where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from qualitygov.cli._console import shown
from qualitygov.text import Language, Text

READING = Text("读取数据", "reading")
Told = Callable[[Text, int, int], None]


@contextmanager
def progress(language: Language, first: Text | None = None) -> Iterator[Told]:
    """Show a bar on the channel for errors while the work goes on (进度条); it goes when it is done.

    What is yielded is told what is done, how much of it, and of how much. Piped, it says nothing.
    `first` is said until then.
    """
    from rich.console import Console  # noqa: PLC0415 - start-up stays quick
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415 - as above

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda what, done, total: None  # noqa: ARG005 - told, and not shown
        return
    columns = (TextColumn("{task.description}", markup=False), BarColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("" if first is None else first.say(language), total=None)

        def told(what: Text, done: int, total: int) -> None:
            bar.update(task, description=shown(what.say(language)), completed=done, total=total)

        yield told
