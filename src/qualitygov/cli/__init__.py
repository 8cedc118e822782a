"""The command ``qualitygov`` (命令行): a thin skin over the library.

Exit codes: 0 done, a closed pipe or channel included; 1 a rulebook or manifest cannot be used, or a
rule case fails; 2 wrong usage; 3 something was refused, kept for review or not assessed; 4 not
found; 5 the output cannot be written; 130 interrupted. Needs the extra ``cli``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from qualitygov.cli import _interrupted
from qualitygov.errors import MissingExtraError

__all__ = ["main"]

EXTRA = ("typer", "rich")
_interrupted.as_usual()


def _stand_in() -> None:
    """Give what is written somewhere to go where a channel was closed from the start.

    What is opened here stays open until the end.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - see above
            setattr(sys, name, nowhere)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command (运行命令); returns its exit code."""
    _stand_in()
    given = sys.argv[1:] if arguments is None else list(arguments)
    _interrupted.quietly()
    try:
        from qualitygov.cli._app import run  # noqa: PLC0415 - an extra, and start-up stays quick
    except ImportError as error:
        from qualitygov.cli._console import complain, language_of  # noqa: PLC0415 - as above

        package = (error.name or "").partition(".")[0]
        if package not in EXTRA:
            raise
        complain(MissingExtraError(package, "cli").text, language_of(given))
        return 1
    finally:
        _interrupted.as_usual()
    return run(given)
