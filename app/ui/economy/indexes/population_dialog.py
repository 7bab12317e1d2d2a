"""The dialog that takes in a table of the population: pasted or from a file, read while it is shown."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.models.errors import DomainError
from app.services.formatting import write_count, write_years
from app.services.steering.days import NotADay, read_day
from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl, primary_button, quiet_button
from app.ui.parts.dialogs import dialog_buttons, dialog_heading
from app.ui.parts.importing import FileChoice, Refusal
from app.ui.parts.links import Sentence
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.economy.population import ForecastInfo
    from app.services.economy.population_paste import PastedPopulation

_SIZE, _LEAST = QSize(720, 600), QSize(520, 460)
_DAYS = (("dec31", "31 december"), ("nov1", "1 november"))
_HOW = (
    "Kopiera tabellen från SCB eller ett kalkylblad och klistra in den här: åldrar som rader och år som "
    "kolumner, eller tvärtom. Summor stäms av och tas inte med."
)


class PopulationDialog(QDialog):
    """A new forecast with its table, or a table for a forecast there is."""

    def __init__(
        self,
        parent: QWidget,
        workspace: WorkspacePort,
        forecast: ForecastInfo | None,
        *,
        today: date,
        day: str = "dec31",
    ) -> None:
        super().__init__(parent)
        self._workspace, self._forecast = workspace, forecast
        self._file: PastedPopulation | None = None
        self.found: PastedPopulation | None = None
        """What the table says, None while it cannot be read."""
        self._files = FileChoice(self)
        title = "Ny befolkningsprognos" if forecast is None else f"Antal i {forecast.name}"
        self.setWindowTitle(title)
        self._build_fields(today, "dec31" if day == "mean" else day)
        self._build(title)
        self._read()
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)

    def ask(self) -> Any:
        """The `Written`, or None when the user changed their mind."""
        try:
            while self.exec() == QDialog.DialogCode.Accepted:
                done = self._take_in()
                if done is not None:
                    return done
            return None
        finally:
            self.deleteLater()

    def _build_fields(self, today: date, day: str) -> None:
        self.name = QLineEdit("Befolkningsprognos")
        self.source = QLineEdit("SCB")
        self.dated = QLineEdit(today.isoformat())
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Tabell")
        self.text.setPlaceholderText("Ålder\t2026\t2027\n0 år\t42\t41\n1–5 år\t215\t212")
        self.text.setTabChangesFocus(True)
        self.days = SegmentedControl(_DAYS, name="Antal den")
        self.days.choose(day)
        self.said = Sentence()
        self.refusal = Refusal()
        clip = QGuiApplication.clipboard().text()
        if "\t" in clip and "\n" in clip:
            self.text.setPlainText(clip)
        self.text.textChanged.connect(self._on_typed)
        self.days.chosen.connect(lambda _: self._read())

    def _build(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.NEAR)
        column.addWidget(dialog_heading(title))
        if self._forecast is None:
            column.addLayout(self._form())
        how = Sentence()
        column.addWidget(how)
        how.show_parts(_HOW)
        row = QHBoxLayout()
        row.setSpacing(theme.NEAR)
        row.addWidget(QLabel("Antal den"))
        row.addWidget(self.days)
        row.addStretch(1)
        row.addWidget(quiet_button("Läs från fil…", on_click=self._choose_file))
        column.addLayout(row)
        column.addWidget(self.text, 1)
        column.addWidget(self.refusal)
        column.addWidget(self.said)
        self.ok = primary_button("Läs in", on_click=self.accept)
        self.ok.setDefault(True)
        column.addLayout(dialog_buttons(self, self.ok))

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        for label, field in (("Namn", self.name), ("Källa", self.source), ("Datum", self.dated)):
            field.setAccessibleName(label)
            field.setMinimumHeight(theme.FIELD_HEIGHT)
            form.addRow(label, field)
        return form

    def _choose_file(self) -> None:
        from app.services.exchange.population_files import READ, read_population_file

        path = self._files.ask("Läs in befolkning", "Arbetsböcker och tabeller", READ)
        if path is None:
            return
        try:
            found = read_population_file(path, day=str(self.days.choice))
        except DomainError as refused:
            self._show(None, refused.message)
            return
        self.text.blockSignals(True)
        self.text.setPlainText("")
        self.text.setPlaceholderText(path.name)
        self.text.blockSignals(False)
        self._file = found
        self._show(found, "")

    def _on_typed(self) -> None:
        self._file = None
        self._read()

    def _read(self) -> None:
        from app.services.economy.population_paste import cells_of, read_population

        text = self.text.toPlainText()
        if self._file is not None:
            self._show(self._file, "")
            return
        if not text.strip():
            self._show(None, "")
            return
        try:
            self._show(read_population(cells_of(text), day=str(self.days.choice)), "")
        except DomainError as refused:
            self._show(None, refused.message)

    def _show(self, found: PastedPopulation | None, refused: str) -> None:
        self.found = found
        self.refusal.say(refused)
        self.said.show_parts(*([words_of(found)] if found is not None else []))
        may_be_empty = self._forecast is None and not self.text.toPlainText().strip() and not refused
        self.ok.setEnabled(found is not None or may_be_empty)
        self.ok.setText(
            "Läs in" if found is not None or self._forecast is not None else "Lägg till utan antal"
        )

    def _take_in(self) -> Any:
        from app.services.economy import population

        numbers = self.found.numbers if self.found is not None else ()
        try:
            if self._forecast is not None:
                use_case: Any = partial(
                    population.set_numbers, forecast_id=self._forecast.id, numbers=numbers,
                    expected_version=self._forecast.version,
                )  # fmt: skip
            else:
                day = read_day(self.dated.text())
                if day is None:
                    raise NotADay("")
                use_case = partial(
                    population.add_forecast, name=self.name.text(), source=self.source.text(),
                    dated_on=day, numbers=numbers,
                )  # fmt: skip
        except DomainError as refused:
            self.refusal.say(refused.message)
            return None
        return self._workspace.run(partial(self._saying, use_case))

    def _saying(self, use_case: Any, session: Any) -> Any:
        """A refusal is also said here, over the page's own bar."""
        try:
            return use_case(session)
        except DomainError as refused:
            self.refusal.say(refused.message)
            raise


def words_of(found: PastedPopulation) -> str:
    """What a table was read as: how many groups, which years, which day, and what was left out."""
    from app.services.economy.population_table import DAYS

    groups = write_count(len(found.groups), "åldersgrupp", "åldersgrupper")
    years = write_years(found.years[0], found.years[-1])
    return " ".join((f"{groups} {years}, antal den {DAYS[found.day]}.", *found.said))
