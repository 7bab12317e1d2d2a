"""Every kind of activity can be told from the others, with colours and without."""

import pytest

from app.services.wheel.picture.colours import hatch_of, legend, look_of
from app.services.wheel.picture.options import WheelOptions
from tests.services.wheel.picture.made import PHASES, STATUSES, activity, view


@pytest.mark.parametrize("colour", ["phase", "status"])
def test_without_colours_forms_or_patterns_differ(colour: str) -> None:
    options = WheelOptions(colour=colour, mono=True)  # type: ignore[arg-type]
    kinds = [activity(n, phase=phase) for n, phase in enumerate(PHASES[1:])]
    if colour == "status":
        kinds = [activity(n, status=status) for n, status in enumerate(STATUSES) if status != "cancelled"]
    looks = [look_of(one, view(kinds), options) for one in kinds]
    assert len({(look.form, hatch_of(look, options)) for look in looks}) == len(looks)


def test_more_bodies_than_colours_have_patterns_of_their_own() -> None:
    bodies = tuple(f"Nämnd {n}" for n in range(12))
    shown = view([activity(n, bodies=(body,)) for n, body in enumerate(bodies)], bodies=bodies)
    options = WheelOptions(colour="body")
    looks = [look_of(one, shown, options) for one in shown.activities]
    assert len({(look.role, hatch_of(look, options)) for look in looks}) == len(bodies)


def test_the_legend_names_what_is_there_once_in_the_order_of_the_process() -> None:
    shown = view([activity(1, phase="uppfoljning"), activity(2, offset=2), activity(3), activity(4)])
    assert [look.words for look in legend(shown, WheelOptions())] == [
        "Planering",
        "Uppföljning",
        "Planering, året därefter",
    ]
