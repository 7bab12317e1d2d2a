"""Interim reports: one from half to two thirds of the year is enough, and each has its own last day."""

from datetime import date

import pytest
from sqlalchemy import select

from app.models.followup import ReportKind
from app.models.wheel import ActivityDocument, WheelActivity
from app.services.storage import describe
from app.services.wheel.interim import Period, interim_periods
from app.services.wheel.legal import bound_for, elections_around
from tests.services.wheel.planned_year import Year


def _report(name: str, month: int | None, day: int = 30) -> Period:
    return Period(name, date(2027, 1, 1), None if month is None else date(2027, month, day))


def test_one_report_inside_half_to_two_thirds_is_enough() -> None:
    found = interim_periods([_report("April", 4), _report("Augusti", 8, 31)], 2027)
    assert (found.inside, found.outside) == (("Augusti",), ("April",))
    assert not found.broken


@pytest.mark.parametrize(
    ("month", "day", "broken"),
    [(5, 31, True), (6, 29, True), (6, 30, False), (7, 31, False), (8, 31, False), (9, 30, True)],
)
def test_the_period_is_from_half_to_two_thirds_of_the_year(month: int, day: int, broken: bool) -> None:
    assert interim_periods([_report("Delårsrapport", month, day)], 2027).broken is broken


def test_a_report_that_tells_no_period_may_be_the_one() -> None:
    assert not interim_periods([_report("April", 4), _report("Delår", None)], 2027).broken
    assert not interim_periods([], 2027).broken
    assert not interim_periods([_report("April", 4)], 2018).broken  # before the rule was law


def test_a_period_that_begins_later_in_the_year_is_outside() -> None:
    assert interim_periods([Period("Vår", date(2027, 3, 1), date(2027, 8, 31))], 2027).broken
    assert not interim_periods([Period("Per augusti", None, date(2027, 8, 31))], 2027).broken


# ---- the day of the report -----------------------------------------------------------------------


def _deadline(year: Year, key: int) -> date:
    def ask(session):
        return bound_for(session.get_one(WheelActivity, key), elections_around(())).deadline

    return year.read(ask)


def _change(year: Year, edit) -> None:
    def change(session):
        describe(session, "Prov")
        edit(session)

    year.database.write(change)


def _kind(session) -> ReportKind:
    return session.scalars(select(ReportKind).where(ReportKind.name == "Delårsrapport")).one()


def test_norbergs_report_of_july_is_due_in_september(year: Year) -> None:
    assert _deadline(year, year.activity(law="interim-report", year_offset=0)) == date(2026, 9, 30)


def test_a_report_without_a_period_is_due_when_the_longest_would_be(year: Year) -> None:
    _change(year, lambda session: setattr(_kind(session), "details", {}))
    assert _deadline(year, year.activity(law="interim-report", year_offset=0)) == date(2026, 10, 31)


def test_the_linked_report_gives_the_day(year: Year) -> None:
    key = year.activity(law="interim-report", year_offset=0)

    def link(session):
        kind = ReportKind(key="delar_1", position=99, name="Delårsrapport 1", details={"period_end": "04-30"})
        session.add(kind)
        session.flush()
        row = session.get_one(WheelActivity, key)
        row.documents.append(ActivityDocument(report_kind_id=kind.id))

    _change(year, link)
    assert _deadline(year, key) == date(2026, 6, 30)
