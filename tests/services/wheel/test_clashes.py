"""What does not go together in a year is said of the activities that it is about, and of no others."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.wheel.clashes import Surroundings, notices
from app.services.wheel.legal import elections_around
from app.services.wheel.meetingplan import MeetingDay
from app.services.wheel.times import by_day, by_month, month_timing, when_of
from app.services.wheel.views import Activity, NegotiationRow
from tests.services.wheel.activities import activity, on

TODAY = date(2026, 3, 2)
COUNCIL, BOARD = "Kommunfullmäktige", "Kommunstyrelsen"
NOVEMBER = date(2026, 11, 26)


def _said(*activities: Activity, today: date = TODAY, **around: object) -> Mapping[int, tuple[str, ...]]:
    surroundings = Surroundings(today, elections=elections_around(()), **around)  # type: ignore[arg-type]
    return notices(activities, surroundings)


def _meetings(*meetings: MeetingDay) -> dict[int, MeetingDay]:
    return {one.key: one for one in meetings}


def _budget(day: date, **values: object) -> Activity:
    return activity(1, on(day), law="council-decision", bodies=(COUNCIL,), **values)


def test_an_ordinary_working_day_is_nothing_to_notice() -> None:
    assert _said(_budget(NOVEMBER)) == {}
    assert _said(activity(1)) == {}


# ---- days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 4, 3), "3 april är Långfredagen."),
        (date(2026, 5, 15), "15 maj är en klämdag."),
        (date(2026, 11, 21), "21 november är lördag."),
    ],
)
def test_days_off_and_squeezed_days_are_said(day: date, sentence: str) -> None:
    assert _said(activity(1, on(day))) == {1: (sentence,)}


def test_a_month_has_no_day_off() -> None:
    assert _said(activity(1, when_of(month_timing(2026, 4)))) == {}


def test_what_is_done_or_cancelled_is_left_in_peace() -> None:
    easter = activity(1, on(date(2026, 4, 3)))
    assert _said(replace(easter, status="done", done_on=date(2026, 4, 3))) == {}
    assert _said(replace(easter, status="cancelled")) == {}


# ---- law -----------------------------------------------------------------------------------------


def test_a_time_past_the_law_names_the_paragraph() -> None:
    (said,) = _said(_budget(date(2026, 12, 14)))[1]
    assert said.startswith("Planerad efter 30 november 2026")
    assert "11 kap. 10 och 11 §§" in said
    excused = _budget(date(2026, 12, 14), exception_reason="Skäl", tax_rate_on=date(2026, 11, 23))
    assert _said(excused) == {}


def test_a_month_that_reaches_past_the_bound_is_asked_for_a_day() -> None:
    report = activity(1, when_of(by_month(2026, 4)), law="annual-report")
    (said,) = _said(report)[1]
    assert said.startswith("Tiden sträcker sig förbi 15 april 2026")


def test_the_old_council_does_not_adopt_in_a_year_of_election() -> None:
    (said,) = _said(_budget(date(2026, 6, 15)))[1]
    assert said.startswith("Planerad före 15 oktober 2026")
    assert _said(_budget(date(2027, 6, 14), year=2027)) == {}


def test_no_meeting_left_before_the_bound_is_said() -> None:
    meetings = _meetings(MeetingDay(5, COUNCIL, date(2026, 10, 22), date(2026, 10, 22)))
    november = activity(1, when_of(month_timing(2026, 11)), law="council-decision", bodies=(COUNCIL,))
    assert _said(november, meetings=meetings) == {}
    (said,) = _said(november, meetings=meetings, today=date(2026, 10, 23))[1]
    assert said.startswith("Inget sammanträde finns kvar före 30 november 2026")


def test_a_meeting_of_the_old_council_is_not_left_in_a_year_of_election() -> None:
    meetings = _meetings(MeetingDay(5, COUNCIL, date(2026, 10, 1), date(2026, 10, 1)))
    november = activity(1, when_of(month_timing(2026, 11)), law="council-decision", bodies=(COUNCIL,))
    (said,) = _said(november, meetings=meetings)[1]
    assert said.startswith("Inget sammanträde finns kvar före 30 november 2026")
    assert _said(replace(november, year=2026, bodies=(BOARD,)), meetings=meetings) == {}


# ---- order ---------------------------------------------------------------------------------------


def test_broken_order_is_said_of_both() -> None:
    union, board = activity(1, on(date(2026, 9, 25))), activity(2, on(date(2026, 9, 15)))
    said = _said(union, board, orders=[(1, 2, 0)])
    assert said[2][0].startswith("Ska komma efter ”A1”")
    assert said[1][0].startswith("Ska komma före ”A2”")


def test_the_same_day_keeps_the_order_when_no_distance_is_asked_for() -> None:
    board, council = activity(1, on(date(2026, 9, 15))), activity(2, on(date(2026, 9, 15)))
    assert _said(board, council, orders=[(1, 2, 0)]) == {}
    assert set(_said(board, council, orders=[(1, 2, 1)])) == {1, 2}


def test_too_short_a_distance_says_how_many_days() -> None:
    board, council = activity(1, on(date(2026, 11, 17))), activity(2, on(date(2026, 11, 26)))
    assert _said(board, council, orders=[(1, 2, 9)]) == {}
    said = _said(board, council, orders=[(1, 2, 14)])
    assert said[2] == ("Bara 9 dagar efter ”A1”, minst 14 dagar behövs.",)
    assert said[1] == ("Bara 9 dagar före ”A2”, minst 14 dagar behövs.",)


def test_months_break_an_order_only_when_it_is_certain() -> None:
    september, same = (activity(key, when_of(month_timing(2026, 9))) for key in (1, 2))
    assert _said(september, same, orders=[(1, 2, 14)]) == {}
    august = activity(2, when_of(month_timing(2026, 8)))
    assert set(_said(september, august, orders=[(1, 2, 0)])) == {1, 2}


def test_an_order_counts_from_the_day_that_it_was_done_on() -> None:
    board = activity(1, on(date(2026, 9, 15)), status="done", done_on=date(2026, 9, 29))
    council = activity(2, on(date(2026, 9, 24)))
    assert set(_said(board, council, orders=[(1, 2, 0)])) == {2}
    assert _said(replace(board, status="cancelled", done_on=None), council, orders=[(1, 2, 90)]) == {}


# ---- places and meetings -------------------------------------------------------------------------


def test_a_body_in_two_places_on_the_same_day_collides() -> None:
    day = date(2026, 10, 22)
    first = activity(1, on(day), bodies=(BOARD,), place="Falun")
    second = activity(2, on(date(2026, 10, 21), day), bodies=(BOARD,), place="Kommunhuset")
    said = _said(first, second)
    assert said[1] == ("Kommunstyrelsen ska samma dag vara på ”A2” i Kommunhuset.",)
    assert said[2] == ("Kommunstyrelsen ska samma dag vara på ”A1” i Falun.",)
    assert _said(first, replace(second, place="falun ")) == {}
    assert _said(first, replace(second, bodies=(COUNCIL,))) == {}
    assert _said(first, replace(second, place=None)) == {}


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9), st.sampled_from("ab")), max_size=12))
def test_every_pair_in_two_places_is_found_and_no_other(rows: list[tuple[int, int, str]]) -> None:
    first = date(2026, 3, 2)
    days = [(first + timedelta(start), first + timedelta(start + length)) for start, length, _ in rows]
    every = [
        activity(key, on(*days[key]), bodies=(BOARD,), place=place) for key, (_, _, place) in enumerate(rows)
    ]
    colliding = {
        key
        for one, other in combinations(range(len(rows)), 2)
        if rows[one][2] != rows[other][2]
        and days[one][0] <= days[other][1]
        and days[other][0] <= days[one][1]
        for key in (one, other)
    }
    said = _said(*every)
    assert {key for key, words in said.items() if any("samma dag" in each for each in words)} == colliding


def test_a_meetings_place_is_the_activitys() -> None:
    day = date(2026, 10, 22)
    meetings = _meetings(MeetingDay(5, BOARD, day, day, place="Kommunhuset"))
    network = activity(1, on(day), participants=(BOARD,), place="Falun", form="network")
    treated = activity(2, on(day), bodies=(BOARD,), meeting=5)
    assert set(_said(network, treated, meetings=meetings)) == {1, 2}


def test_a_meeting_that_does_not_match_is_said() -> None:
    meetings = _meetings(MeetingDay(5, COUNCIL, NOVEMBER, NOVEMBER))
    assert _said(_budget(NOVEMBER, meeting=5), meetings=meetings) == {}
    (elsewhere,) = _said(_budget(date(2026, 11, 25), meeting=5), meetings=meetings)[1]
    assert elsewhere == "Tiden är en annan än sammanträdets: Kommunfullmäktige 26 november."
    month = activity(1, when_of(month_timing(2026, 10, 11)), bodies=(COUNCIL,), meeting=5)
    assert _said(month, meetings=meetings) == {}
    december = replace(month, when=when_of(month_timing(2026, 12)))
    assert set(_said(december, meetings=meetings)) == {1}
    (boards,) = _said(activity(1, on(NOVEMBER), bodies=(BOARD,), meeting=5), meetings=meetings)[1]
    assert boards == "Behandlas av Kommunfullmäktige, men hör till Kommunstyrelsen."
    cancelled = _meetings(MeetingDay(5, COUNCIL, NOVEMBER, NOVEMBER, cancelled=True))
    (gone,) = _said(_budget(NOVEMBER, meeting=5), meetings=cancelled)[1]
    assert gone == "Sammanträdet med Kommunfullmäktige 26 november är inställt."


def test_a_limit_after_the_meeting_is_its_time() -> None:
    meetings = _meetings(MeetingDay(5, COUNCIL, NOVEMBER, NOVEMBER))
    by_november = activity(1, when_of(by_day(date(2026, 11, 30))), bodies=(COUNCIL,), meeting=5)
    assert _said(by_november, meetings=meetings) == {}
    earlier = replace(by_november, when=when_of(by_day(date(2026, 11, 20))))
    assert set(_said(earlier, meetings=meetings)) == {1}


def test_two_items_of_the_same_meeting_do_not_collide() -> None:
    meetings = _meetings(MeetingDay(5, COUNCIL, NOVEMBER, NOVEMBER, place="Kommunhuset"))
    hall = activity(1, on(NOVEMBER), bodies=(COUNCIL,), meeting=5, place="Sessionssalen")
    item = activity(2, on(NOVEMBER), bodies=(COUNCIL,), meeting=5)
    assert _said(hall, item, meetings=meetings) == {}
    assert set(_said(hall, replace(item, meeting=None, place="Falun"), meetings=meetings)) == {1, 2}


def test_a_month_with_a_meeting_is_held_to_the_day_of_it() -> None:
    bodies, day = (COUNCIL,), date(2026, 12, 14)
    meetings = _meetings(MeetingDay(5, COUNCIL, NOVEMBER, NOVEMBER), MeetingDay(6, COUNCIL, day, day))
    winter = activity(
        1, when_of(month_timing(2026, 11, 12)), law="council-decision", bodies=bodies, meeting=5
    )
    assert _said(winter, meetings=meetings) == {}
    (law,) = _said(replace(winter, meeting=6), meetings=meetings)[1]
    assert law.startswith("Planerad efter 30 november 2026")
    before = activity(2, on(date(2026, 11, 27)))
    assert _said(replace(winter, meeting=5), before, meetings=meetings, orders=[(1, 2, 0)]) == {}
    assert set(_said(winter, before, meetings=meetings, orders=[(2, 1, 0)])) == {1, 2}


def test_the_council_need_not_meet_before_what_is_only_handed_over_to_it() -> None:
    april, may = date(2026, 4, 7), date(2026, 5, 7)
    meetings = _meetings(MeetingDay(5, BOARD, april, april), MeetingDay(6, COUNCIL, may, may))
    report = activity(1, on(april), law="annual-report", bodies=(BOARD, COUNCIL))
    assert _said(report, meetings=meetings) == {}
    assert set(_said(replace(report, when=on(date(2026, 4, 8))), meetings=meetings)) == {1}


def test_a_day_on_which_the_body_does_not_meet_is_said_once_its_plan_is_known() -> None:
    meetings = _meetings(MeetingDay(5, COUNCIL, NOVEMBER, NOVEMBER))
    other = date(2026, 11, 19)
    assert _said(_budget(other)) == {}
    assert _said(_budget(other), meetings=meetings) == {
        1: ("Kommunfullmäktige sammanträder inte 19 november.",)
    }
    assert _said(activity(1, on(other), bodies=("Nämnder",)), meetings=meetings) == {}


# ---- MBL -----------------------------------------------------------------------------------------


def _negotiation(**values: object) -> NegotiationRow:
    made = {"planned_on": None, "held_on": None, "party": None, "protocol": None, "outcome": None}
    return NegotiationRow(key=1, **{"kind": "mbl11", **made, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "today", "sentence"),
    [
        (_negotiation(), TODAY, "Förhandlingen enligt 11 § MBL saknar dag."),
        (
            _negotiation(kind="mbl19", party="Vision"), TODAY,
            "Informationen enligt 19 § MBL med Vision saknar dag.",
        ),
        (
            _negotiation(planned_on=date(2026, 11, 27)), TODAY,
            "Förhandlingen enligt 11 § MBL är planerad 27 november, efter beslutet.",
        ),
        (
            _negotiation(planned_on=date(2026, 11, 2), held_on=date(2026, 11, 30)), TODAY,
            "Förhandlingen enligt 11 § MBL hölls 30 november, efter beslutet.",
        ),
        (
            _negotiation(planned_on=date(2026, 11, 2)), date(2026, 11, 3),
            "Förhandlingen enligt 11 § MBL skulle ha varit 2 november och är inte genomförd.",
        ),
        (_negotiation(planned_on=date(2026, 11, 2)), date(2026, 11, 2), None),
        (_negotiation(held_on=NOVEMBER), TODAY, None),
    ],
)  # fmt: skip
def test_negotiations_come_before_the_decision(
    row: NegotiationRow, today: date, sentence: str | None
) -> None:
    said = _said(_budget(NOVEMBER, negotiations=(row,)), today=today)
    assert said == ({1: (sentence,)} if sentence else {})
