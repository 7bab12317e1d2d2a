"""What the gap of a long-term plan becomes when one assumption is another: its table of sensitivity."""

from dataclasses import dataclass

from app.services.economy.longterm.arithmetic import differences, tried
from app.services.economy.longterm.keys import ASSUMPTIONS
from app.services.economy.longterm.values import Assumptions, Inputs, Outcome, People


@dataclass(frozen=True, slots=True)
class TriedLine:
    """An assumption so much higher in every year, and by how much that betters the gap of each, in öre."""

    key: str
    words: str
    years: tuple[int, ...]
    amounts: tuple[int | None, ...]

    @property
    def last(self) -> int | None:
        """The effect in the last year."""
        return self.amounts[-1]


def try_all(
    inputs: Inputs, assumptions: Assumptions, people: People, outcome: Outcome
) -> tuple[TriedLine, ...]:
    """Every assumption that can be tried and that changes anything."""
    years = tuple(inputs.every_year)[1:]
    lines = (
        TriedLine(
            line.key,
            line.change_words,
            years,
            differences(outcome, tried(inputs, assumptions, people, line.key, line.change), years),
        )
        for line in ASSUMPTIONS
        if line.change is not None
    )
    return tuple(line for line in lines if any(line.amounts))
