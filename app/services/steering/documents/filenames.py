"""Names of attached files made safe: nothing in them reaches outside the folder they are written to."""

import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath

_SEPARATORS = re.compile(r"[/\\]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_GAPS = re.compile(r"\s+")
#: Names that mean a device on Windows, whatever suffix they have.
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")}
)
#: Marks inside an emoji; every other invisible mark goes.
_KEPT_MARKS = frozenset("\u200d\ufe0f")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_LONGEST = 120
_LONGEST_BYTES = 200
_LONGEST_SUFFIX = 12
FALLBACK = "bilaga"
#: What an operating system runs rather than shows.
_PROGRAMS = frozenset({
    ".app", ".bat", ".cmd", ".com", ".cpl", ".desktop", ".dll", ".exe", ".hta", ".jar", ".js", ".jse", ".lnk",
    ".msc", ".msi", ".ps1", ".reg", ".scr", ".sh", ".url", ".vb", ".vbe", ".vbs", ".wsf", ".wsh", ".pif",
    ".inf", ".chm", ".gadget", ".msp", ".scf", ".appref-ms", ".command", ".py", ".pyw",
})  # fmt: skip


def safe_name(name: str) -> str:
    """The last part of a path as a name that any system can hold; å and emoji are kept."""
    last = _SEPARATORS.split(unicodedata.normalize("NFC", name))[-1]
    spaced = "".join(" " if char.isspace() else char for char in last)
    seen = "".join(c for c in spaced if c in _KEPT_MARKS or unicodedata.category(c) not in _HIDDEN)
    bare = _GAPS.sub(" ", _FORBIDDEN.sub("_", seen)).strip(" .")
    if not bare.strip("".join(_KEPT_MARKS)):
        return FALLBACK
    if bare.split(".")[0].strip().casefold() in _RESERVED:
        bare = f"_{bare}"
    return _shortened(bare)


def free_name(name: str, taken: Collection[str]) -> str:
    """A name that none of the others has, with a number before its suffix where it is needed."""
    others = {one.casefold() for one in taken}
    found, number = name, 2
    stem, suffix = _parted(name)
    while found.casefold() in others:
        found = f"{stem} ({number}){suffix}"
        number += 1
    return found


def is_program(name: str) -> bool:
    """Whether opening the file could run something."""
    return PurePosixPath(name.casefold()).suffix in _PROGRAMS


def _shortened(name: str) -> str:
    stem, suffix = _parted(name)
    stem = stem[: _LONGEST - len(suffix)]
    while len((stem + suffix).encode("utf-8")) > _LONGEST_BYTES:
        stem = stem[:-1]
    return f"{stem.rstrip(' .')}{suffix}" or FALLBACK


def _parted(name: str) -> tuple[str, str]:
    suffix = PurePosixPath(name).suffix
    return (name.removesuffix(suffix), suffix) if 1 < len(suffix) <= _LONGEST_SUFFIX else (name, "")
