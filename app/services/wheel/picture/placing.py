"""Radii of rings and lanes, and the box of each activity, so that as many labels as possible can be read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import pi
from typing import Final

from app.services.wheel.picture.asking import BESIDE_PAD, Circle, Request, Wish, rows_of_patterns
from app.services.wheel.picture.boxes import Box
from app.services.wheel.picture.dial import PARTS, Dial
from app.services.wheel.picture.lanes import Lane, arrange, depth
from app.services.wheel.picture.lanes import Row as SameLane
from app.services.wheel.picture.lettering import Room, shown_share, signs_share
from app.services.wheel.picture.measure import LINE, width
from app.services.wheel.picture.occasions import Occasion
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.picture.reaching import reach_out
from app.services.wheel.picture.ringing import RingContent
from app.services.wheel.picture.sizes import SMALLEST, Sizes
from app.services.wheel.picture.undated import Row, rows_of
from app.services.wheel.picture.words import words_of

#: How much of its label a day asks for, from all of it down to nothing, until there is room.
_SHARES: Final = (2.0, 1.0, 0.8, 0.62, 0.48, 0.36)
_USUAL: Final = 0.62
_LONGEST: Final = 16.5
_WHOLE: Final = 30.0
#: An arc of this length keeps its words inside, though they are cut: it is tried with both.
LEAST_INSIDE: Final = (4.4, 7.2)
_BANDS, _CROWDED_BANDS = 0.3, 0.12
_MARK_GAP: Final = 1.0
_RING_GAP: Final = 2.5
_THICKEST: Final = 3.9
_MARK: Final = 0.72
_ROW: Final = 1.45
_LEAST_ROW: Final = 1.22
_ROW_MOST: Final = 1.75
_COMFORT: Final = 1.7
_NAME: Final = 1.35
_HARMONY: Final = 0.88
#: Words beside an arc are worth less than words in it.
_AWAY: Final = 0.88
_GUESSES: Final = 1
_READABLE: Final = 1.25


@dataclass(frozen=True, slots=True)
class RingPlace:
    """A ring: bands from `inner` to `lanes`, then its lanes, then its name from `name` to `outer`."""

    content: RingContent
    rows: tuple[Row, ...]
    inner: float
    lanes: float
    name: float
    outer: float
    row: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Everything in its place."""

    hub: float
    rings: tuple[RingPlace, ...]
    boxes: tuple[Box, ...]
    pitch: float
    """The thickness of the thinnest lane."""

    def type_size(self, largest: float) -> float:
        """The type of labels: not much larger where there is room than where there is least."""
        return min(largest, max(SMALLEST, _HARMONY * self.pitch))


@dataclass(frozen=True, slots=True)
class _Packed:
    """What all ask for, and how many lanes each ring needs for it."""

    requests: tuple[tuple[Request, ...], ...]
    counts: tuple[int, ...]
    rows: tuple[tuple[SameLane, ...], ...]


class Placing:
    """The search for radii and labels that fit; `named` rings have a strip of their own for their name."""

    def __init__(
        self, rings: Sequence[RingContent], dial: Dial, options: WheelOptions, sizes: Sizes,
        named: frozenset[int] = frozenset(), inside: float = LEAST_INSIDE[0], hand: float | None = None,
        weights: tuple[float, ...] = (),
    ) -> None:  # fmt: skip
        self.rings, self.dial, self.options, self.sizes = rings, dial, options, sizes
        self.empty = _empty(rings)
        self.named, self.inside = named | self.empty, inside
        self.weights = weights or (1.0,) * len(rings)
        self.hand = None if hand is None else hand * dial.parts
        self.turn, self.label = dial.parts, sizes.label
        self._known: dict[tuple[float, ...], _Packed] = {}
        self.strip = sizes.small * _NAME
        self.patterns = [rows_of_patterns(ring.placed) for ring in rings]
        self.texts = [[self._words(one) for one in ring.placed] for ring in rings]
        self.leasts = [[self._least(one) for one in ring.placed] for ring in rings]
        room = sizes.rim - sizes.hub - self.strip * len(self.named) - _RING_GAP * len(rings)
        needed = self._needed() if any(ring.undated for ring in rings) else 0.0
        least = SMALLEST * _LEAST_ROW if sizes.crowded else sizes.small * _ROW
        share = _CROWDED_BANDS if sizes.crowded else _BANDS
        self.rows = rows_of([ring.undated for ring in rings], int(max(share * room, room - needed) / least))
        count = sum(map(len, self.rows))
        self.row = min(_ROW_MOST * sizes.label, max(least, (room - needed) / count)) if count else least
        self.room = room - self.row * count

    def _needed(self) -> float:
        """The room that lanes ask for beside bands."""
        packed = self._packed(self._even(), _USUAL, 0.5 * self.label)
        return sum(packed.counts) * _COMFORT * self.label

    def pitch(self) -> float:
        """How thick lanes become with the share of the labels that suits them."""
        middles = self._even()
        bare = self._pitch(self._packed(middles, 0.0, 0.46 * _READABLE * SMALLEST))
        if bare < _READABLE * SMALLEST:
            return bare
        return self._pitch(
            self._best(middles, self._pitch(self._packed(middles, _USUAL, 0.5 * self.sizes.label)), None)
        )

    def find(self, share: float | None = None) -> Placed:
        """The places with a share of each label, or the largest that leaves lanes thick enough to read."""
        middles = self._even()
        packed = self._packed(middles, _USUAL, 0.5 * self.sizes.label)
        for _ in range(_GUESSES):
            packed = self._best(middles, self._pitch(packed), share)
            middles = self._middles(packed)
        return self._places(self._best(middles, self._pitch(packed), share))

    def _pitch(self, packed: _Packed) -> float:
        """The thickness of a lane."""
        return max(0.0, self.room) / max(0.1, self._heavy(packed.counts))

    def _heavy(self, counts: Sequence[int]) -> float:
        """All lanes, those of weighty rings as more than one."""
        return sum(count * weight for count, weight in zip(counts, self.weights, strict=True))

    def varied(
        self,
        named: frozenset[int] | None = None,
        inside: float | None = None,
        weights: tuple[float, ...] | None = None,
    ) -> "Placing":
        """The same with a strip for the names of some rings, or other demands on labels or thickness."""
        return Placing(
            self.rings, self.dial, self.options, self.sizes,
            self.named if named is None else named, self.inside if inside is None else inside,
            self.hand_turn, self.weights if weights is None else weights,
        )  # fmt: skip

    def shown(self, placed: Placed) -> float:
        """How much of all labels can be read."""
        size = placed.type_size(self.sizes.label)
        return sum(self._shown(box, size) for box in placed.boxes if box.occasion.kind != "maybe")

    def _shown(self, box: Box, size: float) -> float:
        words = words_of(box.occasion.activity, self.options, marked=box.occasion.kind == "mark")
        room = Room(box.label_start, box.label_end, box.inner, box.outer, hand=self.hand_turn)
        away = box.occasion.kind == "arc" and not box.inside
        return shown_share(words, room, size, self.sizes.label) * (_AWAY if away else 1.0)

    @property
    def hand_turn(self) -> float | None:
        """Today's hand in turns."""
        return None if self.hand is None else self.hand / self.turn

    def _words(self, one: Occasion) -> tuple[float, float]:
        """The room that the words of an occasion ask for, all of them and without what is said twice."""
        if one.kind == "maybe":
            return 0.0, 0.0
        words = words_of(one.activity, self.options, marked=one.kind == "mark")
        return words.width * self.sizes.label, words.brief.width * self.sizes.label

    def _least(self, one: Occasion) -> float:
        """The room that its number asks for where numbers are wanted and nothing else has room."""
        if not self.options.numbered or one.kind == "maybe":
            return 0.0
        return width(str(one.activity.number), "semibold") * max(SMALLEST, self.sizes.label * 0.8)

    def _best(self, middles: Sequence[float], pitch: float, share: float | None) -> _Packed:
        mark = min(_MARK * self.sizes.label, 0.46 * pitch)
        if share is not None:
            return self._packed(middles, share, mark)
        bare = self._packed(middles, 0.0, mark)
        if self._pitch(bare) < _READABLE * SMALLEST:
            return bare
        for least in (1.3 * self.sizes.label, _READABLE * SMALLEST):
            low, high = 0, len(_SHARES)
            while low < high:
                middle = (low + high) // 2
                if self._pitch(self._packed(middles, _SHARES[middle], mark)) >= least:
                    high = middle
                else:
                    low = middle + 1
            if low < len(_SHARES):
                return self._packed(middles, _SHARES[low], mark)
        return bare

    def _packed(self, middles: Sequence[float], share: float, mark: float) -> _Packed:
        """What all ask for on circles of these radii, worked out once."""
        asked = (*middles, share, mark)
        if asked not in self._known:
            self._known[asked] = self._count(middles, share, mark)
        return self._known[asked]

    def _count(self, middles: Sequence[float], share: float, mark: float) -> _Packed:
        asked = [self._ring(place, radius, share, mark) for place, radius in enumerate(middles)]
        requests = tuple(found for found, _ in asked)
        counts = tuple(
            0 if place in self.empty else max(1, depth([one.stretch for one in ring], self.dial.parts))
            for place, ring in enumerate(requests)
        )
        return _Packed(requests, counts, tuple(rows for _, rows in asked))

    def _ring(
        self, place: int, radius: float, share: float, mark: float
    ) -> tuple[tuple[Request, ...], tuple[SameLane, ...]]:
        """What all of a ring ask for, and which of them lie in one lane."""
        ones = self.rings[place].placed
        circle = Circle(self.turn, self.turn / (2 * pi * radius), mark, self.label, self.inside, self.hand)
        wishes = [
            self._wish(text, least, share)
            for text, least in zip(self.texts[place], self.leasts[place], strict=True)
        ]
        found = [circle.request(one, wish) for one, wish in zip(ones, wishes, strict=True)]
        kept: list[SameLane] = []
        for row in self.patterns[place]:
            together = circle.row([ones[n] for n in row], [wishes[n] for n in row])
            if together is not None:
                kept.append(row)
                for n, request in zip(row, together, strict=True):
                    found[n] = request
        return tuple(found), tuple(kept)

    def _wish(self, text: tuple[float, float], least: float, share: float) -> Wish:
        """The words at full length, or a part of the length that says it all."""
        longest = _LONGEST * self.label
        full, brief = text
        length = min(full, longest) if share > 1 else min(brief, longest) * share
        return Wish(max(least, length), brief)

    def _arranged(self, packed: _Packed) -> tuple[list[tuple[Lane, ...]], _Packed]:
        """The lanes of all, and what they need in truth: around a circle it may be one more."""
        lanes = [
            arrange([one.stretch for one in ring], self.dial.parts, rows)
            for ring, rows in zip(packed.requests, packed.rows, strict=True)
        ]
        counts = tuple(
            max((lane.count for lane in ring), default=0 if place in self.empty else 1)
            for place, ring in enumerate(lanes)
        )
        return lanes, replace(packed, counts=counts)

    def _even(self) -> list[float]:
        """The middles of rings of equal thickness."""
        step = (self.sizes.rim - self.sizes.hub) / len(self.rings)
        return [self.sizes.hub + step * (place + 0.5) for place in range(len(self.rings))]

    def _middles(self, packed: _Packed) -> list[float]:
        _, edges = self._radii(packed)
        return [(lanes + name) / 2 for _, lanes, name, _ in edges]

    def _radii(self, packed: _Packed) -> tuple[float, list[tuple[float, float, float, float]]]:
        """The radius of the hub, and inner edge, first lane, name and outer edge of each ring."""
        most = 2.4 * self.sizes.line
        pitch = self._pitch(packed)
        counts = packed.counts
        hub = self.sizes.hub
        if pitch > most:
            heavy = self._heavy(counts)
            hub = min(self.sizes.hub_most, hub + (pitch - most) * heavy)
            pitch = (self.room - (hub - self.sizes.hub)) / heavy
        edges: list[tuple[float, float, float, float]] = []
        outer = self.sizes.rim
        for place in reversed(range(len(self.rings))):
            name = outer - (self.strip if place in self.named else 0.0)
            lanes = name - pitch * self.weights[place] * counts[place]
            inner = lanes - self.row * len(self.rows[place])
            edges.insert(0, (inner, lanes, name, outer))
            outer = inner - _RING_GAP
        return outer, edges

    def _places(self, packed: _Packed) -> Placed:
        lanes_of, packed = self._arranged(packed)
        hub, edges = self._radii(packed)
        rings: list[RingPlace] = []
        boxes: list[Box] = []
        rows: list[tuple[int, ...]] = []
        for place, (ring, (inner, lanes, name, outer)) in enumerate(zip(self.rings, edges, strict=True)):
            rings.append(RingPlace(ring, self.rows[place], inner, lanes, name, outer, self.row))
            rows += [tuple(len(boxes) + n for n in row) for row in packed.rows[place]]
            for occasion, request, lane in zip(
                ring.placed, packed.requests[place], lanes_of[place], strict=True
            ):
                boxes.append(self._box(occasion, place, request, lane, (lanes, name)))
        for number, row in enumerate(rows):
            for n in row:
                boxes[n] = replace(boxes[n], row=number)
        return Placed(
            hub,
            tuple(rings),
            reach_out(boxes, self._wanted, self._inside, self.hand_turn),
            self._pitch(packed) * min(self.weights),
        )

    def _inside(self, box: Box) -> float:
        """How much of a label has room inside its arc."""
        one = box.occasion.activity
        room = Room(box.start, box.end, box.inner, box.outer, hand=self.hand_turn)
        words = words_of(one, self.options, marked=False)
        return signs_share(words, room, self.sizes.label)

    def _wanted(self, box: Box) -> tuple[float, float]:
        """The lengths that show all of a label beside its activity, and all that is not said twice."""
        pad = (2 * BESIDE_PAD + 0.2) * self.sizes.label + box.mark
        full, brief = (min(text, _WHOLE * self.sizes.label) for text in self._words(box.occasion))
        return full + pad, brief + pad

    def _box(self, one: Occasion, ring: int, request: Request, lane: Lane, edges: tuple[float, float]) -> Box:
        inner, outer = edges
        thickness = min((outer - inner) / lane.count, _THICKEST * self.sizes.label * LINE)
        bottom = outer - thickness * (lane.count - lane.first)
        top = bottom + thickness * lane.width
        turn = self.dial.parts
        mark = 0.0
        if one.kind != "arc":
            half = min(one.middle - request.stretch.start, request.stretch.end - one.middle)
            room = half / turn * pi * (bottom + top) - _MARK_GAP
            mark = max(0.5, min(_MARK * self.sizes.label, 0.46 * thickness, room))
        start, end = (one.start, one.end) if one.kind == "arc" else (one.middle, one.middle)
        if one.kind == "arc":
            end = min(max(end, start + 1), start + turn)
        return Box(
            one, ring, lane, bottom, top, start / turn, end / turn,
            request.start / turn, request.end / turn, request.inside, mark,
        )  # fmt: skip


def least_mark(dial: Dial, sizes: Sizes) -> float:
    """Days that take up less than this, in parts, are drawn as a mark."""
    radius = (sizes.hub + sizes.rim) / 2
    return min(max(1.8 * _MARK * sizes.label / (2 * pi * radius) * dial.parts, PARTS), dial.parts)


def _empty(rings: Sequence[RingContent]) -> frozenset[int]:
    """The rings that hold nothing but their name, when others hold more."""
    found = frozenset(place for place, ring in enumerate(rings) if not ring.placed)
    return found if len(found) < len(rings) else frozenset()
