"""Certificates as events (证书事件), from which rules make merits of credit. Clause 3.3.1.a."""

from __future__ import annotations

from typing import Annotated

import attrs

from qualitygov.core import kinds, knowledge
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.enterprise.unit.entities import CertificationKind
from qualitygov.enterprise.unit.facts import last_day
from qualitygov.enterprise.unit.tables import CERTIFICATIONS
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Event


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class CertificateEvent(Event):
    """A certificate, product mark or award was issued to a unit (取得证书).

    `kind` is a word of `CertificationKind`; `valid` says whether the certificate is valid on the
    day of evaluation: issued, and neither expired, suspended nor withdrawn.
    """

    kind: Annotated[str, CertificationKind] = attrs.field(metadata=about("证书类别", "kind"))
    product: str | None = attrs.field(default=None, metadata=about("产品", "product"))
    valid: bool = attrs.field(metadata=about("是否有效", "valid"))


@clauses("3.3.1.a", "3.1.3.a")
def certificate_events(view: CountyView, context: Context) -> tuple[CertificateEvent, ...]:
    """Return an event for each certificate issued by `as_of` (证书事件)."""
    made = []
    for certificate in view.known(CERTIFICATIONS, context):
        if context.happened(certificate.issued_on):
            last = last_day(certificate, context)
            made.append(
                CertificateEvent(
                    id=certificate.id,
                    unit=certificate.holder,
                    on=certificate.issued_on,
                    happened_on=certificate.issued_on,
                    known_on=knowledge.known_since(certificate.issued_on, certificate),
                    document=certificate.id,
                    authority=certificate.authority,
                    valid_until=None if last is None else max(last, certificate.issued_on),
                    kind=certificate.kind.value,
                    product=certificate.product,
                    valid=certificate.valid_on(context.as_of),
                )
            )
    return tuple(made)
