"""The help of the commands in one language (帮助文字): in Chinese without an English word.

What a command or an option says of itself is English, with the Chinese in brackets behind it.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from qualitygov.cli._examples import epilog
from qualitygov.text import Language

_CHINESE = re.compile(r"\(([^()]*[\u4e00-\u9fff][^()]*)\)[.。]?$")
TYPES = {
    "PATH": "路径", "Path": "路径", "str": "文字", "path": "路径", "int": "整数", "bool": "开关", "text": "文字",
    "FILE.html": "文件.html", "FILE": "文件", "DIR": "文件夹", "KIND": "种类", "DAY": "日期",
    "NAME=TEXT": "名称=内容", "[ID]": "[编号]", "TABLES": "数据表", "SHELL": "命令行",
}  # fmt: skip
"""What an option takes, as its help says it."""
OWN = {
    "install_completion": "为当前命令行安装补全",
    "show_completion": "显示当前命令行的补全脚本",
    "help": "显示帮助后退出",
}
"""The options that the libraries below bring, by name."""
TITLES = {
    "ARGUMENTS_PANEL_TITLE": ("参数", "Arguments"),
    "OPTIONS_PANEL_TITLE": ("选项", "Options"),
    "COMMANDS_PANEL_TITLE": ("命令", "Commands"),
    "REQUIRED_LONG_STRING": ("[必填]", "[required]"),
    "DEFAULT_STRING": ("[默认 {}]", "[default: {}]"),
}
USAGE = (
    ("Usage:", "用法："),
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 [参数]…"),
)


def chinese(text: str) -> str:
    """Return the Chinese of a help text (中文帮助), the text itself where it has none.

    >>> chinese("the day of evaluation (评价日)")
    '评价日'
    """
    found = _CHINESE.search(text.strip().partition("\n\n")[0])
    return found[1] if found else text


def _usage(told: Any, ctx: Any) -> str:
    usage: str = told(ctx)
    for english, said in USAGE:
        usage = usage.replace(english, said)
    return usage


def _type(told: Any, ctx: Any) -> str | None:
    found: str | None = told(ctx=ctx)
    if found is None:
        return None
    one_of_many = re.sub(r"list\[(\w+)\]", r"\1", found)
    return re.sub(r"[A-Za-z\[\]=.]+", lambda one: TYPES.get(one[0], one[0]), one_of_many)


def _parameter(parameter: Any) -> None:
    own = OWN.get(parameter.name or "")
    said = getattr(parameter, "help", None)
    if own or said:
        parameter.help = own or chinese(str(said))
    if parameter.param_type_name == "argument":
        parameter.metavar = chinese(said or "").partition("，")[0]
    parameter.display_type_rich = functools.partial(_type, parameter.display_type_rich)


def said_in(command: Any, language: Language, path: str = "") -> Any:
    """Return a command whose help is in one language (单语帮助), with all below it."""
    import typer.rich_utils as panels  # noqa: PLC0415 - an extra

    if not path:
        for name, (zh, en) in TITLES.items():
            setattr(panels, name, zh if language == "zh" else en)
    command.epilog = epilog(path, language) if path and command.epilog else command.epilog
    if language == "zh":
        command.help = chinese(command.help or "")
        command.get_usage = functools.partial(_usage, command.get_usage)
        option = command.get_help_option(command.make_context("", [], resilient_parsing=True))
        for parameter in (*command.params, option):
            _parameter(parameter)
    for name, below in getattr(command, "commands", {}).items():
        said_in(below, language, f"{path} {name}".strip())
    return command
