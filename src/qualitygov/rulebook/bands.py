"""Bands of numbers (分档).

Half-open, side by side, from the lowest to the highest without gap or overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import attrs

from qualitygov.core.exact import Points
from qualitygov.errors import Problem
from qualitygov.text import Text


@attrs.frozen
class Band:
    """One band [low, below) with its name (一档，左闭右开); None as `below` means up to the top."""

    name: str
    low: Points
    below: Points | None


def check_bands(bands: Iterable[Band], floor: Points | None = None) -> Iterator[Problem]:
    """Yield what is wrong with a set of bands.

    A gap, an overlap, an empty band, no open top (分档检查).
    """
    ordered = sorted(bands, key=lambda band: band.low)
    for band in ordered:
        if band.below is not None and band.below <= band.low:
            yield Problem(
                "rulebook.band-empty",
                f"{band.name}.below",
                str(band.below),
                Text(f"应大于 {band.low}", f"more than {band.low}"),
            )
    for lower, upper in pairwise(ordered):
        if lower.below is None or lower.below > upper.low:
            found = str(lower.below) if lower.below is not None else "open"
            expected = Text(
                f"{lower.name} 档与 {upper.name} 档（自 {upper.low} 起）重叠",
                f"{lower.name} overlaps with {upper.name}, which begins at {upper.low}",
            )
            yield Problem("rulebook.band-overlap", f"{lower.name}.below", found, expected)
        elif lower.below < upper.low:
            expected = Text(
                f"{lower.name} 档与 {upper.name} 档（自 {upper.low} 起）之间有空档",
                f"{lower.name} leaves a gap to {upper.name}, which begins at {upper.low}",
            )
            yield Problem("rulebook.band-gap", f"{lower.name}.below", str(lower.below), expected)
    if ordered and ordered[-1].below is not None:
        expected = Text("最高一档不设上限", "the highest band has no upper end")
        yield Problem(
            "rulebook.band-top", f"{ordered[-1].name}.below", str(ordered[-1].below), expected
        )
    if ordered and floor is not None and ordered[0].low != floor:
        expected = Text(f"最低一档应自 {floor} 起", f"the lowest band begins at {floor}")
        yield Problem("rulebook.band-gap", f"{ordered[0].name}.low", str(ordered[0].low), expected)
