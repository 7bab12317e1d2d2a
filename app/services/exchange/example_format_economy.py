"""The shape of an example's economy around the frames; amounts are thousands of kronor unless named kr."""

from typing import Annotated, Literal

from pydantic import Field, Strict

from app.services.exchange.example_format_base import Day, Key, Number, Part, Text, Thousands, Year

Count = Annotated[int, Strict(), Field(ge=0)]
Month = Annotated[int, Strict(), Field(ge=1, le=12)]
Places = tuple[Number, ...]
"""A value for each year of the plan, from the budget year on."""


class Line(Part):
    """A line of prerequisites, in kronor, kronor per inhabitant, percent or a number as the line says."""

    line: Key
    values: Places


class Round(Part):
    """A forecast round."""

    key: Key
    kind: Literal["skr", "spring_bill", "budget_bill", "scb", "own"]
    name: Text
    source: Text | None = None
    on: Day
    note: Text | None = None
    lines: tuple[Line, ...]


class Ages(Part):
    """The number of inhabitants of some ages on 31 December of each year from the first."""

    ages: tuple[Count, ...]
    """The first age and the last; the first alone for it and older."""
    numbers: tuple[Count, ...]


class Population(Part):
    """A forecast of inhabitants by age."""

    name: Text
    source: Text | None = None
    on: Day
    first_year: Year
    ages: tuple[Ages, ...]


class Index(Part):
    """A table of an index by year from the year before the budget year."""

    key: Key
    kind: Literal["prices", "wages", "interest", "rent", "overhead", "own"]
    name: Text
    unit: Literal["change", "share", "kr"]
    per: Text | None = None
    source: Text | None = None
    values: Places


class Ground(Part):
    """A part of a frame in the budget year that is an index on a base."""

    unit: Key
    component: Key
    index: Key
    base: Thousands


class OfVersion(Part):
    """What a version rests on, and its own values."""

    version: Key
    round: Key
    lines: tuple[Line, ...]


class Typed(Part):
    """Typed amounts of a line of a statement year by year, as printed; -1 is the opening position."""

    statement: Literal["result", "cash", "balance"]
    line: Key
    first_year: Year = -1
    amounts: tuple[Thousands, ...]


class Loan(Part):
    """A loan, with what is borrowed and repaid in each year of the plan."""

    name: Text
    lender: Text | None = None
    opening: Thousands
    interest: Number
    borrowed: tuple[Thousands, ...] = (0, 0, 0)
    repaid: tuple[Thousands, ...] = (0, 0, 0)


class Guideline(Part):
    """A principle, or a financial goal with the measure it is followed by."""

    kind: Literal["principle", "financial_goal", "reserve", "funds"]
    title: Text
    text: Text | None = None
    measure: Key | None = None
    target: Number | None = None
    at_least: bool = True


class Company(Part):
    """The economy of a company of the group."""

    unit: Key
    text: Text
    turnover: Thousands
    result: Thousands
    investments: Thousands
    equity_ratio: Number


class ProjectPart(Part):
    """A component with its share of the cost and its life; without years it is never depreciated."""

    name: Text
    share: Number
    years: Count | None = None


class Running(Part):
    """What a project costs a year to run."""

    name: Text
    amount: Thousands


class Project(Part):
    """An investment project, and what is spent on it in each year of the plan."""

    unit: Key
    number: Text
    name: Text
    kind: Literal["replacement", "new", "required", "development"]
    permitted: Thousands | None = None
    decided_on: Day | None = None
    paragraph: Text | None = None
    spent_before: Thousands = 0
    starts: tuple[Year, Month] | None = None
    """The year and the month from which it is used."""
    expense: tuple[Thousands, ...]
    income: tuple[Thousands, ...] = (0, 0, 0)
    parts: tuple[ProjectPart, ...]
    running: tuple[Running, ...] = ()


class Step(Part):
    """A step of a scenario."""

    kind: Literal["tax_rate", "line", "index", "volume", "part", "amount", "inhabitants", "target"]
    unit: Key | None = None
    component: Key | None = None
    number: Number | None = None
    amount: Thousands | None = None
    note: Text | None = None


class Scenario(Part):
    """A what-if or a party's alternative budget beside a version."""

    version: Key
    name: Text
    party: Text | None = None
    note: Text | None = None
    steps: tuple[Step, ...]


class AgeCost(Part):
    """Kronor for each inhabitant of some ages."""

    ages: tuple[Count, ...]
    kr: Annotated[int, Strict()]


class Area(Part):
    """An activity of the long-term plan: costs by age, or a sum."""

    name: Text
    unit: Key | None = None
    index: Key
    amount: Thousands | None = None
    costs: tuple[AgeCost, ...] = ()


class Assumption(Part):
    """An assumption of a scenario for every year."""

    key: Key
    value: Number


class LongTermScenario(Part):
    """A set of assumptions; the first is the main line."""

    name: Text
    note: Text | None = None
    assumptions: tuple[Assumption, ...]


class LongTerm(Part):
    """The long-term economic plan."""

    name: Text
    on: Day
    years: Count
    strategy: Text
    areas: tuple[Area, ...]
    scenarios: tuple[LongTermScenario, ...]


class Regulation(Part):
    """How much of a deficit is regulated in a year."""

    year: Year
    amount: Thousands
    done: bool = False


class BalanceYear(Part):
    """A year of the balanskravsutredning."""

    year: Year
    ground: Literal["outcome", "forecast", "budget"]
    result: Thousands | None = None
    gains: Thousands = 0
    gains_kept: Thousands = 0
    reserved: Thousands = 0
    used: Thousands = 0
    tax_and_grants: Thousands | None = None
    equity: Thousands | None = None
    pension_liability: Thousands | None = None
    reserve: Thousands | None = None
    plan_text: Text | None = None
    plan_on: Day | None = None
    plan_paragraph: Text | None = None
    regulations: tuple[Regulation, ...] = ()


class Ticked(Part):
    """A step of the budget process that is done."""

    stage: Key
    on: Day
    lines: Count = 0
    """How many lines of the step's contents are done as well."""


class Economy(Part):
    """Everything around the frames."""

    rounds: tuple[Round, ...]
    population: Population
    indexes: tuple[Index, ...]
    of_versions: tuple[OfVersion, ...]
    grounds: tuple[Ground, ...] = ()
    typed: tuple[Typed, ...] = ()
    loans: tuple[Loan, ...]
    guidelines: tuple[Guideline, ...]
    companies: tuple[Company, ...]
    projects: tuple[Project, ...]
    scenarios: tuple[Scenario, ...]
    long_term: LongTerm
    balance: tuple[BalanceYear, ...]
    process: tuple[Ticked, ...]
