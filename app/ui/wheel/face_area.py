"""The faces of the year: wheel, calendar, timeline and meetings, each made when it is first shown."""

from collections.abc import Callable, Hashable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from app.ui.parts.buttons import SegmentedControl
from app.ui.parts.memory import memory
from app.ui.wheel.faces import Face

if TYPE_CHECKING:
    from app.services.wheel.picture.options import WheelOptions
    from app.services.wheel.views import WheelView

WHEEL, CALENDAR, TIMELINE, MEETINGS = "wheel", "calendar", "timeline", "meetings"
_CHOICES = (
    (WHEEL, "Hjul"),
    (CALENDAR, "Kalender"),
    (TIMELINE, "Tidslinje"),
    (MEETINGS, "Sammanträden"),
)
_MADE_BY = {
    WHEEL: "app.ui.wheel.wheel_face:WheelFace",
    CALENDAR: "app.ui.wheel.calendar_face:CalendarFace",
    TIMELINE: "app.ui.wheel.timeline_face:TimelineFace",
    MEETINGS: "app.ui.wheel.meetings.tab:MeetingsView",
}
_REMEMBERED = "wheel/face"
_READABLE, _AROUND = QSize(400, 460), 60


class WheelRoom(QScrollArea):
    """The wheel is never smaller than it can be read; a window with less room scrolls it."""

    def __init__(self, face: Any) -> None:
        super().__init__()
        self._face = face
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        face.setMinimumSize(_READABLE)
        self.setWidget(face)

    def show_place(self, key: int) -> None:
        """Scroll to an activity."""
        if self.verticalScrollBar().maximum() or self.horizontalScrollBar().maximum():
            place = self._face.place_of(key)
            self.ensureVisible(place.x(), place.y(), _AROUND, _AROUND)


class FaceArea(QStackedWidget):
    """Shows one face; the others are told what they show when they are chosen."""

    chosen = Signal(str)
    """The face that the user chose."""

    def __init__(self, follow: Callable[[Face], object], meetings: Callable[[Any], QWidget]) -> None:
        super().__init__()
        self._follow, self._make_meetings = follow, meetings
        self.tabs = SegmentedControl(_CHOICES, name="Året visas som")
        kept = memory().get(_REMEMBERED, WHEEL)
        self.tabs.choose(kept if kept in _MADE_BY else WHEEL)
        self.tabs.chosen.connect(self._on_chosen)
        self.made: dict[str, QWidget] = {}
        self._rooms: dict[str, WheelRoom] = {}
        self._told: dict[str, tuple[WheelView, WheelOptions]] = {}

    @property
    def key(self) -> str:
        """The face that is chosen."""
        return str(self.tabs.choice)

    @property
    def current(self) -> QWidget:
        """The face that is shown, made now where it is shown for the first time."""
        made = self.made.get(self.key)
        if made is None:
            made = self._make(self.key)
        return made

    def choose(self, key: str) -> None:
        """Choose a face without telling."""
        self.tabs.choose(key)
        memory().put(_REMEMBERED, key)

    def show_view(self, view: "WheelView", options: "WheelOptions") -> None:
        """Show the year in the face that is chosen; where it shows it already nothing is done."""
        face = self.current
        told = self._told.get(self.key)
        if isinstance(face, Face) and (told is None or told[0] is not view or told[1] != options):
            self._told[self.key] = (view, options)
            face.show_view(view, options)
        self.setCurrentWidget(self._rooms.get(self.key, face))
        self.setFocusProxy(face)

    def forget(self) -> None:
        """Let every face show its view anew."""
        self._told.clear()

    def select(self, key: int | None) -> None:
        """Select in the face that is shown; the others are told when they are chosen."""
        face = self.current
        if isinstance(face, Face):
            face.select(key)
            self.bring_into_sight(key)

    def bring_into_sight(self, key: int | None) -> None:
        """Scroll to an activity where the face is larger than its room."""
        room = self._rooms.get(self.key)
        if room is not None and key is not None:
            room.show_place(key)

    def show_meeting(self, key: Hashable) -> bool:
        """Select a meeting in the plan of meetings."""
        plan: Any = self.current
        return bool(plan.show_place("meeting", key))

    def _make(self, key: str) -> QWidget:
        module, _, name = _MADE_BY[key].partition(":")
        make = getattr(import_module(module), name)
        face: QWidget = self._make_meetings(make) if key == MEETINGS else make()
        if isinstance(face, Face):
            self._follow(face)
        self.made[key] = face
        if key == WHEEL:
            self._rooms[key] = WheelRoom(face)
        self.addWidget(self._rooms.get(key, face))
        return face

    def _on_chosen(self, key: object) -> None:
        memory().put(_REMEMBERED, str(key))
        self.chosen.emit(str(key))
