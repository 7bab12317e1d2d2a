"""The first steps in a new file, each with the way to where it is taken."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.ui.overview.section import Line

if TYPE_CHECKING:
    from app.services.checks.ahead import Ahead
    from app.services.checks.overview import Overview

HEADING = "Kom igång"
FOOT = "Du kan ta stegen i vilken ordning du vill. När alla är påbörjade försvinner listan."


def first_steps(
    overview: "Overview", ahead: "Ahead", open_place: Callable[[str, object], object]
) -> tuple[Line, ...]:
    """The steps while any of them is left; what is begun has a tick."""
    steps = (
        ("unit", "Lägg in kommunens enheter", "Förvaltningar, enheter och utförare", overview.units > 1),
        ("node", "Skriv de första målen", "Börja överst, till exempel med visionen", overview.elements > 0),
        ("plan_version", f"Börja på budgeten för {ahead.wheel.year + 1}", "Ramar per enhet och år",
         overview.frames is not None),
        ("wheel_activity", f"Lägg upp årshjulet för {ahead.wheel.year}", "Aktiviteterna ur styrmodellen",
         bool(ahead.wheel.activities)),
    )  # fmt: skip
    if all(done for *_words, done in steps):
        return ()
    return tuple(
        Line(
            what,
            partial(open_place, kind, None),
            note="påbörjat" if done else hint,
            sign="check" if done else "",
            role="met" if done else "muted",
        )
        for kind, what, hint, done in steps
    )
