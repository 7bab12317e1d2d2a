"""Labels in their boxes: along the arc in up to three lines, upright, clear of today's hand, cut to fit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import pi
from typing import Final

from app.services.wheel.picture import signs
from app.services.wheel.picture.curves import Line, curved, is_below
from app.services.wheel.picture.measure import ELLIPSIS, LINE, broken, width
from app.services.wheel.picture.shapes import Paint, Shape
from app.services.wheel.picture.sizes import SMALLEST
from app.services.wheel.picture.words import Words

_INK: Final = Paint("ink")
_MOST_LINES: Final = 3
_SMALLER: Final = (1.0, 0.93, 0.86, 0.78, 0.7)
_SMALL: Final = 0.85
WHOLE_BUT_SMALL, _ALMOST = 0.97, 0.96
#: Words that are cut are worth less than whole ones.
_CUT: Final = 0.6
#: Words said twice are left out where the type is smaller than this with them, and so much larger without.
_LARGE, _WORTH = 0.92, 1.04
_HAND_ROOM: Final = 4.0
_PAD_BESIDE_HAND: Final = 1.5
#: Letters of the smallest type without room above and below them, in sizes.
_THINNEST: Final = 0.88


@dataclass(frozen=True, slots=True)
class Room:
    """Where words may stand: between two turns and two radii; `hand` is a turn to keep clear of.

    `side` is where they are drawn to: the "middle", or against the "start" or the "end" of the room.
    """

    start: float
    end: float
    inner: float
    outer: float
    side: str = "middle"
    hand: float | None = None
    pad: float = 3.0

    @property
    def middle(self) -> float:
        """Halfway around."""
        return (self.start + self.end) / 2

    @property
    def below(self) -> bool:
        """Whether words run anticlockwise there."""
        return is_below(self.middle)

    def length(self, radius: float) -> float:
        """The room along a circle."""
        return max(0.0, (self.end - self.start) * 2 * pi * radius - 2 * self.pad)


@dataclass(frozen=True, slots=True)
class Lettered:
    """A label as shapes, what it says, its size, and whether all of it is there."""

    shapes: tuple[Shape, ...]
    text: str
    size: float
    whole: bool
    brief: bool
    """Whether words that could be left out were."""


@dataclass(frozen=True, slots=True)
class _Fit:
    size: float
    lines: tuple[str, ...]
    whole: bool


def letter(words: Words, room: Room, size: float, key: int, paint: Paint = _INK) -> Lettered | None:
    """The words in a room, as large as they fit; None when hardly anything would be left of them."""
    chosen, room, fit = _best(words, room, size)
    if fit is None:
        return None
    shapes = _draw(chosen, room, fit, key, paint)
    text = " ".join(filter(None, [chosen.lead, *fit.lines]))
    return Lettered(tuple(shapes), text, fit.size, fit.whole, chosen.lead != words.lead)


def signs_share(words: Words, room: Room, size: float) -> float:
    """How many of the signs have room, from 0 to 1, which is all of them in type that is not small."""
    words, _, fit = _best(words, room, size)
    if fit is None:
        return 0.0
    if fit.whole:
        return 1.0 if fit.size >= _SMALL * size else WHOLE_BUT_SMALL
    return min(_ALMOST, _signs(fit) / max(1, len(words.text)))


def shown_share(words: Words, room: Room, size: float, largest: float) -> float:
    """How much of the words can be read, from 0 to 1; smaller type counts a little less."""
    words, _, fit = _best(words, room, size)
    if fit is None:
        return 0.0
    share = 1.0 if fit.whole else _CUT * min(1.0, _signs(fit) / max(1, len(words.text)))
    return share * (0.4 + 0.6 * fit.size / largest)


def _best(words: Words, room: Room, size: float) -> tuple[Words, Room, _Fit | None]:
    """The words whole, else without those that they can do without, else cut; never under the hand."""
    parts = _parts(room)
    best: tuple[Words, Room, _Fit | None] = (words.brief, parts[-1], None)
    for one in (words, words.brief) if words.lead != words.kept else (words,):
        for part in parts:
            fit = _fit(one, _without_hand(part), size)
            if fit is None or (part.hand is not None and not _is_clear(one, part, fit)):
                continue
            if fit.whole:
                return _better((one, part, fit), size)
            if best[2] is None or best[0] is not one or _signs(fit) > _signs(best[2]):
                best = one, part, fit
    return best


def _better(found: tuple[Words, Room, _Fit], size: float) -> tuple[Words, Room, _Fit]:
    """Whole words, or less of them where they are larger so, or beside a day in one line instead of more."""
    words, room, fit = found
    if words.lead == words.kept or (
        fit.size >= _LARGE * size and (len(fit.lines) == 1 or room.side == "middle")
    ):
        return found
    brief = _fit(words.brief, _without_hand(room), size)
    if (
        brief is None
        or not brief.whole
        or (room.hand is not None and not _is_clear(words.brief, room, brief))
    ):
        return found
    larger = brief.size > fit.size * _WORTH
    fewer = room.side != "middle" and len(brief.lines) < len(fit.lines)
    return (words.brief, room, brief) if larger or fewer else found


def _parts(room: Room) -> tuple[Room, ...]:
    """The room, and what it is on either side of the hand when that goes through it."""
    if room.hand is None:
        return (room,)
    away = (room.hand - room.start) % 1.0
    if away >= room.end - room.start:
        return (_without_hand(room),)
    hand = room.start + away
    clear = _HAND_ROOM / (pi * (room.inner + room.outer))
    pad = min(room.pad, _PAD_BESIDE_HAND)
    sides = [
        replace(room, hand=None, pad=pad, end=max(room.start, hand - clear)),
        replace(room, hand=None, pad=pad, start=min(room.end, hand + clear)),
    ]
    sides.sort(key=lambda side: side.start - side.end)
    return (room, *sides)


def _without_hand(room: Room) -> Room:
    if room.hand is None:
        return room
    return Room(room.start, room.end, room.inner, room.outer, room.side, None, room.pad)


def _is_clear(words: Words, room: Room, fit: _Fit) -> bool:
    """Whether the words can stand in the room without meeting the hand."""
    return _clear(room, _longest(words, fit), line_radii(len(fit.lines), room, fit.size)[0]) is not None


def _longest(words: Words, fit: _Fit) -> float:
    lengths = [width(line) * fit.size for line in fit.lines]
    return max(lengths[0] + words.lead_width * fit.size, *lengths)


def line_radii(count: int, room: Room, size: float) -> list[float]:
    """The middle of each line, the first one to be read first."""
    middle = (room.inner + room.outer) / 2
    step = size * LINE * (1 if not room.below else -1)
    return [middle + ((count - 1) / 2 - place) * step for place in range(count)]


@lru_cache(maxsize=4096)
def _fit(words: Words, room: Room, size: float) -> _Fit | None:
    thickness = room.outer - room.inner
    largest = min(size, max(SMALLEST, thickness * 0.77))
    if thickness < SMALLEST * _THINNEST:
        return None
    best: _Fit | None = None
    trials = list(dict.fromkeys(max(SMALLEST, largest * smaller) for smaller in _SMALLER))
    length = max(room.length(room.inner), room.length(room.outer))
    for number, trial in enumerate(trials):
        lines = min(_MOST_LINES, max(1, int((thickness - 1.0) / (trial * LINE))))
        if words.width * trial > lines * length and 0 < number < len(trials) - 1:
            continue
        found = _lines(words, room, trial, thickness)
        if found is None:
            continue
        if found.whole:
            return found
        if best is None or _signs(found) > _signs(best) + 2:
            best = found
    return best


def _lines(words: Words, room: Room, size: float, thickness: float) -> _Fit | None:
    most = max(1, min(_MOST_LINES, int((thickness - 1.0) / (size * LINE))))
    best: tuple[str, ...] = ()
    wanted = sum(map(len, words.text.split()))
    for count in range(1, most + 1):
        rooms = [room.length(radius) / size for radius in line_radii(count, room, size)]
        rooms[0] -= words.lead_width
        lines = broken(words.text, rooms)
        if sum(len(line.replace(" ", "")) for line in lines) == wanted and not lines[-1].endswith(ELLIPSIS):
            return _Fit(size, _evened(words, lines, rooms), True)
        best = lines if sum(map(len, lines)) >= sum(map(len, best)) else best
    return _Fit(size, best, False) if best else None


def _evened(words: Words, lines: tuple[str, ...], rooms: Sequence[float]) -> tuple[str, ...]:
    """The same number of lines, none much longer than the others."""
    if len(lines) < 2:
        return lines
    longest = max(rooms)
    low, high = longest * 0.3, longest
    for _ in range(6):
        tried = (low + high) / 2
        narrow = [
            min(room, tried - (words.lead_width if not place else 0.0)) for place, room in enumerate(rooms)
        ]
        found = broken(words.text, narrow[: len(lines)])
        if " ".join(found) == " ".join(lines):
            lines, high = found, tried
        else:
            low = tried
    return lines


def _signs(fit: _Fit) -> int:
    return sum(map(len, fit.lines))


def _draw(words: Words, room: Room, fit: _Fit, key: int, paint: Paint) -> list[Shape]:
    lengths = [width(line) * fit.size for line in fit.lines]
    lengths[0] += words.lead_width * fit.size
    room = _narrowed(room, max(lengths))
    radii = line_radii(len(fit.lines), room, fit.size)
    middle = _clear(room, max(lengths), radii[0])
    middle = room.middle if middle is None else middle
    shapes: list[Shape] = []
    for place, (text, radius, length) in enumerate(zip(fit.lines, radii, lengths, strict=True)):
        at = Line(_begin(room, middle, length, radius), radius, room.below)
        if place == 0:
            at = _draw_lead(words, at, fit.size, key, paint, shapes)
        shapes.append(curved(text, at, fit.size, paint, key=key))
    return shapes


def _narrowed(room: Room, length: float) -> Room:
    """The part of the room beside its activity that is filled: upright is what its middle says."""
    turns = min((length + 2 * room.pad) / (pi * (room.inner + room.outer)), room.end - room.start)
    if room.side == "start":
        return replace(room, end=room.start + turns)
    return replace(room, start=room.end - turns) if room.side == "end" else room


def _begin(room: Room, middle: float, length: float, radius: float) -> float:
    """The turn at which reading a line begins."""
    way = -1 if room.below else 1
    turns, pad = length / (2 * pi * radius), room.pad / (2 * pi * radius)
    if room.side == "middle":
        return middle - way * turns / 2
    first = room.start + pad if room.side == "start" else room.end - pad - turns
    return first + turns if room.below else first


def _draw_lead(words: Words, at: Line, size: float, key: int, paint: Paint, shapes: list[Shape]) -> Line:
    if words.sign:
        shapes += signs.draw_sign(words.sign, at.frame(size, signs.ROOM * size), size, paint, key)
        at = at.after(signs.ROOM * size)
    if words.lead:
        shapes.append(curved(words.lead, at, size, paint, style="semibold", key=key))
        at = at.after((words.lead_width - (signs.ROOM if words.sign else 0.0)) * size)
    return at


def _clear(room: Room, length: float, radius: float) -> float | None:
    """The middle of the words: that of the room, or beside the hand; None when the hand is over them."""
    if room.hand is None:
        return room.middle
    half = (length / 2 + _HAND_ROOM) / (2 * pi * radius)
    away = (room.hand - room.middle + 0.5) % 1.0 - 0.5
    if abs(away) >= half:
        return room.middle
    hand = room.middle + away
    sides = [
        side
        for side in (hand - half, hand + half)
        if room.start + half <= side + 1e-9 <= room.end - half + 2e-9
    ]
    return min(sides, key=lambda side: abs(side - room.middle), default=None)
