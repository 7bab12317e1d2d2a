"""No two activities are drawn over each other, however many there are, exactly to the part of a day."""

from hypothesis import given
from hypothesis import strategies as st

from app.services.wheel.picture.lanes import Stretch, arrange, depth, groups, grow, meet, pack, pack_rows

TURN = 365
STRETCHES = st.lists(
    st.builds(
        lambda start, length, grows: Stretch(start, start + length, grows),
        st.integers(-TURN, 2 * TURN),
        st.integers(1, TURN) | st.integers(1, 40),
        st.booleans(),
    ),
    max_size=16,
)


def days(one: Stretch) -> set[int]:
    """Every day of the circle that a stretch takes up."""
    return {day % TURN for day in range(one.start, one.end)}


@given(STRETCHES)
def test_stretches_of_one_lane_have_no_day_in_common_also_over_the_top(stretches: list[Stretch]) -> None:
    lanes = pack(stretches, TURN)
    for one in range(len(stretches)):
        for other in range(one):
            assert lanes[one] != lanes[other] or not days(stretches[one]) & days(stretches[other])


@given(STRETCHES)
def test_no_lane_is_left_empty(stretches: list[Stretch]) -> None:
    assert set(pack(stretches, TURN)) == set(range(max(pack(stretches, TURN), default=-1) + 1))


@given(STRETCHES)
def test_grown_stretches_never_lie_over_each_other_nor_outside_the_lanes(stretches: list[Stretch]) -> None:
    lanes = pack(stretches, TURN)
    grown = grow(stretches, lanes, TURN)
    outermost = max(lanes, default=0)
    for one in range(len(stretches)):
        assert grown[one].first == lanes[one]
        assert grown[one].last <= outermost
        for other in range(one):
            apart = grown[one].last < grown[other].first or grown[other].last < grown[one].first
            assert apart or not days(stretches[one]) & days(stretches[other])


@given(STRETCHES)
def test_arranged_stretches_that_meet_share_their_number_of_lanes_but_no_lane(
    stretches: list[Stretch],
) -> None:
    found = arrange(stretches, TURN)
    for one in range(len(stretches)):
        assert found[one].last < found[one].count
        for other in range(one):
            if days(stretches[one]) & days(stretches[other]):
                assert found[one].count == found[other].count
                assert found[one].last < found[other].first or found[other].last < found[one].first


@given(STRETCHES)
def test_what_does_not_grow_keeps_to_one_lane(stretches: list[Stretch]) -> None:
    grown = arrange(stretches, TURN)
    assert all(lane.width == 1 for one, lane in zip(stretches, grown, strict=True) if not one.grows)


@given(STRETCHES)
def test_stretches_of_different_groups_never_meet(stretches: list[Stretch]) -> None:
    found = groups(stretches, TURN)
    assert sorted(place for group in found for place in group) == list(range(len(stretches)))
    taken = [set().union(*(days(stretches[place]) for place in group)) for group in found]
    for place, one in enumerate(taken):
        assert all(not one & other for other in taken[:place])


@given(STRETCHES)
def test_the_depth_is_the_largest_number_on_one_day(stretches: list[Stretch]) -> None:
    most = max((sum(day in days(one) for one in stretches) for day in range(TURN)), default=0)
    assert depth(stretches, TURN) == most
    assert most <= max(pack(stretches, TURN), default=-1) + 1


@given(STRETCHES)
def test_meeting_is_having_a_day_in_common(stretches: list[Stretch]) -> None:
    for one in stretches:
        for other in stretches:
            assert meet(one, other, TURN) == bool(days(one) & days(other))


def test_a_stretch_grows_into_the_lane_that_is_free_beside_it() -> None:
    stretches = [Stretch(0, 100), Stretch(30, 60), Stretch(90, 120), Stretch(95, 110)]
    assert [(lane.first, lane.width) for lane in arrange(stretches, TURN)] == [(0, 1), (1, 2), (1, 1), (2, 1)]


def test_neighbours_without_others_fill_all_lanes_of_their_own() -> None:
    stretches = [Stretch(0, 31), Stretch(40, 60), Stretch(45, 70)]
    assert [lane.count for lane in arrange(stretches, TURN)] == [1, 2, 2]


def test_a_month_over_new_year_shares_no_lane_with_january() -> None:
    first, last = pack([Stretch(350, 380), Stretch(0, 31)], TURN)
    assert first != last


@st.composite
def with_rows(draw: st.DrawFn) -> tuple[list[Stretch], list[tuple[int, ...]]]:
    """Stretches, some of which belong together and do not meet."""
    stretches = draw(STRETCHES)
    rows: list[list[int]] = []
    for place, one in enumerate(stretches):
        row = draw(st.integers(-1, len(rows)))
        if row == len(rows):
            rows.append([place])
        elif row >= 0 and not any(days(one) & days(stretches[other]) for other in rows[row]):
            rows[row].append(place)
    return stretches, [tuple(row) for row in rows if len(row) > 1]


@given(with_rows())
def test_a_row_has_one_lane_and_one_thickness_and_nothing_lies_over_it(
    asked: tuple[list[Stretch], list[tuple[int, ...]]],
) -> None:
    stretches, rows = asked
    found = arrange(stretches, TURN, rows)
    for row in rows:
        assert len({found[place] for place in row}) == 1
    for one in range(len(stretches)):
        assert found[one].last < found[one].count
        for other in range(one):
            if days(stretches[one]) & days(stretches[other]):
                assert found[one].count == found[other].count
                assert found[one].last < found[other].first or found[other].last < found[one].first


@given(with_rows())
def test_rows_leave_no_lane_empty(asked: tuple[list[Stretch], list[tuple[int, ...]]]) -> None:
    stretches, rows = asked
    lanes = pack_rows(stretches, TURN, rows)
    assert set(lanes) == set(range(max(lanes, default=-1) + 1))
