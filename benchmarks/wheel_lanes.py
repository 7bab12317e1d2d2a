"""Activities find their lanes quickly: thousands of them cost less than painting a few hundred."""

from collections.abc import Sequence
from random import Random

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

from app.services.palette import LIGHT
from app.services.wheel.picture.hits import hit
from app.services.wheel.picture.lanes import Stretch, arrange
from app.services.wheel.picture.layout import lay_out
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.picture.shapes import Picture
from app.ui.wheel.painting.strokes import Strokes, make_strokes, paint
from benchmarks.measuring import Goal, Result, side_by_side, timed
from benchmarks.painting import application
from benchmarks.wheel_frame import year_with

CROWD, MANY = 3_000, 300
_SIDE, _TURN, _DAY = 1000, 365 * 24, 24
_POINTS = 20
_OPTIONS = WheelOptions()


def run(rounds: int) -> list[Result]:
    """Pack, lay out and hit in turns with painting."""
    application()
    view = year_with(MANY)
    picture = lay_out(view, _OPTIONS, width=_SIDE, height=_SIDE)
    strokes = make_strokes(picture.shapes, LIGHT)
    crowd, places = _crowd(), _places()
    whole = f"a whole wheel of {MANY} painted"
    return [
        side_by_side(
            Goal("lanes of a crowded wheel", f"{CROWD} activities packed and grown", whole, 2.0),
            lambda: timed(lambda: arrange(crowd, _TURN)),
            lambda: _painted(picture, strokes),
            rounds=rounds,
        ),
        side_by_side(
            Goal("a wheel laid out", f"{MANY} activities, labels and leaders", whole),
            lambda: timed(lambda: lay_out(view, _OPTIONS, width=_SIDE, height=_SIDE)),
            lambda: _painted(picture, strokes),
            rounds=rounds,
        ),
        side_by_side(
            Goal("touching a wheel", f"{_POINTS} points found among {MANY} activities", whole, 1 / 5),
            lambda: timed(lambda: [hit(picture, x, y) for x, y in places]),
            lambda: _painted(picture, strokes),
            rounds=rounds,
        ),
    ]


def _crowd() -> list[Stretch]:
    """Days, weeks and months anywhere in the year, also over its end."""
    chance = Random(CROWD)
    starts = [chance.randrange(365) * _DAY for _ in range(CROWD)]
    return [Stretch(start, start + chance.choice((1, 1, 7, 30, 61)) * _DAY) for start in starts]


def _places() -> Sequence[tuple[float, float]]:
    chance = Random(_POINTS)
    return [(chance.uniform(0, _SIDE), chance.uniform(0, _SIDE)) for _ in range(_POINTS)]


def _painted(picture: Picture, strokes: Strokes) -> float:
    ground = QPixmap(QSize(_SIDE, _SIDE))
    ground.fill(QColor(LIGHT.surface))
    painter = QPainter(ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(*picture.middle)
    taken = timed(lambda: paint(painter, strokes))
    painter.end()
    return taken
