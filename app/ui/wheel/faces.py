"""What wheel, calendar and timeline have in common: they show a view and say what the user wants done."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.services.wheel.picture.options import WheelOptions
    from app.services.wheel.views import WheelView


class Face(QWidget):
    """A picture of the working year; it never writes, the page does.

    Each face overrides `show_view` and `select`. `select` shows a selection that was made somewhere else and
    emits nothing; `selected` is emitted only for what the user does in the face itself. With `read_only`
    a face selects and opens but neither moves, copies nor adds.
    """

    #: The key of an activity that was chosen in the face, None for none.
    selected = Signal(object)
    #: The key of an activity that is to be edited: double-click or Enter.
    activated = Signal(object)
    #: Key and `Timing`: moved or stretched.
    time_wanted = Signal(object, object)
    #: Key and `Timing`: a copy at another time.
    copy_wanted = Signal(object, object)
    #: The day of an empty place that was double-clicked: a new activity there.
    day_wanted = Signal(object)
    #: Key of the activity under the pointer, None for none, and the global point: a menu is asked for.
    menu_wanted = Signal(object, QPoint)
    #: The two days that the wheel is to be zoomed to, None for the whole year.
    zoom_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.read_only = False

    def show_view(self, _view: "WheelView", _options: "WheelOptions") -> None:
        """Show what is left of the year after the filter, as the options say."""
        raise TypeError(f"{type(self).__name__} does not say what it shows")

    def select(self, _key: int | None) -> None:
        """Mark an activity, or none, and bring it into sight."""
        raise TypeError(f"{type(self).__name__} does not say how it selects")
