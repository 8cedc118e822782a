"""Words of units (主体用语): their kinds and registration status, as registers write them."""

from __future__ import annotations

from qualitygov.core.vocabulary import Vocabulary


class UnitKind(Vocabulary):
    """Kind of unit (主体类型)."""

    ENTERPRISE = "enterprise", "企业", "enterprise"
    INDIVIDUAL = "individual", "个体工商户", "individual business", "个体户", "个体"
    COOPERATIVE = "cooperative", "农民专业合作社", "farmers' co-operative", "专业合作社"
    COLLECTIVE = "collective", "农村集体经济组织", "rural collective"
    INSTITUTION = "institution", "事业单位", "institution"
    ASSOCIATION = "association", "社会组织", "association", "社会团体", "民办非企业单位"


class RegistrationStatus(Vocabulary):
    """Registration status (登记状态).

    A unit that moved out is on another county's register and no longer ours.
    """

    IN_OPERATION = (
        "in-operation",
        "存续",
        "in operation",
        "在业",
        "开业",
        "在营",
        "在册",
        "正常",
        "存续（在营、开业、在册）",
        "在营（开业）",
        "在营（开业）企业",
        "正常营业",
    )
    SUSPENDED = "suspended", "歇业", "suspended", "停业", "停业（歇业）", "已歇业"
    REVOKED = (
        "revoked",
        "吊销",
        "licence revoked",
        "已吊销",
        "吊销，未注销",
        "吊销未注销",
        "吊销营业执照",
        "吊销企业",
    )
    DEREGISTERED = (
        "deregistered",
        "注销",
        "deregistered",
        "已注销",
        "注销企业",
        "吊销，已注销",
        "吊销已注销",
        "吊销且已注销",
        "吊销并注销",
    )
    MOVED_OUT = "moved-out", "迁出", "moved out", "已迁出", "迁往外地", "迁移异地"


GONE = frozenset(
    {
        RegistrationStatus.REVOKED,
        RegistrationStatus.DEREGISTERED,
        RegistrationStatus.MOVED_OUT,
    }
)
"""The states of a unit that is no longer one of the county's."""


class RiskClass(Vocabulary):
    """Credit-risk class of the market regulator (信用风险分类), a guide for allocating inspections.

    Never computed here.
    """

    A = "A", "A 类（低风险）", "A (low)"
    B = "B", "B 类（一般）", "B (general)"
    C = "C", "C 类（较高）", "C (higher)"
    D = "D", "D 类（高风险）", "D (high)"
