"""Files as sheets (文件读取): what a file really is, whatever its name says, and its sheets."""

from __future__ import annotations

import zipfile
from pathlib import Path

import attrs

from qualitygov.interchange.sheets.decode import Undecoded, decoded
from qualitygov.interchange.sheets.delimited import Known, delimited
from qualitygov.interchange.sheets.grid import Sheet
from qualitygov.interchange.sheets.workbook import LARGEST, LOCKED, Unopened, workbook
from qualitygov.text import Text

TEXTS = frozenset({".csv", ".txt", ".tsv"})
OLD = frozenset({".xls", ".et"})
"""Old Excel workbooks, and those of WPS, which are such or a newer one."""

BOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".ods"}) | OLD
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_FORMATS = {
    "xls": Text("旧版 Excel 工作簿（.xls）", "an old Excel workbook (.xls)"),
    "xlsx": Text("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)"),
    "web": Text("网页（HTML）", "a web page (HTML)"),
    "xml": Text("XML 文件", "an XML file"),
    "pdf": Text("PDF 文件", "a PDF file"),
    "rtf": Text("RTF 文件", "an RTF file"),
    "zip": Text("压缩包", "an archive"),
    "text": Text("文本文件", "a text file"),
}


NO_TABLES = Text(
    "此格式不能读入；请另存为 .xlsx 或 CSV UTF-8",
    "a format that is not read; save it as .xlsx or as CSV UTF-8",
)


@attrs.frozen
class Failure:
    """Why a file gives no sheets (文件无法读取): a code, and the reason."""

    code: str
    reason: Text


def _markup(head: bytes) -> str | None:
    """Whether text is a web page or XML."""
    plain = head.lstrip(b"\xef\xbb\xbf \t\r\n").replace(b"\0", b"").lstrip(b"\xff\xfe").lower()
    if plain.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<body")):
        return "web"
    if plain.startswith(b"<?xml"):
        return "web" if b"<html" in plain or b"<table" in plain else "xml"
    return None


def content_of(head: bytes) -> str:
    """Return what the first bytes of a file say that it is (文件实际格式)."""
    if head.startswith(_OLE):
        return "xls"
    if head.startswith(_ZIP):
        return "xlsx"
    if head.startswith(b"%PDF"):
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    return _markup(head) or "text"


def _belongs(content: str, suffix: str) -> bool:
    if suffix in TEXTS:
        return content == "text"
    if suffix == ".et":
        return content in ("xls", "xlsx")
    if suffix in OLD:
        return content == "xls"
    return content == "xlsx"


def _renamed(content: str, suffix: str) -> Failure:
    is_ = _FORMATS[content]
    return Failure(
        "file.renamed",
        Text(
            f"内容是{is_.zh}，文件名却以 {suffix} 结尾，未读入；"
            "请用 Excel 打开后另存为 .xlsx，或另存为 CSV UTF-8",
            f"its content is {is_.en}, but its name ends in {suffix}; not read. "
            "Open it in Excel and save it anew as .xlsx or as CSV UTF-8",
        ),
    )


_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def _locked(path: Path) -> bool:
    """Whether a workbook is encrypted: an old container that holds a package."""
    return _PACKAGE in path.read_bytes()


def _too_large(path: Path) -> bool:
    """Whether a workbook would unpack to more than any table needs."""
    try:
        with zipfile.ZipFile(path) as packed:
            return sum(info.file_size for info in packed.infolist()) > LARGEST
    except (zipfile.BadZipFile, OSError):
        return False


def _book(path: Path, file: str) -> list[Sheet] | Failure:
    if _too_large(path):
        reason = Text("工作簿解压后过大，未读入", "the workbook unpacks to too much; not read")
        return Failure("file.size", reason)
    found = workbook(path, file)
    return Failure(found.code, found.reason) if isinstance(found, Unopened) else found


def _lines(raw: bytes) -> Text:
    """How many lines of a text file were not read."""
    count = len(raw.replace(b"\0", b"").splitlines())
    return Text(f"（共 {count} 行）", f" ({count} lines)")


def readable(path: Path) -> bool:
    """Whether a file of this name may hold tables (是否为表格文件)."""
    hidden = path.name.startswith((".", "~$"))
    return not hidden and path.suffix.lower() in TEXTS | BOOKS


def sheets_of(path: Path, file: str, known: Known = lambda _: False) -> list[Sheet] | Failure:
    """Return the sheets of a file (文件各表), or why it cannot be read.

    `file` is its name in messages, `known` says whether a cell is the name of a column.
    Raises `MissingExtraError` for a workbook without the extra ``excel``.
    """
    suffix = path.suffix.lower()
    if suffix not in TEXTS | BOOKS:
        return Failure("file.format", NO_TABLES)
    try:
        with path.open("rb") as opened:
            head = opened.read(4096)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Failure(
            "file.system", Text(f"系统拒绝读取：{reason}", f"the system refused: {reason}")
        )
    if not head:
        return Failure("file.empty", Text("文件为空（0 字节）", "the file has 0 bytes"))
    content = content_of(head)
    if content == "xls" and suffix in BOOKS and _locked(path):
        return Failure("file.password", LOCKED)
    if not _belongs(content, suffix):
        return _renamed(content, suffix)
    if suffix in BOOKS:
        return _book(path, file)
    raw = path.read_bytes()
    text = decoded(raw)
    if isinstance(text, Undecoded):
        return Failure(text.code, text.reason + _lines(raw))
    return [delimited(file, text, known)]
