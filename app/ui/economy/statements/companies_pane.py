"""The companies of the municipal group: a table of their economy, each account changed in the inspector."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.formatting import read_percent, write_number, write_percent
from app.ui.economy.money import Unit, bare, read, shown, typed
from app.ui.parts import theme
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.details import Command, Commands, Details, Field, Notice, Part
from app.ui.parts.dialogs import FormDialog, TextInput
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Link, Sentence
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.economy.statements.companies import CompanyView
    from app.ui.economy.statements.data import Data, Doing

_NOTHING: Final = "–"


class CompaniesPane(QWidget):
    """The accounts, and over them which companies of the organisation have none."""

    company_chosen = Signal(object)
    """The key of the account that is chosen, or None."""
    adding_wanted = Signal(object)
    """The unit whose account is to be added, or None for a company that is no unit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit: Unit = "tkr"
        self.missing = Sentence()
        self.missing.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, theme.PAGE_MARGIN, theme.NEAR)
        self.table: TableView = TableView(
            _columns(lambda: self._unit),
            key=lambda row: row.id,
            name="Kommunkoncernens bolag",
            sortable=False,
        )
        self.table.current_changed.connect(
            lambda row: self.company_chosen.emit(row.id if row is not None else None)
        )
        self.empty = EmptyState(
            "Ingen redogörelse för bolag",
            "Budgeten ska innehålla en redogörelse för ekonomin i kommunkoncernens bolag (kommunallagen "
            "11 kap. 6 a §). Har kommunen inga bolag behövs ingen.",
            icon="building",
            action="Lägg till bolag",
            on_action=lambda: self.adding_wanted.emit(None),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.missing, self.table, self.empty):
            column.addWidget(widget)

    def show_data(self, data: Data) -> None:
        """Show the accounts."""
        self._unit = data.unit
        view = data.companies
        self.table.setVisible(bool(view.accounts))
        self.empty.setVisible(not view.accounts)
        self.table.show_rows(view.accounts)
        if view.accounts and self.table.current_row() is None:
            self.table.select(view.accounts[0].id)
        self.missing.show_parts(*self._missing_words(data))

    def chosen(self) -> int | None:
        """The key of the account that is chosen."""
        row = self.table.current_row()
        return row.id if row is not None else None

    def _missing_words(self, data: Data) -> list[str | Link]:
        if not data.companies.missing:
            return []
        words: list[str | Link] = ["Saknar redogörelse: "]
        for place, (unit_id, name) in enumerate(data.companies.missing):
            if place:
                words.append(", ")
            words.append(name if data.locked else Link(name, partial(self.adding_wanted.emit, unit_id)))
        return [*words, "."]


def _columns(unit: Callable[[], Unit]) -> list[Column[CompanyView]]:
    def amount(key: str, title: str) -> Column[CompanyView]:
        return Column(
            key,
            title,
            lambda row: shown(getattr(row, key), unit()),
            width=112,
            number=True,
            copy=lambda row: None if getattr(row, key) is None else bare(getattr(row, key), unit()),
        )

    return [
        Column(
            "name", "Bolag", lambda row: row.name, width=200, stretch=True,
            look=lambda row: CellLook(
                example=row.example, warning="" if row.told else "saknar uppgifter om ekonomin"
            ),
            tooltip=lambda row: row.text,
        ),
        amount("turnover", "Omsättning"),
        amount("result", "Resultat"),
        amount("investments", "Investeringar"),
        Column("equity_ratio", "Soliditet", _ratio, width=96, number=True),
    ]  # fmt: skip


def _ratio(row: CompanyView) -> str:
    return _NOTHING if row.equity_ratio is None else write_percent(row.equity_ratio, None)


def company_details(data: Data, doing: Doing, company_id: int) -> Details | None:
    """A company's account in the inspector."""
    row = next((each for each in data.companies.accounts if each.id == company_id), None)
    if row is None:
        return None
    locked, unit = data.why_locked, data.unit
    say = partial(change_of, doing, row)

    def amount(key: str, label: str) -> Field:
        return Field(
            key,
            f"{label} {data.companies.year}, {unit}",
            typed(getattr(row, key), unit),
            lambda text: doing.attempt(lambda: say(**{key: read(text, unit)})),
            locked=locked,
        )

    def ratio(text: str) -> bool:
        return doing.attempt(lambda: say(equity_ratio=read_percent(text) if text.strip() else None))

    parts: list[Part] = [] if row.told else [Notice("Skriv vad budgeten säger om bolagets ekonomi.")]
    parts += [
        amount("turnover", "Omsättning"),
        amount("result", "Resultat"),
        amount("investments", "Investeringar"),
        Field("equity_ratio", "Soliditet, procent",
              "" if row.equity_ratio is None else write_number(row.equity_ratio), ratio, locked=locked),
        Field("text", "Om bolagets ekonomi", row.text, lambda text: say(text=text), lines=6, locked=locked),
    ]  # fmt: skip
    if not locked:
        parts.append(Commands((Command("Ta bort", partial(_remove, doing, row), icon="trash"),)))
    rename = None if locked else (lambda name: say(name=name))
    return Details(("company", row.id, unit), "Kommunkoncernen", row.name, tuple(parts), rename, row.example)


def _remove(doing: Doing, row: CompanyView) -> bool:
    from app.services.economy.statements.companies import remove_company

    return doing.run(remove_company, company_id=row.id)


def change_of(doing: Doing, row: CompanyView, **other: Any) -> bool:
    """Say otherwise of one thing of a company."""
    from app.services.economy.statements.companies import CompanySaid, change_company

    values: dict[str, Any] = {
        "name": row.name,
        "unit_id": row.unit_id,
        "text": row.text,
        "turnover": row.turnover,
        "result": row.result,
        "investments": row.investments,
        "equity_ratio": row.equity_ratio,
    }
    return doing.run(change_company, company_id=row.id, said=CompanySaid(**{**values, **other}))


def add_company(window: QWidget, data: Data, doing: Doing, unit_id: object) -> bool:
    """Add the account of a company of the organisation, or ask what the company is called."""
    from app.services.economy.statements.companies import CompanySaid
    from app.services.economy.statements.companies import add_company as use_case

    known = dict(data.companies.missing)
    if isinstance(unit_id, int) and unit_id in known:
        return doing.on_version(use_case, said=CompanySaid(known[unit_id], unit_id))
    asked = FormDialog.ask(window, "Nytt bolag", [TextInput("name", "Bolagets namn")], "Lägg till")
    return asked is not None and doing.on_version(use_case, said=CompanySaid(str(asked["name"])))
