"""The parts of a steering model as rows of a tree, whole: every part with what stands inside it below."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from app.services.steering.modelcomparing import PART_WORDS
from app.services.steering.modeledits import in_order
from app.services.steering.modelformat_base import Part
from app.services.steering.modelformat_model import ModelFile
from app.services.steering.modeltelling import PLACES, Statement, Teller, name_field
from app.services.steering.modelwords import label_of, word_for

Sort = Literal["part", "inner", "group", "fact", "item"]
#: Which field of what stands inside a row is shown in which column of the row's own table.
_COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "DecisionStep": {"category": ("kind",), "decided_by": ("bodies",), "cycle": ("wheel_pattern",)},
    "AgreementSection": {"value": ("description", "standard_text"), "level": ("mandatory",)},
    "Clause": {"value": ("text",)},
    "ManagementLevel": {"category": ("level",), "decided_by": ("text",)},
}
_MANDATORY = {True: "obligatoriskt", False: "frivilligt"}
_SEVERAL = "flera"
_UNNAMED = "Annan uppgift"
_READ_OUT = "utläst"
#: One and several of what is odd in the source, by kind; the other kinds are contradictions.
_ODD: Mapping[str, tuple[str, str]] = {
    "saknas": ("lucka", "luckor"),
    "format": ("skrivsätt", "skrivsätt"),
    "stavning": ("stavning", "stavningar"),
}
_CONTRADICTION = ("motsägelse", "motsägelser")
_MIXED = ("anmärkning", "anmärkningar")


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A row of the model: a part, what stands inside one, a heading, or what one field says.

    `key` is there for what can be edited as a row of `part`. `read_out` are fields that are read out of
    the source rather than stated there; `literal` is False where the name is put together.
    """

    id: str
    above: str | None
    part: str
    key: str | None
    sort: Sort
    kicker: str
    name: str
    cells: Mapping[str, str]
    statements: tuple[Statement, ...] = ()
    note: str = ""
    quote: str = ""
    source: str = ""
    read_out: tuple[str, ...] = ()
    literal: bool = True
    form: str = ""
    oddities: tuple[str, ...] = ()
    odd: str = ""
    """The oddities in a word or two: "motsägelse", "lucka", "2 motsägelser"."""

    @property
    def texts(self) -> Iterator[str]:
        """Every text that the row shows somewhere."""
        yield self.name
        yield from self.cells.values()
        for statement in self.statements:
            yield from statement.lines
        yield from (self.note, self.quote, self.source, *self.oddities)


class RowMaker:
    """Makes the rows of one model."""

    def __init__(self, model: ModelFile, say_time: Callable[[Any], str]) -> None:
        self._model = model
        self._tell = Teller(model, say_time)

    def rows(self, parts: Iterable[str], *, bare: str | None = None) -> tuple[ModelRow, ...]:
        """The rows of some parts; each stands under a heading but the one that is `bare`."""
        made: list[ModelRow] = []
        for part in parts:
            value = getattr(self._model, part)
            if isinstance(value, Part):
                made += self._single(part, value)
            elif value:
                made += self._listed(part, bare=part == bare)
        return self._with_oddities(made)

    def _listed(self, part: str, *, bare: bool) -> Iterator[ModelRow]:
        heading = None if bare else part
        if heading is not None and part != "wheel_patterns":
            count = len(getattr(self._model, part))
            yield self._group(part, part, None, PART_WORDS[part][1], count)
        for number, row in enumerate(in_order(self._model, part), start=1):
            if isinstance(row, str):
                yield ModelRow(f"{part}/{number}", part, part, None, "item", PART_WORDS[part][0],
                               str(number), {"value": row})  # fmt: skip
                continue
            key = getattr(row, "key", None)
            path = f"{part}/{key or number}"
            yield self._row(row, path, self._above(part, row, heading), part, key, PART_WORDS[part][0])
            yield from self._inside(row, path, part)

    def _above(self, part: str, row: Any, heading: str | None) -> str | None:
        if part == "wheel_patterns":
            return f"wheels/{row.wheel}"
        key = {"levels": "parent", "bodies": "part_of"}.get(part)
        above = getattr(row, key) if key is not None else None
        return heading if above is None else f"{part}/{above}"

    def _single(self, part: str, row: Part) -> Iterator[ModelRow]:
        """A part that there is one of: a heading, and below it a row for each field."""
        title = PART_WORDS[part][1]
        heading = self._group(part, part, None, title)
        notes = _notes(row)
        cells = {"value": notes["note"]} if notes["note"] else {}
        yield replace(heading, cells=cells, statements=self._tell.statements(row, whole=True), **notes)
        for statement in self._tell.statements(row, whole=True):
            path = f"{part}/{statement.field}"
            several = len(statement.lines) > 1
            cells = {} if several else {"value": statement.words}
            said = () if several else (statement,)
            yield ModelRow(path, part, part, None, "fact", title, statement.label, cells, said)
            if several:
                for number, line in enumerate(statement.lines, start=1):
                    only = Statement(statement.field, statement.label, (line,))
                    yield ModelRow(f"{path}/{number}", path, part, None, "item",
                                   f"{statement.label} · {title}", str(number), {"value": line},
                                   (only,))  # fmt: skip
        yield from self._inside(row, part, part, grouped=True)

    def _inside(self, row: Part, path: str, part: str, *, grouped: bool = False) -> Iterator[ModelRow]:
        """What stands inside a row; under headings when there may be several sorts."""
        fields = [field for field in type(row).model_fields if _holds_parts(getattr(row, field))]
        of_a_sort = len([name for name in type(row).model_fields if name in _INNER]) == 1
        for field in fields:
            value = getattr(row, field)
            label = label_of(type(row).__name__, field)
            above = path
            if grouped or not of_a_sort:
                above = f"{path}/{field}"
                yield self._group(above, part, path, label, len(value) if isinstance(value, tuple) else 1)
            for number, one in enumerate(value if isinstance(value, tuple) else (value,), start=1):
                inner = f"{path}/{field}/{getattr(one, 'key', None) or number}"
                kicker = f"{label} · {PART_WORDS[part][1] if path == part else _called(row)}"
                made = self._row(one, inner, above, part, None, kicker)
                yield _as_read_out(made, label) if field in getattr(row, "derived", ()) else made
                yield from self._inside(one, inner, part)

    def _row(
        self, row: Any, path: str, above: str | None, part: str, key: str | None, kicker: str
    ) -> ModelRow:
        statements = self._tell.statements(row)
        cells = {one.field: _in_cell(one) for one in statements}
        cells |= {"order": str(row.order)} if hasattr(row, "order") else {}
        cells |= {"count": _SEVERAL} if getattr(row, "collective", False) else {}
        if key is None or path.count("/") > 1:
            cells = self._inner_cells(row, statements)
        return ModelRow(
            path, above, part, key, "part" if path.count("/") == 1 else "inner", kicker, _called(row), cells,
            statements, form=getattr(row, "form", "") or "", **_notes(row),
        )  # fmt: skip

    def _inner_cells(self, row: Part, statements: tuple[Statement, ...]) -> dict[str, str]:
        words = {one.field: one.words for one in statements}
        shape = type(row).__name__
        if shape not in _COLUMNS:
            return words | {"value": " · ".join(_said(one) for one in statements)}
        cells = {
            column: " · ".join(words[field] for field in fields if field in words)
            for column, fields in _COLUMNS[shape].items()
        }
        mandatory = getattr(row, "mandatory", None)
        return cells | ({"level": _MANDATORY[mandatory]} if mandatory is not None else {})

    def _group(
        self, path: str, part: str, above: str | None, title: str, count: int | None = None
    ) -> ModelRow:
        said = () if count is None else (Statement("count", "Antal", (str(count),)),)
        return ModelRow(path, above, part, None, "group", PART_WORDS[part][1], title, {}, said)

    def _with_oddities(self, rows: list[ModelRow]) -> tuple[ModelRow, ...]:
        """The rows with the known inconsistencies of the source at their places."""
        ids = {row.id for row in rows}
        found: dict[str, list[Any]] = {}
        for one in self._model.inconsistencies or ():
            for place in one.places:
                kind, _, key = place.partition(".")
                path = f"{PLACES.get(kind, kind)}/{key}"
                path = path if path in ids else kind
                if path in ids:
                    found.setdefault(path, []).append(one)
        return tuple(
            replace(row, **_oddities(dict.fromkeys(found[row.id]))) if row.id in found else row
            for row in rows
        )


def oddity_words(one: Any) -> str:
    """An inconsistency in words: what it is, what the source states, and what stands against it."""
    if one.stated and one.computed:
        return f"{one.text} Angivet: {one.stated}. Mot det står: {one.computed}."
    return f"{one.text} Angivet: {one.stated}." if one.stated else one.text


def _oddities(found: Iterable[Any]) -> dict[str, Any]:
    notes = tuple(found)
    words = {_ODD.get(one.kind, _CONTRADICTION) for one in notes}
    single, several = words.pop() if len(words) == 1 else _MIXED
    odd = single if len(notes) == 1 else f"{len(notes)} {several}"
    return {"oddities": tuple(map(oddity_words, notes)), "odd": odd}


def _as_read_out(row: ModelRow, label: str) -> ModelRow:
    """What stands inside a field that is read out of the source is read out as much."""
    value = row.cells.get("value", "")
    cells = {**row.cells, "value": f"{value} ({_READ_OUT})" if value else _READ_OUT}
    return replace(row, cells=cells, read_out=(label.lower(), *row.read_out))


#: Fields that hold parts of a sort of their own.
_INNER = frozenset({
    "phases", "replaces", "decision_steps", "parties", "signed_by", "sections", "clauses", "stages",
    "allocation_areas", "costs", "usage", "shares", "target_groups", "unused", "silent_areas", "facts",
})  # fmt: skip


def _in_cell(statement: Statement) -> str:
    """What fits a cell: of a horizon the time alone, without the words of the source."""
    return statement.lines[0] if statement.field == "horizon" else statement.words


def _said(statement: Statement) -> str:
    """A statement without its label, where the value alone would say nothing with it."""
    return statement.label.lower() if statement.lines == ("ja",) else statement.words


def _holds_parts(value: Any) -> bool:
    if isinstance(value, tuple):
        return bool(value) and isinstance(value[0], Part)
    return isinstance(value, Part) and type(value).__name__ != "Horizon"


def _called(row: Part) -> str:
    field = name_field(row)
    if field is None:
        return _UNNAMED
    value = str(getattr(row, field))
    return word_for(type(row).__name__, field, value) or value


def _notes(row: Any) -> dict[str, Any]:
    shape = type(row).__name__
    derived = getattr(row, "derived", ())
    return {
        "note": getattr(row, "note", None) or "",
        "quote": getattr(row, "quote", None) or "",
        "source": getattr(row, "source", None) or "",
        "read_out": tuple(label_of(shape, name).lower() for name in derived),
        "literal": getattr(row, "name_literal", True),
    }
