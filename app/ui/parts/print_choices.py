"""What a user chooses before a pile is printed, and which pages words such as "1-3, 5" mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from app.models.errors import DomainError

MOST_COPIES: Final = 99
_RANGE: Final = re.compile(r"(\d{1,6})(?:[-–—](\d{1,6}))?|[-–—](\d{1,6})|(\d{1,6})[-–—]")


class NotPages(DomainError):
    """What was written tells no pages of the paper."""

    def __init__(self, said: str, count: int) -> None:
        has = "en sida" if count == 1 else f"sidorna 1–{count}"
        super().__init__(f"”{said[:40]}” är inga sidor här. Handlingen har {has}; skriv till exempel 1–3, 5.")


def read_pages(text: str, count: int) -> tuple[int, ...] | None:
    """The pages that a text names, numbered from 0, in its order and each once; None for all of them."""
    if not text.strip():
        return None
    chosen: dict[int, None] = {}
    for part in re.split(r"[,;]", text):
        said = "".join(part.split())
        if not said:
            continue
        first, last = _ends(said, count)
        if not 1 <= first <= last <= count:
            raise NotPages(part.strip(), count)
        chosen |= dict.fromkeys(range(first - 1, last))
    if not chosen:
        raise NotPages(text.strip(), count)
    return tuple(chosen)


def _ends(said: str, count: int) -> tuple[int, int]:
    found = _RANGE.fullmatch(said)
    if found is None:
        raise NotPages(said, count)
    first, last, until, since = found.groups()
    if until is not None:
        return 1, int(until)
    if since is not None:
        return int(since), count
    return int(first), int(last or first)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paper that can be printed, what it is called, and who gets a copy of it."""

    title: str
    paper: Any
    """Anything that `app.services.reports.printed` renders."""
    receivers: tuple[str, ...] = ()
    draft: bool = False
    name: str = ""
    """What tells it from others of its kind, where it stands among them; its title otherwise."""


@dataclass(frozen=True, slots=True)
class PrintChoices:
    """How a pile is printed; `copies` None is one for each receiver."""

    printer: str
    copies: int | None = 1
    duplex: bool = True
    colour: bool = True
    pages: str = ""
    listed: bool = False
    sheets: bool = False

    def copies_of(self, piece: Piece) -> int:
        """How many copies a paper is printed in."""
        return max(1, len(piece.receivers)) if self.copies is None else self.copies
