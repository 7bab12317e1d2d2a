"""The dialog "Läs in tabell": a pasted table or a file, and what it would change before it does."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.models.errors import DomainError
from app.services.economy.prerequisites.lines import BY_KEY, in_round
from app.services.economy.prerequisites.pasting import Pasted, read_text
from app.services.formatting import write_count
from app.ui.economy.prerequisites.values import heading_of, write
from app.ui.economy.sheet import SheetCell, SheetRow, YearSheet
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.dialogs import dialog_buttons, dialog_heading
from app.ui.parts.importing import FileChoice, Refusal
from app.ui.parts.links import Sentence

if TYPE_CHECKING:
    from app.services.economy.prerequisites.views import RoundView
    from app.ui.economy.money import Unit
    from app.ui.parts.page import WorkspacePort

_SIZE, _LEAST = QSize(980, 640), QSize(640, 460)
_TEXT_HEIGHT = 116
_HOW = (
    "Kopiera tabellen i Excel, på webben eller i ett dokument, med raden där åren står, och klistra in "
    "den här. Fotnoter, mellanslag i talen och enheten i rubriken förstås."
)
_SHOWN = 6


class ReadDialog(QDialog):
    """Reads anew each time the text changes, and shows what would change in the round."""

    def __init__(
        self,
        parent: QWidget | None,
        workspace: WorkspacePort,
        found: RoundView,
        unit: Unit,
        years: tuple[int, ...] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Läs in tabell")
        self._workspace, self._round, self._unit = workspace, found, unit
        self._years = years
        self.pasted = Pasted()
        self.values: Mapping[tuple[str, int], Decimal] = {}
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Tabellen, inklistrad")
        self.text.setPlaceholderText("Klistra in här (Ctrl+V)")
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFixedHeight(_TEXT_HEIGHT)
        self.text.textChanged.connect(self._on_text)
        self.sheet = YearSheet("Vad som läses in", heading="Rad", inset=theme.NEAR)
        self.heard = Sentence()
        self.refusal = Refusal()
        self._files = FileChoice(self)
        self.ok = primary_button("Läs in", on_click=self.accept)
        self._lay_out(found)
        self._show(Pasted())
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)

    def show_file(self, path: Path) -> None:
        """Read a workbook or a text table; why it cannot be read is said."""
        from app.services.exchange.forecasts import read_forecasts

        try:
            sheets = read_forecasts(path)
        except DomainError as error:
            self._show(Pasted(problems=(error.message,)))
            return
        self.text.blockSignals(True)
        self.text.setPlainText("")
        self.text.setPlaceholderText(f"Läst ur {path.name}, bladet {sheets[0].name}")
        self.text.blockSignals(False)
        self._show(sheets[0].pasted)

    def accept(self) -> None:
        """Put everything into the round as one change."""
        from app.services.economy.prerequisites.rounds import set_round_values

        found = self._round
        use_case = partial(
            set_round_values, round_id=found.id, values=dict(self.values), expected_version=found.version
        )
        if self._workspace.run(use_case) is not None:
            count = write_count(len(self.values), "värde", "värden")
            self._workspace.tell(f"Läste in {count} i {found.name}. Ctrl+Z ångrar.")
            super().accept()

    def _lay_out(self, found: RoundView) -> None:
        how = Sentence()
        how.show_parts(_HOW)
        above = QHBoxLayout()
        above.addWidget(how, 1)
        above.addWidget(quiet_button("Välj fil…", "open", self._on_file))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.NEAR)
        column.addWidget(dialog_heading(f"Läs in tabell i {found.name}"))
        column.addLayout(above)
        column.addWidget(self.text)
        column.addWidget(self.refusal)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.heard)
        column.addLayout(dialog_buttons(self, self.ok))

    def _on_text(self) -> None:
        text = self.text.toPlainText()
        self._show(read_text(text) if text.strip() else Pasted())

    def _on_file(self) -> None:
        from app.services.exchange.forecasts import SUFFIXES

        path = self._files.ask("Läs in prognos", "Arbetsböcker och texttabeller", SUFFIXES)
        if path is not None:
            self.show_file(path)

    def _show(self, pasted: Pasted) -> None:
        self.pasted = pasted
        self.values = {place: value for place, value in pasted.values.items() if in_round(BY_KEY[place[0]])}
        years = tuple(sorted({year for _, year in self.values}))
        rows = [self._row(line, years) for line in pasted.lines if in_round(BY_KEY[line])]
        self.sheet.show_sheet([str(year) for year in years], rows, unit=self._unit, read_only=True)
        self.sheet.setVisible(bool(rows))
        more = len(pasted.problems) - 1
        words = pasted.problems[0] if pasted.problems else ""
        if more > 0:
            words += f" Och {write_count(more, 'sak till', 'saker till')} att rätta."
        self.refusal.say(words)
        self.heard.show_parts(" ".join(self._said()))
        self.ok.setEnabled(bool(self.values) and not pasted.problems)
        count = write_count(len(self.values), "värde", "värden")
        self.ok.setText(f"Läs in {count}" if self.values else "Läs in")

    def _row(self, key: str, years: tuple[int, ...]) -> SheetRow:
        line, had = BY_KEY[key], self._round.values
        cells = []
        for year in years:
            value, before = self.values.get((key, year)), had.get((key, year))
            other = value is not None and before is not None and before != value
            cells.append(
                SheetCell(
                    write(line, value, self._unit) if value is not None else "",
                    changed=other,
                    tooltip=f"Nu: {write(line, before, self._unit)}" if other else "",
                )
            )
        name = line.name if line.unit == "per_head" else f"{line.name}, {heading_of(line, self._unit)}"
        return SheetRow(key, name, tuple(cells))

    def _said(self) -> list[str]:
        """What was made of the table, and what of it was left."""
        had, said = self._round.values, list(self.pasted.heard)
        if self.values:
            fresh = sum(place not in had for place in self.values)
            other = sum(place in had and had[place] != value for place, value in self.values.items())
            same = len(self.values) - fresh - other
            said.insert(0, f"{fresh} nya, {other} ändrade, {same} lika som förut.")
        missing = [str(year) for year in self._years if self.values and year not in self.pasted.years]
        if missing:
            said.append(f"Tabellen har inte {' och '.join(missing)}, som finns i planen.")
        unknown = [*self.pasted.unknown]
        unknown += [BY_KEY[line].name for line in self.pasted.lines if not in_round(BY_KEY[line])]
        if unknown:
            named = ", ".join(f"”{name}”" for name in unknown[:_SHOWN])
            rest = f" och {len(unknown) - _SHOWN} till" if len(unknown) > _SHOWN else ""
            said.append(f"Läses inte: {named}{rest}.")
        return said


def ask_to_read(
    parent: QWidget,
    workspace: WorkspacePort,
    found: RoundView,
    unit: Unit,
    years: tuple[int, ...],
    text: str = "",
) -> None:
    """Show the dialog for a round, with what was pasted; `years` are those of the plan."""
    dialog = ReadDialog(parent, workspace, found, unit, years)
    dialog.text.setPlainText(text)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()
