"""Pictures and files of charts, and what is loaded for them."""

import subprocess
import sys
from io import BytesIO
from typing import get_args

import matplotlib
import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from app.services.charts import library, output
from app.services.charts.sheet import Caption, Sheet
from app.services.charts.waterfall import Step, Waterfall
from app.services.palette import DARK
from tests.architecture.source_tree import ROOT

CHART = Waterfall(
    (
        Step("Ram 2026", 100, "100", True),
        Step("Höjd taxa å $4 & <5>", -20, "−20"),
        Step("Ram 2027", 80, "80", True),
    ),
    Caption("Ramen minskar", "Tkr.", "Källa: KS förslag"),
)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_picture_has_the_points_of_its_screen(scale: float) -> None:
    sheet = Sheet(280, DARK, captions=False)
    made = output.render(CHART, sheet, scale)
    assert (made.width, made.height) == (int(280 * scale), int(CHART.height * scale))
    assert len(made.pixels) == made.width * made.height * 4
    assert made.pixels[:3] == bytes.fromhex(DARK.surface[1:])


@pytest.mark.parametrize("kind", get_args(output.FileKind))
def test_the_same_chart_gives_the_same_file(kind: output.FileKind) -> None:
    assert output.file_bytes(CHART, Sheet(480), kind) == output.file_bytes(CHART, Sheet(480), kind)


def test_files_are_what_they_are_called() -> None:
    png = Image.open(BytesIO(output.file_bytes(CHART, Sheet(480), "png")))
    assert png.width == (480 + 2 * 12) * output.PRINT_DPI // 96  # with its margins
    svg = output.file_bytes(CHART, Sheet(480), "svg").decode()
    assert "<title>" in svg or "Ramen minskar" in svg
    assert "<text" not in svg  # the letters are drawn, so that nobody needs the typeface
    document = PdfDocument(output.file_bytes(CHART, Sheet(480), "pdf"))
    page = document[0]
    words = page.get_textpage()
    assert "Höjd taxa å $4 & <5>" in words.get_text_range()
    assert document.get_metadata_dict()["Title"] == "Ramen minskar"
    assert not document.get_metadata_dict()["CreationDate"]
    for each in (words, page, document):
        each.close()


def test_lines_are_thick_enough_for_print() -> None:
    figure = CHART.draw(Sheet(480))
    widths = [line.get_linewidth() for line in figure.artists if hasattr(line, "get_linewidth")]
    assert widths
    assert all(width >= 0.5 for width in widths if width)


def test_the_users_own_settings_of_the_library_do_not_count() -> None:
    library.load()
    assert matplotlib.rcParams["svg.fonttype"] == "path"
    assert matplotlib.rcParams["text.hinting"] == "no_hinting"


def test_the_library_is_loaded_late_and_without_its_windows() -> None:
    script = (
        "import sys\n"
        "from app.services.charts import bars, library, output, trend, waterfall\n"
        "from app.services.charts.sheet import Sheet\n"
        "before = 'matplotlib' in sys.modules\n"
        "chart = waterfall.Waterfall((waterfall.Step('Ram', 1, '1', True),))\n"
        "output.render(chart, Sheet(200))\n"
        "print(before, library.is_loaded(), 'matplotlib.pyplot' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "False True False\n"


def test_the_graphs_are_loaded_without_the_windows_of_the_charts() -> None:
    script = (
        "import sys\n"
        "from app.services.charts import library\n"
        "from app.services.steering.thread.layout import _igraph\n"
        "library.load()\n"
        "_igraph()\n"
        "import matplotlib.figure\n"
        "print('matplotlib.pyplot' in sys.modules, sys.modules['matplotlib'] is matplotlib)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "False True\n"


def test_loading_waits_for_those_who_hide_the_library() -> None:
    script = (
        "import sys, threading\n"
        "from app.services.charts import library\n"
        "sys.modules['matplotlib'] = None\n"
        "threading.Timer(0.4, lambda: sys.modules.pop('matplotlib')).start()\n"
        "library.load()\n"
        "print(library.is_loaded())\n"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "True\n"
