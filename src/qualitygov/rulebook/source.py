"""Sources of rules (出处): what an entry rests on, in both languages.

A book writes a source as it writes a label, ``{ zh = "…", en = "…" }``, or as one text where both
languages cite it alike, such as the number of a county's document.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qualitygov.core.check import filled
from qualitygov.text import Text

BETWEEN = Text("；", "; ")
"""What stands between the documents of several changes of one entry."""


def named(entry: object, attribute: Any, source: Text) -> None:
    """Raise `FieldError` for a source that is empty in one of the languages (非空出处)."""
    for text in (source.zh, source.en):
        filled()(entry, attribute, text)


def source_of(written: Any) -> Text:
    """Return a source as a book writes it (出处): one text is the same in both languages.

    >>> source_of("县政发〔2016〕3号").en
    '县政发〔2016〕3号'
    >>> source_of({"zh": "《意见》3.3项", "en": "opinion 3.3"}).say("zh")
    '《意见》3.3项'
    """
    if isinstance(written, Mapping):
        return Text(str(written.get("zh", "")), str(written.get("en", "")))
    return Text(str(written or ""), str(written or ""))


def is_source(written: Any) -> bool:
    """Whether a step or an entry names its source (是否写明出处), in both languages.

    >>> is_source("县政发〔2016〕3号"), is_source({"zh": "《意见》3.3项"}), is_source(" ")
    (True, False, False)
    """
    if isinstance(written, Mapping):
        texts = (written.get("zh"), written.get("en"))
        return written.keys() <= {"zh", "en"} and all(map(_is_text, texts))
    return _is_text(written)


def _is_text(written: Any) -> bool:
    return isinstance(written, str) and bool(written.strip())


def names_source(values: Mapping[str, Any]) -> bool:
    """Whether a step or each of its dated versions names a source (是否注明出处).

    >>> names_source({"in_force": [{"source": "县政发〔2016〕3号"}]}), names_source({})
    (True, False)
    """
    dated = values.get("in_force")
    if "source" in values or not isinstance(dated, list) or not dated:
        return is_source(values.get("source"))
    return all(isinstance(row, Mapping) and is_source(row.get("source")) for row in dated)


def with_source(before: Text | None, written: Any) -> Any:
    """Return a source beside the one before it (并列出处), as a book writes it; each stands once."""
    source = source_of(written)
    if before is None or before == source:
        return written
    if f"{BETWEEN.zh}{source.zh}{BETWEEN.zh}" in f"{BETWEEN.zh}{before.zh}{BETWEEN.zh}":
        return {"zh": before.zh, "en": before.en}
    both = Text.joined((before, source), BETWEEN.zh, BETWEEN.en)
    return {"zh": both.zh, "en": both.en}
