"""The next year is planned from this one by rule: weekdays, meetings, holidays and law; shown before."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.models.wheel import Wheel
from app.services.wheel import editing, meetings, negotiations, ordering, steps
from app.services.wheel.meetingplan import MeetingDay
from app.services.wheel.placing import on_working_days, same_day, same_weekday, years_later
from app.services.wheel.planning import next_year, plan_year, start_year
from app.services.wheel.planrules import placed
from app.services.wheel.refusals import NothingToPlan, NoWheelYear, YearHasActivities
from app.services.wheel.times import by_day, day_timing, month_timing, part_timing, season_timing
from app.services.wheel.timing import read_timing
from app.services.wheel.workdays import is_working
from tests.services.wheel.files import new_file, titled, write, year_of

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


# ---- rules -------------------------------------------------------------------------------------------


@given(DAYS, st.integers(-5, 5))
def test_a_day_keeps_its_weekday_and_its_week_of_the_month(day: date, years: int) -> None:
    found = same_weekday(day, day.year + years)
    assert (found.year, found.month, found.weekday()) == (day.year + years, day.month, day.weekday())
    is_last = (day + timedelta(7)).month != day.month
    if is_last:
        assert (found + timedelta(7)).month != found.month
    else:
        assert (found.day - 1) // 7 == (day.day - 1) // 7


@given(DAYS.filter(is_working), st.integers(1, 5))
def test_a_working_day_becomes_a_working_day_of_the_same_month(day: date, years: int) -> None:
    found = same_day(day, day.year + years)
    assert is_working(found)
    assert found.month == day.month


@given(DAYS, st.integers(0, 60))
def test_days_put_on_working_days_are_worked_and_close(first: date, length: int) -> None:
    given_days = day_timing(first, first + timedelta(length))
    found = on_working_days(given_days)
    assert found.first is not None
    assert found.last is not None
    assert found.last - found.first == timedelta(length)
    if found != given_days:
        assert is_working(found.first)
        assert found.source


@given(DAYS, st.integers(0, 4), st.integers(1, 4))
def test_a_time_later_is_in_order_and_in_the_year(first: date, length: int, years: int) -> None:
    found = years_later(day_timing(first, first + timedelta(length)), years)
    assert found.first is not None
    assert found.last is not None
    assert found.first.year == first.year + years
    assert found.first <= found.last <= found.first + timedelta(21)


@pytest.mark.parametrize(
    "timing",
    [
        month_timing(2027, 3), month_timing(2027, 11, 1), part_timing(2027, 2, "late"),
        part_timing(2027, 2, "middle"), season_timing(2027, "winter"),
    ],
)  # fmt: skip
def test_months_stay_months_over_leap_years_and_back(timing) -> None:
    assert years_later(years_later(timing, 1), -1) == timing
    assert years_later(timing, 1).precision == timing.precision


def test_the_last_of_february_stays_the_last() -> None:
    assert years_later(month_timing(2027, 2), 1).last == date(2028, 2, 29)
    assert years_later(day_timing(date(2028, 2, 29)), 1).first == date(2029, 2, 28)
    assert years_later(by_day(date(2028, 2, 29)), 1).last == date(2029, 2, 28)


def _placed(timing, *, meeting=None, plan=(), until=None):
    return placed(timing, 1, meeting=meeting, meetings=plan, until=until)


def test_the_rule_is_said_in_words() -> None:
    # 24 November 2026 is the fourth and last Tuesday.
    assert _placed(day_timing(date(2026, 11, 24))).how == "Sista tisdagen i november"
    assert _placed(day_timing(date(2026, 3, 10))).timing.first == date(2027, 3, 9)
    assert _placed(day_timing(date(2026, 3, 10))).how == "Andra tisdagen i mars"
    assert _placed(by_day(date(2026, 6, 30))).how == "Samma datum"
    assert _placed(month_timing(2026, 3)).how == "Samma tid på året"


def test_a_day_moves_off_a_holiday_to_the_closest_working_day_and_says_so() -> None:
    # The last Friday of March 2027, the 26th, is Good Friday.
    found = _placed(day_timing(date(2026, 3, 27)))
    assert found.timing.first == date(2027, 3, 25)
    assert found.how == "Sista fredagen i mars är långfredagen, närmaste arbetsdag"


def test_a_meeting_is_followed_to_the_bodys_meeting_of_the_new_year() -> None:
    old = MeetingDay(1, "Kommunfullmäktige", date(2026, 11, 24), date(2026, 11, 24))
    plan = (
        MeetingDay(2, "Kommunfullmäktige", date(2027, 10, 26), date(2027, 10, 26)),
        MeetingDay(3, "Kommunfullmäktige", date(2027, 11, 22), date(2027, 11, 22)),
        MeetingDay(4, "Kommunstyrelsen", date(2027, 11, 23), date(2027, 11, 23)),
        MeetingDay(5, "Kommunfullmäktige", date(2027, 11, 23), date(2027, 11, 23), cancelled=True),
    )
    found = _placed(day_timing(old.starts), meeting=old, plan=plan)
    assert (found.meeting, found.timing.first) == (3, date(2027, 11, 22))
    assert found.how == "Kommunfullmäktige sammanträder 22 november"
    early = _placed(day_timing(old.starts), meeting=old, plan=plan, until=date(2027, 10, 31))
    assert early.meeting == 2
    none = _placed(day_timing(old.starts), meeting=old)
    assert (none.meeting, none.timing.first) == (None, date(2027, 11, 30))


def test_a_rule_that_would_pass_the_law_stops_before_it() -> None:
    # The fifth and last Thursday of October 2026 is the 29th, the last of 2027 is the 28th.
    found = _placed(day_timing(date(2026, 10, 29)), until=date(2027, 10, 20))
    assert found.timing.first == date(2027, 10, 14)
    assert found.how == "Senast 20 oktober enligt lag"


# ---- the whole year ----------------------------------------------------------------------------------


def _plan(database, year: int = 2027):
    return database.read(lambda session: next_year(session, year=year))


def test_the_preview_is_what_becomes_and_nothing_is_written_by_it(example) -> None:
    before = example.undo_words
    plan = _plan(example)
    assert example.undo_words == before
    assert year_of(example, 2027).activities == ()
    assert write(example, plan_year, year=2027) == plan.count
    shown = {one.previous: one.when.words for one in year_of(example, 2027).activities}
    assert shown == {row.key: row.after.words for row in plan.rows if row.chosen}
    assert example.undo_words == f"Planerade 2027 från 2026: {plan.count} aktiviteter"
    example.undo()
    assert year_of(example, 2027).activities == ()


def test_what_is_carried_is_to_be_done_anew_with_what_was_learned(example) -> None:
    one = titled(year_of(example, 2026), "KF beslut om Övergripande strategier")
    key = one.key

    def step(use_case, **values):
        version = year_of(example, 2026).activity(key).version
        return write(example, use_case, activity_id=key, expected_version=version, **values)

    line = step(steps.add_step, text="Kungör")
    step(steps.tick_step, step_id=line, done_on=date(2026, 11, 1))
    step(editing.set_fields, learning="Börja tidigare", note="I Folkets hus", responsible="Kanslichefen")
    reason = {"reason": "Skäl", "tax_rate_on": date(2026, 11, 23)}
    step(editing.set_time, timing=read_timing("15 december", 2026), **reason)
    step(negotiations.add_negotiation, kind="mbl11", party="Vision", planned_on=date(2026, 11, 2))
    write(example, plan_year, year=2027)
    after = next(one for one in year_of(example, 2027).activities if one.previous == key)
    assert (after.said, after.done_on, after.law) == ("planned", None, "council-decision")
    assert (after.exception_reason, after.tax_rate_on) == (None, None)
    assert after.note == "I Folkets hus\nLärdom från 2026: Börja tidigare"
    assert (after.responsible, after.learning) == ("Kanslichefen", None)
    assert ("Kungör", None) in [(each.text, each.done_on) for each in after.checklist]
    assert [(row.kind, row.party, row.held_on) for row in after.negotiations][-1] == ("mbl11", "Vision", None)
    assert after.when.last is not None
    assert after.when.last <= date(2027, 11, 30)
    assert after.concerns == 2028


def test_what_is_left_out_is_not_made_and_sequences_follow_what_is(example) -> None:
    view = year_of(example, 2026)
    first, second, least = view.orders[0]
    third = next(one.key for one in view.activities if one.key not in (first, second))
    write(example, ordering.set_order, before_id=first, after_id=third)
    count = _plan(example).count
    assert write(example, plan_year, year=2027, leave_out=frozenset({third})) == count - 1
    after = year_of(example, 2027)
    by_previous = {one.previous: one.key for one in after.activities}
    assert third not in by_previous
    assert (by_previous[first], by_previous[second], least) in after.orders


def test_planning_twice_only_adds_what_was_left_out(example) -> None:
    key = next(one.key for one in year_of(example, 2026).activities)
    write(example, plan_year, year=2027, leave_out=frozenset({key}))
    assert [row.key for row in _plan(example).rows] == [key]
    assert write(example, plan_year, year=2027) == 1
    with pytest.raises(YearHasActivities):
        write(example, plan_year, year=2027)
    with pytest.raises(NoWheelYear):
        write(example, plan_year, year=20270)


def _own(example, title: str, rhythm: str | None, when: str = "mars", year: int = 2026) -> int:
    wheel = example.read(lambda session: session.scalars(select(Wheel.id)).first())
    timing = read_timing(when, year)
    key = write(example, editing.add_activity, wheel_id=wheel, year=year, title=title, timing=timing)
    if rhythm != "yearly":
        write(example, editing.set_fields, activity_id=key, expected_version=1, rhythm=rhythm)
    return key


def test_own_activities_come_again_by_their_rhythm(example) -> None:
    yearly, once = _own(example, "Varje år", "yearly"), _own(example, "En gång", None)
    second = _own(example, "Vartannat år", "every_other_year")
    earlier = _own(example, "Vartannat år, förra gången", "every_other_year", year=2025)
    plan = _plan(example)
    assert {yearly, earlier} <= {row.key for row in plan.rows}
    left = {row.key: row.how for row in plan.left}
    assert left[once] == "Gjordes bara 2026"
    assert left[second] == "Görs nästa gång 2028"
    assert f"”{'En gång'}” tas inte med. Gjordes bara 2026." in plan.differences


def test_a_cancelled_own_activity_is_not_planned_again(example) -> None:
    key = _own(example, "Inställd", "yearly")
    write(example, editing.set_status, activity_id=key, expected_version=1, status="cancelled")
    assert key in {row.key for row in _plan(example).left}


def test_differences_are_sentences_with_the_rule(example) -> None:
    plan = _plan(example)
    moved = next(row for row in plan.rows if row.title.startswith("Årsredovisningen lämnas"))
    assert moved.differs
    assert moved.sentence in plan.differences
    assert moved.sentence.startswith("”")
    assert (
        f"från {moved.before.words} till {moved.after.words}. Kommunstyrelsen sammanträder" in moved.sentence
    )
    assert all(sentence.endswith(".") for sentence in plan.differences)


def test_an_activity_goes_with_its_body_to_the_new_years_meeting(example) -> None:
    meeting = write(example, meetings.add_meeting, body="Valnämnden", starts=date(2026, 3, 10))
    later = write(example, meetings.add_meeting, body="Valnämnden", starts=date(2027, 3, 18))
    key = _own(example, "Ärende", "yearly", when="10 mars")
    write(example, editing.set_fields, activity_id=key, expected_version=1, bodies=["Valnämnden"])
    write(example, meetings.treat_at, activity_id=key, meeting_id=meeting)
    row = next(row for row in _plan(example).rows if row.key == key)
    assert (row.after.words, row.how) == ("18 mars", "Valnämnden sammanträder 18 mars")
    write(example, plan_year, year=2027)
    assert next(one for one in year_of(example, 2027).activities if one.previous == key).meeting == later


def test_patterns_that_pass_years_over_are_left_and_come_again(tmp_path) -> None:
    database = new_file(tmp_path, "vansbro")
    try:
        write(database, start_year, year=2034)
        plan = _plan(database, 2035)
        left = {row.title: row.how for row in plan.left}
        assert left["SCB's Medborgarundersökning"] == "Görs inte 2035: vart tredje år, fr.o.m. 2010"
        write(database, plan_year, year=2035)
        assert not [one for one in year_of(database, 2035).activities if one.title.startswith("SCB")]
        new = {row.title: row for row in _plan(database, 2036).new}
        enkater = next(row for title, row in new.items() if title.startswith("Enkäter"))
        assert enkater.chosen
        assert enkater.how == "Görs 2036: vart annat år, fr.o.m. 2010"
    finally:
        database.close()


def test_a_pattern_that_was_removed_this_year_is_offered_but_not_chosen(tmp_path) -> None:
    database = new_file(tmp_path, "norberg")
    try:
        write(database, start_year, year=2034)
        one = titled(year_of(database, 2034), "Internkontroll")
        write(database, editing.remove_activity, activity_id=one.key, expected_version=one.version)
        (row,) = [row for row in _plan(database, 2035).new if row.title.startswith("Internkontroll")]
        assert not row.chosen
        write(database, plan_year, year=2035)
        assert not [one for one in year_of(database, 2035).activities if one.title.startswith("Internkontr")]
        assert write(database, plan_year, year=2035, leave_out=frozenset()) == 1
    finally:
        database.close()


def test_titles_of_school_years_and_of_several_a_year_are_those_of_the_new_year(tmp_path) -> None:
    database = new_file(tmp_path, "strangnas")
    try:
        write(database, start_year, year=2034)
        write(database, plan_year, year=2035)
        assert titled(year_of(database, 2035), "Enheternas arbetsplaner inom barn").title.endswith("2035/36)")
    finally:
        database.close()


def test_a_file_without_a_model_year_begins_it_from_the_model(tmp_path) -> None:
    database = new_file(tmp_path, "fagersta")
    try:
        plan = _plan(database, 2040)
        assert plan.rows == ()
        assert len(plan.new) == plan.count == 15
        assert write(database, plan_year, year=2040) == 15
        assert {one.said for one in year_of(database, 2040).activities} == {"planned"}
    finally:
        database.close()


def test_with_nothing_to_plan_from_it_says_so(tmp_path, example) -> None:
    every = frozenset(row.key for row in _plan(example).rows)
    with pytest.raises(NothingToPlan, match="2027"):
        write(example, plan_year, year=2027, leave_out=every)


def test_two_days_in_a_row_stay_in_a_row_and_a_holiday_does_not_move_the_years_after(example) -> None:
    key = _own(example, "Två dagar", "yearly", when="5–6 maj")
    days = []
    for year in range(2027, 2036):
        write(example, plan_year, year=year)
        one = next(one for one in year_of(example, year).activities if one.title == "Två dagar")
        days.append((one.when.first, one.when.last))
    assert all(last - first == timedelta(1) for first, last in days)
    assert all(is_working(first) and is_working(last) for first, last in days)
    ordinary = [first for first, _ in days if first.weekday() == 1]
    assert all(first.day <= 7 for first in ordinary)
    assert len(ordinary) > 5
    assert days[-1][0].month == 5
    assert year_of(example, 2026).activity(key).when.words == "5–6 maj"
