"""The legend explains what the view has, in as many lines as it needs."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.wheel.picture.options import WheelOptions
from app.ui.parts.theme import theme
from app.ui.wheel.calendar_face import CalendarFace
from app.ui.wheel.legend import Legend
from tests.ui.wheel.sample_year import sample


def test_it_explains_what_there_is_and_nothing_else(qapp: QApplication, qtbot: QtBot) -> None:
    theme().install(qapp, "light")
    legend = Legend()
    qtbot.addWidget(legend)
    legend.show_view(sample(), WheelOptions())
    assert legend.words == ("Planering", "Genomförande", "Uppföljning", "Lagens gräns")
    legend.show_view(replace(sample(), legal=()), WheelOptions(colour="status"))
    assert legend.words == ("Planerad", "Pågår")
    assert legend.accessibleName() == "Förklaring: Planerad, Pågår"


def test_it_takes_more_lines_where_it_is_narrow(qapp: QApplication, qtbot: QtBot) -> None:
    theme().install(qapp, "light")
    legend = Legend()
    qtbot.addWidget(legend)
    legend.show()
    legend.resize(800, 30)
    legend.show_view(sample(), WheelOptions())
    one = legend.height()
    legend.resize(220, one)
    assert legend.height() > one
    assert not legend.grab().isNull()


def test_the_calendar_explains_squeezed_days_too(qapp: QApplication, qtbot: QtBot) -> None:
    theme().install(qapp, "light")
    face = CalendarFace()
    qtbot.addWidget(face)
    face.show_view(sample(), WheelOptions())
    assert face.legend.words[-2:] == ("Lagens gräns", "Klämdag")
