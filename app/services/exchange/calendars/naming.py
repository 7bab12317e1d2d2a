"""Which body an event of a calendar is about: by its name, its category, or the letters it is known by."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from app.services.exchange.calendars.found import FoundEvent
from app.services.textorder import fold

#: What bodies are called for short in most municipalities.
_SHORT: Final[Mapping[str, str]] = {
    "kf": "kommunfullmäktige",
    "ks": "kommunstyrelsen",
    "ksau": "kommunstyrelsens arbetsutskott",
    "au": "arbetsutskottet",
    "bun": "barn- och utbildningsnämnden",
    "sn": "socialnämnden",
    "son": "socialnämnden",
    "mbn": "miljö- och byggnadsnämnden",
    "vn": "valnämnden",
}
_JOINTS: Final = " :,.–-"
_MARK: Final = r"(inställ(?:t|d|da)|prel(?:\.|iminärt?)?|ev(?:\.|entuellt?)?)"
_BEFORE: Final = re.compile(rf"{_MARK}\s*(?:[:–]|-\s)\s*", re.IGNORECASE)
_AFTER: Final = re.compile(rf"\s*(?:\(|[:–]\s*|\s-\s*){_MARK}\)?$", re.IGNORECASE)


def standing_before(ending: str, *, cancelled: bool, tentative: bool = False) -> str:
    """What is written before a title for those programs that show every event as certain.

    `ending` is "d" or "t": "Inställd: ", "Inställt: ".
    """
    return f"Inställ{ending}: " if cancelled else "Preliminärt: " if tentative else ""


def standing_of(summary: str) -> tuple[Literal["cancelled", "tentative"] | None, str]:
    """What is written before or after a title of whether it will be, and the title without that."""
    match = _BEFORE.match(summary) or _AFTER.search(summary)
    bare = summary.replace(match[0], "", 1).strip() if match else ""
    if match is None or not bare:
        return None, summary
    return ("cancelled" if fold(match[1]).startswith("inst") else "tentative"), bare


def body_of(event: FoundEvent, known: Sequence[str]) -> tuple[str | None, str | None]:
    """The body of an event and what its title says besides; None where it names no known body."""
    if event.body is not None:
        return _known(event.body, known) or event.body, event.summary or None
    summary = standing_of(event.summary)[1]
    folded = fold(summary)
    for body in sorted(known, key=len, reverse=True):
        for name in (fold(body), *_letters(body)):
            if folded.startswith(name) and not folded[len(name) : len(name) + 1].isalnum():
                return body, summary[len(name) :].strip(_JOINTS) or None
    named = bodies_among(event.categories, known)
    return (named[0] if named else None), summary or None


def bodies_among(names: Iterable[str], known: Sequence[str]) -> tuple[str, ...]:
    """The known bodies that are named."""
    found = (_known(name, known) for name in names)
    return tuple(dict.fromkeys(body for body in found if body is not None))


def _known(name: str, known: Sequence[str]) -> str | None:
    wanted = fold(name.strip())
    whole = next((body for body in known if fold(body) == wanted), None)
    return whole or next((body for body in known if wanted in _letters(body)), None)


def _letters(body: str) -> tuple[str, ...]:
    folded = fold(body)
    return tuple(short for short, whole in _SHORT.items() if whole == folded)
