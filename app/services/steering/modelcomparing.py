"""What differs between two steering models, part by part: added, changed, removed, put in another order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from app.services.steering.modelformat_model import ModelFile

How = Literal["added", "changed", "removed", "reordered"]

#: One of a part, many of it, and the part as a heading, by its key in the model file.
PART_WORDS: Mapping[str, tuple[str, str]] = {
    "municipality": ("Kommunen", "Kommunen"),
    "model": ("Modellen", "Modellen"),
    "source_document": ("Källan", "Källan"),
    "metadata": ("Dokumentets uppgifter", "Dokumentets uppgifter"),
    "facts": ("Faktauppgift", "Faktauppgifter"),
    "texts": ("Text", "Texter"),
    "sustainability_dimensions": ("Hållbarhetsdimensioner", "Hållbarhetsdimensioner"),
    "unit_kinds": ("Organslag", "Organslag"),
    "bodies": ("Organ", "Organ"),
    "levels": ("Nivå", "Nivåer"),
    "perspective_info": ("Om perspektiven", "Om perspektiven"),
    "perspectives": ("Perspektiv", "Perspektiv"),
    "scorecard": ("Styrkortet", "Styrkortet"),
    "goals": ("Mål", "Mål"),
    "quality_criteria": ("Kvalitetskriterium", "Kvalitetskriterier"),
    "document_kinds": ("Dokumentslag", "Dokumentslag"),
    "agreement_kinds": ("Avtalsslag", "Avtalsslag"),
    "report_kinds": ("Rapport", "Rapporter"),
    "wheels": ("Årshjul", "Årshjul"),
    "wheel_patterns": ("Aktivitet i årshjulet", "Aktiviteter i årshjulet"),
    "budget": ("Budgetprocessen", "Budgetprocessen"),
    "roles": ("Roll", "Roller"),
    "quality_wheel": ("Kvalitetshjulet", "Kvalitetshjulet"),
    "management_levels": ("Nivå i ledningssystemet", "Nivåer i ledningssystemet"),
    "milestones": ("Steg i införandet", "Steg i införandet"),
    "evaluation": ("Utvärderingar", "Utvärderingar"),
    "glossary": ("Ord", "Ordlistan"),
    "renamings": ("Nytt namn", "Nya namn"),
    "inconsistencies": ("Känd motsägelse eller lucka", "Kända motsägelser och luckor"),
}
_NAMES = ("name", "title", "word", "item", "text")


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that is not as it was; `fields` are the keys in the file whose values differ."""

    part: str
    key: str
    name: str
    how: How
    fields: tuple[str, ...] = ()
    old_name: str = ""


def differences(before: ModelFile, after: ModelFile) -> tuple[Difference, ...]:
    """Everything that differs, in the order of the file; what tells whose model it is goes first."""
    found: list[Difference] = []
    if (before.key, before.edition) != (after.key, after.edition):
        fields = tuple(name for name in ("key", "edition") if getattr(before, name) != getattr(after, name))
        found.append(Difference("model", "", after.model.title, "changed", fields))
    for part in PART_WORDS:
        found += _in_part(part, getattr(before, part), getattr(after, part))
    return tuple(found)


def _in_part(part: str, before: Any, after: Any) -> Iterator[Difference]:
    if before == after:
        return
    rows = next((row for row in (*_rows(before), *_rows(after))), None)
    if rows is None or not isinstance(rows, BaseModel):
        how: How = "added" if before is None else "removed" if after is None else "changed"
        fields = _fields(before, after) if how == "changed" else ()
        yield Difference(part, "", PART_WORDS[part][0], how, fields)
        return
    old, new = _by_key(before), _by_key(after)
    for key, row in new.items():
        if key not in old:
            yield Difference(part, key, name_of(row), "added")
        elif old[key] != row:
            yield Difference(part, key, name_of(row), "changed", _fields(old[key], row), name_of(old[key]))
    for key, row in old.items():
        if key not in new:
            yield Difference(part, key, name_of(row), "removed")
    kept = [key for key in old if key in new]
    if kept != [key for key in new if key in old]:
        yield Difference(part, "", PART_WORDS[part][1], "reordered")


def name_of(row: Any) -> str:
    """What a row of a part is called."""
    return next((text for name in _NAMES if (text := getattr(row, name, None))), "")


def _rows(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else ()


def _by_key(value: Any) -> dict[str, Any]:
    """Rows by key, by word, or by what they are called; equal ones are told apart by their number."""
    found: dict[str, Any] = {}
    for row in _rows(value):
        key = getattr(row, "key", None) or name_of(row)
        number = 2
        while key in found:
            key, number = f"{name_of(row)} {number}", number + 1
        found[key] = row
    return found


def _fields(before: Any, after: Any) -> tuple[str, ...]:
    if not isinstance(before, BaseModel) or not isinstance(after, BaseModel):
        return ()
    return tuple(
        name for name in type(after).model_fields if getattr(before, name, None) != getattr(after, name)
    )
