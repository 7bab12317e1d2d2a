"""The face Resultat och balans: one part at a time, with everything that must tie always in sight below."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.services.economy.statements import lines
from app.services.formatting import write_mnkr, write_percent
from app.ui.economy.faces import Context, Face, FaceHost
from app.ui.economy.money import read
from app.ui.economy.sheet import Change, YearSheet
from app.ui.economy.statements import goals_pane, loans_pane, telling
from app.ui.economy.statements.companies_pane import CompaniesPane, add_company, company_details
from app.ui.economy.statements.data import Data, Doing, read_data
from app.ui.economy.statements.goals_pane import GoalsPane
from app.ui.economy.statements.rows import headings, statement_rows, years_of
from app.ui.economy.statements.tie_strip import TieStrip
from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl, action, quiet_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.details import Details
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.flow import Flow
from app.ui.parts.links import Link

RESULT, CASH, BALANCE = lines.RESULT, lines.CASH, lines.BALANCE
OPERATING, GOALS, LOANS, COMPANIES = "operating", "goals", "loans", "companies"
PARTS: Final = (
    (RESULT, "Resultat"),
    (CASH, "Kassaflöde"),
    (BALANCE, "Balans"),
    (OPERATING, "Per nämnd"),
    (GOALS, "Mål"),
    (LOANS, "Lån"),
    (COMPANIES, "Bolag"),
)
_KINDS: Final = {"guideline": GOALS, "loan": LOANS, "company_account": COMPANIES}
_CAPITAL: Final = ((True, "i ramarna"), (False, "bredvid"))
_INTERNAL: Final = "internal_interest"
#: Where the cursor stands at first: what is reckoned, in the budget year.
_FIRST: Final = {RESULT: ("income", 1), CASH: ("result", 0)}


class StatementsFace(Face):
    """Result, cash flow and balance, the driftbudget per nämnd, goals, loans and companies of a version."""

    title = "Resultat och balans"
    shows_kinds = frozenset(
        {
            "statement_value", "loan", "loan_year", "guideline", "company_account", "version_economy",
            "prerequisite_value", "forecast_round", "forecast_value", "own_line", "population_number",
            "frame", "frame_component", "year_total", "central_pot", "unit", "plan_version",
            "investment_project", "investment_part", "investment_year", "running_cost", "economy_snapshot",
            "index_table", "index_value",
        }
    )  # fmt: skip

    def __init__(self, host: FaceHost, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self._data: Data | None = None
        self._tie = ""
        self.doing = Doing(self.workspace, lambda: self.data)
        self.parts = SegmentedControl(PARTS, name="Vad som visas")
        self.capital = ComboButton("Kapitalkostnad")
        self.take = quiet_button("Hämta ingående balans", on_click=self._on_take)
        self.copy = quiet_button("Hämta från året före", on_click=self._on_copy)
        self.add = quiet_button("Lägg till", "plus", self._on_add)
        self.capital.setToolTip("Om avskrivning och intern ränta ligger i ramarna eller bredvid dem.")
        self.goal_menu = QMenu(self)
        for words, goal in (("Finansiellt mål…", True), ("Riktlinje i ord…", False)):
            made = action(words, partial(self._on_add_goal, goal), parent=self.goal_menu)
            self.goal_menu.addAction(made)
        self._placed: set[str] = set()
        self.sheets = {key: self._sheet(key, name) for key, name in (*PARTS[:4], (LOANS, "Lån"))}
        self.goals, self.companies = GoalsPane(), CompaniesPane()
        self.stack = QStackedWidget()
        self.no_loans = EmptyState(
            "Inga lån ännu",
            "Lägg in kommunens lån med skuld och ränta. Upplåning och amortering år för år ger ränta i "
            "resultatet, kassaflöde och skuld i balansen.",
            icon="coins",
            action="Lägg till lån",
            on_action=self._on_add,
        )
        self._panes: dict[str, QWidget] = {**self.sheets, GOALS: self.goals, COMPANIES: self.companies}
        for pane in (*self._panes.values(), self.no_loans):
            self.stack.addWidget(pane)
        self.ties = TieStrip()
        self._lay_out()
        self._connect()

    @property
    def data(self) -> Data:
        """What is shown; `load` has been called."""
        if self._data is None:
            raise LookupError("nothing has been read yet")
        return self._data

    @property
    def part(self) -> str:
        """The key of the part that is shown."""
        return str(self.parts.choice)

    # ---- showing -------------------------------------------------------------------------------

    def load(self, context: Context) -> None:
        """Read what the version's statements are, and show the part that is chosen."""
        read = partial(
            read_data,
            version_id=context.version_id,
            unit=context.unit,
            read_only=self.workspace.read_only,
        )
        self._data = self.workspace.read(read)
        self._show()

    def show_part(self, key: str) -> None:
        """Show another part; what is typed is made a change first."""
        if self.settle():
            self._tie = ""
            self.parts.choose(key)
        self._show()
        self.said.emit()

    def _show(self) -> None:
        data, key = self.data, self.part
        made = data.made
        self.parts.choose(key)
        if key in lines.LINES:
            rows = statement_rows(made, key, data.unit, locked=data.locked)
            titles = headings(made, key, locked=data.locked)
            self.sheets[key].show_sheet(titles, rows, unit=data.unit, read_only=data.locked)
            self._place_cursor(key)
        elif key == OPERATING:
            from app.services.economy.statements.tabling import operating_table

            self.sheets[key].show_table(operating_table(made), data.unit)
        elif key == LOANS:
            rows = loans_pane.loan_rows(data.loans, data.unit, locked=data.locked)
            titles = loans_pane.loan_headings(data.loans)
            self.sheets[key].show_sheet(titles, rows, unit=data.unit, read_only=data.locked)
        elif key == GOALS:
            self.goals.show_data(data)
        else:
            self.companies.show_data(data)
        empty = key == LOANS and not data.loans.loans and not data.locked
        self.stack.setCurrentWidget(self.no_loans if empty else self._panes[key])
        self._show_tools()
        self.ties.show_ties(made.ties, self._remarks())
        self._inspect()

    def _place_cursor(self, key: str) -> None:
        if key in _FIRST and key not in self._placed:
            row, column = _FIRST[key]
            self.sheets[key].select(row, column)
        self._placed.add(key)

    def _show_tools(self) -> None:
        data, key = self.data, self.part
        self.capital.set_choices(list(_CAPITAL), data.made.capital_in_frames)
        may = not data.locked
        self.capital.setVisible(key == RESULT)
        self.capital.setEnabled(may)
        self.take.setVisible(key == BALANCE and may and bool(data.source))
        self.copy.setVisible(key == GOALS and may and bool(data.source))
        filled = {GOALS: data.guidelines, LOANS: data.loans.loans, COMPANIES: data.companies.accounts}
        self.add.setVisible(may and (key == GOALS or bool(filled.get(key))))
        self.add.setText({GOALS: "Lägg till", LOANS: "Lägg till lån"}.get(key, "Lägg till bolag"))

    def _remarks(self) -> list[str | Link]:
        to_balance = Link("Skriv den i Balans", partial(self.show_part, BALANCE))
        to_income = Link("Fyll i förutsättningarna", partial(self.host.show_face, "prerequisites"))
        return telling.remarks(self.data.made, to_income, None if self.part == BALANCE else to_balance)

    def _lay_out(self) -> None:
        bar = QWidget()
        flow = Flow(bar, theme.NEAR, theme.NEAR)
        flow.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, theme.PAGE_MARGIN, theme.NEAR)
        for tool in (self.parts, self.capital, self.take, self.add, self.copy):
            flow.addWidget(tool)
        head = QHBoxLayout()
        head.addWidget(bar, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        column.addWidget(self.ties)

    def _sheet(self, key: str, name: str) -> YearSheet:
        sheet = YearSheet(name, heading="Nämnd" if key == OPERATING else "Lån" if key == LOANS else "")
        sheet.commit = self._on_loans_typed if key == LOANS else partial(self._on_typed, key)
        sheet.cell_chosen.connect(lambda *_: self._on_cell(key))
        sheet.said.connect(self.workspace.tell)
        return sheet

    def _connect(self) -> None:
        self.parts.chosen.connect(lambda key: self.show_part(str(key)))
        self.capital.chosen.connect(self._on_capital)
        self.ties.chosen.connect(self._on_tie)
        self.goals.guideline_chosen.connect(lambda _key: self._on_cell(GOALS))
        self.goals.measure_chosen.connect(self._on_measure)
        self.goals.adding_wanted.connect(partial(self._on_add_goal, True))
        self.companies.company_chosen.connect(lambda _key: self._on_cell(COMPANIES))
        self.companies.adding_wanted.connect(self._on_add_company)

    # ---- the inspector -------------------------------------------------------------------------

    def _on_cell(self, key: str) -> None:
        if self._data is not None and key == self.part:
            self._tie = ""
            self._inspect()

    def _on_tie(self, key: str) -> None:
        self._tie = key
        self._inspect()

    def _on_measure(self, key: object) -> None:
        if self._data is not None and self.part == GOALS and self.goals.measures.view.hasFocus():
            self.inspect.emit(goals_pane.measure_details(self.data, str(key)))

    def _inspect(self) -> None:
        self.inspect.emit(self._details())

    def _details(self) -> Details | None:
        data, key = self.data, self.part
        if self._tie:
            return telling.tie_details(data.made, self._tie, data.unit)
        if key == GOALS:
            chosen = self.goals.chosen()
            return None if chosen is None else goals_pane.guideline_details(data, self.doing, chosen)
        if key == COMPANIES:
            account = self.companies.chosen()
            return None if account is None else company_details(data, self.doing, account)
        row = self.sheets[key].current_key()
        if row is None:
            return None
        if key == OPERATING:
            return telling.board_details(data.made, row, data.unit)
        if key == LOANS:
            return loans_pane.loan_details(data, self.doing, row[0])
        return self._row_details(key, row)

    def _row_details(self, statement: str, key: str) -> Details | None:
        data = self.data
        years = years_of(data.made, statement, locked=data.locked)
        year = years[max(0, min(len(years) - 1, self.sheets[statement].current_column()))]
        more = telling.internal_parts(data, self._on_take_interest) if key == _INTERNAL else ()
        return telling.row_details(
            data.made,
            statement,
            key,
            year,
            data.unit,
            locked=data.why_locked,
            note=self._on_note,
            stated=self._on_stated,
            more=more,
        )

    # ---- what the user does --------------------------------------------------------------------

    def _on_typed(self, statement: str, changes: Sequence[Change]) -> bool:
        from app.services.economy.statements.values import set_statement_values

        years = years_of(self.data.made, statement, locked=self.data.locked)
        unit = self.data.unit

        def make() -> bool:
            values = {(statement, key, years[column]): read(text, unit) for key, column, text in changes}
            return self.doing.on_version(set_statement_values, values=values)

        return self.doing.attempt(make)

    def _on_loans_typed(self, changes: Sequence[Change]) -> bool:
        return loans_pane.commit_loans(self.data, self.doing, changes)

    def _on_note(self, statement: str, key: str, year: int, text: str) -> bool:
        from app.services.economy.statements.values import set_statement_note

        return self.doing.on_version(set_statement_note, place=(statement, key, year), note=text)

    def _on_stated(self, statement: str, key: str, year: int, text: str) -> bool:
        from app.services.economy.statements.values import set_statement_values

        def make() -> bool:
            values = {(statement, key, year): read(text, self.data.unit)}
            return self.doing.on_version(set_statement_values, values=values, column="stated")

        return self.doing.attempt(make)

    def _on_capital(self, inside: object) -> None:
        from app.services.economy.statements.values import set_capital_in_frames

        if inside is not self.data.made.capital_in_frames:
            self.doing.on_version(set_capital_in_frames, inside=bool(inside))
        self._show_tools()

    def _on_take(self) -> None:
        from app.services.economy.statements.opening import take_opening

        if self.settle():
            self.doing.on_version(take_opening)

    def _on_take_interest(self) -> None:
        from app.services.economy.statements.values import set_statement_values

        values = {(RESULT, _INTERNAL, year): each.amount for year, each in self.data.internal.items()}
        self.doing.on_version(set_statement_values, values=values)

    def _on_copy(self) -> None:
        from app.services.economy.statements.guidelines import copy_guidelines

        self.doing.on_version(copy_guidelines)

    def _on_add(self) -> None:
        if self.part == LOANS:
            self._added(partial(loans_pane.ask_for_loan, self.window(), self.data, self.doing))
        elif self.part == GOALS:
            self.goal_menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))
        else:
            self._on_add_company(None)

    def _on_add_goal(self, goal: bool) -> None:
        self._added(partial(goals_pane.ask_for_guideline, self.window(), self.doing, goal=goal))

    def _on_add_company(self, unit_id: object) -> None:
        self._added(partial(add_company, self.window(), self.data, self.doing, unit_id))

    def _added(self, ask: Callable[[], object]) -> None:
        """Ask for a row of the part that is shown, and go to the one that was made."""
        had = self._keys()
        ask()
        kind = next(kind for kind, part in _KINDS.items() if part == self.part)
        for key in self._keys() - had:
            self.show_place(kind, key)

    def _keys(self) -> set[int]:
        data = self.data
        rows: dict[str, tuple[Any, ...]] = {
            GOALS: data.guidelines,
            LOANS: data.loans.loans,
            COMPANIES: data.companies.accounts,
        }
        return {row.id for row in rows[self.part]}

    # ---- what the page asks --------------------------------------------------------------------

    def settle(self) -> bool:
        """Make a change of what is being typed in a sheet."""
        sheet = self.sheets.get(self.part)
        return sheet is None or sheet.settle()

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Select a guideline, a loan or a company's account."""
        part = _KINDS.get(kind)
        if part is None:
            return False
        self.show_part(part)
        if part == LOANS:
            return self.sheets[LOANS].select((key, ""))
        table = self.goals.table if part == GOALS else self.companies.table
        return table is not None and table.select(key)

    def state(self) -> tuple[str | Link, ...]:
        """The result of the budget year, its share, and whether everything ties."""
        if self._data is None:
            return ()
        made = self.data.made
        year = made.years[0]
        result = made.amount(RESULT, "result", year)
        if result is None:
            return (f"Resultatet {year} går inte att räkna ännu: skatt eller bidrag saknas.",)
        share = made.measures["result_share"][year]
        said = f"Resultatet {year} är {write_mnkr(result)}"
        said += f", {write_percent(share)} av skatt och bidrag. " if share is not None else ". "
        count = len(made.broken)
        if not count:
            return (f"{said}Allt stämmer.",)
        first = made.broken[0].key
        words = "1 avstämning" if count == 1 else f"{count} avstämningar"
        return (said, Link(f"{words} stämmer inte", partial(self._on_tie, first)), ".")

    def status(self) -> str:
        """How many ties there are, and when the figures are those of the decision."""
        if self._data is None:
            return ""
        known = sum(tie.known for tie in self.data.made.ties)
        words = f"{known} avstämningar"
        return f"{words}, siffrorna som de var vid beslutet" if self.data.made.frozen else words

    def export_actions(self) -> list[QAction]:
        """The page exports every table of the economy; the face has none of its own."""
        return []
