"""The values of changes during the year that views and tables are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from app.services.economy.changes.words import CARRIED, GIVES, KINDS, PAYS
from app.services.economy.committees import Committee
from app.services.formatting import write_ore

Flow = Literal["result", "cash", "loan"]
_GAIN: Final[Mapping[Flow, Mapping[str, int]]] = {
    "result": {"operating": -1, "income": 1},
    "cash": {"operating": -1, "investment": -1, "income": 1, "loan": 1},
    "loan": {"loan": 1},
}


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a change; `effect` is what it does to its holder or project."""

    id: int
    purpose: str
    pays: bool
    amount: int
    unit_id: int | None
    pot_id: int | None
    project_id: int | None
    name: str
    committee: Committee | None
    note: str | None

    @property
    def effect(self) -> int:
        """More or less for whom it names: what is given is more, what pays is less."""
        return -self.amount if self.pays else self.amount

    @property
    def holder(self) -> int | None:
        """The key of the unit, the central post or the project."""
        return self.unit_id or self.pot_id or self.project_id

    @property
    def words(self) -> str:
        """What it is for, with whom: Drift, Hemtjänst Kopparberg."""
        if self.pays:
            return f"{PAYS[self.purpose]}: {self.name}" if self.name else PAYS[self.purpose]
        return f"{GIVES[self.purpose]}: {self.name}"


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A numbered change with its rows."""

    id: int
    version: int
    plan_version_id: int
    year: int
    number: int
    kind: str
    title: str
    financing: str | None
    note: str | None
    body: str | None
    decided_on: date | None
    paragraph: str | None
    registration_number: str | None
    locked: bool
    example: bool
    rows: tuple[RowView, ...] = ()

    @property
    def short(self) -> str:
        """Its number in its year."""
        return f"{self.number}/{self.year}"

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return f"{KINDS[self.kind]} {self.short}"

    @property
    def gives(self) -> tuple[RowView, ...]:
        """The rows that give money."""
        return tuple(row for row in self.rows if not row.pays)

    @property
    def pays(self) -> tuple[RowView, ...]:
        """The rows that say where it comes from."""
        return tuple(row for row in self.rows if row.pays)

    @property
    def given(self) -> int:
        """What is given altogether."""
        return sum(row.amount for row in self.gives)

    @property
    def paid(self) -> int:
        """What is paid for altogether."""
        return sum(row.amount for row in self.pays)

    @property
    def lacks(self) -> int:
        """What is not paid for; below zero the financing is too much."""
        return self.given - self.paid

    @property
    def possible(self) -> bool:
        """Whether it can be decided: it changes something, and all of it is paid for."""
        return bool(self.rows) and not self.lacks and not self.locked

    def on(self, flow: Flow) -> int:
        """What it does to the result, to cash or to loans; above zero is more of it."""
        return sum(
            _GAIN[flow].get(row.purpose, 0) * (row.effect if row.purpose in GIVES else row.amount)
            for row in self.rows
        )

    @property
    def unborne(self) -> int:
        """What is said to be paid by a lower result beyond what the result becomes lower."""
        said = sum(row.amount for row in self.pays if row.purpose == "result")
        return max(0, said - max(0, -self.on("result")))

    def effect(self, holder: int) -> int:
        """What it does to a unit, a central post or a project."""
        return sum(row.effect for row in self.rows if row.holder == holder)

    @property
    def financing_words(self) -> str:
        """How it is paid: as written, else from the rows that pay."""
        if self.financing:
            return self.financing
        return "; ".join(f"{row.words} {write_ore(row.amount)}" for row in self.pays)


@dataclass(frozen=True, slots=True)
class Line:
    """What a holder, a project or a nämnd has: as decided, by each change, and now."""

    key: int
    name: str
    decided: int
    by_change: Mapping[int, int] = field(default_factory=dict)
    """By the key of the change; drafts are not here."""
    drafted: Mapping[int, int] = field(default_factory=dict)
    """What drafts would do, by the key of the change."""

    @property
    def changed(self) -> int:
        """What all decided changes are together."""
        return sum(self.by_change.values())

    @property
    def current(self) -> int:
        """What it has now."""
        return self.decided + self.changed

    def overdrawn(self, change_id: int | None = None) -> bool:
        """Whether changes have taken more than there was; with a draft, whether it would."""
        left = self.current + (self.drafted.get(change_id, 0) if change_id is not None else 0)
        return left < 0 <= self.decided and (change_id is None or left < self.current)

    @property
    def touched(self) -> bool:
        """Whether any change, decided or not, concerns it."""
        return bool(self.by_change or self.drafted)


@dataclass(frozen=True, slots=True)
class Group:
    """A nämnd with the holders under it."""

    committee: Committee
    whole: Line
    holders: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CurrentBudget:
    """A year's budget as it was decided, with every change, and as it is now, in öre."""

    version_id: int
    version_name: str
    decided_on: date | None
    year: int
    years: tuple[int, ...]
    changeable: bool
    """Whether the version is the budget that holds, so that it can be changed by decisions."""
    why_not: str
    """In a sentence why it cannot."""
    holds_id: int | None
    """The version that is the budget of the plan; None while none is decided."""
    changes: tuple[ChangeView, ...]
    groups: tuple[Group, ...]
    projects: tuple[Line, ...]
    decided_result: int | None = None
    """The year's result as it was decided; None where the statements lack something."""
    left: Mapping[int, int] = field(default_factory=dict)
    """What the budget as it was decided leaves of each project's permission, by the project's key."""

    @property
    def decided(self) -> tuple[ChangeView, ...]:
        """The changes that hold."""
        return tuple(each for each in self.changes if each.locked)

    @property
    def drafts(self) -> tuple[ChangeView, ...]:
        """The changes that nobody has decided."""
        return tuple(each for each in self.changes if not each.locked)

    @property
    def total(self) -> Line:
        """All nämnder together."""
        return together(0, "Summa", [group.whole for group in self.groups])

    @property
    def investments(self) -> Line:
        """All projects together."""
        return together(0, "Summa investeringar", list(self.projects))

    def change(self, change_id: int) -> ChangeView | None:
        """A change by its key."""
        return next((each for each in self.changes if each.id == change_id), None)

    def overdrawn(self, change_id: int) -> tuple[tuple[str, int], ...]:
        """Whom a draft would take more from than there is, and what they would then have."""
        lines = [line for group in self.groups for line in group.holders] + list(self.projects)
        return tuple(
            (line.name, line.current + line.drafted[change_id]) for line in lines if line.overdrawn(change_id)
        )

    def beyond_permission(self, change_id: int) -> tuple[tuple[str, int], ...]:
        """The projects that a draft would give more than they may cost altogether, and how much more.

        What is carried over was given before, and is no part of it.
        """
        new = {each.id for each in self.changes if each.kind != CARRIED}
        found = []
        for line in self.projects if change_id in new else ():
            given = sum(amount for key, amount in line.by_change.items() if key in new)
            own = line.drafted.get(change_id, 0)
            over = given + own - self.left.get(line.key, given + own)
            if own > 0 and over > 0:
                found.append((line.name, over))
        return tuple(found)

    def result_change(self) -> int:
        """What the decided changes do to the year's result."""
        return sum(each.on("result") for each in self.decided)

    @property
    def current_result(self) -> int | None:
        """The year's result after the decided changes."""
        return None if self.decided_result is None else self.decided_result + self.result_change()


def together(key: int, name: str, lines: list[Line]) -> Line:
    """Lines added up."""
    by_change: dict[int, int] = {}
    drafted: dict[int, int] = {}
    for line in lines:
        for own, whole in ((line.by_change, by_change), (line.drafted, drafted)):
            for change, amount in own.items():
                whole[change] = whole.get(change, 0) + amount
    return Line(key, name, sum(line.decided for line in lines), by_change, drafted)


@dataclass(frozen=True, slots=True)
class Targets:
    """What a change can give to or take from, by key and name in the order of the budget."""

    units: tuple[tuple[int, str], ...]
    pots: tuple[tuple[int, str], ...]
    projects: tuple[tuple[int, str], ...]
