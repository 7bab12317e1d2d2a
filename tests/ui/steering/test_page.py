"""The page Styrmodell over a real file: shown, filtered, found, empty, and open for reading only."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.scorecard import NodeIndicator
from app.models.steering import Node
from app.services.storage import describe
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Sentence
from app.ui.steering.menus import AddMenu
from tests.ui.steering.conftest import NO_KEYBOARD, Shown


def _state(shown: Shown) -> str:
    return shown.page.findChildren(Sentence)[0].plain_text()


def test_the_page_says_levels_elements_and_gaps(shown: Shown) -> None:
    assert _state(shown) == "12 nivåer, 128 styrelement, 2 saknar ägare eller mått"
    assert shown.page.status == "128 av 128 styrelement visas"


def test_the_tree_keeps_the_rules_of_a_model_through_every_change(shown: Shown) -> None:
    tester = QAbstractItemModelTester(shown.tree.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    row = shown.choose("Översiktsplan")
    shown.page._rename(row, "Översiktsplan 2030")
    shown.page.filter_field.setText("hemtjänst")
    shown.page.filter_field.clear()
    shown.space.undo()
    shown.tree.expandAll()
    shown.tree.collapseAll()
    assert tester.model() is shown.tree.rows


def test_at_first_the_tree_is_open_far_enough_to_show_the_gaps(shown: Shown) -> None:
    for title in ("Klimatstrategiplan", "Anhöriga får stöd i tid"):
        index = shown.tree.rows.index_of(shown.row(title).id)
        assert not shown.tree.visualRect(index).isEmpty()
    assert shown.current.title == "Kommunens värdegrund"


def test_filtering_as_you_type_keeps_the_way_down_to_what_is_found(shown: Shown, qtbot: QtBot) -> None:
    qtbot.keyClicks(shown.page.filter_field, "65 proc")
    assert [title.replace("\u00a0", " ") for title in shown.titles][-2:] == [
        "Uppdragshandling Hemtjänst Kopparberg",
        "Minst 65 procent av arbetstiden hos brukaren",
    ]
    assert shown.page.status == "1 av 128 styrelement visas"
    shown.page.filter_field.clear()
    assert len(shown.titles) == 128


def test_a_filter_without_matches_says_so_and_offers_all(shown: Shown, qtbot: QtBot) -> None:
    qtbot.keyClicks(shown.page.filter_field, "finns inte")
    assert _state(shown) == "Inget styrelement stämmer med filtret. Visa alla"
    shown.page._show_all()
    assert len(shown.titles) == 128
    assert shown.page.filter_field.text() == ""


def test_the_link_in_the_state_shows_only_the_gaps(shown: Shown) -> None:
    shown.page.findChildren(Sentence)[0].linkActivated.emit("0")
    assert shown.page.status == "2 av 128 styrelement visas"
    assert "Klimatstrategiplan" in shown.titles
    assert "Skolplan" not in shown.titles
    assert _state(shown).endswith("Bara de visas. Visa alla")


def test_when_the_last_gap_is_closed_everything_is_shown_again(shown: Shown) -> None:
    shown.page._show_gaps(True)
    unowned, unmeasured = shown.row("Klimatstrategiplan"), shown.row("Anhöriga får stöd i tid")

    def close_gaps(session: Session) -> None:
        session.get_one(Node, unowned.id).owner_role = "Miljöstrateg"
        indicator = session.scalars(select(NodeIndicator.indicator_id).limit(1)).one()
        session.add(NodeIndicator(node_id=unmeasured.id, indicator_id=indicator))
        describe(session, "Stängde luckorna")

    shown.space.run(close_gaps)
    assert _state(shown) == "12 nivåer, 128 styrelement, alla har ägare och mått"
    assert len(shown.titles) == 128
    shown.space.undo()
    assert "2 saknar ägare eller mått" in _state(shown)


def test_what_is_pointed_at_is_shown_even_when_a_filter_hid_it(shown: Shown) -> None:
    shown.page.filter_field.setText("vision")
    wanted = shown.row("Skolplan")
    assert shown.page.show_place("node", wanted.id)
    assert shown.current.id == wanted.id
    assert shown.page.filter_field.text() == ""


def test_levels_and_measures_lead_somewhere(shown: Shown) -> None:
    goal = shown.row("Brukarna är trygga")
    assert shown.page.show_place("level", goal.level_id)
    assert shown.current.level == "Verksamhetsmål"
    measured = select(NodeIndicator.indicator_id).where(NodeIndicator.node_id == goal.id)
    assert shown.page.show_place("indicator", shown.space.read(lambda s: s.scalars(measured).first()))


def test_what_is_not_here_is_not_claimed_to_be(shown: Shown) -> None:
    assert not shown.page.show_place("node", 1)
    assert not shown.page.show_place("node", "17")
    assert not shown.page.show_place("unit", 1)
    assert not shown.page.show_place("indicator", 1)


def test_expanding_and_collapsing_all_leaves_the_top_open(shown: Shown) -> None:
    shown.tree.expandAll()
    assert shown.tree.isExpanded(shown.tree.rows.index_of(shown.row("Trygg omsorg").id))
    shown.page._collapse()
    top = shown.row("Kommunens värdegrund").id
    assert shown.tree.open_keys() == {top}


def _columns(shown: Shown) -> list[str]:
    columns = enumerate(shown.tree.rows.columns)
    return [column.key for place, column in columns if not shown.tree.isColumnHidden(place)]


def test_a_narrow_page_leaves_out_columns_so_that_names_can_be_read(shown: Shown) -> None:
    every = ["title", "body", "owner", "validity", "status"]
    for width, left_out in ((820, set()), (819, {"body"}), (600, {"body", "validity"})):
        shown.tree.resize(width, 600)
        assert _columns(shown) == [key for key in every if key not in left_out]
    shown.tree.resize(500, 600)
    assert _columns(shown) == ["title", "status"]
    shown.tree.resize(820, 600)
    assert _columns(shown) == every


def test_a_column_that_was_chosen_stays_however_narrow(shown: Shown) -> None:
    place = [column.key for column in shown.tree.rows.columns].index("body")
    shown.tree.columns_shown.show_column(place, True)
    shown.tree.resize(500, 600)
    assert _columns(shown) == ["title", "body", "status"]


def test_pointing_at_an_owner_tells_the_unit_too(shown: Shown) -> None:
    places = [column.key for column in shown.tree.rows.columns]
    index = shown.tree.rows.index_of(shown.row("Vision 2020").id, places.index("owner"))
    assert index.data(int(Qt.ItemDataRole.ToolTipRole)) == "Kommunchef · Kommunledning"


def test_every_cell_can_be_read_aloud_with_its_gap_and_its_lock(shown: Shown) -> None:
    index = shown.tree.rows.index_of(shown.row("Klimatstrategiplan").id)
    role = int(Qt.ItemDataRole.AccessibleTextRole)
    assert index.data(role) == "Klimatstrategiplan, saknar ägare"
    places = [column.key for column in shown.tree.rows.columns]
    assert "låst" in index.siblingAtColumn(places.index("status")).data(role)


@NO_KEYBOARD
def test_an_empty_file_teaches_the_first_step(open_page: Callable[..., Shown]) -> None:
    shown = open_page("empty")
    assert _state(shown) == "12 nivåer, inga styrelement än"
    first = shown.page.findChild(EmptyState)
    assert first is not None
    assert not shown.page._add_button.isVisibleTo(shown.page)
    first.button.click()
    menu = shown.page.findChild(AddMenu)
    assert menu is not None
    assert [one.text() for one in menu.actions()][:3] == ["Värdegrund", "Vision", "Översiktsplan"]
    assert "Uppdragshandling" not in [one.text() for one in menu.actions()]
    menu.close()


def test_in_a_file_open_for_reading_nothing_offers_to_write(open_page: Callable[..., Shown]) -> None:
    shown = open_page(read_only=True)
    shown.choose("Översiktsplan")
    assert not shown.page._add_button.isEnabled()
    offered = {button.text() for button in shown.inspector.findChildren(QPushButton)}
    assert offered == {"Öppna dokumentet", "Visa röda tråden"}
    assert shown.page._add_menu(shown.current, shown.page) is None
    assert not shown.tree.rows.flags(shown.tree.currentIndex()) & Qt.ItemFlag.ItemIsEditable
    shown.choose("Uppdragshandling Hemtjänst Kopparberg")
    assert shown.button("Öppna handlingen").isEnabled()


def test_an_empty_file_open_for_reading_has_no_button(open_page: Callable[..., Shown]) -> None:
    shown = open_page("empty", read_only=True)
    first = shown.page.findChild(EmptyState)
    assert first is not None
    assert not first.findChildren(QPushButton)


def test_the_button_with_three_dots_unfolds_folds_and_narrows(shown: Shown) -> None:
    menu = shown.page._more_button.menu()
    entries = {entry.text(): entry for entry in menu.actions() if not entry.isSeparator()}
    assert list(entries) == ["Fäll ut alla", "Fäll ihop alla", "Visa bara luckor", "Visa bara med etikett"]
    entries["Fäll ihop alla"].trigger()
    few = len(shown.page.tree.open_keys())
    entries["Fäll ut alla"].trigger()
    assert len(shown.page.tree.open_keys()) > few
