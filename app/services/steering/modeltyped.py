"""What is typed about a part of the model, read as values; raises a DomainError that says what to write."""

from app.models.errors import DomainError
from app.services.steering.modelformat_steering import Horizon
from app.services.typed import optional

_MOST_YEARS = 500
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


class NotANumber(DomainError):
    """A whole number was wanted where something else was typed."""

    def __init__(self, place: str, text: str) -> None:
        super().__init__(f"{place}: ”{text}” är inget helt tal. Skriv till exempel 4.")


class OddYears(DomainError):
    """A horizon whose longest time is shorter than its shortest, or without a shortest."""

    def __init__(self) -> None:
        super().__init__("Högst kräver ett minst som är lika stort eller mindre. Rätta åren.")


class NoTargetYear(DomainError):
    """A horizon of a year to aim at, without that year."""

    def __init__(self) -> None:
        super().__init__("Skriv vilket år nivån siktar mot, till exempel 2030.")


def read_lines(text: str) -> tuple[str, ...] | None:
    """Texts that are typed one on each line; None for nothing."""
    lines = tuple(line.strip() for line in text.splitlines() if line.strip())
    return lines or None


def read_whole(text: str, place: str, *, least: int = 0, most: int = _MOST_YEARS) -> int | None:
    """A whole number, or None when nothing is typed."""
    typed = text.strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit()) or not least <= int(typed) <= most:
        raise NotANumber(place, typed)
    return int(typed)


def read_horizon(kind: str, least: str, most: str, year: str, words: str) -> Horizon | None:
    """A horizon from what is typed in its form; None when nothing is said."""
    low, high = read_whole(least, "Minst"), read_whole(most, "Högst")
    target = read_whole(year, "Målåret", least=_FIRST_YEAR, most=_LAST_YEAR)
    if high is not None and (low is None or high < low):
        raise OddYears
    if kind == "target_year" and target is None:
        raise NoTargetYear
    if kind != "target_year":
        target = None
    horizon = Horizon.model_validate(
        {
            "kind": kind or None,
            "min": low,
            "max": high,
            "target_year": target,
            "text": optional(words),
        }
    )
    return None if horizon == Horizon() else horizon
