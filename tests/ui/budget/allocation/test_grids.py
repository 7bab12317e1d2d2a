"""Prices, indexes and volumes typed and pasted; every result follows, and what is hostile is refused."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.services.budget.allocation import groups
from app.ui.budget.allocation.volume_lines import EACH, OPENING, RESULT, VOLUME
from tests.services.budget.allocation.bench import YEAR
from tests.services.budget.ledger import DAY, NIGHT
from tests.ui.budget.allocation.hands import Hands

PRICE = "price"
GROUP, INDEX, SUM = "Barn 1–5 år", "Index, procent", "Summa"


def test_results_and_sums_stand_beside_the_volumes(hands):
    shown = hands.tab.volume_view
    assert hands.names(shown) == [NIGHT, DAY, SUM]
    assert hands.text(shown, NIGHT, (VOLUME, YEAR)) == "12,5"
    assert hands.text(shown, NIGHT, (RESULT, YEAR)) == "1 288"
    assert hands.text(shown, NIGHT, (EACH, YEAR)) == "103 000"
    assert hands.text(shown, SUM, (VOLUME, YEAR)) == "32,5"
    assert hands.text(shown, SUM, (RESULT, YEAR)) == "3 348"
    assert hands.text(shown, NIGHT, (VOLUME, YEAR + 1)) == "–"


def test_rounded_lines_that_do_not_add_up_say_by_how_much(hands):
    shown = hands.tab.volume_view
    assert hands.text(shown, DAY, (RESULT, YEAR)) == "2 060"
    assert "Avrundning av raderna" not in hands.names(shown)
    hands.bench.volumes(DAY, {YEAR: "20.005"})
    hands.tab.load()
    lines = [hands.text(shown, name, (RESULT, YEAR)) for name in (NIGHT, DAY, SUM)]
    assert lines == ["1 288", "2 061", "3 348"]
    assert hands.text(shown, "Avrundning av raderna", (RESULT, YEAR)) == "−1"


def test_an_indexed_price_is_shown_until_another_is_typed(hands):
    shown = hands.tab.price_view
    assert hands.text(shown, GROUP, (PRICE, YEAR)) == "103 000"
    assert hands.text(shown, GROUP, (PRICE, YEAR + 1)) == "106 090"
    hands.type(shown, GROUP, (PRICE, YEAR), "110000")
    assert hands.text(shown, GROUP, (PRICE, YEAR + 1)) == "113 300"
    assert hands.text(hands.tab.volume_view, DAY, (RESULT, YEAR)) == "2 200"
    hands.go(shown, GROUP, (PRICE, YEAR))
    shown.clear_selection()
    assert hands.text(shown, GROUP, (PRICE, YEAR)) == "103 000"


def test_an_indexed_price_opens_empty_and_closes_without_a_change(hands):
    before = hands.bench.ledger.log()
    shown = hands.tab.price_view
    hands.go(shown, GROUP, (PRICE, YEAR))
    shown.edit(shown.currentIndex())
    assert shown.settle()
    assert hands.bench.ledger.log() == before


def test_an_index_and_a_share_are_typed_in_percent(hands):
    shown = hands.tab.price_view
    hands.type(shown, INDEX, (PRICE, YEAR), "2,5")
    assert hands.text(shown, GROUP, (PRICE, YEAR)) == "102 500"
    hands.type(shown, GROUP, ("subsidy", 0), "80 %")
    assert hands.text(hands.tab.volume_view, DAY, (RESULT, YEAR)) == "1 640"


@pytest.mark.parametrize(
    ("column", "name", "text"),
    [
        ((PRICE, YEAR), GROUP, "12 barn"),
        ((PRICE, YEAR), GROUP, "=1+1"),
        ((PRICE, YEAR), GROUP, "99999999999"),
        ((PRICE, YEAR), GROUP, "1,123456789"),
        ((PRICE, YEAR), INDEX, "-100"),
        ((PRICE, YEAR), INDEX, "12.5"),
        (("subsidy", 0), GROUP, "101"),
    ],
)
def test_what_cannot_be_typed_as_a_price_is_refused_and_stays_to_be_put_right(hands, column, name, text):
    before = hands.bench.ledger.log()
    field = hands.type(hands.tab.price_view, name, column, text)
    assert field.isVisible()
    assert len(hands.said) == 1
    assert hands.bench.ledger.log() == before


@pytest.mark.parametrize("text", ["-1", "1e5", "12 %", "#VALUE!", "2027-01-01", "1000000001"])
def test_what_cannot_be_typed_as_a_volume_is_refused(hands, text):
    before = hands.bench.ledger.log()
    field = hands.type(hands.tab.volume_view, NIGHT, (VOLUME, YEAR), text)
    assert field.isVisible()
    assert len(hands.said) == 1
    assert hands.bench.ledger.log() == before


def test_a_block_of_volumes_is_pasted_in_swedish_form_as_one_step(hands):
    shown = hands.tab.volume_view
    hands.paste(shown, NIGHT, (VOLUME, YEAR), "1 234,5\n−\n")
    assert hands.text(shown, NIGHT, (VOLUME, YEAR)) == "1 234,5"
    assert hands.text(shown, DAY, (VOLUME, YEAR)) == "–"
    assert hands.bench.ledger.log() == "Ändrade 2 volymer i Förskola, version 1"
    hands.bench.ledger.database.undo()


def test_a_block_with_names_goes_to_the_units_of_those_names(hands):
    shown = hands.tab.volume_view
    hands.paste(shown, NIGHT, (VOLUME, YEAR), f"Enhet\tVolym\n{DAY}\t7\n{NIGHT}\t8\nSumma\t15")
    assert [hands.text(shown, name, (VOLUME, YEAR)) for name in (NIGHT, DAY)] == ["8", "7"]
    hands.paste(shown, NIGHT, (VOLUME, YEAR), "Okänd\t7\nSkolan\t8")
    assert hands.said[-1] == "Inget klistrades in: ”Okänd” finns inte bland raderna som visas."


def test_a_block_of_prices_and_indexes_is_one_step(hands):
    shown = hands.tab.price_view
    hands.paste(shown, INDEX, (PRICE, YEAR + 1), "2,5\t2,4\n110 000\t111 000,50")
    assert hands.bench.ledger.log() == "Ändrade 4 priser och index i Förskola, version 1"
    assert hands.text(shown, GROUP, (PRICE, YEAR + 2)) == "111 000,50"


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("1\nx", "skulle ha hamnat i Dagen, Volym 2027"),
        ("1\n2\n3\n4\n5\n6", "bara 3 rader"),
        ("1\n=A1", "skulle ha hamnat i Dagen, Volym 2027"),
        ("1\n-2", "kan inte vara mindre än noll"),
    ],
)
def test_a_block_that_cannot_be_pasted_changes_nothing(hands, block, words):
    before = hands.bench.ledger.log()
    hands.paste(hands.tab.volume_view, NIGHT, (VOLUME, YEAR), block)
    assert words in hands.said[-1].replace("\u00a0", " ")
    assert hands.bench.ledger.log() == before


def test_results_cannot_be_typed_or_pasted_over(hands):
    before = hands.bench.ledger.log()
    hands.paste(hands.tab.volume_view, NIGHT, (RESULT, YEAR), "5")
    assert hands.bench.ledger.log() == before
    assert "räknas fram" in hands.said[-1]


def test_volumes_are_filled_down_and_copied_with_every_digit(hands):
    shown = hands.tab.volume_view
    hands.choose(shown, (NIGHT, (VOLUME, YEAR)), (DAY, (VOLUME, YEAR)))
    shown.fill(1, 0)
    assert hands.text(shown, DAY, (VOLUME, YEAR)) == "12,5"
    hands.choose(shown, (NIGHT, (VOLUME, YEAR)), (NIGHT, (RESULT, YEAR)))
    shown.copy_selection()
    assert QGuiApplication.clipboard().text() == "12,5\t1287,5"


def test_what_is_selected_is_summed_in_the_status_line(hands):
    shown = hands.tab.volume_view
    hands.choose(shown, (NIGHT, (VOLUME, YEAR)), (DAY, (VOLUME, YEAR)))
    assert hands.desk.page.status == "Summa 32,5   Antal 2"
    hands.choose(shown, (NIGHT, (RESULT, YEAR)), (DAY, (RESULT, YEAR)))
    assert hands.desk.page.status.replace("\u00a0", " ") == "Summa 3 348 tkr   Antal 2"


def test_a_year_folds_to_its_result(hands):
    bands = hands.tab.volume_view.bands
    assert bands is not None
    bands.band_toggled.emit(str(YEAR))
    keys = [column.key for column in hands.tab.volumes.columns]
    assert (RESULT, YEAR) in keys
    assert (VOLUME, YEAR) not in keys
    bands.band_toggled.emit(str(YEAR))
    assert (VOLUME, YEAR) in [column.key for column in hands.tab.volumes.columns]


def test_a_mean_has_an_opening_that_follows_the_year_before_until_it_is_typed(hands):
    hands.bench.make("Skola", "school", mean_volume=True, groups=["Alla"])
    hands.bench.price(YEAR - 1, "1000", "Skola")
    hands.bench.volumes(NIGHT, {YEAR - 1: "10", YEAR: "20"}, "Skola")
    hands.tab.show_model(hands.bench.model("Skola").id)
    shown = hands.tab.volume_view
    assert hands.text(shown, NIGHT, (OPENING, YEAR)) == "10"
    assert hands.text(shown, NIGHT, (RESULT, YEAR)) == "15"
    hands.type(shown, NIGHT, (OPENING, YEAR), "30")
    assert hands.text(shown, NIGHT, (RESULT, YEAR)) == "25"


def test_several_groups_have_a_line_each_under_their_unit(hands):
    hands.bench.change(groups.add_group, name="Fritids")
    hands.tab.load()
    shown = hands.tab.volume_view
    assert hands.names(shown)[:3] == [NIGHT, GROUP, "Fritids"]
    row = hands.names(shown).index("Fritids")
    column = hands.place(shown, NIGHT, (VOLUME, YEAR))[1]
    shown.setCurrentIndex(shown.factors.index(row, column))
    hands.bot.keyClicks(shown, "4")
    assert shown.settle()
    assert hands.text(shown, NIGHT, (VOLUME, YEAR)) == "16,5"
    assert hands.text(shown, NIGHT, (RESULT, YEAR)) == "–"
    assert shown.factors.typed(0, column) is False
    assert "pris saknas 2027" in "".join(str(part) for part in hands.tab.state())


def test_a_price_of_parts_is_the_sum_over_its_parts(hands):
    hands.bench.price(YEAR - 1, "5000", part="Kvalitet")
    hands.tab.load()
    shown = hands.tab.price_view
    assert hands.names(shown) == [INDEX, GROUP, "Grundbelopp", "Kvalitet"]
    assert hands.text(shown, GROUP, (PRICE, YEAR - 1)) == "105 000"
    hands.type(shown, "Kvalitet", (PRICE, YEAR), "6000")
    assert hands.text(shown, GROUP, (PRICE, YEAR)) == "6 000"
    hands.go(shown, GROUP, (PRICE, YEAR))
    assert "Bara en del av priset är skriven 2027" in hands.told()


def test_undo_brings_the_cell_back_on_screen(hands: Hands):
    shown = hands.tab.volume_view
    hands.type(shown, NIGHT, (VOLUME, YEAR), "99")
    hands.desk.space.undo()
    assert hands.text(shown, NIGHT, (VOLUME, YEAR)) == "12,5"
    assert shown.currentIndex().isValid()


def test_tab_and_enter_move_as_in_the_grid(hands):
    shown = hands.tab.volume_view
    hands.type(shown, NIGHT, (VOLUME, YEAR), "9")
    assert shown.currentIndex().row() == 1
    hands.bot.keyClick(shown, Qt.Key.Key_Home)
    assert shown.currentIndex().column() == 1
