"""The tab Nämndernas förslag, with the hands of the one who types in it."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QPushButton

from app.services.budget import frames, versions
from app.ui.budget.proposals.pane import DIALOGUES, FIGURES_KEY, MEASURES, TREATMENTS
from app.ui.budget.proposals.rowtable import NEW, RowTable
from app.ui.parts.details import Choice, Field, Notice
from app.ui.parts.fields import TextField
from tests.services.budget.ledger import KITCHEN, NIGHT, SCHOOL, TKR, Ledger
from tests.ui.budget.conftest import Desk, sit_down

KEY = Qt.Key


class Table:
    """The tab on the small town."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        assert desk.page.show_tab("proposals")
        self.tab: Any = desk.page.tab
        self.bot = desk.bot

    def go(self, name: str) -> None:
        """Select a unit."""
        assert self.tab.tree.select(next(row.key for row in self.tab.view.rows if row.name == name))

    def grid(self, section: str) -> RowTable:
        """Show a section."""
        self.tab.pane.sections.choose(section)
        self.tab.pane._show_section()
        return self.tab.pane.table

    def type(self, text: str, key: Qt.Key) -> None:
        """Type over the current cell; plain letters and digits only."""
        table = self.tab.pane.table
        self.bot.keyClicks(table, text[:1])
        field = next(each for each in table.viewport().findChildren(QLineEdit) if each.isVisible())
        self.bot.keyClicks(field, text[1:])
        self.bot.keyClick(field, key)
        self.bot.waitUntil(lambda: table.state() == QAbstractItemView.State.NoState)

    def begin(self, text: str, section: str = MEASURES) -> RowTable:
        """Make a row of what is typed on the empty line."""
        grid = self.grid(section)
        place = grid.rows.rowCount() - 1
        grid.model().setData(grid.rows.index(place, 0), text)
        self.wait_for(place + 2)
        return grid

    def wait_for(self, rows: int) -> None:
        """Until the grid has so many rows, the empty line among them."""
        self.bot.waitUntil(lambda: self.tab.pane.table.rows.rowCount() == rows)

    def cells(self, section: str) -> list[list[str]]:
        """What a section says, without the empty line."""
        model = self.grid(section).rows
        rows = [row for row in range(model.rowCount()) if model.key(model.index(row, 0)) != NEW]
        return [[model.index(row, at).data() for at in range(model.columnCount())] for row in rows]

    def part(self, kind: type, key: str) -> Any:
        """A part of the inspector by the end of its key."""
        shown = self.desk.page.inspector.details
        assert shown is not None
        return next(each for each in shown.parts if isinstance(each, kind) and each.key.endswith(key))


@pytest.fixture
def bare_table(ledger: Ledger, qtbot: Any) -> Table:
    """The tab before there is a version for proposals."""
    return Table(sit_down(ledger, qtbot))


@pytest.fixture
def table(ledger: Ledger, qtbot: Any) -> Table:
    """The tab where the school asks for 50 tkr more than its preliminary frame."""
    made = ledger.run(
        versions.create_version, source_id=ledger.version.id, name="Nämndernas förslag", stage="needs"
    )
    ledger.version_id = made
    ledger.set(frames.set_component, SCHOOL, kind="priority", amount=50 * TKR)
    return Table(sit_down(ledger, qtbot))


def test_the_first_step_copies_the_preliminary_frames(bare_table: Table) -> None:
    assert bare_table.tab.view.version is None
    press(bare_table, "Skapa version för nämndernas förslag")
    assert bare_table.tab.view.version.name == "Nämndernas förslag"
    assert bare_table.desk.page.view.version.stage == "needs"
    assert [row.of(2027).difference for row in bare_table.tab.view.rows if not row.group] == [0] * 5
    bare_table.desk.space.undo()
    assert bare_table.tab.view.version is None


def press(table: Table, words: str) -> None:
    buttons = [each for each in table.tab.findChildren(QPushButton) if each.text() == words]
    buttons[-1].click()


def test_a_unit_that_asks_for_more_says_what_is_missing(table: Table) -> None:
    row = next(row for row in table.tab.view.rows if row.name == SCHOOL)
    index = table.tab.tree.rows.index_of(row.key)
    said = [index.siblingAtColumn(at).data() for at in range(table.tab.tree.rows.columnCount())]
    assert said[1:] == ["1\u00a0000", "1\u00a0050", "+50", "+5,0\u00a0%", "–", "50", "Åtgärder saknas"]
    assert "1 att rätta" in "".join(getattr(part, "text", part) for part in table.tab.state())


def test_a_proposal_is_begun_and_filled_by_keyboard(table: Table) -> None:
    table.go(SCHOOL)
    table.tab.begin_proposal()
    grid = table.grid(MEASURES)
    grid.begin_line()
    field = next(each for each in grid.viewport().findChildren(QLineEdit) if each.isVisible())
    table.bot.keyClicks(field, "Farre inkop")
    table.bot.keyClick(field, KEY.Key_Return)
    table.wait_for(2)
    assert table.cells(MEASURES) == [["Farre inkop", "", "2027", ""]]
    assert grid.current_line() is not None
    grid.setCurrentIndex(grid.currentIndex().siblingAtColumn(1))
    table.type("Slitna bocker", KEY.Key_Return)
    grid.setCurrentIndex(grid.rows.index(0, 3))
    table.type("-50", KEY.Key_Return)
    assert table.cells(MEASURES) == [["Farre inkop", "Slitna bocker", "2027", "−50"]]
    assert [each.severity for each in table.tab.edits.detail.findings if each.severity == "error"] == []
    table.desk.space.undo()
    assert table.cells(MEASURES) == [["Farre inkop", "Slitna bocker", "2027", ""]]


def test_tab_goes_on_in_the_row_that_was_just_begun(table: Table) -> None:
    table.go(SCHOOL)
    table.tab.begin_proposal()
    grid = table.grid(MEASURES)
    grid.setFocus()
    grid.setCurrentIndex(grid.rows.index(0, 0))
    table.type("Stang", KEY.Key_Tab)
    table.wait_for(2)
    assert grid.current_line() is not None
    assert grid.currentIndex().column() == 1


def test_amounts_are_typed_in_the_unit_that_is_shown(table: Table) -> None:
    table.go(SCHOOL)
    table.tab.begin_proposal()
    grid = table.begin("A")
    table.desk.show_in("kr")
    grid.model().setData(grid.rows.index(0, 3), "-12 500")
    assert table.cells(MEASURES)[0][3] == "−12\u00a0500"
    table.desk.show_in("tkr")
    assert table.cells(MEASURES)[0][3] == "−12,5"


@pytest.mark.parametrize(("column", "typed"), [(2, "i år"), (2, "1999"), (3, "mycket")])
def test_what_cannot_be_read_is_refused_and_said(table: Table, column: int, typed: str) -> None:
    table.go(SCHOOL)
    table.tab.begin_proposal()
    grid = table.begin("A")
    before = table.cells(MEASURES)
    assert not grid.model().setData(grid.rows.index(0, column), typed)
    assert table.cells(MEASURES) == before
    assert table.desk.said[-1][1] == "error"


def test_a_row_is_taken_away_by_keyboard_and_comes_back(table: Table) -> None:
    table.go(SCHOOL)
    table.tab.begin_proposal()
    grid = table.begin("A")
    grid.setCurrentIndex(grid.rows.index(0, 0))
    table.bot.keyClick(grid, KEY.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert table.cells(MEASURES) == []
    table.desk.space.undo()
    assert [row[0] for row in table.cells(MEASURES)] == ["A"]


def test_a_measure_is_copied_to_later_years(table: Table) -> None:
    table.go(SCHOOL)
    table.tab.begin_proposal()
    grid = table.begin("A")
    grid.setCurrentIndex(grid.rows.index(0, 0))
    press(table, "Även följande år")
    assert [row[2] for row in table.cells(MEASURES)] == ["2027", "2028", "2029"]


def test_where_it_was_treated_is_chosen_from_a_list(table: Table) -> None:
    table.go(SCHOOL)
    table.tab.begin_proposal()
    grid = table.grid(TREATMENTS)
    grid.begin_line()
    offered = next(each for each in grid.viewport().findChildren(QComboBox) if each.isVisible())
    assert offered.itemText(1) == "Lokal samverkansgrupp (MBL)"
    offered.setCurrentIndex(1)
    offered.activated.emit(1)
    table.wait_for(2)
    grid.model().setData(grid.rows.index(0, 2), "2026-05-04")
    assert table.cells(TREATMENTS)[0][:3] == ["Lokal samverkansgrupp (MBL)", "", "2026-05-04"]


def test_figures_and_dialogues_are_typed_in_their_grids(table: Table) -> None:
    table.go(SCHOOL)
    table.tab.begin_proposal()
    figures = table.begin("Elever", FIGURES_KEY)
    figures.model().setData(figures.rows.index(0, 1), "Nyckeltal")
    figures.model().setData(figures.rows.index(0, 2), "512")
    assert table.cells(FIGURES_KEY) == [["Elever", "Nyckeltal", "512", "", ""]]
    dialogues = table.begin("Beredningen och skolan", DIALOGUES)
    dialogues.model().setData(dialogues.rows.index(0, 2), "Delårsrapport")
    assert table.cells(DIALOGUES) == [["Beredningen och skolan", "", "Delårsrapport", ""]]


def test_the_inspector_keeps_statement_day_and_judgement(table: Table) -> None:
    table.go(SCHOOL)
    table.tab.begin_proposal()
    assert table.part(Field, "statement").commit("Vi behöver fler lärare")
    assert table.part(Field, "submitted").commit("2026-05-04")
    assert table.part(Choice, "follows").commit("partly")
    assert table.part(Field, "follows_note").commit("Läsning saknas")
    detail = table.tab.edits.detail
    assert (detail.statement, str(detail.submitted_on)) == ("Vi behöver fler lärare", "2026-05-04")
    assert (detail.follows, detail.follows_note) == ("partly", "Läsning saknas")
    assert not table.part(Field, "submitted").commit("i våras")
    assert table.desk.said[-1][1] == "error"


def test_the_inspector_says_what_is_missing(table: Table) -> None:
    table.go(SCHOOL)
    table.tab.begin_proposal()
    shown = table.desk.page.inspector.details
    assert [part.kind for part in shown.parts if isinstance(part, Notice)] == ["error"]


def test_a_unit_leads_to_its_row_in_the_grid_of_the_version(table: Table) -> None:
    table.go(NIGHT)
    table.tab.open_in_grid(next(row.unit_id for row in table.tab.view.rows if row.name == NIGHT))
    page = table.desk.page
    assert page.tab is page.frames
    assert page.view.version.stage == "needs"
    assert page.grid.model.rows[page.grid.view.currentIndex().row()].name == NIGHT


def test_a_link_opens_the_proposal(table: Table) -> None:
    table.go(SCHOOL)
    table.tab.begin_proposal()
    key = table.tab.edits.detail.id
    table.go(KITCHEN)
    table.desk.page.show_tab("frames")
    assert table.desk.page.show_place("proposal", key)
    assert table.tab.edits.detail.id == key


def test_a_decided_version_lets_only_dialogues_be_noted(table: Table) -> None:
    from tests.conftest import TODAY

    table.go(SCHOOL)
    table.tab.begin_proposal()
    ledger = Ledger(table.desk.space.database, table.tab.view.version.id)
    ledger.lock(decided_on=TODAY)
    table.desk.page.refresh()
    assert table.grid(MEASURES).rows.rowCount() == 0
    assert table.grid(DIALOGUES).rows.rowCount() == 1
    assert table.part(Field, "statement").locked
    assert not table.part(Choice, "follows").locked


def test_a_long_consequence_is_written_under_the_grid(table: Table) -> None:
    table.go(SCHOOL)
    table.tab.begin_proposal()
    grid = table.begin("A")
    grid.setCurrentIndex(grid.rows.index(0, 0))
    (field,) = (each for each in table.tab.pane.findChildren(TextField) if each.isVisible())
    field.setPlainText("Rad ett\nRad två")
    assert table.desk.page.settle()
    assert table.tab.edits.detail.measures[0].typed.impact == "Rad ett\nRad två"
    grid.select(NEW)
    assert not field.isVisible()


def test_a_text_that_was_interrupted_comes_back_under_its_row(table: Table) -> None:
    table.go(SCHOOL)
    table.tab.begin_proposal()
    table.begin("A")
    detail = table.tab.edits.detail
    table.go(KITCHEN)
    draft = f"proposal:{detail.id}:measure-{detail.measures[0].id}"
    assert table.desk.page.resume(draft, "Avbruten text")
    (field,) = (each for each in table.tab.pane.findChildren(TextField) if each.isVisible())
    assert field.text() == "Avbruten text"
    assert table.desk.page.resume(f"proposal:{detail.id}:statement", "Yttrandet")
