"""What a look-up gives (识别结果): a code, or why there is none and what may be meant."""

from __future__ import annotations

import attrs

from qualitygov.core.vocabulary import Vocabulary
from qualitygov.text import Text


class FoundBy(Vocabulary):
    """By what a town or a unit was found (识别方式)."""

    CODE = "code", "代码", "code"
    NAME = "name", "名称", "name"
    FORMER_NAME = "former-name", "曾用名", "former name"
    ALIAS = "alias", "别名", "alias"
    NAME_AND_ADDRESS = "name-and-address", "名称和地址", "name and address"
    ADDRESS = "address", "地址", "address"


@attrs.frozen
class Found:
    """A town or unit that was found (已识别), and by what.

    `known` says whether it is in the county's own list: a unit with a whole code may be none of
    them. `warnings` say what is odd, such as a check character that fails.
    """

    code: str
    by: FoundBy
    known: bool = True
    warnings: tuple[Text, ...] = ()


@attrs.frozen
class Unresolved:
    """What a cell did not resolve to (未识别): the reason, and the codes that may be meant.

    Candidates are proposals for the person who looks at the review list; `names` are what each of
    them is called.
    """

    reason: Text
    candidates: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """The candidates with their names (候选及名称): 青石镇（330298101）."""
        named = zip(self.names, self.candidates, strict=False)
        return tuple(f"{name}（{code}）" for name, code in named) or self.candidates
