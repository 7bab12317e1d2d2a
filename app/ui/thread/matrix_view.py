"""The alignment matrix as a grid: titles stay at the edges, a click or Space fills a cell in."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.ui.parts.columns import ACCESSIBLE, DISPLAY, TOOLTIP
from app.ui.parts.theme import color, font

if TYPE_CHECKING:
    from app.services.steering.thread.matrix import Alignment, Heading, Tie

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SMOOTH = QPainter.RenderHint.Antialiasing
_NO_BRUSH = Qt.BrushStyle.NoBrush
_ACROSS = Qt.Orientation.Horizontal
_CELL, _ROW = 40, 36
_TITLE_WIDTH, _TITLE_HEIGHT = 260, 168
_AIR = 8
_DISC = 6.5
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
_TOGGLES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WORDS = {"": "ingen koppling", "parent": "hör till, låst", "contributes": "bidrar"}


class MatrixModel(QAbstractTableModel):
    """A thin adapter over a filled matrix."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.alignment: Alignment | None = None

    def show(self, alignment: "Alignment") -> None:
        """Take another matrix; the same rows and columns keep the place."""
        old = self.alignment
        same = old is not None and _keys(old) == _keys(alignment)
        if not same:
            self.beginResetModel()
        self.alignment = alignment
        if not same:
            self.endResetModel()
        elif alignment.rows and alignment.columns:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """As many as there are elements to the left."""
        return 0 if self.alignment is None or parent.isValid() else len(self.alignment.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """As many as there are elements or units at the top."""
        return 0 if self.alignment is None or parent.isValid() else len(self.alignment.columns)

    def data(self, index: _Index, role: int = DISPLAY) -> Any:
        """A cell in words; what is seen is painted."""
        if self.alignment is None or role not in (ACCESSIBLE, TOOLTIP):
            return None
        row, column = self.alignment.rows[index.row()], self.alignment.columns[index.column()]
        words = tie_words(self.tie(index))
        return words if role == ACCESSIBLE else f"{row.words}\n{column.words}\n{words}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """The title of a row or column."""
        heading = self.heading(section, orientation)
        return heading.words if heading is not None and role in (DISPLAY, TOOLTIP, ACCESSIBLE) else None

    def heading(self, section: int, orientation: Qt.Orientation) -> "Heading | None":
        """The element or unit of a row or column."""
        if self.alignment is None:
            return None
        headings = self.alignment.columns if orientation == _ACROSS else self.alignment.rows
        return headings[section] if 0 <= section < len(headings) else None

    def tie(self, index: _Index) -> "Tie":
        """What a cell holds."""
        assert self.alignment is not None
        row, column = self.alignment.rows[index.row()], self.alignment.columns[index.column()]
        return self.alignment.tie(row.key, column.key)


class MatrixView(QTableView):
    """Arrow keys move, Space, Enter or a click toggles."""

    toggle_wanted = Signal(object)
    """The index of the cell."""
    current_cell_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = MatrixModel(self)
        self.setModel(self.cells)
        self.setAccessibleName("Matris över bidrag")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_CellPainter(self))
        self.setHorizontalHeader(_Titles(_ACROSS, self))
        self.setVerticalHeader(_Titles(Qt.Orientation.Vertical, self))
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.cells.modelReset.connect(self._start)

    def show_alignment(self, alignment: "Alignment") -> None:
        """Fill the grid."""
        self.cells.show(alignment)
        self.viewport().update()

    def go_to(self, row: int, column: int) -> None:
        """Make a cell current."""
        self.setCurrentIndex(self.cells.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter fill in; the rest is Qt's."""
        if Qt.Key(event.key()) in _TOGGLES and self.currentIndex().isValid():
            self.toggle_wanted.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click fills in the cell that it was pressed on."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            self.toggle_wanted.emit(index)

    def _start(self) -> None:
        if self.cells.rowCount() and self.cells.columnCount():
            self.go_to(0, 0)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.horizontalHeader().viewport().update()
        self.verticalHeader().viewport().update()
        self.current_cell_changed.emit(current)


class _Titles(QHeaderView):
    """Titles along an edge: those of columns are turned, so that many have room."""

    def __init__(self, orientation: Qt.Orientation, parent: QTableView) -> None:
        super().__init__(orientation, parent)
        across = orientation == _ACROSS
        self.setDefaultSectionSize(_CELL if across else _ROW)
        self.setMinimumSectionSize(_CELL if across else _ROW)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setAccessibleName("Kolumnernas namn" if across else "Radernas namn")

    def sizeHint(self) -> QSize:
        """The room for titles."""
        return QSize(_TITLE_WIDTH, _ROW) if self.orientation() != _ACROSS else QSize(_CELL, _TITLE_HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw a title; the one of the current cell is semibold."""
        view = self.parent()
        assert isinstance(view, QTableView)
        across = self.orientation() == _ACROSS
        index = view.currentIndex()
        current = index.isValid() and section == (index.column() if across else index.row())
        painter.save()
        painter.fillRect(rect, color("selection" if current else "surface"))
        painter.setPen(color("inner_line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setFont(font(semibold=current))
        painter.setPen(color("ink"))
        text = str(self.model().headerData(section, self.orientation(), DISPLAY))
        if across:
            painter.translate(rect.left(), rect.bottom())
            painter.rotate(-90)
            rect = QRect(0, 0, rect.height(), rect.width())
        room = rect.adjusted(_AIR, 1, -_AIR // 2, -1)
        painter.drawText(room, _WRAP, _fitting(text, QFontMetrics(painter.font()), room))
        painter.restore()


class _CellPainter(QStyledItemDelegate):
    """A filled disc contributes, a ring with a bar belongs in the hierarchy; a dot beside has words."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a cell."""
        view = self.parent()
        assert isinstance(view, MatrixView)
        here, current = index, view.currentIndex()
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(_SMOOTH)
        crossing = here.row() == current.row() or here.column() == current.column()
        painter.fillRect(rect, color("raised" if crossing else "surface"))
        painter.setPen(color("inner_line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        _draw_tie(painter, QRectF(rect).center(), view.cells.tie(here))
        if here.row() == current.row() and here.column() == current.column():
            painter.setBrush(_NO_BRUSH)
            painter.setPen(QPen(color("accent" if view.hasFocus() else "muted"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """A square that a finger hits."""
        return QSize(_CELL, _ROW)


def tie_words(tie: "Tie") -> str:
    """A cell in words."""
    words = _WORDS[tie.state]
    if len(tie.givers) > 1:
        words = f"{len(tie.givers)} bidrar"
    return f"{words}: {tie.note}" if tie.note else words


def _draw_tie(painter: QPainter, middle: QPointF, tie: "Tie") -> None:
    if tie.state == "parent":
        painter.setBrush(_NO_BRUSH)
        painter.setPen(QPen(color("muted"), 1.6))
        painter.drawEllipse(middle, _DISC, _DISC)
        painter.drawLine(middle - QPointF(3, 0), middle + QPointF(3, 0))
    elif tie.state:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("ink"))
        painter.drawEllipse(middle, _DISC, _DISC)
        if len(tie.givers) > 1:
            painter.setPen(color("surface"))
            painter.setFont(font(8, semibold=True))
            box = QRectF(middle.x() - _DISC, middle.y() - _DISC, 2 * _DISC, 2 * _DISC)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(len(tie.givers)))
        elif tie.note:
            painter.setPen(QPen(color("ink"), 1.4))
            at = middle + QPointF(_DISC + 3, -_DISC)
            painter.drawLine(at, at + QPointF(5, 0))
            painter.drawLine(at + QPointF(0, 3), at + QPointF(5, 3))


def _fitting(text: str, measure: QFontMetrics, room: QRect) -> str:
    """The text in as many lines as there is room for, the last one cut."""
    lines = max(1, room.height() // measure.lineSpacing())
    if measure.horizontalAdvance(text) <= room.width() or lines == 1:
        return measure.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    words, first = text.split(), ""
    while words and measure.horizontalAdvance(f"{first} {words[0]}".strip()) <= room.width():
        first = f"{first} {words.pop(0)}".strip()
    rest = measure.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, room.width())
    return (
        f"{first}\n{rest}" if first else measure.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    )


def _keys(alignment: "Alignment") -> tuple[list[int], list[int]]:
    return [row.key for row in alignment.rows], [column.key for column in alignment.columns]
