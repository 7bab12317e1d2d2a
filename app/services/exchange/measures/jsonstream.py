"""A JSON file read row by row, so that a large one takes no more memory than a small one."""

import codecs
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Final

from app.models.errors import DomainError
from app.services.exchange.workbooks.cells import exact
from app.services.formatting import write_count

_CHUNK: Final = 1 << 18
_AHEAD: Final = 4096
"""So much is read before a value is decoded: a number must not be cut where the buffer ends."""
_LARGEST: Final = 8_000_000
"""The most characters that one row, or another value of a page, can have."""
_DIGITS: Final = 15
_WITHIN: Final = 60
_SPACE: Final = " \t\r\n"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class NotJson(DomainError):
    """The file is something else, or broken; `where` says how far it could be read."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} {why} Spara om den från Kolada och läs in den igen.")


class CutShort(DomainError):
    """The file ends in the middle: it was not downloaded to its end."""

    def __init__(self, name: str, rows: int) -> None:
        told = (
            f"efter {write_count(rows, 'hel post', 'hela poster')}" if rows else "innan första posten är slut"
        )
        super().__init__(
            f"{name} är avklippt: filen tar slut {told}. Inget har lästs in. Hämta filen från Kolada på nytt."
        )


class JsonNotFound(DomainError):
    """There is no such file, or it may not be read."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} går inte att öppna. Kontrollera att filen finns och att du får läsa den.")


def rows_of(path: Path) -> Iterator[tuple[int, Any]]:
    """Each row of a file of pages with its number from 1; after each page 0 and what else it says.

    Raises NotJson, CutShort or JsonNotFound.
    """
    try:
        file = path.open("rb")
    except OSError:
        raise JsonNotFound(path.name) from None
    with file:
        try:
            yield from _Stream(file, path.name).pages()
        except RecursionError:
            raise NotJson(path.name, "är nästlad för djupt för att vara en fil från Kolada.") from None


def number(text: str) -> Decimal:
    """A number as it was published: its own digits, or the shortest for those that a computer made up."""
    if len(text) > _WITHIN:
        raise ValueError("too many digits")
    value = Decimal(text)
    if len(value.as_tuple().digits) > _DIGITS:
        return exact(float(value))
    return value


def _no_constant(text: str) -> Any:
    raise ValueError(text)


class _Stream:
    """What has been read of a file and not yet been used."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file, self._name = file, name
        head = file.read(4)
        encoding = next((code for mark, code in _MARKS if head.startswith(mark)), "utf-8")
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")
        self._decode = json.JSONDecoder(
            parse_float=number, parse_int=number, parse_constant=_no_constant, strict=False
        ).raw_decode
        self._text, self._at, self._ended, self._rows = "", 0, False, 0
        self._take(head)

    def pages(self) -> Iterator[tuple[int, Any]]:
        """Every page of the file, one after the other."""
        if not self._next():
            raise NotJson(self._name, "är tom.")
        while sign := self._next():
            if sign == "{":
                yield from self._page()
            elif sign == "[":
                yield from self._items()
                yield 0, {}
            elif self._rows:
                raise self._broken()
            else:
                raise NotJson(self._name, f"är ingen JSON-fil: den börjar med ”{self._shown()}”.")

    def _page(self) -> Iterator[tuple[int, Any]]:
        said: dict[str, Any] = {}
        self._at += 1
        while (sign := self._next()) != "}":
            if sign == ",":
                self._at += 1
                continue
            key = self._value() if sign == '"' else self._refuse()
            if self._next() != ":":
                self._refuse()
            self._at += 1
            if self._next() == "[" and key == "values":
                yield from self._items()
            else:
                said[str(key)] = self._value()
        self._at += 1
        yield 0, said

    def _items(self) -> Iterator[tuple[int, Any]]:
        self._at += 1
        while (sign := self._next()) != "]":
            if sign == ",":
                self._at += 1
                continue
            item = self._value()
            self._rows += 1
            yield self._rows, item
        self._at += 1

    def _next(self) -> str:
        """The next sign that is no space; "" at the end."""
        while True:
            text, at = self._text, self._at
            while at < len(text) and text[at] in _SPACE:
                at += 1
            self._at = at
            if at < len(text):
                return text[at]
            if not self._more(_CHUNK):
                return ""

    def _value(self) -> Any:
        """Decode what stands here, reading on until it is whole."""
        size = _CHUNK
        while len(self._text) - self._at < _AHEAD and self._more(_CHUNK):
            pass
        while True:
            try:
                value, self._at = self._decode(self._text, self._at)
                return value
            except json.JSONDecodeError as error:
                if len(self._text) - self._at > _LARGEST:
                    raise self._broken() from None
                if not self._more(size):
                    raise self._ending(error) from None
                size *= 2
            except (ValueError, ArithmeticError):
                raise self._broken() from None

    def _ending(self, error: json.JSONDecodeError) -> DomainError:
        """Whether the file is cut short, or wrong where the fault was found."""
        cut = error.msg.startswith("Unterminated string") or not error.doc[error.pos :].strip("-+.eE")
        return CutShort(self._name, self._rows) if cut else self._broken()

    def _refuse(self) -> Any:
        raise self._broken() if self._next() else CutShort(self._name, self._rows)

    def _broken(self) -> NotJson:
        return NotJson(
            self._name, f"går inte att läsa som JSON vid post {self._rows + 1}: ”{self._shown()}”."
        )

    def _shown(self) -> str:
        near = " ".join(self._text[self._at : self._at + 30].split())
        return "".join(sign if sign.isprintable() else " " for sign in near)

    def _more(self, size: int) -> bool:
        """Read on; False at the end of the file."""
        if self._ended:
            return False
        self._take(self._file.read(size))
        return True

    def _take(self, data: bytes) -> None:
        self._ended = not data
        try:
            said = self._decoder.decode(data, final=self._ended)
        except UnicodeDecodeError:
            if self._ended:
                raise CutShort(self._name, self._rows) from None
            raise NotJson(self._name, "är inte skriven i UTF-8, som JSON ska vara.") from None
        self._text = self._text[self._at :] + said
        self._at = 0
