"""What cannot be done with an allocation model, each with its sentence."""

from app.models.errors import DomainError


class UsedInDecision(DomainError):
    """A version that a decided budget rests on was to be changed."""

    def __init__(self, title: str, budget: str) -> None:
        super().__init__(
            f"{title} ligger till grund för den beslutade budgeten ”{budget}” och kan inte ändras. "
            "Gör en ny version av modellen."
        )


class FetchedFrom(DomainError):
    """A model or a version that frames were taken from was to be removed."""

    def __init__(self, title: str, budget: str) -> None:
        super().__init__(
            f"{title} kan inte tas bort, eftersom belopp i budgetversionen ”{budget}” är hämtade från den."
        )


class OnlyVersion(DomainError):
    """The only version of a model was to be removed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} har bara en version. Ta bort hela modellen i stället.")


class OnlyGroup(DomainError):
    """The only group of a version was to be removed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} är den enda gruppen. Byt namn på den, eller lägg till en annan först.")


class TakenName(DomainError):
    """A name that must be one of a kind is there already."""

    def __init__(self, what: str, name: str) -> None:
        super().__init__(f"{what} ”{name}” finns redan. Välj ett annat namn.")


class NotAFactor(DomainError):
    """A factor is outside what it can be; `what` is the factor with its place."""

    def __init__(self, what: str, rule: str) -> None:
        super().__init__(f"{what} {rule}")


class AtTheEnd(DomainError):
    """Something was to be moved past the first or the last."""

    def __init__(self, name: str, *, first: bool) -> None:
        super().__init__(f"”{name}” står redan {'först' if first else 'sist'}.")


class OfOtherKind(DomainError):
    """Something was asked of a model that calculates in the other way."""

    def __init__(self, name: str, *, special: bool) -> None:
        way = "ger anslag med särskild redovisning" if special else "räknar med volym och pris"
        super().__init__(f"{name} {way}. Välj en annan modell för det.")


class NothingToFetch(DomainError):
    """Frames were to be fetched, though none would change."""

    def __init__(self, title: str) -> None:
        super().__init__(f"{title} ger inga andra belopp än de som redan står i ramarna.")


class NoAdjustment(DomainError):
    """A trial calculation was to be saved though nothing was tried."""

    def __init__(self) -> None:
        super().__init__("Inget är ändrat i prövningen. Skriv en ändring av pris, volym eller index först.")
