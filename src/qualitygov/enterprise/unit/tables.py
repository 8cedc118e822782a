"""Tables of enterprises and their certificates (企业与证书数据表)."""

from __future__ import annotations

from qualitygov.enterprise.unit.entities import Certification, Enterprise
from qualitygov.subject import Child, Document, Suspension, TableSpec
from qualitygov.text import Text

ENTERPRISES = TableSpec(
    name="enterprises",
    entity=Enterprise,
    label=Text("企业", "enterprises"),
    file="enterprises.csv",
    owner="bureau",
    unit="code",
    stock=True,
)
CERTIFICATIONS = TableSpec(
    name="certifications",
    entity=Certification,
    label=Text("认证证书", "certificates"),
    file="certifications.csv",
    child=Child(
        file="certification_suspensions.csv",
        field="suspensions",
        entity=Suspension,
        key="certificate",
    ),
    owner="bureau",
    unit="holder",
    stock=True,
)
FILINGS = TableSpec(
    name="filings",
    entity=Document,
    label=Text("企业申报材料", "filings of enterprises"),
    file="filings.csv",
    owner="bureau",
    unit="unit",
    day="on",
)
"""What enterprises file with a bureau, such as their annual reports."""
