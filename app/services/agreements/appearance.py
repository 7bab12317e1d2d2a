"""How a paper looks, as the papers know it; who makes them loads neither file nor editor for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperLook:
    """How papers look; what is not set looks as the plain paper, black on white."""

    colour: str | None = None
    emblem: bytes | None = None
    cover: bool = False
    charts: bool = True
    lines: tuple[str, ...] = ()
