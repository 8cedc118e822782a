"""The manifest of a county's folder (县域清单): ``county.toml``, read and judged as a whole."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from qualitygov.codes import region
from qualitygov.errors import InputError, Problem, RulebookError
from qualitygov.interchange.toml import toml_fault
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.load import book_missing, built_in_books, load_rulebook
from qualitygov.rulebook.model.duty import Profile
from qualitygov.rulebook.words import shown, step, unknown
from qualitygov.text import Text

FILE, CODE = "county.toml", "county.manifest"
TOP, COUNTY, NAME = ("county", "rulebook", "data", "profile"), ("code", "name"), ("zh", "en")
_SIX_DIGITS = Text("应为县级区划代码（6 位数字）", "expected the code of a county, six digits")
_FILLED = Text("应为非空文本", "expected a text that is not empty")
_NOWHERE = Text("此处没有文件夹", "there is no such folder")
_BEGIN = Text(
    "县域文件夹应有 county.toml，其 [county] 含 code 和 name（zh、en），表格放在 data/ 中；"
    "新建：qualitygov init 文件夹 --code 县级区划代码 --name 县名；"
    "文件夹中只有表格的，请给出 --code 和 --name",
    "a county's folder begins with a county.toml, with [county] code and name (zh, en), "
    "and has its tables in data/; begin one with "
    "qualitygov init FOLDER --code CODE --name NAME; a folder of tables alone is read with "
    "--code and --name",
)
_SAID = Text("文件夹中已有 county.toml，不得另行给出", "county.toml is there and says it already")


@attrs.frozen
class Manifest:
    """What a county's folder says of itself (县域清单): the county, its rulebook, its data."""

    code: str
    name: Text
    rulebook: str
    data: Path
    profile: Profile | None = None


def _wrong(key: str, value: Any, expected: Text) -> Problem:
    return Problem(CODE, f"{FILE}:{key}" if key else FILE, shown(value), expected)


def _unknown(table: Mapping[str, Any], known: Collection[str], under: str) -> Iterator[Problem]:
    what = Text("未知的键", "an unknown key")
    for key in table:
        if key not in known:
            yield unknown(CODE, f"{FILE}:{under}{step(key)}", key, known, what)


def _texts(table: Mapping[str, Any], keys: Collection[str], under: str) -> Iterator[Problem]:
    for key in keys:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            yield _wrong(f"{under}{key}", value, _FILLED)


def is_county(code: str) -> bool:
    """Whether a code is that of a county (是否县级区划代码): six digits."""
    return region.is_valid(code) and region.level(code) is region.RegionLevel.COUNTY


def _county(county: Any) -> Iterator[Problem]:
    if not isinstance(county, Mapping):
        expected = "应有 [county]，含 code 和 name", "expected [county] with code and name"
        yield _wrong("county", county, Text(*expected))
        return
    yield from _unknown(county, COUNTY, "county.")
    wrong = list(_texts(county, ("code",), "county."))
    yield from wrong
    if not wrong and not is_county(county["code"]):
        yield _wrong("county.code", county["code"], _SIX_DIGITS)
    name = county.get("name")
    if not isinstance(name, Mapping):
        expected = "应有 name.zh 和 name.en", "expected name.zh and name.en"
        yield _wrong("county.name", name, Text(*expected))
        return
    yield from _unknown(name, NAME, "county.name.")
    yield from _texts(name, NAME, "county.name.")


def _folder(root: Path, data: str) -> Iterator[Problem]:
    """What is wrong with the folder of the tables: it lies within the county's, and is there."""
    path = Path(data)
    if path.is_absolute() or ".." in path.parts:
        expected = "应为县域文件夹之内的文件夹", "expected a folder within the county's folder"
        yield _wrong("data", data, Text(*expected))
    elif not (root / path).is_dir():
        file = (root / path).exists()
        there = Text("是文件", "is a file") if file else Text("不存在", "is not there")
        expected = f"应为文件夹，而它{there.zh}", f"expected a folder, and it {there.en}"
        yield _wrong("data", data, Text(*expected))


def _problems(root: Path, found: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _unknown(found, TOP, "")
    yield from _county(found.get("county"))
    yield from _texts({"rulebook": "strong-town", **found}, ("rulebook",), "")
    wrong = list(_texts({"data": "data", **found}, ("data",), ""))
    yield from wrong or _folder(root, found.get("data", "data"))
    yield from _profile(found)


def _profile(found: Mapping[str, Any]) -> Iterator[Problem]:
    words = [profile.value for profile in Profile]
    if "profile" in found and found["profile"] not in words:
        expected = Text(f"应为 {'、'.join(words)} 之一", f"expected one of {', '.join(words)}")
        yield _wrong("profile", found["profile"], expected)


def _parsed(root: Path) -> Mapping[str, Any]:
    path = root / FILE
    if not path.exists():
        raise InputError([Problem(CODE, str(path), "", _BEGIN)])
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        expected = Text("应为 UTF-8 文本", "expected text in UTF-8")
        raise InputError([_wrong("", None, expected)]) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError([Problem(CODE, FILE, "", toml_fault(error))]) from None


def _given(root: Path, code: str | None, name: str | None) -> Manifest | None:
    """The county that the caller names, of a folder that is data alone; none if none is named."""
    given = {key: value for key, value in (("code", code), ("name", name)) if value is not None}
    if not given:
        return None
    if (root / FILE).exists():
        raise InputError([_wrong(f"county.{key}", value, _SAID) for key, value in given.items()])
    problems = [] if is_county(code or "") else [Problem(CODE, "code", shown(code), _SIX_DIGITS)]
    if not (name or "").strip():
        problems.append(Problem(CODE, "name", shown(name), _FILLED))
    if problems:
        raise InputError(problems)
    return Manifest(str(code), Text(str(name), str(name)), "strong-town", root)


def read_manifest(root: Path, *, code: str | None = None, name: str | None = None) -> Manifest:
    """Read the manifest of a county's folder (读取县域清单).

    A folder of data alone, without a ``county.toml``, needs the `code` and the `name` of its county
    and has the built-in rulebook. Raises `InputError` with everything that is wrong, each with its
    key.
    """
    if not root.is_dir():
        raise InputError([Problem(CODE, str(root), "", _NOWHERE)])
    given = _given(root, code, name)
    if given is not None:
        return given
    found = _parsed(root)
    problems = list(_problems(root, found))
    if problems:
        raise InputError(problems)
    county = found["county"]
    return Manifest(
        county["code"],
        Text(county["name"]["zh"], county["name"]["en"]),
        found.get("rulebook", "strong-town"),
        root / found.get("data", "data"),
        Profile(found["profile"]) if "profile" in found else None,
    )


def book_named(root: Path, manifest: Manifest) -> str | Path:
    """Return the rulebook that a county's manifest names (县域清单所列手册).

    The id of a built-in book, or the path of a file beside the manifest. Raises `RulebookError` for
    one that is not there, with the names near to it.
    """
    name = manifest.rulebook
    if name in built_in_books():
        return name
    path = root / name if name.endswith(".toml") else Path(name)
    if not path.exists():
        raise RulebookError([_wrong("rulebook", name, book_missing(root / name))])
    return path


def rulebook_of(root: Path, manifest: Manifest) -> Rulebook:
    """Load the rulebook that a county's manifest names (加载县域手册); raises `RulebookError`."""
    return load_rulebook(book_named(root, manifest))
