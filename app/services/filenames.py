"""Names of files that are proposed or made: what any text becomes as one."""

import re
from typing import Final

from app.services.textorder import nfc

LONGEST_NAME: Final = 120
_LONGEST_NAME_BYTES: Final = 200
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')


def safe_file_name(text: str) -> str:
    """The text as a file name that every system takes; å, ä and ö stay, and it is never empty."""
    allowed = _FORBIDDEN.sub("-", " ".join(nfc(text).split())).replace("\u2013", "-")
    name = " ".join(allowed.split()).strip(" .-")
    name = name[:LONGEST_NAME].encode("utf-8")[:_LONGEST_NAME_BYTES].decode("utf-8", "ignore").rstrip(" .-")
    if not name:
        return "namnlös"
    return f"_{name}" if _RESERVED.match(name) else name
