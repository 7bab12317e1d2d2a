"""The picture holds every activity once, inside the wheel, in the ring of the year that it concerns."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from app.services.steering.modelviews import model_views
from app.services.wheel.picture.rings import HUB, RIM, wheel_picture


@dataclass(frozen=True)
class Given:
    precision: str
    start_month: int | None = None
    start_day: int | None = None
    end_month: int | None = None
    end_day: int | None = None
    month_part: str | None = None
    season: str | None = None
    phase: str | None = None
    year_offset: int | None = None


PHASES = st.sampled_from([None, "planering", "genomforande", "uppfoljning"])
OFFSETS = st.sampled_from([None, -1, 0, 1, 2])
MONTHS = st.integers(1, 12)


@st.composite
def activities(draw: st.DrawFn) -> Given:
    precision = draw(st.sampled_from(["manadsintervall", "dag", "senast_manad", "okand"]))
    first, last = draw(MONTHS), draw(MONTHS)
    phase, offset = draw(PHASES), draw(OFFSETS)
    if precision == "okand":
        return Given("okand", phase=phase, year_offset=offset)
    if precision == "senast_manad":
        return Given(precision, end_month=last, phase=phase, year_offset=offset)
    if precision == "dag":
        return Given(precision, first, 9, first, 9, phase=phase, year_offset=offset)
    return Given(precision, first, None, last, None, phase=phase, year_offset=offset)


@given(st.lists(activities(), max_size=25))
def test_every_activity_is_drawn_once_inside_the_wheel(given: list[Given]) -> None:
    picture = wheel_picture(given)
    numbers = [arc.number for arc in picture.arcs] + [dot.number for dot in picture.dots]
    numbers += [number for band in picture.bands for number in band.numbers]
    assert sorted(numbers) == list(range(len(given)))
    assert HUB - 1e-9 <= picture.hub < RIM
    for part in (*picture.arcs, *picture.bands, *picture.rings):
        assert picture.hub - 1e-9 <= part.inner < part.outer <= RIM + 1e-9


@given(st.lists(activities(), max_size=25))
def test_no_two_arcs_cover_each_other(given: list[Given]) -> None:
    arcs = wheel_picture(given).arcs
    for place, one in enumerate(arcs):
        for other in arcs[:place]:
            apart = one.outer <= other.inner + 1e-9 or other.outer <= one.inner + 1e-9
            assert apart or not one.span.meets(other.span)


def test_rings_go_from_the_previous_year_out_to_the_coming_one() -> None:
    months = [Given("manad", 3, None, 3, None, year_offset=offset) for offset in (1, -1, None)]
    picture = wheel_picture(months)
    assert [ring.name for ring in picture.rings] == ["föregående år", "innevarande år", "kommande år"]
    radius = {arc.number: arc.inner for arc in picture.arcs}
    assert radius[1] < radius[2] < radius[0]


def test_what_has_no_time_is_one_pale_band_for_each_phase() -> None:
    undated = [Given("okand", phase=phase) for phase in ("planering", "uppfoljning", "planering")]
    bands = wheel_picture(undated).bands
    assert [(band.phase, band.numbers) for band in bands] == [("planering", (0, 2)), ("uppfoljning", (1,))]


def test_a_limit_is_told_from_an_end() -> None:
    picture = wheel_picture([Given("manad", 3, None, 3, None), Given("senast_manad", end_month=6)])
    assert [arc.limit for arc in picture.arcs] == [False, True]


def test_an_empty_wheel_is_still_a_wheel() -> None:
    assert len(wheel_picture([]).rings) == 1


def test_the_carried_models_have_a_picture() -> None:
    for view in model_views():
        picture = wheel_picture(view.activities)
        counted = len(picture.arcs) + len(picture.dots) + sum(len(band.numbers) for band in picture.bands)
        assert counted == len(view.activities)
