"""The radar: the score of each perspective on an axis of its own, with the target as a dashed line."""

from __future__ import annotations

from collections.abc import Sequence
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
_LEAST_RADIUS = 34.0
_NAME_LINES = 3
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
        self.turns = [2 * pi * place / len(chart.axes) for place in range(len(chart.axes))]
        self.points = self.sheet.points if board.room >= HEIGHT * 0.8 else self.sheet.small
        self.line = pixels(self.points) * _LEADING
        words = (word for axis in chart.axes for part in axis.name.split() for word in part.split("/"))
        longest = max((text_width(word, self.points) for word in words), default=0.0) + 6
        share = max(48.0, self.sheet.width * 0.27, min(longest, self.sheet.width * 0.34))
        self.names = [
            wrapped(axis.name, self._name_room(turn, share), self.points, most=_NAME_LINES)
            for axis, turn in zip(chart.axes, self.turns, strict=True)
        ]
        self.radius, self.x, self.y = self._fit()

    def _name_room(self, turn: float, share: float) -> float:
        return self.sheet.width * 0.9 if abs(sin(turn)) < 0.2 else share

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
        radius = max(least, _LEAST_RADIUS)
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
        across = sin(self.turns[place])
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
