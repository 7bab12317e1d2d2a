"""What meets the user without a file: recent files, a new one, or the example."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.ui.parts import icons, theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.layouts import empty
from app.ui.parts.links import Link, Sentence
from app.ui.parts.messages import MessageBar

_WIDTH = 640
_MARK = 40
_ELIDE = Qt.TextElideMode.ElideLeft
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _Place(QLabel):
    """A folder; where there is no room its end is what tells files apart."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(theme.SECONDARY_POINTS))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.color("muted"))
        shown = self.fontMetrics().elidedText(self.text(), _ELIDE, self.width())
        painter.drawText(self.rect(), _LEFT, shown)


class StartPage(QWidget):
    """Shown when no file is open."""

    new_requested = Signal()
    open_requested = Signal()
    example_requested = Signal()
    file_requested = Signal(object)
    forget_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Start")
        self.messages = MessageBar()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.messages)
        outer.addStretch(1)
        body = QWidget()
        body.setFixedWidth(_WIDTH)
        outer.addWidget(body, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.PAGE_MARGIN, 0, theme.PAGE_MARGIN, 0)
        column.setSpacing(theme.NEAR)
        column.addLayout(self._build_title())
        column.addSpacing(theme.GROUP)
        column.addLayout(self._build_buttons())
        column.addSpacing(theme.PAGE_MARGIN)
        self._heading = QLabel("Senast öppnade")
        self._heading.setFont(theme.font(semibold=True))
        column.addWidget(self._heading)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        column.addLayout(self._recent)
        self.show_recent(())

    def show_recent(self, files: Sequence[Path]) -> None:
        """List the files opened last, the newest first."""
        empty(self._recent)
        self._heading.setVisible(bool(files))
        for path in files:
            self._recent.addWidget(self._row(path))

    def _build_title(self) -> QHBoxLayout:
        self._mark = QLabel()
        self._show_mark()
        theme.theme().changed.connect(self._show_mark)
        title = QLabel("Röda tråden")
        title.setFont(theme.font(20, semibold=True))
        text = Sentence()
        text.show_parts("Kommunens styrning från vision till medarbetarsamtal, i en fil.")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title)
        words.addWidget(text)
        row = QHBoxLayout()
        row.setSpacing(theme.GROUP)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        return row

    def _build_buttons(self) -> QHBoxLayout:
        self.new_button = primary_button("Ny styrmodell…", "plus", self.new_requested.emit)
        self.open_button = quiet_button("Öppna…", "open", self.open_requested.emit)
        self.example_button = quiet_button("Öppna exempel", "example", self.example_requested.emit)
        row = QHBoxLayout()
        row.setSpacing(theme.NEAR)
        for button in (self.new_button, self.open_button, self.example_button):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _row(self, path: Path) -> QWidget:
        row = QFrame()
        row.setProperty("look", "recent")
        name = Sentence()
        name.show_parts(Link(path.stem, lambda: self.file_requested.emit(path)))
        place = _Place(str(path.parent))
        place.setToolTip(str(path))
        away = Sentence(points=theme.SECONDARY_POINTS)
        away.show_parts(Link("Ta bort ur listan", lambda: self.forget_requested.emit(path)))
        away.setAccessibleName(f"Ta bort {path.stem} ur listan")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, theme.NEAR, 0, theme.NEAR)
        line.setSpacing(theme.GROUP)
        name.setFixedWidth(180)
        away.setFixedWidth(110)
        line.addWidget(name)
        line.addWidget(place, 1)
        line.addWidget(away)
        return row

    def _show_mark(self) -> None:
        self._mark.setPixmap(icons.pixmap("rodatraden", "ink", _MARK, self.devicePixelRatioF()))
