"""What cannot be done with an internal budget, each with its sentence."""

from app.models.errors import DomainError


class InternalExists(DomainError):
    """The performer has an internal budget of the year."""

    def __init__(self, unit: str, year: int) -> None:
        super().__init__(f"{unit} har redan en internbudget för {year}. Öppna den i listan.")


class NoFrame(DomainError):
    """There is no frame to make an internal budget of."""

    def __init__(self, unit: str, year: int) -> None:
        super().__init__(f"{unit} har ingen ram {year}. Lägg till enheten på fliken Ramar först.")


class NameTaken(DomainError):
    """A group or a profile with the name is there already."""

    def __init__(self, what: str, name: str) -> None:
        super().__init__(f"Det finns redan en {what} som heter {name}. Välj ett annat namn.")


class GroupInUse(DomainError):
    """An account group has amounts."""

    def __init__(self, name: str, units: str) -> None:
        super().__init__(f"{name} har belopp i internbudgeten för {units}. Flytta eller nollställ dem först.")


class ProfileInUse(DomainError):
    """A profile spreads amounts."""

    def __init__(self, name: str, units: str) -> None:
        super().__init__(f"Profilen {name} används i internbudgeten för {units}. Välj en annan där först.")


class NotWeights(DomainError):
    """The weights of a profile cannot spread anything."""

    def __init__(self) -> None:
        super().__init__(
            "En profil ska ha tolv tal, noll eller mer, och minst ett som är större än noll. "
            "Skriv till exempel 10 för en vanlig månad och 5 för en halv."
        )


class NothingNewer(DomainError):
    """The internal budget follows the newest decision already."""

    def __init__(self, unit: str) -> None:
        super().__init__(f"Internbudgeten för {unit} följer redan den senast beslutade ramen.")
