"""What stands in a calendar file: events with their days, and what of it is not read."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.models.errors import DomainError
from app.services.formatting import write_bytes, write_number

MOST_BYTES: Final = 5_000_000
MOST_EVENTS: Final = 2_000
LONGEST_TEXT: Final = 400


class NotACalendar(DomainError):
    """The file is something else than a calendar."""

    def __init__(self, name: str, found: str) -> None:
        super().__init__(
            f"{name} är {found} och ingen kalender. Välj en kalenderfil (.ics) eller en arbetsbok (.xlsx)."
        )


class UnreadableCalendar(DomainError):
    """The file begins as a calendar and cannot be read."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} är skadad och går inte att läsa. Spara om den i kalenderprogrammet.")


class TooLargeCalendar(DomainError):
    """The calendar holds more than a year of a municipality ever does; `events` is how many at least."""

    def __init__(self, name: str, events: int = 0, size: int = 0) -> None:
        what = (
            f"har fler än {write_number(MOST_EVENTS)} händelser, och fler läses inte"
            if events
            else f"är {write_bytes(size)}, och högst {write_bytes(MOST_BYTES)} läses"
        )
        super().__init__(f"{name} {what}. Spara det som ska läsas in i en egen, mindre fil.")


class CalendarNotFound(DomainError):
    """There is no such file, or it may not be read."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} går inte att öppna. Kontrollera att filen finns och att du får läsa den.")


class NoMeetings(DomainError):
    """No table of the workbook could be understood as a meeting calendar."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} har inget blad med både organ och dagar. "
            "Ha en kolumn eller rad för varje organ och skriv dagarna som datum."
        )


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event: `place` is where in the file it stands, `body` the body that the file says outright."""

    place: str
    summary: str
    first: date
    last: date
    begins: str | None = None
    uid: str | None = None
    where: str | None = None
    note: str | None = None
    body: str | None = None
    categories: tuple[str, ...] = ()
    tentative: bool = False
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in the file that is not read in: where it stands, and why.

    `expected` when that is nothing to wonder at, such as another year.
    """

    place: str
    reason: str
    expected: bool = False


@dataclass(frozen=True, slots=True)
class FoundCalendar:
    """A calendar file as it was understood."""

    name: str
    events: tuple[FoundEvent, ...]
    left_out: tuple[LeftOut, ...] = ()


def text_of(value: object) -> str:
    """A text of a calendar on one line, without what cannot be shown, cut where it is absurdly long."""
    shown = "".join(one if one.isprintable() else " " for one in str(value))
    line = " ".join(shown.split())
    return line if len(line) <= LONGEST_TEXT else line[: LONGEST_TEXT - 1].rstrip() + "…"
