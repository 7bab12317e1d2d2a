"""How the goals of a year stand, and what is not known of them: what Översikt says of Mål och styrkort."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.models.scorecard import Indicator
from app.services.scorecard.cardchoices import any_goals
from app.services.scorecard.goallist import goals_list
from app.services.scorecard.periods import report_words
from app.services.scorecard.reminders import due
from app.services.scorecard.reportperiods import periods_to_report, usual_period
from app.services.scorecard.words import MeasureWord, measure_word


@dataclass(frozen=True, slots=True)
class GoalState:
    """Goals by how they stand at the end of a period; `unknown` have neither figures nor an assessment.

    `overdue` values should have been entered already, `unowned` figures belong to nobody.
    """

    period: str
    met: int
    partly: int
    unmet: int
    unknown: int
    overdue: int
    unowned: int
    word: MeasureWord

    @property
    def known(self) -> int:
        """The goals that something can be said of."""
        return self.met + self.partly + self.unmet

    @property
    def count(self) -> int:
        """Every goal."""
        return self.known + self.unknown


def goal_state(session: Session, *, year: int, today: date) -> GoalState | None:
    """How the goals stand at the end of the period that is usual just now; None where there are no goals."""
    if not any_goals(session):
        return None
    period = usual_period(year, today, periods_to_report(session, year=year))
    lines = goals_list(session, year=year, period=period, today=today)
    if not lines:
        return None
    stands = [line.standing for line in lines]
    met, partly, unmet = (stands.count(each) for each in ("met", "partly", "unmet"))
    unowned = (
        select(func.count())
        .select_from(Indicator)
        .where(Indicator.owner_unit_id.is_(None), Indicator.owner_role.is_(None))
    )
    measured = bool(session.scalar(select(exists(select(Indicator.id)))))
    return GoalState(
        period=report_words(period or str(year)),
        met=met,
        partly=partly,
        unmet=unmet,
        unknown=len(stands) - met - partly - unmet,
        overdue=sum(row.overdue for row in due(session, today=today)) if measured else 0,
        unowned=session.scalar(unowned) or 0,
        word=measure_word(session),
    )
