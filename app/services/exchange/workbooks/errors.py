"""Why a workbook, or a cell of it, cannot be used, each with its sentence."""

from app.models.errors import DomainError


class NotAWorkbook(DomainError):
    """The file is something else than a table, whatever its name says."""

    def __init__(self, name: str, found: str) -> None:
        super().__init__(
            f"{name} är {found} och ingen arbetsbok. "
            "Spara om den som Excel-arbetsbok (.xlsx) och välj den i stället."
        )


class UnreadableWorkbook(DomainError):
    """The file begins as a workbook and is broken further in."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} är skadad och går inte att läsa. Öppna den i Excel eller LibreOffice och spara om den."
        )


class WorkbookNotFound(DomainError):
    """There is no such file, or it may not be read."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} går inte att öppna. Kontrollera att filen finns och att du får läsa den.")


class ProtectedWorkbook(DomainError):
    """The file is locked with a password."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} är skyddad med lösenord. "
            "Spara den utan lösenord i Excel eller LibreOffice och välj den igen."
        )


class TooLargeWorkbook(DomainError):
    """The file, or what it unfolds to, is larger than any budget; it is not unfolded."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{name} {what}. Spara det som ska läsas in i en egen, mindre arbetsbok.")


class NoSuchSheet(DomainError):
    """The sheet that was chosen is not there."""

    def __init__(self, name: str, sheet: str) -> None:
        super().__init__(f"Det finns inget blad som heter ”{sheet}” i {name}. Välj ett annat blad.")


class EmptyWorkbook(DomainError):
    """Nothing stands in any sheet that can be seen."""

    def __init__(self, name: str, hidden: int) -> None:
        rest = " Det finns dolda blad; gör dem synliga om det är de som ska läsas in." if hidden else ""
        super().__init__(f"Det står ingenting i bladen i {name}.{rest}")


class NoAmount(DomainError):
    """A cell holds something that is no amount; `address` is the cell, `reason` what it is."""

    def __init__(self, sheet: str, address: str, reason: str) -> None:
        self.sheet, self.address, self.reason = sheet, address, reason
        super().__init__(f"Cell {address} i bladet ”{sheet}” {reason}")
