"""What stands in a figure."""

from typing import Any

from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle


def texts(figure: Figure) -> list[str]:
    """Every text."""
    return [text.get_text() for text in figure.texts]


def colours(figure: Figure) -> list[tuple[str | None, str | None]]:
    """Fill and edge of every bar from above, None where there is none."""
    return [
        (_colour(bar.get_facecolor()), _colour(bar.get_edgecolor()) if bar.get_linewidth() else None)
        for bar in figure.artists
        if isinstance(bar, Rectangle)
    ]


def _colour(rgba: Any) -> str | None:
    return to_hex(rgba) if rgba[3] else None
