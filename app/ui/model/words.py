"""How changes of the model are spoken of: in the log, in questions, and in the undo menu."""

from collections.abc import Mapping

#: A part in the definite form, inside a sentence.
THE: Mapping[str, str] = {
    "levels": "nivån",
    "perspectives": "perspektivet",
    "document_kinds": "dokumentslaget",
    "bodies": "organet",
    "unit_kinds": "organslaget",
    "agreement_kinds": "avtalsslaget",
    "report_kinds": "rapporten",
    "wheels": "årshjulet",
    "wheel_patterns": "aktiviteten",
    "roles": "rollen",
}
#: What can be added, with its indefinite article.
NEW: Mapping[str, str] = {
    "levels": "nivå",
    "perspectives": "perspektiv",
    "document_kinds": "dokumentslag",
}
#: Another of the same sort, which could take over.
OTHER: Mapping[str, str] = {
    "levels": "någon annan nivå",
    "perspectives": "något annat perspektiv",
    "document_kinds": "något annat dokumentslag",
}
_FIELDS = {
    "short_name": "det korta namnet för {}",
    "question": "frågan för {}",
    "form": "formen för {}",
    "parent": "vad {} ligger under",
    "sources": "vad {} också bygger på",
    "decided_by": "vem som beslutar om {}",
    "prepared_by": "vem som bereder {}",
    "horizon": "horisonten för {}",
    "cycle": "cykeln för {}",
    "measurable": "mätbarheten för {}",
    "scope": "omfattningen för {}",
    "category": "kategorin för {}",
    "level": "vilken nivå {} hör till",
    "content": "innehållet i {}",
    "stance": "hållningen för {}",
    "title": "modellens titel",
    "name": "modellens namn",
    "summary": "modellens sammanfattning",
    "valid_from": "när modellen börjar gälla",
    "valid_to": "när modellen slutar gälla",
    "validity_text": "källans ord om giltigheten",
    "predecessor": "vad modellen ersätter",
}


def renamed(part: str, old: str, new: str) -> str:
    """A change of name: "Bytte namn på nivån Mål till Effektmål"."""
    return f"Bytte namn på {THE[part]} {old} till {new}"


def changed(field: str, part: str = "", name: str = "") -> str:
    """A change of a field: "Ändrade frågan för nivån Mål"."""
    return f"Ändrade {_FIELDS[field].format(f'{THE[part]} {name}' if part else '')}"


def added(part: str, name: str) -> str:
    """Something new: "Lade till nivån Mål"."""
    return f"Lade till {THE[part]} {name}"


def moved(part: str, name: str) -> str:
    """Another place in the order: "Flyttade nivån Mål"."""
    return f"Flyttade {THE[part]} {name}"


def removed(part: str, name: str) -> str:
    """Something that goes: "Tog bort nivån Mål"."""
    return f"Tog bort {THE[part]} {name}"


def asked(said: str) -> str:
    """What was to be done, as a question: "Ändra formen för nivån Mål?"."""
    for past, verb in (("Ändrade", "Ändra"), ("Tog bort", "Ta bort")):
        said = said.replace(past, verb, 1) if said.startswith(past) else said
    return f"{said}?"
