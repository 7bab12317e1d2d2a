"""The drawing library, loaded once and late, with our typeface and none of the user's own settings."""

from __future__ import annotations

import threading
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from app.services.fonts import Style, font_path

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

DPI = 96
_POINT = 72
_SUBPIXELS = 64
_LONG = 800
_ATTEMPTS, _PAUSE = 10, 0.3
_SETTINGS: dict[Any, Any] = {
    "text.hinting": "no_hinting",
    "svg.fonttype": "path",
    "svg.hashsalt": "rodatraden",
    "pdf.fonttype": 42,
    "path.simplify": False,
}
_loading = threading.Lock()
_loaded = threading.Event()
_measuring = threading.Lock()
"""A typeface reads its own file while it measures, and ends the process when two threads do so at once."""


def is_loaded() -> bool:
    """Whether a chart can be drawn at once."""
    return _loaded.is_set()


def load() -> None:
    """Load the library; may be called from any thread, and again."""
    with _loading:
        for left in reversed(range(_ATTEMPTS)):
            if _loaded.is_set():
                return
            try:
                _import()
            except (ImportError, Warning):
                # Another library is just being loaded without this one, or what the library silences while
                # it loads was made an error again on the other thread: such filters belong to the process.
                if not left:
                    raise
                threading.Event().wait(_PAUSE)


def _import() -> None:
    import matplotlib

    matplotlib.rcdefaults()
    matplotlib.rcParams.update(_SETTINGS)
    import matplotlib.backends.backend_agg
    import matplotlib.figure

    _loaded.set()


def new_figure(width: float, height: float, ground: str) -> Figure:
    """An empty figure of a size in pixels of 1/96 inch."""
    load()
    from matplotlib.figure import Figure

    return Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=ground)


def agg_canvas(figure: Figure) -> Any:
    """What renders a figure to points."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    return FigureCanvasAgg(figure)


@cache
def face(points: float, style: Style = "regular") -> FontProperties:
    """The typeface at a size; treat it as read-only, it is shared."""
    load()
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=font_path(style), size=points)


@lru_cache(maxsize=4096)
def text_width(text: str, points: float, style: Style = "regular") -> float:
    """How wide a text is, in pixels of 1/96 inch; one that no place holds is measured by its beginning."""
    if len(text) > _LONG:
        return text_width(text[:_LONG], points, style) * len(text) / _LONG
    load()
    with _measuring:
        font = _measure(points, style)
        font.set_text(text)
        return float(font.get_width_height()[0]) / _SUBPIXELS


@cache
def _measure(points: float, style: Style) -> Any:
    from matplotlib.ft2font import FT2Font

    font = FT2Font(font_path(style))
    font.set_size(points, DPI)
    return font


def pixels(points: float) -> float:
    """The height of letters of a size, in pixels of 1/96 inch."""
    return points * DPI / _POINT
