"""The face with all measures: the list, what they lack, and everything that is said of the chosen one."""

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.services.formatting import write_count
from app.services.scorecard.indicatorviews import (
    LIMIT_AMISS,
    NO_DIRECTION,
    NO_GOAL,
    NO_OWNER,
    NO_TARGET,
)
from app.services.scorecard.words import STANDARD, MeasureWord
from app.ui.parts.buttons import SegmentedControl, action, primary_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.fields import FilterField, LineField, TextField
from app.ui.parts.fitting import fit_columns
from app.ui.parts.links import Link
from app.ui.parts.table_view import TableView
from app.ui.scorecard.context import Context
from app.ui.scorecard.faces import Face
from app.ui.scorecard.indicators.asking import Asking
from app.ui.scorecard.indicators.columns import ROOM_FOR, indicator_columns
from app.ui.scorecard.indicators.editor import SECTIONS, WHAT, Editor
from app.ui.scorecard.indicators.edits import IndicatorEdits

if TYPE_CHECKING:
    from app.services.scorecard.indicatorviews import Choices, IndicatorDetail, IndicatorRow
    from app.ui.scorecard.page import ScorecardPage

_REMEMBERED = "indicators"
_ALL = "all"
#: What a link to the measures that nobody owns asks for.
UNOWNED = "unowned"
_PLACE_OF = {key: place for place, (key, _) in enumerate(SECTIONS)}
_LACKS = {NO_OWNER: "Saknar ägare", NO_GOAL: "Saknar mål", NO_TARGET: "Saknar målvärde",
          NO_DIRECTION: "Saknar riktning", LIMIT_AMISS: "Gräns på fel sida"}  # fmt: skip
_KINDS = {"obligatory": "Obligatoriska nedåt", "computed": "Beräknade", "gender": "Könsuppdelade"}


class IndicatorsFace(Face):
    """All measures, whoever owns them; the page's unit and period do not matter here."""

    title = "Mått"
    shows_kinds = frozenset({
        "indicator", "indicator_target", "period_target", "node_indicator", "measurement", "node",
        "node_version", "level", "unit", "unit_role", "perspective", "comparison_group", "scorecard_row",
        "model_part", "steering_model",
    })  # fmt: skip
    places = frozenset({"indicator"})
    uses: frozenset[str] = frozenset()
    nothing = "Välj en rad för att se och ändra allt om den."
    chapter = "styrkort"

    def __init__(self, host: Any, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.page: ScorecardPage = host
        self._year = 0
        self._word: MeasureWord = STANDARD
        self._rows: tuple[IndicatorRow, ...] = ()
        self._choices: Choices | None = None
        self._show = _ALL
        self.edits = IndicatorEdits(self.workspace)
        self.asking = Asking(self.workspace, self, self.edits, self.choices, lambda: self._year)
        self.editor = Editor(
            self.edits, self.asking, self.workspace.open_place, self._open_face, self.copy_one
        )
        self.editor.switch = self._make_switch
        self._switch: SegmentedControl | None = None
        self.table = TableView(
            indicator_columns(self._may_edit, self._rename, self._set_target),
            key=lambda row: row.id, name="Mått", remember_as=_REMEMBERED, sortable=True,
        )  # fmt: skip
        self.filter_field: FilterField = FilterField(self.table)
        self.showing = ComboButton("Visa")
        self.add = primary_button("Nytt mått", "plus", self.add_one)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect()

    def _connect(self) -> None:
        self.table.installEventFilter(self)
        self.filter_field.filter_changed.connect(lambda _text: self._apply())
        self.showing.chosen.connect(self._on_showing)
        self.table.current_changed.connect(self._on_current)
        self.table.row_activated.connect(lambda _row: self._go_to_fields())
        self.table.menu_requested.connect(self._on_menu)
        for keys, call in (("Delete", self._on_delete), ("Insert", self.add_one)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(call)

    # ---- showing -------------------------------------------------------------------------------

    def load(self, context: Context) -> None:
        """Read every measure with its target of the year."""
        from app.services.scorecard.indicators import indicator_rows
        from app.services.scorecard.words import measure_word

        self._year, self._choices = context.year, None
        self._word = self.asking.word = self.workspace.read(measure_word)
        self._rows = self.workspace.read(partial(indicator_rows, year=context.year))
        self.add.setText(f"{self._word.new.capitalize()} {self._word.one}")
        self.add.setEnabled(not self.workspace.read_only)
        self._fill_showing()
        self._fill_stack()
        self.table.show_rows(self._rows)
        self._apply()
        self._choose_one()
        self._on_current(self.table.current_row())

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Select a measure, taking away a filter that hides it, or show those that nobody owns."""
        if kind != "indicator":
            return False
        if key == UNOWNED:
            self.show_only(NO_OWNER)
            return True
        if not self.table.select(key):
            self.show_all()
        return self.table.select(key)

    def heading(self) -> str:
        """What the model calls them."""
        return self._word.title

    def state(self) -> tuple[str | Link, ...]:
        """How many there are, and how many lack what they need."""
        if not self._rows:
            return (f"{self._word.no.capitalize()} {self._word.one} än",)
        said: list[str | Link] = [write_count(len(self._rows), self._word.one, self._word.many)]
        for lack, words in ((NO_OWNER, "saknar ägare"), (NO_GOAL, "saknar mål"),
                            (NO_TARGET, f"saknar målvärde {self._year}")):  # fmt: skip
            count = sum(lack in row.lacks for row in self._rows)
            if count:
                said += [", ", Link(f"{count} {words}", partial(self.show_only, lack))]
        if self._filtered:
            said += [". ", Link("Visa alla", self.show_all)]
        return tuple(said)

    def status(self) -> str:
        """How many are shown."""
        if not self._rows:
            return ""
        return f"{self.table.rows.rowCount()} av {len(self._rows)} {self._word.many} visas"

    def actions(self) -> list[QWidget]:
        """The filter and the one thing to begin with."""
        return [self.filter_field, self.add]

    def tools(self) -> list[QWidget]:
        """Which are shown."""
        return [self.showing]

    def choices(self) -> "Choices":
        """What can be chosen in the editor; read once until something changes."""
        if self._choices is None:
            from app.services.scorecard.indicators import choices

            self._choices = self.workspace.read(partial(choices, today=self.workspace.today))
        return self._choices

    def show_only(self, what: str) -> None:
        """Show only those that lack something, or are of a kind; the first when the one shown is not."""
        self._show = what
        self._fill_showing()
        self._apply()
        self._choose_one()

    def show_all(self) -> None:
        """Take both filters away."""
        self._show = _ALL
        self.filter_field.clear()
        self._fill_showing()
        self._apply()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width may leave room for other columns."""
        if event.type() == QEvent.Type.Resize and watched is self.table:
            fit_columns(self.table, _REMEMBERED, ROOM_FOR)
        return super().eventFilter(watched, event)

    @property
    def _filtered(self) -> bool:
        return self._show != _ALL or bool(self.filter_field.text())

    def _fill_showing(self) -> None:
        found = {lack for row in self._rows for lack in row.lacks}
        shown = [(key, words) for key, words in _LACKS.items() if key in found or key == self._show]
        shown += [(key, words) for key, words in _KINDS.items() if key == self._show or any(
            _is_of(row, key) for row in self._rows)]  # fmt: skip
        self.showing.set_choices([(_ALL, "Alla"), *shown], self._show)

    def _fill_stack(self) -> None:
        old = self._stack.widget(1)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        if not self._rows:
            self._stack.addWidget(self._nothing_yet())
        self._stack.setCurrentIndex(0 if self._rows else 1)
        for widget in (self.filter_field, self.showing, self.add):
            widget.setVisible(bool(self._rows))

    def _nothing_yet(self) -> EmptyState:
        many = self._word.many
        return EmptyState(
            f"Här samlas kommunens {many}",
            f"Med {many} följer du om målen nås: vad som mäts, hur ofta, vilket värde ni siktar på och vem "
            "som äger uppgiften.",
            icon="target",
            action="" if self.workspace.read_only else f"{self._word.new.capitalize()} {self._word.one}",
            on_action=None if self.workspace.read_only else self.add_one,
        )

    def _apply(self) -> None:
        condition = None if self._show == _ALL else (lambda row: _is_of(row, self._show))
        self.table.set_filter(self.filter_field.text(), condition)
        self.said.emit()

    def _choose_one(self) -> None:
        if self.table.current_row() is None and self.table.rows.rowCount():
            self.table.select(self.table.rows.key(self.table.rows.index(0, 0)))

    def _on_showing(self, what: Any) -> None:
        self._show = what
        self._apply()
        self._choose_one()

    def _on_current(self, row: "IndicatorRow | None") -> None:
        if row is None:
            self.inspect.emit(None)
            return
        details = self.editor.details(self._detail(row), self.choices(), self._year, self._word)
        self.inspect.emit(details)

    def show_section(self, section: str) -> None:
        """Show another part of what is said of the measure."""
        if section != self.editor.section and self.host.inspector.settle():
            self.editor.section = section
        self._on_current(self.table.current_row())
        if self._switch is not None:
            self._switch.findChildren(QPushButton)[_PLACE_OF[section]].setFocus()

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back where it was typed; long texts describe."""
        self.editor.section = WHAT
        self._on_current(self.table.current_row())
        return super().resume(field, text)

    def _make_switch(self) -> QWidget:
        control = SegmentedControl(SECTIONS, name="Visa om måttet")
        control.choose(self.editor.section)
        later = Qt.ConnectionType.QueuedConnection
        control.chosen.connect(self.show_section, later)
        self._switch = control
        return control

    def _detail(self, row: "IndicatorRow") -> "IndicatorDetail":
        from app.services.scorecard.indicators import indicator_of

        call = partial(indicator_of, indicator_id=row.id, year=self._year, today=self.workspace.today)
        detail: IndicatorDetail = self.workspace.read(partial(call, shown=row))
        return detail

    # ---- doing ---------------------------------------------------------------------------------

    def add_one(self) -> None:
        """Ask for a new measure and go to it."""
        if not self.workspace.read_only:
            self._go_to(self.asking.new())

    def copy_one(self, row: "IndicatorRow") -> None:
        """Ask for a copy and go to it."""
        self._go_to(self.asking.copy(row))

    def _go_to(self, key: int | None) -> None:
        if key is not None and not self.show_place("indicator", key):
            self.load(Context(self._year))
            self.show_place("indicator", key)

    def _on_delete(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.asking.remove(self._detail(row))

    def _on_menu(self, row: "IndicatorRow | None", place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu, row)
        menu.popup(place)

    def fill_menu(self, menu: QMenu, row: "IndicatorRow | None") -> None:
        """Add one, and what can be done with the one under the hand."""
        writes = [action(self.add.text(), self.add_one, icon="plus", shortcut="Ins", parent=menu)]
        if row is not None:
            detail = self._detail(row)
            writes += [
                action("Målvärde…", partial(self._target_of, detail), icon="target", parent=menu),
                action("Formel…", partial(self.asking.formula, detail), icon="numbers", parent=menu),
                action(f"Kopiera {self._word.definite}…", partial(self.copy_one, row), icon="copy",
                       parent=menu),
                action("Ta bort…", partial(self.asking.remove, detail), icon="trash", shortcut="Del",
                       parent=menu),
            ]  # fmt: skip
        for each in writes:
            each.setEnabled(not self.workspace.read_only)
            menu.addAction(each)
        menu.addSeparator()
        if row is not None:
            show = partial(self._open_face, "measures", "measure", row.id)
            menu.addAction(action("Visa mätvärden", show, icon="table", parent=menu))
        menu.addAction(
            action("Kopiera raden", self.table.copy_selection, icon="copy", shortcut="Ctrl+C", parent=menu)
        )

    def _target_of(self, detail: "IndicatorDetail") -> None:
        there = next((one for one in detail.targets if one.year == self._year), None)
        self.asking.target(detail, there)

    def _may_edit(self, _row: "IndicatorRow") -> bool:
        return not self.workspace.read_only

    def _rename(self, row: "IndicatorRow", name: str) -> bool:
        self.edits.know(row.id, row.version)
        return self.edits.field(row.id, "name", name)

    def _set_target(self, row: "IndicatorRow", text: str) -> bool:
        self.edits.know(row.id, row.version)
        return self.edits.year_target(row, self._detail(row), self._year, text)

    def _open_face(self, face: str, kind: str, key: int) -> None:
        self.page.open_face(face, kind, key)

    def _go_to_fields(self) -> None:
        """Put the cursor in the first field of the inspector."""
        for part in self.host.inspector.parts:
            for field in part.findChildren(QWidget):
                if isinstance(field, TextField | LineField | QComboBox) and field.isEnabled():
                    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                    return


def _is_of(row: "IndicatorRow", what: str) -> bool:
    kinds = {"obligatory": row.obligatory, "computed": row.computed, "gender": row.by_gender}
    return kinds.get(what, what in row.lacks)
