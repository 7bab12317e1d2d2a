"""Where a figure is to be measured: at its owner, at units that must follow it, or in the municipality."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.models.scorecard import Indicator
from app.services.organisation.rules import valid_on
from app.services.scorecard.below import below
from app.services.textorder import sort_key

WHOLE = "hela kommunen"
NOBODY = "Ingen ägare"
GENDER_WORDS: Mapping[str, str] = {"T": "", "K": "kvinnor", "M": "män"}


class Place(NamedTuple):
    """A cell of measuring: the figure, the unit (None: the whole municipality), the period and the gender."""

    indicator_id: int
    unit_id: int | None
    period: str
    gender: str


class Units:
    """The units with their names, their order in the organisation, and what stands below each."""

    def __init__(self, session: Session) -> None:
        columns = select(Unit.id, Unit.parent_id, Unit.name, Unit.valid_from, Unit.valid_to)
        rows = session.execute(columns).all()
        self.names: Mapping[int, str] = {row.id: row.name for row in rows}
        self._parents = {row.id: row.parent_id for row in rows}
        self._spans = {row.id: (row.valid_from, row.valid_to) for row in rows}
        self._below: dict[int, frozenset[int]] = {}
        self.order: Mapping[int | None, int] = {
            unit_id: place for place, unit_id in enumerate([None, *self._in_order()])
        }

    def below(self, unit_id: int) -> frozenset[int]:
        """What stands below a unit, near and far."""
        if unit_id not in self._below:
            self._below[unit_id] = below(self._parents, unit_id)
        return self._below[unit_id]

    def within(self, unit_id: int) -> frozenset[int]:
        """A unit with what stands below it."""
        return self.below(unit_id) | {unit_id}

    def holds(self, unit_id: int | None, first: date, last: date) -> bool:
        """Whether a unit holds on any day of a period."""
        if unit_id is None:
            return True
        starts, ends = self._spans[unit_id]
        return valid_on(starts, ends, first) or valid_on(starts, ends, last)

    def name(self, unit_id: int | None) -> str:
        """What a unit is called; the municipality as a whole has no unit."""
        return WHOLE if unit_id is None else self.names[unit_id]

    def _in_order(self) -> Iterator[int]:
        children: dict[int | None, list[int]] = {}
        for unit_id, parent in self._parents.items():
            children.setdefault(parent, []).append(unit_id)
        waiting = [None]  # type: list[int | None]
        while waiting:
            at = waiting.pop()
            if at is not None:
                yield at
            waiting += sorted(children.get(at, ()), key=lambda one: sort_key(self.names[one]), reverse=True)


def owner_words(indicator: Any, units: Units, unit_id: int | None) -> str:
    """Who answers for a figure in a unit: its owner, with the role; a unit that must follow it does."""
    owner, role = indicator.owner_unit_id, indicator.owner_role
    if indicator.obligatory and owner is not None and unit_id is not None and unit_id in units.below(owner):
        return units.names[unit_id]
    if owner is not None:
        return units.names[owner] if not role else f"{units.names[owner]}, {role}"
    return role or NOBODY


def whose(unit: str | None, gender: str) -> str:
    """Whose value it is, in words: Hemtjänst, kvinnor."""
    return ", ".join(word for word in (unit or WHOLE, GENDER_WORDS.get(gender, gender)) if word)


def expected_units(indicator: Any, units: Units, measured: Iterable[int | None]) -> frozenset[int | None]:
    """Where a figure is to be measured; `measured` is where it has been this year or the last.

    An obligatory one is measured below its owner, and at the owner itself unless that follows from the
    units below. Another is measured where it was measured before, or else at its owner.
    """
    owner, before = indicator.owner_unit_id, frozenset(measured)
    if not indicator.obligatory or owner is None:
        return before or frozenset({owner})
    under = units.below(owner)
    return before | (under if under and indicator.across else under | {owner})


def expected_genders(indicator: Any) -> tuple[str, ...]:
    """Which values a figure has: one, or also those of women and men; a gap is between those two alone."""
    if indicator.target_kind == "gap":
        return ("K", "M")
    return ("T", "K", "M") if indicator.by_gender else ("T",)


def indicators_of(session: Session, keys: Iterable[int] | None = None) -> list[Any]:
    """The figures with everything that measuring asks for, as plain rows."""
    columns = (
        Indicator.id, Indicator.version, Indicator.name, Indicator.unit_of_measure, Indicator.decimals,
        Indicator.direction, Indicator.scale, Indicator.frequency, Indicator.first_year, Indicator.last_year,
        Indicator.due_days, Indicator.by_gender, Indicator.summing, Indicator.across, Indicator.formula,
        Indicator.owner_unit_id, Indicator.owner_role, Indicator.obligatory, Indicator.target_kind,
        Indicator.threshold, Indicator.threshold_upper, Indicator.source, Indicator.definition,
        Indicator.example,
    )  # fmt: skip
    statement = select(*columns)
    if keys is not None:
        statement = statement.where(Indicator.id.in_(list(keys)))
    return list(session.execute(statement))
