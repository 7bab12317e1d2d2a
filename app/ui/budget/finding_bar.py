"""The bar over the grid that finds and replaces amounts and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from app.models.errors import DomainError
from app.services.formatting import write_count, write_number
from app.ui.budget import finding
from app.ui.budget.cells import writable, write
from app.ui.budget.columns import TOTAL
from app.ui.budget.finding import AMOUNTS, NAMES, NOTES, Found
from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl, icon_button, quiet_button

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage

_WHERE = ((AMOUNTS, "Belopp"), (NOTES, "Noter"), (NAMES, "Namn"))
_OTHER = {AMOUNTS: "Ersätt med, till exempel +2 %", NOTES: "Ersätt med", NAMES: "Namn ändras på Organisation"}
_LEAST = 220


class FindingBar(QFrame):
    """Opened with Ctrl+H; Enter and F3 go on, Esc closes."""

    def __init__(self, page: BudgetPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("area", "message")
        self.setAccessibleName("Sök och ersätt")
        self._page = page
        self._found: list[Found] = []
        self._within: finding.Within = None
        self.text = _field("Sök efter")
        self.where = SegmentedControl(_WHERE, name="Sök bland")
        self.other = _field("Ersätt med")
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._build()
        self.text.textChanged.connect(lambda _text: self.look())
        self.where.chosen.connect(lambda _key: self.look())
        for changed in (page.grid.model.dataChanged, page.grid.model.modelReset):
            changed.connect(lambda *_: self._on_changed())
        self.hide()

    @property
    def said(self) -> str:
        """What the bar says of how many were found."""
        return self._count.text()

    def open(self) -> None:
        """Show the bar with what was sought last; several selected cells are all that is searched."""
        self._within = self._selected()
        self.show()
        self.look()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def shut(self) -> None:
        """Close the bar and go back to the grid."""
        self.hide()
        self._page.grid.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def look(self) -> None:
        """Search anew; the cursor stays where it is."""
        self._found = finding.find(self._page, self.text.text(), self._where, self._within)
        self._say()

    def go(self, step: int) -> bool:
        """To the next one, or with −1 the one before; False when nothing is found."""
        if self.isHidden():
            self.open()
        self.look()
        if not self._found or not self._page.grid.settle():
            return False
        model, view = self._page.grid.model, self._page.grid.view
        index = view.currentIndex()
        at = None
        if index.isValid():
            at = (model.rows[index.row()].key, model.columns[index.column()].key)
        place = finding.walk(self._found, at, step, self._page.view.rows, model.columns)
        self._show(self._found[place])
        self._say(place)
        return True

    def replace_one(self) -> bool:
        """Replace where the cursor stands, if it was found there, and go to the next."""
        self.look()
        here = self._here()
        if here is None:
            return self.go(1)
        return self._replace([here]) and (self.go(1) or True)

    def replace_all(self) -> bool:
        """Replace everything that is found, as one step."""
        self.look()
        return self._replace(self._found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, with Shift back; Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if self.other.hasFocus() and not back:
                self.replace_one()
            else:
                self.go(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    # ---- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self._one = quiet_button("Ersätt", on_click=self.replace_one)
        self._all = quiet_button("Ersätt alla", on_click=self.replace_all)
        back = icon_button("chevron-up", "Föregående (Skift+F3)", lambda: self.go(-1))
        on = icon_button("chevron-down", "Nästa (F3)", lambda: self.go(1))
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.GROUP, theme.GRID, theme.NEAR, theme.GRID)
        grid.setHorizontalSpacing(theme.NEAR)
        grid.setVerticalSpacing(theme.GRID)
        for place, widget in enumerate((self.text, self.where, back, on, self._count)):
            grid.addWidget(widget, 0, place)
        grid.addWidget(icon_button("close", "Stäng sökraden (Esc)", self.shut), 0, 6)
        grid.addWidget(self.other, 1, 0)
        below = QHBoxLayout()
        below.setSpacing(theme.NEAR)
        below.addWidget(self._one)
        below.addWidget(self._all)
        below.addStretch(1)
        grid.addLayout(below, 1, 1, 1, 5)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(5, 3)

    @property
    def _where(self) -> str:
        return str(self.where.choice)

    # ---- doing ---------------------------------------------------------------------------------

    def _say(self, place: int | None = None) -> None:
        count = len(self._found)
        said = f"{write_number(count)} hittade" if count else "Inget hittat"
        if place is not None:
            said = f"{write_number(place + 1)} av {write_number(count)}"
        if self._within is not None and self._where != NAMES:
            said += " i markeringen"
        self._count.setText(said if self.text.text().strip() else "")
        why_not = writable(self._page) or (_OTHER[NAMES] + "." if self._where == NAMES else "")
        self.other.setPlaceholderText(_OTHER[self._where])
        self.other.setEnabled(not why_not)
        self.other.setToolTip(why_not)
        if not why_not and not count:
            why_not = "Inget hittat." if self.text.text().strip() else "Skriv vad du söker efter."
        for button in (self._one, self._all):
            if why_not and button.hasFocus():
                self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            button.setEnabled(not why_not)
            button.setToolTip(why_not)

    def _on_changed(self) -> None:
        """What is found may be other cells now; the cursor stays where it is."""
        if self.isVisible():
            self.look()

    def _selected(self) -> finding.Within:
        view = self._page.grid.view
        model = view.amounts
        places = list(view.places_selected())
        if len(places) < 2:
            return None
        return {(model.rows[row].key, model.columns[column].key) for row, column in places}

    def _here(self) -> Found | None:
        index, model = self._page.grid.view.currentIndex(), self._page.grid.model
        if not index.isValid():
            return None
        row, column = model.rows[index.row()], model.columns[index.column()]
        same = (each for each in self._found if each.row.key == row.key and each.column.key == column.key)
        return next(same, None)

    def _show(self, found: Found) -> None:
        grid = self._page.grid
        row = grid.model.reveal(found.row.key)
        self._page.frames.filter.show_wanted(grid.model.wanted)
        if row is None:
            return
        columns = [column.key for column in grid.model.columns]
        grid.view.move_to(row, columns.index(found.column.key))
        grid.view.scrollTo(grid.view.currentIndex())

    def _replace(self, found: list[Found]) -> bool:
        text, other = self.text.text(), self.other.text()
        try:
            entries = finding.replaced(self._page, found, text, other, self._where)
        except DomainError as error:
            self._page.workspace.tell(error.message, "error")
            return False
        if not entries:
            self._page.workspace.tell(self._nothing(found), "info")
            return False
        what = ("belopp", "belopp") if self._where == AMOUNTS else ("not", "noter")
        words = f"Ersatte {write_count(len(entries), *what)} i budgeten"
        if not write(self._page, entries, words):
            return False
        left = len(found) - len(entries)
        rest = (
            f" {write_count(left, 'cell', 'celler')} räknas fram eller är låsta och lämnades." if left else ""
        )
        self._page.workspace.tell(f"{words}.{rest}", "info")
        self.look()
        return True

    def _nothing(self, found: list[Found]) -> str:
        if not found:
            return "Inget hittades att ersätta."
        if all(each.column.kind == TOTAL for each in found):
            return "Årets ram räknas fram ur sina delar. Ersätt i någon av delarna."
        return "Det som hittades räknas fram eller är låst och går inte att ersätta."


def _field(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    made.setFixedHeight(theme.FIELD_HEIGHT)
    made.setMinimumWidth(_LEAST)
    return made


def bar_of(page: BudgetPage) -> FindingBar:
    """The page's bar, made when it is first wanted and put over the grid."""
    found: Any = page.grid.findChild(FindingBar)
    if found is None:
        found = FindingBar(page, page.grid)
        layout: Any = page.grid.layout()
        layout.insertWidget(0, found)
    return found
