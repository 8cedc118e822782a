"""Fact rows of certificates (证书事实行), from which indicators count."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.enterprise.entities import Certification

__all__ = ["CertificateFact", "certificate_facts"]

ONE_DAY = timedelta(days=1)


@attrs.frozen
class CertificateFact:
    """A stretch of time in which a certificate is valid (证书事实), both ends included; `service`.

    The holder is a service trade.
    """

    id: str
    town: str
    on: date
    kind: str
    holder: str
    product: str | None
    service: bool
    valid_from: date
    valid_to: date | None


def _stretches(one: Certification) -> list[tuple[date, date | None]]:
    """The valid stretches: a suspension cuts the certificate's life in two."""
    ends = [
        day
        for day in (one.expires_on, one.withdrawn_on and one.withdrawn_on - ONE_DAY)
        if day is not None
    ]
    last = min(ends) if ends else None
    stretches: list[tuple[date, date | None]] = [(one.issued_on, last)]
    if one.suspended_on is not None:
        stop = one.suspended_on - ONE_DAY
        stretches = [(one.issued_on, stop if last is None else min(stop, last))]
        if one.resumed_on is not None:
            stretches.append((one.resumed_on, last))
    return [(first, end) for first, end in stretches if end is None or first <= end]


@clauses("2.2.1.c", "2.2.1.d", "2.2.4.a")
def certificate_facts(
    certifications: Iterable[Certification], service_holders: Collection[str] = ()
) -> tuple[CertificateFact, ...]:
    """Return the rows of certificates (证书事实行).

    `service_holders` are the codes of service enterprises.
    """
    return tuple(
        CertificateFact(
            one.id if at == 0 else f"{one.id}+{at}",
            one.town,
            one.issued_on,
            one.kind.value,
            one.holder,
            one.product,
            one.holder in service_holders,
            first,
            last,
        )
        for one in certifications
        for at, (first, last) in enumerate(_stretches(one))
    )
