"""What cannot be done with investments, each with its sentence."""

from decimal import Decimal

from app.models.errors import DomainError
from app.services.formatting import write_number, write_ore


class NoLife(DomainError):
    """A part was to be depreciated over no years, or less."""

    def __init__(self, part: str) -> None:
        super().__init__(
            f"Avskrivningstiden för {part} ska vara minst ett år. Lämna fältet tomt för det som inte skrivs "
            "av, till exempel mark."
        )


class TooLongLife(DomainError):
    """A part was to be depreciated over more years than anything lasts."""

    def __init__(self, part: str, most: int) -> None:
        super().__init__(f"Avskrivningstiden för {part} kan vara högst {most} år.")


class NotAShare(DomainError):
    """A part's share is not between nothing and everything."""

    def __init__(self, part: str) -> None:
        super().__init__(f"Andelen för {part} ska vara mer än 0 och högst 100 procent.")


class TooMuchShared(DomainError):
    """The parts of a project would be more than all of it."""

    def __init__(self, project: str, together: Decimal) -> None:
        super().__init__(
            f"Komponenterna i {project} blir tillsammans {write_number(together)} procent. "
            "De får vara högst 100 procent."
        )


class NotAMonth(DomainError):
    """The month of use is none."""

    def __init__(self, month: int) -> None:
        super().__init__(f"Månaden {month} finns inte. Skriv en siffra mellan 1 och 12.")


class MonthWithoutYear(DomainError):
    """A month of use was given and no year."""

    def __init__(self) -> None:
        super().__init__("Skriv också vilket år anläggningen tas i bruk.")


class NotAYear(DomainError):
    """A year is outside what can be planned."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year} är inget år som kan planeras. Skriv ett år med fyra siffror.")


class OutsidePlan(DomainError):
    """An amount was given in a year that the version does not reach."""

    def __init__(self, year: int, first: int, last: int) -> None:
        super().__init__(f"Investeringar kan läggas på {first}–{last}, inte på {year}.")


class BelowZero(DomainError):
    """What is permitted, spent or taken in was given below zero."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} kan inte vara mindre än noll.")


class NothingLeft(DomainError):
    """More was to be carried over than the year has."""

    def __init__(self, project: str, year: int, left: int) -> None:
        super().__init__(
            f"{project} har {write_ore(left)} år {year}. Mer än så kan inte föras över till året därpå."
        )


class ProjectInUse(DomainError):
    """A project cannot be removed while something rests on it."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{name} kan inte tas bort: {what}. Ändra läget till Avbrutet i stället.")


class ProjectClosed(DomainError):
    """Money was to be given to a project that is finished or cancelled."""

    def __init__(self, name: str, state: str) -> None:
        super().__init__(f"{name} är {state} och kan inte få nya medel. Öppna projektet igen först.")


class LeftInYears(DomainError):
    """A project was to be ended though it is to spend more in a version that is worked on."""

    def __init__(self, name: str, version: str) -> None:
        super().__init__(
            f"{name} har utgifter i budgetversionen ”{version}” och kan inte avbrytas. Nollställ dem först."
        )
