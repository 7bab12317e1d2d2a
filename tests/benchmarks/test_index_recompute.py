"""The benchmark of a changed index measures both sides, which come to the same amounts."""

import pytest

from benchmarks import index_recompute


def test_an_index_is_followed_in_memory_and_with_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_recompute, "UNITS", 30)
    memory, file = index_recompute.run(1)
    assert memory.goal.limit == 1.5
    assert file.goal.limit is None
    assert all(second > 0 for each in (memory, file) for second in (*each.measured, *each.against))
