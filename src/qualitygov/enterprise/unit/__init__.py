"""Enterprises and their certificates (企业与证书). Clauses 2.2.1.c-d, 3.2.2.a, 3.3.1.a."""

from __future__ import annotations

from qualitygov.enterprise.unit.entities import (
    Certification,
    CertificationKind,
    Enterprise,
    RegistrationStatus,
    RiskClass,
    UnitKind,
)
from qualitygov.enterprise.unit.events import CertificateEvent, certificate_events
from qualitygov.enterprise.unit.facts import CertificateFact, certificate_facts
from qualitygov.enterprise.unit.tables import CERTIFICATIONS, ENTERPRISES, FILINGS

__all__ = [
    "CERTIFICATIONS",
    "ENTERPRISES",
    "FILINGS",
    "CertificateEvent",
    "CertificateFact",
    "Certification",
    "CertificationKind",
    "Enterprise",
    "RegistrationStatus",
    "RiskClass",
    "UnitKind",
    "certificate_events",
    "certificate_facts",
]
