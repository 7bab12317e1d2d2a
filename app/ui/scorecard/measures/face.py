"""The face Mätvärden: what has been measured in a year as a grid, and what is to be filled in."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.services.formatting import write_count, write_number
from app.services.scorecard import measuring, reminders
from app.services.scorecard.periods import FREQUENCIES
from app.services.scorecard.words import measure_word
from app.ui.budget.grid_model import Edit
from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl, icon_button, quiet_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.details import Command
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.fields import FilterField
from app.ui.parts.links import Link
from app.ui.parts.memory import memory
from app.ui.scorecard.context import Context
from app.ui.scorecard.faces import Face, FaceHost
from app.ui.scorecard.measures.columns import measure_columns
from app.ui.scorecard.measures.commands import CellCommands
from app.ui.scorecard.measures.explaining import note_field, place_in
from app.ui.scorecard.measures.filtering import ALL, SHOWS, Wanted
from app.ui.scorecard.measures.telling import cell_details
from app.ui.scorecard.measures.view import MeasureView
from app.ui.scorecard.measures.waiting import WaitingList

GRID, WAITING = "grid", "waiting"
_OFTEN, _MINE = "scorecard/often", "scorecard/mine"
_EVERY, _UNCHOSEN = "alla", ""


class MeasuresFace(Face):
    """Grid and list share the filter, the owner and the page's unit."""

    title = "Mätvärden"
    shows_kinds = frozenset({
        "measurement", "indicator", "indicator_target", "period_target", "unit", "model_part",
        "steering_model",
    })  # fmt: skip
    places = frozenset({"measurement", "measure"})
    uses = frozenset({"unit"})
    nothing = "Ställ markören i en cell för att se mer om värdet."

    def __init__(self, host: FaceHost, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.grid: Any = None
        self.context: Context | None = None
        self._often: str | None = memory().get(_OFTEN, _UNCHOSEN)
        self._anew = True
        self._goal: tuple[object, str] | None = None
        self._due: Sequence[Any] = ()
        self._entered: frozenset[int] = frozenset()
        """The figures that values are entered for just now; what else is shown has not changed."""
        self._measure = self.workspace.read(measure_word)
        self.view = MeasureView(self._take_in)
        self.waiting = WaitingList(self._measure.one)
        self.mode = SegmentedControl([(GRID, "Tabell"), (WAITING, "Att fylla i")], name="Visa mätvärden som")
        self.often = ComboButton("Mäts")
        self.owner = ComboButton("Fylls i av")
        self.show_only = ComboButton("Visa")
        self.filter = FilterField(self.view)
        self.filter_field = self.filter
        self.cells = CellCommands(self.view, self.workspace, self._measure.definite, self._open_measure)
        self.note_button = icon_button("comment", "Not till cellen (Skift+F2)", self.cells.note)
        self.history_button = icon_button("history", "Cellens historik (Ctrl+Skift+H)", self.cells.history)
        self.copy_button = quiet_button("Kopiera påminnelser", "copy", self.waiting.copy_all)
        self._build()

    def load(self, context: Context) -> None:
        """Read the year's values and show them; what is sifted away comes back only when asked for."""
        if self.context is None or (context.year, context.unit_id) != (
            self.context.year, self.context.unit_id,
        ):  # fmt: skip
            self._anew = True
        self.context = context
        self._measure = self.workspace.read(measure_word)
        self.grid = self._read()
        if self._often is not None and self._often not in self.grid.frequencies:
            self._often = _commonest(self.grid)
        self._show()
        if self._goal is not None:
            goal, self._goal = self._goal, None
            self._go(*goal)

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Go to a stored value, or to a figure's cell that waits or else its last."""
        if kind == "measurement" and isinstance(key, int):
            place = self.workspace.read(partial(measuring.place_of, measurement_id=key))
            if place is None:
                return False
            return self._go((place.indicator_id, place.unit_id, place.gender), place.period)
        if kind != "measure" or self.grid is None:
            return False
        rows = [row for row in self.grid.rows if row.indicator_id == key]
        if not rows:
            return False
        row = next((each for each in rows if each.waits), rows[0])
        waits = [cell.period for cell in row.cells.values() if cell.due]
        return self._go(row.key, waits[0] if waits else list(row.cells)[-1])

    def resume(self, field: str, text: str) -> bool:
        """Put a note that a crash interrupted back at its cell."""
        place = place_in(field)
        return place is not None and self._go(*place) and self.host.inspector.resume(field, text)

    def settle(self) -> bool:
        """Make changes of what is typed in the grid or in a note."""
        return all([self.view.settle(), self.cells.settle()])

    def state(self) -> tuple[str | Link, ...]:
        """How much is filled in, and what waits."""
        if self.grid is None or not self.grid.frequencies:
            return ()
        done, every = self.grid.filled
        said: list[str | Link] = [f"{write_number(done)} av {write_count(every, 'värde', 'värden')} ifyllda"]
        if self.grid.due:
            said.append(f", {write_number(self.grid.due)} att fylla i")
        if self.grid.overdue:
            words = write_count(self.grid.overdue, "försenat", "försenade")
            said += [", ", Link(words, lambda: self.show_mode(WAITING))]
        return tuple(said)

    def status(self) -> str:
        """What is shown, and what the selected values come to."""
        if self.grid is None or not self.grid.frequencies:
            return ""
        if self.mode.choice == WAITING:
            return write_count(sum(len(each.rows) for each in self.waiting.lists), "värde", "värden") + (
                " väntar på att fyllas i"
            )
        shown, every = self.view.measures.counts
        rows = f"{write_number(shown)} av {write_count(every, 'rad', 'rader')} visas"
        return " · ".join(each for each in (rows, self._chosen_words()) if each)

    def actions(self) -> list[QWidget]:
        """The filter, and what is done with a cell."""
        return [self._beside]

    def tools(self) -> list[QWidget]:
        """What is shown: grid or list, how often it is measured, by whom, and which cells."""
        return [self._tools]

    def show_mode(self, mode: str) -> None:
        """Show the grid, or what is to be filled in."""
        self.mode.choose(mode)
        self._on_mode(mode)

    # ---- showing -------------------------------------------------------------------------------

    def _build(self) -> None:
        # The page shows and hides these two as wholes; what stands in them follows what is shown here.
        self._beside = _in_a_row(self.note_button, self.history_button, self.copy_button, self.filter)
        self._tools = _in_a_row(self.often, self.owner, self.show_only, self.mode)
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._empty = EmptyState(
            "Inget att mäta än",
            f"Här fyller du i vad som har mätts. Lägg till {self._measure.many} först, så får de sina rader.",
            icon="numbers",
            action=f"Gå till {self._measure.title}",
            on_action=lambda: self.host.show_face("indicators"),
        )
        self._stack = QStackedWidget()
        for widget in (pane, self.waiting, self._empty):
            self._stack.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.NEAR)
        outer.addWidget(self._stack)
        self.setFocusProxy(self.view)
        self.show_only.set_choices(SHOWS, ALL)
        self.mode.chosen.connect(self._on_mode)
        self.often.chosen.connect(self._on_often)
        self.owner.chosen.connect(self._on_owner)
        self.show_only.chosen.connect(lambda _key: self._sift())
        self.filter.textChanged.connect(lambda _text: self._sift())
        self.view.said.connect(self.workspace.tell)
        self.view.selection_changed.connect(self._on_selection)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._inspect())
        self.view.measures.modelReset.connect(self._inspect)
        self.waiting.wanted.connect(self._on_wanted)
        self.waiting.copied.connect(lambda words: self.workspace.tell(words, "info"))

    def _read(self) -> Any:
        assert self.context is not None
        asked: dict[str, Any] = {"unit_id": self.context.unit_id, "today": self.workspace.today}
        if self._entered and not self._anew:
            entered = partial(measuring.entered_again, grid=self.grid, indicator_ids=self._entered)
            return self.workspace.read(partial(entered, **asked))
        return self.workspace.read(partial(measuring.measure_grid, year=self.context.year, **asked))

    def _show(self) -> None:
        grid = self.grid
        choices = [(None, _EVERY), *((one, FREQUENCIES[one]) for one in grid.frequencies)]
        self.often.set_choices(choices, self._often)
        mine = memory().get(_MINE, "")
        mine = mine if mine in grid.owners else ""
        self.owner.set_choices([("", _EVERY), *((one, one) for one in grid.owners)], mine)
        model = self.view.measures
        model.read_only = self.workspace.read_only
        wanted = self._wanted()
        if wanted != model.wanted:
            model.wanted, self._anew = wanted, True
        shown = measuring.sifted(grid, self._often)
        columns = measure_columns(grid.year, shown.periods, self._measure.one)
        self.view.show_grid(shown, columns, anew=self._anew)
        self._anew = False
        self._show_mode()
        self._inspect()

    def _show_mode(self) -> None:
        waiting, nothing = self.mode.choice == WAITING, not self.grid.frequencies
        either: tuple[QWidget, ...] = (self.owner, self.mode, self.filter)
        only_grid: tuple[QWidget, ...] = (self.often, self.show_only, self.note_button, self.history_button)
        for widget in (*either, *only_grid):
            widget.setVisible(not nothing and (widget in either or not waiting))
        self.copy_button.setVisible(waiting and not nothing)
        if waiting:
            assert self.context is not None
            asked = partial(reminders.due, today=self.workspace.today, unit_id=self.context.unit_id)
            owner = self.owner.choice
            self._due = [row for row in self.workspace.read(asked) if not owner or row.owner == owner]
            self.waiting.show_rows(self._due, self.workspace.today, self.filter.text())
        self._stack.setCurrentIndex(2 if nothing else 1 if waiting else 0)
        self.setFocusProxy(self.waiting if waiting else self.view)

    def _wanted(self) -> Wanted:
        show = self.show_only.choice
        return Wanted(self.filter.text(), str(self.owner.choice or ""), str(show or ALL))

    def _sift(self) -> None:
        if self.grid is None:
            return
        if self.mode.choice == WAITING:
            self._show_mode()
        elif self.view.settle():
            self.view.measures.sift(self._wanted())
            self.view.restore_cursor()
        self.said.emit()

    def _on_mode(self, _mode: object) -> None:
        if self.grid is not None and self.settle():
            self._show_mode()
            self._inspect()
            self.said.emit()

    def _on_often(self, often: Any) -> None:
        self._often = often
        memory().put(_OFTEN, often)
        if self.grid is not None and self.settle():
            self._anew = True
            self._show()
            self.said.emit()

    def _on_owner(self, owner: Any) -> None:
        memory().put(_MINE, owner)
        self._sift()

    # ---- the cell ------------------------------------------------------------------------------

    def _take_in(self, edits: Sequence[Edit]) -> bool:
        changes = []
        for edit in edits:
            column: Any = edit.column
            row, cell = edit.row, edit.row.cells[column.period]
            reading = edit.amount if edit.amount is not None else measuring.Reading()
            changes.append(
                measuring.CellChange(
                    row.indicator_id, row.unit_id, cell.period, row.gender, reading,
                    expected_version=cell.version,
                )
            )  # fmt: skip
        self._entered = frozenset(change.indicator_id for change in changes)
        try:
            return self.workspace.run(partial(measuring.set_values, cells=changes)) is not None
        finally:
            self._entered = frozenset()

    def _go(self, row_key: Any, period: str) -> bool:
        """Put the cursor in a cell, whatever hides it."""
        if self.context is None or self.grid is None:
            self._goal = (row_key, period)
            return True
        self.show_mode(GRID)
        year = int(period[:4])
        if year == self.context.year and self.view.go_to(row_key, period):
            return True
        self._often = None
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.blockSignals(False)
        self.show_only.set_choices(SHOWS, ALL)
        memory().put(_MINE, "")
        self._anew = True
        if year == self.context.year:
            self._show()
            self.said.emit()
            found = self.view.go_to(row_key, period)
            if found or self.context.unit_id is None:
                return found
        self._goal = (row_key, period)
        self.context_wanted.emit(replace(self.context, year=year, period=None, unit_id=None))
        return True

    def _on_wanted(self, row: Any) -> None:
        self._go((row.indicator_id, row.unit_id, row.genders[0]), row.period)

    def _open_measure(self) -> None:
        row = self.view.current_row()
        if row is not None:
            self.workspace.open_place("indicator", row.indicator_id)

    def _inspect(self) -> None:
        row, found = self.view.current_row(), self.view.current_cell()
        if row is None or self.mode.choice == WAITING:
            self.inspect.emit(None)
            return
        cell = found[1] if found is not None else None
        commands = (Command("Cellens historik…", self.cells.history, icon="history"),)
        noted = cell is not None and cell.version and not cell.reading.empty
        note = note_field(self.workspace, row, cell) if noted else None
        year = self.context.year if self.context is not None else 0
        link = Link(f"Visa {self._measure.definite}", self._open_measure)
        details = cell_details(row, cell, year, commands=commands, note=note, measure=link)
        self.inspect.emit(details)

    def _on_selection(self) -> None:
        self.said.emit()

    def _chosen_words(self) -> str:
        """The sum and mean of the selected values, where all are counted in the same."""
        model = self.view.measures
        chosen = [
            (row.unit_of_measure, reading.value)
            for row, reading in (
                (model.rows[at], model.amount(model.rows[at], model.columns[column]))
                for at, column in self.view.places_selected()
            )
            if reading is not None and reading.value is not None
        ]
        if len(chosen) < 2 or len({unit for unit, _ in chosen}) > 1:
            return ""
        values = [value for _, value in chosen]
        total = sum(values[1:], values[0])
        mean = write_number(total / len(values), 2)
        return f"{len(values)} värden, summa {write_number(total)}, medel {mean}"


def _in_a_row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.NEAR)
    for widget in widgets:
        row.addWidget(widget)
    return holder


def _commonest(grid: Any) -> str | None:
    """How often most rows are measured."""
    counts = Counter(row.frequency or "year" for row in grid.rows)
    return counts.most_common(1)[0][0] if len(counts) > 1 else None
