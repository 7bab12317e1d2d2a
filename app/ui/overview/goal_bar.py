"""How the goals stand, as one bar that is read in grey as well, and its counts as links."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.services.formatting import write_count, write_number, write_percent
from app.ui.parts import theme
from app.ui.parts.links import Link, Sentence
from app.ui.parts.marks import Mark
from app.ui.parts.sign import Sign
from app.ui.parts.theme import color

if TYPE_CHECKING:
    from app.services.checks.goalstate import GoalState

Open = Callable[[str, object], object]
_HEIGHT, _GAP, _STRIPE = 20, 2.0, 6
_AIR = 12
_PARTS = (
    ("met", Mark.MET, "uppfyllt", "uppfyllda"),
    ("partly", Mark.PARTLY, "delvis", "delvis"),
    ("unmet", Mark.UNMET, "ej uppfyllt", "ej uppfyllda"),
    ("unknown", Mark.MISSING, "utan uppgift", "utan uppgift"),
)


class GoalBar(QWidget):
    """Filled, hatched, filled, and a dashed outline for what nothing is known of."""

    def __init__(self, counts: tuple[int, ...], words: str) -> None:
        super().__init__()
        self._counts = counts
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Målen efter hur de står")
        self.setAccessibleDescription(words)
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(240, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Each part as long as its share."""
        painter = QPainter(self)
        whole, left = sum(self._counts), 0.0
        shown = sum(bool(count) for count in self._counts)
        room = self.width() - _GAP * max(0, shown - 1)
        for (key, mark, _, _), count in zip(_PARTS, self._counts, strict=True):
            if count:
                wide = room * count / whole
                _paint_part(painter, QRectF(left, 0, wide, self.height()), key, color(mark.value))
                left += wide + _GAP


def _paint_part(painter: QPainter, rect: QRectF, key: str, ink: QColor) -> None:
    if key == "unknown":
        painter.setPen(QPen(color("muted"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        return
    painter.fillRect(rect, QBrush(ink))
    if key == "partly":
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("surface"), 1.6))
        x = rect.left() - rect.height()
        while x < rect.right():
            painter.drawLine(int(x), int(rect.bottom()), int(x + rect.height()), int(rect.top()))
            x += _STRIPE
        painter.restore()


def goals_heading(state: "GoalState") -> str:
    """The finding: how many of the goals that something is known of are met."""
    if not state.known:
        return "Inget mål har någon uppgift än"
    if state.met == state.known:
        return "Alla mål med uppgift nås"
    if not state.met:
        return "Inget mål med uppgift nås än"
    share = state.met / state.known
    for least, most, words in _SHARES:
        if least < share <= most and state.known > _FEW:
            return f"{words} av målen med uppgift nås"
    return f"{write_number(state.met)} av {write_number(state.known)} mål med uppgift nås"


_FEW = 9
_SHARES = ((0.45, 0.4999, "Nästan hälften"), (0.4999, 0.5, "Hälften"), (0.5, 0.6, "Drygt hälften"))


def goals_table(state: "GoalState", open_place: Open) -> QWidget:
    """The bar and its counts, each a link to those goals."""
    counts = (state.met, state.partly, state.unmet, state.unknown)
    said = [
        f"{count} {one if count == 1 else many}"
        for count, (_, _, one, many) in zip(counts, _PARTS, strict=True)
    ]
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, _AIR, 0, 0)
    column.setSpacing(theme.NEAR)
    column.addWidget(GoalBar(counts, ", ".join(said)))
    row = QHBoxLayout()
    row.setSpacing(theme.GRID)
    for (key, mark, _, _), count, words in zip(_PARTS, counts, said, strict=True):
        if count:
            link = Sentence()
            link.setWordWrap(False)
            link.show_parts(Link(words, lambda key=key: open_place("goal", key)))  # type: ignore[misc]
            row.addWidget(Sign(mark=mark))
            row.addWidget(link)
            row.addSpacing(theme.GROUP)
    row.addStretch(1)
    column.addLayout(row)
    return held


def goals_foot(state: "GoalState", open_place: Open) -> tuple[str | Link, ...]:
    """How many goals, in which period, and what is not known of them."""
    said = f"{write_count(state.count, 'mål', 'mål')}, {state.period[:1].lower()}{state.period[1:]}."
    if state.met and state.unknown:
        share = write_percent(Decimal(100 * state.met) / state.known, 0)
        known = "det enda mål" if state.known == 1 else f"de {write_number(state.known)} mål"
        said += f" {share} av {known} som har uppgift nås."
    parts: list[str | Link] = [said]
    if state.overdue:
        words = f"{write_number(state.overdue)} {'mätvärde' if state.overdue == 1 else 'mätvärden'}"
        parts += [" ", Link(words, lambda: open_place("measure", "due")), " skulle ha varit ifyllda."]
    if state.unowned:
        words = write_count(state.unowned, state.word.one, state.word.many)
        parts += [" ", Link(words, lambda: open_place("indicator", "unowned")), " saknar ägare."]
    return tuple(parts)
