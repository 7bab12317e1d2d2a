"""Writing a formula: the text, what it comes to while it is typed, and the measures that it can name."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.models.errors import DomainError
from app.services.scorecard.formulas import FUNCTIONS, RunsInCircle, check_units, parse, unit_of
from app.services.scorecard.outcomes_typed import same_unit
from app.services.scorecard.words import STANDARD, MeasureWord, value_words
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.dialogs import dialog_buttons, dialog_heading
from app.ui.parts.fields import FilterField, TextField
from app.ui.parts.links import Sentence
from app.ui.parts.sign import Sign
from app.ui.parts.table_view import TableView
from app.ui.scorecard.indicators.columns import last_of

if TYPE_CHECKING:
    from app.services.scorecard.indicatorviews import IndicatorDetail, IndicatorRow

_SIZE = (640, 620)
_SIGNS = (("+", " + "), ("−", " − "), ("×", " × "), ("/", " / "), ("( )", "()"))
_HOW = "Skriv en formel, till exempel [Antal nöjda] / [Antal svar] × 100. Dubbelklicka för att lägga till."


class FormulaDialog(QDialog):
    """Says at once what the formula comes to, or why it cannot be read."""

    def __init__(
        self,
        parent: QWidget | None,
        detail: "IndicatorDetail",
        rows: "Sequence[IndicatorRow]",
        word: MeasureWord = STANDARD,
    ) -> None:
        super().__init__(parent)
        self._detail, self._word = detail, word
        self._names = {row.id: row.name for row in rows}
        self._units = {row.id: row.unit_of_measure for row in rows}
        self._last = {row.id: row.last.value if row.last is not None else None for row in rows}
        self.setWindowTitle("Räkna ut")
        self.resize(*_SIZE)
        self.field = TextField("Formel")
        self.sign = Sign()
        self.says = Sentence(role="ink")
        self.table = self._build_table()
        self.filter_field = FilterField(self.table)
        self.ok = primary_button("Spara", on_click=self.accept)
        self._arrange()
        self.filter_field.filter_changed.connect(self.table.set_filter)
        self.table.row_activated.connect(self.insert)
        self.table.show_rows([row for row in rows if row.id != detail.row.id])
        self.field.setPlainText(detail.formula or "")
        self.field.textChanged.connect(self._tell)
        self._tell()

    def ask(self, run: Callable[[str], bool]) -> bool:
        """Ask until what was written is done; False when the user changed their mind."""
        while self.exec() == QDialog.DialogCode.Accepted:
            if run(self.field.text()):
                return True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Typing goes to the formula."""
        super().showEvent(event)
        self.field.setFocus()

    def insert(self, row: "IndicatorRow") -> None:
        """Put a measure where the cursor stands."""
        alike = sum(1 for name in self._names.values() if name == row.name) > 1
        name = row.name.replace("]", "]]")
        self._write(f"[{name} #{row.id}]" if alike else f"[{name}]")

    @property
    def words(self) -> str:
        """What is said of the formula just now."""
        return self.says.plain_text()

    def _write(self, text: str) -> None:
        self.field.textCursor().insertText(text)
        self.field.setFocus()

    def _build_table(self) -> TableView:
        def unit(row: "IndicatorRow") -> str:
            return row.unit_of_measure or "–"

        columns: list[Column[IndicatorRow]] = [
            Column("name", self._word.one.capitalize(), lambda row: row.name, 320, stretch=True,
                   look=lambda row: CellLook(icon="numbers" if row.computed else "", middle=True)),
            Column("unit", "Måttenhet", unit, 96, look=lambda _row: CellLook(muted=True)),
            Column("last", "Senast", last_of, 96, number=True, look=lambda _row: CellLook(muted=True)),
        ]  # fmt: skip
        return TableView(
            columns, key=lambda row: row.id, name=f"{self._word.title} att räkna med", sortable=True
        )

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.NEAR)
        note = Sentence()
        note.show_parts(_HOW)
        said = QHBoxLayout()
        said.setSpacing(theme.NEAR)
        said.addWidget(self.sign)
        said.addWidget(self.says, 1)
        keys = QHBoxLayout()
        keys.setSpacing(theme.GRID)
        for label, text in (*_SIGNS, *((name, f"{name}()") for name in FUNCTIONS)):
            keys.addWidget(self._key(label, text))
        keys.addStretch(1)
        column.addWidget(dialog_heading(f"Räkna ut ”{self._detail.row.name}”"))
        column.addWidget(note)
        column.addWidget(self.field)
        column.addLayout(said)
        column.addLayout(keys)
        column.addSpacing(theme.NEAR)
        column.addWidget(self.filter_field)
        column.addWidget(self.table, 1)
        column.addLayout(dialog_buttons(self, self.ok))

    def _key(self, label: str, text: str) -> QWidget:
        button = quiet_button(label, on_click=lambda: self._write_around(text))
        button.setAutoDefault(False)
        return button

    def _write_around(self, text: str) -> None:
        """A sign where the cursor stands; between parentheses goes what is marked, or the cursor."""
        cursor = self.field.textCursor()
        if text.endswith("()"):
            marked = cursor.selectedText()
            cursor.insertText(f"{text[:-1]}{marked})")
            if not marked:
                cursor.movePosition(cursor.MoveOperation.Left)
            self.field.setTextCursor(cursor)
            self.field.setFocus()
        else:
            self._write(text)

    def _tell(self) -> None:
        text = self.field.text()
        self.ok.setEnabled(False)
        if not text.strip():
            self.sign.hide()
            self.says.show_parts(" ")
            return
        row = self._detail.row
        try:
            formula = parse(text, self._names)
            if row.id in formula.references:
                raise RunsInCircle((row.name, row.name))
            unit = unit_of(formula, self._units)
            check_units(formula, self._units, row.unit_of_measure)
        except DomainError as refused:
            self._say("warning", refused.message)
            return
        self.ok.setEnabled(True)
        made = formula.compute(self._last, self._names)
        counted = row.unit_of_measure or unit
        shown = value_words(made.value, counted, decimals=2 if row.decimals is None else row.decimals)
        now = f"Med de senaste utfallen: {shown}." if shown else f"Just nu: {made.why}."
        if row.unit_of_measure and unit and same_unit(unit, row.unit_of_measure):
            unit = row.unit_of_measure
        given = "" if unit is None else f"Ger {unit or 'ett tal utan enhet'}. "
        self._say("info", f"{given}{now}")

    def _say(self, kind: str, text: str) -> None:
        self.sign.show_sign(kind, "muted" if kind == "info" else "partly")
        self.sign.show()
        self.says.show_parts(text)
