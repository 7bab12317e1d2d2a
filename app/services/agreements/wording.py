"""Words of an agreement that are filled in or derived: standard texts, frame rows, measures."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from app.models.budget import Frame
from app.models.scorecard import Indicator, IndicatorTarget
from app.services.agreements.document import FrameRow, FramesTable
from app.services.agreements.kinds import role_of_performer
from app.services.agreements.sources import Source
from app.services.agreements.valuewords import PREVIOUS, value_words
from app.services.budget.frames import parts_of
from app.services.budget.rules import compose
from app.services.formatting import DASH, MONTHS, write_long_date, write_number, write_years

_FIELD = re.compile(r"\{([^{}]+)\}")
_SENTENCE_END = re.compile(r"(?:\n\s*|(?:\w{3,}|[)”%])[.!?]\s+)$")
"""What stands before the first word of a sentence; a short word with a dot is an abbreviation."""
_SHORTEST_NAME = 4
_LONGEST_NOTE = 60
#: So many components a frame has before a picture of how it is composed says anything.
_SHARES = 2
_NUMBERS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
#: Endings of names that are words of the language rather than names.
_COMMON_ENDINGS = (
    "nämnden", "styrelsen", "fullmäktige", "utskottet", "beredningen", "förvaltningen", "kontoret",
)  # fmt: skip
#: The month of the yearly dialogue about agreements (`UH-12`).
_DIALOGUE_MONTH = 5

#: The rows of the frames table in the order of the paper: what the need costs, then what is chosen.
COMPONENT_WORDS = {
    "wages": "Lönekompensation",
    "prices": "Priskompensation",
    "rents": "Hyreskompensation",
    "volume": "Volym",
    "technical": "Teknisk justering",
    "plan": "Index och volym enligt plan",
    "priority": "Prioritering",
    "assignment": "Tillskott för uppdrag",
    "efficiency": "Effektiviseringskrav",
    "rounding": "Avrundning",
}


def fields_of(source: Source) -> dict[str, str]:
    """What the fields of the standard texts stand for; a field that is not known has no key."""
    agreement, unit = source.agreement, source.unit
    fields = {
        "utförare": performer_words(source),
        "enhet": _named_in_sentence(unit.name),
        "beställare": in_sentence(agreement.client, source.names),
        "avtal": f"”{unit.contract_title}”" if unit.contract_title else "med kommunen",
    }
    if source.municipality is not None:
        fields["kommun"] = source.municipality.official_name
    plan = plan_title(source)
    if plan:
        fields["plan"] = plan
    fields |= term_fields(agreement.starts, agreement.ends)
    if source.dialogue is not None:
        fields["dialog"] = f"{MONTHS[source.dialogue.month - 1]} {source.dialogue.year}"
    return fields


def performer_words(source: Source) -> str:
    """The performer inside a sentence: the unit, or the party that is none, such as the employees."""
    named = other_party(source)
    return in_sentence(named, source.names) if named else _named_in_sentence(source.unit.name)


def other_party(source: Source) -> str | None:
    """The performer where it is no unit: what was said, or the role that the kind has."""
    return source.agreement.performer_name or role_of_performer(source.agreement.kind)


def term_fields(starts: date | None, ends: date | None) -> dict[str, str]:
    """What the term gives the standard texts: years, validity and the next dialogue (`UH-04`)."""
    fields = {}
    if starts is not None:
        fields["första_år"] = str(starts.year)
        fields["giltighet"] = f"från och med den {write_long_date(starts)} och tills vidare"
    if ends is not None:
        fields["sista_år"] = str(ends.year)
        fields["dialog"] = f"maj {ends.year if ends.month > _DIALOGUE_MONTH else ends.year - 1}"
    if starts is not None and ends is not None:
        days = f"från och med den {write_long_date(starts)} till och med den {write_long_date(ends)}"
        length = _length(starts, ends)
        fields["giltighet"] = f"i {length}, {days}" if length else days
        years = write_years(starts.year, ends.year)
        fields["ramår"] = f"år {years}" if starts.year == ends.year else f"åren {years}"
    return fields


def _length(starts: date, ends: date) -> str | None:
    """The term in whole years or months; None when it is neither, or ends before it begins."""
    after = ends + timedelta(days=1)
    months = (after.year - starts.year) * 12 + after.month - starts.month
    if months <= 0 or after.day != starts.day:
        return None
    if months % 12:
        return f"{_in_words(months)} {'månad' if months == 1 else 'månader'}".replace("ett månad", "en månad")
    return f"{_in_words(months // 12)} år"


def _in_words(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def plan_title(source: Source) -> str | None:
    """The document that the agreement makes concrete, or the budget plan where there is none."""
    if source.above is not None:
        return source.above.title
    return source.plan.name if source.plan is not None else None


def fill_in(text: str, fields: Mapping[str, str]) -> str:
    """A standard text with its fields filled in; what is not known is left as a line to write on."""
    return _FIELD.sub(lambda field: _placed(fields.get(field[1], "…………"), text[: field.start()]), text)


def _placed(words: str, before: str) -> str:
    """Words with a capital where they begin a sentence."""
    begins = not before.strip() or _SENTENCE_END.search(before) is not None
    return words[:1].upper() + words[1:] if begins else words


def in_sentence(text: str, names: frozenset[str] = frozenset()) -> str:
    """A phrase inside a sentence: a small first letter, unless it begins with a name or an abbreviation."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    if len(first) > 1 and first[1:2].isupper():
        return text
    named = (word for word in names if len(word) >= _SHORTEST_NAME)
    if any(first.startswith(word) for word in named) and not _common(text):
        return text
    return text[:1].lower() + text[1:]


def _named_in_sentence(name: str) -> str:
    """The name of a unit inside a sentence: with a small letter where it says what the unit is."""
    return in_sentence(name) if _common(name) else name


def _common(name: str) -> bool:
    """Whether a name says what it names, as socialnämnden does."""
    return name.rstrip().endswith(_COMMON_ENDINGS)


def frames_table(source: Source) -> FramesTable | None:
    """The frame of each year with its components, as the plan version says (`UH-05`)."""
    if not source.frames:
        return None
    years = tuple(frame.year for frame in source.frames)
    amounts: dict[str, list[int | None]] = {key: [None] * len(years) for key in ("", *COMPONENT_WORDS)}
    notes: dict[str, str] = {}
    amounts[""] = list(_previous_frames((*source.frames_before, *source.frames)))[-len(years) :]
    for place, frame in enumerate(source.frames):
        for part in frame.components:
            amounts[part.kind][place] = part.amount
            if part.note and part.kind not in notes:
                notes[part.kind] = part.note
    rows = [FrameRow(PREVIOUS, tuple(amounts[""]))] if any(v is not None for v in amounts[""]) else []
    rows += [
        FrameRow(_component_label(key, notes.get(key), source.names), tuple(amounts[key]))
        for key in COMPONENT_WORDS
        if any(amount is not None for amount in amounts[key])
    ]
    return FramesTable(years, tuple(rows), note=_frames_note(source), chart=len(rows) >= _SHARES)


def _previous_frames(frames: Iterable[Frame]) -> Iterator[int | None]:
    """What each frame goes on from: the whole of the year before where it is known, else what it says."""
    known: dict[int, int] = {}
    for frame in frames:
        previous = known.get(frame.year - 1, frame.previous)
        yield previous
        known[frame.year] = compose(previous or 0, parts_of(frame)).total


def _component_label(key: str, note: str | None, names: frozenset[str]) -> str:
    words = COMPONENT_WORDS[key]
    if not note or len(note) > _LONGEST_NOTE or "\n" in note:
        return words
    return f"{words}: {in_sentence(note.strip().rstrip('.'), names)}"


def _frames_note(source: Source) -> str | None:
    version, plan = source.plan_version, source.plan
    if version is None or plan is None:
        return None
    made = [version.body, write_long_date(version.decided_on) if version.decided_on else None]
    facts = ", ".join(part for part in (*made, version.paragraph) if part)
    note = f"Ramarna följer versionen ”{version.name}” av {plan.name}"
    return f"{note} ({facts})." if facts else f"{note}."


def measure_words(indicator: Indicator, value: Decimal | None) -> str | None:
    """A value with its unit of measure: 61 %, 12, 390 kr."""
    return value_words(value, indicator.unit_of_measure)


def target_for(indicator: Indicator, due: int | None) -> IndicatorTarget | None:
    """The target of the year a commitment is due, otherwise the last one before it."""
    reached = [row for row in indicator.targets if due is None or row.year <= due]
    return max(reached or indicator.targets, key=lambda row: row.year, default=None)


def target_words(indicator: Indicator, due: int | None) -> str | None:
    """The value aimed at, as number or in words."""
    target = target_for(indicator, due)
    return None if target is None else aim_words(indicator, target)


def aim_words(indicator: Indicator, target: IndicatorTarget) -> str | None:
    """A target as number, as range or in words."""
    if target.value is not None and target.upper is not None:
        return f"{write_number(target.value)}{DASH}{measure_words(indicator, target.upper)}"
    return measure_words(indicator, target.value) or target.text
