"""Region codes (行政区划代码): county, town and village.

GB/T 2260, GB/T 10114 and the statistics code of 12 digits.

Six digits name a county (province 2, city 2, county 2), three more a town, three more a village: a
town is the prefix of its villages. There is no check digit, and codes change yearly; keep the year
beside the code.

>>> validate("330299101"), parent("330299101"), level("330299101").label.en
('330299101', '330299', 'town')
>>> contains("330299", "330299101203")
True
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import attrs

from qualitygov.codes.organization_code import compact
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import CodeError, FieldError
from qualitygov.text import Text


class RegionLevel(Vocabulary):
    """Level of a region (区划级别)."""

    COUNTY = "county", "县级", "county"
    TOWN = "town", "乡级", "town"
    VILLAGE = "village", "村级", "village"


class TownKind(Vocabulary):
    """Kind of a town-level division, by its three digits (乡级区划类型). GB/T 10114."""

    SUBDISTRICT = "subdistrict", "街道", "subdistrict"
    TOWN = "town", "镇", "town"
    TOWNSHIP = "township", "乡", "township"
    ENTERPRISE = "enterprise", "政企合一单位", "administered enterprise"


_LENGTHS = {6: RegionLevel.COUNTY, 9: RegionLevel.TOWN, 12: RegionLevel.VILLAGE}
LONGEST = max(_LENGTHS)

_TOWN_KINDS = (
    (1, 99, TownKind.SUBDISTRICT),
    (100, 199, TownKind.TOWN),
    (200, 399, TownKind.TOWNSHIP),
    (400, 599, TownKind.ENTERPRISE),
)


def validate(code: str) -> str:
    """Return the plain code (校验); raises `CodeError` for another length or anything but digits."""
    plain = compact(code)
    if len(plain) not in _LENGTHS or not (plain.isascii() and plain.isdigit()):
        raise CodeError(
            "code.region",
            Text(
                f"区划代码应为 6、9 或 12 位数字：{code}",
                f"a region code has 6, 9 or 12 digits: {code}",
            ),
        )
    return plain


def is_valid(code: str) -> bool:
    """Whether the code passes `validate` (是否有效)."""
    try:
        validate(code)
    except CodeError:
        return False
    return True


def format(code: str) -> str:  # noqa: A001 - the fourth verb of every code module
    """Print the code in groups (分段书写): ``330299 101 203``.

    >>> format("330299101203")
    '330299 101 203'
    """
    plain = validate(code)
    return " ".join(part for part in (plain[:6], plain[6:9], plain[9:]) if part)


def level(code: str) -> RegionLevel:
    """Return the level of a code by its length (区划级别)."""
    return _LENGTHS[len(validate(code))]


def parent(code: str) -> str | None:
    """Return the code of the region above (上级区划); None above a county."""
    plain = validate(code)
    return plain[:-3] if len(plain) > min(_LENGTHS) else None


def county_of(code: str) -> str:
    """Return the county in which a region lies (所属县级区划), or the county itself.

    >>> county_of("330299101203")
    '330299'
    """
    return validate(code)[:6]


def town_of(code: str) -> str | None:
    """Return the town in which a village lies (所属乡级区划), or the town itself; None for a county.

    >>> town_of("330299101203")
    '330299101'
    """
    plain = validate(code)
    return plain[:9] if len(plain) > min(_LENGTHS) else None


def contains(outer: str, inner: str) -> bool:
    """Whether `inner` lies in `outer`, or is it (包含关系)."""
    return validate(inner).startswith(validate(outer))


def town_kind(code: str) -> TownKind | None:
    """Return the kind of a town-level division (乡级区划类型); None for digits without a meaning."""
    number = int(validate(code)[6:9] or 0)
    return next((kind for low, high, kind in _TOWN_KINDS if low <= number <= high), None)


@attrs.frozen
class region:  # noqa: N801 - used like a function, as attrs' own validators are
    """A field that holds a region code of one level (区划代码)."""

    demands: ClassVar[type] = str
    level: RegionLevel = RegionLevel.TOWN
    length: int = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        length = next(length for length, known in _LENGTHS.items() if known is self.level)
        object.__setattr__(self, "length", length)

    def clean(self, cell: str) -> str:
        """Return the plain code of a cell (规整).

        A town's code of 12 digits as statistics write it, which end in 000, is that of the town.

        >>> region().clean("330299 102 000"), region(RegionLevel.VILLAGE).clean("330299102000")
        ('330299102', '330299102000')
        """
        plain = compact(cell)
        whole = self.level is RegionLevel.TOWN and len(plain) == LONGEST
        return plain[: self.length] if whole and plain.endswith("000") else plain

    @property
    def described(self) -> Mapping[str, Any]:
        """So many digits."""
        return {"pattern": f"^[0-9]{{{self.length}}}$"}

    @property
    def form(self) -> Text:
        """So many digits, in words (形式)."""
        label = self.level.label
        return Text(
            f"{self.length} 位{label.zh}区划代码", f"a {label.en} code of {self.length} digits"
        )

    @property
    def example(self) -> str:
        """A code of the level (示例代码)."""
        return "330299101203"[: self.length]

    def __call__(self, _: object, attribute: attrs.Attribute[str], value: object) -> None:
        if (
            not isinstance(value, str)
            or len(value) != self.length
            or not (value.isascii() and value.isdigit())
        ):
            raise FieldError(
                "code.region",
                Text("应为 ", "expected ") + self.form,
            )
