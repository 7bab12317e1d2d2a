"""The rows of the list of activities: those with a time, those without, and the days by law."""

from collections.abc import Hashable
from dataclasses import dataclass

from app.services.formatting import MONTHS, write_day_month
from app.services.wheel.views import Activity, LegalDay, WheelView
from app.ui.wheel import words
from app.ui.wheel.filtering import in_order

WITHOUT, LEGAL = "undated", "legal"
_SHORTEST = 10
"""A longer word for how often stands below the title."""
_HEADINGS = {WITHOUT: "Utan angiven tid i modellen", LEGAL: "Lagens gränser"}


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row: an activity, a day by law, or the heading over some of them."""

    key: Hashable
    time: str
    title: str
    note: str = ""
    activity: Activity | None = None
    day: LegalDay | None = None
    remarks: tuple[str, ...] = ()

    @property
    def heading(self) -> bool:
        """Whether it stands over others."""
        return self.activity is None and self.day is None

    @property
    def example(self) -> bool:
        """Whether it is invented."""
        return self.activity is not None and self.activity.example

    @property
    def status(self) -> str:
        """How far it has come, or the paragraph of a day by law."""
        if self.activity is not None:
            return words.status_word(self.activity)
        return short_paragraph(self.day.paragraph) if self.day is not None else ""

    @property
    def spoken(self) -> str:
        """What the title says together with all that is only drawn."""
        if self.activity is None:
            met = ", uppfylld" if self.day is not None and self.day.met else ""
            return f"{self.title}{met}"
        one = self.activity
        example = "Exempel" if one.example else ""
        said = [one.title, example, words.phase_word(one), ", ".join(one.bodies), self.note, *self.remarks]
        return ". ".join(part for part in said if part)


def list_rows(view: WheelView, by: str = "", *, descending: bool = False) -> tuple[ListRow, ...]:
    """Everything that the wheel holds, in its three parts; sorting never mixes them."""
    ones = in_order(view, by, descending=descending)
    dated = [activity_row(one, view) for one in ones if one.when.dated]
    without = [activity_row(one, view) for one in ones if not one.when.dated]
    legal = [legal_row(day) for day in view.legal]
    rows = [*dated]
    for key, part in ((WITHOUT, without), (LEGAL, legal)):
        if part:
            rows += [ListRow((key,), "", _HEADINGS[key]), *part]
    return tuple(rows)


def activity_row(one: Activity, view: WheelView) -> ListRow:
    """The row of an activity; what is pressing comes before what the source says besides."""
    remarks = view.notices.get(one.key, ())
    return ListRow(one.key, time_words(one), one.title, _note(one, remarks), one, remarks=remarks)


def legal_row(day: LegalDay) -> ListRow:
    """The row of a day by law."""
    return ListRow(legal_key(day), write_day_month(day.day), day.name, day=day)


def legal_key(day: LegalDay) -> tuple[str, str, str]:
    """What tells a day by law from the others of the year."""
    return ("legal", day.key, day.day.isoformat())


def time_words(one: Activity) -> str:
    """When it is, large letter first; what recurs without a time says how often, as far as there is room."""
    if one.when.dated:
        return words.sentence_case(one.when.words)
    said = one.recurrence or ""
    short = said if len(said) <= _SHORTEST else words.rhythm_word(one.rhythm)
    return words.sentence_case(short) or "–"


def short_paragraph(paragraph: str) -> str:
    """The paragraph without the name of its law: "11 kap. 10–11 §§"."""
    head, sign, _ = paragraph.rpartition("§")
    return f"{head}{sign}".replace(" och ", "–") if sign else paragraph


def says_more(one: Activity) -> str:
    """The source's own words for the time, where they say more than the time shown does."""
    source = one.when.source or ""
    return "" if _bare(source) == _bare(one.when.words) else source


def _told_longer(one: Activity) -> str:
    said = one.recurrence or ""
    return said if len(said) > _SHORTEST else ""


def _bare(text: str) -> str:
    """A time without what only tells one way of writing it from another."""
    bare = text.casefold().replace("/", "–").replace("-", "–").replace(" ", "").replace(".", "")
    for name in MONTHS:
        bare = bare.replace(name, name[:3])
    return bare.replace("sept", "sep")


def _note(one: Activity, remarks: tuple[str, ...]) -> str:
    if one.red and one.bound is not None:
        return f"Lagens gräns {write_day_month(one.bound.deadline)}"
    if remarks:
        return remarks[0]
    source = says_more(one) or ("" if one.when.dated else _told_longer(one))
    return words.SOURCE_SAYS.format(source) if source else ""
