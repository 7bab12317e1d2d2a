"""What can be wrong with a model file, said in Swedish with file, key and reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.models.errors import DomainError

_SHOWN = 5
_EXPECTED = {
    "string_type": "ska vara text",
    "int_type": "ska vara ett heltal",
    "bool_type": "ska vara true eller false",
    "date_type": "ska vara ett datum, skrivet 2024-02-26",
    "date_from_datetime_inexact": "ska vara ett datum utan klockslag",
    "tuple_type": "ska vara en lista",
    "model_type": "ska vara en tabell med nycklar",
    "model_attributes_type": "ska vara en tabell med nycklar",
}
_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "ska vara en nyckel av små bokstäver a–z, siffror och understreck",
    r"^[a-z_]+\.[A-Za-z0-9_-]+$": "ska vara en plats, skriven som level.osb",
    r"^\d\d-\d\d$": "ska vara en dag, skriven 03-17",
    r"^\d{4}$": "ska vara fyra siffror",
}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: the key where it stands, and the reason."""

    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.key}: {self.reason}"


class ModelFileUnreadable(DomainError):
    """The file cannot be read as TOML at all; nothing is known of what stands in it."""

    def __init__(self, file: str, reason: str) -> None:
        self.file = file
        self.reason = reason
        super().__init__(f"Styrmodellen {file} går inte att läsa: {reason}")


class ModelFileNewer(DomainError):
    """The file has a shape that a later version of the program made."""

    def __init__(self, file: str, found: int, known: int) -> None:
        self.file = file
        super().__init__(
            f"Styrmodellen {file} har format {found}, men programmet läser högst format {known}. "
            "Uppdatera programmet och försök igen."
        )


class ModelFileInvalid(DomainError):
    """The file is TOML, but not a steering model that holds together."""

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        self.file = file
        self.problems = tuple(problems)
        shown = "; ".join(str(problem) for problem in self.problems[:_SHOWN])
        rest = len(self.problems) - _SHOWN
        more = f" – och {rest} fel till" if rest > 0 else ""
        count = "ett fel" if len(self.problems) == 1 else f"{len(self.problems)} fel"
        super().__init__(f"Styrmodellen {file} har {count}. {shown}{more}. Rätta filen och försök igen.")


class ModelUnknown(DomainError):
    """No steering model has that key or name."""

    def __init__(self, wanted: str, available: Sequence[str]) -> None:
        self.available = tuple(available)
        super().__init__(f"Styrmodellen ”{wanted}” finns inte. Välj någon av: {', '.join(available)}.")


def problems_of_shape(error: ValidationError, data: Mapping[str, Any]) -> list[Problem]:
    """The findings of pydantic as Swedish problems, each with a key that a reader finds in the file."""
    found = error.errors()
    inside = {details["loc"][:end] for details in found for end in range(1, len(details["loc"]))}
    return [
        Problem(_place(details["loc"], data), _reason(details))
        for details in found
        # A list is also called too short when its only row is faulty: that row is told of already.
        if details["type"] != "too_short" or details["loc"] not in inside
    ]


def _place(location: tuple[int | str, ...], data: Any) -> str:
    """A path such as `levels[osb].parent`; an element without key is named by its number from 1."""
    path = ""
    here: Any = data
    for step in location:
        if isinstance(step, int):
            here = here[step]
            name = here.get("key") if isinstance(here, dict) else None
            path += f"[{name}]" if isinstance(name, str) and name else f"[{step + 1}]"
        else:
            path += f".{step}" if path else step
            here = here.get(step) if isinstance(here, dict) else None
    return path


def _reason(details: ErrorDetails) -> str:
    kind, context, value = details["type"], details.get("ctx", {}), details["input"]
    if kind == "missing":
        return "nyckeln saknas"
    if kind == "extra_forbidden":
        return "nyckeln är okänd"
    if kind == "literal_error":
        return f"{_shown(value)} är inget giltigt val, välj {_choices(str(context['expected']))}"
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(str(context["pattern"]), "ska vara en text som inte är tom")
    if kind == "greater_than_equal":
        return f"{_shown(value)} är för litet, minst {context['ge']}"
    if kind == "less_than_equal":
        return f"{_shown(value)} är för stort, högst {context['le']}"
    if kind == "too_short":
        return "listan är tom, minst en rad behövs"
    return f"{_EXPECTED.get(kind, 'har fel värde')}, inte {_shown(value)}"


def _choices(expected: str) -> str:
    """`'a', 'b' or 'c'` as `a, b eller c`."""
    return expected.replace("'", "").replace(" or ", " eller ")


def _shown(value: Any) -> str:
    """A wrong value as the writer of the file would know it, cut when long."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "en tabell"
    if isinstance(value, list):
        return "en lista"
    text = str(value)
    text = text if len(text) <= 60 else f"{text[:60]}…"
    return f"”{text}”" if isinstance(value, str) else text
