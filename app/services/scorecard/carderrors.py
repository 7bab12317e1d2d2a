"""What can be refused when a scorecard is put together or carried over, each in its own sentence."""

from app.models.errors import DomainError


class CardExists(DomainError):
    """A unit was to have a second scorecard of a year."""

    def __init__(self, unit: str, year: int) -> None:
        super().__init__(f"{unit} har redan ett styrkort för {year}. Öppna det i stället.")


class NothingToShow(DomainError):
    """A scorecard was to be made for a unit without goals and figures."""

    def __init__(self, unit: str, year: int) -> None:
        super().__init__(
            f"{unit} har inga mål och inga mått för {year}, så det blir inget styrkort. "
            "Lägg till mål i styrmodellen, eller välj en annan enhet."
        )


class ThereAlready(DomainError):
    """A goal or figure was to stand twice in the same place of a scorecard."""

    def __init__(self, title: str) -> None:
        super().__init__(f"”{title}” finns redan på den platsen i styrkortet.")


class NothingChosen(DomainError):
    """A row was to be added without saying what it shows."""

    def __init__(self) -> None:
        super().__init__("Välj ett mål eller ett mått som styrkortet ska visa.")


class BadWeight(DomainError):
    """A weight below zero, or so large that it can only be a slip."""

    def __init__(self, highest: int) -> None:
        super().__init__(
            f"En vikt är ett tal från 0 till {highest}. Skriv 2 för att något ska räknas dubbelt, "
            "eller lämna fältet tomt för samma vikt som de andra."
        )


class NotHere(DomainError):
    """A figure was to be moved to another perspective than that of its goal."""

    def __init__(self, title: str) -> None:
        super().__init__(f"”{title}” följer sitt mål. Flytta målet i stället.")


class DecidedAlready(DomainError):
    """A scorecard was to be decided twice, or opened again without having been decided."""

    def __init__(self, unit: str, year: int, decided: bool) -> None:
        words = "är redan beslutat" if decided else "är inte beslutat"
        super().__init__(f"Styrkortet för {unit} {year} {words}.")


class NothingToCarry(DomainError):
    """Nothing was left to go on to the next year."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Inget styrkort från {year} går att föra vidare: inget är valt, eller alla finns redan. "
            "Välj minst ett mål eller mått."
        )
