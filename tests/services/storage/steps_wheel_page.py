"""The use cases that concern many activities of the year wheel at once, as steps."""

from datetime import date

from app.services.wheel import catching
from tests.services.storage.steps_assignments import Taken, one_of, plain

STEPS: tuple[Taken, ...] = (
    plain(
        catching.close_passed,
        year=one_of(2026, 2027),
        today=one_of(date(2026, 11, 21), date(2027, 6, 30), date(2028, 1, 15)),
    ),
)
