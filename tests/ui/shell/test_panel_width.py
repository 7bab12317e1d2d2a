"""The panel is as wide as the page asks for, each width is kept by itself, and most pages' is remembered."""

import pytest

from app.ui.shell.main_window import MainWindow
from app.ui.shell.work_area import INSPECTOR_WIDTH, WorkArea
from tests.ui.shell.conftest import PlainPage

_WIDE = 404


@pytest.fixture
def area(working: MainWindow) -> WorkArea:
    working.resize(1440, 900)
    assert working.work is not None
    working.work.open_page("steering")
    page = working.work.open_page("wheel")
    assert isinstance(page, PlainPage)
    page.details_width = _WIDE
    working.work.open_page("steering")
    return working.work


def test_a_page_that_asks_for_more_gets_it_and_gives_it_back(area: WorkArea) -> None:
    assert area.splitter.sizes()[2] == INSPECTOR_WIDTH
    area.open_page("wheel")
    assert area.splitter.sizes()[2] == _WIDE
    area.open_page("steering")
    assert area.splitter.sizes()[2] == INSPECTOR_WIDTH


def test_a_width_that_is_dragged_is_kept_for_its_pages(area: WorkArea) -> None:
    area.open_page("wheel")
    left, middle, right = area.splitter.sizes()
    area.splitter.setSizes([left, middle - 60, right + 60])
    assert area.widths[2] == INSPECTOR_WIDTH
    area.open_page("steering")
    area.open_page("wheel")
    assert area.splitter.sizes()[2] == _WIDE + 60


def test_a_folded_panel_stays_folded(area: WorkArea) -> None:
    left, middle, right = area.splitter.sizes()
    area.splitter.setSizes([left, middle + right, 0])
    area.open_page("wheel")
    assert area.splitter.sizes()[2] == 0
