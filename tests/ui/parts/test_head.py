"""The head of a page: nothing is cut however narrow it is, and what is hidden takes no room."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.parts.buttons import SegmentedControl, primary_button, quiet_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.fields import FilterField
from app.ui.parts.head import PageHead
from app.ui.parts.theme import FIELD_HEIGHT, PAGE_MARGIN


@pytest.fixture
def head(qtbot: QtBot) -> PageHead:
    head = PageHead()
    qtbot.addWidget(head)
    head.show_title("Organisation", ("49 enheter, 25 utförare i modellen, 5 som den inte gäller än",))
    version = ComboButton("Jämför med")
    version.set_choices([(1, "Preliminär, juni")], 1)
    for action in (
        SegmentedControl((("a", "Enheter"), ("b", "Kommunen")), name="Visa"),
        FilterField(),
        primary_button("Lägg till enhet", "plus"),
    ):
        head.add_action(action)
    for tool in (version, None, quiet_button("Registrera beslut…", "lock"), quiet_button("Mer")):
        head.add_tool(tool)
    head.show()
    return head


def shown(head: PageHead) -> list[QWidget]:
    kinds = (SegmentedControl, FilterField, ComboButton, QPushButton)
    found = [w for kind in kinds for w in head.findChildren(kind) if w.parentWidget() is head]
    return [w for w in dict.fromkeys(found) if w.isVisible()]


def laid_out(head: PageHead, width: int) -> None:
    head.resize(width, head.layout().totalHeightForWidth(width))
    for _ in range(3):
        QApplication.processEvents()
    head.resize(width, head.layout().totalHeightForWidth(width))
    QApplication.processEvents()


@pytest.mark.parametrize("width", [480, 560, 700, 912, 1400])
def test_nothing_is_cut_and_nothing_overlaps(head: PageHead, width: int) -> None:
    laid_out(head, width)
    widgets = shown(head)
    assert len(widgets) == 6
    for widget in widgets:
        assert widget.width() >= max(widget.minimumWidth(), widget.minimumSizeHint().width())
        assert widget.height() == FIELD_HEIGHT
        assert PAGE_MARGIN <= widget.x() <= width - PAGE_MARGIN - widget.width()
    places = sorted((w.y(), w.x(), w.width()) for w in widgets)
    for (above, left, wide), (below, right, _) in pairwise(places):
        assert right >= left + wide or below >= above + FIELD_HEIGHT


def test_a_wide_head_has_its_actions_beside_the_title(head: PageHead) -> None:
    laid_out(head, 1400)
    title = head.title.mapTo(head, QPoint()).y()
    assert {w.y() for w in shown(head)[:2]} == {title}


def test_a_narrow_head_keeps_as_much_beside_the_title_as_leaves_the_rest_room(head: PageHead) -> None:
    laid_out(head, 480)
    tabs, field = shown(head)[:2]
    assert tabs.y() < head.state.y() < field.y()


def test_hidden_widgets_take_no_room(head: PageHead) -> None:
    bare = PageHead()
    bare.show_title("Budget", ("Ingen budget än",))
    head.show_title("Budget", ("Ingen budget än",))
    for widget in shown(head):
        widget.hide()
    QApplication.processEvents()
    assert head.layout().totalHeightForWidth(900) == bare.layout().totalHeightForWidth(900)
    bare.deleteLater()


def test_a_widget_that_is_shown_later_gets_its_place(head: PageHead) -> None:
    field = head.findChild(FilterField)
    assert field is not None
    laid_out(head, 480)
    field.hide()
    laid_out(head, 480)
    field.show()
    laid_out(head, 480)
    assert field.isVisible()
    assert field.width() >= field.minimumWidth()
