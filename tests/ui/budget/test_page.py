"""The page Budget: its sentence, choosers, folding, first plan, versions, decisions and places."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.services.budget import frames, versions
from app.services.clock import Clock
from app.services.storage import Database
from app.ui.budget import commands
from app.ui.budget.header import HEIGHT
from app.ui.budget.hindrances import FindingsDialog
from app.ui.budget.page import BudgetPage
from app.ui.parts.columns import LOOK, TOOLTIP
from app.ui.parts.dialogs import FormDialog
from app.ui.parts.empty_state import EmptyState
from tests.services.budget.ledger import CARE, CARE_OWN, NIGHT, SCHOOL, TKR, YEARS, Ledger
from tests.ui.budget.conftest import KEY, LEFT_BUTTON, NBSP, Desk, sit_down

SINGLE_SHOT = Qt.ConnectionType.SingleShotConnection
HOME_CARE, COUNCIL = "Hemtjänst Kopparberg", "Näringsliv och turism"
LATER = f"2029: 1{NBSP}640{NBSP}tkr för mycket fördelat"


def sentence(page: BudgetPage) -> str:
    return page.head.state.plain_text()


def choices(button: QPushButton) -> list[str]:
    return [entry.text() for entry in button.menu().actions()]


def choose(button: QPushButton, text: str) -> None:
    next(entry for entry in button.menu().actions() if entry.text() == text).trigger()


def answer(*answers: dict[str, str] | None) -> list[str]:
    """Fill in the dialogs that open, one after the other, or with None give up; what they said."""
    said: list[str] = []
    waiting = list(answers)

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormDialog)
        said.append(" ".join(label.text() for label in dialog.findChildren(QLabel)))
        values = waiting.pop(0)
        if waiting:
            dialog.finished.connect(lambda: QTimer.singleShot(0, now), SINGLE_SHOT)
        for key, value in (values or {}).items():
            field = dialog.field(key)
            field.setCurrentText(value) if isinstance(field, QComboBox) else field.setText(value)
        dialog.reject() if values is None else dialog.accept()

    QTimer.singleShot(0, now)
    return said


def command(page: BudgetPage, text: str) -> Any:
    menu = page.more.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    return next((entry for entry in menu.actions() if entry.text() == text), None)


def test_the_sentence_says_how_many_and_what_is_left(example_desk: Desk) -> None:
    page = example_desk.page
    assert page.accessibleName() == "Budget 2027 och plan 2028–2029"
    assert sentence(page) == (
        f"25 enheter och 4 gemensamma poster, 3,2{NBSP}mnkr kvar att fördela 2027. "
        "Förslag från kommunstyrelsen, 27 oktober."
    )
    page.head.state.links()[0].on_click()
    assert example_desk.at() == ("Kvar att fördela", "total", 2027)


def test_the_figures_of_the_example_stand_in_the_grid(example_desk: Desk) -> None:
    given = "Fördelat till 25 enheter och 4 gemensamma poster"
    assert [example_desk.text(given, "total", year) for year in YEARS] == [
        f"320{NBSP}605",
        f"325{NBSP}695",
        f"330{NBSP}920",
    ]
    assert example_desk.text(given, "technical") == "0"
    assert example_desk.text("Hålls inne av kommunstyrelsen", "total") == f"2{NBSP}000"
    assert example_desk.text("Ram att fördela", "total") == f"325{NBSP}805"
    assert example_desk.text("Kvar att fördela", "total", 2029) == f"−1{NBSP}640"
    assert example_desk.index("Kvar att fördela", "total", 2029).data(LOOK).alarm
    assert example_desk.page.status == LATER


def test_what_hinders_is_counted_told_and_shown(example_desk: Desk) -> None:
    page = example_desk.page
    assert page.hindrances.words.plain_text() == "1 hinder"
    page.hindrances.words.links()[0].on_click()
    dialog = page.findChild(FindingsDialog)
    assert dialog is not None
    dialog.links[0].on_click()
    assert example_desk.at() == ("Kvar att fördela", "total", 2029)


def test_a_version_beside_another_marks_what_differs_and_says_by_whom(example_desk: Desk) -> None:
    page = example_desk.page
    assert (page.version.words, page.compare.words) == ("KS förslag", "Preliminär, juni")
    cell = example_desk.index(COUNCIL, "priority")
    assert cell.data(LOOK).changed
    assert "250 tkr i Preliminär, juni" in cell.data(TOOLTIP)
    choose(page.compare, "ingen")
    assert not example_desk.index(COUNCIL, "priority").data(LOOK).changed


def test_a_changed_cell_tells_who_changed_it_when(desk: Desk, ledger: Ledger) -> None:
    made = ledger.run(versions.create_version, source_id=ledger.version.id, name="Två", stage="proposal")
    desk.page.choose_version(made)
    desk.go(NIGHT, "wages")
    desk.type("40", KEY.Key_Return)
    said = desk.index(NIGHT, "wages").data(TOOLTIP)
    assert said == ("0 tkr i Arbetsversion\nÄndrad av Prov, 2026-11-21 13.00")


def test_another_version_shows_its_own_figures_and_a_decided_one_is_locked(example_desk: Desk) -> None:
    page = example_desk.page
    choose(page.version, "Preliminär, juni")
    assert example_desk.text(COUNCIL, "priority") == "250"
    assert sentence(page).endswith("Beslutad av kommunstyrelsen 9 juni, § 78, och låst.")
    assert not page.decide.isVisible()
    assert page.hindrances.words.plain_text() == "1 anmärkning"
    assert page.compare.words == "ingen"
    choose(page.version, "KS förslag")
    assert page.decide.isVisible()
    assert example_desk.text(COUNCIL, "priority") == "400"


def test_the_first_plan_is_made_from_the_empty_page(bare: Ledger, qtbot: QtBot) -> None:
    desk = sit_down(bare, qtbot)
    page = desk.page
    empty = next(state for state in page.findChildren(EmptyState) if state.isVisible())
    assert not page.version.isVisible()
    assert sentence(page) == "Ingen budget än"
    assert empty.button.text() == "Skapa budget"
    empty.button.click()
    assert page.grid.isVisible()
    assert desk.text("Fördelat till 5 enheter", "total") == "0"
    assert page.version.words == "Arbetsversion"
    assert not page.compare.isVisible()
    desk.go(SCHOOL, "previous")
    desk.type("900", KEY.Key_Return)
    assert desk.text("Fördelat till 5 enheter", "total") == "900"
    desk.space.undo()
    desk.space.undo()
    assert empty.isVisible()


def test_a_municipality_without_performers_is_told_where_to_begin(bare: Ledger, qtbot: QtBot) -> None:
    from sqlalchemy import select

    from app.models.organisation import Unit
    from app.services.storage import describe

    def retire(session: Any) -> None:
        for unit in session.scalars(select(Unit)):
            unit.performer = None
        describe(session, "Prov")

    bare.database.write(retire)
    desk = sit_down(bare, qtbot)
    opened: list[tuple[str, object]] = []
    desk.space.place_requested.connect(lambda kind, key: opened.append((kind, key)))
    empty = next(state for state in desk.page.findChildren(EmptyState) if state.isVisible())
    assert empty.button.text() == "Gå till Organisation"
    empty.button.click()
    assert [kind for kind, _ in opened] == ["unit"]
    desk.page.create_plan()
    assert "sidan Organisation" in desk.said[-1][0]


def test_a_budget_for_the_next_year_is_offered_when_there_is_none(desk: Desk) -> None:
    assert command(desk.page, "Skapa budget 2027") is None
    assert command(desk.page, "Skapa budget 2028") is None
    desk.space.set_working_year(2027)
    command(desk.page, "Skapa budget 2028").trigger()
    assert desk.page.accessibleName() == "Budget 2028 och plan 2029–2030"
    assert choices(desk.page.version) == ["2027: Arbetsversion", "2028: Arbetsversion"]
    choose(desk.page.version, "2027: Arbetsversion")
    assert desk.page.accessibleName() == "Budget 2027 och plan 2028–2029"


def test_groups_fold_by_keyboard_and_by_the_chevron(desk: Desk) -> None:
    grid = desk.page.grid
    view = desk.go(CARE, "previous")
    names = lambda: [row.name for row in grid.model.rows]  # noqa: E731
    desk.bot.keyClick(view, KEY.Key_Minus)
    assert NIGHT not in names()
    assert desk.text(CARE, "previous") == "600"
    desk.bot.keyClick(view, KEY.Key_Plus)
    assert NIGHT in names()
    desk.bot.keyClick(view, KEY.Key_Space)
    assert CARE_OWN not in names()
    assert desk.at() == (CARE, "previous", 2027)
    y = view.visualRect(desk.index(CARE, "previous")).center().y()
    desk.bot.mouseClick(grid._names.viewport(), LEFT_BUTTON, pos=QPoint(15, y))
    assert CARE_OWN in names()
    command(desk.page, "Fäll ihop alla enheter").trigger()
    assert names() == ["Skolan", CARE, "Köket"]
    command(desk.page, "Fäll ut alla enheter").trigger()
    assert len(names()) == 6


def test_the_names_stand_still_beside_what_scrolls(desk: Desk) -> None:
    names = desk.page.grid._names
    for _ in range(2):
        assert [names.isColumnHidden(place) for place in range(names.model().columnCount())] == [
            False,
            *[True] * (names.model().columnCount() - 1),
        ]
        assert names.horizontalScrollBar().value() == 0
        desk.page.fold_band("2028")
        desk.go(NIGHT, "total", 2029)


def test_a_cell_is_scrolled_clear_of_the_names(desk: Desk) -> None:
    desk.page.resize(600, 600)
    view = desk.go(NIGHT, "total", 2029)
    assert view.visualRect(desk.index(NIGHT, "total", 2029)).right() <= view.viewport().width()
    desk.go(NIGHT, "previous")
    assert view.visualRect(desk.index(NIGHT, "previous")).left() >= view.columnWidth(0)
    assert view.horizontalScrollBar().value() == desk.page.grid.sums.horizontalScrollBar().value()


def test_bands_fold_by_their_heading_and_the_cursor_keeps_its_cell(desk: Desk) -> None:
    page = desk.page
    keys = lambda: [column.key for column in page.grid.model.columns]  # noqa: E731
    desk.go(NIGHT, "previous")
    bands = page.grid.view.bands
    span = next(span for span in bands.spans() if span.key == "need")
    place = QPoint(span.left + 10, HEIGHT // 4)
    desk.bot.mouseClick(bands.viewport(), LEFT_BUTTON, pos=place)
    assert ("need", 2027) in keys()
    assert ("wages", 2027) not in keys()
    assert desk.at() == (NIGHT, "previous", 2027)
    desk.bot.mouseClick(bands.viewport(), LEFT_BUTTON, pos=place)
    assert ("wages", 2027) in keys()
    command(page, "2028: visa delarna").trigger()
    assert ("plan", 2028) in keys()


def test_columns_are_as_wide_as_their_longest_amount(desk: Desk, ledger: Ledger) -> None:
    before = desk.page.grid.view.columnWidth(2)
    ledger.set(frames.set_component, NIGHT, kind="wages", amount=-123_456_789 * TKR)
    desk.page.refresh()
    grid = desk.page.grid
    assert grid.view.columnWidth(2) > before
    widths = [[table.columnWidth(place) for place in range(11)] for table in (grid.view, grid.sums)]
    assert widths[0] == widths[1]


def test_a_seldom_used_part_can_be_shown_and_is_remembered(desk: Desk, qtbot: QtBot, ledger: Ledger) -> None:
    entry = command(desk.page, "Visa kolumnen Hyra")
    assert not entry.isChecked()
    entry.trigger()
    desk.go(NIGHT, "rents")
    desk.type("3", KEY.Key_Return)
    assert desk.text(NIGHT, "total") == "203"
    again = sit_down(ledger, qtbot)
    assert again.text(NIGHT, "rents") == "3"


def test_a_new_version_is_asked_for_and_shown(desk: Desk) -> None:
    answer({"name": "KS förslag", "stage": "Förslag"})
    command(desk.page, "Ny version…").trigger()
    assert (desk.page.version.words, desk.page.compare.words) == ("KS förslag", "Arbetsversion")
    answer(None)
    commands.make_version(desk.page)
    assert len(desk.page.view.versions) == 2


DECISION = {
    "body": "Kommunfullmäktige",
    "decided_on": "2026-11-20",
    "paragraph": "§ 131",
    "registration_number": "",
}


def test_a_decision_is_recorded_and_locks(desk: Desk, ledger: Ledger) -> None:
    desk.go(SCHOOL, "priority")
    desk.type("1000", KEY.Key_Return)
    asked = answer(DECISION)
    desk.page.decide.click()
    assert f"Obs: 2027: 650{NBSP}tkr för mycket fördelat" in asked[0]
    assert desk.said[-1][0].startswith("Beslutet är registrerat. Att rätta i nästa version:")
    assert ledger.version.locked
    assert ledger.version.decided_on == date(2026, 11, 20)
    assert sentence(desk.page).endswith("Beslutad av kommunfullmäktige 20 november, § 131, och låst.")


def test_a_decision_on_no_day_is_said_in_the_dialog_which_can_be_given_up(desk: Desk, ledger: Ledger) -> None:
    asked = answer({**DECISION, "decided_on": "i går"}, None)
    desk.page.decide.click()
    assert "i går" in asked[1]
    assert not ledger.version.locked


def test_frames_that_are_missing_are_added(desk: Desk, ledger: Ledger) -> None:
    from sqlalchemy import select

    from app.models.organisation import Unit
    from app.services.storage import describe

    def appoint(session: Any) -> None:
        session.scalars(select(Unit).where(Unit.name == "Styrelsen")).one().performer = "internal"
        describe(session, "Prov")

    assert command(desk.page, "Lägg till ramar som saknas") is None
    ledger.database.write(appoint)
    desk.page.refresh()
    command(desk.page, "Lägg till ramar som saknas").trigger()
    assert desk.text("Styrelsen, gemensamt", "total") == "–"
    assert command(desk.page, "Lägg till ramar som saknas") is None


@pytest.mark.parametrize("kind", ["unit", "frame"])
def test_a_link_finds_the_frame_also_in_a_folded_group(desk: Desk, ledger: Ledger, kind: str) -> None:
    row = ledger.row(NIGHT)
    key = row.unit_id if kind == "unit" else row.frames[2028].frame_id
    desk.page.grid.model.fold_all(closed=True)
    assert desk.page.show_place(kind, key)
    assert desk.at()[0] == NIGHT
    assert not desk.page.show_place(kind, 1)
    assert not desk.page.show_place("node", key)


def test_a_link_finds_a_version(example_desk: Desk) -> None:
    first = example_desk.page.view.versions[0]
    assert example_desk.page.show_place("plan_version", first.id)
    assert example_desk.page.version.words == first.name


def test_a_version_that_is_undone_gives_way_to_another(desk: Desk, ledger: Ledger) -> None:
    made = desk.space.run(
        lambda session: versions.create_version(
            session, source_id=ledger.version.id, name="Två", stage="proposal"
        )
    )
    assert made is not None
    desk.page.choose_version(made.value)
    desk.space.undo()
    assert desk.page.version.words == "Arbetsversion"


def test_an_open_reader_cannot_write_and_is_told(ledger: Ledger, qtbot: QtBot, clock: Clock) -> None:
    reader = Database.open(ledger.database.path, clock=clock, user="Läsare", read_only=True)
    try:
        desk = sit_down(Ledger(reader), qtbot)
        assert not desk.page.decide.isEnabled()
        assert not command(desk.page, "Ny version…").isEnabled()
        desk.go(NIGHT, "wages")
        desk.type("5", KEY.Key_Return)
        assert "läsning" in desk.said[-1][0]
        field = desk.editor()
        assert field is not None
        desk.bot.keyClick(field, KEY.Key_Escape)
        desk.space.close()
    finally:
        reader.close()


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_the_page_paints_in_every_state(
    desk: Desk, ledger: Ledger, appearance: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.ui.parts.theme import theme

    painted: list[str] = []
    monkeypatch.setattr("sys.excepthook", lambda *error: painted.append(str(error[1])))
    theme().set_appearance(appearance)
    states: tuple[Callable[[], object], ...] = (
        lambda: desk.show_in("kr"),
        lambda: desk.page.fold_band("2028"),
        lambda: desk.page.grid.model.fold_all(closed=True),
        lambda: desk.go("Kvar att fördela", "total"),
        lambda: ledger.lock(decided_on=date(2026, 11, 20)),
        lambda: desk.page.refresh(),
    )
    pictures = [desk.window.grab().toImage()]
    for state in states:
        state()
        pictures.append(desk.window.grab().toImage())
    assert painted == []
    assert all(one != other for one, other in pairwise(pictures[:4]))
    theme().set_appearance("light")
