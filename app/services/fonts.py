"""The files of the one typeface, Source Sans Pro, for window, charts and paper; and texts cut to fit."""

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal

from app.services.paths import ResourceMissing

FAMILY: Final = "Source Sans Pro"
Style = Literal["regular", "italic", "semibold", "semibold-italic", "bold"]
_SUFFIXES: Final[dict[Style, str]] = {
    "regular": "Regular",
    "italic": "It",
    "semibold": "Semibold",
    "semibold-italic": "SemiboldIt",
    "bold": "Bold",
}


@cache
def font_path(style: Style) -> Path:
    """The TrueType file of a style; raises ResourceMissing when the typeface is not installed."""
    name = f"SourceSansPro-{_SUFFIXES[style]}.ttf"
    spec = find_spec("font_source_sans_pro")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        path = Path(folder, "files", name)
        if path.is_file():
            return path
    raise ResourceMissing(name)


def font_paths() -> tuple[Path, ...]:
    """The files of every style in use."""
    return tuple(font_path(style) for style in _SUFFIXES)


def cut(text: str, fits: Callable[[str], bool]) -> str:
    """The text, or as much of its beginning as fits with an ellipsis after it."""
    if fits(text):
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(text[:middle].rstrip() + "…"):
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" ,;–-") + "…"
