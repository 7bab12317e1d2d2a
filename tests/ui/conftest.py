"""Garbage is looked for on the window's own thread, as in the program."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _no_garbage_on_other_threads() -> Iterator[None]:
    """Qt's objects must not be ended on the thread of a job."""
    gc.disable()
    yield
    gc.enable()
