"""Days by law: right for each year, for years of election, with särskilda skäl, and red in time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import DomainError
from app.services.lawrules import rule_now
from app.services.wheel.errors import NeedsReason, PastLaw
from app.services.wheel.legal import (
    LEGAL_STEPS,
    WARNING_DAYS,
    acting_bodies,
    allowed_until,
    bound_of,
    bound_words,
    check_time,
    concerned_year,
    earliest_of,
    election_day,
    elections_around,
    is_red,
    legal_days,
    planned_past,
    reaches_past,
    step_name,
)
from app.services.wheel.times import by_day, by_month, day_timing, month_timing, season_timing, when_of
from app.services.wheel.views import Activity, LegalBound, When
from tests.services.wheel.activities import activity

ELECTIONS = elections_around(())
REPORT = "Årsredovisningen lämnas till fullmäktige och revisorerna"
INTERIM = "Delårsrapporten lämnas till fullmäktige och revisorerna"

DAYS = {
    2026: [
        ("2026-04-15", "2026-04-15", REPORT, 2025),
        ("2026-06-30", "2026-06-30", "Fullmäktige beslutar om ansvarsfrihet", 2025),
        ("2026-10-31", "2026-11-30", "Styrelsens förslag till budget", 2027),
        ("2026-10-31", "2026-10-31", "Förslag till budget för revisorerna", 2027),
        ("2026-10-31", "2026-10-31", INTERIM, 2026),
        ("2026-11-30", "2026-12-31", "Nyvalda fullmäktige antar budgeten", 2027),
    ],
    2027: [
        ("2027-04-15", "2027-04-15", REPORT, 2026),
        ("2027-06-30", "2027-06-30", "Fullmäktige beslutar om ansvarsfrihet", 2026),
        ("2027-10-31", "2027-11-30", "Styrelsens förslag till budget", 2028),
        ("2027-10-31", "2027-10-31", "Förslag till budget för revisorerna", 2028),
        ("2027-10-31", "2027-10-31", INTERIM, 2027),
        ("2027-11-30", "2027-12-31", "Fullmäktige antar budgeten", 2028),
    ],
    2030: [
        ("2030-04-15", "2030-04-15", REPORT, 2029),
        ("2030-06-30", "2030-06-30", "Fullmäktige beslutar om ansvarsfrihet", 2029),
        ("2030-10-31", "2030-11-30", "Styrelsens förslag till budget", 2031),
        ("2030-10-31", "2030-10-31", "Förslag till budget för revisorerna", 2031),
        ("2030-10-31", "2030-10-31", INTERIM, 2030),
        ("2030-11-30", "2030-12-31", "Nyvalda fullmäktige antar budgeten", 2031),
    ],
}


def _bound(key: str = "council-decision", concerns: int = 2027) -> LegalBound:
    bound = bound_of(key, concerns, mandates=ELECTIONS)
    assert bound is not None
    return bound


def _on(day: date) -> When:
    return when_of(day_timing(day))


@pytest.mark.parametrize("year", DAYS)
def test_the_days_of_a_year(year: int) -> None:
    found = [
        (one.day.isoformat(), one.latest.isoformat(), one.name, one.concerns)
        for one in legal_days(year, (), ELECTIONS)
    ]
    assert found == DAYS[year]


def test_years_before_the_law_have_no_days() -> None:
    assert legal_days(2010, (), ELECTIONS) == ()
    assert [one.key for one in legal_days(2018, (), ELECTIONS)][:1] == ["annual-report"]


def test_every_step_has_a_name_and_a_day() -> None:
    for key in LEGAL_STEPS:
        assert step_name(key)
        assert bound_of(key, 2027, mandates=ELECTIONS) is not None
    assert {key for key in LEGAL_STEPS if rule_now(key).step} == set(LEGAL_STEPS)
    assert bound_of("no-such-step", 2027, mandates=ELECTIONS) is None
    assert bound_of("interim-period", 2027, mandates=ELECTIONS) is None  # a rule, but no step


def test_elections_are_every_fourth_year_from_those_that_the_file_states() -> None:
    assert {2018, 2022, 2026, 2030} <= elections_around(())
    assert 2027 not in elections_around(())
    moved = elections_around({2023})
    assert {2019, 2023, 2027} <= moved
    assert 2026 not in moved
    assert {2022, 2025, 2029} <= elections_around({2022, 2025})


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2018, date(2018, 9, 9)),
        (2022, date(2022, 9, 11)),
        (2026, date(2026, 9, 13)),
        (2030, date(2030, 9, 8)),
    ],
)
def test_elections_are_on_the_second_sunday_of_september(year: int, day: date) -> None:
    assert election_day(year) == day


def test_in_a_year_of_election_the_newly_elected_council_adopts() -> None:
    assert "nyvalda fullmäktige" in _bound(concerns=2027).explanation
    assert "nyvalda" not in _bound(concerns=2028).explanation
    assert earliest_of("council-decision", 2027, mandates=ELECTIONS) == date(2026, 10, 15)
    assert earliest_of("council-decision", 2028, mandates=ELECTIONS) is None
    assert earliest_of("board-proposal", 2027, mandates=ELECTIONS) is None
    stated = elections_around({2027})
    assert "nyvalda fullmäktige" in str(bound_of("council-decision", 2028, mandates=stated))


def test_the_year_concerned_is_the_one_said_or_the_one_whose_day_falls_in_the_working_year() -> None:
    assert concerned_year("council-decision", 2026) == 2027
    assert concerned_year("annual-report", 2026) == 2025
    assert concerned_year("interim-report", 2026) == 2026
    assert concerned_year("council-decision", 2026, 2028) == 2028
    assert concerned_year("no-such-step", 2026) is None


@pytest.mark.parametrize(
    ("ends", "day"),
    [
        (date(2027, 6, 30), date(2027, 8, 31)),
        (date(2027, 7, 31), date(2027, 9, 30)),
        (date(2027, 8, 31), date(2027, 10, 31)),
        (date(2027, 12, 31), date(2028, 2, 29)),
        (date(2027, 8, 15), date(2027, 10, 15)),
        (None, date(2027, 10, 31)),
    ],
)
def test_an_interim_report_is_handed_over_within_two_months(ends: date | None, day: date) -> None:
    bound = bound_of("interim-report", 2027, mandates=ELECTIONS, period_end=ends)
    assert bound is not None
    assert bound.deadline == bound.latest == day


# ---- särskilda skäl ------------------------------------------------------------------------------


def test_the_councils_decision_in_november_needs_no_reason() -> None:
    check_time(_bound(), date(2026, 11, 30), None, None)


def test_a_december_decision_needs_reasons_and_the_tax_rate_before() -> None:
    bound, december = _bound(), date(2026, 12, 14)
    with pytest.raises(NeedsReason) as refused:
        check_time(bound, december, None, None)
    assert refused.value.bound is bound
    assert refused.value.tax_rate_by == date(2026, 11, 30)
    for part in ("särskilda skäl", "11 kap. 11 §", "skattesatsen fastställs", "30 november 2026"):
        assert part in refused.value.message
    with pytest.raises(NeedsReason):
        check_time(bound, december, "Sent statsbidrag", None)
    with pytest.raises(NeedsReason):
        check_time(bound, december, "  ", date(2026, 11, 23))
    with pytest.raises(NeedsReason) as late:
        check_time(bound, december, "Sent statsbidrag", date(2026, 12, 1))
    assert late.value.tax_rate_late
    assert "1 december 2026" in late.value.message
    check_time(bound, december, "Sent statsbidrag", date(2026, 11, 30))


def test_the_boards_november_proposal_needs_reasons_and_the_tax_rate_proposed() -> None:
    with pytest.raises(NeedsReason) as refused:
        check_time(_bound("board-proposal"), date(2026, 11, 10), None, None)
    for part in ("11 kap. 8 §", "skattesatsen föreslås senast 31 oktober 2026", "30 november 2026"):
        assert part in refused.value.message


def test_january_is_past_the_law_whatever_the_reasons() -> None:
    with pytest.raises(PastLaw) as refused:
        check_time(_bound(), date(2027, 1, 11), "Sent statsbidrag", date(2026, 11, 23))
    assert "11 kap. 11 §" in refused.value.message
    assert "ens med särskilda skäl" in refused.value.message


def test_a_day_without_exceptions_is_simply_the_last() -> None:
    bound = _bound("annual-report", 2026)
    check_time(bound, date(2027, 4, 15), None, None)
    with pytest.raises(PastLaw) as refused:
        check_time(bound, date(2027, 4, 16), "Skäl", date(2027, 1, 1))
    assert "ens med" not in refused.value.message


@given(
    st.sampled_from(LEGAL_STEPS),
    st.integers(2020, 2060),
    st.integers(-60, 90),
    st.sampled_from((None, "", "Skäl")),
    st.none() | st.integers(-60, 60),
)
def test_a_time_is_allowed_exactly_until_its_last_day(
    key: str, concerns: int, away: int, reason: str | None, taxed: int | None
) -> None:
    bound = _bound(key, concerns)
    last = bound.deadline + timedelta(days=away)
    tax = None if taxed is None else bound.deadline + timedelta(days=taxed)
    try:
        check_time(bound, last, reason, tax)
    except DomainError:
        assert last > allowed_until(bound, reason, tax)
    else:
        assert last <= allowed_until(bound, reason, tax) <= bound.latest


def test_a_bound_in_words() -> None:
    assert bound_words(_bound()) == (
        "senast 30 november 2026, med särskilda skäl 31 december "
        "(11 kap. 10 och 11 §§ kommunallagen (2017:725))"
    )
    assert bound_words(_bound("discharge", 2026)) == (
        "senast 30 juni 2027 (5 kap. 24 § kommunallagen (2017:725))"
    )


# ---- red -----------------------------------------------------------------------------------------


def test_months_that_reach_over_a_bound_are_not_past_it() -> None:
    until = date(2026, 4, 15)
    april, may = when_of(month_timing(2026, 4)), when_of(month_timing(2026, 5))
    assert (planned_past(april, until), reaches_past(april, until)) == (False, True)
    assert (planned_past(may, until), reaches_past(may, until)) == (True, False)
    by_april = when_of(by_month(2026, 4))
    assert (planned_past(by_april, until), reaches_past(by_april, until)) == (False, True)
    exact = when_of(by_day(date(2026, 4, 16)))
    assert (planned_past(exact, until), reaches_past(exact, until)) == (True, False)
    spring = when_of(season_timing(2026, "spring"))
    assert (planned_past(spring, until), reaches_past(spring, until)) == (False, True)
    undated = When("okand", None, None, "utan angiven tid")
    assert (planned_past(undated, until), reaches_past(undated, until)) == (False, False)


def test_it_turns_red_before_it_can_be_late() -> None:
    bound, when = _bound(), _on(date(2026, 11, 26))
    last_calm = bound.deadline - timedelta(days=WARNING_DAYS)
    assert not is_red(bound, when, today=last_calm, settled=False)
    assert is_red(bound, when, today=last_calm + timedelta(days=1), settled=False)
    assert is_red(bound, when, today=date(2027, 3, 1), settled=False)
    assert not is_red(bound, when, today=date(2027, 3, 1), settled=True)


def test_it_is_red_from_the_start_when_planned_past_the_law() -> None:
    bound, when, early = _bound(), _on(date(2026, 12, 14)), date(2026, 2, 1)
    assert is_red(bound, when, today=early, settled=False)
    allowed = {"reason": "Sent statsbidrag", "tax_rate_on": date(2026, 11, 30)}
    assert not is_red(bound, when, today=early, settled=False, **allowed)


def test_it_is_red_when_the_last_possible_meeting_has_been() -> None:
    bound, when = _bound(), _on(date(2026, 11, 26))
    meetings = (date(2026, 10, 22), date(2026, 12, 17))
    assert not is_red(bound, when, today=date(2026, 10, 22), settled=False, meetings=meetings)
    assert is_red(bound, when, today=date(2026, 10, 23), settled=False, meetings=meetings)
    assert not is_red(bound, when, today=date(2026, 10, 23), settled=False)


def test_a_meeting_of_the_old_council_is_no_possible_one() -> None:
    bound, when = _bound(), _on(date(2026, 11, 26))
    given = {"today": date(2026, 9, 1), "settled": False, "earliest": date(2026, 10, 15)}
    assert is_red(bound, when, meetings=(date(2026, 10, 1), date(2026, 12, 17)), **given)
    assert not is_red(bound, when, meetings=(date(2026, 10, 15),), **given)


# ---- the days with their activities -----------------------------------------------------------------


def test_a_day_knows_who_carries_it_out_and_whether_it_was_in_time() -> None:
    planned = activity(1, law="council-decision", year=2026, concerns=2027)
    (day,) = (one for one in legal_days(2026, [planned], ELECTIONS) if one.activities)
    assert (day.key, day.activities, day.met) == ("council-decision", (1,), False)
    done = replace(planned, status="done", done_on=date(2026, 11, 30))
    assert [one.met for one in legal_days(2026, [done], ELECTIONS) if one.activities] == [True]
    late = replace(done, done_on=date(2026, 12, 1))
    assert [one.met for one in legal_days(2026, [late], ELECTIONS) if one.activities] == [False]
    excused = replace(late, exception_reason="Skäl", tax_rate_on=date(2026, 11, 2))
    assert [one.met for one in legal_days(2026, [excused], ELECTIONS) if one.activities] == [True]


def test_the_old_councils_decision_does_not_meet_the_day_in_a_year_of_election() -> None:
    early = activity(1, law="council-decision", concerns=2027, status="done", done_on=date(2026, 6, 15))
    assert [one.met for one in legal_days(2026, [early], ELECTIONS) if one.activities] == [False]
    newly = replace(early, done_on=date(2026, 10, 15))
    assert [one.met for one in legal_days(2026, [newly], ELECTIONS) if one.activities] == [True]
    other = activity(1, law="council-decision", year=2027, status="done", done_on=date(2027, 6, 14))
    assert [one.met for one in legal_days(2027, [other], ELECTIONS) if one.activities] == [True]


def _interim(key: int, ends: date, done_on: date | None = None) -> Activity:
    bound = bound_of("interim-report", 2026, mandates=ELECTIONS, period_end=ends)
    report = activity(key, law="interim-report", status="done" if done_on else "planned", done_on=done_on)
    return replace(report, bound=bound)


def _interim_day(*reports: Activity) -> tuple[date, bool]:
    (day,) = (one for one in legal_days(2026, reports, ELECTIONS) if one.key == "interim-report")
    assert day.activities == tuple(one.key for one in reports)
    return day.day, day.met


def test_a_report_on_less_than_half_the_year_does_not_meet_the_day() -> None:
    april = _interim(1, date(2026, 4, 30), date(2026, 5, 20))
    august = _interim(2, date(2026, 8, 31))
    assert _interim_day(april) == (date(2026, 10, 31), False)
    assert _interim_day(april, august) == (date(2026, 10, 31), False)
    done = _interim(2, date(2026, 8, 31), date(2026, 10, 20))
    assert _interim_day(april, done) == (date(2026, 10, 31), True)


def test_one_report_in_its_own_time_is_enough() -> None:
    june, august = _interim(1, date(2026, 6, 30)), _interim(2, date(2026, 8, 31), date(2026, 10, 15))
    assert _interim_day(june, august) == (date(2026, 8, 31), True)
    late = _interim(1, date(2026, 6, 30), date(2026, 9, 1))
    assert _interim_day(late) == (date(2026, 8, 31), False)


def test_what_is_handed_over_to_the_council_is_carried_out_by_the_others() -> None:
    both = ("Kommunstyrelsen", "Kommunfullmäktige")
    assert acting_bodies("annual-report", both) == ("Kommunstyrelsen",)
    assert acting_bodies("interim-report", both[1:]) == ("Kommunfullmäktige",)
    assert acting_bodies("council-decision", both) == both
    assert acting_bodies(None, both) == both


def test_a_day_that_does_not_come_every_year_is_there_when_somebody_carries_it_out() -> None:
    approval = activity(1, law="annual-approval", year=2026, concerns=None)
    keys = [one.key for one in legal_days(2026, [approval], ELECTIONS)]
    assert "annual-approval" in keys
    assert "annual-approval" not in [one.key for one in legal_days(2026, (), ELECTIONS)]


def test_an_activity_about_another_year_does_not_carry_out_this_years_step() -> None:
    other = activity(1, law="council-decision", year=2026, concerns=2028)
    assert all(not one.activities for one in legal_days(2026, [other], ELECTIONS))
