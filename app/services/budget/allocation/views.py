"""What the tab Beräkningsmodeller shows: models, a version's factors and results, and another beside it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.allocation import AllocationIndex, AllocationModel, AllocationVersion
from app.models.steering import ModelPart, SteeringModel
from app.services.budget.allocation.arithmetic import Factors, Results, calculate
from app.services.budget.allocation.stored import get_version, read_factors, using_budgets
from app.services.budget.allocation.words import SPECIAL, version_title
from app.services.budget.scope import performers
from app.services.budget.unittree import read_places, read_units

_AHEAD = 2


@dataclass(frozen=True, slots=True)
class VersionInfo:
    """A version of a model; `decided` is the name of a decided budget that rests on it."""

    id: int
    model_id: int
    number: int
    name: str
    made_on: date
    base_year: int
    mean_volume: bool
    price_unit: str
    source: str | None
    note: str | None
    row_version: int
    used_in: tuple[str, ...] = ()
    decided: str | None = None


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A model with its versions, the latest last."""

    id: int
    name: str
    area: str
    kind: str
    volume_unit: str | None
    note: str | None
    example: bool
    row_version: int
    versions: tuple[VersionInfo, ...]

    @property
    def special(self) -> bool:
        """Whether it gives appropriations with a special account."""
        return self.kind == SPECIAL


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit that is, or may be, part of a calculation; `above` is the unit over it."""

    id: int
    name: str
    above: str


@dataclass(frozen=True, slots=True)
class AllocationView:
    """Everything on the tab; without a model only the first is of interest."""

    models: tuple[ModelInfo, ...] = ()
    model: ModelInfo | None = None
    version: VersionInfo | None = None
    compare: VersionInfo | None = None
    years: tuple[int, ...] = ()
    factors: Factors = field(default_factory=Factors)
    results: Results = field(default_factory=lambda: calculate(Factors(), ()))
    compared: Results | None = None
    compared_factors: Factors | None = None
    units: tuple[UnitRow, ...] = ()
    every_unit: bool = False
    index_sources: tuple[tuple[int, str | None], ...] = ()

    @property
    def title(self) -> str:
        """What the shown version is called."""
        return version_title(self.model.name, self.version.number) if self.model and self.version else ""

    @property
    def unpriced_years(self) -> tuple[int, ...]:
        """Years in which some volume has no price."""
        return tuple(sorted({year for _, _, year in self.results.unpriced if year in self.years}))


def allocation_view(
    session: Session,
    *,
    version_id: int | None = None,
    compare_id: int | None = None,
    plan_years: Collection[int] = (),
    every_unit: bool = False,
) -> AllocationView:
    """A version of a model, by default the first; a plan's years are shown with the one before."""
    models = list_models(session)
    version = _chosen(models, version_id)
    if version is None:
        return AllocationView(models)
    model = next(each for each in models if each.id == version.model_id)
    compare = next((each for each in model.versions if each.id == compare_id != version.id), None)
    factors = read_factors(session, get_version(session, version.id))
    years = shown_years(factors, version.base_year, plan_years)
    reckoned = (years[0] - 1, *years)
    other = read_factors(session, get_version(session, compare.id)) if compare is not None else None
    year = min(plan_years, default=version.base_year)
    units, all_shown = _units(session, (factors, other), year, every_unit=every_unit)
    return AllocationView(
        models=models,
        model=model,
        version=version,
        compare=compare,
        years=years,
        factors=factors,
        results=calculate(factors, reckoned),
        compared=calculate(other, reckoned) if other is not None else None,
        compared_factors=other,
        units=units,
        every_unit=all_shown,
        index_sources=_index_sources(session, version.id),
    )


def list_models(session: Session) -> tuple[ModelInfo, ...]:
    """Every model with its versions, in order."""
    rows = select(AllocationVersion).order_by(AllocationVersion.model_id, AllocationVersion.number)
    stored = session.scalars(rows).all()
    used: dict[int, list[tuple[str, bool]]] = {}
    for key, name, locked in using_budgets(session, [version.id for version in stored]):
        used.setdefault(key, []).append((name, locked))
    versions: dict[int, list[VersionInfo]] = {}
    for version in stored:
        versions.setdefault(version.model_id, []).append(_version(version, used.get(version.id, [])))
    models = session.scalars(select(AllocationModel).order_by(AllocationModel.position, AllocationModel.id))
    return tuple(
        ModelInfo(
            model.id,
            model.name,
            model.area,
            model.kind,
            model.volume_unit,
            model.note,
            model.example,
            model.version,
            tuple(versions.get(model.id, ())),
        )
        for model in models
    )


def areas_of_model(session: Session) -> tuple[str, ...]:
    """The areas that the municipality's own steering model says have allocation models."""
    budget = select(ModelPart.content).join(SteeringModel).where(ModelPart.name == "budget")
    content = session.scalar(budget.order_by(SteeringModel.edition.desc()).limit(1)) or {}
    return tuple(area["name"] for area in content.get("allocation_areas") or ())


def shown_years(factors: Factors, base_year: int, plan_years: Collection[int]) -> tuple[int, ...]:
    """The plan's years with the year before them, and every year that has a volume or a price."""
    first, last = base_year, base_year + _AHEAD
    if plan_years:
        first, last = min(min(plan_years) - 1, base_year), max(max(plan_years), base_year)
    used = {year for group in factors.groups for _, year in group.volumes}
    used |= {year for group in factors.groups for year in group.prices}
    used |= {year for _, year in factors.specials}
    return tuple(range(min({first, *used}), max({last, *used}) + 1))


def _chosen(models: tuple[ModelInfo, ...], version_id: int | None) -> VersionInfo | None:
    every = [version for model in models for version in model.versions]
    found = next((version for version in every if version.id == version_id), None)
    if found is not None or not models or not models[0].versions:
        return found
    return models[0].versions[-1]


def _index_sources(session: Session, version_id: int) -> tuple[tuple[int, str | None], ...]:
    rows = select(AllocationIndex.year, AllocationIndex.source).where(
        AllocationIndex.version_id == version_id
    )
    return tuple((year, source) for year, source in session.execute(rows))


def _version(version: AllocationVersion, used: list[tuple[str, bool]]) -> VersionInfo:
    return VersionInfo(
        version.id,
        version.model_id,
        version.number,
        version.name,
        version.made_on,
        version.base_year,
        version.mean_volume,
        version.price_unit,
        version.source,
        version.note,
        version.version,
        tuple(name for name, _ in used),
        next((name for name, locked in used if locked), None),
    )


def _units(
    session: Session, shown: Sequence[Factors | None], year: int, *, every_unit: bool
) -> tuple[tuple[UnitRow, ...], bool]:
    """The units of the calculation in the order of the organisation; all performers while there are none."""
    every = [factors for factors in shown if factors is not None]
    used = {unit for factors in every for group in factors.groups for unit, _ in group.volumes}
    used |= {unit for factors in every for unit, _ in factors.specials}
    everyone = every_unit or not used
    wanted = used | set(performers(session, year)) if everyone else used
    names = {unit.id: unit for unit in read_units(session).values()}
    found = []
    for place in read_places(session, wanted):
        if not place.group and place.unit_id is not None:
            parent = names[place.unit_id].parent_id
            above = names[parent].name if parent is not None else ""
            found.append(UnitRow(place.unit_id, names[place.unit_id].name, above))
    return tuple(found), everyone
