"""The tab Ramar: what is read again after an edit, the filter, what is shown, posts, bindings and columns."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QMenu
from sqlalchemy import event

from app.services.budget import frames
from app.ui.budget import heading_menu
from app.ui.budget.columns import grid_columns
from app.ui.budget.header import HEIGHT
from app.ui.parts.columns import TOOLTIP
from app.ui.parts.memory import memory
from tests.services.budget.ledger import CARE, CARE_OWN, DAY, KITCHEN, NIGHT, SCHOOL, TKR, YEARS, Ledger
from tests.ui.budget.conftest import KEY, LEFT_BUTTON, NBSP, Desk, sit_down
from tests.ui.budget.test_page import answer, choose, command, sentence


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    before = memory().dump()
    yield
    memory().load(before)


def names(desk: Desk) -> list[str]:
    return [row.name for row in desk.page.grid.model.rows]


def entry(menu: QMenu, *words: str) -> Any:
    """An entry of a menu, or of the menus in it."""
    found: Any = menu
    for word in words:
        found = next(each for each in found.actions() if each.text() == word)
        found = found.menu() or found
    return found


def row_of(desk: Desk, name: str) -> Any:
    return next(row for row in desk.page.view.rows if row.name == name)


@pytest.fixture
def statements(ledger: Ledger) -> Iterator[list[str]]:
    """What the file is asked from now on."""
    asked: list[str] = []

    def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    from sqlalchemy import Engine

    event.listen(Engine, "before_cursor_execute", note)
    yield asked
    event.remove(Engine, "before_cursor_execute", note)


def test_an_edit_paints_once_and_reads_only_what_changed(desk: Desk, statements: list[str]) -> None:
    model = desk.page.grid.model
    rows = model.rows
    spies = [QSignalSpy(model.dataChanged), QSignalSpy(model.modelReset)]
    desk.go(NIGHT, "wages")
    ledger_before = desk.page.view.ledger
    statements.clear()
    desk.type("40", KEY.Key_Return)
    assert [spy.count() for spy in spies] == [1, 0]
    assert model.rows is rows
    assert desk.text(CARE, "total") == "640"
    assert desk.page.view.ledger is ledger_before
    assert not [each for each in statements if "FROM unit" in each and "parent_id" in each]
    first, last = spies[0].at(0)[:2]
    assert (first.row(), last.row()) == (names(desk).index(CARE), names(desk).index(NIGHT))


def test_undo_and_redo_paint_once_too(desk: Desk) -> None:
    desk.go(NIGHT, "wages")
    desk.type("40", KEY.Key_Return)
    spy = QSignalSpy(desk.page.grid.model.dataChanged)
    desk.space.undo()
    assert (spy.count(), desk.text(CARE, "total")) == (1, "600")
    desk.space.redo()
    assert (spy.count(), desk.text(CARE, "total")) == (2, "640")


def test_a_pasted_block_paints_once(desk: Desk) -> None:
    spy = QSignalSpy(desk.page.grid.model.dataChanged)
    desk.go(SCHOOL, "wages")
    desk.clip("1\t2\t3")
    desk.page.grid.view.paste()
    assert spy.count() == 1
    assert [desk.text(SCHOOL, kind) for kind in ("wages", "prices", "volume")] == ["1", "2", "3"]


def test_what_is_left_follows_an_edit(desk: Desk) -> None:
    desk.go(SCHOOL, "priority")
    desk.type("1000", KEY.Key_Return)
    assert desk.text("Kvar att fördela", "total") == "−650"
    assert "0,7 mnkr för mycket fördelat".replace(" ", NBSP, 1) in sentence(desk.page)
    assert desk.page.hindrances.isVisible()
    desk.space.undo()
    assert not desk.page.hindrances.isVisible()


def test_the_amounts_asked_for_in_a_paint_do_not_grow_with_the_rows(qtbot: Any) -> None:
    from app.ui.budget.columns import bands, folded_at_first
    from app.ui.budget.grid import BudgetGrid
    from app.ui.budget.grid_model import GridModel
    from benchmarks.budget_plan import make_view

    asked: list[int] = []
    for count in (300, 3000):
        grid = BudgetGrid(lambda _edits: True, lambda _edits: True)
        qtbot.addWidget(grid)
        grid.resize(1000, 600)
        folded = folded_at_first(YEARS)
        columns = grid_columns(YEARS, folded, lambda _kind: False)
        grid.show_budget(make_view(count), columns, bands(YEARS, folded), "tkr")
        with qtbot.waitExposed(grid):
            grid.show()
        told = [0]
        text, look = grid.model.text, grid.model.look
        monkey = pytest.MonkeyPatch()

        def counted(real: Callable[..., Any], told: list[int]) -> Callable[..., Any]:
            def call(row: Any, column: Any) -> Any:
                told[0] += 1
                return real(row, column)

            return call

        monkey.setattr(grid.model, "text", counted(text, told))
        monkey.setattr(grid.model, "look", counted(look, told))
        grid.repaint()
        monkey.undo()
        assert isinstance(grid.model, GridModel)
        asked.append(told[0])
    assert 0 < asked[1] <= asked[0] * 1.05


# ---- the filter ------------------------------------------------------------------------------------


def test_words_in_the_filter_find_units_under_their_groups(desk: Desk) -> None:
    field = desk.page.filter_field
    assert field is not None
    field.setText("natt")
    assert names(desk) == [CARE, NIGHT]
    notice = desk.page.frames.filter.notice
    assert notice.plain_text() == "1 av 5 rader visas. Visa alla rader"
    assert desk.at()[0] == NIGHT
    field.setText("omsorg")
    assert names(desk) == [CARE, CARE_OWN, NIGHT, DAY]
    field.setText("finns inte")
    assert names(desk) == []
    assert notice.plain_text().startswith("Ingen rad stämmer med filtret")
    notice.links()[0].on_click()
    assert (field.text(), len(names(desk)), notice.isVisible()) == ("", 6, False)


def test_only_what_has_changed_or_has_a_part_can_be_shown(desk: Desk, ledger: Ledger) -> None:
    filters = desk.page.frames.filter
    menu = filters.button.menu()
    menu.aboutToShow.emit()
    assert not entry(menu, "Visa bara ändrade").isEnabled()
    answer({"name": "Två", "stage": "Förslag"})
    command(desk.page, "Ny version…").trigger()
    desk.go(NIGHT, "wages")
    desk.type("40", KEY.Key_Return)
    menu.aboutToShow.emit()
    entry(menu, "Visa bara ändrade mot Arbetsversion").trigger()
    assert names(desk) == [CARE, NIGHT]
    assert "ändrade mot Arbetsversion" in filters.notice.plain_text()
    menu.aboutToShow.emit()
    entry(menu, "Bara rader med pris").trigger()
    assert names(desk) == []
    menu.aboutToShow.emit()
    entry(menu, "Bara rader med lön").trigger()
    assert names(desk) == [CARE, NIGHT]
    choose(desk.page.compare, "ingen")
    assert not filters.wanted.changed
    menu.aboutToShow.emit()
    entry(menu, "Visa alla rader").trigger()
    assert len(names(desk)) == 6


def test_a_link_clears_a_filter_that_hides_its_row(desk: Desk, ledger: Ledger) -> None:
    field = desk.page.filter_field
    assert field is not None
    field.setText("köket")
    assert desk.page.show_place("unit", row_of(desk, SCHOOL).unit_id)
    assert desk.at()[0] == SCHOOL
    assert field.text() == ""


# ---- net, income and cost --------------------------------------------------------------------------


def test_income_and_cost_are_shown_and_typed(desk: Desk, ledger: Ledger) -> None:
    choose(desk.page.frames.shown, "Intäkter")
    assert desk.page.grid.model.columns[1].title == "Intäkt 2026"
    desk.go(SCHOOL, "volume")
    desk.type("30", KEY.Key_Return)
    assert desk.text("Intäkter hos 5 enheter", "volume") == "30"
    choose(desk.page.frames.shown, "Kostnader")
    assert desk.text(SCHOOL, "volume") == "–"
    desk.go(SCHOOL, "volume")
    desk.type("50", KEY.Key_Return)
    assert desk.text("Kostnader hos 5 enheter", "total") == f"1{NBSP}700"
    choose(desk.page.frames.shown, "Netto")
    assert desk.text(SCHOOL, "volume") == "20"
    assert desk.page.grid.sums_model.rowCount() == 4


def test_frames_that_fees_pay_for_are_added_and_shown_by_themselves(desk: Desk) -> None:
    shown = desk.page.frames.shown
    assert len(shown.menu().actions()) == 3
    answer({"unit": KITCHEN})
    command(desk.page, "Lägg till avgiftsfinansierad ram…").trigger()
    assert shown.words == "Avgiftsfinansierat, netto"
    assert names(desk) == [KITCHEN]
    assert sentence(desk.page).startswith("1 enhet, avgiftsfinansierat.")
    desk.go(KITCHEN, "wages")
    desk.type("7", KEY.Key_Return)
    choose(shown, "Netto")
    assert desk.text(KITCHEN, "wages") == "–"
    desk.space.undo()
    choose(shown, "Avgiftsfinansierat, netto")
    desk.space.undo()
    assert shown.words == "Netto"
    assert len(names(desk)) == 6


def test_staff_has_columns_when_asked_for_and_is_summed(desk: Desk, ledger: Ledger) -> None:
    command(desk.page, "Visa kolumnen Årsarbetare").trigger()
    desk.go(NIGHT, "staff")
    desk.type("12,5", KEY.Key_Return)
    assert desk.space.undo_words == "Ändrade årsarbetare för Natten 2027"
    desk.go(DAY, "staff")
    desk.type("3", KEY.Key_Return)
    given = "Fördelat till 5 enheter"
    assert [desk.text(name, "staff") for name in (NIGHT, CARE, given)] == ["12,5", "15,5", "15,5"]
    desk.clip("4\n5")
    desk.choose(desk.index(NIGHT, "staff"), desk.index(DAY, "staff")).paste()
    assert desk.text(CARE, "staff") == "9"


# ---- columns ---------------------------------------------------------------------------------------


def test_a_width_that_was_drawn_is_kept_and_a_double_click_fits(
    desk: Desk, qtbot: Any, ledger: Ledger
) -> None:
    view = desk.page.grid.view
    bands = view.bands
    before = view.columnWidth(2)
    assert not any("width" in key for key in memory().dump())
    edge = QPoint(bands.sectionViewportPosition(2) + before - 1, HEIGHT * 3 // 4)
    QTest.mousePress(bands.viewport(), LEFT_BUTTON, pos=edge)
    QTest.mouseMove(bands.viewport(), edge + QPoint(20, 0))
    QTest.mouseMove(bands.viewport(), edge + QPoint(40, 0))
    QTest.mouseRelease(bands.viewport(), LEFT_BUTTON, pos=edge + QPoint(40, 0))
    assert view.columnWidth(2) == before + 40 == desk.page.grid.sums.columnWidth(2)
    again = sit_down(ledger, qtbot)
    assert again.page.grid.view.columnWidth(2) == before + 40
    bands.sectionHandleDoubleClicked.emit(2)
    assert view.columnWidth(2) == before


def test_the_names_are_drawn_wider_by_their_own_heading(desk: Desk) -> None:
    grid = desk.page.grid
    heading = grid._names.horizontalHeader()
    before = grid.view.columnWidth(0)
    edge = QPoint(before - 1, HEIGHT * 3 // 4)
    QTest.mousePress(heading.viewport(), LEFT_BUTTON, pos=edge)
    QTest.mouseMove(heading.viewport(), edge - QPoint(15, 0))
    QTest.mouseMove(heading.viewport(), edge - QPoint(30, 0))
    QTest.mouseRelease(heading.viewport(), LEFT_BUTTON, pos=edge - QPoint(30, 0))
    widths = [table.columnWidth(0) for table in (grid.view, grid.sums, grid._names, grid._sum_names)]
    assert widths == [before - 30] * 4
    grid.fit_all()
    assert grid.view.columnWidth(0) == before


def test_the_menu_of_the_headings_hides_columns_and_they_stay_hidden(
    desk: Desk, qtbot: Any, ledger: Ledger
) -> None:
    entry(heading_menu.menu_of(desk.page.frames), "Teknisk justering").trigger()
    kinds = [column.kind for column in desk.page.grid.model.columns]
    assert "technical" not in kinds
    again = sit_down(ledger, qtbot)
    assert "technical" not in [column.kind for column in again.page.grid.model.columns]
    entry(heading_menu.menu_of(again.page.frames), "Teknisk justering").trigger()
    assert "technical" in [column.kind for column in again.page.grid.model.columns]
    entry(heading_menu.menu_of(again.page.frames), "2028: visa delarna").trigger()
    assert ("plan", 2028) in [column.key for column in again.page.grid.model.columns]


def test_rounded_amounts_that_do_not_add_up_are_said(desk: Desk, ledger: Ledger) -> None:
    for name in (NIGHT, DAY):
        ledger.set(frames.set_component, name, kind="wages", amount=TKR // 2)
    desk.page.refresh()
    given = "Fördelat till 5 enheter"
    assert [desk.text(name, "wages") for name in (NIGHT, DAY, given)] == ["1", "1", "1"]
    words = "Kolumnen visar avrundade tkr; summan är räknad på exakta belopp."
    assert desk.index(given, "wages").data(TOOLTIP) == words
    desk.go(given, "wages")
    assert words in desk.page.status
    desk.show_in("kr")
    assert words not in desk.page.status
    assert desk.index(given, "wages").data(TOOLTIP) is None
