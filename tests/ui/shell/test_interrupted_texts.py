"""Texts that a crash interrupted are offered, put back in their fields and become one change each."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.services.storage import Database, drafts
from app.ui.shell.files import FileController
from app.ui.shell.main_window import MainWindow
from tests.services.storage import towns
from tests.ui.shell.acting import name_field, press, space_of, type_in, work_of
from tests.ui.shell.conftest import SCHOOL, school


def crash_while_typing(path: Path, clock: Clock, text: str, key: int = towns.SCHOOL) -> None:
    database = Database.open(path, clock=clock, user="Anna")

    def keep(session: object) -> None:
        field = f"unit:{key}:name"
        drafts.save_draft(session, field=field, label="Namn, skolan", text=text, clock=clock)  # type: ignore[arg-type]

    database.write_unlogged(keep)
    database.close()


def show_what_was_interrupted(window: MainWindow, *buttons: str) -> None:
    press(*buttons)
    work_of(window).messages._sentence.linkActivated.emit("0")


def test_a_text_that_a_crash_interrupted_is_put_back_in_its_field_and_becomes_one_change(
    files: FileController, window: MainWindow, file: Path, clock: Clock
) -> None:
    crash_while_typing(file, clock, "Ängskol")
    files.open_path(file)
    assert "1 text hann inte bli färdig" in work_of(window).messages.text
    show_what_was_interrupted(window, "Fortsätt skriva")
    field = name_field(window)
    assert field.text() == "Ängskol"
    assert work_of(window).current == "organisation"
    assert school(space_of(window).database) == SCHOOL
    assert work_of(window).messages.text == ""
    assert len(space_of(window).read(drafts.list_drafts)) == 1
    field.setText("Ängskolan")
    assert window.settle()
    assert school(space_of(window).database) == "Ängskolan"
    assert space_of(window).read(drafts.list_drafts) == ()
    space_of(window).undo()
    assert school(space_of(window).database) == SCHOOL


def test_an_interrupted_text_that_was_saved_after_all_is_forgotten(
    files: FileController, window: MainWindow, file: Path, clock: Clock
) -> None:
    crash_while_typing(file, clock, SCHOOL)
    files.open_path(file)
    show_what_was_interrupted(window, "Fortsätt skriva")
    assert space_of(window).read(drafts.list_drafts) == ()
    assert space_of(window).undo_words is None


def test_an_interrupted_text_whose_field_is_gone_can_still_be_copied(
    files: FileController, window: MainWindow, file: Path, clock: Clock
) -> None:
    crash_while_typing(file, clock, "Halv mening", key=404)
    files.open_path(file)
    show_what_was_interrupted(window, "Fortsätt skriva")
    assert "Kopiera texten i stället" in work_of(window).messages.text
    show_what_was_interrupted(window, "Kopiera texten", "Ta bort utkastet", "Stäng")
    assert QApplication.clipboard().text() == "Halv mening"
    assert space_of(window).read(drafts.list_drafts) == ()


def test_an_interrupted_text_stays_until_it_is_taken_away(
    files: FileController, window: MainWindow, file: Path, clock: Clock
) -> None:
    crash_while_typing(file, clock, "Ängskol")
    files.open_path(file)
    show_what_was_interrupted(window, "Stäng")
    files.close_file()
    files.open_path(file)
    assert "hann inte bli färdig" in work_of(window).messages.text


def test_what_is_typed_is_kept_each_second_also_without_a_pause(
    files: FileController, window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    files.open_path(file)
    window.commands.pages["organisation"].trigger()
    field = name_field(window)
    field.draft._timer.setInterval(60)
    letters = iter(range(10_000))
    typing = QTimer()
    typing.setInterval(5)
    typing.timeout.connect(lambda: type_in(field, f"Skolan {next(letters)}"))
    typing.start()
    qtbot.waitUntil(lambda: len(space_of(window).read(drafts.list_drafts)) == 1)
    typing.stop()
