"""The strategy map: which goals stand on it, and arrows that never close a circle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import NotFound
from app.services.scorecard import causes
from app.services.scorecard.assessmenterrors import CausedAlready, CausesInCircle, CausesItself, NotAGoal
from tests.services.scorecard.cardtown import HALF, TODAY, YEAR, CardTown
from tests.services.scorecard.judgedtown import GOAL, PROMISE, decide, judged_file, town

MONEY = "Ekonomin håller"

__all__ = ["judged_file", "town"]


def _map(town: CardTown, unit: str | None = None) -> causes.CauseMap:
    key = town.ids[unit] if unit else None
    return town.read(causes.cause_map, year=YEAR, period=HALF, today=TODAY, unit_id=key)


def _draw(town: CardTown, cause: str, effect: str) -> int:
    return town.run(causes.draw_link, cause_id=town.ids[cause], effect_id=town.ids[effect])


def test_goals_stand_by_perspective_with_how_they_stand(town: CardTown) -> None:
    decide(town, "unmet", reason="Otryggt på natten")
    shown = _map(town)
    assert [(group.name, [goal.title for goal in group.goals]) for group in shown.groups] == [
        ("Brukare", [GOAL]),
        ("Ekonomi", [MONEY]),
    ]
    first, second = shown.goals
    assert (first.standing, first.words, first.decided) == ("unmet", "Ej uppfyllt", True)
    assert (second.standing, second.words, second.decided) == ("missing", "Uppgift saknas", False)
    assert [goal.title for goal in _map(town, "Norra").goals] == [GOAL, PROMISE]


def test_an_arrow_is_drawn_noted_turned_and_removed(town: CardTown) -> None:
    key = _draw(town, GOAL, MONEY)
    town.run(
        causes.note_link, cause_link_id=key, note=" Trygga brukare klarar sig själva ", expected_version=1
    )
    line = _map(town).links[0]
    assert (line.cause_id, line.note) == (town.ids[GOAL], "Trygga brukare klarar sig själva")
    town.run(causes.turn_link, cause_link_id=key, expected_version=line.version)
    turned = _map(town)
    assert turned.effects_of(town.ids[MONEY])[0].effect_id == town.ids[GOAL]
    assert turned.causes_of(town.ids[GOAL]) == turned.links
    town.run(causes.remove_link, cause_link_id=key, expected_version=turned.links[0].version)
    assert _map(town).links == ()
    with pytest.raises(NotFound):
        town.run(causes.remove_link, cause_link_id=key, expected_version=1)


def test_what_makes_no_sense_is_refused_in_a_sentence(town: CardTown) -> None:
    _draw(town, PROMISE, GOAL)
    key = _draw(town, GOAL, MONEY)
    with pytest.raises(CausedAlready):
        _draw(town, GOAL, MONEY)
    with pytest.raises(CausesItself):
        _draw(town, GOAL, GOAL)
    with pytest.raises(NotAGoal):
        _draw(town, "Trygg omsorg", GOAL)
    with pytest.raises(CausesInCircle, match=f"”{PROMISE}” → ”{GOAL}” → ”{MONEY}”"):
        _draw(town, MONEY, PROMISE)
    _draw(town, PROMISE, MONEY)
    with pytest.raises(CausesInCircle):
        town.run(causes.turn_link, cause_link_id=_map_key(town, PROMISE, MONEY), expected_version=1)
    town.run(causes.turn_link, cause_link_id=key, expected_version=1)


def _map_key(town: CardTown, cause: str, effect: str) -> int:
    ends = (town.ids[cause], town.ids[effect])
    lines = town.read(causes.cause_map, year=YEAR, period=HALF, today=TODAY, unit_id=town.ids["Norra"]).links
    every = (*lines, *_map(town).links)
    found_ = [line.id for line in every if (line.cause_id, line.effect_id) == ends]
    return found_[0] if found_ else town.read(lambda session: _stored(session, ends))


def _stored(session, ends):
    from sqlalchemy import select

    from app.models.assessments import CauseLink

    wanted = select(CauseLink.id).where(CauseLink.cause_id == ends[0], CauseLink.effect_id == ends[1])
    return session.scalars(wanted).one()


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=40))
def test_arrows_that_are_let_through_never_close_a_circle(pairs):
    drawn: dict[int, list[int]] = {}
    for cause, effect in pairs:
        if cause != effect and not causes._way(drawn, effect, cause):
            drawn.setdefault(cause, []).append(effect)
    for start in drawn:
        reached, front = set(), list(drawn[start])
        while front:
            key = front.pop()
            if key not in reached:
                reached.add(key)
                front += drawn.get(key, ())
        assert start not in reached
