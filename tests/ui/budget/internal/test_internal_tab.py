"""The tab Internbudget, with the hands of the one who lays a frame out on accounts and months."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton

from app.services.budget import frames, versions
from app.services.budget.internal import chart
from app.ui.budget.internal import menus
from app.ui.budget.internal.sheet import MONTH, PROFILE, YEAR
from app.ui.parts.columns import LOOK
from app.ui.parts.dialogs import FormDialog
from app.ui.parts.links import Link
from tests.conftest import TODAY
from tests.services.budget.ledger import DAY, SCHOOL, TKR, Ledger
from tests.ui.budget.conftest import NBSP, Desk, sit_down

KEY = Qt.Key
STAFF, ROOMS, FEES = "Personalkostnader", "Lokaler", "Taxor och avgifter"


class Table:
    """The tab on the small town, where the school has 1 000 tkr."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        assert desk.page.show_tab("internal")
        self.tab: Any = desk.page.tab

    def begin(self, name: str = SCHOOL) -> None:
        """Make the groups and the internal budget of a performer."""
        self.desk.space.run(chart.create_standard)
        self.go(name)
        self.press_button("Börja på internbudgeten")

    def go(self, name: str) -> None:
        """Select a performer."""
        assert self.tab.performers.select(self.performer(name).unit_id)

    def performer(self, name: str) -> Any:
        """A performer as it stands now."""
        return next(row for row in self.tab.view.performers if row.name == name)

    def press_button(self, text: str) -> None:
        """Press the button of an empty state."""
        buttons = self.tab._pages.currentWidget().findChildren(QPushButton)
        next(button for button in buttons if button.text() == text).click()

    def cell(self, name: str, kind: str, month: int = 0) -> Any:
        """A cell by its account group or sum, and its column."""
        model = self.tab.sheet.sheet
        rows = [row.name for row in model.rows]
        keys = [column.key for column in model.columns]
        return model.index(rows.index(name), keys.index((kind, month)))

    def text(self, name: str, kind: str = YEAR, month: int = 0) -> str:
        """What a cell says."""
        return str(self.cell(name, kind, month).data())

    def type(self, name: str, text: str, kind: str = YEAR, month: int = 0) -> None:
        """Type an amount in a cell."""
        view = self.tab.sheet
        view.setFocus()
        view.setCurrentIndex(self.cell(name, kind, month))
        self.desk.bot.keyClicks(view, text[:1])
        field = next(each for each in view.viewport().findChildren(QLineEdit) if each.isVisible())
        self.desk.bot.keyClicks(field, text[1:])
        self.desk.bot.keyClick(field, KEY.Key_Return)

    @property
    def done(self) -> str | None:
        """What was done last."""
        return self.desk.space.database.undo_words

    def standing(self) -> str:
        """What stands over the sheet."""
        return str(self.tab._standing.plain_text())

    def menu(self, fill: Callable[[Any, QMenu], None]) -> dict[str, Any]:
        """What a menu offers, by its words."""
        self._menu = QMenu(self.tab)
        fill(self.tab, self._menu)
        return {each.text(): each for each in self._menu.actions()}


@pytest.fixture
def table(desk: Desk) -> Table:
    return Table(desk)


def test_the_first_steps_are_offered_one_at_a_time(table: Table) -> None:
    assert table.tab.view.internal is None
    table.press_button("Lägg upp kontogrupper")
    assert table.done == "Lade upp kontogrupper och månadsprofiler för internbudgeten"
    table.go(SCHOOL)
    table.press_button("Börja på internbudgeten")
    assert table.standing().startswith(
        f"Ram 1{NBSP}000{NBSP}tkr enligt ”Arbetsversion”, som inte är beslutad"
    )
    assert table.text("Kvar av ramen") == f"1{NBSP}000"
    assert table.performer(SCHOOL).state == "open"


def test_a_typed_year_falls_on_the_months_and_what_is_left_follows(table: Table) -> None:
    table.begin()
    table.type(STAFF, "1200")
    assert table.text(STAFF, MONTH, 1) == "100"
    table.type(FEES, "150")
    assert (table.text("Nettokostnad"), table.text("Kvar av ramen")) == (f"1{NBSP}050", "−50")
    assert table.done == "Ändrade Taxor och avgifter, 2027, i internbudgeten för Skolan"
    assert table.standing().endswith(f"50{NBSP}tkr mer utlagt än ramen.")
    assert table.cell("Kvar av ramen", YEAR).data(LOOK).alarm
    table.type(FEES, "200")
    assert table.standing().endswith("Internbudgeten stämmer med ramen.")
    assert table.performer(SCHOOL).state == "met"


def test_a_typed_month_makes_the_profile_own(table: Table) -> None:
    table.begin()
    table.type(STAFF, "1200")
    table.type(STAFF, "130", MONTH, 3)
    assert (table.text(STAFF), table.text(STAFF, PROFILE)) == (f"1{NBSP}230", "Egna")
    assert table.done == "Ändrade Personalkostnader, mars 2027, i internbudgeten för Skolan"
    table.tab.sheet.setCurrentIndex(table.cell(STAFF, PROFILE))
    offered = table.menu(menus.fill_profiles)
    assert offered["Egna månader"].isChecked()
    offered["Jämnt"].trigger()
    assert table.text(STAFF, PROFILE) == "Jämnt"
    assert table.text(STAFF, MONTH, 3) == "103"


def test_a_block_is_pasted_as_one_step_and_copied_bare(table: Table) -> None:
    table.begin()
    view = table.tab.sheet
    view.setFocus()
    view.setCurrentIndex(table.cell(STAFF, YEAR))
    table.desk.clip("600\t50\t60\n120\t10\t10")
    table.desk.bot.keyClick(view, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert table.text(STAFF, MONTH, 2) == "60"
    assert table.done == "Ändrade 6 belopp i internbudgeten 2027 för Skolan"
    view.setCurrentIndex(table.cell(STAFF, MONTH, 2))
    table.desk.bot.keyClick(view, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert table.desk.clip() == "60"
    table.desk.clip("5")
    view.setCurrentIndex(table.cell("Summa kostnader", YEAR))
    table.desk.bot.keyClick(view, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert table.desk.said[-1][0].startswith("Cellerna räknas fram")


def test_another_performer_has_a_sheet_of_its_own(table: Table) -> None:
    table.begin()
    table.type(STAFF, "1000")
    table.go(DAY)
    assert table.tab.view.internal is None
    table.press_button("Börja på internbudgeten")
    table.type(STAFF, "400")
    state = "".join(part.text if isinstance(part, Link) else part for part in table.tab.state())
    assert state == "Internbudget 2027: 1 av 5 utförare stämmer med ramen, 1 är över ramen."
    assert table.tab.show_place("internal_budget", table.performer(SCHOOL).budget_id)
    assert table.text(STAFF) == f"1{NBSP}000"
    assert not table.tab.show_place("unit", 1)


def test_a_frame_that_was_decided_anew_is_said_and_followed(ledger: Ledger, qtbot: Any) -> None:
    known = {"version_id": ledger.version.id, "expected_version": ledger.version.row_version}
    ledger.run(versions.rename_version, name="Juni", stage="decided", **known)
    first = ledger.version.id
    ledger.lock(decided_on=TODAY)
    table = Table(sit_down(ledger, qtbot))
    table.begin()
    ledger.version_id = ledger.run(versions.create_version, source_id=first, name="November", stage="revised")
    ledger.set(frames.set_component, SCHOOL, kind="priority", amount=120 * TKR)
    ledger.lock(decided_on=TODAY)
    table.desk.page.refresh()
    assert "Ramen har ändrats med +120\u00a0tkr sedan internbudgeten gjordes." in table.standing()
    assert table.performer(SCHOOL).state == "changed"
    link = table.tab._standing.links()[0]
    assert link.text == "Följ ”November”"
    link.on_click()
    assert table.text("Ram") == f"1{NBSP}120"
    assert table.performer(SCHOOL).state == "open"


def test_groups_and_profiles_are_changed_in_the_menu(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    table.begin()
    given: dict[str, Any] = {"name": "Skolskjuts", "number": "70", "side": "cost"}
    monkeypatch.setattr(FormDialog, "ask", classmethod(lambda *_args, **_more: given))
    offered = table.menu(menus.fill_more)
    offered["Lägg till kontogrupp…"].trigger()
    assert table.text("Skolskjuts") == "–"
    table.tab.sheet.setCurrentIndex(table.cell("Skolskjuts", YEAR))
    table.menu(menus.fill_more)["Flytta kontogruppen uppåt"].trigger()
    names = [group.name for group in table.tab.view.groups]
    assert names[-2:] == ["Skolskjuts", "Övriga kostnader"]
    given = {"name": "Halvår", **{str(at): "1" if at < 6 else "0,5" for at in range(12)}}
    table.menu(menus.fill_more)
    menus.new_profile(table.tab)
    assert table.tab.view.profiles[-1].weights == (Decimal(1),) * 6 + (Decimal("0.5"),) * 6
    given = {"name": "Fel", **{str(at): "mycket" for at in range(12)}}
    menus.new_profile(table.tab)
    assert table.desk.said[-1][0].startswith("En profil ska ha tolv tal")
    table.tab.sheet.setCurrentIndex(table.cell("Skolskjuts", YEAR))
    table.menu(menus.fill_more)["Ta bort kontogruppen"].trigger()
    table.menu(menus.fill_more)["Ta bort internbudgeten"].trigger()
    assert table.tab.view.internal is None


def test_nothing_is_offered_where_nobody_has_a_frame(table: Table) -> None:
    table.begin()
    table.tab.sheet.setCurrentIndex(table.cell("Summa kostnader", YEAR))
    offered = table.menu(menus.fill_more)
    assert not offered["Ta bort kontogruppen"].isEnabled()
    assert offered["Ta bort internbudgeten"].isEnabled()
    assert not table.menu(menus.fill_profiles)["Jämnt"].isEnabled()


def test_the_sheet_is_shown_in_kronor_too(table: Table) -> None:
    table.begin()
    table.type(STAFF, "1000")
    table.desk.show_in("kr")
    assert table.text(STAFF) == f"1{NBSP}000{NBSP}000"
    assert table.text(STAFF, MONTH, 1) == f"83{NBSP}334"


def test_the_internal_budgets_are_written_to_a_workbook(table: Table, tmp_path: Path) -> None:
    table.begin()
    assert [each.text() for each in table.tab.export_actions()] == [
        "Internbudgeten för Skolan till Excel…",
        "Alla internbudgetar till Excel…",
    ]
    path = tmp_path / "Internbudget.xlsx"
    table.tab.exports.write(table.tab.paper(None), path)
    table.desk.bot.waitUntil(lambda: bool(table.desk.said))
    assert table.desk.said[-1][0].startswith("Sparade Internbudget.xlsx")
    assert path.stat().st_size > 1_000


def test_what_is_left_stands_to_the_right_under_a_heading_that_says_its_unit(table: Table) -> None:
    column = table.tab.performers.rows.columns[1]
    assert (column.title, column.number) == ("Kvar, tkr", True)
    table.desk.page.units.choose("kr")
    table.tab.load()
    assert table.tab.performers.rows.headerData(1, Qt.Orientation.Horizontal) == "Kvar, kr"
