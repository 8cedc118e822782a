"""From certificates to merits of credit (证书转良好记录). Clauses 3.3.1.a, 3.1.3.a."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from qualitygov.core.clauses import clauses
from qualitygov.credit.entities import CreditRecord
from qualitygov.enterprise.entities import Certification, CertificationKind

__all__ = ["merit_records"]

ONE_DAY = timedelta(days=1)
_MERITS = {
    CertificationKind.QUALITY: ("certificate-quality", "in-force"),
    CertificationKind.ENVIRONMENT: ("certificate-environment", "in-force"),
    CertificationKind.HEALTH: ("certificate-health", "in-force"),
    CertificationKind.AWARD_TOWN: ("quality-award", "town"),
    CertificationKind.AWARD_COUNTY: ("quality-award", "county"),
    CertificationKind.AWARD_MUNICIPAL: ("quality-award", "municipal"),
    CertificationKind.AWARD_PROVINCIAL: ("quality-award", "municipal"),
}
"""Which certificate is which merit.

A provincial award counts as municipal, "or higher" in the rule.
"""


@clauses("3.3.1.a", "3.1.3.a")
def merit_records(certifications: Iterable[Certification], as_of: date) -> tuple[CreditRecord, ...]:
    """Return a merit for each certificate that brings one and is valid on `as_of` (良好记录).

    The merit runs from the day of issue to the last day of validity; a certificate withdrawn or
    suspended gives none.
    """
    made = []
    for one in certifications:
        merit = _MERITS.get(one.kind)
        if merit is not None and one.valid_on(as_of):
            ends = one.expires_on
            if one.withdrawn_on is not None:
                last = one.withdrawn_on - ONE_DAY
                ends = last if ends is None else min(ends, last)
            made.append(
                CreditRecord(
                    id=f"{one.id}/merit",
                    subject=one.holder,
                    kind=merit[0],
                    severity=merit[1],
                    happened_on=one.issued_on,
                    decided_on=one.issued_on,
                    known_on=one.issued_on,
                    source_document=one.id,
                    authority=one.authority,
                    valid_until=ends,
                )
            )
    return tuple(made)
