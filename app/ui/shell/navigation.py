"""The list of pages at the left."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui.parts import icons, theme
from app.ui.parts.links import Sentence
from app.ui.parts.theme import color, font
from app.ui.shell.pages import PageSpec, shortcut_of

WIDTH = 208
WIDEST = 320
COMPACT_WIDTH = 52
ROW = 36
_BAR = 3
_ICON_LEFT, _TEXT_LEFT = 14, 46


class _PageButton(QPushButton):
    def __init__(self, spec: PageSpec) -> None:
        super().__init__()
        self.spec = spec
        self._title = spec.title
        self._badge = 0
        self._compact = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_badge(0)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 16, ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, ROW)

    def set_badge(self, number: int) -> None:
        self._badge = number
        self.setAccessibleName(f"{self._title}, {number} väntar" if number else self._title)
        self.update()

    def set_title(self, title: str, keys: str) -> None:
        self._title = title
        self.setToolTip(f"{title} ({keys})" if keys else title)
        self.set_badge(self._badge)

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if chosen or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("selection" if chosen else "inner_line"))
            painter.drawRoundedRect(frame, 4, 4)
        if chosen:
            painter.fillRect(QRectF(0, 8, _BAR, ROW - 16), color("accent"))
        if self.hasFocus():
            painter.setPen(color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 4, 4)
        picture = icons.pixmap(self.spec.icon, "ink", icons.SIZE, self.devicePixelRatioF())
        left = (self.width() - icons.SIZE) // 2 if self._compact else _ICON_LEFT
        painter.drawPixmap(left, (ROW - icons.SIZE) // 2, picture)
        if not self._compact:
            self._draw_words(painter, chosen)

    def _draw_words(self, painter: QPainter, chosen: bool) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(semibold=chosen))
        painter.setPen(color("ink"))
        painter.drawText(self.rect().adjusted(_TEXT_LEFT, 0, -8, 0), middle, self._title)
        if self._badge:
            painter.setFont(font(theme.SECONDARY_POINTS))
            painter.setPen(color("muted"))
            right = Qt.AlignmentFlag.AlignRight | middle
            painter.drawText(self.rect().adjusted(0, 0, -10, 0), right, str(self._badge))


class Navigation(QWidget):
    """Pages under each other; Up and Down move between them, Ctrl+1 … open the first ten."""

    page_chosen = Signal(str)

    def __init__(self, pages: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("area", "navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Sidor")
        self._buttons = {spec.key: _PageButton(spec) for spec in pages}
        self._keys: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(2)
        for number, (key, button) in enumerate(self._buttons.items(), start=1):
            button.clicked.connect(lambda _checked=False, key=key: self.page_chosen.emit(key))
            self._keys[key] = shortcut_of(number)
            self.set_title(key, button.spec.title)
            column.addWidget(button)
        column.addStretch(1)
        self._foot = Sentence(points=theme.SECONDARY_POINTS)
        self._foot.setContentsMargins(12, 0, 0, 0)
        self._foot_text = ""
        column.addWidget(self._foot)
        self.set_compact(False)

    def show_current(self, key: str) -> None:
        """Mark the page that is shown."""
        self._buttons[key].setChecked(True)

    def set_title(self, key: str, title: str) -> None:
        """Call a page by the word of the open file's model."""
        self._buttons[key].set_title(title, self._keys[key])

    def set_badge(self, key: str, number: int) -> None:
        """Show what waits for the user beside a page's name."""
        self._buttons[key].set_badge(number)

    def show_foot(self, text: str) -> None:
        """Say something small at the bottom."""
        self._foot_text = text
        self._foot.show_parts(*([text] if text and not self._compact else []))

    def set_compact(self, compact: bool) -> None:
        """Only icons where the window is narrow; their names are tooltips then."""
        self._compact = compact
        for button in self._buttons.values():
            button.set_compact(compact)
        self.setMinimumWidth(COMPACT_WIDTH if compact else WIDTH)
        self.setMaximumWidth(COMPACT_WIDTH if compact else WIDEST)
        self.show_foot(self._foot_text)

    def sizeHint(self) -> QSize:
        """As wide as the longest name."""
        return QSize(COMPACT_WIDTH if self._compact else WIDTH, 400)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move the focus."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        focused = self.focusWidget()
        if step is None or focused not in buttons:
            super().keyPressEvent(event)
            return
        buttons[(buttons.index(focused) + step) % len(buttons)].setFocus(Qt.FocusReason.OtherFocusReason)
