"""The picture of a wheel: nothing over anything else, nothing outside, everything that has a place in it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import hypot, isfinite, pi

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.wheel.picture.layout import angle_of, day_at, lay_out, overlay
from app.services.wheel.picture.measure import width
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.picture.shapes import (
    ArcLine,
    CurvedText,
    Disc,
    Line,
    Picture,
    Sector,
    Shape,
    Target,
    Text,
)
from app.services.wheel.views import Activity
from tests.services.wheel.picture import made
from tests.services.wheel.picture.made import YEAR, activity, by, day, month, view

ENOUGH = 8
OPTIONS = st.builds(
    WheelOptions,
    rings=st.sampled_from(["year", "body", "phase", "wheel"]),
    colour=st.sampled_from(["phase", "body", "status"]),
    start_month=st.sampled_from([1, 8]),
    zoom=st.sampled_from(
        [None, None, (date(YEAR, 3, 1), date(YEAR, 3, 31)), (date(YEAR, 1, 1), date(YEAR, 3, 31))]
    ),
    mono=st.booleans(),
    seasons=st.booleans(),
    numbered=st.booleans(),
)
AREAS = st.sampled_from([(1000, 1000), (780, 690), (420, 380), (1400, 700), (160, 160)])


def points(shape: Shape) -> Iterator[tuple[float, float]]:
    """The outermost points of a shape."""
    if isinstance(shape, Sector | ArcLine):
        radius = shape.outer if isinstance(shape, Sector) else shape.radius
        yield from ((radius, 0), (0, radius), (-radius, 0), (0, -radius))
    elif isinstance(shape, Line):
        yield from shape.points
    elif isinstance(shape, Disc):
        yield from ((shape.x - shape.radius, shape.y), (shape.x + shape.radius, shape.y))
    elif isinstance(shape, CurvedText):
        yield from ((x, y) for _, x, y, _ in shape.glyphs)
    elif isinstance(shape, Text):
        left, top, right, bottom = box_of(shape)
        yield from ((left, top), (right, bottom))


def box_of(text: Text) -> tuple[float, float, float, float]:
    """What level words take up."""
    length = width(text.text, text.style) * text.size
    left = text.x - {"start": 0.0, "middle": length / 2, "end": length}[text.anchor]
    return left, text.y - 0.72 * text.size, left + length, text.y + 0.2 * text.size


def beside(picture: Picture) -> list[Text]:
    """The words beside the wheel."""
    found = (one for one in picture.shapes if isinstance(one, Text))
    return [one for one in found if one.layer == "labels" and one.anchor != "middle"]


def apart(one: Target, other: Target) -> bool:
    """Whether two pieces of rings have nothing in common but a border."""
    if one.outer <= other.inner + 1e-6 or other.outer <= one.inner + 1e-6:
        return True
    return all(
        one.end <= other.start + turn + 1e-6 or other.end + turn <= one.start + 1e-6 for turn in range(-3, 4)
    )


@settings(max_examples=60, deadline=None)
@given(made.activities(), OPTIONS, AREAS, st.sampled_from([0.75, 1.0, 1.5]))
def test_everything_is_inside_the_area_and_every_activity_accounted_for(
    activities: list[Activity], options: WheelOptions, area: tuple[float, float], scale: float
) -> None:
    picture = lay_out(view(activities), options, width=area[0], height=area[1], scale=scale)
    assert set(picture.labels) | set(picture.hidden) == {one.key for one in activities}
    assert not set(picture.labels) & set(picture.hidden)
    for shape in picture.shapes:
        for x, y in points(shape):
            assert isfinite(x)
            assert isfinite(y)
            assert abs(x) <= area[0] / 2 + 0.5
            assert abs(y) <= area[1] / 2 + 0.5


@settings(max_examples=80, deadline=None)
@given(made.activities(), OPTIONS)
def test_no_arc_or_label_lies_over_another(activities: list[Activity], options: WheelOptions) -> None:
    picture = lay_out(view(activities), options, width=900, height=800)
    pieces = [one for one in picture.targets if one.radius == 0]
    for place, one in enumerate(pieces):
        assert all(apart(one, other) for other in pieces[:place] if other.key != one.key)
    marks = [one for one in picture.shapes if isinstance(one, Disc)]
    for place, mark in enumerate(marks):
        for disc in marks[:place]:
            assert hypot(mark.x - disc.x, mark.y - disc.y) >= mark.radius + disc.radius


@settings(max_examples=40, deadline=None)
@given(made.activities(), OPTIONS)
def test_words_beside_the_wheel_never_cover_each_other_or_its_rim(
    activities: list[Activity], options: WheelOptions
) -> None:
    picture = lay_out(view(activities), options, width=900, height=640)
    boxes = [box_of(text) for text in beside(picture)]
    rim = max(one.radius for one in picture.shapes if isinstance(one, ArcLine))
    for place, (left, top, right, bottom) in enumerate(boxes):
        nearest = hypot(max(left, -right, 0), max(top, -bottom, 0))
        assert nearest >= rim
        for other in boxes[:place]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_leaders_never_cross_and_are_made_where_labels_have_no_room() -> None:
    start = date(YEAR, 1, 1)
    crowd = [
        activity(n, day(start + timedelta(days=7 * (n % 52))), short="Övergripande genomgång")
        for n in range(1, 400)
    ]
    picture = lay_out(view(crowd), WheelOptions(), width=1200, height=800)
    leaders = [one.points for one in picture.shapes if isinstance(one, Line) and one.layer == "leaders"]
    assert len(leaders) > 4
    pieces = [(line[n], line[n + 1], place) for place, line in enumerate(leaders) for n in (0, 1)]
    for one in pieces:
        assert not any(crossing(one[:2], other[:2]) for other in pieces if other[2] != one[2])


def crossing(one: tuple[tuple[float, float], ...], other: tuple[tuple[float, float], ...]) -> bool:
    """Whether two lines cross, solved for the point that both have."""
    (ax, ay), (bx, by_), (cx, cy), (dx, dy) = *one, *other
    along = (bx - ax) * (dy - cy) - (by_ - ay) * (dx - cx)
    if abs(along) < 1e-9:
        return False
    first = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / along
    second = ((cx - ax) * (by_ - ay) - (cy - ay) * (bx - ax)) / along
    return 0 < first < 1 and 0 < second < 1


def sizes_of(picture: Picture) -> set[float]:
    """The sizes of all type."""
    return {one.size for one in picture.shapes if isinstance(one, Text | CurvedText)}


def test_sixty_activities_can_be_read_in_a_thousand_pixels() -> None:
    shown = made.of_all_models(60)
    picture = lay_out(shown, WheelOptions(), width=1000, height=1000)
    for one in shown.activities:
        if one.when.dated:
            assert len(picture.labels.get(one.key, "")) >= min(ENOUGH, len(one.short)), one.short
    assert min(sizes_of(picture)) >= 8


def test_a_poster_holds_a_hundred_and_sixty_with_a_number_each() -> None:
    shown = made.of_all_models(160)
    picture = lay_out(shown, WheelOptions(numbered=True), width=782, height=782)
    for one in shown.activities:
        if one.when.dated:
            assert str(one.number) in picture.labels.get(one.key, "").split(), one.short
    assert min(sizes_of(picture)) >= 8


def test_three_thousand_activities_with_long_names_and_emoji_are_still_a_wheel() -> None:
    names = ["X" * 400, "Årets 🎉 möte 👩‍👩‍👧", "", "a\nb\tc"]
    crowd = [
        activity(n, day(date(YEAR, 1, 1) + timedelta(days=n % 365)), short=names[n % 4], title=names[n % 4])
        for n in range(1, 3001)
    ]
    picture = lay_out(view(crowd), WheelOptions(), width=1000, height=1000)
    assert len({one.key for one in picture.targets}) == 3000


def test_an_empty_wheel_says_so() -> None:
    picture = lay_out(view([]), WheelOptions(), width=600, height=600)
    assert "Inga aktiviteter" in words_of(picture)


def words_of(picture: Picture) -> list[str]:
    """All that is written."""
    return [one.text for one in picture.shapes if isinstance(one, Text | CurvedText)]


def test_words_are_upright_in_both_halves() -> None:
    picture = lay_out(
        view([activity(n, month(n)) for n in range(1, 13)]), WheelOptions(), width=900, height=900
    )
    for one in picture.shapes:
        if isinstance(one, CurvedText) and one.glyphs:
            angle = one.glyphs[len(one.glyphs) // 2][3]
            assert abs((angle + 0.5) % 1.0 - 0.5) <= 0.29, one.text


def test_the_rings_go_from_the_previous_year_out_and_a_fourth_is_there_only_when_needed() -> None:
    three = view([activity(1, month(3), offset=1), activity(2, month(3), offset=-1), activity(3, month(3))])
    picture = lay_out(three, WheelOptions(), width=900, height=900)
    assert sector(picture, 2).outer <= sector(picture, 3).inner < sector(picture, 1).inner
    assert not [one for one in words_of(picture) if "DÄREFTER" in one]
    four = replace(three, activities=(*three.activities, activity(4, month(3), offset=2)))
    picture = lay_out(four, WheelOptions(), width=900, height=900)
    assert [one for one in words_of(picture) if one == f"ÅRET DÄREFTER {YEAR + 2}"]
    assert sector(picture, 4).inner >= sector(picture, 1).outer


def sector(picture: Picture, key: int) -> Sector:
    """The arc of an activity."""
    return next(one for one in picture.shapes if isinstance(one, Sector) and one.key == key)


@pytest.mark.parametrize("rings", ["body", "phase", "wheel"])
def test_other_rings_bear_their_names(rings: str) -> None:
    one = activity(1, month(3), bodies=("Kommunstyrelsen",))
    names = {"body": "KOMMUNSTYRELSEN", "phase": "PLANERING", "wheel": "ÅRSHJUL"}
    picture = lay_out(view([one]), WheelOptions(rings=rings), width=900, height=900)  # type: ignore[arg-type]
    assert names[rings] in words_of(picture)


def test_an_activity_over_new_year_goes_over_the_top() -> None:
    over = activity(1, day(date(YEAR, 12, 1), date(YEAR + 1, 1, 31)))
    arc = sector(lay_out(view([over]), WheelOptions(), width=900, height=900), 1)
    assert arc.start == pytest.approx(334 / 365)
    assert arc.end == pytest.approx(1 + 31 / 365)


def test_a_last_day_fades_in_and_has_a_thick_edge() -> None:
    arc = sector(
        lay_out(view([activity(1, by(date(YEAR, 6, 30)))]), WheelOptions(), width=900, height=900), 1
    )
    assert arc.fade == "start"
    assert arc.end == pytest.approx(181 / 365)


def test_days_are_marks_and_possible_days_dashed_rings() -> None:
    shown = view([activity(1, day(date(YEAR, 3, 10), tentative=(date(YEAR, 3, 17),)))])
    picture = lay_out(shown, WheelOptions(), width=900, height=900)
    dashed = [bool(one.dash) for one in picture.shapes if isinstance(one, Disc) and one.key == 1]
    assert sorted(dashed) == [False, True]


def test_what_has_no_time_is_a_whole_pale_circle_that_says_so() -> None:
    picture = lay_out(view([activity(1, phase="uppfoljning")]), WheelOptions(), width=900, height=900)
    band = sector(picture, 1)
    assert (band.start, band.end, band.layer) == (0.0, 1.0, "bands")
    assert band.fill is not None
    assert band.fill.strength < 0.1
    assert "utan angiven tid" in picture.labels[1]


def test_many_without_time_are_merged_by_phase_and_counted() -> None:
    many = [activity(n, phase=made.PHASES[n % 4]) for n in range(1, 400)]
    picture = lay_out(view(many), WheelOptions(), width=700, height=700)
    assert len([one for one in picture.shapes if isinstance(one, Sector)]) < 12
    assert any("Utan angiven tid:" in one for one in words_of(picture))
    assert any(one.endswith("till") for one in words_of(picture))


def test_the_chosen_month_is_at_the_top_and_days_are_found_where_they_stand() -> None:
    options = WheelOptions(start_month=8)
    shown = view([])
    picture = lay_out(shown, options, width=800, height=800)
    assert angle_of(date(YEAR, 8, 1), shown, options) == 0
    assert day_at(shown, options, picture, 401, 100) == date(YEAR, 8, 1)
    assert day_at(shown, options, picture, 399, 100) == date(YEAR + 1, 7, 31)
    assert f"{YEAR}/{(YEAR + 1) % 100}" in words_of(picture)


@given(st.dates(date(2028, 1, 1), date(2028, 12, 31)))
def test_every_day_of_a_leap_year_is_found_again(when: date) -> None:
    shown = replace(view([]), year=2028)
    picture = Picture(100, 100, (50, 50), (), ())
    turn = angle_of(when, shown, WheelOptions()) + 0.5 / 366
    x, y = made_point(turn, 40)
    assert day_at(shown, WheelOptions(), picture, 50 + x, 50 + y) == when


def made_point(turn: float, radius: float) -> tuple[float, float]:
    """A point of a circle."""
    from cmath import exp

    there = exp(2j * pi * (turn - 0.25)) * radius
    return there.real, there.imag


def test_a_zoomed_month_fills_the_circle_with_its_days_and_weeks() -> None:
    options = WheelOptions(zoom=(date(YEAR, 12, 1), date(YEAR, 12, 31)))
    shown = view([activity(1, day(date(YEAR, 12, 6), date(YEAR, 12, 9))), activity(2, month(3))])
    picture = lay_out(shown, options, width=900, height=900)
    assert sector(picture, 1).start == pytest.approx(5 / 31)
    assert picture.hidden == (2,)
    assert {"31", "v. 52", "v. 48"} <= set(words_of(picture))


def test_week_fifty_three_is_counted() -> None:
    shown = replace(view([]), year=2026)
    options = WheelOptions(zoom=(date(2026, 12, 1), date(2026, 12, 31)))
    assert "v. 53" in words_of(lay_out(shown, options, width=900, height=900))


def test_status_next_and_danger_are_told_in_signs_and_words() -> None:
    shown = view(
        [
            activity(1, month(1), status="done"),
            activity(2, month(4), status="late"),
            activity(3, month(11), next=True, red=True),
        ]
    )
    picture = lay_out(shown, WheelOptions(), width=900, height=900)
    assert "Försenad:" in picture.labels[2]
    assert "Nästa:" in picture.labels[3]
    marks = [one.key for one in picture.shapes if one.layer == "marks" and isinstance(one, Line) and one.key]
    assert set(marks) == {1, 2, 3}
    fill = sector(picture, 3).fill
    assert fill is not None
    assert fill.role == "unmet"
    assert {"Nästa", "senast 30 november", "9 dagar kvar"} <= {
        text.replace("\xa0", " ") for text in words_of(picture)
    }


def test_without_colours_everything_is_ink_and_phases_differ_in_pattern() -> None:
    shown = view([activity(n, month(n), phase=made.PHASES[n]) for n in (1, 2, 3)])
    picture = lay_out(shown, WheelOptions(mono=True), width=900, height=900)
    arcs = [sector(picture, n) for n in (1, 2, 3)]
    assert len({arc.hatch for arc in arcs}) == 3
    assert {arc.fill.role for arc in arcs if arc.fill} == {"ink"}


def test_the_selected_arc_is_at_full_strength_with_readable_words() -> None:
    shown, options = view([activity(1, month(4, 6))]), WheelOptions()
    picture = lay_out(shown, options, width=900, height=900)
    painted = overlay(shown, options, picture, 1, "selected")
    arcs = [one for one in painted if isinstance(one, Sector)]
    texts = [one for one in painted if isinstance(one, CurvedText)]
    assert [arc.fill.strength for arc in arcs if arc.fill] == [1.0]
    assert {text.paint.role for text in texts} == {"on_fill"}
    assert overlay(shown, options, picture, 99, "hover") == ()


def test_hovering_makes_an_arc_stronger_but_not_full() -> None:
    shown, options = view([activity(1, month(4, 6))]), WheelOptions()
    picture = lay_out(shown, options, width=900, height=900)
    (arc,) = [one for one in overlay(shown, options, picture, 1, "hover") if isinstance(one, Sector)]
    assert arc.fill is not None
    assert 0.18 < arc.fill.strength < 1


def test_days_by_law_are_triangles_with_date_and_paragraph() -> None:
    picture = lay_out(view([]), WheelOptions(), width=1000, height=900)
    triangles = [
        one for one in picture.shapes if isinstance(one, Line) and one.closed and one.layer == "marks"
    ]
    assert len(triangles) == 2
    assert {"15 april", "KL 11 kap. 20 §"} <= {text.replace("\xa0", " ") for text in words_of(picture)}


def test_long_arcs_keep_their_words_away_from_the_hand() -> None:
    shown = view([activity(1, month(9, 12), short="Kort")], today=date(YEAR, 10, 31))
    picture = lay_out(shown, WheelOptions(), width=1000, height=900)
    hand = angle_of(date(YEAR, 10, 31), shown, WheelOptions()) + 0.5 / 365
    (label,) = [one for one in picture.shapes if isinstance(one, CurvedText) and one.key == 1]
    turns = [angle % 1.0 for _, _, _, angle in label.glyphs]
    assert max(turns) < hand or min(turns) > hand
