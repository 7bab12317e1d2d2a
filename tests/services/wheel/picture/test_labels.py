"""Labels: whole where they can be, alike in a pattern, never under today's hand, outside if need be."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import atan2, cos, hypot, pi, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.steering.modelformat import available_models
from app.services.wheel.picture.layout import angle_of, lay_out
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.picture.shapes import CurvedText, Line, Picture, Sector, Text
from app.services.wheel.picture.words import plain
from app.services.wheel.views import Activity, WheelView
from tests.services.wheel.picture import made
from tests.services.wheel.picture.made import YEAR, activity, day, month, view

#: The wheel's place in a window of 1440 by 900.
WINDOW = (825, 680)
MODELS = [summary.key for summary in available_models()]


def picture_of(shown: WheelView, area: tuple[float, float] = WINDOW) -> Picture:
    """The wheel in an area."""
    return lay_out(shown, WheelOptions(), width=area[0], height=area[1])


def shares(shown: WheelView, picture: Picture) -> list[float]:
    """How much of its name each dated activity shows."""
    found: list[float] = []
    for one in shown.activities:
        if one.when.dated:
            name, label = plain(one.short or one.title), picture.labels.get(one.key, "")
            rest = label.replace("Försenad: ", "").replace("Nästa: ", "").rstrip("…")
            found.append(1.0 if name in label else len(rest) / len(name))
    return found


def curved(picture: Picture, key: int | None = None) -> list[CurvedText]:
    """The words along circles, of all or of one."""
    found = [one for one in picture.shapes if isinstance(one, CurvedText) and one.glyphs]
    return found if key is None else [one for one in found if one.key == key]


@pytest.mark.parametrize(("area", "least"), [(WINDOW, 0.97), ((1000, 1000), 0.99), ((700, 600), 0.95)])
def test_nearly_all_labels_of_the_carried_models_are_whole(area: tuple[float, float], least: float) -> None:
    found: list[float] = []
    for key in MODELS:
        shown = made.late_year_of(key)
        found += shares(shown, picture_of(shown, area))
    assert sum(share >= 1.0 for share in found) / len(found) >= least
    assert sum(share < 0.6 for share in found) <= 1


@pytest.mark.parametrize("key", MODELS)
def test_most_words_are_set_in_type_of_ten_or_more_where_there_is_room(key: str) -> None:
    shown = made.late_year_of(key)
    sizes = sorted(one.size for one in curved(picture_of(shown, (1000, 1000))) if one.key is not None)
    assert not sizes or (sizes[0] >= 8 and sizes[len(sizes) // 2] >= 10)


def test_the_word_late_gives_way_before_the_name_is_cut() -> None:
    name = "Budgetdialog förs"
    shown = view([activity(n, month(n), status="late", short=name) for n in (4, 5, 6)])
    picture = picture_of(shown, (520, 460))
    assert {picture.labels[n] for n in (4, 5, 6)} <= {name, f"Försenad: {name}"}
    assert name in picture.labels.values()
    roomy = picture_of(view([activity(1, month(4, 6), status="late", short=name)]))
    assert roomy.labels[1] == f"Försenad: {name}"


def sector(picture: Picture, key: int) -> Sector:
    """The arc of an activity."""
    return next(one for one in picture.shapes if isinstance(one, Sector) and one.key == key)


def reports(**values: object) -> list[Activity]:
    """A monthly report, late or still to come."""
    return [
        activity(
            n, month(n), short="Månadsrapport", pattern=7, status="late" if n < 11 else "planned", **values
        )
        for n in range(1, 13)
    ]


def test_the_occurrences_of_a_pattern_lie_in_one_lane_of_one_thickness_with_words_alike() -> None:
    others = [
        activity(20, month(2, 3)), activity(21, month(3, 5)), activity(22, month(8)),
        activity(23, day(date(YEAR, 10, 4))), activity(24, month(1, 12)),
    ]  # fmt: skip
    picture = picture_of(view([*reports(), *others]))
    edges = {(round(sector(picture, n).inner, 6), round(sector(picture, n).outer, 6)) for n in range(1, 13)}
    assert len(edges) == 1
    clear = range(1, 11)
    assert len({picture.labels[n] for n in clear}) == 1
    assert len({text.size for n in clear for text in curved(picture, n)}) == 1


def test_days_of_a_pattern_lie_on_one_circle() -> None:
    days = [
        activity(n, day(date(YEAR, n, 3)), short="Uppföljning av budgeten", pattern=3) for n in range(1, 13)
    ]
    others = [activity(20 + n, month(n, n + 1)) for n in (2, 5, 8)]
    picture = picture_of(view([*days, *others]))
    marks = [one for one in picture.targets if one.radius > 0]
    assert len({round(hypot(one.x, one.y), 6) for one in marks}) == 1


def test_occurrences_that_meet_are_not_forced_into_one_lane() -> None:
    picture = picture_of(view([activity(1, month(3, 6), pattern=3), activity(2, month(5, 8), pattern=3)]))
    assert sector(picture, 1).outer <= sector(picture, 2).inner or (
        sector(picture, 2).outer <= sector(picture, 1).inner
    )


def under_hand(picture: Picture) -> list[str]:
    """The words of which a sign lies under today's hand."""
    hand = next(one for one in picture.shapes if isinstance(one, Line) and one.layer == "hand")
    near, far = (hypot(*point) for point in hand.points[:2])
    turn = atan2(hand.points[1][0], -hand.points[1][1])
    found: list[str] = []
    for text in curved(picture):
        if text.layer == "hand":
            continue
        for sign, x, y, angle in text.glyphs:
            across = x + cos(2 * pi * angle) * text.size / 4, y + sin(2 * pi * angle) * text.size / 4
            away = cos(turn) * across[0] + sin(turn) * across[1]
            along = sin(turn) * across[0] - cos(turn) * across[1]
            if sign.strip() and near < along < far and abs(away) < text.size / 4 + 0.5:
                found.append(text.text)
                break
    return found


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(MODELS), st.integers(0, 364), st.sampled_from([WINDOW, (1000, 1000)]))
def test_no_words_are_under_the_hand_of_any_day(key: str, days: int, area: tuple[float, float]) -> None:
    shown = made.late_year_of(key, today=date(YEAR, 1, 1) + timedelta(days=days))
    assert under_hand(picture_of(shown, area)) == []


@pytest.mark.parametrize("number", range(1, 13))
def test_the_date_at_the_hand_never_covers_the_name_of_its_month(number: int) -> None:
    shown = view([], today=date(YEAR, number, 15))
    picture = picture_of(shown)
    pill = next(one for one in picture.shapes if isinstance(one, Line) and one.layer == "hand" and one.fill)
    at = angle_of(shown.today, shown, WheelOptions()) + 0.5 / 365
    half = max(abs(away(point, at)) for point in pill.points)
    names = [one for one in curved(picture) if one.layer == "rim" and one.style == "semibold"]
    month_name = [one for one in names if one.text.isupper() and hypot(*one.glyphs[0][1:3]) > 280]
    assert month_name
    for text in month_name:
        assert all(abs(away(glyph[1:3], at)) > half for glyph in text.glyphs)


def away(point: Sequence[float], turn: float) -> float:
    """How far, in turns, a point is from a turn."""
    return (atan2(point[0], -point[1]) / (2 * pi) - turn + 0.5) % 1.0 - 0.5


def test_a_label_that_would_be_cut_stands_beside_the_wheel() -> None:
    start = date(YEAR, 1, 1)
    crowd = [
        activity(
            n, day(start + timedelta(days=10 * n), start + timedelta(days=10 * n + 9)), offset=1,
            short=f"Nämndernas beredningar inför ärende {n}",
        )
        for n in range(36)
    ]  # fmt: skip
    picture = picture_of(view(crowd, today=date(YEAR, 2, 1)))
    led = {one.key for one in picture.shapes if one.layer == "leaders" and one.key is not None}
    assert led
    for key in led:
        assert f"ärende {key}" in picture.labels[key]
        assert not curved(picture, key)


def test_words_beside_the_wheel_use_the_corners_and_leave_the_wheel_large() -> None:
    picture = picture_of(view([]), (1000, 1000))
    ground = max(one.outer for one in picture.targets) if picture.targets else 0.0
    names = [hypot(*one.glyphs[0][1:3]) for one in curved(picture) if one.text == "JANUARI"]
    assert ground == 0.0
    assert names[0] >= 440
    beside = [one for one in picture.shapes if isinstance(one, Text) and one.layer == "labels"]
    assert {"15 april", "30 november"} <= {one.text.replace("\xa0", " ") for one in beside}
    for one in beside:
        assert not one.text.endswith("…")


def test_a_ring_with_nothing_but_its_name_takes_no_more_than_its_name_needs() -> None:
    picture = picture_of(view([activity(1, month(3)), activity(2, month(3, 4)), activity(3, month(4, 6))]))
    arcs = [sector(picture, n) for n in (1, 2, 3)]
    assert max(arc.outer for arc in arcs) - min(arc.inner for arc in arcs) >= 100
