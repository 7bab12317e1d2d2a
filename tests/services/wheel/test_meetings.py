"""The meeting plan: meetings with the days around them, moved together with what they treat."""

from datetime import date

import pytest
from sqlalchemy import select

from app.models.errors import ChangedSince, DomainError, MissingText, NotFound
from app.models.wheel import Meeting, MeetingRule, WheelActivity
from app.services.wheel import meetings
from app.services.wheel.errors import (
    AdjustedBeforeMeeting,
    BadDays,
    CancelledMeeting,
    EndsBeforeStart,
    MeetingTaken,
    NeedsReason,
    NoMeetingYear,
    NoticeTooShort,
    PastLaw,
    TreatedInAnotherYear,
)
from app.services.wheel.meetingplan import deciding_days, meeting_days_of
from tests.services.wheel.planned_year import Year

COUNCIL, BOARD = "Kommunfullmäktige", "Kommunstyrelsen"
NOVEMBER, DECEMBER = date(2026, 11, 26), date(2026, 12, 17)


def _council(year: Year, day: date = NOVEMBER, **values: object) -> int:
    return int(year.run(meetings.add_meeting, body=COUNCIL, starts=day, **values))


def _budget(year: Year, meeting: int | None = None, **values: object) -> int:
    made = {"title": "KF antar budgeten", "bodies": [COUNCIL], "law": "council-decision", "year_offset": 1}
    key = year.activity(**{**made, **values})
    if meeting is not None:
        year.run(meetings.treat_at, activity_id=key, meeting_id=meeting)
    return key


def _plan(year: Year) -> meetings.MeetingPlan:
    return year.read(meetings.meeting_plan, year=2026)


# ---- the plan ------------------------------------------------------------------------------------


def test_the_plan_is_in_the_order_of_days_with_the_days_around_each(year: Year) -> None:
    _council(year, begins="18.30", place="Elverket", title="Budget")
    year.run(meetings.add_meeting, body=BOARD, starts=date(2026, 10, 13))
    year.run(
        meetings.set_rule, body=BOARD, expected_version=0,
        documents_days=14, summons_days=7, adjusting_days=7,
    )  # fmt: skip
    board, council = _plan(year).rows
    assert (board.body, board.documents_on, board.summons_on) == (BOARD, date(2026, 9, 29), date(2026, 10, 6))
    assert (board.adjust_by, board.appeal_until) == (date(2026, 10, 20), date(2026, 11, 10))
    assert board.in_force_on == date(2026, 11, 11)
    assert (council.begins, council.place, council.title) == ("18:30", "Elverket", "Budget")
    assert council.summons_on == date(2026, 11, 19)
    assert council.day_words == "26 november"
    assert _plan(year).bodies == (BOARD, COUNCIL)
    assert [row.key for row in _plan(year).of_body(COUNCIL)] == [council.key]


def test_a_meeting_of_several_days_over_new_year_is_in_both_years(year: Year) -> None:
    year.run(meetings.add_meeting, body=BOARD, starts=date(2025, 12, 31), ends=date(2026, 1, 2))
    assert [row.day_words for row in _plan(year).rows] == ["31 december–2 januari"]
    assert len(year.read(meetings.meeting_plan, year=2025).rows) == 1
    assert year.read(meetings.meeting_plan, year=2027).rows == ()


def test_days_off_and_squeezed_days_are_noticed(year: Year) -> None:
    _council(year, date(2026, 5, 15))
    _council(year, date(2026, 6, 6))
    assert [row.notices for row in _plan(year).rows] == [
        ("15 maj är en klämdag",), ("6 juni är Nationaldagen",),
    ]  # fmt: skip
    first = _plan(year).rows[0]
    year.run(meetings.set_meeting, meeting_id=first.key, expected_version=first.version, cancelled=True)
    assert _plan(year).rows[0].notices == ()


def test_the_days_a_deciding_body_meets(year: Year) -> None:
    _council(year)
    year.run(meetings.add_meeting, body=BOARD, starts=date(2026, 10, 13), ends=date(2026, 10, 14))
    days = year.read(meeting_days_of, year=2026).values()
    assert deciding_days((BOARD,), days, 2026) == (date(2026, 10, 14),)
    assert deciding_days((BOARD, COUNCIL), days, 2026) == (NOVEMBER,)
    assert deciding_days(("Nämnder",), days, 2026) == ()
    assert deciding_days((COUNCIL,), days, 2027) == ()


# ---- changed ---------------------------------------------------------------------------------------


def test_a_body_meets_once_a_day(year: Year) -> None:
    first = _council(year)
    with pytest.raises(MeetingTaken, match="26 november 2026"):
        _council(year)
    year.run(meetings.set_meeting, meeting_id=first, expected_version=1, cancelled=True)
    _council(year)
    with pytest.raises(MeetingTaken):
        year.run(meetings.set_meeting, meeting_id=first, expected_version=2, cancelled=False)


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"body": " ", "starts": NOVEMBER}, MissingText),
        ({"body": COUNCIL, "starts": NOVEMBER, "ends": date(2026, 11, 25)}, EndsBeforeStart),
        ({"body": COUNCIL, "starts": NOVEMBER, "begins": "kväll"}, DomainError),
        ({"body": COUNCIL, "starts": date(202, 11, 26)}, NoMeetingYear),
        ({"body": COUNCIL, "starts": NOVEMBER, "ends": date(9999, 12, 31)}, NoMeetingYear),
    ],
)
def test_what_is_no_meeting_is_refused(
    year: Year, values: dict[str, object], refused: type[DomainError]
) -> None:
    with pytest.raises(refused):
        year.run(meetings.add_meeting, **values)


def test_minutes_are_adjusted_after_the_meeting_and_noticed_after_that(year: Year) -> None:
    key = _council(year)
    with pytest.raises(NoMeetingYear, match="9999"):
        year.run(meetings.set_meeting, meeting_id=key, expected_version=1, noticed_on=date(9999, 12, 31))
    for days in (
        {"adjusted_on": date(2026, 11, 25)},
        {"adjusted_on": date(2026, 12, 3), "noticed_on": date(2026, 12, 2)},
    ):
        with pytest.raises(AdjustedBeforeMeeting):
            year.run(meetings.set_meeting, meeting_id=key, expected_version=1, **days)
    days = {"adjusted_on": date(2026, 12, 2), "noticed_on": date(2026, 12, 3)}
    year.run(meetings.set_meeting, meeting_id=key, expected_version=1, **days)
    (row,) = _plan(year).rows
    assert (row.appeal_until, row.expected) == (date(2026, 12, 28), False)


def test_what_another_has_changed_is_not_overwritten(year: Year) -> None:
    key = _council(year)
    year.run(meetings.set_meeting, meeting_id=key, expected_version=1, place="Elverket")
    with pytest.raises(ChangedSince):
        year.run(meetings.set_meeting, meeting_id=key, expected_version=1, place="Folkets hus")
    with pytest.raises(NotFound):
        year.run(meetings.remove_meeting, meeting_id=4711, expected_version=1)


# ---- moved with what it treats ------------------------------------------------------------------------


def test_what_is_treated_gets_the_days_of_its_meeting(year: Year) -> None:
    meeting = _council(year, ends=date(2026, 11, 27))
    key = _budget(year, meeting, month_part="early", tentative=["2026-11-28"], timing_text="i november")
    row = year.row(WheelActivity, key)
    assert (row.precision, row.starts, row.ends) == ("dag", NOVEMBER, date(2026, 11, 27))
    assert (row.month_part, row.tentative, row.timing_text) == (None, None, "i november")
    assert [one.title for one in _plan(year).rows[0].activities] == ["KF antar budgeten"]


def test_a_meeting_that_is_moved_keeps_its_length_and_takes_its_activities_along(year: Year) -> None:
    meeting = _council(year, date(2026, 11, 18), ends=date(2026, 11, 19))
    key = _budget(year, meeting)
    year.run(meetings.move_meeting, meeting_id=meeting, expected_version=1, starts=date(2026, 11, 25))
    assert (year.row(Meeting, meeting).ends, year.row(WheelActivity, key).ends) == (NOVEMBER, NOVEMBER)
    year.database.undo()
    assert year.row(WheelActivity, key).starts == date(2026, 11, 18)


def test_moving_the_budget_meeting_past_november_asks_for_reasons_and_the_tax_rate(year: Year) -> None:
    meeting = _council(year)
    key = _budget(year, meeting)
    with pytest.raises(NeedsReason, match=r"11 kap\. 11 §"):
        year.run(meetings.move_meeting, meeting_id=meeting, expected_version=1, starts=DECEMBER)
    assert year.row(Meeting, meeting).starts == NOVEMBER
    year.run(
        meetings.move_meeting, meeting_id=meeting, expected_version=1, starts=DECEMBER,
        reason="Statsbidragen kom sent", tax_rate_on=date(2026, 11, 23),
    )  # fmt: skip
    row = year.row(WheelActivity, key)
    assert (row.ends, row.exception_reason) == (DECEMBER, "Statsbidragen kom sent")
    assert row.tax_rate_on == date(2026, 11, 23)


def test_moved_back_within_the_law_it_needs_no_reasons_any_more(year: Year) -> None:
    december, november = _council(year, DECEMBER), _council(year)
    key = _budget(year)
    taxed = {"reason": "Statsbidragen kom sent", "tax_rate_on": date(2026, 11, 23)}
    year.run(meetings.treat_at, activity_id=key, meeting_id=december, **taxed)
    year.run(meetings.treat_at, activity_id=key, meeting_id=november)
    row = year.row(WheelActivity, key)
    assert (row.ends, row.exception_reason, row.tax_rate_on) == (NOVEMBER, None, None)
    with pytest.raises(NeedsReason):
        year.run(meetings.treat_at, activity_id=key, meeting_id=december)


def test_the_annual_report_is_not_moved_past_its_day(year: Year) -> None:
    meeting = int(year.run(meetings.add_meeting, body=BOARD, starts=date(2026, 4, 7)))
    key = year.activity(title="KS behandlar årsredovisningen", law="annual-report", year_offset=-1)
    year.run(meetings.treat_at, activity_id=key, meeting_id=meeting)
    with pytest.raises(PastLaw, match=r"11 kap\. 20 §"):
        year.run(meetings.move_meeting, meeting_id=meeting, expected_version=1, starts=date(2026, 4, 16))
    assert year.row(WheelActivity, key).ends == date(2026, 4, 7)


def test_what_is_done_is_recorded_wherever_the_meeting_was(year: Year) -> None:
    meeting = _council(year)
    key = _budget(year, meeting, status="done", done_on=DECEMBER)
    year.run(meetings.move_meeting, meeting_id=meeting, expected_version=1, starts=DECEMBER)
    assert year.row(WheelActivity, key).ends == DECEMBER


def test_an_activity_is_treated_in_its_own_year_at_a_meeting_that_takes_place(year: Year) -> None:
    meeting = _council(year, date(2027, 2, 18))
    key = _budget(year, law=None)
    with pytest.raises(TreatedInAnotherYear, match="2026"):
        year.run(meetings.treat_at, activity_id=key, meeting_id=meeting)
    year.run(meetings.set_meeting, meeting_id=meeting, expected_version=1, cancelled=True)
    with pytest.raises(CancelledMeeting):
        year.run(meetings.treat_at, activity_id=key, meeting_id=meeting)
    with pytest.raises(NotFound):
        year.run(meetings.treat_at, activity_id=key, meeting_id=4711)


def test_a_removed_meeting_leaves_its_activities_on_their_day(year: Year) -> None:
    meeting = _council(year)
    key = _budget(year, meeting)
    year.run(meetings.remove_meeting, meeting_id=meeting, expected_version=1)
    row = year.row(WheelActivity, key)
    assert (row.meeting_id, row.ends) == (None, NOVEMBER)
    year.database.undo()
    assert year.row(WheelActivity, key).meeting_id == meeting


def test_an_activity_is_taken_from_its_meeting(year: Year) -> None:
    key = _budget(year, _council(year))
    version = year.row(WheelActivity, key).version
    with pytest.raises(ChangedSince):
        year.run(meetings.treat_at, activity_id=key, meeting_id=None, expected_version=version + 1)
    year.run(meetings.treat_at, activity_id=key, meeting_id=None, expected_version=version)
    assert year.row(WheelActivity, key).meeting_id is None


# ---- rules ---------------------------------------------------------------------------------------


def _rule(year: Year, body: str, version: int, *days: int | None) -> None:
    names = ("documents_days", "summons_days", "adjusting_days")
    year.run(meetings.set_rule, body=body, expected_version=version, **dict(zip(names, days, strict=True)))


def test_a_rule_is_made_changed_and_removed(year: Year) -> None:
    _rule(year, BOARD, 0, 21, 7, 10)
    _rule(year, BOARD, 1, 14, 7, None)
    (rule,) = _plan(year).rules
    assert (rule.body, rule.version, rule.documents_days, rule.adjusting_days) == (BOARD, 2, 14, None)
    with pytest.raises(ChangedSince):
        _rule(year, BOARD, 1, 7, 7, 7)
    _rule(year, BOARD, 2, None, None, None)
    assert year.read(lambda session: session.scalars(select(MeetingRule)).all()) == []


@pytest.mark.parametrize("days", [(-1, 7, 7), (7, 181, 7), (7, 7, 4711)])
def test_days_that_no_rule_can_have_are_refused(year: Year, days: tuple[int, int, int]) -> None:
    with pytest.raises(BadDays):
        _rule(year, BOARD, 0, *days)


def test_the_council_is_summoned_a_week_before_at_the_least(year: Year) -> None:
    with pytest.raises(NoticeTooShort, match=r"5 kap\. 13 och 15 §§"):
        _rule(year, COUNCIL, 0, 14, 6, 7)
    _rule(year, BOARD, 0, 14, 6, 7)
    _rule(year, COUNCIL, 0, 5, None, None)
    rules = {rule.body: rule for rule in _plan(year).rules}
    assert rules[COUNCIL].least_summons == 7
    assert rules[COUNCIL].notices == ("Kallelsen går ut före sista dagen för handlingar.",)
    assert rules[BOARD].notices == ()
