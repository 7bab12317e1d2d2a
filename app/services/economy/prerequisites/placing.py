"""A block of values laid over those that stand there: what changes, and what the change is called."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

from app.services.economy.prerequisites.lines import BY_KEY, Line
from app.services.formatting import write_count
from app.services.typed import optional

Place = tuple[str, int]
"""A line and a year."""


class Stored(Protocol):
    """A value that stands in the file, with its note."""

    value: Decimal
    note: str | None


def one_of_twins(values: Mapping[Place, Decimal | None]) -> dict[Place, Decimal | None]:
    """What is said in kronor takes the place of what was said per inhabitant, and the other way."""
    made = dict(values)
    for (key, year), value in values.items():
        line = BY_KEY.get(key)
        if line is not None and line.twin and value is not None and values.get((line.twin, year)) is None:
            made[line.twin, year] = None
    return made


def differing(
    present: Mapping[Place, Stored],
    values: Mapping[Place, Decimal | None],
    notes: Mapping[Place, str | None],
) -> dict[Place, Decimal | None]:
    """The values that are another than those that stand there, or have another note."""
    return {
        place: value
        for place, value in values.items()
        if _differs(present.get(place), value, notes.get(place))
    }


def changed_words(
    changed: Mapping[Place, Decimal | None],
    lines: Mapping[str, Line],
    where: str,
    words: tuple[str, str] = ("värde", "värden"),
) -> str:
    """What the log says of a block."""
    places = [place for place, value in changed.items() if value is not None] or list(changed)
    if len(places) == 1:
        key, year = places[0]
        return f"Ändrade {lines[key].name} {year} i {where}"
    return f"Ändrade {write_count(len(places), *words)} i {where}"


def _differs(had: Stored | None, value: Decimal | None, note: str | None) -> bool:
    if had is None or value is None:
        return (had is None) != (value is None)
    return format(had.value, "f") != format(value, "f") or (note is not None and optional(note) != had.note)
