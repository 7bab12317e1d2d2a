"""What can be refused when agreements are worked on, each in its own sentence."""

from app.models.errors import DomainError


class NoAgreementKind(DomainError):
    """The steering model has no agreements."""

    def __init__(self) -> None:
        super().__init__("Styrmodellen har inga uppdragshandlingar eller liknande avtal.")


class HasAgreement(DomainError):
    """The performer has its agreement already."""

    def __init__(self, unit: str, kind: str) -> None:
        super().__init__(f"{unit} har redan en {kind.lower()}. Ändra i den som finns.")


class NotAPerformer(DomainError):
    """Agreements are made with performers only (`UH-01`)."""

    def __init__(self, unit: str) -> None:
        super().__init__(f"{unit} är ingen utförare. Ange det först på sidan Organisation.")


class NobodyLeft(DomainError):
    """Every performer has its agreement already."""

    def __init__(self) -> None:
        super().__init__(
            "Alla utförare har redan en uppdragshandling. Nya utförare läggs till på sidan Organisation."
        )


class TermEndsBeforeStart(DomainError):
    """The term ends before it begins."""

    def __init__(self) -> None:
        super().__init__("Avtalstiden slutar före den börjar. Ändra en av dagarna.")


class NotComplete(DomainError):
    """A mandatory part is missing, so the agreement cannot be put up for decision (`UH-10`)."""

    def __init__(self, performer: str, missing: tuple[str, ...]) -> None:
        self.missing = missing
        super().__init__(f"Uppdragshandlingen för {performer} är inte klar för beslut. {' '.join(missing)}")
