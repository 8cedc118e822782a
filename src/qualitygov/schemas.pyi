# Written by tools/schema_stub.py from the classes; not to be edited.

from collections.abc import Mapping
from typing import Any, overload

from typing_extensions import TypeVar, Unpack

from qualitygov.access.entities import ProductOffer as ProductOffer
from qualitygov.access.entities import RectificationOrder as RectificationOrder
from qualitygov.access.entities_limits import ConditionCheck as ConditionCheck
from qualitygov.access.entities_limits import ResourceUse as ResourceUse
from qualitygov.award.entities import AwardApplication as AwardApplication
from qualitygov.award.entities import ReviewMark as ReviewMark
from qualitygov.blacklist.case import BlacklistCase as BlacklistCase
from qualitygov.blacklist.entities import Move as Move
from qualitygov.comparison.entities import ImprovementMeasure as ImprovementMeasure
from qualitygov.comparison.entities import RegularAnalysis as RegularAnalysis
from qualitygov.complaint.case import Complaint as Complaint
from qualitygov.complaint.entities import ComplaintMove as ComplaintMove
from qualitygov.complaint.entities import PublicRequest as PublicRequest
from qualitygov.complaint.entities import ViolationReport as ViolationReport
from qualitygov.core.schema import EntitySchema as EntitySchema
from qualitygov.core.schema import problems_of as problems_of
from qualitygov.core.schema import schema_for as schema_for
from qualitygov.core.typed_schema import Listed as Listed
from qualitygov.core.typed_schema import MadeAnyhow as MadeAnyhow
from qualitygov.core.typed_schema import MadeOfSome as MadeOfSome
from qualitygov.core.typed_schema import MadePartly as MadePartly
from qualitygov.core.typed_schema import MadeWhole as MadeWhole
from qualitygov.core.typed_schema import Plain as Plain
from qualitygov.core.typed_schema import Single as Single
from qualitygov.credit.confirmation import Confirmation as Confirmation
from qualitygov.credit.entities import CreditRecord as CreditRecord
from qualitygov.credit.opened import OpenedArchive as OpenedArchive
from qualitygov.engineering.entities import AcceptanceRound as AcceptanceRound
from qualitygov.engineering.entities import EngineeringProject as EngineeringProject
from qualitygov.engineering.entities_trace import WorksPart as WorksPart
from qualitygov.enterprise.innovation.entities import Patent as Patent
from qualitygov.enterprise.innovation.entities import ResearchSpending as ResearchSpending
from qualitygov.enterprise.innovation.entities import StandardPart as StandardPart
from qualitygov.enterprise.innovation.entities_support import HeadSpending as HeadSpending
from qualitygov.enterprise.innovation.entities_support import Incentive as Incentive
from qualitygov.enterprise.innovation.entities_support import KeyTechnology as KeyTechnology
from qualitygov.enterprise.people.entities import Appointment as Appointment
from qualitygov.enterprise.people.entities import KeyPost as KeyPost
from qualitygov.enterprise.people.entities import PostAssessment as PostAssessment
from qualitygov.enterprise.people.entities import QualityActivity as QualityActivity
from qualitygov.enterprise.people.entities import SystemRecord as SystemRecord
from qualitygov.enterprise.people.entities import Training as Training
from qualitygov.enterprise.people.excellence import CategoryScore as CategoryScore
from qualitygov.enterprise.people.excellence import ExcellenceAssessment as ExcellenceAssessment
from qualitygov.enterprise.people.excellence import ResponsibilityReport as ResponsibilityReport
from qualitygov.enterprise.tracing.entities import Batch as Batch
from qualitygov.enterprise.tracing.entities import BatchLink as BatchLink
from qualitygov.enterprise.unit.aliases import UnitAlias as UnitAlias
from qualitygov.enterprise.unit.entities import Certification as Certification
from qualitygov.enterprise.unit.entities import Enterprise as Enterprise
from qualitygov.enterprise.unit.licences import Licence as Licence
from qualitygov.environment.entities import AirDay as AirDay
from qualitygov.environment.entities import AirHour as AirHour
from qualitygov.environment.entities import AirStation as AirStation
from qualitygov.environment.entities import NoisePoint as NoisePoint
from qualitygov.environment.entities import NoiseReading as NoiseReading
from qualitygov.environment.entities import WaterReading as WaterReading
from qualitygov.environment.entities import WaterSource as WaterSource
from qualitygov.environment.entities_discharge import Outlet as Outlet
from qualitygov.environment.entities_discharge import OutletReading as OutletReading
from qualitygov.equipment.entities import Equipment as Equipment
from qualitygov.equipment.entities import EquipmentInspection as EquipmentInspection
from qualitygov.equipment.entities import EquipmentMaintenance as EquipmentMaintenance
from qualitygov.governance.assistants import AssistantReport as AssistantReport
from qualitygov.governance.assistants import AssistantTraining as AssistantTraining
from qualitygov.governance.assistants import QualityAssistant as QualityAssistant
from qualitygov.governance.entities.money import BudgetLine as BudgetLine
from qualitygov.governance.entities.money import Campaign as Campaign
from qualitygov.governance.entities.plans import DevelopmentPlan as DevelopmentPlan
from qualitygov.governance.entities.plans import FindingRecipient as FindingRecipient
from qualitygov.governance.entities.plans import PlanGoal as PlanGoal
from qualitygov.governance.entities.plans import SharedFinding as SharedFinding
from qualitygov.governance.entities.plans import WarningMove as WarningMove
from qualitygov.governance.entities.plans import WarningSent as WarningSent
from qualitygov.governance.entities.tasks import Task as Task
from qualitygov.governance.entities.tasks import TaskProgress as TaskProgress
from qualitygov.governance.entities.units import GovernanceUnit as GovernanceUnit
from qualitygov.governance.entities.units import GroupMember as GroupMember
from qualitygov.governance.entities.units import Meeting as Meeting
from qualitygov.governance.entities.units import ResponsibilityLetter as ResponsibilityLetter
from qualitygov.governance.entities.units import UnitReport as UnitReport
from qualitygov.governance.entities.visits import InspectionVisit as InspectionVisit
from qualitygov.governance.entities.visits import VisitIssue as VisitIssue
from qualitygov.industry.entities import Evidence as Evidence
from qualitygov.industry.entities import Figure as Figure
from qualitygov.inspection.entities import InspectionSample as InspectionSample
from qualitygov.inspection.entities_recall import Recall as Recall
from qualitygov.inspection.entities_recall import RecallMove as RecallMove
from qualitygov.inspection.items import SampleItem as SampleItem
from qualitygov.inspection.rechecks import Recheck as Recheck
from qualitygov.inspection.rechecks import Reinspection as Reinspection
from qualitygov.laboratory.entities import AdoptedStandard as AdoptedStandard
from qualitygov.laboratory.entities import Instrument as Instrument
from qualitygov.laboratory.entities import Laboratory as Laboratory
from qualitygov.laboratory.entities import RequestedItem as RequestedItem
from qualitygov.laboratory.entities import ScopeEntry as ScopeEntry
from qualitygov.laboratory.entities import TestRequest as TestRequest
from qualitygov.laboratory.entities import Verification as Verification
from qualitygov.publication.entities import EnforcementCase as EnforcementCase
from qualitygov.publication.entities_filed import FiledCase as FiledCase
from qualitygov.returns.entities import ClosedResult as ClosedResult
from qualitygov.returns.entities import Excuse as Excuse
from qualitygov.returns.entities import LaterFinding as LaterFinding
from qualitygov.returns.entities import Return as Return
from qualitygov.safety.entities import Accountability as Accountability
from qualitygov.safety.entities import AccountableCase as AccountableCase
from qualitygov.safety.entities import Drill as Drill
from qualitygov.safety.entities import EmergencyPlan as EmergencyPlan
from qualitygov.safety.entities import NoticeRecipient as NoticeRecipient
from qualitygov.safety.entities import RiskAssessment as RiskAssessment
from qualitygov.safety.entities import RiskNotice as RiskNotice
from qualitygov.safety.entities_accident import Accident as Accident
from qualitygov.safety.entities_accident import CasualtyChange as CasualtyChange
from qualitygov.safety.entities_hazard import Hazard as Hazard
from qualitygov.safety.entities_hazard import HazardRound as HazardRound
from qualitygov.safety.entities_screening import HazardScreening as HazardScreening
from qualitygov.safety.entities_screening import ScreenedUnit as ScreenedUnit
from qualitygov.service.entities import PublicSurvey as PublicSurvey
from qualitygov.service.entities import SatisfactionSurvey as SatisfactionSurvey
from qualitygov.subject.document import Document as Document
from qualitygov.subject.suspension import Suspension as Suspension
from qualitygov.subject.town import Town as Town
from qualitygov.supervision.entities import Conflict as Conflict
from qualitygov.supervision.entities import DrawList as DrawList
from qualitygov.supervision.entities import Inspector as Inspector
from qualitygov.supervision.entities import SupervisionQuota as SupervisionQuota
from qualitygov.supervision.entities import SupervisionVisit as SupervisionVisit

__all__ = ["ENTITIES", "SCHEMAS", "EntitySchema", "json_schema", "problems_of", "schema_for"]

ENTITIES: Mapping[str, type]
SCHEMAS: Mapping[str, type[EntitySchema[Any]]]

_Many = TypeVar("_Many", bound=bool, default=Single)

def json_schema(what: type | str) -> dict[str, Any]: ...

_AcceptanceRound = TypeVar("_AcceptanceRound", default=AcceptanceRound)

class AcceptanceRoundSchema(EntitySchema[AcceptanceRound, _AcceptanceRound, _Many]):
    @overload
    def __init__(
        self: AcceptanceRoundSchema[AcceptanceRound, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AcceptanceRoundSchema[AcceptanceRound, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AcceptanceRoundSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AcceptanceRoundSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AcceptanceRoundSchema[AcceptanceRound | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AcceptanceRoundSchema[AcceptanceRound | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AcceptanceRoundSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Accident = TypeVar("_Accident", default=Accident)

class AccidentSchema(EntitySchema[Accident, _Accident, _Many]):
    @overload
    def __init__(
        self: AccidentSchema[Accident, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AccidentSchema[Accident, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AccidentSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AccidentSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AccidentSchema[Accident | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AccidentSchema[Accident | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AccidentSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Accountability = TypeVar("_Accountability", default=Accountability)

class AccountabilitySchema(EntitySchema[Accountability, _Accountability, _Many]):
    @overload
    def __init__(
        self: AccountabilitySchema[Accountability, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AccountabilitySchema[Accountability, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AccountabilitySchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AccountabilitySchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AccountabilitySchema[Accountability | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AccountabilitySchema[Accountability | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AccountabilitySchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_AccountableCase = TypeVar("_AccountableCase", default=AccountableCase)

class AccountableCaseSchema(EntitySchema[AccountableCase, _AccountableCase, _Many]):
    @overload
    def __init__(
        self: AccountableCaseSchema[AccountableCase, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AccountableCaseSchema[AccountableCase, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AccountableCaseSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AccountableCaseSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AccountableCaseSchema[AccountableCase | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AccountableCaseSchema[AccountableCase | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AccountableCaseSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_AdoptedStandard = TypeVar("_AdoptedStandard", default=AdoptedStandard)

class AdoptedStandardSchema(EntitySchema[AdoptedStandard, _AdoptedStandard, _Many]):
    @overload
    def __init__(
        self: AdoptedStandardSchema[AdoptedStandard, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AdoptedStandardSchema[AdoptedStandard, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AdoptedStandardSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AdoptedStandardSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AdoptedStandardSchema[AdoptedStandard | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AdoptedStandardSchema[AdoptedStandard | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AdoptedStandardSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_AirDay = TypeVar("_AirDay", default=AirDay)

class AirDaySchema(EntitySchema[AirDay, _AirDay, _Many]):
    @overload
    def __init__(
        self: AirDaySchema[AirDay, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AirDaySchema[AirDay, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AirDaySchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AirDaySchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AirDaySchema[AirDay | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AirDaySchema[AirDay | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AirDaySchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_AirHour = TypeVar("_AirHour", default=AirHour)

class AirHourSchema(EntitySchema[AirHour, _AirHour, _Many]):
    @overload
    def __init__(
        self: AirHourSchema[AirHour, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AirHourSchema[AirHour, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AirHourSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AirHourSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AirHourSchema[AirHour | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AirHourSchema[AirHour | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AirHourSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_AirStation = TypeVar("_AirStation", default=AirStation)

class AirStationSchema(EntitySchema[AirStation, _AirStation, _Many]):
    @overload
    def __init__(
        self: AirStationSchema[AirStation, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AirStationSchema[AirStation, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AirStationSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AirStationSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AirStationSchema[AirStation | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AirStationSchema[AirStation | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AirStationSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Appointment = TypeVar("_Appointment", default=Appointment)

class AppointmentSchema(EntitySchema[Appointment, _Appointment, _Many]):
    @overload
    def __init__(
        self: AppointmentSchema[Appointment, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AppointmentSchema[Appointment, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AppointmentSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AppointmentSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AppointmentSchema[Appointment | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AppointmentSchema[Appointment | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AppointmentSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_AssistantReport = TypeVar("_AssistantReport", default=AssistantReport)

class AssistantReportSchema(EntitySchema[AssistantReport, _AssistantReport, _Many]):
    @overload
    def __init__(
        self: AssistantReportSchema[AssistantReport, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AssistantReportSchema[AssistantReport, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AssistantReportSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AssistantReportSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AssistantReportSchema[AssistantReport | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AssistantReportSchema[AssistantReport | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AssistantReportSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_AssistantTraining = TypeVar("_AssistantTraining", default=AssistantTraining)

class AssistantTrainingSchema(EntitySchema[AssistantTraining, _AssistantTraining, _Many]):
    @overload
    def __init__(
        self: AssistantTrainingSchema[AssistantTraining, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AssistantTrainingSchema[AssistantTraining, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AssistantTrainingSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AssistantTrainingSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AssistantTrainingSchema[AssistantTraining | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AssistantTrainingSchema[AssistantTraining | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AssistantTrainingSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_AwardApplication = TypeVar("_AwardApplication", default=AwardApplication)

class AwardApplicationSchema(EntitySchema[AwardApplication, _AwardApplication, _Many]):
    @overload
    def __init__(
        self: AwardApplicationSchema[AwardApplication, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AwardApplicationSchema[AwardApplication, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: AwardApplicationSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AwardApplicationSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: AwardApplicationSchema[AwardApplication | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AwardApplicationSchema[AwardApplication | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: AwardApplicationSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Batch = TypeVar("_Batch", default=Batch)

class BatchSchema(EntitySchema[Batch, _Batch, _Many]):
    @overload
    def __init__(
        self: BatchSchema[Batch, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: BatchSchema[Batch, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: BatchSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: BatchSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: BatchSchema[Batch | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: BatchSchema[Batch | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: BatchSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_BatchLink = TypeVar("_BatchLink", default=BatchLink)

class BatchLinkSchema(EntitySchema[BatchLink, _BatchLink, _Many]):
    @overload
    def __init__(
        self: BatchLinkSchema[BatchLink, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: BatchLinkSchema[BatchLink, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: BatchLinkSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: BatchLinkSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: BatchLinkSchema[BatchLink | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: BatchLinkSchema[BatchLink | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: BatchLinkSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_BlacklistCase = TypeVar("_BlacklistCase", default=BlacklistCase)

class BlacklistCaseSchema(EntitySchema[BlacklistCase, _BlacklistCase, _Many]):
    @overload
    def __init__(
        self: BlacklistCaseSchema[BlacklistCase, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: BlacklistCaseSchema[BlacklistCase, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: BlacklistCaseSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: BlacklistCaseSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: BlacklistCaseSchema[BlacklistCase | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: BlacklistCaseSchema[BlacklistCase | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: BlacklistCaseSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_BudgetLine = TypeVar("_BudgetLine", default=BudgetLine)

class BudgetLineSchema(EntitySchema[BudgetLine, _BudgetLine, _Many]):
    @overload
    def __init__(
        self: BudgetLineSchema[BudgetLine, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: BudgetLineSchema[BudgetLine, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: BudgetLineSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: BudgetLineSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: BudgetLineSchema[BudgetLine | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: BudgetLineSchema[BudgetLine | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: BudgetLineSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Campaign = TypeVar("_Campaign", default=Campaign)

class CampaignSchema(EntitySchema[Campaign, _Campaign, _Many]):
    @overload
    def __init__(
        self: CampaignSchema[Campaign, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: CampaignSchema[Campaign, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: CampaignSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: CampaignSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: CampaignSchema[Campaign | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: CampaignSchema[Campaign | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: CampaignSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_CasualtyChange = TypeVar("_CasualtyChange", default=CasualtyChange)

class CasualtyChangeSchema(EntitySchema[CasualtyChange, _CasualtyChange, _Many]):
    @overload
    def __init__(
        self: CasualtyChangeSchema[CasualtyChange, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: CasualtyChangeSchema[CasualtyChange, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: CasualtyChangeSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: CasualtyChangeSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: CasualtyChangeSchema[CasualtyChange | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: CasualtyChangeSchema[CasualtyChange | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: CasualtyChangeSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_CategoryScore = TypeVar("_CategoryScore", default=CategoryScore)

class CategoryScoreSchema(EntitySchema[CategoryScore, _CategoryScore, _Many]):
    @overload
    def __init__(
        self: CategoryScoreSchema[CategoryScore, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: CategoryScoreSchema[CategoryScore, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: CategoryScoreSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: CategoryScoreSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: CategoryScoreSchema[CategoryScore | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: CategoryScoreSchema[CategoryScore | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: CategoryScoreSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Certification = TypeVar("_Certification", default=Certification)

class CertificationSchema(EntitySchema[Certification, _Certification, _Many]):
    @overload
    def __init__(
        self: CertificationSchema[Certification, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: CertificationSchema[Certification, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: CertificationSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: CertificationSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: CertificationSchema[Certification | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: CertificationSchema[Certification | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: CertificationSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_ClosedResult = TypeVar("_ClosedResult", default=ClosedResult)

class ClosedResultSchema(EntitySchema[ClosedResult, _ClosedResult, _Many]):
    @overload
    def __init__(
        self: ClosedResultSchema[ClosedResult, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ClosedResultSchema[ClosedResult, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ClosedResultSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ClosedResultSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ClosedResultSchema[ClosedResult | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ClosedResultSchema[ClosedResult | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ClosedResultSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Complaint = TypeVar("_Complaint", default=Complaint)

class ComplaintSchema(EntitySchema[Complaint, _Complaint, _Many]):
    @overload
    def __init__(
        self: ComplaintSchema[Complaint, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ComplaintSchema[Complaint, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ComplaintSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ComplaintSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ComplaintSchema[Complaint | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ComplaintSchema[Complaint | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ComplaintSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_ComplaintMove = TypeVar("_ComplaintMove", default=ComplaintMove)

class ComplaintMoveSchema(EntitySchema[ComplaintMove, _ComplaintMove, _Many]):
    @overload
    def __init__(
        self: ComplaintMoveSchema[ComplaintMove, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ComplaintMoveSchema[ComplaintMove, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ComplaintMoveSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ComplaintMoveSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ComplaintMoveSchema[ComplaintMove | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ComplaintMoveSchema[ComplaintMove | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ComplaintMoveSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_ConditionCheck = TypeVar("_ConditionCheck", default=ConditionCheck)

class ConditionCheckSchema(EntitySchema[ConditionCheck, _ConditionCheck, _Many]):
    @overload
    def __init__(
        self: ConditionCheckSchema[ConditionCheck, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ConditionCheckSchema[ConditionCheck, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ConditionCheckSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ConditionCheckSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ConditionCheckSchema[ConditionCheck | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ConditionCheckSchema[ConditionCheck | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ConditionCheckSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Confirmation = TypeVar("_Confirmation", default=Confirmation)

class ConfirmationSchema(EntitySchema[Confirmation, _Confirmation, _Many]):
    @overload
    def __init__(
        self: ConfirmationSchema[Confirmation, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ConfirmationSchema[Confirmation, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ConfirmationSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ConfirmationSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ConfirmationSchema[Confirmation | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ConfirmationSchema[Confirmation | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ConfirmationSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Conflict = TypeVar("_Conflict", default=Conflict)

class ConflictSchema(EntitySchema[Conflict, _Conflict, _Many]):
    @overload
    def __init__(
        self: ConflictSchema[Conflict, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ConflictSchema[Conflict, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ConflictSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ConflictSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ConflictSchema[Conflict | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ConflictSchema[Conflict | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ConflictSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_CreditRecord = TypeVar("_CreditRecord", default=CreditRecord)

class CreditRecordSchema(EntitySchema[CreditRecord, _CreditRecord, _Many]):
    @overload
    def __init__(
        self: CreditRecordSchema[CreditRecord, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: CreditRecordSchema[CreditRecord, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: CreditRecordSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: CreditRecordSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: CreditRecordSchema[CreditRecord | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: CreditRecordSchema[CreditRecord | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: CreditRecordSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_DevelopmentPlan = TypeVar("_DevelopmentPlan", default=DevelopmentPlan)

class DevelopmentPlanSchema(EntitySchema[DevelopmentPlan, _DevelopmentPlan, _Many]):
    @overload
    def __init__(
        self: DevelopmentPlanSchema[DevelopmentPlan, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: DevelopmentPlanSchema[DevelopmentPlan, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: DevelopmentPlanSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: DevelopmentPlanSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: DevelopmentPlanSchema[DevelopmentPlan | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: DevelopmentPlanSchema[DevelopmentPlan | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: DevelopmentPlanSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Document = TypeVar("_Document", default=Document)

class DocumentSchema(EntitySchema[Document, _Document, _Many]):
    @overload
    def __init__(
        self: DocumentSchema[Document, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: DocumentSchema[Document, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: DocumentSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: DocumentSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: DocumentSchema[Document | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: DocumentSchema[Document | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: DocumentSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_DrawList = TypeVar("_DrawList", default=DrawList)

class DrawListSchema(EntitySchema[DrawList, _DrawList, _Many]):
    @overload
    def __init__(
        self: DrawListSchema[DrawList, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: DrawListSchema[DrawList, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: DrawListSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: DrawListSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: DrawListSchema[DrawList | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: DrawListSchema[DrawList | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: DrawListSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Drill = TypeVar("_Drill", default=Drill)

class DrillSchema(EntitySchema[Drill, _Drill, _Many]):
    @overload
    def __init__(
        self: DrillSchema[Drill, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: DrillSchema[Drill, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: DrillSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: DrillSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: DrillSchema[Drill | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: DrillSchema[Drill | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: DrillSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_EmergencyPlan = TypeVar("_EmergencyPlan", default=EmergencyPlan)

class EmergencyPlanSchema(EntitySchema[EmergencyPlan, _EmergencyPlan, _Many]):
    @overload
    def __init__(
        self: EmergencyPlanSchema[EmergencyPlan, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: EmergencyPlanSchema[EmergencyPlan, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: EmergencyPlanSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: EmergencyPlanSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: EmergencyPlanSchema[EmergencyPlan | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: EmergencyPlanSchema[EmergencyPlan | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: EmergencyPlanSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_EnforcementCase = TypeVar("_EnforcementCase", default=EnforcementCase)

class EnforcementCaseSchema(EntitySchema[EnforcementCase, _EnforcementCase, _Many]):
    @overload
    def __init__(
        self: EnforcementCaseSchema[EnforcementCase, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: EnforcementCaseSchema[EnforcementCase, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: EnforcementCaseSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: EnforcementCaseSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: EnforcementCaseSchema[EnforcementCase | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: EnforcementCaseSchema[EnforcementCase | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: EnforcementCaseSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_EngineeringProject = TypeVar("_EngineeringProject", default=EngineeringProject)

class EngineeringProjectSchema(EntitySchema[EngineeringProject, _EngineeringProject, _Many]):
    @overload
    def __init__(
        self: EngineeringProjectSchema[EngineeringProject, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: EngineeringProjectSchema[EngineeringProject, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: EngineeringProjectSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: EngineeringProjectSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: EngineeringProjectSchema[EngineeringProject | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: EngineeringProjectSchema[EngineeringProject | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: EngineeringProjectSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Enterprise = TypeVar("_Enterprise", default=Enterprise)

class EnterpriseSchema(EntitySchema[Enterprise, _Enterprise, _Many]):
    @overload
    def __init__(
        self: EnterpriseSchema[Enterprise, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: EnterpriseSchema[Enterprise, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: EnterpriseSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: EnterpriseSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: EnterpriseSchema[Enterprise | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: EnterpriseSchema[Enterprise | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: EnterpriseSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Equipment = TypeVar("_Equipment", default=Equipment)

class EquipmentSchema(EntitySchema[Equipment, _Equipment, _Many]):
    @overload
    def __init__(
        self: EquipmentSchema[Equipment, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: EquipmentSchema[Equipment, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: EquipmentSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: EquipmentSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: EquipmentSchema[Equipment | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: EquipmentSchema[Equipment | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: EquipmentSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_EquipmentInspection = TypeVar("_EquipmentInspection", default=EquipmentInspection)

class EquipmentInspectionSchema(EntitySchema[EquipmentInspection, _EquipmentInspection, _Many]):
    @overload
    def __init__(
        self: EquipmentInspectionSchema[EquipmentInspection, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: EquipmentInspectionSchema[EquipmentInspection, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: EquipmentInspectionSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: EquipmentInspectionSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: EquipmentInspectionSchema[EquipmentInspection | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: EquipmentInspectionSchema[EquipmentInspection | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: EquipmentInspectionSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_EquipmentMaintenance = TypeVar("_EquipmentMaintenance", default=EquipmentMaintenance)

class EquipmentMaintenanceSchema(EntitySchema[EquipmentMaintenance, _EquipmentMaintenance, _Many]):
    @overload
    def __init__(
        self: EquipmentMaintenanceSchema[EquipmentMaintenance, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: EquipmentMaintenanceSchema[EquipmentMaintenance, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: EquipmentMaintenanceSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: EquipmentMaintenanceSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: EquipmentMaintenanceSchema[EquipmentMaintenance | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: EquipmentMaintenanceSchema[EquipmentMaintenance | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: EquipmentMaintenanceSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Evidence = TypeVar("_Evidence", default=Evidence)

class EvidenceSchema(EntitySchema[Evidence, _Evidence, _Many]):
    @overload
    def __init__(
        self: EvidenceSchema[Evidence, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: EvidenceSchema[Evidence, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: EvidenceSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: EvidenceSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: EvidenceSchema[Evidence | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: EvidenceSchema[Evidence | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: EvidenceSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_ExcellenceAssessment = TypeVar("_ExcellenceAssessment", default=ExcellenceAssessment)

class ExcellenceAssessmentSchema(EntitySchema[ExcellenceAssessment, _ExcellenceAssessment, _Many]):
    @overload
    def __init__(
        self: ExcellenceAssessmentSchema[ExcellenceAssessment, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ExcellenceAssessmentSchema[ExcellenceAssessment, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ExcellenceAssessmentSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ExcellenceAssessmentSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ExcellenceAssessmentSchema[ExcellenceAssessment | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ExcellenceAssessmentSchema[ExcellenceAssessment | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ExcellenceAssessmentSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Excuse = TypeVar("_Excuse", default=Excuse)

class ExcuseSchema(EntitySchema[Excuse, _Excuse, _Many]):
    @overload
    def __init__(
        self: ExcuseSchema[Excuse, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ExcuseSchema[Excuse, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ExcuseSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ExcuseSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ExcuseSchema[Excuse | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ExcuseSchema[Excuse | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ExcuseSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Figure = TypeVar("_Figure", default=Figure)

class FigureSchema(EntitySchema[Figure, _Figure, _Many]):
    @overload
    def __init__(
        self: FigureSchema[Figure, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: FigureSchema[Figure, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: FigureSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: FigureSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: FigureSchema[Figure | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: FigureSchema[Figure | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: FigureSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_FiledCase = TypeVar("_FiledCase", default=FiledCase)

class FiledCaseSchema(EntitySchema[FiledCase, _FiledCase, _Many]):
    @overload
    def __init__(
        self: FiledCaseSchema[FiledCase, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: FiledCaseSchema[FiledCase, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: FiledCaseSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: FiledCaseSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: FiledCaseSchema[FiledCase | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: FiledCaseSchema[FiledCase | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: FiledCaseSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_FindingRecipient = TypeVar("_FindingRecipient", default=FindingRecipient)

class FindingRecipientSchema(EntitySchema[FindingRecipient, _FindingRecipient, _Many]):
    @overload
    def __init__(
        self: FindingRecipientSchema[FindingRecipient, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: FindingRecipientSchema[FindingRecipient, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: FindingRecipientSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: FindingRecipientSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: FindingRecipientSchema[FindingRecipient | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: FindingRecipientSchema[FindingRecipient | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: FindingRecipientSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_GovernanceUnit = TypeVar("_GovernanceUnit", default=GovernanceUnit)

class GovernanceUnitSchema(EntitySchema[GovernanceUnit, _GovernanceUnit, _Many]):
    @overload
    def __init__(
        self: GovernanceUnitSchema[GovernanceUnit, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: GovernanceUnitSchema[GovernanceUnit, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: GovernanceUnitSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: GovernanceUnitSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: GovernanceUnitSchema[GovernanceUnit | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: GovernanceUnitSchema[GovernanceUnit | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: GovernanceUnitSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_GroupMember = TypeVar("_GroupMember", default=GroupMember)

class GroupMemberSchema(EntitySchema[GroupMember, _GroupMember, _Many]):
    @overload
    def __init__(
        self: GroupMemberSchema[GroupMember, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: GroupMemberSchema[GroupMember, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: GroupMemberSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: GroupMemberSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: GroupMemberSchema[GroupMember | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: GroupMemberSchema[GroupMember | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: GroupMemberSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Hazard = TypeVar("_Hazard", default=Hazard)

class HazardSchema(EntitySchema[Hazard, _Hazard, _Many]):
    @overload
    def __init__(
        self: HazardSchema[Hazard, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: HazardSchema[Hazard, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: HazardSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: HazardSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: HazardSchema[Hazard | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: HazardSchema[Hazard | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: HazardSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_HazardRound = TypeVar("_HazardRound", default=HazardRound)

class HazardRoundSchema(EntitySchema[HazardRound, _HazardRound, _Many]):
    @overload
    def __init__(
        self: HazardRoundSchema[HazardRound, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: HazardRoundSchema[HazardRound, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: HazardRoundSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: HazardRoundSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: HazardRoundSchema[HazardRound | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: HazardRoundSchema[HazardRound | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: HazardRoundSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_HazardScreening = TypeVar("_HazardScreening", default=HazardScreening)

class HazardScreeningSchema(EntitySchema[HazardScreening, _HazardScreening, _Many]):
    @overload
    def __init__(
        self: HazardScreeningSchema[HazardScreening, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: HazardScreeningSchema[HazardScreening, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: HazardScreeningSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: HazardScreeningSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: HazardScreeningSchema[HazardScreening | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: HazardScreeningSchema[HazardScreening | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: HazardScreeningSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_HeadSpending = TypeVar("_HeadSpending", default=HeadSpending)

class HeadSpendingSchema(EntitySchema[HeadSpending, _HeadSpending, _Many]):
    @overload
    def __init__(
        self: HeadSpendingSchema[HeadSpending, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: HeadSpendingSchema[HeadSpending, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: HeadSpendingSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: HeadSpendingSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: HeadSpendingSchema[HeadSpending | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: HeadSpendingSchema[HeadSpending | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: HeadSpendingSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_ImprovementMeasure = TypeVar("_ImprovementMeasure", default=ImprovementMeasure)

class ImprovementMeasureSchema(EntitySchema[ImprovementMeasure, _ImprovementMeasure, _Many]):
    @overload
    def __init__(
        self: ImprovementMeasureSchema[ImprovementMeasure, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ImprovementMeasureSchema[ImprovementMeasure, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ImprovementMeasureSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ImprovementMeasureSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ImprovementMeasureSchema[ImprovementMeasure | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ImprovementMeasureSchema[ImprovementMeasure | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ImprovementMeasureSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Incentive = TypeVar("_Incentive", default=Incentive)

class IncentiveSchema(EntitySchema[Incentive, _Incentive, _Many]):
    @overload
    def __init__(
        self: IncentiveSchema[Incentive, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: IncentiveSchema[Incentive, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: IncentiveSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: IncentiveSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: IncentiveSchema[Incentive | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: IncentiveSchema[Incentive | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: IncentiveSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_InspectionSample = TypeVar("_InspectionSample", default=InspectionSample)

class InspectionSampleSchema(EntitySchema[InspectionSample, _InspectionSample, _Many]):
    @overload
    def __init__(
        self: InspectionSampleSchema[InspectionSample, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: InspectionSampleSchema[InspectionSample, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: InspectionSampleSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: InspectionSampleSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: InspectionSampleSchema[InspectionSample | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: InspectionSampleSchema[InspectionSample | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: InspectionSampleSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_InspectionVisit = TypeVar("_InspectionVisit", default=InspectionVisit)

class InspectionVisitSchema(EntitySchema[InspectionVisit, _InspectionVisit, _Many]):
    @overload
    def __init__(
        self: InspectionVisitSchema[InspectionVisit, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: InspectionVisitSchema[InspectionVisit, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: InspectionVisitSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: InspectionVisitSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: InspectionVisitSchema[InspectionVisit | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: InspectionVisitSchema[InspectionVisit | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: InspectionVisitSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Inspector = TypeVar("_Inspector", default=Inspector)

class InspectorSchema(EntitySchema[Inspector, _Inspector, _Many]):
    @overload
    def __init__(
        self: InspectorSchema[Inspector, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: InspectorSchema[Inspector, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: InspectorSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: InspectorSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: InspectorSchema[Inspector | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: InspectorSchema[Inspector | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: InspectorSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Instrument = TypeVar("_Instrument", default=Instrument)

class InstrumentSchema(EntitySchema[Instrument, _Instrument, _Many]):
    @overload
    def __init__(
        self: InstrumentSchema[Instrument, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: InstrumentSchema[Instrument, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: InstrumentSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: InstrumentSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: InstrumentSchema[Instrument | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: InstrumentSchema[Instrument | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: InstrumentSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_KeyPost = TypeVar("_KeyPost", default=KeyPost)

class KeyPostSchema(EntitySchema[KeyPost, _KeyPost, _Many]):
    @overload
    def __init__(
        self: KeyPostSchema[KeyPost, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: KeyPostSchema[KeyPost, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: KeyPostSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: KeyPostSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: KeyPostSchema[KeyPost | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: KeyPostSchema[KeyPost | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: KeyPostSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_KeyTechnology = TypeVar("_KeyTechnology", default=KeyTechnology)

class KeyTechnologySchema(EntitySchema[KeyTechnology, _KeyTechnology, _Many]):
    @overload
    def __init__(
        self: KeyTechnologySchema[KeyTechnology, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: KeyTechnologySchema[KeyTechnology, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: KeyTechnologySchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: KeyTechnologySchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: KeyTechnologySchema[KeyTechnology | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: KeyTechnologySchema[KeyTechnology | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: KeyTechnologySchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Laboratory = TypeVar("_Laboratory", default=Laboratory)

class LaboratorySchema(EntitySchema[Laboratory, _Laboratory, _Many]):
    @overload
    def __init__(
        self: LaboratorySchema[Laboratory, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: LaboratorySchema[Laboratory, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: LaboratorySchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: LaboratorySchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: LaboratorySchema[Laboratory | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: LaboratorySchema[Laboratory | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: LaboratorySchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_LaterFinding = TypeVar("_LaterFinding", default=LaterFinding)

class LaterFindingSchema(EntitySchema[LaterFinding, _LaterFinding, _Many]):
    @overload
    def __init__(
        self: LaterFindingSchema[LaterFinding, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: LaterFindingSchema[LaterFinding, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: LaterFindingSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: LaterFindingSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: LaterFindingSchema[LaterFinding | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: LaterFindingSchema[LaterFinding | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: LaterFindingSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Licence = TypeVar("_Licence", default=Licence)

class LicenceSchema(EntitySchema[Licence, _Licence, _Many]):
    @overload
    def __init__(
        self: LicenceSchema[Licence, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: LicenceSchema[Licence, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: LicenceSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: LicenceSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: LicenceSchema[Licence | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: LicenceSchema[Licence | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: LicenceSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Meeting = TypeVar("_Meeting", default=Meeting)

class MeetingSchema(EntitySchema[Meeting, _Meeting, _Many]):
    @overload
    def __init__(
        self: MeetingSchema[Meeting, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: MeetingSchema[Meeting, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: MeetingSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: MeetingSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: MeetingSchema[Meeting | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: MeetingSchema[Meeting | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: MeetingSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Move = TypeVar("_Move", default=Move)

class MoveSchema(EntitySchema[Move, _Move, _Many]):
    @overload
    def __init__(
        self: MoveSchema[Move, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: MoveSchema[Move, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: MoveSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: MoveSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: MoveSchema[Move | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: MoveSchema[Move | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: MoveSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_NoisePoint = TypeVar("_NoisePoint", default=NoisePoint)

class NoisePointSchema(EntitySchema[NoisePoint, _NoisePoint, _Many]):
    @overload
    def __init__(
        self: NoisePointSchema[NoisePoint, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: NoisePointSchema[NoisePoint, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: NoisePointSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: NoisePointSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: NoisePointSchema[NoisePoint | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: NoisePointSchema[NoisePoint | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: NoisePointSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_NoiseReading = TypeVar("_NoiseReading", default=NoiseReading)

class NoiseReadingSchema(EntitySchema[NoiseReading, _NoiseReading, _Many]):
    @overload
    def __init__(
        self: NoiseReadingSchema[NoiseReading, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: NoiseReadingSchema[NoiseReading, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: NoiseReadingSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: NoiseReadingSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: NoiseReadingSchema[NoiseReading | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: NoiseReadingSchema[NoiseReading | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: NoiseReadingSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_NoticeRecipient = TypeVar("_NoticeRecipient", default=NoticeRecipient)

class NoticeRecipientSchema(EntitySchema[NoticeRecipient, _NoticeRecipient, _Many]):
    @overload
    def __init__(
        self: NoticeRecipientSchema[NoticeRecipient, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: NoticeRecipientSchema[NoticeRecipient, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: NoticeRecipientSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: NoticeRecipientSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: NoticeRecipientSchema[NoticeRecipient | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: NoticeRecipientSchema[NoticeRecipient | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: NoticeRecipientSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_OpenedArchive = TypeVar("_OpenedArchive", default=OpenedArchive)

class OpenedArchiveSchema(EntitySchema[OpenedArchive, _OpenedArchive, _Many]):
    @overload
    def __init__(
        self: OpenedArchiveSchema[OpenedArchive, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: OpenedArchiveSchema[OpenedArchive, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: OpenedArchiveSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: OpenedArchiveSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: OpenedArchiveSchema[OpenedArchive | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: OpenedArchiveSchema[OpenedArchive | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: OpenedArchiveSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Outlet = TypeVar("_Outlet", default=Outlet)

class OutletSchema(EntitySchema[Outlet, _Outlet, _Many]):
    @overload
    def __init__(
        self: OutletSchema[Outlet, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: OutletSchema[Outlet, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: OutletSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: OutletSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: OutletSchema[Outlet | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: OutletSchema[Outlet | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: OutletSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_OutletReading = TypeVar("_OutletReading", default=OutletReading)

class OutletReadingSchema(EntitySchema[OutletReading, _OutletReading, _Many]):
    @overload
    def __init__(
        self: OutletReadingSchema[OutletReading, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: OutletReadingSchema[OutletReading, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: OutletReadingSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: OutletReadingSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: OutletReadingSchema[OutletReading | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: OutletReadingSchema[OutletReading | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: OutletReadingSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Patent = TypeVar("_Patent", default=Patent)

class PatentSchema(EntitySchema[Patent, _Patent, _Many]):
    @overload
    def __init__(
        self: PatentSchema[Patent, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: PatentSchema[Patent, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: PatentSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: PatentSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: PatentSchema[Patent | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: PatentSchema[Patent | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: PatentSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_PlanGoal = TypeVar("_PlanGoal", default=PlanGoal)

class PlanGoalSchema(EntitySchema[PlanGoal, _PlanGoal, _Many]):
    @overload
    def __init__(
        self: PlanGoalSchema[PlanGoal, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: PlanGoalSchema[PlanGoal, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: PlanGoalSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: PlanGoalSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: PlanGoalSchema[PlanGoal | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: PlanGoalSchema[PlanGoal | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: PlanGoalSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_PostAssessment = TypeVar("_PostAssessment", default=PostAssessment)

class PostAssessmentSchema(EntitySchema[PostAssessment, _PostAssessment, _Many]):
    @overload
    def __init__(
        self: PostAssessmentSchema[PostAssessment, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: PostAssessmentSchema[PostAssessment, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: PostAssessmentSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: PostAssessmentSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: PostAssessmentSchema[PostAssessment | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: PostAssessmentSchema[PostAssessment | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: PostAssessmentSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_ProductOffer = TypeVar("_ProductOffer", default=ProductOffer)

class ProductOfferSchema(EntitySchema[ProductOffer, _ProductOffer, _Many]):
    @overload
    def __init__(
        self: ProductOfferSchema[ProductOffer, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ProductOfferSchema[ProductOffer, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ProductOfferSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ProductOfferSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ProductOfferSchema[ProductOffer | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ProductOfferSchema[ProductOffer | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ProductOfferSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_PublicRequest = TypeVar("_PublicRequest", default=PublicRequest)

class PublicRequestSchema(EntitySchema[PublicRequest, _PublicRequest, _Many]):
    @overload
    def __init__(
        self: PublicRequestSchema[PublicRequest, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: PublicRequestSchema[PublicRequest, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: PublicRequestSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: PublicRequestSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: PublicRequestSchema[PublicRequest | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: PublicRequestSchema[PublicRequest | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: PublicRequestSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_PublicSurvey = TypeVar("_PublicSurvey", default=PublicSurvey)

class PublicSurveySchema(EntitySchema[PublicSurvey, _PublicSurvey, _Many]):
    @overload
    def __init__(
        self: PublicSurveySchema[PublicSurvey, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: PublicSurveySchema[PublicSurvey, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: PublicSurveySchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: PublicSurveySchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: PublicSurveySchema[PublicSurvey | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: PublicSurveySchema[PublicSurvey | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: PublicSurveySchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_QualityActivity = TypeVar("_QualityActivity", default=QualityActivity)

class QualityActivitySchema(EntitySchema[QualityActivity, _QualityActivity, _Many]):
    @overload
    def __init__(
        self: QualityActivitySchema[QualityActivity, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: QualityActivitySchema[QualityActivity, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: QualityActivitySchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: QualityActivitySchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: QualityActivitySchema[QualityActivity | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: QualityActivitySchema[QualityActivity | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: QualityActivitySchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_QualityAssistant = TypeVar("_QualityAssistant", default=QualityAssistant)

class QualityAssistantSchema(EntitySchema[QualityAssistant, _QualityAssistant, _Many]):
    @overload
    def __init__(
        self: QualityAssistantSchema[QualityAssistant, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: QualityAssistantSchema[QualityAssistant, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: QualityAssistantSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: QualityAssistantSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: QualityAssistantSchema[QualityAssistant | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: QualityAssistantSchema[QualityAssistant | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: QualityAssistantSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Recall = TypeVar("_Recall", default=Recall)

class RecallSchema(EntitySchema[Recall, _Recall, _Many]):
    @overload
    def __init__(
        self: RecallSchema[Recall, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: RecallSchema[Recall, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: RecallSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: RecallSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: RecallSchema[Recall | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: RecallSchema[Recall | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: RecallSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_RecallMove = TypeVar("_RecallMove", default=RecallMove)

class RecallMoveSchema(EntitySchema[RecallMove, _RecallMove, _Many]):
    @overload
    def __init__(
        self: RecallMoveSchema[RecallMove, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: RecallMoveSchema[RecallMove, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: RecallMoveSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: RecallMoveSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: RecallMoveSchema[RecallMove | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: RecallMoveSchema[RecallMove | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: RecallMoveSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Recheck = TypeVar("_Recheck", default=Recheck)

class RecheckSchema(EntitySchema[Recheck, _Recheck, _Many]):
    @overload
    def __init__(
        self: RecheckSchema[Recheck, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: RecheckSchema[Recheck, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: RecheckSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: RecheckSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: RecheckSchema[Recheck | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: RecheckSchema[Recheck | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: RecheckSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_RectificationOrder = TypeVar("_RectificationOrder", default=RectificationOrder)

class RectificationOrderSchema(EntitySchema[RectificationOrder, _RectificationOrder, _Many]):
    @overload
    def __init__(
        self: RectificationOrderSchema[RectificationOrder, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: RectificationOrderSchema[RectificationOrder, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: RectificationOrderSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: RectificationOrderSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: RectificationOrderSchema[RectificationOrder | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: RectificationOrderSchema[RectificationOrder | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: RectificationOrderSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_RegularAnalysis = TypeVar("_RegularAnalysis", default=RegularAnalysis)

class RegularAnalysisSchema(EntitySchema[RegularAnalysis, _RegularAnalysis, _Many]):
    @overload
    def __init__(
        self: RegularAnalysisSchema[RegularAnalysis, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: RegularAnalysisSchema[RegularAnalysis, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: RegularAnalysisSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: RegularAnalysisSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: RegularAnalysisSchema[RegularAnalysis | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: RegularAnalysisSchema[RegularAnalysis | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: RegularAnalysisSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Reinspection = TypeVar("_Reinspection", default=Reinspection)

class ReinspectionSchema(EntitySchema[Reinspection, _Reinspection, _Many]):
    @overload
    def __init__(
        self: ReinspectionSchema[Reinspection, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ReinspectionSchema[Reinspection, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ReinspectionSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ReinspectionSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ReinspectionSchema[Reinspection | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ReinspectionSchema[Reinspection | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ReinspectionSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_RequestedItem = TypeVar("_RequestedItem", default=RequestedItem)

class RequestedItemSchema(EntitySchema[RequestedItem, _RequestedItem, _Many]):
    @overload
    def __init__(
        self: RequestedItemSchema[RequestedItem, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: RequestedItemSchema[RequestedItem, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: RequestedItemSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: RequestedItemSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: RequestedItemSchema[RequestedItem | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: RequestedItemSchema[RequestedItem | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: RequestedItemSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_ResearchSpending = TypeVar("_ResearchSpending", default=ResearchSpending)

class ResearchSpendingSchema(EntitySchema[ResearchSpending, _ResearchSpending, _Many]):
    @overload
    def __init__(
        self: ResearchSpendingSchema[ResearchSpending, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ResearchSpendingSchema[ResearchSpending, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ResearchSpendingSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ResearchSpendingSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ResearchSpendingSchema[ResearchSpending | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ResearchSpendingSchema[ResearchSpending | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ResearchSpendingSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_ResourceUse = TypeVar("_ResourceUse", default=ResourceUse)

class ResourceUseSchema(EntitySchema[ResourceUse, _ResourceUse, _Many]):
    @overload
    def __init__(
        self: ResourceUseSchema[ResourceUse, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ResourceUseSchema[ResourceUse, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ResourceUseSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ResourceUseSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ResourceUseSchema[ResourceUse | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ResourceUseSchema[ResourceUse | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ResourceUseSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_ResponsibilityLetter = TypeVar("_ResponsibilityLetter", default=ResponsibilityLetter)

class ResponsibilityLetterSchema(EntitySchema[ResponsibilityLetter, _ResponsibilityLetter, _Many]):
    @overload
    def __init__(
        self: ResponsibilityLetterSchema[ResponsibilityLetter, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ResponsibilityLetterSchema[ResponsibilityLetter, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ResponsibilityLetterSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ResponsibilityLetterSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ResponsibilityLetterSchema[ResponsibilityLetter | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ResponsibilityLetterSchema[ResponsibilityLetter | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ResponsibilityLetterSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_ResponsibilityReport = TypeVar("_ResponsibilityReport", default=ResponsibilityReport)

class ResponsibilityReportSchema(EntitySchema[ResponsibilityReport, _ResponsibilityReport, _Many]):
    @overload
    def __init__(
        self: ResponsibilityReportSchema[ResponsibilityReport, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ResponsibilityReportSchema[ResponsibilityReport, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ResponsibilityReportSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ResponsibilityReportSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ResponsibilityReportSchema[ResponsibilityReport | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ResponsibilityReportSchema[ResponsibilityReport | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ResponsibilityReportSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Return = TypeVar("_Return", default=Return)

class ReturnSchema(EntitySchema[Return, _Return, _Many]):
    @overload
    def __init__(
        self: ReturnSchema[Return, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ReturnSchema[Return, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ReturnSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ReturnSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ReturnSchema[Return | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ReturnSchema[Return | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ReturnSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_ReviewMark = TypeVar("_ReviewMark", default=ReviewMark)

class ReviewMarkSchema(EntitySchema[ReviewMark, _ReviewMark, _Many]):
    @overload
    def __init__(
        self: ReviewMarkSchema[ReviewMark, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ReviewMarkSchema[ReviewMark, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ReviewMarkSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ReviewMarkSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ReviewMarkSchema[ReviewMark | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ReviewMarkSchema[ReviewMark | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ReviewMarkSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_RiskAssessment = TypeVar("_RiskAssessment", default=RiskAssessment)

class RiskAssessmentSchema(EntitySchema[RiskAssessment, _RiskAssessment, _Many]):
    @overload
    def __init__(
        self: RiskAssessmentSchema[RiskAssessment, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: RiskAssessmentSchema[RiskAssessment, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: RiskAssessmentSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: RiskAssessmentSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: RiskAssessmentSchema[RiskAssessment | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: RiskAssessmentSchema[RiskAssessment | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: RiskAssessmentSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_RiskNotice = TypeVar("_RiskNotice", default=RiskNotice)

class RiskNoticeSchema(EntitySchema[RiskNotice, _RiskNotice, _Many]):
    @overload
    def __init__(
        self: RiskNoticeSchema[RiskNotice, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: RiskNoticeSchema[RiskNotice, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: RiskNoticeSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: RiskNoticeSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: RiskNoticeSchema[RiskNotice | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: RiskNoticeSchema[RiskNotice | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: RiskNoticeSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_SampleItem = TypeVar("_SampleItem", default=SampleItem)

class SampleItemSchema(EntitySchema[SampleItem, _SampleItem, _Many]):
    @overload
    def __init__(
        self: SampleItemSchema[SampleItem, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: SampleItemSchema[SampleItem, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: SampleItemSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: SampleItemSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: SampleItemSchema[SampleItem | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: SampleItemSchema[SampleItem | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: SampleItemSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_SatisfactionSurvey = TypeVar("_SatisfactionSurvey", default=SatisfactionSurvey)

class SatisfactionSurveySchema(EntitySchema[SatisfactionSurvey, _SatisfactionSurvey, _Many]):
    @overload
    def __init__(
        self: SatisfactionSurveySchema[SatisfactionSurvey, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: SatisfactionSurveySchema[SatisfactionSurvey, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: SatisfactionSurveySchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: SatisfactionSurveySchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: SatisfactionSurveySchema[SatisfactionSurvey | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: SatisfactionSurveySchema[SatisfactionSurvey | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: SatisfactionSurveySchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_ScopeEntry = TypeVar("_ScopeEntry", default=ScopeEntry)

class ScopeEntrySchema(EntitySchema[ScopeEntry, _ScopeEntry, _Many]):
    @overload
    def __init__(
        self: ScopeEntrySchema[ScopeEntry, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ScopeEntrySchema[ScopeEntry, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ScopeEntrySchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ScopeEntrySchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ScopeEntrySchema[ScopeEntry | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ScopeEntrySchema[ScopeEntry | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ScopeEntrySchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_ScreenedUnit = TypeVar("_ScreenedUnit", default=ScreenedUnit)

class ScreenedUnitSchema(EntitySchema[ScreenedUnit, _ScreenedUnit, _Many]):
    @overload
    def __init__(
        self: ScreenedUnitSchema[ScreenedUnit, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ScreenedUnitSchema[ScreenedUnit, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ScreenedUnitSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ScreenedUnitSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ScreenedUnitSchema[ScreenedUnit | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ScreenedUnitSchema[ScreenedUnit | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ScreenedUnitSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_SharedFinding = TypeVar("_SharedFinding", default=SharedFinding)

class SharedFindingSchema(EntitySchema[SharedFinding, _SharedFinding, _Many]):
    @overload
    def __init__(
        self: SharedFindingSchema[SharedFinding, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: SharedFindingSchema[SharedFinding, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: SharedFindingSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: SharedFindingSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: SharedFindingSchema[SharedFinding | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: SharedFindingSchema[SharedFinding | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: SharedFindingSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_StandardPart = TypeVar("_StandardPart", default=StandardPart)

class StandardPartSchema(EntitySchema[StandardPart, _StandardPart, _Many]):
    @overload
    def __init__(
        self: StandardPartSchema[StandardPart, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: StandardPartSchema[StandardPart, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: StandardPartSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: StandardPartSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: StandardPartSchema[StandardPart | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: StandardPartSchema[StandardPart | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: StandardPartSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_SupervisionQuota = TypeVar("_SupervisionQuota", default=SupervisionQuota)

class SupervisionQuotaSchema(EntitySchema[SupervisionQuota, _SupervisionQuota, _Many]):
    @overload
    def __init__(
        self: SupervisionQuotaSchema[SupervisionQuota, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: SupervisionQuotaSchema[SupervisionQuota, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: SupervisionQuotaSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: SupervisionQuotaSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: SupervisionQuotaSchema[SupervisionQuota | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: SupervisionQuotaSchema[SupervisionQuota | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: SupervisionQuotaSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_SupervisionVisit = TypeVar("_SupervisionVisit", default=SupervisionVisit)

class SupervisionVisitSchema(EntitySchema[SupervisionVisit, _SupervisionVisit, _Many]):
    @overload
    def __init__(
        self: SupervisionVisitSchema[SupervisionVisit, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: SupervisionVisitSchema[SupervisionVisit, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: SupervisionVisitSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: SupervisionVisitSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: SupervisionVisitSchema[SupervisionVisit | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: SupervisionVisitSchema[SupervisionVisit | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: SupervisionVisitSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Suspension = TypeVar("_Suspension", default=Suspension)

class SuspensionSchema(EntitySchema[Suspension, _Suspension, _Many]):
    @overload
    def __init__(
        self: SuspensionSchema[Suspension, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: SuspensionSchema[Suspension, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: SuspensionSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: SuspensionSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: SuspensionSchema[Suspension | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: SuspensionSchema[Suspension | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: SuspensionSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_SystemRecord = TypeVar("_SystemRecord", default=SystemRecord)

class SystemRecordSchema(EntitySchema[SystemRecord, _SystemRecord, _Many]):
    @overload
    def __init__(
        self: SystemRecordSchema[SystemRecord, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: SystemRecordSchema[SystemRecord, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: SystemRecordSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: SystemRecordSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: SystemRecordSchema[SystemRecord | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: SystemRecordSchema[SystemRecord | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: SystemRecordSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Task = TypeVar("_Task", default=Task)

class TaskSchema(EntitySchema[Task, _Task, _Many]):
    @overload
    def __init__(
        self: TaskSchema[Task, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: TaskSchema[Task, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: TaskSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: TaskSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: TaskSchema[Task | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: TaskSchema[Task | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: TaskSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_TaskProgress = TypeVar("_TaskProgress", default=TaskProgress)

class TaskProgressSchema(EntitySchema[TaskProgress, _TaskProgress, _Many]):
    @overload
    def __init__(
        self: TaskProgressSchema[TaskProgress, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: TaskProgressSchema[TaskProgress, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: TaskProgressSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: TaskProgressSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: TaskProgressSchema[TaskProgress | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: TaskProgressSchema[TaskProgress | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: TaskProgressSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_TestRequest = TypeVar("_TestRequest", default=TestRequest)

class TestRequestSchema(EntitySchema[TestRequest, _TestRequest, _Many]):
    @overload
    def __init__(
        self: TestRequestSchema[TestRequest, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: TestRequestSchema[TestRequest, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: TestRequestSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: TestRequestSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: TestRequestSchema[TestRequest | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: TestRequestSchema[TestRequest | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: TestRequestSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Town = TypeVar("_Town", default=Town)

class TownSchema(EntitySchema[Town, _Town, _Many]):
    @overload
    def __init__(
        self: TownSchema[Town, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: TownSchema[Town, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: TownSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: TownSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: TownSchema[Town | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: TownSchema[Town | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: TownSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Training = TypeVar("_Training", default=Training)

class TrainingSchema(EntitySchema[Training, _Training, _Many]):
    @overload
    def __init__(
        self: TrainingSchema[Training, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: TrainingSchema[Training, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: TrainingSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: TrainingSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: TrainingSchema[Training | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: TrainingSchema[Training | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: TrainingSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_UnitAlias = TypeVar("_UnitAlias", default=UnitAlias)

class UnitAliasSchema(EntitySchema[UnitAlias, _UnitAlias, _Many]):
    @overload
    def __init__(
        self: UnitAliasSchema[UnitAlias, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: UnitAliasSchema[UnitAlias, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: UnitAliasSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: UnitAliasSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: UnitAliasSchema[UnitAlias | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: UnitAliasSchema[UnitAlias | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: UnitAliasSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_UnitReport = TypeVar("_UnitReport", default=UnitReport)

class UnitReportSchema(EntitySchema[UnitReport, _UnitReport, _Many]):
    @overload
    def __init__(
        self: UnitReportSchema[UnitReport, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: UnitReportSchema[UnitReport, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: UnitReportSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: UnitReportSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: UnitReportSchema[UnitReport | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: UnitReportSchema[UnitReport | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: UnitReportSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_Verification = TypeVar("_Verification", default=Verification)

class VerificationSchema(EntitySchema[Verification, _Verification, _Many]):
    @overload
    def __init__(
        self: VerificationSchema[Verification, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: VerificationSchema[Verification, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: VerificationSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: VerificationSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: VerificationSchema[Verification | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: VerificationSchema[Verification | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: VerificationSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_ViolationReport = TypeVar("_ViolationReport", default=ViolationReport)

class ViolationReportSchema(EntitySchema[ViolationReport, _ViolationReport, _Many]):
    @overload
    def __init__(
        self: ViolationReportSchema[ViolationReport, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ViolationReportSchema[ViolationReport, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: ViolationReportSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ViolationReportSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: ViolationReportSchema[ViolationReport | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ViolationReportSchema[ViolationReport | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: ViolationReportSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_VisitIssue = TypeVar("_VisitIssue", default=VisitIssue)

class VisitIssueSchema(EntitySchema[VisitIssue, _VisitIssue, _Many]):
    @overload
    def __init__(
        self: VisitIssueSchema[VisitIssue, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: VisitIssueSchema[VisitIssue, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: VisitIssueSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: VisitIssueSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: VisitIssueSchema[VisitIssue | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: VisitIssueSchema[VisitIssue | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: VisitIssueSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_WarningMove = TypeVar("_WarningMove", default=WarningMove)

class WarningMoveSchema(EntitySchema[WarningMove, _WarningMove, _Many]):
    @overload
    def __init__(
        self: WarningMoveSchema[WarningMove, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: WarningMoveSchema[WarningMove, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: WarningMoveSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: WarningMoveSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: WarningMoveSchema[WarningMove | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: WarningMoveSchema[WarningMove | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: WarningMoveSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_WarningSent = TypeVar("_WarningSent", default=WarningSent)

class WarningSentSchema(EntitySchema[WarningSent, _WarningSent, _Many]):
    @overload
    def __init__(
        self: WarningSentSchema[WarningSent, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: WarningSentSchema[WarningSent, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: WarningSentSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: WarningSentSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: WarningSentSchema[WarningSent | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: WarningSentSchema[WarningSent | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: WarningSentSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_WaterReading = TypeVar("_WaterReading", default=WaterReading)

class WaterReadingSchema(EntitySchema[WaterReading, _WaterReading, _Many]):
    @overload
    def __init__(
        self: WaterReadingSchema[WaterReading, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: WaterReadingSchema[WaterReading, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: WaterReadingSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: WaterReadingSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: WaterReadingSchema[WaterReading | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: WaterReadingSchema[WaterReading | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: WaterReadingSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_WaterSource = TypeVar("_WaterSource", default=WaterSource)

class WaterSourceSchema(EntitySchema[WaterSource, _WaterSource, _Many]):
    @overload
    def __init__(
        self: WaterSourceSchema[WaterSource, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: WaterSourceSchema[WaterSource, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: WaterSourceSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: WaterSourceSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: WaterSourceSchema[WaterSource | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: WaterSourceSchema[WaterSource | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: WaterSourceSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...

_WorksPart = TypeVar("_WorksPart", default=WorksPart)

class WorksPartSchema(EntitySchema[WorksPart, _WorksPart, _Many]):
    @overload
    def __init__(
        self: WorksPartSchema[WorksPart, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: WorksPartSchema[WorksPart, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeWhole],
    ) -> None: ...
    @overload
    def __init__(
        self: WorksPartSchema[Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: WorksPartSchema[Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: WorksPartSchema[WorksPart | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: WorksPartSchema[WorksPart | Plain, Listed],
        *,
        many: Listed,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: WorksPartSchema[Any, Any],
        *,
        many: bool | None = None,
        **made: Unpack[MadeAnyhow],
    ) -> None: ...
