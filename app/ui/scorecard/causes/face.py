"""The face Strategikarta: goals by perspective, and arrows that are drawn from cause to effect."""

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.services.formatting import write_count
from app.ui.parts import theme
from app.ui.parts.asking import ask_until_done
from app.ui.parts.buttons import menu_button, primary_button
from app.ui.parts.chart import fill_menu
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Link, Sentence
from app.ui.scorecard.causes.beside import Beside
from app.ui.scorecard.causes.view import LINK, NODE, MapView
from app.ui.scorecard.context import Context
from app.ui.scorecard.faces import Face, FaceHost

if TYPE_CHECKING:
    from app.services.scorecard.causes import CauseLine, CauseMap

_SIDE = 24
_HINT = "Dra från ett mål till det mål som det leder till, eller välj ett mål och tryck Insert."


class CausesFace(Face):
    """The map with what is chosen on it beside it."""

    title = "Strategikarta"
    shows_kinds = frozenset({
        "cause_link", "node", "node_version", "node_perspective", "node_indicator", "contribution", "level",
        "perspective", "indicator", "indicator_target", "period_target", "measurement", "assessment", "unit",
        "model_part", "steering_model",
    })  # fmt: skip
    places = frozenset({"cause_link"})
    nothing = "Välj ett mål eller en pil på kartan."

    def __init__(self, host: FaceHost, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self._causes: CauseMap | None = None
        self.map: MapView | None = None
        self._empty: EmptyState | None = None
        self._beside = Beside(self.workspace, self._choose, self._open_goal, self.ask_link)
        self._finding = Sentence(role="ink")
        self._finding.setFont(theme.font(semibold=True))
        self._note = Sentence(points=theme.SECONDARY_POINTS)
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(_SIDE, theme.GROUP, _SIDE, theme.GROUP)
        self._column.setSpacing(theme.GRID)
        for widget in (self._finding, self._note):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._room = QScrollArea()
        self._room.setFrameShape(QFrame.Shape.NoFrame)
        self._room.setWidgetResizable(True)
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._room.setWidget(self._body)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._build_actions()

    # ---- what the page asks for ----------------------------------------------------------------

    def load(self, context: Context) -> None:
        """Read the goals and the arrows, and show them."""
        from app.services.charts.scorecard_charts import strategy_map
        from app.services.scorecard.causes import cause_map

        call = partial(cause_map, year=context.year, period=context.stored_period, unit_id=context.unit_id)
        self._causes = self.workspace.read(partial(call, today=self.workspace.today))
        chosen = self.map.choice if self.map is not None else None
        self._draw.setEnabled(len(self._causes.goals) > 1 and not self.workspace.read_only)
        self._more.setEnabled(bool(self._causes.goals))
        if not self._causes.goals:
            self._show_empty(context)
            return
        chart = strategy_map(self._causes)
        self._finding.show_parts(chart.caption.title)
        hint = "" if self.workspace.read_only else f" {_HINT}"
        self._note.show_parts(f"{chart.caption.note}{hint}")
        self._map(chart).editable = not self.workspace.read_only
        self._stack.setCurrentWidget(self._room)
        assert self.map is not None
        self.map.choose(chosen)

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Choose an arrow or a goal."""
        if self.map is None or not isinstance(key, int) or kind not in (LINK, NODE):
            return False
        self.map.choose((kind, key))
        return self.map.choice is not None

    def heading(self) -> str:
        """The face's own name."""
        return self.title

    def state(self) -> tuple[str | Link, ...]:
        """How many goals and arrows."""
        if self._causes is None or not self._causes.goals:
            return ("Inga mål att visa.",)
        goals = write_count(len(self._causes.goals), "mål", "mål")
        count = len(self._causes.links)
        arrows = "inga pilar än" if not count else write_count(count, "pil", "pilar")
        return (f"{goals} och {arrows} från orsak till verkan.",)

    def status(self) -> str:
        """How the goals stand."""
        goals = self._causes.goals if self._causes is not None else ()
        told = (("met", "uppfyllda"), ("partly", "delvis"), ("unmet", "ej uppfyllda"))
        counts = [f"{sum(goal.standing == key for goal in goals)} {words}" for key, words in told]
        return ", ".join(counts) if goals else ""

    def actions(self) -> list[QWidget]:
        """A new arrow, and what can be done with the picture."""
        return [self._draw, self._more]

    def export_actions(self) -> list[QAction]:
        """The map as a paper or a picture."""
        if self.map is None or self._causes is None or not self._causes.goals:
            return []
        menu = QMenu(self)
        self._fill(menu)
        return menu.actions()

    # ---- arrows --------------------------------------------------------------------------------

    def draw_link(self, cause_id: int, effect_id: int) -> bool:
        """Draw an arrow and choose it."""
        from app.services.scorecard.causes import draw_link

        done = self.workspace.run(partial(draw_link, cause_id=cause_id, effect_id=effect_id))
        if done is not None and self.map is not None:
            self.map.choose((LINK, done.value))
        return done is not None

    def ask_link(self, cause_id: int | None = None, effect_id: int | None = None) -> bool:
        """Ask which goal leads to which, and how."""
        from app.services.scorecard.causes import draw_link

        if self._causes is None:
            return False
        options = tuple((goal.node_id, goal.title) for goal in self._causes.goals)

        def ready(asked: dict[str, Any]) -> "partial[Any]":
            return partial(draw_link, cause_id=asked["cause"], effect_id=asked["effect"], note=asked["note"])

        inputs: list[TextInput | ChoiceInput] = [
            ChoiceInput("cause", "Orsak", options, cause_id),
            ChoiceInput("effect", "Leder till", options, effect_id),
            TextInput("note", "Hur", required=False, placeholder="Varför det ena leder till det andra"),
        ]
        done = ask_until_done(self.workspace, self, "Nytt samband", inputs, "Dra pilen", ready)
        if done is not None and self.map is not None:
            self.map.choose((LINK, done.value))
            self.map.setFocus()
        return done is not None

    def _remove(self, key: int) -> None:
        line = self._line(key)
        if line is not None and not self.workspace.read_only:
            self._beside.remove(line)

    # ---- parts ---------------------------------------------------------------------------------

    def _build_actions(self) -> None:
        self._draw = primary_button("Nytt samband", "plus", self._on_new)
        menu = QMenu(self)
        menu.aboutToShow.connect(partial(self._refill, menu))
        self._more = menu_button("more", "Strategikartan", menu)

    def _on_new(self) -> None:
        choice = self.map.choice if self.map is not None else None
        self.ask_link(choice[1] if choice is not None and choice[0] == NODE else None)

    def _refill(self, menu: QMenu) -> None:
        menu.clear()
        self._fill(menu)

    def _fill(self, menu: QMenu) -> None:
        from app.ui.scorecard.exporting import map_actions

        if self.map is None or self._causes is None:
            return
        menu.addActions(map_actions(self, self._causes))
        menu.addSeparator()
        fill_menu(menu, self.map)

    def _map(self, chart: Any) -> MapView:
        if self.map is None:
            self.map = MapView(chart)
            self.map.chosen.connect(self._on_chosen)
            self.map.opened.connect(self._open_goal)
            self.map.drawn.connect(self.draw_link)
            self.map.draw_asked.connect(self.ask_link)
            self.map.removal_asked.connect(self._remove)
            self._column.insertWidget(2, self.map)
            self.setFocusProxy(self.map)
        else:
            self.map.show_chart(chart)
        return self.map

    def _choose(self, place: tuple[str, int]) -> None:
        if self.map is not None:
            self.map.choose(place)

    def _on_chosen(self, place: tuple[str, int] | None) -> None:
        causes = self._causes
        if place is None or causes is None:
            self.inspect.emit(None)
            return
        goal, line = causes.goal(place[1]), self._line(place[1])
        if place[0] == NODE and goal is not None:
            self.inspect.emit(self._beside.goal(causes, goal))
        elif place[0] == LINK and line is not None:
            self.inspect.emit(self._beside.line(causes, line))

    def _line(self, key: int) -> "CauseLine | None":
        lines = self._causes.links if self._causes is not None else ()
        return next((line for line in lines if line.id == key), None)

    def _open_goal(self, node_id: int) -> None:
        self.workspace.open_place("goal", node_id)

    def _show_empty(self, context: Context) -> None:
        whose = "Enheten har inga mål" if context.unit_id is not None else "Det finns inga mål än"
        empty = EmptyState(
            whose,
            "På strategikartan står målen under sina perspektiv, och du ritar vad som leder till vad. "
            "Mål läggs till i styrmodellen.",
            icon="goal",
            action="Öppna Styrmodell",
            on_action=partial(self.workspace.open_place, "node", None),
        )
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = empty
        self._stack.addWidget(empty)
        self._stack.setCurrentWidget(empty)
        self.inspect.emit(None)
