"""Work on a thread: answers arrive on the window's thread, cancel stops, one job at a time."""

import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui.parts.jobs import Job, JobHandle, JobRunner, begun


@pytest.fixture
def runner(qtbot: QtBot) -> JobRunner:
    return JobRunner()


def test_the_result_arrives_on_the_thread_of_the_window(runner: JobRunner, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    answers: list[object] = []

    def work(_handle: JobHandle) -> int:
        threads.append(threading.current_thread())
        return 42

    job = Job("Räknar", work)
    job.finished.connect(lambda value: answers.append((value, threading.current_thread())))
    runner.start(job)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(42, threading.main_thread())]
    assert threads != [threading.main_thread()]
    assert runner.current is None


def test_progress_arrives_in_order(runner: JobRunner, qtbot: QtBot) -> None:
    def work(handle: JobHandle) -> None:
        for done in range(1, 4):
            handle.progress(done, 3, f"{done} av 3")

    told: list[tuple[int, int, str]] = []
    job = Job("Skriver", work)
    job.progressed.connect(lambda *step: told.append(step))
    with qtbot.waitSignal(job.ended):
        runner.start(job)
    assert told == [(1, 3, "1 av 3"), (2, 3, "2 av 3"), (3, 3, "3 av 3")]


def test_cancel_stops_the_work_at_its_next_check(runner: JobRunner, qtbot: QtBot) -> None:
    going = threading.Event()

    def work(handle: JobHandle) -> None:
        going.set()
        while True:
            handle.check()

    job = Job("Evigt", work)
    runner.start(job)
    going.wait(5)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()


def test_an_error_in_the_work_is_handed_over(runner: JobRunner, qtbot: QtBot) -> None:
    def work(_handle: JobHandle) -> None:
        raise ValueError("fel")

    job = Job("Bryter", work)
    with qtbot.waitSignal(job.failed) as heard:
        runner.start(job)
    assert heard.args is not None
    assert isinstance(heard.args[0], ValueError)


def test_jobs_run_one_after_the_other(runner: JobRunner, qtbot: QtBot) -> None:
    order: list[str] = []
    gate = threading.Event()

    def first(_handle: JobHandle) -> None:
        gate.wait(5)
        order.append("första")

    one = Job("Första", first, writes=True)
    two = Job("Andra", lambda _handle: order.append("andra"))
    runner.start(one)
    runner.start(two)
    assert runner.current is one
    assert runner.writing
    with qtbot.waitSignal(two.ended):
        gate.set()
    assert order == ["första", "andra"]
    assert not runner.writing


def test_stopping_waits_for_the_work_to_end(runner: JobRunner, qtbot: QtBot) -> None:
    def work(handle: JobHandle) -> None:
        while True:
            handle.check()

    job = Job("Evigt", work)
    runner.start(job)
    assert runner.stop_all(5)
    qtbot.waitUntil(lambda: runner.current is None)


class Owner(QObject):
    """Whoever starts a job and is itself kept by nothing but the job's work."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.job = Job("Räknar", lambda _handle: self.told.append("klart"))
        self.job.ended.connect(lambda: self.told.append("slut"))


def test_whoever_started_a_job_may_be_let_go_before_it_ends(qtbot: QtBot) -> None:
    for _ in range(20):
        owner = Owner()
        told = owner.told
        owner.job.start()
        del owner
        qtbot.waitUntil(lambda: not begun(), timeout=5000)
        assert told == ["klart", "slut"]
