"""The small wheel paints its picture and tells what is where."""

from math import cos, pi, sin

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.palette import tint
from app.services.steering.modelviews import ActivityView, model_views
from app.ui.parts.theme import theme
from app.ui.wheel.small_wheel import SmallWheel, Swatch

SIDE = 400


def activity(title: str, precision: str, *months: int, phase: str | None = "planering") -> ActivityView:
    first, last = (months[0], months[-1]) if months else (None, None)
    day = 15 if precision == "dag" else None
    return ActivityView(title, "huvud", precision, first, day, last, day, None, None, None, 1, phase, ())


JUNE = activity("Budget beslutas", "manad", 6)
YEARLY = activity("Medarbetarsamtal", "okand", phase="genomforande")
DAY = activity("Kompletterande budget", "dag", 11, phase="uppfoljning")


@pytest.fixture
def wheel(qapp: QApplication, qtbot: QtBot) -> SmallWheel:
    theme().install(qapp, "light")
    made = SmallWheel((JUNE, YEARLY, DAY), SIDE)
    qtbot.addWidget(made)
    made.resize(SIDE, SIDE)
    return made


def place(wheel: SmallWheel, turn: float, radius: float) -> QPointF:
    reach = radius * wheel.radius
    return QPointF(SIDE / 2 + sin(2 * pi * turn) * reach, SIDE / 2 - cos(2 * pi * turn) * reach)


def test_what_is_pointed_at_is_what_is_drawn_there(wheel: SmallWheel) -> None:
    (arc,) = wheel.picture.arcs
    (dot,) = wheel.picture.dots
    (band,) = wheel.picture.bands
    middle = (arc.inner + arc.outer) / 2
    assert wheel.activities_at(place(wheel, arc.span.middle, middle)) == (0,)
    assert wheel.activities_at(place(wheel, dot.at, dot.radius)) == (2,)
    assert wheel.activities_at(place(wheel, 0.1, (band.inner + band.outer) / 2)) == (1,)
    assert wheel.activities_at(place(wheel, arc.span.middle + 0.3, middle)) == ()
    assert wheel.activities_at(QPointF(SIDE / 2, SIDE / 2)) == ()


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_arcs_have_the_tint_of_their_phase(wheel: SmallWheel, qapp: QApplication, appearance: str) -> None:
    theme().install(qapp, appearance)
    image = QImage(wheel.grab().toImage())
    (arc,) = wheel.picture.arcs
    # Beside the number, which stands in the middle.
    at = place(wheel, arc.span.start + 0.012, (arc.inner + arc.outer) / 2).toPoint()
    palette = theme().palette
    assert image.pixelColor(at) == QColor(tint(palette.planning, palette.surface))
    theme().install(qapp, "light")


def test_all_of_it_is_said_for_who_cannot_see_it(wheel: SmallWheel) -> None:
    assert wheel.accessibleName() == "Årshjul med 3 aktiviteter"
    assert wheel.accessibleDescription() == (
        "Budget beslutas (juni); Medarbetarsamtal (utan angiven tid); Kompletterande budget (15 november)"
    )


def test_the_carried_models_are_painted(qtbot: QtBot) -> None:
    for view in model_views():
        made = SmallWheel(view.activities, 240)
        qtbot.addWidget(made)
        assert not made.grab().isNull()


def test_a_swatch_of_what_has_no_time_is_pale(qapp: QApplication, qtbot: QtBot) -> None:
    theme().install(qapp, "light")
    dated, undated = Swatch("planering"), Swatch("planering", dated=False)
    for swatch in (dated, undated):
        qtbot.addWidget(swatch)
    middle = [swatch.grab().toImage().pixelColor(6, 10) for swatch in (dated, undated)]
    assert middle[0] == QColor(theme().palette.planning)
    assert middle[1].lightness() > middle[0].lightness()
