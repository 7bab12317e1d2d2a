"""What is said beside the wheel: days by law, and labels that have too little room where they belong."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import atan2, hypot
from typing import Final

from app.services import formatting
from app.services.wheel.picture.arcs import Drawn
from app.services.wheel.picture.boxes import Box
from app.services.wheel.picture.curves import TURN
from app.services.wheel.picture.dial import Dial
from app.services.wheel.picture.outside import Note
from app.services.wheel.picture.shapes import CurvedText, Disc, Shape
from app.services.wheel.picture.sizes import Sizes
from app.services.wheel.picture.words import plain
from app.services.wheel.views import LegalDay, WheelView

#: Where along an arc a leader may begin when its middle is taken.
_ELSEWHERE: Final = (0.35, 0.65, 0.2, 0.8, 0.08, 0.92)
_PAD: Final = 3.0
_LONG: Final = 24
#: At so many turns a leader is tried.
_TRIED: Final = 4
#: With more labels without room than this a few leaders change nothing.
_MOST_CUT: Final = 40


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Words or a mark that a leader must not run through: between two radii, around a turn."""

    inner: float
    outer: float
    turn: float
    half: float

    def stops(self, turn: float, start: float) -> bool:
        """Whether a straight line from a radius outwards at a turn runs through it."""
        return self.outer > start and abs((turn - self.turn + 0.5) % 1.0 - 0.5) < self.half


def law_notes(view: WheelView, dial: Dial, sizes: Sizes) -> list[Note]:
    """The days by law that are on the circle."""
    return [_law_note(day, laws, dial, sizes) for day, laws in days_by_law(view.legal, dial).items()]


def label_notes(drawn: Drawn, others: Iterable[Shape]) -> Iterator[Note]:
    """Labels without room, the next one first; cut ones too when their leader can run clear of all words."""
    boxes = sorted(drawn.without, key=lambda box: not box.occasion.activity.next)
    cut = drawn.cut if len(drawn.cut) + len(boxes) <= _MOST_CUT else []
    if not boxes and not cut:
        return
    obstacles = list(_obstacles((*drawn.labels, *drawn.label_shapes(), *others)))
    for box in (*boxes, *cut):
        clear = _clear_turns(box, obstacles)
        if box in drawn.without:
            clear += [turn for turn in _turns(box) if turn not in clear]
        if clear:
            yield _label_note(box, clear)


def days_by_law(legal: Sequence[LegalDay], dial: Dial) -> dict[date, list[LegalDay]]:
    """The days by law that are on the circle, with what is due on each."""
    found: dict[date, list[LegalDay]] = {}
    for one in legal:
        if dial.holds(one.day):
            found.setdefault(one.day, []).append(one)
    return found


def _turns(box: Box) -> list[float]:
    """Where a leader may begin, the best first."""
    more = [box.start + (box.end - box.start) * part for part in _ELSEWHERE] if box.end > box.start else []
    return [box.at, *more]


def _clear_turns(box: Box, obstacles: Sequence[Obstacle]) -> list[float]:
    """Where a leader runs straight out without meeting words or marks."""
    outside = [each for each in obstacles if each.inner >= box.outer - 1.0]
    return [turn for turn in _turns(box) if not any(each.stops(turn, box.outer) for each in outside)]


def _label_note(box: Box, turns: Sequence[float]) -> Note:
    one = box.occasion.activity
    words = plain(one.when.words), plain(one.short or one.title)
    return Note(turns[0], box.outer, *words, key=one.key, others=tuple(turns[1:_TRIED]))


def _obstacles(shapes: Iterable[Shape]) -> Iterable[Obstacle]:
    for shape in shapes:
        if isinstance(shape, CurvedText) and shape.glyphs:
            (_, x, y, _), (_, last_x, last_y, _) = shape.glyphs[0], shape.glyphs[-1]
            radius = hypot(x, y)
            first, last = atan2(x, -y) / TURN, atan2(last_x, -last_y) / TURN
            apart = (last - first + 0.5) % 1.0 - 0.5
            pad = (_PAD + shape.size / 2) / (TURN * max(1.0, radius))
            yield Obstacle(radius - shape.size, radius + shape.size, first + apart / 2, abs(apart) / 2 + pad)
        elif isinstance(shape, Disc):
            radius = hypot(shape.x, shape.y)
            half = (shape.radius + _PAD) / (TURN * max(1.0, radius))
            turn = atan2(shape.x, -shape.y) / TURN
            yield Obstacle(radius - shape.radius, radius + shape.radius, turn, half)


def _law_note(day: date, laws: Sequence[LegalDay], dial: Dial, sizes: Sizes) -> Note:
    turn = dial.turn(day + timedelta(days=1)) - 1e-6
    more = f" och{formatting.NBSP}{len(laws) - 1}{formatting.NBSP}till" if len(laws) > 1 else ""
    foot = ", ".join(_kept(one) for one in _paragraphs(laws))
    return Note(turn, sizes.rim + 12.0, formatting.write_day_month(day), plain(laws[0].name) + more, foot)


def _paragraphs(laws: Sequence[LegalDay]) -> list[str]:
    """Each paragraph once, also when another day names it together with a second one."""
    found: list[str] = []
    for one in laws:
        words, act, _ = plain(one.paragraph).partition(" kommunallagen")
        if not any(words in other for other in found):
            found.append(f"KL {words}" if act else words)
    return found


def _kept(paragraph: str) -> str:
    """A paragraph that is not broken between lines, unless it is a long one."""
    if len(paragraph) > _LONG:
        return formatting.keep_together(paragraph)
    return paragraph.replace(" ", formatting.NBSP)
