"""The shape of an example's budget: the plan, its versions, every frame, and what stands around them."""

from typing import Annotated, Literal

from pydantic import Field, Strict

from app.services.budget.internal.standard import EVEN_NAME
from app.services.exchange.example_format_base import Day, Key, Number, Part, Text, Thousands

Component = Literal[
    "wages", "prices", "rents", "volume", "technical", "priority", "assignment", "efficiency",
]  # fmt: skip


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
    copied_from: Key | None = None
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
    notes: dict[Component, Text] = Field(default_factory=dict)
    sources: dict[Component, Text] = Field(default_factory=dict)
    previous_income: Thousands = 0
    income: Thousands = 0
    """How much of what prices rise is paid by fees that rise as well."""
    staff: Number | None = None


class Pot(Part):
    """A central post: its frame of the budget year by component and its change in each following year."""

    kind: Literal["finance", "pensions", "pay", "contingency", "disposal", "own"]
    name: Text
    note: Text | None = None
    previous: Thousands
    wages: Thousands = 0
    prices: Thousands = 0
    plan: tuple[Thousands, ...]


class Binding(Part):
    """Where the council binds an appropriation."""

    unit: Key
    note: Text | None = None


class FeeFrame(Part):
    """A unit's frame that fees pay: cost and income by year, from the year before the budget year."""

    unit: Key
    cost: tuple[Thousands, ...]
    income: tuple[Thousands, ...]


class Grant(Part):
    """A grant for a purpose and a time; amounts stand year by year from the budget year."""

    unit: Key
    name: Text
    giver: Text
    ends: Day
    amounts: tuple[Thousands, ...]
    note: Text | None = None


class Volume(Part):
    """A unit's volume of a group: the year before the budget year, the budget year and those that follow."""

    unit: Key
    volumes: tuple[Number, ...]


class PricePart(Part):
    """A part of an á-price: in the year before the budget year, and in the budget year."""

    part: Text
    before: Number
    price: Number


class PriceGroup(Part):
    """A target group with its price and its volumes."""

    name: Text
    prices: tuple[PricePart, ...]
    volumes: tuple[Volume, ...]


class Special(Part):
    """An appropriation with a special account."""

    unit: Key
    amount: Thousands
    requirement: Text


class Calculation(Part):
    """An allocation model with one version; indexes in percent stand for the years after the budget year."""

    name: Text
    area: Literal["preschool", "school", "home_care", "special_housing", "food", "own"]
    kind: Literal["volume", "special_account"] = "volume"
    volume_unit: Text | None = None
    price_unit: Literal["kr", "tkr"] = "kr"
    note: Text | None = None
    version: Text
    made_on: Day
    indexes: tuple[Number, ...] = ()
    groups: tuple[PriceGroup, ...] = ()
    specials: tuple[Special, ...] = ()


class ProposedMeasure(Part):
    """A measure with its effect in thousand kronor and what it leads to."""

    title: Text
    impact: Text | None = None
    amount: Thousands | None = None


class ProposedFigure(Part):
    """A measure of activity, a key figure or the result of a survey."""

    kind: Literal["activity", "key_figure", "survey"]
    name: Text
    value: Text
    period: Text


class Treated(Part):
    """A meeting that has treated a proposal."""

    kind: Literal["subcommittee", "cooperation", "body", "other"]
    body: Text
    on: Day
    paragraph: Text | None = None


class Talk(Part):
    """A budget dialogue."""

    on: Day
    parties: Text
    basis: Text
    note: Text


class Proposal(Part):
    """What a unit proposes beside its preliminary frame."""

    unit: Key
    version: Key
    against: Key
    follows: Literal["yes", "partly", "no"] | None = None
    statement: Text | None = None
    submitted_on: Day
    measures: tuple[ProposedMeasure, ...] = ()
    figures: tuple[ProposedFigure, ...] = ()
    treatments: tuple[Treated, ...] = ()
    dialogues: tuple[Talk, ...] = ()


class AccountAmount(Part):
    """What falls on an account group in a year, above zero on its own side, and how months get theirs."""

    group: Text
    amount: Annotated[Thousands, Field(ge=0)]
    profile: Text = EVEN_NAME


class InternalBudget(Part):
    """A unit's frame of the budget year in a version by account group."""

    unit: Key
    version: Key
    note: Text | None = None
    rows: tuple[AccountAmount, ...]


class Budget(Part):
    """Everything of an example that concerns money."""

    plan: PlanFacts
    versions: tuple[PlanVersion, ...]
    differences: tuple[Difference, ...]
    frames: tuple[Frame, ...]
    pots: tuple[Pot, ...] = ()
    bindings: tuple[Binding, ...] = ()
    fee_frames: tuple[FeeFrame, ...] = ()
    grants: tuple[Grant, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    internal_budgets: tuple[InternalBudget, ...] = ()
