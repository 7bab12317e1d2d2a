"""Adding, renaming from a day, moving, splitting, merging and removing through the page's dialogs."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from app.services.organisation import succession
from app.services.organisation.units import Role
from app.ui.organisation.page import OrganisationPage
from app.ui.shell.workspace import Workspace
from tests.ui.organisation.conftest import Dialogs, Told, Town, tree_of


def _command(page: OrganisationPage, town: Town, name: str, text: str) -> None:
    """Select a unit and give a command of its menu."""
    page.show_place("unit", town.keys[name])
    menu = page.menu_of(page.tree.current_row())
    act = next(act for act in menu.actions() if act.text() == text)
    assert act.isEnabled()
    act.trigger()


def _enabled(page: OrganisationPage, town: Town, name: str) -> dict[str, bool]:
    line = page.tree.rows.value(page.tree.rows.index_of(town.keys[name]))
    return {act.text(): act.isEnabled() for act in page.menu_of(line).actions() if act.text()}


def test_a_unit_is_added_under_the_selected_one_and_then_selected(
    page: OrganisationPage, town: Town, dialogs: Dialogs, space: Workspace
) -> None:
    page.show_place("unit", town.keys["Skola"])
    dialogs.fill("Lägg till", name="Fritidshem", performer="Intern utförare")
    page._add.click()
    assert "    Fritidshem" in tree_of(page)
    row = page.tree.current_row()
    assert (row.title, row.unit.kind, row.unit.performer) == ("Fritidshem", "Enhet", "internal")
    assert page.inspector is not None
    assert page.inspector.details is not None
    assert page.inspector.details.title == "Fritidshem"
    space.undo()
    assert "    Fritidshem" not in tree_of(page)


def test_beside_a_unit_and_under_everything_else_the_next_one_is_added(
    page: OrganisationPage, town: Town, dialogs: Dialogs
) -> None:
    for selected, name in (("Hemtjänst", "Boende"), ("Omsorg", "Nattpatrull"), ("Fullmäktige", "Bygg")):
        page.show_place("unit", town.keys[selected])
        dialogs.fill("Lägg till", name=name)
        page._add.click()
    assert tree_of(page)[:6] == [
        "Fullmäktige",
        "  Omsorg",
        "    Hemtjänst",
        "    Kök",
        "    Boende",
        "    Nattpatrull",
    ]
    assert (page.tree.current_row().title, page.tree.current_row().unit.kind) == ("Bygg", "Förvaltning")


def test_the_first_unit_of_a_file_stands_at_the_top(
    bare_page: OrganisationPage, bare: Town, dialogs: Dialogs
) -> None:
    dialogs.fill("Lägg till", name="Fullmäktige", kind="Kommunfullmäktige")
    bare_page._add.click()
    assert tree_of(bare_page) == ["Fullmäktige"]


def test_a_supplier_is_added_to_its_group(page: OrganisationPage, town: Town, dialogs: Dialogs) -> None:
    dialogs.fill("Lägg till", name="Leasingbilar", kind="Leverantör", parent="Överst")
    page._add.click()
    assert tree_of(page)[-2:] == ["  Tvätt", "  Leasingbilar"]


def test_a_dialog_that_is_closed_changes_nothing(
    page: OrganisationPage, town: Town, dialogs: Dialogs, space: Workspace
) -> None:
    before = town.names()
    dialogs.press("Avbryt")
    page._add.click()
    dialogs.press("Avbryt")
    _command(page, town, "Hemtjänst", "Dela…")
    assert town.names() == before


def test_a_new_name_from_a_day_keeps_the_old_one_before_it(
    page: OrganisationPage, town: Town, dialogs: Dialogs
) -> None:
    dialogs.fill("Byt namn", name="Bildning", day="2026-01-01")
    _command(page, town, "Skola", "Byt namn från en dag…")
    assert "Före dagen visas namnet Skola." in dialogs.seen[0]
    assert "  Bildning" in tree_of(page)
    page.show_on(date(2025, 12, 31))
    assert "  Skola" in tree_of(page)


def test_a_change_from_a_later_day_is_said_to_be_seen_then(
    page: OrganisationPage, town: Town, dialogs: Dialogs, told: Told
) -> None:
    dialogs.fill("Slå samman", other="Kök", name="Hemvård", day="2027-01-01")
    _command(page, town, "Hemtjänst", "Slå samman med…")
    assert told == [("Gäller från och med 1 januari 2027 och syns i trädet då.", "info")]
    assert "    Hemvård" not in tree_of(page)
    page.show_on(date(2027, 1, 1))
    assert tree_of(page)[:4] == ["Fullmäktige", "  Omsorg", "    Hemvård", "  Skola"]


def test_a_unit_is_moved_from_a_day_or_for_all_time(
    page: OrganisationPage, town: Town, dialogs: Dialogs, space: Workspace
) -> None:
    dialogs.fill("Flytta", parent="Skola", day="2026-01-01")
    _command(page, town, "Kök", "Flytta…")
    assert tree_of(page)[:5] == ["Fullmäktige", "  Omsorg", "    Hemtjänst", "  Skola", "    Kök"]
    page.show_on(date(2025, 12, 31))
    assert tree_of(page)[:4] == ["Fullmäktige", "  Omsorg", "    Hemtjänst", "    Kök"]
    page.show_on(None)
    space.undo()
    dialogs.fill("Flytta", parent="Skola", day="")
    _command(page, town, "Kök", "Flytta…")
    page.show_on(date(2025, 12, 31))
    assert tree_of(page)[:5] == ["Fullmäktige", "  Omsorg", "    Hemtjänst", "  Skola", "    Kök"]


def test_places_to_move_to_leave_out_the_unit_what_is_below_it_and_where_it_is(
    page: OrganisationPage, town: Town
) -> None:
    places = [text.strip() for _, text in page.commands._new_places(town.unit("Omsorg"))]
    assert places == ["Överst", "Skola", "Räddningstjänst"]


def test_a_unit_is_split_with_shares_and_the_first_part_is_opened(
    page: OrganisationPage, town: Town, dialogs: Dialogs, space: Workspace
) -> None:
    dialogs.fill("Dela", first="Norra", second="Södra", share="37,5 %", day="2026-01-01")
    _command(page, town, "Hemtjänst", "Dela…")
    assert page.tree.current_row().title == "Norra"
    assert tree_of(page)[2:5] == ["    Norra", "    Södra", "    Kök"] or "    Hemtjänst" not in tree_of(page)
    found = town.db.read(partial(succession.successors, unit_id=town.keys["Hemtjänst"], on=date(2026, 1, 1)))
    assert [each.share for each in found] == [Decimal("0.375"), Decimal("0.625")]
    assert page.tree.current_row().unit.roles == (Role("Enhetschef"),)
    space.undo()
    assert "    Hemtjänst" in tree_of(page)
    assert "    Norra" not in tree_of(page)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"share": "140"}, "Delarnas andelar"),
        ({"share": "hälften"}, "hälften"),
        ({"day": "i våras"}, "Från och med"),
    ],
)
def test_a_split_that_is_refused_asks_again_with_what_was_typed(
    page: OrganisationPage, town: Town, dialogs: Dialogs, typed: dict[str, str], said: str
) -> None:
    values = {"first": "Norra", "second": "Södra", "share": "40", "day": "2026-01-01"}
    dialogs.fill("Dela", **{**values, **typed})
    dialogs.fill("Dela", **{key: values[key] for key in typed})
    _command(page, town, "Hemtjänst", "Dela…")
    assert said in dialogs.seen[1]
    assert {"Norra", "Södra"} <= town.names(date(2026, 1, 1))


def test_two_units_become_one_that_is_opened(
    page: OrganisationPage, town: Town, dialogs: Dialogs, space: Workspace
) -> None:
    dialogs.fill("Slå samman", other="Kök", name="Hemvård", day="2026-01-01")
    _command(page, town, "Hemtjänst", "Slå samman med…")
    assert page.tree.current_row().title == "Hemvård"
    assert tree_of(page)[:4] == ["Fullmäktige", "  Omsorg", "    Hemvård", "  Skola"]
    space.undo()
    assert {"    Hemtjänst", "    Kök"} <= set(tree_of(page))


def test_commands_that_lead_nowhere_are_not_given(page: OrganisationPage, town: Town) -> None:
    alone = _enabled(page, town, "Tvätt")
    assert not alone["Flytta…"]
    assert not alone["Slå samman med…"]
    assert alone["Dela…"]
    assert all(_enabled(page, town, "Hemtjänst").values())


def test_a_unit_added_by_mistake_is_removed_and_comes_back(
    page: OrganisationPage, town: Town, space: Workspace
) -> None:
    _command(page, town, "Tvätt", "Ta bort")
    assert "Leverantörer" not in tree_of(page)
    space.undo()
    assert tree_of(page)[-2:] == ["Leverantörer", "  Tvätt"]


def test_a_unit_that_others_need_is_not_removed_and_it_is_said_why(
    page: OrganisationPage, town: Town, told: Told
) -> None:
    _command(page, town, "Omsorg", "Ta bort")
    assert told == [
        ("”Omsorg” kan inte tas bort: den har 2 enheter under sig. Ge den en slutdag i stället.", "error")
    ]
