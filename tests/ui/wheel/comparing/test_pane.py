"""Two wheels beside each other: what is compared, what is listed, and one selection in all three."""

import shutil
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.services.clock import fixed_clock
from app.services.storage import Database
from app.services.wheel.planning import plan_year
from app.ui.shell.workspace import Workspace
from app.ui.wheel.comparing import sources
from app.ui.wheel.comparing.dialog import CompareDialog
from app.ui.wheel.comparing.pane import WheelComparing
from app.ui.wheel.comparing.rows import ALL, DIFFERING, FIRST, SECOND
from tests.conftest import TODAY


@pytest.fixture
def space(tmp_path: Path, example_of_2027: Path) -> Iterator[Workspace]:
    path, clock = tmp_path / "kommun.styr", fixed_clock(TODAY)
    shutil.copy(example_of_2027, path)
    database = Database.open(path, clock=clock, user="A")
    made = Workspace(database, clock)
    yield made
    made.close()
    database.close()


@pytest.fixture
def pane(space: Workspace, qtbot: QtBot) -> WheelComparing:
    space.run(partial(plan_year, year=2027))
    made = WheelComparing(space)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    return made


def listed(pane: WheelComparing) -> list[str]:
    assert pane.table is not None
    return [row.compared.how for row in map(pane.table.rows.value, _indexes(pane))]


def _indexes(pane: WheelComparing) -> list[object]:
    assert pane.table is not None
    return [pane.table.rows.index(row, 0) for row in range(pane.table.rows.rowCount())]


def show(pane: WheelComparing, key: str) -> None:
    pane.shown.setCurrentIndex(pane.shown.findData(key))


def test_the_working_year_and_the_next_are_compared_first(pane: WheelComparing) -> None:
    assert (pane.first.currentText(), pane.second.currentText()) == ("2026", "2027")
    assert pane.left.view is not None
    assert pane.right.view is not None
    assert (pane.left.view.year, pane.right.view.year) == (2026, 2027)
    assert pane.summary.plain_text().startswith("2026 har ")


def test_a_choice_in_one_wheel_is_marked_in_the_other_and_in_the_list(pane: WheelComparing) -> None:
    row = next(one for one in pane.rows if one.first is not None and one.second is not None)
    pane.left.choose(row.first)
    assert pane.right.chosen == row.second
    assert pane.table is not None
    assert pane.table.current_row() == row
    other = next(one for one in pane.rows if one.second is not None and one is not row)
    pane.right.choose(other.second)
    assert (pane.left.chosen, pane.table.current_row()) == (other.first, other)


def test_a_row_is_marked_in_both_wheels(pane: WheelComparing) -> None:
    row = pane.rows[1]
    assert pane.table is not None
    pane.table.select(row.place)
    assert (pane.left.chosen, pane.right.chosen) == (row.first, row.second)


def test_the_list_shows_all_what_differs_or_what_one_has(pane: WheelComparing) -> None:
    pane.compare(sources.MODELS, "norberg", "fagersta")
    whole = listed(pane)
    show(pane, DIFFERING)
    assert listed(pane) == [how for how in whole if how != "same"]
    show(pane, FIRST)
    assert set(listed(pane)) == {"first"}
    show(pane, SECOND)
    assert set(listed(pane)) == {"second"}
    show(pane, ALL)
    pane.filter_field.setText("finns inte alls")
    assert listed(pane) == []


def test_the_same_model_twice_has_no_differences(pane: WheelComparing) -> None:
    pane.compare(sources.MODELS, "heby", "heby")
    assert set(listed(pane)) == {"same"}
    assert "bara i" not in pane.summary.plain_text()


def test_the_own_model_stands_first_among_the_models(pane: WheelComparing) -> None:
    pane.compare(sources.MODELS, sources.OWN, "ljusnarsberg")
    assert pane.first.itemText(0) == "Filens modell (Ljusnarsberg)"
    assert pane.first.count() == 11
    assert set(listed(pane)) == {"same"}


def test_differences_are_said_in_words(pane: WheelComparing) -> None:
    assert pane.table is not None
    show(pane, DIFFERING)
    words = [pane.table.rows.index(row, 3).data() for row in range(pane.table.rows.rowCount())]
    assert words
    assert all("→" in text or text.startswith("Bara i") for text in words)


def test_zoom_comes_as_near_in_both_years(pane: WheelComparing) -> None:
    pane.left.zoom_wanted.emit((date(2026, 2, 1), date(2026, 2, 28)))
    assert pane.left.options is not None
    assert pane.right.options is not None
    assert pane.right.options.zoom == (date(2027, 2, 1), date(2027, 2, 28))
    pane.right.zoom_wanted.emit(None)
    assert pane.left.options.zoom is None


def test_a_low_window_shows_wheels_or_list(pane: WheelComparing) -> None:
    assert pane.left.isVisible()
    assert pane.shown.isVisible()
    assert not pane.part.isVisible()
    pane.resize(820, 480)
    assert pane.left.isVisible()
    assert not pane.shown.isVisible()
    pane.part.choose("list")
    pane.part.chosen.emit("list")
    assert not pane.left.isVisible()
    assert pane.shown.isVisible()


def test_a_file_with_one_year_compares_models(space: Workspace, qtbot: QtBot) -> None:
    pane = WheelComparing(space)
    qtbot.addWidget(pane)
    assert pane.mode.choice == sources.MODELS
    assert not pane.mode.isEnabled()
    assert pane.comparison is not None
    assert pane.rows


def test_all_ten_models_can_be_compared_with_the_own(pane: WheelComparing) -> None:
    pane.compare(sources.MODELS, sources.OWN, "heby")
    for place in range(1, pane.second.count()):
        pane.second.setCurrentIndex(place)
        assert pane.comparison is not None
        assert pane.comparison.second.activities
        assert not pane.right.grab().isNull()


def test_everything_that_takes_focus_has_a_name(space: Workspace, qtbot: QtBot) -> None:
    dialog = CompareDialog(space)
    qtbot.addWidget(dialog)
    dialog.show()
    for widget in dialog.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            assert widget.accessibleName() or text
