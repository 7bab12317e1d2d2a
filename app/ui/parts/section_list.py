"""Sections as a list: titles on two lines, and below each how much is written or what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.parts import icons, theme

_KEY = Qt.ItemDataRole.UserRole
_SAID = Qt.ItemDataRole.UserRole + 1
_LACKS = Qt.ItemDataRole.UserRole + 2
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
_TIP = Qt.ItemDataRole.ToolTipRole
_LEFT, _AIR, _BAR, _SIGN = theme.PAGE_MARGIN, theme.NEAR, 3, 14
_MOST_LINES = 2
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_SELECTED = QStyle.StateFlag.State_Selected


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section as the list shows it; `said` stands below the title, with a sign where it lacks anything."""

    key: str
    title: str
    said: str
    lacks: bool = False


class SectionList(QListWidget):
    """Shows sections and says which is chosen; F2 renames, Alt+arrows move, Delete removes."""

    section_chosen = Signal(str)
    renamed = Signal(str, str)
    """Key and new title."""
    move_wanted = Signal(str, int)
    removal_wanted = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Avsnitt")
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setItemDelegate(_SectionDelegate(self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListWidget.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda place: self.menu_wanted.emit(self.viewport().mapToGlobal(place))
        )
        self.currentItemChanged.connect(self._on_current_changed)
        self.itemChanged.connect(self._on_item_changed)
        self._quiet = False

    @property
    def chosen(self) -> str | None:
        """The key of the chosen section."""
        item = self.currentItem()
        return None if item is None else item.data(_KEY)

    def show_lines(self, sections: Sequence[SectionLine], *, editable: bool) -> None:
        """Show sections in order; the chosen one stays chosen, without being told again."""
        before = self.chosen
        self._quiet = True
        while self.count() > len(sections):
            self.takeItem(self.count() - 1)
        while self.count() < len(sections):
            self.addItem(QListWidgetItem())
        for place, section in enumerate(sections):
            _dress(self.item(place), section, editable)
        self.choose(before or "")
        self._quiet = False
        self.doItemsLayout()

    def choose(self, key: str) -> bool:
        """Choose a section; False when it is not there."""
        for place in range(self.count()):
            if self.item(place).data(_KEY) == key:
                self.setCurrentRow(place)
                return True
        return False

    def choose_quietly(self, key: str) -> None:
        """Choose a section that is shown already."""
        self._quiet = True
        self.choose(key)
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with up and down moves the chosen section, Delete removes it."""
        key = self.chosen
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if key is not None and alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_wanted.emit(key, -1 if event.key() == Qt.Key.Key_Up else 1)
        elif key is not None and event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit(key)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks titles elsewhere."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _on_current_changed(self, current: QListWidgetItem | None, _before: object) -> None:
        if not self._quiet and current is not None:
            self.section_chosen.emit(current.data(_KEY))

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        if not self._quiet:
            self.renamed.emit(item.data(_KEY), item.text())


class _SectionDelegate(QStyledItemDelegate):
    """Paints a title of at most two lines over what is written or lacks."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the title needs."""
        width = self.parent().viewport().width()  # type: ignore[attr-defined]
        title = _title_height(index.data(), width - _LEFT - _AIR)
        return QSize(width, title + QFontMetrics(_small()).height() + 2 * _AIR)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the tint of the chosen one, its bar, title and state."""
        view: QWidget = self.parent()  # type: ignore[assignment]
        painter.save()
        chosen = bool(option.state & _SELECTED)
        if chosen:
            painter.fillRect(option.rect, theme.color("selection"))
            bar = QRect(option.rect.left(), option.rect.top(), _BAR, option.rect.height())
            painter.fillRect(bar, theme.color("accent" if view.hasFocus() else "muted"))
        room = option.rect.adjusted(_LEFT, _AIR, -_AIR, -_AIR)
        face = theme.font(theme.BODY_POINTS, semibold=chosen)
        height = _title_height(index.data(), room.width())
        painter.setFont(face)
        painter.setPen(theme.color("ink"))
        painter.drawText(
            QRect(room.left(), room.top(), room.width(), height), _WRAP, _cut(index.data(), room.width())
        )
        self._paint_state(
            painter, QRect(room.left(), room.top() + height, room.width(), room.height()), index
        )
        painter.restore()

    def _paint_state(
        self, painter: QPainter, room: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        lacks = bool(index.data(_LACKS))
        painter.setFont(_small())
        painter.setPen(theme.color("partly" if lacks else "muted"))
        line = QFontMetrics(_small()).height()
        if lacks:
            ratio = painter.device().devicePixelRatioF()
            sign = icons.pixmap("warning", "partly", _SIGN, ratio)
            painter.drawPixmap(room.left(), room.top() + (line - _SIGN) // 2, sign)
            room = room.adjusted(_SIGN + theme.GRID, 0, 0, 0)
        painter.drawText(QRect(room.left(), room.top(), room.width(), line), _WRAP, index.data(_SAID))


def _dress(item: QListWidgetItem, section: SectionLine, editable: bool) -> None:
    values = {
        _KEY: section.key,
        Qt.ItemDataRole.DisplayRole: section.title,
        _SAID: section.said,
        _LACKS: section.lacks,
        _ACCESSIBLE: f"{section.title}, {section.said}",
        _TIP: section.title,
    }
    for role, value in values.items():
        if item.data(role) != value:
            item.setData(role, value)
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    item.setFlags(flags | Qt.ItemFlag.ItemIsEditable if editable else flags)


def _small() -> QFont:
    return theme.font(theme.SECONDARY_POINTS)


def _title_height(title: str, width: int) -> int:
    metrics = QFontMetrics(theme.font(theme.BODY_POINTS, semibold=True))
    box = metrics.boundingRect(QRect(0, 0, max(width, 40), 1000), _WRAP, title)
    return min(box.height(), _MOST_LINES * metrics.lineSpacing())


def _cut(title: str, width: int) -> str:
    metrics = QFontMetrics(theme.font(theme.BODY_POINTS, semibold=True))
    box = metrics.boundingRect(QRect(0, 0, max(width, 40), 10_000), _WRAP, title)
    if box.height() <= _MOST_LINES * metrics.lineSpacing():
        return title
    return metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(width * (_MOST_LINES - 0.25)))
