"""What a version says of what the law asks for, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.services.economy.balance.ledger import Deficit


@dataclass(frozen=True, slots=True)
class StatedStep:
    """A step of the process that the law gives a day: the days on which the file says it was taken.

    `passed` says that a later step was taken, so that it need not be waited for.
    """

    rule: str
    code: str
    noun: str
    days: tuple[date, ...]
    passed: bool


@dataclass(frozen=True, slots=True)
class LawFacts:
    """A version's economy as the law looks at it; öre, and None for what is not known.

    `said` is whether the version has said anything of its economy at all, `formal` whether it is put forward
    or decided. `lacks` is by year what must be there before the result can be reckoned.
    """

    version_id: int
    plan_id: int
    first_year: int
    years: tuple[int, ...]
    formal: bool
    said: bool
    results: Mapping[int, int | None]
    lacks: Mapping[int, tuple[str, ...]]
    exception: str | None
    exception_reason: str | None
    reserve_use: Mapping[int, int]
    reserve: int | None
    """What the result reserve holds before the budget year."""
    tax_rate: str | None
    framed: int
    """How many holders have an appropriation in the budget year."""
    frameless: int
    """How many performers have none."""
    ties: tuple[tuple[str, int], ...]
    """What does not tie in the budget year: words, and the difference."""
    position: bool
    """Whether the balance sheet of the budget year can be reckoned."""
    position_lacks: str
    goals: tuple[tuple[str, frozenset[int]], ...]
    """The financial goals, each with the years that it can be measured in."""
    principles: int
    activity_goals: int
    companies: tuple[str, ...]
    """The companies of the organisation by name."""
    untold: tuple[str, ...]
    """Those of them that the budget says nothing of."""
    deficits: tuple[Deficit, ...]
    steps: tuple[StatedStep, ...]
    today: date
    elections: frozenset[int] = frozenset()
    """The years of election, in which the newly elected council adopts the budget."""
    reserved: int = 0
    """What the budget year puts into the result reserve."""
    reservable: int | None = None
    """The most that the law lets, as far as what is known decides it; None where nothing does."""
    reservable_known: bool = False
    """Whether everything that decides it is known."""
