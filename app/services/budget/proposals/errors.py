"""What cannot be done with a proposal, each with its sentence."""

from app.models.errors import DomainError


class AlreadyProposed(DomainError):
    """The unit has a proposal in the version already."""

    def __init__(self, unit: str) -> None:
        super().__init__(f"{unit} har redan ett förslag i den här versionen. Öppna det i stället.")


class NotForProposals(DomainError):
    """The version is of another stage than the proposals."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"Budgetversionen ”{version}” är inte en version för nämndernas förslag. "
            "Skapa en sådan version och lägg förslaget där."
        )


class NoFrame(DomainError):
    """The unit has no frame in the version, nor has any unit below it."""

    def __init__(self, unit: str) -> None:
        super().__init__(f"{unit} har ingen ram i versionen. Lägg först till ramen på fliken Ramar.")


class OutsidePlan(DomainError):
    """A measure was given a year that the plan does not cover."""

    def __init__(self, year: int, first: int, last: int) -> None:
        years = f"{first}–{last}" if last > first else str(first)
        super().__init__(f"Planen omfattar inte {year}. Skriv ett år i planen: {years}.")


class NoOtherYears(DomainError):
    """There is no later year to copy a measure to."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year} är planens sista år. Åtgärden kan inte kopieras till något senare år.")


class NothingMeasured(DomainError):
    """An indicator has no value to fetch."""

    def __init__(self, indicator: str) -> None:
        super().__init__(f"”{indicator}” har inget utfall än. Skriv värdet för hand.")


class CannotCheckAgainst(DomainError):
    """The version to check against is the proposal's own, or one of another plan."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"Förslaget kan inte stämmas av mot ”{version}”. Välj en annan version i samma plan."
        )
