"""What can be chosen at the top of the page: units, and the parts of the year that are reported."""

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from app.services.scorecard.words import STANDARD, MeasureWord
from app.ui.scorecard.unit_chooser import UnitRow, unit_rows

if TYPE_CHECKING:
    from app.ui.parts.page import WorkspacePort


@dataclass(frozen=True, slots=True)
class Choices:
    """Units in the organisation's order, periods with their words, and the model's word for a measure.

    `usual` is the period that is most often reported just now; None is the whole year.
    """

    units: tuple[UnitRow, ...] = ()
    periods: tuple[tuple[str | None, str], ...] = ()
    measure: MeasureWord = field(default=STANDARD)
    usual: str | None = None

    @property
    def counted(self) -> str:
        """The word after a count of measures; of several words the first."""
        return self.measure.counted


def read_choices(workspace: "WorkspacePort", year: int) -> Choices:
    """What can be chosen in a year."""
    from app.services.scorecard.cardchoices import every_unit
    from app.services.scorecard.reportperiods import periods_to_report, usual_period
    from app.services.scorecard.words import measure_word

    units = workspace.read(partial(every_unit, year=year))
    offered = workspace.read(partial(periods_to_report, year=year))
    periods = tuple((None if one.period.text == str(year) else one.period.text, one.words) for one in offered)
    usual = usual_period(year, workspace.today, offered)
    return Choices(unit_rows(units), periods, workspace.read(measure_word), usual)


def chosen_period(choices: Choices, year: int, part: str | None) -> str | None:
    """The part of the year that was chosen; or else what is usual just now."""
    if part is None:
        return choices.usual
    wanted = f"{year}-{part}" if part else None
    return wanted if wanted in [text for text, _ in choices.periods] else None
