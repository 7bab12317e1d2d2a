"""Fills a file with the example's economy around the frames: rows as the offices would have typed them."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sqlalchemy.orm import Session

from app.models.balance import BalanceYear, ProcessStep, Regulation
from app.models.budget import PlanVersion
from app.models.economy import (
    ComponentBasis,
    ForecastRound,
    ForecastValue,
    IndexTable,
    IndexValue,
    PopulationForecast,
    PopulationNumber,
    PrerequisiteValue,
    VersionEconomy,
)
from app.models.investments import InvestmentPart, InvestmentProject, InvestmentYear, RunningCost
from app.models.organisation import Unit
from app.models.statements import CompanyAccount, Guideline, Loan, LoanYear, StatementValue
from app.models.types import new_id
from app.services.economy.reckoning import recompute
from app.services.exchange import example_format_economy as shape
from app.services.exchange.example_longterm import load_long_term, load_scenarios
from app.services.exchange.example_organisation import ORE_PER_TKR
from app.services.exchange.example_time import Timeline

_FIRST_INDEX_YEAR = -1
_COUNCIL = "Kommunfullmäktige"


def load_economy(
    session: Session,
    economy: shape.Economy,
    time: Timeline,
    units: Mapping[str, Unit],
    versions: Mapping[str, PlanVersion],
) -> None:
    """Everything around the frames, before the versions that are decided are locked."""
    rounds = {row.key: _round(row, time) for row in economy.rounds}
    population = _population(economy.population, time)
    indexes = {row.key: _index(row, place, time) for place, row in enumerate(economy.indexes, start=1)}
    session.add_all((*rounds.values(), population, *indexes.values()))
    session.flush()
    projects = [_project(row, place, time, units) for place, row in enumerate(economy.projects, start=1)]
    session.add_all(projects)
    session.flush()
    for row in economy.of_versions:
        version = versions[row.version]
        session.add(
            VersionEconomy(
                plan_version_id=version.id,
                round_id=rounds[row.round].id,
                population_id=population.id,
                example=True,
            )
        )
        session.add_all(_of_version(economy, row, version, time, units))
        session.add_all(_grounds(economy, indexes, version, time, units))
        session.add_all(_spent(economy, projects, version, time))
    load_scenarios(session, economy.scenarios, units, versions)
    load_long_term(session, economy.long_term, time, units, indexes, population, versions["forslag"])
    session.add_all(_balance_year(row, time, versions["forslag"]) for row in economy.balance)
    session.add_all(_ticked(economy, time, versions["forslag"].plan_id))
    session.flush()
    for key in {row.index for row in economy.grounds}:
        recompute(session, table_id=indexes[key].id)  # so that the amounts say what they rest on


def _round(row: shape.Round, time: Timeline) -> ForecastRound:
    return ForecastRound(
        id=new_id(),
        kind=row.kind,
        name=time.words(row.name),
        source=time.known_words(row.source),
        dated_on=time.day(row.on),
        note=time.known_words(row.note),
        example=True,
        values=[
            ForecastValue(line=line, year=year, value=value) for line, year, value in _valued(row.lines, time)
        ],
    )


def _valued(lines: tuple[shape.Line, ...], time: Timeline) -> Iterator[tuple[str, int, Decimal]]:
    for line in lines:
        for place, value in enumerate(line.values):
            yield line.line, time.year(place), value


def _population(row: shape.Population, time: Timeline) -> PopulationForecast:
    return PopulationForecast(
        id=new_id(),
        name=time.words(row.name),
        source=time.known_words(row.source),
        dated_on=time.day(row.on),
        example=True,
        numbers=[
            PopulationNumber(
                year=time.year(row.first_year + place),
                day="dec31",
                age_from=group.ages[0],
                age_to=group.ages[1] if len(group.ages) > 1 else None,
                number=number,
            )
            for group in row.ages
            for place, number in enumerate(group.numbers)
        ],
    )


def _index(row: shape.Index, place: int, time: Timeline) -> IndexTable:
    return IndexTable(
        id=new_id(),
        position=place,
        kind=row.kind,
        name=row.name,
        unit=row.unit,
        per=row.per,
        example=True,
        values=[
            IndexValue(
                year=time.year(_FIRST_INDEX_YEAR + step), value=value, source=time.known_words(row.source)
            )
            for step, value in enumerate(row.values)
        ],
    )


def _of_version(
    economy: shape.Economy,
    row: shape.OfVersion,
    version: PlanVersion,
    time: Timeline,
    units: Mapping[str, Unit],
) -> Iterator[PrerequisiteValue | StatementValue | Loan | Guideline | CompanyAccount]:
    """The version's own values, and what every version of the example has alike."""
    for line, year, value in _valued(row.lines, time):
        yield PrerequisiteValue(plan_version_id=version.id, line=line, year=year, value=value)
    for typed in economy.typed:
        for place, amount in enumerate(typed.amounts):
            yield StatementValue(
                plan_version_id=version.id,
                statement=typed.statement,
                line=typed.line,
                year=time.year(typed.first_year + place),
                amount=amount * ORE_PER_TKR,
            )
    yield from (_loan(loan, place, version, time) for place, loan in enumerate(economy.loans, start=1))
    for place, guideline in enumerate(economy.guidelines, start=1):
        yield Guideline(
            plan_version_id=version.id, position=place, example=True, **guideline.model_dump()
        )  # fmt: skip
    for place, company in enumerate(economy.companies, start=1):
        yield _company(company, place, version, units[company.unit])


def _grounds(
    economy: shape.Economy,
    indexes: Mapping[str, IndexTable],
    version: PlanVersion,
    time: Timeline,
    units: Mapping[str, Unit],
) -> Iterator[ComponentBasis]:
    """What parts of frames rest on; their amounts are those of the frames."""
    for row in economy.grounds:
        yield ComponentBasis(
            plan_version_id=version.id,
            unit_id=units[row.unit].id,
            year=time.budget_year,
            component=row.component,
            table_id=indexes[row.index].id,
            base=row.base * ORE_PER_TKR,
        )


def _loan(row: shape.Loan, place: int, version: PlanVersion, time: Timeline) -> Loan:
    return Loan(
        plan_version_id=version.id,
        position=place,
        name=time.words(row.name),
        lender=row.lender,
        opening=row.opening * ORE_PER_TKR,
        interest=row.interest,
        example=True,
        years=[
            LoanYear(year=time.year(step), borrowed=borrowed * ORE_PER_TKR, repaid=repaid * ORE_PER_TKR)
            for step, (borrowed, repaid) in enumerate(zip(row.borrowed, row.repaid, strict=True))
            if borrowed or repaid
        ],
    )


def _company(row: shape.Company, place: int, version: PlanVersion, unit: Unit) -> CompanyAccount:
    return CompanyAccount(
        plan_version_id=version.id,
        unit_id=unit.id,
        position=place,
        name=unit.name,
        text=row.text,
        turnover=row.turnover * ORE_PER_TKR,
        result=row.result * ORE_PER_TKR,
        investments=row.investments * ORE_PER_TKR,
        equity_ratio=row.equity_ratio,
        example=True,
    )


def _project(row: shape.Project, place: int, time: Timeline, units: Mapping[str, Unit]) -> InvestmentProject:
    year, month = row.starts if row.starts is not None else (None, None)
    return InvestmentProject(
        id=new_id(),
        unit_id=units[row.unit].id,
        position=place,
        number=row.number,
        name=row.name,
        kind=row.kind,
        state="ongoing" if row.spent_before else "planned",
        permitted=None if row.permitted is None else row.permitted * ORE_PER_TKR,
        decided_on=time.working_day(row.decided_on),
        body=_COUNCIL if row.decided_on is not None else None,
        paragraph=row.paragraph,
        in_use_year=None if year is None else time.year(year),
        in_use_month=month,
        spent_before=row.spent_before * ORE_PER_TKR,
        example=True,
        parts=[
            InvestmentPart(position=number, name=part.name, share=part.share, years=part.years)
            for number, part in enumerate(row.parts, start=1)
        ],
        running=[
            RunningCost(position=number, name=cost.name, amount=cost.amount * ORE_PER_TKR)
            for number, cost in enumerate(row.running, start=1)
        ],
    )


def _spent(
    economy: shape.Economy, projects: list[InvestmentProject], version: PlanVersion, time: Timeline
) -> Iterator[InvestmentYear]:
    for row, project in zip(economy.projects, projects, strict=True):
        for step, (expense, income) in enumerate(zip(row.expense, row.income, strict=True)):
            if expense or income:
                yield InvestmentYear(
                    plan_version_id=version.id,
                    project_id=project.id,
                    year=time.year(step),
                    expense=expense * ORE_PER_TKR,
                    income=income * ORE_PER_TKR,
                )


def _balance_year(row: shape.BalanceYear, time: Timeline, version: PlanVersion) -> BalanceYear:
    amounts = ("result", "gains", "gains_kept", "reserved", "used", "tax_and_grants", "equity",
               "pension_liability", "reserve")  # fmt: skip
    typed = {name: getattr(row, name) for name in amounts}
    return BalanceYear(
        year=time.year(row.year),
        ground=row.ground,
        plan_version_id=version.id if row.ground == "budget" else None,
        plan_text=row.plan_text,
        plan_decided_on=time.working_day(row.plan_on),
        plan_paragraph=row.plan_paragraph,
        example=True,
        regulations=[
            Regulation(year=time.year(one.year), amount=one.amount * ORE_PER_TKR, done=one.done)
            for one in row.regulations
        ],
        **{name: None if amount is None else amount * ORE_PER_TKR for name, amount in typed.items()},
    )


def _ticked(economy: shape.Economy, time: Timeline, plan_id: int) -> Iterator[ProcessStep]:
    for row in economy.process:
        for line in range(row.lines + 1):
            yield ProcessStep(
                plan_id=plan_id, stage=row.stage, line=line, done_on=time.working_day(row.on)
            )  # fmt: skip
