"""The year out of the window and into it: posters, pictures, calendars and workbooks."""

from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy.orm import Session

from app.models.wheel import Meeting
from app.services.exchange.calendars.content import read_calendar
from app.services.exchange.calendars.ical import calendar_bytes
from app.services.palette import LIGHT
from app.services.reports.fonts import REGULAR, register_fonts
from app.services.reports.wheel_shapes import paint_wheel
from app.services.storage import describe
from app.services.wheel import meetings
from app.services.wheel.picture.layout import lay_out
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.picture.shapes import Picture
from app.ui.parts.jobs import begun
from app.ui.wheel.painting.strokes import make_strokes, paint
from tests.services.reports.wheel_samples import USUAL
from tests.ui.wheel.conftest import CLOCK, Hands, ShownWheel, plain

_SIDE = 600


@pytest.fixture
def save_as(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Path]:
    """Answer the question where to with a name in the test's folder."""

    def answer(name: str) -> Path:
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
        return path

    return answer


def _press(shown: ShownWheel, words: str) -> None:
    actions = shown.page.export_actions()
    next(each for each in actions if each.text().startswith(words)).trigger()


def _done(qtbot: QtBot, path: Path) -> None:
    qtbot.waitUntil(lambda: path.exists() and not begun(), timeout=30_000)


def test_a_poster_is_asked_for_and_written(
    shown_wheel: ShownWheel, hands: Hands, save_as: Callable[[str], Path], qtbot: QtBot
) -> None:
    path = save_as("affisch")
    hands.will({"paper": "A2", "landscape": "Liggande", "mono": "Svartvitt"})
    _press(shown_wheel, "Affisch")
    written = path.with_suffix(".pdf")
    _done(qtbot, written)
    page = pypdfium2.PdfDocument(written.read_bytes())[0]
    assert (round(page.get_width()), round(page.get_height())) == (1684, 1191)


@pytest.mark.parametrize(
    ("kind", "suffix", "begins"),
    [("PNG, för skärm och bildspel", ".png", b"\x89PNG"), ("SVG, bara hjulet", ".svg", b"<svg")],
)
def test_a_picture_is_asked_for_and_written(
    shown_wheel: ShownWheel,
    hands: Hands,
    save_as: Callable[[str], Path],
    qtbot: QtBot,
    kind: str,
    suffix: str,
    begins: bytes,
) -> None:
    path = save_as(f"bild{suffix}")
    hands.will({"kind": kind, "paper": "A4"})
    _press(shown_wheel, "Bild")
    _done(qtbot, path)
    assert path.read_bytes().startswith(begins)


def test_a_calendar_of_one_body_and_of_each(
    shown_wheel: ShownWheel, hands: Hands, save_as: Callable[[str], Path], qtbot: QtBot, tmp_path: Path
) -> None:
    path = save_as("kf.ics")
    hands.will({"body": "Kommunfullmäktige"})
    _press(shown_wheel, "Kalenderfil")
    _done(qtbot, path)
    assert "4 aktiviteter utan angiven tid står inte i kalendern" in plain(hands.seen[0])
    assert b"CATEGORIES:Kommunfullm" in path.read_bytes()
    hands.will({"body": "En fil för varje organ"})
    _press(shown_wheel, "Kalenderfil")
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("Årshjul*.ics"))) > 3 and not begun(), timeout=30_000)


def test_a_workbook_is_written_at_once(
    shown_wheel: ShownWheel, save_as: Callable[[str], Path], qtbot: QtBot
) -> None:
    path = save_as("lista.xlsx")
    _press(shown_wheel, "Excel")
    _done(qtbot, path)
    assert path.read_bytes().startswith(b"PK")


def test_a_plan_without_meetings_is_said_to_be_empty(open_wheel: Callable[..., ShownWheel]) -> None:
    shown = open_wheel()

    def empty(session: Session) -> None:
        for row in session.query(Meeting).all():
            meetings.remove_meeting(session, meeting_id=row.id, expected_version=row.version)
        describe(session, "Tog bort alla sammanträden")

    shown.space.run(empty)
    heard: list[str] = []
    shown.space.told.connect(lambda text, _kind: heard.append(text))
    shown.page.exporting.meeting_workbook()
    shown.page.exporting.meeting_calendar()
    assert heard == [f"Sammanträdesplanen {shown.space.working_year} har inga sammanträden."] * 2


def test_giving_up_writes_nothing(shown_wheel: ShownWheel, hands: Hands, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    hands.will(None)
    _press(shown_wheel, "Affisch")
    assert set(tmp_path.iterdir()) == before


def _calendar(shown: ShownWheel, tmp_path: Path, change: Callable[[bytes], bytes]) -> Path:
    call = partial(read_calendar, year=shown.space.working_year, clock=CLOCK)
    path = tmp_path / "kalender.ics"
    path.write_bytes(change(calendar_bytes(shown.space.read(call))))
    return path


def test_a_calendar_is_shown_before_it_is_read_in(
    shown_wheel: ShownWheel, qtbot: QtBot, tmp_path: Path
) -> None:
    page = shown_wheel.page
    new = (
        b"BEGIN:VEVENT\r\nUID:ny\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20260916\r\n"
        b"SUMMARY:Budgetdag\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:trasig\r\nSUMMARY:Trasig\r\nEND:VEVENT\r\n"
    )
    path = _calendar(
        shown_wheel, tmp_path, lambda data: data.replace(b"END:VCALENDAR", new + b"END:VCALENDAR")
    )
    page.importing.read(path)
    qtbot.waitUntil(lambda: page.importing.dialog is not None, timeout=30_000)
    dialog = page.importing.dialog
    assert dialog is not None
    assert "1 ny" in plain(dialog.summary.plain_text())
    lines = [
        (row.what, row.name)
        for row in (dialog.table.rows.value(dialog.table.rows.index(at, 0)) for at in (0, 1))
    ]
    assert lines == [("Ny aktivitet", "Budgetdag"), ("Läses inte", "”Trasig”")]
    dialog.choose_body("Kommunstyrelsen")
    assert "nya" in dialog.summary.plain_text() or "1 ny" in plain(dialog.summary.plain_text())
    dialog.choose_body(None)
    dialog.apply()
    assert shown_wheel.activity("Budgetdag").when.first == date(2026, 9, 16)
    shown_wheel.space.undo()
    assert "Budgetdag" not in [one.title for one in shown_wheel.view.activities]


def test_a_file_that_is_no_calendar_is_refused_in_a_sentence(
    shown_wheel: ShownWheel, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "x.ics"
    path.write_bytes(b"%PDF-1.7")
    heard: list[str] = []
    shown_wheel.space.told.connect(lambda text, _kind: heard.append(text))
    shown_wheel.page.importing.read(path)
    qtbot.waitUntil(lambda: bool(heard), timeout=30_000)
    assert heard == [
        "x.ics är en PDF och ingen kalender. Välj en kalenderfil (.ics) eller en arbetsbok (.xlsx)."
    ]


# ---- screen and paper are one picture --------------------------------------------------------------


def _on_screen(picture: Picture) -> Image.Image:
    image = QImage(QSize(_SIDE, _SIDE), QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(*picture.middle)
    paint(painter, make_strokes(picture.shapes, LIGHT))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(BytesIO(buffer.data().data())).convert("RGB")


def _on_paper(picture: Picture) -> Image.Image:
    register_fonts()
    target = BytesIO()
    canvas = Canvas(target, pagesize=(_SIDE, _SIDE), initialFontName=REGULAR)
    paint_wheel(canvas, picture)
    canvas.save()
    document = pypdfium2.PdfDocument(target.getvalue())
    return document[0].render(scale=1).to_pil().convert("RGB")


def _apart(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures are from each other, on average of 255, when small edges are smoothed."""
    small = [each.resize((_SIDE // 6, _SIDE // 6), Image.Resampling.BOX) for each in (one, other)]
    return sum(ImageStat.Stat(ImageChops.difference(*small)).mean) / 3


@pytest.mark.parametrize("options", [WheelOptions(), WheelOptions(rings="phase", colour="status")])
def test_screen_and_paper_show_the_same_picture(qapp: object, options: WheelOptions) -> None:
    picture = lay_out(USUAL, options, width=_SIDE, height=_SIDE)
    screen, paper = _on_screen(picture), _on_paper(picture)
    other = _on_paper(lay_out(USUAL, WheelOptions(start_month=7), width=_SIDE, height=_SIDE))
    assert _apart(screen, paper) < 1.5
    assert _apart(screen, paper) < _apart(screen, other) / 3
