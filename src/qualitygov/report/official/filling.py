"""Templates filled (套用模板): Word documents by docxtpl, in a sandbox, every value escaped."""

from __future__ import annotations

import io
import traceback
import zipfile
from pathlib import Path
from typing import Any

from qualitygov.errors import InputError, MissingExtraError, Problem
from qualitygov.report.official.sheet import Sheet
from qualitygov.text import Text

EXTRA = "documents"
TEMPLATES = Path(__file__).parent.parent / "templates"
"""The templates of this library; a county may have its own of the same names."""

_MADE = (2016, 1, 1, 0, 0, 0)


def template_path(name: str, own: Path | None) -> Path:
    """Return the template of a document (模板): the county's own where it has one of that name."""
    if own is not None and (own / name).is_file():
        return own / name
    return TEMPLATES / name


def _wrong(path: Path, zh: str, en: str) -> InputError:
    return InputError([Problem("document.template", str(path), "", Text(zh, en))])


RENDERED = "<template>"
"""How Jinja names the file of a template's code in a traceback."""


def _line(error: BaseException) -> int | None:
    """The line of a template on which it failed: docxtpl gives each paragraph a line of its own."""
    at: int | None = getattr(error, "lineno", None)
    for frame in traceback.extract_tb(error.__traceback__):
        at = frame.lineno if frame.filename == RENDERED else at
    return at


def _mistaken(path: Path, error: Exception, zh: str, en: str) -> InputError:
    """What is wrong with a template, in one sentence that names its line."""
    line = _line(error)
    where = Text("模板", "the template")
    if line is not None:
        at = max(line - 1, 1)
        where = Text(f"模板第{at}段", f"paragraph {at} of the template")
    return _wrong(path, where.zh + zh, where.en + en)


def filled(path: Path, sheet: Sheet) -> bytes:
    """Return a template filled with a document's fields (文书内容), as bytes.

    The same content gives the same bytes. Raises `InputError` for a template that cannot be used:
    no Word document, one that asks for a field that the document does not have, or one that says
    what cannot be done; and `MissingExtraError` without the extra ``documents``.
    """
    try:
        from docxtpl import DocxTemplate  # noqa: PLC0415 - an extra
        from jinja2 import StrictUndefined, UndefinedError  # noqa: PLC0415 - as above
        from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415 - as above
    except ImportError as error:
        raise MissingExtraError((error.name or "docxtpl").partition(".")[0], EXTRA) from None
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    fields = {**sheet.fields, "待填事项": list(sheet.missing)}
    template = DocxTemplate(path)
    made = io.BytesIO()
    try:
        template.init_docx()
    except Exception as error:  # noqa: BLE001 - whatever a file that is no document leads to
        raise _wrong(
            path, f"不是可用的 Word 文档（{error}）", f"no Word document that can be used ({error})"
        ) from None
    try:
        template.render(fields, jinja_env=environment)
    except UndefinedError as error:
        known = "、".join(fields)
        raise _mistaken(
            path,
            error,
            f"用到了文书没有的字段（{error}）；可用的有：{known}",
            f" asks for a field that the document does not have ({error}); there are: {known}",
        ) from None
    except Exception as error:  # noqa: BLE001 - a template is a program of the county's own
        what = " ".join(str(error).split()) or type(error).__name__
        raise _mistaken(path, error, f"有误：{what}", f" is wrong: {what}") from None
    template.save(made)
    return still(made.getvalue())


def still(content: bytes) -> bytes:
    """Return a zipped document without the time of its making (去除生成时间)."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part: Any = zipfile.ZipInfo(name, _MADE)
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return out.getvalue()
