"""Writing answers: text for people on standard output, one JSON value for programs, reasons on stderr."""

import json
import sys
from collections.abc import Sequence
from typing import Any, TextIO


def prepare() -> None:
    """Write UTF-8 whatever the console says; a file name that is no text is shown by its bytes.

    Without a console (Windows, started by a double click) there is nothing to write on.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str = "") -> None:
    """A line of the answer."""
    _write(sys.stdout, text)


def complain(text: str) -> None:
    """Why it was not done, on one line."""
    _write(sys.stderr, " ".join(text.split()))


def answer(value: Any) -> None:
    """The answer as JSON."""
    say(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def finish() -> None:
    """See that the answer was read: a reader who has gone is noticed here and not when Python ends."""
    if sys.stdout is not None:
        sys.stdout.flush()


def table(rows: Sequence[Sequence[str]], *, numbers_from: int) -> None:
    """Columns with two blanks between; those from `numbers_from` on are right-aligned."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.rjust(width) if place >= numbers_from else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        say("  ".join(cells).rstrip())


def _write(stream: TextIO | None, text: str) -> None:
    if stream is not None:
        stream.write(f"{text}\n")
