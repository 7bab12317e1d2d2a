"""Activities without time on their pale circles: words at the bottom, and at the top when many."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.services.wheel.picture import signs
from app.services.wheel.picture.colours import full, look_of, pale
from app.services.wheel.picture.curves import TURN, Line, curved
from app.services.wheel.picture.lettering import Room, letter
from app.services.wheel.picture.measure import fitted, width
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.picture.placing import RingPlace
from app.services.wheel.picture.shapes import Paint, Sector, Shape, Target
from app.services.wheel.picture.sizes import SMALLEST
from app.services.wheel.picture.undated import Row
from app.services.wheel.picture.words import Words, undated_lead, undated_words, words_of
from app.services.wheel.views import Activity, WheelView

_INK, _MUTED = Paint("ink"), Paint("muted")
_HALF: Final = 0.44
_TYPE: Final = 0.7
_BETWEEN: Final = " · "
_MORE: Final = f"{_BETWEEN}+ 888 till"
_HAND_ROOM: Final = 6.0
_LONGEST: Final = 22.0
_LEAST: Final = 7.0


Named = tuple[Activity, Words, str]


@dataclass(slots=True)
class Bands:
    """The bands of a wheel: shapes, where they are touched, what is written, and what had no room."""

    shapes: list[Shape]
    targets: list[Target]
    labels: dict[int, str]
    hidden: list[int]
    hand: float | None

    def half(self, below: bool, radius: float) -> tuple[float, float]:
        """The middle and the width, in turns, of what the hand leaves free of the lower or the upper half."""
        middle = 0.5 if below else 0.0
        if self.hand is None:
            return middle, _HALF
        away = (self.hand - middle + 0.5) % 1.0 - 0.5
        clear = _HAND_ROOM / (TURN * radius)
        if abs(away) >= _HALF / 2 + clear:
            return middle, _HALF
        if away > 0:
            start, end = middle - _HALF / 2, middle + away - clear
        else:
            start, end = middle + away + clear, middle + _HALF / 2
        return (start + end) / 2, end - start


def draw_bands(
    rings: Sequence[RingPlace], view: WheelView, options: WheelOptions, size: float, hand: float | None
) -> Bands:
    """Every band of every ring, with words clear of today's hand."""
    bands = Bands([], [], {}, [], hand)
    for ring in rings:
        fitting = min(size, max(SMALLEST, _TYPE * ring.row))
        for place, row in enumerate(ring.rows):
            inner = ring.inner + place * ring.row
            _draw_row(bands, row, (inner, inner + ring.row), view, options, fitting)
    return bands


def _draw_row(
    bands: Bands, row: Row, edges: tuple[float, float], view: WheelView, options: WheelOptions, size: float
) -> None:
    inner, outer = edges[0] + 0.75, edges[1] - 0.75
    one = row.activities[0]
    look = look_of(one, view, options)
    alone = one.key if len(row.activities) == 1 else None
    bands.shapes.append(Sector("bands", inner, outer, 0.0, 1.0, pale(look, options), key=alone))
    if alone is None:
        _draw_many(bands, row.activities, edges, options, size)
        return
    bands.targets.append(Target(alone, edges[0], edges[1], 0.0, 1.0))
    room = Room(0.5 - _HALF / 2, 0.5 + _HALF / 2, *edges, hand=bands.hand)
    found = letter(undated_words(one, options), room, size, alone, full(look, options) if one.red else _INK)
    if found is None:
        bands.hidden.append(alone)
    else:
        bands.shapes += found.shapes
        bands.labels[alone] = found.text


def _draw_many(
    bands: Bands,
    activities: Sequence[Activity],
    edges: tuple[float, float],
    options: WheelOptions,
    size: float,
) -> None:
    """Names one after another, first along the lower half, then along the upper."""
    lead = undated_lead(activities[0], options)
    below, above, left = _halves(bands, activities, edges, options, lead, size)
    if left and size > SMALLEST:
        size = SMALLEST
        below, above, left = _halves(bands, activities, edges, options, lead, size)
    if below:
        _draw_names(bands, below, edges, size, True, 0 if above else len(left), lead)
    if above:
        _draw_names(bands, above, edges, size, False, len(left), lead)
    bands.hidden += [one.key for one in left]


def _halves(
    bands: Bands,
    activities: Sequence[Activity],
    edges: tuple[float, float],
    options: WheelOptions,
    lead: str,
    size: float,
) -> tuple[list[Named], list[Named], list[Activity]]:
    """The names along the lower half and along the upper, and what has no room."""
    radius = (edges[0] + edges[1]) / 2
    rooms = [
        bands.half(below, radius)[1] * TURN * radius / size - width(lead, "semibold") - 1.0
        for below in (True, False)
    ]
    below, left = _taken(activities, options, rooms[0])
    above, more = _taken(left, options, rooms[1])
    if more:
        above, more = _taken(left, options, rooms[1] - width(_MORE))
    left = more
    return below, above, left


def _taken(
    activities: Sequence[Activity], options: WheelOptions, room: float
) -> tuple[list[Named], list[Activity]]:
    """As many as there is room for, with their names, and those that are left."""
    taken: list[Named] = []
    used = 0.0
    for place, one in enumerate(activities):
        words = words_of(one, options, marked=False)
        rest = room - used - words.lead_width - width(_BETWEEN)
        alone = len(activities) - place == 1
        text = fitted(words.text, rest if alone else min(rest, _LONGEST))
        if not text or (text != words.text and width(text) < _LEAST):
            return taken, list(activities[place:])
        taken.append((one, words, text))
        used += words.lead_width + width(text) + width(_BETWEEN)
    return taken, []


def _draw_names(
    bands: Bands,
    row: Sequence[Named],
    edges: tuple[float, float],
    size: float,
    below: bool,
    more: int,
    lead_words: str,
) -> None:
    radius = (edges[0] + edges[1]) / 2
    lead = width(lead_words, "semibold") + 0.4
    length = lead + sum(words.lead_width + width(text) for _, words, text in row)
    length += width(_BETWEEN) * (len(row) - 1)
    way = -1 if below else 1
    at = Line(
        _middle(bands, below, radius, length * size) - way * length * size / 2 / (TURN * radius),
        radius,
        below,
    )
    bands.shapes.append(curved(lead_words, at, size, _MUTED, style="semibold"))
    at = at.after(lead * size)
    for place, (one, words, text) in enumerate(row):
        if place:
            bands.shapes.append(curved(_BETWEEN, at, size, _MUTED))
            at = at.after(width(_BETWEEN) * size)
        start = at
        at = _draw_name(bands, one, words, text, at, size)
        first, last = sorted((start.turn, at.turn))
        bands.targets.append(Target(one.key, edges[0], edges[1], first, last))
        bands.labels[one.key] = text
    if more:
        bands.shapes.append(curved(f"{_BETWEEN}+ {more} till", at, size, _MUTED))


def _middle(bands: Bands, below: bool, radius: float, length: float) -> float:
    """The middle of words: that of the half, unless the hand is in their way."""
    middle, room = bands.half(below, radius)
    usual = 0.5 if below else 0.0
    spare = max(0.0, room - length / (TURN * radius)) / 2
    return min(max(usual, middle - spare), middle + spare)


def _draw_name(bands: Bands, one: Activity, words: Words, text: str, at: Line, size: float) -> Line:
    if words.sign:
        frame = at.frame(size, signs.ROOM * size)
        bands.shapes += signs.draw_sign(words.sign, frame, size, _INK, one.key)
        at = at.after(signs.ROOM * size)
    if words.lead:
        bands.shapes.append(curved(words.lead, at, size, _INK, style="semibold", key=one.key))
        at = at.after((words.lead_width - (signs.ROOM if words.sign else 0.0)) * size)
    bands.shapes.append(curved(text, at, size, _INK, key=one.key))
    return at.after(width(text) * size)
