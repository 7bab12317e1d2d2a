"""The workspace: one line starts a use case, refusals become sentences, undo names what it undoes."""

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from app.models.errors import DomainError
from app.services.clock import Clock
from app.services.storage import Changes, Database, drafts
from app.services.storage.backup import backup_folder, list_backups
from app.ui.parts.jobs import JobHandle
from app.ui.shell import workspace
from app.ui.shell.workspace import Workspace
from tests.services.storage import towns
from tests.ui.shell.conftest import SCHOOL, rename, said, school


class Heard(QObject):
    """Everything that a workspace says."""

    def __init__(self, space: Workspace) -> None:
        super().__init__()
        self.told: list[tuple[str, str]] = []
        self.changes: list[Changes] = []
        space.told.connect(lambda text, kind: self.told.append((text, kind)))
        space.changed.connect(self.changes.append)


@pytest.fixture
def heard(space: Workspace) -> Heard:
    return Heard(space)


def until_cancelled(handle: JobHandle) -> None:
    while True:
        handle.check()


def test_a_use_case_that_is_done_is_told_with_its_changes(space: Workspace, heard: Heard) -> None:
    written = space.run(rename("Ängskolan"))
    assert written is not None
    assert written.value == 2
    assert heard.changes == [
        Changes(frozenset({"unit"}), frozenset({towns.SCHOOL}), said("Ängskolan")),
    ]
    assert space.saved_at == space.clock.now()
    assert space.undo_words == said("Ängskolan")
    assert school(space.database) == "Ängskolan"


def test_a_refusal_is_said_and_changes_nothing(space: Workspace, heard: Heard) -> None:
    space.run(towns.decide)
    heard.changes.clear()
    assert space.run(lambda session: towns.retitle(session, title="Annat")) is None
    ((sentence, kind),) = heard.told
    assert sentence.endswith("är beslutad och låst. Gör en ny version för att ändra.")
    assert kind == "error"
    assert heard.changes == []


def test_an_error_of_our_own_is_let_through(space: Workspace) -> None:
    def broken(session: Session) -> None:
        rename("Halvt")(session)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        space.run(broken)
    assert school(space.database) == SCHOOL
    assert space.run(rename("Efteråt")) is not None


def test_undo_and_redo_say_what_they_did(space: Workspace, heard: Heard) -> None:
    space.run(rename("Ängskolan"))
    space.undo()
    assert school(space.database) == SCHOOL
    space.redo()
    assert school(space.database) == "Ängskolan"
    assert heard.told == [
        (f"Ångrade: {said('Ängskolan')}", "step"),
        (f"Gjorde om: {said('Ängskolan')}", "step"),
    ]
    assert len(heard.changes) == 3


def test_an_undo_that_is_refused_is_said_and_then_forgotten(space: Workspace, heard: Heard) -> None:
    key = space.run(lambda session: towns.add_unit(session, name="Förälder"))
    assert key is not None
    child = lambda session: towns.add_unit(session, name="Barn", parent_id=key.value)  # noqa: E731
    other = space.database.write(child)
    space.database._undo.done.pop()
    heard.told.clear()
    assert other.value
    space.undo()
    ((sentence, kind),) = heard.told
    assert sentence.startswith("”Lade till Förälder” kan inte längre ångras")
    assert kind == "error"
    assert space.undo_words is None or "Förälder" not in space.undo_words


def test_with_nothing_to_undo_it_is_said(space: Workspace, heard: Heard) -> None:
    space.undo()
    space.redo()
    assert heard.told == [
        ("Det finns inget att ångra.", "error"),
        ("Det finns inget att göra om.", "error"),
    ]


def test_a_file_open_for_reading_refuses_before_anything_runs(reading: Workspace) -> None:
    heard = Heard(reading)
    ran: list[int] = []
    assert reading.run(lambda _session: ran.append(1)) is None
    reading.undo()
    reading.keep_draft("f", "Fält", "text")
    assert ran == []
    assert [kind for _, kind in heard.told] == ["warning", "warning"]
    assert heard.told[0][0].startswith("Filen är öppen för läsning. Den är öppen hos Anna på ")
    assert heard.told[0][0].endswith(". Ändringen gjordes inte.")
    assert reading.undo_words is None
    assert reading.read(drafts.list_drafts) == ()


def test_a_reader_follows_what_another_program_writes(
    reading: Workspace, database: Database, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard(reading)
    reading._on_poll()
    assert heard.changes == []
    database.write(rename("Ängskolan"))
    reading._timer.setInterval(10)
    qtbot.waitUntil(lambda: len(heard.changes) == 1)
    assert heard.changes[0].kinds == frozenset()
    assert school(reading.database) == "Ängskolan"


def test_a_reader_whose_file_is_spoilt_is_told_once(reading: Workspace) -> None:
    heard = Heard(reading)
    with reading.database.path.open("r+b") as spoilt:
        spoilt.write(b"x" * 100)
    reading._on_poll()
    assert [kind for _, kind in heard.told] == ["error"]
    assert "är skadad" in heard.told[0][0]
    assert not reading._timer.isActive()


def test_editing_is_locked_with_a_reason_while_a_job_writes(
    space: Workspace, heard: Heard, qtbot: QtBot
) -> None:
    job = space.start_job("Import", until_cancelled, writes=True)
    assert space.run(rename("Ny")) is None
    assert "Import pågår" in heard.told[0][0]
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    qtbot.waitUntil(lambda: not space.jobs.writing)
    assert space.run(rename("Ny")) is not None


def test_a_job_that_is_refused_says_why(space: Workspace, heard: Heard, qtbot: QtBot) -> None:
    def work(_handle: JobHandle) -> None:
        raise DomainError("Disken är full.")

    job = space.start_job("Export", work)
    with qtbot.waitSignal(job.ended):
        pass
    assert heard.told == [("Disken är full.", "error")]


def test_the_working_year_starts_with_todays_and_is_told_once(space: Workspace) -> None:
    years: list[int] = []
    space.working_year_changed.connect(years.append)
    assert (space.working_year, space.today) == (2026, date(2026, 11, 21))
    space.set_working_year(2027)
    space.set_working_year(2027)
    assert years == [2027]


def test_closing_lets_the_file_go_and_backs_up_what_changed(
    space: Workspace, file: Path, clock: Clock
) -> None:
    space.run(rename("Ny"))
    space.close()
    assert len(list_backups(file)) == 1
    other = Database.open(file, clock=clock, user="Bo")
    assert not other.read_only
    other.close()


def wait_for_backup(space: Workspace, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: space.jobs.current is None, timeout=20_000)


def test_what_changed_is_backed_up_while_the_file_stays_open(
    space: Workspace, file: Path, qtbot: QtBot
) -> None:
    space.back_up()
    wait_for_backup(space, qtbot)
    assert list_backups(file) == ()
    space.run(rename("Ny"))
    space._timer.setInterval(10)
    qtbot.waitUntil(lambda: len(list_backups(file)) == 1, timeout=20_000)
    wait_for_backup(space, qtbot)
    space.back_up()
    wait_for_backup(space, qtbot)
    assert len(list_backups(file)) == 1
    assert space.undo_words == said("Ny")


def test_a_backup_waits_for_other_work(space: Workspace, file: Path, qtbot: QtBot) -> None:
    space.run(rename("Ny"))
    job = space.start_job("Export", until_cancelled)
    space.back_up()
    assert space.jobs.current is job
    with qtbot.waitSignal(job.ended):
        job.cancel()
    assert list_backups(file) == ()


def test_a_backup_that_cannot_be_made_is_said_and_hinders_nothing(
    space: Workspace, heard: Heard, file: Path, qtbot: QtBot
) -> None:
    backup_folder(file).write_text("i vägen")
    space.run(rename("Ny"))
    space.back_up()
    wait_for_backup(space, qtbot)
    qtbot.waitUntil(lambda: len(heard.told) == 1)
    sentence, kind = heard.told[0]
    assert sentence.startswith("Säkerhetskopian kunde inte göras.")
    assert kind == "warning"
    assert space.run(rename("Nyare")) is not None
    assert space.database.backup_due
    backup_folder(file).unlink()


def test_changes_that_a_killed_program_left_are_backed_up_soon(
    file: Path, clock: Clock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace, "BACKUP_SOON_MS", 1)
    note = file.with_name(file.name + ".lock.json")
    note.write_text('{"name": "Anna", "computer": "K", "since": "2026-11-21T12:00:00+00:00"}')
    space = Workspace(Database.open(file, clock=clock, user="Bo"), clock)
    qtbot.waitUntil(lambda: len(list_backups(file)) == 1, timeout=20_000)
    wait_for_backup(space, qtbot)
    space.close()


def test_a_use_case_on_another_thread_is_the_next_step_to_undo(space: Workspace, qtbot: QtBot) -> None:
    def work(_handle: JobHandle) -> str:
        assert threading.current_thread() is not threading.main_thread()
        return space.database.write(rename("Från tråden")).changes.words

    found: list[str] = []
    keep: Callable[[str], None] = found.append
    job = space.start_job("Import", work, writes=True, done=keep)
    with qtbot.waitSignal(job.ended):
        pass
    assert found == [said("Från tråden")]
    assert space.undo_words == said("Från tråden")
