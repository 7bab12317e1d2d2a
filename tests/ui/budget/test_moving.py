"""The keys of the grid: the edge of what is filled in, ends, pages, and selecting with all of them."""

import pytest

from app.services.budget import frames
from tests.services.budget.ledger import CARE_OWN, DAY, KITCHEN, NIGHT, SCHOOL, TKR, Ledger
from tests.ui.budget.conftest import CTRL, KEY, SHIFT, Desk

LAST = ("total", 2029)


def chosen(desk: Desk) -> tuple[int, int, int, int]:
    """Top, left, bottom and right of what is selected."""
    places = list(desk.page.grid.view.places_selected())
    rows, columns = [row for row, _ in places], [column for _, column in places]
    return min(rows), min(columns), max(rows), max(columns)


def test_home_and_end_go_to_the_ends_of_the_row_and_with_ctrl_of_the_grid(desk: Desk) -> None:
    first, last = desk.page.grid.model.rows[0].name, desk.page.grid.model.rows[-1].name
    desk.go(NIGHT, "wages")
    desk.press(KEY.Key_End)
    assert desk.at() == (NIGHT, *LAST)
    desk.press(KEY.Key_Home)
    assert desk.at() == (NIGHT, "previous", 2027)
    desk.press(KEY.Key_End, CTRL)
    assert desk.at() == (last, *LAST)
    desk.press(KEY.Key_Home, CTRL)
    assert desk.at() == (first, "previous", 2027)


def test_ctrl_and_an_arrow_go_to_the_edge_of_what_is_filled_in(desk: Desk, ledger: Ledger) -> None:
    for name in (NIGHT, DAY):
        ledger.set(frames.set_component, name, kind="wages", amount=5 * TKR)
    ledger.set(frames.set_component, SCHOOL, kind="volume", amount=5 * TKR)
    desk.page.refresh()
    desk.go(NIGHT, "wages")
    desk.press(KEY.Key_Down, CTRL)
    assert desk.at()[:2] == (DAY, "wages")
    desk.press(KEY.Key_Down, CTRL)
    assert desk.at()[:2] == (KITCHEN, "wages")
    desk.press(KEY.Key_Up, CTRL)
    assert desk.at()[:2] == (DAY, "wages")
    desk.go(SCHOOL, "previous")
    desk.press(KEY.Key_Right, CTRL)
    assert desk.at()[:2] == (SCHOOL, "volume")
    desk.press(KEY.Key_Right, CTRL)
    assert desk.at()[:2] == (SCHOOL, "total")
    desk.press(KEY.Key_Left, CTRL)
    desk.press(KEY.Key_Left, CTRL)
    assert desk.at()[:2] == (SCHOOL, "previous")
    desk.press(KEY.Key_Left, CTRL)
    assert desk.at()[:2] == (SCHOOL, "previous")


@pytest.mark.parametrize(
    ("key", "modifier", "rows", "columns"),
    [
        (KEY.Key_Down, SHIFT, 1, 0),
        (KEY.Key_Up, SHIFT, -1, 0),
        (KEY.Key_Right, SHIFT, 0, 1),
        (KEY.Key_Left, SHIFT, 0, -1),
    ],
)
def test_shift_selects_step_by_step(desk: Desk, key: KEY, modifier: object, rows: int, columns: int) -> None:
    index = desk.index(DAY, "wages")
    desk.go(DAY, "wages")
    desk.press(key, SHIFT)
    there = (index.row() + rows, index.column() + columns)
    here = (index.row(), index.column())
    assert chosen(desk) == (*map(min, here, there), *map(max, here, there))
    desk.press({KEY.Key_Down: KEY.Key_Up, KEY.Key_Up: KEY.Key_Down, KEY.Key_Right: KEY.Key_Left,
                KEY.Key_Left: KEY.Key_Right}[key], SHIFT)  # fmt: skip
    assert chosen(desk) == (*here, *here)


def test_shift_selects_with_ends_edges_and_pages_too(desk: Desk) -> None:
    model = desk.page.grid.model
    index = desk.index(NIGHT, "wages")
    at = index.row(), index.column()
    last = model.rowCount() - 1, model.columnCount() - 1
    for key, modifier, area in (
        (KEY.Key_End, SHIFT, (*at, at[0], last[1])),
        (KEY.Key_Home, SHIFT, (at[0], 1, *at)),
        (KEY.Key_End, SHIFT | CTRL, (*at, *last)),
        (KEY.Key_Home, SHIFT | CTRL, (0, 1, *at)),
        (KEY.Key_Down, SHIFT | CTRL, (*at, last[0], at[1])),
        (KEY.Key_PageDown, SHIFT, (*at, last[0], at[1])),
        (KEY.Key_PageUp, SHIFT, (0, at[1], *at)),
    ):
        desk.go(NIGHT, "wages")
        desk.press(key, modifier)
        assert chosen(desk) == area, key


def test_selecting_goes_on_from_where_the_cursor_stood_and_ctrl_a_takes_all(desk: Desk) -> None:
    desk.go(NIGHT, "wages")
    desk.press(KEY.Key_Down, SHIFT)
    desk.press(KEY.Key_Right, SHIFT)
    desk.press(KEY.Key_Right, SHIFT)
    assert desk.page.status.endswith("Antal 6   tkr")
    desk.press(KEY.Key_Left, SHIFT)
    assert desk.page.status.endswith("Antal 4   tkr")
    desk.press(KEY.Key_A, CTRL)
    model = desk.page.grid.model
    assert chosen(desk) == (0, 1, model.rowCount() - 1, model.columnCount() - 1)


def test_the_arrows_still_stop_at_the_edges_and_cross_to_the_sums(desk: Desk) -> None:
    desk.page.grid.view.setFocus()
    desk.page.grid.view.move_to(0, 1)
    desk.press(KEY.Key_Up)
    assert desk.page.grid.view.currentIndex().row() == 0
    desk.go(KITCHEN, "total")
    desk.press(KEY.Key_Down, CTRL)
    assert desk.at()[:2] == (KITCHEN, "total")
    desk.press(KEY.Key_Down)
    assert desk.at()[0].startswith("Fördelat till")


def test_a_whole_column_is_selected_and_cleared_by_keys_alone(desk: Desk, ledger: Ledger) -> None:
    desk.go(CARE_OWN, "previous")
    desk.press(KEY.Key_End, CTRL | SHIFT)
    desk.press(KEY.Key_Home, SHIFT)
    desk.press(KEY.Key_Delete)
    assert [ledger.amount(name, "previous") for name in (CARE_OWN, NIGHT, DAY, KITCHEN)] == [0, 0, 0, 0]
    assert ledger.amount(SCHOOL, "previous") == 1000
