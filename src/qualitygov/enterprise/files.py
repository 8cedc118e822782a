"""All files of enterprises under clause 3.3, together (企业主体责任档案)."""

from __future__ import annotations

from typing import Any

import attrs

from qualitygov.core.fields import about
from qualitygov.enterprise.batches import Batch
from qualitygov.enterprise.entities import Certification
from qualitygov.enterprise.excellence import ExcellenceAssessment, ResponsibilityReport
from qualitygov.enterprise.persons import Appointment
from qualitygov.enterprise.research import Patent, ResearchSpending
from qualitygov.enterprise.standards import StandardPart
from qualitygov.enterprise.systems import SystemRecord
from qualitygov.enterprise.training import KeyPost, QualityActivity, Training
from qualitygov.enterprise.units import by_unit

__all__ = ["EnterpriseFiles", "UnitFiles"]

Grouped = dict[str, tuple[Any, ...]]


@attrs.frozen(kw_only=True)
class EnterpriseFiles:
    """What is on file of enterprises' own duties (企业主体责任档案), each kind in any order.

    Of one enterprise or of many.
    """

    appointments: tuple[Appointment, ...] = attrs.field(
        default=(), metadata=about("任职", "appointments")
    )
    key_posts: tuple[KeyPost, ...] = attrs.field(
        default=(), metadata=about("关键岗位", "key posts")
    )
    trainings: tuple[Training, ...] = attrs.field(default=(), metadata=about("培训", "trainings"))
    activities: tuple[QualityActivity, ...] = attrs.field(
        default=(), metadata=about("质量活动", "quality activities")
    )
    systems: tuple[SystemRecord, ...] = attrs.field(
        default=(), metadata=about("制度材料", "records of systems")
    )
    excellence: tuple[ExcellenceAssessment, ...] = attrs.field(
        default=(), metadata=about("卓越绩效评价", "excellence")
    )
    reports: tuple[ResponsibilityReport, ...] = attrs.field(
        default=(), metadata=about("社会责任报告", "responsibility reports")
    )
    standards: tuple[StandardPart, ...] = attrs.field(
        default=(), metadata=about("参与标准", "parts in standards")
    )
    spendings: tuple[ResearchSpending, ...] = attrs.field(
        default=(), metadata=about("研发投入", "research spending")
    )
    patents: tuple[Patent, ...] = attrs.field(default=(), metadata=about("专利", "patents"))
    batches: tuple[Batch, ...] = attrs.field(default=(), metadata=about("批次", "batches"))
    certifications: tuple[Certification, ...] = attrs.field(
        default=(), metadata=about("认证证书", "certificates")
    )


@attrs.frozen(eq=False)
class UnitFiles:
    """The same files sorted by unit once (按企业归集的档案), so that many enterprises are answered quickly.

    Batches and certificates are left in the whole: a trail leads through many units.
    """

    _grouped: dict[str, Grouped] = attrs.field(alias="grouped")

    @classmethod
    def of(cls, files: EnterpriseFiles) -> UnitFiles:
        """Sort the files."""
        names = [
            a.name
            for a in attrs.fields(EnterpriseFiles)
            if a.name not in ("batches", "certifications")
        ]
        return cls({name: by_unit(getattr(files, name)) for name in names})

    @property
    def units(self) -> tuple[str, ...]:
        """The keys of the units of which anything is on file, in order."""
        return tuple(sorted({key for grouped in self._grouped.values() for key in grouped}))

    def of_unit(self, key: str) -> EnterpriseFiles:
        """Return the files of one unit by its key, without batches and certificates."""
        return EnterpriseFiles(
            **{name: grouped.get(key, ()) for name, grouped in self._grouped.items()}
        )
