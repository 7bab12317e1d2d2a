"""All colours of window, charts and paper, as hex strings, with their contrast computed (WCAG 2.2)."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

TEXT_CONTRAST = 4.5
TINT_STRENGTH = 0.18
PALE_STRENGTH = 0.07


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one mode by the role they play."""

    dark: bool
    surface: str
    raised: str
    line: str
    inner_line: str
    ink: str
    muted: str
    accent: str
    on_fill: str
    selection: str
    planning: str
    execution: str
    followup: str
    year_after_next: str
    met: str
    partly: str
    unmet: str
    missing: str
    met_tint: str
    partly_tint: str
    unmet_tint: str
    missing_tint: str

    @property
    def grounds(self) -> tuple[str, ...]:
        """The areas that text in ink, muted or accent may stand on."""
        return (self.surface, self.raised, self.selection)

    @property
    def phases(self) -> tuple[str, ...]:
        """Planning, execution, follow-up and the year after next, in that order."""
        return (self.planning, self.execution, self.followup, self.year_after_next)

    @property
    def statuses(self) -> tuple[str, ...]:
        """Met, partly met, unmet and data missing, in that order."""
        return (self.met, self.partly, self.unmet, self.missing)

    @property
    def status_tints(self) -> tuple[str, ...]:
        """The grounds of heat-map cells, in the order of `statuses`."""
        return (self.met_tint, self.partly_tint, self.unmet_tint, self.missing_tint)


@dataclass(frozen=True, slots=True)
class ReadableColour:
    """A colour that can be read on its grounds, and whether it had to be changed for that."""

    colour: str
    adjusted: bool


def _channels(colour: str) -> tuple[int, int, int]:
    if len(colour) != 7 or colour[0] != "#":
        raise ValueError(f"not a colour of the form #RRGGBB: {colour!r}")
    value = int(colour[1:], 16)
    return value >> 16, value >> 8 & 255, value & 255


@lru_cache(maxsize=256)
def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2, 0 for black and 1 for white."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (v / 255 for v in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio by WCAG 2.2, from 1 to 21; the order does not matter."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def blend(colour: str, ground: str, strength: float) -> str:
    """The opaque colour that `colour` at `strength` (0 to 1) gives on `ground`."""
    mixed = (
        round(under + (over - under) * strength)
        for over, under in zip(_channels(colour), _channels(ground), strict=True)
    )
    return "#{:02X}{:02X}{:02X}".format(*mixed)


def tint(colour: str, ground: str) -> str:
    """The fill of an arc or cell: the colour at 18 %."""
    return blend(colour, ground, TINT_STRENGTH)


def pale_tint(colour: str, ground: str) -> str:
    """The band of an activity without dates: the colour at 7 %."""
    return blend(colour, ground, PALE_STRENGTH)


def ensure_contrast(colour: str, *grounds: str, minimum: float = TEXT_CONTRAST) -> ReadableColour:
    """The colour, moved just as far towards black (light grounds) or white (dark ones) as text needs."""
    pole = "#000000" if all(luminance(ground) > 0.18 for ground in grounds) else "#FFFFFF"
    steps = 128
    for step in range(steps + 1):
        candidate = blend(pole, colour, step / steps)
        if all(contrast(candidate, ground) >= minimum for ground in grounds):
            return ReadableColour(candidate, step > 0)
    return ReadableColour(pole, True)


def with_accent(palette: Palette, accent: str) -> tuple[Palette, bool]:
    """The palette in a municipality's own accent; the flag says that the accent had to be made readable."""
    if accent.upper() == palette.accent:
        return palette, False
    readable = ensure_contrast(accent, palette.surface, palette.raised, palette.on_fill)
    selection = _selection(palette, readable.colour)
    return replace(palette, accent=readable.colour, selection=selection), readable.adjusted


def _selection(palette: Palette, accent: str) -> str:
    """The strongest tint of the accent that muted text and the accent itself can be read on."""
    for percent in range(24 if palette.dark else 12, 0, -1):
        ground = blend(accent, palette.surface, percent / 100)
        if min(contrast(palette.muted, ground), contrast(accent, ground)) >= TEXT_CONTRAST:
            return ground
    return palette.raised


def palette_for(appearance: Literal["light", "dark"]) -> Palette:
    """The palette of a mode."""
    return DARK if appearance == "dark" else LIGHT


LIGHT = Palette(
    dark=False,
    surface="#FFFFFF",
    raised="#F5F7F8",
    line="#D7DEE2",
    inner_line="#E8ECEF",
    ink="#1B2A33",
    muted="#56656F",
    accent="#1F5F8B",
    on_fill="#FFFFFF",
    selection="#E4EEF5",
    planning="#2B6CA3",
    execution="#23775C",
    followup="#A65A12",
    year_after_next="#7A4B94",
    met="#2A7446",
    partly="#8F6100",
    unmet="#AE2F2F",
    missing="#56656F",
    met_tint="#E3F0E7",
    partly_tint="#F7EED8",
    unmet_tint="#F9E3E3",
    missing_tint="#F5F7F8",
)

DARK = Palette(
    dark=True,
    surface="#1A2126",
    raised="#232C32",
    line="#3A464E",
    inner_line="#2C363D",
    ink="#E6EBEE",
    muted="#9FB0BA",
    accent="#6FB3E0",
    on_fill="#12181C",
    selection="#26404F",
    planning="#7DB8E8",
    execution="#6CC7A6",
    followup="#E8A35E",
    year_after_next="#C59BDD",
    met="#74C893",
    partly="#E0B34E",
    unmet="#F08A8A",
    missing="#9FB0BA",
    met_tint=tint("#74C893", "#1A2126"),
    partly_tint=tint("#E0B34E", "#1A2126"),
    unmet_tint=tint("#F08A8A", "#1A2126"),
    missing_tint="#232C32",
)
