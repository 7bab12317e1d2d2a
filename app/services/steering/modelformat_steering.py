"""The steering parts of a model file: municipality, bodies, levels, perspectives, documents, goals."""

from typing import Annotated, Literal

from pydantic import Field

from app.services.steering.modelformat_base import (
    Date,
    DecisionOrder,
    Flag,
    Key,
    Keys,
    Month,
    Origin,
    Part,
    Phase,
    Positive,
    Sourced,
    Text,
    Texts,
    Whole,
    Year,
)

UnitCategory = Literal[
    "decision", "preparation", "administration", "unit", "company", "joint", "cooperation", "performer",
    "supplier", "council", "union", "audit", "other",
]  # fmt: skip
LevelForm = Literal[
    "document", "goal_area", "goal", "assignment", "commitment", "agreement", "contract",
    "performance_contract", "scorecard", "dialogue", "activity", "structure",
]  # fmt: skip
HorizonKind = Literal[
    "years", "until_further_notice", "unlimited", "target_year", "mandate_period", "plan_period",
    "school_year",
]  # fmt: skip
StepKind = Literal["dialogue", "preparation", "proposal", "preliminary", "definitive", "control", "revision"]


class MunicipalityInfo(Part):
    """Whose model it is (`ORG-01`); `aliases` are other names, also known misspellings."""

    name: Text
    official_name: Text | None = None
    aliases: Texts = ()
    code: Annotated[str, Field(strict=True, pattern=r"^\d{4}$")] | None = None
    county: Text | None = None
    seat: Text | None = None


class SteeringPhase(Sourced):
    """One of the phases that the model divides steering into; `open_ended` when its list says "and more"."""

    key: Phase
    name: Text
    open_ended: Flag | None = None


class ModelInfo(Sourced):
    """What the model is, what it is for and how long it is valid (`ORG-13`, `HIE-29`, `HIE-30`).

    `valid_from_year` is for a start without a day. `successor_title` and the two after it tell of a
    successor that is no model here.
    """

    title: Text
    name: Text | None = None
    year: Year | None = None
    status: Text | None = None
    horizon_label: Text | None = None
    approach: Text | None = None
    summary: Text | None = None
    parts: Texts | None = None
    indicator_term: Text | None = None
    valid_from: Date | None = None
    valid_from_year: Year | None = None
    valid_to: Date | None = None
    validity_text: Text | None = None
    predecessor: Key | None = None
    successor: Key | None = None
    successor_title: Text | None = None
    successor_from: Date | None = None
    successor_status: Text | None = None
    purposes: Texts | None = None
    anchoring: Texts | None = None
    phases: tuple[SteeringPhase, ...] | None = None
    covers_companies: Flag | None = None
    it_support: Text | None = None
    it_support_content: Texts | None = None
    quality_system: Text | None = None


class Predecessor(Part):
    """The document that this one replaces (`META-05`)."""

    title: Text
    decided_by: Text | None = None
    decided_on: Date | None = None
    paragraph: Text | None = None


class Metadata(Part):
    """The head of the document (`META-*`): each field only if the source has it.

    The `…_text` fields keep what the source writes where it is not a plain date.
    """

    document_type: Text | None = None
    subject: Text | None = None
    document_date: Date | None = None
    document_date_text: Text | None = None
    decided_on: Date | None = None
    decided_by: Text | None = None
    paragraph: Text | None = None
    registration_number: Text | None = None
    replaces: Predecessor | None = None
    supplemented_by: Text | None = None
    applies_to: Text | None = None
    valid_from: Date | None = None
    valid_to: Date | None = None
    valid_to_text: Text | None = None
    responsible: Text | None = None
    revision: Text | None = None
    follow_up: Text | None = None
    signed_for: Text | None = None
    note: Text | None = None


class Fact(Sourced):
    """A fact about the municipality (`ORG-11`): the words of the source, and a number where it is exact."""

    key: Key
    name: Text
    text: Text
    number: Whole | None = None
    year: Year | None = None
    date: Date | None = None


class BodyText(Sourced):
    """The text of a vision or a set of values (`HIE-11`); `reworded` when it stands in our own words."""

    key: Key
    level: Key | None = None
    title: Text
    paragraphs: Texts | None = None
    status: Text | None = None
    reworded: Flag = False


class UnitKind(Part):
    """A kind of body or unit; their order in the file is the order of the list (`ORG-04`)."""

    key: Key
    name: Text
    category: UnitCategory


class Body(Sourced):
    """A body, unit, role or outside party that the source names (`ORG-17`).

    A role has `role = true` and no kind. `count` says how many such bodies there are, `collective` that
    there are several without saying how many, `partners` who shares a joint one, `company_law` that
    company law, not municipal law, decides its decisions.
    """

    key: Key
    name: Text
    name_today: Text | None = None
    abbreviation: Text | None = None
    kind: Key | None = None
    role: Flag = False
    part_of: Key | None = None
    count: Positive | None = None
    collective: Flag = False
    partners: Texts | None = None
    task: Text | None = None
    company_law: Flag | None = None


class Horizon(Part):
    """How far a level looks, in years (`HIE-05`): `min` without `max` is open, neither is not in years."""

    kind: HorizonKind | None = None
    min: Whole | None = None
    max: Whole | None = None
    target_year: Year | None = None
    text: Text | None = None


class Level(Sourced):
    """One step of the model (`HIE-01`): `parent` for the tree, `sources` for what else it builds on.

    `basis` names what the level builds on that is no level, `content` what its elements must hold.
    `title_pattern` is how an element of the level is named, with `{år}`, `{år+1}` … for years.
    `accepted_by_performer` says that whoever is to do it must accept it (`GOAL-14`), `staff_participation`
    that staff take part in making it (`ROL-10`), `most` how many elements it should at most have (`GOAL-02`).
    """

    key: Key
    order: Positive
    name: Text
    short_name: Text | None = None
    question: Text | None = None
    form: LevelForm
    parent: Key | None = None
    sources: Keys = ()
    basis: Texts | None = None
    content: Texts | None = None
    decided_by: Keys | None = None
    decision_order: DecisionOrder | None = None
    prepared_by: Keys | None = None
    horizon: Horizon | None = None
    cycle: Text | None = None
    measurable: Flag | None = None
    scope: Text | None = None
    scope_bodies: Keys | None = None
    phase: Phase | None = None
    category: Text | None = None
    follow_up_level: Positive | None = None
    most: Positive | None = None
    title_pattern: Text | None = None
    accepted_by_performer: Flag | None = None
    staff_participation: Flag | None = None


class Perspective(Sourced):
    """A perspective in its order, for the whole organisation or a part of it (`PER-01`, `PER-08`)."""

    key: Key
    order: Positive
    name: Text
    short_name: Text | None = None
    question: Text | None = None
    scope: Text | None = None
    scope_bodies: Keys | None = None


class PerspectiveInfo(Sourced):
    """What holds for all perspectives together: whom they concern, and what the source says of them."""

    scope: Text | None = None
    scope_bodies: Keys | None = None


class ScaleStep(Part):
    """A step of the scale on which it is said how far a goal is met, and which of four marks it carries."""

    key: Key
    name: Text
    mark: Literal["met", "partly", "unmet", "unknown"]


class Scorecard(Sourced):
    """The model's scorecard: its name, whom it concerns, what it measures and what a measure is called.

    `scale` is the model's own for goals; one that is silent has the four usual steps.
    """

    name: Text
    scope: Text | None = None
    scope_bodies: Keys | None = None
    measures: Texts | None = None
    indicator_term: Text | None = None
    scale: tuple[ScaleStep, ...] | None = None


class Goal(Sourced):
    """A goal that the source states; `level` where it is one of the model's levels.

    `reworded` when it stands in our own words.
    """

    level: Key | None = None
    level_name: Text | None = None
    body: Key | None = None
    scope: Text | None = None
    text: Text
    reworded: Flag = False


class QualityCriterion(Sourced):
    """A criterion of quality that the source lists."""

    text: Text
    body: Key | None = None


class DecisionStep(Part):
    """A step on the way to a decision (`HIE-06`), with the wheel pattern that times it."""

    key: Key
    name: Text
    kind: StepKind
    bodies: Keys | None = None
    wheel_pattern: Text | None = None
    origin: Origin | None = None


class DocumentKind(Sourced):
    """A kind of document with what it must contain (`HIE-13` … `HIE-22`).

    `stance` says whether it steers or accounts for (`GLO-37`, `GLO-38`); `examples` are named documents.
    """

    key: Key
    name: Text
    category: Text
    stance: Literal["styrande", "redovisande"] | None = None
    phase: Phase | None = None
    level: Key | None = None
    decided_by: Keys | None = None
    decision_order: DecisionOrder | None = None
    prepared_by: Keys | None = None
    content: Texts | None = None
    decision_steps: tuple[DecisionStep, ...] | None = None
    cycle: Text | None = None
    examples: Texts | None = None
    management_level: Positive | None = None


class RoleRule(Sourced):
    """Who answers for what (`ROL-*`): one body or several; `capacity` where one has two roles (`ORG-05`)."""

    key: Key
    name: Text
    body: Key | None = None
    bodies: Keys | None = None
    capacity: Text | None = None
    answers: Texts | None = None


class Milestone(Sourced):
    """A step of introducing the model (`HIE-20`): what, who decides, when ready."""

    item: Text
    level: Key | None = None
    decided_by: Keys | None = None
    ready: Text | None = None
    ready_year: Year | None = None
    ready_month: Month | None = None
