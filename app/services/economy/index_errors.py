"""What cannot be done with an index table, each with its sentence."""

from collections.abc import Sequence
from decimal import Decimal

from app.models.errors import DomainError
from app.services.formatting import write_count, write_number


class IndexTaken(DomainError):
    """Two tables have the same name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Det finns redan en tabell som heter {name}. Välj ett annat namn.")


class IndexOutside(DomainError):
    """A value that no index has."""

    def __init__(self, name: str, year: int, value: Decimal, most: str) -> None:
        super().__init__(f"{name} {year} är {write_number(value)}, men ska ligga {most}. Kontrollera värdet.")


class NotIndexValue(DomainError):
    """What was typed cannot be read."""

    def __init__(self, name: str, year: int, why: str) -> None:
        super().__init__(f"{name} {year}: {why}")


class IndexYear(DomainError):
    """A year that no index is about."""

    def __init__(self, name: str, year: int) -> None:
        super().__init__(f"{name}: år {year} ligger utanför 1900–2200. Kontrollera årtalet.")


class IndexValueInUse(DomainError):
    """A value cannot be taken away while parts of frames are reckoned from it."""

    def __init__(self, name: str, year: int, parts: int) -> None:
        count = write_count(parts, "belopp i ramarna räknas", "belopp i ramarna räknas")
        super().__init__(
            f"{name} {year} kan inte tas bort: {count} från värdet. Koppla loss dem först, "
            "eller skriv ett annat värde."
        )


class IndexInUse(DomainError):
    """A table cannot be removed while something rests on it."""

    def __init__(self, name: str, held: Sequence[str]) -> None:
        super().__init__(f"{name} används av {' och '.join(held)} och kan inte tas bort.")


class IndexUnitInUse(DomainError):
    """The unit of a table cannot be another while parts of frames are reckoned from it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} används av belopp i ramarna, så vad den anges i kan inte ändras. "
            "Lägg till en ny tabell i stället."
        )
