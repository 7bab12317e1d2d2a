"""The bar at the top: municipality, search, working year, undo and redo."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import icon_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.fields import SearchField
from app.ui.shell.navigation import WIDTH

HEIGHT = 48
_SEARCH_WIDTH = 400
_YEARS_BACK, _YEARS_AHEAD = 4, 4


class TopBar(QWidget):
    """Shown while a file is open."""

    year_chosen = Signal(object)

    def __init__(self, undo: QAction, redo: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("area", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Överkant")
        self.setFixedHeight(HEIGHT)
        self._name = QLabel()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setFont(theme.font(semibold=True))
        self._name.setMinimumWidth(WIDTH - 2 * theme.GROUP)
        self.search = SearchField("Sök mål, enheter, dokument…", "Ctrl+K")
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        self.search.setMinimumWidth(160)
        self.year = ComboButton("Verksamhetsår")
        self.year.chosen.connect(self.year_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GROUP, 0, theme.GROUP, 0)
        row.setSpacing(theme.GROUP)
        row.addWidget(self._name)
        row.addWidget(self.search, 3)
        row.addStretch(1)
        row.addWidget(self.year)
        for button in (_step_button("undo", "Ångra", undo), _step_button("redo", "Gör om", redo)):
            row.addWidget(button)
            row.setSpacing(theme.NEAR)

    def show_municipality(self, name: str) -> None:
        """Name the municipality."""
        self._name.setText(name)

    def show_year(self, year: int, today_year: int) -> None:
        """Offer the years around today and mark the chosen one."""
        first, last = min(year, today_year - _YEARS_BACK), max(year, today_year + _YEARS_AHEAD)
        self.year.set_choices([(each, str(each)) for each in range(first, last + 1)], year)


def _step_button(icon: str, name: str, action: QAction) -> QToolButton:
    trigger: Callable[[], None] = action.trigger
    button = icon_button(icon, name, trigger)

    def follow() -> None:
        button.setEnabled(action.isEnabled())
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.text().replace("&", ""))

    action.changed.connect(follow)
    follow()
    return button
