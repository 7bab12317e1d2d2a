"""Parts of a thing side by side where there is room: fields in two columns, all else over both."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QWidget

from app.ui.parts import theme
from app.ui.parts.detail_widgets import PartWidget, widget_for
from app.ui.parts.details import Choice, Field, Part

_WIDEST = 760
_TWO_COLUMNS = 520


class Pane(QScrollArea):
    """Shows parts; the same parts again are updated in place, so that typing is never disturbed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key: Hashable = None
        self._shown: tuple[Part, ...] = ()
        self._widgets: list[PartWidget] = []
        self._two = True
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QWidget()
        self._body.setMaximumWidth(_WIDEST)
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(theme.PAGE_MARGIN, theme.GROUP, theme.PAGE_MARGIN, theme.PAGE_MARGIN)
        self._grid.setHorizontalSpacing(theme.PAGE_MARGIN)
        self._grid.setVerticalSpacing(12)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._body, 1000)
        row.addStretch(1)
        self.setWidget(holder)

    @property
    def parts(self) -> tuple[PartWidget, ...]:
        """The widgets of the parts, in order."""
        return tuple(self._widgets)

    def show_parts(self, key: Hashable, parts: Sequence[Part]) -> None:
        """Show the parts of a thing; another key begins at the top."""
        shapes = [_shape(part) for part in parts]
        if key == self._key and shapes == [_shape(part) for part in self._shown]:
            self._shown = tuple(parts)
            for widget, part in zip(self._widgets, parts, strict=True):
                widget.show_part(part)
            return
        self.settle()
        scrolled = self.verticalScrollBar().value() if key == self._key else 0
        self._key, self._shown = key, tuple(parts)
        self._rebuild()
        self.verticalScrollBar().setValue(scrolled)

    def settle(self) -> bool:
        """Make changes of everything typed; False when something was refused."""
        done = [widget.settle() for widget in self._widgets]
        return all(done)

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back in its field."""
        for part in self._widgets:
            widget = part.resumable(field)
            if widget is not None:
                widget.resume(text)
                self.ensureWidgetVisible(widget)
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fields stand under each other where there is little room."""
        super().resizeEvent(event)
        two = event.size().width() >= _TWO_COLUMNS
        if two != self._two:
            self._two = two
            self._arrange()

    def _rebuild(self) -> None:
        for widget in self._widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        self._widgets = [widget_for(part) for part in self._shown]
        self._arrange()

    def _arrange(self) -> None:
        row, column = 0, 0
        for widget in self._widgets:
            self._grid.removeWidget(widget)
        for part, widget in zip(self._shown, self._widgets, strict=True):
            half = self._two and isinstance(part, Field | Choice) and getattr(part, "lines", 1) == 1
            if column and not half:
                row, column = row + 1, 0
            self._grid.addWidget(widget, row, column, 1, 1 if half else 2, Qt.AlignmentFlag.AlignTop)
            row, column = (row, 1) if half and not column else (row + 1, 0)
        for place in range(self._grid.rowCount()):
            self._grid.setRowStretch(place, 0)
        self._grid.setRowStretch(row + 1, 1)
        for place in (0, 1):
            self._grid.setColumnStretch(place, 1)


def _shape(part: Part) -> tuple[type, object, object]:
    return type(part), getattr(part, "key", None), getattr(part, "lines", None)
