"""What each activity asks for on its circle: itself, and its words clear of today's hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final, NamedTuple

from app.services.wheel.picture.curves import is_below
from app.services.wheel.picture.lanes import Row, Stretch, meet
from app.services.wheel.picture.occasions import Occasion

#: Words inside an arc may be set a little smaller.
_SQUEEZED: Final = 0.84
_INSIDE_PAD: Final = 0.7
BESIDE_PAD: Final = 0.45
#: Words beside one of a row are left out when they have less room than this.
_LEAST_BESIDE: Final = 3.0
_HAND_ROOM: Final = 4.0
_MARK_PAD: Final = 1.5
#: A day in the innermost lane of a ring needs this much more of the circle than in its middle.
_INNERMOST: Final = 1.2


class Wish(NamedTuple):
    """How long the words of an occasion may become, and how long they are without what is said twice."""

    asked: float
    brief: float


class Request(NamedTuple):
    """What an occasion asks for on its circle, and how much of that is its words."""

    stretch: Stretch
    start: int
    end: int
    inside: bool


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle to ask for room on: `parts` for a point of length, `mark` the radius of days."""

    turn: int
    parts: float
    mark: float
    label: float
    inside: float
    """Arcs this many sizes long keep their words, though cut."""
    hand: float | None = None

    def bare(self, one: Occasion) -> tuple[int, int]:
        """Where an occasion begins and ends, without words."""
        start, end = one.start, one.end
        if one.kind != "arc":
            half = max((end - start) / 2, (self.mark + _MARK_PAD) * _INNERMOST * self.parts)
            start, end = round(one.middle - half), round(one.middle + half)
        return start, min(max(end, start + ceil(2 * self.parts)), start + self.turn)

    def request(self, one: Occasion, wish: Wish) -> Request:
        """What one asks for."""
        start, end = self.bare(one)
        if one.kind == "maybe" or not wish.asked:
            return Request(Stretch(start, end, one.kind == "arc"), start, end, one.kind == "arc")
        if one.kind == "arc" and self.holds(start, end, wish):
            return Request(Stretch(start, end), start, end, True)
        if one.kind == "mark" and wish.asked <= 2 * self.mark:
            return Request(Stretch(start, end), start, end, False)
        return self.beside(one, (start, end), wish.asked + BESIDE_PAD * 2 * self.label)

    def holds(self, start: int, end: int, wish: Wish) -> bool:
        """Whether an arc has room for its words, or for so many of them that they stay there."""
        has = (end - start) / self.parts - _INSIDE_PAD * self.label
        return has >= min(_SQUEEZED * wish.brief, wish.asked, self.inside * self.label)

    def beside(self, one: Occasion, bounds: tuple[int, int], length: float) -> Request:
        """An occasion with its words beside it: to be read from it or towards it, and not under the hand."""
        start, end = bounds
        more = max(0, min(ceil(length * self.parts), self.turn - (end - start)))
        if self.after(one, start, end, more):
            return Request(Stretch(start, end + more), end, end + more, False)
        return Request(Stretch(start - more, end), start - more, start, False)

    def after(self, one: Occasion, start: int, end: int, more: int) -> bool:
        """Whether words go clockwise from an occasion, as they do in the upper half if the hand lets them."""
        wanted = not is_below(one.middle / self.turn)
        if self.hand is None:
            return wanted
        covers = self._under_hand(end, more), self._under_hand(start - more, more)
        return covers[1] if covers[0] != covers[1] else wanted

    def _under_hand(self, start: int, length: int) -> bool:
        room = _HAND_ROOM * self.parts
        return self.hand is not None and (self.hand - start + room) % self.turn < length + 2 * room

    def row(self, ones: Sequence[Occasion], wishes: Sequence[Wish]) -> list[Request] | None:
        """What the occurrences of a pattern ask for together: words inside all or beside all.

        None when they meet and cannot lie in one lane.
        """
        bounds = [self.bare(one) for one in ones]
        if any_meet([Stretch(*one) for one in bounds], self.turn):
            return None
        arcs = all(one.kind == "arc" for one in ones)
        if arcs and all(self.holds(*one, wish) for one, wish in zip(bounds, wishes, strict=True)):
            return [_inside(*one) for one in bounds]
        rooms = self._rooms(ones, bounds)
        pad = BESIDE_PAD * 2 * self.label
        lengths = [
            min(room, wish.asked + pad) if wish.asked else 0.0
            for room, wish in zip(rooms, wishes, strict=True)
        ]
        enough = all(
            length >= min(wish.asked, wish.brief) for length, wish in zip(lengths, wishes, strict=True)
        )
        if arcs and not enough:
            return [_inside(*one) for one in bounds]
        least = _LEAST_BESIDE * self.label
        return [
            self.beside(one, bound, length if length >= least else 0.0)
            for one, bound, length in zip(ones, bounds, lengths, strict=True)
        ]

    def _rooms(self, ones: Sequence[Occasion], bounds: Sequence[tuple[int, int]]) -> list[float]:
        """The free length beside each on the side of its words; two that go towards each other share it."""
        order = sorted(range(len(ones)), key=lambda place: bounds[place][0] % self.turn)
        guess = ceil(self.label * 6 * self.parts)
        after = {place: self.after(ones[place], *bounds[place], guess) for place in order}
        rooms = [0.0] * len(ones)
        for number, place in enumerate(order):
            other = order[(number + (1 if after[place] else -1)) % len(order)]
            first, last = (place, other) if after[place] else (other, place)
            gap = (bounds[last][0] - bounds[first][1]) % self.turn / self.parts
            rooms[place] = gap / 2 - 2 if after[place] != after[other] else gap - 2
        return rooms


def _inside(start: int, end: int) -> Request:
    return Request(Stretch(start, end), start, end, True)


def any_meet(stretches: Sequence[Stretch], turn: int) -> bool:
    """Whether any two of a few stretches have some of the circle in common."""
    ordered = sorted(stretches, key=lambda one: one.start % turn)
    if len(ordered) < 2:
        return False
    return any(meet(one, ordered[place - 1], turn) for place, one in enumerate(ordered))


def rows_of_patterns(ones: Sequence[Occasion]) -> tuple[Row, ...]:
    """The places of the occurrences of each pattern that has several."""
    found: dict[int, list[int]] = {}
    for place, one in enumerate(ones):
        if one.activity.pattern is not None and one.kind != "maybe":
            found.setdefault(one.activity.pattern, []).append(place)
    return tuple(tuple(places) for places in found.values() if len(places) > 1)
