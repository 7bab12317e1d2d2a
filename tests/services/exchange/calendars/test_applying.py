"""Calendars taken into a year: own rows updated by their UID, others added, one step, the law kept."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models.errors import DomainError
from app.models.wheel import Meeting, WheelActivity
from app.services.clock import Clock
from app.services.exchange.calendars.applying import import_calendar, read_calendar_file
from app.services.exchange.calendars.content import read_calendar
from app.services.exchange.calendars.dryrun import CalendarDryRun, look_at
from app.services.exchange.calendars.found import FoundCalendar
from app.services.exchange.calendars.ical import calendar_bytes
from app.services.exchange.calendars.icalreading import read_ical
from app.services.storage import Database
from app.services.wheel import editing, meetings
from app.services.wheel.reading import wheel_view
from app.services.wheel.timing import day_timing
from tests.conftest import TODAY
from tests.services.exchange.calendars.samples import YEAR, ics
from tests.services.exchange.calendars.test_sheetreading import workbook


@pytest.fixture
def filled(opened: Database) -> Iterator[Database]:
    """The example with one meeting and one activity of its own, without the example's meetings that day."""
    add = partial(meetings.add_meeting, body="Kommunfullmäktige", starts=date(YEAR, 8, 31), begins="18.30")
    opened.write(add)
    wheel = opened.read(partial(wheel_view, year=YEAR, today=TODAY)).wheels[0].key
    opened.write(
        partial(
            editing.add_activity, wheel_id=wheel, year=YEAR, title="Planeringsdag",
            timing=day_timing(date(YEAR, 9, 19)),
        )
    )  # fmt: skip
    return opened


def _exported(database: Database, clock: Clock) -> bytes:
    return calendar_bytes(database.read(partial(read_calendar, year=YEAR, clock=clock)))


def _looked(database: Database, data: bytes, body: str | None = None) -> CalendarDryRun:
    calendar = read_ical(data, "x.ics", YEAR)
    return _held(database, calendar, body)


def _held(database: Database, calendar: FoundCalendar, body: str | None = None) -> CalendarDryRun:
    return database.read(partial(look_at, calendar=calendar, year=YEAR, today=TODAY, body=body))


def _take(database: Database, found: CalendarDryRun) -> None:
    database.write(partial(import_calendar, rows=found.rows, year=YEAR, file=found.name))


def _activity(database: Database, title: str):
    view = database.read(partial(wheel_view, year=YEAR, today=TODAY))
    return next(each for each in view.activities if each.title == title)


def test_an_export_that_is_read_back_changes_nothing(filled: Database, clock: Clock) -> None:
    found = _looked(filled, _exported(filled, clock))
    assert (found.rows, found.left_out) == ((), ())
    assert found.same > 20


def test_what_was_moved_in_the_calendar_program_updates_its_row(filled: Database, clock: Clock) -> None:
    data = _exported(filled, clock)
    data = data.replace(b"20260919", b"20260926").replace(b"20260920", b"20260927")
    data = data.replace(b"20260831T183000", b"20260907T170000")
    found = _looked(filled, data)
    assert [(row.kind, row.before, row.after) for row in found.rows] == [
        ("meeting", "31 augusti kl. 18.30", "7 september kl. 17.00"),
        ("activity", "19 september", "26 september"),
    ]
    _take(filled, found)
    assert filled.undo_words == "Läste in 1 sammanträde och 1 aktivitet ur x.ics"
    moved = _activity(filled, "Planeringsdag")
    assert (moved.when.first, moved.version) == (date(YEAR, 9, 26), 2)
    assert _looked(filled, data).rows == ()
    filled.undo()
    assert _activity(filled, "Planeringsdag").when.first == date(YEAR, 9, 19)


def test_renamed_and_cancelled_events_follow(filled: Database, clock: Clock) -> None:
    data = _exported(filled, clock)
    before, after = data.split(b"SUMMARY:Planeringsdag\r\n")
    rest, status, tail = after.partition(b"STATUS:CONFIRMED")
    data = before + b"SUMMARY:Planeringsdagar\r\n" + rest + status.replace(b"CONFIRMED", b"CANCELLED") + tail
    found = _looked(filled, data)
    assert [row.after for row in found.rows] == ["19 september, inställd"]
    _take(filled, found)
    assert _activity(filled, "Planeringsdagar").status == "cancelled"


def test_the_law_is_kept_row_by_row(filled: Database, clock: Clock) -> None:
    view = filled.read(partial(wheel_view, year=YEAR, today=TODAY))
    bound = next(
        each for each in view.activities if (each.bound and each.when.exact and each.status != "done")
        or (each.bound and each.when.dated and each.status == "planned")
    )  # fmt: skip
    uid = f"{bound.key}@{filled.read(partial(read_calendar, year=YEAR, clock=clock)).file_key}.rodatraden"
    found = _looked(filled, ics(f"UID:{uid}\nSUMMARY:{bound.title}\nDTSTART;VALUE=DATE:20261231"))
    assert found.rows == ()
    assert [each.reason.startswith("flyttas inte. ") for each in found.left_out] == [True]


def test_events_that_name_a_body_are_meetings_and_others_activities(filled: Database) -> None:
    data = ics(
        "UID:a\nSUMMARY:Kommunstyrelsen: budgetdag\nDTSTART;TZID=Europe/Stockholm:20260903T130000",
        "UID:b\nSUMMARY:KF\nDTSTART;VALUE=DATE:20260914",
        "UID:c\nSUMMARY:Budgetupptakt\nDTSTART;VALUE=DATE:20260915",
        "UID:d\nSUMMARY:Inställd dag\nSTATUS:CANCELLED\nDTSTART;VALUE=DATE:20260916",
        "UID:e\nDTSTART;VALUE=DATE:20260917",
    )
    found = _looked(filled, data)
    assert [(row.kind, row.name, row.title) for row in found.rows] == [
        ("meeting", "Kommunstyrelsen", "budgetdag"),
        ("meeting", "Kommunfullmäktige", None),
        ("activity", "Budgetupptakt", "Budgetupptakt"),
    ]
    assert [each.reason for each in found.left_out] == ["är inställd och finns inte i filen", "saknar rubrik"]
    _take(filled, found)
    again = _looked(filled, data)
    assert (again.rows, again.same) == ((), 3)
    moved = _looked(filled, data.replace(b"20260915", b"20260922"))
    assert [(row.new, row.after) for row in moved.rows] == [(False, "22 september")]


def test_every_event_can_be_said_to_be_one_bodys_meeting(filled: Database) -> None:
    found = _looked(filled, ics("UID:a\nSUMMARY:Möte\nDTSTART;VALUE=DATE:20260903"), body="ks")
    assert [(row.kind, row.body, row.title) for row in found.rows] == [("meeting", "Kommunstyrelsen", "Möte")]


def test_a_row_that_is_gone_and_days_that_are_taken_are_told(filled: Database, clock: Clock) -> None:
    key = filled.read(partial(read_calendar, year=YEAR, clock=clock)).file_key
    data = ics(
        f"UID:12@{key}.rodatraden\nSUMMARY:Borta\nDTSTART;VALUE=DATE:20260903",
        "UID:a\nSUMMARY:Kommunstyrelsen\nDTSTART;VALUE=DATE:20260904",
        "UID:b\nSUMMARY:Kommunstyrelsen igen\nDTSTART;VALUE=DATE:20260904",
    )
    found = _looked(filled, data)
    assert len(found.rows) == 1
    assert [each.reason for each in found.left_out] == [
        "finns inte längre i filen", "är samma organ och dag som en annan rad",
    ]  # fmt: skip


def test_a_sheet_adds_and_completes_meetings(filled: Database, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(workbook(
        ("Organ", "Datum", "Tid", "Plats"),
        ("Kommunfullmäktige", "31 augusti", None, "Tingshuset"),
        ("Nya nämnden", "1 september", "9.00", None),
    ))  # fmt: skip
    found = _held(filled, read_calendar_file(path, YEAR))
    assert [(row.name, row.new) for row in found.rows] == [
        ("Kommunfullmäktige", False),
        ("Nya nämnden", True),
    ]
    _take(filled, found)
    rows = filled.read(
        lambda session: {(m.body, m.starts, m.begins, m.place) for m in session.query(Meeting)}
    )
    assert ("Kommunfullmäktige", date(YEAR, 8, 31), "18:30", "Tingshuset") in rows
    assert ("Nya nämnden", date(YEAR, 9, 1), "09:00", None) in rows


def test_a_row_that_was_changed_meanwhile_stops_all_of_it(filled: Database, clock: Clock) -> None:
    data = _exported(filled, clock).replace(b"20260919", b"20260926").replace(b"20260920", b"20260927")
    found = _looked(filled, data)
    rows = tuple(replace(row, version=row.version + 1) for row in found.rows)
    with pytest.raises(DomainError, match="ändrat"):
        filled.write(partial(import_calendar, rows=rows, year=YEAR, file="x.ics"))
    assert (
        filled.read(lambda session: session.query(WheelActivity).filter_by(starts=date(YEAR, 9, 3)).count())
        == 0
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.ics", b"PK\x03\x04"), ("a.xlsx", b"%PDF-1.7"), ("a.xlsx", b""), ("a.png", b"\x89PNG")],
)
def test_other_files_are_refused_in_a_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DomainError) as refused:
        read_calendar_file(path, YEAR)
    assert refused.value.message.count("\n") == 0
    with pytest.raises(DomainError, match="går inte att öppna"):
        read_calendar_file(tmp_path / "finns-inte.ics", YEAR)


_EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["KF", "Kommunstyrelsen: budget", "Budgetupptakt", "Prel.: KS", "Ö; å, \\\\n 🎉"]),
        st.dates(date(YEAR, 1, 1), date(YEAR, 12, 31)),
        st.integers(0, 3),
        st.sampled_from(["CONFIRMED", "TENTATIVE", "CANCELLED"]),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_EVENTS)
def test_what_the_dry_run_says_is_what_then_happens_and_one_step_takes_it_back(
    filled: Database, events: list[tuple[str, date, int, str]]
) -> None:
    data = ics(*(
        f"UID:{number}\nSUMMARY:{title}\nSTATUS:{status}\n"
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}\nDURATION:P{more + 1}D"
        for number, (title, day, more, status) in enumerate(events)
    ))  # fmt: skip
    before = _state(filled)
    found = _looked(filled, data)
    assert _state(filled) == before
    if not found.rows:
        return
    _take(filled, found)
    after = _state(filled)
    assert len(after) - len(before) == found.added
    for row in found.rows:
        last = row.event.last if row.event.last > row.event.first else row.event.first
        assert any(each[1] == row.event.first and each[2] == last for each in after - before)
    assert _looked(filled, data).rows == ()
    filled.undo()
    assert _state(filled) == before


def _state(database: Database) -> set[tuple[object, ...]]:
    """Every meeting and activity of the year, as what can be read in says them."""
    view = database.read(partial(wheel_view, year=YEAR, today=TODAY))

    def met(session) -> set[tuple[object, ...]]:
        return {
            (one.id, one.starts, one.ends or one.starts, one.body, one.title, one.tentative, one.cancelled)
            for one in session.query(Meeting)
        }

    return database.read(met) | {
        (one.key, one.when.first or one.when.last, one.when.last, one.title, one.status)
        for one in view.activities
    }


def test_a_law_that_is_broken_meanwhile_leaves_all_as_it_was(filled: Database) -> None:
    data = ics(
        "UID:a\nSUMMARY:Kommunstyrelsen\nDTSTART;VALUE=DATE:20260903",
        "UID:b\nSUMMARY:Budgetdag\nDTSTART;VALUE=DATE:20260904",
    )
    found = _looked(filled, data)
    before = _state(filled)
    wrong = (*found.rows[:1], replace(found.rows[1], title="x" * 5000))
    with pytest.raises(DomainError):
        filled.write(partial(import_calendar, rows=wrong, year=YEAR, file="x.ics"))
    assert _state(filled) == before
