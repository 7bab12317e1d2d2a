"""A wheel as a picture: what is where, for painters that only know colours and pens."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from math import atan2, pi

from app.services.wheel.picture import rim
from app.services.wheel.picture.arcs import Drawing, Drawn
from app.services.wheel.picture.bands import draw_bands
from app.services.wheel.picture.centre import draw_centre
from app.services.wheel.picture.dial import Dial, dial_of
from app.services.wheel.picture.hits import hit
from app.services.wheel.picture.names import draw_names, unnamed
from app.services.wheel.picture.notes import days_by_law, label_notes, law_notes
from app.services.wheel.picture.occasions import sort_out
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.picture.outside import PlacedNote, draw_note, place_notes
from app.services.wheel.picture.overlays import overlay
from app.services.wheel.picture.placing import Placed, Placing, least_mark
from app.services.wheel.picture.ringing import rings_of
from app.services.wheel.picture.shapes import LAYERS, ArcLine, Paint, Picture, Shape
from app.services.wheel.picture.sizes import SMALLEST, Sizes, sizes_for
from app.services.wheel.picture.trying import best_placed
from app.services.wheel.views import WheelView

__all__ = ["angle_of", "day_at", "hit", "lay_out", "overlay"]
_LEAST_FOR_SIDES = 470.0
#: Lanes thinner than this many of the smallest type make a wheel crowded.
_CROWDED = 1.2
#: With lanes thinner than this many of the usual type the middle is no larger than its words.
_AIRY = 1.9
#: The parts of the usual room beside the wheel that are tried.
_SIDES = (0.0, 0.5, 1.0)
_RING_LINE = Paint("line")


def lay_out(
    view: WheelView, options: WheelOptions, *, width: float, height: float, scale: float = 1.0
) -> Picture:
    """The picture of a view in an area of `width` by `height`; `scale` enlarges its text."""
    dial = dial_of(view, options)
    sizes, placed = _measured(view, options, dial, (width, height), scale)
    hand = rim.hand_turn(dial, view.today) if dial.holds(view.today) else None
    size = placed.type_size(sizes.label)
    drawing = Drawing(view, options, sizes, hand, size)
    drawing.add_all(placed.boxes)
    bands = draw_bands(placed.rings, view, options, size, hand)
    names = draw_names(placed, sizes, hand)
    notes = _placed_notes(view, options, dial, sizes, drawing.drawn, (*bands.shapes, *names))
    labels = {**bands.labels, **drawing.drawn.words}
    labels.update({one.note.key: _note_words(one) for one in notes if one.note.key is not None})
    shapes = [
        *rim.draw_ground(dial, sizes, placed.hub), *_ring_lines(placed), *bands.shapes, *drawing.drawn.shapes,
        *names, *_outside(view, dial, sizes, notes, options),
        *(rim.draw_hand(dial, sizes, view.today, placed.hub) if hand is not None else ()),
        *draw_centre(view, dial, sizes, placed.hub),
    ]  # fmt: skip
    hidden = tuple(one.key for one in view.activities if one.key not in labels)
    targets = (*bands.targets, *drawing.drawn.targets, *drawing.drawn.beside.values())
    return Picture(width, height, (width / 2, height / 2), _in_layers(shapes), targets, labels, hidden)


def day_at(view: WheelView, options: WheelOptions, picture: Picture, x: float, y: float) -> date:
    """The day that a point of the picture's area points at."""
    middle_x, middle_y = picture.middle
    return dial_of(view, options).day(atan2(x - middle_x, middle_y - y) / (2 * pi))


def angle_of(day: date, view: WheelView, options: WheelOptions) -> float:
    """The beginning of a day in turns from the top, outside 0 to 1 when it is not on the circle."""
    return dial_of(view, options).turn(day)


def _measured(
    view: WheelView, options: WheelOptions, dial: Dial, area: tuple[float, float], scale: float
) -> tuple[Sizes, Placed]:
    """The measures and the places; a crowded wheel gives its middle, and words beside it, to its rings."""
    sizes = _sizes(view, options, dial, area, scale)
    placing = _placing(view, options, dial, sizes)
    if placing.pitch() < _CROWDED * SMALLEST:
        sizes = _sizes(view, options, dial, area, scale, crowded=True)
        placing = _placing(view, options, dial, sizes)
    elif placing.pitch() < _AIRY * sizes.label:
        sizes = replace(sizes, slim=True)
        placing = _placing(view, options, dial, sizes)
    placing, share, placed = best_placed(placing)
    named = unnamed(placed, sizes)
    return sizes, placing.varied(named=named).find(share) if named else placed


def _sizes(
    view: WheelView,
    options: WheelOptions,
    dial: Dial,
    area: tuple[float, float],
    scale: float,
    crowded: bool = False,
) -> Sizes:
    """The largest wheel beside which what the law says has room; on paper a list says it."""
    seasons = not dial.whole or (options.seasons and not crowded)
    wanted: tuple[float | None, ...] = (None,)
    if area[0] >= _LEAST_FOR_SIDES * scale:
        wanted = (0.0,) if options.numbered else _SIDES[-1:] if crowded else _SIDES
    for sides in wanted:
        sizes = sizes_for(*area, scale, seasons=seasons, sides=sides, zoomed=not dial.whole, crowded=crowded)
        laws = law_notes(view, dial, sizes) if sides != wanted[-1] else []
        if len(place_notes(laws, sizes)) == len(laws):
            break
    return sizes


def _placing(view: WheelView, options: WheelOptions, dial: Dial, sizes: Sizes) -> Placing:
    found = sort_out(view, dial, least_mark(dial, sizes))
    hand = rim.hand_turn(dial, view.today) if dial.holds(view.today) else None
    return Placing(rings_of(view, options, found), dial, options, sizes, hand=hand)


def _in_layers(shapes: Sequence[Shape]) -> tuple[Shape, ...]:
    place = {layer: number for number, layer in enumerate(LAYERS)}
    return tuple(sorted(shapes, key=lambda shape: place[shape.layer]))


def _ring_lines(placed: Placed) -> list[Shape]:
    return [ArcLine("ground", ring.inner - 1.5, 0.0, 1.0, _RING_LINE, 1.0) for ring in placed.rings[1:]]


def _placed_notes(
    view: WheelView, options: WheelOptions, dial: Dial, sizes: Sizes, drawn: Drawn, others: Sequence[Shape]
) -> list[PlacedNote]:
    """What is said beside the wheel, the weightiest first: law, the next activity, then in time order."""
    if not sizes.sides:
        return []
    labels = () if options.numbered else label_notes(drawn, others)
    placed = place_notes(chain(law_notes(view, dial, sizes), labels), sizes)
    for one in placed:
        if one.note.key is not None:
            drawn.forget_label(one.note.key)
    return placed


def _note_words(placed: PlacedNote) -> str:
    return " ".join(text for text, _ in placed.lines)


def _outside(
    view: WheelView, dial: Dial, sizes: Sizes, notes: Sequence[PlacedNote], options: WheelOptions
) -> list[Shape]:
    """Months, seasons, triangles and leaders, which leave room for each other."""
    taken = [rim.stub_taken(one.note.turn, sizes) for one in notes]
    season_taken = list(taken)
    if dial.holds(view.today):
        taken.append(rim.hand_taken(dial, sizes, view.today))
    shapes: list[Shape] = list(rim.draw_months(dial, sizes, view.today, taken))
    if options.seasons and dial.whole and not sizes.crowded:
        shapes += rim.draw_seasons(dial, sizes, season_taken)
    for day in days_by_law(view.legal, dial):
        shapes.append(rim.draw_triangle(dial.turn(day + timedelta(days=1)) - 1e-6, sizes))
    for note in notes:
        shapes += draw_note(note)
    return shapes
