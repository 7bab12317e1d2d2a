"""What cannot be done with a budget, each with its sentence."""

from collections.abc import Sequence

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
    """An amount would not fit; `what` is the amount with its year and its unit."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} är större än 1\u00a0000\u00a0000\u00a0000\u00a0000\u00a0kr. "
            "Kontrollera om det ska vara kr eller tkr."
        )


class NotStaff(DomainError):
    """The number of årsarbetare cannot be."""

    def __init__(self, unit: str, year: int) -> None:
        super().__init__(
            f"Antalet årsarbetare {year} för {unit} ska vara noll eller mer. Skriv till exempel 24,5."
        )


class PotExists(DomainError):
    """A central post of the plan has the name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Det finns redan en gemensam post som heter {name}. Välj ett annat namn.")


class PotInUse(DomainError):
    """A central post cannot be removed while amounts stand on it."""

    def __init__(self, name: str, version: str, *, locked: bool) -> None:
        super().__init__(
            f"{name} ingår i budgetversionen ”{version}”, som är beslutad, och kan inte tas bort."
            if locked
            else f"{name} har belopp i budgetversionen ”{version}”. Nollställ dem först."
        )


class PotPointedAt(DomainError):
    """A central post cannot be removed while the economy around the frames points at it."""

    def __init__(self, name: str, held: Sequence[str]) -> None:
        super().__init__(f"{name} används av {' och '.join(held)}. Ta bort det först.")


class NoOpenVersion(DomainError):
    """Every version of a plan is decided, so nothing can be added to it."""

    def __init__(self, plan: str) -> None:
        super().__init__(f"Alla versioner av {plan} är beslutade. Gör en ny version först.")


class FramesExist(DomainError):
    """The holder has frames of this kind already."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(f"{name} har redan en ram som är {kind}. Skriv beloppen i den.")


class FramesInUse(DomainError):
    """Frames cannot be removed while amounts stand in them."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(f"{name} har belopp i ramen för {kind}. Nollställ dem först.")


class BoundOnPath(DomainError):
    """The council binds an appropriation above or below already."""

    def __init__(self, name: str, other: str) -> None:
        super().__init__(
            f"Anslaget kan inte bindas vid {name}: det är redan bundet vid {other}, på samma gren. "
            "Ta bort den bindningen först."
        )
