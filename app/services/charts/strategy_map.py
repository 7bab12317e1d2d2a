"""The strategy map: goals by perspective, with arrows from cause to effect and a sign for how each stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import hypot

from app.services.charts.board import Board, fitted, wrapped
from app.services.charts.library import pixels
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Table
from app.services.charts.signs import sign_of
from app.services.charts.strategy_layout import Key, Layout, Passage, lay_out, spread
from app.services.scorecard.views import STANDING_WORDS, Standing

_LEADING = 1.25
_BOX_WIDTH, _LEAST_BOX = 190.0, 118.0
_GAP, _PASSAGE, _PASSED = 24.0, 8.0, 7.0
_BETWEEN, _LEAST_BETWEEN = 40.0, 16.0
_LANE_HEAD, _LANE_WIDTH = 22.0, 112.0
_WIDE = 620
_PAD = 8.0
_SIGN = 12.0
_TITLE_LINES, _MOST_LINES = 3, 5
_LETTER = 6.4
"""About how wide a letter of a title is; measuring them would load the drawing library."""
_USUAL = 900
_STEPS = 20
_HEAD_LONG, _HEAD_HALF = 10.0, 4.5
_LINK_REACH = 7.0
_PORTS = 0.56

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class MapGoal:
    """A goal with how it stands; `key` names it in the links and in its spot."""

    key: object
    title: str
    standing: Standing
    words: str = ""


@dataclass(frozen=True, slots=True)
class MapLane:
    """A perspective with its goals; `question` is what it asks."""

    name: str
    goals: tuple[MapGoal, ...]
    question: str = ""


@dataclass(frozen=True, slots=True)
class MapLink:
    """An arrow from cause to effect."""

    cause: object
    effect: object
    note: str = ""
    key: object = None


@dataclass(frozen=True, slots=True)
class StrategyMap(Painted):
    """Lanes under each other, each with its goals in one row or more."""

    lanes: tuple[MapLane, ...]
    links: tuple[MapLink, ...] = ()
    caption: Caption = NO_CAPTION

    @property
    def height(self) -> int:
        """As high as it is at an ordinary width."""
        return self.height_at(_USUAL)

    def height_at(self, width: int) -> int:
        """Lower the wider it is: more goals have room beside each other."""
        layout = laid_out(self, width)
        lanes = sum(bool(lane.goals) for lane in self.lanes)
        heads = lanes * _LANE_HEAD if width < _WIDE else 0
        box = title_lines(self, width) * 16 + 2 * _PAD
        return int(len(layout.rows) * (box + _BETWEEN) + heads) or 40

    def goal(self, key: object) -> MapGoal | None:
        """A goal by its key."""
        return next((goal for lane in self.lanes for goal in lane.goals if goal.key == key), None)

    def paint(self, board: Board) -> None:
        """Draw the lanes, the goals and the arrows."""
        if any(lane.goals for lane in self.lanes):
            _Drawing(board, self).draw()
        else:
            board.text(0, board.top + 12, "Inga mål att visa.", colour=board.palette.muted)

    def words(self) -> str:
        """Every goal by lane, then every arrow."""
        lanes = [
            f"{lane.name}: " + "; ".join(said(goal) for goal in lane.goals)
            for lane in self.lanes
            if lane.goals
        ]
        arrows = [words for link in self.links if (words := self.told(link).rstrip("."))]
        return ". ".join((*lanes, *arrows))

    def told(self, link: MapLink) -> str:
        """An arrow in words."""
        cause, effect = self.goal(link.cause), self.goal(link.effect)
        note = f": {link.note}" if link.note else ""
        return f"{cause.title} leder till {effect.title}{note}" if cause and effect else ""

    def table(self) -> Table:
        """A row for each goal with what it leads to."""
        rows = []
        for lane in self.lanes:
            for goal in lane.goals:
                effects = [self.goal(link.effect) for link in self.links if link.cause == goal.key]
                led = ", ".join(effect.title for effect in effects if effect)
                rows.append((goal.title, lane.name, _status(goal), led or "–"))
        return Table(("Mål", "Perspektiv", "Status", "Leder till"), tuple(rows))


def said(goal: MapGoal) -> str:
    """A goal in words."""
    return f"{goal.title}, {_status(goal).lower()}"


def _status(goal: MapGoal) -> str:
    return goal.words or STANDING_WORDS[goal.standing]


@lru_cache(maxsize=32)
def laid_out(chart: StrategyMap, width: int) -> Layout:
    """The rows of a map at a width."""
    most = max(1, int((_room_of(width) + _GAP) // (_LEAST_BOX + _GAP)))
    ends = [(link.cause, link.effect) for link in chart.links]
    return lay_out([[goal.key for goal in lane.goals] for lane in chart.lanes], ends, per_row=most)


def title_lines(chart: StrategyMap, width: int) -> int:
    """How many lines the boxes need, so that no title is cut; very long ones are."""
    layout = laid_out(chart, width)
    room = _sizes(layout, _room_of(width))[1] - _SIGN - 1.5 * _PAD - 8 if layout.rows else _LEAST_BOX
    longest = max((len(goal.title) for lane in chart.lanes for goal in lane.goals), default=0)
    return min(max(_TITLE_LINES, int(longest * _LETTER / room) + 1), _MOST_LINES)


def _room_of(width: int) -> float:
    """What the boxes have beside the names of the lanes."""
    return width - (_LANE_WIDTH if width >= _WIDE else 0.0)


class _Drawing:
    """A map on its board: where every box and every arrow is."""

    def __init__(self, board: Board, chart: StrategyMap) -> None:
        self.board, self.chart, self.sheet = board, chart, board.sheet
        self.wide = self.sheet.width >= _WIDE
        self.left = _LANE_WIDTH if self.wide else 0.0
        self.layout = laid_out(chart, self.sheet.width)
        self.line = pixels(self.sheet.small) * _LEADING
        room = self.sheet.width - self.left
        self.passage, self.box = _sizes(self.layout, room)
        self.heads = 0.0 if self.wide else _LANE_HEAD
        self._fit_height()
        self.tops = self._row_tops()
        self.rows = {key: at for at, row in enumerate(self.layout.rows) for key in row}
        self.xs = self._places()

    def _fit_height(self) -> None:
        """As many lines as the titles need, or fewer and closer rows where the room is low."""
        rows = len(self.layout.rows)
        heads = self.heads * len(set(self.layout.lanes))
        most = title_lines(self.chart, self.sheet.width)
        for self.lines in range(most, 0, -1):
            self.tall = self.lines * self.line + 2 * _PAD
            spare = self.board.room - heads - rows * self.tall
            if spare >= rows * _LEAST_BETWEEN:
                break
        self.between = min(_BETWEEN * 1.6, max(spare / rows, 8.0))

    def _row_tops(self) -> list[float]:
        tops, at, before = [], self.board.top + self.between / 2, -1
        for lane in self.layout.lanes:
            at += self.heads if lane != before else 0.0
            tops.append(at)
            at, before = at + self.tall + self.between, lane
        return tops

    def _places(self) -> dict[Key, float]:
        """The middle of every box and passage: evenly first, then towards what they hang together with."""
        right = self.sheet.width - 1.0
        xs: dict[Key, float] = {}
        for row in self.layout.rows:
            apart = (right - self.left) / len(row)
            wanted = [self.left + (place + 0.5) * apart for place in range(len(row))]
            xs |= zip(row, spread(wanted, self._widths(row), _gaps(row), self.left, right), strict=True)
        tied: dict[Key, list[Key]] = {}
        for way in self.layout.ways:
            for one, other in pairwise(way):
                if self.rows[one] != self.rows[other]:
                    tied.setdefault(one, []).append(other)
                    tied.setdefault(other, []).append(one)
        for _ in range(2):
            for row in self.layout.rows:
                wanted = [self._pulled(key, xs, tied) for key in row]
                xs |= zip(row, spread(wanted, self._widths(row), _gaps(row), self.left, right), strict=True)
        return xs

    def _pulled(self, key: Key, xs: dict[Key, float], tied: dict[Key, list[Key]]) -> float:
        others = [xs[other] for other in tied.get(key, ())]
        return (xs[key] + sum(others) / len(others)) / 2 if others else xs[key]

    def _widths(self, row: Sequence[Key]) -> list[float]:
        return [self.passage if isinstance(key, Passage) else self.box for key in row]

    def draw(self) -> None:
        """Draw the lanes, then the arrows, then the boxes."""
        self._draw_lanes()
        rows = {key: at for at, row in enumerate(self.layout.rows) for key in row}
        goals = {goal.key: goal for lane in self.chart.lanes for goal in lane.goals}
        ports = self._ports(rows)
        for row, keys in enumerate(self.layout.rows):
            for key in keys:
                if key in goals:
                    self._draw_box(goals[key], self.xs[key], self.tops[row])
        for number, link in enumerate(self.chart.links):
            if self.layout.ways[number]:
                self._draw_link(link, number, rows, ports)

    def _draw_lanes(self) -> None:
        board, small, drawn = self.board, self.sheet.small, -1
        for place, number in enumerate(self.layout.lanes):
            if number == drawn:
                continue
            drawn, lane = number, self.chart.lanes[number]
            top = self.tops[place] - self.heads
            if place:
                y = top - self.between / 2
                board.line([(0, y), (self.sheet.width, y)], board.palette.line)
            if not self.wide:
                words = fitted(lane.name, self.sheet.width, small, "semibold")
                board.text(0, top + 9, words, points=small, style="semibold", ground=True)
                continue
            lines = wrapped(lane.name, self.left - 16, small, "semibold", 4)
            middle = top + self.tall / 2 - (len(lines) - 1) * self.line / 2
            for at, words in enumerate(lines):
                board.text(0, middle + at * self.line, words, points=small, style="semibold")
            about = f"{lane.name}: {lane.question}" if lane.question else lane.name
            board.spot(0, top, self.left - 8, top + self.tall, about)

    def _draw_box(self, goal: MapGoal, x: float, top: float) -> None:
        board, palette, small = self.board, self.board.palette, self.sheet.small
        left, right, bottom = x - self.box / 2, x + self.box / 2, top + self.tall
        board.fill(left, top, right, bottom, getattr(palette, f"{sign_of(goal.standing)}_tint"))
        board.outline(left, top, right, bottom, getattr(palette, sign_of(goal.standing)))
        board.sign(left + _PAD + _SIGN / 2, top + self.tall / 2, goal.standing, _SIGN)
        start = left + _PAD + _SIGN + 8
        lines = wrapped(goal.title, right - start - _PAD / 2, small, most=self.lines)
        middle = top + self.tall / 2 - (len(lines) - 1) * self.line / 2
        for at, words in enumerate(lines):
            board.text(start, middle + at * self.line, words, points=small)
        board.spot(left, top, right, bottom, said(goal), goal.key)

    def _ports(self, rows: dict[Key, int]) -> dict[tuple[int, Key], float]:
        """Where on its box each arrow begins or ends, so that several do not lie on each other."""
        sides: dict[tuple[Key, bool], list[tuple[int, float, int]]] = {}
        for number, way in enumerate(self.layout.ways):
            for own, other in ((way[0], way[1]), (way[-1], way[-2])) if way else ():
                above = rows[other] <= rows[own]
                if not (rows[other] == rows[own] and self._beside(own, other, rows)):
                    sides.setdefault((own, above), []).append((*self._turn(own, other, rows), number))
        found: dict[tuple[int, Key], float] = {}
        for (own, _), ends in sides.items():
            ends.sort()
            for place, (_, _, number) in enumerate(ends):
                share = (place + 0.5) / len(ends) - 0.5
                found[number, own] = self.xs[own] + share * self.box * _PORTS
        return found

    def _turn(self, own: Key, other: Key, rows: dict[Key, int]) -> tuple[int, float]:
        """The order of arrows on a side: bows outermost, each within those that reach further."""
        x = self.xs[other]
        if rows[other] != rows[own]:
            return 0, x
        return (-1, -x) if x < self.xs[own] else (1, -x)

    def _beside(self, one: Key, other: Key, rows: dict[Key, int]) -> bool:
        row = self.layout.rows[rows[one]]
        return abs(row.index(one) - row.index(other)) == 1

    def _draw_link(
        self, link: MapLink, number: int, rows: dict[Key, int], ports: dict[tuple[int, Key], float]
    ) -> None:
        way = self.layout.ways[number]
        within = rows[way[0]] == rows[way[-1]]
        path = self._within_row(number, rows, ports) if within else self._path(number, rows, ports)
        palette = self.board.palette
        self.board.line(path, palette.muted, 1.5)
        self.board.area(_arrow_head(path[-2], path[-1]), palette.muted)
        x, y = path[len(path) // 2]
        words = self.chart.told(link)
        self.board.spot(x - _LINK_REACH, y - _LINK_REACH, x + _LINK_REACH, y + _LINK_REACH, words, link.key)

    def _within_row(
        self, number: int, rows: dict[Key, int], ports: dict[tuple[int, Key], float]
    ) -> list[Place]:
        """From side to side of neighbours, else in a bow above what stands between: higher the further."""
        way = self.layout.ways[number]
        cause, effect = way[0], way[-1]
        row, top = self.layout.rows[rows[cause]], self.tops[rows[cause]]
        if self._beside(cause, effect, rows):
            first, last, y = self.xs[cause], self.xs[effect], top + self.tall * 0.5
            turn = 1.0 if last > first else -1.0
            return [(first + turn * self.box / 2, y), (last - turn * self.box / 2 - turn, y)]
        far = abs(row.index(cause) - row.index(effect)) / len(row)
        rise = min(self.between * 0.45, 28.0) * (0.5 + 0.7 * far)
        start, end = ports[number, cause], ports[number, effect]
        return _curve((start, top), (start, top - rise * 1.3), (end, top - rise * 1.3), (end, top - 1))

    def _path(self, number: int, rows: dict[Key, int], ports: dict[tuple[int, Key], float]) -> list[Place]:
        way = self.layout.ways[number]
        down = rows[way[-1]] > rows[way[0]]
        found: list[Place] = []
        for one, other in pairwise(way):
            begin = self._leave(one, number, rows, ports, down)
            end = self._enter(other, number, rows, ports, down)
            bend = (end[1] - begin[1]) / 2
            found += _curve(begin, (begin[0], begin[1] + bend), (end[0], end[1] - bend), end)
        return found

    def _leave(
        self, key: Key, number: int, rows: dict[Key, int], ports: dict[tuple[int, Key], float], down: bool
    ) -> Place:
        return ports.get((number, key), self.xs[key]), self.tops[rows[key]] + (self.tall if down else 0.0)

    def _enter(
        self, key: Key, number: int, rows: dict[Key, int], ports: dict[tuple[int, Key], float], down: bool
    ) -> Place:
        return ports.get((number, key), self.xs[key]), self.tops[rows[key]] + (0.0 if down else self.tall)


def _sizes(layout: Layout, room: float) -> tuple[float, float]:
    """How wide a passage and a box are, so that every row has room."""
    counts = [(sum(isinstance(key, Passage) for key in row), row) for row in layout.rows]
    crowded = max(passing for passing, _ in counts)
    passage = _PASSAGE if crowded * (_PASSAGE + _PASSED) < room / 2 else room / 4 / crowded
    wide = [
        (room - passing * passage - sum(_gaps(row))) / max(1, len(row) - passing) for passing, row in counts
    ]
    return passage, min(_BOX_WIDTH, *wide)


def _gaps(row: Sequence[Key]) -> list[float]:
    """Between boxes more than beside what only passes."""
    passing = [isinstance(key, Passage) for key in row]
    return [_PASSED if one or other else _GAP for one, other in pairwise(passing)]


def _curve(begin: Place, first: Place, second: Place, end: Place) -> list[Place]:
    """Points on a bend between two places with two that pull at it."""
    found = []
    for step in range(_STEPS + 1):
        t = step / _STEPS
        u = 1 - t
        weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        corners = (begin, first, second, end)
        found.append(
            (
                sum(w * corner[0] for w, corner in zip(weights, corners, strict=True)),
                sum(w * corner[1] for w, corner in zip(weights, corners, strict=True)),
            )
        )
    return found


def _arrow_head(before: Place, tip: Place) -> list[Place]:
    across, down = tip[0] - before[0], tip[1] - before[1]
    long = hypot(across, down) or 1.0
    x, y = across / long, down / long
    back = tip[0] - x * _HEAD_LONG, tip[1] - y * _HEAD_LONG
    return [
        tip,
        (back[0] - y * _HEAD_HALF, back[1] + x * _HEAD_HALF),
        (back[0] + y * _HEAD_HALF, back[1] - x * _HEAD_HALF),
    ]
