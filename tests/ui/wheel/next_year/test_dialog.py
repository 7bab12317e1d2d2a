"""The coming year is seen before it is made, and made in one step."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.services.clock import fixed_clock
from app.services.storage import Database
from app.services.wheel.planning import next_year
from app.services.wheel.reading import wheel_view
from app.services.wheel.views import WheelView
from app.services.wheel.yearplans import PlannedRow, YearPlan
from app.ui.shell.workspace import Workspace
from app.ui.wheel.next_year.dialog import NextYearDialog, nothing_words, plan_next_year
from tests.conftest import TODAY
from tests.newfiles import create_file

KEY = Qt.Key
YEAR = 2027


@pytest.fixture
def space(tmp_path: Path, example_of_2027: Path) -> Iterator[Workspace]:
    path = tmp_path / "kommun.styr"
    shutil.copy(example_of_2027, path)
    yield from _spaces(path)


def _spaces(path: Path) -> Iterator[Workspace]:
    clock = fixed_clock(TODAY)
    database = Database.open(path, clock=clock, user="A")
    made = Workspace(database, clock)
    made.told_words = []  # type: ignore[attr-defined]
    made.told.connect(lambda text, _kind: made.told_words.append(text))  # type: ignore[attr-defined]
    yield made
    made.close()
    database.close()


@pytest.fixture
def dialog(space: Workspace, qtbot: QtBot) -> NextYearDialog:
    made = NextYearDialog(None, space.read(partial(next_year, year=YEAR)), 0)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[NextYearDialog], object], bool], None]:
    """Let the next dialog be treated so, and accepted or not."""

    def answer(treat: Callable[[NextYearDialog], object], accept: bool) -> None:
        def run(dialog: NextYearDialog) -> int:
            treat(dialog)
            return (QDialog.DialogCode.Accepted if accept else QDialog.DialogCode.Rejected).value

        monkeypatch.setattr(NextYearDialog, "exec", run)

    return answer


def year_of(space: Workspace) -> WheelView:
    return space.read(partial(wheel_view, year=YEAR, today=TODAY, start_month=1))


def shown(dialog: NextYearDialog) -> list[str]:
    rows = dialog.table.rows
    return [rows.value(rows.index(row, 0)).planned.title for row in range(rows.rowCount())]


def test_every_activity_has_both_times_and_why(dialog: NextYearDialog) -> None:
    rows = dialog.table.rows
    assert rows.rowCount() == len(dialog.plan.rows) + len(dialog.plan.new) + len(dialog.plan.left)
    titles = [column.title for column in rows.columns]
    assert titles == ["Med", "Aktivitet", "2026", "2027", "Varför", "Lärdom 2026"]
    for row in range(rows.rowCount()):
        assert rows.index(row, 3).data()
        assert rows.index(row, 4).data()
    learned = [rows.index(row, 5).data() for row in range(rows.rowCount())]
    assert any(learned)


def test_only_what_differs_is_shown_when_that_is_asked_for(dialog: NextYearDialog) -> None:
    dialog.only_differing.setChecked(True)
    assert set(shown(dialog)) == {row.planned.title for row in dialog.rows if row.differs}
    assert 0 < len(shown(dialog)) < len(dialog.rows)
    dialog.only_differing.setChecked(False)
    dialog.filter_field.setText("bokslut")
    assert shown(dialog) == ["Bokslut, reflektion på föregående år"]


def test_space_and_a_click_in_the_box_leave_a_row_out(dialog: NextYearDialog, qtbot: QtBot) -> None:
    first, second = dialog.rows[0], dialog.rows[1]
    dialog.table.select(first.place)
    qtbot.keyClick(dialog.table, KEY.Key_Space)
    rect = dialog.table.visualRect(dialog.table.rows.index(1, 0))
    qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert dialog.leave_out == {first.key, second.key}
    assert dialog.table.rows.index(0, 0).data() == "Utelämnas"
    qtbot.keyClick(dialog.table, KEY.Key_Space)
    assert dialog.leave_out == {first.key}


def test_a_click_on_the_words_only_selects(dialog: NextYearDialog, qtbot: QtBot) -> None:
    rect = dialog.table.visualRect(dialog.table.rows.index(1, 1))
    qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(20, 8))
    assert dialog.leave_out == frozenset()
    assert dialog.table.current_row() is dialog.rows[1]


def test_with_nothing_ticked_nothing_can_be_planned(dialog: NextYearDialog) -> None:
    for row in dialog.rows:
        dialog.toggle(row)
    assert not dialog.ok.isEnabled()
    assert dialog.said.plain_text() == "Bocka för minst en aktivitet."


def test_what_is_not_done_in_the_coming_year_has_no_box(space: Workspace, qtbot: QtBot) -> None:
    plan: YearPlan = space.read(partial(next_year, year=YEAR))
    gone = replace(plan.rows[0], key=-1, after=None, how="Inställd 2026", differs=True, chosen=False)
    dialog = NextYearDialog(None, replace(plan, left=(gone,)), 0)
    qtbot.addWidget(dialog)
    row = dialog.rows[-1]
    dialog.toggle(row)
    assert dialog.is_in(row) is None
    assert dialog.table.rows.index(row.place, 0).data() == "Görs inte"
    assert "1 görs inte 2027" in dialog.summary.plain_text()


def test_rows_are_as_high_as_their_words_need(space: Workspace, qtbot: QtBot) -> None:
    plan: YearPlan = space.read(partial(next_year, year=YEAR))
    long: PlannedRow = replace(
        plan.rows[0], title="Ett långt namn på en aktivitet 🎉 " * 13, learning="Lär " * 90
    )
    dialog = NextYearDialog(None, replace(plan, rows=(long, *plan.rows[1:])), 0)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.table.fit_rows()
    place = next(row.place for row in dialog.rows if row.planned is long)
    heights = [dialog.table.rowHeight(row.place) for row in dialog.rows]
    assert heights[place] == max(heights)
    assert heights[place] < 110
    dialog.table.select(place)
    assert "Lär Lär" in dialog.learned.plain_text()
    assert not dialog.grab().isNull()


def test_a_narrow_dialog_says_learnings_below_the_table(dialog: NextYearDialog) -> None:
    learned = next(row for row in dialog.rows if row.learning)
    dialog.table.select(learned.place)
    dialog.resize(1160, 700)
    assert dialog.learned.plain_text() == ""
    dialog.resize(800, 500)
    assert dialog.learned.plain_text() == f"Lärdom från 2026: {learned.learning}"
    dialog.table.fit_rows()
    assert dialog.table.columnWidth(1) > 150


def test_the_year_is_made_in_one_step_without_what_was_left_out(
    space: Workspace, answering: Callable[..., None]
) -> None:
    left: list[str] = []

    def leave_first(dialog: NextYearDialog) -> None:
        left.append(dialog.rows[0].planned.title)
        dialog.toggle(dialog.rows[0])

    answering(leave_first, True)
    count = plan_next_year(space, None, YEAR)
    view = year_of(space)
    assert count == len(view.activities) > 10
    assert left[0] not in {one.title for one in view.activities}
    assert space.told_words == [f"{count} aktiviteter lades i årshjulet 2027. Ctrl+Z ångrar."]  # type: ignore[attr-defined]
    space.database.undo()
    assert year_of(space).activities == ()


def test_a_changed_mind_changes_nothing(space: Workspace, answering: Callable[..., None]) -> None:
    answering(lambda _dialog: None, False)
    assert plan_next_year(space, None, YEAR) is None
    assert year_of(space).activities == ()


def test_a_year_that_is_planned_already_is_said_to_be(
    space: Workspace, answering: Callable[..., None]
) -> None:
    answering(lambda _dialog: None, True)
    plan_next_year(space, None, YEAR)
    before = year_of(space)
    assert plan_next_year(space, None, YEAR) is None
    assert space.told_words[-1].startswith("2027 har redan alla aktiviteter från 2026.")  # type: ignore[attr-defined]
    assert year_of(space) == before


def test_a_year_that_is_partly_planned_keeps_what_it_has(
    space: Workspace, answering: Callable[..., None]
) -> None:
    answering(lambda dialog: dialog.toggle(dialog.rows[0]), True)
    there = plan_next_year(space, None, YEAR)
    said: list[str] = []
    answering(lambda dialog: said.append(dialog.summary.plain_text()), True)
    assert plan_next_year(space, None, YEAR) == 1
    assert f"2027 har redan {there} aktiviteter, som lämnas som de är." in said[0]
    assert len(year_of(space).activities) == (there or 0) + 1


def test_nothing_to_plan_from_is_a_sentence(tmp_path: Path) -> None:
    plan = YearPlan(2027, 2026, (), (), ())
    assert nothing_words(plan, 0).startswith("Det finns inga aktiviteter 2026 att planera 2027 efter")
    path = tmp_path / "heby.styr"
    create_file(path, "heby", clock=fixed_clock(TODAY), user="A", example_year=None)
    for space in _spaces(path):
        fresh: YearPlan = space.read(partial(next_year, year=YEAR))
        assert fresh.rows == ()
        assert fresh.new
