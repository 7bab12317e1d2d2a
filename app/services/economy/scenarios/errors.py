"""What cannot be done with a scenario, and why."""

from collections.abc import Sequence

from app.models.errors import DomainError


class NoSuchStep(DomainError):
    """A step lacks what it needs, or says what cannot be."""


class ScenarioNameTaken(DomainError):
    """Two scenarios beside one version would have the same name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Det finns redan ett scenario som heter ”{name}” här. Välj ett annat namn.")


class NotBalanced(DomainError):
    """A scenario that does not balance cannot become a proposal; `reasons` are a sentence for each year."""

    def __init__(self, name: str, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        words = " ".join(reasons)
        super().__init__(f"”{name}” går inte ihop och kan inte bli ett förslag. {words}")


class StepsWithoutEffect(DomainError):
    """A step that is switched on cannot be reckoned, so a proposal would leave it out."""

    def __init__(self, name: str, reasons: Sequence[str]) -> None:
        words = " ".join(reasons)
        super().__init__(
            f"”{name}” kan inte bli ett förslag. {words} Slå av steget, eller fyll i det som saknas."
        )
