"""What can go wrong (错误): each error has a code for programs and a text for people.

Reading a whole document gathers `Problem` values, one for each thing wrong, and raises them
together in one `ProblemsError`; a single wrong argument raises a `QualityGovError` of its own kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Self

import attrs

from qualitygov.text import Language, Text, known_language

__all__ = [
    "CodeError",
    "FieldError",
    "IllegalMoveError",
    "InputError",
    "MissingExtraError",
    "NotStoredError",
    "OutputError",
    "Problem",
    "ProblemsError",
    "QualityGovError",
    "RulebookError",
    "UnknownCalendarError",
    "bilingual",
    "reason_of",
]


class QualityGovError(Exception):
    """Base of all errors of this library (错误).

    `code` is a stable, dotted name a program can match; `text` says it in Chinese and English.
    """

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(code, text)
        self.code = code
        self.text = text

    def say(self, language: Language = "en") -> str:
        """Return the message in `language`."""
        return self.text.say(language)

    def __str__(self) -> str:
        return self.say("en")


class FieldError(QualityGovError, ValueError):
    """A value that does not fit its field (字段值不合要求).

    `field` names the field to mend where several do not fit together, None where that is plain.
    """

    def __init__(self, code: str, text: Text, field: str | None = None) -> None:
        super().__init__(code, text)
        self.field = field

    def __reduce__(self) -> tuple[type[Self], tuple[str, Text, str | None]]:
        return type(self), (self.code, self.text, self.field)


def bilingual(code: str, zh: str, en: str, *, field: str | None = None) -> FieldError:
    """Make a `FieldError` from both wordings (双语字段错误)."""
    return FieldError(code, Text(zh, en), field)


class CodeError(QualityGovError, ValueError):
    """An identifier that is not valid (代码无效)."""


class IllegalMoveError(QualityGovError):
    """A step of a procedure that is not allowed now (程序步骤不合法).

    `legal` holds the names of the moves that are allowed instead.
    """

    def __init__(self, code: str, text: Text, legal: tuple[str, ...] = ()) -> None:
        super().__init__(code, text)
        self.legal = legal


class UnknownCalendarError(QualityGovError):
    """A day whose working-day status is not published (工作日历未公布)."""


class MissingExtraError(QualityGovError, ImportError):
    """An optional package is needed and not installed (缺少可选依赖)."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            "extra.missing",
            Text(
                f"需要可选依赖 {package}，请运行 pip install 'qualitygov[{extra}]'",
                f"{package} is needed here: pip install 'qualitygov[{extra}]'",
            ),
        )
        self.package = package
        self.extra = extra

    def __reduce__(self) -> tuple[type[Self], tuple[str, str]]:
        return type(self), (self.package, self.extra)


class NotStoredError(QualityGovError, AttributeError):
    """A part of a result that was read back and is not stored with it (未随结果存储).

    It rests on rules or data; work the result out again to ask for it.
    """

    def __init__(self, result: str, part: str) -> None:
        super().__init__(
            "result.not-stored",
            Text(
                f"{result} 由导出数据还原，不含 {part}；请按规则和数据重新计算",
                f"this {result} was read back, and {part} is not stored with it;"
                " work it out again from rules and data",
            ),
        )
        self.result, self.part = result, part

    def __reduce__(self) -> tuple[type[Self], tuple[str, str]]:
        return type(self), (self.result, self.part)


class OutputError(QualityGovError):
    """Results that cannot be written to a place (结果无法写出)."""

    def __init__(self, place: str, why: Text) -> None:
        super().__init__(
            "output.unwritable", Text(f"无法写入 {place}：", f"cannot write to {place}: ") + why
        )
        self.place, self.why = place, why

    def __reduce__(self) -> tuple[type[Self], tuple[str, Text]]:
        return type(self), (self.place, self.why)


def reason_of(error: OSError) -> Text:
    """Return why the system refused (系统拒绝原因), in words."""
    reason = error.strerror or type(error).__name__
    known = {
        PermissionError: Text("没有权限", "no permission"),
        FileNotFoundError: Text("不存在", "it is not there"),
        FileExistsError: Text("已有同名文件", "a file of that name is there"),
        NotADirectoryError: Text("路径中有一项不是文件夹", "a part of the path is no folder"),
        IsADirectoryError: Text("已有同名文件夹", "a folder of that name is there"),
    }
    return known.get(type(error), Text(reason, reason))


@attrs.frozen
class Problem:
    """One thing wrong at one place of a document (问题).

    `path` says where (``credit.csv:17:severity``, ``credit.grade.A.from``), `found` what stood
    there, `expected` what should. A warning keeps its row; an error refuses it.
    """

    code: str
    path: str
    found: str
    expected: Text
    severity: Literal["error", "warning"] = "error"

    def say(self, language: Language = "en") -> str:
        """Return the problem as one sentence in `language`."""
        known_language(language)
        if language == "zh":
            return (
                f"{self.path}：{self.expected.zh}（实际为 {self.found}）"
                if self.found
                else f"{self.path}：{self.expected.zh}"
            )
        return (
            f"{self.path}: {self.expected.en} (found {self.found})"
            if self.found
            else f"{self.path}: {self.expected.en}"
        )

    def __str__(self) -> str:
        return self.say("en")


class ProblemsError(QualityGovError):
    """Everything wrong with one document, at once (文档的全部问题).

    `more` is the number of problems that are not named, where there are too many.
    """

    default_code = "document.problems"

    def __init__(self, problems: Iterable[Problem], more: int = 0) -> None:
        self.problems, self.more = tuple(problems), more
        count = len(self.problems) + more
        zh = [f"共 {count} 处问题：", *("  " + p.say("zh") for p in self.problems)]
        en = [f"{count} problem{'s' if count != 1 else ''}:"]
        en += ["  " + p.say("en") for p in self.problems]
        if more:
            zh.append(f"  另有 {more} 处")
            en.append(f"  and {more} more")
        super().__init__(self.default_code, Text("\n".join(zh), "\n".join(en)))

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Problem, ...], int]]:
        return type(self), (self.problems, self.more)


class RulebookError(ProblemsError):
    """A rulebook that may not be used (规则手册有误)."""

    default_code = "rulebook.problems"


class InputError(ProblemsError):
    """Data that cannot be read (输入数据有误)."""

    default_code = "input.problems"
