"""Templates filled (套用模板): Word documents by docxtpl, in a sandbox, every value escaped."""

from __future__ import annotations

import io
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


def filled(path: Path, sheet: Sheet) -> bytes:
    """Return a template filled with a document's fields (文书内容), as bytes.

    The same content gives the same bytes. Raises `InputError` for a template that cannot be used:
    no Word document, or one that asks for a field that the document does not have, and
    `MissingExtraError` without the extra ``documents``.
    """
    try:
        from docxtpl import DocxTemplate  # noqa: PLC0415 - an extra
        from jinja2 import (  # noqa: PLC0415 - as above
            StrictUndefined,
            TemplateError,
            UndefinedError,
        )
        from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415 - as above
    except ImportError as error:
        raise MissingExtraError((error.name or "docxtpl").partition(".")[0], EXTRA) from None
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    fields = {**sheet.fields, "待填事项": list(sheet.missing)}
    made = io.BytesIO()
    try:
        template = DocxTemplate(path)
        template.render(fields, jinja_env=environment)
        template.save(made)
    except UndefinedError as error:
        known = "、".join(fields)
        raise _wrong(
            path,
            f"模板用到了文书没有的字段（{error}）；可用的有：{known}",
            f"it asks for a field that the document does not have ({error}); there are: {known}",
        ) from None
    except TemplateError as error:
        raise _wrong(path, f"模板有误：{error}", f"the template is wrong: {error}") from None
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise _wrong(
            path, f"不是可用的 Word 文档（{error}）", f"no Word document that can be used ({error})"
        ) from None
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
