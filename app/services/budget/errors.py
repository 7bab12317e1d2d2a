"""What cannot be done with a budget, each with its sentence."""

from app.models.errors import DomainError


class ComposedYear(DomainError):
    """The total of the budget year was typed, though it is the sum of its parts."""

    def __init__(self, unit: str, year: int) -> None:
        super().__init__(
            f"Ramen {year} för {unit} räknas fram ur sina delar. Ändra någon av delarna i stället."
        )


class CarriedOver(DomainError):
    """The previous frame of a plan year was typed, though it follows from the year before."""

    def __init__(self, unit: str, year: int) -> None:
        super().__init__(
            f"Föregående ram för {unit} {year} är ramen {year - 1}. Ändra ramen {year - 1} i stället."
        )


class NotInYear(DomainError):
    """A part was typed in a year that is not composed of it."""

    def __init__(self, part: str, year: int) -> None:
        super().__init__(f"Delen {part} används inte i ramen {year}. Skriv i en annan kolumn.")


class PlanExists(DomainError):
    """A plan of the same year is there already."""

    def __init__(self, year: int) -> None:
        super().__init__(f"Det finns redan en budget för {year}. Gör en ny version av den i stället.")


class NoPerformers(DomainError):
    """There is nobody to give a frame."""

    def __init__(self, year: int) -> None:
        super().__init__(f"Ingen enhet är utförare {year}. Lägg först till utförare på sidan Organisation.")


class TooLarge(DomainError):
    """A sum would not fit."""

    def __init__(self) -> None:
        super().__init__("Beloppet är för stort. Kontrollera om det ska vara kr eller tkr.")
