"""A workbook that was sent comes back through a dialog that shows every cell that it changes."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu

from app.services.budget import frames, versions
from app.ui.budget import commands
from app.ui.budget.importing.dropping import WorkbookDrop
from app.ui.parts.dialogs import FormDialog
from app.ui.parts.links import Sentence
from app.ui.parts.messages import Question
from tests.conftest import TODAY
from tests.services.budget.ledger import CARE, DAY, KITCHEN, NIGHT, SCHOOL, TKR
from tests.services.exchange.workbooks.making import made
from tests.ui.budget.conftest import Desk
from tests.ui.budget.importing.conftest import Counter


def _lines(counter: Counter) -> list[tuple[str, str, str, str]]:
    table = counter.dialog.preview.table
    model = table.rows
    return [
        tuple(str(model.index(row, column).data()) for column in (1, 2, 3, 4))
        for row in range(model.rowCount())
    ]  # type: ignore[misc]


def test_our_own_workbook_shows_at_once_what_it_changes(counter: Counter) -> None:
    dialog = counter.hand_in(counter.work(counter.send(), (SCHOOL, "wages:2027", 25), (DAY, "plan:2028", 5)))
    assert dialog.step is dialog.preview
    assert _lines(counter) == [
        (SCHOOL, "Lönekompensation 2027", "0", "25\u00a0000"),
        (DAY, "Förändring 2028", "0", "5\u00a0000"),
    ]
    assert dialog.ok.text() == "Läs in 2 belopp"
    dialog.go_on()
    counter.wait(lambda: counter.closed)
    page = counter.desk.page
    assert next(row for row in page.view.rows if row.name == SCHOOL).amount(2027, "wages") == 25 * TKR
    assert counter.desk.said[-1] == ("Läste in 2 belopp ur budget.xlsx. Ctrl+Z ångrar.", "info")
    counter.desk.space.undo()
    assert next(row for row in page.view.rows if row.name == SCHOOL).amount(2027, "wages") == 0


def test_an_untouched_workbook_has_nothing_to_read_in(counter: Counter) -> None:
    dialog = counter.hand_in(counter.send("kr"))
    assert _lines(counter) == []
    assert not dialog.ok.isEnabled()
    assert dialog.ok.toolTip() == "Inget ändras."
    dialog.reject()
    assert counter.closed


def test_a_conflict_is_taken_only_when_it_is_ticked(counter: Counter) -> None:
    path = counter.work(counter.send(), (SCHOOL, "wages:2027", 25), (DAY, "wages:2027", 5))
    row = next(row for row in counter.desk.page.view.rows if row.name == SCHOOL)
    ref = row.frames[2027]
    changed = partial(frames.set_component, frame_id=ref.frame_id, kind="wages", amount=7 * TKR)
    counter.desk.space.run(partial(changed, expected_version=ref.version))
    dialog = counter.hand_in(path)
    assert dialog.ok.text() == "Läs in 1 belopp"
    assert [change.name for change in dialog.preview.chosen] == [DAY]
    dialog.preview.take_conflicts.setChecked(True)
    assert dialog.ok.text() == "Läs in 2 belopp"


def test_cells_that_cannot_be_read_stop_it_until_they_are_left(counter: Counter) -> None:
    dialog = counter.hand_in(
        counter.work(counter.send(), (SCHOOL, "wages:2027", "tio"), (DAY, "wages:2027", 5))
    )
    assert not dialog.ok.isEnabled()
    assert dialog.preview.table.current_row().fault
    dialog.preview.leave_faults.setChecked(True)
    assert dialog.ok.isEnabled()
    dialog.go_on()
    counter.wait(lambda: counter.closed)
    assert (
        next(row for row in counter.desk.page.view.rows if row.name == DAY).amount(2027, "wages") == 5 * TKR
    )


def test_a_foreign_workbook_is_understood_in_three_steps_and_remembered(counter: Counter) -> None:
    path = counter.foreign((SCHOOL, 30, 1100), ("Stora köket", 4, None), ("Bortlagt", 1, 2))
    dialog = counter.hand_in(path)
    assert dialog.step is dialog.columns
    assert {column: box.currentText() for column, box in dialog.columns.targets.items()} == {
        1: "Lönekompensation 2027",
        2: "Ram 2028",
    }
    dialog.go_on()
    assert dialog.step is dialog.units
    assert not dialog.ok.isEnabled()
    box = dialog.units.boxes["stora köket"]
    box.setCurrentIndex(box.findText(KITCHEN))
    dialog.units.leave_out_all()
    assert dialog.ok.isEnabled()
    dialog.go_on()
    assert [(unit, part) for unit, part, _, _ in _lines(counter)] == [
        (SCHOOL, "Lönekompensation 2027"),
        (SCHOOL, "Ram 2028"),
        (KITCHEN, "Lönekompensation 2027"),
    ]
    dialog.go_on()
    counter.wait(lambda: counter.closed)
    again = counter.hand_in(path)
    assert again.step is again.preview
    assert _lines(counter) == []


def test_columns_can_be_pointed_out_anew(counter: Counter) -> None:
    dialog = counter.hand_in(counter.foreign((SCHOOL, 30, 1100)))
    box = dialog.columns.targets[2]
    box.setCurrentIndex(0)
    box.activated.emit(0)
    money = dialog.columns.money
    money.setCurrentIndex(money.findData("kr"))
    money.activated.emit(0)
    dialog.go_on()
    assert _lines(counter) == [(SCHOOL, "Lönekompensation 2027", "0", "30")]
    dialog.go_back()
    assert dialog.step is dialog.columns
    box = dialog.columns.targets[1]
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert not dialog.ok.isEnabled()
    assert "minst en kolumn" in dialog.ok.toolTip()


def test_a_column_that_is_not_read_says_why(counter: Counter) -> None:
    path = counter.folder / "förslag.xlsx"
    headings = ("Enhet", "Lön 2027", "Ram 2027", "Utfall 2025", "Andel", "Kommentar", "Lön 2027 igen", "År")
    path.write_bytes(made(headings, (SCHOOL, 30, 1234567.5, 12, 3, "Ny skola", 31, 2027), title="Förslag"))
    columns = counter.hand_in(path).columns
    assert {column: box.itemText(0) for column, box in columns.targets.items()} == {
        1: "läses inte",
        2: "räknas fram, läses inte",
        3: "annat år, läses inte",
        4: "inget rambelopp, läses inte",
        5: "inga belopp, läses inte",
        6: "står två gånger, läses inte",
        7: "inget rambelopp, läses inte",
    }
    assert columns.targets[2].currentText() == "räknas fram, läses inte"
    shown = [label.text() for label in columns.findChildren(QLabel)]
    assert "1\u00a0234\u00a0567,5" in shown
    assert "2027" in shown


def test_a_name_that_is_left_out_is_said_to_be(counter: Counter) -> None:
    dialog = counter.hand_in(counter.foreign((SCHOOL, 30, 1100), ("Stora köket", 4, None)))
    dialog.go_on()
    dialog.units.leave_out_all()
    dialog.go_on()
    said = [each.plain_text() for each in dialog.preview.findChildren(Sentence)]
    assert any("Läses inte: Stora köket (utelämnad)." in text for text in said)


def test_two_columns_cannot_be_the_same(counter: Counter) -> None:
    dialog = counter.hand_in(counter.foreign((SCHOOL, 30, 1100)))
    first, second = dialog.columns.targets[1], dialog.columns.targets[2]
    second.setCurrentIndex(first.currentIndex())
    second.activated.emit(0)
    assert "Två kolumner är valda som Lönekompensation 2027" in dialog.ok.toolTip()


def test_a_file_that_is_no_workbook_is_said_above_the_page(counter: Counter) -> None:
    path = counter.folder / "budget.xlsx"
    path.write_bytes(b"%PDF-1.4")
    counter.desk.page.frames.workbooks.reading.read(path)
    counter.wait(lambda: bool(counter.desk.said))
    assert counter.desk.said[-1][1] == "error"
    assert "är en PDF" in counter.desk.said[-1][0]


def test_a_decided_version_offers_a_copy_to_read_into(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = counter.desk
    path = counter.work(counter.send(), (SCHOOL, "wages:2027", 25))
    version = desk.page.view.version
    assert version is not None
    desk.space.run(
        partial(
            versions.lock_version, version_id=version.id, body="Kommunfullmäktige", decided_on=TODAY,
            paragraph="§ 1", registration_number=None, expected_version=version.row_version, today=TODAY,
        )
    )  # fmt: skip
    asked: list[str] = []

    def ask(_parent: object, _title: str, text: str, *_verbs: str) -> int | None:
        asked.append(text)
        return 0 if len(asked) > 1 else None

    monkeypatch.setattr(Question, "ask", ask)
    monkeypatch.setattr(FormDialog, "ask", lambda *_: {"name": "Ny", "stage": "revised"})
    reading = desk.page.frames.workbooks.reading
    reading.read(path)
    assert counter.closed
    assert "beslutad och låst" in asked[0]
    copy = partial(versions.create_version, source_id=version.id, name="Ny", stage="revised")
    monkeypatch.setattr(
        commands, "make_version", lambda page: page.choose_version(desk.space.run(copy).value)
    )
    dialog = counter.hand_in(path)
    assert [change.new for change in dialog.preview.chosen] == [25 * TKR]
    dialog.reject()


def test_the_menus_lead_to_both_ways(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = counter.desk
    desk.go(NIGHT, "wages")
    target = counter.folder / "till chefen"
    asked: list[tuple[str, tuple[str, ...]]] = []

    def ask(_parent: object, _title: str, inputs: list[object], *_: object) -> dict[str, object]:
        choices = inputs[0].options  # type: ignore[attr-defined]
        asked.append(("", tuple(text for _, text in choices)))
        return {"line": choices[1][0], "money": "kr"}

    monkeypatch.setattr(FormDialog, "ask", ask)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    wanted = "Budget som Excel-arbetsbok…"
    next(each for each in desk.page.export_actions() if each.text() == wanted).trigger()
    written = Path(f"{target}.xlsx")
    counter.wait(lambda: written.exists() and desk.space.jobs.current is None)
    assert asked[0][1] == ("Hela kommunen", CARE, NIGHT)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(written), ""))
    menu = commands.menu_of(desk.page)
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    next(each for each in menu.actions() if each.text() == "Läs in belopp från Excel…").trigger()
    counter.wait(lambda: not counter.closed)
    counter.dialog.reject()


def _over(cls: type, path: Path) -> tuple[QMimeData, QDropEvent]:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    place = QPoint(9, 9) if cls is QDragEnterEvent else QPointF(9, 9)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return mime, cls(place, copy, mime, left, none)


def test_a_workbook_that_is_dropped_on_the_grid_is_read(counter: Counter) -> None:
    path = counter.work(counter.send(), (SCHOOL, "wages:2027", 25))
    viewport = counter.desk.page.grid.view.viewport()
    other, refused = _over(QDragEnterEvent, path.with_suffix(".docx"))
    QApplication.sendEvent(viewport, refused)
    assert not refused.isAccepted()
    mime, entered = _over(QDragEnterEvent, path)
    QApplication.sendEvent(viewport, entered)
    assert entered.isAccepted()
    mime, dropped = _over(QDropEvent, path)
    (watching,) = counter.desk.page.grid.view.findChildren(WorkbookDrop)
    assert watching.eventFilter(viewport, dropped)
    counter.wait(lambda: not counter.closed)
    counter.dialog.reject()
    assert other.hasUrls()
    assert mime.hasUrls()


def test_reading_waits_for_what_is_typed(desk: Desk, counter: Counter) -> None:
    path = counter.work(counter.send(), (DAY, "wages:2027", 5))
    desk.go(SCHOOL, "wages")
    desk.type("12")
    counter.hand_in(path)
    assert next(row for row in desk.page.view.rows if row.name == SCHOOL).amount(2027, "wages") == 12 * TKR
    counter.dialog.reject()
