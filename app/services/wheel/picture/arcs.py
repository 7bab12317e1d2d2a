"""Arcs and days in their boxes, with their labels inside or beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from app.services.wheel.picture import signs
from app.services.wheel.picture.boxes import Box
from app.services.wheel.picture.colours import Look, full, hatch_of, look_of, tinted
from app.services.wheel.picture.curves import TURN, on_circle
from app.services.wheel.picture.lettering import Room, letter
from app.services.wheel.picture.measure import RISE, width
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.picture.shapes import Disc, Line, Paint, Sector, Shape, Target, Text
from app.services.wheel.picture.sizes import SMALLEST, Sizes
from app.services.wheel.picture.words import Words, words_of
from app.services.wheel.views import Activity, WheelView

_SURFACE, _INK, _MUTED, _DANGER = Paint("surface"), Paint("ink"), Paint("muted"), Paint("unmet")
_EDGE, _LIMIT_EDGE, _BETWEEN = 2.0, 3.0, 1.5
_MARK_EDGE: Final = 1.5
_DASH: Final = (2.2, 2.0)
#: A day's mark smaller than this leaves its sign to its words.
_HOLDS_SIGN: Final = 3.6
_NUMBER_SHARE: Final = 1.18
_NUMBER_PAD: Final = 1.1
_TOUCH: Final = 1.5
_PAD: Final = 3.0
#: A label with fewer signs than this says too little where the whole has more.
ENOUGH: Final = 8


@dataclass(slots=True)
class Drawn:
    """What has been drawn of the activities, and the boxes that got too little of a label."""

    sectors: list[Shape] = field(default_factory=list)
    edges: list[Shape] = field(default_factory=list)
    labels: list[Shape] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    words: dict[int, str] = field(default_factory=dict)
    without: list[Box] = field(default_factory=list)
    cut: list[Box] = field(default_factory=list)
    """Those whose labels are there, but not whole."""
    written: dict[int, Sequence[Shape]] = field(default_factory=dict)
    """The labels; `labels` are the marks."""
    beside: dict[int, Target] = field(default_factory=dict)

    @property
    def shapes(self) -> list[Shape]:
        """Everything from below and up."""
        return [*self.sectors, *self.edges, *self.labels, *self.label_shapes()]

    def label_shapes(self) -> list[Shape]:
        """All labels."""
        return [shape for shapes in self.written.values() for shape in shapes]

    def forget_label(self, key: int) -> None:
        """Take a label away, which stands elsewhere."""
        self.written.pop(key, None)
        self.beside.pop(key, None)


class Drawing:
    """One wheel's activities, box by box."""

    def __init__(
        self, view: WheelView, options: WheelOptions, sizes: Sizes, hand: float | None, size: float
    ) -> None:
        self.view, self.options, self.sizes, self.hand, self.size = view, options, sizes, hand, size
        self.drawn = Drawn()
        self.alike: dict[int, tuple[bool, float]] = {}

    def add_all(self, boxes: Sequence[Box]) -> None:
        """Draw them all, the occurrences of a pattern with words and type alike."""
        rows: dict[int, list[Box]] = {}
        for box in boxes:
            if box.row is not None:
                rows.setdefault(box.row, []).append(box)
        self.alike = {number: self._likeness(row) for number, row in rows.items()}
        for box in boxes:
            self.add(box)

    def _likeness(self, row: Sequence[Box]) -> tuple[bool, float]:
        """Whether words are left out in a row, and the type for all of it but what the hand is over."""
        clear = [box for box in row if not self._is_under_hand(box)] or row
        found = [letter(self._words(box), self._room(box), self.size, 0) for box in clear]
        if all(one is not None and one.whole and not one.brief for one in found):
            return False, min(one.size for one in found if one is not None)
        found = [letter(self._words(box, True), self._room(box), self.size, 0) for box in clear]
        return True, min((one.size for one in found if one is not None), default=self.size)

    def _is_under_hand(self, box: Box) -> bool:
        return self.hand is not None and (self.hand - box.start) % 1.0 <= box.end - box.start

    def _words(self, box: Box, brief: bool = False) -> Words:
        """What is written for a box; the number or the sign of a day may stand in its mark."""
        room = holds_number(box) if self.options.numbered else box.mark >= _HOLDS_SIGN
        marked = box.occasion.kind == "mark" and room
        words = words_of(box.occasion.activity, self.options, marked=marked)
        return words.brief if brief else words

    def add(self, box: Box) -> None:
        """Draw an activity and its label."""
        one = box.occasion.activity
        look = look_of(one, self.view, self.options)
        if box.occasion.kind == "maybe":
            self._maybe(box, look)
            return
        if box.occasion.kind == "mark":
            self._mark(box, one, look)
        else:
            self._arc(box, one, look)
        self._label(box, one)

    def _arc(self, box: Box, one: Activity, look: Look) -> None:
        inner, outer = box.inner + _BETWEEN / 2, box.outer - _BETWEEN / 2
        fill = (
            Paint("unmet", tinted(look, self.options).strength)
            if self._is_red(one)
            else tinted(look, self.options)
        )
        self.drawn.sectors.append(
            Sector(
                "arcs", inner, max(inner + 0.5, outer), box.start, box.end, fill, _SURFACE, _BETWEEN,
                box.occasion.fade, hatch_of(look, self.options), key=one.key,
            )
        )  # fmt: skip
        self.drawn.targets.append(Target(one.key, box.inner, box.outer, box.start, box.end))
        if box.occasion.fade == "end" or box.end - box.start >= 1.0:
            return
        thick = _LIMIT_EDGE if box.occasion.limit else _EDGE
        at = box.end - self.sizes.turns(thick / 2 + 0.5, box.outer)
        points = (on_circle(at, inner), on_circle(at, outer))
        edge = _DANGER if self._is_red(one) else full(look, self.options)
        self.drawn.edges.append(Line("arcs", points, edge, thick, key=one.key))

    def _mark(self, box: Box, one: Activity, look: Look) -> None:
        x, y = on_circle(box.at, box.radius)
        edge = _DANGER if self._is_red(one) else full(look, self.options)
        plain = one.status in ("planned", "late") and not self.options.numbered and not self._is_red(one)
        fill = edge if plain and one.status == "planned" else self._opaque(edge)
        self.drawn.labels.append(signs.draw_mark(look.form, x, y, box.mark, fill, edge, _MARK_EDGE, one.key))
        self.drawn.targets.append(Target(one.key, 0, 0, 0, 0, x, y, box.mark + _TOUCH))
        if self.options.numbered:
            self._number(box, one, x, y)
            return
        sign = signs.sign_of(one)
        if sign and box.mark >= _HOLDS_SIGN:
            size = box.mark * 1.5
            self.drawn.labels += signs.draw_sign(
                sign, (x - 0.41 * size, y + RISE * size, 0.0), size, edge, one.key
            )

    def _opaque(self, edge: Paint) -> Paint:
        return Paint(edge.role, 0.18 if not self.options.mono else 0.0)

    def _number(self, box: Box, one: Activity, x: float, y: float) -> None:
        if not holds_number(box):
            return
        text = str(one.number)
        widest = 2 * (box.mark - _NUMBER_PAD) / width(text, "semibold")
        size = max(SMALLEST, min(self.size, box.mark * _NUMBER_SHARE, widest))
        self.drawn.labels.append(
            Text("marks", text, x, y + RISE * size, size, _INK, "semibold", "middle", key=one.key)
        )
        self.drawn.words[one.key] = text

    def _maybe(self, box: Box, look: Look) -> None:
        x, y = on_circle(box.at, box.radius)
        key = box.occasion.activity.key
        edge = full(look, self.options)
        self.drawn.labels.append(Disc("marks", x, y, box.mark, _SURFACE, edge, _MARK_EDGE, _DASH, key=key))
        self.drawn.targets.append(Target(key, 0, 0, 0, 0, x, y, box.mark + _TOUCH))

    def _label(self, box: Box, one: Activity) -> None:
        marked = box.occasion.kind == "mark"
        numbered = marked and self.options.numbered and holds_number(box)
        brief, size = (
            self.alike.get(box.row, (False, self.size)) if box.row is not None else (False, self.size)
        )
        words, room = self._words(box, brief), self._room(box)
        paint = _MUTED if one.status == "cancelled" else _INK
        found = letter(words, room, size, one.key, paint)
        if found is None and self.options.numbered and not numbered:
            found = letter(Words("", "", str(one.number)), room, self.size, one.key, paint)
        if found is None or (not found.whole and len(found.text) < ENOUGH and not self.options.numbered):
            self.drawn.without.append(box)
            return
        self.drawn.written[one.key] = found.shapes
        self.drawn.words[one.key] = f"{one.number} {found.text}" if numbered else found.text
        if not found.whole and box.row is None:
            self.drawn.cut.append(box)
        if not box.inside:
            self.drawn.beside[one.key] = Target(one.key, box.inner, box.outer, room.start, room.end)

    def _room(self, box: Box) -> Room:
        """Where the words of a box may stand."""
        marked = box.occasion.kind == "mark"
        start, end = self._beside_mark(box) if marked else (box.label_start, box.label_end)
        side, hand = ("start" if box.after else "end", None)
        if box.inside:
            side, hand = "middle", self.hand
        tight = 1.0 if (end - start) * box.radius * TURN < 4 * self.sizes.label else _PAD
        return Room(start, end, box.inner, box.outer, side, hand, 1.5 if marked else tight)

    def _beside_mark(self, box: Box) -> tuple[float, float]:
        """The room of the words, from the edge of the mark."""
        away = self.sizes.turns(box.mark + 2.5, box.radius)
        if box.after:
            return box.at + away, box.label_end
        return box.label_start, box.at - away

    def _is_red(self, one: Activity) -> bool:
        return one.red and not self.options.mono and one.status not in ("done", "cancelled")


def holds_number(box: Box) -> bool:
    """Whether a day's mark is large enough for its number in the smallest type."""
    length = width(str(box.occasion.activity.number), "semibold") * SMALLEST
    return box.mark >= length / 2 + _NUMBER_PAD
