"""What each field of a part of a steering model says, in words: keys as names, months and days as such."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.services import formatting
from app.services.steering.modelcomparing import PART_WORDS, name_of
from app.services.steering.modelformat_base import Part
from app.services.steering.modelformat_evaluation import Share, StatedShare
from app.services.steering.modelformat_model import ModelFile
from app.services.steering.modelformat_process import BudgetStage, WheelPattern
from app.services.steering.modelformat_steering import Fact, Horizon, Milestone, ModelInfo
from app.services.steering.modelviews import horizon_words
from app.services.steering.modelwords import label_of, word_for
from app.services.steering.rules import bodies_in_words

#: Fields that hold keys of another part; the same field of a certain shape goes first.
_REFERRED: Mapping[str, str] = {
    **dict.fromkeys(
        ("decided_by", "prepared_by", "handled_by", "recipients", "scope_bodies", "bodies", "body",
         "participants", "part_of"), "bodies",
    ),
    **dict.fromkeys(("parent", "sources", "level", "AgreementSection.levels"), "levels"),
    "document_kind": "document_kinds",
    "wheel": "wheels",
    "wheel_pattern": "wheel_patterns",
    "Body.kind": "unit_kinds",
}  # fmt: skip
_MONTHS = frozenset({"month", "end_month", "start_month", "due_month", "ready_month"})
_KRONOR = frozenset({"kronor", "stated_cost"})
#: What stands as the name of a row, as a note below it, or is said together with another field.
_ASIDE = frozenset({"source", "note", "quote", "derived", "name_literal", "order", "key"})
_NAMES = ("name", "title", "word", "item", "text", "commissioner")
_TOGETHER: Mapping[type[Part], frozenset[str]] = {
    WheelPattern: frozenset({
        "start_month", "start_day", "end_month", "end_day", "month_part", "season", "tentative"
    }),
    BudgetStage: frozenset({"month", "end_month"}),
}  # fmt: skip
#: Numbers of a field that another one of the row has said already, in the words of the source.
_SAID_BY: Mapping[type[Part], Mapping[str, str]] = {
    Milestone: {"ready_year": "ready", "ready_month": "ready"},
    Fact: {"number": "text", "year": "text"},
    ModelInfo: {"successor": "successor_title"},
}
_NUMERALS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
#: The parts that a place such as `level.osb` may speak of.
PLACES: Mapping[str, str] = {
    "unit_kind": "unit_kinds", "body": "bodies", "level": "levels", "perspective": "perspectives",
    "document_kind": "document_kinds", "agreement_kind": "agreement_kinds", "report_kind": "report_kinds",
    "wheel": "wheels", "wheel_pattern": "wheel_patterns", "role": "roles", "fact": "facts", "text": "texts",
    "inconsistency": "inconsistencies",
}  # fmt: skip
_DAY = re.compile(r"\d\d-\d\d")
_LEAP_YEAR = 2024
_NONE = "inga"
_UNDATED = "okand"
#: What an activity without any month is timed by, in this order.
_ITS_WORDS = ("timing_text", "recurrence")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one field says, as one line or several."""

    field: str
    label: str
    lines: tuple[str, ...]

    @property
    def words(self) -> str:
        """Everything on one line."""
        return "; ".join(self.lines) if len(self.lines) > 1 else "".join(self.lines)


class Teller:
    """Tells parts of one model in words; `say_time` says when in the year an activity is."""

    def __init__(self, model: ModelFile, say_time: Callable[[Any], str]) -> None:
        self._model = model
        self._say_time = say_time
        self._names: dict[str, dict[str, str]] = {}

    def name(self, part: str, key: str) -> str:
        """What a part with a key is called; the key itself when there is none."""
        if part not in self._names:
            self._names[part] = {row.key: name_of(row) for row in getattr(self._model, part) or ()}
        return self._names[part].get(key, key)

    def statements(self, row: Part, *, whole: bool = False) -> tuple[Statement, ...]:
        """All that a row says beside its name and what has rows of its own; `whole` takes the name too."""
        name = None if whole else name_field(row)
        found = list(self._times(row))
        for field, info in type(row).model_fields.items():
            value = getattr(row, field)
            if field in _ASIDE or field == name or field in _TOGETHER.get(type(row), ()):
                continue
            if value == info.default or field == "decision_order" or _said_already(row, field):
                continue
            if isinstance(row, WheelPattern) and field in _ITS_WORDS and value == found[0].words:
                continue
            lines = self._lines(row, field, value)
            if lines:
                found.append(Statement(field, label_of(type(row).__name__, field), lines))
        return tuple(found)

    def place(self, place: str) -> str:
        """Where an inconsistency stands, in words: "Nivå: Nämndplan"."""
        kind, _, key = place.partition(".")
        if kind in PLACES:
            return f"{PART_WORDS[PLACES[kind]][0]}: {self.name(PLACES[kind], key)}"
        shape = type(getattr(self._model, kind)).__name__
        return f"{PART_WORDS[kind][1]}: {label_of(shape, key).lower()}"

    def _times(self, row: Part) -> Iterator[Statement]:
        if isinstance(row, WheelPattern):
            yield Statement("when", "När", (self._when(row),))
        elif isinstance(row, BudgetStage) and row.month is not None:
            ends = row.end_month or row.month
            words = "–".join(dict.fromkeys((_month(row.month), _month(ends))))
            yield Statement("when", "När", (words,))

    def _when(self, row: WheelPattern) -> str:
        """When in the year, or else what the source says of it; days that are only possible are added."""
        if row.precision == _UNDATED:
            return row.timing_text or row.recurrence or self._say_time(row)
        possible = " eller ".join(self._one(row, "tentative", day) for day in row.tentative or ())
        return ", ev. ".join(one for one in (self._say_time(row), possible) if one)

    def edition_name(self, key: str) -> str | None:
        """What an earlier model is called in words; None where only its key is known."""
        stem, _, number = key.rpartition("_")
        if stem == self._model.key and number.isdigit() and int(number) < self._model.edition:
            return f"Upplaga {number}"
        replaced = self._model.metadata.replaces if self._model.metadata is not None else None
        if replaced is None or replaced.decided_on is None:
            return replaced.title if replaced is not None else None
        return f"{replaced.title}, beslutad {formatting.write_long_date(replaced.decided_on)}"

    def _lines(self, row: Part, field: str, value: Any) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return self._several(row, field, value)
        if isinstance(row, ModelInfo) and field in ("predecessor", "successor"):
            named = self.edition_name(value) if field == "predecessor" else None
            return (named,) if named else ()
        if isinstance(value, Horizon):
            words = horizon_words(value)
            return tuple(dict.fromkeys(one for one in (words, value.text) if one))
        return () if isinstance(value, Part) else (self._one(row, field, value),)

    def _several(self, row: Part, field: str, values: tuple[Any, ...]) -> tuple[str, ...]:
        if not values:
            return (_NONE,)
        if isinstance(values[0], Part):
            return ()
        if field == "places":
            return tuple(self.place(value) for value in values)
        words = tuple(self._one(row, field, value) for value in values)
        if self._part_of(row, field) is None:
            return words
        order = getattr(row, "decision_order", None)
        both = field == "decided_by" and order is not None
        return ((bodies_in_words(words, order) or "") if both else ", ".join(words),)

    def _one(self, row: Part, field: str, value: Any) -> str:
        if isinstance(value, bool):
            return "ja" if value else "nej"
        if isinstance(value, date):
            return formatting.write_long_date(value)
        shape = type(row).__name__
        if isinstance(value, int):
            return _number(shape, field, value)
        part = self._part_of(row, field)
        if part is not None:
            return self.name(part, value)
        if field in ("period_start", "period_end", "tentative") and _DAY.fullmatch(value):
            day = date(_LEAP_YEAR, int(value[:2]), int(value[3:]))
            return formatting.write_day_month(day)
        return word_for(shape, field, value) or str(value)

    def _part_of(self, row: Part, field: str) -> str | None:
        return _REFERRED.get(f"{type(row).__name__}.{field}") or _REFERRED.get(field)


def name_field(row: Part) -> str | None:
    """The field that a row is called by; a share is called by what the results were used for."""
    if isinstance(row, Share | StatedShare):
        return "use" if row.use is not None else None
    fields = type(row).model_fields
    return next((name for name in _NAMES if name in fields and getattr(row, name)), None)


def _said_already(row: Part, field: str) -> bool:
    """Whether another field says the same, for a number of a fact only if the text has that number."""
    by = _SAID_BY.get(type(row), {}).get(field)
    text = getattr(row, by) if by is not None else None
    if not text or not isinstance(row, Fact):
        return bool(text)
    number = getattr(row, field)
    words = re.findall(r"\w+", text.casefold())
    spoken = _NUMERALS[number] if 0 <= number < len(_NUMERALS) else ""
    return str(number) in words or spoken in words or (spoken == "ett" and "en" in words)


def _number(shape: str, field: str, value: int) -> str:
    if field in _MONTHS:
        return _month(value)
    if field in _KRONOR:
        return formatting.write_kr(value * 100)
    return word_for(shape, field, str(value)) or str(value)


def _month(number: int) -> str:
    return formatting.MONTHS[number - 1]
