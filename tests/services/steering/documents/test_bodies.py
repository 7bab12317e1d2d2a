"""A body is known by its name, its abbreviation, as one of several of a kind, and in a longer name."""

import pytest

from app.services.steering.documents.bodies import Bodies, Named

BODIES = Bodies(
    [
        Named(frozenset({"kommunfullmäktige", "kf"}), "council", several=False),
        Named(frozenset({"nämnder"}), "committee", several=True),
        Named(frozenset({"miljönämnden"}), "committee", several=False),
        Named(frozenset({"övriga"}), None, several=True),
    ],
    [("socialnämnden", "committee"), ("städ", "unit")],
)


@pytest.mark.parametrize(
    ("body", "expected", "right"),
    [
        ("KF", ["Kommunfullmäktige"], True),
        ("Kommunfullmäktige i Norberg", ["Kommunfullmäktige"], True),
        ("Kommunstyrelsen", ["Kommunfullmäktige"], False),
        ("Socialnämnden", ["Nämnder"], True),
        ("Miljönämnden", ["Nämnder"], True),
        ("Städ", ["Nämnder"], False),
        ("Vem som helst", ["Övriga"], True),
        ("Socialnämnden", ["Kommunfullmäktige", "Nämnder"], True),
        ("Något annat", [], False),
    ],
)
def test_bodies_are_told_apart(body: str, expected: list[str], right: bool) -> None:
    assert BODIES.is_one_of(body, expected) is right
