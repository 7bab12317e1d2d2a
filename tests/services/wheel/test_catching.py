"""What has passed is marked as done in one step, and what is left is left alone."""

import shutil
from datetime import date
from functools import partial
from pathlib import Path

from app.models.wheel import WheelActivity
from app.services.clock import Clock
from app.services.storage import Database
from app.services.wheel import editing, meetings
from app.services.wheel.catching import close_passed
from app.services.wheel.linkable import linkable
from app.services.wheel.reading import wheel_view
from app.services.wheel.times import month_timing
from tests.services.wheel.planned_year import Year

TODAY = date(2026, 11, 21)


def test_what_has_passed_is_done_on_its_last_day_and_can_be_undone(
    tmp_path: Path, example_of_2027: Path, clock: Clock
) -> None:
    path = tmp_path / "kommun.styr"
    shutil.copy(example_of_2027, path)
    database = Database.open(path, clock=clock, user="A")
    read = partial(wheel_view, year=2026, today=TODAY)
    before = {one.key: one for one in database.read(read).activities}
    late = {key for key, one in before.items() if one.status == "late"}
    assert database.write(partial(close_passed, year=2026, today=TODAY)).value == len(late) > 0
    after = {one.key: one for one in database.read(read).activities}
    assert {key for key in after if after[key].status != before[key].status} == late
    assert all((after[key].status, after[key].done_on) == ("done", after[key].when.last) for key in late)
    assert database.write(partial(close_passed, year=2026, today=TODAY)).value == 0
    database.undo()
    again = database.read(read).activities
    assert {one.key: one.status for one in again} == {key: one.status for key, one in before.items()}
    database.close()


def test_nothing_is_said_of_a_day_by_law_that_nobody_knows(year: Year) -> None:
    april = {"precision": "manad", "starts": date(2026, 4, 1), "ends": date(2026, 4, 30)}
    report = {**april, "law": "annual-report", "year_offset": -1, "bodies": ["Kommunstyrelsen"]}
    unknown, treated, other = year.activity(**report), year.activity(**report), year.activity(**april)
    always = year.activity(**april, rhythm="continuous")
    meeting = year.run(meetings.add_meeting, body="Kommunstyrelsen", starts=date(2026, 4, 7))
    year.run(meetings.treat_at, activity_id=treated, meeting_id=meeting)
    version = year.row(WheelActivity, treated).version
    again = {"activity_id": treated, "expected_version": version, "timing": month_timing(2026, 4)}
    year.run(editing.set_time, **again)
    assert year.run(close_passed, year=2026, today=TODAY) == 2
    days = [year.row(WheelActivity, key).done_on for key in (unknown, treated, other, always)]
    assert days == [None, date(2026, 4, 7), date(2026, 4, 30), None]


def test_plans_kinds_and_documents_can_be_linked(tmp_path: Path, example_of_2027: Path, clock: Clock) -> None:
    path = tmp_path / "kommun.styr"
    shutil.copy(example_of_2027, path)
    database = Database.open(path, clock=clock, user="A")
    offered = database.read(partial(linkable, today=TODAY))
    database.close()
    assert {one.kind for one in offered} >= {"plan", "agreement_kind", "node"}
    assert len({(one.kind, one.target) for one in offered}) == len(offered)
    assert offered[0].words.startswith("Budget")
