"""The year as iCalendar: read back by package icalendar, and held against the rules of RFC 5545."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from app.services.exchange.calendars.content import body_named, key_in
from app.services.exchange.calendars.ical import calendar_bytes, calendar_files
from tests.services.exchange.calendars.samples import FILE_KEY, MEETINGS, NOW, content
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
    assert "Börjar 18:30" in several["description"]
    assert events[f"104@{FILE_KEY}.rodatraden"]["summary"] == "Nämnder: extra, ”Å; ä”\nrad"


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
