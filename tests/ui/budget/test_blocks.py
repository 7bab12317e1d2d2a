"""Blocks between the grid and a spreadsheet: Swedish numbers in and out, one step to undo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.budget import frames, rules
from app.ui.budget import amounts, summary
from app.ui.budget.block import parse
from app.ui.budget.fill import Area
from app.ui.parts import clipboard
from tests.services.budget.ledger import CARE, CARE_OWN, DAY, KITCHEN, NIGHT, SCHOOL, TKR, Ledger, check_sums
from tests.ui.budget.conftest import CTRL, KEY, LEFT_BUTTON, NBSP, SHIFT, Desk

ORE = st.integers(-rules.LARGEST, rules.LARGEST)


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


def test_a_block_larger_than_the_grid_is_refused_whole(desk: Desk, ledger: Ledger) -> None:
    before = desk.space.undo_words
    desk.clip("1\n2\n3")
    desk.go(DAY, "wages")
    desk.press(KEY.Key_V, CTRL)
    assert desk.text(DAY, "wages") == "–"
    assert desk.said == [
        (
            "Inget klistrades in: det kopierade är 3 rader och 1 kolumn, men från Dagen, "
            "Lönekompensation 2027 är det bara 2 rader och 11 kolumner kvar.",
            "error",
        )
    ]
    assert desk.space.undo_words == before


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("fyra", "går inte att läsa som ett tal"),
        ("=A1+B1", "är en formel"),
        ("=5+5", "är en formel"),
        ("2 %", "är procent och inte ett belopp"),
        ("#VÄRDEFEL!", "är ett felvärde ur kalkylarket"),
        ("2027-01-01", "är ett datum och inte ett belopp"),
        ("1.5", "har punkt där det ska vara komma"),
        ("1,123456", "är för stort eller har för många decimaler"),
        ("9 999 999 999 999", "är för stort eller har för många decimaler"),
        ("*2", "går inte att läsa som ett tal"),
    ],
)
def test_a_block_with_what_is_no_amount_changes_nothing_and_says_where(
    desk: Desk, ledger: Ledger, text: str, why: str
) -> None:
    before = desk.space.undo_words
    desk.clip(f"1\t2\n3\t{text}")
    desk.go(NIGHT, "wages")
    desk.press(KEY.Key_V, CTRL)
    where = "och skulle ha hamnat i Dagen, Priskompensation 2027."
    assert desk.said == [(f"Inget klistrades in: ”{text}” {why} {where}", "error")]
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


def test_names_and_headings_lead_a_table_to_its_units(desk: Desk, ledger: Ledger) -> None:
    desk.clip(
        f"Budget 2027, kr\nEnhet\tLöner\tPriser\nKöket\t1{NBSP}000\t2000\nskolan\t3000-\t\nSumma\t9\t9\n"
    )
    desk.go(NIGHT, "wages")
    desk.press(KEY.Key_V, CTRL)
    assert ledger.row(KITCHEN).amount(2027, "wages") == 1_000_00
    assert ledger.row(KITCHEN).amount(2027, "prices") == 2_000_00
    assert ledger.row(SCHOOL).amount(2027, "wages") == -3_000_00
    assert desk.said == [("Raderna följer namnen och beloppen lästes i kr som rubriken säger.", "info")]
    assert desk.space.undo_words == "Ändrade 4 belopp i budgeten"


def test_what_is_copied_with_headings_goes_back_where_it_stood(desk: Desk, ledger: Ledger) -> None:
    for place, name in enumerate((NIGHT, DAY, KITCHEN), start=1):
        ledger.set(frames.set_component, name, kind="prices", amount=place * 1_50_000)
    desk.page.refresh()
    desk.choose(desk.index(NIGHT, "wages"), desk.index(KITCHEN, "prices"))
    desk.press(KEY.Key_C, CTRL | SHIFT)
    copied = desk.clip()
    assert copied.splitlines()[0] == "Enhet (tkr)\tLönekompensation 2027\tPriskompensation 2027"
    assert copied.splitlines()[1] == "Natten\t0\t1,5"
    desk.press(KEY.Key_Delete)
    desk.show_in("kr")
    desk.go(SCHOOL, "technical")
    desk.press(KEY.Key_V, CTRL)
    assert [ledger.row(name).amount(2027, "prices") for name in (NIGHT, DAY, KITCHEN)] == [
        1_50_000, 3_00_000, 4_50_000,
    ]  # fmt: skip
    assert ledger.row(SCHOOL).amount(2027, "technical") == 0


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Skolan\t1\nBadhuset\t2", "”Badhuset” finns inte bland raderna som visas"),
        ("Skolan\t1\nskolan\t2", "”skolan” står på mer än en rad i det kopierade"),
        ("Skolan\t1\n\t2", "en rad i det kopierade saknar enhet"),
        ("kr\ttkr\n1\t2", "rubrikerna i det kopierade säger både kr och tkr"),
        ("Skolan" + "\t1" * 40, "det kopierade är 1 rad och 40 kolumner"),
    ],
)
def test_a_table_that_does_not_fit_is_refused_whole(desk: Desk, ledger: Ledger, text: str, why: str) -> None:
    desk.clip(text)
    desk.go(NIGHT, "wages")
    desk.press(KEY.Key_V, CTRL)
    assert desk.said[0][0].startswith(f"Inget klistrades in: {why}")
    assert ledger.amount(SCHOOL, "wages") == 0


def test_a_number_over_earlier_arithmetic_takes_its_note_away(desk: Desk, ledger: Ledger) -> None:
    ledger.set(frames.set_note, NIGHT, kind="wages", note="Enligt avtal\n=2*3")
    ledger.set(frames.set_note, DAY, kind="wages", note="=2*3")
    desk.page.refresh()
    desk.clip("7\n8")
    desk.go(NIGHT, "wages")
    desk.press(KEY.Key_V, CTRL)
    assert ledger.row(NIGHT).cells[2027, "wages"].note == "Enligt avtal"
    assert ledger.row(DAY).cells[2027, "wages"].note is None


def test_what_people_count_is_pasted_and_filled_as_they_are(desk: Desk, ledger: Ledger) -> None:
    desk.page.show_part("staff", True)
    desk.clip("12,5\n3")
    desk.go(NIGHT, "staff")
    desk.press(KEY.Key_V, CTRL)
    assert [str(ledger.row(name).staff(2027)) for name in (NIGHT, DAY)] == ["12.5", "3"]
    desk.choose(desk.index(NIGHT, "staff"), desk.index(DAY, "staff"))
    desk.press(KEY.Key_D, CTRL)
    assert str(ledger.row(DAY).staff(2027)) == "12.5"
    desk.choose(desk.index(NIGHT, "total"), desk.index(NIGHT, "staff"))
    desk.press(KEY.Key_R, CTRL)
    assert str(ledger.row(NIGHT).staff(2027)) == "12.5"
