"""Lines in the side panel: what it is, how much, what is said of it, and what can be done with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import action, menu_button
from app.ui.parts.links import Link, Sentence

_BUTTON = 24
_NARROW, _USUAL = 160, 260
_TOP = Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A line; `note` is what a person has written, `small` is who, when and from where."""

    title: str
    amount: str = ""
    note: str = ""
    small: str = ""
    on_click: Callable[[], object] | None = None
    actions: tuple[tuple[str, Callable[[], object]], ...] = ()
    bold: bool = False
    muted: bool = False
    """The title only says what the amount is."""


class PanelRows(QWidget):
    """Lines under each other."""

    def __init__(self, rows: Sequence[PanelRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID if all(row.muted for row in rows) else theme.NEAR)
        for row in rows:
            column.addWidget(_Row(row))

    def minimumSizeHint(self) -> QSize:
        """No higher than its words are at this width; Qt alone guesses from the narrowest."""
        return QSize(_NARROW, self.heightForWidth(max(self.width(), _USUAL)))


class _Row(QWidget):
    """One line."""

    def __init__(self, row: PanelRow) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.NEAR)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        title = Sentence(role="muted" if row.muted else "ink")
        title.setFont(theme.font(semibold=row.bold))
        title.show_parts(Link(row.title, row.on_click) if row.on_click else row.title)
        grid.addWidget(title, 0, 0, _TOP)
        amount = QLabel(row.amount)
        amount.setFont(theme.font(semibold=row.bold))
        amount.setAccessibleName(f"{row.title}: {row.amount}")
        grid.addWidget(amount, 0, 1, _TOP | Qt.AlignmentFlag.AlignRight)
        if row.actions:
            grid.addWidget(_menu(row), 0, 2, _TOP)
        for place, (text, role, points) in enumerate(
            ((row.note, "ink", theme.BODY_POINTS), (row.small, "muted", theme.SECONDARY_POINTS)), start=1
        ):
            if text:
                said = Sentence(role=role, points=points)
                said.show_parts(text)
                grid.addWidget(said, place, 0, 1, 3 if row.actions else 2)


def _menu(row: PanelRow) -> QWidget:
    menu = QMenu()
    for text, doing in row.actions:
        menu.addAction(action(text, doing, parent=menu))
    button = menu_button("more", f"Ändra {row.title}", menu)
    button.setFixedSize(_BUTTON, _BUTTON)
    return button
