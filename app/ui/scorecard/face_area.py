"""The bar of faces, and the face under it; a face is made when it is first shown."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.ui.parts.layouts import framed_tabs
from app.ui.parts.memory import memory
from app.ui.scorecard.faces import CARD, Face, FaceSpec

_REMEMBERED = "scorecard/face"


class FaceArea(QWidget):
    """Shows one face; which one is remembered."""

    chosen = Signal(str)
    """The key of the face that the user wants; it is shown by `show_face`."""

    def __init__(self, specs: Sequence[FaceSpec], make: Callable[[FaceSpec], Face]) -> None:
        super().__init__()
        self._specs = {spec.key: spec for spec in specs}
        self._make = make
        self.keys = tuple(self._specs)
        self.made: dict[str, Face] = {}
        self.stale: set[str] = set(self.keys)
        """The faces that have to read anew before they are seen."""
        self.key = ""
        self.bar = QTabBar()
        self.bar.setAccessibleName("Sidans delar")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        for spec in specs:
            self.bar.addTab(spec.title)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(framed_tabs(self.bar))
        column.addWidget(self._stack, 1)
        kept = memory().get(_REMEMBERED, CARD)
        self.first = kept if kept in self._specs else CARD
        self.bar.currentChanged.connect(lambda place: self.chosen.emit(self.keys[place]))

    @property
    def current(self) -> Face:
        """The face that is shown."""
        return self.made[self.key]

    def show_face(self, key: str) -> Face:
        """Show a face, making it the first time."""
        face = self.made.get(key)
        if face is None:
            face = self._make(self._specs[key])
            self.made[key] = face
            self._stack.addWidget(face)
        self.key = key
        memory().put(_REMEMBERED, key)
        self._stack.setCurrentWidget(face)
        self.mark(key)
        return face

    def chapter(self, key: str) -> str:
        """The handbook's chapter of a face."""
        return self._specs[key].chapter

    def mark(self, key: str) -> None:
        """Mark a face in the bar without telling."""
        self.bar.blockSignals(True)
        self.bar.setCurrentIndex(self.keys.index(key))
        self.bar.blockSignals(False)
        self.bar.update()

    def retitle(self, key: str, title: str) -> None:
        """Call a face by the model's word."""
        if key in self._specs and self.bar.tabText(self.keys.index(key)) != title:
            self.bar.setTabText(self.keys.index(key), title)

    def outdate(self, kinds: Any) -> None:
        """What shows rows of these tables reads anew; nothing named is everything."""
        for key in self.keys:
            face = self.made.get(key)
            if face is None or not kinds or kinds & face.shows_kinds:
                self.stale.add(key)
