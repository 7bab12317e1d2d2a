"""What cannot be done with the balance requirement, each with its sentence."""

from app.models.errors import DomainError
from app.services.economy.balance.words import FIELD_NAMES
from app.services.formatting import write_ore, write_years


class YearExists(DomainError):
    """The inquiry has the year already."""

    def __init__(self, year: int) -> None:
        super().__init__(f"Balanskravsutredningen har redan året {year}. Ändra det i stället.")


class NoSuchYear(DomainError):
    """A year that cannot be."""

    def __init__(self, year: int, first: int, last: int) -> None:
        super().__init__(f"{year} är inget år att utreda. Skriv ett år mellan {first} och {last}.")


class NotInPlan(DomainError):
    """A year was to be taken from a version whose plan does not cover it."""

    def __init__(self, year: int, version: str, years: tuple[int, ...]) -> None:
        super().__init__(
            f"Budgetversionen ”{version}” omfattar {write_years(years[0], years[-1])}, inte {year}. "
            "Välj en annan version eller skriv utfall eller prognos."
        )


class VersionNeeded(DomainError):
    """A year of budget names no version."""

    def __init__(self, year: int) -> None:
        super().__init__(f"Välj vilken budgetversion som {year} ska hämtas ur.")


class BelowZero(DomainError):
    """An amount that has no sign was typed with minus."""

    def __init__(self, field: str, year: int) -> None:
        super().__init__(
            f"{FIELD_NAMES[field]} {year} skrivs utan minus. Raden räknar själv bort eller lägger till."
        )


class KeptAboveAll(DomainError):
    """More gains were to be kept than there are."""

    def __init__(self, year: int, kept: int, gains: int) -> None:
        super().__init__(
            f"{write_ore(kept)} av realisationsvinsterna {year} kan inte undantas: vinsterna är "
            f"{write_ore(gains)}. Rätta något av beloppen."
        )


class ReserveAbove(DomainError):
    """More was to be put in the reserve than the law lets."""

    def __init__(self, year: int, amount: int, most: int, paragraph: str) -> None:
        allowed = f"högst {write_ore(most)}" if most else "ingenting"
        super().__init__(
            f"{write_ore(amount)} kan inte reserveras {year}: {allowed} får föras till reserven "
            f"({paragraph.partition(' (')[0]}). Stegen står under Resultatreserv."
        )


class ReserveOverdrawn(DomainError):
    """More was to be taken from the reserve than there is in it."""

    def __init__(self, year: int, amount: int, held: int) -> None:
        super().__init__(
            f"{write_ore(amount)} kan inte tas ur reserven {year}: den innehåller {write_ore(held)}."
        )


class NoDeficit(DomainError):
    """Something was said of the deficit of a year that has none."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year} har inget underskott att reglera.")


class NothingLeft(DomainError):
    """A plan was asked for where nothing is left to regulate."""

    def __init__(self, year: int) -> None:
        super().__init__(f"Inget av underskottet {year} är kvar att reglera.")


class OutsideYears(DomainError):
    """A deficit was to be regulated in a year that is not after it."""

    def __init__(self, year: int, regulated: int, years: tuple[int, ...]) -> None:
        super().__init__(
            f"Underskottet {year} kan inte regleras {regulated}. Det ska regleras "
            f"{write_years(years[0], years[-1])}."
        )


class NothingRegulated(DomainError):
    """An amount of regulation that is not above zero."""

    def __init__(self, year: int) -> None:
        super().__init__(f"Skriv hur mycket av underskottet {year} som regleras, ett belopp över noll.")


class AboveDeficit(DomainError):
    """More was to be regulated than the deficit is."""

    def __init__(self, year: int, amount: int, deficit: int) -> None:
        super().__init__(
            f"{write_ore(amount)} är mer än underskottet {year}, som är {write_ore(deficit)}. Rätta beloppen."
        )


class TooLate(DomainError):
    """There are no years left to plan a regulation over."""

    def __init__(self, year: int, last: int) -> None:
        super().__init__(
            f"Underskottet {year} skulle ha reglerats senast {last}. Skriv de år då det faktiskt regleras."
        )


class ReasonNeeded(DomainError):
    """Nobody said why a deficit is not regulated."""

    def __init__(self, year: int) -> None:
        super().__init__(f"Skriv de synnerliga skälen till att underskottet {year} inte regleras.")


class UnknownGround(DomainError):
    """The figures of a year were said to come from nowhere."""

    def __init__(self, year: int) -> None:
        super().__init__(f"Välj om uppgifterna för {year} är utfall, prognos eller budget.")
