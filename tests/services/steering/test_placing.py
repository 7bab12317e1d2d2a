"""Where elements may stand, told from plain rows."""

from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import Locked
from app.services.steering.errors import NotPlaced, UnderItself
from app.services.steering.placing import Hierarchy, Standing, new_positions
from app.services.steering.rules import LevelRow

_LEVELS = (
    LevelRow(1, "vision", 1, "Vision", "Vision", "document", None),
    LevelRow(2, "omrade", 2, "Område", "Område", "goal_area", 1),
    LevelRow(3, "mal", 3, "Mål", "Mål", "goal", 2, source_ids=(1,)),
    LevelRow(4, "avtal", 4, "Avtal", "Avtal", "agreement", 1),
    LevelRow(5, "atagande", 5, "Åtagande", "Åtagande", "commitment", 4, source_ids=(3,)),
)


def _hierarchy(*rows: tuple[int, int | None, int], locked: tuple[int, ...] = ()) -> Hierarchy:
    """Elements as key, parent and level."""
    standing = [Standing(key, above, level, f"E{key}", key in locked, place) for place, (key, above, level)
                in enumerate(rows)]  # fmt: skip
    return Hierarchy(standing, _LEVELS)


def test_while_nothing_stands_on_the_level_between_an_element_may_stand_on_what_it_builds_on() -> None:
    bare = _hierarchy((1, None, 1), (2, None, 1), (3, 1, 3))
    assert bare.refusal([3], 2) is None
    full = _hierarchy((1, None, 1), (2, None, 1), (3, 1, 3), (4, 1, 2))
    refused = full.refusal([3], 2)
    assert isinstance(refused, NotPlaced)
    assert refused.message == "”E3” kan inte ligga under ”E2”, eftersom Mål ligger under Område."
    assert full.without([4]).refusal([3], 2) is None


def test_a_top_of_the_model_may_stand_nowhere_but_at_the_top() -> None:
    refused = _hierarchy((1, None, 1), (2, None, 1)).refusal([2], 1)
    assert refused is not None
    assert refused.message == (
        "”E2” kan inte ligga under ”E1”, eftersom Vision ligger överst i styrmodellen."
    )


def test_decided_agreements_neither_give_nor_take_commitments() -> None:
    tree = _hierarchy((1, None, 1), (4, 1, 4), (5, 1, 4), (6, 4, 5), (7, 5, 5), locked=(5,))
    assert isinstance(tree.refusal([6], 5), Locked)
    assert isinstance(tree.refusal([7], 4), Locked)


def test_tops_are_those_under_no_other_and_below_holds_all_of_them() -> None:
    tree = _hierarchy((1, None, 1), (2, 1, 2), (3, 2, 3), (4, 1, 2))
    assert tree.tops((3, 2, 4)) == [2, 4]
    assert sorted(tree.below([2])) == [2, 3]
    assert tree.left_by([2]) == [3]
    assert isinstance(tree.refusal([2], 3), UnderItself)


def test_an_heir_is_none_of_those_that_go_or_stand_under_them() -> None:
    tree = _hierarchy((1, None, 1), (2, 1, 2), (3, 2, 3), (4, 1, 2))
    test = tree.heir_test([2])
    assert test(4) is None
    assert isinstance(test(3), UnderItself)
    assert isinstance(test(2), UnderItself)


def test_siblings_of_other_levels_stay_apart_wherever_it_is_pointed() -> None:
    tree = _hierarchy((1, None, 1), (2, 1, 2), (3, 1, 2), (6, 1, 4), (7, 1, 4), (8, None, 1), (9, 8, 2))
    assert tree.order_with([9], 1, 3) == [[2, 9, 3]]
    assert tree.order_with([9], 1, 7) == [[2, 3, 9]]  # before an element of a later level is last
    assert tree.order_with([7], 1, 2) == [[7, 6]]  # before one of an earlier level is first
    assert tree.order_with([9], 1, None) == [[2, 3, 9]]
    assert tree.order_with([9, 7], 1, None) == [[2, 3, 9], [6, 7]]


@given(st.lists(st.none() | st.integers(-3, 20), max_size=12))
def test_new_positions_rise_and_leave_alone_what_is_in_order(positions: list[int | None]) -> None:
    changed = new_positions(list(enumerate(positions)))
    after = [changed.get(key, position) for key, position in enumerate(positions)]
    assert all(one is not None for one in after)
    assert after == sorted(set(after))  # type: ignore[type-var]
    kept = [one for one in positions if one is not None]
    if kept == sorted(set(kept)) == positions:
        assert not changed
