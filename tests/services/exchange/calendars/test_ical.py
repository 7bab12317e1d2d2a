"""The year as iCalendar: read back by package icalendar, and held against the rules of RFC 5545."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from app.services.exchange.calendars.content import body_named, key_in
from app.services.exchange.calendars.ical import calendar_bytes, calendar_files
from app.services.exchange.calendars.lastchange import LastChange, LastChanges
from tests.services.exchange.calendars.samples import FILE_KEY, MEETINGS, NOW, content, meeting
from tests.services.reports.wheel_samples import HOSTILE, USUAL, activity, day, many

SWEDEN = ZoneInfo("Europe/Stockholm")


def _events(data: bytes) -> dict[str, object]:
    return {str(event["uid"]): event for event in Calendar.from_ical(data).walk("VEVENT")}


@pytest.mark.parametrize("view", [USUAL, HOSTILE, many(300)], ids=["usual", "hostile", "many"])
def test_lines_are_folded_and_end_as_the_standard_says_and_all_reads_back(view) -> None:
    data = calendar_bytes(content(view))
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    data.decode("utf-8")
    dated = sum(each.when.dated for each in view.activities)
    possible = sum(len(each.when.tentative) for each in view.activities)
    read = Calendar.from_ical(data)
    assert len(read.walk("VEVENT")) == dated + possible + len(MEETINGS)
    assert not read.errors
    for event in read.walk("VEVENT"):
        assert not event.errors
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "LAST-MODIFIED", "STATUS"):
            assert name in event
    unfolded = data.replace(b"\r\n ", b"").decode()
    assert unfolded.count("BEGIN:") == unfolded.count("END:")


def test_who_an_event_is_stays_and_its_sequence_is_the_version_of_the_row() -> None:
    first = _events(calendar_bytes(content()))
    moved = replace(USUAL.activities[0], when=day(2, 19), version=4)
    again = _events(calendar_bytes(content(replace(USUAL, activities=(moved, *USUAL.activities[1:])))))
    assert first.keys() == again.keys()
    uid = f"1@{FILE_KEY}.rodatraden"
    assert (first[uid]["sequence"], again[uid]["sequence"]) == (1, 4)
    assert again[uid]["dtstamp"].dt == NOW
    assert key_in(uid, FILE_KEY) == (1, False)
    assert key_in(uid, "other") == (None, False)


def test_days_end_the_day_after_and_a_last_day_stands_alone() -> None:
    events = _events(calendar_bytes(content()))
    span, limit = (events[f"{key}@{FILE_KEY}.rodatraden"] for key in (2, 3))
    assert (span["dtstart"].dt, span["dtend"].dt) == (date(2026, 3, 1), date(2026, 6, 1))
    assert span["summary"] == "Budgetberedning (mars–maj)"
    assert (limit["dtstart"].dt, limit["dtend"].dt) == (date(2026, 4, 30), date(2026, 5, 1))
    assert limit["summary"] == "Årsredovisningen godkänns (senast april)"
    assert {str(span["transp"]), str(span["status"])} == {"TRANSPARENT", "CONFIRMED"}


def test_possible_days_and_cancelled_ones_say_so() -> None:
    gone = replace(USUAL.activities[0], status="cancelled")
    events = _events(calendar_bytes(content(replace(USUAL, activities=(gone, *USUAL.activities[1:])))))
    possible = events[f"4-20260826@{FILE_KEY}.rodatraden"]
    assert (str(possible["status"]), possible["dtstart"].dt) == ("TENTATIVE", date(2026, 8, 26))
    assert possible["summary"] == "Eventuellt: Internbudget"
    assert key_in(str(possible["uid"]), FILE_KEY) == (4, True)
    assert str(events[f"1@{FILE_KEY}.rodatraden"]["status"]) == "CANCELLED"
    assert str(events[f"102@{FILE_KEY}.rodatraden"]["status"]) == "TENTATIVE"
    assert str(events[f"104@{FILE_KEY}.rodatraden"]["status"]) == "CANCELLED"


def test_meetings_are_in_swedish_time_whose_rule_is_in_the_file() -> None:
    data = calendar_bytes(content())
    events = _events(data)
    spring, autumn = (events[f"{key}@{FILE_KEY}.rodatraden"]["dtstart"].dt for key in (101, 102))
    assert spring == datetime(2026, 3, 30, 18, 30, tzinfo=SWEDEN)
    assert (spring.utcoffset(), autumn.utcoffset()) == (timedelta(hours=2), timedelta(hours=1))
    (zone,) = Calendar.from_ical(data).walk("VTIMEZONE")
    own = zone.to_tz()
    for moment in (datetime(2026, 3, 29, 1, 59), datetime(2026, 7, 1), datetime(2026, 10, 25, 4)):
        assert moment.replace(tzinfo=own).utcoffset() == moment.replace(tzinfo=SWEDEN).utcoffset()
    several = events[f"103@{FILE_KEY}.rodatraden"]
    assert (several["dtstart"].dt, several["dtend"].dt) == (date(2026, 5, 5), date(2026, 5, 7))
    assert "Börjar kl. 18.30" in several["description"]
    assert events[f"104@{FILE_KEY}.rodatraden"]["summary"] == "Inställt: Nämnder: extra, ”Å; ä” rad"
    assert events[f"102@{FILE_KEY}.rodatraden"]["summary"] == "Preliminärt: Kommunfullmäktige"


def test_lines_are_folded_between_characters_and_signs_of_the_format_are_escaped() -> None:
    for before in range(60, 76):
        title = "x" * before + "åäö👩‍💼; a, b\\c"
        data = calendar_bytes(content(replace(USUAL, activities=(activity(1, title, day(2, 12)),)), ()))
        assert max(map(len, data.split(b"\r\n"))) <= 75
        for line in data.split(b"\r\n"):
            line.decode("utf-8")
        (event,) = _events(data).values()
        assert str(event["summary"]) == title
        assert b"\\; a\\, b\\\\c" in data.replace(b"\r\n ", b"")


@pytest.mark.parametrize(("on", "hours"), [(date(2026, 3, 29), 2), (date(2026, 10, 25), 1)])
def test_days_when_the_clock_is_changed_keep_their_hour_and_their_length(on: date, hours: int) -> None:
    rows = (meeting(1, "KF", on), meeting(2, "KS", on, begins=None))
    data = calendar_bytes(content(replace(USUAL, activities=()), rows))
    evening, whole = _events(data).values()
    assert (evening["dtstart"].dt.hour, evening["dtstart"].dt.utcoffset()) == (18, timedelta(hours=hours))
    assert (whole["dtstart"].dt, whole["dtend"].dt) == (on, on + timedelta(days=1))
    assert "dtend" not in evening
    assert "duration" not in evening


def test_a_calendar_written_twice_on_a_day_is_the_same_and_says_how_often_to_fetch_it() -> None:
    assert calendar_bytes(content()) == calendar_bytes(content())
    (later,) = {str(each["dtstamp"].dt) for each in _events(calendar_bytes(
        replace(content(), today=date(2026, 12, 1)))).values()}  # fmt: skip
    assert later == "2026-12-01 00:00:00+00:00"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:P1D" in calendar_bytes(content())


def test_the_log_tells_when_each_row_was_changed() -> None:
    early = LastChange(7, datetime(2026, 2, 1, 8, tzinfo=UTC))
    rules = LastChange(9, datetime(2026, 3, 1, 8, tzinfo=UTC))
    changed = replace(content(), changes=LastChanges({1: early, 101: early}, meetings=rules))
    events = _events(calendar_bytes(changed))
    first, met, other = (events[f"{key}@{FILE_KEY}.rodatraden"] for key in (1, 101, 2))
    assert (first["sequence"], first["last-modified"].dt) == (7, early.made_at)
    assert (met["sequence"], met["last-modified"].dt) == (9, rules.made_at)
    assert (other["sequence"], other["last-modified"].dt) == (1, NOW)


def test_activities_without_time_are_left_out_and_counted() -> None:
    assert content().undated() == 1
    assert content().undated("Kommunfullmäktige") == 1
    assert f"6@{FILE_KEY}.rodatraden" not in _events(calendar_bytes(content()))


def test_each_body_has_a_file_of_its_own() -> None:
    files = dict(calendar_files(content()))
    assert list(files) == [
        "Årshjul 2026 Kommunfullmäktige.ics", "Årshjul 2026 Kommunstyrelsen.ics", "Årshjul 2026 Nämnder.ics",
    ]  # fmt: skip
    council = _events(files["Årshjul 2026 Kommunfullmäktige.ics"])
    assert {key_in(uid, FILE_KEY)[0] for uid in council} == {3, 101, 102}
    meetings = dict(calendar_files(content(), meetings_only=True))
    assert len(_events(meetings["Årshjul 2026 Kommunfullmäktige.ics"])) == 2


def test_bodies_whose_files_would_share_a_name_are_told_apart() -> None:
    view = replace(USUAL, bodies=("A/B", "A:B"), activities=(
        activity(1, "x", day(2, 2), bodies=("A/B",)), activity(2, "y", day(2, 3), bodies=("A:B",)),
    ))  # fmt: skip
    names = [name for name, _ in calendar_files(content(view, ()))]
    assert len({name.casefold() for name in names}) == 2


def test_a_body_is_found_by_its_name_a_part_of_it_or_its_letters() -> None:
    known = ("Kommunfullmäktige", "Kommunstyrelsen")
    assert [body_named(known, name) for name in ("kf", "KOMMUNSTYRELSEN", "fullm")] == [
        "Kommunfullmäktige", "Kommunstyrelsen", "Kommunfullmäktige",
    ]  # fmt: skip
    with pytest.raises(Exception, match="Inget organ heter ”kommun”"):
        body_named(known, "kommun")
