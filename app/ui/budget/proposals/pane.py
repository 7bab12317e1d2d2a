"""The pane under the tree: the chosen proposal's measures, figures, treatment and dialogues."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.services.budget.proposals import figures, rows
from app.services.budget.proposals.words import FIGURES
from app.ui.budget.proposals import tables
from app.ui.budget.proposals.edits import Edits
from app.ui.budget.proposals.longtext import DIALOGUES, MEASURES, TREATMENTS, LongText
from app.ui.budget.proposals.longtext import FIGURES as FIGURES_KEY
from app.ui.budget.proposals.rowtable import Line, RowTable
from app.ui.parts import theme
from app.ui.parts.asking import ask_until_done
from app.ui.parts.buttons import SegmentedControl, action, icon_button, primary_button, quiet_button
from app.ui.parts.cap import with_edge
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.links import Sentence

if TYPE_CHECKING:
    from app.services.budget.proposals.detail import ProposalDetail
    from app.services.budget.proposals.views import ProposalRow

_SECTIONS = (
    (MEASURES, "Åtgärder"),
    (FIGURES_KEY, "Mått"),
    (TREATMENTS, "Behandling"),
    (DIALOGUES, "Budgetdialog"),
)
_REMOVE: dict[str, tuple[Any, str]] = {
    MEASURES: (rows.remove_measure, "measure_id"),
    FIGURES_KEY: (figures.remove_figure, "figure_id"),
    TREATMENTS: (rows.remove_treatment, "treatment_id"),
    DIALOGUES: (rows.remove_dialogue, "dialogue_id"),
}


#: Narrower than this the buttons are icons only.
_ROOM_FOR_WORDS = 740


class ProposalPane(QWidget):
    """Shows the rows of a proposal, or offers to begin one."""

    def __init__(
        self,
        edits: Edits,
        *,
        year: Callable[[], int],
        unit: Callable[[], Any],
        begin: Callable[[], object],
    ) -> None:
        super().__init__()
        self._edits = edits
        self.tables: dict[str, RowTable] = {
            MEASURES: tables.measure_table(edits, year, unit),
            FIGURES_KEY: tables.figure_table(edits),
            TREATMENTS: tables.treatment_table(edits),
            DIALOGUES: tables.dialogue_table(edits),
        }
        self.sections = SegmentedControl(_SECTIONS, name="Del av förslaget")
        self._build(begin)
        self.sections.chosen.connect(lambda _key: self._show_section())
        for key, table in self.tables.items():
            table.removed.connect(partial(self.remove, key))
            table.current_changed.connect(lambda _line: self._show_buttons())
            table.menu_requested.connect(self._on_menu)

    @property
    def section(self) -> str:
        """The part that is shown."""
        return str(self.sections.choice)

    @property
    def table(self) -> RowTable:
        """The grid that is shown."""
        return self.tables[self.section]

    def show_proposal(self, detail: ProposalDetail | None, row: ProposalRow | None) -> None:
        """Show a proposal, or the unit that has none."""
        self.sections.setVisible(detail is not None)
        self._stack.setCurrentIndex(0 if detail is not None else 1)
        if detail is not None:
            self.tables[MEASURES].show_lines([Line(each.id, each.typed) for each in detail.measures])
            self.tables[FIGURES_KEY].show_lines(
                [Line(each.id, each.typed, each.indicator_id) for each in detail.figures]
            )
            self.tables[TREATMENTS].show_lines([Line(each.id, each.typed) for each in detail.treatments])
            self.tables[DIALOGUES].show_lines([Line(each.id, each.typed) for each in detail.dialogues])
        else:
            self._say_nothing(row)
        self.table.viewport().update()
        self._show_buttons()

    def remove(self, section: str, key: int) -> None:
        """Take a row away; it can be undone."""
        use_case, named = _REMOVE[section]
        self._edits.run(lambda: partial(use_case, **{named: key}))

    def settle(self) -> bool:
        """Make a change of the long text; each cell is a change of its own."""
        return self._long.settle()

    def resume(self, section: str, key: int, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back under its row."""
        self.sections.choose(section)
        self._show_section()
        return self.table.select(key) and self._long.resume(field, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the buttons give up their words, not the parts their names."""
        super().resizeEvent(event)
        narrow = event.size().width() < _ROOM_FOR_WORDS
        for button, words in self._worded.items():
            button.setText("" if narrow else words)

    # ---- building ------------------------------------------------------------------------------

    def _build(self, begin: Callable[[], object]) -> None:
        self._add = quiet_button("Lägg till", "plus", lambda: self.table.begin_line())
        self._remove = icon_button("trash", "Ta bort raden (Ctrl+Delete)", self._on_remove)
        self._repeat = quiet_button("Även följande år", "copy", self._on_repeat)
        self._pick = quiet_button("Hämta nyckeltal…", "target", self._on_pick)
        self._fetch = icon_button("redo", "Hämta det senaste utfallet", self._on_fetch)
        self._worded = {each: each.text() for each in (self._add, self._repeat, self._pick)}
        for button, words in self._worded.items():
            button.setAccessibleName(words)
            button.setToolTip(words)
        self._grids = QStackedWidget()
        self._framed = {table: with_edge(table, theme.GROUP) for table in self.tables.values()}
        for framed in self._framed.values():
            self._grids.addWidget(framed)
        self._long = LongText(self._edits)
        filled = QWidget()
        rows_column = QVBoxLayout(filled)
        rows_column.setContentsMargins(0, 0, 0, 0)
        rows_column.setSpacing(0)
        rows_column.addWidget(self._grids, 1)
        rows_column.addWidget(self._long)
        self._stack = QStackedWidget()
        self._stack.addWidget(filled)
        self._stack.addWidget(self._build_nothing(begin))
        rule = QFrame()
        rule.setProperty("rule", True)
        rule.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule)
        column.addLayout(self._build_head())
        column.addWidget(self._stack, 1)

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, theme.GROUP, theme.NEAR)
        head.setSpacing(theme.NEAR)
        head.addWidget(self.sections)
        head.addStretch(1)
        for tool in (self._fetch, self._remove, self._pick, self._repeat, self._add):
            head.addWidget(tool)
        return head

    def _build_nothing(self, begin: Callable[[], object]) -> QWidget:
        self._nothing = Sentence()
        self._begin = primary_button("Lägg upp förslaget", on_click=begin)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, theme.PAGE_MARGIN, theme.GROUP)
        column.setSpacing(theme.NEAR)
        column.addWidget(self._nothing)
        column.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return holder

    # ---- showing -------------------------------------------------------------------------------

    def _say_nothing(self, row: ProposalRow | None) -> None:
        self._begin.setVisible(row is not None and not self._edits.locked)
        if row is None:
            self._nothing.show_parts("Välj en enhet eller en nämnd för att se dess förslag.")
            return
        said = "Lägg upp förslaget för att skriva åtgärder, mått, behandling och budgetdialoger."
        if row.lacks_measures:
            said = (
                "Förslaget är större än den preliminära ramen. Lägg upp förslaget, och skriv de åtgärder som "
                "skulle hålla det inom ramen och vad de leder till."
            )
        elif row.part_of:
            said = f"Enheten ingår i förslaget från {row.part_of}. Den kan också ha ett eget."
        self._nothing.show_parts(said)

    def _show_section(self) -> None:
        self._grids.setCurrentWidget(self._framed[self.table])
        self._show_buttons()

    def _show_buttons(self) -> None:
        shown = self._stack.currentIndex() == 0
        able = shown and self.table.rows.count > 0 and self._may()
        line = self.table.current_line() if shown else None
        self._long.show_line(self.section, line, "" if self._may() else self._edits.locked)
        line = line if able else None
        self._add.setVisible(able)
        self._remove.setVisible(able)
        self._remove.setEnabled(line is not None)
        self._repeat.setVisible(able and self.section == MEASURES)
        self._repeat.setEnabled(line is not None)
        self._pick.setVisible(able and self.section == FIGURES_KEY)
        self._fetch.setVisible(able and self.section == FIGURES_KEY)
        self._fetch.setEnabled(line is not None and line.more is not None)

    def _may(self) -> bool:
        return not (self._edits.workspace.read_only if self.section == DIALOGUES else self._edits.locked)

    # ---- doing ---------------------------------------------------------------------------------

    def _on_menu(self, line: Line | None, place: Any) -> None:
        if line is None or not line.id or not self._may():
            return
        menu = QMenu(self)
        take = partial(self.remove, self.section, line.id)
        menu.addAction(action("Ta bort raden", take, icon="trash", shortcut="Ctrl+Delete", parent=menu))
        if self.section == MEASURES:
            menu.addAction(action("Låt gälla även följande år", self._on_repeat, icon="copy", parent=menu))
        menu.exec(place)
        menu.deleteLater()

    def _on_remove(self) -> None:
        line = self.table.current_line()
        if line is not None:
            self.remove(self.section, line.id)

    def _on_repeat(self) -> None:
        line = self.tables[MEASURES].current_line()
        if line is not None:
            self._edits.run(lambda: partial(rows.repeat_measure, measure_id=line.id))

    def _on_fetch(self) -> None:
        line = self.tables[FIGURES_KEY].current_line()
        if line is not None:
            self._edits.run(lambda: partial(figures.fetch_figure, figure_id=line.id))

    def _on_pick(self) -> None:
        """Ask for an indicator; its latest outcome comes with it."""
        detail = self._edits.detail
        offered = self._edits.workspace.read(figures.indicator_choices)
        if detail is None or not offered:
            self._edits.workspace.tell("Det finns inga nyckeltal att hämta. Lägg till dem på sidan Styrkort.")
            return

        def ready(asked: dict[str, Any]) -> Any:
            return partial(
                figures.add_indicator_figure, indicator_id=asked["indicator"], kind=asked["kind"],
                proposal_id=detail.id, expected_version=detail.version,
            )  # fmt: skip

        inputs: list[TextInput | ChoiceInput] = [
            ChoiceInput("indicator", "Nyckeltal", offered),
            ChoiceInput("kind", "Slag", tuple(FIGURES.items()), "key_figure"),
        ]
        text = "Det senaste utfallet hämtas, enhetens eget om det finns. Det kan hämtas på nytt senare."
        done = ask_until_done(self._edits.workspace, self, "Hämta nyckeltal", inputs, "Hämta", ready, text)
        if done is not None:
            self.tables[FIGURES_KEY].select(done.value)
