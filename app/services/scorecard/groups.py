"""Use cases on comparison groups: the municipalities that it is fair to be compared with (`GOAL-08`)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.comparisons import ComparisonGroup, ComparisonValue, OtherMunicipality
from app.models.errors import DomainError, NotFound
from app.models.organisation import Municipality
from app.models.scorecard import Indicator
from app.models.types import new_id
from app.services.scorecard.comparing import is_municipality
from app.services.storage import check_version, describe, touch
from app.services.textorder import fold, sort_key
from app.services.typed import needed, optional

MOST_LETTERS = 200


class GroupNameTaken(DomainError):
    """Another comparison group has the name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Det finns redan en jämförelsegrupp som heter ”{name}”. Välj ett annat namn.")


class GroupNameTooLong(DomainError):
    """The name has more letters than a list can show."""

    def __init__(self, count: int) -> None:
        super().__init__(f"Gruppens namn har {count} tecken. Skriv högst {MOST_LETTERS}.")


class NobodyInGroup(DomainError):
    """A comparison group would hold no municipality."""

    def __init__(self) -> None:
        super().__init__("Gruppen har ingen kommun. Välj minst en kommun att jämföra med.")


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A comparison group as it is chosen and edited."""

    id: int
    version: int
    name: str
    codes: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """A municipality that can be ticked; `values` says whether figures have been read of it."""

    code: str
    name: str
    county: str
    values: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A group that can be made at once."""

    name: str
    codes: tuple[str, ...]


def group_rows(session: Session) -> tuple[GroupRow, ...]:
    """Every comparison group by name."""
    rows = [
        GroupRow(row.id, row.version, row.name, tuple(row.codes), row.note)
        for row in session.scalars(select(ComparisonGroup))
    ]
    return tuple(sorted(rows, key=lambda row: sort_key(row.name)))


def municipality_rows(session: Session) -> tuple[MunicipalityRow, ...]:
    """The municipalities that figures have been read of, without the own one, by name."""
    own = session.scalar(select(Municipality.code))
    valued = set(session.scalars(select(ComparisonValue.municipality_id).distinct()))
    rows = [
        MunicipalityRow(row.code, row.name or row.code, row.code[:2], row.id in valued)
        for row in session.scalars(select(OtherMunicipality))
        if row.code != own and is_municipality(row.code, row.kind)
    ]
    return tuple(sorted(rows, key=lambda row: sort_key(row.name)))


def proposals(session: Session) -> tuple[Proposal, ...]:
    """Groups that suggest themselves: all there are, and those of the same county."""
    own = session.scalar(select(Municipality.code))
    county = session.scalar(select(Municipality.county))
    rows = municipality_rows(session)
    made = [Proposal("Alla kommuner med värden", tuple(row.code for row in rows if row.values))]
    near = tuple(row.code for row in rows if own and row.county == own[:2])
    if near:
        made.append(Proposal(f"Kommuner i {county}" if county else "Kommuner i samma län", near))
    return tuple(each for each in made if each.codes)


def add_group(session: Session, *, name: str, codes: Sequence[str], note: str | None = None) -> int:
    """Make a comparison group; gives its id."""
    name = _free(session, name, None)
    row = ComparisonGroup(id=new_id(), name=name, codes=_some(codes), note=optional(note))
    session.add(row)
    describe(session, f"Lade till jämförelsegruppen ”{name}”")
    return row.id


def set_group(
    session: Session,
    *,
    comparison_group_id: int,
    name: str,
    codes: Sequence[str],
    note: str | None = None,
    expected_version: int,
) -> None:
    """Change what a comparison group is called and whom it holds; figures that name it follow."""
    row = _open(session, comparison_group_id, expected_version)
    name = _free(session, name, row.id)
    wanted = (name, _some(codes), optional(note))
    if wanted == (row.name, list(row.codes), row.note):
        return
    if name != row.name:
        for indicator in session.scalars(select(Indicator).where(Indicator.comparison_group == row.name)):
            indicator.comparison_group = name
            touch(indicator)
    row.name, row.codes, row.note = wanted
    describe(session, f"Ändrade jämförelsegruppen ”{name}”")
    touch(row)


def remove_group(session: Session, *, comparison_group_id: int, expected_version: int) -> None:
    """Take a comparison group away; figures that name it are compared with all municipalities again."""
    row = _open(session, comparison_group_id, expected_version)
    for indicator in session.scalars(select(Indicator).where(Indicator.comparison_group == row.name)):
        indicator.comparison_group = None
        touch(indicator)
    session.delete(row)
    describe(session, f"Tog bort jämförelsegruppen ”{row.name}”")


def choose_group(
    session: Session, *, indicator_id: int, comparison_group_id: int | None, expected_version: int
) -> None:
    """Say which group a figure is compared with from now on; None for all municipalities."""
    indicator = session.get(Indicator, indicator_id)
    if indicator is None:
        raise NotFound("Måttet")
    check_version(indicator, expected_version, f"”{indicator.name}”")
    group = None if comparison_group_id is None else session.get(ComparisonGroup, comparison_group_id)
    if comparison_group_id is not None and group is None:
        raise NotFound("Jämförelsegruppen")
    name = group.name if group is not None else None
    if indicator.comparison_group == name:
        return
    indicator.comparison_group = name
    describe(session, f"Valde jämförelsegrupp för ”{indicator.name}”")
    touch(indicator)


def _open(session: Session, key: int, expected_version: int) -> ComparisonGroup:
    row = session.get(ComparisonGroup, key)
    if row is None:
        raise NotFound("Jämförelsegruppen")
    check_version(row, expected_version, f"Jämförelsegruppen ”{row.name}”")
    return row


def _free(session: Session, name: str, key: int | None) -> str:
    name = " ".join(needed(name, "Gruppens namn").split())
    if len(name) > MOST_LETTERS:
        raise GroupNameTooLong(len(name))
    others = session.execute(select(ComparisonGroup.id, ComparisonGroup.name))
    if any(fold(row.name) == fold(name) and row.id != key for row in others):
        raise GroupNameTaken(name)
    return name


def _some(codes: Sequence[str]) -> list[str]:
    kept = sorted({code.strip() for code in codes if code.strip()})
    if not kept:
        raise NobodyInGroup
    return kept
