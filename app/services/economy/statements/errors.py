"""What cannot be said of the statements of a plan, and what to do instead."""

from decimal import Decimal

from app.models.errors import DomainError
from app.services.formatting import write_kr, write_percent


class NotTyped(DomainError):
    """A row that is reckoned, or a year that it has no amount in."""

    def __init__(self, name: str, year: int, first_year: int) -> None:
        if year < first_year:
            said = f"Raden ”{name}” har ingen ingående balans att skriva för {year}."
        else:
            said = f"Raden ”{name}” {year} räknas ur andra uppgifter och kan inte skrivas."
        super().__init__(f"{said} Skriv i en rad som kan fyllas i.")


class NoSuchYear(DomainError):
    """A year that the plan does not cover."""

    def __init__(self, what: str, year: int, first: int, last: int) -> None:
        super().__init__(f"{what}: planen omfattar {first}–{last}, inte {year}. Välj ett av planens år.")


class AmountTooLarge(DomainError):
    """An amount that no municipality has."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}: beloppet är för stort. Kontrollera om det ska vara kr eller tkr.")


class NegativeAmount(DomainError):
    """An amount that must be zero or more."""

    def __init__(self, what: str, amount: int) -> None:
        super().__init__(f"{what} kan inte vara {write_kr(amount)}. Skriv noll eller mer.")


class StrangeInterest(DomainError):
    """An interest that is most likely written in another unit."""

    def __init__(self, name: str, percent: Decimal, least: int, most: int) -> None:
        super().__init__(
            f"Räntan {write_percent(percent, None)} på lånet ”{name}” kan inte stämma. "
            f"Skriv procent per år, mellan {least} och {most}, till exempel 2,75."
        )


class RepaidTooMuch(DomainError):
    """More is repaid than is owed."""

    def __init__(self, name: str, year: int, owed: int) -> None:
        super().__init__(
            f"Lånet ”{name}” kan inte amorteras med mer än skulden {year}, {write_kr(owed)}. "
            "Minska amorteringen eller rätta skulden vid årets början."
        )


class EndsBeforeRepaid(DomainError):
    """A loan is borrowed after the day it ends."""

    def __init__(self, name: str, year: int, ends: int) -> None:
        super().__init__(
            f"Lånet ”{name}” löper ut {ends} och kan inte få ny upplåning {year}. "
            "Ändra året eller slutdatumet."
        )


class GoalWithoutMeasure(DomainError):
    """A financial goal that nothing can be compared with."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"Målet ”{title}” har ett målvärde men inget mått. Välj det mått som det ska jämföras med."
        )


class MeasureWithoutTarget(DomainError):
    """A financial goal with a measure that says not how much."""

    def __init__(self, title: str) -> None:
        super().__init__(f"Målet ”{title}” har ett mått men inget målvärde. Skriv vilket värde som ska nås.")


class NothingToTake(DomainError):
    """There is no plan of the year before to take from."""

    def __init__(self, what: str, year: int) -> None:
        super().__init__(
            f"Det finns ingen budget för {year} i filen att ta {what} från. Skriv uppgifterna själv."
        )


class PositionUnknown(DomainError):
    """The plan of the year before cannot say how the year ends."""

    def __init__(self, name: str, year: int) -> None:
        super().__init__(
            f"Budgeten ”{name}” har ingen räknad balans för {year}: dess ingående balans eller "
            "skatteintäkter saknas. Skriv den ingående balansen själv."
        )


class CompanyNamedTwice(DomainError):
    """A company that the version already has an account of."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Bolaget ”{name}” finns redan i redogörelsen. Ändra den rad som finns.")
