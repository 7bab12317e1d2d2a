"""What cannot be done with a version of a plan, each with its sentence."""

from collections.abc import Sequence

from app.models.errors import DomainError
from app.services.budget.checks import Finding, as_sentence

_TOLD = 3


class VersionInUse(DomainError):
    """A version was to be taken away that other things stand on."""

    def __init__(self, name: str, held: Sequence[str]) -> None:
        self.held = tuple(held)
        words = held[0] if len(held) == 1 else f"{', '.join(held[:-1])} och {held[-1]}"
        super().__init__(
            f"Budgetversionen ”{name}” kan inte tas bort: den används av {words}. "
            "Flytta eller ta bort dem först."
        )


class VersionNotReady(DomainError):
    """A version was to be marked as ready for decision while something is missing or wrong."""

    def __init__(self, name: str, found: Sequence[Finding]) -> None:
        self.found = tuple(found)
        said = " ".join(as_sentence(each) for each in found[:_TOLD])
        more = f" Och {len(found) - _TOLD} till." if len(found) > _TOLD else ""
        super().__init__(f"”{name}” är inte klar för beslut. {said}{more}")
