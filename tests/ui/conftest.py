"""Garbage is looked for on the window's own thread, as in the program; no dialog outlives its test."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication


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
