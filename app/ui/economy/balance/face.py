"""The face Balanskrav: the inquiry by year, the ledger of deficits, and the reserve step by step."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.ui.economy.balance import rows, telling
from app.ui.economy.balance.editing import Editing
from app.ui.economy.faces import Context, Face, FaceHost
from app.ui.economy.money import shown
from app.ui.economy.sheet import YearSheet
from app.ui.parts.buttons import SegmentedControl, quiet_button
from app.ui.parts.details import Details
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Link

if TYPE_CHECKING:
    from app.services.economy.balance.views import BalanceView, BalanceYearView

INQUIRY, LEDGER, RESERVE = "inquiry", "ledger", "reserve"
_PARTS = ((INQUIRY, "Utredning"), (LEDGER, "Underskott"), (RESERVE, "Resultatreserv"))


class BalanceFace(Face):
    """Shows one of three sheets; the inspector explains the year, the deficit or the step."""

    title = "Balanskrav"
    nothing = "Välj ett år för att se hur det räknas."
    shows_kinds = frozenset({
        "balance_year", "regulation", "statement_value", "version_economy", "forecast_round",
        "forecast_value", "prerequisite_value", "own_line", "plan_version", "frame", "frame_component",
        "year_total",
        "investment_project", "investment_part", "investment_year", "running_cost", "loan", "loan_year",
        "budget_plan", "economy_snapshot",
    })  # fmt: skip

    def __init__(self, host: FaceHost, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.view: BalanceView | None = None
        self._context = Context()
        self.editing = Editing(self.workspace, self)
        self.choice = SegmentedControl(_PARTS, name="Del av balanskravet")
        self.inquiry = self._sheet("Balanskravsutredning", "Utredning", self.editing.type_values)
        self.ledger = self._sheet("Underskott och hur de regleras", "År", self.editing.type_regulation)
        self.reserve = self._sheet("Vad som får föras till resultatreserven", "Steg", None)
        self._none = EmptyState(
            "Inga underskott",
            "Här visas varje år med negativt balanskravsresultat, hur det regleras under de tre följande "
            "åren och sista dagen för det. Skriv resultaten under Utredning.",
            icon="check",
        )
        self._ledger = QStackedWidget()
        self._ledger.addWidget(self.ledger)
        self._ledger.addWidget(self._none)
        self._stack = QStackedWidget()
        for sheet in (self.inquiry, self._ledger, self.reserve):
            self._stack.addWidget(sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.choice.chosen.connect(self._on_chosen)
        self._add = quiet_button("Lägg till år…", "plus", self._on_add)

    # ---- what the page asks for --------------------------------------------------------------------

    def load(self, context: Context) -> None:
        """Read the inquiry with the years of the version that is shown."""
        from app.services.budget.views import version_choice
        from app.services.economy.balance.views import inquiry

        self._context = context
        version_id = context.version_id or None
        self.view = self.workspace.read(partial(inquiry, today=self.workspace.today, version_id=version_id))
        versions, _, _ = self.workspace.read(
            partial(version_choice, version_id=version_id, year=context.first_year)
        )
        editing = self.editing
        editing.view, editing.version_id, editing.unit = self.view, context.version_id, context.unit
        editing.versions = tuple((each.id, f"{each.first_year}: {each.name}") for each in versions)
        self._show()

    def tools(self) -> list[QWidget]:
        """Which of the three sheets is shown."""
        return [self.choice]

    def actions(self) -> list[QWidget]:
        """The way to add a year."""
        return [self._add]

    def settle(self) -> bool:
        """Make changes of what is typed."""
        return all([self.inquiry.settle(), self.ledger.settle()])

    def state(self) -> tuple[str | Link, ...]:
        """The result of the budget year, and what is left to regulate."""
        year = self._budget_year()
        if self.view is None or year is None:
            return ()
        unit = self._context.unit
        balance = year.rows["balance"]
        said: list[str | Link] = [
            f"Balanskravsresultatet {year.year} går inte att räkna ut än"
            if balance is None
            else f"Balanskravsresultatet {year.year} är {shown(balance, unit)} {unit}"
        ]
        left = sum(each.deficit.remaining for each in self.view.ledger)
        if left:
            said += [
                ", ",
                Link(f"{shown(left, unit)} {unit} är kvar att reglera", partial(self.show_part, LEDGER)),
            ]
        return tuple(said)

    def status(self) -> str:
        """How many years there are."""
        return "" if self.view is None else f"{len(self.view.years)} år i utredningen"

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Show a year by the key of its row."""
        if self.view is None or kind != "balance_year":
            return False
        for place, year in enumerate(self.view.years):
            if year.id == key:
                self.show_part(INQUIRY)
                return self.inquiry.select("balance", place)
        return False

    def show_part(self, part: str) -> None:
        """Show one of the three sheets."""
        self.choice.choose(part)
        self._on_chosen(part)

    # ---- within ------------------------------------------------------------------------------------

    def _sheet(self, name: str, heading: str, commit: Any) -> YearSheet:
        sheet = YearSheet(name, heading=heading)
        if commit is not None:
            sheet.commit = commit
        sheet.said.connect(self.workspace.tell)
        sheet.cell_chosen.connect(lambda key, column: self._on_cell(key, column))
        return sheet

    @property
    def _locked(self) -> bool:
        return self.workspace.read_only

    def _show(self) -> None:
        from app.services.economy.balance.tables import columns

        view, unit, locked = self.view, self._context.unit, self._locked
        if view is None:
            return
        self._add.setEnabled(not locked)
        titles = columns(view, self._context.version_id)
        self.inquiry.show_sheet(
            titles, rows.inquiry_rows(view, unit, locked=locked), unit=unit, read_only=locked
        )
        ledger = view.ledger
        self.ledger.show_sheet(
            rows.ledger_headings(ledger), rows.ledger_rows(ledger, unit, locked=locked), unit=unit,
            read_only=locked,
        )  # fmt: skip
        self._ledger.setCurrentWidget(self.ledger if ledger else self._none)
        self.reserve.show_sheet(titles, rows.reserve_rows(view, unit), unit=unit, read_only=True)
        self._tell()
        self.said.emit()

    def _on_chosen(self, part: object) -> None:
        self._stack.setCurrentIndex([key for key, _ in _PARTS].index(str(part)))
        self._tell()

    def _on_cell(self, _key: object, _column: int) -> None:
        if self.sender() is self._shown_sheet() or self.sender() is None:
            self._tell()

    def _shown_sheet(self) -> YearSheet:
        return {INQUIRY: self.inquiry, LEDGER: self.ledger, RESERVE: self.reserve}[str(self.choice.choice)]

    def _tell(self) -> None:
        self.inspect.emit(self._details())

    def _details(self) -> Details | None:
        if self.view is None:
            return None
        unit, locked, part = self._context.unit, self._locked, self.choice.choice
        if part == LEDGER:
            key = self.ledger.current_key()
            found = next((each for each in self.view.ledger if each.deficit.year == key), None)
            return None if found is None else telling.deficit_details(found, self.editing, unit, locked)
        year = self._year_at(self._shown_sheet().current_column())
        if year is None:
            return None
        if part == RESERVE:
            return telling.reserve_details(year, self.editing, unit, locked)
        return telling.year_details(self.view, year, self.inquiry.current_key(), self.editing, unit, locked)

    def _year_at(self, column: int) -> BalanceYearView | None:
        if self.view is None:
            return None
        if 0 <= column < len(self.view.years):
            return self.view.years[column]
        return self._budget_year()

    def _budget_year(self) -> BalanceYearView | None:
        return None if self.view is None else self.view.year(self._context.first_year)

    def _on_add(self) -> None:
        year = self.editing.add_year()
        if year is not None and self.view is not None:
            places = [each.year for each in self.view.years]
            if year in places:
                self.show_part(INQUIRY)
                self.inquiry.select("result", places.index(year))
