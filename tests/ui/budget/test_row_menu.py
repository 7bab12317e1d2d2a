"""The menu of a row: central posts, what the council binds, and where money may be moved."""

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.services.budget import appropriations, pots, rowfacts
from app.ui.budget import row_menu
from app.ui.budget.columns import NAME
from app.ui.parts.columns import ACCESSIBLE, LOOK, TOOLTIP
from tests.services.budget.ledger import CARE, CARE_OWN, NIGHT, SCHOOL, Ledger
from tests.ui.budget.conftest import KEY, NBSP, Desk
from tests.ui.budget.test_frames_tab import entry, names, row_of
from tests.ui.budget.test_page import answer, command


def menu_of(desk: Desk, name: str) -> QMenu:
    return row_menu.menu_of(desk.page, row_of(desk, name), desk.page.grid.model.columns[0])


def test_a_post_is_added_renamed_and_removed(desk: Desk) -> None:
    answer({"kind": "Pensioner", "name": ""})
    command(desk.page, "Lägg till gemensam post…").trigger()
    assert names(desk)[-2:] == ["Gemensamma poster", "Pensioner"]
    assert desk.at()[0] == "Pensioner"
    assert desk.text("Fördelat till 5 enheter och 1 gemensam post", "previous") == f"1{NBSP}650"
    answer({"name": "Pensioner och avgifter"})
    entry(menu_of(desk, "Pensioner"), "Byt namn på posten…").trigger()
    assert names(desk)[-1] == "Pensioner och avgifter"
    entry(menu_of(desk, "Pensioner och avgifter"), "Ta bort posten").trigger()
    assert "Gemensamma poster" not in names(desk)


def test_a_post_with_amounts_stays_and_why_is_said(desk: Desk) -> None:
    made = desk.space.run(partial(pots.create_pot, plan_id=desk.page.view.plan.id, kind="pay"))
    assert made is not None
    desk.go("Lönerevision", "wages")
    desk.type("5", KEY.Key_Return)
    entry(menu_of(desk, "Lönerevision"), "Ta bort posten").trigger()
    assert "Lönerevision" in names(desk)
    assert desk.said[-1][1] == "error"


def test_what_the_council_binds_has_a_pin_and_words(desk: Desk) -> None:
    bind = "Fullmäktige binder anslaget här"
    entry(menu_of(desk, CARE), bind, "Netto").trigger()
    care, night = desk.index(CARE, NAME, 0), desk.index(NIGHT, NAME, 0)
    assert care.data(LOOK).icon == "pin"
    assert care.data(TOOLTIP) == f"{CARE}\nFullmäktige binder anslaget här, netto"
    assert "Fullmäktige binder" in care.data(ACCESSIBLE)
    assert "omdisponeras fritt" in night.data(TOOLTIP)
    assert not night.data(LOOK).icon
    entry(menu_of(desk, CARE), bind, "Brutto, intäkter och kostnader var för sig").trigger()
    assert "var för sig" in care.data(TOOLTIP)
    entry(menu_of(desk, NIGHT), bind, "Netto").trigger()
    assert desk.said[-1][1] == "error"
    entry(menu_of(desk, CARE), bind, "Inte här").trigger()
    assert not care.data(LOOK).icon


def test_the_rules_for_moving_money_are_kept(desk: Desk) -> None:
    rules = "Nämnden omfördelar inom sitt anslag"
    answer({"text": rules})
    entry(menu_of(desk, SCHOOL), "Regler för omdisponering…").trigger()
    known = partial(rowfacts.reallocation_facts, version_id=desk.page.view.version.id)
    assert desk.space.read(known).text == rules
    answer({"text": ""})
    command(desk.page, "Regler för omdisponering…").trigger()
    assert desk.space.read(known).text is None


def test_a_decided_version_can_neither_bind_nor_add(desk: Desk, ledger: Ledger) -> None:
    ledger.lock(decided_on=desk.space.today)
    desk.page.refresh()
    menu = menu_of(desk, SCHOOL)
    assert not entry(menu, "Lägg till gemensam post…").isEnabled()
    assert not next(each for each in menu.actions() if each.menu()).isEnabled()


def test_the_menu_of_a_row_opens_from_the_keyboard(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, str]] = []

    class Menu:
        def exec(self, _point: QPoint) -> None:
            """Closed at once."""

    def menu(_page: object, row: Any, column: Any) -> Menu:
        seen.append((row.name, column.kind))
        return Menu()

    monkeypatch.setattr(row_menu, "menu_of", menu)
    view = desk.go(CARE, "wages")
    place = QPoint(5, 5)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, view.mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), asked)
    assert seen == [(CARE, "wages")]
    place = view.visualRect(desk.index(SCHOOL, "prices")).center()
    pressed = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), pressed)
    assert seen[1:] == [(SCHOOL, "prices")]
    assert desk.at()[0] == SCHOOL


def test_the_menu_of_a_row_has_what_suits_it(desk: Desk) -> None:
    model = desk.page.grid.model
    words = [each.text() for each in row_menu.menu_of(desk.page, model.rows[1], model.columns[2]).actions()]
    assert {"Kopiera", "Klistra in", "Töm", "Fäll ihop", "Visa i organisationen"} <= set(words)
    entry(menu_of(desk, CARE), "Fäll ihop").trigger()
    assert NIGHT not in names(desk)
    alone = [each.text() for each in menu_of(desk, CARE_OWN).actions()]
    assert "Fullmäktige binder anslaget här" not in alone


def test_a_binding_made_elsewhere_is_shown_at_once(desk: Desk) -> None:
    version = desk.page.view.version
    desk.space.run(
        partial(
            appropriations.bind,
            version_id=version.id,
            unit_id=row_of(desk, SCHOOL).unit_id,
            expected_version=version.row_version,
        )
    )
    assert desk.index(SCHOOL, NAME, 0).data(LOOK).icon == "pin"
