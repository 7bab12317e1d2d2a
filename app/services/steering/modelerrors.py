"""What can be refused when a municipality's own model is worked on, each in its own sentence."""

from collections.abc import Sequence
from datetime import date

from app.models.errors import DomainError
from app.services import formatting


class NoModel(DomainError):
    """The file holds no steering model."""

    def __init__(self) -> None:
        super().__init__("Filen har ingen styrmodell. Skapa en ny fil med en styrmodell.")


class PartInUse(DomainError):
    """A part of the model was to go while something stands on it."""

    def __init__(self, name: str, holds: str) -> None:
        super().__init__(f"{name} kan inte tas bort, eftersom den har {holds}. Välj vad som tar över.")


class CannotTakeOver(DomainError):
    """A part was chosen to take over that is not in the model."""

    def __init__(self, name: str, heir: str) -> None:
        super().__init__(f"”{heir}” kan inte ta över efter {name}. Välj en annan.")


class Misplaced(DomainError):
    """Elements would stand under a level that the changed model has no place for them under."""

    def __init__(self, level: str, above: str | None, count: int) -> None:
        where = f"under nivån ”{above}”" if above else "överst"
        number = formatting.write_count(count, "styrelement", "styrelement")
        super().__init__(
            f"{number} på nivån ”{level}” ligger {where}, där de då inte får ligga. "
            f"Låt ”{level}” bygga på även den nivån, eller flytta dem först."
            if above
            else f"{number} på nivån ”{level}” ligger {where}, där de då inte får ligga. Flytta dem först."
        )


class FormInUse(DomainError):
    """A level was to become another kind of thing while elements stand on it."""

    def __init__(self, level: str, count: int) -> None:
        number = formatting.write_count(count, "styrelement", "styrelement")
        super().__init__(
            f"Nivån ”{level}” har {number} och kan därför inte byta till eller från avtal och åtagande. "
            "Lägg till en ny nivå i stället."
        )


class EditionTooEarly(DomainError):
    """A new edition was to begin no later than the one before."""

    def __init__(self, starts: date) -> None:
        super().__init__(
            f"Den upplaga som finns gäller från {formatting.write_date(starts)}. "
            "Välj en senare dag för den nya."
        )


class NameTaken(DomainError):
    """Two parts of a kind would have the same name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"”{name}” finns redan. Välj ett annat namn.")


class LastPart(DomainError):
    """The last part of a kind that a model cannot be without was to go."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} är den enda som finns kvar och kan inte tas bort.")


class PartGone(DomainError):
    """A part was to be changed that is no longer in the model."""

    def __init__(self) -> None:
        super().__init__("Delen finns inte längre i modellen. Den kan ha tagits bort nyss.")


class Unfitting(DomainError):
    """A change after which the model would not hold together, for the reasons given."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(f"Modellen skulle inte hänga ihop: {'; '.join(reasons)}.")
