"""What can be refused when the steering model is worked on, each in its own sentence."""

from app.models.errors import DomainError


class NotBelow(DomainError):
    """An element was to stand where the model has no place for its level."""

    def __init__(self, level: str, above: str | None) -> None:
        where = f"under ”{above}”" if above else "överst i styrmodellen"
        super().__init__(f"{level} kan inte läggas {where}. Välj en annan plats.")


class MadeElsewhere(DomainError):
    """An agreement belongs to a performer and is made where agreements are made."""

    def __init__(self, level: str) -> None:
        super().__init__(f"{level} läggs till på sidan Uppdragshandlingar, där utföraren väljs.")


class NotReady(DomainError):
    """An element lacks something that must be there before it is put up for decision."""

    def __init__(self, title: str, missing: tuple[str, ...]) -> None:
        words = ", ".join(missing)
        super().__init__(f"”{title}” är inte klar för beslut: {words}. Fyll i det och försök igen.")


class EndsBeforeStart(DomainError):
    """A validity ends before it begins."""

    def __init__(self, title: str) -> None:
        super().__init__(f"Giltigheten för ”{title}” slutar före den börjar. Ändra en av dagarna.")


class DecidedInFuture(DomainError):
    """A decision is dated after today; only decisions that were made are recorded."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"Beslutet om ”{title}” har en dag som inte har varit än. Registrera beslutet när det är fattat."
        )


class DecidedTogether(DomainError):
    """A commitment is decided as a part of its agreement, never alone."""

    def __init__(self, title: str, agreement: str) -> None:
        super().__init__(f"”{title}” beslutas tillsammans med ”{agreement}”. Registrera beslutet där.")


class NotDecided(DomainError):
    """A new version was asked for of an element that is still open for changes."""

    def __init__(self, title: str) -> None:
        super().__init__(f"”{title}” är inte beslutad än. Ändra i den version som finns.")
