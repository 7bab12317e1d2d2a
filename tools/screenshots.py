"""Makes the pictures of README and handbook: the example on a fixed day, each page light and dark."""

import argparse
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

# Before PySide6 is imported by anyone.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("PYSIDE6_OPTION_PYTHON_ENUM", "0x11")

from papers import take_checking, take_printing
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QEventLoop, QIODevice, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QTabBar, QTableView, QWidget
from scenes import SCENES, UNIT, Scene

from app.services.clock import Clock, fixed_clock
from app.services.paths import SETTINGS_VARIABLE

TODAY = date(2026, 11, 12)
USER = "Ekonomichef"
WINDOW = QSize(1440, 900)
PAPER_WIDTH = 1000
PICTURES = Path(__file__).resolve().parents[1] / "docs" / "bilder"
ONE_MODEL, THREE_MODELS = "valja-styrmodell", "jamfora-styrmodeller"
_PATIENCE_MS = 20_000
_STEP_MS = 50


def main() -> None:
    """Make all pictures, or those whose names are given."""
    parser = argparse.ArgumentParser(description="Gör bilderna i docs/bilder.")
    parser.add_argument("names", nargs="*", help="bara dessa bilder")
    parser.add_argument("--out", type=Path, default=PICTURES)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)

    def wanted(name: str) -> bool:
        return not given.names or name in given.names

    with tempfile.TemporaryDirectory() as folder, settings_in(Path(folder) / "settings"):
        take_all(Path(folder), given.out, wanted)


def take_all(folder: Path, out: Path, wanted: Callable[[str], bool]) -> None:
    """Start the program once and take every wanted picture."""
    from app.services.charts import library
    from app.services.exchange.newfile import create_file
    from app.ui.parts.theme import theme
    from app.ui.shell.application import make_application
    from app.ui.shell.crash import log_qt_messages
    from app.ui.shell.files import FileController
    from app.ui.shell.main_window import MainWindow
    from app.ui.shell.preferences import Preferences

    library.load()  # otherwise charts stand in words until it has been loaded on a thread
    clock = fixed_clock(TODAY)
    file = folder / "Ljusnarsberg.styr"
    create_file(file, "ljusnarsberg", clock=clock, user=USER, example_year=TODAY.year + 1)
    app = make_application()
    logging.getLogger("qt").setLevel(logging.ERROR)  # the screenless plugin warns at every window
    log_qt_messages()
    theme().install(app, "light")
    window = MainWindow(Preferences())
    window.resize(WINDOW)
    window.show()
    files = FileController(window, window.preferences, clock)
    files.show_start()
    if wanted("start"):
        window.start.show_recent([Path("Dokument", name) for name in ("Ljusnarsberg.styr", "Prov 2027.styr")])
        take(window, out / "start")
    take_choice(window, out, wanted)
    files.open_path(file)
    for scene in SCENES:
        if wanted(scene.name):
            arrange(window, scene)
            take(window, out / scene.name)
    take_others(window, file, clock, out, wanted)
    files.close_file()


def take_others(window: Any, files: Path, clock: Clock, out: Path, wanted: Callable[[str], bool]) -> None:
    """Save dialogs and papers."""
    if wanted("fordela"):
        take_spreading(window, out / "fordela")
    if wanted("nasta-ar"):
        take_next_year(window, out / "nasta-ar")
    if wanted("arshjul-affisch"):
        take_poster(window.workspace, out / "arshjul-affisch.png")
    key = window.workspace.read(partial(agreement_of, unit=UNIT))
    if wanted("skriv-ut"):
        other = window.workspace.read(partial(agreement_of, unit="Förskola Kopparberg"))
        take_printing(window, (key, other), take, out / "skriv-ut")
    if wanted("kontrollera-utskrift"):
        file = files.parent / "Uppdragshandling 2027–2029 Hemtjänst Kopparberg.pdf"
        take_checking(window, key, clock, file, take, out / "kontrollera-utskrift")
    if wanted("uppdragshandling"):
        take_paper(window.workspace, clock, out / "uppdragshandling.png")


def take_choice(window: Any, out: Path, wanted: Callable[[str], bool]) -> None:
    """Save the choice of steering model: one model drawn, and three side by side."""
    from app.services.steering.modelviews import model_views
    from app.ui.shell.choosing.dialog import NewFileDialog

    if not wanted(ONE_MODEL) and not wanted(THREE_MODELS):
        return
    dialog = NewFileDialog(window, model_views(), TODAY.year + 1)
    dialog.show()
    dialog.list.go_to("ljusnarsberg")
    if wanted(ONE_MODEL):
        take(dialog, out / ONE_MODEL)
    if wanted(THREE_MODELS):
        dialog.compare(("heby", "ljusnarsberg", "vansbro"))
        take(dialog, out / THREE_MODELS)
    dialog.close()
    dialog.deleteLater()


@contextmanager
def settings_in(folder: Path) -> Iterator[None]:
    """Keep the settings of whoever makes the pictures out of them."""
    os.environ[SETTINGS_VARIABLE] = str(folder)
    yield


def arrange(window: Any, scene: Scene) -> None:
    """Show the page with its row selected."""
    page = window.work.open_page(scene.page)
    settle_down(window)
    if hasattr(page, "show_context"):
        unit = window.workspace.read(partial(find_row, kind="unit", words=scene.unit)) if scene.unit else None
        page.show_context(replace(page.context, unit_id=unit))
    for tab in filter(None, (scene.tab, scene.then)):
        choose_tab(window, tab)
        settle_down(window)
    if scene.place is not None:
        kind, words = scene.place
        named = kind == "model_part"  # goes by its place in the model, which the search does not know
        table = {"goal": "node", "agreement_text": "agreement"}.get(kind, kind)
        key = words if named else window.workspace.read(partial(find_row, kind=table, words=words))
        if not page.show_place(kind, key):
            sys.exit(f"{scene.name}: {words} finns inte på sidan")
    for view in page.findChildren(QAbstractItemView):
        if view.isVisible():
            view.setFocus(Qt.FocusReason.OtherFocusReason)
            break
    if scene.row:
        choose_row(page, scene.row)
    if scene.heading:
        go_to_column(page, scene.heading)
    if scene.paper:
        wait_for_paper(page)
    settle_down(window)


def go_to_column(page: QWidget, heading: str) -> None:
    """Make the cell under a heading current in the row that is current."""
    for grid in page.findChildren(QTableView):
        model, place = grid.model(), grid.currentIndex()
        for column in range(model.columnCount() if place.isValid() else 0):
            if model.headerData(column, Qt.Orientation.Horizontal) == heading:
                grid.setCurrentIndex(place.siblingAtColumn(column))
                return
    sys.exit(f"Kolumnen {heading} finns inte")


def choose_row(page: QWidget, words: str) -> None:
    """Make the row current that begins with some words, on the tab that is shown."""
    how = Qt.MatchFlag.MatchRecursive | Qt.MatchFlag.MatchExactly
    for view in page.findChildren(QAbstractItemView):
        model = view.model()
        if view.isVisible() and model is not None and model.rowCount():
            found = model.match(model.index(0, 0), int(Qt.ItemDataRole.DisplayRole), words, 1, how)
            if found:
                view.setCurrentIndex(found[0])
                return
    sys.exit(f"Raden {words} finns inte")


def wait_for_paper(page: QWidget) -> None:
    """Wait until the preview that is shown has its pages."""
    for _ in range(0, _PATIENCE_MS, _STEP_MS):
        if any(paper.isVisible() and paper.document().pageCount() for paper in page.findChildren(QPdfView)):
            return
        wait(_STEP_MS)
    sys.exit("Förhandsvisningen blev inte klar")


def find_row(session: Any, *, kind: str, words: str) -> int:
    """The key of the first row of a table that the search finds."""
    from app.services.storage import search

    hits = [hit.id for hit in search.search(session, words) if hit.kind == kind]
    if kind == "agreement":
        return agreement_of(session, words)
    if not hits:
        sys.exit(f"{words} finns inte i exemplet")
    return int(hits[0])


def agreement_of(session: Any, unit: str) -> int:
    """The agreement of a unit in the example."""
    from sqlalchemy import select

    from app.models.agreements import Agreement
    from app.models.organisation import Unit

    found = select(Agreement.id).join(Unit, Unit.id == Agreement.unit_id).where(Unit.name == unit)
    return int(session.scalars(found).one())


def choose_tab(window: QWidget, text: str) -> None:
    """Show the tab with a title, on the page or among the details."""
    for bar in window.findChildren(QTabBar):
        for place in range(bar.count()):
            if bar.isVisible() and bar.tabText(place) == text:
                bar.setCurrentIndex(place)
                return
    from app.ui.parts.buttons import SegmentedControl

    for control in window.findChildren(SegmentedControl):
        for button in control.findChildren(QWidget):
            if button.isVisible() and getattr(button, "text", lambda: "")() == text:
                button.click()
                return
    sys.exit(f"Fliken {text} finns inte")


def wait(milliseconds: int) -> None:
    """Let the window and its jobs work; QTest's wait would hold the other threads."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def settle_down(window: Any) -> None:
    """Wait until nothing is worked on and everything is painted."""
    workspace = getattr(window, "workspace", None)
    for _ in range(0, _PATIENCE_MS, _STEP_MS):
        wait(_STEP_MS)
        if workspace is None or workspace.jobs.current is None:
            break
    for _ in range(10):
        wait(_STEP_MS)
    QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))


def take(window: Any, path: Path) -> None:
    """Save what the window shows, light and dark."""
    from app.ui.parts.theme import theme

    for appearance, suffix in (("light", ""), ("dark", "-dark")):
        theme().set_appearance(appearance)
        settle_down(window)
        image = QImage(window.size(), QImage.Format.Format_RGB32)
        window.render(image, QPoint())
        save(image, path.with_name(f"{path.name}{suffix}.png"))
    theme().set_appearance("light")


def take_spreading(window: Any, path: Path) -> None:
    """Save the dialog that spreads an amount over the units of an administration, light and dark."""
    from app.ui.parts.theme import theme

    page = window.work.open_page("budget")
    choose_tab(window, "Ramar")
    settle_down(window)
    choose_row(page, "Bildning")
    go_to_column(page, "Prio.")

    def picture(to: Path) -> None:
        dialog = QApplication.activeModalWidget()
        dialog.findChild(QLineEdit).setText("1 500")
        wait(10 * _STEP_MS)
        save(dialog.grab().toImage(), to)
        dialog.reject()

    for appearance, suffix in (("light", ""), ("dark", "-dark")):
        theme().set_appearance(appearance)
        QTimer.singleShot(10 * _STEP_MS, partial(picture, path.with_name(f"{path.name}{suffix}.png")))
        page.frames.cells.spread()
    theme().set_appearance("light")


def take_paper(workspace: Any, clock: Clock, path: Path) -> None:
    """Save the first page of the paper that the example's unit signs."""
    from app.services.agreements.builder import build_document
    from app.services.reports.uppdragshandling import render

    key = workspace.read(partial(agreement_of, unit=UNIT))
    document = workspace.read(partial(build_document, agreement_id=key, clock=clock))
    content = render(document)
    save_page(getattr(content, "content", content), path)


def take_poster(workspace: Any, path: Path) -> None:
    """Save the wheel's poster."""
    from app.services.reports.wheel_paper import wheel_poster
    from app.services.wheel.picture.options import WheelOptions
    from app.services.wheel.reading import wheel_view

    view = workspace.read(partial(wheel_view, year=TODAY.year, today=TODAY))
    save_page(wheel_poster(view, WheelOptions(), municipality=view.municipality, day=TODAY), path)


def take_next_year(window: Any, path: Path) -> None:
    """Save the preview of the coming year, light and dark."""
    from app.services.wheel.planning import next_year
    from app.ui.wheel.next_year.dialog import NextYearDialog

    plan = window.workspace.read(partial(next_year, year=TODAY.year + 1))
    dialog = NextYearDialog(window, plan, 0)
    dialog.show()
    take(dialog, path)
    dialog.close()
    dialog.deleteLater()


def save_page(content: bytes, path: Path) -> None:
    """Save the first page of a PDF as a picture with an edge."""
    device = QBuffer()
    device.setData(QByteArray(content))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    pdf = QPdfDocument()
    pdf.load(device)
    points = pdf.pagePointSize(0)
    size = QSize(PAPER_WIDTH, round(PAPER_WIDTH * points.height() / points.width()))
    page = QImage(size, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    with_edge = QPainter(page)
    with_edge.drawImage(0, 0, pdf.render(0, size))
    with_edge.setPen(QColor("#D7DEE2"))
    with_edge.drawRect(page.rect().adjusted(0, 0, -1, -1))
    with_edge.end()
    save(page, path)
    pdf.close()


def save(image: QImage, path: Path) -> None:
    """Write a picture with 256 colours; few pixels of a strong colour count as much as many greys."""
    from PIL import Image

    image = image.convertToFormat(QImage.Format.Format_RGB888)
    size = (image.width(), image.height())
    raw = Image.frombuffer("RGB", size, bytes(image.constBits()), "raw", "RGB", image.bytesPerLine(), 1)
    counted = raw.getcolors(size[0] * size[1])
    counted.sort(key=lambda found: found[0] * (1 + max(found[1]) - min(found[1])), reverse=True)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _count, colour in counted[:256] for part in colour])
    raw.quantize(palette=palette, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.name}  {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
