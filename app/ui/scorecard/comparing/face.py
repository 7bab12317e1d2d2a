"""The face Jämförelse: a figure beside other municipalities, the own units or earlier years."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.services.formatting import write_count
from app.services.scorecard import comparing
from app.services.scorecard.compared import KIND_WORDS, Comparable, Comparison, Kind
from app.services.scorecard.groups import choose_group, group_rows
from app.services.scorecard.periods import period_words
from app.services.scorecard.words import measure_word
from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl, action, quiet_button
from app.ui.parts.chart import CaptionedChart
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Link, Sentence
from app.ui.parts.memory import memory
from app.ui.parts.table_view import TableView
from app.ui.scorecard.comparing.groups_dialog import GroupsDialog
from app.ui.scorecard.comparing.rows import columns, rows_of
from app.ui.scorecard.context import Context
from app.ui.scorecard.faces import Face, FaceHost
from app.ui.scorecard.importing.flow import MeasureImport

_FIGURE, _KIND = "scorecard/compared", "scorecard/comparing"
_SPLIT = (620, 400)
_NARROWEST, _WIDEST = 240, 520
_GENDERS = {"T": "Totalt", "K": "Kvinnor", "M": "Män"}
_NOTHING = (
    "Här jämför du ett mått med andra kommuner, egna enheter och tidigare år. Läs in en fil från Kolada."
)


class ComparingFace(Face):
    """Chart and table show one comparison; the figure, its kind, group and period are chosen above them."""

    title = "Jämförelse"
    shows_kinds = frozenset({
        "comparison_value", "comparison_group", "other_municipality", "measurement", "indicator",
        "indicator_target", "period_target", "municipality", "unit",
    })  # fmt: skip
    places = frozenset({"comparison"})
    uses = frozenset()
    details = False

    def __init__(self, host: FaceHost, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.found: Comparison | None = None
        self._rows: tuple[Comparable, ...] = ()
        self._period: str | None = None
        self._gender = "T"
        self._group: int | None = None
        self.importing = MeasureImport(self.workspace, self, done=self._on_imported)
        self.figure = QComboBox()
        self.figure.setAccessibleName("Mått")
        self.figure.setMinimumHeight(theme.FIELD_HEIGHT)
        self.figure.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.figure.setMinimumWidth(_NARROWEST)
        self.figure.setMaximumWidth(_WIDEST)
        self.kind = SegmentedControl(tuple(KIND_WORDS.items()), name="Jämför med")
        self.group, self.period, self.gender = (
            ComboButton("Grupp"), ComboButton("Period"), ComboButton("Kön"),
        )  # fmt: skip
        self.groups_button = quiet_button("Grupper…", on_click=self.edit_groups)
        self.import_button = quiet_button("Läs in…", "import", self.importing.ask)
        self.chooser = _in_rows((self.figure, self.kind), (self.group, self.period, self.gender))
        self.tables: dict[Kind, TableView] = {}
        self.table: TableView | None = None
        self.chart: CaptionedChart | None = None
        self._build()
        for widget in (self.group, self.period, self.gender):
            widget.hide()
        kind = memory().get(_KIND, "municipalities")
        self.kind.choose(kind if kind in KIND_WORDS else "municipalities")

    # ---- what the page asks for ----------------------------------------------------------------

    def load(self, _context: Context) -> None:
        """Read what can be compared, and the comparison that is chosen."""
        self._rows = self.workspace.read(comparing.comparables)
        one = self.workspace.read(measure_word).one
        self.figure.setAccessibleName(one)
        self._offer_figures()
        self.import_button.setEnabled(not self.workspace.read_only)
        self.groups_button.setEnabled(not self.workspace.read_only)
        self._show()

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Compare a figure that a link points at."""
        if kind != "comparison":
            return False
        if not self._rows:
            self._rows = self.workspace.read(comparing.comparables)
            self._offer_figures()
        place = self.figure.findData(key)
        if place < 0:
            return False
        self.figure.setCurrentIndex(place)
        self._on_figure()
        return True

    def state(self) -> tuple[str | Link, ...]:
        """Where one stands among how many."""
        found = self.found
        if found is None:
            return ()
        if found.kind != "municipalities" or not found.periods:
            return ()
        rank = f"Plats {found.rank}. " if found.rank else ""
        said: list[str | Link] = [f"{rank}{found.fairness}"]
        if not rank and found.own is not None and found.own.value is not None:
            open_it = partial(self.workspace.open_place, "indicator", found.indicator_id)
            said += [" Ingen plats räknas förrän riktningen är vald. ", Link("Välj riktning", open_it)]
        return tuple(said)

    def status(self) -> str:
        """How many are shown, and how many of them lack a value."""
        found = self.found
        if found is None:
            return ""
        words = {
            "municipalities": ("kommun", "kommuner"),
            "units": ("enhet", "enheter"),
            "years": ("år", "år"),
        }
        told = write_count(len(found.rows), *words[found.kind])
        missing = f", {found.missing} utan värde" if found.missing else ""
        return f"{told}{missing}"

    def actions(self) -> list[QWidget]:
        """Reading files in, and the groups."""
        return [self.import_button, self.groups_button]

    def tools(self) -> list[QWidget]:
        """What is compared, and under it with whom and when."""
        return [self.chooser]

    def export_actions(self) -> list[QAction]:
        """The chart as a picture."""
        if self.found is None or self.chart is None:
            return []
        return [action("Jämförelsen som PDF…", partial(self.chart.view.save, "pdf"), parent=self)]

    # ---- choosing ------------------------------------------------------------------------------

    def compare(self, indicator_id: int, kind: str) -> None:
        """Show a figure beside others of a kind."""
        self.kind.choose(kind)
        self.figure.setCurrentIndex(self.figure.findData(indicator_id))
        self._on_kind(kind)

    def edit_groups(self) -> None:
        """Open the comparison groups."""
        self.dialog = GroupsDialog(self.workspace, self)
        self.dialog.finished.connect(lambda _result: self.load(self.host.context))
        self.dialog.open()

    def _on_imported(self, codes: frozenset[str]) -> None:
        """Show the first figure that others' values were read of, unless the shown one has some."""
        self.load(self.host.context)
        if self.found is not None and self.found.kind == "municipalities" and not self.found.periods:
            key = next((row.id for row in self._rows if row.municipalities and row.code in codes), None)
            if key is not None:
                self.compare(key, "municipalities")

    def _offer_figures(self) -> None:
        wanted = self.figure.currentData() or memory().get(_FIGURE)
        self.figure.blockSignals(True)
        self.figure.clear()
        for row in self._rows:
            self.figure.addItem(row.name, row.id)
        place = self.figure.findData(int(wanted)) if wanted else -1
        if place < 0:
            place = max(range(len(self._rows)), key=lambda at: self._rows[at].municipalities, default=-1)
        self.figure.setCurrentIndex(place)
        self.figure.blockSignals(False)

    def _on_figure(self, _place: int = 0) -> None:
        self._period, self._group = None, None
        memory().put(_FIGURE, str(self.figure.currentData()))
        self._show()

    def _on_kind(self, kind: Any) -> None:
        memory().put(_KIND, kind)
        self._period = None
        self._show()

    def _on_group(self, group: Any) -> None:
        """Compare with a group from now on; the figure remembers it."""
        row = next(each for each in self._rows if each.id == self.figure.currentData())
        chosen = group or None
        self._group = group
        if self.workspace.read_only:
            self._show()
            return
        use_case = partial(
            choose_group, indicator_id=row.id, comparison_group_id=chosen, expected_version=row.version
        )
        if self.workspace.run(use_case) is not None:
            self.load(self.host.context)

    def _on_period(self, period: Any) -> None:
        self._period = period
        self._show()

    def _on_gender(self, gender: Any) -> None:
        self._gender = gender
        self._show()

    # ---- showing -------------------------------------------------------------------------------

    def _show(self) -> None:
        indicator = self.figure.currentData()
        if indicator is None:
            self.found = None
            self._stack.setCurrentIndex(0)
            self.chooser.hide()
            self.said.emit()
            return
        self.found = self.workspace.read(self._view(indicator))
        self.chooser.show()
        self._offer(self.found)
        alone = self.found.kind == "municipalities" and not self.found.periods
        if not alone:
            self._fill(self.found)
        self._stack.setCurrentIndex(0 if alone else 1)
        self.said.emit()

    def _view(self, indicator: int) -> Any:
        kind = self.kind.choice
        if kind == "years":
            years = partial(comparing.year_comparison, indicator_id=indicator, gender=self._gender)
            return partial(years, period=self._period)
        call: Any = comparing.unit_comparison if kind == "units" else comparing.comparison
        asked: dict[str, Any] = {"indicator_id": indicator, "period": self._period, "gender": self._gender}
        if kind == "municipalities":
            asked["group"] = self._group
        return partial(call, **asked)

    def _offer(self, found: Comparison) -> None:
        many = found.kind == "municipalities"
        self.group.setVisible(many and bool(found.periods))
        self.groups_button.setVisible(many)
        if many:
            groups = self.workspace.read(group_rows)
            offered = [(comparing.ALL, comparing.ALL_WORDS), *((row.id, row.name) for row in groups)]
            self.group.set_choices(offered, found.group_id)
        self.period.setVisible(len(found.periods) > 1)
        words = _part_words if found.kind == "years" else period_words
        self.period.set_choices([(each, words(each)) for each in found.periods], found.period)
        self.gender.setVisible(len(found.genders) > 1)
        self.gender.set_choices([(each, _GENDERS[each]) for each in found.genders], found.gender)

    def _fill(self, found: Comparison) -> None:
        from app.services.charts.comparing_years import years_chart
        from app.services.charts.scorecard_charts import dot_plot

        made = years_chart(found) if found.kind == "years" else dot_plot(found)
        if self.chart is None:
            self.chart = CaptionedChart(made)
            self._left.addWidget(self.chart)
            self._left.addStretch(1)
        else:
            self.chart.show_chart(made)
        self.table = self._table_of(found.kind)
        rows = rows_of(found)
        self.table.show_rows(rows)
        unit = f"Värden i {found.unit_of_measure}. " if found.unit_of_measure else ""
        self._source.show_parts(f"{unit}Källa: {found.source or 'kommunens uppgifter'}.")
        own = next((row for row in rows if row.own), None)
        if own is not None:
            self.table.select(own.key)
        self.setFocusProxy(self.table)

    def _table_of(self, kind: Kind) -> TableView:
        """The table of a kind of comparison, made when it is first shown."""
        if kind not in self.tables:
            self.tables[kind] = TableView(
                columns(kind),
                key=lambda row: row.key,
                name="Värden som jämförs",
                remember_as=f"comparing-{kind}",
            )
            self._tables.addWidget(self.tables[kind])
        self._tables.setCurrentWidget(self.tables[kind])
        return self.tables[kind]

    def _build(self) -> None:
        self._empty = EmptyState(
            "Inget att jämföra än", _NOTHING, icon="compare", action="Läs in från Kolada…",
            on_action=self.importing.ask,
        )  # fmt: skip
        body = QWidget()
        self._left = QVBoxLayout(body)
        self._left.setContentsMargins(theme.GROUP, theme.NEAR, theme.GROUP, theme.GROUP)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        beside = QWidget()
        self._right = QVBoxLayout(beside)
        self._right.setContentsMargins(0, 0, 0, theme.NEAR)
        self._right.setSpacing(theme.NEAR)
        self._tables = QStackedWidget()
        self._right.addWidget(self._tables, 1)
        self._source = Sentence(points=theme.SECONDARY_POINTS)
        self._source.setContentsMargins(theme.NEAR, 0, theme.NEAR, 0)
        self._right.addWidget(self._source)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(area)
        splitter.addWidget(beside)
        splitter.setSizes(_SPLIT)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect()

    def _connect(self) -> None:
        self.figure.activated.connect(self._on_figure)
        self.kind.chosen.connect(self._on_kind)
        self.group.chosen.connect(self._on_group)
        self.period.chosen.connect(self._on_period)
        self.gender.chosen.connect(self._on_gender)


def _in_rows(*rows: Sequence[QWidget]) -> QWidget:
    """Widgets in rows under each other, at the left."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.NEAR)
    for widgets in rows:
        row = QHBoxLayout()
        row.setSpacing(theme.NEAR)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        column.addLayout(row)
    return made


def _part_words(period: str) -> str:
    """Which part of each year is compared: halvår 1, december."""
    told = period_words(period).removesuffix(f" {period[:4]}")
    return "hela året" if told == period else told
