"""A whole wheel costs hardly more than Qt's own replay of it, and what moves over it nearly nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from random import Random

from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPicture, QPixmap
from PySide6.QtWidgets import QApplication

from app.services.palette import LIGHT
from app.services.wheel.picture.layout import lay_out
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.picture.shapes import Picture
from app.services.wheel.times import day_timing, month_timing, when_of
from app.services.wheel.views import Activity, WheelRow, WheelView
from app.ui.wheel.painting.frame import Frame
from app.ui.wheel.painting.strokes import Strokes, make_strokes, paint, recorded
from app.ui.wheel.wheel_face import WheelFace
from benchmarks.measuring import Goal, Result, side_by_side, timed
from benchmarks.painting import application

FEW, MANY = 30, 300
_YEAR, _SIDE = 2027, 1000
_PHASES = ("planering", "genomforande", "uppfoljning")
_HOVERS = 20
_EXACT = 0.6
_OPTIONS = WheelOptions()


@dataclass(frozen=True, slots=True)
class _Wheel:
    """A wheel on a shown widget, and the places of two of its activities."""

    face: WheelFace
    places: tuple[QPointF, QPointF]


def run(rounds: int) -> list[Result]:
    """Paint wheels in turns."""
    application()
    picture = lay_out(year_with(MANY), _OPTIONS, width=_SIDE, height=_SIDE)
    strokes = make_strokes(picture.shapes, LIGHT)
    replay = recorded(strokes)
    few, many = _shown(FEW), _shown(MANY)
    try:
        return [
            side_by_side(
                Goal("a whole wheel", f"{MANY} activities painted", "QPicture replay of the same", 1.3),
                lambda: _whole(picture, strokes),
                lambda: _replayed(picture, replay),
                rounds=rounds,
            ),
            side_by_side(
                Goal("a hover over a wheel", f"hover frame, {MANY} activities", "the whole wheel", 1 / 50),
                lambda: _hover(many),
                lambda: _whole(picture, strokes),
                rounds=rounds,
            ),
            side_by_side(
                Goal("a hover over a full wheel", f"hover frame, {MANY}", f"{FEW} activities", 2.0),
                lambda: _hover(many),
                lambda: _hover(few),
                rounds=rounds,
            ),
            side_by_side(
                Goal("a wheel made ready", "shapes to strokes", "the whole wheel painted"),
                lambda: timed(lambda: Frame(picture, LIGHT)),
                lambda: _whole(picture, strokes),
                rounds=rounds,
            ),
        ]
    finally:
        _drop(few, many)


def year_with(count: int) -> WheelView:
    """A year with so many activities, days and months by turns, spread over rings and phases."""
    activities = tuple(_activity(number) for number in range(count))
    wheels = (WheelRow(1, "huvud", "Årshjul", 1),)
    return WheelView(_YEAR, date(_YEAR, 5, 12), "Provkommun", wheels, activities, (), (), (_YEAR,))


def _activity(number: int) -> Activity:
    chance = Random(number)
    start = date(_YEAR, 1, 1) + timedelta(days=chance.randrange(340))
    days = day_timing(start, start + timedelta(days=chance.choice((0, 0, 1, 6, 13))))
    timing = days if chance.random() < _EXACT else month_timing(_YEAR, start.month)
    offset = chance.randrange(3) - 1
    return Activity(
        key=number + 1, version=1, wheel=1, year=_YEAR, position=number, number=number + 1, form="activity",
        title=f"Nämnden behandlar underlag {number + 1}", short=f"Underlag {number + 1}",
        when=when_of(timing, _YEAR), concerns=_YEAR + offset, offset=offset,
        phase=chance.choice(_PHASES), status="planned", said="planned",
    )  # fmt: skip


def _whole(picture: Picture, strokes: Strokes) -> float:
    return _painted(picture, lambda painter: paint(painter, strokes))


def _replayed(picture: Picture, replay: QPicture) -> float:
    return _painted(picture, lambda painter: painter.drawPicture(0, 0, replay))


def _painted(picture: Picture, work: Callable[[QPainter], object]) -> float:
    ground = QPixmap(QSize(_SIDE, _SIDE))
    ground.fill(QColor(LIGHT.surface))
    painter = QPainter(ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(*picture.middle)
    taken = timed(lambda: work(painter))
    painter.end()
    return taken


def _shown(count: int) -> _Wheel:
    face = WheelFace()
    face.resize(_SIDE, _SIDE)
    face.show_view(year_with(count), _OPTIONS)
    face.show()
    QApplication.processEvents()
    found: dict[int, QPointF] = {}
    for one in face.view.activities if face.view else ():
        place = QPointF(face.place_of(one.key))
        key = face.key_at(place)
        if key is not None:
            found.setdefault(key, place)
    first, *_, last = found.values()
    return _Wheel(face, (first, last))


def _hover(wheel: _Wheel) -> float:
    """The pointer goes from one activity to another and back: what a frame costs, found and painted."""
    places = cycle(wheel.places)
    painted = wheel.face.frame.painted if wheel.face.frame else 0

    def go() -> None:
        for _ in range(_HOVERS):
            wheel.face.hover(wheel.face.key_at(next(places)))
            QApplication.sendPostedEvents(wheel.face, QEvent.Type.UpdateRequest)
            QApplication.processEvents()

    taken = timed(go) / _HOVERS
    if wheel.face.hovered is None or wheel.face.frame is None or wheel.face.frame.painted != painted:
        raise RuntimeError("nothing was hovered over, or the whole wheel was painted")
    return taken


def _drop(*wheels: _Wheel) -> None:
    for wheel in wheels:
        wheel.face.hide()
        wheel.face.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
