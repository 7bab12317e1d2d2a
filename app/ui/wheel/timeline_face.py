"""The year as a timeline: activities in rows under months, with arrows for what must come first."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.wheel import telling, wheel_zooming
from app.ui.wheel.faces import Face
from app.ui.wheel.legend import Legend
from app.ui.wheel.special_days import special_days
from app.ui.wheel.timeline_rows import rows_of
from app.ui.wheel.timeline_sheet import TimelineSheet
from app.ui.wheel.timeline_sight import Look
from app.ui.wheel.year_days import year_days

if TYPE_CHECKING:
    from app.services.wheel.picture.options import WheelOptions
    from app.services.wheel.views import WheelView


class TimelineFace(Face):
    """Rows grouped as the rings of the wheel are, zoomed to the year, a quarter or a month."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet, self.legend = TimelineSheet(), Legend()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.legend)
        self.setFocusProxy(self.sheet)
        self._view: WheelView | None = None
        self._options: WheelOptions | None = None
        self._connect()

    def show_view(self, view: "WheelView", options: "WheelOptions") -> None:
        """Show the twelve months from the start month on, or the part of them that is zoomed to."""
        self._view, self._options = view, options
        self.sheet.read_only = self.read_only
        year = year_days(view.year, options.start_month)
        roles, forms = telling.roles_of(view, options), telling.forms_of(view, options)
        look = Look(view.year, special_days(view, year), roles, forms, view.orders, view.notices)
        self.legend.show_view(view, options)
        self.sheet.show_rows(rows_of(view, options), year, options.zoom, look)

    def select(self, key: int | None) -> None:
        """Mark an activity, or none, and bring it into sight."""
        self.sheet.select(key)

    def _connect(self) -> None:
        self.sheet.chosen.connect(self.selected)
        self.sheet.opened.connect(self.activated)
        self.sheet.day_opened.connect(self.day_wanted)
        self.sheet.time_asked.connect(self.time_wanted)
        self.sheet.copy_asked.connect(self.copy_wanted)
        self.sheet.menu_asked.connect(self.menu_wanted)
        self.sheet.zoom_asked.connect(self._on_zoom_asked)

    def _on_zoom_asked(self, way: int, day: date) -> None:
        """Come a step closer to a day or farther away; what is shown follows at once."""
        if self._view is None or self._options is None:
            return
        zoom = None
        if way > 0:
            zoom = wheel_zooming.closer(self._view, self._options, day)
        elif way < 0:
            zoom = wheel_zooming.farther(self._view, self._options)
        if zoom != self._options.zoom:
            self.show_view(self._view, replace(self._options, zoom=zoom))
            self.zoom_wanted.emit(zoom)
