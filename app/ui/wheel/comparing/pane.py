"""Two wheels beside each other over a list of what differs; what is chosen in one is marked in all."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl
from app.ui.parts.fields import FilterField
from app.ui.parts.links import Sentence
from app.ui.wheel.comparing import sources
from app.ui.wheel.comparing.rows import ALL, Row, choices, columns, conditions, rows_of, summary
from app.ui.wheel.wheel_face import WheelFace
from app.ui.wheel.wrapped_cells import WrappedTable

if TYPE_CHECKING:
    from app.services.wheel.comparing import WheelComparison
    from app.ui.parts.page import WorkspacePort

_MODES = ((sources.YEARS, "Två år"), (sources.MODELS, "Två modeller"))
_SPLIT = (400, 240)
_SUMMARY_WIDTH = 320
_WHEELS, _LIST = "wheels", "list"
_LOW = 620
"""Where it is lower than this, there is room for wheels or list, not both."""
_FEW_YEARS = "Filen har aktiviteter bara för ett år. Planera ett år till för att jämföra år."


class WheelComparing(QWidget):
    """Two years of the file, or two models."""

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.comparison: WheelComparison | None = None
        self.rows: tuple[Row, ...] = ()
        self._years = sources.year_choices(workspace)
        self._models: sources.Choices | None = None
        self._options: Any = _plain_options()
        self.mode = SegmentedControl(_MODES, name="Jämför")
        self.part = SegmentedControl(((_WHEELS, "Hjul"), (_LIST, "Lista")), name="Visa")
        self.first, self.second = _combo("Till vänster"), _combo("Till höger")
        self.shown = _combo("Visa rader")
        self.left, self.right = WheelFace(), WheelFace()
        self._names = (QLabel(), QLabel())
        self.summary = Sentence(role="ink")
        self._wheels, self._list = QWidget(), QWidget()
        self.table: WrappedTable | None = None
        self.filter_field = FilterField(self)
        self._build()
        self._connect()
        if len(self._years) < 2:
            self.mode.choose(sources.MODELS)
            self.mode.setEnabled(False)
            self.mode.setToolTip(_FEW_YEARS)
        self._offer()

    def compare(self, mode: str, first: Hashable, second: Hashable) -> None:
        """Compare two years or models."""
        if mode != self.mode.choice:
            self.mode.choose(mode)
            self._offer()
        for combo, key in ((self.first, first), (self.second, second)):
            combo.blockSignals(True)
            combo.setCurrentIndex(combo.findData(key))
            combo.blockSignals(False)
        self._compare()

    def select(self, row: Row | None) -> None:
        """Mark a row in both wheels."""
        self.left.select(row.first if row is not None else None)
        self.right.select(row.second if row is not None else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wheels and list under each other, or one of them where it is low."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        low = self.height() < _LOW
        self.part.setVisible(low)
        self._wheels.setVisible(not low or self.part.choice == _WHEELS)
        listed = not low or self.part.choice == _LIST
        for widget in (self._list, self.shown, self.filter_field):
            widget.setVisible(listed)

    # ---- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(theme.NEAR)
        tools.addWidget(self.mode)
        tools.addSpacing(theme.GROUP)
        tools.addWidget(self.first)
        tools.addWidget(QLabel("och"))
        tools.addWidget(self.second)
        tools.addStretch(1)
        tools.addWidget(self.part)
        said = QHBoxLayout()
        said.setSpacing(theme.NEAR)
        self.summary.setMinimumWidth(_SUMMARY_WIDTH)
        for widget, share in ((self.summary, 1), (self.shown, 0), (self.filter_field, 0)):
            said.addWidget(widget, share)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._wheels)
        splitter.addWidget(self._list)
        splitter.setStretchFactor(0, 5)
        splitter.setStretchFactor(1, 3)
        splitter.setSizes(_SPLIT)
        self._build_wheels()
        self._build_list()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.NEAR)
        column.addLayout(tools)
        column.addLayout(said)
        column.addWidget(splitter, 1)

    def _build_wheels(self) -> None:
        beside = QHBoxLayout(self._wheels)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.GROUP)
        for face, name in zip((self.left, self.right), self._names, strict=True):
            face.read_only = True
            name.setFont(theme.font(theme.BODY_POINTS + 0.5, semibold=True))
            name.setTextFormat(Qt.TextFormat.PlainText)
            name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            one = QVBoxLayout()
            one.setSpacing(0)
            one.addWidget(name)
            one.addWidget(face, 1)
            beside.addLayout(one, 1)

    def _build_list(self) -> None:
        self.table_box = QVBoxLayout(self._list)
        self.table_box.setContentsMargins(0, theme.NEAR, 0, 0)
        self.table_box.setSpacing(theme.NEAR)

    def _connect(self) -> None:
        self.mode.chosen.connect(lambda _mode: self._offer())
        self.part.chosen.connect(lambda _part: self._fit())
        for combo in (self.first, self.second):
            combo.currentIndexChanged.connect(lambda _place: self._compare())
        self.shown.currentIndexChanged.connect(lambda _place: self._filter())
        self.filter_field.filter_changed.connect(lambda _text: self._filter())
        self.left.selected.connect(lambda key: self._on_wheel(key, "first"))
        self.right.selected.connect(lambda key: self._on_wheel(key, "second"))
        self.left.zoom_wanted.connect(partial(self._zoom, self.left, self.right))
        self.right.zoom_wanted.connect(partial(self._zoom, self.right, self.left))

    # ---- what is compared ----------------------------------------------------------------------

    def _offer(self) -> None:
        """What can be chosen to the left and to the right: the last two years, or the first two models."""
        if self.mode.choice == sources.MODELS and self._models is None:
            self._models = sources.model_choices(self._workspace)
        offered = (self._models or ()) if self.mode.choice == sources.MODELS else self._years
        year = self._workspace.working_year
        places = (0, 1)
        if self.mode.choice == sources.YEARS:
            keys = [key for key, _ in offered]
            own = keys.index(year) if year in keys else len(keys) - 1
            places = (own, own + 1) if own + 1 < len(keys) else (own - 1, own)
        for combo, place in zip((self.first, self.second), places, strict=True):
            combo.blockSignals(True)
            combo.clear()
            for key, words in offered:
                combo.addItem(words, key)
            combo.setCurrentIndex(place)
            combo.blockSignals(False)
        self._compare()

    def _compare(self) -> None:
        first, second = self.first.currentData(), self.second.currentData()
        if first is None or second is None:
            return
        found = sources.compared(self._workspace, str(self.mode.choice), first, second)
        self.comparison, self.rows = found, rows_of(found)
        self.left.show_view(found.first, self._options)
        self.right.show_view(found.second, self._options)
        names = (found.first_name, found.second_name)
        for label, name in zip(self._names, names, strict=True):
            label.setText(name)
        for face, name in zip((self.left, self.right), names, strict=True):
            face.setAccessibleName(f"Årshjul, {name}")
        self.summary.show_parts(summary(found))
        self._show_rows(found)

    def _show_rows(self, found: WheelComparison) -> None:
        old, kept = self.table, self.shown.currentData()
        self.table = WrappedTable(columns(found), key=lambda row: row.place, name="Skillnader")
        self.table.current_changed.connect(self.select)
        self.table_box.addWidget(self.table, 1)
        if old is not None:
            self.table_box.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.shown.blockSignals(True)
        self.shown.clear()
        for key, words in choices(found):
            self.shown.addItem(words, key)
        self.shown.setCurrentIndex(max(0, self.shown.findData(kept)))
        self.shown.blockSignals(False)
        self.table.show_rows(self.rows)
        self._filter()

    def _filter(self) -> None:
        if self.table is not None:
            condition = conditions()[self.shown.currentData() or ALL]
            self.table.set_filter(self.filter_field.text(), condition)

    def _zoom(self, face: WheelFace, other: WheelFace, days: Any) -> None:
        """Both wheels come as near; another year's wheel has other days."""
        if face.view is None or other.view is None:
            return
        years = other.view.year - face.view.year
        there = None if days is None else tuple(_years_later(day, years) for day in days)
        face.show_view(face.view, replace(self._options, zoom=days))
        other.show_view(other.view, replace(self._options, zoom=there))

    def _on_wheel(self, key: int | None, side: str) -> None:
        """What is chosen in a wheel is marked in the other and in the list."""
        row = next((one for one in self.rows if key is not None and getattr(one, side) == key), None)
        if row is not None and self.table is not None:
            self.table.select(row.place)
        self.select(row)


def _combo(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setMinimumHeight(theme.FIELD_HEIGHT)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made


def _plain_options() -> Any:
    from app.services.wheel.picture.options import WheelOptions

    return WheelOptions(seasons=False)


def _years_later(day: Any, years: int) -> Any:
    """The same day of another year, the first of March for a leap day."""
    from app.ui.wheel.year_days import add_months, month_end

    month = add_months(day.replace(day=1), 12 * years)
    last = month_end(month)
    return last if day == month_end(day) else month.replace(day=min(day.day, last.day))
