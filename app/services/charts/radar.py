"""The radar: the score of each perspective on an axis of its own, with the target as a dashed line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, pi, sin
from typing import ClassVar

from app.services.charts.board import Board, wrapped
from app.services.charts.library import pixels, text_width
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Table
from app.services.palette import blend
from app.services.scorecard.score import MOST, TARGET
from app.services.scorecard.views import STANDING_WORDS, Standing

HEIGHT = 260
_LEADING = 1.3
_AWAY = 9.0
_DOT = 3.5
_SIGN = 10.0
_LEAST_RADIUS, _GOOD_RADIUS = 28.0, 62.0
_NAME_LINES = 3
_SHARES = (0.46, 0.34, 0.27)
"""How much of the width a name beside the radar may take: more where that lets all of it be read."""
_HALF = 0.48
_FEW = 4
_REACH = 11.0

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Axis:
    """A perspective with its score; None is missing and has no place on the axis."""

    name: str
    score: Decimal | None
    text: str
    standing: Standing
    about: str = ""
    key: object = None


@dataclass(frozen=True, slots=True)
class Radar(Painted):
    """Three axes or more, the first upwards and the others clockwise."""

    grows: ClassVar[bool] = True
    axes: tuple[Axis, ...]
    caption: Caption = NO_CAPTION
    target: Decimal = TARGET
    most: Decimal = MOST

    @property
    def height(self) -> int:
        """The same however many axes there are."""
        return HEIGHT

    def paint(self, board: Board) -> None:
        """Draw the rings, the axes, the target, the scores and the names."""
        if self.axes:
            _Drawing(board, self).draw()

    def words(self) -> str:
        """Every axis with its score."""
        return "; ".join(_said(axis) for axis in self.axes)

    def table(self) -> Table:
        """A row for every axis."""
        rows = tuple((axis.name, axis.text or "–", STANDING_WORDS[axis.standing]) for axis in self.axes)
        return Table(("Perspektiv", "Poäng", "Status"), rows)


def _said(axis: Axis) -> str:
    about = f", {axis.about}" if axis.about else ""
    if axis.score is None:
        return f"{axis.name}: {STANDING_WORDS[axis.standing].lower()}{about}"
    return f"{axis.name}: {axis.text}, {STANDING_WORDS[axis.standing].lower()}{about}"


class _Drawing:
    """A radar in the middle of its board."""

    def __init__(self, board: Board, chart: Radar) -> None:
        self.board, self.chart, self.sheet = board, chart, board.sheet
        self.best = max(self._ways(), key=lambda way: way[0])
        self._arrange(*self.best[1:])

    def _ways(self) -> Iterator[tuple[tuple[bool, bool, float], float, float, float]]:
        """Ways to lay it out, with how good each is: whole names first, then a large radar.

        Few axes may stand aslant, so that no name stands beside the radar where it is narrow.
        """
        count = len(self.chart.axes)
        starts = (0.0, pi / count) if 2 < count <= _FEW else (0.0,)
        usual = self.sheet.points if self.board.room >= HEIGHT * 0.8 else self.sheet.small
        for points in dict.fromkeys((usual, self.sheet.small)):
            for start in starts:
                for most in _SHARES:
                    self._arrange(start, points, most)
                    whole = not any(line.endswith("…") for name in self.names for line in name)
                    yield (self.fits, whole, min(self.radius, _GOOD_RADIUS)), start, points, most

    def _arrange(self, start: float, points: float, most: float) -> None:
        """Lay it out with the first axis at an angle, names of a size, and so much of the width for them."""
        axes = self.chart.axes
        self.aslant, self.points = start > 0, points
        self.turns = [start + 2 * pi * place / len(axes) for place in range(len(axes))]
        self.line = pixels(points) * _LEADING
        words = (word for axis in axes for part in axis.name.split() for word in part.split("/"))
        longest = max((text_width(word, points) for word in words), default=0.0) + 6
        share = max(48.0, self.sheet.width * _SHARES[-1], min(longest, self.sheet.width * most))
        self.names = [
            wrapped(axis.name, self._name_room(turn, share), points, most=_NAME_LINES)
            for axis, turn in zip(axes, self.turns, strict=True)
        ]
        self.radius, self.x, self.y = self._fit()

    def _name_room(self, turn: float, share: float) -> float:
        if abs(sin(turn)) < 0.2:
            return self.sheet.width * 0.9
        return self.sheet.width * _HALF if self.aslant else share

    def _size(self, place: int) -> tuple[float, float]:
        axis = self.chart.axes[place]
        number = text_width(axis.text or "–", self.points, "semibold") + _SIGN + 6
        wide = max([number, *(text_width(line, self.points) for line in self.names[place])])
        return wide, self.line * (len(self.names[place]) + 1)

    def _fit(self) -> tuple[float, float, float]:
        """The largest radius with which every name has room, and where the middle then is."""
        width, room = float(self.sheet.width), self.board.room
        least, most = 0.0, min(width, room)
        for _ in range(24):
            radius = (least + most) / 2
            left, top, right, bottom = self._extent(radius)
            if right - left <= width and bottom - top <= room:
                least = radius
            else:
                most = radius
        radius, self.fits = max(least, _LEAST_RADIUS), least >= _LEAST_RADIUS
        left, top, right, bottom = self._extent(radius)
        return radius, (width - left - right) / 2, self.board.top + (room - top - bottom) / 2

    def _extent(self, radius: float) -> tuple[float, float, float, float]:
        boxes = [self._box(place, radius) for place in range(len(self.turns))]
        ends = [(-radius, -radius), (radius, radius)] if len(boxes) > 8 else [(0.0, 0.0)]
        return (
            min([x for x, _ in ends] + [box[0] for box in boxes]),
            min([y for _, y in ends] + [box[1] for box in boxes]),
            max([x for x, _ in ends] + [box[2] for box in boxes]),
            max([y for _, y in ends] + [box[3] for box in boxes]),
        )

    def _box(self, place: int, radius: float) -> tuple[float, float, float, float]:
        """Where a name stands around the middle: outside the end of its axis."""
        wide, tall = self._size(place)
        across, down = sin(self.turns[place]), -cos(self.turns[place])
        x, y = across * (radius + _AWAY), down * (radius + _AWAY)
        if self.aslant:
            left = max(_AWAY / 2, x - wide / 2) if across > 0.2 else min(-_AWAY / 2, x + wide / 2) - wide
            left = -wide / 2 if abs(across) < 0.2 else left
            top = y - tall if down < 0 else y
            return left, top, left + wide, top + tall
        left = x - wide / 2 if abs(across) < 0.2 else (x if across > 0 else x - wide)
        top = y - tall / 2 + tall / 2 * down
        return left, top, left + wide, top + tall

    def _at(self, turn: float, score: Decimal) -> Place:
        away = self.radius * float(max(Decimal(0), min(score, self.chart.most)) / self.chart.most)
        return self.x + sin(turn) * away, self.y - cos(turn) * away

    def draw(self) -> None:
        """Draw from the ground up."""
        palette, chart = self.board.palette, self.chart
        ring = [self._at(turn, chart.most) for turn in self.turns]
        for end in ring:
            self.board.line([(self.x, self.y), end], palette.line)
        self.board.line([*ring, ring[0]], palette.line)
        target = [self._at(turn, chart.target) for turn in self.turns]
        self._draw_scores()
        self.board.line([*target, target[0]], palette.ink, 1.0, dashed=True, over=True)
        for place in range(len(self.turns)):
            self._draw_name(place)

    def _draw_scores(self) -> None:
        palette = self.board.palette
        known = [
            (turn, axis.score)
            for turn, axis in zip(self.turns, self.chart.axes, strict=True)
            if axis.score is not None
        ]
        places = [self._at(turn, score) for turn, score in known]
        if len(known) == len(self.turns):
            self.board.area(places, blend(palette.muted, palette.surface, 0.2), under=True)
        self._draw_line()
        for x, y in places:
            self.board.dot(x, y, _DOT, palette.ink)

    def _draw_line(self) -> None:
        """Between neighbours that both have a score; a gap is left open."""
        axes, turns = self.chart.axes, self.turns
        pairs: Sequence[tuple[int, int]] = [(at, (at + 1) % len(axes)) for at in range(len(axes))]
        for one, other in pairs:
            first, second = axes[one].score, axes[other].score
            if first is not None and second is not None:
                ends = [self._at(turns[one], first), self._at(turns[other], second)]
                self.board.line(ends, self.board.palette.ink, 2.0, rounded=True)

    def _draw_name(self, place: int) -> None:
        axis, board = self.chart.axes[place], self.board
        left, top, right, bottom = self._box(place, self.radius)
        left, right, top, bottom = left + self.x, right + self.x, top + self.y, bottom + self.y
        across = 0.0 if self.aslant else sin(self.turns[place])
        for at, words in enumerate(self.names[place]):
            middle = top + (at + 0.5) * self.line
            wide = text_width(words, self.points)
            x = (left + right - wide) / 2 if abs(across) < 0.2 else (left if across > 0 else right - wide)
            board.text(x, middle, words, points=self.points)
        middle = bottom - self.line / 2
        number = axis.text or "–"
        wide = _SIGN + 5 + text_width(number, self.points, "semibold")
        x = (left + right - wide) / 2 if abs(across) < 0.2 else (left if across > 0 else right - wide)
        board.sign(x + _SIGN / 2, middle, axis.standing, _SIGN)
        board.text(x + _SIGN + 5, middle, number, points=self.points, style="semibold")
        board.spot(left, top, right, bottom, _said(axis), axis.key)
        if axis.score is not None:
            x, y = self._at(self.turns[place], axis.score)
            board.spot(x - _REACH, y - _REACH, x + _REACH, y + _REACH, _said(axis), axis.key)
