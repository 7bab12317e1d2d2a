"""The page: its tree and groups, filter, time, what it says, and a file without an organisation."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.services.organisation import reorganising, units
from app.services.organisation.units import Role
from app.services.storage import Database
from app.ui.organisation.page import EVER, MUNICIPALITY, UNITS, OrganisationPage
from app.ui.parts.columns import LOOK
from app.ui.parts.empty_state import EmptyState
from app.ui.shell.workspace import Workspace
from tests.ui.organisation.conftest import Told, Town, follow, shown, state_of, tree_of
from tests.ui.parts.test_views import type_text

WHOLE_TREE = [
    "Fullmäktige",
    "  Omsorg",
    "    Hemtjänst",
    "    Kök",
    "  Skola",
    "  Räddningstjänst",
    "Driftsamverkan och annan samverkan",
    "  Barnahus",
    "Externa utförare",
    "  Badhus",
    "Leverantörer",
    "  Tvätt",
]
COLUMNS = ("name", "kind", "manager", "performer", "others")


def _cells(page: OrganisationPage, key: object) -> dict[str, str]:
    rows = page.tree.rows
    places = {column.key: place for place, column in enumerate(rows.columns)}
    return {name: str(rows.index_of(key, places[name]).data()) for name in COLUMNS}


@pytest.fixture
def old_town(town: Town) -> Iterator[Town]:
    """The home care was split at new year, and the school changed its name at midsummer."""
    parts = [reorganising.Part("Norra", Decimal("0.4")), reorganising.Part("Södra", Decimal("0.6"))]
    town.change(reorganising.split_unit, "Hemtjänst", parts=parts, happened_on=date(2026, 1, 1))
    town.change(units.rename_unit, "Skola", name="Bildning", happened_on=date(2026, 6, 20))
    return town


def test_the_tree_has_the_municipalitys_own_units_first_and_a_group_for_each_sort_of_others(
    page: OrganisationPage,
) -> None:
    assert tree_of(page) == WHOLE_TREE
    assert page.status == "9 av 9 enheter visas"
    assert page.accessibleName() == "Organisation"


def test_each_row_says_kind_manager_performer_and_with_whom(page: OrganisationPage, town: Town) -> None:
    assert list(_cells(page, town.keys["Hemtjänst"]).values()) == [
        "Hemtjänst",
        "Enhet",
        "Enhetschef",
        "Intern",
        "–",
    ]
    assert _cells(page, town.keys["Räddningstjänst"])["others"] == "Ludvika, Nora"
    bath = _cells(page, town.keys["Badhus"])
    assert (bath["performer"], bath["others"]) == ("Extern, inte än", "Driftavtal, KS 1/7")
    place = page.tree.rows.index_of(town.keys["Badhus"], 3)
    assert place.data(Qt.ItemDataRole.ToolTipRole) == "Extern, modellen gäller inte än"


def test_a_group_has_no_values_and_says_what_belongs_there(page: OrganisationPage) -> None:
    assert set(_cells(page, "group:supplier").values()) == {"Leverantörer", ""}
    page.tree.select("group:supplier")
    assert page.inspector is not None
    assert page.inspector.details is not None
    assert "upphandlat" in str(page.inspector.details.parts)


def test_a_performer_without_a_manager_is_marked_as_a_gap(page: OrganisationPage, town: Town) -> None:
    looks = {name: page.tree.rows.index_of(key).data(LOOK) for name, key in town.keys.items()}
    assert [name for name, look in looks.items() if look.warning] == ["Kök"]
    assert looks["Kök"].warning == "saknar ansvarig"


def test_the_sentence_counts_and_its_figures_lead_to_what_they_count(page: OrganisationPage) -> None:
    assert state_of(page) == (
        "9 enheter, 2 utförare i modellen, 1 utförare som modellen inte gäller än, 1 saknar ansvarig"
    )
    follow(page, "inte gäller än")
    assert tree_of(page) == ["Externa utförare", "  Badhus"]
    assert page.status == "1 av 9 enheter visas"
    follow(page, "ansvarig")
    assert tree_of(page) == ["Fullmäktige", "  Omsorg", "    Kök"]
    follow(page, "Visa alla")
    assert tree_of(page) == WHOLE_TREE
    assert "Visa alla" not in state_of(page)


def test_what_a_figure_counts_is_kept_up_to_date_and_gives_way_to_a_typed_filter(
    page: OrganisationPage, town: Town
) -> None:
    follow(page, "ansvarig")
    use_case = partial(units.set_roles, unit_id=town.keys["Kök"], roles=[Role("Kostchef")])
    page.workspace.run(partial(use_case, expected_version=town.unit("Kök").version))
    assert tree_of(page) == []
    assert page.status == "0 av 9 enheter visas"
    page.filter_field.setText("kök")
    assert tree_of(page) == ["Fullmäktige", "  Omsorg", "    Kök"]
    assert "Visa alla" not in state_of(page)


def test_typing_filters_and_every_word_must_occur(page: OrganisationPage) -> None:
    type_text(page.filter_field, "NORA ludvika")
    assert tree_of(page) == ["Fullmäktige", "  Räddningstjänst"]
    assert page.status == "2 av 9 enheter visas"
    QTest.keyClick(page.filter_field, Qt.Key.Key_Escape)
    assert tree_of(page) == WHOLE_TREE


def test_the_model_of_the_tree_keeps_qts_rules_through_edits_filter_and_undo(
    page: OrganisationPage, town: Town, space: Workspace
) -> None:
    QAbstractItemModelTester(page.tree.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    space.run(partial(units.add_unit, name="Ny", kind_id=town.kinds["enhet"], parent_id=town.keys["Skola"]))
    page.filter_field.setText("ny")
    space.undo()
    page.filter_field.clear()
    space.redo()
    page.show_on(EVER)
    assert "    Ny" in tree_of(page)


def test_a_change_keeps_what_is_selected_and_open(page: OrganisationPage, town: Town) -> None:
    page.show_place("unit", town.keys["Hemtjänst"])
    page.workspace.run(
        partial(units.add_unit, name="Ny", kind_id=town.kinds["enhet"], parent_id=town.keys["Omsorg"])
    )
    assert page.tree.current_row().title == "Hemtjänst"
    assert page.tree.isExpanded(page.tree.rows.index_of(town.keys["Omsorg"]))


def test_f2_corrects_a_name_in_the_tree_and_it_is_undone(
    page: OrganisationPage, town: Town, space: Workspace, qtbot: QtBot
) -> None:
    page.show_place("unit", town.keys["Kök"])
    page.tree.setFocus()
    QTest.keyClick(page.tree, Qt.Key.Key_F2)
    editor = page.tree.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("Måltider")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: town.unit("Kök").name == "Måltider")
    assert "    Måltider" in tree_of(page)
    assert space.undo_words == "Bytte namn på Kök till Måltider"
    space.undo()
    assert "    Kök" in tree_of(page)


def test_a_group_is_not_renamed(page: OrganisationPage) -> None:
    flags = page.tree.rows.index_of("group:supplier").flags()
    assert not flags & Qt.ItemFlag.ItemIsEditable


def test_a_place_that_the_search_points_at_is_selected_also_when_filtered_away(
    page: OrganisationPage, town: Town
) -> None:
    page.filter_field.setText("tvätt")
    assert page.show_place("unit", town.keys["Kök"])
    assert page.tree.current_row().title == "Kök"
    assert page.filter_field.text() == ""
    assert not page.show_place("unit", 404)
    assert not page.show_place("node", 1)


def test_the_municipality_is_a_place_of_the_other_tab(page: OrganisationPage, town: Town) -> None:
    assert page.show_place("municipality", 1)
    assert page.tabs.choice == MUNICIPALITY
    assert not page.filter_field.isVisible()
    assert page.show_place("unit", town.keys["Kök"])
    assert page.tabs.choice == UNITS
    assert page.filter_field.isVisible()
    assert page.tree.isVisible()


def test_what_has_ceased_is_counted_and_shown_muted_when_all_times_are_shown(
    old_town: Town, space: Workspace, qtbot: QtBot
) -> None:
    page = shown(OrganisationPage(space), qtbot)
    assert "    Hemtjänst" not in tree_of(page)
    assert state_of(page).endswith("1 har upphört")
    follow(page, "har upphört")
    assert {"    Hemtjänst", "    Norra", "    Södra"} <= set(tree_of(page))
    muted = {
        node.value.title
        for node in page.tree.rows.walk()
        if page.tree.rows.index_of(node.key).data(LOOK).muted
    }
    assert muted == {"Hemtjänst"}
    assert "Visar alla tider" in state_of(page)
    follow(page, "visa i dag")
    assert "    Hemtjänst" not in tree_of(page)


def test_an_earlier_day_shows_the_organisation_as_it_was_and_changes_nothing(
    old_town: Town, space: Workspace, qtbot: QtBot
) -> None:
    page = shown(OrganisationPage(space), qtbot)
    page.show_on(date(2025, 12, 31))
    assert tree_of(page) == WHOLE_TREE
    assert "Visar 31 december 2025" in state_of(page)
    page.tree.select(old_town.keys["Skola"])
    assert not page.tree.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable
    assert page.inspector is not None
    assert page.inspector.details is not None
    assert page.inspector.details.title == "Bildning"
    assert "Här ser du enheten som den är nu" in str(page.inspector.details.parts)
    assert not page._add.isEnabled()
    assert not any(_menu(page)[text] for text in ("Byt namn", "Dela…", "Flytta…", "Ta bort"))


def _menu(page: OrganisationPage) -> dict[str, bool]:
    """The commands of the button with three dots, and whether they can be given."""
    page._more_menu.aboutToShow.emit()
    return {act.text(): act.isEnabled() for act in page._more_menu.actions() if act.text()}


def _days(page: OrganisationPage) -> dict[str, QAction]:
    page._more_menu.aboutToShow.emit()
    below = next(act.menu() for act in page._more_menu.actions() if act.text().startswith("Visa organ"))
    assert isinstance(below, QMenu)
    return {act.text(): act for act in below.actions()}


def test_the_days_on_which_something_changed_can_be_chosen(
    old_town: Town, space: Workspace, qtbot: QtBot
) -> None:
    page = shown(OrganisationPage(space), qtbot)
    assert list(_days(page)) == [
        "I dag, 21 november 2026",
        "1 januari 2026",
        "19 juni 2026, före ändringen",
        "31 december 2025, före ändringen",
        "Alla tider, även det som har upphört",
    ]
    assert [text for text, act in _days(page).items() if act.isChecked()] == ["I dag, 21 november 2026"]
    old_town.change(units.rename_unit, "Kök", name="Måltider", happened_on=date(2027, 1, 1))
    page.refresh()
    assert "1 januari 2027, efter ändringen" in _days(page)
    _days(page)["19 juni 2026, före ändringen"].trigger()
    assert "  Skola" in tree_of(page)
    assert "  Bildning" not in tree_of(page)


def test_the_menu_of_a_row_has_its_commands_and_of_nothing_only_the_folding(
    page: OrganisationPage, town: Town
) -> None:
    own = page.tree.rows.value(page.tree.rows.index_of(town.keys["Hemtjänst"]))
    group = page.tree.rows.value(page.tree.rows.index_of("group:supplier"))
    assert [act.text() for act in page.menu_of(own).actions() if act.text()] == [
        "Byt namn",
        "Lägg till under…",
        "Byt namn från en dag…",
        "Flytta…",
        "Dela…",
        "Slå samman med…",
        "Radera personnamn…",
        "Ta bort",
        "Fäll ut alla",
        "Fäll ihop alla",
    ]
    for line in (group, None):
        assert [act.text() for act in page.menu_of(line).actions()] == ["Fäll ut alla", "Fäll ihop alla"]


def test_ctrl_c_copies_the_selected_row(page: OrganisationPage, town: Town) -> None:
    page.tree.select(town.keys["Räddningstjänst"])
    page.tree.copy_selection()
    assert QApplication.clipboard().text().strip() == ("Räddningstjänst\tGemensam nämnd\t–\t–\tLudvika, Nora")


def test_where_there_is_little_room_columns_stand_back_for_the_names(page: OrganisationPage) -> None:
    header = page.tree.header()

    def hidden() -> list[bool]:
        return [header.isSectionHidden(place) for place in range(len(COLUMNS))]

    assert hidden() == [False] * 5
    page.tree.columns_shown.show_column(3, False)
    page.tree.resize(500, 400)
    assert hidden() == [False, False, True, True, True] or hidden() == [False, False, False, True, True]
    page.tree.resize(300, 400)
    assert hidden() == [False, True, True, True, True]
    page.tree.resize(900, 400)
    assert hidden() == [False, False, False, True, False]


def test_an_empty_file_teaches_the_first_step(bare_page: OrganisationPage) -> None:
    first = bare_page.findChild(EmptyState)
    assert isinstance(first, EmptyState)
    assert first.isVisible()
    assert state_of(bare_page) == "0 enheter, ingen utförare i modellen"
    add = next(b for b in bare_page.findChildren(QPushButton) if b.text() == "Lägg till enhet")
    assert add.isEnabled()
    assert bare_page.inspector is not None
    assert bare_page.inspector.details is None


@pytest.mark.parametrize("performer", [None, "internal"])
def test_the_first_unit_takes_the_first_step_away(
    bare_page: OrganisationPage, bare: Town, performer: str | None
) -> None:
    first = bare_page.findChild(EmptyState)
    assert isinstance(first, EmptyState)
    add = partial(units.add_unit, kind_id=bare.kinds["enhet"])
    assert first.isVisible()
    bare_page.workspace.run(partial(add, name="Kansli", performer=performer))
    assert not first.isVisible()
    bare_page.workspace.run(partial(add, name="Kök"))
    assert tree_of(bare_page) == ["Kansli", "Kök"]


def test_a_file_open_for_reading_shows_everything_and_changes_nothing(
    town: Town, clock: Clock, qtbot: QtBot
) -> None:
    other = Database.open(town.db.path, clock=clock, user="Bo")
    assert other.read_only
    page = shown(OrganisationPage(Workspace(other, clock)), qtbot)
    try:
        assert tree_of(page) == WHOLE_TREE
        page.tree.select(town.keys["Hemtjänst"])
        assert not page.tree.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable
        assert page.inspector is not None
        assert all(field.isReadOnly() for field in page.inspector.findChildren(QLineEdit)[1:])
        menu = _menu(page)
        assert not any(menu[text] for text in ("Byt namn", "Dela…", "Ta bort", "Radera ett personnamn…"))
        assert menu["Fäll ut alla"]
    finally:
        page.workspace.close()


def test_what_another_program_changed_is_refused_and_said(
    page: OrganisationPage, town: Town, told: Told
) -> None:
    page.tree.select(town.keys["Kök"])
    town.change(units.set_roles, "Kök", roles=[Role("Kostchef")])  # past the workspace: the page is not told
    assert not page.edits.edit(town.keys["Kök"], note="Äldre")
    assert told[-1][1] == "error"
    assert "Kök" in told[-1][0]
    assert town.unit("Kök").note is None
