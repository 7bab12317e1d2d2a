"""What can be refused when somebody says when an activity is, each in a sentence."""

from app.models.errors import DomainError
from app.services import formatting

#: The longest words that are read as a time.
LONGEST = 120


class UnreadableTime(DomainError):
    """Words could not be read as a time."""

    def __init__(self, text: str) -> None:
        visible = "".join(sign if sign.isprintable() else " " for sign in text.strip())
        shown = visible if len(visible) <= 40 else f"{visible[:39]}…"
        super().__init__(
            f"”{shown}” går inte att läsa som en tid. Skriv till exempel 12 mars, 10–11 mars, "
            "mitten av februari, mars–maj, kvartal 1, våren, v. 14 eller senast 30 juni."
        )


class NoSuchDay(DomainError):
    """A day was named that its month does not have."""

    def __init__(self, day: int, month: int, year: int, length: int) -> None:
        name = formatting.MONTHS[month - 1]
        super().__init__(
            f"{day} {name} {year} finns inte: {name} har {length} dagar {year}. Välj en annan dag."
        )


class NoSuchWeek(DomainError):
    """A week was named that the year does not have."""

    def __init__(self, week: int, year: int, last: int) -> None:
        super().__init__(f"{year} har ingen vecka {week}. Årets sista vecka är vecka {last}.")


class EndsBeforeStart(DomainError):
    """A time was to end before it begins."""

    def __init__(self, words: str) -> None:
        super().__init__(f"”{words}” slutar innan det börjar. Ändra början eller slutet.")
