"""Scenarios can be measured, and every one of them is reckoned; how fast it went is not judged here."""

import pytest

from benchmarks import scenarios


def test_scenarios_are_compared_and_reckoned_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenarios, "COUNT", 2)
    compared, reckoned = scenarios.run(1)
    assert [compared.goal.limit, reckoned.goal.limit] == [12, 12]
    assert len(compared.measured) == len(reckoned.against) == 1
    assert min(*compared.measured, *reckoned.measured) > 0
