"""Calendars of other programs: zones, recurrences, doubles and faults; hostile ones refused in a sentence."""

from datetime import date

import pytest

from app.models.errors import DomainError
from app.services.exchange.calendars.found import MOST_BYTES, MOST_EVENTS
from app.services.exchange.calendars.icalreading import read_ical
from tests.services.exchange.calendars.samples import YEAR, ics

ZONE = """
BEGIN:VTIMEZONE
TZID:Egen tid
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:-0500
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE
"""


def _read(*events: str, zone: str = ""):
    return read_ical(ics(*events, zone=zone), "x.ics", YEAR)


def _days(*events: str, zone: str = "") -> list[str]:
    return [
        f"{one.first:%m-%d}{' ' + one.begins if one.begins else ''}"
        for one in _read(*events, zone=zone).events
    ]


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ("DTSTART;VALUE=DATE:20260310", "03-10"),
        ("DTSTART;TZID=Europe/Stockholm:20260310T183000", "03-10 18:30"),
        ("DTSTART:20260310T233000Z", "03-11 00:30"),
        ("DTSTART:20260710T163000Z", "07-10 18:30"),
        ("DTSTART:20260310T183000", "03-10 18:30"),
        ("DTSTART;TZID=America/New_York:20260310T183000", "03-10 23:30"),
        ("DTSTART;TZID=Egen tid:20260310T183000", "03-11 00:30"),
    ],
)
def test_moments_are_told_in_swedish_time(lines: str, day: str) -> None:
    assert _days(f"UID:1\nSUMMARY:A\n{lines}", zone=ZONE) == [day]


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        ("DTEND;VALUE=DATE:20260312", date(YEAR, 3, 11)),
        ("DTEND;VALUE=DATE:20260310", date(YEAR, 3, 10)),
        ("DTEND;VALUE=DATE:20260301", date(YEAR, 3, 10)),
        ("DURATION:P3D", date(YEAR, 3, 12)),
        ("STATUS:CONFIRMED", date(YEAR, 3, 10)),
    ],
)
def test_the_end_is_the_day_after_the_last(lines: str, last: date) -> None:
    (found,) = _read(f"UID:1\nSUMMARY:A\nDTSTART;VALUE=DATE:20260310\n{lines}").events
    assert (found.first, found.last) == (date(YEAR, 3, 10), last)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=MONTHLY;BYDAY=2TU;UNTIL=20260430T220000Z", ["01-13", "02-10", "03-10", "04-14"]),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=3", ["01-13", "01-27", "02-10"]),
        ("FREQ=YEARLY", ["01-13"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=1,2,3", ["01-31", "03-31"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", ["01-30", "02-27"]),
    ],
)
def test_recurrences_become_their_days_in_the_year(rule: str, days: list[str]) -> None:
    assert _days(f"UID:1\nSUMMARY:A\nDTSTART;VALUE=DATE:20260113\nRRULE:{rule}") == days


def test_a_recurrence_of_earlier_years_gives_only_this_year() -> None:
    found = _read("UID:1\nSUMMARY:A\nDTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY").events
    assert [(one.first, one.uid) for one in found] == [(date(YEAR, 1, 1), "1/20260101")]


def test_occasions_that_are_taken_away_moved_or_added_count() -> None:
    zone = "DTSTART;TZID=Europe/Stockholm:20260113T180000"
    weekly = (
        f"UID:1\nSUMMARY:A\n{zone}\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Europe/Stockholm:20260120T180000"
    )
    moved = (
        "UID:1\nSUMMARY:A flyttad\nRECURRENCE-ID;TZID=Europe/Stockholm:20260127T180000\n"
        "DTSTART;TZID=Europe/Stockholm:20260128T190000"
    )
    assert _days(weekly, moved) == ["01-13 18:00", "01-28 19:00", "02-03 18:00"]
    added = "UID:2\nSUMMARY:B\nDTSTART;VALUE=DATE:20260401\nRDATE;VALUE=DATE:20260501,20260601"
    assert _days(added) == ["04-01", "05-01", "06-01"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=HOURLY;COUNT=9", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYDAY=1TU;BYSETPOS=2", "FREQ=MONTHLY;BYDAY=9TU",
        "FREQ=YEARLY;BYWEEKNO=53", "FREQ=MONTHLY;BYMONTH=13",
    ],
)  # fmt: skip
def test_rules_that_could_be_endless_are_left_out_with_their_reason(rule: str) -> None:
    found = _read(f"UID:1\nSUMMARY:A\nDTSTART;VALUE=DATE:20260113\nRRULE:{rule}")
    assert not found.events
    assert ["går inte att läsa" in each.reason or "går att läsa" in each.reason for each in found.left_out]


def test_of_two_with_one_uid_the_newer_is_read_and_the_other_told() -> None:
    found = _read(
        "UID:1\nSUMMARY:Ny\nSEQUENCE:3\nDTSTART;VALUE=DATE:20260113",
        "UID:1\nSUMMARY:Gammal\nSEQUENCE:1\nDTSTART;VALUE=DATE:20260213",
    )
    assert [one.summary for one in found.events] == ["Ny"]
    assert [(each.place, "samma UID" in each.reason) for each in found.left_out] == [("”Gammal”", True)]


def test_faults_are_left_out_one_by_one() -> None:
    found = _read(
        "UID:1\nSUMMARY:Utan dag",
        "UID:2\nSUMMARY:Trasig\nDTSTART:tisdag",
        "UID:3\nSUMMARY:Hel\nDTSTART;VALUE=DATE:20260113\nSTATUS:CANCELLED",
        "UID:4\nSUMMARY:Förr\nDTSTART;VALUE=DATE:20240113",
        "SUMMARY:Utan UID\nDTSTART;VALUE=DATE:20260114",
        "UID:5\nSUMMARY:År 9999\nDTSTART;VALUE=DATE:99991231",
    )
    assert [(one.summary, one.cancelled) for one in found.events] == [("Hel", True), ("Utan UID", False)]
    assert {each.place for each in found.left_out if not each.expected} == {
        "”Utan dag”",
        "”Trasig”",
        "”År 9999”",
    }
    assert [each.place for each in found.left_out if each.expected] == ["1 händelse"]


def test_a_title_that_tries_to_break_out_is_one_short_line() -> None:
    (found,) = _read(f"UID:1\nSUMMARY:Rad\\nrad {'x' * 900} 🎉\nDTSTART;VALUE=DATE:20260113").events
    assert "\n" not in found.summary
    assert len(found.summary) <= 400


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "en tom fil"),
        (b"%PDF-1.7", "en PDF"),
        (b"PK\x03\x04", "en packad fil"),
        (b"<html>", "en webbsida"),
        (b"hej", "en annan fil"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\n", "skadad"),
        (b"BEGIN:VCALENDAR\r\n" + b"x" * MOST_BYTES, "högst"),
        (ics(*["UID:1"] * (MOST_EVENTS + 1)), "fler än 2\u00a0000 händelser"),
    ],
    ids=["empty", "pdf", "zip", "web", "text", "cut", "large", "many"],
)
def test_what_is_no_calendar_is_refused_in_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(DomainError, match=why):
        read_ical(data, "x.ics", YEAR)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_letters_and_ends_of_lines_are_read_as_programs_write_them(coding: str, ending: str) -> None:
    text = ics("UID:1\nSUMMARY:Å ä ö\nDTSTART;VALUE=DATE:20260113").decode().replace("\r\n", ending)
    found = read_ical(text.encode(coding), "x.ics", YEAR)
    assert [(one.summary, one.first) for one in found.events] == [("Å ä ö", date(YEAR, 1, 13))]


def test_an_occasion_that_is_moved_in_from_another_year_is_read_once() -> None:
    monthly = "UID:1\nSUMMARY:A\nDTSTART;VALUE=DATE:20251201\nRRULE:FREQ=MONTHLY;COUNT=2"
    moved = "UID:1\nSUMMARY:A\nRECURRENCE-ID;VALUE=DATE:20251201\nDTSTART;VALUE=DATE:20260115"
    found = _read(monthly, moved).events
    assert [(f"{one.first:%m-%d}", one.uid) for one in found] == [
        ("01-01", "1/20260101"), ("01-15", "1/20251201"),
    ]  # fmt: skip


def test_the_leap_day_is_a_day_only_in_its_years() -> None:
    assert _days("UID:1\nSUMMARY:A\nDTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY") == []
    assert [each.reason for each in _read("UID:1\nSUMMARY:A\nDTSTART;VALUE=DATE:20260229").left_out] == [
        "har en dag som inte går att läsa"
    ]


def test_endless_recurrences_stop_before_they_take_time() -> None:
    daily = [f"UID:{key}\nSUMMARY:A\nDTSTART:19900110T100000Z\nRRULE:FREQ=DAILY" for key in range(300)]
    with pytest.raises(DomainError, match="fler än"):
        _read(*daily)
    ended = [each + ";COUNT=12000" for each in daily]
    found = _read(*ended)
    assert not found.events
    assert any("räknas" in each.reason for each in found.left_out)


def test_a_title_that_says_cancelled_or_tentative_is_believed() -> None:
    found = _read(
        "UID:1\nSUMMARY:INSTÄLLT: Kommunfullmäktige\nSTATUS:CONFIRMED\nDTSTART;VALUE=DATE:20260113",
        "UID:2\nSUMMARY:Kommunstyrelsen (prel.)\nDTSTART;VALUE=DATE:20260114",
    ).events
    assert [(one.cancelled, one.tentative) for one in found] == [(True, False), (False, True)]
