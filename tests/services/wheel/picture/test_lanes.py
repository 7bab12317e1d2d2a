"""No two activities are drawn over each other, however many there are."""

from hypothesis import given
from hypothesis import strategies as st

from app.services.wheel.picture.lanes import grow, pack
from app.services.wheel.picture.timing import Span

SPANS = st.lists(
    st.builds(
        lambda start, length, point: Span(start, start + length, point),
        st.floats(0, 0.999),
        st.floats(0.001, 1.0),
        st.booleans(),
    ),
    max_size=14,
)


@given(SPANS)
def test_spans_of_one_lane_never_meet(spans: list[Span]) -> None:
    lanes = pack(spans)
    for one in range(len(spans)):
        for other in range(one):
            assert lanes[one] != lanes[other] or not spans[one].meets(spans[other])


@given(SPANS)
def test_no_lane_is_left_empty(spans: list[Span]) -> None:
    assert set(pack(spans)) == set(range(max(pack(spans), default=-1) + 1))


@given(SPANS)
def test_grown_spans_never_lie_over_each_other_nor_outside_the_lanes(spans: list[Span]) -> None:
    lanes = pack(spans)
    grown = grow(spans, lanes)
    outermost = max(lanes, default=0)
    for one in range(len(spans)):
        assert grown[one].first == lanes[one]
        assert grown[one].last <= outermost
        for other in range(one):
            apart = grown[one].last < grown[other].first or grown[other].last < grown[one].first
            assert apart or not spans[one].meets(spans[other])


@given(SPANS)
def test_points_stay_as_they_are(spans: list[Span]) -> None:
    grown = grow(spans, pack(spans))
    assert all(lane.width == 1 for span, lane in zip(spans, grown, strict=True) if span.point)


def test_a_span_grows_into_the_lane_that_is_free_beside_it() -> None:
    spans = [Span(0.0, 0.3), Span(0.1, 0.2), Span(0.5, 0.6)]
    assert pack(spans) == (0, 1, 0)
    assert [lane.width for lane in grow(spans, pack(spans))] == [1, 1, 2]


@given(SPANS, st.floats(0, 1))
def test_meeting_is_mutual_and_does_not_depend_on_where_the_year_begins(
    spans: list[Span], turn: float
) -> None:
    for one in spans:
        assert one.meets(one)
        for other in spans:
            assert one.meets(other) == other.meets(one)
