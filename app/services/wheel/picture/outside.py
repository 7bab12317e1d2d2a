"""Words beside the wheel with leaders to the rim: days by law, and labels without room inside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import acos, atan2, ceil, hypot, sqrt
from typing import Final

from app.services.fonts import Style
from app.services.wheel.picture.curves import TURN, on_circle
from app.services.wheel.picture.measure import ELLIPSIS, RISE, broken, width
from app.services.wheel.picture.shapes import Anchor, Line, Paint, Shape, Text
from app.services.wheel.picture.sizes import Sizes

_INK, _MUTED = Paint("ink"), Paint("muted")
_NAME_LINES, _FOOT_LINES = 4, 2
#: What the height of words costs against their distance from where they belong.
_TALL: Final = 0.7
_CUT: Final = 1000.0
_GAP, _BETWEEN, _STUB = 5.0, 5.0, 3.0
_LINE: Final = 1.22
_THIN: Final = 0.8
_CORNER: Final = 4.0
_AREA_PAD: Final = 7.0
_LEADERS_APART: Final = 4.0
#: A thread around the circle is drawn in steps of so many turns, and in no more than so many points.
_STEP: Final = 1 / 180
_LONGEST_AROUND: Final = 20
_TRIES: Final = 8
#: The part of the wheel's radius that words keep from its middle line above and below it.
_INDENT: Final = 0.34

Point = tuple[float, float]
Frame = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Note:
    """What is said beside the wheel about a turn of its rim; the leader starts at radius `start`."""

    turn: float
    start: float
    head: str
    text: str
    foot: str = ""
    key: int | None = None
    others: tuple[float, ...] = ()
    """Turns where the leader may begin as well."""

    @property
    def turns(self) -> tuple[float, ...]:
        """Where the leader may begin, the best first."""
        return (self.turn, *self.others)


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note with its lines, its box (left, top, right, bottom) and the points of its leader."""

    note: Note
    lines: tuple[tuple[str, str], ...]
    box: Frame
    leader: tuple[Point, ...]
    size: float

    @property
    def right(self) -> bool:
        """Whether it stands to the right of the wheel."""
        return self.box[0] > 0


def place_notes(notes: Iterable[Note], sizes: Sizes) -> list[PlacedNote]:
    """As many notes as fit, in the order of their weight, without a box or a leader over another."""
    chosen: dict[bool, list[Note]] = {False: [], True: []}
    found: dict[bool, list[PlacedNote]] = {False: [], True: []}
    misses = {False: 0, True: 0}
    for note in notes:
        if min(misses.values()) > _TRIES:
            break
        for turn in note.turns:
            right = turn % 1.0 < 0.5
            if misses[right] > _TRIES:
                continue
            moved = replace(note, turn=turn)
            tried = sorted([*chosen[right], moved], key=lambda one: _down(one.turn))
            placed = _side(tried, sizes, right)
            if placed is not None:
                chosen[right], found[right] = tried, placed
                break
        else:
            misses[note.turn % 1.0 < 0.5] += 1
    return [*found[True], *found[False]]


def draw_note(placed: PlacedNote) -> list[Shape]:
    """The leader and the lines of a note."""
    left, top, right, _ = placed.box
    anchor: Anchor = "start" if placed.right else "end"
    x = left if placed.right else right
    key = placed.note.key
    shapes: list[Shape] = [Line("leaders", placed.leader, _MUTED, _THIN, key=key)]
    for place, (text, kind) in enumerate(placed.lines):
        y = top + placed.size * _LINE * (place + 0.5) + RISE * placed.size
        paint = _MUTED if kind == "foot" else _INK
        style: Style = "semibold" if kind == "head" else "regular"
        shapes.append(Text("labels", text, x, y, placed.size, paint, style, anchor, key=key))
    return shapes


def _down(turn: float) -> float:
    """How far down the rim a turn is, 0 at the top and 0.5 at the bottom, on either side."""
    turn %= 1.0
    return turn if turn < 0.5 else 1.0 - turn


@lru_cache(maxsize=512)
def _lines(note: Note, sizes: Sizes) -> tuple[tuple[str, str], ...]:
    """The lines of a note, as wide as brings it nearest to its turn with few of them."""
    middle = on_circle(note.turn, sizes.beyond)[1]
    best: tuple[float, tuple[tuple[str, str], ...]] | None = None
    for room in sizes.words:
        lines = _broken(note, room, sizes.small)
        height = len(lines) * sizes.small * _LINE
        away = abs(_wanted_top(note, lines, height, sizes) + height / 2 - middle)
        cut = any(line.endswith(ELLIPSIS) for line, _ in lines)
        cost = away + _TALL * height + (_CUT if cut else 0.0)
        if best is None or cost < best[0]:
            best = cost, lines
    return best[1] if best is not None else ()


@lru_cache(maxsize=2048)
def _broken(note: Note, width: float, size: float) -> tuple[tuple[str, str], ...]:
    room = width / size
    text = broken(note.text, [room] * _NAME_LINES)
    head = broken(note.head, [room], "semibold")
    foot = broken(note.foot, [room] * _FOOT_LINES) if note.foot else ()
    kinds = ((head, "head"), (text, "text"), (foot, "foot"))
    return tuple((line, kind) for lines, kind in kinds for line in lines)


def _side(notes: Sequence[Note], sizes: Sizes, right: bool) -> list[PlacedNote] | None:
    """All notes of a side from the top down; None when one of them cannot be placed."""
    size = sizes.small
    lines = [_lines(note, sizes) for note in notes]
    heights = [len(one) * size * _LINE for one in lines]
    top, bottom = -sizes.height / 2 + 2, sizes.height / 2 - 2
    if sum(heights) + _BETWEEN * (len(heights) - 1) > bottom - top:
        return None
    wanted = [
        _wanted_top(note, words, height, sizes)
        for note, words, height in zip(notes, lines, heights, strict=True)
    ]
    tops = _spread(wanted, heights, top, bottom)
    if not tops or tops[-1] + heights[-1] > bottom + 0.01 or any(one < top - 0.01 for one in tops):
        return None
    placed = [
        _placed(note, words, y, height, sizes, size, right)
        for note, words, y, height in zip(notes, lines, tops, heights, strict=True)
    ]
    return placed if _is_clear(placed, sizes) else None


def _wanted_top(note: Note, lines: Sequence[tuple[str, str]], height: float, sizes: Sizes) -> float:
    """Where a note stands best: beside its turn, or as far up or down as it finds room in the area."""
    middle = on_circle(note.turn, sizes.beyond)[1]
    beyond = sizes.beyond + _GAP
    free = sizes.width / 2 - _longest(lines, sizes.small) - _AREA_PAD
    if free >= beyond:
        return middle - height / 2
    away = sqrt(max(0.0, beyond**2 - max(free, 0.0) ** 2))
    return max(middle - height / 2, away) if middle > 0 else min(middle - height / 2, -away - height)


def _longest(lines: Sequence[tuple[str, str]], size: float) -> float:
    return max(width(text, "semibold" if kind == "head" else "regular") * size for text, kind in lines)


def _spread(tops: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Tops without overlap, as near to the wanted ones as can be: neighbours that meet share the distance."""
    blocks: list[tuple[float, float, int]] = []
    for wanted, height in zip(tops, heights, strict=True):
        full = height + _BETWEEN
        block = (min(max(wanted, top), bottom - height), full, 1)
        while blocks and blocks[-1][0] + blocks[-1][1] > block[0]:
            last = blocks.pop()
            weight = last[2] + block[2]
            start = (last[0] * last[2] + (block[0] - last[1]) * block[2]) / weight
            start = max(top, min(start, bottom - last[1] - block[1] + _BETWEEN))
            block = (start, last[1] + block[1], weight)
        blocks.append(block)
    found: list[float] = []
    for start, _, count in blocks:
        at = start
        for _ in range(count):
            found.append(at)
            at += heights[len(found) - 1] + _BETWEEN
    return found


def _placed(
    note: Note,
    lines: tuple[tuple[str, str], ...],
    top: float,
    height: float,
    sizes: Sizes,
    size: float,
    right: bool,
) -> PlacedNote:
    beyond = sizes.beyond + _GAP
    nearest = 0.0 if top < 0 < top + height else min(abs(top), abs(top + height))
    near = max(sqrt(max(0.0, beyond**2 - nearest**2)), _INDENT * beyond)
    long = _longest(lines, size)
    box = (near, top, near + long, top + height)
    box = box if right else (-box[2], box[1], -box[0], box[3])
    end = ((near - 2.0) * (1 if right else -1), top + size * _LINE / 2)
    around = _around(note.turn, end, sizes.beyond - _STUB)
    if _runs_through((around[-1], end), _shrunk(box)):
        end = _edge_towards(around[-1], box)
        around = _around(note.turn, end, sizes.beyond - _STUB)
    return PlacedNote(note, lines, box, (on_circle(note.turn, note.start), *around, end), size)


def _shrunk(box: Frame) -> Frame:
    left, top, right, bottom = box
    return left + 0.5, top + 0.5, right - 0.5, bottom - 0.5


def _edge_towards(point: Point, box: Frame) -> Point:
    """The place above or below some words that is nearest to a point."""
    left, top, right, bottom = box
    x = max(left + _CORNER, min(point[0], right - _CORNER))
    return x, (bottom + 1.0 if point[1] > (top + bottom) / 2 else top - 1.0)


def _around(turn: float, end: Point, radius: float) -> list[Point]:
    """Where a taut thread from a turn of a circle to a point outside it lies against the circle."""
    seen = acos(min(1.0, radius / hypot(*end))) / TURN
    away = (atan2(end[0], -end[1]) / TURN - turn + 0.5) % 1.0 - 0.5
    along = max(0.0, abs(away) - seen) * (1 if away > 0 else -1)
    steps = ceil(abs(along) / _STEP)
    return [on_circle(turn + along * step / max(1, steps), radius) for step in range(steps + 1)]


def _is_clear(placed: Sequence[PlacedNote], sizes: Sizes) -> bool:
    spans = [_span(one) for one in placed]
    edge = sizes.width / 2 - _AREA_PAD + 0.01
    for place, one in enumerate(placed):
        if len(one.leader) > _LONGEST_AROUND or max(abs(one.box[0]), abs(one.box[2])) > edge:
            return False
        for other in range(place):
            beside = spans[other][1] >= spans[place][0] and spans[place][1] >= spans[other][0]
            if beside and _covers(one, placed[other]):
                return False
    return True


def _span(one: PlacedNote) -> tuple[float, float]:
    """From its topmost to its lowest point outside the rim."""
    downs = [down for _, down in one.leader[1:]]
    return min(one.box[1], *downs), max(one.box[3], *downs)


def _covers(one: PlacedNote, other: PlacedNote) -> bool:
    """Whether a leader crosses the leader or the words of the other, or all but touches it."""
    first, second = one.leader[1:-1], other.leader[1:-1]
    if any(hypot(a[0] - b[0], a[1] - b[1]) < _LEADERS_APART for a in first for b in second):
        return True
    ends, others = (one.leader[-2], one.leader[-1]), (other.leader[-2], other.leader[-1])
    return crosses(ends, others) or _runs_through(ends, other.box) or _runs_through(others, one.box)


def crosses(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two straight lines have a point in common."""

    def side(a: Point, b: Point, c: Point) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    first, second = side(*one, other[0]), side(*one, other[1])
    third, fourth = side(*other, one[0]), side(*other, one[1])
    return first * second <= 0 and third * fourth <= 0 and (first, second) != (0.0, 0.0)


def _runs_through(line: tuple[Point, Point], box: Frame) -> bool:
    left, top, right, bottom = box
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return any(crosses(line, (corners[n], corners[(n + 1) % 4])) for n in range(4))
