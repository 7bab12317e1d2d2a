"""A whole model file: the municipality's way of steering as one frozen value."""

from pydantic import Field

from app.services.steering.modelformat_base import Key, Part, Positive, Texts
from app.services.steering.modelformat_evaluation import EvaluationSurvey, SourceDocument
from app.services.steering.modelformat_process import (
    AgreementKind,
    Budget,
    Inconsistency,
    ManagementLevel,
    QualityWheel,
    Renaming,
    ReportKind,
    Term,
    Wheel,
    WheelPattern,
)
from app.services.steering.modelformat_steering import (
    Body,
    BodyText,
    DocumentKind,
    Fact,
    Goal,
    Level,
    Metadata,
    Milestone,
    ModelInfo,
    MunicipalityInfo,
    Perspective,
    PerspectiveInfo,
    QualityCriterion,
    RoleRule,
    Scorecard,
    UnitKind,
)


class ModelFile(Part):
    """A steering model as data (`ORG-02`): what the source does not say is absent, `[]` is expressly none."""

    format: Positive
    key: Key
    edition: Positive
    municipality: MunicipalityInfo
    model: ModelInfo
    source_document: SourceDocument | None = None
    metadata: Metadata | None = None
    facts: tuple[Fact, ...] | None = None
    texts: tuple[BodyText, ...] | None = None
    sustainability_dimensions: Texts | None = None
    unit_kinds: tuple[UnitKind, ...] = Field(min_length=1)
    bodies: tuple[Body, ...] = Field(min_length=1)
    levels: tuple[Level, ...] = Field(min_length=1)
    perspective_info: PerspectiveInfo | None = None
    perspectives: tuple[Perspective, ...] | None = None
    scorecard: Scorecard | None = None
    goals: tuple[Goal, ...] | None = None
    quality_criteria: tuple[QualityCriterion, ...] | None = None
    document_kinds: tuple[DocumentKind, ...] | None = None
    agreement_kinds: tuple[AgreementKind, ...] | None = None
    report_kinds: tuple[ReportKind, ...] | None = None
    wheels: tuple[Wheel, ...] | None = None
    wheel_patterns: tuple[WheelPattern, ...] | None = None
    budget: Budget | None = None
    roles: tuple[RoleRule, ...] | None = None
    quality_wheel: QualityWheel | None = None
    management_levels: tuple[ManagementLevel, ...] | None = None
    milestones: tuple[Milestone, ...] | None = None
    evaluation: EvaluationSurvey | None = None
    glossary: tuple[Term, ...] | None = None
    renamings: tuple[Renaming, ...] | None = None
    inconsistencies: tuple[Inconsistency, ...] | None = None

    def body_names(self, keys: tuple[str, ...] | None) -> tuple[str, ...] | None:
        """The names of the bodies with these keys, in the same order; None where the source is silent."""
        if keys is None:
            return None
        names = {body.key: body.name for body in self.bodies}
        return tuple(names[key] for key in keys)
