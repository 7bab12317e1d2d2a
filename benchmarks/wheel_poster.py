"""A poster of a year costs no more than some frames of the same year on screen, both from what was read."""

from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

from app.services.palette import LIGHT
from app.services.reports.wheel_paper import wheel_poster
from app.services.wheel.picture.layout import lay_out
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.picture.shapes import Picture
from app.services.wheel.views import WheelView
from app.ui.wheel.painting.strokes import Strokes, make_strokes, paint
from benchmarks.measuring import Goal, Result, side_by_side, timed
from benchmarks.painting import application
from benchmarks.wheel_frame import MANY, year_with

_DAY = date(2027, 5, 12)
_OPTIONS = WheelOptions()
_SIDE = 1000
GOAL = Goal(
    "a poster of the wheel",
    f"{MANY} activities as an archivable A3",
    "the same laid out and painted on screen",
    3.0,
)
PAINTED = Goal(
    "a poster beside painting alone",
    f"{MANY} activities as an archivable A3",
    "the same painted, laid out before",
)


def run(rounds: int) -> list[Result]:
    """Make posters and frames in turns."""
    application()
    view = year_with(MANY)
    strokes = make_strokes(lay_out(view, _OPTIONS, width=_SIDE, height=_SIDE).shapes, LIGHT)
    picture = lay_out(view, _OPTIONS, width=_SIDE, height=_SIDE)
    return [
        side_by_side(GOAL, lambda: _poster(view), lambda: _frame(view), rounds=rounds),
        side_by_side(
            PAINTED, lambda: _poster(view), lambda: _painted(picture, strokes), rounds=min(rounds, 5)
        ),
    ]


def _poster(view: WheelView) -> float:
    return timed(lambda: wheel_poster(view, _OPTIONS, municipality="Provkommun", day=_DAY))


def _frame(view: WheelView) -> float:
    """A frame of a year that was not shown before."""

    def show() -> None:
        picture = lay_out(view, _OPTIONS, width=_SIDE, height=_SIDE)
        _painted(picture, make_strokes(picture.shapes, LIGHT))

    return timed(show)


def _painted(picture: Picture, strokes: Strokes) -> float:
    ground = QPixmap(QSize(_SIDE, _SIDE))
    ground.fill(QColor(LIGHT.surface))
    painter = QPainter(ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(*picture.middle)
    taken = timed(lambda: paint(painter, strokes))
    painter.end()
    return taken
