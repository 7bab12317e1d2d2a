"""The columns of measuring: whose value it is, what it is held against, and the periods of the year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.services.scorecard.periods import period_short, period_words
from app.ui.budget.columns import NAME, NAME_WIDTH

WHOSE, COUNTED, BEFORE, AIM, PERIOD = "whose", "counted", "before", "aim", "period"
FROZEN = 2
"""Name and unit stand still."""
_WIDTHS = {NAME: NAME_WIDTH, WHOSE: 110, COUNTED: 50, BEFORE: 56, AIM: 56, PERIOD: 56}


@dataclass(frozen=True, slots=True)
class MeasureColumn:
    """A column; `period` is the stored period whose values it holds."""

    kind: str
    title: str
    words: str
    """The whole name, for tooltips and screen readers."""
    period: str = ""
    closes: bool = False
    """The last of its kind, followed by a vertical hairline."""
    band: str = ""
    year: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What the column is known by when others come and go."""
        return self.kind, self.period

    @property
    def money(self) -> bool:
        """Whether it holds values that can be copied and filled."""
        return self.kind == PERIOD

    @property
    def least_width(self) -> int:
        """How wide it is when its values are short."""
        return _WIDTHS[self.kind]


def measure_columns(year: int, periods: Sequence[Any], measure: str) -> tuple[MeasureColumn, ...]:
    """The columns of a year; `measure` is the model's word for a measure."""
    made = [
        MeasureColumn(NAME, measure[:1].upper() + measure[1:], measure),
        MeasureColumn(WHOSE, "Enhet", "Enhet", closes=True),
        MeasureColumn(COUNTED, "Räknas i", "Räknas i"),
        MeasureColumn(BEFORE, str(year - 1), f"Utfall {year - 1}"),
        MeasureColumn(AIM, f"Mål {year}", f"Mål {year}", closes=True),
    ]
    made += [
        MeasureColumn(
            PERIOD, period_short(period.text), _capital(period_words(period.text)), period.text, _ends(period)
        )
        for period in periods
    ]
    return tuple(made)


def _ends(period: Any) -> bool:
    """A line after every third month and every longer period that ends half the year."""
    return period.last.month in (6, 12) and period.frequency in ("half_year", "year")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
