"""What can be refused when indicators are worked on, each in its own sentence."""

from app.models.errors import DomainError


class NobodyBelow(DomainError):
    """An indicator was to be obligatory downwards without an owner, or below an owner with nothing below."""

    def __init__(self, name: str, owner: str | None) -> None:
        why = f"{owner} har inga enheter under sig" if owner else "det har ingen enhet som ägare"
        super().__init__(
            f"”{name}” kan inte bli obligatoriskt nedåt, eftersom {why}. "
            "Välj en annan ägare till nyckeltalet."
        )


class NotImposed(DomainError):
    """A figure was typed for a unit that does not follow it."""

    def __init__(self, name: str, unit: str) -> None:
        super().__init__(f"”{name}” är inte ålagt {unit}. Gör nyckeltalet obligatoriskt nedåt först.")


class MeasuredTwice(DomainError):
    """A goal was to be measured by an indicator of a name that it has already."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__(f"”{title}” har redan ett nyckeltal som heter ”{name}”. Välj ett annat namn.")
