"""How often a unit was sampled (抽查频次): what a rule of repeated failures divides by.

A unit that is sampled ten times fails twice sooner than one that is sampled twice. `facts.md`,
section 6.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.period import Period
from qualitygov.core.result import Result
from qualitygov.inspection.facts import sample_states
from qualitygov.inspection.parties import answering
from qualitygov.inspection.words import Conclusion
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView


@attrs.frozen
class Exposure(Result):
    """How many samples of a unit have a final result, and how many of them failed (抽查频次)."""

    concluded: int
    failed: int

    @property
    def rate(self) -> Rate:
        """Failures over final results."""
        return Rate(self.failed, self.concluded)


@clauses("3.4.3.b")
def exposures(view: CountyView, context: Context, *, period: Period) -> Mapping[str, Exposure]:
    """Return the exposure of each unit that was sampled in a period (各单位抽查频次), by unit key.

    A sample counts for each party that has a code, but not for a maker that says the product is not
    its own. Samples that are open, refused or not reported are left out.
    """
    counts: dict[str, tuple[int, int]] = {}
    for sample, state in view.once(sample_states, context):
        if state.conclusion is None or sample.on is None or sample.on not in period:
            continue
        bad = state.conclusion is Conclusion.FAIL
        units = {UnitKey.of(p.code) for p in answering(sample, context) if not p.disputed}
        for key in units:
            concluded, failed = counts.get(key, (0, 0))
            counts[key] = (concluded + 1, failed + bad)
    return {key: Exposure(*found) for key, found in sorted(counts.items())}
