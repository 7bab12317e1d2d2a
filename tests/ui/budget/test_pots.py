"""Central posts moved, given to a body and explained, and frames that fees pay taken away."""

from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QMenu

from app.services.budget import appropriations, frames, pots, rowfacts
from app.ui.budget import row_menu
from tests.services.budget.ledger import CARE, CARE_OWN, KITCHEN, SCHOOL, TKR, YEARS, Ledger
from tests.ui.budget.conftest import Desk
from tests.ui.budget.test_frames_tab import entry, names, row_of
from tests.ui.budget.test_page import answer

PENSIONS, PAY, SPARE = "Pensioner", "Lönerevision", "Oförutsett"
HOLDER, NOTE = "Vem som förfogar över posten…", "Not om posten…"


@pytest.fixture
def posts(desk: Desk) -> Desk:
    """The page with three central posts."""
    for kind in ("pensions", "pay", "contingency"):
        desk.space.run(partial(pots.create_pot, plan_id=desk.page.view.plan.id, kind=kind))
    assert names(desk)[-3:] == [PENSIONS, PAY, SPARE]
    return desk


def menu_of(desk: Desk, name: str) -> QMenu:
    return row_menu.menu_of(desk.page, row_of(desk, name), desk.page.grid.model.columns[0])


def facts(desk: Desk, name: str) -> Any:
    return desk.space.read(partial(rowfacts.pot_facts, pot_id=row_of(desk, name).pot_id))


def test_a_post_is_moved_up_and_down_and_the_cursor_follows(posts: Desk) -> None:
    posts.go(SPARE, "wages")
    entry(menu_of(posts, SPARE), "Flytta upp").trigger()
    assert names(posts)[-3:] == [PENSIONS, SPARE, PAY]
    assert posts.at() == (SPARE, "wages", YEARS[0])
    entry(menu_of(posts, PENSIONS), "Flytta ned").trigger()
    assert names(posts)[-3:] == [SPARE, PENSIONS, PAY]
    posts.page.workspace.undo()
    assert names(posts)[-3:] == [PENSIONS, SPARE, PAY]


def test_the_first_post_cannot_go_up_nor_the_last_down(posts: Desk) -> None:
    def steps(name: str) -> list[bool]:
        menu = menu_of(posts, name)
        return [entry(menu, words).isEnabled() for words in ("Flytta upp", "Flytta ned")]

    assert [steps(name) for name in (PENSIONS, PAY, SPARE)] == [[False, True], [True, True], [True, False]]


def test_a_post_passes_those_that_the_version_does_not_have(posts: Desk) -> None:
    version, hidden = posts.page.view.version, row_of(posts, PAY).pot_id
    known = {"version_id": version.id, "kind": "operating", "pot_id": hidden}
    posts.space.run(partial(frames.remove_financing, **known))
    assert names(posts)[-2:] == [PENSIONS, SPARE]
    entry(menu_of(posts, SPARE), "Flytta upp").trigger()
    assert names(posts)[-2:] == [SPARE, PENSIONS]


def test_a_body_disposes_of_a_post_until_nobody_does(posts: Desk) -> None:
    said = answer({"holder": CARE})
    entry(menu_of(posts, SPARE), HOLDER).trigger()
    assert "Den som förfogar över Oförutsett" in said[0]
    assert facts(posts, SPARE).unit_id == row_of(posts, CARE).unit_id
    answer({})
    entry(menu_of(posts, SPARE), HOLDER).trigger()
    assert facts(posts, SPARE).unit_id == row_of(posts, CARE).unit_id
    assert facts(posts, SPARE).version == 2
    answer({"holder": "Ingen utpekad"})
    entry(menu_of(posts, SPARE), HOLDER).trigger()
    assert facts(posts, SPARE).unit_id is None


def test_who_can_dispose_of_a_post_has_units_under_it_or_does_so_already(posts: Desk) -> None:
    known = posts.space.read(partial(rowfacts.bodies, year=YEARS[0]))
    assert [name for _, name in known] == [CARE, "Styrelsen"]
    kitchen = row_of(posts, KITCHEN).unit_id
    known = posts.space.read(partial(rowfacts.bodies, year=YEARS[0], kept=kitchen))
    assert [name for _, name in known] == [KITCHEN, CARE, "Styrelsen"]


def test_a_bound_post_is_not_given_to_a_bound_body_and_why_is_said_in_the_dialog(posts: Desk) -> None:
    for row in (row_of(posts, CARE), row_of(posts, SPARE)):
        version = posts.page.view.version
        known = {"version_id": version.id, "expected_version": version.row_version}
        holder = {"pot_id": row.pot_id} if row.pot_id else {"unit_id": row.unit_id}
        assert posts.space.run(partial(appropriations.bind, **holder, **known)) is not None
    said = answer({"holder": CARE}, None)
    entry(menu_of(posts, SPARE), HOLDER).trigger()
    assert "redan bundet" in said[1]
    assert facts(posts, SPARE).unit_id is None


def test_a_post_is_explained_and_the_words_can_be_taken_away(posts: Desk) -> None:
    answer({"note": " Avtal från april "})
    entry(menu_of(posts, PAY), NOTE).trigger()
    assert facts(posts, PAY).note == "Avtal från april"
    answer({"note": ""})
    entry(menu_of(posts, PAY), NOTE).trigger()
    assert facts(posts, PAY).note is None


def test_an_empty_frame_that_fees_pay_is_taken_away_and_taxes_are_shown_again(desk: Desk) -> None:
    page = desk.page
    known = {"version_id": page.view.version.id, "kind": "fees", "unit_id": row_of(desk, KITCHEN).unit_id}
    desk.space.run(partial(frames.add_financing, **known))
    page.frames.show_financing("fees")
    assert names(desk) == [KITCHEN]
    menu = menu_of(desk, KITCHEN)
    assert "Byt namn på posten…" not in [each.text() for each in menu.actions()]
    entry(menu, "Ta bort ramen").trigger()
    assert page.view.financing == "operating"
    assert {SCHOOL, CARE_OWN, KITCHEN} <= set(names(desk))
    assert "Ta bort ramen" not in [each.text() for each in menu_of(desk, KITCHEN).actions()]


def test_a_frame_that_fees_pay_stays_while_it_has_amounts(desk: Desk) -> None:
    page = desk.page
    known = {"version_id": page.view.version.id, "kind": "fees", "unit_id": row_of(desk, KITCHEN).unit_id}
    made = desk.space.run(partial(frames.add_financing, **known))
    assert made is not None
    typed = {"kind": "wages", "amount": TKR, "expected_version": 1}
    desk.space.run(partial(frames.set_component, frame_id=made.value[0], **typed))
    page.frames.show_financing("fees")
    entry(menu_of(desk, KITCHEN), "Ta bort ramen").trigger()
    assert names(desk) == [KITCHEN]
    assert desk.said[-1][1] == "error"
    assert "Nollställ" in desk.said[-1][0]


def test_nothing_of_a_decided_version_is_moved_or_taken_away(posts: Desk, ledger: Ledger) -> None:
    ledger.lock(decided_on=posts.space.today)
    posts.page.refresh()
    menu = menu_of(posts, PAY)
    changing = ("Flytta upp", "Flytta ned", HOLDER, NOTE, "Byt namn på posten…", "Ta bort posten")
    assert not any(entry(menu, words).isEnabled() for words in changing)
    assert "beslutad" in entry(menu, "Flytta upp").toolTip()


def test_the_menu_tells_who_disposes_of_a_post_and_what_is_noted(posts: Desk) -> None:
    def told() -> list[str]:
        return [entry(menu_of(posts, PAY), words).toolTip() for words in (HOLDER, NOTE)]

    assert told() == ["Ingen är utpekad.", "Inget är antecknat."]
    known = {"pot_id": row_of(posts, PAY).pot_id}
    care = row_of(posts, CARE).unit_id
    posts.space.run(partial(pots.set_holder, unit_id=care, expected_version=1, **known))
    posts.space.run(partial(pots.set_pot_note, note="Avtal från april", expected_version=2, **known))
    assert told() == [f"{CARE} förfogar över posten.", "Avtal från april"]
