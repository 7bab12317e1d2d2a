"""Erasing a personal name from the page: the backups are named, it is asked, and then it is gone."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.services.organisation import units
from app.services.organisation.units import Role
from app.services.storage import Database, backup, changelog
from app.ui.organisation.erasing import backup_words
from app.ui.organisation.page import OrganisationPage
from app.ui.shell.workspace import Workspace
from tests.ui.organisation.conftest import NAME, Dialogs, Told, Town, shown

_TOLD = "Namnet är raderat. "


@pytest.fixture
def backed_up(town: Town, clock: Clock) -> Town:
    """The file has a backup that holds the name."""
    backup.make_backup(town.db.path, town.db.path, clock=clock)
    return town


@pytest.fixture
def page(backed_up: Town, space: Workspace, qtbot: QtBot) -> OrganisationPage:
    return shown(OrganisationPage(space), qtbot)


def _erase_in(page: OrganisationPage, town: Town, name: str) -> None:
    page.show_place("unit", town.keys[name])
    menu = page.menu_of(page.tree.current_row())
    next(act for act in menu.actions() if act.text() == "Radera personnamn…").trigger()


def _wait(qtbot: QtBot, done: Callable[[], bool]) -> None:
    qtbot.waitUntil(done, timeout=10_000)


def test_a_name_is_erased_after_the_backups_that_hold_it_are_named(
    page: OrganisationPage, town: Town, dialogs: Dialogs, told: Told, space: Workspace, qtbot: QtBot
) -> None:
    dialogs.press("Radera namnet")
    _erase_in(page, town, "Hemtjänst")
    _wait(qtbot, lambda: bool(told))
    (asked,) = dialogs.seen
    assert asked.startswith(f"Radera namnet {NAME}?")
    assert "Det går inte att ångra" in asked
    assert "En säkerhetskopia innehåller namnet: 2026-11-21" in asked
    assert "Ta bort den ur mappen Ådal-säkerhetskopior om den inte behövs." in asked
    assert told[-1][0].startswith(f"{_TOLD}En säkerhetskopia innehåller namnet")
    assert NAME not in str(told)
    assert town.unit("Hemtjänst").roles == (Role("Enhetschef", "raderad"),)
    assert town.db.read(changelog.verify) == []
    assert space.undo_words is None
    assert NAME.encode() not in town.db.path.read_bytes()


def test_after_it_the_unit_offers_no_erasing(
    page: OrganisationPage, town: Town, dialogs: Dialogs, told: Told, qtbot: QtBot
) -> None:
    dialogs.press("Radera namnet")
    _erase_in(page, town, "Hemtjänst")
    _wait(qtbot, lambda: bool(told))
    texts = [act.text() for act in page.menu_of(page.tree.current_row()).actions()]
    assert "Radera personnamn…" not in texts


def test_who_changes_their_mind_keeps_the_name(
    page: OrganisationPage, town: Town, dialogs: Dialogs, space: Workspace, qtbot: QtBot
) -> None:
    dialogs.press("Avbryt")
    _erase_in(page, town, "Hemtjänst")
    _wait(qtbot, lambda: dialogs.left == 0 and space.jobs.current is None)
    assert town.unit("Hemtjänst").people == (NAME,)


def test_of_several_people_one_is_chosen(
    page: OrganisationPage, town: Town, dialogs: Dialogs, told: Told, qtbot: QtBot
) -> None:
    town.change(units.set_roles, "Hemtjänst", roles=[Role("Chef", NAME), Role("Biträdande", "Bo Prov")])
    page.refresh()
    dialogs.fill("Fortsätt", name="Bo Prov")
    dialogs.press("Radera namnet")
    _erase_in(page, town, "Hemtjänst")
    _wait(qtbot, lambda: bool(told))
    assert town.unit("Hemtjänst").people == (NAME,)
    assert told[-1][0] == f"{_TOLD}Ingen säkerhetskopia innehåller namnet."


def test_a_name_that_only_the_log_remembers_is_erased_by_typing_it(
    page: OrganisationPage, town: Town, dialogs: Dialogs, told: Told, qtbot: QtBot
) -> None:
    town.change(units.set_roles, "Hemtjänst", roles=[Role("Enhetschef")])
    dialogs.fill("Fortsätt", name=NAME.upper())
    dialogs.press("Radera namnet")
    page.eraser.erase_somebody()
    _wait(qtbot, lambda: bool(told))
    assert "ändringsloggen" in dialogs.seen[0]
    assert told[-1][0].startswith(_TOLD)
    assert NAME.encode() not in town.db.path.read_bytes()
    assert town.db.read(changelog.verify) == []


def test_a_name_that_nobody_has_is_said_to_be_missing(
    page: OrganisationPage, town: Town, dialogs: Dialogs, told: Told, qtbot: QtBot
) -> None:
    dialogs.fill("Fortsätt", name="Någon Annan")
    dialogs.press("Radera namnet")
    page.eraser.erase_somebody()
    _wait(qtbot, lambda: bool(told))
    assert told == [("Namnet finns inte i filen. Kontrollera stavningen.", "error")]


def test_many_backups_are_counted_and_the_latest_named(town: Town, clock: Clock) -> None:
    for _ in range(8):
        backup.make_backup(town.db.path, town.db.path, clock=clock, reason="prov")
    kept = backup.list_backups(town.db.path)
    words = backup_words(kept)
    assert words.startswith(f"{len(kept)} säkerhetskopior innehåller namnet: ")
    assert words.count("2026-11-21") == 6
    assert words.endswith("och 2 till. Ta bort dem ur mappen Ådal-säkerhetskopior om de inte behövs.")


def test_a_reader_cannot_erase(town: Town, clock: Clock, qtbot: QtBot) -> None:
    other = Database.open(town.db.path, clock=clock, user="Bo")
    reader = Workspace(other, clock)
    page = shown(OrganisationPage(reader), qtbot)
    line = page.tree.rows.value(page.tree.rows.index_of(town.keys["Hemtjänst"]))
    enabled = {act.text(): act.isEnabled() for act in page.menu_of(line).actions()}
    assert not enabled["Radera personnamn…"]
    reader.close()
