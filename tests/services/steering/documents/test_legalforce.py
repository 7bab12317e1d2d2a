"""Legal force is gained three weeks after the notice, later when the last day is no working day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.steering.documents.legalforce import LegalForce, legal_force


@pytest.mark.parametrize(
    ("notice", "last"),
    [
        (date(2026, 11, 2), date(2026, 11, 23)),
        (date(2026, 11, 7), date(2026, 11, 30)),  # 28 November is a Saturday
        (date(2026, 12, 3), date(2026, 12, 28)),  # Christmas Eve, then Christmas and a Sunday
        (date(2026, 12, 10), date(2027, 1, 4)),  # New Year's Eve, New Year's Day, weekend
        (date(2026, 5, 29), date(2026, 6, 22)),  # Midsummer Eve
        (date(2026, 3, 13), date(2026, 4, 7)),  # Good Friday to Easter Monday
        (date(2026, 4, 23), date(2026, 5, 15)),  # Ascension Day
        (date(2026, 4, 10), date(2026, 5, 4)),  # 1 May
    ],
)
def test_the_last_day_to_appeal_is_a_working_day(notice: date, last: date) -> None:
    assert legal_force(notice) == LegalForce(last, last + timedelta(days=1))


def test_nothing_is_said_while_the_notice_is_not_known() -> None:
    assert legal_force(None) is None


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_it_is_never_gained_before_three_weeks_nor_long_after(notice: date) -> None:
    force = legal_force(notice)
    assert force is not None
    assert timedelta(weeks=3) <= force.last_day - notice <= timedelta(weeks=3, days=5)
    assert force.last_day.weekday() < 5
