"""Blocks between the grid and a spreadsheet: Swedish numbers in and out, one step to undo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.budget import frames
from app.ui.budget import amounts, summary
from app.ui.budget.block import parse
from app.ui.budget.fill import Area
from app.ui.parts import clipboard
from tests.services.budget.ledger import CARE, CARE_OWN, DAY, KITCHEN, NIGHT, SCHOOL, TKR, Ledger, check_sums
from tests.ui.budget.conftest import CTRL, KEY, LEFT_BUTTON, NBSP, Desk

ORE = st.integers(-(10**15), 10**15)


@given(ORE, st.sampled_from(("tkr", "kr")))
def test_what_is_copied_and_what_an_editor_starts_with_is_the_exact_amount(
    ore: int, unit: amounts.Unit
) -> None:
    assert amounts.read(amounts.edit_text(ore, unit), unit) == ore
    assert amounts.read(clipboard.cell(amounts.exact(ore, unit)), unit) == ore


@pytest.mark.parametrize("text", ["", " ", "–", "-", "−"])
def test_nothing_and_a_dash_clear(text: str) -> None:
    assert amounts.read(text, "tkr") is None


def test_lines_of_every_kind_are_read_and_the_last_break_makes_no_line() -> None:
    assert parse("1\t2\r\n3\t4\r\n") == [["1", "2"], ["3", "4"]]
    assert parse("1\n\n") == [["1"], [""]]
    assert parse(" 1 234 ") == [["1 234"]]


def test_a_block_is_copied_with_bare_numbers(desk: Desk, ledger: Ledger) -> None:
    ledger.set(frames.set_component, NIGHT, kind="wages", amount=1_234_50_000)
    ledger.set(frames.set_component, DAY, kind="wages", amount=-7 * TKR)
    desk.page.refresh()
    desk.choose(desk.index(NIGHT, "previous"), desk.index(DAY, "wages"))
    desk.press(KEY.Key_C, CTRL)
    assert desk.clip() == "200\t1234,5\n300\t-7"


def test_a_block_with_swedish_numbers_is_pasted_as_one_step(desk: Desk, ledger: Ledger) -> None:
    desk.clip(f"1{NBSP}234,5\t(20)\r\n−30\t–\r\n")
    desk.go(NIGHT, "wages")
    desk.press(KEY.Key_V, CTRL)
    assert ledger.row(NIGHT).amount(2027, "wages") == 1_234_50_000
    assert ledger.amount(NIGHT, "prices") == -20
    assert ledger.amount(DAY, "wages") == -30
    assert desk.text(CARE, "wages") == f"1{NBSP}205"
    assert desk.space.undo_words == "Ändrade 4 belopp i budgeten"
    check_sums(desk.page.view)
    desk.space.undo()
    assert desk.text(CARE, "wages") == "–"


def test_one_number_fills_everything_selected(desk: Desk) -> None:
    desk.clip("12")
    desk.choose(desk.index(CARE_OWN, "wages"), desk.index(DAY, "prices"))
    desk.press(KEY.Key_V, CTRL)
    assert desk.text(CARE, "wages") == "36"
    assert desk.text(CARE, "prices") == "36"
    assert desk.said == []


def test_cutting_copies_and_clears(desk: Desk) -> None:
    desk.choose(desk.index(NIGHT, "previous"), desk.index(DAY, "previous"))
    desk.press(KEY.Key_X, CTRL)
    assert desk.clip() == "200\n300"
    assert desk.text(CARE, "previous") == "100"


def test_computed_cells_are_passed_over_and_that_is_said(desk: Desk, ledger: Ledger) -> None:
    desk.clip("1\n2\n3")
    desk.go(SCHOOL, "wages")
    desk.press(KEY.Key_V, CTRL)
    assert [ledger.amount(SCHOOL, "wages"), ledger.amount(CARE_OWN, "wages")] == [1, 3]
    assert desk.said == [("Celler som räknas fram lämnades som de var.", "info")]


def test_what_falls_outside_is_left_and_said(desk: Desk) -> None:
    desk.clip("1\n2\n3")
    desk.go(KITCHEN, "wages")
    desk.press(KEY.Key_V, CTRL)
    assert desk.text(KITCHEN, "wages") == "1"
    assert desk.said == [("En del av det kopierade låg utanför tabellen och lämnades.", "info")]


def test_a_block_with_a_wrong_number_changes_nothing_and_says_where(desk: Desk, ledger: Ledger) -> None:
    before = desk.space.undo_words
    desk.clip("1\t2\n3\tfyra")
    desk.go(NIGHT, "wages")
    desk.press(KEY.Key_V, CTRL)
    text, kind = desk.said[0]
    assert kind == "error"
    assert text.startswith("Inget klistrades in. ”fyra” går inte att läsa som ett tal.")
    assert text.endswith("Det skulle ha hamnat i Dagen, Prisindex 2027.")
    assert desk.space.undo_words == before
    assert ledger.amount(NIGHT, "wages") == 0


def test_an_empty_clipboard_changes_nothing(desk: Desk) -> None:
    before = desk.space.undo_words
    desk.clip("")
    desk.go(NIGHT, "previous")
    desk.press(KEY.Key_V, CTRL)
    assert desk.space.undo_words == before
    assert desk.said == []


def test_the_sum_rows_are_copied_and_pasted_too(desk: Desk) -> None:
    desk.page.fold_band("2028")
    desk.clip("10\n1900")
    desk.go("Hålls inne", "total")
    desk.press(KEY.Key_V, CTRL)
    assert desk.text("Kvar att fördela", "total") == "240"
    assert desk.space.undo_words == "Ändrade 2 belopp under budgetens ramar"
    desk.choose(desk.index("Hålls inne", "total"), desk.index("Kvar att fördela", "total"))
    desk.press(KEY.Key_C, CTRL)
    assert desk.clip() == "10\n1900\n240"


def test_the_status_line_adds_up_what_is_selected(desk: Desk) -> None:
    desk.choose(desk.index(NIGHT, "previous"), desk.index(DAY, "previous"))
    assert desk.page.status == "Summa 500   Medel 250   Antal 2   tkr"
    desk.show_in("kr")
    assert desk.page.status == f"Summa 500{NBSP}000   Medel 250{NBSP}000   Antal 2   kr"
    desk.go(NIGHT, "previous")
    assert desk.page.status == ""


@given(st.lists(ORE, min_size=1, max_size=20))
def test_the_mean_is_rounded_half_up_and_lies_among_the_amounts(chosen: list[int]) -> None:
    said = summary.of_selection(chosen, "kr")
    mean = amounts.read(said.split("Medel ")[1].split("   ")[0], "kr")
    assert mean is not None
    assert min(chosen) <= mean <= max(chosen)
    assert abs(mean * len(chosen) - sum(chosen)) * 2 <= len(chosen)


def test_filling_down_and_right_repeats_the_first_of_the_selection(desk: Desk, ledger: Ledger) -> None:
    ledger.set(frames.set_component, NIGHT, kind="wages", amount=1_50_000)
    desk.page.refresh()
    desk.choose(desk.index(NIGHT, "wages"), desk.index(KITCHEN, "wages"))
    desk.press(KEY.Key_D, CTRL)
    assert [ledger.row(name).amount(2027, "wages") for name in (DAY, KITCHEN)] == [1_50_000, 1_50_000]
    desk.choose(desk.index(DAY, "wages"), desk.index(DAY, "volume"))
    desk.press(KEY.Key_R, CTRL)
    assert ledger.row(DAY).amount(2027, "prices") == ledger.row(DAY).amount(2027, "volume") == 1_50_000
    assert desk.space.undo_words == "Ändrade 2 belopp i budgeten"


def test_filling_a_single_cell_takes_the_one_above_or_before_it(desk: Desk, ledger: Ledger) -> None:
    desk.go(DAY, "previous")
    desk.press(KEY.Key_D, CTRL)
    assert ledger.amount(DAY, "previous") == 200
    desk.go(DAY, "wages")
    desk.press(KEY.Key_R, CTRL)
    assert ledger.amount(DAY, "wages") == 200
    desk.go(SCHOOL, "previous")
    desk.press(KEY.Key_D, CTRL)
    assert ledger.amount(SCHOOL, "previous") == 1000


def test_the_handle_is_dragged_to_fill_as_one_step(desk: Desk, ledger: Ledger) -> None:
    view = desk.choose(desk.index(NIGHT, "previous"), desk.index(NIGHT, "previous"))
    corner = view.visualRect(desk.index(NIGHT, "previous")).bottomRight()
    last = view.visualRect(desk.index(KITCHEN, "previous")).center()
    desk.bot.mousePress(view.viewport(), LEFT_BUTTON, pos=corner)
    desk.bot.mouseMove(view.viewport(), last)
    desk.bot.mouseRelease(view.viewport(), LEFT_BUTTON, pos=last)
    assert [ledger.amount(name, "previous") for name in (NIGHT, DAY, KITCHEN)] == [200, 200, 200]
    assert desk.at() == (NIGHT, "previous", 2027)
    desk.space.undo()
    assert [ledger.amount(name, "previous") for name in (NIGHT, DAY, KITCHEN)] == [200, 300, 50]


@given(st.tuples(*[st.integers(0, 9)] * 6))
def test_an_area_grows_in_one_direction_and_keeps_what_it_held(numbers: tuple[int, ...]) -> None:
    top, left, tall, wide, row, column = numbers
    area = Area(top, left, top + tall, left + wide)
    grown = area.grown_to(row, column)
    assert grown.holds(area.top, area.left)
    assert grown.holds(area.bottom, area.right)
    assert (grown.top, grown.bottom) == (area.top, area.bottom) or (
        (grown.left, grown.right) == (area.left, area.right)
    )
    assert grown.top <= row <= grown.bottom or grown.left <= column <= grown.right
