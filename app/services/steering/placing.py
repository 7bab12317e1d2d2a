"""Where elements may stand and what they may serve, told from plain rows: no session, no statements."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.models.errors import DomainError, Locked
from app.services.steering import rules
from app.services.steering.errors import (
    NotPlaced,
    ServedFromThere,
    ServesAlready,
    ServesEachOther,
    ServesItself,
    UnderItself,
)
from app.services.steering.rules import LevelRow


class Placed(Protocol):
    """What a place is judged by: rows of the tree have it, and so have the rows that use cases read."""

    @property
    def id(self) -> int:
        """The element."""
        ...

    @property
    def parent_id(self) -> int | None:
        """What it stands under."""
        ...

    @property
    def level_id(self) -> int:
        """Its level."""
        ...

    @property
    def title(self) -> str:
        """What it is called."""
        ...

    @property
    def locked(self) -> bool:
        """Whether it is decided."""
        ...


@dataclass(frozen=True, slots=True)
class Standing:
    """An element with its place among its siblings; `ever_decided` also when a later draft is open."""

    id: int
    parent_id: int | None
    level_id: int
    title: str
    locked: bool
    position: int = 0
    ever_decided: bool = False


class Hierarchy:
    """Elements, the order of siblings, and who contributes to whom, for asking before anything is done.

    `elements` come in the order in which siblings are shown; contributions as pairs from, to.
    """

    def __init__(
        self,
        elements: Iterable[Placed],
        levels: Collection[LevelRow],
        contributions: Iterable[tuple[int, int]] = (),
    ) -> None:
        self.elements = {one.id: one for one in elements}
        self.levels = {level.id: level for level in levels}
        self._children: dict[int | None, list[int]] = {}
        for one in self.elements.values():
            above = one.parent_id if one.parent_id in self.elements else None
            self._children.setdefault(above, []).append(one.id)
        self._serves: dict[int, list[int]] = {}
        self._served_by: dict[int, list[int]] = {}
        for giver, taker in contributions:
            if giver in self.elements and taker in self.elements:
                self._serves.setdefault(giver, []).append(taker)
                self._served_by.setdefault(taker, []).append(giver)
        self._used = {one.level_id for one in self.elements.values()}

    def children(self, above: int | None) -> Sequence[int]:
        """What stands directly under an element, or at the top."""
        return self._children.get(above, ())

    def serves(self, giver: int) -> Sequence[int]:
        """What an element contributes to beside its parent."""
        return self._serves.get(giver, ())

    def served_by(self, taker: int) -> Sequence[int]:
        """What contributes to an element from elsewhere."""
        return self._served_by.get(taker, ())

    def below(self, tops: Iterable[int]) -> list[int]:
        """Elements with all that stands under them, each before what is under it."""
        found, waiting = [], list(tops)
        while waiting:
            found.append(waiting.pop())
            waiting.extend(self.children(found[-1]))
        return found

    def tops(self, chosen: Collection[int]) -> list[int]:
        """Those of some elements that stand under none of the others, in the order they were chosen."""
        among = set(chosen)
        return [one for one in chosen if among.isdisjoint(self._above(one))]

    def without(self, gone: Collection[int]) -> "Hierarchy":
        """The hierarchy as it is when some elements have been taken away."""
        left = [one for key, one in self.elements.items() if key not in gone]
        return Hierarchy(left, self.levels.values(), self._pairs())

    def left_by(self, gone: Collection[int]) -> list[int]:
        """What stands directly under elements that go, and does not go itself."""
        return [child for one in gone for child in self.children(one) if child not in gone]

    def givers_to(self, gone: Collection[int]) -> list[tuple[int, int]]:
        """Who contributes from elsewhere to elements that go, as pairs from, to."""
        return [(giver, one) for one in gone for giver in self.served_by(one) if giver not in gone]

    def heir_test(self, gone: Collection[int]) -> Callable[[int], DomainError | None]:
        """Asks of any element why it cannot take over what elements that go leave behind."""
        taken, left, after = set(self.below(gone)), self.left_by(gone), self.without(gone)

        def refusal(heir: int) -> DomainError | None:
            if heir in taken:
                return UnderItself(self.elements[heir].title)
            return after.refusal(left, heir)

        return refusal

    def refusal(self, moved: Iterable[int], above: int | None) -> DomainError | None:
        """Why elements cannot be put under another (None: at the top), or None when they can."""
        for one in moved:
            refused = self._place_refusal(self.elements[one], above)
            if refused is not None:
                return refused
        return None

    def serving_refusal(self, giver: int, taker: int) -> DomainError | None:
        """Why an element cannot contribute to another, or None when it can."""
        one, other = self.elements[giver], self.elements[taker]
        if giver == taker:
            return ServesItself(one.title)
        if one.locked:
            return Locked(f"”{one.title}”")
        if taker in self.serves(giver) or taker in self._above(giver):
            return ServesAlready(one.title, other.title)
        return ServesEachOther(one.title, other.title) if self._leads(taker, giver) else None

    def order_with(self, moved: Sequence[int], above: int | None, before: int | None) -> list[list[int]]:
        """The siblings of each moved element's level, in order, once they are put before one or last."""
        standing = [one for one in self.children(above) if one not in moved]
        levels = list(dict.fromkeys(self.elements[one].level_id for one in moved))
        return [self._order(level, standing, moved, before) for level in levels]

    def peers(self, node_id: int) -> list[int]:
        """The siblings of an element's own level, itself among them, in order."""
        own = self.elements[node_id]
        above = own.parent_id if own.parent_id in self.elements else None
        return [one for one in self.children(above) if self.elements[one].level_id == own.level_id]

    def _order(
        self, level: int, standing: Sequence[int], moved: Sequence[int], before: int | None
    ) -> list[int]:
        peers = [one for one in standing if self.elements[one].level_id == level]
        place = len(peers)
        if before in standing:
            later = set(standing[standing.index(before) :])
            place = next((number for number, one in enumerate(peers) if one in later), place)
        coming = [one for one in moved if self.elements[one].level_id == level]
        return [*peers[:place], *coming, *peers[place:]]

    def _place_refusal(self, one: Placed, above: int | None) -> DomainError | None:
        if one.locked:
            return Locked(f"”{one.title}”")
        target = None if above is None else self.elements[above]
        if target is not None and (above == one.id or one.id in self._above(target.id)):
            return UnderItself(one.title)
        if above == one.parent_id:
            return None
        level = self.levels[one.level_id]
        if level not in rules.allowed_levels(
            target.level_id if target else None, self.levels.values(), self._used
        ):
            return NotPlaced(
                one.title, level.short_name, target.title if target else None, self._homes(level)
            )
        closed = self._closed(level, one.parent_id) or self._closed(level, above)
        if closed is not None:
            return closed
        if target is not None and self._leads(target.id, one.id):
            return ServedFromThere(one.title, target.title)
        return None

    def _closed(self, level: LevelRow, agreement: int | None) -> DomainError | None:
        """A decided agreement neither gives away nor takes commitments: they are decided together."""
        found = self.elements.get(agreement) if agreement is not None else None
        closed = found is not None and found.locked and level.form == "commitment"
        return Locked(f"”{found.title}”") if found is not None and closed else None

    def _homes(self, level: LevelRow) -> tuple[str, ...]:
        """The names of the levels that a level stands under."""
        own = [level.parent_id] if level.parent_id is not None else []
        if level.parent_id not in self._used:
            own += level.source_ids
        return tuple(self.levels[one].short_name for one in own)

    def _above(self, node_id: int) -> list[int]:
        """Everything that an element stands under, the nearest first."""
        found: list[int] = []
        current = self.elements[node_id].parent_id
        while current is not None and current in self.elements:
            found.append(current)
            current = self.elements[current].parent_id
        return found

    def _leads(self, start: int, goal: int) -> bool:
        """Whether one element serves another, at once or by way of parents and contributions."""
        seen, waiting = {start}, [start]
        while waiting:
            current = waiting.pop()
            if current == goal:
                return True
            above = self.elements[current].parent_id
            following = [*self.serves(current), *([above] if above in self.elements else [])]
            for one in following:
                if one is not None and one not in seen:
                    seen.add(one)
                    waiting.append(one)
        return False

    def _pairs(self) -> list[tuple[int, int]]:
        return [(giver, taker) for giver, takers in self._serves.items() for taker in takers]


def new_positions(order: Sequence[tuple[int, int | None]]) -> dict[int, int]:
    """The positions that must change for an order to hold; None stands for an element that comes there."""
    changed: dict[int, int] = {}
    last: int | None = None
    for key, position in order:
        if position is None or (last is not None and position <= last):
            changed[key] = position = 1 if last is None else last + 1
        last = position
    return changed
