"""What an empty page says: what belongs there, and the first step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.ui.parts import icons, theme
from app.ui.parts.buttons import primary_button
from app.ui.parts.links import Sentence

_WIDTH = 420


class EmptyState(QWidget):
    """A heading, a sentence and at most one button, in the middle of the page."""

    def __init__(
        self,
        title: str,
        sentence: str,
        *,
        icon: str = "",
        action: str = "",
        on_action: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.NEAR)
        column.addStretch(2)
        self._icon = QLabel(self)  # without a parent it would be shown as a window of its own
        self._icon.setVisible(bool(icon))
        self._icon.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        heading = QLabel(title)
        heading.setFont(theme.font(theme.TITLE_POINTS, semibold=True))
        heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        heading.setWordWrap(True)
        text = Sentence()
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        text.show_parts(sentence)
        for label in (heading, text):
            label.setFixedWidth(_WIDTH)
            label.setMinimumHeight(label.heightForWidth(_WIDTH))
        for widget in (self._icon, heading, text):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        if action and on_action is not None:
            column.addSpacing(theme.NEAR)
            self.button = primary_button(action, on_click=on_action)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        theme.theme().changed.connect(self._show_icon)
        self._show_icon()

    def _show_icon(self) -> None:
        if self._icon_name:
            self._icon.setPixmap(icons.pixmap(self._icon_name, "muted", 32, self.devicePixelRatioF()))
