"""What Översikt says beside the year: it is what the pages say, and asked in few statements."""

from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.models.wheel import Meeting
from app.services.agreements.views import agreements_view
from app.services.budget.views import budget_view
from app.services.checks.ahead import read_ahead
from app.services.checks.overview import Overview, read_overview
from app.services.checks.threadgaps import thread_gaps
from app.services.storage import Database, describe
from app.services.wheel.meetings import add_meeting, set_rule
from tests.newfiles import create_file
from tests.services.checks.conftest import CLOCK, TODAY

_MOST_STATEMENTS = 60


def overview(database: Database, today: date = TODAY) -> Overview:
    return database.read(partial(read_overview, year=2026, today=today))


def test_frames_are_those_of_the_version_that_is_worked_on(example: Database) -> None:
    frames = overview(example).frames
    view = example.read(partial(budget_view, year=2027))
    assert frames is not None
    assert view.version is not None
    assert frames.version == view.version.id
    assert [(one.year, one.left) for one in frames.years] == [
        (room.year, room.remaining) for room in view.rooms
    ]
    assert all(one.room - one.given == one.left for one in frames.years)


def test_agreements_that_wait_are_those_that_are_not_decided(example: Database) -> None:
    found = overview(example)
    rows = example.read(partial(agreements_view, year=2027, today=TODAY)).rows
    assert [(one.key, one.status) for one in found.waiting] == [
        (row.id, row.stage_word) for row in rows if not row.locked
    ]
    assert found.agreements == len(rows)


def test_gaps_are_those_of_the_thread(example: Database) -> None:
    found = overview(example)
    assert found.gaps == example.read(partial(thread_gaps, today=TODAY))
    assert bool(found.first_gaps) is (found.gaps.count <= 5)
    assert bool(found.gap_kinds) is not bool(found.first_gaps)


def test_last_days_before_a_meeting_are_told_when_they_are_near(example: Database) -> None:
    def plan(session: Session) -> None:
        for row in session.scalars(select(Meeting)):
            row.cancelled = True
        add_meeting(session, body="Valnämnden", starts=date(2027, 1, 12))
        set_rule(
            session, body="Valnämnden", expected_version=0, documents_days=28, summons_days=24,
            adjusting_days=None,
        )  # fmt: skip
        describe(session, "Prov")

    example.write(plan)
    assert [(one.kind, one.day, one.title) for one in overview(example).meetings] == [
        ("meeting", date(2026, 12, 15), "Sista dag för handlingar till Valnämnden 12 januari"),
        ("meeting", date(2026, 12, 18), "Kallelse till Valnämnden 12 januari"),
    ]


def test_a_meeting_that_is_cancelled_has_no_days(example: Database) -> None:
    def cancel(session: Session) -> None:
        describe(session, "Prov")
        for row in session.scalars(select(Meeting)):
            row.cancelled = True

    example.write(cancel)
    assert overview(example).meetings == ()


def test_an_empty_file_has_nothing_to_say(tmp_path: Path) -> None:
    path = tmp_path / "tom.styr"
    create_file(path, "heby", clock=CLOCK, user="A", example_year=None)
    database = Database.open(path, clock=CLOCK, user="A")
    found = overview(database)
    ahead = database.read(partial(read_ahead, year=2026, today=TODAY))
    database.close()
    assert (found.meetings, found.collisions, found.frames, found.waiting) == ((), (), None, ())
    assert (found.agreements, found.elements, found.gaps.count) == (0, 0, 0)
    assert ahead.wheel.activities == ()


def test_the_number_of_statements_is_small_and_does_not_grow(example: Database) -> None:
    asked: list[str] = []

    def count(session: Session) -> None:
        engine = session.get_bind()
        note = lambda *about: asked.append(about[2])  # noqa: E731
        event.listen(engine, "before_cursor_execute", note)
        try:
            read_overview(session, year=2026, today=TODAY)
        finally:
            event.remove(engine, "before_cursor_execute", note)

    example.read(count)
    assert len(asked) <= _MOST_STATEMENTS


def test_a_year_that_has_been_read_gives_the_same_collisions(example: Database) -> None:
    spring = date(2026, 2, 2)
    wheel = example.read(partial(read_ahead, year=2026, today=spring)).wheel
    there = example.read(partial(read_overview, year=2026, today=spring, wheel=wheel)).collisions
    assert wheel.notices == {}
    assert there == overview(example, spring).collisions


def test_the_council_is_summoned_and_its_meeting_made_known_and_none_is_told_twice(example: Database) -> None:
    def plan(session: Session) -> None:
        for row in session.scalars(select(Meeting)):
            row.cancelled = True
        add_meeting(session, body="Kommunfullmäktige", starts=date(2026, 12, 30), ends=date(2027, 1, 2))
        describe(session, "Prov")

    example.write(plan)
    titles = [one.title for one in overview(example, date(2026, 12, 10)).meetings]
    assert "Kallelse och kungörelse till Kommunfullmäktige 30 december–2 januari" in titles
    assert len(titles) == len(set(titles))
