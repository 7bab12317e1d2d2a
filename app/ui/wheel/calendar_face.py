"""The year as a calendar of twelve months: one painted sheet in a scrolling view."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ui.wheel import telling
from app.ui.wheel.calendar_layout import calendar_of
from app.ui.wheel.calendar_sheet import CalendarSheet
from app.ui.wheel.faces import Face
from app.ui.wheel.legend import LAW, SQUEEZE, Legend
from app.ui.wheel.special_days import special_days
from app.ui.wheel.year_days import DAY, year_days

if TYPE_CHECKING:
    from app.services.wheel.picture.options import WheelOptions
    from app.services.wheel.views import Activity, WheelView

_AROUND = 24


class CalendarFace(Face):
    """Twelve months, as many beside each other as the width has room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet, self.legend = CalendarSheet(), Legend((LAW, SQUEEZE))
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.sheet)
        self.area.viewport().installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(self.legend)
        self.setFocusProxy(self.sheet)
        self._view: WheelView | None = None
        self._shown: tuple[int, int] | None = None
        self._connect()

    def show_view(self, view: "WheelView", options: "WheelOptions") -> None:
        """Show the twelve months from the start month on."""
        year = year_days(view.year, options.start_month)
        self._view = view
        self.sheet.read_only = self.read_only
        self.legend.show_view(view, options)
        calendar = calendar_of(view.activities, year)
        roles = telling.roles_of(view, options)
        self.sheet.show_calendar(calendar, special_days(view, year), view.activities, roles, view.notices)
        if self._shown != (view.year, options.start_month):
            self._shown = (view.year, options.start_month)
            QTimer.singleShot(0, self, self._begin)

    def select(self, key: int | None) -> None:
        """Mark an activity, or none, and bring it into sight."""
        self.sheet.select(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The sheet fills the height that is there."""
        if event.type() == QEvent.Type.Resize and watched is self.area.viewport():
            self.sheet.fit(self.area.viewport().height())
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.sheet.chosen.connect(self.selected)
        self.sheet.opened.connect(self.activated)
        self.sheet.day_opened.connect(self.day_wanted)
        self.sheet.menu_wanted.connect(self.menu_wanted)
        self.sheet.move_wanted.connect(self._on_move_wanted)
        self.sheet.stretch_wanted.connect(self._on_stretch_wanted)
        self.sheet.seen.connect(self._bring_into_sight)

    def _begin(self) -> None:
        """From the top, or at today when that is further down."""
        self.area.verticalScrollBar().setValue(0)
        if self.sheet.places is not None and self._view is not None:
            area = self.sheet.places.area_of(self._view.today)
            if area is not None:
                half = self.area.viewport().height() // 2
                self.area.ensureVisible(0, round(area.center().y()), 0, half)

    def _bring_into_sight(self, area: QRectF) -> None:
        middle = area.center().toPoint()
        around = round(area.height() / 2) + _AROUND
        self.area.ensureVisible(middle.x(), middle.y(), 0, around)

    def _on_move_wanted(self, key: object, days: int, copying: bool) -> None:
        from app.services.wheel.timing import moved, timing_of_when

        one = self._activity(key)
        if one is not None and one.when.dated:
            wanted = self.copy_wanted if copying else self.time_wanted
            wanted.emit(key, moved(timing_of_when(one.when), days))

    def _on_stretch_wanted(self, key: object, days: int) -> None:
        from app.services.wheel.timing import stretched, timing_of_when

        one = self._activity(key)
        if one is None or one.when.last is None:
            return
        last = one.when.last + DAY * days
        if one.when.first is None or last >= one.when.first:
            self.time_wanted.emit(key, stretched(timing_of_when(one.when), last))

    def _activity(self, key: object) -> "Activity | None":
        return self._view.activity(key) if self._view is not None and isinstance(key, int) else None
