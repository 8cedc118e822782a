"""Enterprises and their certificates (企业与证书). Clauses 3.2.2.a, 3.3.1."""

from __future__ import annotations

from qualitygov.enterprise.entities import (
    Certification,
    CertificationKind,
    Enterprise,
    RegistrationStatus,
    RiskClass,
    UnitKind,
)
from qualitygov.enterprise.facts import CertificateFact, certificate_facts

__all__ = [
    "CertificateFact",
    "Certification",
    "CertificationKind",
    "Enterprise",
    "RegistrationStatus",
    "RiskClass",
    "UnitKind",
    "certificate_facts",
]
