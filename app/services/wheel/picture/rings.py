"""The rings of a small wheel: previous, current and coming year, with arcs, days and bands in unit radius."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.services.wheel.picture.lanes import Stretch, grow, pack
from app.services.wheel.picture.timing import DAYS, Span, Timed, span_of

RIM = 0.87
HUB = 0.27
#: A band without any time is this part of a lane.
BAND = 0.5
#: The radius of a day's dot, in lanes: a little more than half, so that its number has room.
DOT = 0.54
_THICKEST = 0.115
#: Lanes are packed in whole parts of a day, fine enough for the thirds of a month.
_TURN = DAYS * 720
_GAP = 0.02
_NAMES = {
    -2: "för två år sedan",
    -1: "föregående år",
    0: "innevarande år",
    1: "kommande år",
    2: "året därefter",
}
_FAR = "senare år"


class Patterned(Timed, Protocol):
    """An activity of the wheel: its time, its phase and the year that it concerns."""

    @property
    def phase(self) -> str | None:
        """The phase of steering."""
        ...

    @property
    def year_offset(self) -> int | None:
        """The year it concerns minus the year it is done in."""
        ...


@dataclass(frozen=True, slots=True)
class Arc:
    """An activity as a piece of a ring; `number` is its place among those that were given."""

    number: int
    span: Span
    inner: float
    outer: float
    phase: str | None
    limit: bool
    """Its end is a last day, not merely an end."""


@dataclass(frozen=True, slots=True)
class Dot:
    """An activity of a day or a few."""

    number: int
    at: float
    radius: float
    size: float
    phase: str | None


@dataclass(frozen=True, slots=True)
class Band:
    """Activities of a phase without any time, as one pale circle."""

    numbers: tuple[int, ...]
    inner: float
    outer: float
    phase: str | None


@dataclass(frozen=True, slots=True)
class Ring:
    """The year that its activities concern."""

    name: str
    inner: float
    outer: float


@dataclass(frozen=True, slots=True)
class WheelPicture:
    """Everything that is drawn, in a circle of radius 1, turns clockwise from the top."""

    rings: tuple[Ring, ...]
    bands: tuple[Band, ...]
    arcs: tuple[Arc, ...]
    dots: tuple[Dot, ...]
    hub: float
    pitch: float
    """The thickness of a lane."""


@dataclass(frozen=True, slots=True)
class _Filled:
    """What lies in a ring, before its radius is known."""

    offset: int
    bands: tuple[tuple[str | None, tuple[int, ...]], ...]
    numbers: tuple[int, ...]
    spans: tuple[Span, ...]
    lanes: tuple[int, ...]

    @property
    def thickness(self) -> float:
        """How many lanes it needs."""
        return max(BAND, BAND * len(self.bands) + max(self.lanes, default=-1) + 1)


def wheel_picture(activities: Sequence[Patterned]) -> WheelPicture:
    """Lay out activities; where the concerned year is not said they stand in the current one."""
    offsets = sorted({_offset(one) for one in activities} | {0})
    filled = [_fill(activities, offset) for offset in offsets]
    count = sum(one.thickness for one in filled)
    room = RIM - HUB - _GAP * (len(filled) - 1)
    pitch = min(_THICKEST, room / count)
    hub = RIM - pitch * count - _GAP * (len(filled) - 1)
    rings: list[Ring] = []
    bands: list[Band] = []
    arcs: list[Arc] = []
    dots: list[Dot] = []
    inner = hub
    for one in filled:
        outer = inner + pitch * one.thickness
        rings.append(Ring(_NAMES.get(one.offset, _FAR), inner, outer))
        bands += _bands(one, inner, pitch)
        _place(activities, one, inner + pitch * BAND * len(one.bands), pitch, arcs, dots)
        inner = outer + _GAP
    return WheelPicture(tuple(rings), tuple(bands), tuple(arcs), tuple(dots), hub, pitch)


def _offset(one: Patterned) -> int:
    return one.year_offset or 0


def _fill(activities: Sequence[Patterned], offset: int) -> _Filled:
    undated: dict[str | None, list[int]] = {}
    dated: list[tuple[int, Span]] = []
    for number, one in enumerate(activities):
        if _offset(one) != offset:
            continue
        span = span_of(one)
        if span is None:
            undated.setdefault(one.phase, []).append(number)
        else:
            dated.append((number, span))
    bands = tuple((phase, tuple(numbers)) for phase, numbers in undated.items())
    spans = tuple(span for _, span in dated)
    return _Filled(offset, bands, tuple(number for number, _ in dated), spans, pack(_stretches(spans), _TURN))


def _stretches(spans: Sequence[Span]) -> list[Stretch]:
    return [Stretch(round(one.start * _TURN), round(one.end * _TURN), not one.point) for one in spans]


def _bands(one: _Filled, inner: float, pitch: float) -> list[Band]:
    width = pitch * BAND
    return [
        Band(numbers, inner + place * width, inner + (place + 1) * width, phase)
        for place, (phase, numbers) in enumerate(one.bands)
    ]


def _place(
    activities: Sequence[Patterned],
    one: _Filled,
    inner: float,
    pitch: float,
    arcs: list[Arc],
    dots: list[Dot],
) -> None:
    lanes = grow(_stretches(one.spans), one.lanes, _TURN)
    for number, span, lane in zip(one.numbers, one.spans, lanes, strict=True):
        phase = activities[number].phase
        start = inner + lane.first * pitch
        if span.point:
            dots.append(Dot(number, span.middle, start + pitch / 2, pitch * DOT, phase))
        else:
            end = start + lane.width * pitch
            arcs.append(Arc(number, span, start, end, phase, span.open_start))
