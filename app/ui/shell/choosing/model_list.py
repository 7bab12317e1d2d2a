"""The models that can be chosen: municipality, size in words and figures; in comparing each has a tick."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.parts import icons, theme
from app.ui.parts.theme import color, font

if TYPE_CHECKING:
    from app.services.steering.modelviews import ModelView

MOST_COMPARED = 3
_VIEW = int(Qt.ItemDataRole.UserRole)
_CHECK = Qt.ItemDataRole.CheckStateRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_ROW, _SIDE, _BAR, _TICK = 56, 16, 3, 16
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SELECTED = QStyle.StateFlag.State_Selected
_ELIDE, _IN_MIDDLE = Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideMiddle


class ModelList(QListWidget):
    """Up and Down move, Enter chooses, Space ticks when models are compared."""

    ticks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.comparing = False
        self.setAccessibleName("Styrmodeller")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Row(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    def show_models(self, models: Sequence["ModelView"]) -> None:
        """List models and make the first current."""
        self.clear()
        for view in models:
            self.addItem(_item(view))
        self.setCurrentRow(0)

    def add_model(self, view: "ModelView") -> None:
        """Put a model first, in place of the one with its key if there is one, and make it current.

        While models are compared it is compared too, if there is room.
        """
        for item in self._items():
            if item.data(_VIEW).key == view.key:
                self.takeItem(self.row(item))
        added = _item(view)
        if self.comparing:
            added.setData(_CHECK, _ON if len(self.ticked) < MOST_COMPARED else _OFF)
        self.insertItem(0, added)
        self.setCurrentItem(added)
        self.ticks_changed.emit()

    @property
    def current_model(self) -> "ModelView | None":
        """The model that a file would be made from."""
        item = self.currentItem()
        return None if item is None or item.isHidden() else item.data(_VIEW)

    def go_to(self, key: str) -> None:
        """Make the model with a key current."""
        for item in self._items():
            if item.data(_VIEW).key == key:
                self.setCurrentItem(item)

    @property
    def ticked(self) -> tuple["ModelView", ...]:
        """The models that are compared, in the order of the list."""
        return tuple(item.data(_VIEW) for item in self._items() if item.data(_CHECK) == _ON)

    @property
    def shown_count(self) -> int:
        """How many models the filter leaves."""
        return sum(not item.isHidden() for item in self._items())

    def set_filter(self, text: str) -> None:
        """Show the models that say every word of a text; the current one stays if it does."""
        for item in self._items():
            item.setHidden(not item.data(_VIEW).found(text))
        current = self.currentItem()
        if current is None or current.isHidden():
            shown = (place for place in range(self.count()) if not self.item(place).isHidden())
            self.setCurrentRow(next(shown, -1))

    def compare(self, comparing: bool) -> None:
        """Give each row a tick, the current one ticked; or take the ticks away."""
        self.comparing = comparing
        current = self.currentItem()
        for item in self._items():
            ticked = item.data(_CHECK) == _ON or item is current
            item.setData(_CHECK, (_ON if ticked else _OFF) if comparing else None)
        self.viewport().update()
        self.ticks_changed.emit()

    def tick(self, keys: Sequence[str]) -> None:
        """Tick exactly the models with these keys."""
        for item in self._items():
            item.setData(_CHECK, _ON if item.data(_VIEW).key in keys else _OFF)
        self.ticks_changed.emit()

    def toggle(self, item: QListWidgetItem) -> None:
        """Tick or untick a model; a fourth is not taken."""
        ticked = item.data(_CHECK) == _ON
        if self.comparing and (ticked or len(self.ticked) < MOST_COMPARED):
            item.setData(_CHECK, _OFF if ticked else _ON)
            self.ticks_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks the current model."""
        current = self.currentItem()
        if self.comparing and event.key() == Qt.Key.Key_Space and current is not None:
            self.toggle(current)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click ticks too, while models are compared."""
        super().mouseReleaseEvent(event)
        item = self.itemAt(event.position().toPoint())
        if self.comparing and item is not None and event.button() == Qt.MouseButton.LeftButton:
            self.toggle(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(place) for place in range(self.count())]


class _Row(QStyledItemDelegate):
    """Municipality over size; the selected one has the tint and the accent bar."""

    def __init__(self, view: ModelList) -> None:
        super().__init__(view)
        self._list = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Any) -> QSize:
        """Two lines with air."""
        return QSize(200, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw ground, words and tick."""
        rect: QRect = option.rect
        view: ModelView = index.data(_VIEW)
        painter.save()
        if option.state & _SELECTED:
            painter.fillRect(rect, color("selection"))
            painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), color("accent"))
        inner = rect.adjusted(_SIDE, 7, -_SIDE, -7)
        if self._list.comparing:
            self._draw_tick(painter, inner, index.data(_CHECK))
            inner.setRight(inner.right() - _TICK - theme.NEAR)
        upper = QRect(inner.topLeft(), QSize(inner.width(), inner.height() // 2))
        painter.setFont(font(semibold=True))
        painter.setPen(color("ink"))
        painter.drawText(upper, _LEFT, view.municipality)
        small = font(theme.SECONDARY_POINTS)
        painter.setFont(small)
        painter.setPen(color("muted"))
        if not self._list.comparing:
            painter.drawText(upper, _RIGHT, f"{view.size_word} modell")
        file = painter.fontMetrics().elidedText(view.file, _IN_MIDDLE, inner.width() // 2)
        said = f"{file} · {view.counts}" if file else view.counts
        words = painter.fontMetrics().elidedText(said, _ELIDE, inner.width())
        painter.drawText(upper.translated(0, upper.height()), _LEFT, words)
        painter.restore()

    def _draw_tick(self, painter: QPainter, inner: QRect, state: Any) -> None:
        ticked = state in (_ON, _ON.value)
        full = not ticked and len(self._list.ticked) >= MOST_COMPARED
        corner = QPoint(inner.right() - _TICK + 1, inner.center().y() - _TICK // 2)
        box = QRectF(corner.x() + 0.5, corner.y() + 0.5, _TICK - 1, _TICK - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent" if ticked else "line" if full else "muted"), 1))
        painter.setBrush(color("accent" if ticked else "raised" if full else "surface"))
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(corner + QPoint(1, 1), icons.pixmap("check", "on_fill", _TICK - 2, ratio))


def _item(view: "ModelView") -> QListWidgetItem:
    item = QListWidgetItem(view.municipality)
    item.setData(_VIEW, view)
    of_file = f", ur filen {view.file}" if view.file else ""
    told = f"{view.municipality}{of_file}, {size_words(view)}"
    item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
    item.setToolTip(f"{view.title}\n{view.key}" if view.file else view.title)
    return item


def size_words(view: "ModelView") -> str:
    """How large a model is: "stor, 12 nivåer, 4 perspektiv, 29 organ"."""
    return f"{view.size_word} modell, {view.counts}"
