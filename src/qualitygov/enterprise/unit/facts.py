"""Fact rows of certificates (证书事实行), from which indicators count. Clauses 2.2.1.c-d, 2.2.4.a."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import ONE_DAY
from qualitygov.enterprise.unit.entities import Certification, CertificationKind
from qualitygov.enterprise.unit.tables import CERTIFICATIONS, ENTERPRISES
from qualitygov.industry import sector_of
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView

SERVICES = "tertiary"


@attrs.frozen(kw_only=True)
class CertificateFact:
    """A stretch of time in which a certificate is valid (证书事实), both ends included.

    `service`: the holder is an enterprise of the service trades.
    """

    id: str
    town: str
    on: date
    kind: Annotated[str, CertificationKind]
    holder: str
    product: str | None
    service: bool
    valid_from: date
    valid_to: date | None


def last_day(certificate: Certification, context: Context) -> date | None:
    """Return the last day of validity by what has happened (最后有效日), None without an end.

    A suspension is not looked at; a withdrawal ends validity the day before it.
    """
    withdrawn = context.past(certificate.withdrawn_on)
    ends = [
        day
        for day in (certificate.expires_on, None if withdrawn is None else withdrawn - ONE_DAY)
        if day is not None
    ]
    return min(ends, default=None)


def _stretches(certificate: Certification, context: Context) -> Iterator[tuple[date, date | None]]:
    """The valid stretches: each suspension cuts the certificate's life in two."""
    last = last_day(certificate, context)
    first: date | None = certificate.issued_on
    parts: list[tuple[date, date | None]] = []
    for one in certificate.suspensions:
        if first is None or not context.happened(one.suspended_on):
            break
        stop = one.suspended_on - ONE_DAY
        parts.append((first, stop if last is None else min(stop, last)))
        resumed = context.past(one.resumed_on)
        first = None if resumed is None else max(first, resumed)
    if first is not None:
        parts.append((first, last))
    return ((first, end) for first, end in parts if end is None or first <= end)


def service_holders(view: CountyView, context: Context) -> frozenset[str]:
    """Return the keys of the enterprises of the service trades (服务业企业): the tertiary sector.

    Holder and enterprise are matched by their organization code, under whichever code each is
    filed.
    """
    return frozenset(
        UnitKey.of(enterprise.code)
        for enterprise in view.known(ENTERPRISES, context)
        if enterprise.industry is not None and sector_of(enterprise.industry, context) == SERVICES
    )


@clauses("2.2.1.c", "2.2.1.d", "2.2.4.a")
def certificate_facts(view: CountyView, context: Context) -> tuple[CertificateFact, ...]:
    """Return the rows of the certificates issued by `as_of` (证书事实行), one for each stretch."""
    serving = view.once(service_holders, context)
    return tuple(
        CertificateFact(
            id=certificate.id if at == 0 else f"{certificate.id}+{at}",
            town=certificate.town,
            on=certificate.issued_on,
            kind=certificate.kind.value,
            holder=certificate.holder,
            product=certificate.product,
            service=UnitKey.of(certificate.holder) in serving,
            valid_from=first,
            valid_to=last,
        )
        for certificate in view.known(CERTIFICATIONS, context)
        if context.happened(certificate.issued_on)
        for at, (first, last) in enumerate(_stretches(certificate, context))
    )
