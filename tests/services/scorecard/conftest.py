"""The town of the assignments, which has an office with two schools below it."""

from tests.services.assignments.conftest import _town_file, town

__all__ = ["_town_file", "town"]
