"""Write the pages of error codes from the codes in the source: `errors.md`, `errors.zh-CN.md`.

python docs/errors.py            # write the pages
python docs/errors.py --check    # fail when they are out of date, or a code has no cause or cure

The cause of a code is what the source says with it, `…` for what differs. `errors.toml` has the
sections, the cures, and the causes that the source puts together elsewhere.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
from rule_entries import cell

from qualitygov import load_rulebook
from qualitygov.credit.door import REASONS
from qualitygov.text import Language, Text

HERE = Path(__file__).parent
SOURCE = HERE.parent / "src" / "qualitygov"
TOLD = HERE / "errors.toml"
PAGES: Mapping[Language, Path] = {"en": HERE / "errors.md", "zh": HERE / "errors.zh-CN.md"}
DOTTED = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+")
FILE = re.compile(r".*\.(csv|json|js|css|toml|xml|ndjson)")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
MARK = "<!-- codes -->"
"""What follows it on a page is written by this script."""

HEADS: Mapping[Language, str] = {
    "en": "| code | cause | cure |\n|---|---|---|\n",
    "zh": "| 代码 | 原因 | 处理 |\n|---|---|---|\n",
}


@attrs.frozen
class Code:
    """One error code: what the source says with it, in both languages."""

    name: str
    causes: tuple[Text, ...]


def other_names() -> set[str]:
    """Return the dotted names of the source that are no codes: of rules and of modules."""
    book = load_rulebook("strong-town")
    modules = {
        ".".join(path.relative_to(SOURCE).with_suffix("").parts) for path in SOURCE.rglob("*.py")
    }
    return {*book.source, *(entry.id for entry in book.source.values()), *modules}


def is_code(name: str, others: set[str]) -> bool:
    """Return whether a text of the source is an error code."""
    of_rule = name.startswith("parameter.") and name.split(".", 2)[1] not in ("term", "value")
    package = name.startswith("qualitygov.")
    plain = DOTTED.fullmatch(name) and not FILE.fullmatch(name)
    return bool(plain) and name not in others and not of_rule and not package


def wording(node: ast.AST) -> str | None:
    """Return the text of an expression, with `…` for what differs; None where it is elsewhere."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(getattr(part, "value", "…")) if isinstance(part, ast.Constant) else "…"
            for part in node.values
        )
    return None


def pairs(call: ast.Call) -> Iterator[Text]:
    """Yield the texts in both languages among the arguments of a call."""
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    said = [wording(node) for node in given]
    for zh, en in pairwise(said):
        if zh and en and CHINESE.search(zh) and not CHINESE.search(en):
            yield Text(zh, en)
    for node in given:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
            yield from pairs(node)


def raised_in(tree: ast.AST, others: set[str]) -> Iterator[tuple[str, list[Text]]]:
    """Yield the codes of a module, each with what is said beside it."""
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        if is_code(node.value, others):
            at: ast.AST = node
            while not isinstance(at, (ast.Call, ast.stmt)):
                at = above[at]
            yield node.value, list(pairs(at)) if isinstance(at, ast.Call) else []


def codes() -> list[Code]:
    """Return every error code of the source, in order."""
    others, found = other_names(), dict[str, dict[Text, None]]()
    for path in sorted(SOURCE.rglob("*.py")):
        for name, said in raised_in(ast.parse(path.read_text(encoding="utf-8")), others):
            found.setdefault(name, {}).update(dict.fromkeys(said))
    found |= {f"frame.{reason}": {text: None} for reason, text in REASONS.items()}
    return [Code(name, tuple(found[name])) for name in sorted(found)]


@attrs.frozen
class Section:
    """A group of codes on the page, with the cure of those that have none of their own."""

    title: Text
    prefixes: tuple[str, ...]
    cure: Text

    def claims(self, name: str) -> int:
        """Return the length of the prefix by which a code belongs here, 0 where it does not."""
        return max(
            (len(one) for one in self.prefixes if f"{name}.".startswith(f"{one}.")), default=0
        )


@attrs.frozen
class Told:
    """What `errors.toml` says."""

    sections: tuple[Section, ...]
    causes: Mapping[str, Text]
    cures: Mapping[str, Text]

    def section_of(self, code: Code) -> Section | None:
        """Return the section of a code: the one with the longest prefix."""
        found = max(self.sections, key=lambda one: one.claims(code.name))
        return found if found.claims(code.name) else None

    def cause(self, code: Code) -> Text | None:
        """Return why a code is raised; None where neither source nor file says so."""
        own = self.causes.get(code.name)
        return own or (Text.joined(code.causes) if code.causes else None)


def told() -> Told:
    """Return what `errors.toml` says."""
    read: Mapping[str, Any] = tomllib.loads(TOLD.read_text(encoding="utf-8"))
    sections = tuple(
        Section(Text(*one["title"]), tuple(one["prefixes"]), Text(*one["cure"]))
        for one in read["section"]
    )
    causes, cures = (
        {name: Text(*pair) for name, pair in read[key].items()} for key in ("cause", "cure")
    )
    return Told(sections, causes, cures)


def problems(found: list[Code], said: Told) -> list[str]:
    """Return the codes without a cause or a section, and what is told of no code."""
    names = {code.name for code in found}
    bare = [f"{code.name}: no cause" for code in found if said.cause(code) is None]
    bare += [f"{code.name}: no section" for code in found if said.section_of(code) is None]
    return bare + [
        f"{name}: no such code" for name in (said.causes | said.cures) if name not in names
    ]


def page(language: Language, found: list[Code], said: Told) -> str:
    """Return the page in a language: what stands above the marker stays, the tables follow."""
    head = PAGES[language].read_text(encoding="utf-8").partition(MARK)[0]
    parts = [head + MARK + "\n"]
    for section in said.sections:
        rows = [
            f"| `{code.name}` | {cell(cause.say(language))} "
            f"| {cell(said.cures.get(code.name, section.cure).say(language))} |\n"
            for code in found
            if said.section_of(code) is section and (cause := said.cause(code)) is not None
        ]
        parts.append(f"\n## {section.title.say(language)}\n\n{HEADS[language]}{''.join(rows)}")
    return "".join(parts)


def main() -> int:
    """Write the pages, or check them."""
    found, said = codes(), told()
    wrong = problems(found, said)
    for language, path in PAGES.items():
        made = page(language, found, said)
        if path.read_text(encoding="utf-8") != made:
            if "--check" in sys.argv:
                wrong.append(f"{path.name} is out of date: python docs/errors.py")
            else:
                path.write_text(made, encoding="utf-8")
    print("\n".join(wrong) if wrong else "error codes are up to date")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
