"""What a user can do wrong with the organisation, each said in Swedish."""

from collections.abc import Sequence
from datetime import date

from app.models.errors import DomainError
from app.services.formatting import write_date

_MOST_USES = 6


class EndsBeforeStart(DomainError):
    """A span of days ends before it begins."""

    def __init__(self, what: str, starts: date, ends: date) -> None:
        super().__init__(
            f"{what}: slutdagen {write_date(ends)} ligger före startdagen {write_date(starts)}. "
            "Ändra en av dem."
        )


class BadCode(DomainError):
    """A kommunkod is not four digits."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Kommunkod: ”{code}” är inte fyra siffror. Skriv till exempel 1864 eller 0114.")


class BadYear(DomainError):
    """A year cannot be an election year or the year of a fact."""

    def __init__(self, what: str, text: str) -> None:
        super().__init__(f"{what}: ”{text}” är inte ett årtal. Skriv fyra siffror, till exempel 2026.")


class SharesNotWhole(DomainError):
    """The shares of a split unit do not make up the whole."""

    def __init__(self) -> None:
        super().__init__(
            "Delarnas andelar ska var för sig vara större än noll och tillsammans bli 100 %. "
            "Ändra andelarna eller lämna dem tomma."
        )


class UnderItself(DomainError):
    """A unit would stand under itself."""

    def __init__(self, name: str, parent: str) -> None:
        super().__init__(
            f"”{name}” kan inte ligga under ”{parent}”, som ligger under den. Välj en annan plats."
        )


class SamePlace(DomainError):
    """A unit is moved to where it already is, or merged with itself."""

    def __init__(self, name: str) -> None:
        super().__init__(f"”{name}” ligger redan där. Välj en annan plats.")


class LaterChange(DomainError):
    """Something dated later is already recorded, so that an earlier change cannot be placed before it."""

    def __init__(self, name: str, happened_on: date) -> None:
        super().__init__(
            f"”{name}” har redan en ändring {write_date(happened_on)}. Välj en senare dag, "
            "eller ångra den ändringen först."
        )


class NotValidThen(DomainError):
    """A unit does not exist on the day of the change."""

    def __init__(self, name: str, on: date) -> None:
        super().__init__(f"”{name}” gäller inte {write_date(on)}. Välj en dag då enheten gäller.")


class EndedByChange(DomainError):
    """A unit that was split or merged would go on beside what it became."""

    def __init__(self, name: str, happened_on: date) -> None:
        super().__init__(
            f"”{name}” upphörde genom en delning eller sammanslagning {write_date(happened_on)}. "
            "Slutdagen ska ligga före den."
        )


class BadFigure(DomainError):
    """A fact is below zero, or counts parts of a person."""

    def __init__(self, name: str, *, counted: bool) -> None:
        wanted = "ett helt tal, noll eller större" if counted else "noll eller större"
        super().__init__(f"{name}: värdet ska vara {wanted}. Rätta värdet.")


class FactTaken(DomainError):
    """There already is a fact of that sort for the year and day."""

    def __init__(self, name: str, year: int | None) -> None:
        when = "" if year is None else f" {year}"
        super().__init__(f"{name}{when} finns redan. Ändra den, eller ange ett annat år eller en annan dag.")


class TooFew(DomainError):
    """A unit is split in fewer than two parts, or fewer than two units are merged."""

    def __init__(self) -> None:
        super().__init__("Det behövs minst två enheter. Ange en till.")


class ChildrenLeft(DomainError):
    """A unit would end while units under it go on."""

    def __init__(self, name: str, count: int) -> None:
        below = "en enhet" if count == 1 else f"{count} enheter"
        super().__init__(f"”{name}” har {below} under sig som gäller längre. Flytta eller avsluta dem först.")


class UnitUsed(DomainError):
    """A unit that other rows refer to cannot be removed."""

    def __init__(self, name: str, uses: Sequence[str]) -> None:
        told = [*uses[:_MOST_USES], *(["annat"] if len(uses) > _MOST_USES else [])]
        *first, last = told
        listed = f"{', '.join(first)} och {last}" if first else last
        super().__init__(f"”{name}” kan inte tas bort: den har {listed}. Ge den en slutdag i stället.")


class ElectionTaken(DomainError):
    """There are already mandate periods for an election year."""

    def __init__(self, year: int) -> None:
        super().__init__(f"Valåret {year} finns redan. Välj ett annat år.")
