"""What cannot be done with a long-term plan, each with its sentence."""

from app.models.errors import DomainError
from app.services.formatting import write_number


class NotThatManyYears(DomainError):
    """A long-term plan reaches over one to thirty years."""

    def __init__(self, years: int) -> None:
        super().__init__(f"En långsiktig plan omfattar 1–30 år efter basåret, inte {write_number(years)}.")


class NotAYear(DomainError):
    """A year that no plan begins from."""

    def __init__(self, year: int) -> None:
        super().__init__(f"Basåret {year} går inte att räkna från. Skriv ett år mellan 1990 och 2150.")


class NameTaken(DomainError):
    """Something of the same name is in the plan already."""

    def __init__(self, what: str, name: str) -> None:
        super().__init__(f"{what} ”{name}” finns redan i planen. Välj ett annat namn.")


class MainLineStays(DomainError):
    """The main line was to be removed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"”{name}” är det som de andra scenarierna utgår från och kan inte tas bort.")


class AgesMeet(DomainError):
    """Two groups of an area have ages in common, which would be counted twice."""

    def __init__(self, area: str, one: str, other: str) -> None:
        super().__init__(
            f"Åldrarna {one} och {other} i {area} går i varandra. Låt varje ålder finnas en gång."
        )


class NotAges(DomainError):
    """A group of ages that cannot be."""

    def __init__(self, text: str) -> None:
        super().__init__(f"”{text.strip()[:40]}” är inga åldrar. Skriv till exempel 0–5, 7 eller 80+.")


class NegativeCost(DomainError):
    """A cost per head below zero."""

    def __init__(self, area: str, ages: str) -> None:
        super().__init__(f"Kostnaden per invånare {ages} i {area} kan inte vara mindre än noll.")


class OutsideBounds(DomainError):
    """An assumption that cannot be."""

    def __init__(self, name: str, year: int | None, least: str, most: str) -> None:
        at = f" {year}" if year else ""
        super().__init__(f"{name}{at} ska vara mellan {least} och {most}.")


class NotARate(DomainError):
    """A tax rate that was written in another unit."""

    def __init__(self, text: str, meant: str) -> None:
        said = f" Menar du {meant} (kronor per 100 kr)?" if meant else ""
        super().__init__(
            f"Skattesatsen {text} går inte att använda. Skriv kronor per 100 kr, till exempel 22,34.{said}"
        )


class NoDepreciation(DomainError):
    """Depreciation over no years, or over part of one."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"Avskrivningstiden {text} går inte att räkna med. Skriv ett helt antal år, minst 1."
        )


class OutsidePlan(DomainError):
    """A year that the plan does not cover."""

    def __init__(self, year: int, first: int, last: int) -> None:
        super().__init__(f"Planen omfattar {first}–{last}. {year} ligger utanför.")


class NothingToFit(DomainError):
    """The costs of an area cannot be fitted to its frame."""

    def __init__(self, area: str, why: str) -> None:
        super().__init__(f"Kostnaderna för {area} kan inte stämmas av mot ramen: {why}.")


class NotANewerYear(DomainError):
    """A plan was to be updated to a year that it begins from already, or an earlier one."""

    def __init__(self, name: str, year: int) -> None:
        super().__init__(f"”{name}” utgår redan från {year}. Välj en budget för ett senare år.")


class NoChangeIndex(DomainError):
    """An index that does not say by how much something gets dearer."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} anger ingen förändring i procent. Välj ett index som gör det, till exempel PKV."
        )
