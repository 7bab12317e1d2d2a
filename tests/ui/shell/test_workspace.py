"""The workspace: one line starts a use case, refusals become sentences, undo names what it undoes."""

from datetime import date

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.models.errors import DomainError, Locked
from app.services.clock import Clock
from app.ui.parts.jobs import JobHandle
from app.ui.shell.workspace import Workspace
from tests.ui.shell.conftest import Changed, Ledger


class Heard(QObject):
    """Everything that a workspace says."""

    def __init__(self, space: Workspace) -> None:
        super().__init__()
        self.told: list[tuple[str, str]] = []
        self.changes: list[object] = []
        space.told.connect(lambda text, kind: self.told.append((text, kind)))
        space.changed.connect(self.changes.append)


@pytest.fixture
def heard(space: Workspace) -> Heard:
    return Heard(space)


def refuse(_session: object) -> str:
    raise Locked("Ramen för Hemtjänst")


def test_a_use_case_that_is_done_is_told_with_its_changes(space: Workspace, heard: Heard) -> None:
    written = space.run(lambda _session: "Ändrade ramen")
    assert written is not None
    assert written.value == "Ändrade ramen"
    assert heard.changes == [Changed(frozenset({"unit"}), "Ändrade ramen")]
    assert space.saved_at == space.clock.now()
    assert space.undo_words == "Ändrade ramen"


def test_a_refusal_is_said_and_changes_nothing(space: Workspace, heard: Heard) -> None:
    assert space.run(refuse) is None
    assert heard.told == [
        ("Ramen för Hemtjänst är beslutad och låst. Gör en ny version för att ändra.", "error")
    ]
    assert heard.changes == []
    assert space.saved_at is None


def test_an_error_of_our_own_is_let_through(space: Workspace) -> None:
    def broken(_session: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        space.run(broken)


def test_undo_and_redo_say_what_they_did(space: Workspace, heard: Heard) -> None:
    space.run(lambda _session: "Ändrade ramen")
    space.undo()
    space.redo()
    assert [text for text, _ in heard.told] == ["Ångrade: Ändrade ramen", "Gjorde om: Ändrade ramen"]
    assert len(heard.changes) == 3


def test_an_undo_that_is_refused_is_said(space: Workspace, ledger: Ledger, heard: Heard) -> None:
    space.run(lambda _session: "Ändrade ramen")
    ledger.refuse_undo = DomainError("Raden har ändrats sedan dess.")
    space.undo()
    assert heard.told == [("Raden har ändrats sedan dess.", "error")]


def test_a_file_open_for_reading_refuses_before_anything_runs(
    ledger: Ledger, clock: Clock, qtbot: QtBot
) -> None:
    ledger.read_only = True
    ran: list[int] = []
    space = Workspace(ledger, clock)  # type: ignore[arg-type]
    heard = Heard(space)
    assert space.run(lambda _session: ran.append(1)) is None
    space.undo()
    space.keep_draft("f", "Fält", "text")
    assert ran == []
    assert [kind for _, kind in heard.told] == ["warning", "warning"]
    assert space.undo_words is None


def test_what_another_program_wrote_is_told_to_a_reader(ledger: Ledger, clock: Clock, qtbot: QtBot) -> None:
    ledger.read_only = True
    space = Workspace(ledger, clock)  # type: ignore[arg-type]
    heard = Heard(space)
    space._on_poll()
    ledger.outside = Changed(frozenset())
    space._on_poll()
    assert heard.changes == [Changed(frozenset())]


def test_editing_is_locked_with_a_reason_while_a_job_writes(
    space: Workspace, heard: Heard, qtbot: QtBot
) -> None:
    def work(handle: JobHandle) -> None:
        while True:
            handle.check()

    job = space.start_job("Import", work, writes=True)
    assert space.run(lambda _session: "Ändrade") is None
    assert "Import pågår" in heard.told[0][0]
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    qtbot.waitUntil(lambda: not space.jobs.writing)
    assert space.run(lambda _session: "Ändrade") is not None


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


def test_closing_lets_the_file_go(space: Workspace, ledger: Ledger) -> None:
    space.close()
    assert ledger.closed
