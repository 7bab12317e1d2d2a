"""Every link of Översikt leads somewhere in the whole window, with the filter that its words promise."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.ui.agreements.page import AgreementsPage
from app.ui.overview.page import OverviewPage
from app.ui.parts.links import Link, Sentence
from app.ui.shell.main_window import MainWindow
from app.ui.thread.page import GAPS, ThreadPage
from app.ui.wheel.page import WheelPage
from tests.ui.test_journey import opening


@pytest.fixture
def window(
    example_of_2027: Path, tmp_path: Path, clock: Clock, qapp: QApplication, qtbot: QtBot
) -> Iterator[MainWindow]:
    path = Path(shutil.copy(example_of_2027, tmp_path / "kommun.styr"))
    for window in opening(path, clock, qapp, qtbot):
        qtbot.waitUntil(partial(_is_read, window), timeout=5000)
        yield window


def _is_read(window: MainWindow) -> bool:
    return overview(window).complete


def overview(window: MainWindow) -> OverviewPage:
    page = window.work.open_page("overview")
    assert isinstance(page, OverviewPage)
    return page


def links(window: MainWindow) -> list[Link]:
    page = overview(window)
    labels = [label for label in page.findChildren(Sentence) if label.isVisibleTo(page)]
    return [link for label in labels for link in label.links()]


def test_a_file_opens_with_the_overview(window: MainWindow) -> None:
    assert window.work.current == "overview"
    assert window.page.inspector is None


def unfolds(link: Link) -> bool:
    """Whether a link shows more on the page itself."""
    return getattr(link.on_click, "__name__", "") == "_show_all_due"


def test_every_link_leads_to_a_page_that_knows_what_it_points_at(window: MainWindow) -> None:
    places = links(window)
    assert len(places) > 20
    for number in range(len(places)):
        window.work.messages.clear()
        if unfolds(links(window)[number]):
            continue
        links(window)[number].on_click()
        assert window.work.current != "overview", places[number].text
        assert window.work.messages.text == "", places[number].text


def test_what_is_late_is_shown_alone_in_the_wheel(window: MainWindow) -> None:
    late = len(overview(window).ahead.late)
    window.workspace.open_place("wheel_activity", "late")
    page = window.page
    assert isinstance(page, WheelPage)
    assert len(page.shown.activities) == late < len(page.view.activities)


def test_a_kind_of_gap_is_chosen_in_the_list_of_gaps(window: MainWindow) -> None:
    group = overview(window).overview.gaps.groups[-1]
    window.workspace.open_place("thread", f"gaps:{group.code}")
    page = window.page
    assert isinstance(page, ThreadPage)
    assert page.view.choice == GAPS
    assert page.gap_tree.current_row().id == group.code


def test_agreements_that_wait_are_shown_alone(window: MainWindow) -> None:
    waiting = len(overview(window).overview.waiting)
    window.workspace.open_place("agreement", "open")
    page = window.page
    assert isinstance(page, AgreementsPage)
    assert page.register.table.rows.matches == waiting


def test_a_place_without_a_row_is_the_page_itself(window: MainWindow) -> None:
    for kind, key in (("unit", "organisation"), ("node", "steering"), ("plan_version", "budget")):
        window.workspace.open_place(kind, None)
        assert window.work.current == key
        assert window.work.messages.text == ""


def test_the_line_at_the_bottom_opens_what_is_next(window: MainWindow, qtbot: QtBot) -> None:
    line = window.work.status
    qtbot.waitUntil(lambda: "Nästa" in line.text, timeout=5000)
    line._next.links()[0].on_click()
    page = window.page
    assert isinstance(page, WheelPage)
    assert page.view.activity(page.selected).next
