"""Zooming for those without a wheel on their mouse: closer, farther, the part beside, and the whole year."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.services import formatting
from app.ui.parts.buttons import icon_button, quiet_button
from app.ui.parts.theme import NEAR

if TYPE_CHECKING:
    from app.ui.wheel.wheel_zooming import Days

_LONGEST_MONTH = 31


class ZoomBar(QWidget):
    """Two buttons in a corner; while a part of the year is shown also which one, and the way back."""

    def __init__(
        self,
        step: Callable[[int], object],
        turn: Callable[[int], object],
        back: Callable[[], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.before = icon_button("chevron-left", "Föregående", lambda: turn(-1))
        self.words = QLabel()
        self.after = icon_button("chevron-right", "Nästa", lambda: turn(1))
        self.whole = quiet_button("Hela året", on_click=back)
        self.farther = icon_button("zoom-out", "Zooma ut", lambda: step(-1))
        self.closer = icon_button("zoom-in", "Zooma in", lambda: step(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(NEAR // 2)
        for part in (self.before, self.words, self.after, self.whole, self.farther, self.closer):
            row.addWidget(part)
        self.show_days(None, None, None)

    def show_days(self, days: "Days | None", before: "Days | None", after: "Days | None") -> None:
        """Say which part of the year is shown, and whether there is one before and one after it."""
        zoomed = days is not None
        for part in (self.before, self.words, self.after, self.whole):
            part.setVisible(zoomed)
        self.before.setEnabled(before != days)
        self.after.setEnabled(after != days)
        self.farther.setEnabled(zoomed)
        self.closer.setEnabled(days is None or (days[1] - days[0]).days >= _LONGEST_MONTH)
        self.words.setText(words_of(days) if days is not None else "")
        self.resize(self.sizeHint())


def words_of(days: "Days") -> str:
    """The shown part of the year in words: "november 2026", "juli–september 2026"."""
    first, last = days
    end = formatting.write_month(last.year, last.month)
    if (first.year, first.month) == (last.year, last.month):
        return end
    if first.year == last.year:
        return f"{formatting.MONTHS[first.month - 1]}–{end}"
    return f"{formatting.write_month(first.year, first.month)}–{end}"
