"""Garbage is found on the window's thread, and by nobody else."""

import gc
import sys
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.ui.shell import collecting
from app.ui.shell.collecting import Collector


class _Knot:
    """Refers to itself, so that only a collection ends it, and notes on which thread that was."""

    def __init__(self, ended_on: list[threading.Thread]) -> None:
        self.me = self
        self._ended_on = ended_on

    def __del__(self) -> None:
        self._ended_on.append(threading.current_thread())


@pytest.fixture(autouse=True)
def _garbage_of_its_own() -> Iterator[None]:
    """Leave out what the tests before have made."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Collector]:
    """A collector that looks often."""
    monkeypatch.setattr(collecting, "EVERY_MS", 5)
    collector = Collector()
    yield collector
    collector.finish()


def _much(ended_on: list[threading.Thread]) -> None:
    for _ in range(3 * gc.get_threshold()[0]):
        _Knot(ended_on)


def test_garbage_that_a_job_makes_is_ended_on_the_windows_thread(collector: Collector, qtbot: QtBot) -> None:
    ended_on: list[threading.Thread] = []
    job = threading.Thread(target=_much, args=(ended_on,))
    job.start()
    job.join()
    assert ended_on == []
    qtbot.waitUntil(lambda: bool(ended_on))
    assert set(ended_on) == {threading.main_thread()}


def test_old_garbage_is_found_too(collector: Collector, qtbot: QtBot) -> None:
    ended_on: list[threading.Thread] = []
    knot = _Knot(ended_on)
    gc.collect()  # it is now as old as anything can be
    del knot
    limits = gc.get_threshold()
    gc.set_threshold(1, 1, 1)
    try:
        qtbot.waitUntil(lambda: _make_some() and bool(ended_on))
    finally:
        gc.set_threshold(*limits)


def _make_some() -> bool:
    return bool([[number] for number in range(100)])


def test_libraries_that_have_been_loaded_are_looked_through_no_more(
    collector: Collector, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = gc.get_freeze_count()
    for number in range(collecting.MUCH + 1):
        monkeypatch.setitem(sys.modules, f"a_library.part_{number}", gc)
    qtbot.waitUntil(lambda: gc.get_freeze_count() > before)
    before = gc.get_freeze_count()
    ended_on: list[threading.Thread] = []
    _much(ended_on)
    qtbot.waitUntil(lambda: bool(ended_on))  # what is made afterwards is looked through as before
    assert gc.get_freeze_count() <= before


def test_python_looks_again_when_it_is_finished() -> None:
    collector = Collector()
    assert not gc.isenabled()
    collector.finish()
    assert gc.isenabled()
