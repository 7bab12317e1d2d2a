"""The shape of an example municipality: TOML files whose years count from the budget year."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints, model_validator

#: Words for people; `{år}`, `{år+1}` and `{år-1}` stand for the budget year and the years around it.
Text = Annotated[str, StringConstraints(strict=True, min_length=1)]
Key = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9][a-z0-9_-]*$")]
#: 0 is the budget year and -1 the year before it; a number from 1000 is a fixed year.
Year = Annotated[int, Strict(), Field(ge=-20, le=2200)]
Thousands = Annotated[int, Strict()]
Status = Literal["draft", "proposal", "prepared", "ready", "decided", "in_force"]
Component = Literal[
    "wages", "prices", "rents", "volume", "technical", "priority", "assignment", "efficiency",
]  # fmt: skip


def _plain_number(value: Any) -> Any:
    """Let a number in only as text, so that every digit is the one that was written."""
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str) or not value.lstrip("-").replace(".", "", 1).isdigit():
        raise ValueError('ska vara ett tal skrivet som text, till exempel "8.7"')
    return value


Number = Annotated[Decimal, BeforeValidator(_plain_number)]


class Part(BaseModel):
    """A part of an example: frozen, without unknown keys; an absent key means that nothing is said."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sourced(Part):
    """A row that is an invented example unless it says otherwise; what is not invented names its source."""

    source: Text | None = None
    example: bool = True

    @model_validator(mode="after")
    def _facts_have_a_source(self) -> "Sourced":
        if not self.example and self.source is None:
            raise ValueError("en rad som inte är exempel ska ange sin källa")
        return self


class Moment(Part):
    """A day, a month or a year, counted from the budget year."""

    year: Year
    month: Annotated[int, Strict(), Field(ge=1, le=12)] | None = None
    day: Annotated[int, Strict(), Field(ge=1, le=31)] | None = None


class Day(Part):
    """A day, counted from the budget year."""

    year: Year
    month: Annotated[int, Strict(), Field(ge=1, le=12)]
    day: Annotated[int, Strict(), Field(ge=1, le=31)]


class Municipality(Part):
    """The municipality's names and codes."""

    name: Text
    official_name: Text
    aliases: tuple[Text, ...] = ()
    code: Annotated[str, StringConstraints(strict=True, pattern=r"^\d{4}$")]
    county: Text
    seat: Text


class Fact(Sourced):
    """A fact about the municipality in a year; `stated` keeps words such as "över 320"."""

    kind: Key
    year: Year
    reference_date: Day | None = None
    number: Number | None = None
    amount_tkr: Thousands | None = None
    stated: Text | None = None


class Mandate(Part):
    """From which the mandate periods are computed: one known election year, and how often elections are."""

    known_election_year: Year
    every: Annotated[int, Strict(), Field(ge=1)]


class Contract(Part):
    """What an outside performer or a joint body rests on."""

    title: Text
    number: Text | None = None
    ends: Day | None = None


class Unit(Sourced):
    """A body, administration, unit, company, cooperation, performer or supplier."""

    key: Key
    name: Text
    kind: Key
    parent: Key | None = None
    abbreviation: Text | None = None
    performer: Literal["internal", "external"] | None = None
    in_model: bool = True
    roles: tuple[Text, ...] = ()
    partners: tuple[Text, ...] = ()
    contract: Contract | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    note: Text | None = None


class Succession(Part):
    """What a former unit became; `share` of one when it was split."""

    from_unit: Key
    to_unit: Key
    how: Literal["renamed", "moved", "split", "merged"]
    on: Day
    share: Number | None = None


class DecisionRow(Part):
    """A decision as far as it is known."""

    step: Literal["prepared", "preliminary", "definitive"]
    body: Text
    on: Day | None = None
    paragraph: Text | None = None
    registration_number: Text | None = None
    note: Text | None = None


class Node(Sourced):
    """A steering element; `perspectives` are places in the model's own order."""

    key: Key
    level: Key
    title: Text
    parent: Key | None = None
    text: Text | None = None
    status: Status
    body: Text | None = None
    unit: Key | None = None
    owner_role: Text | None = None
    goal_nature: Literal["operational", "financial"] | None = None
    perspectives: tuple[int, ...] = ()
    valid_from: Day | None = None
    valid_to: Day | None = None
    validity_text: Text | None = None
    due: Year | None = None
    contributes: tuple[Key, ...] = ()
    decisions: tuple[DecisionRow, ...] = ()


class UnitPlan(Part):
    """A performer's verksamhetsplan, with how many medarbetarsamtal have been held."""

    unit: Key
    title: Text
    status: Status
    text: Text
    contributes: tuple[Key, ...]
    decided_on: Day | None = None
    talks: Text | None = None


class PlanFacts(Part):
    """The budget plan: its name, how many years it covers, and who holds money back."""

    name: Text
    years: Annotated[int, Strict(), Field(ge=1, le=10)]
    held_by: Text


class PlanVersion(Part):
    """A stage of the plan; the amounts stand year by year from the budget year, in thousand kronor."""

    key: Key
    stage: Key
    name: Text
    body: Text | None = None
    decided_on: Day | None = None
    paragraph: Text | None = None
    registration_number: Text | None = None
    locked: bool = False
    to_distribute: tuple[Thousands, ...]
    held_back: tuple[Thousands, ...]


class Difference(Part):
    """A component that had another amount in an earlier version."""

    version: Key
    unit: Key
    component: Component
    amount: Thousands


class Frame(Part):
    """A performer's frame for the budget year by component; `plan` is the change in each following year."""

    unit: Key
    previous: Thousands
    wages: Thousands = 0
    prices: Thousands = 0
    rents: Thousands = 0
    volume: Thousands = 0
    technical: Thousands = 0
    priority: Thousands = 0
    assignment: Thousands = 0
    efficiency: Thousands = 0
    plan: tuple[Thousands, ...]
    notes: dict[Component, Text] = {}
    sources: dict[Component, Text] = {}


class Measure(Part):
    """What is measured, how, from where and to where; targets stand year by year from the budget year."""

    key: Key | None = None
    name: Text
    definition: Text | None = None
    unit_of_measure: Text
    direction: Literal["higher", "lower", "unchanged", "within", "yes_no", "scale"]
    aspect: Literal["volume", "quality", "productivity", "cost"]
    frequency: Text
    source: Text | None = None
    baseline: Number | None = None
    target_now: Number | None = None
    targets: tuple[Number, ...] = ()
    threshold: Number | None = None
    also_measures: tuple[Key, ...] = ()


class GoalMeasure(Measure):
    """An indicator of one or several goals of the council."""

    key: Key
    owner: Key
    owner_role: Text
    perspective: int
    measures: tuple[Key, ...]
    baseline_year: Year


class Outcome(Part):
    """A measured value, or expressly none; a month means January up to and including that month."""

    indicator: Key
    unit: Key | None = None
    period: Moment
    value: Number | None = None
    missing: bool = False
    comment: Text | None = None

    @model_validator(mode="after")
    def _value_or_missing(self) -> "Outcome":
        if self.missing == (self.value is not None):
            raise ValueError("ange antingen ett värde eller missing = true")
        return self


class Term(Part):
    """The first and the last day of the agreements."""

    starts: Day
    ends: Day


class FollowUp(Part):
    """When and what a performer reports, and to whom; `{chef}` is who signs for the client."""

    timing: Text
    what: Text
    recipient: Text


class Signature(Part):
    """Who signs: a role in a unit."""

    role: Text
    unit: Text


class AgreementDecision(Part):
    """A step on an agreement's way to a decision."""

    body: Text
    on: Day
    paragraph: Text


class Commitment(Part):
    """What a performer undertakes: the goal it serves, the perspective it belongs to and its measure."""

    key: Key
    title: Text
    text: Text
    perspective: int
    serves: Key
    also_serves: tuple[Key, ...] = ()
    due: Year
    measure: Measure


class Agreement(Part):
    """The uppdragshandling of one performer; a mandatory part that is absent is really missing."""

    unit: Key
    status: Status
    registration_number: Text
    purpose: Text | None = None
    scope: Text | None = None
    rules: Text | None = None
    client_signatory: Signature
    prepared: AgreementDecision | None = None
    preliminary: AgreementDecision | None = None
    definitive: AgreementDecision | None = None
    follow_up: Literal["standard"] | None = None
    extra_follow_up: tuple[FollowUp, ...] = ()
    commitments: tuple[Commitment, ...] = ()


class Done(Part):
    """An activity of the wheel that was carried out in the year before the budget year."""

    pattern: Text
    on: Day
    note: Text | None = None


class WorkActivity(Part):
    """What is done for an assignment, or for a steering element."""

    title: Text
    responsible: Text
    ends: Day
    node: Key | None = None


class WorkAssignment(Part):
    """An assignment; with an amount it has extra funds, otherwise it is within the frame."""

    title: Text
    text: Text
    kind: Literal["council", "committee"]
    giver: Text
    unit: Key
    serves: Key
    amount_tkr: Thousands | None = None
    status: Literal["planned", "ongoing", "done", "cancelled"] = "planned"
    starts: Day
    due: Day
    reported_on: Day | None = None
    report: Text | None = None
    activities: tuple[WorkActivity, ...] = ()


class Dialogues(Part):
    """A unit's staff dialogues in the year before the budget year."""

    unit: Key
    planned: Annotated[int, Strict(), Field(ge=0)]
    held: Annotated[int, Strict(), Field(ge=0)]


class Example(Part):
    """A whole example municipality, put together from the files of its folder."""

    municipality: Municipality
    facts: tuple[Fact, ...]
    mandate: Mandate
    units: tuple[Unit, ...]
    successions: tuple[Succession, ...]
    nodes: tuple[Node, ...]
    plans: tuple[UnitPlan, ...]
    plan: PlanFacts
    versions: tuple[PlanVersion, ...]
    differences: tuple[Difference, ...]
    frames: tuple[Frame, ...]
    term: Term
    standard_follow_up: tuple[FollowUp, ...]
    agreements: tuple[Agreement, ...]
    indicators: tuple[GoalMeasure, ...]
    measurements: tuple[Outcome, ...]
    done: tuple[Done, ...]
    assignments: tuple[WorkAssignment, ...]
    activities: tuple[WorkActivity, ...]
    dialogues: tuple[Dialogues, ...]
