"""Words of an agreement that are filled in or derived: standard texts, frame rows, measures."""

import re
from decimal import Decimal

from app.models.scorecard import Indicator, IndicatorTarget
from app.services.agreements.document import FrameRow, FramesTable
from app.services.agreements.sources import Source
from app.services.formatting import write_long_date, write_number, write_percent

_FIELD = re.compile(r"\{([^{}]+)\}")
_SHORTEST_NAME = 4
_LONGEST_NOTE = 60

PREVIOUS = "Föregående års ram"
#: The rows of the frames table in the order of the paper: what the need costs, then what is chosen.
COMPONENT_WORDS = {
    "wages": "Index för löner",
    "prices": "Index för priser",
    "rents": "Index för hyror",
    "volume": "Volym",
    "technical": "Teknisk justering",
    "plan": "Index och volym enligt plan",
    "priority": "Prioritering",
    "assignment": "Tillskott för uppdrag",
    "efficiency": "Effektivisering",
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
    if agreement.starts is not None:
        fields["första_år"] = str(agreement.starts.year)
    if agreement.ends is not None:
        fields["sista_år"] = str(agreement.ends.year)
    plan = plan_title(source)
    if plan:
        fields["plan"] = plan
    return fields


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
        carried = (previous or 0) + sum(part.amount for part in frame.components)
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
    note = f"Ramarna följer versionen ”{version.name}” av {in_sentence_plan(plan.name)}"
    return f"{note} ({facts})." if facts else f"{note}."


def in_sentence_plan(name: str) -> str:
    """A plan's title inside a sentence keeps its capital, as titles do."""
    return name.strip()


def measure_words(indicator: Indicator, value: Decimal | None) -> str | None:
    """A value with its unit of measure: 61 %, 12, 390 kr."""
    if value is None:
        return None
    unit = (indicator.unit_of_measure or "").strip()
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
    if target is None:
        return None
    return measure_words(indicator, target.value) or target.text
