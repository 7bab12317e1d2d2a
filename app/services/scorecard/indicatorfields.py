"""The fields of an indicator: what each can be, what it is called, and how they must fit together."""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.scorecard import Indicator, IndicatorTarget, Measurement
from app.services.scorecard.indicatorerrors import (
    LONGEST_NAME,
    CodeTaken,
    EndsBeforeItBegins,
    GapNeedsGender,
    NameTooLong,
    OutOfBounds,
    ScaleInUse,
    ScaleTooShort,
    UnknownChoice,
)
from app.services.scorecard.periods import FREQUENCIES, read_period
from app.services.scorecard.words import (
    ACROSS,
    ASPECTS,
    DIRECTIONS,
    NATURES,
    SUMMINGS,
    TARGET_KINDS,
)
from app.services.textorder import fold
from app.services.typed import needed, optional

MOST_DECIMALS = 6
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
#: The fields that can be said, with what the log calls them.
FIELD_WORDS: Mapping[str, str] = {
    "name": "namnet",
    "code": "koden",
    "definition": "definitionen",
    "unit_of_measure": "måttenheten",
    "decimals": "antalet decimaler",
    "direction": "riktningen",
    "scale": "skalan",
    "aspect": "vad som mäts",
    "nature": "om måttet är ledande eller eftersläpande",
    "frequency": "hur ofta det mäts",
    "first_year": "första året",
    "last_year": "sista året",
    "due_days": "när utfallet ska vara klart",
    "by_gender": "könsuppdelningen",
    "summing": "hur perioder blir ett år",
    "across": "hur enheter blir en helhet",
    "owner_unit_id": "ägaren",
    "owner_role": "ansvarig roll",
    "source": "källan",
    "perspective_id": "perspektivet",
    "baseline": "utgångsvärdet",
    "baseline_period": "utgångsvärdets period",
    "target_kind": "vad målvärdet är",
    "threshold": "gränsen",
    "threshold_upper": "den övre gränsen",
    "comparison_group": "jämförelsegruppen",
}
FIELDS: Collection[str] = FIELD_WORDS.keys()
_CHOICES: Mapping[str, tuple[str, Collection[str]]] = {
    "direction": ("riktning", DIRECTIONS),
    "aspect": ("det som mäts", ASPECTS),
    "nature": ("ledande eller eftersläpande", NATURES),
    "frequency": ("mätfrekvens", FREQUENCIES),
    "summing": ("sätt att räkna ihop perioder", SUMMINGS),
    "across": ("sätt att räkna ihop enheter", ACROSS),
    "target_kind": ("målvärde", TARGET_KINDS),
}
_NEVER_EMPTY = frozenset({"summing", "target_kind"})
_TEXTS = frozenset(
    {"code", "definition", "unit_of_measure", "owner_role", "source", "comparison_group"}
)  # fmt: skip
_BOUNDS: Mapping[str, tuple[str, int, int]] = {
    "decimals": ("Antalet decimaler", 0, MOST_DECIMALS),
    "first_year": ("Första året", _FIRST_YEAR, _LAST_YEAR),
    "last_year": ("Sista året", _FIRST_YEAR, _LAST_YEAR),
    "due_days": ("Antalet dagar efter periodens slut", 0, 730),
}


def cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as they are stored; raises a sentence for what a field cannot be."""
    return {field: _cleaned(field, value) for field, value in values.items()}


def _cleaned(field: str, value: Any) -> Any:
    if field not in FIELDS:
        raise TypeError(f"an indicator has no field {field}")
    if field == "name":
        return _name(value)
    if field in _TEXTS:
        return optional(value)
    if field in _CHOICES:
        return _chosen(field, value)
    if field in _BOUNDS and value is not None:
        what, lowest, highest = _BOUNDS[field]
        if not lowest <= value <= highest:
            raise OutOfBounds(what, lowest, highest)
    if field == "scale":
        return _scale(value)
    if field == "baseline_period":
        return read_period(value).text if optional(value) else None
    return value


def _name(value: str) -> str:
    name = " ".join(needed(value, "Måttets namn").split())
    if len(name) > LONGEST_NAME:
        raise NameTooLong(len(name))
    return name


def _chosen(field: str, value: str | None) -> str | None:
    what, known = _CHOICES[field]
    if (value is None and field in _NEVER_EMPTY) or (value is not None and value not in known):
        raise UnknownChoice(what, value or "inget")
    return value


def _scale(value: Collection[str] | None) -> list[str] | None:
    steps = [" ".join(step.split()) for step in value or () if step.strip()]
    if not steps:
        return None
    if len(steps) < 2 or len({fold(step) for step in steps}) < len(steps):
        raise ScaleTooShort
    return steps


def check_row(session: Session, row: Indicator) -> None:
    """Raises a sentence when the fields of an indicator do not fit each other or what is stored of it."""
    for check in _CHECKS:
        check(session, row)


def _check_years(_session: Session, row: Indicator) -> None:
    if row.first_year is not None and row.last_year is not None and row.last_year < row.first_year:
        raise EndsBeforeItBegins(row.first_year, row.last_year)


def _check_gap(_session: Session, row: Indicator) -> None:
    if row.target_kind == "gap" and not row.by_gender:
        raise GapNeedsGender(row.name)


def _check_code(session: Session, row: Indicator) -> None:
    if row.code is None:
        return
    other = select(Indicator.name).where(Indicator.code == row.code, Indicator.id != row.id).limit(1)
    name = session.scalar(other)
    if name is not None:
        raise CodeTaken(row.code, name)


def _check_scale(session: Session, row: Indicator) -> None:
    """A scale that is measured on keeps the steps that are used."""
    if row.direction != "scale" or not row.scale:
        return
    used: list[Decimal | None] = []
    for model in (Measurement, IndicatorTarget):
        values = session.scalars(select(model.value).where(model.indicator_id == row.id).distinct())
        used += values
    highest = max((int(value) for value in used if value is not None), default=0)
    if highest > len(row.scale):
        raise ScaleInUse(highest, len(row.scale))


_CHECKS: tuple[Callable[[Session, Indicator], None], ...] = (
    _check_years, _check_gap, _check_code, _check_scale,
)  # fmt: skip
