"""Every level has one line, below what it stands under, and lanes of one number never meet."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.services.steering.leveldiagram import LevelDiagram, level_diagram
from app.services.steering.modelviews import LevelView, model_views


def level(key: str, parent: str | None = None, *sources: str) -> LevelView:
    return LevelView(key, key.capitalize(), key, None, "document", parent, sources, None, None, None)


@st.composite
def levels(draw: st.DrawFn) -> list[LevelView]:
    """Levels whose parents and sources come before them: a graph without rings."""
    made: list[LevelView] = []
    for place in range(draw(st.integers(1, 12))):
        before = [one.key for one in made]
        parent = draw(st.sampled_from([None, *before]))
        others = [key for key in before if key != parent]
        sources = draw(st.lists(st.sampled_from(others), unique=True, max_size=3)) if others else []
        made.append(level(f"n{place}", parent, *sources))
    return draw(st.permutations(made))


@given(levels())
def test_every_level_has_one_line_below_the_level_it_stands_under(given: list[LevelView]) -> None:
    rows = level_diagram(given).rows
    assert sorted(row.level.key for row in rows) == sorted(one.key for one in given)
    for place, row in enumerate(rows):
        if row.parent is None:
            assert (row.depth, row.level.parent) == (0, None)
        else:
            assert row.parent < place
            assert rows[row.parent].level.key == row.level.parent
            assert row.depth == rows[row.parent].depth + 1


@given(levels())
def test_every_source_has_its_lane_and_lanes_of_one_number_never_meet(given: list[LevelView]) -> None:
    diagram = level_diagram(given)
    joined = {
        (diagram.rows[lane.source].level.key, diagram.rows[target].level.key)
        for lane in diagram.lanes
        for target in lane.targets
    }
    assert joined == {(source, one.key) for one in given for source in one.sources}
    for place, lane in enumerate(diagram.lanes):
        for other in diagram.lanes[:place]:
            apart = lane.reach[1] < other.reach[0] or other.reach[1] < lane.reach[0]
            assert lane.lane != other.lane or apart
    assert diagram.lane_count <= len(diagram.lanes)


def _named(diagram: LevelDiagram) -> list[tuple[str, int]]:
    return [(row.level.key, row.depth) for row in diagram.rows]


def test_siblings_keep_their_order_and_children_follow_their_parent() -> None:
    diagram = level_diagram([level("a"), level("b", "a"), level("c", "a"), level("d", "b"), level("e")])
    assert _named(diagram) == [("a", 0), ("b", 1), ("d", 2), ("c", 1), ("e", 0)]


def test_the_carried_models_can_all_be_drawn() -> None:
    for view in model_views():
        assert len(level_diagram(view.levels).rows) == len(view.levels)
        bare = tuple(replace(one, sources=()) for one in view.levels)
        assert level_diagram(bare).lanes == ()
