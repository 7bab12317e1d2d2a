"""What kinds and states of investments are called."""

from typing import Final

KINDS: Final = {
    "replacement": "Reinvestering",
    "new": "Nyinvestering",
    "required": "Krävs av lag",
    "development": "Exploatering",
}
STATES: Final = {
    "planned": "Planerat",
    "ongoing": "Pågår",
    "finished": "Avslutat",
    "cancelled": "Avbrutet",
}
