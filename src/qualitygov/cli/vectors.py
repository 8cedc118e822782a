"""``qualitygov vectors`` (一致性用例): cases for a scorer in another language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from qualitygov.cli._console import DONE, command, day_of, say_line, spoken
from qualitygov.cli._options import AsOfOption, KnownAtOption, LanguageOption
from qualitygov.errors import OutputError, reason_of
from qualitygov.text import Text


@command
def vectors(
    book: Annotated[
        str, typer.Argument(help="a file, a folder, a county's folder, or a built-in id (规则手册)")
    ],
    *,
    out: Annotated[Path, typer.Option(help="the file to write, JSON (输出文件)")],
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    language: LanguageOption = None,
) -> int:
    """Write conformance cases of credit: plan, inputs, expected answers (输出信用评分一致性用例).

    Without --as-of, as of the last day for which the book was reviewed.
    """
    from qualitygov.cli import _rulebook  # noqa: PLC0415 - start-up stays quick
    from qualitygov.credit import CreditScorer  # noqa: PLC0415 - as above
    from qualitygov.credit.vectors import vectors as made_of  # noqa: PLC0415 - as above
    from qualitygov.rulebook import load_rulebook  # noqa: PLC0415 - as above

    rules = load_rulebook(_rulebook.named(book))
    day = day_of(as_of, "--as-of") or rules.header.reviewed_to
    scorer = CreditScorer(rules, as_of=day, known_at=day_of(known_at, "--known-at"))
    made = made_of(scorer)
    text = json.dumps(made, ensure_ascii=False, indent=1)
    try:
        out.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(str(out), reason_of(error)) from None
    count = len(made["cases"])
    told = Text(f"{count} 个用例已写入 {out}", f"{count} cases written to {out}")
    say_line(told.say(spoken(language)))
    return DONE
