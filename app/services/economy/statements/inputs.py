"""What the statements are reckoned from: plain values, so that the arithmetic knows no file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Sums:
    """Income and cost in öre, neither below zero as a rule; net is what is paid beside the income."""

    income: int = 0
    cost: int = 0

    @property
    def net(self) -> int:
        """The cost that the income does not cover."""
        return self.cost - self.income

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(self.income + other.income, self.cost + other.cost)


@dataclass(frozen=True, slots=True)
class RoomYear:
    """What the prerequisites give a year, signed as in a result statement; None is unknown.

    `beside` is what is taken from the room for loans and investments, which the statements reckon themselves.
    """

    tax: int | None = None
    grants: int | None = None
    fees: int = 0
    financial_income: int = 0
    financial_cost: int = 0
    central: int = 0
    reserve_use: int = 0
    target: int | None = None
    room: int | None = None
    beside: int = 0
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InvestmentYearSums:
    """What investments are in a year, in öre above zero."""

    expense: int = 0
    income: int = 0
    depreciation: int = 0
    running: int = 0


@dataclass(frozen=True, slots=True)
class LoanYearInput:
    """What is borrowed and repaid of a loan in a year, and its interest where that is another."""

    borrowed: int = 0
    repaid: int = 0
    interest: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LoanInput:
    """A loan: what is owed when the budget year begins, and percent a year."""

    id: int
    name: str
    opening: int
    interest: Decimal
    years: Mapping[int, LoanYearInput] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BoardInput:
    """A row of the driftbudget: a nämnd or what stands under it, with its sums by year.

    `previous` is the year before the budget year, where any frame tells it.
    """

    key: str
    parent: str | None
    name: str
    depth: int
    sums: Mapping[int, Sums]
    previous: Sums | None = None


@dataclass(frozen=True, slots=True)
class StatementInputs:
    """Everything that the statements of a version follow from.

    `typed` and `stated` are by statement, line and year. `own_paid` are the frames that taxor and sales pay.
    """

    years: tuple[int, ...]
    room: Mapping[int, RoomYear] = field(default_factory=dict)
    frames: Mapping[int, Sums] = field(default_factory=dict)
    own_paid: Mapping[int, Sums] = field(default_factory=dict)
    held_back: Mapping[int, int] = field(default_factory=dict)
    boards: tuple[BoardInput, ...] = ()
    investments: Mapping[int, InvestmentYearSums] = field(default_factory=dict)
    loans: tuple[LoanInput, ...] = ()
    typed: Mapping[tuple[str, str, int], int] = field(default_factory=dict)
    stated: Mapping[tuple[str, str, int], int] = field(default_factory=dict)
    notes: Mapping[tuple[str, str, int], str] = field(default_factory=dict)
    capital_in_frames: bool = True
    inhabitants: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def opening_year(self) -> int:
        """The year before the budget year, whose end is the opening position."""
        return self.years[0] - 1

    @property
    def opening_given(self) -> bool:
        """Whether anything is typed of the opening position."""
        return any(statement == "balance" and year == self.opening_year for statement, _, year in self.typed)

    def of(self, statement: str, line: str, year: int) -> int | None:
        """What is typed in a row; None where nothing is."""
        return self.typed.get((statement, line, year))
