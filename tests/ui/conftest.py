"""Garbage is looked for on the window's own thread, as in the program; no dialog outlives its test."""

import gc
from collections.abc import Generator, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

_PATIENCE_MS = 2000


@pytest.fixture(autouse=True)
def _no_garbage_on_other_threads() -> Iterator[None]:
    """Qt's objects must not be ended on the thread of a job."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    """A modal dialog that a test leaves open would be the next test's active one.

    What asked to be deleted later is deleted now: no event loop runs between the tests that would do it,
    and thousands of closed windows make every later one slow.
    """
    yield
    for window in QApplication.topLevelWidgets():
        if window.isModal() and window.isVisible():
            window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Generator[None, None, None]:
    """A window of a test that failed may ask before it closes: nobody is there, so it is told no."""
    waiting = QTimer() if QApplication.instance() is not None else None
    if waiting is not None:
        waiting.timeout.connect(_say_no)
        waiting.start(_PATIENCE_MS)
    yield
    if waiting is not None:
        waiting.stop()


def _say_no() -> None:
    asking = QApplication.activeModalWidget()
    if asking is not None:
        asking.close()
