"""What all commands share (命令公用部分): language, exit codes, and errors said in one sentence."""

from __future__ import annotations

import contextlib
import enum
import functools
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec

from qualitygov.cli._interrupted import INTERRUPTED
from qualitygov.core import plain
from qualitygov.core.escaped import escaped, escaped_json
from qualitygov.core.form import to_plain
from qualitygov.core.width import wrapped
from qualitygov.errors import (
    CodeError,
    InputError,
    OutputError,
    ProblemsError,
    QualityGovError,
    reason_of,
)
from qualitygov.text import Language, Text

if TYPE_CHECKING:
    from qualitygov.interchange.runs import Run

P = ParamSpec("P")
DONE, FAILED, USAGE, REFUSED, NOT_FOUND, UNWRITABLE = 0, 1, 2, 3, 4, 5
NARROWEST = 40


class Speech(enum.StrEnum):
    """The language of the answer (语言)."""

    ZH = "zh"
    EN = "en"


ASKED: ContextVar[Speech | None] = ContextVar("asked", default=None)
"""The language that stands before the command."""


class Stop(Exception):  # noqa: N818 - an answer to the caller, not an error of the program
    """The command ends here (命令终止): with one sentence and an exit code."""

    def __init__(self, code: int, text: Text) -> None:
        super().__init__(code, text)
        self.code, self.text = code, text


def need_folder(folder: Path) -> None:
    """Make sure that a folder is there (应有文件夹); a file in its place is none."""
    if not folder.exists():
        raise Stop(NOT_FOUND, Text(f"没有文件夹 {folder}", f"there is no such folder: {folder}"))
    if not folder.is_dir():
        raise Stop(NOT_FOUND, Text(f"不是文件夹：{folder}", f"a file, and no folder: {folder}"))


def wrong_usage(zh: str, en: str) -> Stop:
    """Return what ends a command that was called wrongly (用法有误)."""
    return Stop(USAGE, Text(zh, en))


def language_by(environment: Mapping[str, str]) -> Language:
    """Return the language that the environment asks for (环境语言): Chinese, or else English.

    >>> language_by({"LANG": "zh_CN.UTF-8"}), language_by({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"})
    ('zh', 'en')
    """
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((name for name in names if name), "")
    return "zh" if first.lower().startswith("zh") else "en"


def language_of(arguments: Sequence[str]) -> Language:
    """Return the language that a command line asks for (命令行语言), by default the environment's.

    >>> language_of(["assess", "county", "--language", "zh"]), language_of(["--language=en"])
    ('zh', 'en')
    """
    joined = " ".join(arguments).replace("--language=", "--language ").split(" ")
    asked = joined[joined.index("--language") + 1 :] if "--language" in joined else []
    if asked and asked[0] in ("zh", "en"):
        return "zh" if asked[0] == "zh" else "en"
    return language_by(os.environ)


def spoken(asked: Speech | None) -> Language:
    """Return the language of the answer (回答语言): the command's own, or what stands before it."""
    asked = asked or ASKED.get()
    if asked is None:
        return language_by(os.environ)
    return "zh" if asked is Speech.ZH else "en"


_CHINESE_DAY = re.compile("([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")


def day_of(text: str | None, option: str) -> date | None:
    """Return the day that an option names (选项日期), as ``YYYY-MM-DD`` or as officials write it.

    Anything else is wrong usage.

    >>> day_of("2016-12-31", "--as-of"), day_of("2017年3月6日", "--date")
    (datetime.date(2016, 12, 31), datetime.date(2017, 3, 6))
    """
    if text is None:
        return None
    written = _CHINESE_DAY.fullmatch(text.strip())
    try:
        return plain.day(text) if written is None else date(*map(int, written.groups()))
    except (TypeError, ValueError):
        raise wrong_usage(
            f"{option} 应为日期，如 2016-12-31，实际为 {text}",
            f"{option} takes a day such as 2016-12-31, not {text}",
        ) from None


def filled(text: str | None, option: str) -> str | None:
    """Return what an option gives (选项内容); an empty text is wrong usage."""
    if text is not None and not text.strip():
        raise wrong_usage(f"{option} 不得为空", f"{option} may not be empty")
    return text


def shown(text: str) -> str:
    r"""Return a text as a terminal may have it (终端文字): tabs stay, all that steers is escaped.

    >>> shown("a\tb\x1b[2J")
    'a\tb\\x1b[2J'
    """
    return "\t".join(map(escaped, text.split("\t")))


def columns() -> int:
    """Return how wide the terminal is (终端宽度), 80 columns where there is none."""
    return max(shutil.get_terminal_size().columns, NARROWEST)


def say_line(text: str = "") -> None:
    """Write a text of the answer, in lines that fit the terminal (输出文字).

    What would steer a terminal is written out.
    """
    for line in text.split("\n"):
        for one in wrapped(shown(line), columns()):
            print(one)  # noqa: T201 - a command prints


def write_line(line: str) -> None:
    """Write one line that fits already (输出排好的一行); what would steer a terminal is written out."""
    print(shown(line))  # noqa: T201 - a command prints


def say_json(value: Any) -> None:
    """Write the answer as JSON (输出 JSON)."""
    document = json.dumps(to_plain(value), ensure_ascii=False, indent=1)
    print(escaped_json(document))  # noqa: T201 - a command prints


def complain(text: Text, language: Language) -> None:
    """Say what went wrong, on the channel for errors (输出错误)."""
    print(shown(text.say(language)), file=sys.stderr)  # noqa: T201 - a command prints


def text_of(error: QualityGovError) -> Text:
    """Return an error as text; a single problem is one sentence (错误文字)."""
    if isinstance(error, ProblemsError) and len(error.problems) == 1:
        (problem,) = error.problems
        return Text(problem.say("zh"), problem.say("en"))
    return error.text


def unreadable(error: Exception, path: Path | str) -> Stop:
    """Return what ends a command that cannot read its input (输入无法读取)."""
    if isinstance(error, UnicodeDecodeError):
        reason = Text("应为 UTF-8 文本", "expected text in UTF-8")
    elif isinstance(error, OSError):
        reason = reason_of(error)
    else:
        reason = Text(str(error), str(error))
    named = getattr(error, "filename", None) or path
    return Stop(FAILED, Text(f"无法读取 {named}：", f"cannot read {named}: ") + reason)


def opened(out: Path) -> Run:
    """Return the run in a folder (打开运行结果); where there is none, the command ends with 4."""
    from qualitygov.interchange.runs import (  # noqa: PLC0415 - start-up stays quick
        MISSING,
        open_run,
    )

    need_folder(out)
    try:
        return open_run(out)
    except InputError as error:
        missing = error.problems[0].code == MISSING
        raise Stop(NOT_FOUND if missing else FAILED, text_of(error)) from None


def quiet_end() -> None:
    """Leave a closed pipe alone (管道已关闭): what is still to be written goes nowhere."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def ended(error: BaseException, language: Language) -> int:
    """Say how a command ended (命令结束方式); returns its exit code, or raises what is our own fault."""
    if isinstance(error, BrokenPipeError):
        quiet_end()
        return DONE
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(error, Stop):
        complain(error.text, language)
        return error.code
    if isinstance(error, (QualityGovError, CodeError)):
        complain(text_of(error), language)
        return UNWRITABLE if isinstance(error, OutputError) else FAILED
    if isinstance(error, OSError) and error.filename is None:
        quiet_end()
        said = str(error.strerror)
        complain(Text(f"无法输出：{said}", f"cannot write the answer: {said}"), language)
        return UNWRITABLE
    if isinstance(error, (OSError, UnicodeDecodeError)):
        return ended(unreadable(error, "?"), language)
    raise error


def command(body: Callable[P, int]) -> Callable[P, int]:
    """Make a function the body of a command (命令): no user's mistake ends in a traceback."""

    @functools.wraps(body)
    def run(*arguments: P.args, **options: P.kwargs) -> int:
        asked = options.get("language")
        try:
            code = body(*arguments, **options)
            sys.stdout.flush()
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - raised again if ours
            return ended(error, spoken(asked if isinstance(asked, Speech) else None))
        return code

    return run
