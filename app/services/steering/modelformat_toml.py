"""The bytes of a model file as tables; what is no TOML is refused by its line."""

import re
import tomllib
from typing import Any

from app.services.steering.modelformat_base import composed
from app.services.steering.modelformat_errors import ModelFileUnreadable
from app.services.textorder import nfc

#: A steering model is a few hundred kilobytes at most; what is larger is something else.
LARGEST_FILE = 2_000_000
#: Deeper keys than anybody writes: the parser's time grows with the square of their depth.
_DEEPEST_KEY = 200
_DEEP_KEY = re.compile(rf"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){{{_DEEPEST_KEY}}}""")
_OTHER_KINDS = (
    (b"SQLite format 3\0", "det är en databas"),
    (b"PK\x03\x04", "det är en zip-fil eller ett Office-dokument"),
    (b"%PDF", "det är ett PDF-dokument"),
    (b"\xd0\xcf\x11\xe0", "det är ett äldre Office-dokument"),
)
_TWICE = re.compile(r"overwrite|twice|Duplicate|redefine|mutate|already")
_PLACE = re.compile(r"at line (\d+), column (\d+)")
_UTF16 = "filen är sparad som UTF-16 och behöver sparas om som UTF-8"


def read_tables(content: bytes, file: str) -> dict[str, Any]:
    """The tables of a file called `file`, in Unicode form NFC; raises ModelFileUnreadable."""
    text = _text(content, file)
    try:
        tables = tomllib.loads(text)
        # Characters that are written by number have not been put together yet.
        return composed(tables) if "\\u" in text or "\\U" in text else tables
    except tomllib.TOMLDecodeError as error:
        raise ModelFileUnreadable(file, _fault(str(error), text)) from None
    except ValueError:  # a number with more digits than Python reads
        raise ModelFileUnreadable(file, "ett tal i den är orimligt långt") from None
    except RecursionError:
        raise ModelFileUnreadable(file, "listor eller tabeller ligger för djupt i varandra") from None


def _text(content: bytes, file: str) -> str:
    if len(content) > LARGEST_FILE:
        raise ModelFileUnreadable(file, "filen är större än 2 MB")
    for start, what in _OTHER_KINDS:
        if content.startswith(start):
            raise ModelFileUnreadable(file, f"{what} och ingen TOML-fil")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content.count(b"\0") > len(content) // 3:
        raise ModelFileUnreadable(file, _UTF16)
    if b"\0" in content:
        raise ModelFileUnreadable(file, f"rad {_line(content, content.index(0))} har tecken som inte är text")
    try:
        text = nfc(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = _line(content, error.start)
        raise ModelFileUnreadable(
            file, f"rad {line} är inte skriven i UTF-8, så spara om filen som UTF-8"
        ) from None
    if not text.strip():
        raise ModelFileUnreadable(file, "filen är tom")
    for number, line_text in enumerate(text.split("\n"), start=1):
        if line_text.count(".") >= _DEEPEST_KEY and _DEEP_KEY.search(line_text):
            raise ModelFileUnreadable(file, f"nyckeln på rad {number} har för många led")
    return text


def _line(content: bytes, place: int) -> int:
    return content[:place].count(b"\n") + 1


def _fault(message: str, text: str) -> str:
    """What the parser met, and where; it calls the end of the file by name only."""
    match = _PLACE.search(message)
    line = match[1] if match else str(text.rstrip().count("\n") + 1)
    if _TWICE.search(message):
        return f"rad {line} anger en nyckel eller tabell som redan finns"
    if "Invalid date" in message:
        return f"rad {line} har ett datum eller klockslag som inte finns"
    where = f"rad {line}, tecken {match[2]}" if match else f"rad {line}, filens slut"
    return f"{where}, är inte giltig TOML"
