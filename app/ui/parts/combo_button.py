"""A button that names what it chooses, shows the choice, and opens the others in a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from app.ui.parts import icons, theme
from app.ui.parts.theme import color, font

_SIDE, _GAP, _CHEVRON = 12, 8, 4.0
_LEAST_WORDS, _MOST = 88, 460
_ELIDE = Qt.TextElideMode.ElideRight
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ComboButton(QPushButton):
    """For example "Version  KS förslag", the label muted and the choice semibold."""

    chosen = Signal(object)

    def __init__(self, label: str, *, icon: str = "") -> None:
        super().__init__()
        self._label, self._icon_name = label, icon
        self._choice: object = None
        self._words = ""
        self.setFixedHeight(theme.FIELD_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        menu = QMenu(self)
        menu.setAccessibleName(label)
        self._group = QActionGroup(menu)
        self.setMenu(menu)
        self._say()

    @property
    def choice(self) -> object:
        """The key of what is chosen."""
        return self._choice

    @property
    def words(self) -> str:
        """The text of what is chosen."""
        return self._words

    def set_choices(self, choices: Sequence[tuple[object, str]], chosen: object) -> None:
        """Offer choices; one of them is in force."""
        menu = self.menu()
        menu.clear()
        for key, text in choices:
            entry = menu.addAction(text.replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(key == chosen)
            self._group.addAction(entry)
            entry.triggered.connect(lambda _checked=False, key=key, text=text: self._on_chosen(key, text))
        self._choice, self._words = chosen, dict(choices).get(chosen, "")
        self._say()

    def sizeHint(self) -> QSize:
        """As wide as label, choice and chevron, but never endless."""
        words = QFontMetrics(font(semibold=True)).horizontalAdvance(self._words)
        return QSize(min(self._around() + words, _MOST), theme.FIELD_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Where there is little room a long choice is cut."""
        words = QFontMetrics(font(semibold=True)).horizontalAdvance(self._words)
        return QSize(self._around() + min(words, _LEAST_WORDS), theme.FIELD_HEIGHT)

    def _around(self) -> int:
        """What everything but the choice takes."""
        width = 2 * _SIDE + 3 * _GAP + 2 * int(_CHEVRON) + QFontMetrics(font()).horizontalAdvance(self._label)
        return width + (icons.SIZE + _GAP if self._icon_name else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame of a quiet button and the words on it."""
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""  # type: ignore[attr-defined]
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = self._draw_icon(painter)
        ink = "ink" if self.isEnabled() else "muted"
        room = self.width() - self._around()
        shown = QFontMetrics(font(semibold=True)).elidedText(self._words, _ELIDE, room + 1)
        self.setToolTip(self._words if shown != self._words else "")
        for words, role, bold in ((self._label, "muted", False), (shown, ink, True)):
            painter.setFont(font(semibold=bold))
            painter.setPen(color(role))
            painter.drawText(QRect(left, 0, self.width() - left, self.height()), _LEFT, words)
            left += painter.fontMetrics().horizontalAdvance(words) + _GAP
        middle = QPointF(self.width() - _SIDE - _CHEVRON, self.height() / 2)
        corners = ((-_CHEVRON, -_CHEVRON / 2), (0, _CHEVRON / 2), (_CHEVRON, -_CHEVRON / 2))
        painter.setPen(QPen(color(ink), 1.5))
        painter.drawPolyline(QPolygonF([middle + QPointF(x, y) for x, y in corners]))

    def _draw_icon(self, painter: QPainter) -> int:
        if not self._icon_name:
            return _SIDE
        picture = icons.pixmap(self._icon_name, "ink", icons.SIZE, self.devicePixelRatioF())
        painter.drawPixmap(_SIDE, (self.height() - icons.SIZE) // 2, picture)
        return _SIDE + icons.SIZE + _GAP

    def _on_chosen(self, key: object, text: str) -> None:
        self._choice, self._words = key, text
        self._say()
        self.chosen.emit(key)

    def _say(self) -> None:
        self.setAccessibleName(f"{self._label}: {self._words}" if self._words else self._label)
        self.updateGeometry()
        self.update()
