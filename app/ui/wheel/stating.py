"""The page's one sentence: how many activities, how many of each kind, and what is left out."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.services.formatting import write_count
from app.ui.parts.links import Link
from app.ui.wheel.filtering import LAW, NOTICED, Choice, figures

if TYPE_CHECKING:
    from app.services.wheel.views import WheelView


def state(
    view: "WheelView", shown: "WheelView", choice: Choice, narrow: Callable[[str | None], object]
) -> list[str | Link]:
    """ "15 aktiviteter: 8 klara, 2 pågår …"; each figure shows only what it counts."""
    if not view.activities:
        return [f"Inga aktiviteter för {view.year} än"]
    total = write_count(len(view.activities), "aktivitet", "aktiviteter")
    said: list[str | Link] = [f"{total}: "]
    for place, (kind, count, word) in enumerate(figures(view)):
        if place:
            said.append(", ")
        said.append(_link(f"{count} {word}", kind, narrow))
    said += _pressing(view, narrow)
    if choice.narrowed:
        left = f"visar {len(shown.activities)}" if shown.activities else "ingen stämmer med urvalet"
        said += [f". Just nu {left}. ", Link("Visa alla", lambda: narrow(None))]
    return said


def status(view: "WheelView", shown: "WheelView") -> str:
    """What the status line says."""
    total = len(view.activities)
    return f"{len(shown.activities)} av {total} aktiviteter visas" if total else ""


def waiting(view: "WheelView") -> int:
    """How many are late or in danger by law."""
    return sum(one.status == "late" or one.red for one in view.activities)


def _pressing(view: "WheelView", narrow: Callable[[str | None], object]) -> list[str | Link]:
    """What crosses the figures: the law's days, and what does not go together."""
    law = sum(one.red for one in view.activities)
    noticed = sum(bool(view.notices.get(one.key)) for one in view.activities)
    said: list[str | Link] = []
    if law:
        said += [". ", _link(f"{law} nära lagens gräns", LAW, narrow)]
    if noticed:
        said += [", " if law else ". ", _link(f"{noticed} att se över", NOTICED, narrow)]
    return said


def _link(words: str, kind: str, narrow: Callable[[str | None], object]) -> Link:
    return Link(words, lambda: narrow(kind))
