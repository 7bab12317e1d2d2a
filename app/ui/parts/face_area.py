"""The bar of a page's faces, and the face under it; a face is made when it is first shown."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.layouts import framed_tabs
from app.ui.parts.memory import memory

#: What stands around the words of a tab, as the style has it, and where they are crowded.
_AIR, _CROWDED = 24, 16
_MARGINS = 2 * theme.GROUP - theme.GRID


class Spec(Protocol):
    """What the bar has to know of a face."""

    @property
    def key(self) -> str:
        """Its identity."""
        ...

    @property
    def title(self) -> str:
        """What stands in the bar."""
        ...

    @property
    def chapter(self) -> str:
        """The handbook's chapter that F1 opens there."""
        ...


AnyFace = TypeVar("AnyFace", bound=QWidget)
AnySpec = TypeVar("AnySpec", bound=Spec)


class FaceArea(QWidget, Generic[AnySpec, AnyFace]):
    """Shows one face; which one is remembered under the name `remember_as`.

    Where the tabs would not fit they stand closer, and at last some have shorter titles, `short` by key.
    """

    chosen = Signal(str)
    """The key of the face that the user wants; it is shown by `show_face`."""

    def __init__(
        self,
        specs: Sequence[AnySpec],
        make: Callable[[AnySpec], AnyFace],
        *,
        remember_as: str,
        short: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._titles = {spec.key: spec.title for spec in specs}
        self._short = short or {}
        self._specs = {spec.key: spec for spec in specs}
        self._make = make
        self._remembered = remember_as
        self.keys = tuple(self._specs)
        self.made: dict[str, AnyFace] = {}
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
        kept = memory().get(remember_as)
        self.first: str = kept if kept in self._specs else self.keys[0]
        self.bar.currentChanged.connect(lambda place: self.chosen.emit(self.keys[place]))

    @property
    def current(self) -> AnyFace:
        """The face that is shown."""
        return self.made[self.key]

    def show_face(self, key: str) -> AnyFace:
        """Show a face, making it the first time."""
        face = self.made.get(key)
        if face is None:
            face = self._make(self._specs[key])
            self.made[key] = face
            self._stack.addWidget(face)
        self.key = key
        memory().put(self._remembered, key)
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
        if key in self._specs and self._titles[key] != title:
            self._titles[key] = title
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for more or fewer words in the bar."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Whole titles with air around them; closer, or shorter too, where that is what fits."""
        heavy = QFontMetrics(theme.font(semibold=True))
        room = self.width() - _MARGINS

        def wide(titles: Mapping[str, str], air: int) -> bool:
            return sum(heavy.horizontalAdvance(title) + air for title in titles.values()) > room

        titles = self._titles
        crowded = wide(titles, _AIR)
        if crowded and wide(titles, _CROWDED):
            titles = {key: self._short.get(key, title) for key, title in titles.items()}
        restyled = bool(self.bar.property("crowded")) != crowded
        if restyled:
            self.bar.setProperty("crowded", crowded)
            self.bar.style().unpolish(self.bar)
            self.bar.style().polish(self.bar)
        for place, key in enumerate(self.keys):
            if restyled or self.bar.tabText(place) != titles[key]:  # setting a text lays the tabs out anew
                self.bar.setTabText(place, titles[key])
            full = self._titles[key]
            self.bar.setTabToolTip(place, full if titles[key] != full else "")

    def outdate(self, kinds: Any) -> None:
        """What shows rows of these tables reads anew; nothing named is everything."""
        for key in self.keys:
            face: Any = self.made.get(key)
            if face is None or not kinds or kinds & face.shows_kinds:
                self.stale.add(key)
