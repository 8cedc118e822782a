"""A small county to begin with (示例数据): made up, two towns, four units, some records and a case."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from qualitygov import BlacklistCase, CreditRecord, Enterprise, Text, Town
from qualitygov.codes import credit_code, organization_code
from town_service.tables import Case, Kept, Record, Unit

COUNTY = "330299"
TOWNS = (("330299101", "清溪镇", "Qingxi"), ("330299102", "石桥镇", "Shiqiao"))
UNITS = (
    ("91", "MA28A001", "清泉食品有限公司", "330299101", "C1512"),
    ("91", "MA28A002", "石桥机械有限公司", "330299102", "C3484"),
    ("91", "MA28A003", "青山建材有限公司", "330299102", "C3021"),
    ("92", "MA28A004", "清溪副食品商店", "330299101", "F5227"),
)
RECORDS = (
    (0, "R-2016-001", "penalty", "general", date(2016, 4, 1), True),
    (0, "R-2016-002", "sampling-fail", "general", date(2016, 9, 12), True),
    (1, "R-2016-003", "penalty", "serious", date(2016, 6, 3), False),
    (2, "R-2016-004", "complaint-upheld", "general", date(2016, 8, 20), True),
)


def code_of(head: str, body: str) -> str:
    """Return a credit code with its check characters (信用代码)."""
    plain = head + COUNTY + body + organization_code.calc_check_digit(body)
    return plain + credit_code.calc_check_digit(plain)


CODES = tuple(code_of(head, body) for head, body, *_ in UNITS)


def fill(session: Session) -> None:
    """Put the sample into an empty database (写入示例数据)."""
    for code, zh, en in TOWNS:
        session.add(
            Kept.of(Kept.spec_of("towns"), Town(code=code, name=Text(zh, en), parent=COUNTY))
        )
    for code, (_, _, name, town, industry) in zip(CODES, UNITS, strict=True):
        unit = Enterprise(
            code=code, name=name, town=town, industry=industry, registered_on=date(2010, 5, 1)
        )
        session.add(Unit.of(unit))
    for at, name, kind, severity, day, confirmed in RECORDS:
        record = CreditRecord(
            id=name,
            subject=CODES[at],
            kind=kind,
            severity=severity,
            happened_on=day,
            decided_on=day,
            known_on=day,
            source_document=f"{name}号文书",
            proposed_by="sample",
            confirmed_on=day if confirmed else None,
        )
        session.add(Record.of(record))
    case = BlacklistCase(
        id="C-2016-001",
        subject=CODES[1],
        list_kind="quality",
        legal_basis="质量强镇参考规则手册",
        ground="failures-3",
    )
    session.add(Case.of(case))
