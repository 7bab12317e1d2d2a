"""A chart in the window: drawn once, when it is seen, and taken along as picture, file and table."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.services.charts import library
from app.services.charts.sheet import Caption
from app.services.charts.waterfall import Step, Waterfall
from app.ui.parts import chart as charts
from app.ui.parts import chart_table, theme
from app.ui.parts.chart import CaptionedChart, ChartView, fill_menu, gallery
from app.ui.parts.chart_table import TableDialog
from tests.ui.pages import _look

__all__ = ["_look"]


def waterfall(last: int) -> Waterfall:
    steps = (Step("Ram 2026", 100, "100", True), Step("Volym", last - 100, f"{last - 100:+}"))
    return Waterfall(
        (*steps, Step("Ram 2027", last, str(last), True)), Caption("Volymen/hela: ökar", "Tkr.", "Källa")
    )


@pytest.fixture
def shown(qtbot: QtBot, request: pytest.FixtureRequest) -> ChartView:
    library.load()
    view = ChartView(waterfall(hash(request.node.name) % 10_000 + 200))
    qtbot.addWidget(view)
    view.resize(280, view.sizeHint().height())
    view.show()
    return view


def drawn_by(qtbot: QtBot, count: int) -> int:
    """Wait until so many have been drawn in all, and a little more."""
    qtbot.waitUntil(lambda: gallery().drawn >= count)
    qtbot.wait(60)
    return gallery().drawn


def test_equal_values_are_drawn_once_and_others_anew(shown: ChartView, qtbot: QtBot) -> None:
    before = gallery().drawn
    assert drawn_by(qtbot, before + 1) == before + 1
    first = shown.chart
    shown.show_chart(Waterfall(first.steps, first.caption))  # type: ignore[attr-defined]
    qtbot.wait(60)
    assert gallery().drawn == before + 1
    shown.show_chart(waterfall(17))
    assert drawn_by(qtbot, before + 2) == before + 2
    shown.show_chart(first)
    qtbot.wait(60)
    assert gallery().drawn == before + 2


def test_the_picture_follows_the_look_and_is_sharp(
    shown: ChartView, qtbot: QtBot, qapp: QApplication
) -> None:
    before = gallery().drawn
    drawn_by(qtbot, before + 1)
    light = shown.grab().toImage().pixelColor(150, 2)
    assert light.name().upper() == theme.theme().palette.surface
    theme.theme().install(qapp, "dark")
    drawn_by(qtbot, before + 2)
    assert (
        shown.grab().toImage().pixelColor(150, 2).name().upper()
        == theme.theme().palette.surface
        != light.name()
    )
    sharp = charts.picture(shown.chart, shown._sheet(), 2.0)
    assert (sharp.width(), sharp.devicePixelRatio()) == (560, 2.0)


def test_what_cannot_be_seen_is_not_drawn(qtbot: QtBot) -> None:
    library.load()
    area, body = QScrollArea(), QWidget()
    column = QVBoxLayout(body)
    column.addSpacing(900)
    view = ChartView(waterfall(31_000))
    column.addWidget(view)
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.resize(320, 200)
    qtbot.addWidget(area)
    before = gallery().drawn
    area.show()
    qtbot.wait(80)
    assert gallery().drawn == before
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert drawn_by(qtbot, before + 1) == before + 1


def test_the_library_is_loaded_on_a_thread_of_its_own(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    ready, threads = threading.Event(), []

    def load() -> None:
        threads.append(threading.current_thread())
        ready.set()

    monkeypatch.setattr(charts, "load", load)
    monkeypatch.setattr(charts, "is_loaded", ready.is_set)
    view = ChartView(waterfall(41_000))
    qtbot.addWidget(view)
    view.resize(280, 100)
    before = gallery().drawn
    view.show()
    assert drawn_by(qtbot, before + 1) == before + 1
    assert threads
    assert threads[0] is not threading.main_thread()


def test_a_chart_says_itself_in_words(shown: ChartView) -> None:
    assert shown.accessibleName() == "Volymen/hela: ökar"
    assert shown.accessibleDescription().startswith("Ram 2026 100; Volym +")
    assert shown.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_the_picture_is_copied_with_its_captions(shown: ChartView, qtbot: QtBot) -> None:
    shown.setFocus()
    qtbot.keyClick(shown, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    image = QGuiApplication.clipboard().image()
    assert image.width() == 2 * (280 + 2 * 12)  # twice the points, with margins
    assert image.height() > 2 * shown.chart.height


@pytest.mark.parametrize(("kind", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_the_chart_is_saved(
    shown: ChartView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, begins: bytes
) -> None:
    asked: list[str] = []

    def ask(_parent: QWidget, _title: str, suggested: str, words: str) -> tuple[str, str]:
        asked.append(Path(suggested).name)
        return str(tmp_path / "bild"), words

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    menu = QMenu()
    fill_menu(menu, shown)
    next(action for action in menu.actions() if action.text() == f"Spara som {kind.upper()}…").trigger()
    assert asked == [f"Volymen-hela- ökar.{kind}"]
    assert (tmp_path / f"bild.{kind}").read_bytes().startswith(begins)


def test_a_file_that_cannot_be_written_is_told_of(
    shown: ChartView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(charts, "show_error", lambda _parent, title, text: told.append(f"{title} {text}"))
    shown.write(tmp_path / "finns inte" / "bild.png", "png")
    assert told[0].startswith("Diagrammet sparades inte ")
    assert "bild.png" in told[0]


def test_the_values_are_shown_as_a_table_to_copy(
    shown: ChartView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[TableDialog] = []
    monkeypatch.setattr(TableDialog, "exec", lambda window: made.append(window))
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    (window,) = made
    window._copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Del", "Belopp"]
    assert lines[1].startswith("Ram 2026\t100")
    assert len(lines) == 4
    assert isinstance(window, QDialog)
    assert chart_table.TableDialog is TableDialog
    window.close()


def test_captions_stand_around_the_chart_and_its_menu_shows_under_the_mouse(qtbot: QtBot) -> None:
    whole = CaptionedChart(waterfall(200), rule=True)
    qtbot.addWidget(whole)
    whole.resize(280, 300)
    whole.show()
    assert {"Volymen/hela: ökar"} == {whole._title.text()}
    assert whole._note.plain_text() == "Tkr."
    assert whole._source.plain_text() == "Källa"
    texts = [action.text() for action in whole._more.menu().actions() if action.text()]
    assert texts == ["Kopiera bild", "Spara som PNG…", "Spara som SVG…", "Spara som PDF…", "Visa som tabell"]
    assert whole._more.isHidden()
    whole.show_chart(Waterfall(waterfall(200).steps))
    assert whole._note.isHidden()
