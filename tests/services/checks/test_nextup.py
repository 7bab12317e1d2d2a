"""What the status line calls next is what the wheel calls next."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.models.wheel import ActivityOrder, WheelActivity
from app.services.checks.ahead import read_ahead
from app.services.checks.nextup import NextUp, count_ahead, read_next
from app.services.checks.overview import read_overview
from app.services.storage import Database, describe
from app.services.wheel.reading import wheel_view
from tests.conftest import TODAY
from tests.newfiles import create_file
from tests.services.checks.conftest import CLOCK


def up_next(database: Database, today: date = TODAY) -> NextUp | None:
    return database.read(partial(read_next, today=today))


def test_the_example_s_next_is_the_council_s_budget_by_its_day_in_law(example: Database) -> None:
    found = up_next(example)
    assert found is not None
    assert found.words == "Nästa: KF beslut om ÖSB, senast 30 november"


@pytest.mark.parametrize("day", [date(2026, month, 14) for month in range(1, 13)])
def test_it_is_the_one_that_the_wheel_marks(example: Database, day: date) -> None:
    view = example.read(partial(wheel_view, year=2026, today=day))
    marked = next((one.key for one in view.activities if one.next), None)
    found = up_next(example, day)
    if marked is not None:
        assert found is not None
        assert found.key == marked


def test_what_is_done_or_cancelled_is_not_next(example: Database) -> None:
    def settle(session: Session) -> None:
        describe(session, "Prov")
        for row in session.scalars(select(WheelActivity)):
            row.status, row.done_on = "cancelled", None

    example.write(settle)
    assert up_next(example) is None


def test_an_empty_wheel_has_no_next(example: Database) -> None:
    def clear(session: Session) -> None:
        describe(session, "Prov")
        for row in session.scalars(select(ActivityOrder)):
            session.delete(row)
        session.flush()
        rows = session.scalars(select(WheelActivity)).all()
        for one in rows:
            one.previous_id = None
        session.flush()
        for one in rows:
            session.delete(one)

    example.write(clear)
    assert up_next(example) is None


def test_it_is_asked_in_a_statement_or_two(example: Database) -> None:
    asked: list[str] = []

    def count(session: Session) -> None:
        engine = session.get_bind()
        note = lambda *about: asked.append(about[2])  # noqa: E731
        event.listen(engine, "before_cursor_execute", note)
        try:
            read_next(session, today=TODAY)
        finally:
            event.remove(engine, "before_cursor_execute", note)

    example.read(count)
    assert len(asked) <= 3


@pytest.mark.parametrize("day", [date(2026, month, 21) for month in range(1, 13)])
@pytest.mark.parametrize("year", [2026, 2027])
def test_as_much_is_near_as_the_overview_lists(example: Database, day: date, year: int) -> None:
    due = example.read(partial(read_ahead, year=year, today=day)).due
    meetings = example.read(partial(read_overview, year=year, today=day)).meetings
    assert example.read(partial(count_ahead, year=year, today=day)) == len(due) + len(meetings)


def test_a_day_by_law_that_nobody_has_planned_is_near_too(tmp_path: Path) -> None:
    path = tmp_path / "tom.styr"
    create_file(path, "heby", clock=CLOCK, user="A", example_year=None)
    database = Database.open(path, clock=CLOCK, user="A")
    due = database.read(partial(read_ahead, year=2026, today=TODAY)).due
    assert [one.kind for one in due] == ["legal"]
    assert database.read(partial(count_ahead, year=2026, today=TODAY)) == 1
    database.close()


def test_what_goes_on_all_the_time_is_never_next(example: Database) -> None:
    first = up_next(example)
    assert first is not None

    def go_on(session: Session) -> None:
        describe(session, "Prov")
        row = session.get(WheelActivity, first.key)
        assert row is not None
        row.rhythm = "continuous"

    example.write(go_on)
    found = up_next(example)
    assert found is not None
    assert found.key != first.key
