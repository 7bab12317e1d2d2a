"""What cannot be done with the year wheel, said so that it can be put right."""

from datetime import date

from app.models.errors import DomainError
from app.services.formatting import write_long_date
from app.services.lawrules import rule_now
from app.services.wheel.refusals import quoted
from app.services.wheel.views import LegalBound

_FIRST_YEAR, _LAST_YEAR = 1900, 2200


class NeedsReason(DomainError):
    """The time is past the first bound, which the law allows only with särskilda skäl.

    `tax_rate_by` is the last day for the tax rate, None where the law does not ask for one.
    """

    def __init__(self, bound: LegalBound, *, tax_rate_on: date | None = None) -> None:
        deadline = write_long_date(bound.deadline)
        self.bound = bound
        self.tax_rate_by = bound.deadline if rule_now(bound.key).tax_rate else None
        self.tax_rate_late = tax_rate_on is not None and tax_rate_on > bound.deadline
        said = (
            f"{bound.name}: sista dagen är {deadline}. Med särskilda skäl går det till och med "
            f"{write_long_date(bound.latest)}"
        )
        super().__init__(f"{said}{self._asked(tax_rate_on)}")

    def _asked(self, tax_rate_on: date | None) -> str:
        rule = rule_now(self.bound.key)
        paragraph = rule.exception or self.bound.paragraph
        if self.tax_rate_by is None:
            return f" ({paragraph}). Ange skälen."
        by = f", om skattesatsen {rule.tax_rate} senast {write_long_date(self.tax_rate_by)} ({paragraph})"
        if self.tax_rate_late and tax_rate_on is not None:
            return f"{by}. Du har angett {write_long_date(tax_rate_on)}. Ange en tidigare dag."
        return f"{by}. Ange skälen och dagen för skattesatsen."


class PastLaw(DomainError):
    """The time is past the last day that the law allows."""

    def __init__(self, bound: LegalBound) -> None:
        self.bound = bound
        excused = bound.latest > bound.deadline
        paragraph = (rule_now(bound.key).exception if excused else None) or bound.paragraph
        super().__init__(
            f"{bound.name}: senare än {write_long_date(bound.latest)} tillåter lagen inte"
            f"{' ens med särskilda skäl' if excused else ''} ({paragraph}). Inget har flyttats. "
            "Välj en tidigare dag."
        )


class NotATimeOfDay(DomainError):
    """What was typed is not a time of day."""

    def __init__(self, text: str) -> None:
        super().__init__(f"”{text}” är inget klockslag. Skriv till exempel 18.30.")


class BadDays(DomainError):
    """A number of days that no rule of a meeting can have."""

    def __init__(self, what: str, most: int) -> None:
        super().__init__(f"{what} ska vara ett helt antal dagar, från 0 till {most}.")


class NoticeTooShort(DomainError):
    """Summons and notice of a council meeting go out a week before at the latest."""

    def __init__(self, body: str, days: int, paragraph: str) -> None:
        super().__init__(
            f"{body} ska kallas och kungöras minst {days} dagar före sammanträdet ({paragraph}). "
            f"Ange {days} eller mer."
        )


class MeetingTaken(DomainError):
    """The body meets already on that day."""

    def __init__(self, body: str, day: date) -> None:
        super().__init__(f"{body} har redan ett sammanträde {write_long_date(day)}. Välj en annan dag.")


class NoMeetingYear(DomainError):
    """A day of a meeting is in a year that the program does not count with."""

    def __init__(self, day: date) -> None:
        super().__init__(
            f"Året {day.year} går inte att använda för ett sammanträde. "
            f"Ange en dag mellan {_FIRST_YEAR} och {_LAST_YEAR}."
        )


class EndsBeforeStart(DomainError):
    """The last day is before the first."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} slutar före sin första dag. Byt plats på dagarna eller ändra en av dem.")


class AdjustedBeforeMeeting(DomainError):
    """Minutes are adjusted after the meeting, and the notice put up after that."""

    def __init__(self, what: str, day: date) -> None:
        super().__init__(f"{what} kan inte vara före {write_long_date(day)}. Ange en senare dag.")


class CancelledMeeting(DomainError):
    """Nothing is treated at a meeting that does not take place."""

    def __init__(self, body: str, day: date) -> None:
        super().__init__(
            f"Sammanträdet med {body} {write_long_date(day)} är inställt. Välj ett annat sammanträde."
        )


class TreatedInAnotherYear(DomainError):
    """An activity belongs to a working year, and is treated at a meeting of that year."""

    def __init__(self, title: str, year: int, day: date) -> None:
        super().__init__(
            f"{quoted(title)} hör till {year} och kan inte behandlas {write_long_date(day)}. "
            f"Välj ett sammanträde {year}, eller låt aktiviteten stå för sig."
        )
