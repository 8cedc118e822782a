"""A new county's folder (新县域文件夹): manifest, overlay, templates, data dictionary, first steps.

It can be assessed at once: without data every verdict is "not reported".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from qualitygov.codes import region
from qualitygov.core.escaped import escaped
from qualitygov.county.needs import FIRST
from qualitygov.county.subjects import SUBJECTS
from qualitygov.errors import InputError, OutputError, Problem, reason_of
from qualitygov.interchange.catalogue import catalogue
from qualitygov.interchange.hygiene import refusal
from qualitygov.interchange.manifest import FILE, is_county
from qualitygov.interchange.office.dictionary import dictionary_of
from qualitygov.interchange.office.dictionary_views import (
    NAME,
    dictionary_page,
    dictionary_workbook,
)
from qualitygov.interchange.office.template import template_file, template_workbook
from qualitygov.interchange.office.writer import write_new
from qualitygov.interchange.toml import toml_text
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.load import load_rulebook
from qualitygov.text import Text

CODE = "county.new"
RULEBOOK, DATA, TEMPLATES, BEGIN = "rulebook.toml", "data", "templates", "开始.txt"
Files = Mapping[str, bytes]

_MANIFEST = """\
# 县域清单。使用步骤见“{begin}”。
rulebook = "{rulebook}"  # 本县规则手册
data = "{data}"  # 存放数据表的文件夹
profile = "brief"  # 考核档次：brief（简）、standard（标准）、full（全）

[county]
code = {code}
name = {{ zh = {zh}, en = {en} }}
"""

_OVERLAY = """\
# 本县规则手册：叠加在参考手册 strong-town 之上，只写与其不同之处。
# 每处增改都要写明依据（source）。写好后运行 qualitygov rulebook check {rulebook} 核对。

[rulebook]
id = "county-{code}"
version = "1"
title = {{ zh = {zh}, en = {en} }}
extends = "strong-town"

# 修改一项规则的写法（删去行首的 # 即生效）：
#
# [[change]]
# section = "target"  # 目标
# id = "satisfaction"  # 服务业用户满意度
# set = {{ value = "82%" }}
# source = "本县文件的名称和文号"
#
# 核实参考手册中尚未核实的规则（qualitygov rulebook check {rulebook} --uncertain 可逐条列出）：
#
# [[change]]
# section = "duty"
# id = "inspection"
# verified_by = "本县司法局法规科，核实日期"
# source = "本县文件的名称和文号"
"""

_BEGIN = """\
{name}质量强镇考核：开始

一、准备数据
  1. 打开 {templates} 文件夹中的模板，先填这三张表：{first}。带 * 的列必填。
  2. 手头已有表格的，不必重新抄录：Excel 工作簿（.xlsx、.xls）、CSV 文件均可直接使用，列名相近即能识别。
  3. 填好的模板和已有的表格都放入 {data} 文件夹。{templates} 中的文件不读入。

二、核对
  qualitygov check "{folder}" --out 核对
  命令列出读入了什么、哪些行有问题、还缺哪些表。有问题的行连同原因写在“核对/returned”里的原表副本中，
  在副本中改好后放回 {data} 文件夹，再核对一次。

三、考核
  qualitygov assess "{folder}" --year {year} --out 结果
  没有报送的数据不视为没有问题：缺少的表所涉项目一律为“未报”。

四、补齐数据
  数据字典（{dictionary}.html、{dictionary}.xlsx）按需要先后列出全部数据表、列、计量单位和词语。
  其他表的模板：qualitygov template 表名 --to "{folder}/{templates}"，如 qualitygov template 抽查样品。

五、本县规则
  {rulebook} 叠加在参考手册之上，{manifest} 写明本县名称、区划代码和考核档次。
"""


def _wrong(path: str, found: str, zh: str, en: str) -> Problem:
    return Problem(CODE, path, escaped(found), Text(zh, en))


def _name(path: str, text: str) -> Iterator[Problem]:
    if not text.strip() or refusal(text) is not None or "\n" in text:
        zh, en = "应为一行非空文本", "expected one line of text that is not empty"
        yield _wrong(path, text, zh, en)


def _code(code: str) -> Iterator[Problem]:
    if not is_county(code):
        zh, en = (
            "应为县级行政区划代码，6 位数字，如 330299",
            "expected the code of a county, six digits, such as 330299",
        )
        yield _wrong("code", code, zh, en)


def _place(folder: Path) -> Iterator[Problem]:
    """A new county begins in an empty folder, or in one that is made for it."""
    if folder.exists() and not folder.is_dir():
        yield _wrong(str(folder), "", "应为文件夹，而它是文件", "expected a folder; it is a file")
    elif (folder / FILE).exists():
        zh = f"已是县域文件夹；可直接运行 qualitygov check {folder}"
        en = f"it is a county's folder already: run qualitygov check {folder}"
        yield _wrong(str(folder), "", zh, en)
    elif folder.is_dir() and any(folder.iterdir()):
        zh = "文件夹不是空的；请另选一个空文件夹，再把其中的数据表放入新文件夹的 data 中"
        en = "the folder is not empty: choose an empty one, then put the tables into its data/"
        yield _wrong(str(folder), "", zh, en)


def _texts(folder: Path, code: str, name: Text, year: int) -> Iterator[tuple[str, str]]:
    tables = catalogue(SUBJECTS)
    first = [table.label.zh for table in tables.values() if table.spec.name in FIRST]
    words = {
        "begin": BEGIN,
        "rulebook": RULEBOOK,
        "data": DATA,
        "templates": TEMPLATES,
        "dictionary": NAME,
        "manifest": FILE,
        "folder": str(folder),
        "year": year,
        "first": "、".join(first),
    }
    own = {**words, "code": toml_text(code), "zh": toml_text(name.zh), "en": toml_text(name.en)}
    yield FILE, _MANIFEST.format(**own)
    titles = {
        "zh": toml_text(f"{name.zh}质量强镇规则手册"),
        "en": toml_text(f"Rules of {name.en} for quality-strong towns"),
    }
    yield RULEBOOK, _OVERLAY.format(**{**words, **titles, "code": code})
    yield BEGIN, _BEGIN.format(**{**words, "name": name.zh})


def county_files(folder: Path, code: str, name: Text) -> Files:
    """Return the files of a new county's folder, by their paths in it (新县域文件).

    Raises `MissingExtraError` without the extra ``excel``.
    """
    book = load_rulebook("strong-town")
    context = Context.of_reading(book)
    texts = dict(_texts(folder, code, name, context.period.first.year - 1))
    files = {path: text.encode() for path, text in texts.items() if path != BEGIN}
    # Notepad knows the encoding by the mark, and older ones the end of a line by both signs.
    files[BEGIN] = texts[BEGIN].replace("\n", "\r\n").encode("utf-8-sig")
    for table in catalogue(SUBJECTS).values():
        if table.child is None and table.spec.name in FIRST:
            file = f"{TEMPLATES}/{template_file(table)}"
            files[file] = template_workbook(table, book, county=code)
    found = dictionary_of(context, county=name.zh, code=code)
    files[f"{NAME}.xlsx"] = dictionary_workbook(found)
    files[f"{NAME}.html"] = dictionary_page(found).encode()
    return files


def new_county(folder: Path, *, code: str, name: Text) -> tuple[Path, ...]:
    """Begin a county's folder (新建县域文件夹); returns the files that were written.

    Raises `InputError` for a code that is no county's, a name that is none and a folder in which
    something is already, `OutputError` where nothing can be written, and `MissingExtraError`
    without the extra ``excel``.
    """
    names = (*_name("name", name.zh), *_name("en", name.en))
    problems = [*_code(code), *names, *_place(folder)]
    if problems:
        raise InputError(problems)
    files = county_files(folder, region.validate(code), name)
    try:
        for within in (DATA, TEMPLATES):
            (folder / within).mkdir(parents=True)
    except OSError as error:
        raise OutputError(str(folder), reason_of(error)) from None
    return tuple(write_new(folder / path, content) for path, content in files.items())
