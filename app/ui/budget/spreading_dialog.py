"""The dialog "Fördela": an amount over units, with every cell before and after while it is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.models.errors import DomainError
from app.services.budget.words import MEASURES
from app.services.formatting import write_number
from app.ui.budget import amounts, spreading
from app.ui.budget.cells import CellPlace, write
from app.ui.budget.spreading import Outcome, Reach, Wish
from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl, primary_button
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.dialogs import dialog_buttons, dialog_heading
from app.ui.parts.links import Sentence
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage

_SIZE = (760, 620)
_FIELD_WIDTH = 150
_MODES = (("add", "Lägg till"), ("subtract", "Dra ifrån"), ("replace", "Ska bli"))
_UNITS = (("tkr", "tkr"), ("kr", "kr"))
_METHODS = [
    (spreading.PROPORTIONAL, "I förhållande till beloppen"),
    (spreading.EQUAL, "Lika mycket på varje"),
    (spreading.PERCENT, "Samma procent på varje"),
]
_LINE = (spreading.LINE, "Rak linje över planåren")


@dataclass(frozen=True, slots=True)
class _Line:
    """A cell in the table."""

    key: Any
    name: str
    year: int
    before: int
    after: int | None
    held: bool
    rest: int

    @property
    def change(self) -> int:
        """How much more it becomes; nothing while no amount is filled in."""
        return (self.after if self.after is not None else self.before) - self.before


class _Amount(QLineEdit):
    """Goes on with what was typed already: a dialog that is shown would else select it all."""

    _goes_on = False

    def go_on_with(self, text: str) -> None:
        """Begin with a text that more is typed after."""
        self.setText(text)
        self._goes_on = True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the cursor after what was typed, until something more is."""
        super().focusInEvent(event)
        if self._goes_on:
            self.end(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From now on as any field."""
        self._goes_on = False
        super().keyPressEvent(event)


class SpreadingDialog(QDialog):
    """Fills itself from where the cursor stands; the table follows every key."""

    def __init__(self, page: BudgetPage) -> None:
        super().__init__(page)
        self.setWindowTitle("Fördela")
        self.setMinimumSize(620, 480)
        self.resize(*_SIZE)
        self.outcome: Outcome | None = None
        self._page = page
        self._reaches = spreading.reaches(page)
        self._columns = spreading.columns(page)
        self._volumes: tuple[Any, ...] = ()
        self._build_fields()
        self._build_table()
        self._lay_out()
        self._start()
        self._connect()
        self._on_column()
        self.amount.setFocus()

    def begin_with(self, new_sum: str) -> None:
        """Begin with what the cells are to be together; typing goes on after it."""
        self.mode.choose("replace")
        self.amount.go_on_with(new_sum)

    # ---- building ------------------------------------------------------------------------------

    def _build_fields(self) -> None:
        self.reach = _combo("Fördela på", [each.name for each in self._reaches])
        self.column = _combo("Kolumn", [each.words for each in self._columns])
        self.method = _combo("Hur", [])
        self.mode = SegmentedControl(_MODES, name="Vad beloppet är")
        self.amount = _Amount()
        self.amount.setMinimumHeight(theme.FIELD_HEIGHT)
        self.amount.setMaximumWidth(_FIELD_WIDTH)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.amount.setAccessibleName("Belopp")
        self.unit = SegmentedControl(_UNITS, name="Beloppet är i")
        self.unit.choose(self._page.unit)
        self.step = _combo("Avrunda till", [words for _, words in spreading.STEPS])
        self._what = QLabel("Belopp")
        self._what.setBuddy(self.amount)

    def _build_table(self) -> None:
        unit = self._unit
        self.table = TableView(
            [
                Column("name", "Enhet", lambda line: line.name, stretch=True, look=_name_look),
                Column("year", "År", lambda line: str(line.year), width=60, number=True),
                Column("before", "Före", lambda line: _written(line.before, unit()), number=True),
                Column(
                    "after",
                    "Efter",
                    lambda line: _written(line.after, unit()),
                    number=True,
                    look=_after_look,
                    tooltip=self._rest_words,
                ),
                Column("change", "Ändring", lambda line: _signed(line.change, unit()), number=True),
            ],
            key=lambda line: line.key,
            name="Vad varje belopp blir",
            sortable=False,
        )
        self._total = Sentence(role="ink")
        self._said = Sentence()
        self._refused = Sentence(role="unmet")

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GROUP)
        grid.setVerticalSpacing(theme.GRID)
        upper = (("Fördela &på", self.reach), ("&Kolumn", self.column), ("&Hur", self.method))
        for place, (words, field) in enumerate(upper):
            grid.addWidget(_label(words, field), 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.GROUP)
        column.addWidget(dialog_heading("Fördela"))
        column.addLayout(grid)
        column.addLayout(self._second_line())
        column.addWidget(self.table, 1)
        foot = QVBoxLayout()
        foot.setSpacing(theme.GRID)
        for each in (self._total, self._said, self._refused):
            foot.addWidget(each)
        column.addLayout(foot)
        self._ok = primary_button("Fördela", on_click=self.accept)
        self._ok.setDefault(True)
        column.addLayout(dialog_buttons(self, self._ok))

    def _second_line(self) -> QGridLayout:
        line = QGridLayout()
        line.setHorizontalSpacing(theme.NEAR)
        line.setVerticalSpacing(theme.GRID)
        line.addWidget(QLabel("Så här"), 0, 0)
        line.addWidget(self._what, 0, 1)
        line.addWidget(_label("&Avrunda till", self.step), 0, 3)
        for place, field in enumerate((self.mode, self.amount, self.unit, self.step)):
            line.addWidget(field, 1, place)
        line.setColumnStretch(4, 1)
        return line

    def _start(self) -> None:
        """Begin with the column under the cursor, or the first that politics fills."""
        index = self._page.grid.view.currentIndex()
        under = self._page.grid.model.columns[index.column()].key if index.isValid() else None
        keys = [each.key for each in self._columns]
        wanted = under if under in keys else next((key for key in keys if key[0] == "priority"), None)
        self.column.setCurrentIndex(keys.index(wanted) if wanted is not None else 0)
        self.step.setCurrentIndex(0 if self._page.unit == "tkr" else 1)

    def _connect(self) -> None:
        self.column.currentIndexChanged.connect(self._on_column)
        for field in (self.reach, self.method, self.step):
            field.currentIndexChanged.connect(self._preview)
        self.amount.textChanged.connect(self._preview)
        for choice in (self.mode, self.unit):
            choice.chosen.connect(self._preview)

    # ---- what is filled in ---------------------------------------------------------------------

    @property
    def wish(self) -> Wish:
        """What is filled in now."""
        method = str(self.method.currentData())
        known = next((each for each in self._volumes if _volume_key(each) == method), None)
        steps = [key for key, _ in spreading.STEPS]
        mode: Any = self.mode.choice
        return Wish(
            self._reach,
            self._columns[max(0, self.column.currentIndex())],
            method,
            mode,
            self.amount.text(),
            self._unit(),
            steps[self.step.currentIndex()],
            known,
        )

    @property
    def _reach(self) -> Reach:
        return self._reaches[max(0, self.reach.currentIndex())]

    def _unit(self) -> amounts.Unit:
        return "kr" if self.unit.choice == "kr" else "tkr"

    def _on_column(self) -> None:
        """Another year may have other volumes."""
        year = self._columns[max(0, self.column.currentIndex())].year
        self._volumes = spreading.known_volumes(self._page, year)
        chosen = self.method.currentData()
        self.method.blockSignals(True)
        self.method.clear()
        for key, words in _METHODS:
            self.method.addItem(words, key)
        for each in self._volumes:
            self.method.addItem(f"Efter volym: {each.name} {each.year}", _volume_key(each))
        if spreading.later_years(self._page):
            self.method.addItem(_LINE[1], _LINE[0])
        self.method.setCurrentIndex(max(0, self.method.findData(chosen)))
        self.method.blockSignals(False)
        self._preview()

    # ---- what becomes of it --------------------------------------------------------------------

    def _preview(self, *_: object) -> None:
        if self.method.currentData() == spreading.PERCENT and self.mode.choice == "replace":
            self.mode.choose("add")  # nothing can become a percentage
        wish = self.wish
        percent, line = wish.method == spreading.PERCENT, wish.method == spreading.LINE
        self.column.setEnabled(not wish.reach.fixed and not line)
        self.unit.setEnabled(not percent)
        self._what.setText("&Procent" if percent else "Sista årets &belopp" if line else "&Belopp")
        self.amount.setAccessibleName(self._what.text().replace("&", ""))
        why = ""
        self.outcome = None
        if self.amount.text().strip():
            try:
                self.outcome = spreading.outcome(self._page, wish)
            except DomainError as error:
                why = error.message
        self._refused.show_parts(*([why] if why else []))
        self._refused.setVisible(bool(why))
        self._show_outcome(wish, refused=bool(why))
        self._ok.setEnabled(self.outcome is not None and bool(self.outcome.spread.changed))

    def _show_outcome(self, wish: Wish, *, refused: bool) -> None:
        found = self.outcome
        if found is None:
            lines = [
                _Line((place.row.key, place.year, place.kind), place.row.name, place.year,
                      place.cell.amount, *_kept(place), 0)
                for place in spreading.reached(self._page, wish)
            ]  # fmt: skip
            self._said.hide()
            self._total.show_parts(*([] if refused else [self._hint()]))
        else:
            lines = [
                _Line(share.target.key, place.row.name, place.year, share.target.amount, share.after,
                      share.target.held, share.rest)
                for place, share in zip(found.places, found.spread.shares, strict=True)
            ]  # fmt: skip
            self._total.show_parts(self._total_words(lines))
            self._said.show_parts(" ".join(found.spread.said))
            self._said.setVisible(bool(found.spread.said))
        self._total.setVisible(found is not None or not refused)
        self.table.show_rows(lines)

    def _total_words(self, lines: list[_Line]) -> str:
        """What it comes to; of a line over years, the last of them."""
        years = sorted({line.year for line in lines})
        over_years = self.method.currentData() == spreading.LINE
        counted = [line for line in lines if not over_years or line.year == years[-1]]
        before, after = sum(line.before for line in counted), sum(line.after or 0 for line in counted)
        unit = self._unit()
        written = (amounts.edit_text(before, unit), amounts.edit_text(after, unit))
        what = f"Tillsammans {years[-1]}:" if over_years else "Tillsammans"
        change = f"{_signed(after - before, unit)} {unit}"
        return f"{what} {written[0]} före och {written[1]} efter, ändring {change}."

    def _hint(self) -> str:
        """What there is to give out, while no amount is filled in."""
        year = self._columns[max(0, self.column.currentIndex())].year
        room = next((each for each in self._page.view.rooms if each.year == year), None)
        left = room.remaining if room is not None else None
        unit = self._unit()
        said = f"Kvar att fördela {year}: {amounts.write(left, unit)} {unit}. " if left is not None else ""
        shown = MEASURES[self._page.view.measure]
        return f"{said}Skriv ett belopp, så visas vad varje enhet får. Beloppen är {shown}."

    def _rest_words(self, line: _Line) -> str:
        if line.held:
            return "Beloppet hålls"
        return f"Varav {write_number(line.rest)} öre av avrundningen" if line.rest else ""


def spread_from(page: BudgetPage, new_sum: str = "") -> bool:
    """Ask how and spread, as one step; False when it was not done.

    `new_sum` is what the cells are to be together, when that was typed already.
    """
    if not page.settle():
        return False
    dialog = SpreadingDialog(page)
    if new_sum:
        dialog.begin_with(new_sum)
    try:
        while dialog.exec() == QDialog.DialogCode.Accepted:
            found = dialog.outcome
            if found is not None and write(page, spreading.entries(page, found), found.words):
                if found.spread.said:
                    page.workspace.tell(" ".join(found.spread.said), "info")
                return True
        return False
    finally:
        dialog.deleteLater()


def _combo(name: str, words: list[str]) -> QComboBox:
    made = QComboBox()
    made.addItems(words)
    made.setAccessibleName(name)
    made.setMinimumHeight(theme.FIELD_HEIGHT)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(12)
    return made


def _label(words: str, field: QWidget) -> QLabel:
    made = QLabel(words)
    made.setBuddy(field)
    return made


def _kept(place: CellPlace) -> tuple[int | None, bool]:
    """What a cell becomes before an amount is filled in: a held one stays."""
    held = spreading.is_held(place)
    return (place.cell.amount if held else None), held


def _written(ore: int | None, unit: amounts.Unit) -> str:
    return amounts.edit_text(ore, unit) if ore else amounts.NOTHING


def _signed(ore: int, unit: amounts.Unit) -> str:
    text = amounts.edit_text(ore, unit) if ore else amounts.NOTHING
    return f"+{text}" if ore > 0 else text


def _volume_key(known: Any) -> str:
    return f"volume:{known.model_id}"


def _name_look(line: _Line) -> CellLook:
    return CellLook(locked=line.held, muted=line.held)


def _after_look(line: _Line) -> CellLook:
    return CellLook(raised=line.held, muted=line.held, changed=bool(line.rest), bold=bool(line.change))
