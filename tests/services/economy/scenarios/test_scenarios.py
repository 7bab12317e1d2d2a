"""Scenarios in a file: edited, compared in tables that add up, and made proposals that say the same."""

from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import select

from app.models.assignments import Assignment
from app.models.budget import AssignmentFunding, CentralPot, Frame, PlanVersion, YearTotal
from app.models.economy import ComponentBasis, IndexTable
from app.models.errors import ChangedSince, DomainError, NotFound
from app.models.investments import InvestmentProject
from app.models.organisation import Unit
from app.services.assignments import assignments
from app.services.economy.scenarios import editing
from app.services.economy.scenarios.errors import (
    NoSuchStep,
    NotBalanced,
    ScenarioNameTaken,
    StepsWithoutEffect,
)
from app.services.economy.scenarios.kinds import StepValues
from app.services.economy.scenarios.proposing import to_proposal
from app.services.economy.scenarios.tables import tables
from app.services.economy.tables import broken_sums
from tests.services.budget.ledger import CARE, KITCHEN, NIGHT, SCHOOL, YEARS
from tests.services.economy.scenarios.town import MNKR, TKR, Town

WHOLE = Decimal(-100)


def everything(town: Town) -> list[StepValues]:
    """A step of each kind, on everything that something else rests on."""
    school = town.key(Unit, name=SCHOOL)
    return [
        StepValues("tax_rate", number=Decimal("0.25"), first_year=2028),
        StepValues("line", line="income_equalisation_per_head", number=Decimal(5)),
        StepValues("line", line="dividend", amount=30 * TKR, note="Större utdelning"),
        StepValues("index", table_id=town.key(IndexTable, name="AKI"), number=Decimal("0.5")),
        StepValues("index", table_id=town.key(IndexTable, name="Måltidspris"), number=Decimal(10)),
        StepValues("volume", number=Decimal(-20), unit_id=town.key(Unit, name=CARE)),
        StepValues("part", component="priority", number=WHOLE, unit_id=town.key(Unit, name=NIGHT)),
        StepValues("amount", unit_id=town.key(Unit, name=CARE), amount=7 * TKR, last_year=2027),
        StepValues("amount", pot_id=town.key(CentralPot), amount=-20 * TKR, component="rounding"),
        StepValues("assignment", assignment_id=town.key(Assignment, title="Fler lovskolor")),
        StepValues("project", project_id=town.key(InvestmentProject, name="Ny förskola")),
        StepValues("inhabitants", number=Decimal(50), first_year=2028),
        StepValues("target", amount=MNKR),
        StepValues("amount", unit_id=school, amount=TKR, active=False),
    ]  # fmt: skip


def test_a_proposal_says_what_the_scenario_said(town: Town) -> None:
    key = town.scenario("Allt på en gång", *everything(town), party="Bypartiet")
    before = town.view(key)
    assert before.balanced
    assert [step.stopped for step in before.steps] == [""] * len(before.steps)
    was = town.compared().base
    made = town.on(to_proposal, key, name="Bypartiets budget")
    after = town.compared(made)
    for year in YEARS:
        wanted, found = before.years[year], after.base.years[year]
        assert replace(wanted, frames={}) == replace(found, frames={})
        assert dict(wanted.frames) == dict(found.frames)
    assert town.compared().base.years == was.years
    said = select(PlanVersion.stage, PlanVersion.name, PlanVersion.locked).where(PlanVersion.id == made)
    assert town.read(lambda s: s.execute(said).one()) == ("proposal", "Bypartiets budget", False)
    rooms = select(YearTotal.to_distribute).where(YearTotal.plan_version_id == made).order_by(YearTotal.year)
    assert town.read(lambda s: list(s.scalars(rooms))) == [before.years[year].room for year in YEARS]
    funded = select(Frame.plan_version_id).join(AssignmentFunding, AssignmentFunding.frame_id == Frame.id)
    assert set(town.read(lambda s: s.scalars(funded).all())) == {town.version_id}
    view = town.view(key)
    assert (view.proposal_id, view.proposal) == (made, "Bypartiets budget")
    resting = select(ComponentBasis.component, ComponentBasis.year).where(
        ComponentBasis.plan_version_id == made, ComponentBasis.unit_id == town.key(Unit, name=KITCHEN)
    )
    assert town.read(lambda s: list(s.execute(resting))) == []


def test_a_scenario_that_does_not_balance_stays_a_scenario(town: Town) -> None:
    school = town.key(Unit, name=SCHOOL)
    key = town.scenario("För dyrt", StepValues("amount", unit_id=school, amount=4 * MNKR))
    lacking = [-(town.view(key).years[year].left or 0) for year in YEARS]
    assert all(amount > 0 for amount in lacking[:2])
    words = f"2027 saknas {(lacking[0] + TKR // 2) // TKR:,} tkr".replace(",", "\u00a0").replace(
        " tkr", "\u00a0tkr"
    )
    with pytest.raises(NotBalanced, match=words):
        town.on(to_proposal, key)
    stopped = town.scenario("Räknas inte", StepValues("line", line="tax_base_growth", number=Decimal(1)))
    with pytest.raises(StepsWithoutEffect, match=r"saknas i förutsättningarna\. Slå av steget"):
        town.on(to_proposal, stopped)
    project = town.key(InvestmentProject, name="Ny förskola")
    moved = town.scenario("Senare", StepValues("project", project_id=project, number=Decimal(1)))
    with pytest.raises(NoSuchStep, match="lika i alla versioner"):
        town.on(to_proposal, moved)
    assert len(town.read(lambda s: s.scalars(select(PlanVersion)).all())) == 1


def test_scenarios_are_edited_in_order_and_against_what_was_seen(town: Town) -> None:
    school = town.key(Unit, name=SCHOOL)
    first = town.scenario("Högre skatt", StepValues("tax_rate", number=Decimal("0.10")))
    second = town.scenario("Mindre volym", StepValues("volume", number=Decimal(-10)), party="Bypartiet")
    copied = town.run(editing.copy_scenario, scenario_id=first)
    assert town.database.undo_words == "Kopierade scenariot Högre skatt till Högre skatt, kopia"
    town.on(editing.move_scenario, copied, step=-1)
    assert [each.id for each in town.compared().scenarios] == [first, copied, second]
    town.on(editing.change_scenario, second, name="Färre barn", party=" ", note="Prognosen är lägre")
    assert (town.view(second).name, town.view(second).party) == ("Färre barn", None)
    with pytest.raises(ScenarioNameTaken):
        town.scenario("Färre barn")
    with pytest.raises(ChangedSince):
        town.run(editing.remove_scenario, scenario_id=second, expected_version=1)
    amount = StepValues("amount", unit_id=school, amount=MNKR)
    step = town.on(editing.add_step, first, step=amount)
    town.on(editing.move_step, first, step_id=step, step=-1)
    assert [each.words for each in town.view(first).steps] == [
        "+1 000 tkr för Skolan".replace(" 000 tkr", "\u00a0000\u00a0tkr"),
        "Skattesatsen höjs 10 öre",
    ]
    with_both = town.view(first).years[2027].left
    town.on(editing.set_active, first, step_id=step, active=False)
    assert town.view(first).years[2027].left == (with_both or 0) + MNKR
    town.on(editing.change_step, first, step_id=step, step=replace(amount, amount=2 * MNKR))
    assert not town.view(first).steps[0].active
    with pytest.raises(NotFound):
        town.on(editing.change_step, first, step_id=step, step=replace(amount, unit_id=1))
    with pytest.raises(DomainError, match="inte är noll"):
        town.on(editing.add_step, first, step=StepValues("volume"))
    town.on(editing.remove_step, first, step_id=step)
    town.on(editing.remove_scenario, copied)
    assert [each.name for each in town.compared().scenarios] == ["Högre skatt", "Färre barn"]


def test_an_assignment_that_a_scenario_is_about_is_not_removed_unseen(town: Town) -> None:
    key = town.run(assignments.add_assignment, title="Ny badplats", kind="council")
    town.scenario("Utan bad", StepValues("assignment", assignment_id=key))
    with pytest.raises(DomainError, match="Scenariot ”Utan bad” prövar budgeten utan ”Ny badplats”"):
        town.run(assignments.remove_assignment, assignment_id=key, expected_version=1)


def test_the_tables_add_up_and_say_what_lacks_balance(town: Town) -> None:
    assert town.read(partial(tables, version_id=town.version_id)) == ()
    school = town.key(Unit, name=SCHOOL)
    town.scenario("Allt", *everything(town))
    dear = town.scenario("För dyrt", StepValues("amount", unit_id=school, amount=4 * MNKR))
    found = town.read(partial(tables, version_id=town.version_id))
    assert [table.title for table in found] == ["Scenarier 2027–2029", "Allt", "För dyrt"]
    assert [broken_sums(table) for table in found] == [{}, {}, {}]
    compared = found[0]
    assert compared.columns == ("Arbetsversion", "Allt", "För dyrt")
    assert compared.sentence == "Går inte ihop: För dyrt."
    assert compared.row("2027.left").cells[2] == town.view(dear).years[2027].left
    assert "2027 saknas" in compared.row("2027.left").flag
    assert "(För dyrt)." in compared.row("2027.left").flag
    assert [row.flag for row in found[1].rows if row.flag] == ["Avslaget"]
    alone = town.read(partial(tables, version_id=town.version_id, scenario_ids=[dear]))
    assert alone[0].columns == ("Arbetsversion", "För dyrt")
