"""Colour, pattern and form of an activity: they tell phase, body or status also without colour."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from app.services.palette import PALE_STRENGTH, TINT_STRENGTH
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.picture.shapes import Paint, Role
from app.services.wheel.views import Activity, WheelView

Form = Literal["disc", "square", "diamond"]
PHASE_WORDS: Final[Mapping[str, str]] = {
    "planering": "Planering",
    "genomforande": "Genomförande",
    "uppfoljning": "Uppföljning",
}
STATUS_WORDS: Final[Mapping[str, str]] = {
    "planned": "Planerad",
    "ongoing": "Pågår",
    "done": "Klar",
    "late": "Försenad",
    "cancelled": "Inställd",
}
NO_PHASE: Final = "Utan angiven fas"
NO_BODY: Final = "Utan organ"
YEAR_AFTER: Final = "Planering, året därefter"
_YEARS_AHEAD: Final = 2
_MONO_TINT: Final = 0.10


@dataclass(frozen=True, slots=True)
class Look:
    """What tells one kind of activities from another: colour, pattern of a surface, form of a day's mark.

    `again` is the pattern that is needed beside a colour that another kind has as well.
    """

    role: Role
    hatch: str
    form: Form
    words: str
    again: str = ""


_PHASES: Final[Mapping[str, Look]] = {
    "planering": Look("planning", "", "disc", PHASE_WORDS["planering"]),
    "genomforande": Look("execution", "dots", "diamond", PHASE_WORDS["genomforande"]),
    "uppfoljning": Look("followup", "lines", "square", PHASE_WORDS["uppfoljning"]),
}
_AFTER: Final = Look("year_after_next", "cross", "disc", YEAR_AFTER)
_NO_PHASE: Final = Look("muted", "", "disc", NO_PHASE)
_STATUSES: Final[Mapping[str, Look]] = {
    "planned": Look("muted", "", "disc", STATUS_WORDS["planned"]),
    "ongoing": Look("partly", "dots", "diamond", STATUS_WORDS["ongoing"]),
    "done": Look("met", "lines", "disc", STATUS_WORDS["done"]),
    "late": Look("unmet", "cross", "square", STATUS_WORDS["late"]),
    "cancelled": Look("missing", "", "square", STATUS_WORDS["cancelled"]),
}
_BODY_ROLES: Final = ("planning", "followup", "execution", "year_after_next")
_BODY_HATCHES: Final = ("", "lines", "dots", "cross")
_BODY_FORMS: Final[tuple[Form, ...]] = ("disc", "square", "diamond")


def look_of(activity: Activity, view: WheelView, options: WheelOptions) -> Look:
    """How an activity looks under the chosen colouring."""
    if options.colour == "status":
        return _STATUSES.get(activity.status, _STATUSES["planned"])
    if options.colour == "body":
        return _body_look(activity.bodies[0] if activity.bodies else None, view)
    if (
        activity.offset is not None
        and activity.offset >= _YEARS_AHEAD
        and activity.phase in (None, "planering")
    ):
        return _AFTER
    return _PHASES.get(activity.phase or "", _NO_PHASE)


def legend(view: WheelView, options: WheelOptions) -> tuple[Look, ...]:
    """The looks that a view's activities have, each once, in the order of the model."""
    found = {look_of(one, view, options): None for one in view.activities}
    order = {"body": _bodies_of(view), "status": tuple(_STATUSES.values())}.get(options.colour, _phases())
    return tuple(look for look in order if look in found)


def tinted(look: Look, options: WheelOptions) -> Paint:
    """The fill of an arc."""
    return Paint("ink", _MONO_TINT) if options.mono else Paint(look.role, TINT_STRENGTH)


def pale(look: Look, options: WheelOptions) -> Paint:
    """The fill of the band of an activity without time."""
    return Paint("ink", PALE_STRENGTH / 2) if options.mono else Paint(look.role, PALE_STRENGTH)


def full(look: Look, options: WheelOptions) -> Paint:
    """The colour at full strength, for edges and for the selected."""
    return Paint("ink" if options.mono else look.role)


def hatch_of(look: Look, options: WheelOptions) -> str:
    """The pattern: always for black and white, else only where colours do not suffice."""
    return look.hatch if options.mono else look.again


def _phases() -> tuple[Look, ...]:
    return (*_PHASES.values(), _AFTER, _NO_PHASE)


def _bodies_of(view: WheelView) -> tuple[Look, ...]:
    return (*(_body_look(body, view) for body in view.bodies), _body_look(None, view))


def _body_look(body: str | None, view: WheelView) -> Look:
    if body is None:
        return Look("muted", "", "disc", NO_BODY)
    place = view.bodies.index(body) if body in view.bodies else len(view.bodies)
    count = len(_BODY_ROLES)
    turn = place // count
    return Look(
        _BODY_ROLES[place % count],
        _BODY_HATCHES[(place + turn) % len(_BODY_HATCHES)],
        _BODY_FORMS[(place + turn) % len(_BODY_FORMS)],
        body,
        _BODY_HATCHES[turn % len(_BODY_HATCHES)],
    )
