"""Words of an agreement that are filled in or derived: standard texts, frame rows, measures."""

import re
from datetime import date, timedelta
from decimal import Decimal

from app.models.scorecard import Indicator, IndicatorTarget
from app.services.agreements.document import FrameRow, FramesTable
from app.services.agreements.sources import Source
from app.services.budget.frames import parts_of
from app.services.budget.rules import compose
from app.services.formatting import DASH, write_long_date, write_number, write_percent, write_years

_FIELD = re.compile(r"\{([^{}]+)\}")
_SHORTEST_NAME = 4
_LONGEST_NOTE = 60
_NUMBERS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
#: The month of the yearly dialogue about agreements (`UH-12`).
_DIALOGUE_MONTH = 5

PREVIOUS = "Föregående års ram"
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
        "utförare": unit.name,
        "beställare": in_sentence(agreement.client, source.names),
        "avtal": f"”{unit.contract_title}”" if unit.contract_title else "med kommunen",
    }
    if source.municipality is not None:
        fields["kommun"] = source.municipality.official_name
    plan = plan_title(source)
    if plan:
        fields["plan"] = plan
    return fields | term_fields(agreement.starts, agreement.ends)


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


def fill_in(text: str, fields: dict[str, str]) -> str:
    """A standard text with its fields filled in; what is not known is left as a line to write on."""
    return _FIELD.sub(lambda field: fields.get(field[1], "…………"), text)


def in_sentence(text: str, names: frozenset[str] = frozenset()) -> str:
    """A phrase inside a sentence: a small first letter, unless it begins with a name or an abbreviation."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    if len(first) > 1 and first[1:2].isupper():
        return text
    named = (word for word in names if len(word) >= _SHORTEST_NAME)
    if any(first.startswith(word) for word in named) and not _common(first):
        return text
    return text[:1].lower() + text[1:]


def _common(word: str) -> bool:
    """Words that stand in names of units without being names themselves."""
    return word in {"Kommunstyrelsen", "Kommunfullmäktige"} or word.endswith(("nämnden", "utskottet"))


def frames_table(source: Source) -> FramesTable | None:
    """The frame of each year with its components, as the plan version says (`UH-05`)."""
    if not source.frames:
        return None
    years = tuple(frame.year for frame in source.frames)
    amounts: dict[str, list[int | None]] = {key: [None] * len(years) for key in ("", *COMPONENT_WORDS)}
    notes: dict[str, str] = {}
    carried: int | None = None
    for place, frame in enumerate(source.frames):
        follows = place > 0 and source.frames[place - 1].year == frame.year - 1
        previous = carried if follows else frame.previous
        amounts[""][place] = previous
        for part in frame.components:
            amounts[part.kind][place] = part.amount
            if part.note and part.kind not in notes:
                notes[part.kind] = part.note
        carried = compose(previous or 0, parts_of(frame)).total
    rows = [FrameRow(PREVIOUS, tuple(amounts[""]))] if any(v is not None for v in amounts[""]) else []
    rows += [
        FrameRow(_component_label(key, notes.get(key), source.names), tuple(amounts[key]))
        for key in COMPONENT_WORDS
        if any(amount is not None for amount in amounts[key])
    ]
    return FramesTable(years, tuple(rows), note=_frames_note(source))


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


def value_words(value: Decimal | None, unit_of_measure: str | None) -> str | None:
    """A value with a unit of measure in words; None when there is no value."""
    if value is None:
        return None
    unit = (unit_of_measure or "").strip()
    if unit in ("procent", "%"):
        return write_percent(value, None)
    if unit in ("", "st", "antal", "index"):
        return write_number(value)
    return f"{write_number(value)} {unit}"


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
