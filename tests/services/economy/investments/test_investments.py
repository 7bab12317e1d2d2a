"""Projects through their use cases: what a version gives them, what is refused, and what it leads to."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import select

from app.models.errors import ChangedSince, DomainError, Locked, MissingText
from app.models.longterm import LongTermPlan
from app.models.organisation import Unit, UnitKind
from app.services.economy.changes.changing import RowEntry, add_change
from app.services.economy.investments import block, errors, parts, projects, yearly
from app.services.economy.investments.block import CarryEntry, TotalEntry
from app.services.economy.investments.tables import tables
from app.services.economy.investments.views import investment_flows
from app.services.economy.investments.yearly import YearEntry
from app.services.economy.longterm.areas import add_area
from app.services.economy.longterm.plans import make_plan
from app.services.economy.tables import broken_sums
from app.services.organisation.errors import UnitUsed
from app.services.organisation.units import add_unit, remove_unit
from tests.conftest import TODAY
from tests.services.economy.investments.town import KR, MNKR


def test_a_project_feeds_cash_result_and_balance(town):
    key = town.project(unit="Skolan", y2027=6 * MNKR, y2028=4 * MNKR)
    town.in_version(yearly.set_investment_years, entries=(YearEntry(key, 2028, income=1 * MNKR),))
    town.on(projects.set_spent_before, key, amount=3 * MNKR)
    town.on(projects.set_use, key, year=2028, month=7)
    town.part(key, Decimal(75), 10)
    town.part(key, Decimal(25), None, name="Mark")
    town.on(parts.add_running, key, name="Drift", amount=600_000 * KR)
    town.on(parts.add_running, key, name="Städning", amount=-100_000 * KR, in_frames=True)
    flows = town.read(partial(investment_flows, version_id=town.version_id))
    assert [flows.by_year[year].net for year in flows.years] == [6 * MNKR, 3 * MNKR, 0]
    # 12 mnkr net, three quarters of it over ten years from July
    assert [flows.by_year[year].depreciation for year in flows.years] == [0, 450_000 * KR, 900_000 * KR]
    assert [flows.by_year[year].running for year in flows.years] == [0, 300_000 * KR, 600_000 * KR]
    assert flows.by_year[2029].running_in_frames == -100_000 * KR
    school = flows.projects[0].committee
    assert school.name == "Skolan"
    assert flows.by_committee(2027)[school.key].expense == 6 * MNKR


def test_a_longer_plan_sees_every_year_of_a_life(town):
    key = town.project(y2027=1_000_001)
    town.on(projects.set_use, key, year=2027)
    town.part(key, Decimal(100), 3)
    flows = town.read(partial(investment_flows, version_id=town.version_id, years=range(2027, 2037)))
    assert sum(flow.depreciation for flow in flows.by_year.values()) == 1_000_001
    assert [year for year in flows.years if flows.by_year[year].depreciation] == [2027, 2028, 2029]


def test_a_permission_is_no_appropriation_and_what_exceeds_it_is_told(town):
    key = town.project(y2027=8 * MNKR, y2030=2 * MNKR)
    town.on(projects.set_permission, key, permitted=9 * MNKR, decided_on=date(2025, 11, 24), body="KF")
    town.part(key)
    town.on(projects.set_use, key, year=2030)
    shown = town.shown(key)
    assert (shown.total, shown.left) == (10 * MNKR, -1 * MNKR)
    (remark,) = town.view.remarks
    assert remark.grave
    assert "1\u00a0000\u00a0000\u00a0kr mer än totalramen" in remark.words
    assert town.view.by_year[2027].expense == 8 * MNKR


def test_what_is_carried_over_is_moved_and_never_made(town):
    key = town.project(y2027=5 * MNKR, y2028=1 * MNKR)
    carry = partial(town.in_version, yearly.carry_over, project_id=key)
    carry(year=2027, amount=2 * MNKR)
    carry(year=2028, amount=4 * MNKR)
    carry(year=2029, amount=1 * MNKR)
    shown = town.shown(key)
    assert [shown.flow(year).expense for year in (2027, 2028, 2029)] == [3 * MNKR, 4 * MNKR, 1 * MNKR]
    assert [shown.flow(year).brought for year in (2027, 2028, 2029)] == [2 * MNKR, 4 * MNKR, 1 * MNKR]
    with pytest.raises(errors.NothingLeft, match=r"har 5.000.000.kr år 2027"):
        carry(year=2028, amount=8 * MNKR)
    carry(year=2029, amount=0)
    carry(year=2028, amount=0)
    shown = town.shown(key)
    assert [shown.flow(year).expense for year in (2027, 2028, 2029)] == [7 * MNKR, 1 * MNKR, 0]
    assert town.database.undo_words == "Tog tillbaka det som förts över till 2028 för Förskola"


def test_a_block_is_one_step_and_one_refusal_refuses_it_all(town):
    first, second = town.project("Gata"), town.project("Bro")
    versions = [town.shown(key).version for key in (first, second)]
    take = partial(town.in_version, block.set_investment_block)
    take(
        years=(YearEntry(first, 2027, 10 * KR), YearEntry(second, 2028, 20 * KR)),
        totals=(TotalEntry(second, versions[1], permitted=50 * KR, spent_before=5 * KR),),
        carried=(CarryEntry(first, 2027, 3 * KR),),
    )
    assert (town.shown(first).planned, town.shown(second).left) == (13 * KR, 25 * KR)
    with pytest.raises(ChangedSince):
        take(years=(YearEntry(first, 2029, 9),), totals=(TotalEntry(second, versions[1], permitted=1),))
    with pytest.raises(errors.OutsidePlan, match="2027–2036, inte på 2037"):
        take(years=(YearEntry(first, 2028, 9), YearEntry(first, 2037, 9)))
    assert town.shown(first).planned == 13 * KR
    town.database.undo()
    assert (town.shown(first).planned, town.shown(second).permitted) == (0, None)


@pytest.mark.parametrize(
    ("use_case", "values", "words"),
    [
        (parts.add_part, {"name": "Tak", "share": Decimal(10), "years": 0}, "minst ett år"),
        (parts.add_part, {"name": "Tak", "share": Decimal(10), "years": -5}, "minst ett år"),
        (parts.add_part, {"name": "Tak", "share": Decimal(10), "years": 300}, "högst 200 år"),
        (parts.add_part, {"name": "Tak", "share": Decimal(0), "years": 5}, "mer än 0"),
        (parts.add_part, {"name": "Tak", "share": Decimal("60.5"), "years": 5}, "100,5 procent"),
        (projects.set_use, {"year": 2027, "month": 13}, "Månaden 13 finns inte"),
        (projects.set_use, {"year": None, "month": 3}, "också vilket år"),
        (projects.set_use, {"year": 27}, "inget år som kan planeras"),
        (projects.set_permission, {"permitted": -1}, "mindre än noll"),
        (projects.set_spent_before, {"amount": -1}, "mindre än noll"),
    ],
)
def test_what_cannot_be_is_refused_with_one_sentence_and_nothing_is_changed(town, use_case, values, words):
    key = town.project()
    town.part(key, Decimal(40))
    before = town.shown(key)
    with pytest.raises(DomainError, match=words):
        town.on(use_case, key, **values)
    assert town.shown(key) == before


def test_an_ended_project_gets_nothing_and_a_used_one_stays(town):
    key, other = town.project(y2027=5 * KR), town.project("Bro")
    with pytest.raises(errors.LeftInYears, match="Arbetsversion"):
        town.on(projects.set_state, key, state="cancelled")
    town.on(projects.set_state, other, state="finished")
    with pytest.raises(errors.ProjectClosed, match="avslutat"):
        town.in_version(yearly.set_investment_years, entries=(YearEntry(other, 2027, 5),))
    with pytest.raises(MissingText):
        town.on(projects.change_project, key, name=" ")
    town.decide()
    with pytest.raises(Locked):
        town.in_version(yearly.set_investment_years, entries=(YearEntry(key, 2027, 6),))
    with pytest.raises(errors.ProjectInUse, match="den beslutade budgetversionen"):
        town.on(projects.remove_project, key)
    town.on(projects.set_spent_before, other, amount=7 * KR)
    town.on(projects.set_state, other, state="cancelled")
    (told,) = [each.words for each in town.view.remarks if each.project_id == other]
    assert told.startswith("7\u00a0kr är nedlagda i projektet och skrivs inte av.")
    town.on(projects.remove_project, other)
    assert [project.id for project in town.view.projects] == [key]


def test_the_tables_add_up_and_say_what_is_over(town):
    town.project("Gata", "Köket", y2027=3 * MNKR, y2031=1 * MNKR)
    school = town.project("Förskola", "Skolan", y2027=7 * MNKR, y2028=2 * MNKR)
    town.on(projects.set_permission, school, permitted=8 * MNKR)
    town.on(projects.set_use, school, year=2027, month=7)
    town.part(school, Decimal(100), 20)
    spending, effects = town.read(partial(tables, version_id=town.version_id))
    assert not broken_sums(spending)
    assert not broken_sums(effects)
    assert spending.columns == ("Totalram", "Använt före 2027", "2027", "2028", "2029", "2030–", "Totalt")
    assert spending.row("net").cells[2:] == (10 * MNKR, 2 * MNKR, 0, 1 * MNKR, 13 * MNKR)
    assert spending.row("expense").cells[0] is None
    assert spending.row(f"project:{school}").flag == "Mer än totalramen"
    assert effects.row("cost").cells == (175_000 * KR, 350_000 * KR, 450_000 * KR)


def test_a_unit_that_the_economy_points_at_is_not_removed_and_all_of_it_is_told(town):
    unit = town.run(
        add_unit, name="Badet", kind_id=town.read(lambda s: s.scalars(select(UnitKind.id)).first())
    )
    town.decide()
    project = town.run(projects.add_project, name="Bad", unit_id=unit)
    town.on(parts.add_running, project, name="Vakter", amount=5 * MNKR, unit_id=unit)
    row = RowEntry("operating", MNKR, unit_id=unit)
    said = {"kind": "supplementary", "title": "Mer", "rows": (row,)}
    town.run(add_change, version_id=town.version_id, year=2027, **said)
    plan = town.run(make_plan, version_id=town.version_id, today=TODAY)
    state = town.read(lambda s: s.get_one(LongTermPlan, plan).version)
    town.run(add_area, plan_id=plan, expected_version=state, name="Bad", unit_id=unit)
    version = town.read(lambda s: s.get_one(Unit, unit).version)
    with pytest.raises(UnitUsed) as refused:
        town.run(remove_unit, unit_id=unit, expected_version=version)
    assert refused.value.message == (
        "”Badet” kan inte tas bort: den har 1 investeringsprojekt, 1 driftkostnad av en investering, "
        "1 rad i en budgetändring och 1 verksamhet i den långsiktiga planen. Ge den en slutdag i stället."
    )
