"""What can be refused when an indicator is described, linked or removed, each in its own sentence."""

from app.models.errors import DomainError
from app.services.formatting import write_number

LONGEST_NAME = 300


class NameTooLong(DomainError):
    """A name that no list could show."""

    def __init__(self, length: int) -> None:
        super().__init__(
            f"Måttets namn är {write_number(length)} tecken långt. Skriv högst {LONGEST_NAME} "
            "och lägg resten i definitionen."
        )


class OutOfBounds(DomainError):
    """A number that cannot be meant; `what` names it."""

    def __init__(self, what: str, lowest: int, highest: int) -> None:
        super().__init__(f"{what} ska vara ett heltal mellan {lowest} och {highest}.")


class EndsBeforeItBegins(DomainError):
    """An indicator's last year came before its first."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__(
            f"Måttet kan inte sluta mätas {last} när det börjar mätas {first}. Ändra ett av åren."
        )


class UnknownChoice(DomainError):
    """A property was set to something that it cannot be."""

    def __init__(self, what: str, value: str) -> None:
        super().__init__(
            f"”{value[:40]}” går inte att välja som {what}. Välj ett av de alternativ som visas."
        )


class ScaleTooShort(DomainError):
    """A scale with fewer than two different steps."""

    def __init__(self) -> None:
        super().__init__("En skala har minst två olika steg. Skriv ett steg på varje rad, det sämsta först.")


class ScaleInUse(DomainError):
    """A scale lost steps that outcomes or targets stand on."""

    def __init__(self, step: int, steps: int) -> None:
        super().__init__(
            f"Det finns utfall eller målvärden på steg {step}, och skalan skulle bara ha {steps}. "
            "Behåll stegen eller ändra utfallen först."
        )


class CodeTaken(DomainError):
    """Two indicators were to have one id in Kolada."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(f"”{name}” har redan koden {code}. Ett nyckeltal i Kolada hör till ett mått.")


class GapNeedsGender(DomainError):
    """The gap between women and men was aimed at for what is not measured by gender."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"”{name}” mäts inte för kvinnor och män var för sig. "
            "Välj könsuppdelat innan målet blir en skillnad."
        )


class AlreadyLinked(DomainError):
    """A goal was to be measured twice by one indicator."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__(f"”{title}” mäts redan av ”{name}”.")


class NotAWeight(DomainError):
    """A weight below zero."""

    def __init__(self) -> None:
        super().__init__("En vikt är noll eller mer. Tomt betyder att måttet väger lika mycket som de andra.")


class NeededByFormula(DomainError):
    """An indicator that others are computed from was to be removed."""

    def __init__(self, name: str, others: tuple[str, ...]) -> None:
        more = f" och {len(others) - 1} till" if len(others) > 1 else ""
        super().__init__(
            f"”{name}” kan inte tas bort: ”{others[0]}”{more} räknas ut ur det. Ändra formeln först."
        )
