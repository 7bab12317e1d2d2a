"""What screen, paper and command line read about the organisation."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models.organisation import Unit, UnitKind, UnitSuccession
from app.services.formatting import write_period
from app.services.organisation import rules
from app.services.organisation.brief import MunicipalityBrief, municipality_brief
from app.services.organisation.municipality_view import (
    FactRow,
    MandateRow,
    MunicipalityView,
    municipality_view,
)
from app.services.organisation.succession import MERGED, MOVED, RENAMED, SPLIT, all_steps, as_of
from app.services.organisation.units import Role, get_unit
from app.services.storage.erasure import ERASED_NAME
from app.services.textorder import sort_key

__all__ = [
    "FactRow",
    "HistoryRow",
    "KindRow",
    "MandateRow",
    "MunicipalityBrief",
    "MunicipalityView",
    "OrganisationView",
    "UnitDetail",
    "UnitRow",
    "kinds",
    "municipality_brief",
    "municipality_view",
    "organisation_view",
    "unit_detail",
]

NOT_YET = "modellen gäller inte än"


@dataclass(frozen=True)
class KindRow:
    """A kind of body or unit that the model knows, in the model's order."""

    id: int
    key: str
    name: str
    category: str


@dataclass(frozen=True)
class UnitRow:
    """A unit as it stood on the day of the view; `parent_id` is None at the top and in a group."""

    id: int
    parent_id: int | None
    version: int
    name: str
    abbreviation: str | None
    kind_id: int
    kind: str
    category: str
    roles: tuple[Role, ...]
    performer: str | None
    in_model: bool
    contract_title: str | None
    contract_number: str | None
    contract_ends: date | None
    partners: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    note: str | None
    source: str | None
    example: bool

    @property
    def group(self) -> str | None:
        """The group outside the municipality's own tree that the unit stands in, by category."""
        return self.category if self.category in rules.OUTSIDE else None

    @property
    def manager_words(self) -> str:
        """The roles that manage the unit."""
        return ", ".join(role.title for role in self.roles)

    @property
    def performer_words(self) -> str:
        """Whether the unit performs, and whether the model does not apply to it yet (`ORG-08`)."""
        word = rules.PERFORMER_NAMES[self.performer]
        return word if self.performer is None or self.in_model else f"{word}, {NOT_YET}"

    @property
    def contract_words(self) -> str:
        """The contract with its number, "" when there is none."""
        return rules.contract_words(self.contract_title, self.contract_number)

    @property
    def others_words(self) -> str:
        """With whom: partners, or else the contract."""
        return ", ".join(self.partners) or self.contract_words

    @property
    def validity_words(self) -> str:
        """From when to when, "" when nothing is stated."""
        if self.valid_from is None and self.valid_to is None:
            return ""
        return write_period(self.valid_from, self.valid_to)

    @property
    def people(self) -> tuple[str, ...]:
        """The personal names that are kept here; one that was erased is none."""
        names = {role.person_name for role in self.roles if role.person_name}
        return tuple(sorted(names - {ERASED_NAME}, key=sort_key))


@dataclass(frozen=True)
class OrganisationView:
    """The organisation on a day, parents before children and siblings in their order."""

    on: date | None
    """None shows everything there has been."""
    units: tuple[UnitRow, ...]
    former: int
    """How many units are not shown since they do not hold on the day."""
    change_days: tuple[date, ...]
    """The days on which the organisation changed, the latest first."""

    @property
    def performers(self) -> tuple[UnitRow, ...]:
        """The performers that the model applies to."""
        return tuple(unit for unit in self.units if unit.performer is not None and unit.in_model)

    @property
    def not_yet(self) -> tuple[UnitRow, ...]:
        """The performers that the model does not apply to yet."""
        return tuple(unit for unit in self.units if unit.performer is not None and not unit.in_model)

    @property
    def without_manager(self) -> tuple[UnitRow, ...]:
        """The performers in the model for which no manager's role is stated."""
        return tuple(unit for unit in self.performers if not unit.roles)


@dataclass(frozen=True)
class HistoryRow:
    """Something that happened to the unit; the other is what it became, came from or stood under."""

    happened_on: date
    how: str
    words: str
    other_id: int | None
    other_name: str
    share: Decimal | None


@dataclass(frozen=True)
class UnitDetail:
    """One unit as it is now, with its place and its history."""

    unit: UnitRow
    path: tuple[str, ...]
    """The names above it, the top first."""
    history: tuple[HistoryRow, ...]
    below: int
    """How many units stand under it."""


def kinds(session: Session) -> tuple[KindRow, ...]:
    """The kinds of units, in the model's order."""
    rows = session.scalars(select(UnitKind).order_by(UnitKind.position))
    return tuple(KindRow(row.id, row.key, row.name, row.category) for row in rows)


def organisation_view(session: Session, *, on: date | None) -> OrganisationView:
    """The organisation on a day as it was then; without a day, every unit there has been, as it is now."""
    rows = _all_units(session)
    steps = all_steps(session)
    if on is None:
        shown = [(row, row.parent_id, row.name) for row in rows]
    else:
        by_id = {row.id: row for row in rows}
        shown = [(by_id[each.unit_id], each.parent_id, each.name) for each in as_of(rows, steps, on=on)]
    made = [_unit_row(row, parent_id, name) for row, parent_id, name in shown]
    return OrganisationView(
        on=on,
        units=tuple(_in_order(made, {row.id: row.position for row in rows})),
        former=len(rows) - len(shown),
        change_days=tuple(sorted({step.happened_on for step in steps}, reverse=True)),
    )


def unit_detail(session: Session, *, unit_id: int) -> UnitDetail:
    """One unit with its place and history; raises NotFound."""
    unit = get_unit(session, unit_id)
    names = {row.id: row for row in _all_units(session)}
    below = sum(1 for row in names.values() if row.parent_id == unit_id)
    history = tuple(row for step in all_steps(session) if (row := _history(step, unit_id, names)) is not None)
    return UnitDetail(_unit_row(unit, unit.parent_id, unit.name), _path(unit, names), history, below)


def _all_units(session: Session) -> Sequence[Unit]:
    related = (selectinload(Unit.kind), selectinload(Unit.roles), selectinload(Unit.partners))
    return session.scalars(select(Unit).options(*related)).all()


def _unit_row(row: Unit, parent_id: int | None, name: str) -> UnitRow:
    return UnitRow(
        id=row.id,
        parent_id=parent_id,
        version=row.version,
        name=name,
        abbreviation=row.abbreviation,
        kind_id=row.kind_id,
        kind=row.kind.name,
        category=row.kind.category,
        roles=tuple(Role(role.title, role.person_name) for role in row.roles),
        performer=row.performer,
        in_model=row.in_model,
        contract_title=row.contract_title,
        contract_number=row.contract_number,
        contract_ends=row.contract_ends,
        partners=tuple(partner.name for partner in row.partners),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        note=row.note,
        source=row.source,
        example=row.example,
    )


def _in_order(rows: Iterable[UnitRow], positions: Mapping[int, int]) -> Iterator[UnitRow]:
    below: dict[int | None, list[UnitRow]] = defaultdict(list)
    listed = list(rows)
    known = {row.id for row in listed}
    for row in listed:
        below[row.parent_id if row.parent_id in known else None].append(row)
    for siblings in below.values():
        siblings.sort(key=lambda row: (positions[row.id], sort_key(row.name), row.id))
    stack = below[None][::-1]
    while stack:
        row = stack.pop()
        yield row
        stack.extend(reversed(below[row.id]))


def _path(unit: Unit, names: Mapping[int, Unit]) -> tuple[str, ...]:
    found: list[str] = []
    above = unit.parent_id
    while above is not None and len(found) < len(names):
        found.append(names[above].name)
        above = names[above].parent_id
    return tuple(reversed(found))


_FORWARD = {SPLIT: "Delad, blev bland annat", MERGED: "Sammanslagen, blev"}
_BACKWARD = {SPLIT: "Kom till genom delning av", MERGED: "Kom till genom sammanslagning av"}


def _history(step: UnitSuccession, unit_id: int, names: Mapping[int, Unit]) -> HistoryRow | None:
    if step.from_unit_id == unit_id:
        if step.how == RENAMED:
            return HistoryRow(step.happened_on, step.how, "Hette tidigare", None, step.old_name or "", None)
        if step.how == MOVED:
            place = None if step.old_parent_id is None else names[step.old_parent_id].name
            words = "Låg tidigare under" if place else "Låg tidigare överst"
            return HistoryRow(step.happened_on, step.how, words, step.old_parent_id, place or "", None)
        other, words = names[step.to_unit_id], _FORWARD[step.how]
    elif step.to_unit_id == unit_id:
        other, words = names[step.from_unit_id], _BACKWARD[step.how]
    else:
        return None
    return HistoryRow(step.happened_on, step.how, words, other.id, other.name, step.share)
