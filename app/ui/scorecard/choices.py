"""What can be chosen at the top of the page: units, and the parts of the year that are reported."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from app.services.scorecard.words import STANDARD, MeasureWord
from app.ui.scorecard.unit_chooser import UnitRow, unit_rows

if TYPE_CHECKING:
    from app.ui.parts.page import WorkspacePort


@dataclass(frozen=True, slots=True)
class Choices:
    """Units in the organisation's order, periods with their words, and the model's word for a measure."""

    units: tuple[UnitRow, ...] = ()
    periods: tuple[tuple[str | None, str], ...] = ()
    measure: MeasureWord = field(default=STANDARD)

    @property
    def counted(self) -> str:
        """The word after a count of measures; of several words the first."""
        return self.measure.many.split(" ")[0]


def read_choices(workspace: "WorkspacePort", year: int) -> Choices:
    """What can be chosen in a year."""
    from app.services.scorecard.cardchoices import every_unit
    from app.services.scorecard.periods import report_periods, report_words
    from app.services.scorecard.words import measure_word

    units = workspace.read(partial(every_unit, year=year))
    periods = tuple(
        (None if period.text == str(year) else period.text, report_words(period.text))
        for period in report_periods(year)
    )
    return Choices(unit_rows(units), periods, workspace.read(measure_word))


def chosen_period(
    periods: Sequence[tuple[str | None, str]], year: int, part: str | None, today: date
) -> str | None:
    """The part of the year that was chosen; or else what is usual just now."""
    texts = [text for text, _ in periods]
    if part is not None:
        wanted = f"{year}-{part}" if part else None
        return wanted if wanted in texts else None
    from app.services.scorecard.cardchoices import usual_period

    return usual_period(year, today)
