"""What is wrong with a changed model, in the words of the screen: parts by name, fields by label."""

import re
from collections.abc import Mapping

from app.services.steering.modelcomparing import PART_WORDS, name_of
from app.services.steering.modelformat_errors import Problem
from app.services.steering.modelformat_model import ModelFile
from app.services.steering.modelwords import LABELS, label_of

_THE: Mapping[str, str] = {
    "unit_kinds": "organslaget", "bodies": "organet", "levels": "nivån", "perspectives": "perspektivet",
    "document_kinds": "dokumentslaget", "agreement_kinds": "avtalsslaget", "report_kinds": "rapporten",
    "wheels": "årshjulet", "wheel_patterns": "aktiviteten", "roles": "rollen", "glossary": "ordet",
}  # fmt: skip
_ROW = re.compile(r"([a-z_]+)\[([^\]]+)\](?:\.([a-z_]+))?")
_FIELD = re.compile(r"([a-z_]+)\.([a-z_]+)")
_LOST = re.compile(r"anger (\w+) ”([^”]+)”")
_RING = re.compile(r"(?<=: ).+ → .+")
_WORD = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")


def in_words(model: ModelFile, problem: Problem, *, before: ModelFile | None = None) -> str:
    """One problem: "nivån ”Mål” bygger på sig själv: Mål → Plan → Mål".

    `before` is the model as it was, which knows the names of parts that are gone.
    """
    reason = _LOST.sub(lambda found: _lost(before or model, found), problem.reason)
    row, field = _ROW.match(problem.key), _FIELD.fullmatch(problem.key)
    if row is not None and row[1] in PART_WORDS:
        names = {getattr(one, "key", ""): name_of(one) for one in getattr(model, row[1]) or ()}
        the = f"{_THE.get(row[1], PART_WORDS[row[1]][0].lower())} ”{names.get(row[2], row[2])}”"
        ring = _RING.sub(lambda found: _named(found[0], names), reason)
        shape = type(getattr(model, row[1])[0]).__name__
        return f"{the}: {_label(shape, row[3])} {_labelled(ring)}" if row[3] else f"{the} {_labelled(ring)}"
    if field is not None and field[1] in PART_WORDS:
        shape = type(getattr(model, field[1])).__name__
        return f"{_label(shape, field[2])} {_labelled(reason)}"
    return f"{problem.key} {reason}"


def _lost(model: ModelFile, found: re.Match[str]) -> str:
    """A part that is referred to and is gone, by the name it had."""
    part = next((part for part, the in _THE.items() if found[1].endswith(the)), None)
    names = {getattr(one, "key", ""): name_of(one) for one in getattr(model, part) or ()} if part else {}
    return f"anger {found[1]} ”{names.get(found[2]) or found[2]}”"


def _named(ring: str, names: Mapping[str, str]) -> str:
    return " → ".join(names.get(key, key) for key in ring.split(" → "))


def _label(shape: str, field: str) -> str:
    return f"”{label_of(shape, field)}”"


def _labelled(reason: str) -> str:
    """A reason with the names of fields as they are called on the screen."""
    return _WORD.sub(lambda found: f"”{LABELS[found[0]]}”" if found[0] in LABELS else found[0], reason)
