"""Where units with frames stand."""

from hypothesis import given
from hypothesis import strategies as st

from app.services.budget.unittree import TreeUnit, arrange


@st.composite
def towns(draw: st.DrawFn) -> tuple[dict[int, int | None], set[int]]:
    """Units with parents of lower numbers, and those that have frames."""
    count = draw(st.integers(1, 10))
    parents = {
        key: draw(st.none() | st.integers(1, key - 1)) if key > 1 else None for key in range(1, count + 1)
    }
    return parents, draw(st.sets(st.sampled_from(sorted(parents))))


@given(towns())
def test_every_frame_has_one_line_and_every_line_is_needed(
    town: tuple[dict[int, int | None], set[int]],
) -> None:
    parents, framed = town
    units = {key: TreeUnit(key, above, f"Enhet {key}", 0) for key, above in parents.items()}
    places = arrange(units, framed)
    assert sorted(place.unit_id for place in places if not place.group) == sorted(framed)
    assert len({place.key for place in places}) == len(places)
    seen: dict[int, int] = {}
    for place in places:
        if place.parent is None:
            assert place.depth == 0
        else:
            assert place.depth == seen[place.parent] + 1
        seen[place.key] = place.depth
    for group in (place for place in places if place.group):
        assert any(place.parent == group.key for place in places)


def test_units_come_in_their_order_and_then_by_swedish_names() -> None:
    named = ((1, "Öga", 1), (2, "Ål", 1), (3, "Zon", 0), (4, "Äng", 1))
    units = {key: TreeUnit(key, None, name, position) for key, name, position in named}
    assert [place.name for place in arrange(units, set(units))] == ["Zon", "Ål", "Äng", "Öga"]
