"""Enterprises and their certificates (企业与证书). Clauses 2.2.1.c-d, 3.2.2.a, 3.3.1.a."""

from __future__ import annotations

from qualitygov.enterprise.unit.aliases import UNIT_ALIASES, UnitAlias
from qualitygov.enterprise.unit.company_types import CompanyType, read_company_type
from qualitygov.enterprise.unit.entities import Certification, CertificationKind, Enterprise
from qualitygov.enterprise.unit.events import CertificateEvent, certificate_events
from qualitygov.enterprise.unit.facts import CertificateFact, certificate_facts
from qualitygov.enterprise.unit.licences import LICENCES, Licence, LicenceStatus
from qualitygov.enterprise.unit.rows import towns_by_key
from qualitygov.enterprise.unit.tables import CERTIFICATIONS, ENTERPRISES, FILINGS
from qualitygov.enterprise.unit.words import RegistrationStatus, RiskClass, UnitKind

__all__ = [
    "CERTIFICATIONS",
    "ENTERPRISES",
    "FILINGS",
    "LICENCES",
    "UNIT_ALIASES",
    "CertificateEvent",
    "CertificateFact",
    "Certification",
    "CertificationKind",
    "CompanyType",
    "Enterprise",
    "Licence",
    "LicenceStatus",
    "RegistrationStatus",
    "RiskClass",
    "UnitAlias",
    "UnitKind",
    "certificate_events",
    "certificate_facts",
    "read_company_type",
    "towns_by_key",
]
