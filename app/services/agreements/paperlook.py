"""How the municipality's papers look: coat of arms, colour, cover, charts, lines at the foot of a cover."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final
from warnings import catch_warnings, simplefilter

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import PaperStyle
from app.models.errors import ChangedSince, DomainError
from app.services.agreements.appearance import PaperLook
from app.services.palette import LIGHT, ensure_contrast
from app.services.storage import check_version, describe, touch

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES: Final = 20_000_000
MOST_PIXELS: Final = 40_000_000
LONGEST_SIDE: Final = 900
"""An emblem is kept with so many pixels on its longer side: enough for 50 mm at 450 pixels to the inch."""
MOST_LINES: Final = 5
LONGEST_LINE: Final = 90
_WHAT: Final = "Papperets utseende"
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_READABLE: Final = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_TOO_LARGE: Final = "Bilden har fler än 40 miljoner bildpunkter. Spara den mindre och försök igen."
_TOO_NARROW: Final = "Bilden är för långsmal. Välj en som är högst tolv gånger så bred som hög."
_NO_PICTURE: Final = "Den är ingen bild som programmet kan läsa. Välj en bild i formatet PNG eller JPEG."
_DAMAGED: Final = "Bilden är skadad. Välj en annan fil."
_FLATTEST: Final = 12
"""An emblem whose sides differ by more than this many times cannot be placed on a paper."""


@dataclass(frozen=True, slots=True)
class PaperLookRow:
    """The look with what an editor of it needs; `version` is 0 before there is one."""

    look: PaperLook
    emblem_name: str | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class EmblemChoice:
    """A picture that was chosen, or with None that there shall be none."""

    data: bytes | None
    name: str | None = None


class NotAColour(DomainError):
    """A colour is not written as a colour."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"”{text[:40]}” är ingen färg. Skriv den som # och sex tecken, till exempel #1F5F8B."
        )


class LinesTooLong(DomainError):
    """The lines of the cover do not fit on it."""

    def __init__(self) -> None:
        super().__init__(
            f"Raderna längst ned på omslaget ryms inte. Skriv högst {MOST_LINES} rader med högst "
            f"{LONGEST_LINE} tecken på varje."
        )


class NotAnEmblem(DomainError):
    """A file cannot be used as emblem."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name or 'Filen'} går inte att använda som vapen eller logotyp. {why}")


def paper_look(session: Session) -> PaperLook | None:
    """How papers look; None when nothing has been set, which is the plain paper."""
    row = _row(session)
    return None if row is None else _look(row)


def paper_look_row(session: Session) -> PaperLookRow:
    """The look for its editor."""
    row = _row(session)
    return (
        PaperLookRow(PaperLook()) if row is None else PaperLookRow(_look(row), row.emblem_name, row.version)
    )


def set_paper_look(
    session: Session,
    *,
    colour: str | None,
    cover: bool,
    charts: bool,
    lines: Sequence[str],
    emblem: EmblemChoice | None = None,
    expected_version: int,
) -> None:
    """Say how papers look; without a choice of emblem the one that there is stays."""
    colour = readable_colour(colour)
    kept = [line for line in (" ".join(line.split()) for line in lines) if line]
    if len(kept) > MOST_LINES or any(len(line) > LONGEST_LINE for line in kept):
        raise LinesTooLong
    picture = readable_emblem(emblem.data, emblem.name or "") if emblem and emblem.data else None
    row = _editable(session, expected_version)
    before = (row.colour, row.cover, row.charts, row.lines or [], row.emblem, row.emblem_name)
    row.colour, row.cover, row.charts, row.lines = colour, cover, charts, kept
    if emblem is not None:
        row.emblem, row.emblem_name = picture, emblem.name if picture else None
    if before == (colour, cover, charts, kept, row.emblem, row.emblem_name):
        return
    _changed(session, row, "Ändrade papperets utseende")


def set_emblem(session: Session, *, data: bytes, name: str, expected_version: int) -> None:
    """Take a picture as the municipality's emblem; it is kept small, without anything but its pixels."""
    emblem = readable_emblem(data, name)
    row = _editable(session, expected_version)
    if (row.emblem, row.emblem_name) == (emblem, name):
        return
    row.emblem, row.emblem_name = emblem, name
    _changed(session, row, "Valde vapen eller logotyp för papper")


def remove_emblem(session: Session, *, expected_version: int) -> None:
    """Let papers be without emblem."""
    row = _row(session)
    if row is None or row.emblem is None:
        return
    check_version(row, expected_version, _WHAT)
    row.emblem = row.emblem_name = None
    _changed(session, row, "Tog bort vapen eller logotyp på papper")


def readable_emblem(data: bytes, name: str = "") -> bytes:
    """A picture as the small PNG that papers are printed with; raises NotAnEmblem with the reason.

    It is laid on white, turned as the camera meant and freed from profiles and everything else it told.
    """
    if len(data) > MOST_BYTES:
        raise NotAnEmblem(name, "Filen är större än 20 MB. Spara bilden mindre och försök igen.")
    from PIL import Image, ImageOps, UnidentifiedImageError

    too_large = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        with catch_warnings():
            simplefilter("error", Image.DecompressionBombWarning)
            simplefilter("ignore", UserWarning)
            with Image.open(BytesIO(data), formats=_READABLE) as opened:
                _refuse_size(name, *opened.size)
                opened.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
                made = _on_white(ImageOps.exif_transpose(opened))
    except NotAnEmblem:
        raise
    except too_large:
        raise NotAnEmblem(name, _TOO_LARGE) from None
    except UnidentifiedImageError:
        raise NotAnEmblem(name, _NO_PICTURE) from None
    except Exception:  # a broken file can make its reader stumble in any way
        raise NotAnEmblem(name, _DAMAGED) from None
    made.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    out = BytesIO()
    made.save(out, "PNG", optimize=True)
    return out.getvalue()


def _refuse_size(name: str, width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise NotAnEmblem(name, _TOO_LARGE)
    if max(width, height) > _FLATTEST * min(width, height):
        raise NotAnEmblem(name, _TOO_NARROW)


def _on_white(image: Image) -> Image:
    """The picture in plain red, green and blue on white ground."""
    from PIL import Image as Images

    if image.mode == "P" or "transparency" in image.info:
        image = image.convert("RGBA")
    if "A" not in image.getbands():
        return image.convert("RGB")
    image = image.convert("RGBA")
    ground = Images.new("RGBA", image.size, "white")
    return Images.alpha_composite(ground, image).convert("RGB")


def readable_colour(colour: str | None) -> str | None:
    """The colour in capitals, darkened where text in it could not be read on white; None is the plain ink."""
    text = (colour or "").strip()
    if not text:
        return None
    if not _COLOUR.fullmatch(text):
        raise NotAColour(text)
    return ensure_contrast(text.upper(), LIGHT.surface).colour


def _row(session: Session) -> PaperStyle | None:
    return session.scalars(select(PaperStyle).order_by(PaperStyle.id)).first()


def _look(row: PaperStyle) -> PaperLook:
    return PaperLook(row.colour, row.emblem, row.cover, row.charts, tuple(row.lines or ()))


def _editable(session: Session, expected_version: int) -> PaperStyle:
    row = _row(session)
    if row is not None:
        check_version(row, expected_version, _WHAT)
        return row
    if expected_version:
        raise ChangedSince(_WHAT)
    row = PaperStyle(cover=False, charts=True)
    session.add(row)
    return row


def _changed(session: Session, row: PaperStyle, words: str) -> None:
    describe(session, words)
    if row.id is not None:
        touch(row)
    session.flush()
