"""What the tab says before there is a model: what belongs there, and a first model of an area."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.services.budget.allocation.words import AREAS, Area
from app.ui.parts import theme
from app.ui.parts.buttons import quiet_button
from app.ui.parts.empty_state import EmptyState

_ABREAST = 2


def without_model(on_create: Callable[[Area], object], *, may: Callable[[], bool]) -> EmptyState:
    """An empty state with a button per area."""
    state = EmptyState(
        "Ingen beräkningsmodell ännu",
        "En beräkningsmodell räknar volym gånger pris per enhet och år, och det den ger hämtas till ramarna. "
        "Skapa modell för:",
        icon="numbers",
    )
    buttons = QWidget()
    grid = QGridLayout(buttons)
    grid.setContentsMargins(0, theme.NEAR, 0, 0)
    grid.setSpacing(theme.NEAR)
    for place, area in enumerate(AREAS):
        words = area.name if area.key != "own" else "Eget område"
        button = quiet_button(words, on_click=lambda area=area: on_create(area))  # type: ignore[misc]
        button.setAccessibleName(f"Skapa modell för {words.lower()}")
        button.setEnabled(may())
        grid.addWidget(button, place // _ABREAST, place % _ABREAST)
    column = state.layout()
    if isinstance(column, QVBoxLayout):
        column.insertWidget(column.count() - 1, buttons, 0, Qt.AlignmentFlag.AlignHCenter)
    return state
