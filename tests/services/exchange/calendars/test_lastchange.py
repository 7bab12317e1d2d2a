"""What the change log says of rows to other programs: rising with each change, also an undone one."""

import shutil
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from icalendar import Calendar

from app.models.wheel import WheelActivity
from app.services.clock import Clock
from app.services.exchange.calendars.content import read_calendar
from app.services.exchange.calendars.ical import calendar_bytes
from app.services.exchange.calendars.lastchange import LastChange, LastChanges
from app.services.exchange.calendars.naming import standing_before, standing_of
from app.services.storage import Database
from app.services.wheel import editing
from app.services.wheel.timing import day_timing

YEAR = 2026


def _events(database: Database, clock: Clock) -> dict[str, tuple[int, date]]:
    content = database.read(partial(read_calendar, year=YEAR, clock=clock))
    events = Calendar.from_ical(calendar_bytes(content)).walk("VEVENT")
    return {str(each["uid"]): (each["sequence"], each["dtstart"].dt) for each in events}


def _move(database: Database, day: date) -> int:
    """Move the first activity that no law binds; gives its key."""

    def move(session) -> int:
        row = session.query(WheelActivity).filter_by(year=YEAR, law=None).order_by(WheelActivity.id).first()
        editing.set_time(session, activity_id=row.id, expected_version=row.version, timing=day_timing(day))
        return row.id

    return database.write(move).value


def test_a_change_and_its_undoing_both_raise_the_sequence_of_that_event_alone(opened, clock: Clock) -> None:
    before = _events(opened, clock)
    key = _move(opened, date(YEAR, 9, 23))
    moved = _events(opened, clock)
    opened.undo()
    undone = _events(opened, clock)
    (uid,) = [uid for uid in moved if uid.startswith(f"{key}@")]
    assert before.get(uid, (0,))[0] < moved[uid][0] < undone.get(uid, (10**9,))[0]
    assert before.keys() - {uid} == moved.keys() - {uid} == undone.keys() - {uid}
    others = before.keys() - {uid}
    assert {before[each] for each in others} == {moved[each] for each in others}


def test_a_copy_of_the_file_has_the_same_events(opened, clock: Clock, tmp_path: Path) -> None:
    before = _events(opened, clock)
    path = opened.path
    opened.close()
    copy = tmp_path / "kopia.styr"
    shutil.copyfile(path, copy)
    other = Database.open(copy, clock=clock, user="prov", read_only=True)
    try:
        assert _events(other, clock) == before
    finally:
        other.close()


def test_what_the_log_no_longer_tells_may_have_changed_any_row() -> None:
    early, late = (LastChange(number, datetime(2026, 2, number, tzinfo=UTC)) for number in (3, 5))
    known = LastChanges({1: early, 2: late}, of_all=late)
    assert [known.of_activity(key) for key in (1, 2, 9)] == [late] * 3
    assert LastChanges({1: late}, meetings=early).of_meeting(1) == late
    assert LastChanges({}).of_activity(1) is None


@pytest.mark.parametrize(
    ("summary", "said", "bare"),
    [
        ("INSTÄLLT: Kommunfullmäktige", "cancelled", "Kommunfullmäktige"),
        ("Kommunfullmäktige - inställt", "cancelled", "Kommunfullmäktige"),
        ("KS (inställd)", "cancelled", "KS"),
        ("Prel. – KS", "tentative", "KS"),
        ("KS (prel.)", "tentative", "KS"),
        ("Eventuellt: budgetdag", "tentative", "budgetdag"),
        ("Inställningsmöte: buss", None, "Inställningsmöte: buss"),
        ("Evenemang: vår", None, "Evenemang: vår"),
        ("Inställt:", None, "Inställt:"),
        ("Preliminär budget", None, "Preliminär budget"),
    ],
)
def test_titles_that_say_whether_they_will_be(summary: str, said: str | None, bare: str) -> None:
    assert standing_of(summary) == (said, bare)


def test_what_is_written_before_a_title_is_understood_again() -> None:
    for cancelled, tentative, said in ((True, False, "cancelled"), (False, True, "tentative")):
        for ending in "dt":
            before = standing_before(ending, cancelled=cancelled, tentative=tentative)
            assert standing_of(f"{before}Titel: x") == (said, "Titel: x")
