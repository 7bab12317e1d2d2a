"""The heading in two rows: bands that fold above, columns below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QStyle, QWidget

from app.ui.budget.columns import NAME, Band, GridColumn
from app.ui.parts import icons, theme
from app.ui.parts.cells import PADDING
from app.ui.parts.theme import color, font

HEIGHT = 52
_HALF = HEIGHT // 2
_CHEVRON = 4.0
_CHEVRON_ROOM = 18
NAME_LEFT = 12
_NOTE_GAP = 4
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Span:
    """Where a band stands: from the left edge of its first column to the right edge of its last."""

    key: str
    left: int
    width: int


def spans(columns: Sequence[GridColumn], lefts: Sequence[int], widths: Sequence[int]) -> list[Span]:
    """The bands of columns laid out from left to right."""
    found: list[Span] = []
    for column, left, width in zip(columns, lefts, widths, strict=True):
        if not column.band:
            continue
        if found and found[-1].key == column.band:
            found[-1] = Span(column.band, found[-1].left, left + width - found[-1].left)
        else:
            found.append(Span(column.band, left, width))
    return found


class BandHeader(QHeaderView):
    """Paints both rows itself; a click on a band folds it."""

    band_toggled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns: tuple[GridColumn, ...] = ()
        self._bands: Mapping[str, Band] = {}
        self._note = ""
        self.drawn = False
        """Whether a column is being drawn wider or narrower."""
        self.setAccessibleName("Rubriker")
        self.setFixedHeight(HEIGHT)
        self.setMinimumSectionSize(30)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)

    def show_columns(
        self, columns: tuple[GridColumn, ...], bands: Mapping[str, Band], note: str = ""
    ) -> None:
        """Show these headings; a note stands with a lock over the names."""
        self._columns, self._bands, self._note = columns, bands, note
        self.viewport().update()

    def spans(self) -> list[Span]:
        """Where the bands stand now."""
        places = range(min(len(self._columns), self.count()))
        lefts = [self.sectionViewportPosition(place) for place in places]
        return spans(self._columns[: len(lefts)], lefts, [self.sectionSize(place) for place in places])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, columns, bands and rules."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), color("raised"))
        for place, column in enumerate(self._columns[: self.count()]):
            if not self.isSectionHidden(place):
                self._draw_column(painter, place, column)
        for span in self.spans():
            self._draw_band(painter, span)
        if self._note:
            self._draw_note(painter)
        painter.setPen(color("line"))
        painter.drawLine(0, HEIGHT - 1, self.viewport().width(), HEIGHT - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold the band under the pointer."""
        span = self._span_at(event.position().toPoint().x())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and event.position().y() < _HALF and span and not self._at_edge(event):
            self.band_toggled.emit(span.key)
        else:
            self.drawn = left and self._at_edge(event)
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A column is as wide as it was drawn."""
        super().mouseReleaseEvent(event)
        self.drawn = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be folded, and the sign of dragging over an edge."""
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        if event.buttons() == Qt.MouseButton.NoButton and not self._at_edge(event):
            over = point.y() < _HALF and self._span_at(point.x()) is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def _at_edge(self, event: QMouseEvent) -> bool:
        """Whether the pointer is where a column is drawn wider."""
        x = event.position().toPoint().x()
        place = self.logicalIndexAt(x)
        if place < 0:
            return False
        left = self.sectionViewportPosition(place)
        grip = self.style().pixelMetric(QStyle.PixelMetric.PM_HeaderGripMargin, None, self)
        return (x - left < grip and place > 0) or left + self.sectionSize(place) - x <= grip

    def _span_at(self, x: int) -> Span | None:
        return next((span for span in self.spans() if span.left <= x < span.left + span.width), None)

    def _draw_column(self, painter: QPainter, place: int, column: GridColumn) -> None:
        left, width = self.sectionViewportPosition(place), self.sectionSize(place)
        rect = QRect(left, _HALF - 2, width, _HALF)
        painter.setFont(font(theme.SECONDARY_POINTS))
        painter.setPen(color("muted"))
        if column.kind == NAME:
            painter.drawText(rect.adjusted(NAME_LEFT, 0, 0, 0), _LEFT, column.title)
        else:
            painter.drawText(rect.adjusted(-PADDING, 0, -PADDING, 0), _RIGHT, column.title)
        if column.closes:
            painter.setPen(color("line"))
            painter.drawLine(left + width - 1, 0, left + width - 1, HEIGHT)

    def _draw_note(self, painter: QPainter) -> None:
        side = icons.STATUS_SIZE
        picture = icons.pixmap("lock", "ink", side, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(NAME_LEFT, (_HALF - side) // 2 + 2), picture)
        painter.setFont(font(theme.SECONDARY_POINTS, semibold=True))
        painter.setPen(color("ink"))
        left = NAME_LEFT + side + _NOTE_GAP
        painter.drawText(QRect(left, 2, self.viewport().width() - left, _HALF), _LEFT, self._note)

    def _draw_band(self, painter: QPainter, span: Span) -> None:
        band = self._bands[span.key]
        face = font(theme.SECONDARY_POINTS, semibold=True)
        painter.setFont(face)
        room = QRect(span.left + _CHEVRON_ROOM, 2, span.width - _CHEVRON_ROOM - 2, _HALF)
        fits = painter.fontMetrics().horizontalAdvance(band.title) <= room.width()
        painter.setPen(color("ink"))
        painter.drawText(room, _LEFT, band.title if fits else band.short)
        middle = QPointF(span.left + _CHEVRON_ROOM / 2 + 1, _HALF / 2 + 2)
        draw_chevron(painter, middle, opened=not band.folded)


def draw_chevron(painter: QPainter, middle: QPointF, *, opened: bool) -> None:
    """Draw the sign of something that folds."""
    long, short = _CHEVRON, _CHEVRON / 2
    shape = (
        [(-long, -short), (0, short), (long, -short)]
        if opened
        else [(-short, -long), (short, 0), (-short, long)]
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color("ink"), 1.5))
    painter.drawPolyline(QPolygonF([middle + QPointF(x, y) for x, y in shape]))
    painter.restore()
