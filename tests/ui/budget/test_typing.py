"""Typing in the grid as in a spreadsheet: every sum follows at once, and what is wrong stays."""

from datetime import date

import pytest

from app.services.budget import frames
from app.ui.parts.columns import LOOK
from tests.services.budget.ledger import CARE, CARE_OWN, DAY, KITCHEN, NIGHT, SCHOOL, TKR, Ledger, check_sums
from tests.ui.budget.conftest import KEY, LEFT_BUTTON, NBSP, SHIFT, Desk

GIVEN, HELD, ROOM, LEFT = "Fördelat till 5 enheter", "Hålls inne", "Ram att fördela", "Kvar att fördela"


def test_a_typed_amount_goes_up_the_tree_at_once(desk: Desk) -> None:
    desk.go(NIGHT, "wages")
    desk.type("40", KEY.Key_Return)
    assert desk.text(NIGHT, "wages") == "40"
    assert desk.text(NIGHT, "total") == "240"
    assert desk.text(CARE, "wages") == "40"
    assert desk.text(CARE, "total") == "640"
    assert desk.text(GIVEN, "total") == f"1{NBSP}690"
    assert desk.text(LEFT, "total") == "310"
    assert desk.text(NIGHT, "percent") == "+20,0"
    assert desk.text(NIGHT, "total", 2029) == "240"
    assert desk.editor() is None
    check_sums(desk.page.view)


def test_undo_takes_back_one_edit_and_redo_makes_it_again(desk: Desk) -> None:
    desk.go(NIGHT, "wages")
    desk.type("40", KEY.Key_Return)
    desk.go(NIGHT, "prices")
    desk.type("5", KEY.Key_Return)
    desk.space.undo()
    assert (desk.text(NIGHT, "wages"), desk.text(NIGHT, "prices")) == ("40", "–")
    desk.space.undo()
    assert desk.text(CARE, "wages") == "–"
    desk.space.redo()
    assert desk.text(CARE, "wages") == "40"


def test_enter_goes_down_and_tab_right_with_shift_the_other_way(desk: Desk) -> None:
    desk.go(NIGHT, "wages")
    desk.type("1", KEY.Key_Return)
    assert desk.at() == (DAY, "wages", 2027)
    desk.type("2", KEY.Key_Return, SHIFT)
    assert desk.at() == (NIGHT, "wages", 2027)
    desk.type("3", KEY.Key_Tab)
    assert desk.at() == (NIGHT, "prices", 2027)
    desk.type("4", KEY.Key_Backtab, SHIFT)
    assert desk.at() == (NIGHT, "wages", 2027)
    desk.type("5", KEY.Key_Down)
    assert desk.at() == (DAY, "wages", 2027)
    assert [desk.text(NIGHT, "wages"), desk.text(DAY, "wages"), desk.text(NIGHT, "prices")] == ["5", "2", "4"]


def test_the_same_keys_move_when_nothing_is_typed(desk: Desk) -> None:
    desk.go(NIGHT, "wages")
    for key, modifier, place in (
        (KEY.Key_Return, None, (DAY, "wages")),
        (KEY.Key_Tab, None, (DAY, "prices")),
        (KEY.Key_Backtab, SHIFT, (DAY, "wages")),
        (KEY.Key_Enter, SHIFT, (NIGHT, "wages")),
    ):
        desk.press(key, *([modifier] if modifier else []))
        assert desk.at()[:2] == place


def test_tab_goes_on_to_the_next_row_and_leaves_after_the_last_cell(desk: Desk) -> None:
    model = desk.page.grid.model
    last = model.columns[-1].key
    desk.go(NIGHT, *last)
    desk.press(KEY.Key_Tab)
    assert desk.at()[:2] == (DAY, "previous")
    desk.press(KEY.Key_Backtab, SHIFT)
    assert desk.at() == (NIGHT, *last)
    view = desk.go(KITCHEN, *last)
    desk.press(KEY.Key_Tab)
    assert not view.hasFocus()


def test_the_arrows_go_between_the_units_and_the_sums(desk: Desk) -> None:
    desk.go(KITCHEN, "total")
    desk.press(KEY.Key_Down)
    assert desk.at() == (GIVEN, "total", 2027)
    desk.press(KEY.Key_Up)
    assert desk.at() == (KITCHEN, "total", 2027)


def test_f2_edits_what_stands_there_and_escape_leaves_it(desk: Desk) -> None:
    desk.go(SCHOOL, "previous")
    desk.press(KEY.Key_F2)
    field = desk.editor()
    assert field is not None
    assert field.text() == f"1{NBSP}000"
    assert field.accessibleName() == "Skolan, Ram 2026, tkr"
    desk.bot.keyClick(field, KEY.Key_End)
    desk.bot.keyClick(field, KEY.Key_Backspace)
    desk.bot.keyClick(field, KEY.Key_Escape)
    assert desk.editor() is None
    assert desk.text(SCHOOL, "previous") == f"1{NBSP}000"
    assert desk.space.undo_words is None


def test_opening_and_leaving_the_editor_changes_nothing(desk: Desk, ledger: Ledger) -> None:
    ledger.set(frames.set_component, SCHOOL, kind="wages", amount=12_345)
    desk.page.refresh()
    desk.go(SCHOOL, "wages")
    assert desk.text(SCHOOL, "wages") == "0"
    desk.press(KEY.Key_F2)
    field = desk.editor()
    assert field is not None
    assert field.text() == "0,12345"
    desk.bot.keyClick(field, KEY.Key_Return)
    assert ledger.row(SCHOOL).amount(2027, "wages") == 12_345


@pytest.mark.parametrize(("typed", "tkr"), [("-35", -35), ("1500", 1500), ("+7", 7)])
def test_signs_and_digits_start_an_edit(desk: Desk, ledger: Ledger, typed: str, tkr: int) -> None:
    desk.go(SCHOOL, "volume")
    desk.type(typed, KEY.Key_Return)
    assert ledger.amount(SCHOOL, "volume") == tkr


def test_decimals_are_kept_exactly(desk: Desk, ledger: Ledger) -> None:
    desk.go(SCHOOL, "volume")
    desk.type("12,5", KEY.Key_Return)
    assert ledger.row(SCHOOL).amount(2027, "volume") == 12_50_000
    assert desk.text(SCHOOL, "volume") == "13"


def test_a_wrong_number_is_said_once_and_the_editor_stays(desk: Desk) -> None:
    desk.go(SCHOOL, "volume")
    desk.type("1.5", KEY.Key_Return)
    field = desk.editor()
    assert field is not None
    assert field.text() == "1.5"
    assert desk.at() == (SCHOOL, "volume", 2027)
    assert len(desk.said) == 1
    text, kind = desk.said[0]
    assert kind == "error"
    assert text.startswith("Skolan, Volym 2027: ”1.5” går inte att läsa som ett tal.")
    field.clear()
    desk.bot.keyClicks(field, "15")
    desk.bot.keyClick(field, KEY.Key_Return)
    assert desk.editor() is None
    assert desk.text(SCHOOL, "volume") == "15"


def test_a_wrong_number_is_not_lost_by_going_elsewhere(desk: Desk) -> None:
    desk.go(SCHOOL, "volume")
    desk.type("1.5")
    desk.page.version.setFocus()
    desk.bot.wait(20)
    field = desk.editor()
    assert field is not None
    assert field.text() == "1.5"
    assert desk.window.focusWidget() is field
    assert {text for text, _ in desk.said} == {desk.said[0][0]}
    assert not desk.page.settle()
    field.setText("2")
    assert desk.page.settle()
    assert desk.text(SCHOOL, "volume") == "2"


def test_a_click_on_another_cell_makes_the_change_or_keeps_the_wrong_number(desk: Desk) -> None:
    view = desk.go(SCHOOL, "volume")
    desk.type("1.5")
    other = view.visualRect(desk.index(KITCHEN, "wages")).center()
    desk.bot.mouseClick(view.viewport(), LEFT_BUTTON, pos=other)
    field = desk.editor()
    assert field is not None
    assert desk.at()[:2] == (SCHOOL, "volume")
    field.setText("15")
    desk.bot.mouseClick(view.viewport(), LEFT_BUTTON, pos=other)
    assert desk.editor() is None
    assert desk.at()[:2] == (KITCHEN, "wages")
    assert desk.text(SCHOOL, "volume") == "15"


def test_moving_the_cursor_by_program_does_not_lose_what_is_typed(desk: Desk) -> None:
    view = desk.go(SCHOOL, "volume")
    desk.type("15")
    view.setCurrentIndex(desk.index(KITCHEN, "wages"))
    assert desk.text(SCHOOL, "volume") == "15"
    assert desk.space.undo_words == "Ändrade volym i ramen för Skolan 2027"


def test_a_column_that_empties_itself_goes_and_the_cursor_stays_in_its_row(
    desk: Desk, ledger: Ledger
) -> None:
    ledger.set(frames.set_component, SCHOOL, kind="rents", amount=5 * TKR)
    desk.page.refresh()
    desk.go(SCHOOL, "rents")
    desk.type("0", KEY.Key_Return)
    assert ("rents", 2027) not in [column.key for column in desk.page.grid.model.columns]
    assert desk.editor() is None
    assert ledger.amount(SCHOOL, "rents") == 0


def test_what_is_typed_becomes_a_change_when_the_page_is_left(desk: Desk, ledger: Ledger) -> None:
    desk.go(SCHOOL, "volume")
    desk.type("25")
    desk.page.hide()
    assert ledger.amount(SCHOOL, "volume") == 25


def test_what_is_being_typed_survives_a_change_from_elsewhere(desk: Desk, ledger: Ledger) -> None:
    desk.go(SCHOOL, "volume")
    desk.type("25")
    ledger.set(frames.set_component, KITCHEN, kind="wages", amount=9 * TKR)
    desk.page.refresh()
    field = desk.editor()
    assert field is not None
    assert field.text() == "25"
    desk.bot.keyClick(field, KEY.Key_Return)
    assert ledger.amount(SCHOOL, "volume") == 25


def test_two_who_change_the_same_frame_are_told(desk: Desk, ledger: Ledger) -> None:
    desk.go(SCHOOL, "volume")
    desk.type("25")
    ledger.set(frames.set_component, SCHOOL, kind="wages", amount=9 * TKR)
    field = desk.editor()
    assert field is not None
    desk.bot.keyClick(field, KEY.Key_Return)
    assert desk.said[-1][0].startswith("Ramen 2027 för Skolan har ändrats")
    assert ledger.amount(SCHOOL, "volume") == 0


@pytest.mark.parametrize("key", [KEY.Key_Delete, KEY.Key_Backspace])
def test_delete_clears_what_is_selected_as_one_step(desk: Desk, ledger: Ledger, key: KEY) -> None:
    for name in (NIGHT, DAY):
        ledger.set(frames.set_component, name, kind="wages", amount=9 * TKR)
    desk.page.refresh()
    desk.choose(desk.index(CARE_OWN, "wages"), desk.index(DAY, "prices"))
    desk.press(key)
    assert (desk.text(NIGHT, "wages"), desk.text(DAY, "wages")) == ("–", "–")
    desk.space.undo()
    assert (desk.text(NIGHT, "wages"), desk.text(DAY, "wages")) == ("9", "9")


def test_a_computed_cell_does_not_open_and_says_why(desk: Desk) -> None:
    desk.go(SCHOOL, "total")
    for key in (KEY.Key_F2, KEY.Key_Delete, KEY.Key_5):
        desk.press(key)
        assert desk.editor() is None
    assert desk.said == 3 * [("Cellerna räknas fram eller är låsta och går inte att skriva i.", "info")]


def test_a_plan_year_is_typed_as_a_whole(desk: Desk, ledger: Ledger) -> None:
    desk.go(SCHOOL, "total", 2028)
    desk.type("1100", KEY.Key_Return)
    assert ledger.amount(SCHOOL, "plan", 2028) == 100
    assert desk.text(SCHOOL, "total", 2029) == f"1{NBSP}100"


def test_amounts_are_typed_in_the_unit_that_is_shown(desk: Desk, ledger: Ledger) -> None:
    desk.show_in("kr")
    assert desk.text(SCHOOL, "previous") == f"1{NBSP}000{NBSP}000"
    desk.go(SCHOOL, "wages")
    desk.type("2500", KEY.Key_Return)
    assert ledger.row(SCHOOL).amount(2027, "wages") == 2_500_00
    assert desk.text(SCHOOL, "wages") == f"2{NBSP}500"


def test_room_and_what_is_held_back_are_typed_under_the_grid(desk: Desk, ledger: Ledger) -> None:
    desk.go(HELD, "total")
    desk.type("400", KEY.Key_Return)
    assert desk.at()[0] == ROOM
    assert desk.text(LEFT, "total") == "−50"
    assert desk.page.view.rooms[0].held_back == 400 * TKR
    desk.go(ROOM, "total")
    desk.press(KEY.Key_Delete)
    assert desk.text(LEFT, "total") == "–"
    desk.go(LEFT, "total")
    desk.press(KEY.Key_F2)
    assert desk.editor() is None


def test_a_decided_version_does_not_open(desk: Desk, ledger: Ledger) -> None:
    ledger.lock(decided_on=date(2026, 11, 20))
    desk.page.refresh()
    for name, kind in ((SCHOOL, "wages"), (SCHOOL, "previous"), (ROOM, "total")):
        desk.go(name, kind)
        desk.press(KEY.Key_F2)
        assert desk.editor() is None, (name, kind)
        assert desk.index(name, kind).data(LOOK).raised, (name, kind)


@pytest.mark.parametrize(
    ("typed", "tkr"),
    [("=1200*1,025", 1230), ("+50", 150), ("+-30", 70), ("-2%", 98), ("+2%", 102), ("*1,5", 150), ("/4", 25)],
)
def test_arithmetic_is_reckoned_and_kept_as_the_note(
    desk: Desk, ledger: Ledger, typed: str, tkr: int
) -> None:
    ledger.set(frames.set_component, SCHOOL, kind="volume", amount=100 * TKR)
    desk.page.refresh()
    desk.go(SCHOOL, "volume")
    desk.type(typed, KEY.Key_Return)
    cell = ledger.row(SCHOOL).cells[2027, "volume"]
    assert (cell.amount, cell.note) == (tkr * TKR, typed)
    desk.space.undo()
    cell = ledger.row(SCHOOL).cells[2027, "volume"]
    assert (cell.amount, cell.note) == (100 * TKR, None)


def test_another_note_is_kept_and_an_earlier_formula_is_replaced(desk: Desk, ledger: Ledger) -> None:
    ledger.set(frames.set_note, SCHOOL, kind="volume", note="Fler barn")
    desk.page.refresh()
    for typed, note in (("=5*2", "Fler barn\n=5*2"), ("+7", "Fler barn\n+7"), ("9", "Fler barn")):
        desk.go(SCHOOL, "volume")
        desk.type(typed, KEY.Key_Return)
        assert ledger.row(SCHOOL).cells[2027, "volume"].note == note


def test_nonsense_is_refused_with_its_place_and_stays_in_the_editor(desk: Desk, ledger: Ledger) -> None:
    desk.go(SCHOOL, "volume")
    desk.type("=1/0", KEY.Key_Return)
    field = desk.editor()
    assert field is not None
    assert field.text() == "=1/0"
    assert desk.said == [
        ("Skolan, Volym 2027: ”=1/0” går inte att räkna ut: det går inte att dela med noll.", "error")
    ]
    assert ledger.amount(SCHOOL, "volume") == 0


def test_arithmetic_works_on_what_there_is_to_distribute_too(desk: Desk) -> None:
    desk.go(ROOM, "total")
    desk.type("-10%", KEY.Key_Return)
    assert desk.text(ROOM, "total") == f"1{NBSP}800"
