"""A working year is read with few questions, and says what is late, next and in danger."""

from datetime import date

import pytest
from sqlalchemy import select

from app.models.errors import NotFound
from app.models.wheel import Wheel, WheelActivity
from app.services.storage import Database, describe
from app.services.wheel.editing import add_activity, set_fields, set_status
from app.services.wheel.reading import activity_of, step_of, wheel_view
from app.services.wheel.timing import read_timing
from tests.services.counting import statements
from tests.services.wheel.files import TODAY, titled, write, year_of


def _add(database: Database, title: str, when: str, year: int = 2026, **values) -> int:
    wheel = database.read(lambda session: session.scalars(select(Wheel.id).order_by(Wheel.position)).first())
    timing = read_timing(when, year)
    return write(database, add_activity, wheel_id=wheel, year=year, title=title, timing=timing, **values)


def test_the_number_of_questions_does_not_grow_with_the_activities(example) -> None:
    before = statements(example, lambda session: wheel_view(session, year=2026, today=TODAY))
    for number in range(40):
        _add(example, f"Möte {number}", f"{1 + number % 28} mars", bodies=["Kommunstyrelsen"])
    after = statements(example, lambda session: wheel_view(session, year=2026, today=TODAY))
    assert len(year_of(example, 2026).activities) > 40
    assert after == before <= 20


def test_activities_are_in_time_order_with_what_has_no_time_last(example) -> None:
    rows = year_of(example, 2026).activities
    days = [one.when.first or one.when.last for one in rows]
    dated = [day for day in days if day is not None]
    assert dated == sorted(dated)
    assert days == [*dated, *([None] * (len(days) - len(dated)))]
    assert len(dated) < len(days)


def test_what_has_passed_without_being_done_is_late(example) -> None:
    key = _add(example, "Försenat", "13 november")
    view = year_of(example, 2026)
    assert (view.activity(key).status, view.activity(key).said) == ("late", "planned")
    on_the_day = year_of(example, 2026, today=date(2026, 11, 13))
    assert on_the_day.activity(key).status == "planned"
    write(example, set_status, activity_id=key, expected_version=1, status="done", done_on=date(2026, 11, 20))
    assert year_of(example, 2026).activity(key).status == "done"
    write(example, set_status, activity_id=key, expected_version=2, status="cancelled")
    assert year_of(example, 2026).activity(key).status == "cancelled"


def test_a_month_is_not_late_before_it_is_over(example) -> None:
    key = _add(example, "Under månaden", "november")
    assert year_of(example, 2026, today=date(2026, 11, 30)).activity(key).status == "planned"
    assert year_of(example, 2026, today=date(2026, 12, 1)).activity(key).status == "late"


def test_one_activity_is_next_the_first_that_is_still_to_be_done(example) -> None:
    _add(example, "Sedan", "24 november")
    first = _add(example, "Snart", "23 november")
    _add(example, "Varade", "1 november–22 november")
    rows = [one for one in year_of(example, 2026).activities if one.next]
    assert [one.title for one in rows] == ["Varade"]
    varade = rows[0]
    write(
        example, set_status, activity_id=varade.key, expected_version=varade.version, status="done",
        done_on=TODAY,
    )  # fmt: skip
    assert [one.key for one in year_of(example, 2026).activities if one.next] == [first]


def test_the_councils_budget_turns_red_before_the_last_day_by_law(example) -> None:
    def budget(today: date):
        return titled(year_of(example, 2026, today=today), "KF beslut om Övergripande strategier")

    assert budget(TODAY).bound.deadline == date(2026, 11, 30)
    assert not budget(date(2026, 9, 1)).red
    assert budget(TODAY).red


def test_legal_days_name_the_activities_that_carry_them_out(example) -> None:
    view = year_of(example, 2026)
    found = next(day for day in view.legal if day.key == "council-decision")
    assert [view.activity(key).law for key in found.activities] == ["council-decision"]
    assert not found.met


def test_another_month_at_the_top_takes_the_twelve_months_from_it(example) -> None:
    spring = _add(example, "Våren därpå", "12 mars", year=2027)
    before = _add(example, "Våren före", "12 mars")
    autumn = _add(example, "Hösten", "12 oktober")
    later = _add(example, "Hösten därpå", "12 oktober", year=2027)
    rows = example.read(lambda s: wheel_view(s, year=2026, today=TODAY, start_month=8))
    keys = {one.key for one in rows.activities}
    assert {spring, autumn} <= keys
    assert not {before, later} & keys
    assert all(date(2026, 8, 1) <= day.day <= date(2027, 7, 31) for day in rows.legal)
    assert {day.day.year for day in rows.legal} == {2026, 2027}


def test_the_start_month_is_that_of_the_first_wheel(example) -> None:
    def start_in_july(session) -> None:
        describe(session, "Prov")
        session.scalars(select(Wheel).order_by(Wheel.position)).first().start_month = 7

    key = _add(example, "Före", "12 mars")
    example.write(start_in_july)
    assert year_of(example, 2026).activity(key) is None
    assert example.read(lambda s: wheel_view(s, year=2026, today=TODAY, start_month=1)).activity(key)


def test_an_activity_is_found_by_its_key_or_said_to_be_gone(example) -> None:
    key = _add(example, "Finns", "våren")
    assert example.read(lambda s: activity_of(s, key=key, today=TODAY)).when.words == "våren"
    with pytest.raises(NotFound, match="finns inte längre"):
        example.read(lambda s: activity_of(s, key=1, today=TODAY))


def test_a_season_without_days_gets_those_of_its_year(example) -> None:
    key = _add(example, "Vår", "våren")

    def forget_days(session) -> None:
        describe(session, "Prov")
        row = session.get_one(WheelActivity, key)
        row.starts = row.ends = None

    example.write(forget_days)
    when = year_of(example, 2026).activity(key).when
    assert (when.first, when.last) == (date(2026, 3, 1), date(2026, 5, 31))


def test_every_body_of_the_model_stands_first_then_those_of_activities(example) -> None:
    key = _add(example, "Med annat organ", "mars", bodies=["Näringslivsrådet"])
    view = year_of(example, 2026)
    assert view.bodies[0] == "Kommunfullmäktige"
    assert view.bodies[-1] == "Näringslivsrådet"
    assert view.activity(key).bodies == ("Näringslivsrådet",)


def test_the_years_are_those_with_activities(example) -> None:
    _add(example, "Framåt", "mars", year=2031)
    assert year_of(example, 2026).years == (2026, 2031)


def test_a_year_with_nothing_is_an_empty_wheel_with_its_legal_days(example) -> None:
    view = year_of(example, 2040)
    assert view.activities == ()
    assert view.legal


@pytest.mark.parametrize(
    ("title", "step"),
    [("8. Förvaltningsdialog", "8"), ("10. Beslut", "10"), ("2027 års budget", None), ("1.5 timme", None)],
)
def test_the_sources_number_is_read_from_the_title(title: str, step: str | None) -> None:
    assert step_of(title) == step


def test_a_notice_stands_by_an_activity_on_a_day_off(example) -> None:
    key = _add(example, "På en söndag", "22 november")
    write(example, set_fields, activity_id=key, expected_version=1, responsible="Kommunchefen")
    view = year_of(example, 2026)
    assert view.notices[key] == ("22 november är söndag.",)
    assert view.activity(key).responsible == "Kommunchefen"


def test_steps_of_the_law_ask_no_more_questions(example) -> None:
    def asked() -> int:
        return statements(example, lambda session: wheel_view(session, year=2026, today=TODAY))

    before = asked()
    for number in range(8):
        key = _add(example, f"Delårsrapport {number}", "oktober")
        write(example, set_fields, activity_id=key, expected_version=1, law="interim-report")
    assert asked() == before
