"""What cannot be done with changes of a decided budget, each with its sentence."""

from app.models.errors import DomainError
from app.services.formatting import write_ore


class NotDecidedYet(DomainError):
    """A version that is not decided was to be changed by a decision during the year."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"Budgetversionen ”{version}” är inte beslutad. Ändra beloppen i den i stället, eller välj den "
            "beslutade budgeten."
        )


class NotTheBudget(DomainError):
    """A version that a later decision has replaced, or that is no budget, was to be changed."""

    def __init__(self, version: str, holds: str | None) -> None:
        advice = f"Ändra ”{holds}”, som gäller." if holds else "Fullmäktiges beslut om budgeten saknas."
        super().__init__(f"”{version}” är inte den budget som gäller. {advice}")


class YearOutside(DomainError):
    """A change was to be made in a year that the plan does not reach."""

    def __init__(self, year: int, plan: str) -> None:
        super().__init__(f"{plan} omfattar inte {year}. Välj ett av dess år.")


class ZeroAmount(DomainError):
    """A row was to change nothing."""

    def __init__(self) -> None:
        super().__init__("Skriv ett belopp som inte är noll.")


class BelowZeroPays(DomainError):
    """A row that pays was given below zero."""

    def __init__(self) -> None:
        super().__init__("Det som betalar en utgift skrivs som ett belopp över noll.")


class NoHolder(DomainError):
    """A row says neither who gets nor which project."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Välj {what} som raden gäller.")


class NotFinanced(DomainError):
    """A change does not say how all of it is paid."""

    def __init__(self, name: str, given: int, paid: int) -> None:
        lacks = given - paid
        words = (
            f"{write_ore(lacks)} saknar finansiering"
            if lacks > 0
            else f"finansieringen är {write_ore(-lacks)} större än utgiften"
        )
        super().__init__(
            f"{name} kan inte beslutas: {words}. Ett beslut om en utgift under året ska ange hur den "
            "finansieras (KL 11 kap. 15 §)."
        )


class NothingChanged(DomainError):
    """A change without rows was to be decided."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} ändrar ingenting. Lägg till minst en rad.")


class ChangeDecided(DomainError):
    """A decided change was to be altered."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} är beslutad och ändras inte. Gör en ny ändring i stället.")


class DecidedBefore(DomainError):
    """A change was dated before the budget that it changes."""

    def __init__(self, name: str, budget: str) -> None:
        super().__init__(f"{name} kan inte vara beslutad före budgeten ({budget}).")


class ProjectInactive(DomainError):
    """Money was to be given to a project that is finished or cancelled."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} är avslutat eller avbrutet och kan inte få medel.")
