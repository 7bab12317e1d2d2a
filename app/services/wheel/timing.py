"""When an activity is: made from the model, written in words, read from them, moved and stretched."""

from app.services.wheel.timereading import read_timing
from app.services.wheel.times import (
    Timing,
    begun,
    day_timing,
    moved,
    stretched,
    timing_of,
    timing_of_when,
    undated,
    when_of,
    when_words,
)

__all__ = [
    "Timing",
    "begun",
    "day_timing",
    "moved",
    "read_timing",
    "stretched",
    "timing_of",
    "timing_of_when",
    "undated",
    "when_of",
    "when_words",
]
