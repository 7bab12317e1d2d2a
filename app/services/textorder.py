"""The order of Swedish text and the form in which it is stored and searched."""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

SortKey = tuple[str, str, str, str]

# Letters that Swedish files under another letter and that Unicode does not take apart.
_FILED_UNDER = str.maketrans(
    {"æ": "ä", "ø": "ö", "œ": "ö", "ü": "y", "ð": "d", "đ": "d", "ł": "l", "þ": "th", "ı": "i"}
)
# The three characters that follow z in ASCII; as punctuation they get a place of their own.
_AFTER_Z = {"å": "{", "ä": "|", "ö": "}"}
_LONGEST_LENGTH = 0xD000


def nfc(text: str) -> str:
    """The one form in which text is stored: composed characters, so that å is one character."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The form in which text is searched: without case, with its accents (får is not far)."""
    return nfc(unicodedata.normalize("NFD", text).casefold())


def says(text: str, name: str) -> bool:
    """Whether a text says a name, also in the genitive, and not merely a word that holds its letters."""
    return re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", text) is not None


@lru_cache(maxsize=16384)
def sort_key(text: str) -> SortKey:
    """A key for sorting user text as a Swedish reader expects.

    First letters (å, ä, ö after z) and numbers by value; then accents; then case, small before capital;
    last the text itself, so that the order is total.
    """
    composed = nfc(text)
    folded = fold(text)
    return _primary(folded), folded, composed.swapcase(), composed


def _primary(folded: str) -> str:
    return "".join(
        _number("".join(run)) if is_number else "".join(_place(c) for c in run)
        for is_number, run in groupby(folded.translate(_FILED_UNDER), str.isdecimal)
    )


def _place(char: str) -> str:
    """Space, then punctuation, then digits, then letters without accents, then every other script."""
    if "a" <= char <= "z":
        return char
    if char in _AFTER_Z:
        return _AFTER_Z[char]
    if char.isascii():
        return " " if char.isspace() else f"!{char}"
    bare = "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
    if bare.isascii():
        return "".join(_place(c) for c in bare)
    return " " if char.isspace() else f"~{bare}" if char.isalpha() else f"!{bare}"


def _number(digits: str) -> str:
    """Digits by value: a longer number is a larger one, and equally long ones compare as text."""
    plain = "".join(str(unicodedata.decimal(d)) for d in digits).lstrip("0")
    return f"0{chr(0x100 + min(len(plain), _LONGEST_LENGTH))}{plain}"
