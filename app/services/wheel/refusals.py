"""What can be refused when the year wheel's activities are edited, each in a sentence."""

from app.models.errors import DomainError

#: The longest title that an activity can have.
LONGEST_TITLE = 400


def quoted(title: str) -> str:
    """A title in a sentence, shortened when it is long."""
    return f"”{title}”" if len(title) <= 80 else f"”{title[:79]}…”"


class TitleTooLong(DomainError):
    """A title was longer than anything can show."""

    def __init__(self, length: int) -> None:
        super().__init__(
            f"Aktivitetens namn är {length} tecken långt. Skriv högst {LONGEST_TITLE} och lägg resten i "
            "anteckningen."
        )


class NotAValue(DomainError):
    """A field was given something that it does not hold."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} har ett värde som inte finns. Välj ett i listan.")


class NoWheelYear(DomainError):
    """A working year was outside what the program counts with."""

    def __init__(self) -> None:
        super().__init__("Arbetsåret ska vara mellan 1900 och 2200. Välj ett annat år.")


class EndsBeforeStart(DomainError):
    """The last day of a time was before its first."""

    def __init__(self, title: str) -> None:
        super().__init__(f"{quoted(title)} skulle sluta innan det börjar. Ändra en av dagarna.")


class DoneWithoutDay(DomainError):
    """An activity was marked as done without the day."""

    def __init__(self, title: str) -> None:
        super().__init__(f"{quoted(title)} saknar dag för när det blev klart. Skriv dagen.")


class SameActivity(DomainError):
    """An activity was to come before itself."""

    def __init__(self, title: str) -> None:
        super().__init__(f"{quoted(title)} kan inte komma före sig självt. Välj två aktiviteter.")


class GoesRound(DomainError):
    """A sequence was to lead back to where it begins."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(f"{quoted(after)} kommer redan före {quoted(before)}. Ta bort den ordningen först.")


class NotACount(DomainError):
    """A number of days was less than nothing, or more than years."""

    def __init__(self) -> None:
        super().__init__("Antalet dagar mellan två aktiviteter ska vara från 0 till 730.")


class AtTheEnd(DomainError):
    """A step was to be moved past the first or the last."""

    def __init__(self, text: str, *, first: bool) -> None:
        super().__init__(f"{quoted(text)} ligger redan {'först' if first else 'sist'} i checklistan.")


class LinkedAlready(DomainError):
    """A document was to be linked twice in the same way."""

    def __init__(self, title: str) -> None:
        super().__init__(f"Dokumentet är redan kopplat till {quoted(title)}.")


class OneDocument(DomainError):
    """A link was to lead to no document or to several."""

    def __init__(self) -> None:
        super().__init__("Välj ett dokument att koppla aktiviteten till.")


class YearHasActivities(DomainError):
    """A year was to be begun that has activities already."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"{year} har redan aktiviteter i årshjulet. Ändra dem, eller ta bort dem och planera om."
        )


class NothingToPlan(DomainError):
    """A year was to be planned with nothing left in it."""

    def __init__(self, year: int) -> None:
        super().__init__(f"Det finns inga aktiviteter att planera {year} från. Lägg till dem i årshjulet.")


class StillProposed(DomainError):
    """A proposal was to be made twice of one outcome."""

    def __init__(self, title: str) -> None:
        super().__init__(f"{quoted(title)} har redan ett förslag i styrmodellen. Öppna det och ändra där.")
