"""Reads a file that the user points out, a certificate or a PDF; one that is too large is not read."""

import os
import stat
from pathlib import Path
from typing import Final

from app.services.reports.signing.errors import FileTooLarge, FileUnreadable
from app.services.steering.documents.filenames import safe_name

#: A certificate is a few kilobytes; a scanned agreement can be many megabytes.
MOST_FOR_CERTIFICATE: Final = 1_000_000
MOST_FOR_PDF: Final = 200_000_000


def read_file(path: Path, most: int = MOST_FOR_PDF) -> bytes:
    """The bytes of a file; raises FileUnreadable, FileTooLarge."""
    try:
        with path.open("rb") as opened:
            state = os.fstat(opened.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise FileUnreadable(safe_name(path.name))
            if state.st_size > most:
                raise FileTooLarge(safe_name(path.name), most)
            return opened.read(most)
    except (OSError, ValueError):
        raise FileUnreadable(safe_name(path.name)) from None
