"""How a frame is composed and added up: need first, political choice after, in whole öre."""

from collections.abc import Hashable, Mapping
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


def plan_change(wanted: int, previous: int, parts: Mapping[str, int]) -> int:
    """The part `plan` that makes a plan year's frame the `wanted` one, the other parts being as they are."""
    others = {kind: amount for kind, amount in parts.items() if kind != "plan"}
    return wanted - compose(previous, others).total


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

    def add(self, node: Node, column: Column, amount: int) -> int:
        """Add an amount; gives how many nodes were touched, which is the node's depth plus one."""
        self._all[column] = self._all.get(column, 0) + amount
        touched = 0
        above: Node | None = node
        while above is not None:
            sums = self._sums.setdefault(above, {})
            sums[column] = sums.get(column, 0) + amount
            touched += 1
            above = self._parents[above]
        return touched

    def of(self, node: Node) -> dict[Column, int]:
        """The sums of a node with everything under it."""
        return dict(self._sums.get(node, {}))

    def total(self) -> dict[Column, int]:
        """The sums of everything."""
        return dict(self._all)
