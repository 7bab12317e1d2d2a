"""A town with an empty budget of 2027 to 2029, and no allocation models."""

import pytest

from tests.services.budget.allocation.bench import Bench
from tests.services.budget.ledger import Ledger


@pytest.fixture
def bench(ledger: Ledger) -> Bench:
    """The town."""
    return Bench(ledger)
