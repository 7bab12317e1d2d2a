"""A town with a plan, investments and no changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.clock import Clock
from tests.services.economy.investments.town import Town, open_town


@pytest.fixture
def town(tmp_path: Path, clock: Clock) -> Iterator[Town]:
    """A town in a file of its own."""
    found = open_town(tmp_path, clock)
    yield found
    found.database.close()
