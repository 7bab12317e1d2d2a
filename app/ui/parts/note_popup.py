"""A note written beside a cell: Ctrl+Enter saves, Esc closes."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.fields import TextField
from app.ui.parts.links import Sentence

_WIDTH = 320
_GAP = 4


class NotePopup(QFrame):
    """Stands in the grid, close to the cell; goes away when the keyboard goes elsewhere."""

    def __init__(
        self, parent: QWidget, title: str, note: str, about: str, *, locked: bool, hint: str = ""
    ) -> None:
        super().__init__(parent)
        self.setProperty("area", "popup")
        self.setAccessibleName(title)
        self.setFixedWidth(_WIDTH)
        self.closed: Callable[[], object] = lambda: None
        heading = QLabel(title)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setFont(theme.font(semibold=True))
        heading.setWordWrap(True)
        self.field = TextField(title)
        self.field.setPlaceholderText(hint)
        self.field.show_text(note)
        self.field.setReadOnly(locked)
        self.field.installEventFilter(self)
        said = Sentence(points=theme.SECONDARY_POINTS)
        keys = "" if locked else "Ctrl+Enter sparar, Esc stänger."
        said.show_parts(" ".join(each for each in (about, keys) if each))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GROUP - theme.GRID,) * 4)
        column.setSpacing(theme.NEAR)
        for widget in (heading, self.field, said):
            column.addWidget(widget)

    def stand_at(self, cell: QRect) -> None:
        """Beside the cell where there is room: right of it, else left of it, and never outside."""
        self.adjustSize()
        room = self.parentWidget().rect()
        left = cell.right() + _GAP
        if left + self.width() > room.right():
            left = cell.left() - _GAP - self.width()
        top = min(cell.top(), room.bottom() - self.height())
        self.move(max(room.left(), left), max(room.top(), top))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves the note as it was; Ctrl+Enter saves it; leaving saves it too."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._give_up()
                return True
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
                self.save()
                return True
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and self.isVisible():
            elsewhere = event.reason() not in (
                Qt.FocusReason.PopupFocusReason,
                Qt.FocusReason.ActiveWindowFocusReason,
            )
            if elsewhere and self.field.draft.commit():
                self._close()
        return super().eventFilter(watched, event)

    def save(self) -> bool:
        """Make one change of what is written and close; False when it was refused."""
        if not self.field.draft.commit():
            return False
        self._close()
        return True

    def _give_up(self) -> None:
        self.field.draft.on_commit = None
        self.field.draft.settle(self.field.text())
        self._close()

    def _close(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed()
            self.deleteLater()
