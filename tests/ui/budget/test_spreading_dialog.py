"""Spreading on the page: what the dialog shows is what is written, as one step, and held cells stay."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.services.budget import frames
from app.ui.budget.spreading_dialog import SpreadingDialog
from tests.services.budget.ledger import CARE, CARE_OWN, DAY, KITCHEN, NIGHT, SCHOOL, TKR, Ledger, check_sums
from tests.ui.budget.conftest import CTRL, KEY, SHIFT, Desk


def choose(dialog: SpreadingDialog, field: str, words: str) -> None:
    """Choose a line of a list by how it begins."""
    combo = getattr(dialog, field)
    texts = [combo.itemText(place) for place in range(combo.count())]
    combo.setCurrentIndex(next(place for place, text in enumerate(texts) if text.startswith(words)))


def table(dialog: SpreadingDialog) -> list[list[str]]:
    """What the table says."""
    model = dialog.table.rows
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def said(dialog: SpreadingDialog) -> list[str]:
    """The sentences under the table that are seen."""
    return [
        each.plain_text() for each in (dialog._total, dialog._said, dialog._refused) if not each.isHidden()
    ]


def dialog_of(desk: Desk) -> SpreadingDialog:
    """The dialog as it opens, without waiting in it."""
    dialog = SpreadingDialog(desk.page)
    desk.bot.addWidget(dialog)
    return dialog


def in_dialog(desk: Desk, fill: Callable[[SpreadingDialog], None], key: KEY = KEY.Key_Return) -> None:
    """Open the dialog with its key, fill it in, and press a key in it."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SpreadingDialog)
        fill(dialog)
        desk.bot.keyClick(dialog.amount, key)

    QTimer.singleShot(0, answer)
    desk.press(KEY.Key_F, CTRL | SHIFT)


def test_an_amount_is_spread_over_a_group_as_one_step(desk: Desk, ledger: Ledger) -> None:
    for name, tkr in ((CARE_OWN, 10), (NIGHT, 20), (DAY, 30)):
        ledger.set(frames.set_component, name, kind="wages", amount=tkr * TKR)
    desk.page.refresh()
    desk.go(NIGHT, "wages")

    def fill(dialog: SpreadingDialog) -> None:
        assert dialog.reach.currentText() == "Omsorgen, 3 enheter"
        assert dialog.column.currentText() == "Lönekompensation 2027"
        dialog.amount.setText("60")
        assert table(dialog) == [
            [CARE_OWN, "2027", "10", "20", "+10"],
            [NIGHT, "2027", "20", "40", "+20"],
            [DAY, "2027", "30", "60", "+30"],
        ]
        assert said(dialog) == ["Tillsammans 60 före och 120 efter, ändring +60 tkr."]

    in_dialog(desk, fill)
    assert [ledger.amount(name, "wages") for name in (CARE_OWN, NIGHT, DAY)] == [20, 40, 60]
    assert desk.space.undo_words == "Fördelade +60\u00a0tkr på 3 belopp i lönekompensation 2027"
    assert desk.text(CARE, "wages") == "120"
    check_sums(desk.page.view)
    desk.space.undo()
    assert [ledger.amount(name, "wages") for name in (CARE_OWN, NIGHT, DAY)] == [10, 20, 30]


def test_held_cells_are_left_and_shown_so(desk: Desk, ledger: Ledger) -> None:
    frame = ledger.frame(NIGHT)["frame_id"]
    ledger.run(frames.set_held, cells=[(frame, "total")], held=True)
    desk.page.refresh()
    desk.go(CARE, "priority")
    dialog = dialog_of(desk)
    dialog.amount.setText("300")
    assert [line[3] for line in table(dialog)] == ["150", "–", "150"]
    assert "1 belopp hålls och ändras inte." in said(dialog)[1]
    assert "Alla belopp är noll, så de får lika stora delar." in said(dialog)[1]


def test_the_selection_a_group_everyone_or_one_unit_can_be_chosen(desk: Desk) -> None:
    desk.choose(desk.index(NIGHT, "wages"), desk.index(DAY, "prices"))
    dialog = dialog_of(desk)
    texts = [dialog.reach.itemText(place) for place in range(dialog.reach.count())]
    assert texts[0] == "4 markerade belopp (2 kolumner)"
    assert texts[1:] == ["Omsorgen, 3 enheter", "Alla, 5 enheter", NIGHT]
    assert not dialog.column.isEnabled()
    dialog.amount.setText("4")
    assert [line[3] for line in table(dialog)] == ["1", "1", "1", "1"]


def test_each_method_and_mode_shows_its_own_outcome(desk: Desk) -> None:
    desk.go(SCHOOL, "previous")
    dialog = dialog_of(desk)
    choose(dialog, "reach", "Alla")
    choose(dialog, "method", "Samma procent")
    dialog.amount.setText("10")
    assert [line[4] for line in table(dialog)] == ["+100", "+10", "+20", "+30", "+5"]
    assert not dialog.unit.isEnabled()
    dialog.mode.choose("subtract")
    dialog.mode.chosen.emit("subtract")
    assert table(dialog)[0][4] == "−100"
    choose(dialog, "method", "Lika mycket")
    dialog.mode.choose("replace")
    dialog.amount.setText("10")
    dialog.step.setCurrentIndex(2)
    assert [line[3] for line in table(dialog)] == ["2", "2", "2", "2", "2"]


def test_a_line_goes_over_the_plan_years(desk: Desk, ledger: Ledger) -> None:
    desk.go(SCHOOL, "total")

    def fill(dialog: SpreadingDialog) -> None:
        choose(dialog, "reach", SCHOOL)
        choose(dialog, "method", "Rak linje")
        dialog.mode.choose("replace")
        dialog.amount.setText("1100")
        assert [line[:4] for line in table(dialog)] == [
            [SCHOOL, "2028", "1\u00a0000", "1\u00a0050"],
            [SCHOOL, "2029", "1\u00a0000", "1\u00a0100"],
        ]
        assert said(dialog) == ["Tillsammans 2029: 1\u00a0000 före och 1\u00a0100 efter, ändring +100 tkr."]

    in_dialog(desk, fill)
    assert [ledger.amount(SCHOOL, "total", year) for year in (2027, 2028, 2029)] == [1000, 1050, 1100]
    assert desk.space.undo_words == "Fördelade 1\u00a0100\u00a0tkr på 2 belopp i ramarna 2028–2029"


def test_what_a_lines_rounding_left_over_is_said_with_its_year(desk: Desk) -> None:
    desk.go(CARE, "total")
    dialog = dialog_of(desk)
    choose(dialog, "reach", CARE)
    choose(dialog, "method", "Rak linje")
    dialog.mode.choose("replace")
    dialog.amount.setText("1101")
    sentences = said(dialog)[1]
    assert [sentences.count(f"Avrundningen {year} går inte jämnt ut") for year in (2028, 2029)] == [1, 1]
    assert "Så här" in [label.text() for label in dialog.findChildren(QLabel)]


def test_årsarbetare_are_offered_as_volumes_when_they_are_known(desk: Desk, ledger: Ledger) -> None:
    for name, staff in ((NIGHT, "1.5"), (DAY, "4.5")):
        ledger.set(frames.set_staff, name, staff=Decimal(staff))
    desk.page.refresh()
    desk.go(CARE, "wages")
    dialog = dialog_of(desk)
    choose(dialog, "method", "Efter volym: Årsarbetare 2027")
    dialog.amount.setText("60")
    assert [line[3] for line in table(dialog)] == ["–", "15", "45"]
    assert said(dialog)[1] == "1 enhet saknar volym och får ingen del."


@pytest.mark.parametrize(("text", "why"), [("abc", "går inte att läsa"), ("=5", "går inte att läsa")])
def test_what_is_no_amount_is_said_and_cannot_be_spread(desk: Desk, text: str, why: str) -> None:
    desk.go(CARE, "wages")
    dialog = dialog_of(desk)
    assert said(dialog)[0].startswith("Kvar att fördela 2027: 350 tkr.")
    assert not dialog._ok.isEnabled()
    dialog.amount.setText(text)
    assert not dialog._ok.isEnabled()
    assert len(said(dialog)) == 1
    assert why in said(dialog)[0]
    assert [line[3] for line in table(dialog)] == ["–", "–", "–"]


def test_esc_changes_nothing(desk: Desk) -> None:
    desk.go(CARE, "wages")
    before = desk.space.undo_words
    in_dialog(desk, lambda dialog: dialog.amount.setText("60"), KEY.Key_Escape)
    assert desk.space.undo_words == before


def test_a_decided_version_says_why_nothing_is_spread(desk: Desk, ledger: Ledger) -> None:
    ledger.lock(decided_on=date(2026, 11, 20))
    desk.page.refresh()
    assert not desk.page.frames.cells.button.isEnabled()
    desk.go(CARE, "wages")
    desk.press(KEY.Key_F, CTRL | SHIFT)
    assert desk.said[-1] == ("Versionen är beslutad och låst.", "info")


def test_everything_in_the_dialog_has_a_name_and_can_be_reached_by_keyboard(desk: Desk) -> None:
    desk.go(CARE, "wages")
    dialog = dialog_of(desk)
    dialog.show()
    fields = [each for each in dialog.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    named = [each for each in fields if each.isVisible() and not each.objectName().startswith("qt_")]
    assert len(named) >= 8
    for each in named:
        words = each.accessibleName() or getattr(each, "text", lambda: "")()
        assert words, each


def test_the_rest_of_the_rounding_is_marked_and_said(desk: Desk, ledger: Ledger) -> None:
    desk.go(KITCHEN, "wages")
    dialog = dialog_of(desk)
    choose(dialog, "reach", "Alla")
    choose(dialog, "method", "Lika mycket")
    dialog.amount.setText("12")
    assert [line[3] for line in table(dialog)] == ["4", "2", "2", "2", "2"]
    assert said(dialog)[1] == "Avrundningen går inte jämnt ut: 2\u00a0000\u00a0kr ligger på Skolan."


def test_what_is_typed_on_a_group_is_its_new_sum(desk: Desk, ledger: Ledger) -> None:
    for name, tkr in ((NIGHT, 20), (DAY, 30)):
        ledger.set(frames.set_component, name, kind="wages", amount=tkr * TKR)
    desk.page.refresh()
    desk.go(CARE, "wages")

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SpreadingDialog)
        assert (dialog.amount.text(), dialog.mode.choice) == ("1", "replace")
        desk.bot.keyClicks(dialog.amount, "00")
        desk.bot.keyClick(dialog.amount, KEY.Key_Return)

    QTimer.singleShot(0, answer)
    desk.press(KEY.Key_1)
    assert desk.text(CARE, "wages") == "100"
    assert [ledger.amount(name, "wages") for name in (CARE_OWN, NIGHT, DAY)] == [0, 40, 60]
    assert desk.space.undo_words == "Fördelade 100\u00a0tkr på 2 belopp i lönekompensation 2027"


def test_a_sum_that_follows_from_other_columns_is_not_spread(desk: Desk, ledger: Ledger) -> None:
    desk.go(CARE, "total")
    desk.press(KEY.Key_5)
    assert desk.said == [("Cellerna räknas fram eller är låsta och går inte att skriva i.", "info")]
    ledger.lock(decided_on=date(2026, 11, 20))
    desk.page.refresh()
    desk.go(CARE, "wages")
    desk.press(KEY.Key_5)
    assert desk.said[-1] == desk.said[0]
