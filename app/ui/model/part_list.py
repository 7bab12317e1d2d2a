"""The parts of the model at the left, each with how much it holds."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QWidget
from PySide6.QtWidgets import QStyleOptionViewItem as Option

from app.ui.parts import theme
from app.ui.parts.theme import color, font

WIDTH, LEAST_WIDTH = 176, 124
_KEY = int(Qt.ItemDataRole.UserRole)
_COUNT = _KEY + 1
_SIDE, _BAR, _COUNT_WIDTH = 16, 3, 28
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SELECTED = QStyle.StateFlag.State_Selected
_ELIDE = Qt.TextElideMode.ElideRight


class PartList(QListWidget):
    """Up and Down move between the parts."""

    part_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Modellens delar")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Row(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMinimumWidth(LEAST_WIDTH)
        self.currentItemChanged.connect(self._on_current_changed)

    @property
    def chosen(self) -> str:
        """The key of the part that is shown, "" for none."""
        item = self.currentItem()
        return "" if item is None else str(item.data(_KEY))

    @property
    def keys(self) -> list[str]:
        """The keys of all parts, in order."""
        return [str(self.item(place).data(_KEY)) for place in range(self.count())]

    def show_parts(self, parts: Sequence[tuple[str, str, int]]) -> None:
        """Show parts by key, title and count; the one that is chosen stays so."""
        before = self.chosen
        self.blockSignals(True)
        self.clear()
        for key, title, count in parts:
            item = QListWidgetItem(title)
            item.setData(_KEY, key)
            item.setData(_COUNT, str(count) if count else "")
            words = f"{title}, {count}" if count else title
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            self.addItem(item)
        self.choose(before if before in self.keys else self.keys[0])
        self.blockSignals(False)

    def choose(self, key: str) -> bool:
        """Choose a part; False when it is not there."""
        if key not in self.keys:
            return False
        self.setCurrentRow(self.keys.index(key))
        return True

    def sizeHint(self) -> QSize:
        """Room for the longest title."""
        return QSize(WIDTH, 400)

    def _on_current_changed(self, item: QListWidgetItem | None, _before: object) -> None:
        if item is not None:
            self.part_chosen.emit(item.data(_KEY))


class _Row(QStyledItemDelegate):
    """A title and its count, the chosen one on the tint with a bar."""

    def sizeHint(self, _option: Option, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as a row of a table, and a little more."""
        return QSize(LEAST_WIDTH, theme.ROW_HEIGHT + 2)

    def paint(self, painter: QPainter, option: Option, index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw the row."""
        rect = QRect(option.rect)
        chosen = bool(option.state & _SELECTED)
        if chosen:
            painter.fillRect(rect, color("selection"))
            focus = self.parent().hasFocus() if isinstance(self.parent(), QWidget) else False
            bar = color("accent" if focus else "muted")
            painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), bar)
        inner = rect.adjusted(_SIDE, 0, -12, 0)
        count = index.data(_COUNT)
        if count:
            painter.setFont(font(theme.SECONDARY_POINTS))
            painter.setPen(color("muted"))
            painter.drawText(inner, _RIGHT, count)
            inner.setRight(inner.right() - _COUNT_WIDTH)
        painter.setFont(font(semibold=chosen))
        painter.setPen(color("ink"))
        title = painter.fontMetrics().elidedText(index.data(), _ELIDE, inner.width())
        painter.drawText(inner, _LEFT, title)
