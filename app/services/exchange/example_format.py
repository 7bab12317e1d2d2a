"""The shape of an example municipality: TOML files whose years count from the budget year."""

from typing import Annotated, Literal

from pydantic import Field, Strict, StringConstraints

from app.services.exchange.example_format_base import (
    Day,
    Key,
    Number,
    Part,
    Sourced,
    Status,
    Text,
    Thousands,
    Year,
)
from app.services.exchange.example_format_budget import Budget
from app.services.exchange.example_format_economy import Economy
from app.services.exchange.example_format_scorecard import GoalMeasure, Measure, Scorecards
from app.services.exchange.example_format_signing import Agreed
from app.services.exchange.example_format_wheel import Calendar


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


class Example(Budget):
    """A whole example municipality, put together from the files of its folder."""

    municipality: Municipality
    facts: tuple[Fact, ...]
    mandate: Mandate
    units: tuple[Unit, ...]
    successions: tuple[Succession, ...]
    nodes: tuple[Node, ...]
    plans: tuple[UnitPlan, ...]
    term: Term
    standard_follow_up: tuple[FollowUp, ...]
    agreements: tuple[Agreement, ...]
    indicators: tuple[GoalMeasure, ...]
    agreed: Agreed
    economy: Economy
    scorecards: Scorecards
    calendar: Calendar
    assignments: tuple[WorkAssignment, ...]
    activities: tuple[WorkActivity, ...]
    dialogues: tuple[Dialogues, ...]
