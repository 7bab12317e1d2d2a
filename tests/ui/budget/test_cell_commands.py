"""Holding, noting and telling the history of a cell: by key and by menu, and never in silence."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.services.budget import frames, versions
from app.ui.budget import row_menu
from app.ui.budget.history_dialog import HistoryDialog
from app.ui.parts import history_dialog
from app.ui.parts.columns import LOOK
from app.ui.parts.note_popup import NotePopup
from tests.services.budget.ledger import CARE, DAY, NIGHT, SCHOOL, TKR, Ledger
from tests.ui.budget.conftest import CTRL, KEY, SHIFT, Desk

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def held(desk: Desk, name: str, kind: str) -> bool:
    """Whether a cell has a lock."""
    return bool(desk.index(name, kind).data(LOOK).locked)


def write(field: object, text: str) -> None:
    """Type a text with any letters in it."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, 0, NO_MODIFIER, letter))  # type: ignore[arg-type]


def popup_of(desk: Desk) -> NotePopup:
    """The note that is being written."""
    found = [each for each in desk.page.grid.findChildren(NotePopup) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def history_of(desk: Desk) -> HistoryDialog:
    """The history that is open."""
    return next(each for each in desk.page.findChildren(HistoryDialog) if each.isVisible())


def lines(dialog: HistoryDialog, *columns: str) -> list[list[str]]:
    """Some columns of every line."""
    model = dialog.table.rows
    places = [place for place, column in enumerate(model.columns) if column.key in columns]
    return [[str(model.index(row, c).data()) for c in places] for row in range(model.rowCount())]


# ---- holding -------------------------------------------------------------------------------------


def test_ctrl_l_holds_the_selected_cells_and_lets_them_go(desk: Desk, ledger: Ledger) -> None:
    desk.choose(desk.index(NIGHT, "wages"), desk.index(DAY, "prices"))
    desk.press(KEY.Key_L, CTRL)
    assert desk.space.undo_words == "Höll fast 4 belopp vid fördelning"
    assert held(desk, NIGHT, "wages")
    assert held(desk, DAY, "prices")
    assert not held(desk, SCHOOL, "wages")
    desk.press(KEY.Key_L, CTRL)
    assert desk.space.undo_words == "Släppte 4 belopp för fördelning"
    assert not held(desk, NIGHT, "wages")
    desk.space.undo()
    assert held(desk, NIGHT, "wages")


def test_a_held_cell_is_still_typed_in_and_says_that_it_is_held(desk: Desk, ledger: Ledger) -> None:
    desk.go(NIGHT, "wages")
    desk.press(KEY.Key_L, CTRL)
    desk.type("40", KEY.Key_Return)
    assert ledger.amount(NIGHT, "wages") == 40
    index = desk.index(NIGHT, "wages")
    assert index.data(LOOK).locked
    assert "låst" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_on_the_frames_own_column_the_whole_frame_is_held(desk: Desk, ledger: Ledger) -> None:
    ledger.set(frames.set_component, NIGHT, kind="wages", amount=5 * TKR)
    desk.page.refresh()
    desk.go(NIGHT, "total")
    desk.press(KEY.Key_L, CTRL)
    assert held(desk, NIGHT, "total")
    assert held(desk, NIGHT, "wages")
    desk.go(NIGHT, "wages")
    desk.press(KEY.Key_L, CTRL)
    assert desk.said[-1] == ("Hela ramen hålls. Släpp den i kolumnen med årets ram.", "info")
    assert held(desk, NIGHT, "wages")


def test_where_nothing_can_be_held_that_is_said(desk: Desk, ledger: Ledger) -> None:
    before = desk.space.undo_words
    for name, kind in ((CARE, "wages"), (SCHOOL, "previous")):
        desk.go(name, kind)
        desk.press(KEY.Key_L, CTRL)
        assert desk.said[-1][0].startswith("Markera belopp för enheter")
    ledger.lock(decided_on=date(2026, 11, 20))
    desk.page.refresh()
    desk.go(SCHOOL, "wages")
    desk.press(KEY.Key_L, CTRL)
    assert desk.said[-1] == ("Versionen är beslutad och låst.", "info")
    assert desk.space.undo_words in (before, None)


# ---- notes ---------------------------------------------------------------------------------------


def test_shift_f2_writes_the_note_beside_the_cell(desk: Desk, ledger: Ledger) -> None:
    view = desk.go(NIGHT, "wages")
    desk.press(KEY.Key_F2, SHIFT)
    popup = popup_of(desk)
    assert popup.field.accessibleName() == "Not till Natten, lönekompensation 2027"
    assert desk.window.focusWidget() is popup.field
    write(popup.field, "Två nya – på natten")
    desk.bot.keyClick(popup.field, KEY.Key_Return)
    write(popup.field, "Enligt avtal")
    desk.bot.keyClick(popup.field, KEY.Key_Return, CTRL)
    assert ledger.row(NIGHT).cells[2027, "wages"].note == "Två nya – på natten\nEnligt avtal"
    assert desk.index(NIGHT, "wages").data(LOOK).comment
    assert desk.window.focusWidget() is view
    tip = str(desk.index(NIGHT, "wages").data(Qt.ItemDataRole.ToolTipRole))
    assert tip.startswith("Två nya – på natten\nEnligt avtal\nNoten skrevs av Prov, 2026-11-21")
    assert desk.space.undo_words == "Ändrade noten om lönekompensation för Natten 2027"


def test_esc_leaves_the_note_as_it_was_and_leaving_saves_it(desk: Desk, ledger: Ledger) -> None:
    ledger.set(frames.set_note, NIGHT, kind="wages", note="Avtal")
    desk.page.refresh()
    desk.go(NIGHT, "wages")
    desk.press(KEY.Key_F2, SHIFT)
    write(popup_of(desk).field, "Annat ")
    desk.bot.keyClick(popup_of(desk).field, KEY.Key_Escape)
    assert ledger.row(NIGHT).cells[2027, "wages"].note == "Avtal"
    desk.press(KEY.Key_F2, SHIFT)
    write(popup_of(desk).field, "Nytt ")
    desk.page.version.setFocus()
    assert ledger.row(NIGHT).cells[2027, "wages"].note == "Nytt Avtal"
    assert not [each for each in desk.page.grid.findChildren(NotePopup) if each.isVisible()]


def test_a_note_is_saved_when_the_page_is_left(desk: Desk, ledger: Ledger) -> None:
    desk.go(NIGHT, "wages")
    desk.press(KEY.Key_F2, SHIFT)
    write(popup_of(desk).field, "Avtal")
    assert desk.page.settle()
    assert ledger.row(NIGHT).cells[2027, "wages"].note == "Avtal"
    assert not [each for each in desk.page.grid.findChildren(NotePopup) if each.isVisible()]


def test_a_decided_version_shows_its_notes_and_takes_no_others(desk: Desk, ledger: Ledger) -> None:
    ledger.set(frames.set_note, NIGHT, kind="wages", note="Avtal")
    ledger.lock(decided_on=date(2026, 11, 20))
    desk.page.refresh()
    desk.go(NIGHT, "wages")
    desk.press(KEY.Key_F2, SHIFT)
    assert popup_of(desk).field.isReadOnly()
    assert popup_of(desk).field.text() == "Avtal"


@pytest.mark.parametrize(("name", "kind"), [(CARE, "wages"), (SCHOOL, "previous"), (SCHOOL, "total")])
def test_where_there_can_be_no_note_that_is_said(desk: Desk, name: str, kind: str) -> None:
    desk.go(name, kind)
    desk.press(KEY.Key_F2, SHIFT)
    assert desk.said[-1][0].startswith("Noter skrivs på delarna av en ram.")


def test_the_frame_of_a_plan_year_has_the_note_of_its_change(desk: Desk, ledger: Ledger) -> None:
    desk.go(SCHOOL, "total", 2028)
    desk.press(KEY.Key_F2, SHIFT)
    write(popup_of(desk).field, "Fler barn")
    desk.bot.keyClick(popup_of(desk).field, KEY.Key_Return, CTRL)
    assert ledger.row(SCHOOL).cells[2028, "plan"].note == "Fler barn"


def test_a_note_that_a_crash_interrupted_is_kept_as_a_draft(desk: Desk, ledger: Ledger) -> None:
    desk.go(NIGHT, "wages")
    desk.press(KEY.Key_F2, SHIFT)
    popup = popup_of(desk)
    write(popup.field, "Halv")
    kept: list[str | None] = []
    popup.field.draft.on_draft = kept.append
    popup.field.draft._on_due()
    assert kept == ["Halv"]
    desk.bot.keyClick(popup.field, KEY.Key_Return, CTRL)
    assert kept == ["Halv", None]


# ---- history -------------------------------------------------------------------------------------


def test_the_history_tells_who_when_from_to_and_why(desk: Desk, ledger: Ledger) -> None:
    desk.go(SCHOOL, "wages")
    desk.type("=50*2", KEY.Key_Return)
    desk.go(SCHOOL, "wages")
    desk.type("120", KEY.Key_Return)
    desk.go(SCHOOL, "wages")
    desk.press(KEY.Key_H, CTRL | SHIFT)
    dialog = history_of(desk)
    assert lines(dialog, "who", "before", "after") == [
        ["Prov", "–", "–"],
        ["Prov", "–", "100"],
        ["Prov", "100", "120"],
    ]
    words = [why for (why,) in lines(dialog, "why")]
    assert words[0] == "Skapade Budget 2027 och plan 2028–2029."
    assert words[1] == "Ändrade lönekompensation i ramen för Skolan 2027. Not: =50*2."
    assert words[2].endswith("Noten togs bort: =50*2.")
    assert dialog._why.plain_text() == words[2]
    assert dialog._note.isHidden()
    desk.bot.keyClick(dialog, KEY.Key_Escape)
    assert not dialog.isVisible()


def test_the_frame_tells_its_parts_and_a_copy_where_it_came_from(desk: Desk, ledger: Ledger) -> None:
    ledger.set(frames.set_component, SCHOOL, kind="wages", amount=5 * TKR)
    made = ledger.run(
        versions.create_version, source_id=ledger.version.id, name="KS förslag", stage="proposal"
    )
    desk.page.choose_version(made)
    desk.go(SCHOOL, "total")
    desk.press(KEY.Key_H, CTRL | SHIFT)
    told = lines(history_of(desk), "part", "after", "why")
    assert ["Lönekompensation", "5", "Kopierad från Arbetsversion."] in told
    assert ["Föregående ram", "1\u00a0000", "Kopierad från Arbetsversion."] in told


def test_the_frame_of_a_plan_year_tells_its_change(desk: Desk, ledger: Ledger) -> None:
    desk.go(SCHOOL, "total", 2028)
    desk.type("1100", KEY.Key_Return)
    desk.go(SCHOOL, "total", 2028)
    desk.press(KEY.Key_H, CTRL | SHIFT)
    dialog = history_of(desk)
    assert lines(dialog, "before", "after") == [["–", "–"], ["–", "100"]]
    assert dialog._place.words == "Skolan, förändring 2028"


def test_a_long_log_is_read_as_a_job(desk: Desk, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.set(frames.set_component, SCHOOL, kind="wages", amount=5 * TKR)
    monkeypatch.setattr(history_dialog, "AT_ONCE", 0)
    desk.page.refresh()
    desk.go(SCHOOL, "wages")
    desk.press(KEY.Key_H, CTRL | SHIFT)
    dialog = history_of(desk)
    assert dialog._note.plain_text() == "Läser ändringsloggen…"
    desk.bot.waitUntil(lambda: dialog.table.rows.rowCount() == 2)
    assert dialog._note.isHidden()
    desk.bot.waitUntil(lambda: desk.space.jobs.current is None)


def test_the_history_is_of_a_unit(desk: Desk) -> None:
    desk.go(CARE, "wages")
    desk.press(KEY.Key_H, CTRL | SHIFT)
    assert desk.said[-1] == ("Ställ markören på ett belopp för en enhet.", "info")


# ---- the menu ------------------------------------------------------------------------------------


def test_the_menu_has_every_command_with_its_key(desk: Desk) -> None:
    desk.go(NIGHT, "wages")
    desk.page.frames.cells.hold()
    index = desk.index(NIGHT, "wages")
    model = desk.page.grid.model
    menu = row_menu.menu_of(desk.page, model.rows[index.row()], model.columns[index.column()])
    entries = {each.text(): each for each in menu.actions() if each.text()}
    for words, key in (
        ("Not…", "Shift+F2"),
        ("Cellens historik…", "Ctrl+Shift+H"),
        ("Släpp cellen", "Ctrl+L"),
        ("Fördela…", "Ctrl+Shift+F"),
        ("Sök och ersätt…", "Ctrl+H"),
        ("Kopiera med rubriker", "Ctrl+Shift+C"),
    ):
        assert entries[words].isEnabled()
        assert entries[words].shortcut().toString() == key
    entries["Släpp cellen"].trigger()
    assert not held(desk, NIGHT, "wages")


def test_in_the_menu_what_cannot_be_done_is_switched_off_but_its_key_says_why(desk: Desk) -> None:
    index = desk.index(CARE, "wages")
    desk.go(CARE, "wages")
    model = desk.page.grid.model
    menu = row_menu.menu_of(desk.page, model.rows[index.row()], model.columns[index.column()])
    entries = {each.text(): each for each in menu.actions() if each.text()}
    assert not entries["Not…"].isEnabled()
    assert not entries["Cellens historik…"].isEnabled()
    menu.aboutToHide.emit()
    desk.press(KEY.Key_F2, SHIFT)
    assert desk.said
