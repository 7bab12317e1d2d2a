"""How a frame is composed and added up: need first, political choice after, in whole öre."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from app.models.budget import CHOICE_COMPONENTS, COMPONENTS, NEED_COMPONENTS

Node = TypeVar("Node", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)
PREVIOUS = "previous"
TOTAL = "total"
NEED = "need"
CHOICE = "choice"
#: The most that an amount may be, in öre: 1 000 000 000 000 kr.
LARGEST = 10**14


@dataclass(frozen=True, slots=True)
class Amounts:
    """A net amount and the income in it, in öre; the cost is both."""

    net: int = 0
    income: int = 0

    @property
    def cost(self) -> int:
        """What it costs before the income."""
        return self.net + self.income

    def measured(self, measure: str) -> int:
        """The net, the income or the cost."""
        return self.net if measure == "net" else self.income if measure == "income" else self.cost

    def __add__(self, other: "Amounts") -> "Amounts":
        return Amounts(self.net + other.net, self.income + other.income)

    def __sub__(self, other: "Amounts") -> "Amounts":
        return Amounts(self.net - other.net, self.income - other.income)


@dataclass(frozen=True, slots=True)
class Composition:
    """A frame in öre: what it was, what need and choice add, the change of a plan year, the rounding."""

    previous: int
    need: int
    choice: int
    plan: int
    rounding: int

    @property
    def after_need(self) -> int:
        """The frame before political choice."""
        return self.previous + self.need

    @property
    def total(self) -> int:
        """The whole frame."""
        return self.after_need + self.choice + self.plan + self.rounding


def compose(previous: int, parts: Mapping[str, int]) -> Composition:
    """Put a frame together from its parts; an unknown kind of part is a bug."""
    strange = set(parts) - set(COMPONENTS)
    if strange:
        raise ValueError(f"unknown parts of a frame: {sorted(strange)}")
    return Composition(
        previous=previous,
        need=sum(parts.get(kind, 0) for kind in NEED_COMPONENTS),
        choice=sum(parts.get(kind, 0) for kind in CHOICE_COMPONENTS),
        plan=parts.get("plan", 0),
        rounding=parts.get("rounding", 0),
    )


def remaining(to_distribute: int | None, held_back: int, distributed: int) -> int | None:
    """What is left to distribute; below zero too much is given out, None when no room is set."""
    return None if to_distribute is None else to_distribute - held_back - distributed


def percent(change: int, base: int) -> Decimal | None:
    """A change in percent of its base; None where there is nothing to compare with."""
    return Decimal(change) * 100 / Decimal(abs(base)) if base else None


def per_head(amount: int, inhabitants: int) -> Decimal:
    """Kronor per inhabitant of an amount in öre."""
    return Decimal(amount) / 100 / inhabitants


class RollUp(Generic[Node, Column]):
    """Sums per node and column up a tree; an amount is added to its node and its ancestors only."""

    def __init__(self, parents: Mapping[Node, Node | None]) -> None:
        self._parents = parents
        self._sums: dict[Node, dict[Column, int]] = {}
        self._all: dict[Column, int] = {}

    def add(self, node: Node | None, column: Column, amount: int) -> int:
        """Add an amount; gives how many nodes were touched, which is the node's depth plus one."""
        self._all[column] = self._all.get(column, 0) + amount
        touched = 0
        above = node
        while above is not None:
            sums = self._sums.setdefault(above, {})
            sums[column] = sums.get(column, 0) + amount
            touched += 1
            above = self._parents[above]
        return touched

    def add_all(self, node: Node | None, changes: Mapping[Column, int]) -> list[Node]:
        """Add amounts of several columns at once; gives the nodes that were touched."""
        everything = self._all
        for column, amount in changes.items():
            everything[column] = everything.get(column, 0) + amount
        touched: list[Node] = []
        above = node
        while above is not None:
            sums = self._sums.setdefault(above, {})
            for column, amount in changes.items():
                sums[column] = sums.get(column, 0) + amount
            touched.append(above)
            above = self._parents[above]
        return touched

    def put(self, node: Node | None, column: Column, amount: int) -> None:
        """Add an amount to a node alone, or with None to the sum of everything; `roll_up` adds it upwards."""
        sums = self._all if node is None else self._sums.setdefault(node, {})
        sums[column] = sums.get(column, 0) + amount

    def roll_up(self, nodes: Sequence[Node]) -> None:
        """Add what has been put in nodes, which are given with each parent before its children, upwards."""
        for node in reversed(nodes):
            for column, amount in self._sums.get(node, {}).items():
                self.put(self._parents[node], column, amount)

    def at(self, node: Node, column: Column) -> int:
        """One sum of a node with everything under it."""
        return self._sums.get(node, {}).get(column, 0)

    def of(self, node: Node) -> dict[Column, int]:
        """The sums of a node with everything under it."""
        return dict(self._sums.get(node, {}))

    @property
    def everything(self) -> Mapping[Column, int]:
        """The sums of everything, kept up."""
        return self._all

    def total(self) -> dict[Column, int]:
        """The sums of everything as they are now."""
        return dict(self._all)
