"""What can be wrong with a model file, said in Swedish with file, key and reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.models.errors import DomainError

_EXPECTED = {
    "string_type": "ska vara text",
    "string_unicode": "ska vara text",
    "int_type": "ska vara ett heltal",
    "bool_type": "ska vara true eller false",
    "date_type": "ska vara ett datum som 2024-02-26",
    "date_from_datetime_inexact": "ska vara ett datum utan klockslag",
    "tuple_type": "ska vara en lista",
    "model_type": "ska vara en tabell med nycklar",
    "model_attributes_type": "ska vara en tabell med nycklar",
}
_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "får bara ha små bokstäver a–z, siffror och understreck, med en bokstav först",
    r"^[a-z_]+\.[A-Za-z0-9_-]+$": "ska vara en plats som level.osb",
    r"^\d\d-\d\d$": "ska vara en dag som 03-17",
    r"^\d{4}$": "ska vara fyra siffror",
}
_REFUSED = "Styrmodellen {} kan inte läsas in: "
_LONGEST_SHOWN = 60
_MOST_DIGITS = 18


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: the key where it stands, and the reason, a verb and what follows it."""

    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.key} {self.reason}"


class ModelFileUnreadable(DomainError):
    """The file cannot be read as TOML at all; nothing is known of what stands in it."""

    def __init__(self, file: str, reason: str) -> None:
        self.file = file
        self.reason = reason
        super().__init__(f"{_REFUSED.format(file)}{reason}.")


class ModelFileNewer(DomainError):
    """The file has a shape that a later version of the program made."""

    def __init__(self, file: str, found: int, known: int) -> None:
        self.file = file
        super().__init__(
            f"{_REFUSED.format(file)}den är gjord för en nyare version av programmet "
            f"(format {_shown(found)}, här läses högst format {known})."
        )


class ModelFileInvalid(DomainError):
    """The file is TOML, but not a steering model that holds together."""

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        self.file = file
        self.problems = tuple(problems)
        rest = len(self.problems) - 1
        more = f" – och {_count(rest)} fel till" if rest else ""
        super().__init__(f"{_REFUSED.format(file)}{self.problems[0]}{more}.")


def _count(number: int) -> str:
    return "ett" if number == 1 else str(number)


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
        return "saknas"
    if kind == "extra_forbidden":
        return "är en okänd nyckel"
    if kind == "literal_error":
        return f"är {_shown(value)}, men ska vara {_choices(str(context['expected']))}"
    if kind == "string_pattern_mismatch":
        pattern = _PATTERNS.get(str(context["pattern"]))
        return f"är {_shown(value)}, men {pattern}" if pattern else _without_words(str(value))
    if kind == "greater_than_equal":
        return f"är {_shown(value)}, men får vara lägst {context['ge']}"
    if kind == "less_than_equal":
        return f"är {_shown(value)}, men får vara högst {context['le']}"
    if kind == "too_short":
        return "är tom, men ska ha minst en rad"
    return f"{_EXPECTED.get(kind, 'har fel värde')}, inte {_shown(value)}"


def _without_words(text: str) -> str:
    return "har tecken som inte är text" if text.strip() else "är en tom text"


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
    if isinstance(value, int) and abs(value) >= 10**_MOST_DIGITS:
        return f"ett tal med fler än {_MOST_DIGITS} siffror"
    text = " ".join(str(value).split())
    text = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    return f"”{text}”" if isinstance(value, str) else text
