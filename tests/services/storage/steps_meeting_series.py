"""Adding a body's meetings of a year at once, as a step."""

import random
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.services.wheel import meetingseries
from tests.conftest import TODAY
from tests.services.storage.steps_assignments import Taken, one_of, plain, words


def _days(_session: Session, dice: random.Random) -> list[date]:
    first = TODAY + timedelta(days=dice.randrange(-300, 300))
    return [first + timedelta(days=dice.randrange(1, 200)) for _ in range(dice.randrange(1, 6))]


STEPS: tuple[Taken, ...] = (
    plain(
        meetingseries.add_meetings,
        body=one_of("Kommunstyrelsen", "Valnämnden", "”Rådet” för 'äldre'"), days=_days,
        begins=one_of(None, "18.30", "9"), place=words, tentative=one_of(True, False),
    ),
)  # fmt: skip
