"""Opening and leaving real files: what is refused is said, nothing typed is lost, one file at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.services.settings import load_settings
from app.services.storage import Database
from app.services.storage.backup import backup_folder, list_backups
from app.ui.parts.jobs import JobHandle
from app.ui.parts.links import Sentence
from app.ui.shell import files as files_module
from app.ui.shell.files import EXAMPLE_FILE, FileController
from app.ui.shell.main_window import MainWindow
from tests.ui.shell.acting import name_field, press, space_of, stored, type_in, work_of
from tests.ui.shell.conftest import SCHOOL, MakeTown, rename, school

WAIT = 60_000


def test_an_opened_file_is_shown_and_remembered(
    files: FileController, window: MainWindow, make_town: MakeTown
) -> None:
    path = make_town("Åmål.styr")
    assert files.open_path(path)
    assert window.windowTitle() == "Åmål.styr – Röda tråden"
    assert load_settings().recent_files == (str(path),)
    assert window.work is not None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"SQLite format 3\0" + b"\xa5" * 9000, "är skadad"), (b"%PDF-1.7" + b"x" * 200, "ett PDF-dokument")],
)
def test_a_file_that_cannot_be_opened_is_explained_on_the_start_page(
    files: FileController, window: MainWindow, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "a.styr"
    path.write_bytes(content)
    assert not files.open_path(path)
    assert window.work is None
    assert sentence in window.start.messages.text
    assert path.read_bytes() == content
    assert load_settings().recent_files == ()


def test_a_refused_second_file_leaves_the_first_open(
    files: FileController, window: MainWindow, make_town: MakeTown, tmp_path: Path
) -> None:
    files.open_path(make_town("a.styr"))
    assert not files.open_path(tmp_path / "finns inte.styr")
    assert "finns inte" in work_of(window).messages.text
    assert space_of(window).run(rename("Går bra")) is not None


def test_another_file_takes_the_place_of_the_first(
    files: FileController, window: MainWindow, make_town: MakeTown, clock: Clock
) -> None:
    first = make_town("a.styr")
    files.open_path(first)
    files.open_path(make_town("b.styr"))
    assert space_of(window).path.name == "b.styr"
    free = Database.open(first, clock=clock, user="Bo")
    assert not free.read_only
    free.close()


def test_opening_the_open_file_again_changes_nothing(
    files: FileController, window: MainWindow, make_town: MakeTown
) -> None:
    path = make_town("a.styr")
    files.open_path(path)
    before = window.workspace
    assert files.open_path(path.parent / "." / path.name)
    assert window.workspace is before


def test_closing_the_file_backs_it_up_and_shows_it_among_the_recent(
    files: FileController, window: MainWindow, make_town: MakeTown
) -> None:
    path = make_town("a.styr")
    files.open_path(path)
    space_of(window).run(rename("Ny"))
    assert files.close_file()
    assert window.work is None
    assert window.centralWidget().currentWidget() is window.start  # type: ignore[attr-defined]
    assert len(list_backups(path)) == 1
    assert path.stem in [each.plain_text() for each in window.start.findChildren(Sentence)]


def test_a_file_that_somebody_else_writes_is_read_and_the_other_is_named(
    files: FileController, window: MainWindow, file: Path, clock: Clock
) -> None:
    other = Database.open(file, clock=clock, user="Bo Controller")
    files.open_path(file)
    assert work_of(window).messages.text.startswith(
        "Filen är öppen för läsning. Den är öppen hos Bo Controller på "
    )
    assert work_of(window).status.text.startswith("Öppen för läsning")
    assert not window.commands.restore.isEnabled()
    assert window.commands.copy_as.isEnabled()
    other.close()


def test_a_new_file_is_made_and_opened(
    files: FileController, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "Ny å.styr"
    files.create(path, "ljusnarsberg", example=False, budget_year=2027)
    qtbot.waitUntil(lambda: window.work is not None, timeout=WAIT)
    assert space_of(window).path == path
    assert window.windowTitle() == "Ny å.styr – Röda tråden"


def test_a_new_file_that_cannot_be_made_is_explained_and_nothing_is_replaced(
    files: FileController, window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    before = file.read_bytes()
    files.create(file, "ljusnarsberg", example=False, budget_year=2027)
    qtbot.waitUntil(lambda: "finns redan" in window.start.messages.text, timeout=WAIT)
    assert window.work is None
    assert file.read_bytes() == before


def test_the_example_is_made_once_around_the_coming_year(
    files: FileController, window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_module.paths, "documents_dir", lambda: tmp_path)
    window.resize(1440, 900)
    files.open_example()
    qtbot.waitUntil(lambda: window.work is not None, timeout=WAIT)
    assert "Exempelkommun" in work_of(window).navigation._foot.plain_text()
    made = (tmp_path / EXAMPLE_FILE).stat().st_ino
    files.close_file()
    files.open_example()
    assert window.work is not None
    assert (tmp_path / EXAMPLE_FILE).stat().st_ino == made


def test_a_copy_is_saved_with_what_is_being_typed_and_never_over_another_file(
    files: FileController, window: MainWindow, file: Path, tmp_path: Path, clock: Clock
) -> None:
    files.open_path(file)
    type_in(name_field(window), "Ängskolan")
    assert files.save_copy(tmp_path / "kopia.styr")
    assert stored(tmp_path / "kopia.styr", clock) == "Ängskolan"
    space_of(window).run(rename("Senare"))
    assert not files.save_copy(tmp_path / "kopia.styr")
    assert "finns redan" in work_of(window).messages.text
    assert stored(tmp_path / "kopia.styr", clock) == "Ängskolan"


def test_a_backup_is_restored_and_what_was_there_is_kept(
    files: FileController, window: MainWindow, file: Path
) -> None:
    files.open_path(file)
    space_of(window).run(rename("Första"))
    files.close_file()
    (backup,) = list_backups(file)
    files.open_path(file)
    space_of(window).run(rename("Andra"))
    assert files.restore(backup.path)
    assert school(space_of(window).database) == "Första"
    assert space_of(window).undo_words is None
    assert "Filen är återställd" in work_of(window).messages.text
    assert any(each.reason == "före återställning" for each in list_backups(file))


def test_a_bad_backup_leaves_the_file_open_as_it_was(
    files: FileController, window: MainWindow, file: Path, tmp_path: Path
) -> None:
    files.open_path(file)
    bad = tmp_path / "dålig.styr"
    bad.write_bytes(b"SQLite format 3\0" + b"\xa5" * 9000)
    assert not files.restore(bad)
    assert school(space_of(window).database) == SCHOOL
    assert "är skadad" in work_of(window).messages.text


def test_leaving_while_a_job_writes_asks_first(
    files: FileController, window: MainWindow, file: Path, clock: Clock
) -> None:
    files.open_path(file)

    def work(handle: JobHandle) -> None:
        while True:
            handle.check()

    space_of(window).start_job("Import", work, writes=True)
    press("Avbryt")
    assert not files.close_file()
    assert not space_of(window).read_only
    press("Avbryt arbetet")
    assert files.close_file()


def test_leaving_with_a_text_that_is_refused_asks_first(
    files: FileController, window: MainWindow, file: Path, clock: Clock
) -> None:
    files.open_path(file)
    window.commands.pages["organisation"].trigger()
    type_in(name_field(window), "  ")
    press("Avbryt")
    assert not files.close_file()
    assert work_of(window).messages.text == "Namnet saknas."
    said = press("Stäng ändå")
    assert files.close_file()
    assert "gick inte att spara" in said[0]
    assert stored(file, clock) == SCHOOL


def block_backups(path: Path) -> Callable[[], None]:
    backup_folder(path).write_text("i vägen")
    return backup_folder(path).unlink


def test_a_last_backup_that_cannot_be_made_is_said_and_the_file_is_closed(
    files: FileController, window: MainWindow, file: Path, clock: Clock, qtbot: QtBot
) -> None:
    files.open_path(file)
    block_backups(file)
    space_of(window).run(rename("Ny"))
    assert files.close_file()
    qtbot.waitUntil(lambda: window.start.messages.text.startswith("Säkerhetskopian kunde inte göras."))
    assert stored(file, clock) == "Ny"


def test_a_last_backup_that_cannot_be_made_is_said_before_the_window_goes(
    files: FileController, window: MainWindow, file: Path
) -> None:
    files.open_path(file)
    block_backups(file)
    space_of(window).run(rename("Ny"))
    said = press("Stäng")
    assert window.close()
    assert len(said) == 1


def test_closing_the_window_makes_a_change_of_what_is_typed_and_closes_the_file(
    files: FileController, window: MainWindow, file: Path, clock: Clock
) -> None:
    files.open_path(file)
    type_in(name_field(window), "Ängskolan")
    assert window.close()
    assert stored(file, clock) == "Ängskolan"
    free = Database.open(file, clock=clock, user="Bo")
    assert not free.read_only
    free.close()


def test_a_folder_is_proposed_and_the_suffix_is_added(
    files: FileController, window: MainWindow, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.open_path(file)
    asked: list[str] = []

    def choose(_parent: object, _title: str, place: str, *_more: object, **_named: object) -> tuple[str, str]:
        asked.append(place)
        return str(tmp_path / "Min kopia"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    files.ask_copy()
    assert asked[0].endswith("Ljusnarsberg kopia.styr")
    assert (tmp_path / "Min kopia.styr").exists()
    assert load_settings().last_dirs["save"] == str(tmp_path)


def test_a_file_name_is_never_read_as_markup(
    files: FileController, window: MainWindow, make_town: MakeTown
) -> None:
    files.open_path(make_town("<b>fet & co.styr"))
    files.close_file()
    (shown,) = (each for each in window.start.findChildren(Sentence) if "fet" in each.plain_text())
    assert shown.plain_text() == "<b>fet & co"
    assert "&lt;b&gt;fet &amp; co" in shown.text()
