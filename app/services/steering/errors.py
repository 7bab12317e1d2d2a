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


class DatedElsewhere(DomainError):
    """The validity of an agreement is its term, which stands in the agreement itself."""

    def __init__(self, title: str) -> None:
        super().__init__(f"”{title}” gäller under avtalstiden. Ändra den på sidan Uppdragshandlingar.")


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


class DecidedElsewhere(DomainError):
    """An agreement is decided where agreements are, which keeps the text that was decided."""

    def __init__(self, title: str) -> None:
        super().__init__(f"”{title}” beslutas i sin handling. Öppna den och registrera beslutet där.")


class NotDecided(DomainError):
    """A new version was asked for of an element that is still open for changes."""

    def __init__(self, title: str) -> None:
        super().__init__(f"”{title}” är inte beslutad än. Ändra i den version som finns.")


class NotPlaced(DomainError):
    """An element was to be moved where the model has no place for its level."""

    def __init__(self, title: str, level: str, above: str | None, homes: tuple[str, ...]) -> None:
        where = f"under ”{above}”" if above else "överst"
        stands = f"under {' eller '.join(homes)}" if homes else "överst i styrmodellen"
        super().__init__(f"”{title}” kan inte ligga {where}, eftersom {level} ligger {stands}.")


class UnderItself(DomainError):
    """An element was to be moved under itself or something that stands under it."""

    def __init__(self, title: str) -> None:
        super().__init__(f"”{title}” kan inte ligga under sig självt.")


class ServesEachOther(DomainError):
    """Two elements would contribute to each other, at once or by way of others."""

    def __init__(self, title: str, other: str) -> None:
        super().__init__(f"”{title}” kan inte bidra till ”{other}”, eftersom ”{other}” redan bidrar dit.")


class ServedFromThere(DomainError):
    """An element was to be moved under one that contributes to it."""

    def __init__(self, title: str, above: str) -> None:
        super().__init__(f"”{title}” kan inte ligga under ”{above}”, som bidrar till ”{title}”.")


class ServesAlready(DomainError):
    """A contribution that is there already, or that the place in the hierarchy says."""

    def __init__(self, title: str, other: str) -> None:
        super().__init__(f"”{title}” bidrar redan till ”{other}”.")


class ServesItself(DomainError):
    """An element was to contribute to itself."""

    def __init__(self, title: str) -> None:
        super().__init__(f"”{title}” kan inte bidra till sig självt.")


class AtTheEnd(DomainError):
    """An element was to be moved past the first or last of its level in its place."""

    def __init__(self, title: str, *, first: bool) -> None:
        super().__init__(f"”{title}” ligger redan {'först' if first else 'sist'} på sin nivå här.")


class StillHolds(DomainError):
    """An element was to be removed without a word of what becomes of what hangs on it."""

    def __init__(self, title: str) -> None:
        super().__init__(f"Något hör till ”{title}”. Välj om det ska flyttas eller tas bort med det.")


class DecidedStays(DomainError):
    """What is or was decided is never removed."""

    def __init__(self, title: str) -> None:
        super().__init__(f"”{title}” är beslutad, och det som är beslutat tas aldrig bort.")


class ServedByDecided(DomainError):
    """A decided element contributes to what was to be removed."""

    def __init__(self, title: str, served: str) -> None:
        super().__init__(f"”{served}” kan inte tas bort, eftersom ”{title}” är beslutad och bidrar dit.")


class NobodyTakesOver(DomainError):
    """No other element can take over what stands under one that was to be removed."""

    def __init__(self, title: str) -> None:
        super().__init__(f"Inget annat styrelement kan ta över det som ligger under ”{title}”.")
