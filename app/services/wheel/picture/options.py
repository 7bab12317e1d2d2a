"""What the reader of a wheel has chosen to see."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Rings = Literal["year", "body", "phase", "wheel"]
Colouring = Literal["phase", "body", "status"]


@dataclass(frozen=True, slots=True)
class WheelOptions:
    """How a wheel is drawn; `zoom` is the first and the last day that fill the whole circle.

    `mono` adds patterns, for black and white; `numbered` gives each dated activity its number, for a list
    below the picture.
    """

    rings: Rings = "year"
    colour: Colouring = "phase"
    start_month: int = 1
    zoom: tuple[date, date] | None = None
    mono: bool = False
    seasons: bool = True
    numbered: bool = False
