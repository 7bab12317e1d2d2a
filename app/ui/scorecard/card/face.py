"""The face Styrkort: the scorecard of the page's unit, as it stands at the end of the period."""

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.services.scorecard.views import Card, Goal
from app.services.textorder import fold
from app.ui.parts.buttons import menu_button, primary_button
from app.ui.parts.fields import FilterField
from app.ui.parts.links import Link
from app.ui.scorecard.card import menus, words
from app.ui.scorecard.card.beginning import beginning
from app.ui.scorecard.card.foot import AnalysisFoot, Legend, rule
from app.ui.scorecard.card.rows import CardRow, counts_as, rows_of
from app.ui.scorecard.card.summary import Summary
from app.ui.scorecard.card.table import CardTable
from app.ui.scorecard.context import Context
from app.ui.scorecard.faces import Face

if TYPE_CHECKING:
    from app.ui.scorecard.page import ScorecardPage

_WRITE = "Skriv analys"
_LOW = 440
_SCALE = "Poäng: 3,33 vid gränsvärdet, 6,67 vid målet"
_KEYS = (
    ("Delete", "remove"), ("Alt+Up", "up"), ("Alt+Down", "down"), ("Insert", "add"), ("F2", "weigh"),
)  # fmt: skip


class CardFace(Face):
    """The whole of a unit's work on one page: goals by perspective, each with its figures."""

    title = "Styrkort"
    shows_kinds = frozenset({
        "indicator", "indicator_target", "period_target", "node_indicator", "measurement", "scorecard",
        "scorecard_row", "scorecard_weight", "assessment", "improvement", "perspective", "node",
        "node_version", "node_perspective", "level", "unit", "municipality", "model_part", "steering_model",
    })  # fmt: skip
    places = frozenset({"scorecard"})

    def __init__(self, host: Any, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.page: ScorecardPage = host
        self.card: Card | None = None
        self.summary = Summary()
        self.table = CardTable()
        self.legend = Legend()
        self.foot = AnalysisFoot(self.write_analysis)
        self.filter_field: FilterField = FilterField(self.table)
        self.write = primary_button(_WRITE, on_click=self.write_analysis)
        self._menus = {"export": QMenu(), "more": QMenu()}
        self.export = menu_button("export", "Exportera och skriv ut", self._menus["export"])
        self.more = menu_button("more", "Fler kommandon", self._menus["more"])
        self._build()
        self._connect()

    # ---- showing -------------------------------------------------------------------------------

    def load(self, context: Context) -> None:
        """Read the card and show it, or say what belongs here."""
        self.card = self.page.inspecting.card
        self.table.retitle(self.page.choices.measure.single)
        empty = not any(group.goals for group in self.card.groups)
        self.details = not empty
        if empty:
            self._show_beginning()
        else:
            self._stack.setCurrentIndex(0)
            self.summary.show_card(self.card, self.page.choices.counted, *self._lacking())
            self.legend.show_year(context.year)
            self._show_rows()
        for widget in (self.write, self.filter_field):
            widget.setEnabled(not empty)
        self.export.setEnabled(not empty)
        self._on_current(self.table.current_row() if not empty else None)

    def heading(self) -> str:
        """The unit and the year."""
        return words.card_title(self.card) if self.card is not None else self.title

    def state(self) -> tuple[str | Link, ...]:
        """The finding, and whether somebody has put the card together."""
        card = self.card
        if card is None:
            return ()
        if card.scorecard_id is not None or not any(group.goals for group in card.groups):
            decided = "Styrkortet är beslutat." if card.status == "decided" else ""
            return (" ".join(filter(None, (card.finding, decided))),)
        gathered = f"Sammanställt av mål och {self.page.choices.counted}."
        said = f"{card.finding} {gathered}" if card.finding else gathered
        if self.workspace.read_only:
            return (said,)
        return (said, " ", Link("Gör styrkort", self.page.editing.make))

    def status(self) -> str:
        """Whose figures are unknown, and what the scores mean."""
        if self.card is None:
            return ""
        lacks = self.card.lacks
        if not lacks:
            return _SCALE
        names = ", ".join(lack.name for lack in lacks[:2])
        more = f" och {len(lacks) - 2} till" if len(lacks) > 2 else ""
        return f"{len(lacks)} {self._word(len(lacks))} räknas inte: {names}{more}  ·  {_SCALE}"

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Show the scorecard with an id, or the unit's."""
        if kind != "scorecard" or not isinstance(key, int):
            return False
        where = self.page.where_is(key)
        if where is None:
            return False
        self.context_wanted.emit(where)
        return True

    # ---- what commands use ---------------------------------------------------------------------

    @property
    def row(self) -> CardRow | None:
        """The row that is chosen."""
        found: CardRow | None = self.table.current_row()
        return found

    @property
    def goal(self) -> Goal | None:
        """The goal of the row that is chosen."""
        return self.row.goal if self.row is not None else None

    def write_analysis(self) -> None:
        """Open the chosen goal, or else the one that stands worst, to write why."""
        goal = self.goal if self.goal is not None and self.goal.node_id is not None else self._worst()
        if goal is not None and goal.node_id is not None:
            self.page.open_goal(goal.node_id)

    def actions(self) -> list[QWidget]:
        """Export, more, and the one filled button."""
        return [self.export, self.more, self.write]

    def tools(self) -> list[QWidget]:
        """The filter."""
        return [self.filter_field]

    def export_actions(self) -> list[QAction]:
        """The card as PDF, Excel and on paper."""
        return menus.export_actions(self)

    def do(self, command: str) -> None:
        """Carry out a command on the chosen row."""
        menus.do(self, command)

    # ---- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.write.setToolTip("Skriv varför målet nås eller inte nås, och vad som ska göras")
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.summary)
        column.addWidget(rule())
        column.addWidget(self.table, 1)
        column.addWidget(rule())
        column.addWidget(self.legend)
        column.addWidget(self.foot)
        self.foot.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        self.table.current_changed.connect(self._on_current)
        self.table.row_activated.connect(self._on_activated)
        self.table.menu_requested.connect(self._on_menu)
        self.summary.filter_wanted.connect(lambda _standing: self._show_rows())
        self.filter_field.filter_changed.connect(lambda _text: self._show_rows())
        self._menus["export"].aboutToShow.connect(lambda: menus.fill_export(self._menus["export"], self))
        self._menus["more"].aboutToShow.connect(lambda: menus.fill_more(self._menus["more"], self))
        for keys, command in _KEYS:
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda command=command: self.do(command))

    def _show_beginning(self) -> None:
        old = self._stack.widget(1)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(beginning(self.page))
        self._stack.setCurrentIndex(1)

    def _show_rows(self) -> None:
        if self.card is None:
            return
        rows = rows_of(self.card, self.page.choices.counted)
        standing, typed = self.summary.chosen, tuple(fold(self.filter_field.text()).split())
        if standing or typed:
            rows = _narrowed(rows, standing, typed)
        self.table.show_rows(rows)

    def _word(self, count: int) -> str:
        return self.page.choices.measure.one if count == 1 else self.page.choices.counted

    def _lacking(self) -> tuple[str | Link, ...]:
        assert self.card is not None
        if not self.card.aspects_lacking:
            return ()
        said = words.lacking_sentence(self.card.aspects_lacking, self.page.choices.counted)
        return (
            said,
            " ",
            Link(f"Se {self.page.choices.counted}", lambda: self.page.show_face("indicators")),
        )

    # ---- doing ---------------------------------------------------------------------------------

    def _on_current(self, row: CardRow | None) -> None:
        self._show_foot(row)
        if row is None:
            self.inspect.emit(("card", None))
        elif row.goal is None:
            self.inspect.emit(("group", row.group.key))
        elif row.figure is None:
            self.inspect.emit(("node", row.goal.node_id))
        else:
            self.inspect.emit(("indicator", row.figure.indicator_id, row.goal.node_id))

    def _show_foot(self, row: CardRow | None) -> None:
        goal = row.goal if row is not None else None
        self.foot.show_goal(goal, self.workspace.read_only, low=self.height() < _LOW)
        self.table.keep_in_sight()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the rows need the room more than the legend does."""
        super().resizeEvent(event)
        low = event.size().height() < _LOW
        if low == self.legend.isHidden():
            return
        self.legend.setVisible(not low)
        self._show_foot(self.row)

    def _on_activated(self, row: CardRow) -> None:
        """Enter opens where the outcome comes from; a goal without figures itself."""
        if row.figure is not None:
            self.page.open_face("measures", "measure", row.figure.indicator_id)
        elif row.goal is not None and row.goal.node_id is not None:
            self.page.open_goal(row.goal.node_id)

    def _on_menu(self, row: CardRow | None, place: QPoint) -> None:
        if row is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menus.fill_row(menu, self, row)
        menu.popup(place)

    def _worst(self) -> Goal | None:
        """The goal with the lowest score that nobody has explained yet, or else the first."""
        if self.card is None:
            return None
        goals = [goal for group in self.card.groups for goal in group.goals if goal.node_id is not None]
        open_ones = [goal for goal in goals if not goal.analysis] or goals
        scored = [goal for goal in open_ones if goal.average.score is not None]
        return min(scored, key=lambda goal: goal.average.score or 0, default=next(iter(open_ones), None))


def _narrowed(rows: tuple[CardRow, ...], standing: str, typed: tuple[str, ...]) -> tuple[CardRow, ...]:
    """The rows that stand so and hold every typed word, under the groups that have any."""

    def hit(row: CardRow) -> bool:
        if row.goal is None or (standing and not counts_as(row, standing)):
            return False
        name = row.figure.name if row.figure is not None else ""
        text = fold(f"{row.group.name}\n{row.goal.title}\n{name}\n{row.status_words}")
        return all(word in text for word in typed)

    kept = [row for row in rows if row.heading or hit(row)]
    groups = {row.group.key for row in kept if not row.heading}
    return tuple(_with_first(row for row in kept if row.group.key in groups))


def _with_first(rows: Any) -> Any:
    """A figure whose goal's first row is hidden says the goal itself."""
    from dataclasses import replace

    before: CardRow | None = None
    for row in rows:
        same = before is not None and not before.heading and not row.heading and before.goal is row.goal
        yield row if row.heading or row.first or same else replace(row, first=True)
        before = row
