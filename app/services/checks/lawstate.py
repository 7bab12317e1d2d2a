"""What the budget that is worked on breaks of the law, as Översikt tells it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.services.budget.views import version_choice
from app.services.economy.law.checks import legal
from app.services.economy.law.demand import LegalCheck
from app.services.economy.own import economy_of


@dataclass(frozen=True, slots=True)
class LawState:
    """The version of the coming year that is worked on, and the demands that it does not meet."""

    version: int
    name: str
    decided: bool
    broken: tuple[LegalCheck, ...]


def law_state(session: Session, *, year: int, today: date) -> LawState | None:
    """How the budget of the coming year stands; None where there is none, or no economy is said in it."""
    _, version, _ = version_choice(session, year=year + 1)
    if version is None or version.first_year != year + 1 or economy_of(session, version.id) is None:
        return None
    checks = legal(session, version_id=version.id, today=today)
    broken = tuple(check for check in checks if check.status == "broken")
    return LawState(version.id, version.name, version.locked, broken)
