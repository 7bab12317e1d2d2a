"""What can be refused when agreements are signed, each in its own sentence."""

from datetime import date

from app.models.errors import DomainError
from app.services.formatting import write_long_date


class NotDecidedYet(DomainError):
    """Only a decided text can be signed."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} är inte beslutad än. Registrera det slutliga beslutet först.")


class NotSigned(DomainError):
    """The kind is one that nobody signs."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} undertecknas inte enligt styrmodellen.")


class AlreadySigned(DomainError):
    """Everybody of a role has signed already."""

    def __init__(self, role: str, what: str) -> None:
        super().__init__(
            f"{role} har redan skrivit under {what}. Ta tillbaka underskriften först om den är fel."
        )


class SignedInFuture(DomainError):
    """A signature of a day that has not been."""

    def __init__(self, day: date) -> None:
        super().__init__(f"{write_long_date(day).capitalize()} har inte varit än. Ändra dagen.")


class SignedBeforeDecided(DomainError):
    """A signature of a day before the text was decided."""

    def __init__(self, decided_on: date) -> None:
        super().__init__(
            f"Texten beslutades {write_long_date(decided_on)} och kan inte vara undertecknad före det. "
            "Ändra dagen."
        )


class AlreadyWithdrawn(DomainError):
    """A signature that was withdrawn before."""

    def __init__(self) -> None:
        super().__init__("Underskriften är redan tillbakatagen.")


class NotAPaperFile(DomainError):
    """A file that is neither a picture nor a PDF was given as a scan."""

    def __init__(self, name: str) -> None:
        super().__init__(f"”{name}” är varken PDF, PNG, JPEG eller TIFF. Välj den inskannade handlingen.")


class NotAPdf(DomainError):
    """A signed file that is no PDF."""

    def __init__(self, name: str) -> None:
        super().__init__(f"”{name}” är ingen PDF. Välj den undertecknade PDF-filen.")


class SignedMeanwhile(DomainError):
    """Somebody else's signature was kept while this one was made."""

    def __init__(self) -> None:
        super().__init__("Handlingen har undertecknats av någon annan under tiden. Skriv under på nytt.")


class KeptForEver(DomainError):
    """A digitally signed file is never removed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"”{name}” är digitalt undertecknad och tas inte bort.")


class CodeTooShort(DomainError):
    """Too few digits of a code to look for."""

    def __init__(self, fewest: int) -> None:
        super().__init__(
            f"Kontrollkoden har {fewest} tecken: siffror och bokstäverna A till F. Skriv hela koden."
        )
