"""The face Mål: the list of goals with how each stands, and the page of the goal that is opened."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.services.formatting import write_count
from app.ui.parts import theme
from app.ui.parts.buttons import icon_button, menu_button, quiet_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.fields import FilterField
from app.ui.parts.links import Link
from app.ui.scorecard.context import Context
from app.ui.scorecard.faces import Face, FaceHost
from app.ui.scorecard.goals.beside import Beside
from app.ui.scorecard.goals.listing import ALL, FILTERS, GoalTree, ListRow
from app.ui.scorecard.goals.pane import GoalPane

if TYPE_CHECKING:
    from app.services.scorecard.goalviews import GoalLine, GoalPage
    from app.services.scorecard.words import MeasureWord

_LIST, _PAGE, _EMPTY = range(3)
_NODE_KINDS = frozenset({"goal", "node"})
_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut


class GoalsFace(Face):
    """A list and a page of one goal, one of them shown at a time."""

    title = "Mål"
    shows_kinds = frozenset({
        "node", "node_version", "node_perspective", "node_indicator", "contribution", "level", "perspective",
        "indicator", "indicator_target", "period_target", "measurement", "assessment", "improvement",
        "cause_link", "activity", "assignment", "unit", "frame", "frame_component", "plan_version",
        "model_part", "steering_model",
    })  # fmt: skip
    places = frozenset({"goal", "node", "assessment"})
    nothing = "Välj ett mål för att se hur det står till."

    def __init__(self, host: FaceHost, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self._lines: tuple[GoalLine, ...] = ()
        self._open: int | None = None
        self._word: MeasureWord | None = None
        self._context: Context = host.context
        self.tree = GoalTree()
        self.pane = GoalPane(self.workspace, self.inspect.emit, self._open_measures)
        self.filter_field = FilterField(self.tree)
        self.filter = ComboButton("Visa")
        self.filter.set_choices([(key, words) for key, words, _ in FILTERS], ALL)
        self._empty = EmptyState("Inga mål", "", icon="goal")
        self._beside = Beside(self.workspace, self.open_goal)
        self._stack = QStackedWidget()
        for widget in (self.tree, self.pane, self._empty):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._build_tools()
        self._listen()

    # ---- what the page asks for ----------------------------------------------------------------

    def load(self, context: Context) -> None:
        """Read the goals, and the one that is open."""
        from app.services.scorecard.goallist import goals_list
        from app.services.scorecard.words import measure_word

        self._context = context
        self._word = self.workspace.read(measure_word)
        call = partial(goals_list, year=context.year, period=context.stored_period, unit_id=context.unit_id)
        self._lines = self.workspace.read(partial(call, today=self.workspace.today))
        self.tree.show_lines(self._lines)
        if self._open is not None and not self._there(self._open):
            self._open = None
        if self._open is not None:
            self._show_page(self._open)
        else:
            self._show_list()

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Open a goal, or the goal that an assessment is of."""
        if kind == "assessment":
            return self._show_assessment(key)
        if isinstance(key, str):
            return self._show_standing(key)
        if kind not in _NODE_KINDS or not isinstance(key, int) or not self._there(key):
            return False
        return self.open_goal(key)

    def resume(self, field: str, text: str) -> bool:
        """Put a text of a goal's page back: assessment, the goal, the unit, the period and the field."""
        parts = field.split(":")
        if len(parts) != 5 or not parts[1].isdigit() or not self._there(int(parts[1])):
            return False
        unit = int(parts[2]) or None
        if (unit, parts[3]) != (self._context.unit_id, self._context.stored_period):
            year = int(parts[3][:4])
            self.context_wanted.emit(Context(year, parts[3] if parts[3] != str(year) else None, unit))
        return self.open_goal(int(parts[1])) and self.pane.resume(field, text)

    def settle(self) -> bool:
        """Make changes of what is typed on a goal's page."""
        return self._open is None or self.pane.settle()

    def heading(self) -> str:
        """The list's name; a goal's title stands on its page."""
        return self.title

    def state(self) -> tuple[str | Link, ...]:
        """How many goals are judged, and which of them want attention."""
        if not self._lines:
            return ("Inga mål än",)
        if self._open is not None and self.pane.details is not None:
            return (self.pane.sentence(),)
        every = len(self._lines)
        decided = sum(line.decided for line in self._lines)
        parts: list[str | Link] = [f"{decided} av {write_count(every, 'mål bedömt', 'mål bedömda')}"]
        for key, one, many in (
            ("unmet", "ej uppfyllt", "ej uppfyllda"),
            ("missing", "utan utfall", "utan utfall"),
            ("deeds", "har bara aktiviteter", "har bara aktiviteter"),
        ):
            count = self._count(key)
            if count:
                words = f"{count} {one if count == 1 else many}"
                parts += [", ", Link(words, partial(self._filter_to, key))]
        return (*parts, ".")

    def status(self) -> str:
        """How many of each sort."""
        counts = Counter(line.standing for line in self._lines)
        told = (
            f"{counts['met']} uppfyllda", f"{counts['partly']} delvis", f"{counts['unmet']} ej uppfyllda",
            f"{sum(counts.values()) - counts['met'] - counts['partly'] - counts['unmet']} utan resultat",
        )  # fmt: skip
        return ", ".join(told) if self._lines else ""

    def tools(self) -> list[QWidget]:
        """What belongs to the list, and what belongs to a goal's page."""
        return [self._list_tools, self._page_tools]

    def export_actions(self) -> list[QAction]:
        """The goal that is open, on paper and as a file."""
        if self._open is None:
            return []
        from app.ui.scorecard.exporting import goal_actions

        return goal_actions(self, self._open, self._context)

    # ---- showing -------------------------------------------------------------------------------

    def open_goal(self, key: int) -> bool:
        """Show a goal's page; False when what is typed on another must be put right first."""
        if self._open is not None and self._open != key and not self.pane.settle():
            return False
        self._open = key
        self._show_page(key)
        self.pane.setFocus()
        return True

    def show_list(self) -> None:
        """Leave the goal's page."""
        if self._open is not None and not self.pane.settle():
            return
        left, self._open = self._open, None
        self._show_list()
        self.said.emit()
        if left is not None:
            self.tree.select(left)
        self.tree.setFocus()

    def step(self, by: int) -> None:
        """Go to the goal after (1) or before (-1) the one that is open, as the list stands."""
        keys = self.tree.goal_ids()
        if self._open in keys and 0 <= keys.index(self._open) + by < len(keys):
            self.open_goal(keys[keys.index(self._open) + by])

    def _show_page(self, key: int) -> None:
        page = self._read(key)
        assert self._word is not None
        self.pane.show_page(page, self._word)
        self._stack.setCurrentIndex(_PAGE)
        self._show_tools()
        self.said.emit()
        self.inspect.emit(self._beside.ties(page))

    def _show_list(self) -> None:
        self._stack.setCurrentIndex(_LIST if self._lines else _EMPTY)
        self._show_tools()
        if not self._lines:
            self._show_empty()
        self._on_current(self.tree.current_row())

    def _show_empty(self) -> None:
        whose = "Enheten har inga mål" if self._context.unit_id is not None else "Det finns inga mål än"
        self._stack.removeWidget(self._empty)
        self._empty.deleteLater()
        self._empty = EmptyState(
            whose,
            "Mål läggs till i styrmodellen, på de nivåer som är mål eller åtaganden. Här följs de sedan upp, "
            "bedöms och analyseras.",
            icon="goal",
            action="Öppna Styrmodell",
            on_action=partial(self.workspace.open_place, "node", None),
        )
        self._stack.insertWidget(_EMPTY, self._empty)
        self._stack.setCurrentIndex(_EMPTY)

    def _show_tools(self) -> None:
        opened = self._open is not None
        self._list_tools.setVisible(not opened and bool(self._lines))
        self._page_tools.setVisible(opened)
        keys = self.tree.goal_ids()
        place = keys.index(self._open) if self._open in keys else -1
        self.before.setEnabled(place > 0)
        self.after.setEnabled(0 <= place < len(keys) - 1)

    def _on_current(self, row: ListRow | None) -> None:
        if self._open is not None:
            return
        if row is None or row.line is None:
            self.inspect.emit(None)
        else:
            self.inspect.emit(self._beside.summary(self._read(row.line.node_id)))

    def _on_activated(self, row: ListRow) -> None:
        if row.line is not None:
            self.open_goal(row.line.node_id)

    def _open_measures(self, indicator_id: int) -> None:
        self.workspace.open_place("measure", indicator_id)

    # ---- parts ---------------------------------------------------------------------------------

    def _build_tools(self) -> None:
        self._list_tools, self._page_tools = _Shelf(), _Shelf()
        assert self.filter_field is not None
        self._list_tools.add(self.filter)
        self._list_tools.add(self.filter_field)
        self.back = quiet_button("Alla mål", "chevron-left", self.show_list)
        self.back.setToolTip("Tillbaka till listan (Esc)")
        self.before = icon_button("chevron-up", "Föregående mål (Alt+Upp)", partial(self.step, -1))
        self.after = icon_button("chevron-down", "Nästa mål (Alt+Ned)", partial(self.step, 1))
        self._page_tools.add(self.back)
        self._page_tools.add(self.before)
        self._page_tools.add(self.after)
        menu = QMenu(self)
        menu.aboutToShow.connect(partial(self._fill_more, menu))
        self._page_tools.add(menu_button("more", "Fler kommandon", menu))
        for keys, work in (
            ("Escape", self.show_list),
            ("Alt+Up", partial(self.step, -1)),
            ("Alt+Down", partial(self.step, 1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.pane)
            shortcut.setContext(_WITHIN)
            shortcut.activated.connect(work)

    def _fill_more(self, menu: QMenu) -> None:
        menu.clear()
        menu.addActions(self.export_actions())

    def _listen(self) -> None:
        self.tree.current_changed.connect(self._on_current)
        self.tree.row_activated.connect(self._on_activated)
        self.filter.chosen.connect(lambda _key: self._apply_filter())
        assert isinstance(self.filter_field, FilterField)
        self.filter_field.filter_changed.connect(lambda _text: self._apply_filter())

    def _apply_filter(self) -> None:
        text = self.filter_field.text() if self.filter_field is not None else ""
        self.tree.filter_by(text, self.filter.choice)

    def _filter_to(self, key: str) -> None:
        self.show_list()
        self.filter.set_choices([(one, words) for one, words, _ in FILTERS], key)
        self._apply_filter()

    def _count(self, key: str) -> int:
        test: Any = next(test for one, _, test in FILTERS if one == key)
        return sum(map(test, self._lines))

    def _read(self, key: int) -> "GoalPage":
        from app.services.scorecard.goalpage import goal_page

        context = self._context
        call = partial(goal_page, node_id=key, unit_id=context.unit_id, period=context.stored_period)
        page: GoalPage = self.workspace.read(partial(call, year=context.year, today=self.workspace.today))
        return page

    def _there(self, key: int) -> bool:
        from app.services.scorecard.goalrows import is_goal

        found: bool = self.workspace.read(partial(is_goal, node_id=key))
        return found

    def _show_standing(self, key: str) -> bool:
        """Only the goals that stand so; a link from the overview, which tells of the whole municipality."""
        wanted = "missing" if key == "unknown" else key
        if wanted not in {one for one, _, _ in FILTERS}:
            return False
        if self._context.unit_id is not None:
            self.context_wanted.emit(replace(self._context, unit_id=None))
        self._filter_to(wanted)
        return True

    def _show_assessment(self, key: Hashable) -> bool:
        from app.services.scorecard.judgements import place_of

        found = self.workspace.read(partial(place_of, assessment_id=key)) if isinstance(key, int) else None
        if found is None:
            return False
        node, unit, period = found
        if (unit, period) != (self._context.unit_id, self._context.stored_period):
            year = int(period[:4])
            self.context_wanted.emit(Context(year, period if period != str(year) else None, unit))
        return self.open_goal(node)


class _Shelf(QWidget):
    """Tools that are shown and hidden together."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.NEAR)

    def add(self, widget: QWidget) -> None:
        """Put a tool last."""
        self._row.addWidget(widget)
