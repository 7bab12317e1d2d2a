"""What is found in the year wheel: broken law, order and negotiations, and nothing where all is well."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.followup import ReportKind
from app.models.types import new_id
from app.models.wheel import ActivityOrder, Meeting, Negotiation, Wheel, WheelActivity
from app.services.storage import Database
from tests.newfiles import create_file
from tests.services.checks.conftest import CLOCK, TODAY, Break, found, new_after

COUNCIL = "Kommunfullmäktige"
MODELS = (
    "borlange", "fagersta", "falun", "heby", "ljusnarsberg", "norberg", "sater", "strangnas", "svenljunga",
    "vansbro",
)  # fmt: skip


@pytest.fixture(scope="module")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("strangnas") / "strangnas.styr"
    create_file(path, "strangnas", clock=CLOCK, user="A", example_year=None)
    return path


@pytest.fixture
def empty(_empty: Path, tmp_path: Path) -> Iterator[Database]:
    """Strängnäs' model without any activity."""
    path = tmp_path / "strangnas.styr"
    path.write_bytes(_empty.read_bytes())
    database = Database.open(path, clock=CLOCK, user="A")
    yield database
    database.close()


def _add(session: Session, **values: object) -> WheelActivity:
    last = values.get("ends")
    made = {
        "year": 2026, "title": "KF antar budgeten", "position": 1, "bodies": [COUNCIL],
        "precision": "dag" if last else "okand", "starts": last, **values,
    }  # fmt: skip
    row = WheelActivity(id=new_id(), wheel_id=session.scalars(select(Wheel.id)).first(), **made)
    session.add(row)
    session.flush()
    return row


def _codes(database: Database, broken: Break, today: date = TODAY) -> list[tuple[str, str]]:
    return [(each.code, each.severity) for each in new_after(database, broken, today)]


def _budget(**values: object) -> Break:
    return lambda session: _add(session, law="council-decision", year_offset=1, **values)


# ---- law -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 11, 30), []),
        (date(2026, 12, 14), [("wheel-law-planned", "warning")]),
        (date(2027, 1, 11), [("wheel-law-planned", "error")]),
        (date(2026, 6, 15), [("wheel-election-year", "warning")]),
    ],
)
def test_a_decision_planned_past_the_law_is_told(
    empty: Database, day: date, told: list[tuple[str, str]]
) -> None:
    said = new_after(empty, _budget(ends=day))
    assert [(each.code, each.severity) for each in said] == told
    for each in said:
        assert "11 kap. 10 och 11 §§ kommunallagen (2017:725)" in each.message
        assert each.place == "Årshjul 2026: KF antar budgeten"
        assert each.kind == "wheel_activity"


def test_reasons_and_the_tax_rate_let_it_be_in_december(empty: Database) -> None:
    given = {"exception_reason": "Sent statsbidrag", "tax_rate_on": date(2026, 11, 23)}
    assert _codes(empty, _budget(ends=date(2026, 12, 14), **given)) == []


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 11, 30), []),
        (date(2026, 12, 1), [("wheel-law-late", "warning")]),
        (date(2027, 1, 4), [("wheel-law-late", "error")]),
    ],
)
def test_what_was_done_too_late_stays_told(empty: Database, day: date, told: list[tuple[str, str]]) -> None:
    done = _budget(ends=date(2026, 11, 26), status="done", done_on=day)
    assert _codes(empty, done, date(2028, 1, 1)) == told


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 11, 30), []),
        (date(2026, 12, 1), [("wheel-law-missed", "warning")]),
        (date(2027, 1, 1), [("wheel-law-missed", "error")]),
    ],
)
def test_what_was_not_done_in_time_is_told_from_the_day_after(
    empty: Database, today: date, told: list[tuple[str, str]]
) -> None:
    assert _codes(empty, _budget(ends=date(2026, 11, 26)), today) == told
    assert _codes(empty, _budget(ends=date(2026, 11, 26), status="cancelled"), today) == []


def test_a_month_with_its_meeting_is_held_to_the_day_of_it(empty: Database) -> None:
    def add(session: Session) -> None:
        meeting = Meeting(id=new_id(), body=COUNCIL, starts=date(2026, 12, 14))
        session.add(meeting)
        session.flush()
        months = {"precision": "manadsintervall", "starts": date(2026, 11, 1), "ends": date(2026, 12, 31)}
        _budget(**months, meeting_id=meeting.id)(session)

    assert _codes(empty, add) == [("wheel-law-planned", "warning")]


def test_what_a_budget_plan_tells_is_not_told_twice(example: Database) -> None:
    late = date(2026, 12, 3)
    assert "budget-decision-missing" in {each.code for each in found(example, late)}
    assert "wheel-law-missed" not in {code for code, _ in _codes(example, _budget(), late)}


def test_an_undated_step_is_told_once_its_day_has_passed(empty: Database) -> None:
    def report(session: Session) -> None:
        _add(session, law="annual-report", year_offset=None, title="Årsredovisning")

    assert _codes(empty, report, date(2026, 4, 15)) == []
    assert [code for code, _ in _codes(empty, lambda _session: None, date(2026, 4, 16))] == []
    told = [each for each in found(empty, date(2026, 4, 16)) if each.code == "wheel-law-missed"]
    assert ["15 april 2026" in each.message for each in told] == [True]


# ---- interim reports -----------------------------------------------------------------------------


def _interim(database: Database) -> list[str]:
    return [each.message for each in found(database) if each.code == "wheel-interim-period"]


def _kind(session: Session, name: str) -> ReportKind:
    return session.scalars(select(ReportKind).where(ReportKind.name == name)).one()


def _say(name: str, **period: str | None) -> Break:
    def change(session: Session) -> None:
        kind = _kind(session, name)
        kept = {key: value for key, value in kind.details.items() if key not in period}
        kind.details = {**kept, **{key: value for key, value in period.items() if value is not None}}

    return change


@pytest.mark.parametrize("model", MODELS)
def test_no_model_is_told_of_a_report_that_its_source_allows(tmp_path: Path, model: str) -> None:
    path = tmp_path / "x.styr"
    create_file(path, model, clock=CLOCK, user="A", example_year=None)
    database = Database.open(path, clock=CLOCK, user="A")
    try:
        assert _interim(database) == []
    finally:
        database.close()


def test_an_april_report_alone_is_not_enough(empty: Database) -> None:
    assert new_after(empty, _say("Delårsrapport 2", period_end="05-31")) == []
    told = new_after(empty, _say("Nämndens delårsrapport", period_start="01-01", period_end="04-30"))
    assert [(each.code, each.severity) for each in told] == [("wheel-interim-period", "warning")]
    assert "13 kap. 1 § lagen (2018:597)" in told[0].message
    assert "Delårsrapport 1, Delårsrapport 2" in told[0].place
    new_after(empty, _say("Delårsrapport 2", period_end="08-31"))
    assert _interim(empty) == []


def test_a_day_that_the_year_does_not_have_is_no_period(empty: Database) -> None:
    new_after(empty, _say("Delårsrapport 2", period_end="02-29"))
    new_after(empty, _say("Nämndens delårsrapport", period_start="01-01", period_end="04-30"))
    assert _interim(empty) == []


# ---- negotiations, order, meetings ---------------------------------------------------------------


def _negotiated(held_on: date | None) -> Break:
    def add(session: Session) -> None:
        row = _add(session, status="done", done_on=date(2026, 11, 19), ends=date(2026, 11, 19), bodies=None)
        row.negotiations.append(Negotiation(kind="mbl11", party="Vision", held_on=held_on))

    return add


@pytest.mark.parametrize(
    ("held_on", "told"),
    [
        (None, [("wheel-negotiation-missing", "warning")]),
        (date(2026, 11, 19), []),
        (date(2026, 11, 20), [("wheel-negotiation-late", "warning")]),
    ],
)
def test_a_decision_is_negotiated_before_it_is_made(
    empty: Database, held_on: date | None, told: list[tuple[str, str]]
) -> None:
    assert _codes(empty, _negotiated(held_on)) == told


def test_broken_order_is_told_of_both(empty: Database) -> None:
    def add(session: Session) -> None:
        first, second = _add(session, ends=date(2026, 12, 8)), _add(session, ends=date(2026, 12, 1))
        session.add(ActivityOrder(id=new_id(), before_id=first.id, after_id=second.id, least_days=0))

    assert _codes(empty, add) == [("wheel-order", "warning")] * 2


def test_a_body_in_two_places_is_told(empty: Database) -> None:
    def add(session: Session) -> None:
        for place in ("Falun", "Kommunhuset"):
            _add(session, ends=date(2026, 12, 8), place=place)

    assert _codes(empty, add) == [("wheel-collision", "warning")] * 2


def test_a_meeting_to_come_on_a_holiday_is_told(empty: Database) -> None:
    def add(session: Session) -> None:
        days = (date(2027, 6, 6), date(2027, 6, 7), date(2026, 6, 6))
        session.add_all(Meeting(id=new_id(), body=COUNCIL, starts=day) for day in days)

    (told,) = new_after(empty, add)
    assert (told.code, told.message) == ("meeting-holiday", "Dagen är Nationaldagen.")
    assert told.place == "Sammanträde: Kommunfullmäktige 6 juni 2027"
