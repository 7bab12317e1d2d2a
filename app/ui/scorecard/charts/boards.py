"""The dashboard in the window: the charts of a unit beside each other, each drawn by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.services.charts.sheet import Painted
from app.ui.parts import theme
from app.ui.parts.chart import CaptionedChart

if TYPE_CHECKING:
    from app.services.charts.sheet import Chart

_TWO, _ROOMY = 560, 860
"""From these widths charts stand beside each other, and the left ones may be narrower."""
_SHARES = {1: (1, 0), 2: (42, 58), 3: (34, 66)}
_LARGEST, _UNLIMITED = 640, 16_777_215


class ScrolledBody(QScrollArea):
    """A body that is as wide as the room and scrolls when it is higher."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.body = QWidget()
        self.setWidget(self.body)


class DashboardView(ScrolledBody):
    """The first chart narrow at the left, a wider one beside it, and so on; one column where it is narrow.

    Charts keep their place, so that a changed value draws only the charts that show it.
    """

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__("Översikt")
        self._grid = QGridLayout(self.body)
        self._grid.setContentsMargins(*(theme.GROUP,) * 4)
        self._grid.setHorizontalSpacing(theme.PAGE_MARGIN)
        self._grid.setVerticalSpacing(theme.PAGE_MARGIN)
        self.charts: list[CaptionedChart] = []
        self._room = 3

    def show_charts(self, charts: Sequence[Chart]) -> None:
        """Show these charts; one that is as before is left as it is."""
        for view, chart in zip(self.charts, charts, strict=False):
            view.show_chart(chart)
        while len(self.charts) > len(charts):
            gone = self.charts.pop()
            self._grid.removeWidget(gone)
            gone.deleteLater()
        for chart in charts[len(self.charts) :]:
            view = CaptionedChart(chart, leads=True)
            view.picked.connect(self.picked)
            self.charts.append(view)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        width = self.viewport().width()
        room = 1 + (width >= _TWO) + (width >= _ROOMY)
        if room != self._room:
            self._room = room
            self._place()

    def _place(self) -> None:
        for row, views in enumerate(self._rows()):
            for column, view in enumerate(views):
                span = 2 if self._room > 1 and len(views) == 1 else 1
                self._grid.addWidget(view, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        for column, share in enumerate(_SHARES[self._room]):
            self._grid.setColumnStretch(column, share)
        last = self._grid.rowCount()
        for row in range(last):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(last, 1)

    def _rows(self) -> list[list[CaptionedChart]]:
        """Which charts stand beside each other; where that is tight those with many columns stand alone."""
        from app.services.charts.bullet import Bullets
        from app.services.charts.heat_map import HeatMap

        if self._room == 1:
            return [[view] for view in self.charts]
        rows: list[list[CaptionedChart]] = []
        open_row: list[CaptionedChart] | None = None
        for view in self.charts:
            if self._room == 2 and isinstance(view.view.chart, Bullets | HeatMap):
                rows.append([view])
            elif open_row is None:
                open_row = [view]
                rows.append(open_row)
            else:
                open_row.append(view)
                open_row = None
        return rows


class SingleView(ScrolledBody):
    """One chart; one that becomes clearer by it is as high as the room."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__("Diagrammet")
        self._column = QVBoxLayout(self.body)
        self._column.setContentsMargins(*(theme.GROUP,) * 4)
        self._views: dict[bool, CaptionedChart] = {}
        self.chart: CaptionedChart | None = None

    def show_chart(self, chart: Chart) -> None:
        """Show a chart in place of the one before."""
        grows = isinstance(chart, Painted) and chart.grows
        if grows not in self._views:
            view = CaptionedChart(chart, leads=True, fills=grows)
            view.setMaximumHeight(_LARGEST if grows else _UNLIMITED)
            view.picked.connect(self.picked)
            self._column.addWidget(view, 1, Qt.AlignmentFlag(0) if grows else Qt.AlignmentFlag.AlignTop)
            self._views[grows] = view
        self.chart = self._views[grows]
        self.chart.show_chart(chart)
        for fills, view in self._views.items():
            view.setVisible(fills == grows)
