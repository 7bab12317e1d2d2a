"""The room as a waterfall: what it is made of in a year, and what another forecast changes in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from app.services.charts.sheet import Caption
from app.services.charts.waterfall import Step, Waterfall
from app.services.formatting import write_mnkr

if TYPE_CHECKING:
    from app.services.economy.prerequisites.arithmetic import YearRoom
    from app.services.economy.prerequisites.comparing import RoundComparison
    from app.services.economy.prerequisites.lines import Line

_SHORT: Final = {
    "inhabitants": "Invånare",
    "tax_settlement_before": "Korrigering",
    "tax_settlement_before_kr": "Korrigering",
    "tax_base_growth": "Uppräkning",
    "tax_income": "Skatteintäkt",
    "other_grants": "Övriga bidrag",
}
Write = Callable[[int, bool], str]
"""Writes an amount in the unit that is shown; the second says whether a plus stands before it."""


def room_waterfall(room: YearRoom, write: Write, unit: str) -> Waterfall | None:
    """From tax to room by the parts of the account; None while the room cannot be reckoned."""
    if room.room is None or room.tax is None:
        return None
    parts = [Step(name, amount, write(amount, True)) for name, amount in _parts(room) if amount]
    first = Step("Skatt", room.tax, write(room.tax, False), True)
    last = Step("Utrymme", room.room, write(room.room, False), True)
    title = f"Utrymmet att fördela {room.year} är {write_mnkr(room.room)}"
    made = Waterfall((first, *parts, last))
    return Waterfall(made.steps, Caption(title, _how(f"Från skatt till utrymme {room.year}", unit, made)))


def comparison_waterfall(found: RoundComparison, year: int, write: Write, unit: str) -> Waterfall | None:
    """From the room of one forecast to that of another by what each line changes."""
    before, after = found.left[year].room, found.right[year].room
    if before is None or after is None:
        return None
    effects = [(line.line, line.cells[year].effect) for line in found.lines]
    parts = [Step(_short(line), effect, write(effect, True)) for line, effect in effects if effect]
    ends = (
        Step("Utrymme före", before, write(before, False), True),
        Step("Utrymme efter", after, write(after, False), True),
    )
    verb = "växer" if after > before else "minskar"
    title = f"Utrymmet {verb} med {write_mnkr(abs(after - before))} {year}"
    if after == before:
        title = f"Utrymmet är lika stort {year}"
    made = Waterfall((ends[0], *parts, ends[1]))
    words = f"Från {found.left_title} till {found.right_title}"
    return Waterfall(made.steps, Caption(title, _how(words, unit, made)))


def _short(line: Line) -> str:
    """What a line is called where there is little room."""
    return _SHORT.get(line.key) or line.name.partition(",")[0]


def _parts(room: YearRoom) -> Iterator[tuple[str, int]]:
    yield "Bidrag, utjämning", room.grants or 0
    yield "Avgifter", room.fees
    yield "Finansiella poster", room.financial
    yield "Gemensamma kostnader", room.central
    yield "Investeringar och lån", room.beside
    yield "Ur resultatreserven", room.reserve_use
    yield "Resultatmål", -(room.result_target or 0)


def _how(words: str, unit: str, made: Waterfall) -> str:
    return f"{words}, {unit}.{' Axeln är bruten.' if made.broken else ''}"
