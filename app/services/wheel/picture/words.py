"""What is written on the picture for an activity: its short name, with next, late and number in words."""

from dataclasses import dataclass, replace
from typing import Final

from app.services.wheel.picture import signs
from app.services.wheel.picture.colours import PHASE_WORDS
from app.services.wheel.picture.measure import width
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.views import Activity

NEXT: Final = "Nästa:"
LATE: Final = "Försenad:"
UNDATED: Final = "utan angiven tid"
NAMELESS: Final = "Utan namn"
_SPACE: Final = 0.22


@dataclass(frozen=True, slots=True)
class Words:
    """A label: a sign, a few semibold words, of which `kept` are always written, and the name."""

    sign: signs.Sign
    lead: str
    text: str
    kept: str = ""

    @property
    def lead_width(self) -> float:
        """What stands before the name, in sizes."""
        lead = width(self.lead, "semibold") + _SPACE if self.lead else 0.0
        return lead + (signs.ROOM if self.sign else 0.0)

    @property
    def brief(self) -> "Words":
        """The same without the words that the sign or the middle of the wheel says too."""
        return self if self.lead == self.kept else replace(self, lead=self.kept)

    @property
    def width(self) -> float:
        """All of it in one line, in sizes."""
        return self.lead_width + width(self.text)


def words_of(activity: Activity, options: WheelOptions, *, marked: bool) -> Words:
    """The label of an activity; one that is `marked` has its number or sign in its mark instead."""
    number = str(activity.number) if options.numbered and not marked else ""
    lead = LATE if activity.status == "late" else NEXT if activity.next else ""
    sign = "" if marked and not options.numbered else signs.sign_of(activity)
    lead = " ".join(filter(None, [number, lead]))
    return Words(sign, lead, plain(activity.short or activity.title), number)


def undated_words(activity: Activity, options: WheelOptions) -> Words:
    """The words of a band, which say that no time is known."""
    words = words_of(activity, options, marked=False)
    often = plain(activity.recurrence) if activity.recurrence else UNDATED
    phase = PHASE_WORDS.get(activity.phase or "", "").lower() if options.mono else ""
    return Words(words.sign, words.kept, " · ".join(filter(None, [words.text, often, phase])))


def undated_lead(activity: Activity, options: WheelOptions) -> str:
    """What stands before the names of several in a band; their phase too where there are no colours."""
    phase = PHASE_WORDS.get(activity.phase or "", "") if options.mono else ""
    return f"{phase}, {UNDATED}:" if phase else f"{UNDATED.capitalize()}:"


def plain(text: str) -> str:
    """The text in one line."""
    return " ".join(text.split()) or NAMELESS
