"""Which ring each activity stands in: by the year it concerns, by body, by phase or by wheel."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from app.services.wheel.picture.colours import NO_BODY, NO_PHASE, PHASE_WORDS
from app.services.wheel.picture.occasions import Occasion, Sorted
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.views import Activity, WheelView

_YEARS: Final = {
    -2: "För två år sedan",
    -1: "Föregående år",
    0: "Innevarande år",
    1: "Kommande år",
    2: "Året därefter",
}
_EARLIER, _LATER = "Tidigare år", "Senare år"
_OTHERS: Final = "Övriga"
#: More rings than this cannot be told from each other.
MOST_RINGS: Final = 9


@dataclass(frozen=True, slots=True)
class RingContent:
    """What stands in a ring, the innermost first."""

    name: str
    placed: tuple[Occasion, ...] = ()
    undated: tuple[Activity, ...] = ()


def rings_of(view: WheelView, options: WheelOptions, found: Sorted) -> tuple[RingContent, ...]:
    """The rings from the innermost; by year there are always three, a fourth only when something is in it."""
    name_of, names = _namer(view, options)
    placed: dict[str, list[Occasion]] = {name: [] for name in names}
    undated: dict[str, list[Activity]] = {name: [] for name in names}
    for occasion in found.placed:
        placed[name_of(occasion.activity)].append(occasion)
    for activity in found.undated:
        undated[name_of(activity)].append(activity)
    rings = [RingContent(name, tuple(placed[name]), tuple(undated[name])) for name in names]
    if options.rings != "year":
        rings = [ring for ring in rings if ring.placed or ring.undated] or rings[:1]
    return _gathered(rings)


def offset_of(activity: Activity) -> int:
    """The concerned year minus the year of the work; where it is open, the current one."""
    if activity.offset is not None:
        return activity.offset
    return activity.concerns - activity.year if activity.concerns is not None else 0


def _namer(view: WheelView, options: WheelOptions) -> tuple[Callable[[Activity], str], list[str]]:
    if options.rings == "body":
        known = list(dict.fromkeys(view.bodies))
        rest = dict.fromkeys(one.bodies[0] for one in view.activities if one.bodies)
        return _body_of, [NO_BODY, *reversed([*known, *(name for name in rest if name not in known)])]
    if options.rings == "phase":
        return _phase_of, [NO_PHASE, *reversed(list(PHASE_WORDS.values()))]
    if options.rings == "wheel":
        names = {wheel.key: wheel.name for wheel in view.wheels}
        missing = _OTHERS if any(one.wheel not in names for one in view.activities) else ""
        return lambda one: names.get(one.wheel, _OTHERS), [
            *dict.fromkeys(names.values()),
            *filter(None, [missing]),
        ]
    offsets = sorted({-1, 0, 1} | {max(-3, min(3, offset_of(one))) for one in view.activities})
    years = {offset: _year_name(offset, view) for offset in offsets}
    return lambda one: years[max(-3, min(3, offset_of(one)))], [years[offset] for offset in offsets]


def _body_of(one: Activity) -> str:
    return one.bodies[0] if one.bodies else NO_BODY


def _phase_of(one: Activity) -> str:
    return PHASE_WORDS.get(one.phase or "", NO_PHASE)


def _year_name(offset: int, view: WheelView) -> str:
    """The name with its year, unless a circle over two calendar years makes it two."""
    name = _YEARS.get(offset, _LATER if offset > 0 else _EARLIER)
    years = {one.year for one in view.activities} or {view.year}
    return f"{name} {view.year + offset}" if years == {view.year} and offset in _YEARS else name


def _gathered(rings: list[RingContent]) -> tuple[RingContent, ...]:
    """The largest rings as they are, the smallest together as one."""
    if len(rings) <= MOST_RINGS:
        return tuple(rings)
    by_size = sorted(rings, key=lambda ring: -len(ring.placed) - len(ring.undated))
    kept = {ring.name for ring in by_size[: MOST_RINGS - 1]}
    others = RingContent(_OTHERS)
    for ring in rings:
        if ring.name not in kept:
            others = replace(
                others, placed=others.placed + ring.placed, undated=others.undated + ring.undated
            )
    return (others, *(ring for ring in rings if ring.name in kept))
