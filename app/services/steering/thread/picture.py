"""A thread as a picture: boxes, lines and texts with roles, for the window, for PDF and for SVG alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from app.models.steering import LOCKED_STATUSES
from app.services.formatting import write_count
from app.services.steering.progress import CANCELLED, DONE, ONGOING, PLANNED
from app.services.steering.thread.following import Thread, ThreadEdge
from app.services.steering.thread.layout import lay_out
from app.services.steering.thread.typeface import shortened, wrapped
from app.services.steering.thread.working import HEADS, KINDS, Work
from app.services.steering.views import NodeRow

Sign = Literal["lock", "draft", "planned", "ongoing", "done", "cancelled", ""]
Style = Literal["regular", "semibold"]

BOX_WIDTH: Final = 216.0
BOX_HEIGHT: Final = 68.0
PITCH: Final = 80.0
COLUMN: Final = 276.0
HEAD_HEIGHT: Final = 44.0
MARGIN: Final = 20.0
INSET: Final = 11.0
TITLE_SIZE: Final = 14.0
SMALL_SIZE: Final = 12.0
HEAD_SIZE: Final = 13.0
TITLE_LEADING: Final = 17.0
_TITLE_LINES: Final = 2
_GAP_ROOM: Final = 74.0
_SIGN_ROOM: Final = 15.0
_LEAN: Final = 0.5
_ENDED = frozenset({"replaced", "revoked"})
_SIGNS: Final[Mapping[str, Sign]] = {
    PLANNED: "planned", ONGOING: "ongoing", DONE: "done", CANCELLED: "cancelled"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """An element; `status` is said in words and by `sign`, a draft also by its broken frame.

    With `work` it is an assignment or activity; then `gap_words` says that it is late.
    """

    key: int
    x: float
    y: float
    lines: tuple[str, ...]
    status: str
    sign: Sign
    gap_words: str
    current: bool
    draft: bool
    ended: bool
    layer: int
    title: str
    level: str
    width: float = BOX_WIDTH
    height: float = BOX_HEIGHT
    work: bool = False

    @property
    def words(self) -> str:
        """All that the box shows, in words."""
        here = "du är här" if self.current else ""
        told = (f"{self.level}: {self.title}", self.status, self.gap_words, here)
        return ", ".join(part for part in told if part)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is in the box."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


@dataclass(frozen=True, slots=True)
class Line:
    """A tie between two boxes as points of cubic curves: start, then two controls and an end each.

    It runs from the upper element to the lower. Parentage is a whole line, a contribution a broken one with
    its arrow at the receiver, which is the start; `near` when it is joined to the centre.
    """

    upper: int
    lower: int
    points: tuple[tuple[float, float], ...]
    contributes: bool
    near: bool


@dataclass(frozen=True, slots=True)
class Head:
    """The name of a layer over its boxes."""

    x: float
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn, in units that are pixels at full size; the heads stand at the top."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    heads: tuple[Head, ...]

    def box(self, key: int) -> Box | None:
        """The box of an element."""
        return next((box for box in self.boxes if box.key == key), None)

    def box_at(self, x: float, y: float) -> Box | None:
        """The box at a point."""
        return next((box for box in self.boxes if box.holds(x, y)), None)


def thread_picture(thread: Thread, gaps: Mapping[int, int] | None = None) -> Picture:
    """Draw a thread; `gaps` says how many gaps an element has, where it has any."""
    columns = {level.id: number for number, level in enumerate(thread.levels)}
    kinds = [kind for kind in KINDS if any(each.work.kind == kind for each in thread.works)]
    outer = {kind: len(thread.levels) + number for number, kind in enumerate(kinds)}
    near = {node.row.id: node.distance for node in thread.nodes}
    near |= {each.work.id: each.distance for each in thread.works}
    numbers = {key: number for number, key in enumerate(near)}
    layers = [columns[node.row.level_id] for node in thread.nodes]
    layers += [outer[each.work.kind] for each in thread.works]
    layout = lay_out(layers, [(numbers[edge.upper], numbers[edge.lower]) for edge in thread.edges])
    top = MARGIN + HEAD_HEIGHT - layout.extent[0] * PITCH
    stands = [(layer, top + place * PITCH) for layer, place in zip(layers, layout.places, strict=True)]
    boxes = {
        node.row.id: _box(node.row, *at, node.row.id == thread.centre, gaps or {})
        for node, at in zip(thread.nodes, stands, strict=False)
    }
    done = zip(thread.works, stands[len(thread.nodes) :], strict=True)
    boxes |= {each.work.id: _work_box(each.work, *at) for each, at in done}
    names = (*(level.short_name for level in thread.levels), *(HEADS[kind] for kind in kinds))
    lines = [
        _line(edge, boxes, [(layer, top + place * PITCH) for layer, place in passes], near)
        for edge, passes in zip(thread.edges, layout.passes, strict=True)
    ]
    extent = layout.extent[1] - layout.extent[0]
    return Picture(
        2 * MARGIN + max(0, len(names) - 1) * COLUMN + BOX_WIDTH,
        2 * MARGIN + HEAD_HEIGHT + extent * PITCH + BOX_HEIGHT,
        tuple(boxes.values()),
        tuple(lines),
        tuple(Head(_left(number), name, layers.count(number)) for number, name in enumerate(names)),
    )


def _left(layer: int) -> float:
    return MARGIN + layer * COLUMN


def _box(row: NodeRow, layer: int, y: float, current: bool, gaps: Mapping[int, int]) -> Box:
    lacking = max(gaps.get(row.id, 0), len(row.gaps))
    style: Style = "semibold" if current else "regular"
    draft = row.status not in LOCKED_STATUSES and row.status_word is not None
    sign: Sign = "lock" if row.locked else "draft" if draft else ""
    room = BOX_WIDTH - 2 * INSET - (_SIGN_ROOM if sign else 0) - (_GAP_ROOM if lacking else 0)
    status = " · ".join(part for part in (row.status_word, row.unit) if part)
    return Box(
        row.id, _left(layer), y, wrapped(row.title, BOX_WIDTH - 2 * INSET, _TITLE_LINES, TITLE_SIZE, style),
        shortened(status, room, SMALL_SIZE), sign,
        write_count(lacking, "lucka", "luckor") if lacking else "",
        current, draft, row.status in _ENDED, layer, row.title, row.level,
    )  # fmt: skip


def _work_box(work: Work, layer: int, y: float) -> Box:
    inside = BOX_WIDTH - 2 * INSET
    room = inside - _SIGN_ROOM - (_GAP_ROOM if work.late else 0)
    told = (work.status_word, work.responsible or work.unit)
    status = " · ".join(part for part in told if part)
    return Box(
        work.id, _left(layer), y, wrapped(work.title, inside, _TITLE_LINES, TITLE_SIZE, "regular"),
        shortened(status, room, SMALL_SIZE), _SIGNS[work.status], work.late_word,
        False, False, work.status == CANCELLED, layer, work.title, work.level, work=True,
    )  # fmt: skip


def _line(
    edge: ThreadEdge, boxes: Mapping[int, Box], passes: Sequence[tuple[int, float]], near: Mapping[int, int]
) -> Line:
    upper, lower = boxes[edge.upper], boxes[edge.lower]
    on_way = near[edge.upper] * near[edge.lower] >= 0 and 0 in (near[edge.upper], near[edge.lower])
    if upper.layer == lower.layer:
        points = _beside(upper, lower)
    else:
        ahead = upper.layer < lower.layer
        points = _across(upper, lower, passes) if ahead else _across(lower, upper, passes)[::-1]
    return Line(edge.upper, edge.lower, points, edge.contributes, on_way)


def _across(first: Box, last: Box, passes: Sequence[tuple[int, float]]) -> tuple[tuple[float, float], ...]:
    """From the right side of a box, straight through the layers between, to the left side of another."""
    at = (first.x + first.width, first.y + first.height / 2)
    end = (last.x, last.y + last.height / 2)
    points = [at]
    for layer, y in passes:
        middle = y + BOX_HEIGHT / 2
        points += _curve(points[-1], (_left(layer), middle))
        points += _curve(points[-1], (_left(layer) + BOX_WIDTH, middle))
    return (*points, *_curve(points[-1], end))


def _curve(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    lean = (end[0] - start[0]) * _LEAN
    return [(start[0] + lean, start[1]), (end[0] - lean, end[1]), end]


def _beside(upper: Box, lower: Box) -> tuple[tuple[float, float], ...]:
    """Between two boxes of a layer, out to the right of both."""
    start = (upper.x + upper.width, upper.y + upper.height / 2)
    end = (lower.x + lower.width, lower.y + lower.height / 2)
    out = (COLUMN - BOX_WIDTH) * 0.6
    return (start, (start[0] + out, start[1]), (end[0] + out, end[1]), end)
