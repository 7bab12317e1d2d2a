"""How papers look: what is kept, what is refused, and pictures of every sort as emblem."""

import struct
import zlib
from functools import partial
from io import BytesIO

import pytest
from PIL import Image

from app.models.errors import ChangedSince, DomainError
from app.services.agreements.appearance import PaperLook
from app.services.agreements.paperlook import (
    LONGEST_SIDE,
    EmblemChoice,
    LinesTooLong,
    NotAColour,
    NotAnEmblem,
    paper_look,
    paper_look_row,
    readable_emblem,
    remove_emblem,
    set_emblem,
    set_paper_look,
)
from app.services.palette import contrast
from app.services.storage import Database
from tests.services.agreements.office import Office


def _file(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _read(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def _claimed(width: int, height: int) -> bytes:
    """A PNG that says that it is so large, and has next to nothing in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


@pytest.fixture
def file(empty: Office) -> Database:
    return empty.database


def _saved(file, **changes) -> PaperLook:
    kept = file.read(paper_look_row)
    given = {"colour": None, "cover": False, "charts": True, "lines": ()} | changes
    file.write(partial(set_paper_look, expected_version=kept.version, **given))
    return file.read(paper_look)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("RGB", "JPEG"), ("CMYK", "JPEG"), ("L", "PNG"), ("LA", "PNG"), ("P", "GIF"), ("I;16", "PNG"),
     ("1", "BMP"), ("CMYK", "TIFF"), ("RGBA", "WEBP")],
)  # fmt: skip
def test_any_sort_of_picture_becomes_a_small_plain_one(mode: str, kind: str) -> None:
    made = _read(readable_emblem(_file(Image.new(mode, (1800, 1200)), kind)))
    assert (made.format, made.mode, made.size) == ("PNG", "RGB", (LONGEST_SIDE, 600))


def test_what_is_transparent_becomes_white() -> None:
    clear = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    assert _read(readable_emblem(_file(clear))).getpixel((5, 5)) == (255, 255, 255)
    indexed = Image.new("P", (20, 20), 0)
    assert _read(readable_emblem(_file(indexed, "GIF", transparency=0))).getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_is_turned_as_it_was_taken_and_tells_nothing_else() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    turned[0x010E] = "Gruvstugetorget"
    content = readable_emblem(_file(Image.new("RGB", (400, 100), "red"), "JPEG", exif=turned))
    made = _read(content)
    assert made.size == (100, 400)
    assert made.info == {}
    assert b"Gruvstugetorget" not in content


def test_the_same_picture_is_kept_as_the_same_bytes() -> None:
    data = _file(Image.effect_noise((300, 200), 40))
    assert readable_emblem(data) == readable_emblem(data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"hej", "ingen bild"),
        (b"", "ingen bild"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "ingen bild"),
        (_claimed(10_000, 10_000), "40 miljoner bildpunkter"),
        (_claimed(60_000, 60_000), "40 miljoner bildpunkter"),
        (_claimed(500, 500), "skadad"),
        (_file(Image.effect_noise((300, 200), 40))[:900], "skadad"),
        (_file(Image.new("RGB", (1000, 10))), "långsmal"),
        (b"\x89PNG" * 6_000_000, "20 MB"),
    ],
    ids=["text", "empty", "svg", "large", "bomb", "hollow", "cut", "flat", "bytes"],
)
def test_what_cannot_be_an_emblem_is_refused_in_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(NotAnEmblem, match=why) as refused:
        readable_emblem(data, "vapen.png")
    assert refused.value.message.startswith("vapen.png går inte att använda")


def test_papers_are_plain_until_something_is_chosen(file) -> None:
    assert file.read(paper_look) is None
    assert file.read(paper_look_row).look == PaperLook()
    look = _saved(file, colour="#1f5f8b", cover=True, charts=False, lines=("  Torget   1 ", "", "714 80"))
    assert look == PaperLook("#1F5F8B", None, True, False, ("Torget 1", "714 80"))
    assert file.undo_words == "Ändrade papperets utseende"
    file.undo()
    assert file.read(paper_look) is None


def test_a_pale_colour_is_made_dark_enough_to_read(file) -> None:
    look = _saved(file, colour="#FFEE00")
    assert contrast(look.colour, "#FFFFFF") >= 4.5


def test_an_emblem_comes_and_goes_with_the_rest_kept(file) -> None:
    _saved(file, colour="#1F5F8B")
    data = _file(Image.new("RGB", (40, 50), "blue"))
    file.write(partial(set_emblem, data=data, name="vapen.png", expected_version=1))
    row = file.read(paper_look_row)
    assert (row.emblem_name, row.version, row.look.colour) == ("vapen.png", 2, "#1F5F8B")
    assert _saved(file, colour=None).emblem == row.look.emblem
    assert _saved(file, emblem=EmblemChoice(None)).emblem is None
    assert _saved(file, emblem=EmblemChoice(data, "nytt.png")).emblem == row.look.emblem
    version = file.read(paper_look_row).version
    file.write(partial(remove_emblem, expected_version=version))
    assert file.read(paper_look_row).emblem_name is None


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"colour": "blå"}, NotAColour),
        ({"colour": "#12345"}, NotAColour),
        ({"lines": ("rad",) * 6}, LinesTooLong),
        ({"lines": ("x" * 91,)}, LinesTooLong),
        ({"emblem": EmblemChoice(b"hej", "a.png")}, NotAnEmblem),
        ({"expected_version": 7}, ChangedSince),
    ],
)
def test_what_is_refused_changes_nothing(file, changes, refusal: type[DomainError]) -> None:
    given = {"colour": None, "cover": True, "charts": True, "lines": (), "expected_version": 0} | changes
    with pytest.raises(refusal):
        file.write(partial(set_paper_look, **given))
    assert file.read(paper_look) is None
