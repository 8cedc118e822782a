"""The data of a county (县域数据), and how it becomes tables of facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from qualitygov.assessment.facts import FactTables, record_facts
from qualitygov.blacklist.case import BlacklistCase
from qualitygov.codes.region import RegionLevel, contains, region
from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import WorkCalendar
from qualitygov.core.fields import about, bilingual
from qualitygov.credit.entities import CreditRecord
from qualitygov.engineering.entities import EngineeringProject
from qualitygov.engineering.facts import project_facts
from qualitygov.enterprise.entities import Certification, Enterprise
from qualitygov.enterprise.facts import certificate_facts
from qualitygov.environment.entities import AirDay, NoiseReading, WaterReading
from qualitygov.environment.facts import air_facts, noise_facts, water_facts
from qualitygov.industry.figures import Evidence, Figure, evidence_facts, figure_facts, sector_of
from qualitygov.inspection.entities import InspectionSample
from qualitygov.inspection.facts import sample_facts
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.rules import Rules
from qualitygov.service.satisfaction import SatisfactionSurvey, survey_facts
from qualitygov.text import Text

__all__ = ["CountyData", "Town", "facts_of", "service_holders"]

SERVICES = "tertiary"


@attrs.frozen(kw_only=True)
class Town:
    """A town of the county (乡镇)."""

    code: str = attrs.field(validator=region(), metadata=about("乡镇代码", "town code"))
    name: Text = attrs.field(metadata=about("名称", "name"))
    parent: str = attrs.field(validator=region(RegionLevel.COUNTY), metadata=about("县代码", "county code"))

    def __attrs_post_init__(self) -> None:
        if not contains(self.parent, self.code):
            raise bilingual("town.parent", f"{self.code} 不在 {self.parent} 之内", f"{self.code} does not lie in {self.parent}")


@attrs.frozen(kw_only=True)
class CountyData:
    """Everything that is known of a county (县域数据): towns, enterprises and the facts about them, in any order.

    Raises `FieldError` for a town that stands twice.
    """

    id: str = attrs.field(validator=region(RegionLevel.COUNTY), metadata=about("县代码", "county code"))
    name: Text = attrs.field(metadata=about("名称", "name"))
    towns: tuple[Town, ...] = attrs.field(metadata=about("乡镇", "towns"))
    enterprises: tuple[Enterprise, ...] = attrs.field(default=(), metadata=about("企业", "enterprises"))
    records: tuple[CreditRecord, ...] = attrs.field(default=(), metadata=about("信用记录", "credit records"))
    cases: tuple[BlacklistCase, ...] = attrs.field(default=(), metadata=about("黑名单案件", "blacklist cases"))
    samples: tuple[InspectionSample, ...] = attrs.field(default=(), metadata=about("抽查样品", "samples"))
    projects: tuple[EngineeringProject, ...] = attrs.field(default=(), metadata=about("工程项目", "projects"))
    surveys: tuple[SatisfactionSurvey, ...] = attrs.field(default=(), metadata=about("满意度调查", "surveys"))
    air_days: tuple[AirDay, ...] = attrs.field(default=(), metadata=about("空气质量日数据", "days of air quality"))
    noise: tuple[NoiseReading, ...] = attrs.field(default=(), metadata=about("噪声监测", "noise readings"))
    water: tuple[WaterReading, ...] = attrs.field(default=(), metadata=about("水源监测", "water readings"))
    figures: tuple[Figure, ...] = attrs.field(default=(), metadata=about("统计数字", "figures"))
    certifications: tuple[Certification, ...] = attrs.field(default=(), metadata=about("认证证书", "certificates"))
    evidence: tuple[Evidence, ...] = attrs.field(default=(), metadata=about("证据材料", "evidence"))

    def __attrs_post_init__(self) -> None:
        codes = [town.code for town in self.towns]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise bilingual("county.town", f"乡镇重复：{'、'.join(twice)}", f"a town stands twice: {', '.join(twice)}")


def service_holders(enterprises: Iterable[Enterprise], certifications: Iterable[Certification], rules: Rules) -> frozenset[str]:
    """Return the codes of the certificate holders that are service enterprises (服务业持证单位): the tertiary sector.

    Holder and enterprise are matched by their organization code, under whichever code each is filed.
    """
    serving = {UnitKey.of(e.code) for e in enterprises if e.industry is not None and sector_of(e.industry, rules) == SERVICES}
    return frozenset(one.holder for one in certifications if UnitKey.of(one.holder) in serving)


def facts_of(
    data: CountyData, rulebook: Rulebook, calendar: WorkCalendar | None, as_of: date, known_at: date | None = None
) -> FactTables:
    """Turn a county's data into tables of facts (生成事实表), as they were on `as_of`, known on `known_at`."""
    rules = rulebook.at(as_of)
    holders = service_holders(data.enterprises, data.certifications, rules)
    return FactTables.of(
        {
            "sample": sample_facts(data.samples, rules, calendar, as_of, known_at),
            "project": project_facts(data.projects, rules, as_of, known_at),
            "survey": survey_facts(data.surveys, rules, as_of),
            "air-day": air_facts(data.air_days, rulebook.at, as_of),
            "noise": noise_facts(data.noise, rulebook.at, as_of),
            "water": water_facts(data.water, rulebook.at, as_of),
            "figure": figure_facts(data.figures, as_of),
            "certificate": certificate_facts(data.certifications, holders),
            "evidence": evidence_facts(data.evidence, as_of),
            "record": record_facts(data.records, data.enterprises, as_of, known_at),
        }
    )
