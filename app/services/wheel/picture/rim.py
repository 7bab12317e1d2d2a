"""Outside the rings: ticks, months, seasons, days by law, and today's hand with its date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import pi
from typing import Final

from app.services import formatting
from app.services.fonts import Style
from app.services.wheel.picture.curves import centred, curved_width, on_circle
from app.services.wheel.picture.dial import Dial
from app.services.wheel.picture.measure import RISE
from app.services.wheel.picture.shapes import ArcLine, Line, Paint, Sector, Shape, Text
from app.services.wheel.picture.sizes import Sizes

_INK, _MUTED, _LINE, _INNER = Paint("ink"), Paint("muted"), Paint("line"), Paint("inner_line")
_ACCENT, _ON_FILL = Paint("accent"), Paint("on_fill")
_SPACING: Final = 0.11
_SEASONS: Final = ("vinter", "vår", "sommar", "höst")
_STEPS: Final = 17
_CAP_STEPS: Final = 6
_HAND: Final = 2.0
_SHORT: Final = 3
_TOUCHING: Final = 1e-4
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Taken:
    """A piece of the ring of months that something else needs: middle and half the width, in turns."""

    turn: float
    half: float
    solid: bool = False
    """Whether nothing can be read under it."""

    def over(self, turn: float, half: float) -> float:
        """How much of a piece it covers."""
        apart = abs((turn - self.turn + 0.5) % 1.0 - 0.5)
        return max(0.0, half + self.half - apart)


def draw_ground(dial: Dial, sizes: Sizes, hub: float) -> list[Shape]:
    """Rim, spokes and ticks."""
    shapes = [] if dial.whole else _weekends(dial, sizes, hub)
    shapes += [ArcLine("ground", radius, 0.0, 1.0, _LINE, 1.0) for radius in (hub, sizes.rim, sizes.ticks)]
    for first, _ in dial.months():
        turn = dial.turn(first)
        shapes.append(Line("ground", (on_circle(turn, hub), on_circle(turn, sizes.rim)), _INNER, 1.0))
        shapes.append(_tick(turn, sizes.rim, sizes.ticks + 0.15 * (sizes.ticks - sizes.rim), 1.2))
    depth = sizes.ticks - sizes.rim
    if not dial.whole:
        days = (dial.first + timedelta(days=day) for day in range(dial.days))
        shapes += [_tick(dial.turn(day), sizes.rim, sizes.rim + 0.3 * depth, 0.7) for day in days]
        shapes += _weeks(dial, sizes, hub)
    else:
        shapes += [_tick(dial.turn(day), sizes.rim, sizes.rim + 0.5 * depth, 0.7) for day in dial.mondays()]
    return shapes


def _tick(turn: float, inner: float, outer: float, width: float) -> Line:
    return Line("rim", (on_circle(turn, inner), on_circle(turn, outer)), _MUTED, width)


def _weeks(dial: Dial, sizes: Sizes, hub: float) -> list[Shape]:
    """Lines and numbers of weeks, and of days where there is room, when only a part of the year is shown."""
    shapes: list[Shape] = []
    size = sizes.small
    for monday in dial.mondays():
        turn = dial.turn(monday)
        shapes.append(Line("ground", (on_circle(turn, hub), on_circle(turn, sizes.rim)), _INNER, 0.8))
        shapes.append(_tick(turn, sizes.rim, sizes.ticks, 0.8))
    starts = sorted({dial.first, *dial.mondays()})
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else dial.last + timedelta(days=1)
        text = f"v. {start.isocalendar().week}"
        middle = (dial.turn(start) + dial.turn(end)) / 2
        room = sizes.length(dial.turn(end) - dial.turn(start), sizes.seasons)
        if curved_width(text, size) + 4 <= room:
            shapes.append(centred(text, middle, sizes.seasons, size, _MUTED, layer="rim"))
    each = 1 if sizes.length(1 / dial.days, sizes.rim) >= 1.5 * size else 7
    middle_radius = (sizes.rim + sizes.ticks) / 2 + 1.0
    for place in range(dial.days):
        day = dial.first + timedelta(days=place)
        if each == 1 or day.weekday() == 0:
            x, y = on_circle((place + 0.5) / dial.days, middle_radius)
            shapes.append(Text("rim", str(day.day), x, y + RISE * size, size, _MUTED, anchor="middle"))
    return shapes


def _weekends(dial: Dial, sizes: Sizes, hub: float) -> list[Shape]:
    """A light ground under Saturdays and Sundays."""
    free = (day for day in range(dial.days) if (dial.first + timedelta(days=day)).weekday() >= _SATURDAY)
    return [
        Sector("ground", hub, sizes.rim, day / dial.days, (day + 1) / dial.days, Paint("raised"))
        for day in free
    ]


def draw_months(dial: Dial, sizes: Sizes, today: date, taken: Sequence[Taken]) -> list[Shape]:
    """The names of months, moved within their month away from what is in their way."""
    size = sizes.small
    months = dial.months()
    radius = sizes.months
    full = [m for m in months if (m[1] - m[0]).days >= 20] or months
    longest = max(curved_width(_month(first).upper(), size, spacing=_SPACING) for first, _ in full)
    least = min(sizes.length(dial.turn(last) - dial.turn(first), radius) for first, last in full)
    shapes: list[Shape] = []
    pills = [one for one in taken if one.solid]
    for first, last in months:
        name = _month(first).upper()
        if longest + 8 > least:
            name = name[:_SHORT]
        style: Style = "semibold" if first <= today <= last else "regular"
        start, end = dial.turn(first), dial.turn(last + timedelta(days=1))
        found = _month_place(name, start, end, sizes, pills)
        if found is None:
            continue
        name, half = found
        turn = free_place(start + half, end - half, half, taken)
        paint = _INK if style == "semibold" else _MUTED
        shapes.append(centred(name, turn, radius, size, paint, style=style, layer="rim", spacing=_SPACING))
    return shapes


def _month_place(
    name: str, start: float, end: float, sizes: Sizes, pills: Sequence[Taken]
) -> tuple[str, float] | None:
    """A month's name and half its width, short where today's date leaves less room; None without room."""
    for words in dict.fromkeys((name, name[:_SHORT])):
        half = sizes.turns(curved_width(words, sizes.small, "semibold", _SPACING) / 2 + 3, sizes.months)
        if 2 * half > end - start:
            continue
        turn = free_place(start + half, end - half, half, pills)
        if not any(one.over(turn, half) > _TOUCHING for one in pills):
            return words, half
    return None


def free_place(start: float, end: float, half: float, taken: Sequence[Taken]) -> float:
    """Where something `half` wide to each side is covered least, and then is nearest to the middle."""
    middle = (start + end) / 2
    places = [start + (end - start) * step / (_STEPS - 1) for step in range(_STEPS)]
    near = [one for one in taken if one.over(middle, half + (end - start) / 2) > 0]
    return min(
        places,
        key=lambda place: (round(sum(one.over(place, half) for one in near), 6), abs(place - middle)),
    )


def draw_seasons(dial: Dial, sizes: Sizes, taken: Sequence[Taken]) -> list[Shape]:
    """A thin line for each season with its name."""
    shapes: list[Shape] = []
    size = sizes.small * 0.94
    for season, start, end in _seasons_of(dial):
        name = _SEASONS[season]
        half = sizes.turns(curved_width(name, size, spacing=_SPACING) / 2 + 5, sizes.seasons)
        pad = sizes.turns(6, sizes.seasons)
        turn = free_place(start + half + 2 * pad, end - half - 2 * pad, half, taken)
        shapes.append(ArcLine("rim", sizes.seasons, start + pad, turn - half, _LINE, 1.0))
        shapes.append(ArcLine("rim", sizes.seasons, turn + half, end - pad, _LINE, 1.0))
        shapes.append(
            centred(name, turn, sizes.seasons, size, _MUTED, layer="rim", style="italic", spacing=_SPACING)
        )
    return shapes


def _seasons_of(dial: Dial) -> list[tuple[int, float, float]]:
    """Season, beginning and end in turns; a winter over the top is one."""
    runs: list[tuple[int, float, float]] = []
    for first, last in dial.months():
        season = first.month % 12 // 3
        end = dial.turn(last + timedelta(days=1))
        if runs and runs[-1][0] == season:
            runs[-1] = (season, runs[-1][1], end)
        else:
            runs.append((season, dial.turn(first), end))
    if len(runs) > 1 and runs[0][0] == runs[-1][0]:
        season, start, _ = runs.pop()
        runs[0] = (season, start - 1.0, runs[0][2])
    return runs


def draw_triangle(turn: float, sizes: Sizes) -> Line:
    """A day by law: a filled triangle with its tip on the rim."""
    height = 1.25 * (sizes.ticks - sizes.rim) if sizes.ticks - sizes.rim < 12 else 11.0
    half = sizes.turns(0.56 * height, sizes.rim + height)
    tip = on_circle(turn, sizes.rim + 0.5)
    corners = [on_circle(turn + side * half, sizes.rim + 0.5 + height) for side in (-1, 1)]
    return Line("marks", (tip, *corners), None, 0.0, fill=_INK, closed=True)


def hand_words(today: date) -> str:
    """The date at the hand: "21 nov"."""
    name = formatting.MONTHS[today.month - 1]
    return f"{today.day} {name if len(name) <= _SHORT + 1 else name[:_SHORT]}"


def hand_taken(dial: Dial, sizes: Sizes, today: date) -> Taken:
    """What the date at the hand needs of the ring of months."""
    turn = hand_turn(dial, today)
    return Taken(turn, sizes.turns(_hand_half(sizes, today) + 3, sizes.months), True)


def hand_turn(dial: Dial, today: date) -> float:
    """The middle of today."""
    return dial.turn(today) + 0.5 / dial.days


def draw_hand(dial: Dial, sizes: Sizes, today: date, hub: float) -> list[Shape]:
    """Today's hand, and its date on a pill in the ring of months."""
    turn = hand_turn(dial, today)
    size = sizes.small
    line = Line("hand", (on_circle(turn, hub), on_circle(turn, sizes.months - 0.75 * size)), _ACCENT, _HAND)
    pill = Line("hand", _pill(turn, sizes, today), None, 0.0, fill=_ACCENT, closed=True)
    words = centred(hand_words(today), turn, sizes.months, size, _ON_FILL, style="semibold", layer="hand")
    return [line, pill, words]


def _hand_half(sizes: Sizes, today: date) -> float:
    return curved_width(hand_words(today), sizes.small, "semibold") / 2 + 0.65 * sizes.small


def _pill(turn: float, sizes: Sizes, today: date) -> tuple[tuple[float, float], ...]:
    """The outline of a bent pill around the date."""
    depth = 0.78 * sizes.small
    half = sizes.turns(_hand_half(sizes, today) - depth / 2, sizes.months)
    outer, inner = sizes.months + depth, sizes.months - depth
    points = [on_circle(turn + half * (2 * step / _STEPS - 1), outer) for step in range(_STEPS + 1)]
    points += _cap(turn + half, sizes.months, depth, 1)
    points += [on_circle(turn + half * (1 - 2 * step / _STEPS), inner) for step in range(_STEPS + 1)]
    points += _cap(turn - half, sizes.months, depth, -1)
    return tuple(points)


def _cap(turn: float, radius: float, depth: float, way: int) -> list[tuple[float, float]]:
    """Half a circle at an end."""
    x, y = on_circle(turn, radius)
    start = turn if way > 0 else turn + 0.5
    points: list[tuple[float, float]] = []
    for step in range(1, _CAP_STEPS):
        away = on_circle(start + 0.5 * step / _CAP_STEPS, depth)
        points.append((x + away[0], y + away[1]))
    return points


def _month(first: date) -> str:
    return formatting.MONTHS[first.month - 1]


def stub_taken(turn: float, sizes: Sizes) -> Taken:
    """What a leader needs of the ring of months."""
    return Taken(turn, 3.0 / (2 * pi * sizes.months))
