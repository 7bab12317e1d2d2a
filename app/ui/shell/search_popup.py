"""What the search over everything finds, in a list under its field."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.parts import icons, theme
from app.ui.parts.cells import paint_text
from app.ui.parts.columns import CellLook
from app.ui.parts.theme import color, font

WAIT_MS = 120
_ROW = 44
_MOST_ROWS = 8
_SELECTED = QStyle.StateFlag.State_Selected
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ELIDE = Qt.TextElideMode.ElideRight
_HIT = int(Qt.ItemDataRole.UserRole)
_KINDS = {
    "unit": ("Enhet", "people"),
    "node": ("Styrelement", "document"),
    "node_version": ("Styrelement", "document"),
    "indicator": ("Mått", "target"),
    "agreement": ("Överenskommelse", "agreement"),
    "assignment": ("Uppdrag", "assignment"),
    "activity": ("Aktivitet", "check"),
    "wheel_activity": ("Årshjul", "wheel"),
    "meeting": ("Sammanträde", "calendar"),
    "central_pot": ("Gemensam post", "coins"),
    "allocation_model": ("Beräkningsmodell", "numbers"),
    "forecast_round": ("Prognos", "numbers"),
    "investment_project": ("Investering", "box"),
    "budget_change": ("Budgetändring", "edit"),
    "scenario": ("Scenario", "split"),
    "long_term_plan": ("Långsiktig plan", "plan"),
    "glossary_term": ("Ordlista", "book"),
    "municipality": ("Kommun", "building"),
    "municipality_alias": ("Kommun", "building"),
}


class _HitDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        hit = index.data(_HIT)
        rect = option.rect
        if option.state & _SELECTED:
            painter.fillRect(rect, color("selection"))
        word, icon = _KINDS.get(hit.kind, (hit.kind, "document"))
        upper = rect.adjusted(12, 3, -12, -20)
        paint_text(painter, upper, hit.title, CellLook(icon=icon), bold=False)
        painter.setFont(font(theme.SECONDARY_POINTS))
        painter.setPen(color("muted"))
        context = hit.context or word
        lower = rect.adjusted(12 + icons.TREE_SIZE + 8, 22, -12, -3)
        middle = _MIDDLE
        shown = painter.fontMetrics().elidedText(context, _ELIDE, lower.width())
        painter.drawText(lower, middle, shown)


class SearchPopup(QFrame):
    """Follows a field: finds as you type, Up and Down choose, Enter opens, Esc closes."""

    hit_chosen = Signal(object)

    def __init__(self, field: QLineEdit, finder: Callable[[str], Sequence[Any]], parent: QWidget) -> None:
        super().__init__(parent)
        self._field, self._finder = field, finder
        self.setProperty("area", "popup")
        self._list = QListWidget()
        self._list.setAccessibleName("Sökträffar")
        self._list.setItemDelegate(_HitDelegate(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._on_clicked)
        self._nothing = QLabel()
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setProperty("role", "muted")
        self._nothing.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._nothing)
        column.addWidget(self._list)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.find_now)
        field.textEdited.connect(lambda _text: self._timer.start())
        field.installEventFilter(self)
        self.hide()

    @property
    def hits(self) -> tuple[Any, ...]:
        """What was found."""
        return tuple(self._list.item(row).data(_HIT) for row in range(self._list.count()))

    def find_now(self) -> None:
        """Search for what stands in the field."""
        self._timer.stop()
        text = self._field.text().strip()
        if not text:
            self.hide()
            return
        self._list.clear()
        for hit in self._finder(text):
            item = QListWidgetItem(hit.title)
            item.setData(_HIT, hit)
            item.setSizeHint(self._list.sizeHint().scaled(1, _ROW, Qt.AspectRatioMode.IgnoreAspectRatio))
            self._list.addItem(item)
        found = self._list.count()
        self._nothing.setText(f"Inget hittades för ”{text}”.")
        self._nothing.setVisible(not found)
        self._list.setVisible(bool(found))
        self._list.setCurrentRow(0 if found else -1)
        self._place(found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the field that belong to the list."""
        if watched is self._field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        if watched is self._field and event.type() == QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.hide()
            self._field.clear()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.isVisible():
            step = 1 if key == Qt.Key.Key_Down else -1
            row = max(0, min(self._list.count() - 1, self._list.currentRow() + step))
            self._list.setCurrentRow(row)
        else:
            return False
        return True

    def _on_enter(self) -> None:
        if self._timer.isActive() or not self.isVisible():
            self.find_now()
        item = self._list.currentItem()
        if item is not None:
            self._on_clicked(item)

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.hide()
        self._field.clear()
        self.hit_chosen.emit(item.data(_HIT))

    def _place(self, found: int) -> None:
        field = self._field
        corner = self.parentWidget().mapFromGlobal(field.mapToGlobal(QPoint(0, field.height() + 4)))
        height = min(found, _MOST_ROWS) * _ROW + 4 if found else 40
        self.setGeometry(corner.x(), corner.y(), max(field.width(), 360), height)
        self.show()
        self.raise_()
