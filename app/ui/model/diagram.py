"""The levels as a tree and, beside or below it, as a diagram that follows the tree."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.ui.steering.level_diagram import LevelDiagramView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.steering.modelviews import LevelView

_ROOM_BESIDE = 1000
_AIR = 16


class OwnDiagram(LevelDiagramView):
    """A diagram in which another view says which level is current."""

    def show_current(self, key: str | None) -> None:
        """Make the level with a key current."""
        keys = [row.level.key for row in self.diagram.rows]
        self._go_to(keys.index(key) if key in keys else None)


class LevelsPane(QSplitter):
    """The table of the levels, and the diagram beside it where there is room, else below."""

    level_chosen = Signal(str)
    """The key of a level that was chosen in the diagram."""

    def __init__(self, table: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.diagram: OwnDiagram | None = None
        self._quiet = False
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName("Nivåerna som diagram")
        self.addWidget(table)
        self.addWidget(self._scroll)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(True)
        self.setCollapsible(0, False)

    def show_levels(self, levels: "Sequence[LevelView]", current: str | None) -> None:
        """Draw the levels anew."""
        diagram = OwnDiagram(levels)
        diagram.setContentsMargins(0, 0, 0, 0)
        diagram.current_changed.connect(self._on_chosen)
        self.diagram = diagram
        scrolled = self._scroll.verticalScrollBar().value()
        body = QWidget()
        self._scroll.setWidget(_padded(body, diagram))
        self._scroll.verticalScrollBar().setValue(scrolled)
        self.follow(current)

    def follow(self, key: str | None) -> None:
        """Show the level that is current in the table."""
        if self.diagram is None:
            return
        self._quiet = True
        self.diagram.show_current(key)
        self._quiet = False
        place = self.diagram.current_rect
        if not place.isNull():
            self._scroll.ensureVisible(0, place.center().y() + _AIR, 0, place.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where both have room."""
        wide = event.size().width() >= _ROOM_BESIDE
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if wanted != self.orientation() or event.oldSize().width() < 0:
            self.setOrientation(wanted)
            whole = event.size().width() if wide else event.size().height()
            self.setSizes([whole * 11 // 20, whole * 9 // 20])
        super().resizeEvent(event)

    def _on_chosen(self, level: "LevelView | None") -> None:
        if level is not None and not self._quiet:
            self.level_chosen.emit(level.key)


def _padded(body: QWidget, diagram: QWidget) -> QWidget:
    column = QVBoxLayout(body)
    column.setContentsMargins(_AIR, 4, _AIR, _AIR)
    column.addWidget(diagram)
    column.addStretch(1)
    return body
