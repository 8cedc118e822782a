"""Who answers for a sample (样品责任主体): each party for itself, as the book says.

The sampled unit sold or used the product, the named maker made it; each has a responsibility of its
own (Product Quality Law, arts. 26 and 33-39). A maker that says the product is not its own answers
for nothing until that is decided, and for nothing at all when it was right.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.inspection.entities import InspectionSample
from qualitygov.inspection.product import Authenticity, Party
from qualitygov.rulebook.context import Context


@attrs.frozen
class Answering:
    """A party of a sample (责任主体): its part, its code, and whether it disputes that part."""

    party: Party
    code: str
    disputed: bool = False


def answering(sample: InspectionSample, context: Context) -> Iterator[Answering]:
    """Yield the parties of a sample that have a code (样品责任主体), each unit once.

    A unit that is sampled at its own premises is the sampled unit. A maker whose product it was not
    is none; while that is open, it is disputed.
    """
    seen: set[str] = set()
    decided = context.happened(sample.authenticity_decided_on)
    for party, code in sample.codes.items():
        is_maker = party is Party.MAKER
        if is_maker and decided and sample.authenticity is Authenticity.NOT_OWN:
            continue
        if (key := UnitKey.of(code)) not in seen:
            seen.add(key)
            disputed = is_maker and sample.authenticity_disputed and not decided
            yield Answering(party, code, disputed)
