"""What the rules are checked on is kept while they are, and no longer."""

from collections.abc import Iterator

import pytest

from tests.architecture.source_tree import let_go


@pytest.fixture(scope="package", autouse=True)
def _trees_are_let_go() -> Iterator[None]:
    yield
    let_go()
