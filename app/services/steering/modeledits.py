"""Pure edits of a steering model: each takes a whole model and gives another that holds together.

Keys never change, so everything that refers to a part keeps it. What a user changes is no longer read
out of the source: the field leaves `derived`.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from app.services.steering import modelformat_steering as shape
from app.services.steering.modelcomparing import name_of
from app.services.steering.modelerrors import LastPart, NameTaken, PartGone, Unfitting
from app.services.steering.modelformat_base import Part, Sourced, composed
from app.services.steering.modelformat_checks import problems_of_sense
from app.services.steering.modelformat_errors import problems_of_shape
from app.services.steering.modelformat_model import ModelFile
from app.services.steering.modelproblems import in_words
from app.services.textorder import fold
from app.services.typed import needed

_Row = TypeVar("_Row", bound=BaseModel)
_SHOWN = 3
#: Parts whose order is a field of their own and not only their place in the file.
_ORDERED = frozenset({"levels", "perspectives"})
#: Fields that refer to one row of a part, and fields that list several, by the part they refer to.
_SINGLE_REFERENCES = {
    "levels": ("parent", "level"),
    "document_kinds": ("document_kind",),
    "wheel_patterns": ("wheel_pattern",),
}
_LISTED_REFERENCES = {"levels": ("sources", "levels")}
#: What a note calls a row of a part in its places: `level.osb`.
_PLACES = {
    "levels": "level", "perspectives": "perspective", "document_kinds": "document_kind",
    "agreement_kinds": "agreement_kind", "report_kinds": "report_kind", "wheels": "wheel",
    "wheel_patterns": "wheel_pattern", "unit_kinds": "unit_kind", "bodies": "body", "roles": "role",
    "facts": "fact", "texts": "text",
}  # fmt: skip


def checked(model: ModelFile, *, before: ModelFile | None = None) -> ModelFile:
    """The model read anew, as strictly as from a file; raises Unfitting where it does not hold together.

    `before` gives names to parts that the model no longer has.
    """
    data = composed(model.model_dump(exclude_defaults=True)) | {"format": model.format}
    try:
        read = ModelFile.model_validate(data)
    except ValidationError as error:
        found = problems_of_shape(error, data)[:_SHOWN]
        raise Unfitting([in_words(model, each, before=before) for each in found]) from None
    problems = problems_of_sense(read)
    if problems:
        raise Unfitting([in_words(model, each, before=before) for each in problems[:_SHOWN]])
    return read


def set_info(model: ModelFile, **values: Any) -> ModelFile:
    """Change what is said of the model itself: title, name, summary, validity …"""
    if "title" in values:
        values["title"] = needed(values["title"], "Modellens titel")
    return checked(model.model_copy(update={"model": _changed(model.model, values)}))


def set_fields(model: ModelFile, part: str, key: str, **values: Any) -> ModelFile:
    """Change fields of one row of a part; names must be there, and no two of a part have the same."""
    row = row_of(model, part, key)
    for field in ("name", "title"):
        if field in values:
            values[field] = needed(values[field], "Namnet")
            _refuse_taken(model, part, values[field], but=key)
    changed = _changed(row, values)
    return checked(_replaced(model, part, [changed if one is row else one for one in rows_of(model, part)]))


def add_level(
    model: ModelFile, *, name: str, form: str, parent: str | None, after: str | None = None, **values: Any
) -> ModelFile:
    """Add a level after another in the order (last when none is given)."""
    name = _new_name(model, "levels", name)
    level = shape.Level.model_construct(
        key=new_key(model, "levels", name), order=1, name=name, form=form, parent=parent, **values
    )
    return checked(_inserted(model, "levels", level, after))


def add_perspective(model: ModelFile, *, name: str, after: str | None = None, **values: Any) -> ModelFile:
    """Add a perspective after another in the order (last when none is given)."""
    name = _new_name(model, "perspectives", name)
    row = shape.Perspective.model_construct(
        key=new_key(model, "perspectives", name), order=1, name=name, **values
    )
    return checked(_inserted(model, "perspectives", row, after))


def add_document_kind(
    model: ModelFile, *, name: str, category: str, after: str | None = None, **values: Any
) -> ModelFile:
    """Add a kind of document after another (last when none is given)."""
    name = _new_name(model, "document_kinds", name)
    row = shape.DocumentKind.model_construct(
        key=new_key(model, "document_kinds", name),
        name=name,
        category=needed(category, "Kategorin"),
        **values,
    )
    return checked(_inserted(model, "document_kinds", row, after))


def move(model: ModelFile, part: str, key: str, *, steps: int) -> ModelFile:
    """Move a row so many steps down (up when negative); it stops at the ends."""
    rows = in_order(model, part)
    place = rows.index(row_of(model, part, key))
    row = rows.pop(place)
    rows.insert(max(0, min(len(rows), place + steps)), row)
    return checked(_replaced(model, part, _renumbered(part, rows)))


def remove(model: ModelFile, part: str, key: str, *, heir: str | None = None) -> ModelFile:
    """Take a row away; what the model says with its help is said with the heir's, or no longer.

    Levels below a level that goes stand under its heir, or under the level above it.
    """
    row = row_of(model, part, key)
    rows = [one for one in in_order(model, part) if one is not row]
    if not rows and part == "levels":
        raise LastPart(f"Nivån ”{name_of(row)}”")
    left = _replaced(model, part, _renumbered(part, rows))
    return checked(_redirected(left, part, key, heir, getattr(row, "parent", None)), before=model)


def row_of(model: ModelFile, part: str, key: str) -> Any:
    """One row of a part; raises PartGone when it is not there."""
    row = next((row for row in rows_of(model, part) if row.key == key), None)
    if row is None:
        raise PartGone
    return row


def rows_of(model: ModelFile, part: str) -> Sequence[Any]:
    """The rows of a part as they stand in the file."""
    return getattr(model, part) or ()


def in_order(model: ModelFile, part: str) -> list[Any]:
    """The rows of a part in their order."""
    rows = list(rows_of(model, part))
    return sorted(rows, key=lambda row: row.order) if part in _ORDERED else rows


def new_key(model: ModelFile, part: str, name: str) -> str:
    """A key made from a name, unlike every other in its part: "Nämndplan 2" is `namndplan_2`."""
    bare = unicodedata.normalize("NFD", name.casefold().replace("ß", "ss"))
    plain = "".join(letter for letter in bare if not unicodedata.combining(letter))
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40] or "ny"
    stem = stem if stem[0].isalpha() else f"ny_{stem}"
    taken = {row.key for row in rows_of(model, part)}
    number, key = 2, stem
    while key in taken:
        key, number = f"{stem}_{number}", number + 1
    return key


def _new_name(model: ModelFile, part: str, name: str) -> str:
    name = needed(name, "Namnet")
    _refuse_taken(model, part, name, but=None)
    return name


def _refuse_taken(model: ModelFile, part: str, name: str, *, but: str | None) -> None:
    for row in rows_of(model, part):
        if row.key != but and fold(name_of(row)) == fold(name):
            raise NameTaken(name)


def _changed(row: _Row, values: Mapping[str, Any]) -> _Row:
    new = {name: value for name, value in values.items() if getattr(row, name) != value}
    if new and isinstance(row, Sourced):
        new["derived"] = tuple(name for name in row.derived if name not in new)
        if "name" in new:
            new["name_literal"] = True
    return row.model_copy(update=new)


def _replaced(model: ModelFile, part: str, rows: Sequence[Any]) -> ModelFile:
    """The model with other rows in a part; a source that was silent stays so when there are none."""
    value = tuple(rows) if rows or getattr(model, part) is not None else None
    return model.model_copy(update={part: value})


def _inserted(model: ModelFile, part: str, row: Part, after: str | None) -> ModelFile:
    rows = in_order(model, part)
    place = next((at + 1 for at, one in enumerate(rows) if one.key == after), len(rows))
    rows.insert(place, row)
    return _replaced(model, part, _renumbered(part, rows))


def _renumbered(part: str, rows: Sequence[Any]) -> list[Any]:
    if part not in _ORDERED:
        return list(rows)
    return [row.model_copy(update={"order": place}) for place, row in enumerate(rows, start=1)]


def _redirected(model: ModelFile, part: str, key: str, heir: str | None, above: str | None) -> ModelFile:
    """The model with every reference to a row that has gone pointing elsewhere, or nowhere."""
    mend = partial(_mended, part=part, key=key, heir=heir, above=above)
    mended = _walked(model, mend)
    place = _PLACES.get(part)
    if place is None or not mended.inconsistencies:
        return mended
    old, new = f"{place}.{key}", f"{place}.{heir}"
    notes = tuple(
        note.model_copy(
            update={
                "places": tuple(
                    dict.fromkeys(new if one == old else one for one in note.places if one != old or heir)
                )
            }
        )
        for note in mended.inconsistencies
    )
    return mended.model_copy(update={"inconsistencies": notes})


def _walked(row: _Row, mend: Callable[[Any], Any]) -> _Row:
    """A part with everything inside it mended, from the inside out."""
    new: dict[str, Any] = {}
    for name in type(row).model_fields:
        value = getattr(row, name)
        if isinstance(value, Part):
            new[name] = _walked(value, mend)
        elif isinstance(value, tuple) and value and isinstance(value[0], Part):
            new[name] = tuple(_walked(one, mend) for one in value)
    made: _Row = mend(row.model_copy(update=new) if new else row)
    return made


def _mended(row: Any, *, part: str, key: str, heir: str | None, above: str | None) -> Any:
    new: dict[str, Any] = {}
    own = getattr(row, "key", None)
    for name in _SINGLE_REFERENCES.get(part, ()):
        if getattr(row, name, None) == key:
            new[name] = above if name == "parent" and heir in (None, own) else heir
    for name in _LISTED_REFERENCES.get(part, ()):
        listed = getattr(row, name, ())
        if isinstance(listed, tuple) and key in listed:
            new[name] = tuple(dict.fromkeys(heir or one if one == key else one for one in listed))
            new[name] = tuple(one for one in new[name] if one not in (key, own))
    if not new:
        return row
    parent, sources = new.get("parent", getattr(row, "parent", None)), new.get("sources", ())
    if parent in (sources or getattr(row, "sources", ())):
        new["sources"] = tuple(one for one in sources or row.sources if one != parent)
    return row.model_copy(update=_without_derived(row, new))


def _without_derived(row: Any, new: dict[str, Any]) -> dict[str, Any]:
    """A field that no longer has a value cannot be derived."""
    derived = getattr(row, "derived", ())
    left = tuple(name for name in derived if name not in new or new[name] is not None)
    return {**new, "derived": left} if left != derived else new
