"""The face Diagram: a list of charts, and the chosen one with its own choices."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.services.scorecard.periods import report_words
from app.ui.parts import theme
from app.ui.parts.buttons import action, menu_button
from app.ui.parts.chart import ChartView, fill_menu
from app.ui.parts.columns import Column
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Link
from app.ui.parts.memory import memory
from app.ui.parts.table_view import TableView
from app.ui.scorecard.charts.boards import DashboardView, SingleView
from app.ui.scorecard.charts.catalogue import DASHBOARD, TREND, Choice, Chosen, Kind, in_words, kinds
from app.ui.scorecard.charts.reading import Reading
from app.ui.scorecard.context import Context
from app.ui.scorecard.faces import Face, FaceHost

_REMEMBERED = "scorecard/chart"
_LIST, _ROOM = 220, 900
_OPENED = {"indicator": "measure", "node": "goal"}
"""Where a figure's values and a goal's page are."""


_DASHBOARD = Kind(
    DASHBOARD, "Översikt", "Enhetens diagram på en sida", lambda *_: None,
    missing="Enheten har inga mål eller mått att rita. Välj en annan enhet eller lägg till mål i styrkortet.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    key: str
    title: str
    about: str


class ChartsFace(Face):
    """The dashboard stands first in the list, then every chart."""

    title = "Diagram"
    shows_kinds = frozenset({
        "indicator", "indicator_target", "period_target", "node_indicator", "measurement", "scorecard",
        "scorecard_row", "scorecard_weight", "assessment", "cause_link", "comparison_value",
        "comparison_group", "other_municipality", "node", "node_version", "node_perspective", "perspective",
        "level", "unit", "municipality", "model_part", "steering_model",
    })  # fmt: skip
    places = frozenset({"chart"})
    nothing = "Klicka på en del av ett diagram för att se var den kommer ifrån."

    def __init__(self, host: FaceHost, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self._kinds: dict[str, Kind] = {}
        self._areas: bool | None = None
        self._context: Context = host.context
        self._reading = Reading(self.workspace, self._context)
        self._chosen: dict[str, Chosen] = {}
        self._picked: object = None
        self._whole: ChartView | None = None
        self.list = _list()
        self._name_kinds(areas=False)
        self.dashboard, self.single = DashboardView(), SingleView()
        self.choices: dict[str, ComboButton] = {}
        self._build()
        kept = memory().get(_REMEMBERED, DASHBOARD)
        self._key = kept if kept in self._kinds else DASHBOARD
        self.list.select(self._key)
        self.list.current_changed.connect(self._on_current)
        self.dashboard.picked.connect(self._on_picked)
        self.single.picked.connect(self._on_picked)

    @property
    def key_shown(self) -> str:
        """The chart that is shown."""
        return self._key

    # ---- what the page asks for ----------------------------------------------------------------

    def load(self, context: Context) -> None:
        """Read what the chosen chart needs, and draw it."""
        self._context = context
        self._reading = Reading(self.workspace, context)
        self._name_kinds(areas=self._reading.by_areas)
        self._show()

    def show_place(self, kind: str, key: Hashable) -> bool:
        """The trend of a figure."""
        if kind != "chart":
            return False
        self._chosen.setdefault(TREND, {})["figure"] = key
        self.choose(TREND)
        return self._reading.figure(key if isinstance(key, int) else None) is not None

    def heading(self) -> str:
        """Whose charts they are."""
        return f"Diagram {self._context.year}: {self._reading.card.unit}"

    def state(self) -> tuple[str | Link, ...]:
        """What stands out."""
        return (self._reading.card.finding,)

    def status(self) -> str:
        """The period, and what a click does."""
        when = report_words(self._context.stored_period)
        return f"{when}. Klicka på en del för att se var den kommer ifrån, en gång till för att gå dit."

    def actions(self) -> list[QWidget]:
        """What can be done with the chart."""
        menu = QMenu(self)
        menu.aboutToShow.connect(partial(self._fill_menu, menu))
        return [menu_button("export", "Kopiera eller spara diagrammet", menu)]

    def export_actions(self) -> list[QAction]:
        """The chart as a file, for the menu Arkiv."""
        view = self.shown_view()
        if view is None:
            return []
        words = "Översikten" if self._key == DASHBOARD else "Diagrammet"
        made = ((f"{words} som {kind.upper()}…", partial(view.save, kind)) for kind in ("pdf", "png", "svg"))
        return [action(text, run, parent=self) for text, run in made]

    # ---- showing -------------------------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Show another chart."""
        self._key = key
        memory().put(_REMEMBERED, key)
        self.list.select(key)
        self._show()
        self.said.emit()

    def shown_view(self) -> ChartView | None:
        """What is copied and saved: the single chart, or the whole dashboard as one sheet."""
        if self._stack.currentWidget() is self.single and self.single.chart is not None:
            return self.single.chart.view
        if self._stack.currentWidget() is not self.dashboard:
            return None
        from app.services.charts.scorecard_charts import card_dashboard

        whole = card_dashboard(self._reading.card, self._reading.roll_up(), self._reading.measure)
        if self._whole is None:
            self._whole = ChartView(whole, self)
            self._whole.hide()
        self._whole.show_chart(whole)
        return self._whole

    def _name_kinds(self, *, areas: bool) -> None:
        """Call the charts what the model's goals stand by, where that is not as it was."""
        if self._areas == areas:
            return
        self._areas = areas
        self._kinds = {kind.key: in_words(kind, areas=areas) for kind in kinds()}
        rows = [_Line(kind.key, kind.title, kind.about) for kind in (_DASHBOARD, *self._kinds.values())]
        self.list.show_rows(rows)

    def _show(self) -> None:
        self._picked = None
        kind = self._kinds.get(self._key)
        if kind is None:
            self._show_dashboard()
            return
        chosen = self._offer(kind)
        chart = kind.make(self._reading, chosen)
        if chart is None:
            self._say_empty(kind)
            return
        self.single.show_chart(chart)
        self._stack.setCurrentWidget(self.single)

    def _show_dashboard(self) -> None:
        from app.services.charts.scorecard_charts import dashboard_charts

        self._offer(None)
        if not self._reading.has_goals:
            self._say_empty(_DASHBOARD)
            return
        reading = self._reading
        self.dashboard.show_charts(dashboard_charts(reading.card, reading.roll_up(), reading.measure))
        self._stack.setCurrentWidget(self.dashboard)

    def _offer(self, kind: Kind | None) -> Chosen:
        """Show the choices of a chart; gives what is chosen."""
        wanted = self._chosen.setdefault(kind.key, {}) if kind else {}
        offered = kind.choices(self._reading) if kind else ()
        for key, button in self.choices.items():
            button.setVisible(key in {choice.key for choice in offered})
        for choice in offered:
            button = self._button(choice)
            wanted[choice.key] = choice.settled(wanted.get(choice.key))
            button.set_choices(choice.options, wanted[choice.key])
            button.setVisible(bool(choice.options))
        self._row.setVisible(bool(offered))
        return wanted

    def _button(self, choice: Choice) -> ComboButton:
        if choice.key not in self.choices:
            button = ComboButton(choice.label)
            button.chosen.connect(partial(self._on_chosen, choice.key))
            self._buttons.insertWidget(len(self.choices), button)
            self.choices[choice.key] = button
        return self.choices[choice.key]

    def _say_empty(self, kind: Kind) -> None:
        self._row.setVisible(False)
        if kind.key not in self._empty:
            self._empty[kind.key] = EmptyState(kind.title, kind.missing, icon="followup")
            self._stack.addWidget(self._empty[kind.key])
        self._stack.setCurrentWidget(self._empty[kind.key])

    # ---- acting --------------------------------------------------------------------------------

    def _on_current(self, line: _Line | None) -> None:
        if line is not None and line.key != self._key:
            self.choose(line.key)

    def _on_chosen(self, key: str, value: object) -> None:
        self._chosen.setdefault(self._key, {})[key] = value
        self._show()

    def _on_picked(self, key: object) -> None:
        """Tell of what was clicked; clicked again, go to where it comes from."""
        if not isinstance(key, tuple):
            return
        again, self._picked = key == self._picked, key
        kind = str(key[0])
        if kind in ("unit", "cell"):
            self.context_wanted.emit(replace(self._context, unit_id=key[1]))
            if kind == "cell":
                self.inspect.emit(("group", key[2]))
        elif kind == "cause_link" or (again and kind in _OPENED):
            self.workspace.open_place(_OPENED.get(kind, kind), key[1])
        else:
            self.inspect.emit(key)

    def _fill_menu(self, menu: QMenu) -> None:
        menu.clear()
        view = self.shown_view()
        if view is not None:
            fill_menu(menu, view)

    def _build(self) -> None:
        self._row = QWidget()
        self._buttons = QHBoxLayout(self._row)
        self._buttons.setContentsMargins(theme.GROUP, theme.NEAR, theme.GROUP, 0)
        self._buttons.setSpacing(theme.NEAR)
        self._buttons.addStretch(1)
        self._empty: dict[str, EmptyState] = {}
        self._stack = QStackedWidget()
        for widget in (self.dashboard, self.single):
            self._stack.addWidget(widget)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._row)
        column.addWidget(self._stack, 1)
        splitter = QSplitter()
        splitter.addWidget(self.list)
        splitter.addWidget(right)
        splitter.setSizes((_LIST, _ROOM))
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)
        self.setFocusProxy(self.list)


def _list() -> TableView:
    """The list of charts."""
    column: Column = Column(
        "title", "Diagram", text=lambda line: line.title, tooltip=lambda line: line.about, stretch=True
    )
    table = TableView([column], key=lambda line: line.key, name="Diagram att välja", sortable=False)
    table.horizontalHeader().hide()
    return table
