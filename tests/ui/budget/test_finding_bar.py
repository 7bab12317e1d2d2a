"""Finding and replacing: amounts, notes and names, round the grid, and all of it as one step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.budget import frames
from app.ui.budget.finding import AMOUNTS, NAMES, NOTES, Found, walk
from app.ui.budget.finding_bar import FindingBar, bar_of
from tests.services.budget.ledger import CARE, CARE_OWN, DAY, KITCHEN, NIGHT, SCHOOL, TKR, Ledger
from tests.ui.budget.conftest import CTRL, KEY, SHIFT, Desk


def open_bar(desk: Desk, text: str = "", where: str = AMOUNTS, other: str = "") -> FindingBar:
    """The bar, opened by its key and filled in."""
    desk.go(SCHOOL, "previous")
    desk.press(KEY.Key_H, CTRL)
    bar = bar_of(desk.page)
    assert bar.isVisible()
    bar.where.choose(where)
    bar.text.setText(text)
    bar.look()
    bar.other.setText(other)
    return bar


@pytest.fixture
def paid(desk: Desk, ledger: Ledger) -> Desk:
    """A few amounts and notes to look for."""
    for name, kind, tkr in ((SCHOOL, "wages", 51), (NIGHT, "prices", 51), (DAY, "wages", 51)):
        ledger.set(frames.set_component, name, kind=kind, amount=tkr * TKR)
    ledger.set(frames.set_note, SCHOOL, kind="wages", note="Enligt Avtal 2026")
    ledger.set(frames.set_note, KITCHEN, kind="volume", note="avtal 2026, avtal")
    desk.page.refresh()
    return desk


def test_amounts_are_found_one_after_the_other_and_round(paid: Desk) -> None:
    bar = open_bar(paid, "51")
    assert bar.said == "5 hittade"
    for place in (
        (SCHOOL, "wages"),
        (CARE, "wages"),
        (CARE, "prices"),
        (NIGHT, "prices"),
        (DAY, "wages"),
        (SCHOOL, "wages"),
    ):
        paid.bot.keyClick(bar.text, KEY.Key_Return)
        assert paid.at()[:2] == place
    assert bar.said == "1 av 5"
    paid.bot.keyClick(bar.text, KEY.Key_Return, SHIFT)
    assert paid.at()[:2] == (DAY, "wages")


def test_f3_goes_on_from_the_grid_and_esc_closes(paid: Desk) -> None:
    bar = open_bar(paid, "51")
    view = paid.go(NIGHT, "volume")
    paid.press(KEY.Key_F3)
    assert paid.at()[:2] == (DAY, "wages")
    paid.press(KEY.Key_F3, SHIFT)
    assert paid.at()[:2] == (NIGHT, "prices")
    bar.text.setFocus()
    paid.bot.keyClick(bar.text, KEY.Key_Escape)
    assert not bar.isVisible()
    assert view.hasFocus()


def test_a_rounded_amount_is_found_by_what_it_says(paid: Desk, ledger: Ledger) -> None:
    ledger.set(frames.set_component, SCHOOL, kind="prices", amount=12_34_567)
    paid.page.refresh()
    assert open_bar(paid, "12").said == "1 hittade"
    assert open_bar(paid, "12,34567").said == "1 hittade"
    assert open_bar(paid, "12,3").said == "Inget hittat"
    assert open_bar(paid, "tolv").said == "Inget hittat"
    assert open_bar(paid, "").said == ""


def test_several_selected_cells_are_all_that_is_searched(paid: Desk, ledger: Ledger) -> None:
    paid.choose(paid.index(NIGHT, "wages"), paid.index(DAY, "prices"))
    paid.press(KEY.Key_H, CTRL)
    bar = bar_of(paid.page)
    bar.text.setText("51")
    assert bar.said == "2 hittade i markeringen"
    bar.other.setText("60")
    bar._all.click()
    assert (ledger.amount(NIGHT, "prices"), ledger.amount(DAY, "wages")) == (60, 60)
    assert ledger.amount(SCHOOL, "wages") == 51


def test_names_are_found_in_folded_groups_too(paid: Desk) -> None:
    paid.page.grid.model.fold_all(closed=True)
    bar = open_bar(paid, "natt", NAMES)
    bar.go(1)
    assert paid.at()[0] == NIGHT
    assert not bar.other.isEnabled()


def test_all_amounts_are_replaced_as_one_step_and_counted(paid: Desk, ledger: Ledger) -> None:
    bar = open_bar(paid, "51", other="60")
    bar._all.click()
    assert [ledger.amount(name, "wages") for name in (SCHOOL, DAY)] == [60, 60]
    assert ledger.amount(NIGHT, "prices") == 60
    left = "2 celler räknas fram eller är låsta och lämnades."
    assert paid.said[-1] == (f"Ersatte 3 belopp i budgeten. {left}", "info")
    assert paid.space.undo_words == "Ersatte 3 belopp i budgeten"
    assert bar.said == "Inget hittat"
    paid.space.undo()
    assert [ledger.amount(name, "wages") for name in (SCHOOL, DAY)] == [51, 51]
    assert bar.said == "5 hittade"


def test_arithmetic_is_reckoned_on_each(paid: Desk, ledger: Ledger) -> None:
    bar = open_bar(paid, "51", other="*2")
    bar._all.click()
    assert ledger.amount(SCHOOL, "wages") == ledger.amount(NIGHT, "prices") == 102
    assert ledger.row(SCHOOL).cells[2027, "wages"].note == "Enligt Avtal 2026\n*2"


def test_a_frame_that_follows_the_year_before_is_left_to_follow(paid: Desk, ledger: Ledger) -> None:
    bar = open_bar(paid, "50", other="70")
    assert bar.said == "4 hittade"
    bar._all.click()
    assert [ledger.amount(KITCHEN, "total", year) for year in (2027, 2028, 2029)] == [70, 70, 70]
    assert paid.space.undo_words == "Ersatte 1 belopp i budgeten"


def test_one_is_replaced_and_the_next_is_shown(paid: Desk, ledger: Ledger) -> None:
    bar = open_bar(paid, "51", other="70")
    bar.go(1)
    bar.other.setFocus()
    paid.bot.keyClick(bar.other, KEY.Key_Return)
    assert ledger.amount(SCHOOL, "wages") == 70
    assert ledger.amount(DAY, "wages") == 51
    assert paid.at()[:2] == (CARE, "wages")


def test_notes_are_replaced_whatever_the_case(paid: Desk, ledger: Ledger) -> None:
    bar = open_bar(paid, "avtal", NOTES, other="beslut")
    assert bar.said == "2 hittade"
    bar._all.click()
    assert ledger.row(SCHOOL).cells[2027, "wages"].note == "Enligt beslut 2026"
    assert ledger.row(KITCHEN).cells[2027, "volume"].note == "beslut 2026, beslut"
    assert ledger.amount(SCHOOL, "wages") == 51
    assert paid.space.undo_words == "Ersatte 2 noter i budgeten"


def test_nonsense_replaces_nothing_and_says_where(paid: Desk, ledger: Ledger) -> None:
    bar = open_bar(paid, "51", other="fyra")
    bar._all.click()
    assert paid.said[-1][1] == "error"
    assert paid.said[-1][0].startswith("Inget ersattes. Skolan, lönekompensation 2027: ”fyra” går inte")
    assert ledger.amount(SCHOOL, "wages") == 51


def test_where_nothing_is_found_nothing_can_be_replaced(paid: Desk) -> None:
    bar = open_bar(paid, "999", other="1")
    assert bar.said == "Inget hittat"
    for button in (bar._one, bar._all):
        assert (button.isEnabled(), button.toolTip()) == (False, "Inget hittat.")
    assert bar.other.isEnabled()
    assert not bar.replace_all()
    assert paid.said[-1] == ("Inget hittades att ersätta.", "info")
    bar.text.setText("51")
    assert (bar._all.isEnabled(), bar._all.toolTip()) == (True, "")
    bar.text.setText("")
    assert (bar._all.isEnabled(), bar._all.toolTip()) == (False, "Skriv vad du söker efter.")


def test_the_order_is_that_of_the_grid_round_both_ends() -> None:
    class Row:
        def __init__(self, key: int) -> None:
            self.key = key

    class Column(Row):
        pass

    rows, columns = [Row(key) for key in range(5)], [Column(key) for key in range(5)]
    found = [Found(rows[r], columns[c]) for r, c in ((1, 2), (1, 4), (3, 0))]

    @given(st.integers(0, 4), st.integers(0, 4))
    def check(row: int, column: int) -> None:
        places = [(each.row.key, each.column.key) for each in found]
        on = [place for place in places if place > (row, column)]
        back = [place for place in places if place < (row, column)]
        assert places[walk(found, (row, column), 1, rows, columns)] == (on or places)[0]
        assert places[walk(found, (row, column), -1, rows, columns)] == (back or places)[-1]

    check()


def test_a_group_is_found_but_its_sums_are_not_replaced(paid: Desk, ledger: Ledger) -> None:
    ledger.set(frames.set_component, NIGHT, kind="wages", amount=4 * TKR)
    paid.page.refresh()
    assert ledger.amount(CARE, "wages") == 55
    bar = open_bar(paid, "55", other="1")
    bar._all.click()
    assert "går inte att ersätta" in paid.said[-1][0]
    assert ledger.amount(CARE_OWN, "wages") == 0
