"""How far assignments and activities have come, in words; pure, for all that tell of them."""

from collections.abc import Mapping
from datetime import date

PLANNED, ONGOING, DONE, CANCELLED = "planned", "ongoing", "done", "cancelled"
ASSIGNMENT_STATUS: Mapping[str, str] = {
    PLANNED: "Ej påbörjat",
    ONGOING: "Pågår",
    DONE: "Slutfört",
    CANCELLED: "Avbrutet",
}
ACTIVITY_STATUS: Mapping[str, str] = {
    PLANNED: "Planerad",
    ONGOING: "Pågår",
    DONE: "Klar",
    CANCELLED: "Avbruten",
}
_OPEN = frozenset({PLANNED, ONGOING})


def is_open(status: str) -> bool:
    """Whether there is still something to do."""
    return status in _OPEN


def is_late(status: str, ends: date | None, today: date) -> bool:
    """Whether it should have been done by now and is not."""
    return is_open(status) and ends is not None and ends < today
