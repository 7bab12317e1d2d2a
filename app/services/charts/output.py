"""What becomes of a chart: a picture for the screen, or a file for a document; equal values, equal bytes."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final, Literal

from app.services.charts.library import DPI, agg_canvas
from app.services.charts.sheet import Chart, Sheet

FileKind = Literal["png", "svg", "pdf"]
FILE_KINDS: Final[tuple[FileKind, ...]] = ("png", "svg", "pdf")
PRINT_DPI = 300


@dataclass(frozen=True, slots=True)
class Picture:
    """Points of a picture from its upper left corner, four bytes each: red, green, blue, alpha."""

    width: int
    height: int
    pixels: bytes


def render(chart: Chart, sheet: Sheet, scale: float = 1.0) -> Picture:
    """The chart as points; `scale` is how many stand on a pixel of 1/96 inch."""
    figure: Any = chart.draw(sheet)
    figure.set_dpi(DPI * scale)
    canvas = agg_canvas(figure)
    canvas.draw()
    width, height = canvas.get_width_height(physical=True)
    return Picture(width, height, bytes(canvas.buffer_rgba()))


def file_bytes(chart: Chart, sheet: Sheet, kind: FileKind) -> bytes:
    """The chart as a whole file, with its title as the document's."""
    figure, out = chart.draw(sheet), BytesIO()
    figure.savefig(out, format=kind, dpi=PRINT_DPI, metadata=_METADATA[kind] | _title(chart, kind))
    return out.getvalue()


#: No dates and no makers, so that the same chart gives the same file.
_METADATA: Final[dict[FileKind, dict[str, Any]]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def _title(chart: Chart, kind: FileKind) -> dict[str, Any]:
    title = chart.caption.title
    if not title:
        return {}
    return {"Title": title} | ({} if kind == "pdf" else {"Description": chart.words()})
