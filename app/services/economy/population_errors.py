"""What cannot be done with a forecast of the population, each with its sentence."""

from collections.abc import Sequence

from app.models.errors import DomainError
from app.services.formatting import write_count, write_number


class NegativePopulation(DomainError):
    """There cannot be fewer inhabitants than none."""

    def __init__(self, where: str, number: int) -> None:
        super().__init__(
            f"Antalet invånare {where} är {write_number(number)}. Det kan inte vara mindre än noll."
        )


class NotInhabitants(DomainError):
    """What was typed is no number of inhabitants."""

    def __init__(self, text: str, where: str) -> None:
        super().__init__(
            f"”{text.strip()[:40]}” {where} går inte att läsa som ett antal invånare. Skriv ett heltal."
        )


class TooManyInhabitants(DomainError):
    """A number of inhabitants that no municipality has."""

    def __init__(self, where: str) -> None:
        super().__init__(f"Antalet invånare {where} är större än 10 000 000. Kontrollera siffran.")


class NotAges(DomainError):
    """An age group that cannot be."""

    def __init__(self, text: str) -> None:
        super().__init__(f"”{text}” är ingen åldersgrupp. Skriv till exempel 0–5, 7 eller 80+.")


class AgesOverlap(DomainError):
    """Two groups have ages in common and would be counted twice."""

    def __init__(self, one: str, other: str, year: int) -> None:
        super().__init__(f"Åldersgrupperna {one} och {other} överlappar {year}. Ta bort den ena av dem.")


class ForecastTaken(DomainError):
    """Two forecasts have the same name and date."""

    def __init__(self, name: str, day: str) -> None:
        super().__init__(
            f"Det finns redan en befolkningsprognos som heter {name} från {day}. "
            "Ändra den i stället, eller skriv ett annat datum."
        )


class ForecastInUse(DomainError):
    """A forecast cannot be removed while something rests on it."""

    def __init__(self, name: str, held: Sequence[str]) -> None:
        super().__init__(f"{name} används av {' och '.join(held)} och kan inte tas bort.")


class YearOutside(DomainError):
    """A year that no forecast of the population is about."""

    def __init__(self, year: int) -> None:
        super().__init__(f"År {year} ligger utanför 1900–2200. Kontrollera årtalet.")


class NothingFound(DomainError):
    """Nothing in a table could be read as a population by age."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Tabellen går inte att läsa som en befolkning efter ålder. {why}")


class WrongPaste(DomainError):
    """Cells of a pasted table are wrong; nothing of it is taken in."""

    def __init__(self, problems: Sequence[str]) -> None:
        more = len(problems) - 1
        rest = f" Det är fel på {write_count(more, 'cell', 'celler')} till." if more > 0 else ""
        super().__init__(f"{problems[0]}{rest}")
