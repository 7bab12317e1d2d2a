"""How the year is shown: rings, colour, first month and seasons, remembered between runs, and their menu."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from app.services.formatting import MONTHS
from app.ui.parts.memory import memory
from app.ui.wheel.words import sentence_case

if TYPE_CHECKING:
    from app.services.wheel.picture.options import WheelOptions
    from app.services.wheel.views import WheelView

RINGS = {"year": "Efter år", "body": "Efter organ", "phase": "Efter fas", "wheel": "Efter hjul"}
COLOURS = {"phase": "Efter fas", "body": "Efter organ", "status": "Efter status"}
_REMEMBERED = "wheel/shown"


@dataclass
class _Kept:
    rings: str = "year"
    colour: str = "phase"
    start_month: int | None = None
    """None for the month that the model's wheel begins with."""
    seasons: bool = True


class Options(QObject):
    """What the user has chosen; the file is the same, whoever looks at it from July."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        kept = memory().get(_REMEMBERED, {})
        self._kept = _Kept(**{key: value for key, value in kept.items() if key in _Kept.__annotations__})
        self.zoom: tuple[date, date] | None = None

    @property
    def start_month(self) -> int | None:
        """The chosen first month; None for the model's own."""
        return self._kept.start_month

    def of(self, view: "WheelView") -> "WheelOptions":
        """The options for a view of the year."""
        from app.services.wheel.picture.options import WheelOptions

        kept: Any = self._kept
        rings: Any = kept.rings if kept.rings != "wheel" or len(view.wheels) > 1 else "year"
        first = kept.start_month or (view.wheels[0].start_month if view.wheels else 1)
        return WheelOptions(
            rings=rings, colour=kept.colour, start_month=first, zoom=self.zoom, seasons=kept.seasons
        )

    def choose(self, **values: Any) -> None:
        """Choose otherwise, and remember it."""
        for name, value in values.items():
            setattr(self._kept, name, value)
        memory().put(_REMEMBERED, vars(self._kept).copy())
        self.changed.emit()

    def fill(self, menu: QMenu, wheels: int) -> None:
        """Put the choices in a menu; rings by wheel only where there are several."""
        menu.clear()
        rings = [(key, word) for key, word in RINGS.items() if key != "wheel" or wheels > 1]
        self._add(menu.addMenu("Ringar"), "rings", rings)
        self._add(menu.addMenu("Färger"), "colour", list(COLOURS.items()))
        months = [(number, sentence_case(name)) for number, name in enumerate(MONTHS, start=1)]
        self._add(menu.addMenu("Året börjar i"), "start_month", [(None, "Som i modellen"), *months])
        seasons = menu.addAction("Visa årstider")
        seasons.setCheckable(True)
        seasons.setChecked(self._kept.seasons)
        seasons.triggered.connect(lambda shown: self.choose(seasons=shown))

    def _add(self, menu: QMenu, name: str, choices: Sequence[tuple[object, str]]) -> None:
        group = QActionGroup(menu)
        for key, word in choices:
            entry = menu.addAction(word)
            entry.setCheckable(True)
            entry.setChecked(getattr(self._kept, name) == key)
            group.addAction(entry)
            entry.triggered.connect(lambda _checked=False, key=key: self.choose(**{name: key}))
