"""The list of gaps leads to where each is mended, and the matrix is filled in by click and key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from app.services.checks.finding import Finding
from app.ui.parts.details import Field
from app.ui.parts.empty_state import EmptyState
from app.ui.thread.gap_list import GapLine
from app.ui.thread.matrix_view import MatrixModel
from tests.ui.thread.conftest import OpenPage, Shown

_GOAL = "Brukarna är trygga"


def _gap(shown: Shown, code: str) -> GapLine:
    lines = (node.value for node in shown.page.gap_tree.rows.walk())
    return next(line for line in lines if line.finding is not None and line.finding.code == code)


def test_gaps_are_grouped_by_kind_with_their_number(shown: Shown) -> None:
    badges: list[int] = []
    shown.page.badge_changed.connect(badges.append)
    shown.page.refresh()
    assert badges == [7]
    shown.go_to("gaps")
    heads = [node.value.text for node in shown.page.gap_tree.rows.walk() if node.value.finding is None]
    assert heads == ["Mål utan mått (1)", "Ingen är ansvarig (1)", "Beslut saknas (5)"]
    assert shown.said == "7 varningar"


def test_a_gap_leads_to_where_it_is_mended_by_key_click_and_button(shown: Shown) -> None:
    shown.go_to("gaps")
    tree, goal = shown.page.gap_tree, shown.row("Anhöriga får stöd")
    line = _gap(shown, "goal-without-measure")
    tree.select(line.id)
    QTest.keyClick(tree, Qt.Key.Key_Return)
    index = tree.rows.index_of(line.id).siblingAtColumn(2)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).center())
    shown.button("Åtgärda").click()
    assert shown.places == [("node", goal.id)] * 3


def test_a_gap_of_a_level_is_mended_in_the_model(shown: Shown) -> None:
    level = shown.row(_GOAL).level_id
    shown.page._mend(Finding("too-many-elements", "warning", "Nivå", "För många.", "level", level))
    assert shown.places == [("model_part", "levels/verksamhetsmal")]


def test_the_thread_of_a_gap_can_be_looked_at(shown: Shown) -> None:
    shown.go_to("gaps")
    shown.page.gap_tree.select(_gap(shown, "goal-without-measure").id)
    shown.button("Visa tråden").click()
    assert shown.page.view.choice == "thread"
    assert shown.title(shown.graph.current).startswith("Anhöriga får stöd")


def test_gaps_are_filtered_by_words_and_weight(shown: Shown) -> None:
    shown.go_to("gaps")
    assert shown.page.filter_field is not None
    shown.page.gap_tree.filter_by("klimat")
    assert shown.page.gap_tree.rows.matches == 2
    shown.page.gap_tree.filter_by("")
    shown.page._on_severity_chosen("note")
    assert shown.page.gap_tree.rows.matches == 0
    shown.page._on_severity_chosen("all")
    assert shown.page.gap_tree.rows.matches >= 7


def test_a_mended_gap_is_gone_from_the_list(shown: Shown) -> None:
    from functools import partial

    from app.services.steering.nodes import set_owner

    shown.go_to("gaps")
    plan = shown.row("Klimatstrategiplan")
    give = partial(set_owner, node_id=plan.id, owner_role="Kommunchef", unit_id=None)
    shown.space.run(partial(give, expected_version=plan.version))
    shown.settle()
    assert shown.said == "6 varningar"


def test_the_model_of_the_matrix_keeps_to_the_rules(shown: Shown) -> None:
    shown.go_to("matrix")
    model = shown.page.matrix.grid.cells
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, fatal)
    shown.page.matrix._choose(None, 0)
    shown.page.matrix._choose(None, int(str(shown.page.matrix.rows.choice)))
    assert tester.model() is model
    empty = MatrixModel()
    assert (empty.rowCount(), empty.columnCount()) == (0, 0)


def _cell(shown: Shown, row: str, column: str) -> tuple[int, int]:
    alignment = shown.page.matrix.alignment
    assert alignment is not None
    rows = [one.title for one in alignment.rows]
    columns = [one.words for one in alignment.columns]
    return (
        next(place for place, title in enumerate(rows) if title.startswith(row)),
        next(place for place, title in enumerate(columns) if title.startswith(column)),
    )


def _open_cell(shown: Shown) -> None:
    """A cell whose commitment is not decided and contributes to something else."""
    threads, alignment = shown.page._threads, shown.page.matrix.alignment
    assert threads is not None
    assert alignment is not None
    free = next(place for place, one in enumerate(alignment.columns) if not one.locked)
    tied = {row for row, column in alignment.ties if column == alignment.columns[free].key}
    row = next(place for place, one in enumerate(alignment.rows) if one.key not in tied)
    shown.page.matrix.grid.go_to(row, free)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_key_makes_a_contribution_and_ends_it_and_undo_takes_it_back(shown: Shown, key: Qt.Key) -> None:
    shown.go_to("matrix")
    grid = shown.page.matrix.grid
    _open_cell(shown)
    place = grid.currentIndex()
    QTest.keyClick(grid, key)
    shown.settle()
    assert grid.cells.tie(place).state == "contributes"
    assert grid.currentIndex() == place
    QTest.keyClick(grid, key)
    shown.settle()
    assert grid.cells.tie(place).state == ""
    shown.space.undo()
    shown.settle()
    assert grid.cells.tie(place).state == "contributes"
    assert not shown.told or "Ångrade" in shown.told[0]


def test_a_click_toggles_the_cell(shown: Shown) -> None:
    shown.go_to("matrix")
    grid = shown.page.matrix.grid
    _open_cell(shown)
    place = grid.currentIndex()
    grid.scrollTo(place)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(place).center())
    shown.settle()
    assert grid.cells.tie(place).state == "contributes"


def test_how_it_contributes_is_written_in_the_inspector(shown: Shown) -> None:
    shown.go_to("matrix")
    grid = shown.page.matrix.grid
    _open_cell(shown)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    shown.settle()
    assert shown.inspector.details is not None
    (field,) = (part for part in shown.inspector.details.parts if isinstance(part, Field))
    assert field.commit("Genom färre byten.")
    shown.settle()
    assert grid.cells.tie(grid.currentIndex()).note == "Genom färre byten."
    assert "Genom färre byten." in grid.cells.data(grid.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)


def test_what_a_decided_element_contributes_to_is_refused_in_a_sentence(shown: Shown) -> None:
    shown.go_to("matrix")
    matrix = shown.page.matrix
    alignment = matrix.alignment
    assert alignment is not None
    locked = next(place for place, one in enumerate(alignment.columns) if one.locked)
    row = next(
        place
        for place, one in enumerate(alignment.rows)
        if (one.key, alignment.columns[locked].key) in alignment.ties
    )
    matrix.grid.go_to(row, locked)
    QTest.keyClick(matrix.grid, Qt.Key.Key_Space)
    shown.settle()
    assert "låst" in shown.told[0]
    assert matrix.grid.cells.tie(matrix.grid.currentIndex()).state == "contributes"


def test_a_place_in_the_hierarchy_is_not_taken_away_here(shown: Shown) -> None:
    shown.go_to("matrix")
    threads = shown.page._threads
    assert threads is not None
    areas = shown.row("Trygg omsorg").level_id
    shown.page.matrix._choose(areas, shown.row(_GOAL).level_id)
    shown.page.matrix.grid.go_to(*_cell(shown, "Trygg omsorg", _GOAL))
    QTest.keyClick(shown.page.matrix.grid, Qt.Key.Key_Space)
    assert shown.told == ["Platsen i hierarkin ändras i Styrmodell. Här läggs bidrag till och tas bort."]


def test_a_unit_with_several_elements_is_asked_which_contributes(shown: Shown) -> None:
    shown.go_to("matrix")
    matrix = shown.page.matrix
    matrix._choose(None, 0)
    row, column = _cell(shown, _GOAL, "Hemtjänst Kopparberg")
    alignment = matrix.alignment
    assert alignment is not None
    menu = matrix.menu_for(alignment.rows[row].key, alignment.columns[column])
    ticked = [entry.text() for entry in menu.actions() if entry.isChecked()]
    assert ticked == ["Åtagande: Högst tio olika medarbetare hos varje brukare"]
    plan = next(entry for entry in menu.actions() if entry.text().startswith("Verksamhetsplan"))
    plan.trigger()
    shown.settle()
    assert (
        alignment.rows[row].key
        in shown.page._threads.takers[shown.row_of_unit("Verksamhetsplan", "Hemtjänst Kopparberg")]
    )  # type: ignore[union-attr]


def test_rows_and_columns_change_places(shown: Shown) -> None:
    shown.go_to("matrix")
    matrix = shown.page.matrix
    before = (matrix.rows.choice, matrix.columns.choice)
    matrix.swap.click()
    assert (matrix.columns.choice, matrix.rows.choice) == before
    assert matrix.alignment is not None
    assert matrix.alignment.rows_give


def test_the_edges_name_rows_and_columns(shown: Shown) -> None:
    shown.go_to("matrix")
    grid = shown.page.matrix.grid
    assert grid.accessibleName() == "Matris över bidrag"
    assert grid.cells.headerData(0, Qt.Orientation.Vertical).startswith(_GOAL)
    assert grid.cells.headerData(999, Qt.Orientation.Vertical) is None


def test_nothing_is_changed_in_a_file_that_is_only_read(open_page: OpenPage) -> None:
    shown = open_page(read_only=True)
    shown.go_to("matrix")
    _open_cell(shown)
    QTest.keyClick(shown.page.matrix.grid, Qt.Key.Key_Space)
    assert shown.told == ["Filen är öppen för läsning."]


def test_a_file_without_gaps_says_so(open_page: OpenPage) -> None:
    from app.services.checks.threadgaps import GapList

    shown = open_page()
    shown.page._gap_list = GapList(())
    shown.go_to("gaps")
    assert isinstance(shown.page._stack.currentWidget(), EmptyState)
